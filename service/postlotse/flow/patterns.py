"""Which corrections of people are the same correction: groups of at least three, and what each may mean.  Pure.

A pattern is only a guess at a rule; whether it fits what people decided otherwise is found out by trying (`flow.corrections`).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from postlotse.core.names import UNCLEAR, Referral

#: So many different mails must have been corrected alike.
LEAST = 3
_KEPT = (Referral.OWN, Referral.BUNDLE)


class Shape(StrEnum):
    """What the corrected mails have in common."""

    ORGANISATION = "organisation"  # they come from one association
    WHOLE = "whole"  # they are all that the rule, or the topic, decides
    WORDS = "words"  # words that stand in none of the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a concern goes: to an office, or it is kept; both empty = nobody knows yet."""

    office: str = ""
    kept: str = ""


def target(office: str, referral: str) -> Target:
    """Return where a concern with this office and referral goes."""
    return Target(kept=referral) if referral in _KEPT and referral else Target(office=office)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A concern as today's rules would have it, beside what a person made of it.

    `topic` is the suggested one, `rule` "" = the topic's usual office.  `text` is what the sender newly wrote, `names` the
    folded words of the names of everybody who wrote or was written to.
    """

    concern: int
    message: int
    case: str
    at: datetime
    by: str
    topic: str
    rule: str
    suggested: Target
    decided: Target
    decided_topic: str
    referral: str
    organisation: str
    sender: str = field(repr=False)
    text: str = field(repr=False, default="")
    names: frozenset[str] = field(repr=False, default=frozenset())

    @property
    def wrong(self) -> bool:
        """Tell whether the rules of today would send it elsewhere than the person did."""
        return self.suggested != self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The same correction several times.  `rule` "" = no rule decided; `opinions` are the corrections that it rests on."""

    shape: Shape
    rule: str
    topics: tuple[str, ...]
    target: Target
    opinions: tuple[Opinion, ...] = field(repr=False)
    organisation: str = ""
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return by what the pattern is known again, whatever words are found next time and however many mails there are."""
        scope = self.rule or f"topic:{'+'.join(self.topics)}"
        parts = (scope if not self.organisation else "", self.organisation, self.target.office, self.target.kept)
        return f"corrections:{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}"

    @property
    def people(self) -> int:
        """Return how many people corrected so."""
        return len({opinion.by for opinion in self.opinions})


#: (mails that were corrected alike, mails of the same scope that were right) → words that tell them apart, possibly none.
Distinctive = Callable[[Sequence[Opinion], Sequence[Opinion]], tuple[str, ...]]


def candidates(
    opinions: Sequence[Opinion], distinctive: Distinctive, *, order: Mapping[str, int]
) -> Iterator[tuple[Pattern, ...]]:
    """Yield for each group of equal corrections what it may mean, the narrowest that is consistent first.

    `order` gives the place of each rule.  The groups with the most corrections come first.
    """
    alike: dict[tuple[str, Target], list[Opinion]] = {}
    by_sender: dict[tuple[str, Target], list[Opinion]] = {}
    for opinion in opinions:
        if opinion.wrong and opinion.decided != Target():
            alike.setdefault((_scope(opinion), opinion.decided), []).append(opinion)
            if opinion.organisation:
                by_sender.setdefault((opinion.organisation, opinion.decided), []).append(opinion)
    for (scope, _), group in sorted(alike.items(), key=lambda item: (-len(item[1]), item[0][0], str(item[0][1]))):
        if enough(group):
            others = [o for o in opinions if _scope(o) == scope and o.decided != group[0].decided]
            yield tuple(_meanings(group, others, distinctive))
    for _, group in sorted(by_sender.items(), key=lambda item: (-len(item[1]), item[0][0], str(item[0][1]))):
        if enough(group) and len({_scope(o) for o in group}) > 1:
            yield (_of_organisation(group, order),)


def enough(opinions: Sequence[Opinion]) -> bool:
    """Tell whether these are corrections of at least three mails."""
    return len({opinion.message for opinion in opinions}) >= LEAST


def _scope(opinion: Opinion) -> str:
    return f"rule:{opinion.rule}" if opinion.rule else f"topic:{opinion.topic}"


def _meanings(group: Sequence[Opinion], others: Sequence[Opinion], distinctive: Distinctive) -> Iterator[Pattern]:
    """Yield the patterns that a group of corrections in one scope may mean."""
    first = group[0]
    organisations = {o.organisation for o in group}
    alone = len(organisations) == 1 and first.organisation != ""
    if alone:
        yield _of_organisation(group, {first.rule: 0})
    sound = all(o.topic == o.decided_topic and o.topic != UNCLEAR for o in group)
    if sound and not others:
        yield _pattern(Shape.WHOLE, group)
    if words := distinctive(group, others):
        yield _pattern(Shape.WORDS, group, words=words)
    if not alone:
        for organisation in sorted(organisations - {""}):
            own = [o for o in group if o.organisation == organisation]
            if enough(own):
                yield _of_organisation(own, {first.rule: 0})


def _of_organisation(group: Sequence[Opinion], order: Mapping[str, int]) -> Pattern:
    """Return that one association's mails belong elsewhere: before the first of the rules that decided them."""
    rules = sorted({o.rule for o in group if o.rule}, key=lambda rule: order.get(rule, 0))
    return _pattern(Shape.ORGANISATION, group, rule=rules[0] if rules else "", organisation=group[0].organisation)


def _pattern(
    shape: Shape,
    group: Sequence[Opinion],
    *,
    rule: str | None = None,
    organisation: str = "",
    words: tuple[str, ...] = (),
) -> Pattern:
    return Pattern(
        shape=shape,
        rule=group[0].rule if rule is None else rule,
        topics=tuple(sorted({o.topic for o in group})),
        target=group[0].decided,
        opinions=tuple(group),
        organisation=organisation,
        words=words,
    )
