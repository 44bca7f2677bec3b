"""`postlotse status`: how the service is doing, and since when something is not well."""

import argparse
from datetime import timedelta

from postlotse.cli import output, setting
from postlotse.core.errors import ConfigurationError

#: A part that has said nothing for so long is silent; the daemon may not be running.
SILENT = timedelta(minutes=5)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(args: argparse.Namespace) -> int:
    """Print health and counts; exit 1 when a part fails."""
    from dataclasses import asdict

    from postlotse import wiring

    config = setting.required(args)
    wiring.open_store(config)
    from postlotse.flow import automation
    from postlotse.store import audit, health

    now = wiring.now()
    parts = health.all_parts()
    books = audit.accounting()
    try:
        lines = automation.table(wiring.house(config, signing_key=b"status sends nothing"), wiring.library(config).book())
    except ConfigurationError:
        lines = []  # broken rules are said by `postlotse check`; the state of the service is wanted all the same
    if args.json:
        topics = [
            {
                "topic": line.topic,
                "state": line.standing.trust.value,
                "counted": line.standing.counted,
                "right": line.standing.right,
                "least": line.standing.terms.least,
                "bound": round(line.standing.bound, 4),
                "since": line.since,
            }
            for line in lines
        ]
        output.as_json({"parts": [asdict(p) for p in parts], "accounting": asdict(books), "automation": topics})
    else:
        for part in parts:
            if part.failing_since:
                since = part.failing_since.isoformat(timespec="seconds")
                print(f"✗ {part.name}: gestört seit {since} ({part.failures}×): {part.last_error}")
            else:
                last = part.last_ok_at.isoformat(timespec="seconds") if part.last_ok_at else "nie"
                silent = part.last_ok_at is None or now - part.last_ok_at > SILENT
                still = " (still; läuft der Dienst?)" if silent else ""
                print(f"{'?' if silent else '✓'} {part.name}: zuletzt in Ordnung {last}{still}")
        if not parts:
            print("? Der Dienst ist noch nie gelaufen.")
        print(f"wartend {books.waiting}, entschieden {books.decided}, zurückgelegt {books.shelved}")
        print(f"Postausgang: {', '.join(f'{k} {v}' for k, v in sorted(books.outbox.items())) or 'leer'}")
        for line in lines:
            print(f"Automatik {line.topic}: {line.sentence or 'vom Haus freigegeben.'}")
    return 1 if any(p.failing_since for p in parts) else 0
