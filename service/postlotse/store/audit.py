"""The audit log, and the proof that the accounting adds up.  Entries name things by id, never by content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from postlotse.core.names import Basis, ConcernState, Delivery, DraftKind, MessageState, OutboxState, Outcome
from postlotse.store.models import AuditRow, CaseRow, ConcernRow, MessageRow, OutboxRow, RawRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """How many messages and mails stand where."""

    received: int
    waiting: int
    decided: int
    shelved: int
    outcomes: dict[str, int]
    outbox: dict[str, int]

    @property
    def adds_up(self) -> bool:
        """Tell whether received = waiting + decided + shelved and each decided message has one outcome."""
        return self.received == self.waiting + self.decided + self.shelved and sum(self.outcomes.values()) == self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not add up: a code, a German sentence, and the ids."""

    code: str
    sentence: str
    ids: tuple[int, ...]


def write(
    action: str,
    *,
    actor: str,
    now: datetime,
    message: int | None = None,
    case: int | None = None,
    concern: int | None = None,
    outbox: int | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    """Append one entry, in the caller's transaction."""
    AuditRow.objects.create(
        at=now, actor=actor, action=action, message=message, case=case, concern=concern, outbox=outbox, detail=detail or {}
    )


def accounting() -> Accounting:
    """Count messages by state and outcome, and mails by state."""
    states = dict(MessageRow.objects.values_list("state").annotate(n=Count("id")))
    outcomes = MessageRow.objects.filter(state=MessageState.DECIDED).values_list("outcome").annotate(n=Count("id"))
    return Accounting(
        received=MessageRow.objects.count(),
        waiting=states.get(MessageState.WAITING, 0),
        decided=states.get(MessageState.DECIDED, 0),
        shelved=states.get(MessageState.SHELVED, 0),
        outcomes=dict(outcomes),
        outbox=dict(OutboxRow.objects.values_list("state").annotate(n=Count("id"))),
    )


def findings(now: datetime) -> list[Finding]:
    """Return everything that does not add up; empty when all is well."""
    checks = [
        ("no_outcome", "Entschiedene Nachrichten ohne bekannten Ausgang", _no_outcome()),
        ("no_raw", "Offene Nachrichten ohne Original", _ids(MessageRow.objects.filter(raw=None, state=MessageState.WAITING))),
        ("case_without_concern", "Vorgänge ohne Anliegen", _ids(CaseRow.objects.annotate(n=Count("concerns")).filter(n=0))),
        ("two_acknowledgements", "Vorgänge mit mehr als einer Eingangsbestätigung", _twice_acknowledged()),
        ("no_basis", "Weiterleitungen ohne gültige Grundlage", _ids(_without_basis())),
        (
            "sent_without_receipt",
            "Übergebene Mails ohne Beleg des Mailservers",
            _ids(
                OutboxRow.objects.filter(state__in=[OutboxState.SENT, OutboxState.BOUNCED])
                .annotate(
                    n=Count("tries", filter=Q(tries__delivery=Delivery.SENT)),
                    unknown=Count("tries", filter=Q(tries__delivery=Delivery.UNKNOWN)),
                )
                .filter(Q(n=0) & (Q(state=OutboxState.SENT) | Q(unknown=0)))
            ),
        ),
        ("claim_expired", "Sendeaufträge, deren Bearbeitung abgebrochen ist", _ids(_stuck(now))),
        ("queued_without_mail", "Anliegen, die auf eine Mail warten, die es nicht gibt", _ids(_queued_without_mail())),
        ("sent_but_queued", "Übergebene Weiterleitungen, deren Anliegen noch wartet", _ids(_sent_but_queued())),
        ("unaudited", "Mails ohne Eintrag im Protokoll", _unaudited()),
    ]
    return [Finding(code=code, sentence=sentence, ids=ids) for code, sentence, ids in checks if ids]


def raw_digests() -> Iterator[tuple[str, bytes]]:
    """Yield (digest, raw bytes) of every stored original, for `postlotse audit --raw`."""
    for row in RawRow.objects.order_by("digest").iterator(chunk_size=50):
        yield row.digest, bytes(row.content)


def _ids(rows: object) -> tuple[int, ...]:
    return tuple(rows.order_by("pk").values_list("pk", flat=True)[:50])  # type: ignore[attr-defined]


def _no_outcome() -> tuple[int, ...]:
    return _ids(MessageRow.objects.filter(state=MessageState.DECIDED).exclude(outcome__in=list(Outcome)))


def _twice_acknowledged() -> tuple[int, ...]:
    acks = Count("outbox", filter=Q(outbox__kind=DraftKind.ACKNOWLEDGEMENT))
    return _ids(CaseRow.objects.annotate(n=acks).filter(n__gt=1))


def _without_basis() -> object:
    forward = OutboxRow.objects.filter(kind=DraftKind.FORWARD)
    allowed = (
        (Q(basis__in=[Basis.RULE, Basis.RELEASE]) & Q(tier="A"))
        | (Q(basis=Basis.CONSENT) & Q(consent__revoked_at=None))
        | Q(basis=Basis.LEGAL_DUTY)
    )
    return forward.exclude(allowed | Q(state=OutboxState.SENT))


def _stuck(now: datetime) -> object:
    return OutboxRow.objects.filter(state=OutboxState.SENDING, claim_until__lt=now)


def _queued_without_mail() -> object:
    waiting = Q(outbox__state__in=[OutboxState.PENDING, OutboxState.HELD, OutboxState.SENDING, OutboxState.UNKNOWN])
    return ConcernRow.objects.filter(state=ConcernState.QUEUED).annotate(n=Count("outbox", filter=waiting)).filter(n=0)


def _sent_but_queued() -> object:
    return OutboxRow.objects.filter(
        state=OutboxState.SENT, concern__state=ConcernState.QUEUED, settled_at__gt=F("concern__state_at")
    )


def _unaudited() -> tuple[int, ...]:
    audited = AuditRow.objects.filter(action="queued").values("outbox")
    return _ids(OutboxRow.objects.exclude(pk__in=audited))
