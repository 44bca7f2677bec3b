"""`postlotse rules list`: what do the rules say?"""

import argparse
from pathlib import Path

from postlotse.cli import output


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print the rules in the order in which they are tried."""
    from postlotse.datafiles.library import Library

    book = Library(folder).book()
    rows = [
        {
            "rule": rule.id,
            "sentence": rule.sentence,
            "office": rule.then.office,
            "route": rule.then.route.value if rule.then.route else "",
            "place": f"{rule.file}:{rule.line}",
        }
        for rule in book.rules
    ]
    if args.json:
        output.as_json(rows)
    else:
        output.table(
            ["Regel", "Stelle", "Weg", "Satz"],
            [[r["rule"], r["office"], r["route"], r["sentence"]] for r in rows],
            limits=[28, 28, 8, 90],
        )
    return 0
