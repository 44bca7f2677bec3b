"""`postlotse rules check`: are the rules sound?"""

import argparse
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from postlotse.cli import output
from postlotse.core.problems import Severity


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("--sarif", action="store_true", help="print as SARIF 2.1.0, for editors and code hosts")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DAY", help="check as if it were another day, such as 2026-12-31"
    )


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print the problems; exit 1 when one is an error."""
    from postlotse import __version__
    from postlotse.core.calendar import city_time
    from postlotse.core.rules.sarif import sarif
    from postlotse.datafiles.rulefiles import judge, read_rules

    # the clock is read here and not in `wiring`, which would take as long to import as the check takes
    today = args.today or city_time(datetime.now(UTC)).date()
    judged = judge(read_rules(folder), today=today)
    book, problems = judged.book, judged.problems
    errors = sum(p.severity is Severity.ERROR for p in problems)
    if args.sarif:
        output.as_json(sarif(problems, version=__version__, folder=f"{folder.resolve().as_uri()}/"))
    elif args.json:
        output.as_json([asdict(p) for p in problems])
    else:
        for problem in problems:
            print(f"{'Fehler' if problem.severity is Severity.ERROR else 'Hinweis'}: {problem}")
        counts = (
            f"{len(book.rules)} Regeln, {len(book.offices)} Stellen, {len(book.topics)} Themen" if book else "nicht verwendbar"
        )
        hints = len(problems) - errors
        print(f"{folder}: {counts}; {errors} Fehler, {hints} {'Hinweis' if hints == 1 else 'Hinweise'}")
    return 1 if errors else 0
