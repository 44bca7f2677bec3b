"""Conditions as sets of mails: boxes of values that can be joined, subtracted and compared.  Knows no rule language.

A box says for each dimension (the kind, the topic, the weekday …) which values are allowed, as the bits of a whole number, and
which further questions (words, patterns, addresses) are answered with yes or no; equal questions are one object.  All answers
are on the safe side: `True` is proved, `False` may mean that the proof would be too long.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Q = TypeVar("Q")

#: More boxes than this for one condition are not looked through.
MOST_BOXES = 64
#: A proof looks at no more questions than this with both answers.
MOST_CASES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Generic[Q]):
    """A set of mails: `allowed` values per dimension (a missing one allows all), questions that hold and that fail."""

    allowed: Mapping[str, int] = field(default_factory=dict)
    holds: tuple[Q, ...] = ()
    fails: tuple[Q, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations(Generic[Q]):
    """How questions depend on each other: `implies(a, b)`: b holds whenever a does; `excludes(a, b)`: never both."""

    implies: Callable[[Q, Q], bool]
    excludes: Callable[[Q, Q], bool]


def joined(first: Box[Q], second: Box[Q], relations: Relations[Q]) -> Box[Q] | None:
    """Return what is in both boxes, None when that is nothing."""
    allowed = dict(first.allowed)
    for dimension, bits in second.allowed.items():
        both = allowed.get(dimension, bits) & bits
        if not both:
            return None
        allowed[dimension] = both
    holds = (*first.holds, *(q for q in second.holds if q not in first.holds))
    fails = (*first.fails, *(q for q in second.fails if q not in first.fails))
    if holds and (len(holds) > len(first.holds) or len(fails) > len(first.fails)) and not _possible(holds, fails, relations):
        return None
    return Box(allowed=allowed, holds=holds, fails=fails)


def _possible(holds: Sequence[Q], fails: Sequence[Q], relations: Relations[Q]) -> bool:
    """Tell whether nothing is known to forbid these answers together."""
    if any(relations.implies(yes, no) for yes in holds for no in fails):
        return False
    return not any(relations.excludes(a, b) for n, a in enumerate(holds) for b in holds[:n])


def every(parts: Iterable[Sequence[Box[Q]]], relations: Relations[Q]) -> list[Box[Q]] | None:
    """Return the boxes in which all parts hold; None when they are too many."""
    found: list[Box[Q]] = [Box()]
    for part in parts:
        found = [both for one in found for other in part if (both := joined(one, other, relations)) is not None]
        if len(found) > MOST_BOXES:
            return None
    return found


def holds_in(wide: Box[Q], narrow: Box[Q], relations: Relations[Q]) -> bool:
    """Tell whether every mail of `narrow` is one of `wide`."""
    for dimension, bits in wide.allowed.items():
        if dimension not in narrow.allowed or narrow.allowed[dimension] & ~bits:
            return False
    return all(_surely(q, narrow, relations) for q in wide.holds) and all(_never(q, narrow, relations) for q in wide.fails)


def _surely(question: Q, box: Box[Q], relations: Relations[Q]) -> bool:
    """Tell whether a question holds for all mails of a box."""
    return any(relations.implies(yes, question) for yes in box.holds)


def _never(question: Q, box: Box[Q], relations: Relations[Q]) -> bool:
    """Tell whether a question fails for all mails of a box."""
    return any(relations.implies(question, no) for no in box.fails) or any(
        relations.excludes(question, yes) for yes in box.holds
    )


def touches(first: Box[Q], second: Box[Q]) -> bool:
    """Tell whether the allowed values of two boxes overlap; a quick look that leaves out the questions."""
    allowed = first.allowed
    for dimension, bits in second.allowed.items():  # noqa: SIM110  the inner loop of all proofs: it has to be fast
        if dimension in allowed and not allowed[dimension] & bits:
            return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Generic[Q]):
    """A box with the name of what it belongs to; `asks` and `denies` tell its questions apart quickly."""

    name: str
    box: Box[Q]
    asks: frozenset[int]
    denies: frozenset[int]


def named(name: str, box: Box[Q]) -> Named[Q]:
    """Give a box a name."""
    asks, denies = (frozenset(id(q) for q in some) for some in (box.holds, box.fails))
    return Named(name=name, box=box, asks=asks, denies=denies)


@dataclass(slots=True)
class Effort:
    """How many steps a proof may still take; shared by all proofs of one check, so that it ends soon on any book."""

    left: int = 40_000


def covered(
    box: Box[Q], others: Sequence[Named[Q]], full: Mapping[str, int], relations: Relations[Q], effort: Effort
) -> frozenset[str] | None:
    """Return the names of the boxes that together hold every mail of `box`, None when that is not proved.

    `full` has all values of each dimension.
    """
    asked = box.allowed.keys()
    for other in others:
        # Quick looks first: what asks for more than the box does cannot hold all of it.
        if other.box.allowed.keys() <= asked and (box.holds or not other.asks) and holds_in(other.box, box, relations):
            return frozenset((other.name,))
    # The answer yes to further questions only comes up when a box that denies them is taken off.
    answered = frozenset(id(q) for q in box.holds)
    reach = answered.union(*(other.denies for other in others if other.denies and other.asks <= answered))
    near = [other for other in others if other.asks <= reach and touches(box, other.box)]
    return _together(box, near, full, relations, effort, MOST_CASES)


def _together(
    box: Box[Q],
    others: Sequence[Named[Q]],
    full: Mapping[str, int],
    relations: Relations[Q],
    effort: Effort,
    cases: int,
) -> frozenset[str] | None:
    """Prove that several boxes hold all mails of one: take off the one that leaves least, go on with the rest.

    `cases` = how many more questions may be looked at with both answers.
    """
    # Where no further question is answered with yes, only boxes that ask for none can help: without one there is no proof.
    # (That one question may follow from another is left aside here: looking for it would take most of the time.)
    answered = {id(q) for q in box.holds}
    plain = [other for other in others if other.asks <= answered and touches(box, other.box)]
    effort.left -= 1 + len(plain)
    if not plain or effort.left < 0:
        return None
    best = min(plain, key=lambda other: _asks(other.box, box, relations))
    used = {best.name}
    rests = _minus(box, best.box, full, relations)
    near = [other for other in others if other is not best and touches(box, other.box)] if rests else []
    for rest in rests:
        left = cases - (len(rest.holds) > len(box.holds))
        proof = _together(rest, near, full, relations, effort, left) if left >= 0 else None
        if proof is None:
            return None
        used |= proof
    return frozenset(used)


def _asks(other: Box[Q], box: Box[Q], relations: Relations[Q]) -> int:
    """Return how many demands of `other` the box does not fulfil by itself."""
    values = sum(bool(box.allowed.get(dimension, ~0) & ~bits) for dimension, bits in other.allowed.items())
    return values + sum(not _never(q, box, relations) for q in other.fails)


def _minus(box: Box[Q], other: Box[Q], full: Mapping[str, int], relations: Relations[Q]) -> list[Box[Q]]:
    """Return boxes that together hold the mails of `box` that are not in `other`, no mail twice."""
    pieces: list[Box[Q]] = []
    rest: Box[Q] | None = box
    for demand, denial in _demands(other, full):
        if rest is None:
            break
        piece = joined(rest, denial, relations)
        if piece is not None:
            pieces.append(piece)
        rest = joined(rest, demand, relations)
    return pieces


def _demands(box: Box[Q], full: Mapping[str, int]) -> list[tuple[Box[Q], Box[Q]]]:
    """Return each demand of a box with its denial; a denial without values is left with bits of zero."""
    found: list[tuple[Box[Q], Box[Q]]] = []
    for dimension, bits in box.allowed.items():
        found.append((Box(allowed={dimension: bits}), Box(allowed={dimension: full[dimension] & ~bits})))
    found += [(Box(holds=(q,)), Box(fails=(q,))) for q in box.holds]
    found += [(Box(fails=(q,)), Box(holds=(q,))) for q in box.fails]
    return found
