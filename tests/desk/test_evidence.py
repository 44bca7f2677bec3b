"""Why this topic: the sentence that spoke most, and the decisions it is like, on the page of a message."""

from dataclasses import replace

from django.test import Client

from postlotse.core.topics.types import Guess, Neighbour
from postlotse.testing import FakeModel
from tests.desk.conftest import WORDS, City

LONG = "Wir sind ein Verein in der Nordstadt. Wir brauchen einen Zuschuss. Im Sommer feiern wir, und alle sind eingeladen."


class Knowing(FakeModel):
    """A model that also tells a sentence, neighbours and words for a flag."""

    def guess(self, texts: list[tuple[str, str]], languages: list[str | None]) -> list[Guess]:  # type: ignore[override]
        """Return the guesses of the fake, each with evidence."""
        return [
            replace(
                guess,
                topics=tuple(replace(t, sentence="Wir brauchen einen <b>Zuschuss</b>.") for t in guess.topics[:1]),
                flags=(("complaint", 0.9),),
                flag_evidence=(("complaint", ("Zuschuss", "Alice")),),
                neighbours=tuple(
                    Neighbour(id=name, topic="sport", likeness=0.9) for name in ("MO-2026-0001", "MO-2026-9999", "sport-de-007")
                ),
            )
            for guess in super().guess(texts, languages)
        ]


def shown(city: City, desk: Client, text: str) -> str:
    """Return the page of the second mail, which the first one's case is like."""
    city.write("Wir suchen eine Turnhalle.", subject="Halle")
    city.tools = replace(city.tools, model=lambda: Knowing(WORDS))
    return desk.get(f"/nachricht/{city.write(text, subject='Geld')}/").content.decode()


def test_the_page_says_which_sentence_and_which_cases(city: City, desk: Client) -> None:
    """The sentence is escaped; only cases that are there are named, training texts never."""
    html = shown(city, desk, LONG)
    assert "sagt dieser Satz am meisten" in html
    assert "Wir brauchen einen &lt;b&gt;Zuschuss&lt;/b&gt;." in html
    assert '<a href="/vorgang/MO-2026-0001/">MO-2026-0001</a>' in html
    assert "MO-2026-9999" not in html
    assert "sport-de-007" not in html


def test_a_short_mail_is_its_own_sentence(city: City, desk: Client) -> None:
    """What is nearly the whole mail is not repeated."""
    assert "sagt dieser Satz am meisten" not in shown(city, desk, "Wir brauchen einen Zuschuss.")


def test_a_flag_of_the_model_says_its_words_but_no_name_of_the_sender(city: City, desk: Client) -> None:
    """Staff read which words made the flag; the sender is Alice."""
    html = shown(city, desk, LONG)
    assert "vor allem wegen „Zuschuss“." in html
