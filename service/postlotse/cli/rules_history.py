"""`postlotse rules history`: which rules were in use, since when and by whom, and how many messages they decided."""

import argparse
from dataclasses import asdict
from pathlib import Path

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many, newest first; 20")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print the sets, newest first."""
    if args.rules:
        return setting.not_here("--rules", f"{folder} hat keine Geschichte; sie steht in der Datenbank.")
    from postlotse import wiring

    wiring.open_store(setting.required(args))
    from postlotse.flow.rulesets import SOURCE_WORDS
    from postlotse.store import rulesets

    rows = rulesets.history(max(1, args.limit))
    if args.json:
        output.as_json([{k: v for k, v in asdict(row).items() if k not in ("id", "files")} for row in rows])
        return 0
    if not rows:
        print("Noch keine: Der Dienst ist noch nie gelaufen.")
        return 0
    output.table(
        ["", "Fassung", "seit", "Herkunft", "durch", "entschieden", "Anmerkung"],
        [
            [
                "→" if row.current else "",
                row.fingerprint[:8],
                f"{setting.local(row.activated_at):%d.%m.%Y %H:%M}",
                SOURCE_WORDS[row.source],
                row.activated_by,
                str(row.decisions),
                row.note,
            ]
            for row in rows
        ],
        limits=[1, 8, 16, 22, 24, 11, 50],
    )
    return 0
