"""Mailbox → store: raw first, committed, and only then is the mailbox told.  Never looks at what a message says."""

from dataclasses import dataclass

from postlotse import maillog
from postlotse.core.mail.identity import digest
from postlotse.core.ports import Arrival, Clock, Origin, Source
from postlotse.store import intake
from postlotse.store.values import Stored

#: Messages taken per turn, so that a flood cannot keep everything else waiting.
BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What one turn brought: messages new to us, history, duplicates, and whether the source may hold more."""

    new: int = 0
    baseline: int = 0
    duplicates: int = 0
    more: bool = False


def receive(source: Source, *, folder: str, keep_history_quiet: bool, clock: Clock, limit: int = BATCH) -> Received:
    """Take in at most `limit` messages.  Raises SourceUnavailable or SourceError; what was stored before stays stored.

    With `keep_history_quiet`, messages that were in the folder before it was first met become `baseline`: kept,
    never answered.  A message that arrives while history is taken in is new mail.
    """
    met_at, baseline_done = intake.met(source.account, folder, clock())
    quiet = keep_history_quiet and not baseline_done
    counts = dict.fromkeys(Stored, 0)
    taken = 0
    for arrival in source.fetch(intake.StoredLedger(), limit):
        history = quiet and (arrival.received_at is None or arrival.received_at < met_at)
        stored = intake.add_raw(arrival, digest=digest(arrival.raw), now=clock(), baseline=history)
        counts[stored] += 1
        taken += 1
        maillog.received(arrival.origin, size=arrival.size or len(arrival.raw), stored=stored, problem=arrival.problem)
        _settle(source, arrival)
    if taken < limit and not baseline_done:
        intake.finish_baseline(source.account, folder)
    return Received(
        new=counts[Stored.NEW], baseline=counts[Stored.BASELINE], duplicates=counts[Stored.DUPLICATE], more=taken >= limit
    )


def _settle(source: Source, arrival: Arrival) -> None:
    """Tell the mailbox after the commit; an incomplete message stays where a person can find it."""
    if not arrival.problem:
        origins: list[Origin] = [arrival.origin]
        source.settle(origins)
