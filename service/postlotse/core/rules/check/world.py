"""All values that the conditions of a book can tell apart, numbered.  Knows nothing of what a condition means.

Rules are tried for concerns, and for answers that join no case (`core.decide`); everything else never meets one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from postlotse.core.names import FIRST_TIER, SECOND_TIER, UNCLEAR, Flag, Kind
from postlotse.core.rules.check.space import Box
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.message import UNKNOWN, TopicIs
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf, NoneOf
from postlotse.core.rules.types import RuleBook

#: The kinds of mail for which rules are tried at all.
KINDS = (Kind.CONCERN, Kind.REPLY)
MINUTES = 24 * 60
LANGUAGES = (*FIRST_TIER, *SECOND_TIER, UNKNOWN)
VERDICTS: tuple[bool | None, ...] = (True, False, None)
#: Bits of a yes-or-no dimension.
NO, YES = 1, 2
#: The bits of a sender whom our mail server did not confirm.
REFUSED = 1 << VERDICTS.index(False)

Boxes = list[Box[Condition]]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The values of each dimension; `full` has all bits of each, `made` keeps what was found out about each
    rule, `questions` the conditions that are taken as a whole.
    """

    book: RuleBook
    topics: Mapping[str, int]
    organisations: Mapping[str, int]
    steps: tuple[float, ...]
    days: tuple[date, ...]
    full: Mapping[str, int]
    made: dict[int, Boxes] = field(default_factory=dict)
    questions: dict[Condition, Condition] = field(default_factory=dict)

    def sure(self, least: float) -> int:
        """Return the bits of probabilities from `least` on."""
        return self.full["probability"] & ~((1 << sum(step < least for step in self.steps)) - 1)


def world(book: RuleBook, today: date | None) -> World:
    """Return the values that matter for a book; without `today` every day counts."""
    topics = {topic: 1 << n for n, topic in enumerate((*book.topics, UNCLEAR))}
    organisations = {name: 1 << n for n, name in enumerate(("", *(o.id for o in book.organisations)))}
    asked = [c for rule in book.rules for c in _leaves(rule.when) if isinstance(c, TopicIs)]
    steps = tuple(sorted({0.0, *(c.probability for c in asked)}))
    ends = {day for rule in book.rules for day in (rule.valid_from, _next(rule.valid_until)) if day is not None}
    now = today or date.min
    days = (now, *sorted(day for day in ends if day > now))
    full = {
        "kind": (1 << len(KINDS)) - 1,
        "topic": (1 << len(topics)) - 1,
        "probability": (1 << len(steps)) - 1,
        "language": (1 << len(LANGUAGES)) - 1,
        "organisation": (1 << len(organisations)) - 1,
        "authenticated": (1 << len(VERDICTS)) - 1,
        "weekday": (1 << 7) - 1,
        "minute": (1 << MINUTES) - 1,
        "day": (1 << len(days)) - 1,
        "in_case": NO | YES,
        "first_contact": NO | YES,
        **{f"flag:{flag}": NO | YES for flag in Flag},
        **{f"among:{topic}": (1 << (len(steps) + 1)) - 1 for topic in topics},
    }
    return World(book=book, topics=topics, organisations=organisations, steps=steps, days=days, full=full)


def _next(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() + 1) if day is not None and day < date.max else None


def _leaves(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, (AllOf, AnyOf, NoneOf)):
        for part in condition.parts:
            yield from _leaves(part)
    else:
        yield condition
