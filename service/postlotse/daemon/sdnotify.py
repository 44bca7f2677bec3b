"""Tell systemd how we are (sd_notify(3)): a datagram to $NOTIFY_SOCKET, nothing when there is none."""

import socket
from collections.abc import Mapping


def notify(environ: Mapping[str, str], state: str) -> bool:
    """Send `state` ("READY=1", "WATCHDOG=1", "STOPPING=1", "STATUS=…"); tell whether somebody listens."""
    path = environ.get("NOTIFY_SOCKET", "")
    if not path or path[0] not in "/@":
        return False
    address = "\0" + path[1:] if path[0] == "@" else path
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as endpoint:
        endpoint.connect(address)
        endpoint.sendall(state.encode())
    return True


def watchdog_seconds(environ: Mapping[str, str], pid: int) -> float | None:
    """Return half of systemd's watchdog interval (sd_watchdog_enabled(3)), or None when it does not watch us."""
    usec, watched = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not usec.isdigit() or (watched and watched != str(pid)):
        return None
    return int(usec) / 1_000_000 / 2
