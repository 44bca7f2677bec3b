"""What is known of a set of rules and of a draft: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from postlotse.core.rules.load import fingerprint as fingerprint_of


class Source(StrEnum):
    """Why a set became the one in use."""

    START = "start"  # found when the service first looked
    FILES = "files"  # edited by hand
    DESK = "desk"
    ROLLBACK = "rollback"


class DraftState(StrEnum):
    OPEN = "open"
    ACTIVE = "active"
    DROPPED = "dropped"


class Origin(StrEnum):
    """Where a draft comes from."""

    DESK = "desk"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetVersion:
    """That a set was in use: since when, by whom, why; `base` is the fingerprint before it, `files` only where asked for.

    `ended_at` is when another one followed; `decisions` how many messages it decided, over all its times.
    """

    id: int
    fingerprint: str
    activated_at: datetime
    activated_by: str
    source: Source
    note: str
    base: str
    current: bool
    ended_at: datetime | None = None
    decisions: int = 0
    draft: int | None = None
    files: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A set in the making; `base` is the fingerprint of the set it started from, `base_files` that set's files."""

    id: int
    title: str
    base: str
    files: Mapping[str, str] = field(repr=False)
    base_files: Mapping[str, str] = field(repr=False)
    by: str
    authors: tuple[str, ...]
    created_at: datetime
    changed_at: datetime
    version: int
    state: DraftState
    approved_by: str
    note: str
    origin: Origin
    pattern: str

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the names of the files that the draft changes, adds or leaves out."""
        names = sorted(self.files.keys() | self.base_files.keys())
        return tuple(name for name in names if self.files.get(name) != self.base_files.get(name))

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint that the set would have."""
        return fingerprint_of(self.files)
