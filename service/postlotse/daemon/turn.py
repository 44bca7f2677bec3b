"""A job that never runs twice at once and forgets no nudge; its failures end in the health table, not in the scheduler.

The broad `except` here is one of the four edges: a job that fails is logged and tried again, the others go on.
"""

import logging
import random
import threading
import time
from collections.abc import Callable
from datetime import datetime

from postlotse.core.errors import PostlotseError
from postlotse.store import health, tx

_log = logging.getLogger(__name__)

#: Waits after temporary failures in a row, in seconds; the last one repeats.
BACKOFF = (5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0)
#: Rest after a refusal that only a person can mend (login refused): trying on may lock the account.
HOLD_OFF = 900.0
#: A part that works says so in the database this often, in seconds.
OK_EVERY = 30.0


class Turn:
    """One kind of work.  `run` does it once; calling the turn runs it until nobody has asked again meanwhile."""

    def __init__(
        self,
        name: str,
        run: Callable[[], None],
        *,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        hold_off: float = HOLD_OFF,
        longest: float = BACKOFF[-1],
    ) -> None:
        self.name = name
        self._run = run
        self._clock = clock
        self._monotonic = monotonic
        self._hold_off = hold_off
        self._longest = longest
        self._running = threading.Lock()
        self._asked = threading.Event()
        self._failures = 0
        self._rest_until = 0.0
        self._note_ok_at = 0.0
        self.progress = monotonic()
        self.worked = False  # at least once without an error

    def __call__(self) -> None:
        """Run, and again for every call that came while running."""
        self._asked.set()
        while self._asked.is_set():
            if not self._running.acquire(blocking=False):
                return
            try:
                self._asked.clear()
                self._once()
            finally:
                self._running.release()

    @property
    def resting(self) -> bool:
        """Tell whether the turn rests after a failure."""
        return self._monotonic() < self._rest_until

    def beat(self) -> None:
        """Note progress in the middle of long work."""
        self.progress = self._monotonic()

    def rest(self, seconds: float) -> None:
        """Do nothing for a while."""
        self._rest_until = max(self._rest_until, self._monotonic() + seconds)

    def _once(self) -> None:
        if self.resting:
            self.progress = self._monotonic()
            return
        try:
            self._run()
        except PostlotseError as error:
            hint = float(getattr(error, "retry_after", 0) or 0)  # seconds that a throttling server asked for
            self._failed(str(error), hint or (None if error.temporary else self._hold_off))
            _log.warning("%s: %s", self.name, error)
        except Exception as error:  # noqa: BLE001  the edge: one job fails, the others go on
            self._failed(f"Unerwarteter Fehler ({type(error).__name__}); Einzelheiten stehen im Protokoll.", None)
            _log.exception("%s failed", self.name)
        else:
            self._succeeded()
        finally:
            self.progress = self._monotonic()
            tx.release()

    def _failed(self, sentence: str, rest: float | None) -> None:
        wait = rest if rest is not None else min(self._longest, BACKOFF[min(self._failures, len(BACKOFF) - 1)])
        self._failures += 1
        # Jitter keeps several nodes from knocking at the same moment.
        self._rest_until = self._monotonic() + wait * random.uniform(0.8, 1.2)  # noqa: S311
        self._note(lambda: health.failing(self.name, sentence, self._clock()))

    def _succeeded(self) -> None:
        self.worked = True
        if self._failures or self._monotonic() >= self._note_ok_at:
            self._note_ok_at = self._monotonic() + OK_EVERY
            self._note(lambda: health.ok(self.name, self._clock()))
        self._failures, self._rest_until = 0, 0.0

    def _note(self, write: Callable[[], None]) -> None:
        """Write health; when the database itself is away, the log has to do."""
        try:
            write()
        except Exception:  # noqa: BLE001  the database may be what failed
            _log.exception("health of %s could not be written", self.name)
