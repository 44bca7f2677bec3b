"""Which topics have earned to go by themselves, told to those who decide; what changes is written down and said aloud.

Decides nothing about a mail: `core.decide` does, with these standings.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from postlotse.core.calendar import city_time
from postlotse.core.earned import Standing, Trust, sentence, standing
from postlotse.core.house import House
from postlotse.core.rules.check import goes_by_itself
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import name as topic_name
from postlotse.core.topics.book import successors
from postlotse.core.topics.types import Guess
from postlotse.store import earned, health, tx

#: The part of the service that fails while a topic has lost what it had earned.
PART = "automation"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStanding:
    """One line of the table: a topic, where it stands, since when, and the sentence on it ("" when granted)."""

    topic: str
    standing: Standing
    since: datetime | None
    sentence: str


def standings(house: House, book: RuleBook, guess: Guess) -> dict[str, Standing]:
    """Return where the topics of a guess stand; asks the store only when a rule could let one go by itself."""
    if guess.abstained:
        return {}
    topics = [t.id for t in guess.topics[:3] if goes_by_itself(book, t.id)]
    return {line.topic: line.standing for line in _lines(house, book, topics)} if topics else {}


def table(house: House, book: RuleBook) -> list[TopicStanding]:
    """Return every topic that a rule would let go by itself, or about which people have decided such a suggestion."""
    return _lines(house, book, [t for t in book.topics if goes_by_itself(book, t)], others=True)


def watch(house: House, book: RuleBook, now: datetime) -> None:
    """Write down which topics earned or lost since the last look, and let the part fail while one has lost."""
    lines = table(house, book)
    if _changes(house, lines):
        with tx.atomic():
            # Another node may be writing the same down: what it committed is read again.
            tx.alone(PART)
            for line, before in _changes(house, lines):
                earned.note(line.topic, before=before, state=line.standing.trust.value, now=now)
    lost = [line for line in lines if line.standing.trust is Trust.LOST and goes_by_itself(book, line.topic)]
    error = " ".join(_alarm(line, book) for line in lost)[:500]
    part = health.part(PART)
    if error and (part is None or part.failing_since is None or part.last_error != error):
        health.failing(PART, error, now)
    elif not error and part and part.failing_since:
        health.ok(PART, now)


def alarm() -> str:
    """Return the sentences on the topics that lost what they had earned, "" when none has."""
    part = health.part(PART)
    return part.last_error if part and part.failing_since else ""


def _changes(house: House, lines: list[TopicStanding]) -> list[tuple[TopicStanding, str]]:
    """Return what stands otherwise than it was last written down, with what was."""
    known = earned.last_states()
    first = {line.topic: Trust.GRANTED if house.auto.grants(line.topic) else Trust.SHADOW for line in lines}
    befores = [(line, known.get(line.topic, first[line.topic].value)) for line in lines]
    return [(line, before) for line, before in befores if line.standing.trust != before]


def _lines(house: House, book: RuleBook, topics: Collection[str], *, others: bool = False) -> list[TopicStanding]:
    found = _decided(book, None if others else topics)
    wanted = dict.fromkeys([*topics, *sorted(found)] if others else topics)
    lines = []
    for topic in wanted:
        decided = found.get(topic, [])
        now = standing([d.right for d in decided], house.auto, granted=house.auto.grants(topic))
        since = decided[now.since].at if now.since is not None else None
        lines.append(TopicStanding(topic=topic, standing=now, since=since, sentence=sentence(_name(book, topic), now)))
    return lines


def _decided(book: RuleBook, topics: Collection[str] | None) -> dict[str, list[earned.Decided]]:
    """Return what people decided by topic; a topic that was merged into another counts for that one."""
    now = successors(book.topics)
    older = [old for old, new in now.items() if topics is not None and new in topics]
    found: dict[str, list[earned.Decided]] = {}
    for topic, decided in earned.decisions(None if topics is None else [*topics, *older]).items():
        found.setdefault(now.get(topic, topic), []).extend(decided)
    return {topic: sorted(decided, key=lambda one: one.at) for topic, decided in found.items()}


def _name(book: RuleBook, topic: str) -> str:
    known = book.topics.get(topic)
    return topic_name(known, "de") if known else topic


def _alarm(line: TopicStanding, book: RuleBook) -> str:
    day = f" seit {city_time(line.since):%d.%m.%Y}" if line.since else ""
    return f"„{_name(book, line.topic)}“ geht{day} nicht mehr von selbst weiter: zu oft korrigiert."
