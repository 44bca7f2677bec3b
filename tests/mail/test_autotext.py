"""Automatic answers without a header, told by their words in all languages; and people's mail that looks like them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from postlotse.core.mail.auto.cues import Cue
from postlotse.core.mail.auto.hints import HINTS
from postlotse.core.mail.auto.pattern import compiled, matched, phrases, sentences
from postlotse.core.mail.auto.persons import PERSONS
from postlotse.core.mail.auto.phrases import LANGUAGES
from postlotse.core.mail.auto.verdict import likely
from postlotse.core.mail.automatic import kind
from postlotse.core.mail.types import Attachment, KindFinding, Mail
from tests.mail.letters import letter

FIXTURES = Path(__file__).parent / "fixtures"


def rows(name: str) -> list[object]:
    """Return the mails of one file as parameters."""
    lines = (FIXTURES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(row, id=row["id"]) for row in map(json.loads, lines)]


def mail_of(row: dict[str, str]) -> Mail:
    """Return the mail of a row, with the headers of an ordinary mail program."""
    return letter(
        row["text"],
        Subject=row["subject"],
        From=f"A. B. <{row['sender']}>",
        Return_Path=f"<{row['sender']}>",
        In_Reply_To="<1@stadt.example>" if row["answers"] else None,
    )


@pytest.mark.parametrize("row", rows("automatic_texts"))
def test_the_words_of_an_automatic_answer_are_recognised(row: dict[str, str]) -> None:
    """Away, closed, left, not read, acknowledged by another system: in every language; the sentence names the words."""
    found = kind(mail_of(row))
    assert found is not None
    assert found.kind == "auto_reply"
    assert found.code.startswith("words_")
    assert found.sentence.startswith("Der Text ist ")
    assert "„" in found.sentence


@pytest.mark.parametrize("row", rows("personal_texts"))
def test_people_who_write_about_such_things_are_not_taken_for_robots(row: dict[str, str]) -> None:
    """Away and asking, quoting a bounce, a child that is ill, a closed office: a person wrote it."""
    assert kind(mail_of(row)) is None


@pytest.mark.parametrize("row", rows("automatic_hints"))
def test_weak_words_let_the_model_be_heard(row: dict[str, str]) -> None:
    """Closed, on leave, volunteers, new address, one-liners: not enough alone, but nothing speaks for a person."""
    mail = mail_of(row)
    assert kind(mail) is not None or likely(mail) is not None


@pytest.mark.parametrize("row", rows("personal_answers"))
def test_people_are_not_even_likely_to_be_robots(row: dict[str, str]) -> None:
    """They answer a note, are away and say what follows from it, thank, order, correct: no model is asked."""
    mail = mail_of(row)
    assert kind(mail) is None
    assert likely(mail) is None


NOTE = (
    "Vielen Dank für Ihre Nachricht. Ich bin bis zum 14. August nicht im Büro. "
    "In dringenden Fällen wenden Sie sich bitte an Frau Berger."
)


def answer(text: str = NOTE, /, **changes: str | None) -> KindFinding | None:
    """Return what kind an answer to one of our mails is."""
    return kind(letter(text, **{"In_Reply_To": "<1@stadt.example>", "Subject": "AW: Anfrage", **changes}))


def test_the_sentence_shows_no_names_of_the_mail() -> None:
    """What stands between the words of a phrase is left out: it may be personal."""
    found = answer("Guten Tag, ich bin bis zur Geburt von Zeynep nicht im Büro. In dringenden Fällen hilft Herr Ott.")
    assert found is not None
    assert "Zeynep" not in found.sentence
    assert "„ich bin … nicht im Büro“" in found.sentence


@pytest.mark.parametrize(
    "more",
    [
        "Können Sie mir den Termin bestätigen?",
        "Anbei das Formular.",
        "Ich möchte mich auch zum Kurs anmelden.",
        "Mein Sohn kommt mit.",
    ],
)
def test_a_wish_beside_the_notice_makes_it_a_persons(more: str) -> None:
    """A notice never asks."""
    assert answer(f"{NOTE} {more}") is None


def test_much_text_beside_the_notice_makes_it_a_persons() -> None:
    """People mention their absence and then come to their matter."""
    matter = "Der Zuschuss wurde im Ausschuss beraten und mit großer Mehrheit bewilligt. " * 6
    assert answer(f"{NOTE} {matter}") is None


def test_a_greeting_by_name_needs_more() -> None:
    """Robots rarely know whom they greet."""
    short = "vielen Dank für Ihre Nachricht. Ich bin bis Freitag nicht im Büro."
    assert answer(f"Sehr geehrte Damen und Herren,\n{short}") is not None
    assert answer(f"Liebe Frau Sommer,\n{short}") is None


def test_a_mail_that_answers_nothing_must_speak_of_ours() -> None:
    """An association tells the city that it is closed in summer."""
    text = "Unser Büro ist vom 1. bis 31. August geschlossen. In dringenden Fällen hilft der Vorstand."
    assert answer(text) is not None
    assert answer(text, In_Reply_To=None, Subject="Sommerpause") is None


def test_what_stands_below_a_persons_text_decides_nothing() -> None:
    """Programs write about themselves into the last line."""
    footer = "Diese E-Mail wurde automatisch auf Viren geprüft und erzeugt."
    text = f"Guten Tag,\nim Treppenhaus brennt seit Tagen kein Licht.\n\n{footer}"
    assert answer(text) is None


def test_the_last_line_of_a_notice_counts() -> None:
    """Systems say below the signature that nobody wrote this."""
    text = (
        "Ihre Anfrage ist eingegangen.\n\nMit freundlichen Grüßen\nIhr Serviceteam\nAbteilung 3\n\n"
        "Diese E-Mail wurde automatisch erzeugt."
    )
    assert answer(text) is not None


def test_an_attached_file_makes_it_a_persons() -> None:
    """Notices bring pictures at most."""
    mail = letter(NOTE, In_Reply_To="<1@stadt.example>")
    with_file = replace(mail, attachments=(Attachment(name="a.pdf", type="application/pdf"),))
    with_logo = replace(mail, attachments=(Attachment(name="logo.png", type="image/png"),))
    assert kind(with_file) is None
    assert kind(with_logo) is not None


def test_a_subject_alone_is_not_believed_when_the_text_tells_of_such_a_mail() -> None:
    """A person writes under the subject of the note that they got."""
    text = "Ich habe diese automatische Antwort bekommen und weiß nicht weiter."
    assert kind(letter(text, Subject="Automatische Antwort: Anfrage")) is None


PHRASES = [
    pytest.param(
        "ich bin … nicht im büro", "Ich bin von Montag, 3. August, bis Freitag, 14. August, nicht im Büro", True, id="gap"
    ),
    pytest.param("ich bin … im büro", "Ich bin krank, sagt mein Arzt, der Chef ist im Büro", False, id="commas-cost"),
    pytest.param("nicht im büro", "nicht im Buero", True, id="umlaut-as-two-letters"),
    pytest.param("izinde~", "İzindeyim", True, id="stem-and-turkish-i"),
    pytest.param("mesaj [için] teşekkür", "mesaj teşekkür", True, id="optional"),
    pytest.param("^ automatische antwort $", "Das ist keine automatische Antwort", False, id="whole-sentence"),
    pytest.param("سأعود", "وسأعود", True, id="arabic-and"),
    pytest.param("إجازة", "اجازه", True, id="arabic-letters"),
    pytest.param("der|die antwort", "das Antwort", False, id="either"),
]


@pytest.mark.parametrize(("phrase", "text", "stands"), PHRASES)
def test_phrases_are_matched_as_they_are_written(phrase: str, text: str, stands: bool) -> None:
    """The small language of the tables."""
    pattern = compiled(phrase, Cue.AWAY)
    keys = sentences(text)[0].keys
    assert any(matched(keys, at, pattern) for at in range(len(keys))) is stands


def test_sentences_end_where_people_end_them() -> None:
    """Dates and numbers end none; questions are known in every script."""
    pieces = sentences("Ab dem 12. August bin ich da. Und du?\n\nهل تأتي؟ Ja!")
    assert [" ".join(piece.words) for piece in pieces] == ["Ab dem 12 August bin ich da", "Und du", "هل تأتي", "Ja"]
    assert [piece.question for piece in pieces] == [False, True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_well_formed(language: str) -> None:
    """A phrase begins and ends with a word, has few gaps, and every word is one word."""
    for lines in (*LANGUAGES[language].values(), HINTS.get(language, ""), PERSONS.get(language, "")):
        for phrase in phrases(lines):
            places = [place for place in phrase.split() if place not in "^$"]
            assert places[0][0] not in "[…", phrase
            assert places[-1] != "…", phrase
            assert places.count("…") <= 3, phrase
            for word in (
                word.rstrip("~") for place in places if place not in ("…", ",") for word in place.strip("[]").split("|")
            ):
                assert [key for piece in sentences(word) for key in piece.keys] != [], phrase
                assert len(sentences(word)[0].keys) == 1, phrase


FIRST_TIER = ["de", "en", "tr", "ar", "fa", "ku", "ru", "uk", "bg", "ro", "pl", "hr", "fr", "es", "it", "sq", "so", "ti", "ckb"]


@pytest.mark.parametrize("language", FIRST_TIER)
def test_every_language_has_every_class_of_phrases(language: str) -> None:
    """Only the polite question of form letters may be missing."""
    assert set(Cue) - set(LANGUAGES[language]) <= {Cue.OFFER, Cue.HINT}
    assert HINTS[language].strip()
    assert PERSONS[language].strip()


@pytest.mark.parametrize(
    "piece", ["ich bin nicht ", "ihre nachricht die mail wird ", "von bis vom ", "????", "«a» ", "1.2.3.4. "]
)
def test_hostile_repetitions_are_quick(piece: str) -> None:
    """Nothing to be found, whatever is repeated."""
    assert kind(letter(piece * (3_900 // len(piece)))) is None
