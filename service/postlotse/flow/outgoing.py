"""A person holds, releases, retries or drops a mail that waits in the outbox.  Queues nothing new."""

from enum import StrEnum

from postlotse.core.names import OutboxState
from postlotse.core.ports import Clock
from postlotse.store import outbox


class MailVerb(StrEnum):
    """What a person can do with a mail in the outbox."""

    HOLD = "hold"
    RELEASE = "release"
    RETRY = "retry"
    DROP = "drop"


#: From which states a verb leads, and where to.
MOVES: dict[MailVerb, tuple[tuple[OutboxState, ...], OutboxState]] = {
    MailVerb.HOLD: ((OutboxState.PENDING, OutboxState.UNKNOWN), OutboxState.HELD),
    MailVerb.RELEASE: ((OutboxState.HELD,), OutboxState.PENDING),
    MailVerb.RETRY: ((OutboxState.FAILED, OutboxState.DEAD, OutboxState.BOUNCED), OutboxState.PENDING),
    MailVerb.DROP: (
        (
            OutboxState.PENDING,
            OutboxState.HELD,
            OutboxState.UNKNOWN,
            OutboxState.FAILED,
            OutboxState.DEAD,
            OutboxState.BOUNCED,
        ),
        OutboxState.DROPPED,
    ),
}


def possible(state: OutboxState) -> tuple[MailVerb, ...]:
    """Return the verbs that a mail in this state allows."""
    return tuple(verb for verb, (before, _) in MOVES.items() if state in before)


def change(mail: int, verb: MailVerb, *, by: str, clock: Clock) -> OutboxState:
    """Carry out a verb and return the new state; raises Conflict when the mail has left meanwhile."""
    before, after = MOVES[verb]
    outbox.change(mail, expected=before, state=after, by=by, now=clock())
    return after
