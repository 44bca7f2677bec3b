"""Intake, claims, leases, health and the audit: what several processes and crashes leave behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from postlotse.core.ports import Arrival, Origin
from postlotse.store import audit, health, intake, leases
from postlotse.store.models import MessageRow, RawRow
from postlotse.store.values import Stored

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def arrival(uid: str = "1", raw: bytes = b"From: a@x.example\r\n\r\nhallo", uidvalidity: int = 1, problem: str = "") -> Arrival:
    return Arrival(
        origin=Origin(account="i", folder="INBOX", uidvalidity=uidvalidity, uid=uid),
        raw=raw,
        received_at=NOW,
        size=len(raw),
        problem=problem,
    )


def add(made: Arrival, digest: str = "d" * 64, *, baseline: bool = False) -> Stored:
    return intake.add_raw(made, digest=digest, now=NOW, baseline=baseline)


def test_an_origin_is_stored_once() -> None:
    """A second fetch of the same place changes nothing."""
    assert [Stored.NEW, Stored.KNOWN] == [add(arrival()), add(arrival())]
    assert (1, 1) == (MessageRow.objects.count(), RawRow.objects.count())


def test_the_ledger_knows_what_is_stored() -> None:
    """Only what is stored under this UIDVALIDITY counts, also for more UIDs than one query takes."""
    add(arrival("7"))
    uids = [str(n) for n in range(1, 1500)]
    assert frozenset({"7"}) == intake.StoredLedger().known("i", "INBOX", 1, uids)
    assert frozenset() == intake.StoredLedger().known("i", "INBOX", 2, uids)


def test_the_same_bytes_at_another_place_are_a_duplicate_with_one_copy_of_the_original() -> None:
    """A rebuilt mailbox costs a row, not a second original."""
    assert [Stored.NEW, Stored.DUPLICATE] == [add(arrival()), add(arrival(uidvalidity=2))]
    assert 1 == RawRow.objects.count()


def test_two_processes_never_claim_the_same_message() -> None:
    """The second claim finds nothing; after the claim ran out it does."""
    add(arrival())
    first = intake.claim_next(NOW)
    assert first is not None
    assert 1 == first.attempts
    assert intake.claim_next(NOW) is None
    later = intake.claim_next(NOW + timedelta(minutes=6))
    assert later is not None
    assert (2, True) == (later.attempts, later.claim != first.claim)


def test_a_shelved_message_can_be_processed_again_by_a_person() -> None:
    """Shelving keeps the original and the reason; the re-run button puts it back."""
    add(arrival())
    claimed = intake.claim_next(NOW)
    assert claimed is not None
    intake.shelve(claimed, code="unreadable", sentence="Zu groß.", now=NOW)
    assert (0, 1) == (audit.accounting().waiting, audit.accounting().shelved)
    intake.retry(claimed.id, by="anna", now=NOW)
    again = intake.claim_next(NOW)
    assert again is not None
    assert (1, claimed.raw) == (again.attempts, again.raw)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "decided", "outcome": ""},
        {"state": "waiting", "outcome": "filed"},
        {"state": "shelved", "reason_code": ""},
        {"state": "odd"},
    ],
    ids=["decided without outcome", "outcome without decision", "shelved without reason", "unknown state"],
)
def test_the_database_keeps_one_outcome_a_message(change: dict[str, str]) -> None:
    """The accounting is a constraint, not a habit."""
    add(arrival())
    with pytest.raises(IntegrityError), transaction.atomic():
        MessageRow.objects.update(**change)


def test_a_lease_is_held_renewed_and_taken_over_only_after_its_end() -> None:
    """Two nodes never think they own the same mailbox at the same time by the clock they share."""
    assert leases.acquire("mailbox:i", "node-a", NOW)
    assert leases.acquire("mailbox:i", "node-a", NOW + timedelta(seconds=30))
    assert not leases.acquire("mailbox:i", "node-b", NOW + timedelta(seconds=80))
    assert leases.acquire("mailbox:i", "node-b", NOW + timedelta(seconds=91))
    assert not leases.acquire("mailbox:i", "node-a", NOW + timedelta(seconds=92))
    leases.release("mailbox:i", "node-b")
    assert leases.acquire("mailbox:i", "node-a", NOW + timedelta(seconds=93))


def test_health_remembers_since_when_a_part_fails() -> None:
    """The first failure in a row counts; success clears it."""
    health.failing("smtp", "weg", NOW)
    health.failing("smtp", "immer noch weg", NOW + timedelta(minutes=5))
    part = health.all_parts()[0]
    assert (NOW, 2, "immer noch weg") == (part.failing_since, part.failures, part.last_error)
    health.ok("smtp", NOW + timedelta(minutes=6))
    assert health.all_parts()[0].failing_since is None


def test_the_audit_finds_what_does_not_add_up() -> None:
    """A message that waits without its original is a finding, with its id."""
    add(arrival())
    MessageRow.objects.update(raw=None)
    assert [("no_raw", (MessageRow.objects.get().pk,))] == [(f.code, f.ids) for f in audit.findings(NOW)]
