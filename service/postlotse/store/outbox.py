"""What is to be sent.  `queue` is the one gate: nothing else in the program inserts an outbox row.

Sending is at-least-once: the unique key makes a second row impossible, the fixed Message-ID makes a repeated
transmission recognisable.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import F, Q

from postlotse.core import consent as basis_rules
from postlotse.core.errors import Conflict, RefusedByGate
from postlotse.core.mail import subjects
from postlotse.core.names import ConcernState, Delivery, DraftKind, OutboxState, Referral
from postlotse.core.plan import Draft
from postlotse.core.ports import Receipt
from postlotse.core.situation import AckCounts
from postlotse.store import audit, cases, tx
from postlotse.store.models import AttemptRow, ConsentRow, MessageRow, OutboxRow
from postlotse.store.values import Due

#: Longer than the longest SMTP transaction; SMTP itself cannot be fenced.
CLAIM = timedelta(minutes=15)
_OPEN = (OutboxState.PENDING, OutboxState.UNKNOWN)


def queue(
    draft: Draft,
    *,
    now: datetime,
    actor: str,
    case: int | None,
    message: int | None,
    concern: int | None = None,
    consent: int | None = None,
    held: bool = False,
) -> int:
    """Write a draft into the outbox, if its basis allows; the gate of the whole program.

    Returns the id of the row: the existing one when the same key was queued before (a dropped row gives its key free).
    Raises RefusedByGate with a sentence for staff.  Call inside the transaction of the decision.
    """
    documented = ConsentRow.objects.filter(pk=consent, case_id=case, revoked_at=None).first() if consent else None
    against = basis_rules.objection(
        draft.kind,
        basis=draft.basis,
        tier=draft.tier,
        reason_code=draft.reason_code,
        consent_office=documented.office if documented else "",
        office=draft.office,
    )
    if against is None and draft.kind is DraftKind.ACKNOWLEDGEMENT:
        against = _acknowledged(case)
    if against:
        raise RefusedByGate(against)
    if earlier := OutboxRow.objects.filter(key=draft.key).first():
        return earlier.pk
    try:
        with tx.atomic():
            row = OutboxRow.objects.create(
                key=draft.key,
                kind=draft.kind,
                basis=draft.basis,
                tier=draft.tier or "",
                reason_code=draft.reason_code,
                consent=documented,
                message_id=draft.message_id,
                source_id=message,
                case_id=case,
                concern_id=concern,
                office=draft.office,
                recipient=draft.recipient,
                mail_from=draft.mail_from,
                subject=draft.subject[:500],
                content=draft.content,
                notify=draft.notify,
                created_at=now,
                created_by=actor,
                state=OutboxState.HELD if held else OutboxState.PENDING,
                next_at=now + timedelta(seconds=draft.delay),
            )
    except IntegrityError:
        return OutboxRow.objects.get(key=draft.key).pk
    audit.write(
        "queued",
        actor=actor,
        now=now,
        message=message,
        case=case,
        concern=concern,
        outbox=row.pk,
        detail={"kind": draft.kind, "basis": draft.basis, "tier": draft.tier or "", "office": draft.office},
    )
    return row.pk


def _acknowledged(case: int | None) -> str | None:
    if OutboxRow.objects.filter(case_id=case, kind=DraftKind.ACKNOWLEDGEMENT).exists():
        return "Dieser Vorgang hat schon eine Eingangsbestätigung."
    return None


def claim_due(now: datetime) -> Due | None:
    """Claim the row that has waited longest and commit, before anything is sent."""
    free = Q(state__in=_OPEN, next_at__lte=now)
    while row := OutboxRow.objects.filter(free).order_by("next_at", "id").only("id", "attempts", "state").first():
        claim = uuid.uuid4().hex
        won = OutboxRow.objects.filter(free, pk=row.pk, attempts=row.attempts, state=row.state).update(
            state=OutboxState.SENDING, claim=claim, claim_until=now + CLAIM, attempts=F("attempts") + 1
        )
        if won:
            return _due(OutboxRow.objects.get(pk=row.pk), before=row.state)
    return None


def _due(row: OutboxRow, *, before: str) -> Due:
    return Due(
        id=row.pk,
        claim=row.claim,
        attempts=row.attempts,
        before=before,
        kind=row.kind,
        mail_from=row.mail_from,
        recipient=row.recipient,
        notify=row.notify,
        content=bytes(row.content),
    )


def settle(due: Due, receipt: Receipt, *, state: OutboxState, next_at: datetime, now: datetime) -> bool:
    """Write down what the mail server said; False when the claim was lost meanwhile (the attempt is recorded all the same)."""
    with tx.atomic():
        AttemptRow.objects.create(
            outbox_id=due.id, at=now, delivery=receipt.delivery, code=receipt.code, text=receipt.text[:200]
        )
        final = state not in _OPEN
        won = OutboxRow.objects.filter(pk=due.id, claim=due.claim, state=OutboxState.SENDING).update(
            state=state,
            next_at=next_at,
            last_code=receipt.code,
            last_text=receipt.text[:200],
            claim="",
            claim_until=None,
            settled_at=now if final else None,
        )
        if won:
            row = OutboxRow.objects.get(pk=due.id)
            _move_concern(row, state, now)
            audit.write(
                "delivery",
                actor="daemon",
                now=now,
                case=row.case_id,
                concern=row.concern_id,
                outbox=row.pk,
                detail={"state": state, "code": receipt.code},
            )
        return bool(won)


def _move_concern(row: OutboxRow, state: OutboxState, now: datetime) -> None:
    """Let the concern follow its mail: handed over when sent, back to a person when it failed."""
    if row.concern_id is None or row.kind == DraftKind.ACKNOWLEDGEMENT:
        return
    if state is OutboxState.SENT:
        reached = _reached(row)
        cases.set_state(row.concern_id, expected=[ConcernState.QUEUED], state=reached, now=now, actor="daemon")
    elif state in (OutboxState.FAILED, OutboxState.DEAD, OutboxState.BOUNCED):
        expected = [ConcernState.QUEUED, ConcernState.HANDED_OVER, ConcernState.INVOLVED, ConcernState.REFERRED]
        cases.set_state(row.concern_id, expected=expected, state=ConcernState.FAILED, now=now, actor="daemon")


def _reached(row: OutboxRow) -> ConcernState:
    """Return where a concern stands once its mail has left."""
    if row.kind == DraftKind.REFER:
        return ConcernState.REFERRED
    involved = row.concern is not None and row.concern.referral == Referral.INVOLVE
    return ConcernState.INVOLVED if involved else ConcernState.HANDED_OVER


def give_back(due: Due, *, next_at: datetime, counted: bool) -> None:
    """Return a claimed row unsent: the relay as a whole was away.  `counted` False takes the attempt back."""
    changes = {} if counted else {"attempts": F("attempts") - 1}
    OutboxRow.objects.filter(pk=due.id, claim=due.claim, state=OutboxState.SENDING).update(
        state=due.before, claim="", claim_until=None, next_at=next_at, **changes
    )


def reap(now: datetime) -> int:
    """Return rows whose sender died: whether they went out is unknown, so they are retried with the same Message-ID."""
    with tx.atomic():
        dead = list(OutboxRow.objects.filter(state=OutboxState.SENDING, claim_until__lt=now))
        for row in dead:
            AttemptRow.objects.create(outbox=row, at=now, delivery=Delivery.UNKNOWN, text="Bearbeitung abgebrochen")
            OutboxRow.objects.filter(pk=row.pk, claim=row.claim).update(
                state=OutboxState.UNKNOWN, claim="", claim_until=None, next_at=now, last_text="Bearbeitung abgebrochen"
            )
    return len(dead)


def bounced(message_id: str, *, status: str, now: datetime) -> int | None:
    """Mark the mail that came back; return its case, or None when it is none of ours."""
    row = OutboxRow.objects.filter(message_id=message_id).first() if message_id else None
    if row is None:
        return None
    _mark_bounced(row, status, now)
    return row.case_id


def bounced_in(case: int, recipient: str, *, status: str, now: datetime) -> None:
    """Mark the one sent mail of a case to this recipient as undeliverable; with several candidates a person decides."""
    rows = OutboxRow.objects.filter(case_id=case, recipient__iexact=recipient, state=OutboxState.SENT)[:2]
    if recipient and len(rows) == 1:
        _mark_bounced(rows[0], status, now)


def _mark_bounced(row: OutboxRow, status: str, now: datetime) -> None:
    won = OutboxRow.objects.filter(pk=row.pk, state__in=[OutboxState.SENT, OutboxState.UNKNOWN]).update(
        state=OutboxState.BOUNCED, last_text=f"Unzustellbar {status}"[:200], settled_at=now
    )
    if won:
        _move_concern(row, OutboxState.BOUNCED, now)
        audit.write("bounced", actor="daemon", now=now, case=row.case_id, concern=row.concern_id, outbox=row.pk)


def change(identity: int, *, expected: Sequence[OutboxState], state: OutboxState, by: str, now: datetime) -> None:
    """Hold, release, retry or drop a mail that has not left; raises Conflict when it has."""
    with tx.atomic():
        row = OutboxRow.objects.filter(pk=identity).first()
        if row is None:
            raise Conflict(f"Es gibt keine Mail mit der Kennung {identity}.")
        dropped = state is OutboxState.DROPPED
        won = OutboxRow.objects.filter(pk=identity, state__in=list(expected)).update(
            state=state,
            next_at=now if state is OutboxState.PENDING else row.next_at,
            attempts=0 if state is OutboxState.PENDING else row.attempts,
            settled_at=now if dropped else None,
            key=f"{row.key}#{row.pk}" if dropped else row.key,
        )
        if not won:
            raise Conflict("Diese Mail ist inzwischen unterwegs oder schon erledigt.")
        if dropped and row.concern_id and row.kind != DraftKind.ACKNOWLEDGEMENT:
            cases.set_state(
                row.concern_id,
                expected=[ConcernState.QUEUED, ConcernState.FAILED],
                state=ConcernState.REVIEW,
                now=now,
                actor=by,
            )
        if state is OutboxState.PENDING and row.concern_id and row.kind != DraftKind.ACKNOWLEDGEMENT:
            cases.set_state(row.concern_id, expected=[ConcernState.FAILED], state=ConcernState.QUEUED, now=now, actor=by)
        audit.write(
            "outbox", actor=by, now=now, case=row.case_id, concern=row.concern_id, outbox=row.pk, detail={"state": state}
        )


def next_due(now: datetime) -> datetime | None:
    """Return when the next open mail may leave; None when nothing waits."""
    row = OutboxRow.objects.filter(state__in=_OPEN, next_at__gt=now).order_by("next_at").only("next_at").first()
    return row.next_at if row else None


def ack_counts(recipient: str, subject: str, now: datetime) -> AckCounts:
    """Count acknowledgements already queued, for the limits of rule A17.

    Call inside the transaction that decides, after `tx.alone`: else two nodes count the same ones.  An address counts
    without its plus-part, which robots change with every ticket.
    """
    acks = OutboxRow.objects.filter(kind=DraftKind.ACKNOWLEDGEMENT)
    local, _, domain = recipient.rpartition("@")
    bare = local.partition("+")[0]
    theirs = Q(recipient__iexact=f"{bare}@{domain}") | Q(recipient__istartswith=f"{bare}+", recipient__iendswith=f"@{domain}")
    day = acks.filter(theirs, created_at__gt=now - timedelta(hours=24))
    wanted = _normalised(subject)
    earlier = MessageRow.objects.filter(pk__in=day.values("source")).values_list("subject", flat=True)
    return AckCounts(
        same_subject_day=sum(_normalised(s) == wanted for s in earlier),
        address_day=day.count(),
        domain_hour=acks.filter(created_at__gt=now - timedelta(hours=1), recipient__iendswith=f"@{domain}").count(),
        ten_minutes=acks.filter(created_at__gt=now - timedelta(minutes=10)).count(),
    )


def _normalised(subject: str) -> str:
    """Return a subject as limits compare it: without prefixes, case and white space."""
    return " ".join(subjects.bare(subject).casefold().split())


def delivered(identity: int) -> bool:
    """Tell whether a mail server has accepted this mail at least once."""
    return AttemptRow.objects.filter(outbox_id=identity, delivery=Delivery.SENT).exists()


def waiting_for(concern: int) -> list[int]:
    """Return the mails of a concern that have not been settled, acknowledgements aside."""
    rows = OutboxRow.objects.filter(
        concern_id=concern, state__in=[OutboxState.PENDING, OutboxState.HELD, OutboxState.SENDING, OutboxState.UNKNOWN]
    ).exclude(kind=DraftKind.ACKNOWLEDGEMENT)
    return list(rows.order_by("id").values_list("pk", flat=True))


def failed_of(concern: int) -> list[int]:
    """Return the mails of a concern that did not arrive, acknowledgements aside."""
    rows = OutboxRow.objects.filter(
        concern_id=concern, state__in=[OutboxState.FAILED, OutboxState.DEAD, OutboxState.BOUNCED]
    ).exclude(kind=DraftKind.ACKNOWLEDGEMENT)
    return list(rows.order_by("id").values_list("pk", flat=True))


def waiting_acknowledgements(case: int) -> list[int]:
    """Return the acknowledgements of a case that have not begun to leave."""
    rows = OutboxRow.objects.filter(
        case_id=case, kind=DraftKind.ACKNOWLEDGEMENT, state__in=[OutboxState.PENDING, OutboxState.HELD]
    )
    return list(rows.order_by("id").values_list("pk", flat=True))
