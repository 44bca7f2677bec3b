"""Cases and their concerns: opening them, and moving concerns on by compare-and-swap.  `store.threads` finds them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F

from postlotse.core.calendar import city_time
from postlotse.core.decide import ConcernDecision
from postlotse.core.errors import Conflict, NotFound
from postlotse.core.names import ConcernState, Flag, Outcome, Referral, Route
from postlotse.core.snapshot import reason_json, topic_json
from postlotse.store import audit
from postlotse.store.models import CaseRow, ConcernRow, CounterRow, MessageRow
from postlotse.store.values import Case, Concern


def numbered(number: str) -> Case | None:
    """Return the case with this number.  Numbers can be guessed: ask only with one that is proved otherwise."""
    row = CaseRow.objects.filter(number=number).first()
    return value(row) if row else None


def get(case: int) -> Case:
    """Return a case by id; raises NotFound."""
    row = CaseRow.objects.filter(pk=case).first()
    if row is None:
        raise NotFound(f"Es gibt keinen Vorgang mit der Kennung {case}.")
    return value(row)


def open_case(
    *, token: str, now: datetime, sender: str, sender_name: str, organisation: str, language: str, subject: str
) -> Case:
    """Open a case with the next number of the year.  Call inside a transaction."""
    year = city_time(now).year
    name = f"case:{year}"
    CounterRow.objects.get_or_create(name=name)
    CounterRow.objects.filter(name=name).update(value=F("value") + 1)
    serial = CounterRow.objects.get(name=name).value
    row = CaseRow.objects.create(
        number=f"MO-{year}-{serial:04d}",
        token=token,
        opened_at=now,
        sender=sender.lower()[:320],
        sender_name=sender_name[:320],
        organisation=organisation,
        language=language,
        subject=subject[:500],
    )
    return value(row)


def opened_by(message: int) -> tuple[Case, dict[str, Any]]:
    """Return the case that a message opened, and the message's snapshot; raises NotFound when it opened none."""
    row = MessageRow.objects.select_related("case").filter(pk=message, outcome=Outcome.NEW_CASE).first()
    if row is None or row.case is None or row.snapshot is None:
        raise NotFound(f"Nachricht {message} hat keinen Vorgang eröffnet.")
    return value(row.case), row.snapshot


def change_sender(case: int, *, before: str, sender: str, sender_name: str, organisation: str) -> None:
    """Make somebody else the person whose case it is; raises Conflict when it was not `before`.  Call inside a transaction."""
    changed = CaseRow.objects.filter(pk=case, sender=before).update(
        sender=sender.lower()[:320], sender_name=sender_name[:320], organisation=organisation
    )
    if not changed:
        raise Conflict("Den Absender hat inzwischen jemand anders geändert. Bitte die Seite neu laden.")


def add_concerns(
    case: int, message: int, concerns: Sequence[ConcernDecision], *, flags: frozenset[Flag], now: datetime
) -> list[int]:
    """Store the concerns of a message in their order; return their ids.  Call inside a transaction."""
    made: list[int] = []
    for position, concern in enumerate(concerns):
        state = ConcernState.QUEUED if concern.route is Route.AUTO else ConcernState.REVIEW
        row = ConcernRow.objects.create(
            case_id=case,
            message_id=message,
            position=position,
            topic=concern.topic,
            probability=concern.probability,
            office=concern.office,
            involve=list(concern.involve),
            tier=concern.tier,
            referral=concern.referral,
            route=concern.route,
            rule=concern.rule,
            reasons=[reason_json(r) for r in concern.reasons],
            alternatives=[topic_json(t) for t in concern.alternatives],
            flags=sorted(f.value for f in flags),
            priority=concern.priority,
            due_on=concern.due_on,
            state=state,
            state_at=now,
        )
        made.append(row.pk)
    return made


def lock(identity: int) -> None:
    """Let nobody else decide on this concern until the transaction ends (PostgreSQL; SQLite has one writer anyway)."""
    ConcernRow.objects.select_for_update().filter(pk=identity).first()


def concern(identity: int) -> Concern:
    """Return a concern with its message's snapshot and original; raises NotFound."""
    row = ConcernRow.objects.select_related("case", "message__raw").filter(pk=identity).first()
    if row is None or row.message.snapshot is None:
        raise NotFound(f"Es gibt kein Anliegen mit der Kennung {identity}.")
    raw = row.message.raw
    return Concern(
        id=row.pk,
        case=value(row.case),
        message=row.message_id,
        topic=row.topic,
        office=row.office,
        tier=row.tier,
        referral=row.referral,
        route=row.route,
        state=row.state,
        version=row.version,
        flags=tuple(row.flags),
        reasons=tuple(r["sentence"] for r in row.reasons),
        received_at=row.message.received_at,
        snapshot=row.message.snapshot,
        raw=bytes(raw.content) if raw else b"",
    )


def change_concern(
    identity: int,
    *,
    version: int,
    now: datetime,
    state: ConcernState,
    topic: str,
    office: str,
    tier: str,
    referral: Referral | str,
    actor: str,
) -> None:
    """Move a concern on if nobody else did since `version`; raises Conflict.  Call inside a transaction."""
    won = ConcernRow.objects.filter(pk=identity, version=version).update(
        state=state,
        state_at=now,
        topic=topic,
        office=office,
        tier=tier,
        referral=referral,
        route=Route.REVIEW,
        version=F("version") + 1,
    )
    if not won:
        raise Conflict("Dieses Anliegen hat inzwischen jemand anders bearbeitet. Bitte die Seite neu laden.")
    audit.write("concern", actor=actor, now=now, concern=identity, detail={"state": state, "topic": topic, "office": office})


def set_state(identity: int, *, expected: Sequence[ConcernState], state: ConcernState, now: datetime, actor: str) -> bool:
    """Move a concern to `state` if it stands in one of `expected`; tell whether it did."""
    won = ConcernRow.objects.filter(pk=identity, state__in=list(expected)).update(
        state=state, state_at=now, version=F("version") + 1
    )
    if won:
        audit.write("concern", actor=actor, now=now, concern=identity, detail={"state": state})
    return bool(won)


def overdue_numbers(today: date) -> list[str]:
    """Return the numbers of cases with an open concern whose date has passed."""
    rows = ConcernRow.objects.filter(state=ConcernState.REVIEW, due_on__lt=today).select_related("case").order_by("due_on")
    return [row.case.number for row in rows[:100]]


def value(row: CaseRow) -> Case:
    """Return a row as flows see it."""
    return Case(id=row.pk, number=row.number, token=row.token, sender=row.sender, opened_at=row.opened_at)
