"""Stored guesses for the topics of another book."""

import pytest

from postlotse.core.replay.fit import fit
from postlotse.core.topics.book import Topic
from postlotse.core.topics.types import Guess, TopicGuess


def topics(**merged: tuple[str, ...]) -> dict[str, Topic]:
    return {name: Topic(id=name, names={"de": name}, was=was) for name, was in merged.items()}


def guess(*pairs: tuple[str, float], abstained: bool = False) -> Guess:
    return Guess(topics=tuple(TopicGuess(id=t, probability=p, evidence=(t,)) for t, p in pairs), abstained=abstained, sure=True)


def test_a_guess_that_fits_stays_the_same_object() -> None:
    """So that both books share what is understood of a mail."""
    one = guess(("sport", 0.8), ("kultur", 0.1))
    assert fit(one, topics(sport=(), kultur=(), neu=())) is one
    assert fit(Guess(), topics(sport=())) == Guess()


def test_merged_topics_are_any_of_their_parts() -> None:
    """0.6 or 0.5 taken as independent is 0.8, which comes first now; evidence of both."""
    found = fit(guess(("sport", 0.6), ("tanz", 0.5), ("kultur", 0.7)), topics(kultur=(), bewegung=("sport", "tanz")))
    assert [("bewegung", 0.8), ("kultur", 0.7)] == [(t.id, round(t.probability, 4)) for t in found.topics]
    assert ("sport", "tanz") == found.topics[0].evidence


@pytest.mark.parametrize(("second", "abstained"), [(0.6, False), (0.2, True)], ids=["the next is likely", "the next is not"])
def test_where_the_first_topic_is_gone_the_next_must_be_likely(second: float, abstained: bool) -> None:
    """Nothing is sure any more."""
    found = fit(guess(("alt", 0.9), ("kultur", second)), topics(kultur=()))
    assert (["kultur"], abstained, False) == ([t.id for t in found.topics], found.abstained, found.sure)


def test_what_was_abstained_from_stays_so() -> None:
    """A topic that goes away makes nothing surer."""
    assert fit(guess(("kultur", 0.9), ("alt", 0.1), abstained=True), topics(kultur=())).abstained
    assert fit(guess(("alt", 0.9)), topics(kultur=())) == Guess(topics=(), abstained=True, sure=False)
