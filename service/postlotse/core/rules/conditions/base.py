"""What every condition is.  The verdict carries its reason in German because admins and staff read it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from postlotse.core.facts import Facts
from postlotse.core.topics.types import TopicGuess


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a condition holds, and why (a German clause without a full stop)."""

    holds: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The ids that a rule may name; `templates` are the German mail templates, without their ending."""

    topics: Collection[str] = ()
    organisations: Collection[str] = ()
    offices: Collection[str] = ()
    templates: Collection[str] = ()


class Condition(Protocol):
    """A question about the facts of a message and the topic of the concern under test; pure and linear in the text."""

    def test(self, facts: Facts, topic: TopicGuess | None) -> Verdict:
        """Return the verdict and its reason."""
        ...

    def covers(self, other: "Condition") -> bool:
        """Tell whether this one surely holds whenever `other` holds; False when in doubt."""
        ...


def listed(values: Collection[object], last: str = "oder") -> str:
    """Return values as German prose: `a`, `b` oder `c`."""
    words = [f"„{value}“" for value in values]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else "nichts"
