"""The demo's servers as fixtures, and the processes and ports that the real servers need."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from postlotse.demo.servers import EmbeddedImap, EmbeddedSmtp

PASSWORD = "secret"
MAIL = (
    b"From: Olena Example <olena@example.org>\r\nTo: integration@stadt.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    b"Message-ID: <1@example.org>\r\nDate: Mon, 5 Jan 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nWir br\xc3\xa4uchten Rat.\r\n"
)


def letter(number: int, size: int = 0) -> bytes:
    """Return a mail that differs from others by its number; filled up to about `size` bytes."""
    raw = MAIL.replace(b"<1@", b"<%d@" % number)
    missing = max(0, size - len(raw))
    return raw + b"".join(b"%076d\r\n" % line for line in range(missing // 78 + bool(missing)))


def free_ports(count: int) -> list[int]:
    """Return ports that are free now."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def await_ports(ports: Sequence[int], process: subprocess.Popen[bytes] | None, log: Path, seconds: float = 15) -> None:
    """Return when every port takes connections; raises RuntimeError with the log when that does not come about."""
    deadline = time.monotonic() + seconds
    for port in ports:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                gone = process is not None and process.poll() is not None
                if gone or time.monotonic() > deadline:
                    text = log.read_text(errors="replace")[-2000:] if log.exists() else ""
                    raise RuntimeError(f"port {port} does not answer: {text}") from None
                time.sleep(0.02)


def end(process: subprocess.Popen[bytes], seconds: float = 10) -> None:
    """Ask a process that we started to end, then make it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(seconds)


def await_gone(pid: int, seconds: float = 10) -> None:
    """Return when no process has this number any more."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise RuntimeError(f"process {pid} does not end")


@pytest.fixture
def imap_server() -> Iterator[EmbeddedImap]:
    """An empty pymap server with the users intake, staff and office."""
    with EmbeddedImap({"intake": PASSWORD, "staff": PASSWORD, "office": PASSWORD}) as server:
        yield server


@pytest.fixture
def smtp_server() -> Iterator[EmbeddedSmtp]:
    """An aiosmtpd server that keeps what it accepts, and refuses busy@ for now and nobody@ for good."""
    answers = {"busy@office.example": "451 4.2.1 busy", "nobody@office.example": "550 5.1.1 unknown"}
    with EmbeddedSmtp(answers=answers) as server:
        yield server
