"""Mail and guess → kind and flags: headers prove, a case proves, only then the words count, and in doubt it is a concern."""

from datetime import date

import pytest

from postlotse.core.mail.parse import parse
from postlotse.core.names import Flag, Kind
from postlotse.core.topics.types import Guess
from postlotse.core.understand import (
    FLAG_THRESHOLD,
    FLAG_THRESHOLDS,
    KIND_THRESHOLDS,
    NEVER,
    SPAM_ALONE,
    SPAM_QUIET,
    WEAK_SIGNS,
    choose_flags,
    choose_kind,
    needs_words,
    own_words,
    understand,
)
from postlotse.testing import detect, letter

TODAY = date(2026, 3, 2)
AT = KIND_THRESHOLDS
ROBOT = [("Auto-Submitted", "auto-replied")]
LIST = [("List-Id", "<x.example>")]


@pytest.mark.parametrize(
    ("headers", "words", "in_case", "kind", "code"),
    [
        ([], (("concern", 0.9),), False, Kind.CONCERN, "human"),
        ([], (), False, Kind.CONCERN, "human"),
        ([], (("spam", AT[Kind.SPAM]),), False, Kind.SPAM, "words_spam"),
        ([], (("spam", AT[Kind.SPAM] - 0.001),), False, Kind.CONCERN, "human"),
        ([], (("bulk", AT[Kind.BULK]),), False, Kind.BULK, "words_bulk"),
        ([], (("bulk", AT[Kind.BULK] - 0.001),), False, Kind.CONCERN, "human"),
        ([], (("auto_reply", 0.99),), False, Kind.NOTICE, "words_notice"),
        ([], (("notice", AT[Kind.NOTICE]),), False, Kind.NOTICE, "words_notice"),
        ([], (("notice", AT[Kind.NOTICE] - 0.001),), False, Kind.CONCERN, "human"),
        ([], (("reply", AT[Kind.REPLY]),), False, Kind.REPLY, "words_reply"),
        ([], (("notice", 0.61), ("spam", 0.8)), False, Kind.SPAM, "words_spam"),
        ([], (("notice", AT[Kind.NOTICE] - 0.001), ("spam", AT[Kind.SPAM])), False, Kind.SPAM, "words_spam"),
        ([], (("spam", 0.99),), True, Kind.REPLY, "answers_case"),
        ([], (("concern", 0.99),), True, Kind.REPLY, "answers_case"),
        (ROBOT, (("concern", 0.99),), False, Kind.AUTO_REPLY, "auto_submitted"),
        (ROBOT, (("concern", 0.99),), True, Kind.AUTO_REPLY, "auto_submitted"),
        (LIST, (("concern", 0.99),), False, Kind.BULK, "list_header"),
        ([("X-Spam-Flag", "YES")], (("concern", 0.99),), True, Kind.SPAM, "spam_verdict"),
    ],
    ids=[
        "human",
        "no guess",
        "spam",
        "nearly spam",
        "bulk",
        "nearly bulk",
        "the model alone makes no auto reply",
        "notice",
        "nearly notice",
        "reply",
        "the likelier",
        "a likelier below its threshold",
        "spammy words in a case",
        "concern in a case",
        "robot",
        "robot in a case",
        "list",
        "filter in a case",
    ],
)
def test_headers_then_the_case_then_the_words(
    headers: list[tuple[str, str]], words: tuple[tuple[str, float], ...], in_case: bool, kind: Kind, code: str
) -> None:
    """Each step is asked only when the one before has nothing to say; below the threshold it stays a concern."""
    found, reason = choose_kind(
        parse(letter("Heute ist Markt, alles mit Rabatt.", headers=headers)), Guess(kinds=words), answers_case=in_case
    )
    assert (kind, code) == (found, reason.code)
    assert reason.sentence.endswith(".")


WEAK = "Unser Haus bleibt wegen Umbau zu, ab Montag sind wir wieder da."
STRONG = "Vielen Dank für Ihre Nachricht. Ich bin bis Freitag nicht im Büro. In dringenden Fällen hilft Frau Ott."


@pytest.mark.parametrize(
    ("text", "chance", "kind", "code"),
    [
        pytest.param(WEAK, WEAK_SIGNS, Kind.AUTO_REPLY, "words_auto_reply", id="weak-words-and-the-model"),
        pytest.param(WEAK, WEAK_SIGNS - 0.01, Kind.NOTICE, "words_notice", id="weak-words-and-a-doubtful-model"),
        pytest.param(WEAK + " Kommen Sie dann vorbei?", 0.99, Kind.CONCERN, "human", id="weak-words-and-a-question"),
        pytest.param(STRONG, 0.3, Kind.AUTO_REPLY, "words_absence", id="strong-words"),
        pytest.param(STRONG, NEVER / 2, Kind.CONCERN, "human", id="strong-words-and-a-model-sure-of-a-person"),
        pytest.param(STRONG, None, Kind.AUTO_REPLY, "words_absence", id="strong-words-without-a-model"),
    ],
)
def test_an_automatic_answer_without_a_header_needs_two_witnesses(
    text: str, chance: float | None, kind: Kind, code: str
) -> None:
    """Words and model; strong words alone, unless the model is sure of a person; the model alone never."""
    mail = parse(letter(text, headers=[("In-Reply-To", "<1@stadt.example>")]))
    guess = Guess() if chance is None else Guess(kinds=(("auto_reply", chance), ("concern", 1 - chance)))
    found, reason = choose_kind(mail, guess, answers_case=False)
    assert (found, reason.code) == (kind, code)


@pytest.mark.parametrize(
    ("text", "kinds", "kind"),
    [
        pytest.param("Können Sie uns beim Antrag helfen?", (("spam", SPAM_ALONE - 0.01),), Kind.CONCERN, id="asks"),
        pytest.param("Können Sie uns helfen? Wir bekommen den Newsletter.", (("bulk", 0.5),), Kind.CONCERN, id="asks-about"),
        pytest.param("Wollen Sie 50 % Rabatt? Jetzt hier klicken!", (("spam", 0.7),), Kind.SPAM, id="offers"),
        pytest.param("Wollen Sie reich werden?", (("spam", SPAM_ALONE),), Kind.SPAM, id="the-model-is-sure"),
        pytest.param("Der Markt ist schön.", (("spam", SPAM_QUIET),), Kind.SPAM, id="asks-nothing"),
        pytest.param("Der Markt ist schön.", (("spam", SPAM_QUIET - 0.01),), Kind.CONCERN, id="asks-nothing-doubtful"),
    ],
)
def test_who_asks_for_something_is_hardly_called_a_sender_of_many(
    text: str, kinds: tuple[tuple[str, float], ...], kind: Kind
) -> None:
    """A mail that asks is spam or a circular only with a sign of it, or when the model has no doubt."""
    assert kind is choose_kind(parse(letter(text, subject="Hallo")), Guess(kinds=kinds), answers_case=False)[0]


def test_only_our_own_filters_headers_count_where_they_are_named() -> None:
    """The house says which verdicts are its own."""
    mail = parse(letter(headers=[("X-Spam-Flag", "YES")]))
    assert Kind.SPAM is choose_kind(mail, Guess(), answers_case=False)[0]
    ours = frozenset({"x-rspamd-action"})
    assert Kind.CONCERN is choose_kind(mail, Guess(), answers_case=False, spam_headers=ours)[0]
    assert needs_words(mail, ours)


def test_a_persons_thanks_need_more_than_a_coin_flip() -> None:
    """A notice is a person's mail that nobody answers: a concern mistaken for one would be missed."""
    found, _ = choose_kind(parse(letter()), Guess(kinds=(("notice", 0.55), ("concern", 0.45))), answers_case=False)
    assert Kind.CONCERN is found


@pytest.mark.parametrize("headers", [ROBOT, LIST, [("X-Spam-Flag", "YES")]], ids=["robot", "list", "spam"])
def test_robots_never_reach_the_model(headers: list[tuple[str, str]]) -> None:
    """What headers prove needs no words; a person's mail does."""
    assert not needs_words(parse(letter(headers=headers)))
    assert needs_words(parse(letter()))


@pytest.mark.parametrize("flag", list(Flag))
def test_the_model_sets_a_flag_from_its_threshold_on(flag: Flag) -> None:
    """Danger and applications need less than the others; nothing is set below."""
    threshold = FLAG_THRESHOLDS.get(flag, FLAG_THRESHOLD)
    mail = parse(letter("Wir suchen eine Halle."))
    assert (flag,) == tuple(h.flag for h in choose_flags(mail, Guess(flags=((flag, threshold),)), "de", TODAY))
    assert () == choose_flags(mail, Guess(flags=((flag, threshold - 0.001),)), "de", TODAY)


def test_danger_and_applications_are_the_easiest_to_raise() -> None:
    """Missing one of them costs more than a false alarm."""
    assert max(FLAG_THRESHOLDS[Flag.DANGER], FLAG_THRESHOLDS[Flag.BENEFIT_APPLICATION]) < FLAG_THRESHOLD


def test_words_give_the_reason_and_the_model_adds() -> None:
    """A flag that both see is shown once, with the words that prove it; the order is that of the enumeration."""
    mail = parse(letter("Mein Mann schlägt mich, ich habe Angst um mein Leben."))
    hits = choose_flags(mail, Guess(flags=(("third_party", 0.9), ("danger", 0.99))), "de", TODAY)
    assert [Flag.DANGER, Flag.THIRD_PARTY] == [h.flag for h in hits if h.flag in (Flag.DANGER, Flag.THIRD_PARTY)]
    assert 1 == sum(h.flag is Flag.DANGER for h in hits)
    assert "Modell" not in next(h.why for h in hits if h.flag is Flag.DANGER)


@pytest.mark.parametrize(
    ("headers", "kinds", "flagged"),
    [([], (), True), ([], (("notice", 0.9),), True), (ROBOT, (), False), ([], (("spam", SPAM_ALONE),), False)],
    ids=["concern", "notice", "robot", "spam"],
)
def test_only_what_a_person_wrote_bears_flags(
    headers: list[tuple[str, str]], kinds: tuple[tuple[str, float], ...], flagged: bool
) -> None:
    """A scam that cries for help is no emergency; a thank-you note that tells of one may be."""
    mail = parse(letter("Mein Mann schlägt mich, ich habe Angst um mein Leben.", headers=headers))
    understood = understand(mail, guess=Guess(kinds=kinds), detect=detect, today=TODAY)
    assert flagged == (Flag.DANGER in understood.flag_set)


def test_quoted_text_raises_no_flag() -> None:
    """What stands in an earlier mail below the answer is not what this person says now."""
    body = (
        "Danke, das passt.\n\nAm 01.03.2026 um 10:00 schrieb Bob <bob@x.example>:\n"
        "> Mein Mann schlägt mich, ich habe Angst um mein Leben.\n"
    )
    understood = understand(parse(letter(body)), guess=Guess(), detect=detect, today=TODAY)
    assert frozenset() == understood.flag_set


def test_a_mail_without_own_words_has_the_language_of_the_whole() -> None:
    """A forward without a comment: the text below decides the language."""
    mail = parse(
        letter("---------- Forwarded message ---------\nFrom: a@x.example\nSubject: x\n\nنبحث عن قاعة", subject="Fwd: x")
    )
    assert "ar" == understand(mail, guess=Guess(), detect=detect, today=TODAY).language.code


def test_the_header_lines_of_a_forward_are_no_deadline() -> None:
    """Who passes a mail on with a word says both; the day on which the writer wrote is no date to keep."""
    body = (
        "Hallo, könnt ihr das übernehmen?\n\n-----Ursprüngliche Nachricht-----\nVon: Bob <bob@x.example>\n"
        "Gesendet: Sonntag, 1. März 2026 18:12\nAn: Erika Muster <erika@verein.example>\nBetreff: Raum\n\n"
        "Guten Tag, unser Chor sucht einen Raum.\n"
    )
    mail = parse(letter(body, subject="WG: Raum"))
    assert own_words(mail)[1].split("\n\n") == ["Hallo, könnt ihr das übernehmen?", "Guten Tag, unser Chor sucht einen Raum."]
    assert frozenset() == understand(mail, guess=Guess(), detect=detect, today=TODAY).flag_set
