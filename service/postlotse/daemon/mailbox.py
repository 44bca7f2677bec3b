"""One mailbox of the running service: polled by a job, with a listener between the polls for hints of new mail.

A source is used by one thread at a time; a poll wakes the listener and takes the source over.
"""

import logging
import threading
from collections.abc import Callable

from postlotse.core.errors import SourceError
from postlotse.core.ports import Clock, Source
from postlotse.flow.receive import receive
from postlotse.store import leases, tx

_log = logging.getLogger(__name__)
#: The longest that the listener waits in one go; NAT boxes drop idle flows after five minutes.
LONGEST_WAIT = 240.0


class WatchedMailbox:
    """A source with its lease, its turns and its listener."""

    def __init__(
        self,
        source: Source,
        *,
        folder: str,
        quiet_history: bool,
        listen: bool,
        owner: str,
        clock: Clock,
        on_mail: Callable[[], None],
    ) -> None:
        self.source = source
        self._folder = folder
        self._quiet_history = quiet_history
        self._listen = listen
        self._owner = owner
        self._clock = clock
        self._on_mail = on_mail
        self.on_progress: Callable[[], None] = lambda: None  # called after each batch
        self._in_use = threading.Lock()
        self._polled = threading.Event()  # set = the listener may wait at the source
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def lease(self) -> str:
        """Return the name of the lease row."""
        return f"mailbox:{self.source.account}"

    def receive(self) -> None:
        """Take in what is new, if this node owns the mailbox; raises SourceUnavailable or SourceError."""
        if not leases.acquire(self.lease, self._owner, self._clock()):
            return
        self._polled.clear()
        self.source.wake()
        with self._in_use:
            more = True
            while more and not self._stopped.is_set():
                got = receive(self.source, folder=self._folder, keep_history_quiet=self._quiet_history, clock=self._clock)
                more = got.more
                self.on_progress()
                leases.acquire(self.lease, self._owner, self._clock())
                if got.new:
                    self._on_mail()
        self._polled.set()

    def start(self, nudge: Callable[[], None]) -> None:
        """Start listening for hints; `nudge` asks for a poll."""
        if self._listen:
            self._thread = threading.Thread(target=self._hear, args=(nudge,), name=f"listen-{self.source.account}", daemon=True)
            self._thread.start()

    def _hear(self, nudge: Callable[[], None]) -> None:
        while not self._stopped.is_set():
            # Nothing is heard before the first poll has worked, nor while a poll is wanted.
            if not self._polled.wait(1.0):
                continue
            hint = False
            try:
                with self._in_use:
                    if self._polled.is_set() and not self._stopped.is_set():
                        hint = self.source.wait(LONGEST_WAIT)
            except SourceError as error:
                _log.info("listening at %s ended: %s", self.source.account, error)
                self._polled.clear()  # the next poll reconnects and says what is wrong
            if hint:
                self._polled.clear()
                nudge()
        tx.close()

    def stop(self) -> None:
        """End the listener and log out."""
        self._stopped.set()
        self.source.wake()
        if self._thread:
            self._thread.join(15)
        with self._in_use:
            self.source.close()
        leases.release(self.lease, self._owner)
