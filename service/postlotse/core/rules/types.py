"""The values of the rule book and of a match.  No reading of files, no matching."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from postlotse.core.calendar import CalendarPolicy
from postlotse.core.directory.types import Office, Organisation
from postlotse.core.names import Priority, Referral, Route
from postlotse.core.rules.cases import RuleCase
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.topics.book import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a rule does.  Unset fields leave the matter to later rules; `min_probability` counts only for route `auto`.

    `stop` False (`continue: true` in the file) lets later rules add to the match.  `templates` are names of mail templates
    (`acknowledgement-sport`, `refer-sport`) that take the place of the usual ones.  `ask_consent`: the sender is asked first.
    """

    office: str = ""
    involve: tuple[str, ...] = ()
    referral: Referral | None = None
    route: Route | None = None
    min_probability: float = 1.0
    priority: Priority | None = None
    due_days: int | None = None
    tags: tuple[str, ...] = ()
    stop: bool = True
    templates: tuple[str, ...] = ()
    ask_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a sentence for people, a condition, an action, and where it stands."""

    id: str
    sentence: str
    owner: str = ""
    when: Condition
    then: Action
    file: str = ""
    line: int = 0
    valid_from: date | None = None
    valid_until: date | None = None
    tests: tuple[RuleCase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One rule that was tried, and why it did or did not match (a German sentence)."""

    rule: str
    matched: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What the rules say about one concern.  `rule` "" = none set office or route, a person decides.

    `rules` are the ids of all rules that took part, the deciding one and those that only added.
    """

    rule: str = ""
    office: str = ""
    involve: tuple[str, ...] = ()
    referral: Referral | None = None
    route: Route = Route.REVIEW
    min_probability: float = 1.0
    priority: Priority = Priority.NORMAL
    due_days: int | None = None
    tags: tuple[str, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    rules: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    ask_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPolicy:
    """How and how often senders are answered.

    `response_days` are working days.  The limits are acknowledgements in a sliding window (`docs/mail.md`, A17):
    `ack_same_subject_day` to one address for one normalised subject in 24 hours, `ack_per_address_day` to one address
    in 24 hours, `ack_per_domain_hour` to one domain in an hour, `ack_total_ten_minutes` over all in ten minutes.
    `no_ack_domains` and `no_ack_addresses` are lower case (A19).
    """

    response_days: int = 5
    ack_same_subject_day: int = 1
    ack_per_address_day: int = 3
    ack_per_domain_hour: int = 30
    ack_total_ten_minutes: int = 100
    second_language_always: bool = False
    no_ack_domains: tuple[str, ...] = ()
    no_ack_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """The whole set, valid in itself.  `fingerprint` changes with every changed file; decisions store it."""

    offices: Mapping[str, Office] = field(default_factory=dict)
    organisations: tuple[Organisation, ...] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    replies: ReplyPolicy = field(default_factory=ReplyPolicy)
    calendar: CalendarPolicy = field(default_factory=CalendarPolicy)
    fingerprint: str = ""
    #: The set's own tests, those beside the rules first, then those of the files under `tests/`.
    cases: tuple[RuleCase, ...] = field(default=(), compare=False, repr=False)
    #: Where things stand, for problems: "office:kulturamt" → (file, line, column).
    places: Mapping[str, tuple[str, int, int]] = field(default_factory=dict, compare=False, repr=False)
