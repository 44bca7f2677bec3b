"""A topic that the model knows by its description only: told, kept, never acted on alone."""

from collections.abc import Callable
from dataclasses import replace

from postlotse.core import snapshot
from postlotse.core.decide import decide
from postlotse.core.house import House
from postlotse.core.names import Route
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.understand import Understanding

Make = Callable[..., Understanding]


def _new(understood: Understanding) -> Understanding:
    """Return it as if its first topic were new."""
    first, *rest = understood.guess.topics
    return replace(understood, guess=replace(understood.guess, topics=(replace(first, described=True), *rest)))


def test_a_new_topic_never_goes_by_itself(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """Everything else speaks for it; the reasons say that it is new."""
    learned = decide(understood(("sport", 0.99)), book, house, situation).concerns[0]
    found = decide(_new(understood(("sport", 0.99))), book, house, situation).concerns[0]
    assert (learned.route, found.route) == (Route.AUTO, Route.REVIEW)
    assert {r.code for r in found.reasons} - {r.code for r in learned.reasons} == {"auto_new_topic"}
    assert "passt zu seiner Beschreibung" in found.reasons[0].sentence


def test_a_snapshot_keeps_that_a_topic_was_new(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """Decided again from what is stored, it still waits for a person; other topics are stored as before."""
    mail = _new(understood(("sport", 0.99), ("kultur", 0.2)))
    stored = snapshot.dump(mail, decide(mail, book, house, situation))
    assert [topic.get("described") for topic in stored["topics"]] == [True, None]
    again = snapshot.load(stored)
    assert [topic.described for topic in again.guess.topics] == [True, False]
    assert decide(again, book, house, situation).concerns[0].route is Route.REVIEW
