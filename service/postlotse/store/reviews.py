"""What people said of a concern, and consents they recorded: append-only."""

from datetime import datetime
from typing import Any

from postlotse.core.errors import NotFound
from postlotse.core.names import Verdict
from postlotse.store import audit
from postlotse.store.models import ConcernRow, ConsentRow, ReviewRow


def add(
    concern: int, *, verdict: Verdict, before: dict[str, Any], after: dict[str, Any], note: str, by: str, now: datetime
) -> None:
    """Record a verdict.  Call inside the transaction that carries it out."""
    ReviewRow.objects.create(concern_id=concern, at=now, by=by, verdict=verdict, before=before, after=after, note=note[:2000])
    audit.write("review", actor=by, now=now, concern=concern, detail={"verdict": verdict})


def record_consent(
    concern: int, *, office: str, text_hash: str, channel: str, given_at: datetime, by: str, now: datetime
) -> int:
    """Record a consent that was given for one recipient and one text; return its id.  Call inside a transaction."""
    row = ConcernRow.objects.filter(pk=concern).first()
    if row is None:
        raise NotFound(f"Es gibt kein Anliegen mit der Kennung {concern}.")
    made = ConsentRow.objects.create(
        case_id=row.case_id, concern=row, office=office, text_hash=text_hash, given_at=given_at, channel=channel, recorded_by=by
    )
    audit.write("consent", actor=by, now=now, case=row.case_id, concern=concern, detail={"office": office, "channel": channel})
    return made.pk
