"""Which words of mails may stand in a rule: those of the language and of the city, never one of a person."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from postlotse.core.rules.load import load_book
from postlotse.flow.patterns import Opinion, Target
from postlotse.flow.wording import Vocabulary, distinctive
from tests.flow.correcting import FILES

BOOK, _ = load_book(FILES)
OTHERS = ["Zuschuss für ein Fest.", "Geld für Noten", "Ein Fest im Park", "Noten und Bücher", "Fest mit Büchern"]


def opinions(texts: Sequence[str], *, senders: Sequence[str] = (), names: Sequence[str] = (), first: int = 1) -> list[Opinion]:
    """Return corrected mails with these texts, each by another sender unless said."""
    return [
        Opinion(
            concern=at,
            message=at,
            case=f"MO-2026-{at:04}",
            at=datetime(2026, 3, 2, tzinfo=UTC),
            by="anna",
            topic="foerdermittel",
            rule="geld",
            suggested=Target(office="foerderung"),
            decided=Target(office="sportamt"),
            decided_topic="foerdermittel",
            referral="hand_over",
            organisation="",
            sender=senders[at - first] if senders else f"person{at}@verein.example",
            text=text,
            names=frozenset(names),
        )
        for at, text in enumerate(texts, start=first)
    ]


CHOSEN = {
    "a word of the directory": (["Die Turnhalle", "Turnhalle Nord", "unsere Turnhalle"], ("Turnhalle",)),
    "a keyword with its star": (["Theaterabend am Freitag", "Ein Theaterstück", "Theater für Kinder"], ("Theater*",)),
    "two words cover what one does not": (
        ["Die Turnhalle", "Turnhalle", "Turnhalle!", "Schwimmbad Ost", "das Schwimmbad", "Schwimmbad?"],
        ("Turnhalle", "Schwimmbad"),
    ),
    "written small": (["wir pachten gern", "können wir pachten?", "ich will pachten", "bitte pachten"], ("pachten",)),
    "behind ein": (
        ["Wir wollen einen Bolzplatz", "Gibt es keinen Bolzplatz?", "Unser Bolzplatz", "ein Bolzplatz"],
        ("bolzplatz",),
    ),
    "Cyrillic, written small": (["нам нужен стадион", "где стадион", "ищем стадион", "стадион для детей"], ("стадион",)),
}


@pytest.mark.parametrize(("texts", "words"), CHOSEN.values(), ids=CHOSEN)
def test_words_that_tell_are_found(texts: list[str], words: tuple[str, ...]) -> None:
    """They stand in nearly all corrected mails and in none of the others."""
    assert BOOK is not None
    assert words == distinctive(Vocabulary(BOOK), opinions(texts), opinions(OTHERS * 2, first=100))


REFUSED = {
    "a name with a capital": (["Yilmaz war hier", "Fragen Sie Yilmaz", "mit Yilmaz reden", "Es geht um Yilmaz"], {}),
    "a name behind a title": (["mit Frau Yilmaz", "wegen Herrn Yilmaz", "an Familie Yilmaz", "bei Herrn Yilmaz"], {}),
    "a name that starts the sentence": (["Yilmaz kommt.", "Yilmaz fragt.", "Yilmaz dankt.", "Yilmaz hofft."], {}),
    "a name written small once": (["bei yilmaz", "mit Yilmaz", "an yilmaz", "von yilmaz"], {}),
    "a street": (["in einer Bertramstraße", "keine Bertramstraße", "unsere Bertramstraße", "eine Bertramstraße"], {}),
    "a word of two mails": (["Die Turnhalle", "unsere Turnhalle", "nichts davon"], {}),
    "of one sender": (["Die Turnhalle", "Turnhalle Nord", "Turnhalle"], {"senders": ["a@b.example"] * 3}),
    "part of a sender's name": (["Die Turnhalle", "Turnhalle Nord", "Turnhalle"], {"names": ["turnhalle"]}),
    "a small word of the language": (["bitte eine", "ich suche bitte", "suche bitte", "bitte bitte"], {}),
    "a number": (["Konto 12345678", "das Konto 12345678", "12345678", "12345678!"], {}),
    "a word that others have too": (["Ein Fest.", "unser Fest", "Das Fest", "kein Fest"], {}),
    "Arabic, where nothing tells names": (["اتصل أحمد اليوم", "أحمد يسأل", "مع أحمد", "أحمد هنا"], {}),
}


@pytest.mark.parametrize(("texts", "changes"), REFUSED.values(), ids=REFUSED)
def test_words_of_people_and_of_chance_are_not(texts: list[str], changes: dict[str, list[str]]) -> None:
    """In doubt none: then there is no rule by words."""
    assert BOOK is not None
    mine = opinions(texts, senders=changes.get("senders", ()), names=changes.get("names", ()))
    assert distinctive(Vocabulary(BOOK), mine, opinions(OTHERS * 2, first=100)) == ()


def test_without_enough_other_mails_nothing_can_be_told_apart() -> None:
    """Three against two is no evidence."""
    assert BOOK is not None
    mine = opinions(["Die Turnhalle", "Turnhalle Nord", "Turnhalle"])
    assert distinctive(Vocabulary(BOOK), mine, opinions(OTHERS[:2], first=100)) == ()
    assert distinctive(Vocabulary(BOOK), mine, opinions(OTHERS[:3], first=100)) == ("Turnhalle",)
