"""`postlotse demo-send FILE…`: mails files into the running demo and tells what became of them."""

import argparse
import json
import smtplib
import sys
import time
from pathlib import Path

from postlotse.cli import output, setting

#: How long to wait for the outcome of a mail, in seconds.
PATIENCE = 10.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Send each file and wait for its outcome; exit 1 when no demo runs."""
    from postlotse import wiring
    from postlotse.config.load import load
    from postlotse.demo.stage import ADDRESS, state_file

    try:
        running = json.loads(state_file(setting.data_folder()).read_text(encoding="utf-8"))
    except OSError:
        print("postlotse: Es läuft keine Demo. Mit „make demo“ starten.", file=sys.stderr)
        return 1
    wiring.open_store(load(Path(running["config"]), {}))
    from postlotse.store.stories import stories

    told = 0
    for path in args.files:
        last = max([story.id for story in stories(most=100_000)], default=0)
        host, port = running["smtp"]
        with smtplib.SMTP(host, port, timeout=10) as relay:
            relay.sendmail("demo@verein.example", [ADDRESS], path.read_bytes())
        started = time.monotonic()
        while time.monotonic() - started < PATIENCE:
            found = next((s for s in stories(after=last) if not s.acknowledged or s.acknowledged == "sent"), None)
            if found:
                seconds = time.monotonic() - started
                topics = ", ".join(f"{c.topic} → {c.office or '?'}" for c in found.concerns) or found.outcome
                ack = (
                    f"bestätigt nach {seconds:.1f} s"
                    if found.acknowledged
                    else f"nicht bestätigt: {found.acknowledgement_reason}"
                )
                print(f"{path.name}: {output.clip(found.subject, 50)} | {found.kind} | {topics} | {ack}")
                told += 1
                break
            time.sleep(0.05)
        else:
            print(f"{path.name}: noch kein Ergebnis nach {PATIENCE:.0f} s")
    return 0 if told == len(args.files) else 1
