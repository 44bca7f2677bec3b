"""What happened to each message, in the order of arrival: for the demo, the terminal and tests.  Subjects are content."""

from dataclasses import dataclass

from postlotse.core.names import DraftKind, Priority
from postlotse.store.models import ConcernRow, MessageRow, OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernStory:
    """One concern as it stands now."""

    id: int
    version: int
    topic: str
    probability: float
    office: str
    tier: str
    referral: str
    route: str
    state: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One message: what it was taken for, what became of it, what was sent for it and why."""

    id: int
    sender: str
    subject: str
    state: str
    outcome: str
    kind: str
    language: str
    case: str
    reason: str
    acknowledged: str
    acknowledgement_reason: str
    attention: str
    concerns: tuple[ConcernStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """A mail of ours in a case, by the id that answers refer to."""

    id: int
    kind: str
    case: str
    token: str
    message_id: str
    recipient: str
    office: str
    state: str


def stories(*, after: int = 0, most: int = 500) -> list[Story]:
    """Return messages with ids above `after` that are no longer waiting, oldest first."""
    rows = MessageRow.objects.filter(pk__gt=after).exclude(state="waiting").select_related("case").order_by("pk")[:most]
    return [_story(row) for row in rows]


def _story(row: MessageRow) -> Story:
    concerns = ConcernRow.objects.filter(message=row).order_by("position")
    ack = OutboxRow.objects.filter(source=row, kind=DraftKind.ACKNOWLEDGEMENT).first()
    why = (row.snapshot or {}).get("acknowledgement", {}).get("reason", {})
    return Story(
        id=row.pk,
        sender=row.sender,
        subject=row.subject,
        state=row.state,
        outcome=row.outcome,
        kind=row.kind,
        language=row.language,
        case=row.case.number if row.case else "",
        reason=row.reason or row.reason_code,
        acknowledged=ack.state if ack else "",
        acknowledgement_reason=why.get("sentence", ""),
        attention=row.attention if row.attended_at is None else "",
        concerns=tuple(_concern(c) for c in concerns),
    )


def _concern(row: ConcernRow) -> ConcernStory:
    return ConcernStory(
        id=row.pk,
        version=row.version,
        topic=row.topic,
        probability=row.probability,
        office=row.office,
        tier=row.tier,
        referral=row.referral,
        route=row.route,
        state=row.state,
        rule=row.rule,
        reason=row.reasons[-1]["sentence"] if row.reasons else "",
    )


def waiting(*, most: int = 1000) -> list[tuple[str, ConcernStory]]:
    """Return (case number, concern) of what waits for a person, urgent first, then oldest."""
    rows = ConcernRow.objects.filter(state="review").select_related("case").order_by("pk")[:most]
    order = [p.value for p in Priority]
    return [(row.case.number, _concern(row)) for row in sorted(rows, key=lambda r: (order.index(r.priority), r.pk))]


def sent_mails(kind: DraftKind) -> list[SentMail]:
    """Return our mails of one kind, oldest first."""
    rows = OutboxRow.objects.filter(kind=kind, case__isnull=False).select_related("case").order_by("pk")
    return [
        SentMail(
            id=row.pk,
            kind=row.kind,
            case=row.case.number if row.case else "",
            token=row.case.token if row.case else "",
            message_id=row.message_id,
            recipient=row.recipient,
            office=row.office,
            state=row.state,
        )
        for row in rows
    ]
