"""What people said of suggestions that would have gone, or went, by themselves.  Reads; the audit log keeps what changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from postlotse.core.names import UNCLEAR, Referral, Route, Verdict
from postlotse.store import audit
from postlotse.store.labels import standing
from postlotse.store.models import AuditRow, ReviewRow

#: The audit action of a topic that earned or lost.
ACTION = "automation"
_PASSED_ON = (Referral.HAND_OVER, Referral.INVOLVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person's word says of one suggestion: whether it would have gone right by itself, and when that was said."""

    right: bool
    at: datetime


def decisions(topics: Collection[str] | None = None) -> dict[str, list[Decided]]:
    """Return by suggested topic what people decided, in the order of their last word on each suggestion.

    Only what was on probation or had gone by itself counts, and only when a person said something: silence is no consent.
    A suggestion that is open again, or was put aside as not ours, says nothing.
    """
    first = ReviewRow.objects.filter(before__route__in=[Route.AUTO.value, Route.SHADOW.value])
    if topics is not None:
        first = first.filter(before__topic__in=sorted(topics))
    suggested = {row.concern_id: row.before for row in first.order_by("-pk")}  # the earliest stays
    said: dict[int, list[ReviewRow]] = {}
    for review in ReviewRow.objects.filter(concern__in=first.values("concern")).order_by("pk"):
        said.setdefault(review.concern_id, []).append(review)
    last = [(row, suggested[concern]) for concern, rows in said.items() if (row := standing(rows))]
    found: dict[str, list[Decided]] = {}
    for review, before in sorted(last, key=lambda pair: pair[0].pk):
        topic = str(before["topic"])
        if review.verdict != Verdict.DISMISS and topic != UNCLEAR:
            found.setdefault(topic, []).append(Decided(right=_right(before, review), at=review.at))
    return found


def last_states() -> dict[str, str]:
    """Return the state of each topic as it was last written down."""
    rows = AuditRow.objects.filter(action=ACTION).order_by("pk").values_list("detail", flat=True)
    return {str(detail["topic"]): str(detail["state"]) for detail in rows}


def note(topic: str, *, before: str, state: str, now: datetime) -> None:
    """Write down that a topic earned or lost, in the caller's transaction."""
    audit.write(ACTION, actor="daemon", now=now, detail={"topic": topic, "before": before, "state": state})


def _right(before: dict[str, str], review: ReviewRow) -> bool:
    """Tell whether a person let the suggestion go as it was: same topic, same office, passed on."""
    if review.verdict == Verdict.SPAM:
        return False
    same = all(review.after.get(key) == before.get(key) for key in ("topic", "office"))
    return same and review.after.get("referral") in _PASSED_ON
