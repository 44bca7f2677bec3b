"""What people made of suggestions in a span of time: the first suggestion beside the last word on it.  Reads only.

Notes that people wrote are never read.  Snapshots are handed out in chunks, since each is heavy.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from postlotse.core.names import Verdict
from postlotse.store.labels import standing
from postlotse.store.models import ConcernRow, MessageRow, ReviewRow

#: Verdicts that say where a concern belongs; spam, "not for us" and "done" say nothing of that.
TELLING = (Verdict.CONFIRM, Verdict.CHANGE, Verdict.REFER, Verdict.OWN)
_CHUNK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A concern on which a person's word stands: what was suggested, by which rule, and what became of it."""

    concern: int
    message: int
    case: str
    at: datetime
    by: str
    rule: str
    topic: str
    office: str
    referral: str
    decided_topic: str
    decided_office: str
    decided_referral: str
    sender: str = field(repr=False)

    @property
    def corrected(self) -> bool:
        """Tell whether topic or office became another, or it stayed with us though it was to go, or the other way round."""
        before = (self.topic, self.office, self.referral)
        return before != (self.decided_topic, self.decided_office, self.decided_referral)


def judged(since: datetime, *, most: int) -> list[Judged]:
    """Return the latest `most` concerns on which somebody had the last word since then, oldest first."""
    latest = ReviewRow.objects.filter(at__gte=since, verdict__in=TELLING).order_by("-pk").values_list("concern", flat=True)
    wanted: dict[int, None] = {}
    for concern in latest.iterator(chunk_size=1000):
        wanted[int(concern)] = None
        if len(wanted) >= most:
            break
    found: list[Judged] = []
    ids = list(wanted)
    for at in range(0, len(ids), _CHUNK):
        found += _judged(ids[at : at + _CHUNK], since)
    return sorted(found, key=lambda one: (one.at, one.concern))


def _judged(concerns: list[int], since: datetime) -> Iterator[Judged]:
    said: dict[int, list[ReviewRow]] = {}
    for review in ReviewRow.objects.filter(concern__in=concerns).defer("note").order_by("pk"):
        said.setdefault(review.concern_id, []).append(review)
    rows = ConcernRow.objects.filter(pk__in=concerns).select_related("case")
    for row in rows.only("id", "message_id", "rule", "case__number", "case__sender"):
        reviews = said[row.pk]
        last = standing(reviews)
        if last is None or last.verdict not in TELLING or last.at < since:
            continue
        first = reviews[0].before  # the row holds what people made of it; what was suggested stands in the first verdict
        yield Judged(
            concern=row.pk,
            message=row.message_id,
            case=row.case.number,
            at=last.at,
            by=last.by,
            rule=row.rule,
            topic=str(first.get("topic", "")),
            office=str(first.get("office", "")),
            referral=str(first.get("referral", "")),
            decided_topic=str(last.after.get("topic", "")),
            decided_office=str(last.after.get("office", "")),
            decided_referral=str(last.after.get("referral", "")),
            sender=row.case.sender,
        )


def snapshots(messages: Collection[int]) -> Iterator[tuple[int, datetime, dict[str, Any]]]:
    """Yield (message, arrival, snapshot) of these messages, as far as their snapshots are still there."""
    wanted = sorted(messages)
    for at in range(0, len(wanted), _CHUNK):
        rows = MessageRow.objects.filter(pk__in=wanted[at : at + _CHUNK], snapshot__isnull=False).order_by("pk")
        for pk, received_at, snapshot in rows.values_list("pk", "received_at", "snapshot"):
            yield pk, received_at, snapshot or {}
