"""What conditions mean: each as boxes of mails (see `space`).  One that is not known here stays a question of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from postlotse.core.names import UNCLEAR, Kind
from postlotse.core.rules.check.space import Box, Relations, every
from postlotse.core.rules.check.world import KINDS, LANGUAGES, NO, VERDICTS, YES, Boxes, World
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.correspondents import SenderIs
from postlotse.core.rules.conditions.message import (
    Authenticated,
    FlagIs,
    HasAttachments,
    InCase,
    KindIs,
    LanguageIs,
    Received,
    TopicIs,
)
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf, NoneOf, covers
from postlotse.core.rules.types import Rule, RuleBook

_NESTED = frozenset((AllOf, AnyOf, NoneOf))
#: Monday to Friday (`calendar.is_working_day`).
_WORKING_DAYS = 5


def implies(one: Condition, other: Condition) -> bool:
    """Tell whether `other` surely holds whenever `one` does."""
    if one is other:
        return True
    nested = type(one) in _NESTED or type(other) in _NESTED
    return covers(other, one) if nested else other.covers(one)  # the short way: there are very many pairs


def excludes(one: Condition, other: Condition) -> bool:
    """Tell whether two conditions never hold together: two senders that cannot be the same."""
    if not (isinstance(one, SenderIs) and isinstance(other, SenderIs)):
        return False
    if one.addresses and other.addresses:
        return not one.addresses & other.addresses
    if one.addresses and other.domains:
        return not any(_within(a.rpartition("@")[2], d) for a in one.addresses for d in other.domains)
    if one.domains and other.addresses:
        return excludes(other, one)
    both = [(a, b) for a in one.domains for b in other.domains]
    return bool(both) and not any(_within(a, b) or _within(b, a) for a, b in both)


def _within(domain: str, known: str) -> bool:
    return domain == known or domain.endswith(f".{known}")


RELATIONS: Relations[Condition] = Relations(implies=implies, excludes=excludes)


def boxes(w: World, condition: Condition, *, wanted: bool = True) -> Boxes:
    """Return the mails for which a condition holds, or (`wanted` False) does not."""
    match condition:
        case AllOf() | AnyOf():
            found = _nested(w, condition.parts, together=isinstance(condition, AllOf) == wanted, wanted=wanted)
        case NoneOf():
            found = _nested(w, condition.parts, together=wanted, wanted=not wanted)
        case _:
            reader = _READERS.get(type(condition)) if _understood(type(condition)) else None
            found = reader(w, condition, wanted) if reader else None
    return found if found is not None else _question(w, condition, wanted)


def _nested(w: World, parts: Iterable[Condition], *, together: bool, wanted: bool) -> Boxes | None:
    inner = [boxes(w, part, wanted=wanted) for part in parts]
    return every(inner, RELATIONS) if together else [box for some in inner for box in some]


def of_rule(w: World, rule: Rule) -> Boxes:
    """Return the mails, now and later, for which a rule applies; none when it never can."""
    if id(rule) not in w.made:
        days = validity(w, rule)
        found = every([days, boxes(w, rule.when)], RELATIONS)
        if found is None:
            found = [Box(allowed=d.allowed, holds=whole.holds) for d in days for whole in _question(w, rule.when, True)]
        w.made[id(rule)] = [box for box in found if possible(box)]
    return w.made[id(rule)]


def possible(box: Box[Condition]) -> bool:
    """Tell whether rules are tried for a mail of this box: never for an answer that joins a case."""
    return not (box.allowed.get("kind") == 1 << KINDS.index(Kind.REPLY) and box.allowed.get("in_case") == YES)


def live(w: World) -> list[Rule]:
    """Return the rules whose last day has not passed."""
    return [rule for rule in w.book.rules if validity(w, rule)]


def validity(w: World, rule: Rule) -> Boxes:
    """Return the days on which a rule counts, from today on; nothing when they are all over."""
    if rule.valid_from is None and rule.valid_until is None:
        return [Box()]
    bits = 0
    for n, first in enumerate(w.days):
        early = rule.valid_from is not None and first < rule.valid_from
        late = rule.valid_until is not None and first > rule.valid_until
        bits |= 0 if early or late else 1 << n
    return [Box(allowed={"day": bits})] if bits else []


def _question(w: World, condition: Condition, wanted: bool) -> Boxes:
    """Return the box of a condition that is taken as a whole; equal ones become one object."""
    one = w.questions.setdefault(condition, condition)
    return [Box(holds=(one,))] if wanted else [Box(fails=(one,))]


def _either(w: World, dimension: str, bits: int, wanted: bool) -> Boxes:
    """Return the box of some values of one dimension, or of all others."""
    bits = bits if wanted else w.full[dimension] & ~bits
    return [Box(allowed={dimension: bits})] if bits else []


def _kinds(w: World, c: KindIs, wanted: bool) -> Boxes:
    return _either(w, "kind", sum(1 << n for n, kind in enumerate(KINDS) if kind in c.kinds), wanted)


def _languages(w: World, c: LanguageIs, wanted: bool) -> Boxes:
    return _either(w, "language", sum(1 << n for n, code in enumerate(LANGUAGES) if code in c.languages), wanted)


def _verdicts(w: World, c: Authenticated, wanted: bool) -> Boxes:
    return _either(w, "authenticated", sum(1 << n for n, v in enumerate(VERDICTS) if v in c.verdicts), wanted)


def _in_case(w: World, c: InCase, wanted: bool) -> Boxes:
    return _either(w, "in_case", YES if c.wanted else NO, wanted)


def _topics(w: World, c: TopicIs, wanted: bool) -> Boxes:
    named = {topic for topic in c.topics if topic in w.topics}
    sure = w.sure(c.probability)
    if c.anywhere:
        # bit 0 = the topic was not guessed at all
        there = {f"among:{topic}": sure << 1 for topic in sorted(named - {UNCLEAR})}
        if wanted:
            return [Box(allowed={dimension: bits}) for dimension, bits in there.items()]
        return [Box(allowed={dimension: w.full[dimension] & ~bits for dimension, bits in there.items()})]
    clear = sum(w.topics[topic] for topic in named - {UNCLEAR})
    unclear = w.topics[UNCLEAR] if UNCLEAR in named else 0
    if sure == w.full["probability"]:
        return _either(w, "topic", clear | unclear, wanted)
    if wanted:
        found: Boxes = [Box(allowed={"topic": clear, "probability": sure})] if clear else []
        return found + ([Box(allowed={"topic": unclear})] if unclear else [])
    doubtful = w.full["probability"] & ~sure
    return [
        *_either(w, "topic", clear | unclear, False),
        *([Box(allowed={"topic": clear, "probability": doubtful})] if clear else []),
    ]


def _flags(_w: World, c: FlagIs, wanted: bool) -> Boxes:
    names = [f"flag:{flag}" for flag in sorted(c.flags)]
    bits = YES if wanted else NO
    if c.every == wanted:
        return [Box(allowed=dict.fromkeys(names, bits))]
    return [Box(allowed={name: bits}) for name in names]


def _received(w: World, c: Received, wanted: bool) -> Boxes:
    minutes = _span(c.start, c.end) if c.start <= c.end else w.full["minute"] & ~_span(c.end, c.start)
    days = sum(1 << day for day in c.weekdays) or w.full["weekday"]
    parts: list[tuple[Boxes, Boxes]] = [
        (_either(w, "weekday", days, True), _either(w, "weekday", days, False)),
        (_either(w, "minute", minutes, True), _either(w, "minute", minutes, False)),
    ]
    hours = {day: spans for day, spans in w.book.calendar.hours.items() if spans and day < _WORKING_DAYS}
    if c.working is not None:
        some = 0
        for spans in hours.values():
            for start, end in spans:
                some |= _span(start, end)
        open_ = {"weekday": sum(1 << day for day in hours), "minute": some}
        parts.append(_by_calendar(w, Received(working=True), open_, c.working))
    if c.working_day is not None:
        parts.append(_by_calendar(w, Received(working_day=True), {"weekday": (1 << _WORKING_DAYS) - 1}, c.working_day))
    if wanted:
        return every([yes for yes, _ in parts], RELATIONS) or []
    return [box for _, no in parts for box in no]


def _by_calendar(w: World, question: Received, only: Mapping[str, int], yes: bool) -> tuple[Boxes, Boxes]:
    """Return the boxes of a question to the calendar, which can only be answered yes at some times; then those against it."""
    sure = [Box(allowed=only, holds=box.holds) for box in _question(w, question, True)] if all(only.values()) else []
    never = _question(w, question, False)
    return (sure, never) if yes else (never, sure)


def _span(start: int, end: int) -> int:
    """Return the bits of the minutes from `start` up to `end`."""
    return ((1 << end) - 1) & ~((1 << start) - 1)


def _attachments(w: World, c: HasAttachments, wanted: bool) -> Boxes:
    there = HasAttachments(wanted=True, endings=c.endings, types=c.types, at_least=c.at_least)
    return _question(w, there, c.wanted == wanted)


def _sender(w: World, c: SenderIs, wanted: bool) -> Boxes:
    parts: list[tuple[Boxes, Boxes]] = []
    for one in (SenderIs(addresses=c.addresses), SenderIs(domains=c.domains)):
        if one.addresses or one.domains:
            bits = _organisations_of(w, one)
            yes: Boxes = [Box(allowed={"organisation": bits}, holds=box.holds) for box in _question(w, one, True)]
            parts.append((yes, _question(w, one, False)))
    bits = sum(w.organisations.get(name, 0) for name in c.organisations)
    if c.organisations:
        parts.append((_either(w, "organisation", bits, True), _either(w, "organisation", bits, False)))
    if c.known is not None:
        parts.append((_either(w, "organisation", 1, not c.known), _either(w, "organisation", 1, c.known)))
    if c.first_contact is not None:
        parts.append(tuple(_either(w, "first_contact", YES, c.first_contact == side) for side in (True, False)))  # type: ignore[arg-type]
    if wanted:
        return every([yes for yes, _ in parts], RELATIONS) or []
    return [box for _, no in parts for box in no]


def _organisations_of(w: World, sender: SenderIs) -> int:
    """Return the bits of all organisations (bit 0 = none) that a sender with these addresses or domains can belong to."""
    by_address = {a: o.id for o in reversed(w.book.organisations) for a in o.addresses}
    bits = 0
    for address in sender.addresses:
        name = by_address.get(address) or _owner(w.book, address.rpartition("@")[2])
        bits |= w.organisations[name]
    for domain in sender.domains:
        bits |= w.organisations[_owner(w.book, domain)]
        for organisation in w.book.organisations:
            written = (*organisation.domains, *(a.rpartition("@")[2] for a in organisation.addresses))
            if any(_within(one, domain) for one in written):
                bits |= w.organisations[organisation.id]
    return bits


def _owner(book: RuleBook, domain: str) -> str:
    """Return the organisation to which mails from a domain belong, "" = none."""
    return next((o.id for o in book.organisations if any(_within(domain, known) for known in o.domains)), "")


Reader = Callable[[World, Any, bool], Boxes]
_READERS: Mapping[type, Reader] = {
    KindIs: _kinds,
    LanguageIs: _languages,
    Authenticated: _verdicts,
    InCase: _in_case,
    TopicIs: _topics,
    FlagIs: _flags,
    Received: _received,
    HasAttachments: _attachments,
    SenderIs: _sender,
}
#: The fields that the readers above know of.  A condition that has learned to ask more is taken as a question as a whole.
KNOWN_FIELDS: Mapping[type, tuple[str, ...]] = {
    KindIs: ("kinds",),
    LanguageIs: ("languages",),
    Authenticated: ("verdicts",),
    InCase: ("wanted",),
    TopicIs: ("topics", "anywhere", "probability"),
    FlagIs: ("flags", "every"),
    Received: ("weekdays", "start", "end", "working", "working_day"),
    HasAttachments: ("wanted", "endings", "types", "at_least"),
    SenderIs: ("addresses", "domains", "organisations", "known", "first_contact"),
}


def _understood(sort: type) -> bool:
    return sort in KNOWN_FIELDS and tuple(f.name for f in fields(sort)) == KNOWN_FIELDS[sort]
