"""Outbox → mail server → what it said, per recipient.  At least once, with the same Message-ID, never silently lost."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from postlotse import maillog
from postlotse.core.errors import SenderError, SenderUnavailable
from postlotse.core.names import Delivery, OutboxState
from postlotse.core.ports import Clock, Parcel, Receipt, Sender
from postlotse.store import outbox
from postlotse.store.values import Due

#: Waits between tries; the last one repeats (RFC 5321 §4.5.4.1: at least 30 minutes, for 4–5 days).
WAITS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30))
#: Five days of tries; the time that a mail was held or the relay was away does not count.
MOST_TRIES = 240
#: After a lost reply the mail may have arrived: wait longer before the same Message-ID goes out again.
UNKNOWN_WAIT = timedelta(minutes=15)
#: How long the whole sender rests when the relay is away.
RELAY_WAIT = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one turn did."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0


def deliver(sender: Sender, *, clock: Clock, most: int = 500, jitter: Callable[[], float] = random.random) -> Delivered:
    """Send what is due, at most `most` mails.

    Raises SenderUnavailable or SenderError when the relay as a whole is away or refuses us; the mail in hand goes
    back unsent and uncounted.
    """
    outbox.reap(clock())
    tally = dict.fromkeys(OutboxState, 0)
    for _ in range(most):
        due = outbox.claim_due(clock())
        if due is None:
            break
        parcel = Parcel(
            id=str(due.id), mail_from=due.mail_from, recipient=due.recipient, content=due.content, notify=due.notify
        )
        try:
            receipt = sender.send(parcel)
        except (SenderUnavailable, SenderError):
            outbox.give_back(due, next_at=clock() + RELAY_WAIT, counted=False)
            raise
        state, next_at = verdict(due, receipt, clock(), jitter())
        outbox.settle(due, receipt, state=state, next_at=next_at, now=clock())
        maillog.delivered(due.id, receipt, state=state, attempts=due.attempts)
        tally[state] += 1
    return Delivered(
        sent=tally[OutboxState.SENT],
        deferred=tally[OutboxState.PENDING] + tally[OutboxState.UNKNOWN],
        failed=tally[OutboxState.FAILED] + tally[OutboxState.DEAD],
    )


def verdict(due: Due, receipt: Receipt, now: datetime, jitter: float) -> tuple[OutboxState, datetime]:
    """Return the next state of a row and when it is due again.  `jitter` in 0–1 spreads waits by ±20 %."""
    match receipt.delivery:
        case Delivery.SENT:
            return OutboxState.SENT, now
        case Delivery.FAILED:
            return OutboxState.FAILED, now
        case Delivery.DEFERRED | Delivery.UNKNOWN if due.attempts >= MOST_TRIES:
            return OutboxState.DEAD, now
        case Delivery.DEFERRED:
            # What may have arrived once stays uncertain until the relay says yes or no.
            later = OutboxState.UNKNOWN if due.before == OutboxState.UNKNOWN else OutboxState.PENDING
            return later, now + next_wait(due.attempts, jitter)
        case Delivery.UNKNOWN:
            return OutboxState.UNKNOWN, now + max(UNKNOWN_WAIT, next_wait(due.attempts, jitter))


def next_wait(attempts: int, jitter: float) -> timedelta:
    """Return how long to wait after try number `attempts` (from 1)."""
    return WAITS[min(max(attempts, 1), len(WAITS)) - 1] * (0.8 + 0.4 * jitter)
