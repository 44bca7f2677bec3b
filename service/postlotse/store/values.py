"""What the store hands out: frozen values, never rows or querysets."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Stored(StrEnum):
    """What became of a message when it was added."""

    NEW = "new"
    KNOWN = "known"
    DUPLICATE = "duplicate"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message that this process may work on until `claim` runs out."""

    id: int
    claim: str
    attempts: int
    account: str
    digest: str
    problem: str
    received_at: datetime
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A decided message that has no case."""

    id: int
    received_at: datetime
    snapshot: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """An answer that belongs to a case."""

    id: int
    case: int
    received_at: datetime
    snapshot: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as flows need it."""

    id: int
    number: str
    token: str
    sender: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a message belongs: to `case`, whose participant the sender is (`known`) or not; or only `perhaps` to one."""

    case: Case | None = None
    known: bool = True
    perhaps: Case | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A concern as a person decides on it; `version` must be given back with the verdict."""

    id: int
    case: Case
    message: int
    topic: str
    office: str
    tier: str
    referral: str
    route: str
    state: str
    version: int
    flags: tuple[str, ...]
    reasons: tuple[str, ...]
    received_at: datetime
    snapshot: dict[str, Any] = field(repr=False)
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An outbox row that this process may send until its claim runs out."""

    id: int
    claim: str
    attempts: int
    before: str  # the state it was claimed from
    kind: str
    mail_from: str
    recipient: str
    notify: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The last word on one part of the service."""

    name: str
    last_ok_at: datetime | None
    failing_since: datetime | None
    failures: int
    last_error: str
