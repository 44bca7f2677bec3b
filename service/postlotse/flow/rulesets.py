"""From a draft to the set in use, and back to a former one: judged, written, recorded, in that order.

The folder of the rules is the truth.  Whoever edits it by hand is as welcome as the desk: neither overwrites the other
unseen.  Reads and writes the folder through the ports of `SetTools` only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from postlotse.core.errors import Conflict, NotFound, PostlotseError
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.load import fingerprint as fingerprint_of
from postlotse.store import rulesets, tx
from postlotse.store.rulesets import Draft, DraftState, RuleSetVersion, Source

Files = Mapping[str, str]

#: How a set came into use, in words.
SOURCE_WORDS: Mapping[Source, str] = {
    Source.START: "beim Start vorgefunden",
    Source.FILES: "von Hand geändert",
    Source.DESK: "am Arbeitsplatz",
    Source.ROLLBACK: "zurückgeholt",
}


class Write(Protocol):
    """Writes a set into the folder; raises Conflict when the folder does not hold `expected` any more."""

    def __call__(self, files: Files, *, expected: Files, label: Mapping[str, str]) -> Sequence[str]:
        """Return the names that changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTools:
    """What activating needs.

    `read` returns the texts in the folder, `judge` every problem of a set (check and its own tests), `write` replaces the
    folder's set, `finish` carries out what a writer that died had begun and returns its label, `writable` says why the folder
    cannot be written ("" when it can).  `two_persons`: a draft needs somebody else's yes.
    """

    read: Callable[[], Files]
    judge: Callable[[Files], Sequence[Problem]]
    write: Write
    finish: Callable[[], Mapping[str, str] | None]
    writable: Callable[[], str]
    clock: Callable[[], datetime]
    two_persons: bool = False


class SetRefused(PostlotseError):
    """The set has mistakes or fails its own tests; `problems` say where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        words = "einen Fehler" if count == 1 else f"{count} Fehler"
        super().__init__(f"Diese Regeln haben {words} und gelten deshalb nicht. {self.problems[0]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activated:
    """What became the set in use: its fingerprint, the files that changed, and hints about it."""

    fingerprint: str
    changed: tuple[str, ...]
    hints: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a draft relates to the folder now.

    `moved` are files that changed in the folder since the draft began, `clashing` those that the draft changes too.
    """

    changed: tuple[str, ...]
    moved: tuple[str, ...]
    clashing: tuple[str, ...]

    @property
    def can_rebase(self) -> bool:
        """Tell whether the draft can be carried over to the folder's present state."""
        return bool(self.moved) and not self.clashing


def named(word: str) -> RuleSetVersion:
    """Return the set that a word means, with its files: "current", "previous", or digits of a fingerprint; raises NotFound."""
    if word == "current":
        found = rulesets.current()
        if found is None:
            raise NotFound("Es ist noch keine Fassung aufgezeichnet: Der Dienst ist noch nie gelaufen.")
        return found
    return rulesets.previous() if word == "previous" else rulesets.version(word)


def new_draft(
    tools: SetTools,
    *,
    title: str,
    files: Files,
    by: str,
    base_files: Files | None = None,
    note: str = "",
    origin: rulesets.Origin = rulesets.Origin.DESK,
    pattern: str = "",
) -> Draft:
    """Keep a draft that starts from what is in the folder now (or from `base_files`, where the page was shown with those)."""
    start = tools.read() if base_files is None else base_files
    return rulesets.save_draft(
        title=title, files=files, by=by, now=tools.clock(), base_files=start, note=note, origin=origin, pattern=pattern
    )


def standing(tools: SetTools, draft: Draft) -> Standing:
    """Return how a draft relates to what is in the folder now."""
    there = tools.read()
    moved = _differences(draft.base_files, there)
    clashing = tuple(name for name in draft.changed if name in moved and draft.files.get(name) != there.get(name))
    return Standing(changed=draft.changed, moved=moved, clashing=clashing)


def rebase(tools: SetTools, draft_id: int, *, version: int, by: str) -> Draft:
    """Carry a draft over to what is in the folder now: its own files onto the others' present texts.

    Raises Conflict when a file was changed on both sides, or somebody was faster; NotFound.  An approval ends with it.
    """
    draft = rulesets.draft(draft_id)
    there = tools.read()
    found = standing(tools, draft)
    if found.clashing:
        raise Conflict(
            f"{_listed(found.clashing)} wurde im Ordner und im Entwurf geändert. Bitte die Änderung in einem neuen Entwurf"
            " wiederholen."
        )
    files = dict(there)
    for name in draft.changed:
        if name in draft.files:
            files[name] = draft.files[name]
        else:
            files.pop(name, None)
    return rulesets.change_draft(draft_id, version=version, by=by, now=tools.clock(), files=files, base_files=there)


def activate(tools: SetTools, draft_id: int, *, by: str, version: int) -> Activated:
    """Make a draft the set in use.

    Raises SetRefused with what is wrong, Conflict when the folder or the draft changed meanwhile or the second person is
    missing, NotFound; and what `write` raises when the folder cannot be written.
    """
    draft = rulesets.draft(draft_id)
    if draft.state is not DraftState.OPEN or draft.version != version:
        raise Conflict("Diesen Entwurf hat inzwischen jemand anders geändert oder erledigt. Bitte die Seite neu laden.")
    there = tools.read()
    found = standing(tools, draft)
    if found.moved:
        cure = (
            "Bitte die Änderung in einem neuen Entwurf wiederholen."
            if found.clashing
            else "Bitte den Entwurf übernehmen lassen."
        )
        raise Conflict(f"{_listed(found.moved)} wurde inzwischen im Ordner der Regeln geändert. {cure}")
    hints = _judged(tools, draft.files)
    now = tools.clock()
    with tx.atomic():
        if tools.two_persons and not draft.approved_by:
            rulesets.approve(draft_id, version=version, by=by, now=now)  # refuses the authors
            version += 1
        rulesets.settle(draft_id, version=version, by=by, now=now)
        label = {"by": by, "source": Source.DESK.value, "note": draft.title, "draft": str(draft_id)}
        changed = _put(tools, draft.files, there, label)
    return Activated(fingerprint=draft.fingerprint, changed=tuple(changed), hints=hints)


def rollback(tools: SetTools, fingerprint: str, *, by: str, note: str = "") -> Activated:
    """Make a former set the one in use again, exactly as it was; "previous" is the one before the present one.

    It is judged like any other: the program may have become stricter, and the calendar has moved on.  What was edited by hand
    and never in use is kept as a draft first.  One person is enough: the set was in use before.
    Raises SetRefused, NotFound, Conflict, and what `write` raises.
    """
    former = named(fingerprint)
    files = former.files or {}
    there = tools.read()
    if dict(there) == dict(files):
        raise Conflict(f"Die Fassung {former.fingerprint[:8]} liegt schon im Ordner der Regeln.")
    hints = _judged(tools, files)
    now = tools.clock()
    with tx.atomic():
        if there and not rulesets.was_active(there):
            title = "Von Hand geänderte Dateien vor der Rückkehr zu einer früheren Fassung"
            rulesets.save_draft(title=title, files=there, base_files=files, by=by, now=now)
        changed = _put(tools, files, there, {"by": by, "source": Source.ROLLBACK.value, "note": note, "draft": ""})
    return Activated(fingerprint=former.fingerprint, changed=tuple(changed), hints=hints)


def finish(tools: SetTools) -> bool:
    """Carry out an activation that broke off, and record it; True when there was one.  Called at start and before each look."""
    label = tools.finish()
    if label is None:
        return False
    files = tools.read()
    draft = int(label["draft"]) if label.get("draft", "").isdigit() else None
    source = label.get("source", "")
    with tx.atomic():
        try:
            kept = rulesets.draft(draft) if draft is not None else None
        except NotFound:
            kept = draft = None
        if kept is not None and kept.state is DraftState.OPEN:
            rulesets.settle(kept.id, version=kept.version, by=label.get("by", ""), now=tools.clock())
        rulesets.record(
            fingerprint_of(files),
            files,
            by=label.get("by", "") or "files",
            now=tools.clock(),
            source=Source(source) if source in list(Source) else Source.FILES,
            note=label.get("note", ""),
            draft=draft,
        )
    return True


def note_in_use(files: Files, fingerprint: str, *, now: datetime, first: bool = False) -> bool:
    """Record the set that the service has taken up, if it is another than before; True when it is.

    `first`: it was found when the service began to look.
    """
    source = Source.START if first or rulesets.current() is None else Source.FILES
    return rulesets.record(fingerprint, files, by="daemon", now=now, source=source)


def _put(tools: SetTools, files: Files, there: Files, label: Mapping[str, str]) -> Sequence[str]:
    """Record a set and write it, in the caller's transaction: when writing fails, nothing was recorded."""
    rulesets.record(
        fingerprint_of(files),
        files,
        by=label["by"],
        now=tools.clock(),
        source=Source(label["source"]),
        note=label["note"],
        draft=int(label["draft"]) if label["draft"] else None,
    )
    return tools.write(files, expected=there, label=label)


def _judged(tools: SetTools, files: Files) -> tuple[Problem, ...]:
    """Return the hints about a set; raises SetRefused with its errors."""
    problems = tools.judge(files)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if errors:
        raise SetRefused(errors)
    return tuple(problems)


def _differences(before: Files, after: Files) -> tuple[str, ...]:
    return tuple(name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"
