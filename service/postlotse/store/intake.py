"""Taking messages in: raw first, each origin once, one outcome each.  Never talks to a mailbox."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import F, Q

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.mail import codec, identity
from postlotse.core.names import Kind, MessageState, Outcome
from postlotse.core.ports import Arrival
from postlotse.core.reasons import Reason
from postlotse.core.understand import Understanding
from postlotse.store import audit, tx
from postlotse.store.models import MailboxRow, MessageRow, RawRow
from postlotse.store.values import Claimed, Filed, Joined, Stored

#: Longer than the parse limit and the commit together; a claim older than this belongs to a process that died.
CLAIM = timedelta(minutes=5)
#: A message that was begun so often without an end is shelved (mailfacts: three strikes).
MAX_ATTEMPTS = 3
#: Copies of one mail come within so long of each other; later, the same words with the same date are another mail.
NEAR = timedelta(days=7)


class StoredLedger:
    """`ports.Ledger` over the message table."""

    def known(self, account: str, folder: str, uidvalidity: int, uids: Sequence[str]) -> frozenset[str]:
        """Return those of `uids` that are stored already."""
        found: set[str] = set()
        for at in range(0, len(uids), 500):
            found.update(
                MessageRow.objects.filter(
                    account=account, folder=folder, uidvalidity=uidvalidity, uid__in=uids[at : at + 500]
                ).values_list("uid", flat=True)
            )
        return frozenset(found)


def met(account: str, folder: str, now: datetime) -> tuple[datetime, bool]:
    """Return when this folder was first met (now, if it is new) and whether its history has been taken in."""
    row, _ = MailboxRow.objects.get_or_create(account=account, folder=folder, defaults={"met_at": now})
    return row.met_at, row.baseline_done


def finish_baseline(account: str, folder: str) -> None:
    """Note that the history of this folder is taken in: from now on everything is new mail."""
    MailboxRow.objects.filter(account=account, folder=folder).update(baseline_done=True)


def add_raw(arrival: Arrival, *, digest: str, now: datetime, baseline: bool) -> Stored:
    """Store a message with its origin and commit; a second call for the same origin changes nothing.

    The same bytes in the same account are a duplicate (a mailbox that was rebuilt gives every message a new UID).
    """
    origin = arrival.origin
    place = {"account": origin.account, "folder": origin.folder, "uidvalidity": origin.uidvalidity, "uid": origin.uid}
    try:
        with tx.atomic():
            if MessageRow.objects.filter(**place).exists():
                return Stored.KNOWN
            raw, _ = RawRow.objects.get_or_create(
                digest=digest, defaults={"content": arrival.raw, "size": len(arrival.raw), "stored_at": now}
            )
            earlier = None
            if not arrival.problem:
                earlier = MessageRow.objects.filter(account=origin.account, digest=digest).order_by("id").first()
            outcome = Outcome.DUPLICATE if earlier else Outcome.BASELINE if baseline else None
            row = MessageRow.objects.create(
                **place,
                digest=digest,
                raw=raw,
                problem=arrival.problem,
                received_at=arrival.received_at or now,
                stored_at=now,
                state=MessageState.DECIDED if outcome else MessageState.WAITING,
                outcome=outcome or "",
                reason_code=outcome or "",
                decided_at=now if outcome else None,
                duplicate_of=earlier,
                case=earlier.case if earlier else None,
            )
            audit.write("received", actor="daemon", now=now, message=row.pk, detail={"outcome": outcome or "waiting"})
    except IntegrityError:
        if MessageRow.objects.filter(**place).exists():
            return Stored.KNOWN
        raise
    if earlier:
        return Stored.DUPLICATE
    return Stored.BASELINE if baseline else Stored.NEW


def claim_next(now: datetime) -> Claimed | None:
    """Claim the oldest waiting message and commit, counting the attempt first, so that a crash counts too."""
    free = Q(state=MessageState.WAITING) & (Q(claim_until=None) | Q(claim_until__lt=now))
    while row := MessageRow.objects.filter(free).order_by("id").only("id", "claim").first():
        claim = uuid.uuid4().hex
        won = MessageRow.objects.filter(free, pk=row.pk, claim=row.claim).update(
            claim=claim, claim_until=now + CLAIM, attempts=F("attempts") + 1
        )
        if won:
            return _claimed(row.pk, claim)
    return None


def _claimed(message: int, claim: str) -> Claimed:
    row = MessageRow.objects.select_related("raw").get(pk=message)
    return Claimed(
        id=row.pk,
        claim=claim,
        attempts=row.attempts,
        account=row.account,
        digest=row.digest,
        problem=row.problem,
        received_at=row.received_at,
        raw=bytes(row.raw.content) if row.raw else b"",
    )


def decide(
    claimed: Claimed,
    understood: Understanding,
    *,
    outcome: Outcome,
    attention: str,
    case: int | None,
    perhaps: int | None = None,
    duplicate_of: int | None,
    snapshot: dict[str, object],
    rules_fingerprint: str,
    model_fingerprint: str,
    now: datetime,
) -> None:
    """Give a claimed message its one outcome; raises Conflict when the claim was lost.  Call inside a transaction."""
    mail = understood.mail
    won = MessageRow.objects.filter(pk=claimed.id, claim=claimed.claim, state=MessageState.WAITING).update(
        state=MessageState.DECIDED,
        outcome=outcome,
        reason_code=understood.kind_reason.code,
        reason=understood.kind_reason.sentence,
        decided_at=now,
        kind=understood.kind,
        language=understood.language.code or "",
        message_id=identity.known_id(mail, claimed.digest)[:998],
        likeness=identity.likeness(mail),
        sender=mail.author.key[:320],
        subject=mail.subject[:500],
        case_id=case,
        perhaps_id=perhaps,
        duplicate_of_id=duplicate_of,
        snapshot=snapshot,
        rules_fingerprint=rules_fingerprint,
        model_fingerprint=model_fingerprint,
        attention=attention,
        claim="",
        claim_until=None,
    )
    if not won:
        raise Conflict(f"Nachricht {claimed.id} bearbeitet schon ein anderer Prozess.")


def shelve(claimed: Claimed, *, code: str, sentence: str, now: datetime) -> None:
    """Put a message aside for a person, with the reason; its raw bytes stay.  Losing the claim is no error."""
    with tx.atomic():
        won = MessageRow.objects.filter(pk=claimed.id, claim=claimed.claim, state=MessageState.WAITING).update(
            state=MessageState.SHELVED, reason_code=code, reason=sentence, attention="shelved", claim="", claim_until=None
        )
        if won:
            audit.write("shelved", actor="daemon", now=now, message=claimed.id, detail={"code": code})


def put_back(claimed: Claimed, *, until: datetime) -> None:
    """Let a message rest until then and be tried again; the attempt counts."""
    MessageRow.objects.filter(pk=claimed.id, claim=claimed.claim, state=MessageState.WAITING).update(claim_until=until)


def retry(message: int, *, by: str, now: datetime) -> None:
    """Let a shelved message be processed again; raises NotFound when it is not shelved."""
    with tx.atomic():
        changed = MessageRow.objects.filter(pk=message, state=MessageState.SHELVED).update(
            state=MessageState.WAITING, attempts=0, reason_code="", reason="", attention=""
        )
        if not changed:
            raise NotFound(f"Nachricht {message} liegt nicht zurück.")
        audit.write("retried", actor=by, now=now, message=message)


def same_mail(understood: Understanding, claimed: Claimed, *, case: int | None) -> tuple[int, int | None] | None:
    """Return (message, case) of a decided message that is this mail again, with other bytes.

    `case`: where its own clues lead; the same words in an answer to another case are another mail.

    The same mail: the same author, subject, text and attachments, and the same date or the same Message-ID.  Neither of
    those two is an identity alone: carriers reuse ids, and relays replace them.  A copy that a list brought and that was
    filed does not stand for the one that came to us.
    """
    mail = understood.mail
    decided = MessageRow.objects.filter(state=MessageState.DECIDED, sender=mail.author.key[:320], subject=mail.subject[:500])
    decided = decided.exclude(pk=claimed.id).filter(Q(case__isnull=False) | Q(kind=understood.kind)).order_by("id")
    decided = decided.filter(case=case) if case is not None else decided
    like = identity.likeness(mail)
    near = {"received_at__gte": claimed.received_at - NEAR, "received_at__lte": claimed.received_at + NEAR}
    if like and (row := decided.filter(likeness=like, **near).only("id", "case").first()):
        return row.pk, row.case_id
    attached = codec.to_plain(mail).get("attachments", [])
    for row in decided.filter(message_id=identity.known_id(mail, claimed.digest)[:998])[:10]:
        stored = row.snapshot["mail"] if row.snapshot else {}
        if stored and stored.get("full_text", "") == mail.full_text and stored.get("attachments", []) == attached:
            return row.pk, row.case_id
    return None


def first_contact(sender: str) -> bool:
    """Tell whether no decided message of this address is stored."""
    return not MessageRow.objects.filter(sender=sender.lower()[:320], state=MessageState.DECIDED).exists()


def joined(message: int) -> Joined:
    """Return an answer that joined a case; raises NotFound when there is none, or when it opened its case itself."""
    rows = MessageRow.objects.filter(pk=message, outcome=Outcome.JOINED_CASE).exclude(snapshot=None).select_related("case")
    row = rows.first()
    if row is None or row.case is None or row.snapshot is None:
        raise NotFound(f"Nachricht {message} ist keine Antwort in einem Vorgang.")
    return Joined(id=row.pk, case=row.case.pk, received_at=row.received_at, snapshot=row.snapshot)


def split_off(
    message: int, *, before: int, case: int, kind: Kind, reason: Reason, snapshot: dict[str, object], by: str, now: datetime
) -> bool:
    """Make an answer of case `before` the first message of another case; False when somebody else did.

    The old case stays named.  Call inside a transaction.
    """
    changed = MessageRow.objects.filter(pk=message, outcome=Outcome.JOINED_CASE, case=before).update(
        outcome=Outcome.NEW_CASE,
        case_id=case,
        perhaps_id=before,
        kind=kind,
        reason_code=reason.code,
        reason=reason.sentence,
        snapshot=snapshot,
        attended_at=now,
        attended_by=by,
    )
    return bool(changed)


def attend(message: int, *, by: str, now: datetime) -> None:
    """Note that a person has looked at a message that asked for it."""
    with tx.atomic():
        MessageRow.objects.filter(pk=message, attended_at=None).update(attended_at=now, attended_by=by)
        audit.write("attended", actor=by, now=now, message=message)


def filed(message: int) -> Filed:
    """Return a decided message without a case; raises NotFound or, when it has one, Conflict."""
    row = MessageRow.objects.filter(pk=message, state=MessageState.DECIDED).exclude(snapshot=None).first()
    if row is None or row.snapshot is None:
        raise NotFound(f"Es gibt keine gelesene Nachricht mit der Kennung {message}.")
    if row.case_id is not None:
        raise Conflict("Diese Nachricht gehört schon zu einem Vorgang.")
    return Filed(id=row.pk, received_at=row.received_at, snapshot=row.snapshot)


def take_up(message: int, *, case: int, kind: Kind, reason: Reason, snapshot: dict[str, object]) -> bool:
    """Turn a filed or quarantined message into the first one of a case; False when somebody else did.

    Call inside a transaction.
    """
    return bool(
        MessageRow.objects.filter(pk=message, outcome__in=[Outcome.FILED, Outcome.QUARANTINED], case=None).update(
            outcome=Outcome.NEW_CASE,
            case_id=case,
            kind=kind,
            reason_code=reason.code,
            reason=reason.sentence,
            snapshot=snapshot,
            attention="",
        )
    )
