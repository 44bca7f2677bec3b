"""Count what a replay finds, message by message; memory grows with the number of different changes, not with the mails."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from postlotse.core.calendar import city_time
from postlotse.core.decide import Decision
from postlotse.core.names import UNCLEAR, Referral, Route
from postlotse.core.replay import sentences
from postlotse.core.replay.compare import BY_ITSELF, compare, sides
from postlotse.core.replay.types import (
    Agreement,
    ChangeKind,
    ConcernChange,
    Example,
    Group,
    Mails,
    Replay,
    Share,
    Side,
    TopicAgreement,
)
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import name, successors

#: So many mails are named by id for each finding.
EXAMPLES = 10
_PASSED_ON = (Referral.HAND_OVER, Referral.INVOLVE)
_KEPT = (Referral.OWN, Referral.BUNDLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What staff decided of one concern: the topic that had been suggested; topic, office and referral as they made it."""

    suggested: str
    topic: str
    office: str
    referral: Referral


@dataclass(slots=True)
class _Mails:
    """Mails of one finding, so far."""

    count: int = 0
    examples: list[Example] = field(default_factory=list)
    topics: Counter[str] = field(default_factory=Counter)

    def add(self, example: Example, topics: Iterable[str]) -> None:
        self.count += 1
        if len(self.examples) < EXAMPLES and example not in self.examples:
            self.examples.append(example)
        self.topics.update(list(topics))  # of a mapping the keys; a Counter would add up its values

    def told(self) -> Mails:
        return Mails(count=self.count, examples=tuple(self.examples), topics=tuple(self.topics.most_common()))


@dataclass(slots=True)
class _Group:
    """One group, so far."""

    mails: _Mails
    office_before: str = ""
    office_after: str = ""
    rule_before: str = ""
    rule_after: str = ""


class Tally:
    """What was found so far; `add` every message once, then ask for `replay`."""

    def __init__(self, candidate: RuleBook, active: RuleBook) -> None:
        self._candidate, self._active = candidate, active
        # An id that the candidate has itself is what it says, whatever else claims it.
        self._merged = {old: new for old, new in successors(candidate.topics).items() if old not in candidate.topics}
        self._topic_names = {t.id: name(t, "de") for book in (active, candidate) for t in book.topics.values()}
        self._office_names = {o.id: o.name for book in (active, candidate) for o in book.offices.values()}
        self._office_names_before = {o.id: o.name for o in active.offices.values()}
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._mails = self._concerns = self._changed = self._elsewhere = self._unreadable = 0
        self._groups: dict[tuple[ChangeKind, str], _Group] = {}
        self._acks: dict[str, _Group] = {}
        self._found: dict[str, _Mails] = {key: _Mails() for key in _QUESTIONS}
        self._said: Counter[tuple[str, bool, bool]] = Counter()
        self._automatic: dict[bool, Counter[bool]] = {True: Counter(), False: Counter()}
        self._gained, self._lost = _Mails(), _Mails()

    def unreadable(self) -> None:
        """Count a message that cannot be replayed."""
        self._unreadable += 1

    def add(
        self, example: Example, before: Decision, after: Decision, *, received_at: datetime, said: Iterable[Said] = ()
    ) -> None:
        """Count one message: both decisions, and what staff decided of its concerns."""
        self._mails += 1
        self._first = min(self._first or received_at, received_at)
        self._last = max(self._last or received_at, received_at)
        old, new = sides(before, self._merged), sides(after, self._merged)
        self._concerns += max(len(old), len(new))
        if change := compare(before, after, merged=self._merged):
            self._changed += 1
            self._elsewhere += change.elsewhere
            for one in change.concerns:
                self._grouped(example, one)
            if change.concerns:
                self._asked(example, change.concerns)
            if change.acknowledgement:
                sentence = sentences.of_acknowledgement(change.acknowledgement)
                self._acks.setdefault(sentence, _Group(_Mails())).mails.add(example, new or old)
        for verdict in said:
            self._agreed(example, verdict, old, new)

    def _grouped(self, example: Example, change: ConcernChange) -> None:
        sentence = sentences.of_concern(change, self._office_names, self._topic_names)
        group = self._groups.get((change.kind, sentence))
        if group is None:
            before, after = change.before, change.after
            group = self._groups[change.kind, sentence] = _Group(
                _Mails(),
                office_before=before.office if before else "",
                office_after=after.office if after else "",
                rule_before=before.rule if before else "",
                rule_after=after.rule if after else "",
            )
        group.mails.add(example, (change.topic,))

    def _asked(self, example: Example, changes: tuple[ConcernChange, ...]) -> None:
        """Answer for one mail what an admin asks first; a mail counts once for each question."""
        for question, holds in _QUESTIONS.items():
            if topics := [change.topic for change in changes if holds(change.before, change.after)]:
                self._found[question].add(example, topics)

    def _agreed(self, example: Example, said: Said, old: Mapping[str, Side], new: Mapping[str, Side]) -> None:
        """Count one decision of staff; a concern that the books do not have today says nothing of them."""
        suggested, topic = (self._merged.get(one, one) for one in (said.suggested, said.topic))
        before, after = (_meant(sides, suggested, topic) for sides in (old, new))
        if before is None and after is None:
            return
        right = (right_of(before, said), right_of(after, said))
        self._said[topic, *right] += 1
        for side, (book, holds) in zip((before, after), enumerate(right), strict=True):
            if side is not None and side.route in BY_ITSELF:
                self._automatic[bool(book)][holds] += 1
        if right == (False, True):
            self._gained.add(example, (topic,))
        elif right == (True, False):
            self._lost.add(example, (topic,))

    def replay(self, *, anew: bool, seconds: float) -> Replay:
        """Return everything that was found."""
        old, new = self._active.topics, self._candidate.topics
        merged = tuple((was, now) for was, now in self._merged.items() if was in old)
        groups = [_told(kind, sentence, group) for (kind, sentence), group in self._groups.items()]
        order = list(ChangeKind)
        return Replay(
            before=self._active.fingerprint,
            after=self._candidate.fingerprint,
            since=self._first,
            until=self._last,
            mails=self._mails,
            concerns=self._concerns,
            changed=self._changed,
            elsewhere=self._elsewhere,
            unreadable=self._unreadable,
            groups=tuple(sorted(groups, key=lambda g: (g.kind is ChangeKind.RULE, -g.count, order.index(g.kind), g.sentence))),
            agreement=self._agreement(),
            newly_automatic=self._found["newly_automatic"].told(),
            no_longer_automatic=self._found["no_longer_automatic"].told(),
            newly_on_probation=self._found["newly_on_probation"].told(),
            newly_consent_bound=self._found["newly_consent_bound"].told(),
            no_longer_consent_bound=self._found["no_longer_consent_bound"].told(),
            newly_unrouted=self._found["newly_unrouted"].told(),
            acknowledgements=tuple(
                sorted(
                    (_told(ChangeKind.ACKNOWLEDGEMENT, sentence, group) for sentence, group in self._acks.items()),
                    key=lambda g: (-g.count, g.sentence),
                )
            ),
            new_topics=tuple(t for t in new if t not in old and not any(now == t for _, now in merged)),
            dropped_topics=tuple(t for t in old if t not in new and t not in self._merged),
            merged_topics=merged,
            coming=self._coming(),
            anew=anew,
            seconds=seconds,
            topic_names=self._topic_names,
            office_names=self._office_names,
        )

    def _coming(self) -> date | None:
        """Return the first day after the mails that only the candidate names: an absence, or the beginning or end of a rule."""
        if self._last is None:
            return None
        new = _days(self._candidate) - _days(self._active)
        today = city_time(self._last).date()
        return min((day for _, day in new if day > today), default=None)

    def _agreement(self) -> Agreement:
        topics: dict[str, list[int]] = {}
        for (topic, before, after), count in self._said.items():
            row = topics.setdefault(topic, [0, 0, 0])
            for at, holds in enumerate((True, before, after)):
                row[at] += count * holds
        rows = [
            TopicAgreement(topic=t, name=self._topic_names.get(t, t), decided=n, before=b, after=a)
            for t, (n, b, a) in topics.items()
        ]
        return Agreement(
            decided=sum(row.decided for row in rows),
            before=sum(row.before for row in rows),
            after=sum(row.after for row in rows),
            gained=self._gained.told(),
            lost=self._lost.told(),
            topics=tuple(sorted(rows, key=lambda row: (-row.decided, row.topic))),
            automatic_before=_share(self._automatic[False]),
            automatic_after=_share(self._automatic[True]),
        )


def _meant(found: Mapping[str, Side], suggested: str, decided: str) -> Side | None:
    """Return what a book says of the concern that staff decided: by the topic it bore, or bears, or as the only one."""
    side = found.get(suggested) or found.get(decided) or found.get(UNCLEAR)
    return side or (next(iter(found.values())) if len(found) == 1 else None)


def right_of(side: Side | None, said: Said) -> bool:
    """Tell whether a book says what staff decided: kept by us like there, or the same office in the same way.

    Where a consent is needed, a contact that is named and a hand-over with the consent are the same suggestion.
    """
    if side is None:
        return False
    if said.referral in _KEPT or side.referral in _KEPT:
        return said.referral in _KEPT and side.referral in _KEPT
    if side.office != said.office:
        return False
    same = (said.referral in _PASSED_ON) == (side.referral in _PASSED_ON)
    return same or side.asks_consent


def _newly_automatic(before: Side | None, after: Side | None) -> bool:
    return _route(after) is Route.AUTO and _route(before) is not Route.AUTO


def _newly_on_probation(before: Side | None, after: Side | None) -> bool:
    return _route(after) is Route.SHADOW and _route(before) not in BY_ITSELF


def _newly_consent_bound(before: Side | None, after: Side | None) -> bool:
    return bool(after and after.asks_consent) and not (before and before.asks_consent)


def _newly_unrouted(before: Side | None, after: Side | None) -> bool:
    return bool(before and before.office) and after is not None and not after.office


def _route(side: Side | None) -> Route:
    return side.route if side else Route.NONE


#: What an admin asks first → whether it holds for one concern, before and after.
_QUESTIONS = {
    "newly_automatic": _newly_automatic,
    "no_longer_automatic": lambda before, after: _newly_automatic(after, before),
    "newly_on_probation": _newly_on_probation,
    "newly_consent_bound": _newly_consent_bound,
    "no_longer_consent_bound": lambda before, after: after is not None and _newly_consent_bound(after, before),
    "newly_unrouted": _newly_unrouted,
}


def _days(book: RuleBook) -> set[tuple[str, date]]:
    """Return (whose, day) on which something begins or is over."""
    found = {(f"office:{office.id}", absence.first) for office in book.offices.values() for absence in office.absences}
    for rule in book.rules:
        if rule.valid_from is not None:
            found.add((f"rule:{rule.id}", rule.valid_from))
        if rule.valid_until is not None:
            found.add((f"rule:{rule.id}", rule.valid_until + timedelta(days=1)))
    return found


def _share(counts: Counter[bool]) -> Share:
    return Share(decided=counts.total(), right=counts[True])


def _told(kind: ChangeKind, sentence: str, group: _Group) -> Group:
    found = group.mails.told()
    return Group(
        kind=kind,
        sentence=sentence,
        count=found.count,
        examples=found.examples,
        topics=found.topics,
        office_before=group.office_before,
        office_after=group.office_after,
        rule_before=group.rule_before,
        rule_after=group.rule_after,
    )
