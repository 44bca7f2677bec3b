"""Which set is in use, and which ones were."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count

from postlotse.core.errors import NotFound
from postlotse.store import audit, tx
from postlotse.store.models import MessageRow, RuleActivationRow
from postlotse.store.rulesets.contents import exact_of, stored
from postlotse.store.rulesets.values import RuleSetVersion, Source

#: The name at which processes wait for each other while a set becomes the one in use (`store.tx.alone`).
ACTIVATING = "rules"
#: Fewest digits of a fingerprint by which a set is found.
LEAST_DIGITS = 6


def record(
    fingerprint: str,
    files: Mapping[str, str],
    *,
    by: str,
    now: datetime,
    source: Source | str,
    note: str = "",
    draft: int | None = None,
) -> bool:
    """Note that a set is the one in use from now on, with an audit entry; False when it is already."""
    with tx.atomic():
        tx.alone(ACTIVATING)
        last = _newest()
        exact = stored(files, fingerprint, now)
        if last is not None and last.rules_id == exact:
            return False
        before = last.rules.fingerprint if last else ""
        RuleActivationRow.objects.create(
            at=now, by=by[:150], source=Source(source), note=note, rules_id=exact, before=before, draft_id=draft
        )
        detail: dict[str, object] = {"rules": fingerprint, "before": before, "source": str(Source(source))}
        audit.write("rules_activated", actor=by[:150], now=now, detail=detail | ({"draft": draft} if draft else {}))
    return True


def current() -> RuleSetVersion | None:
    """Return the set in use with its files, None when none was ever recorded."""
    row = _newest()
    return _version(row, files=True) if row else None


def latest_files() -> Mapping[str, str] | None:
    """Return the files of the set last in use: what a service starts with when its folder is broken."""
    row = _newest()
    return dict(row.rules.files) if row else None


def history(limit: int = 50, before: datetime | None = None) -> list[RuleSetVersion]:
    """Return the times of use, newest first, with the number of decisions of each set; without files."""
    rows = RuleActivationRow.objects.select_related("rules").defer("rules__files").order_by("-id")
    newest = rows.values_list("id", flat=True).first()
    if before is not None:
        rows = rows.filter(at__lt=before)
    page = list(rows[:limit])
    followers = dict(zip([r.id for r in page[1:]], [r.at for r in page[:-1]], strict=True))
    if page and page[0].id != newest:
        follower = RuleActivationRow.objects.filter(id__gt=page[0].id).order_by("id").first()
        followers[page[0].id] = follower.at if follower else None  # type: ignore[assignment]
    counts = decisions([row.rules.fingerprint for row in page])
    return [
        _version(
            row,
            current=row.id == newest,
            ended_at=followers.get(row.id),
            decisions=counts.get(row.rules.fingerprint, 0),
        )
        for row in page
    ]


def decisions(fingerprints: list[str]) -> dict[str, int]:
    """Return how many messages each of these sets decided."""
    rows = MessageRow.objects.filter(rules_fingerprint__in=set(fingerprints)).values_list("rules_fingerprint")
    return dict(rows.annotate(n=Count("id")))


def version(fingerprint: str) -> RuleSetVersion:
    """Return the latest use of a set with its files, by the first digits of its fingerprint (six or more).

    Raises NotFound when no set, or more than one, begins so.
    """
    wanted = fingerprint.strip().lower()
    if len(wanted) < LEAST_DIGITS or not all(c in "0123456789abcdef" for c in wanted):
        raise NotFound(f"Eine Fassung wird mit mindestens {LEAST_DIGITS} Zeichen ihrer Kennung genannt, etwa 1a2b3c.")
    rows = RuleActivationRow.objects.filter(rules__fingerprint__startswith=wanted).select_related("rules")
    if len(set(rows.values_list("rules__fingerprint", flat=True))) > 1:
        raise NotFound(f"Mehrere Fassungen beginnen mit „{wanted}“; bitte mehr Zeichen angeben.")
    row = rows.order_by("-id").first()
    if row is None:
        raise NotFound(f"Eine Fassung „{wanted}“ war noch nie in Gebrauch.")
    return _version(row, files=True, decisions=decisions([row.rules.fingerprint]).get(row.rules.fingerprint, 0))


def was_active(files: Mapping[str, str]) -> bool:
    """Tell whether exactly these files were ever the set in use."""
    return RuleActivationRow.objects.filter(rules_id=exact_of(files)).exists()


def previous() -> RuleSetVersion:
    """Return the set that was in use before the present one, with its files; raises NotFound when there was none."""
    row = _newest()
    if row is not None:
        others = RuleActivationRow.objects.exclude(rules_id=row.rules_id).select_related("rules")
        former = others.filter(id__lt=row.id).order_by("-id").first()
        if former is not None:
            return _version(former, files=True)
    raise NotFound("Es gibt noch keine frühere Fassung.")


def _newest() -> RuleActivationRow | None:
    return RuleActivationRow.objects.select_related("rules").order_by("-id").first()


def _version(
    row: RuleActivationRow,
    *,
    files: bool = False,
    current: bool | None = None,
    ended_at: datetime | None = None,
    decisions: int = 0,
) -> RuleSetVersion:
    if current is None:
        follower = RuleActivationRow.objects.filter(id__gt=row.pk).order_by("id").first()
        current, ended_at = follower is None, follower.at if follower else None
    return RuleSetVersion(
        id=row.pk,
        fingerprint=row.rules.fingerprint,
        activated_at=row.at,
        activated_by=row.by,
        source=Source(row.source),
        note=row.note,
        base=row.before,
        current=current,
        ended_at=ended_at,
        decisions=decisions,
        draft=row.draft_id,
        files=dict(row.rules.files) if files else None,
    )
