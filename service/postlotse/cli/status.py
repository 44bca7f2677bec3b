"""`postlotse status`: how the service is doing, and since when something is not well."""

import argparse
import contextlib
from datetime import timedelta

from postlotse.cli import output, setting
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Severity

#: A part that has said nothing for so long is silent; the daemon may not be running.
SILENT = timedelta(minutes=5)
#: Most mistakes in the rules that are named.
MOST = 5


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
    from postlotse.flow.rulesets import SOURCE_WORDS
    from postlotse.store import audit, health, rulesets

    now = wiring.now()
    parts = health.all_parts()
    books = audit.accounting()
    recorded = rulesets.current()
    library = wiring.library(config, fallback=wiring.recorded_rules)
    lines: list[automation.TopicStanding] = []
    with contextlib.suppress(ConfigurationError):  # no rules at all: the state of the service is wanted all the same
        lines = automation.table(wiring.house(config, signing_key=b"status sends nothing"), library.book())
    mistakes = [p for p in library.problems if p.severity is Severity.ERROR]
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
        rules = {
            "fingerprint": recorded.fingerprint if recorded else None,
            "since": recorded.activated_at if recorded else None,
            "by": recorded.activated_by if recorded else None,
            "source": recorded.source if recorded else None,
            "notice": library.notice,
            "problems": [asdict(p) for p in mistakes],
        }
        told = {"parts": [asdict(p) for p in parts], "accounting": asdict(books), "automation": topics, "rules": rules}
        output.as_json(told)
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
        if recorded:
            since = f"{setting.local(recorded.activated_at):%d.%m.%Y %H:%M}"
            print(f"Regeln in Gebrauch: Fassung {recorded.fingerprint[:8]} seit {since} ({SOURCE_WORDS[recorded.source]})")
        if mistakes and not any(part.name == "rules" and part.failing_since for part in parts):
            more = [f"und {len(mistakes) - MOST} weitere: postlotse rules check"] if len(mistakes) > MOST else []
            print(f"✗ Regeln im Ordner: {library.notice or 'nicht verwendbar'}")
            print("\n".join(f"  {words}" for words in [*map(str, mistakes[:MOST]), *more]))
        for line in lines:
            print(f"Automatik {line.topic}: {line.sentence or 'vom Haus freigegeben.'}")
    return 1 if mistakes or any(p.failing_since for p in parts) else 0
