"""Past messages with what was decided of them, for replays: streamed in chunks, never the original bytes.  Changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Min, QuerySet

from postlotse.core.names import ConcernState, MessageState, Outcome, Verdict
from postlotse.store.labels import standing
from postlotse.store.models import ConcernRow, MessageRow, ReviewRow

#: Rows that are in memory at a time; snapshots are some ten kilobytes each.
CHUNK = 200
#: Outcomes of messages that bear no decision of their own.
_NO_DECISION = (Outcome.DUPLICATE, Outcome.BASELINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastConcern:
    """A concern as it was suggested, and the verdict of staff that stands ("" = nobody decided) with what it made of it.

    `own_word`: the verdict says where the concern belongs; spam and "not for us" say nothing of that.
    """

    id: int
    topic: str
    office: str
    referral: str
    route: str
    rule: str
    verdict: str = ""
    decided_topic: str = ""
    decided_office: str = ""
    decided_referral: str = ""

    @property
    def own_word(self) -> bool:
        """Tell whether staff said where the concern belongs."""
        return self.verdict in _TELLING


_TELLING = (Verdict.CONFIRM, Verdict.CHANGE, Verdict.REFER, Verdict.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One decided message: its snapshot, what the store knew around it, and its concerns with the last word of staff.

    `in_case`: it belonged to a case already.  `first_contact`: no message of its sender was decided before it.
    """

    message: int
    case: str
    received_at: datetime
    kind: str
    outcome: str
    in_case: bool
    first_contact: bool
    snapshot: dict[str, Any] = field(repr=False)
    concerns: tuple[PastConcern, ...] = ()


def past(
    since: datetime | None = None, until: datetime | None = None, limit: int | None = None, *, all_kinds: bool = False
) -> Iterator[Past]:
    """Yield decided messages that arrived from `since` on and before `until`, the newest first, at most `limit`.

    Only those that opened a case, as only of these a rule decides anything; `all_kinds` takes in answers, notices, spam and the
    like, for a model that may take them for something else.  Bounded memory, whatever their number; walks the primary key, so
    that what arrives meanwhile is left out and nothing comes twice.
    """
    rows = MessageRow.objects.filter(state=MessageState.DECIDED, snapshot__isnull=False).exclude(outcome__in=_NO_DECISION)
    if not all_kinds:
        rows = rows.filter(outcome=Outcome.NEW_CASE)
    if since is not None:
        rows = rows.filter(received_at__gte=since)
    if until is not None:
        rows = rows.filter(received_at__lt=until)
    first: dict[str, int] = {}
    last: int | None = None
    left = limit
    while left is None or left > 0:
        part = rows if last is None else rows.filter(pk__lt=last)
        wanted = CHUNK if left is None else min(CHUNK, left)
        chunk = _chunk(part.order_by("-pk")[:wanted], first)
        if not chunk:
            return
        last = chunk[0].message
        left = None if left is None else left - len(chunk)
        while chunk:
            yield chunk.pop()  # what was handed on is not kept while the next chunk is read


def _chunk(rows: "QuerySet[MessageRow]", first: dict[str, int]) -> list[Past]:
    """Return messages with what belongs to them, the oldest first; `first` learns the first message of each sender."""
    messages = list(rows.select_related("case").only(*_COLUMNS))
    _find_first(first, {row.sender for row in messages})
    concerns = _concerns([row.pk for row in messages])
    return [_past(row, first, concerns.get(row.pk, ())) for row in reversed(messages)]


_COLUMNS = ("id", "case__number", "received_at", "kind", "outcome", "sender", "snapshot")


def _find_first(first: dict[str, int], senders: set[str]) -> None:
    """Add the id of the first decided message of each sender that is not known yet."""
    missing = sorted(senders - first.keys())
    if missing:
        rows = MessageRow.objects.filter(state=MessageState.DECIDED, sender__in=missing).order_by()
        first.update(rows.values_list("sender").annotate(first=Min("id")))


def _past(row: MessageRow, first: dict[str, int], concerns: tuple[PastConcern, ...]) -> Past:
    snapshot: dict[str, Any] = row.snapshot or {}
    why = snapshot.get("acknowledgement", {}).get("reason", {}).get("code", "")
    return Past(
        message=row.pk,
        case=row.case.number if row.case else "",
        received_at=row.received_at,
        kind=row.kind,
        outcome=row.outcome,
        # A15 is the rule that nothing in a running case is acknowledged: the snapshot's word on where the mail belonged.
        in_case=row.outcome == Outcome.JOINED_CASE or why == "A15",
        first_contact=first.get(row.sender) == row.pk,
        snapshot=snapshot,
        concerns=concerns,
    )


def _concerns(messages: list[int]) -> dict[int, tuple[PastConcern, ...]]:
    """Return the concerns of messages in their order, as suggested and as staff decided."""
    said: dict[int, list[ReviewRow]] = {}
    reviews = ReviewRow.objects.filter(concern__message__in=messages).defer("note").order_by("pk")
    for review in reviews:
        said.setdefault(review.concern_id, []).append(review)
    found: dict[int, tuple[PastConcern, ...]] = {}
    columns = ("pk", "message_id", "topic", "office", "referral", "route", "rule")
    rows = ConcernRow.objects.filter(message__in=messages).order_by("message", "position").values_list(*columns)
    for pk, message, topic, office, referral, route, rule in rows:
        suggested = {"topic": topic, "office": office, "referral": referral, "route": route}
        concern = _concern(pk, rule, suggested, said.get(pk, ()))
        found[message] = (*found.get(message, ()), concern)
    return found


def _concern(pk: int, rule: str, suggested: dict[str, str], reviews: Iterable[ReviewRow]) -> PastConcern:
    reviews = list(reviews)
    last = standing(reviews)
    # The row holds what a person made of it; what was suggested stands in the first verdict.
    before = suggested | ({key: reviews[0].before.get(key, "") for key in suggested} if reviews else {})
    after: dict[str, Any] = last.after if last and last.after.get("state") != ConcernState.REVIEW else {}
    return PastConcern(
        id=pk,
        topic=before["topic"],
        office=before["office"],
        referral=before["referral"],
        route=before["route"],
        rule=rule,
        verdict=last.verdict if last else "",
        decided_topic=after.get("topic", ""),
        decided_office=after.get("office", ""),
        decided_referral=after.get("referral", ""),
    )
