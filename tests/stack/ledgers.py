"""A ledger in memory, for tests of sources."""

from collections.abc import Sequence

from postlotse.core.ports import Arrival, Ledger, Origin, Source


class MemoryLedger(Ledger):
    """Knows what was added to it; `asked` counts the UIDs it was asked about."""

    def __init__(self) -> None:
        self._origins: set[Origin] = set()
        self.asked = 0

    def add(self, origin: Origin) -> None:
        """Store one origin."""
        self._origins.add(origin)

    def known(self, account: str, folder: str, uidvalidity: int, uids: Sequence[str]) -> frozenset[str]:
        """Return those of `uids` that were added."""
        self.asked += len(uids)
        stored = {o.uid for o in self._origins if (o.account, o.folder, o.uidvalidity) == (account, folder, uidvalidity)}
        return frozenset(uid for uid in uids if uid in stored)


def receive(source: Source, ledger: MemoryLedger, limit: int = 100) -> list[Arrival]:
    """Fetch as the flow does: store each message before the next one is asked for."""
    arrivals = []
    for arrival in source.fetch(ledger, limit):
        ledger.add(arrival.origin)
        arrivals.append(arrival)
    return arrivals
