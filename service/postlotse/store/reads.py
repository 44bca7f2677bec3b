"""What pages and lists show, as frozen values: the desk's only way to the tables.  Changes nothing.

Every query here is bounded and runs on an index, so that pages stay quick beside 200,000 closed cases.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from postlotse.core.errors import NotFound
from postlotse.core.names import ConcernState, Flag, MessageState, OutboxState, Priority
from postlotse.core.plan import Attention
from postlotse.store.models import CaseRow, ConcernRow, MarkRow, MessageRow, OutboxRow, ReviewRow
from postlotse.store.shown import CasePage, Concern, Counts, Message, Notice, Outgoing, QueueItem, Review

#: States in which a mail still waits to leave, and those in which it did not arrive.
WAITING_MAIL = (OutboxState.PENDING, OutboxState.HELD, OutboxState.SENDING, OutboxState.UNKNOWN)
FAILED_MAIL = (OutboxState.FAILED, OutboxState.DEAD, OutboxState.BOUNCED)
#: Rank of a priority on the desk, after danger (0) and before all else (3).
_URGENCY: dict[str, int] = {Priority.URGENT: 1, Priority.HIGH: 2}


def counts() -> Counts:
    """Count what waits for people and what waits to leave; closed cases are never touched."""
    open_states = [ConcernState.REVIEW, ConcernState.FAILED, ConcernState.OWN]
    concerns = _grouped(ConcernRow.objects.filter(state__in=open_states), "state")
    notices = _grouped(MessageRow.objects.filter(_unattended(), attention__in=[a for a in Attention if a]), "attention")
    mails = _grouped(OutboxRow.objects.filter(state__in=[*WAITING_MAIL, *FAILED_MAIL]), "state")
    return Counts(
        review=concerns.get(ConcernState.REVIEW, 0),
        failed=concerns.get(ConcernState.FAILED, 0),
        own=concerns.get(ConcernState.OWN, 0),
        answers=notices.get(Attention.ANSWER, 0),
        bounces=notices.get(Attention.BOUNCE, 0),
        spam=notices.get(Attention.SPAM, 0),
        notices=notices.get(Attention.NOTICE, 0),
        shelved=notices.get(Attention.SHELVED, 0),
        unprocessed=MessageRow.objects.filter(state=MessageState.WAITING).count(),
        mail_waiting=sum(mails.get(state, 0) for state in WAITING_MAIL),
        mail_held=mails.get(OutboxState.HELD, 0),
        undelivered=sum(mails.get(state, 0) for state in FAILED_MAIL),
    )


def topic_counts() -> dict[str, int]:
    """Count the concerns that wait for a person by topic."""
    return _grouped(ConcernRow.objects.filter(state__in=[ConcernState.REVIEW, ConcernState.FAILED]), "topic")


def _grouped(rows: "QuerySet[Any]", column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("id")))


def open_concerns(state: ConcernState, *, offset: int = 0, limit: int = 50) -> list[QueueItem]:
    """Return concerns in `state`: danger first, then urgent, then by due date, then the oldest."""
    return [_item(row) for row in _in_order(state)[offset : offset + limit]]


def own_concerns(*, limit: int = 50) -> list[QueueItem]:
    """Return what we keep ourselves: urgent first, then the oldest.  One walk of the index for each priority, however many."""
    found: list[ConcernRow] = []
    for priority in (Priority.URGENT, Priority.HIGH, Priority.NORMAL):
        rows = _light(ConcernRow.objects.filter(state=ConcernState.OWN, priority=priority))
        found += rows.order_by("id")[: limit - len(found)]
        if len(found) >= limit:
            break
    return [_item(row) for row in found]


def next_open(after: QueueItem) -> int | None:
    """Return the message of the concern that comes after this one in the order of the desk; None at the end of the list."""
    urgency = _URGENCY.get(after.priority, 3) if Flag.DANGER not in after.flags else 0
    if after.due_on is None:
        later = Q(due_on=None, pk__gt=after.concern)
    else:
        later = Q(due_on__gt=after.due_on) | Q(due_on=None) | Q(due_on=after.due_on, pk__gt=after.concern)
    rows = _in_order(ConcernState.REVIEW).exclude(message=after.message)
    row = rows.filter(Q(urgency__gt=urgency) | Q(later, urgency=urgency)).first()
    return row.message_id if row else None


def _in_order(state: ConcernState) -> "QuerySet[Any]":
    urgency = Case(
        When(flag_words__contains='"danger"', then=Value(0)),
        *(When(priority=priority, then=Value(rank)) for priority, rank in _URGENCY.items()),
        default=Value(3),
    )
    rows = _light(ConcernRow.objects.filter(state=state)).annotate(flag_words=Cast("flags", TextField()))
    return rows.annotate(urgency=urgency).order_by("urgency", F("due_on").asc(nulls_last=True), "id")


def _light(rows: "QuerySet[ConcernRow]") -> "QuerySet[ConcernRow]":
    """Take case and message along, but never the heavy snapshot."""
    return rows.select_related("case", "message").defer("message__snapshot", "alternatives", "involve")


def notices(attention: Attention, *, offset: int = 0, limit: int = 50) -> list[Notice]:
    """Return messages that ask for a look, the oldest first."""
    rows = MessageRow.objects.filter(_unattended(), attention=attention).select_related("case").defer("snapshot")
    return [_notice(row) for row in rows.order_by("id")[offset : offset + limit]]


def _unattended() -> Q:
    return Q(attended_at=None)


def message(identity: int) -> Message:
    """Return one message; raises NotFound."""
    rows = MessageRow.objects.select_related("case", "perhaps").annotate(size=F("raw__size"))
    row = rows.filter(pk=identity).first()
    if row is None:
        raise NotFound(f"Es gibt keine Nachricht mit der Kennung {identity}.")
    return Message(
        id=row.pk,
        state=row.state,
        outcome=row.outcome,
        kind=row.kind,
        language=row.language,
        sender=row.sender,
        subject=row.subject,
        received_at=row.received_at,
        account=row.account,
        folder=row.folder,
        size=row.size or 0,
        has_original=bool(row.size),
        problem=row.problem,
        reason_code=row.reason_code,
        reason=row.reason,
        attention=row.attention,
        attended_at=row.attended_at,
        attended_by=row.attended_by,
        case_number=row.case.number if row.case else "",
        duplicate_of=row.duplicate_of_id,
        perhaps_number=row.perhaps.number if row.perhaps else "",
        rules_fingerprint=row.rules_fingerprint,
        model_fingerprint=row.model_fingerprint,
        snapshot=row.snapshot,
        case_sender=row.case.sender if row.case else "",
        decided_at=row.decided_at,
    )


def original(identity: int) -> bytes:
    """Return the bytes of a message as the mailbox gave them; raises NotFound when they are gone."""
    row = MessageRow.objects.select_related("raw").only("id", "raw").filter(pk=identity, raw__isnull=False).first()
    if row is None or row.raw is None:
        raise NotFound(f"Von Nachricht {identity} gibt es kein Original.")
    return bytes(row.raw.content)


def concerns_of(identity: int) -> list[Concern]:
    """Return the concerns of a message in their order, each with its mails and verdicts."""
    rows = list(
        ConcernRow.objects.filter(message=identity)
        .select_related("case", "message")
        .defer("message__snapshot")
        .order_by("position")
    )
    mails = _mails(OutboxRow.objects.filter(concern__in=[row.pk for row in rows]))
    reviews = _reviews(ReviewRow.objects.filter(concern__in=[row.pk for row in rows]))
    return [
        Concern(
            item=_item(row),
            involve=tuple(row.involve),
            rule=row.rule,
            alternatives=tuple((a["id"], a["probability"]) for a in row.alternatives),
            state_at=row.state_at,
            mails=tuple(m for m in mails if m.concern == row.pk),
            reviews=tuple(r for r in reviews if r.concern == row.pk),
        )
        for row in rows
    ]


def concern(identity: int) -> QueueItem:
    """Return one concern; raises NotFound."""
    row = _light(ConcernRow.objects.filter(pk=identity)).first()
    if row is None:
        raise NotFound(f"Es gibt kein Anliegen mit der Kennung {identity}.")
    return _item(row)


def earlier_contacts(sender: str, *, before: int) -> tuple[int, tuple[Notice, ...]]:
    """Return how many messages of this address came before message `before`, and the three latest of them."""
    if not sender:
        return 0, ()
    rows = MessageRow.objects.filter(sender=sender.lower(), pk__lt=before)
    latest = rows.select_related("case").defer("snapshot").order_by("-id")[:3]
    return rows.count(), tuple(_notice(row) for row in latest)


def mails_of_message(identity: int) -> list[Outgoing]:
    """Return the mails that a message led to, in their order."""
    return list(_mails(OutboxRow.objects.filter(source=identity)))


def outgoing(
    states: Sequence[OutboxState], *, newest_first: bool, limit: int = 50, before: tuple[datetime, int] | None = None
) -> list[Outgoing]:
    """Return mails in one of `states` by the time they are or were due; `before` continues a list, newest first."""
    rows = OutboxRow.objects.filter(state__in=list(states)).select_related("case").defer("content")
    if before is not None:
        rows = rows.filter(Q(next_at__lt=before[0]) | Q(next_at=before[0], pk__lt=before[1]))
    order = ("-next_at", "-id") if newest_first else ("next_at", "id")
    return [_mail(row) for row in rows.order_by(*order)[:limit]]


def sent_alone(since: datetime, *, limit: int = 20) -> list[Outgoing]:
    """Return what left without a person's release since then (acknowledgements and rules), the newest first."""
    rows = OutboxRow.objects.filter(state=OutboxState.SENT, next_at__gte=since, created_by="daemon")
    return [_mail(row) for row in rows.select_related("case").defer("content").order_by("-next_at", "-id")[:limit]]


def mail(identity: int) -> tuple[Outgoing, bytes]:
    """Return one mail of ours and its bytes; raises NotFound."""
    row = OutboxRow.objects.select_related("case").filter(pk=identity).first()
    if row is None:
        raise NotFound(f"Es gibt keine Mail mit der Kennung {identity}.")
    return _mail(row), bytes(row.content)


def case(number: str) -> CasePage:
    """Return one case with everything in it; raises NotFound."""
    row = CaseRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(f"Es gibt keinen Vorgang {number}.")
    messages = MessageRow.objects.filter(case=row).select_related("case").defer("snapshot").order_by("received_at", "id")
    hinted = MessageRow.objects.filter(perhaps=row).select_related("case").defer("snapshot").order_by("-id")
    return CasePage(
        number=row.number,
        opened_at=row.opened_at,
        sender=row.sender,
        sender_name=row.sender_name,
        organisation=row.organisation,
        language=row.language,
        subject=row.subject,
        messages=tuple(_notice(m) for m in messages[:200]),
        concerns=tuple(_item(c) for c in _light(ConcernRow.objects.filter(case=row)).order_by("id")[:200]),
        mails=_mails(OutboxRow.objects.filter(case=row)),
        reviews=_reviews(ReviewRow.objects.filter(concern__case=row)),
        marks=tuple(MarkRow.objects.filter(case=row).order_by("id").values_list("written", flat=True)[:20]),
        perhaps=tuple(_notice(m) for m in hinted[:20]),
    )


def case_number(numbers: Sequence[str]) -> str:
    """Return the latest of these numbers that a case bears; raises NotFound when none does."""
    row = CaseRow.objects.filter(number__in=list(numbers)).only("number").order_by("-number").first()
    if row is None:
        raise NotFound("Diesen Vorgang gibt es nicht.")
    return row.number


def _item(row: ConcernRow) -> QueueItem:
    return QueueItem(
        concern=row.pk,
        version=row.version,
        message=row.message_id,
        case_number=row.case.number,
        organisation=row.case.organisation,
        sender=row.case.sender,
        sender_name=row.case.sender_name,
        subject=row.message.subject,
        language=row.message.language,
        received_at=row.message.received_at,
        topic=row.topic,
        probability=row.probability,
        office=row.office,
        tier=row.tier,
        referral=row.referral,
        route=row.route,
        state=row.state,
        priority=row.priority,
        due_on=row.due_on,
        flags=tuple(row.flags),
        reasons=tuple((r["code"], r["sentence"]) for r in row.reasons),
        rule=row.rule,
    )


def _notice(row: MessageRow) -> Notice:
    return Notice(
        message=row.pk,
        attention=row.attention,
        kind=row.kind,
        outcome=row.outcome,
        sender=row.sender,
        subject=row.subject,
        language=row.language,
        received_at=row.received_at,
        case_number=row.case.number if row.case else "",
        reason_code=row.reason_code,
        reason=row.reason,
    )


def _mails(rows: "QuerySet[OutboxRow]") -> tuple[Outgoing, ...]:
    return tuple(_mail(row) for row in rows.select_related("case").defer("content").order_by("id")[:500])


def _mail(row: OutboxRow) -> Outgoing:
    return Outgoing(
        id=row.pk,
        kind=row.kind,
        basis=row.basis,
        tier=row.tier,
        reason_code=row.reason_code,
        office=row.office,
        recipient=row.recipient,
        subject=row.subject,
        case_number=row.case.number if row.case else "",
        message=row.source_id,
        concern=row.concern_id,
        created_at=row.created_at,
        created_by=row.created_by,
        state=row.state,
        next_at=row.next_at,
        attempts=row.attempts,
        last_text=row.last_text,
        settled_at=row.settled_at,
    )


def _reviews(rows: "QuerySet[ReviewRow]") -> tuple[Review, ...]:
    return tuple(
        Review(
            concern=row.concern_id, at=row.at, by=row.by, verdict=row.verdict, before=row.before, after=row.after, note=row.note
        )
        for row in rows.order_by("id")[:200]
    )
