"""What systemd hears: one datagram at a path or an abstract address, and nothing when nobody listens."""

import socket
from pathlib import Path

import pytest

from postlotse.daemon.sdnotify import notify, watchdog_seconds


@pytest.mark.parametrize("abstract", [False, True], ids=["path", "abstract"])
def test_a_state_arrives_as_one_datagram(tmp_path: Path, abstract: bool) -> None:
    """READY=1 at the address of $NOTIFY_SOCKET."""
    address = "\0postlotse-test" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        listener.settimeout(5)
        assert notify({"NOTIFY_SOCKET": address.replace("\0", "@")}, "READY=1\nSTATUS=läuft")
        assert "READY=1\nSTATUS=läuft".encode() == listener.recv(100)


@pytest.mark.parametrize("environ", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "relative"}])
def test_without_a_listener_nothing_happens(environ: dict[str, str]) -> None:
    """Started by hand, the service says nothing."""
    assert not notify(environ, "READY=1")


@pytest.mark.parametrize(
    ("environ", "seconds"),
    [
        ({"WATCHDOG_USEC": "120000000"}, 60.0),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "7"}, 60.0),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "8"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_is_fed_at_half_its_interval(environ: dict[str, str], seconds: float | None) -> None:
    """Only when systemd watches this very process."""
    assert seconds == watchdog_seconds(environ, 7)
