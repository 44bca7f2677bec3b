"""`postlotse rules check|list`: are the rules sound, and what do they say."""

import argparse
from dataclasses import asdict
from pathlib import Path

from postlotse.cli import output, setting
from postlotse.core.problems import Severity


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, words in (("check", "finds mistakes, with file, line and cure"), ("list", "lists the rules in their order")):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("--rules", type=Path, metavar="DIR", help="another rules folder")
        verb.add_argument("--json", action="store_true", help="print as JSON")


def run(args: argparse.Namespace) -> int:
    """Check or list; exit 1 when there are errors."""
    folder = args.rules or _folder(args)
    return _check(folder, as_json=args.json) if args.verb == "check" else _list(folder, as_json=args.json)


def _folder(args: argparse.Namespace) -> Path:
    config = setting.optional(args)
    return config.place(config.places.rules)


def _check(folder: Path, *, as_json: bool) -> int:
    from postlotse.core.compose.templates import Templates
    from postlotse.datafiles.rulefiles import judge, read_rules

    rule_set = read_rules(folder)
    book, problems = judge(rule_set)
    problems = [*problems, *Templates(rule_set.templates).problems()]
    errors = sum(p.severity is Severity.ERROR for p in problems)
    if as_json:
        output.as_json([asdict(p) for p in problems])
    else:
        for problem in problems:
            print(f"{'Fehler' if problem.severity is Severity.ERROR else 'Hinweis'}: {problem}")
        counts = (
            f"{len(book.rules)} Regeln, {len(book.offices)} Stellen, {len(book.topics)} Themen" if book else "nicht verwendbar"
        )
        print(f"{folder}: {counts}; {errors} Fehler, {len(problems) - errors} Hinweise")
    return 1 if errors else 0


def _list(folder: Path, *, as_json: bool) -> int:
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
    if as_json:
        output.as_json(rows)
    else:
        output.table(
            ["Regel", "Stelle", "Weg", "Satz"],
            [[r["rule"], r["office"], r["route"], r["sentence"]] for r in rows],
            limits=[28, 28, 8, 90],
        )
    return 0
