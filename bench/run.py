"""Measure what a house would notice: start-up, messages explained, messages taken in to the end, time to the acknowledgement.

`make bench`, or `python bench/run.py [--messages N] [--letters N] [--json]`.  Uses the program as an operator does, by its
command, on the invented sample mails; the last measurement runs the daemon over embedded servers on loopback.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("postlotse")
SAMPLES = Path(__file__).resolve().parents[1] / "service" / "postlotse" / "demo" / "mails"
Figures = dict[str, float | int]


def main() -> int:
    """Run every measurement and print a table; exit 1 when the books do not balance."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--messages", type=int, default=400, help="messages for explain and intake")
    wanted.add_argument("--letters", type=int, default=20, help="letters for the time to the acknowledgement")
    wanted.add_argument("--json", action="store_true")
    args = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="postlotse-bench-") as folder:
        mails = Path(folder, "mails")
        _fill(mails, args.messages)
        figures: Figures = {"messages": args.messages}
        figures |= _start_up(mails)
        figures |= _explain(mails, args.messages)
        figures |= _intake(Path(folder, "house"), mails)
        figures |= _latency(Path(folder, "live"), args.letters)
    if args.json:
        print(json.dumps(figures, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:<34} {value:>10}")
    return int(figures["audit_exit"])


def _fill(folder: Path, count: int) -> None:
    """Write `count` messages: the samples over and over, each copy with ids and a sender of its own."""
    folder.mkdir()
    samples = [path.read_bytes() for path in sorted(SAMPLES.glob("[0-9]*.eml"))]
    for number in range(count):
        raw = samples[number % len(samples)]
        raw = re.sub(rb"(?mi)^(Message-ID: *<)", rb"\g<1>%d." % number, raw)
        raw = re.sub(rb"(?mi)^(From:[^\n]*?)([\w.+-]+@)", rb"\g<1>n%d.\g<2>" % number, raw)
        (folder / f"{number:05}.eml").write_bytes(raw)


def _timed(words: list[str | Path], **more: object) -> tuple[float, subprocess.CompletedProcess[str]]:
    started = time.perf_counter()
    done = subprocess.run([str(PROGRAM), *map(str, words)], capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]
    return time.perf_counter() - started, done


def _start_up(mails: Path) -> Figures:
    first = min(mails.iterdir())
    return {
        "start_version_seconds": round(statistics.median(_timed(["--version"])[0] for _ in range(5)), 3),
        "start_explain_one_seconds": round(statistics.median(_timed(["explain", "--jsonl", first])[0] for _ in range(3)), 3),
    }


def _explain(mails: Path, count: int) -> Figures:
    seconds, done = _timed(["explain", "--jsonl", mails])
    lines = len(done.stdout.splitlines())
    if lines != count:
        raise SystemExit(f"explain printed {lines} lines for {count} messages: {done.stderr[-500:]}")
    return {"explain_seconds": round(seconds, 2), "explain_per_second": round(count / seconds, 1)}


def _intake(house: Path, mails: Path) -> Figures:
    """Folder in, folder out, through the database: what `once` does, to the last commit."""
    _timed(["init", house])
    _use_trained_model(house)
    config = house / "postlotse.toml"
    environ = os.environ | {
        "POSTLOTSE_MAILBOX__0__KIND": "folder",
        "POSTLOTSE_MAILBOX__0__PATH": str(mails),
        "POSTLOTSE_MAILBOX__0__START": "all",
        "POSTLOTSE_SMTP__KIND": "folder",
        "POSTLOTSE_SMTP__PATH": str(house / "sent"),
        "POSTLOTSE_SMTP__PER_MINUTE": "10000",
    }
    time.sleep(2.1)  # the folder source takes no file that may still be written
    seconds, done = _timed(["--config", config, "once", "--json"], env=environ)
    try:
        counts = json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"once failed: {done.stderr[-500:]}") from None
    _, audit = _timed(["--config", config, "audit"], env=environ)
    return {
        "intake_seconds": round(seconds, 2),
        "intake_per_second": round(counts["processed"] / seconds, 1),
        "intake_sent": counts["sent"],
        "audit_exit": audit.returncode,
    }


def _use_trained_model(house: Path) -> None:
    """Train where `init` found no trained model to copy."""
    if not (house / "models" / "standard" / "active").exists():
        _, done = _timed(["--config", house / "postlotse.toml", "model", "train"])
        if done.returncode:
            raise SystemExit(f"training failed: {done.stderr[-500:]}")


def _latency(house: Path, letters: int) -> Figures:
    """Return the time from a letter's arrival at the mailbox to its acknowledgement at the relay: IDLE, daemon, SMTP."""
    from postlotse.demo.servers import EmbeddedImap, EmbeddedSmtp

    _timed(["init", house])
    _use_trained_model(house)
    (house / "imap-password").write_text("loopback", encoding="ascii")
    (house / "imap-password").chmod(0o600)
    with EmbeddedImap({"box": "loopback"}) as imap, EmbeddedSmtp() as smtp:
        environ = os.environ | {
            "POSTLOTSE_MAILBOX__0__HOST": imap.host,
            "POSTLOTSE_MAILBOX__0__PORT": str(imap.port),
            "POSTLOTSE_MAILBOX__0__SECURITY": "none",
            "POSTLOTSE_MAILBOX__0__USER": "box",
            "POSTLOTSE_MAILBOX__0__START": "all",
            "POSTLOTSE_SMTP__HOST": smtp.host,
            "POSTLOTSE_SMTP__PORT": str(smtp.port),
            "POSTLOTSE_SMTP__SECURITY": "none",
            "POSTLOTSE_SMTP__USER": "",
            "POSTLOTSE_SMTP__PASSWORD_FILE": "",
            "POSTLOTSE_SMTP__PER_MINUTE": "10000",
        }
        with (house / "log").open("w") as log:
            daemon = subprocess.Popen(
                [PROGRAM, "--config", house / "postlotse.toml", "run"], env=environ, stdout=log, stderr=log
            )
        try:
            took = []
            for number in range(letters + 1):
                before = len(smtp.mails)
                imap.append("box", _letter(number))
                started = time.perf_counter()
                if not _wait(lambda before=before: len(smtp.mails) > before, 60):  # type: ignore[misc]
                    raise SystemExit(f"letter {number} was not acknowledged: {(house / 'log').read_text()[-500:]}")
                took.append(time.perf_counter() - started)
        finally:
            daemon.terminate()
            daemon.wait(60)
    took = sorted(took[1:])  # the first one waited for the daemon to start
    return {
        "acknowledged_median_seconds": round(statistics.median(took), 3),
        "acknowledged_p90_seconds": round(took[int(len(took) * 0.9)], 3),
        "acknowledged_worst_seconds": round(took[-1], 3),
    }


def _letter(number: int) -> bytes:
    """Return a letter whose sender and domain no other letter has, so that no limit applies."""
    return (
        f"From: Verein {number} <vorstand@verein{number}.example>\r\nTo: integration@stadt.example\r\n"
        f"Subject: Raum gesucht\r\nMessage-ID: <{number}@verein{number}.example>\r\n"
        f"Date: {formatdate()}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "Guten Tag, wir suchen einen Raum für unser Treffen am Samstag. Geht das?\r\n"
    ).encode()


def _wait(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.005)
    return False


if __name__ == "__main__":
    sys.exit(main())
