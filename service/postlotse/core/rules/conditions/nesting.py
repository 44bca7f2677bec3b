"""`all`, `any` and `none`: conditions made of conditions."""

from dataclasses import dataclass

from postlotse.core.facts import Facts
from postlotse.core.rules.conditions.base import Condition, Verdict
from postlotse.core.topics.types import TopicGuess


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Holds when every part holds; without parts it always holds."""

    parts: tuple[Condition, ...] = ()

    def test(self, facts: Facts, topic: TopicGuess | None) -> Verdict:
        """Return the first failing part, or all reasons."""
        reasons = []
        for part in self.parts:
            verdict = part.test(facts, topic)
            if not verdict.holds:
                return verdict
            reasons.append(verdict.why)
        return Verdict(holds=True, why="; ".join(reasons) or "gilt immer")

    def covers(self, other: Condition) -> bool:
        """Hold with `other` when every part does."""
        return all(covers(part, other) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """Holds when one part holds."""

    parts: tuple[Condition, ...] = ()

    def test(self, facts: Facts, topic: TopicGuess | None) -> Verdict:
        """Return the first part that holds, or all reasons against."""
        reasons = []
        for part in self.parts:
            verdict = part.test(facts, topic)
            if verdict.holds:
                return verdict
            reasons.append(verdict.why)
        return Verdict(holds=False, why="; ".join(reasons))

    def covers(self, other: Condition) -> bool:
        """Hold with `other` when one part does."""
        return any(covers(part, other) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneOf:
    """Holds when no part holds."""

    parts: tuple[Condition, ...] = ()

    def test(self, facts: Facts, topic: TopicGuess | None) -> Verdict:
        """Return the first part that holds, as the reason against."""
        reasons = []
        for part in self.parts:
            verdict = part.test(facts, topic)
            if verdict.holds:
                return Verdict(holds=False, why=f"ausgeschlossen: {verdict.why}")
            reasons.append(verdict.why)
        return Verdict(holds=True, why="; ".join(reasons))

    def covers(self, other: Condition) -> bool:
        """Hold with a `none` that excludes at least the same."""
        return isinstance(other, NoneOf) and all(any(covers(b, a) for b in other.parts) for a in self.parts)


def covers(wide: Condition, narrow: Condition) -> bool:
    """Tell whether `wide` surely holds whenever `narrow` holds, looking through `all` and `any`."""
    if isinstance(wide, AllOf):
        return all(covers(part, narrow) for part in wide.parts)
    if isinstance(narrow, AllOf) and any(covers(wide, part) for part in narrow.parts):
        return True
    if isinstance(narrow, AnyOf) and narrow.parts and all(covers(wide, part) for part in narrow.parts):
        return True
    return wide.covers(narrow)
