"""Which version is in use, and how it came to be: promote through the gate, roll back, keep a record.  Trains nothing.

`history.jsonl` beside the versions is append-only: when, who, what, from, to, and what was overruled why.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from postlotse.core.errors import ConfigurationError, PostlotseError
from postlotse.core.problems import Problem
from postlotse.learning import gate, registry, selftest, serve
from postlotse.learning.compare import Comparison, compare
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder
from postlotse.learning.texts import Example

_HISTORY = "history.jsonl"
#: Versions that are kept beside the active one and the one before it.
KEPT = 5


class Refused(PostlotseError):
    """A version may not come into use; `reasons` say why, the comparison shows it."""

    def __init__(self, reasons: tuple[str, ...], comparison: Comparison | None = None) -> None:
        super().__init__("Diese Version wird nicht in Gebrauch genommen:\n- " + "\n- ".join(reasons))
        self.reasons = reasons
        self.comparison = comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the record; `action` is promote, rollback or first, `overruled` what --force went against."""

    at: str
    by: str
    action: str
    before: str
    after: str
    overruled: tuple[str, ...] = ()
    reason: str = ""


def promote(
    folder: Path,
    version: str,
    *,
    by: str,
    now: datetime,
    reason: str | None = None,
    decisions: Sequence[Example] = (),
    encoder: Callable[[str], Encoder] | None = None,
) -> Change:
    """Bring a version into use if it is worse on no guarded figure; with `reason` also if it is.

    The first version needs no comparison, nor does one that replaces a version which no longer loads.  Raises Refused, and
    ConfigurationError when the version is unknown or does not load (no reason overrules that).
    """
    encoder = encoder or partial(choose.load, beside=folder)
    registry.read_card(folder, version)
    failed = selftest.failures(serve.load(folder, version, encoder=encoder))
    if failed:
        raise ConfigurationError([_problem(folder, "selftest", failed[0])])
    before = usable(folder, encoder)
    overruled: tuple[str, ...] = ()
    if before and before != version:
        found = compare(folder, before, version, today=now.date(), decisions=decisions, encoder=encoder)
        overruled = gate.refusals(found)
        if overruled and not reason:
            raise Refused(overruled, found)
    change = Change(
        at=now.isoformat(timespec="seconds"),
        by=by,
        action="promote" if before else "first",
        before=before,
        after=version,
        overruled=overruled,
        reason=(reason or "")[:500],
    )
    _carry_out(folder, change)
    return change


def switch(folder: Path, version: str, *, by: str, now: datetime, action: str, reason: str = "") -> Change:
    """Bring a version into use that was judged before (a proposal), without judging it again."""
    change = Change(
        at=now.isoformat(timespec="seconds"),
        by=by,
        action=action,
        before=registry.active_or_none(folder),
        after=version,
        reason=reason,
    )
    _carry_out(folder, change)
    return change


def rollback(folder: Path, *, by: str, now: datetime) -> Change:
    """Bring the version back that was in use before this one; raises ConfigurationError when there is none."""
    active = registry.active(folder)
    came = next((x for x in reversed(history(folder)) if x.after == active and x.action != "rollback"), None)
    if came is None or not came.before or came.before not in registry.versions(folder):
        raise ConfigurationError([_problem(folder, "no-earlier", "Eine frühere Version gibt es nicht.")])
    return switch(folder, came.before, by=by, now=now, action="rollback")


def _carry_out(folder: Path, change: Change) -> None:
    registry.activate(folder, change.after)
    with (folder / _HISTORY).open("a", encoding="utf-8") as record:
        record.write(json.dumps(asdict(change), ensure_ascii=False) + "\n")


def history(folder: Path) -> list[Change]:
    """Return what was brought into use, oldest first; lines that cannot be read are left out."""
    found = []
    try:
        lines = (folder / _HISTORY).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    for line in lines:
        try:
            row = json.loads(line)
            found.append(Change(**(row | {"overruled": tuple(row["overruled"])})))
        except (ValueError, TypeError, KeyError):
            continue
    return found


def usable(folder: Path, encoder: Callable[[str], Encoder] | None = None) -> str:
    """Return the version in use if it loads on this machine, or nothing."""
    try:
        serve.load(folder, encoder=encoder or partial(choose.load, beside=folder))
        return registry.active(folder)
    except ConfigurationError:
        return ""


def prune(folder: Path, *, keep: int = KEPT, spare: Sequence[str] = ()) -> list[str]:
    """Remove the oldest versions beyond `keep`, never the active one, the one before it and `spare`; return what went."""
    active = registry.active_or_none(folder)
    before = next((x.before for x in reversed(history(folder)) if x.after == active), "")
    others = [x for x in registry.versions(folder) if x not in (active, before, *spare)]
    gone = others[: max(0, len(others) - keep)]
    for version in gone:
        registry.remove(folder, version)
    return gone


def _problem(folder: Path, code: str, sentence: str) -> Problem:
    return Problem(file=str(folder), code=f"model-{code}", sentence=sentence, cure="postlotse model list")
