"""The daemon's turns: no nudge is lost, failures rest longer each time, a refusal rests long, nothing kills the turn."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

import pytest

from postlotse.core.errors import ConfigurationError, PostlotseError, SenderError, SenderUnavailable, SourceUnavailable
from postlotse.daemon.turn import BACKOFF, HOLD_OFF, OK_EVERY, Turn
from postlotse.store import health
from postlotse.testing import FixedClock

pytestmark = pytest.mark.django_db(transaction=True)


class Seconds:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def turn(seconds: Seconds) -> Callable[[Callable[[], None]], Turn]:
    return lambda work: Turn("smtp", work, clock=FixedClock(), monotonic=seconds)


def test_a_nudge_while_running_runs_again(turn: Callable[..., Turn]) -> None:
    """Called from inside its own work three times: it runs once more, not three times and not zero times."""
    runs: list[int] = []

    def work() -> None:
        runs.append(len(runs))
        if len(runs) == 1:
            for _ in range(3):
                made()

    made = turn(work)
    made()
    assert [0, 1] == runs


def test_two_threads_never_work_at_once_and_the_second_call_is_not_lost(turn: Callable[..., Turn]) -> None:
    """The other thread returns at once; the one that works does it again for it."""
    entered, go_on = threading.Event(), threading.Event()
    inside, most, runs = [0], [0], [0]

    def work() -> None:
        inside[0] += 1
        runs[0] += 1
        most[0] = max(most[0], inside[0])
        entered.set()
        assert go_on.wait(10)
        inside[0] -= 1

    made = turn(work)
    first = threading.Thread(target=made)
    first.start()
    assert entered.wait(10)
    made()  # returns although the other one is still at work
    go_on.set()
    first.join(10)
    assert (1, 2) == (most[0], runs[0])


def test_temporary_failures_rest_longer_each_time_and_success_ends_it(turn: Callable[..., Turn], seconds: Seconds) -> None:
    """5, 10, 30 seconds … 15 minutes, each ± 20 %; health says since when, and forgets it after success."""
    errors: list[Exception | None] = []
    runs: list[float] = []

    def work() -> None:
        runs.append(seconds.now)
        if errors and (error := errors.pop(0)):
            raise error

    made = turn(work)
    for wait in (*BACKOFF, BACKOFF[-1]):
        errors.append(SenderUnavailable("weg"))
        made()
        count = len(runs)
        seconds.now += wait * 0.79
        made()
        assert (True, count) == (made.resting, len(runs)), wait
        seconds.now += wait * 0.42
        assert not made.resting, wait
    assert len(BACKOFF) + 1 == health.all_parts()[0].failures
    made()
    assert (None, False) == (health.all_parts()[0].failing_since, made.resting)
    errors.append(SenderUnavailable("wieder weg"))
    made()
    seconds.now += BACKOFF[0] * 1.21
    assert not made.resting


@pytest.mark.parametrize("error", [SenderError("535 Anmeldung abgelehnt"), PostlotseError("x")], ids=["login", "other"])
def test_a_refusal_holds_off(turn: Callable[..., Turn], seconds: Seconds, error: Exception) -> None:
    """Knocking on may lock the account: a quarter of an hour of rest from the first time on."""

    def work() -> None:
        raise error

    made = turn(work)
    made()
    seconds.now += HOLD_OFF * 0.79
    assert made.resting
    seconds.now += HOLD_OFF * 0.42
    assert not made.resting
    assert str(error) == health.all_parts()[0].last_error


def test_an_unexpected_error_is_logged_noted_and_tried_again(
    turn: Callable[..., Turn], seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug in one part costs a rest, not the service; health names its type and hides its text."""
    errors: list[Exception] = [KeyError("geheim@verein.example")]
    runs: list[int] = []

    def work() -> None:
        runs.append(1)
        if errors:
            raise errors.pop()

    made = turn(work)
    with caplog.at_level(logging.ERROR):
        made()
    part = health.all_parts()[0]
    assert part.failing_since is not None
    assert "KeyError" in part.last_error
    assert "geheim" not in part.last_error
    assert any(record.exc_info for record in caplog.records)
    seconds.now += BACKOFF[0] * 1.21
    made()
    assert (2, None) == (len(runs), health.all_parts()[0].failing_since)


def test_a_nudge_during_a_rest_does_not_end_it(turn: Callable[..., Turn], seconds: Seconds) -> None:
    """New mail must not make a refused relay be asked every second; progress is noted all the same."""
    runs: list[int] = []

    def work() -> None:
        runs.append(1)

    made = turn(work)
    made.rest(60)
    seconds.now += 30
    for _ in range(5):
        made()
    assert ([], seconds.now) == (runs, made.progress)
    made.rest(1)
    seconds.now += 29
    assert made.resting
    seconds.now += 2
    made()
    assert [1] == runs


def test_health_that_cannot_be_written_does_not_kill_the_turn(seconds: Seconds, caplog: pytest.LogCaptureFixture) -> None:
    """The database is away, or the clock: the log has to do, and the turn goes on with the same rests."""

    def away() -> datetime:
        raise OSError("disk")

    results: list[Exception | None] = [None, SenderUnavailable("weg")]

    def work() -> None:
        if error := results.pop():
            raise error

    made = Turn("smtp", work, clock=away, monotonic=seconds)
    made()
    assert made.resting
    seconds.now += BACKOFF[0] * 1.21
    made()
    assert ([], False) == (results, made.resting)
    assert 2 == sum("could not be written" in record.getMessage() for record in caplog.records)


def test_health_is_not_written_at_every_run(turn: Callable[..., Turn], seconds: Seconds) -> None:
    """A part that works says so now and then; a busy service does not write a row a second."""
    made = turn(lambda: None)
    made()
    before = health.all_parts()[0].last_ok_at
    health.failing("smtp", "von außen", FixedClock()())
    made()
    assert health.all_parts()[0].failing_since is not None
    seconds.now += OK_EVERY
    made()
    assert (before, None) == (health.all_parts()[0].last_ok_at, health.all_parts()[0].failing_since)


def test_what_a_person_mends_in_a_file_is_looked_at_in_the_next_round(seconds: Seconds) -> None:
    """A broken rule file is a refusal, but nobody's account is locked by looking again: no hold-off for the rules."""
    runs: list[float] = []

    def work() -> None:
        runs.append(seconds())
        raise ConfigurationError([])

    made = Turn("rules", work, clock=FixedClock(), monotonic=seconds, hold_off=0.0)
    made()
    made()
    assert 2 == len(runs)


def test_a_turn_rests_no_longer_than_it_may(seconds: Seconds) -> None:
    """After an outage the queue goes on within its own limit, however long the outage was."""

    def work() -> None:
        raise SourceUnavailable("weg")

    made = Turn("process", work, clock=FixedClock(), monotonic=seconds, longest=30.0)
    for _ in range(12):
        made()
        seconds.now += 30.0 * 1.2
        assert not made.resting
