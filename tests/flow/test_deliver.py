"""Outbox → relay: every answer of a mail server leads to the right next state, and nothing is lost or sent twice in silence."""

import contextlib
from datetime import timedelta

import pytest

from postlotse.core.errors import SenderError, SenderUnavailable
from postlotse.core.names import Delivery
from postlotse.flow.deliver import MOST_TRIES, deliver, next_wait
from postlotse.flow.process import Tools
from postlotse.store import audit, outbox
from postlotse.store.models import AttemptRow, ConcernRow, OutboxRow
from postlotse.testing import FakeSender, FixedClock, letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)


def ready(tools: Tools, clock: FixedClock) -> OutboxRow:
    """Queue one forward that is due; the acknowledgement has gone."""
    take_in(tools, letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    deliver(FakeSender(), clock=clock)
    clock.forward(minutes=11)
    return OutboxRow.objects.get(kind="forward")


@pytest.mark.parametrize(
    ("answer", "state", "wait", "concern"),
    [
        (Delivery.SENT, "sent", None, "handed_over"),
        (Delivery.DEFERRED, "pending", timedelta(minutes=1), "queued"),
        (Delivery.UNKNOWN, "unknown", timedelta(minutes=15), "queued"),
        (Delivery.FAILED, "failed", None, "failed"),
    ],
    ids=["250", "451", "reply lost", "550"],
)
def test_the_answer_decides_what_becomes_of_mail_and_concern(
    tools: Tools, clock: FixedClock, answer: Delivery, state: str, wait: timedelta | None, concern: str
) -> None:
    """250 hands over, 4xx waits, a lost reply waits longer, 5xx gives the concern back to a person."""
    row = ready(tools, clock)
    deliver(FakeSender([answer]), clock=clock, jitter=lambda: 0.5)
    row.refresh_from_db()
    assert (state, concern) == (row.state, ConcernRow.objects.get().state)
    if wait:
        assert wait == row.next_at - clock()


def test_a_mail_before_its_time_stays(tools: Tools, clock: FixedClock) -> None:
    """An automatic forward waits for its delay, so that a person can stop it."""
    take_in(tools, letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    relay = FakeSender()
    deliver(relay, clock=clock)
    assert ["alice@verein.example"] == [p.recipient for p in relay.sent]


@pytest.mark.parametrize("error", [SenderUnavailable("weg"), SenderError("535")], ids=["away", "refused"])
def test_a_relay_that_is_away_costs_no_attempt(tools: Tools, clock: FixedClock, error: Exception) -> None:
    """The whole relay failing is nobody's fault: the row goes back as it was."""
    row = ready(tools, clock)
    with pytest.raises(type(error)):
        deliver(FakeSender([error]), clock=clock)
    row.refresh_from_db()
    assert ("pending", 0) == (row.state, row.attempts)


def test_a_mail_that_fails_for_five_days_is_given_up_and_its_concern_comes_back(tools: Tools, clock: FixedClock) -> None:
    """After five days of tries a person decides; days that it was held for do not count."""
    row = ready(tools, clock)
    clock.forward(days=6)
    deliver(FakeSender([Delivery.DEFERRED]), clock=clock)
    row.refresh_from_db()
    assert "pending" == row.state
    OutboxRow.objects.filter(pk=row.pk).update(attempts=MOST_TRIES - 1, next_at=clock())
    deliver(FakeSender([Delivery.DEFERRED]), clock=clock)
    row.refresh_from_db()
    assert ("dead", "failed") == (row.state, ConcernRow.objects.get().state)


@pytest.mark.parametrize("after", [Delivery.DEFERRED, SenderUnavailable("weg")], ids=["451", "relay away"])
def test_what_may_have_arrived_stays_uncertain(tools: Tools, clock: FixedClock, after: Delivery | Exception) -> None:
    """A lost reply, then trouble: the row is still unknown, so that nobody writes a second mail in its place."""
    row = ready(tools, clock)
    deliver(FakeSender([Delivery.UNKNOWN]), clock=clock)
    clock.forward(minutes=30)
    with contextlib.suppress(SenderUnavailable):
        deliver(FakeSender([after]), clock=clock)
    row.refresh_from_db()
    assert "unknown" == row.state


def test_a_sender_that_died_in_the_middle_leaves_a_mail_that_is_repeated_with_the_same_message_id(
    tools: Tools, clock: FixedClock
) -> None:
    """Claimed, never settled: the claim runs out, the same bytes go out again."""
    row = ready(tools, clock)
    assert outbox.claim_due(clock()) is not None
    relay = FakeSender()
    deliver(relay, clock=clock)
    assert [] == relay.sent
    clock.forward(minutes=16)
    deliver(relay, clock=clock)
    assert [bytes(row.content)] == [p.content for p in relay.sent]
    assert [] == audit.findings(clock())


def test_a_result_that_comes_after_the_claim_was_lost_is_recorded_but_changes_nothing(tools: Tools, clock: FixedClock) -> None:
    """A paused process wakes up late: its attempt is kept, the newer owner's word stands."""
    from postlotse.core.names import OutboxState
    from postlotse.core.ports import Receipt

    ready(tools, clock)
    due = outbox.claim_due(clock())
    assert due is not None
    clock.forward(minutes=16)
    deliver(FakeSender(), clock=clock)
    late = Receipt(parcel=str(due.id), delivery=Delivery.FAILED, code=550)
    assert not outbox.settle(due, late, state=OutboxState.FAILED, next_at=clock(), now=clock())
    assert "sent" == OutboxRow.objects.get(pk=due.id).state
    told = AttemptRow.objects.filter(outbox=due.id).order_by("id").values_list("delivery", flat=True)
    assert ["unknown", "sent", "failed"] == list(told)


@pytest.mark.parametrize(
    ("attempts", "jitter", "minutes"),
    [(1, 0.5, 1), (2, 0.5, 2), (3, 0.5, 5), (4, 0.5, 15), (5, 0.5, 30), (50, 0.5, 30), (1, 0.0, 0.8), (1, 1.0, 1.2)],
)
def test_waits_grow_to_half_an_hour_and_jitter_is_a_fifth(attempts: int, jitter: float, minutes: float) -> None:
    """1, 2, 5, 15, 30 minutes, then every 30, each ± 20 %."""
    assert timedelta(minutes=minutes) == next_wait(attempts, jitter)
