"""Sets in the making: compare-and-swap by version, approvals, and what became of them."""

from collections.abc import Mapping
from datetime import datetime

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.rules.load import fingerprint as fingerprint_of
from postlotse.store import audit, tx
from postlotse.store.models import RuleDraftRow
from postlotse.store.rulesets.contents import stored
from postlotse.store.rulesets.sets import version as recorded
from postlotse.store.rulesets.values import Draft, DraftState, Origin

_FASTER = "Diesen Entwurf hat inzwischen jemand anders geändert. Bitte die Seite neu laden."


def save_draft(
    *,
    title: str,
    files: Mapping[str, str],
    by: str,
    now: datetime,
    base: str = "",
    base_files: Mapping[str, str] | None = None,
    note: str = "",
    origin: Origin | str = Origin.DESK,
    pattern: str = "",
) -> Draft:
    """Keep a new draft; it starts from `base_files`, else from the recorded set `base`.  Raises NotFound for an unknown one."""
    start = base_files if base_files is not None else recorded(base).files
    assert start is not None  # noqa: S101  for the types: `recorded` brings files
    with tx.atomic():
        row = RuleDraftRow.objects.create(
            title=title[:200],
            base_id=stored(start, fingerprint_of(start), now),
            files=dict(files),
            by=by[:150],
            authors=[by[:150]],
            created_at=now,
            changed_at=now,
            note=note,
            origin=Origin(origin),
            pattern=pattern[:200],
        )
        _audit("rules_draft_made", row, by, now)
    return draft(row.pk)


def change_draft(
    draft_id: int,
    *,
    version: int,
    by: str,
    now: datetime,
    files: Mapping[str, str] | None = None,
    base_files: Mapping[str, str] | None = None,
    title: str | None = None,
    note: str | None = None,
) -> Draft:
    """Change an open draft; an approval does not outlive a change of files.

    Raises Conflict when somebody changed it since `version` or it is not open, NotFound.
    """
    with tx.atomic():
        row = _open_draft(draft_id, version)
        values: dict[str, object] = {"changed_at": now, "version": version + 1}
        values |= {k: v for k, v in (("title", title and title[:200]), ("note", note)) if v is not None}
        if base_files is not None:
            values["base_id"] = stored(base_files, fingerprint_of(base_files), now)
        if files is not None:
            values |= {"files": dict(files), "approved_by": "", "approved_at": None}
            values["authors"] = sorted({*row.authors, by[:150]})
        _swap(draft_id, version, values)
        _audit("rules_draft_changed", row, by, now)
    return draft(draft_id)


def draft(draft_id: int) -> Draft:
    """Return a draft; raises NotFound."""
    row = RuleDraftRow.objects.select_related("base").filter(pk=draft_id).first()
    if row is None:
        raise NotFound("Diesen Entwurf gibt es nicht.")
    return _draft(row)


def drafts(state: DraftState | str = DraftState.OPEN, *, limit: int = 50) -> list[Draft]:
    """Return the drafts in a state, the ones changed last first."""
    rows = RuleDraftRow.objects.select_related("base").filter(state=DraftState(state)).order_by("-changed_at", "-id")
    return [_draft(row) for row in rows[:limit]]


def proposed(pattern: str) -> list[Draft]:
    """Return every draft that was ever made for a pattern of corrections, whatever became of it."""
    return [_draft(row) for row in RuleDraftRow.objects.select_related("base").filter(pattern=pattern).order_by("id")]


def approve(draft_id: int, *, version: int, by: str, now: datetime) -> Draft:
    """Note a second person's yes to a draft as it stands; raises Conflict for one of its authors, and as `change_draft`."""
    with tx.atomic():
        row = _open_draft(draft_id, version)
        if by[:150] in row.authors:
            raise Conflict("Freigeben muss jemand anders als die Person, die den Entwurf geschrieben hat.")
        _swap(draft_id, version, {"approved_by": by[:150], "approved_at": now, "version": version + 1})
        _audit("rules_draft_approved", row, by, now)
    return draft(draft_id)


def drop(draft_id: int, *, version: int, by: str, now: datetime) -> Draft:
    """Give a draft up; raises Conflict and NotFound as `change_draft`."""
    return _settle(draft_id, DraftState.DROPPED, version=version, by=by, now=now)


def settle(draft_id: int, *, version: int, by: str, now: datetime) -> Draft:
    """Note that a draft has become the set in use; raises Conflict and NotFound as `change_draft`."""
    return _settle(draft_id, DraftState.ACTIVE, version=version, by=by, now=now)


def _settle(draft_id: int, state: DraftState, *, version: int, by: str, now: datetime) -> Draft:
    with tx.atomic():
        row = _open_draft(draft_id, version)
        _swap(draft_id, version, {"state": state, "changed_at": now, "version": version + 1})
        _audit(f"rules_draft_{state.value}", row, by, now)
    return draft(draft_id)


def _open_draft(draft_id: int, version: int) -> RuleDraftRow:
    row = RuleDraftRow.objects.filter(pk=draft_id).first()
    if row is None:
        raise NotFound("Diesen Entwurf gibt es nicht.")
    if row.state != DraftState.OPEN:
        done = "schon in Gebrauch" if row.state == DraftState.ACTIVE else "verworfen"
        raise Conflict(f"Dieser Entwurf ist {done} und lässt sich nicht mehr ändern.")
    if row.version != version:
        raise Conflict(_FASTER)
    return row


def _swap(draft_id: int, version: int, values: dict[str, object]) -> None:
    """Change a draft if nobody else did; raises Conflict."""
    if not RuleDraftRow.objects.filter(pk=draft_id, version=version, state=DraftState.OPEN).update(**values):
        raise Conflict(_FASTER)


def _audit(action: str, row: RuleDraftRow, by: str, now: datetime) -> None:
    audit.write(action, actor=by[:150], now=now, detail={"draft": row.pk, "origin": row.origin})


def _draft(row: RuleDraftRow) -> Draft:
    return Draft(
        id=row.pk,
        title=row.title,
        base=row.base.fingerprint,
        files=dict(row.files),
        base_files=dict(row.base.files),
        by=row.by,
        authors=tuple(row.authors),
        created_at=row.created_at,
        changed_at=row.changed_at,
        version=row.version,
        state=DraftState(row.state),
        approved_by=row.approved_by,
        note=row.note,
        origin=Origin(row.origin),
        pattern=row.pattern,
    )
