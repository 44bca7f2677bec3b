"""`postlotse rules check`: are the rules sound?"""

import argparse
from dataclasses import asdict
from pathlib import Path

from postlotse.cli import output
from postlotse.core.problems import Severity


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print the problems; exit 1 when one is an error."""
    from postlotse.core.compose.templates import Templates
    from postlotse.datafiles.rulefiles import judge, read_rules

    rule_set = read_rules(folder)
    book, problems = judge(rule_set)
    problems = [*problems, *Templates(rule_set.templates).problems()]
    errors = sum(p.severity is Severity.ERROR for p in problems)
    if args.json:
        output.as_json([asdict(p) for p in problems])
    else:
        for problem in problems:
            print(f"{'Fehler' if problem.severity is Severity.ERROR else 'Hinweis'}: {problem}")
        counts = (
            f"{len(book.rules)} Regeln, {len(book.offices)} Stellen, {len(book.topics)} Themen" if book else "nicht verwendbar"
        )
        print(f"{folder}: {counts}; {errors} Fehler, {len(problems) - errors} Hinweise")
    return 1 if errors else 0
