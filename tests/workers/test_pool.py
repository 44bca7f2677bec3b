"""The parse pool: bombs end in time, killed children are replaced, nobody is left behind."""

import dataclasses
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.errors import ParseRefused
from postlotse.core.mail import codec
from postlotse.core.mail.types import Mail
from postlotse.workers.child import FIRST, OUT_OF_MEMORY
from postlotse.workers.pool import ParsePool

LETTER = b"Subject: %d\r\nFrom: a@a.example\r\n\r\nhello"

BOMBS = [
    pytest.param(
        b"Subject: x\r\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(3_000)),
        id="nested-multiparts",
    ),
    pytest.param(b"Subject: x\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"x", id="nested-messages"),
    pytest.param(
        b"Subject: x\r\nContent-Type: text/plain; " + b"; ".join(b"p%d=x" % i for i in range(50_000)) + b"\r\n\r\nx",
        id="parameters",
    ),
    pytest.param(
        b"Subject: x\r\nContent-Type: text/plain; " + b"; ".join(b"n*%d=x" % i for i in range(20_000)) + b"\r\n\r\nx",
        id="rfc-2231-pieces",
    ),
    pytest.param(
        b"Subject: x\r\nTo: " + b", ".join(b"a%d@x.example" % i for i in range(20_000)) + b"\r\n\r\nx", id="addresses"
    ),
    pytest.param(b"Subject: x\r\nFrom: " + b"(" * 20_000 + b"\r\n\r\nx", id="brackets"),
    pytest.param(b"Subject: x\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 100_000, id="nested-html"),
    pytest.param(
        b"Subject: x\r\nContent-Type: text/html\r\n\r\n<a " + b" ".join(b"x%d=1" % i for i in range(100_000)) + b">x</a>",
        id="html-attributes",
    ),
    pytest.param(
        b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\na" + "\u0301\u0316".encode() * 200_000,
        id="combining-marks",
    ),
    pytest.param(b"Subject: x\r\n\r\n" + b"Von: a schrieb am 12.12.2026 10:00\n" * 20_000, id="quotation-marks"),
]


@pytest.fixture(scope="module")
def pool() -> Iterator[ParsePool]:
    """A pool of two children for the whole module."""
    with ParsePool(size=2) as made:
        yield made


@pytest.mark.parametrize("raw", BOMBS)
def test_time_bombs_are_read_within_the_limit(pool: ParsePool, raw: bytes) -> None:
    """The bombs of the standard parser (mailfacts: up to 64 s) are read, not killed."""
    assert pool.read(raw).subject == "x"


def test_many_messages_come_back_in_order(pool: ParsePool) -> None:
    """All workers work, the order stays."""
    read = [mail.subject for mail in pool.read_many(LETTER % n for n in range(100)) if isinstance(mail, Mail)]
    assert read == [str(n) for n in range(100)]


def test_reading_lazily_takes_only_what_is_needed(pool: ParsePool) -> None:
    """A folder is not held in memory, and a reader that stops early leaves the pool usable."""
    taken: list[int] = []

    def source() -> Iterator[bytes]:
        for n in range(1_000):
            taken.append(n)
            yield LETTER % n

    stream = pool.read_many(source())
    assert isinstance(next(stream), Mail)
    stream.close()  # type: ignore[attr-defined]
    assert len(taken) < 20
    assert pool.read(LETTER % 7).subject == "7"


def test_a_message_over_time_is_refused_and_the_worker_replaced() -> None:
    """With no time at all every message is refused; the sentence is for staff; the next one gets a new child."""
    with ParsePool(size=1, seconds=0.0) as pool:
        big = b"Subject: x\r\nContent-Type: text/html\r\n\r\n" + b"<p>x</p>" * 100_000
        with pytest.raises(ParseRefused, match="nicht in der erlaubten Zeit"):
            pool.read(big)
        assert [type(answer) for answer in pool.read_many([big, big])] == [ParseRefused, ParseRefused]
        assert pool._count == 0


def test_a_message_over_memory_is_refused() -> None:
    """The kernel stops a child that wants more than its share."""
    with ParsePool(size=1, memory=220 * 1024 * 1024) as pool:
        with pytest.raises(ParseRefused):
            pool.read(b"Subject: x\r\n\r\n" + b"x" * 60_000_000)
        assert pool.read(LETTER % 1).subject == "1"


def test_a_killed_child_costs_only_its_message() -> None:
    """kill -9 on an idle child: the message goes to another child."""
    with ParsePool(size=1) as pool:
        assert pool.read(LETTER % 1).subject == "1"
        os.kill(pool._idle[0].process.pid or 0, signal.SIGKILL)
        assert pool.read(LETTER % 2).subject == "2"
        os.kill(pool._idle[0].process.pid or 0, signal.SIGKILL)
        assert [mail.subject for mail in pool.read_many([LETTER % 3, LETTER % 4]) if isinstance(mail, Mail)] == ["3", "4"]


def test_a_closed_pool_refuses() -> None:
    """close() may be called twice; nothing is started afterwards."""
    pool = ParsePool()
    pool.close()
    pool.close()
    with pytest.raises(ParseRefused):
        pool.read(LETTER % 1)


WITH_DOCUMENT = (
    b"Subject: %d\r\nFrom: a@a.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSiehe Anhang\r\n"
    b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=antrag.txt\r\n"
    b"\r\nWir suchen einen Raum.\r\n--b--\r\n"
)


def test_attached_text_comes_through_the_pool(pool: ParsePool) -> None:
    """The child answers twice; the second answer counts, one by one and many at once."""
    assert pool.read(WITH_DOCUMENT % 1).attached_text == "Wir suchen einen Raum."
    raws = [(WITH_DOCUMENT if n % 2 else LETTER) % n for n in range(20)]
    read = [(mail.subject, mail.attached_text) for mail in pool.read_many(raws) if isinstance(mail, Mail)]
    assert read == [(str(n), "Wir suchen einen Raum." if n % 2 else "") for n in range(20)]


class _Scripted:
    """A worker whose child says what the test wants; the pipe is real."""

    def __init__(self, *words: bytes) -> None:
        self.pipe, child = multiprocessing.Pipe()
        self.deadline = time.monotonic()
        self.first: Mail | None = None
        self.spent = False
        for word in words:
            child.send_bytes(word)
        self._child = child

    def die(self) -> "_Scripted":
        """Close the child's end."""
        self._child.close()
        return self


MAIL = Mail(subject="x", text="Siehe Anhang")
PROMISED = FIRST + codec.dumps(MAIL)
FAILINGS = [
    pytest.param(lambda: _Scripted(PROMISED), id="too-slow"),
    pytest.param(lambda: _Scripted(PROMISED, OUT_OF_MEMORY), id="out-of-memory"),
    pytest.param(lambda: _Scripted(PROMISED).die(), id="killed"),
    pytest.param(lambda: _Scripted(PROMISED, b"{"), id="nonsense"),
]


@pytest.mark.parametrize("made", FAILINGS)
def test_an_attachment_that_cannot_be_read_does_not_cost_the_mail(made: Callable[[], _Scripted]) -> None:
    """Too slow, too large, killed: the mail counts without the text of its attachments, and the child is replaced."""
    worker: Any = made()
    with ParsePool() as pool:
        assert pool._answer(worker) is None
        assert pool._answer(worker) == dataclasses.replace(MAIL, defects=("attachment_unread",))
    assert worker.spent


def _alive(pid: int) -> bool:
    """Tell whether a process still runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


PARENT = textwrap.dedent(
    """
    import os, signal, sys
    from postlotse.workers.pool import ParsePool

    if __name__ == "__main__":
        pool = ParsePool(size=1)
        pool.read(b"Subject: x\\r\\n\\r\\nx")
        print(pool._idle[0].process.pid, flush=True)
        signal.pause()
    """
)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="left out: needs /proc to see processes")
def test_children_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    """kill -9 of the parent closes the pipe, and the child goes; SIGINT alone does not end it."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        os.kill(child, signal.SIGINT)
        assert _alive(child)
        parent.kill()
    until = time.monotonic() + 20
    while _alive(child) and time.monotonic() < until:
        os.sched_yield()
    assert not _alive(child)
