"""Measure the time to the acknowledgement with a real Dovecot over TLS and IDLE: `python bench/dovecot.py [--letters N]`.

Dovecot is Debian's (`.ci/packages dovecot-imapd dovecot-lmtpd`), the relay an embedded SMTP server, the daemon a process of
its own with the trained model.  Afterwards the mailbox's flags and folders are compared with those before.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from run import PROGRAM, _letter, _timed, _use_trained_model, _wait  # noqa: E402

from postlotse.demo.servers import EmbeddedSmtp  # noqa: E402
from tests.stack import dovecot, tls  # noqa: E402


def main() -> int:
    """Append letters one by one; print median and worst, exit 1 when the mailbox was changed."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--letters", type=int, default=20)
    letters = wanted.parse_args().letters
    with tempfile.TemporaryDirectory(prefix="postlotse-bench-") as folder:
        Path(folder).chmod(0o755)
        certificates = tls.make(Path(folder))
        with dovecot.running(certificates) as server, EmbeddedSmtp() as smtp:
            user = server.fresh_user()
            for number in range(5):
                server.append(user, _letter(1000 + number))
            before = _state(server, user)
            took = _measure(Path(folder, "house"), server, user, smtp, letters)
            after = _state(server, user)
    untouched = before[1] == after[1] and all(after[0].get(uid) == flags for uid, flags in before[0].items())
    unread = all(not flags for flags in after[0].values())
    print(f"acknowledged by IDLE: median {statistics.median(took):.2f} s, worst {max(took):.2f} s, {len(took)} letters")
    print(f"flags and folders unchanged: {untouched}, nothing marked as read: {unread}")
    return 0 if untouched and unread else 1


def _state(server: dovecot.Dovecot, user: str) -> tuple[dict[int, tuple[Any, ...]], list[Any]]:
    """Return the flags of every message, \\Recent aside, and the folders."""
    with server.client(user) as client:
        client.select_folder("INBOX", readonly=True)
        found = client.fetch(client.search(), ["FLAGS"])
        return {u: tuple(f for f in row[b"FLAGS"] if f != b"\\Recent") for u, row in found.items()}, client.list_folders()


def _measure(house: Path, server: dovecot.Dovecot, user: str, smtp: EmbeddedSmtp, letters: int) -> list[float]:
    """Return the seconds from each APPEND to its acknowledgement at the relay."""
    _timed(["init", house])
    _use_trained_model(house)
    (house / "imap-password").write_text(server.password, encoding="ascii")
    (house / "imap-password").chmod(0o600)
    environ = os.environ | {
        "POSTLOTSE_MAILBOX__0__HOST": server.host,
        "POSTLOTSE_MAILBOX__0__PORT": str(server.imaps),
        "POSTLOTSE_MAILBOX__0__CA_FILE": str(server.ca),
        "POSTLOTSE_MAILBOX__0__USER": user,
        "POSTLOTSE_MAILBOX__0__POLL_SECONDS": "600",
        "POSTLOTSE_SMTP__HOST": smtp.host,
        "POSTLOTSE_SMTP__PORT": str(smtp.port),
        "POSTLOTSE_SMTP__SECURITY": "none",
        "POSTLOTSE_SMTP__USER": "",
        "POSTLOTSE_SMTP__PASSWORD_FILE": "",
        "POSTLOTSE_SMTP__PER_MINUTE": "10000",
    }
    with (house / "log").open("w") as log:
        daemon = subprocess.Popen([PROGRAM, "--config", house / "postlotse.toml", "run"], env=environ, stdout=log, stderr=log)
    try:
        if not _wait(lambda: "stored=baseline" in (house / "log").read_text(), 60):
            raise SystemExit((house / "log").read_text()[-500:])
        time.sleep(3)  # the listener settles, as it has in a service that runs for days
        took = []
        for number in range(letters):
            before = len(smtp.mails)
            started = time.perf_counter()
            server.append(user, _letter(number))
            if not _wait(lambda before=before: len(smtp.mails) > before, 60):  # type: ignore[misc]
                raise SystemExit(f"letter {number} was not acknowledged: {(house / 'log').read_text()[-500:]}")
            took.append(time.perf_counter() - started)
    finally:
        daemon.terminate()
        daemon.wait(60)
    return took


if __name__ == "__main__":
    sys.exit(main())
