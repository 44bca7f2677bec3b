"""A pool of killable, limited child processes that read hostile bytes.

The parent never parses: it sends bytes, waits at most the wall limit, and gets JSON back (never pickle).  A child that takes
too long, needs too much memory or dies is replaced; its message is refused, unless only its attachments were the trouble: then
the mail counts without their text.  Children end by themselves when the parent's
pipe closes, so a killed parent leaves no orphans.
"""

import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType

from postlotse.core.errors import ParseRefused
from postlotse.core.mail import codec, parse
from postlotse.core.mail.types import Mail
from postlotse.workers.child import FIRST, MEMORY, OUT_OF_MEMORY, READY, serve

WALL_SECONDS = 5.0
_START_SECONDS = 60.0
_REFUSED_TIME = "Die Mail ließ sich nicht in der erlaubten Zeit lesen ({0:g} Sekunden); bitte von Hand ansehen."
_REFUSED_DIED = "Beim Lesen der Mail musste der Leseprozess beendet werden (zu groß oder beschädigt); bitte von Hand ansehen."
_REFUSED_MEMORY = "Die Mail braucht zum Lesen mehr Speicher als erlaubt; bitte von Hand ansehen."
_REFUSED_ANSWER = "Der Leseprozess gab keine verwertbare Antwort; bitte die Mail von Hand ansehen."


class _ChildDied(ParseRefused):
    """The child went away without a word."""


class _Worker:
    """One child and the pipe to it."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=True)
        self.pipe: Connection = ours
        self.process = context.Process(target=serve, args=(theirs, memory), daemon=True, name="postlotse-parse")
        self.process.start()
        theirs.close()
        self.ready = False
        self.deadline = 0.0
        #: The mail without the text of its attachments, once the child has sent it.
        self.first: Mail | None = None
        self.spent = False

    def await_ready(self) -> None:
        """Wait for the child's first word; raises ParseRefused when it does not come up."""
        if self.ready:
            return
        try:
            if self.pipe.poll(_START_SECONDS) and self.pipe.recv_bytes() == READY:
                self.ready = True
                return
        except (EOFError, OSError):
            pass
        raise ParseRefused("Der Leseprozess lässt sich nicht starten.")

    def send(self, raw: bytes, seconds: float) -> None:
        """Hand a message to the child and start its clock."""
        self.await_ready()
        self.first = None
        self.pipe.send_bytes(raw)
        self.deadline = time.monotonic() + seconds

    def stop(self) -> None:
        """End the child at once."""
        self.pipe.close()
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.process.close()


class ParsePool:
    """A `ports.Reader` over child processes, started when first needed; safe to use from several threads.

    `size` children, `seconds` of wall time for a message, `memory` bytes of address space for a child.
    """

    def __init__(self, *, size: int = 1, seconds: float = WALL_SECONDS, memory: int = MEMORY) -> None:
        self._size = max(1, size)
        self._seconds = seconds
        self._memory = memory
        self._idle: list[_Worker] = []
        self._count = 0
        self._closed = False
        self._free = threading.Condition()

    def __enter__(self) -> "ParsePool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _take(self, *, block: bool = True) -> _Worker | None:
        """Return an idle worker, a new one while there is room, or wait."""
        with self._free:
            while True:
                if self._closed:
                    raise ParseRefused("Der Mailleser ist beendet.")
                if self._idle:
                    return self._idle.pop()
                if self._count < self._size:
                    self._count += 1
                    break
                if not block:
                    return None
                self._free.wait()
        try:
            return _Worker(self._memory)
        except BaseException:
            with self._free:
                self._count -= 1
                self._free.notify()
            raise

    def _give(self, worker: _Worker, *, broken: bool) -> None:
        """Take a worker back; a broken one is ended and its place becomes free."""
        if broken or worker.spent or self._closed or not worker.process.is_alive():
            worker.stop()
            with self._free:
                self._count -= 1
                self._free.notify()
            return
        with self._free:
            self._idle.append(worker)
            self._free.notify()

    def read(self, raw: bytes) -> Mail:
        """Return the Mail; raises ParseRefused when time or memory ran out.

        A child that dies is tried once more: it may have been killed for reasons that are not the message's.
        """
        try:
            return self._read_once(raw)
        except _ChildDied:
            return self._read_once(raw)

    def _read_once(self, raw: bytes) -> Mail:
        worker = self._take()
        assert worker is not None  # noqa: S101 - blocking takes always give one
        broken = True
        try:
            self._send(worker, raw)
            answer = None
            while answer is None:
                answer = self._answer(worker)
            broken = False
            return answer
        finally:
            self._give(worker, broken=broken)

    def _send(self, worker: _Worker, raw: bytes) -> None:
        try:
            worker.send(raw, self._seconds)
        except (OSError, ValueError) as error:
            raise _ChildDied(_REFUSED_DIED) from error

    def _answer(self, worker: _Worker) -> Mail | None:
        """Wait for the child's word until its deadline: a Mail, or None when its attachments are still being read."""
        try:
            return self._word(worker)
        except ParseRefused:
            if worker.first is None:
                raise
            worker.spent = True
            return parse.unread(worker.first)

    def _word(self, worker: _Worker) -> Mail | None:
        try:
            if not worker.pipe.poll(max(0.0, worker.deadline - time.monotonic())):
                raise ParseRefused(_REFUSED_TIME.format(self._seconds))
            answer = worker.pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise _ChildDied(_REFUSED_DIED) from error
        if answer == OUT_OF_MEMORY:
            raise ParseRefused(_REFUSED_MEMORY)
        first = answer.startswith(FIRST)
        try:
            mail = codec.loads(answer.removeprefix(FIRST))
        except ValueError as error:
            raise ParseRefused(_REFUSED_ANSWER) from error
        if first:
            worker.first = mail
            return None
        return mail

    def read_many(self, raws: Iterable[bytes]) -> Iterator[Mail | ParseRefused]:
        """Yield for each message, in order, its Mail or the ParseRefused that stands for it; all workers work at once.

        At most twice as many messages as there are workers are held in memory.
        """
        source = enumerate(raws)
        results: dict[int, Mail | ParseRefused] = {}
        busy: dict[int, tuple[_Worker, bytes]] = {}
        retried: set[int] = set()
        waiting: deque[tuple[int, bytes]] = deque()
        due = 0
        exhausted = False
        try:
            while True:
                while not exhausted and len(busy) + len(waiting) + len(results) < 2 * self._size:
                    item = next(source, None)
                    if item is None:
                        exhausted = True
                    else:
                        waiting.append(item)
                while waiting and len(busy) < self._size:
                    worker = self._take(block=not busy)
                    if worker is None:
                        break
                    number, raw = waiting.popleft()
                    try:
                        self._send(worker, raw)
                        busy[number] = (worker, raw)
                    except ParseRefused as refused:
                        results[number] = refused
                        self._give(worker, broken=True)
                while due in results:
                    yield results.pop(due)
                    due += 1
                if not busy:
                    if exhausted and not waiting and not results:
                        return
                    continue
                soonest = min(worker.deadline for worker, _ in busy.values())
                ready = set(wait([worker.pipe for worker, _ in busy.values()], max(0.0, soonest - time.monotonic())))
                now = time.monotonic()
                for number, (worker, raw) in list(busy.items()):
                    if worker.pipe in ready or worker.deadline <= now:
                        try:
                            answer = self._answer(worker)
                            if answer is None:
                                continue
                            del busy[number]
                            results[number] = answer
                            self._give(worker, broken=False)
                        except ParseRefused as refused:
                            del busy[number]
                            self._give(worker, broken=True)
                            if isinstance(refused, _ChildDied) and number not in retried:
                                retried.add(number)
                                waiting.appendleft((number, raw))
                            else:
                                results[number] = refused
        finally:
            for worker, _ in busy.values():
                self._give(worker, broken=True)

    def close(self) -> None:
        """End all children; may be called twice.  Reads under way in other threads end theirs themselves."""
        with self._free:
            self._closed = True
            idle, self._idle = self._idle, []
            self._count -= len(idle)
            self._free.notify_all()
        for worker in idle:
            worker.stop()
