"""A stored guess for the topics of another rule book: merged topics as one, none that the book does not have."""

from collections.abc import Mapping
from dataclasses import replace
from math import prod

from postlotse.core.decide import SECOND_TOPIC
from postlotse.core.topics.book import Topic, successors
from postlotse.core.topics.types import Guess, TopicGuess


def fit(guess: Guess, topics: Mapping[str, Topic]) -> Guess:
    """Return the guess as it would be with these topics: the same object when all of them are there.

    The chance of a merged topic is that of any of its parts, taken as independent, as the model itself has it
    (`learning.newtopics`).  Where the first topic is no more, the next one counts only when it is as likely as a second concern
    must be: how sure the model would have to be is not stored.
    """
    if all(topic.id in topics for topic in guess.topics):
        return guess
    now = successors(topics)
    together: dict[str, list[TopicGuess]] = {}
    for topic in guess.topics:
        name = topic.id if topic.id in topics else now.get(topic.id, "")
        if name:
            together.setdefault(name, []).append(topic)
    fitted = tuple(sorted((_one(name, parts) for name, parts in together.items()), key=lambda topic: -topic.probability))
    first = guess.topics[0].id
    kept = bool(fitted) and fitted[0].id in (first, now.get(first))
    likely = bool(fitted) and fitted[0].probability >= SECOND_TOPIC
    return replace(
        guess,
        topics=fitted,
        abstained=guess.abstained or not (kept or likely),
        sure=guess.sure and kept,
    )


def _one(name: str, parts: list[TopicGuess]) -> TopicGuess:
    if len(parts) == 1:
        return replace(parts[0], id=name)
    evidence = tuple(dict.fromkeys(word for part in parts for word in part.evidence))
    chance = 1.0 - prod(1.0 - part.probability for part in parts)
    return TopicGuess(id=name, probability=chance, evidence=evidence, sentence=parts[0].sentence)
