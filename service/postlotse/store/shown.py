"""What `store.reads` hands to pages and lists: frozen values, no rows, no queries."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much waits for a person, and where; `own` is what we keep, `undelivered` mails that did not arrive."""

    review: int
    failed: int
    own: int
    answers: int
    bounces: int
    spam: int
    notices: int
    shelved: int
    unprocessed: int
    mail_waiting: int
    mail_held: int
    undelivered: int

    @property
    def undeliverable(self) -> int:
        """Return concerns whose mail failed together with delivery reports nobody has seen."""
        return self.failed + self.bounces

    @property
    def for_people(self) -> int:
        """Return everything that waits for a person."""
        return self.review + self.failed + self.answers + self.bounces + self.notices + self.spam + self.shelved


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One concern in a list."""

    concern: int
    version: int
    message: int
    case_number: str
    organisation: str
    sender: str
    sender_name: str
    subject: str
    language: str
    received_at: datetime
    topic: str
    probability: float
    office: str
    tier: str
    referral: str
    route: str
    state: str
    priority: str
    due_on: date | None
    flags: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]  # (code, sentence)
    rule: str = ""  # the deciding rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message that a person should look at beside the concerns; `case_number` "" = it belongs to none."""

    message: int
    attention: str
    kind: str
    outcome: str
    sender: str
    subject: str
    language: str
    received_at: datetime
    case_number: str
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One mail of ours in a list, without its content."""

    id: int
    kind: str
    basis: str
    tier: str
    reason_code: str
    office: str
    recipient: str
    subject: str
    case_number: str
    message: int | None
    concern: int | None
    created_at: datetime
    created_by: str
    state: str
    next_at: datetime
    attempts: int
    last_text: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person said of a concern."""

    concern: int
    at: datetime
    by: str
    verdict: str
    before: dict[str, Any]
    after: dict[str, Any]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One concern with everything its form shows."""

    item: QueueItem
    involve: tuple[str, ...]
    rule: str
    alternatives: tuple[tuple[str, float], ...]
    state_at: datetime
    mails: tuple[Outgoing, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message with its stored snapshot; `snapshot` None = it was never read (waiting or shelved)."""

    id: int
    state: str
    outcome: str
    kind: str
    language: str
    sender: str
    subject: str
    received_at: datetime
    account: str
    folder: str
    size: int
    has_original: bool
    problem: str
    reason_code: str
    reason: str
    attention: str
    attended_at: datetime | None
    attended_by: str
    case_number: str
    duplicate_of: int | None
    perhaps_number: str  # the case that it names without a right to it, or was split from; "" = none
    rules_fingerprint: str
    model_fingerprint: str
    snapshot: dict[str, Any] | None = field(repr=False)
    case_sender: str = ""  # whose case it is, lower case
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One conversation: what came in, what it asks, what went out, who decided."""

    number: str
    opened_at: datetime
    sender: str
    sender_name: str
    organisation: str
    language: str
    subject: str
    messages: tuple[Notice, ...]
    concerns: tuple[QueueItem, ...]
    mails: tuple[Outgoing, ...]
    reviews: tuple[Review, ...]
    marks: tuple[str, ...]  # numbers of others, as they wrote them
    perhaps: tuple[Notice, ...]  # messages of other cases that name this one
