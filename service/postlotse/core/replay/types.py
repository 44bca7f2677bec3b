"""The values of a replay: ids, topics, rules and counts, never a word of a mail nor an address of its sender."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from postlotse.core.names import Priority, Referral, Route, Tier


class ChangeKind(StrEnum):
    """What is different, the weightiest first: a change bears the first that holds."""

    ADDED = "added"  # a concern that was none before (only when the topics are guessed anew)
    GONE = "gone"  # a concern that is none any more (only when the topics are guessed anew)
    UNROUTED = "unrouted"  # had an office, has none
    ROUTED = "routed"  # had no office, has one
    OFFICE = "office"
    CONSENT = "consent"  # the same office, but it may have the mail only with consent now, or without it now
    ROUTE = "route"  # by itself, on probation, after a person looked, not at all
    REFERRAL = "referral"
    TIER = "tier"
    TOPIC = "topic"
    INVOLVE = "involve"
    PRIORITY = "priority"
    DUE = "due"
    TEMPLATE = "template"
    TAGS = "tags"
    RULE = "rule"  # another rule decides the same
    ACKNOWLEDGEMENT = "acknowledgement"


#: The kinds of change after which a concern goes to another office, to none, or to one for the first time.
ELSEWHERE = frozenset({ChangeKind.ADDED, ChangeKind.GONE, ChangeKind.UNROUTED, ChangeKind.ROUTED, ChangeKind.OFFICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one book says of one concern."""

    topic: str
    office: str
    tier: Tier
    referral: Referral
    route: Route
    rule: str
    involve: tuple[str, ...] = ()
    priority: Priority = Priority.NORMAL
    due_days: int | None = None
    due_on: date | None = None
    ask_consent: bool = False
    templates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def asks_consent(self) -> bool:
        """Tell whether the office may have the mail only when the sender agrees: because of its tier, or as a rule asks for it.

        What a legal duty lets go is handed over, whatever the tier.
        """
        return bool(self.office) and (self.ask_consent or (self.tier is not Tier.A and self.referral is Referral.REFER))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernChange:
    """One concern that is decided otherwise; one side is missing when there is no such concern there."""

    kind: ChangeKind
    before: Side | None
    after: Side | None

    @property
    def topic(self) -> str:
        """Return the topic as the candidate sees it, or as it was."""
        side = self.after or self.before
        return side.topic if side else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AckSide:
    """Whether one book confirms the receipt, in which languages, and the code and sentence of the reason."""

    send: bool
    languages: tuple[str, ...]
    template: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AckChange:
    """An acknowledgement that is sent by one book only, or otherwise."""

    before: AckSide
    after: AckSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different for one message: concerns, acknowledgement or both."""

    concerns: tuple[ConcernChange, ...] = ()
    acknowledgement: AckChange | None = None

    @property
    def elsewhere(self) -> bool:
        """Tell whether a concern of the message goes to another office."""
        return any(change.kind in ELSEWHERE for change in self.concerns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One message by its id, with the number of its case ("" = none)."""

    message: int
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mails:
    """So many mails, the latest few of them by id, and their topics with counts, most frequent first."""

    count: int = 0
    examples: tuple[Example, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Everything that changes in the same way.  `count` counts concerns (of acknowledgements: mails); "" = none."""

    kind: ChangeKind
    sentence: str
    count: int
    examples: tuple[Example, ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    office_before: str = ""
    office_after: str = ""
    rule_before: str = ""
    rule_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`right` of `decided` concerns were as staff decided."""

    decided: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAgreement:
    """One topic as staff decided it: so many concerns, so many of them right in each book."""

    topic: str
    name: str
    decided: int
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well the books fit what staff really decided.

    `gained` are right now and were wrong, `lost` the other way round.  `automatic_before` and `automatic_after` count only what
    each book would let go by itself (on probation or not).
    """

    decided: int = 0
    before: int = 0
    after: int = 0
    gained: Mails = field(default_factory=Mails)
    lost: Mails = field(default_factory=Mails)
    topics: tuple[TopicAgreement, ...] = ()
    automatic_before: Share = field(default_factory=Share)
    automatic_after: Share = field(default_factory=Share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a candidate changes for past mail.

    `before`, `after`: fingerprints of the active book and of the candidate.  `since`, `until`: arrival of the oldest and the
    latest mail that was replayed.  `changed` mails differ in anything, `elsewhere` go to another office, `unreadable` have a
    snapshot that cannot be read.  `new_topics` the stored guesses cannot know; `merged_topics` are (old, new).  `coming`: the
    first day after the mails on which the candidate says something that the active book does not.  `anew`: the
    topics were guessed anew.  `names` are German names of topics and offices.
    """

    before: str
    after: str
    since: datetime | None = None
    until: datetime | None = None
    mails: int = 0
    concerns: int = 0
    changed: int = 0
    elsewhere: int = 0
    unreadable: int = 0
    groups: tuple[Group, ...] = ()
    agreement: Agreement = field(default_factory=Agreement)
    newly_automatic: Mails = field(default_factory=Mails)
    no_longer_automatic: Mails = field(default_factory=Mails)
    newly_on_probation: Mails = field(default_factory=Mails)
    newly_consent_bound: Mails = field(default_factory=Mails)
    no_longer_consent_bound: Mails = field(default_factory=Mails)
    newly_unrouted: Mails = field(default_factory=Mails)
    acknowledgements: tuple[Group, ...] = ()
    new_topics: tuple[str, ...] = ()
    dropped_topics: tuple[str, ...] = ()
    merged_topics: tuple[tuple[str, str], ...] = ()
    coming: date | None = None
    anew: bool = False
    seconds: float = 0.0
    topic_names: Mapping[str, str] = field(default_factory=dict)
    office_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def unchanged(self) -> int:
        """Return how many mails are decided in every way as before."""
        return self.mails - self.changed
