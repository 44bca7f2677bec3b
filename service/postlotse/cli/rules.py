"""`postlotse rules VERB`: each verb is a module of its own beside this one."""

import argparse
import importlib
from pathlib import Path

#: verb → (module, help); a module offers `arguments(parser)` and `run(args, folder) -> int` and imports what is heavy inside.
VERBS: dict[str, tuple[str, str]] = {
    "check": ("rules_check", "finds mistakes, with file, line and cure"),
    "replay": ("rules_replay", "plays past mail through other rules and shows what would change"),
    "schema": ("rules_schema", "prints JSON Schemas, with which editors complete and mark errors"),
    "list": ("rules_list", "lists the rules in their order"),
    "history": ("rules_history", "lists the rules that were in use, since when and by whom"),
    "show": ("rules_show", "shows or writes the files of rules that were in use"),
    "diff": ("rules_diff", "compares two sets of rules line by line"),
    "rollback": ("rules_rollback", "makes former rules the ones in use again"),
    "suggest": ("rules_suggest", "drafts rules from what people at the desk corrected alike"),
    "test": ("rules_test", "runs the tests that the rules bring along"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, (module, words) in VERBS.items():
        verb = verbs.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        verb.add_argument("--rules", type=Path, metavar="DIR", help="another rules folder")
        verb.add_argument("--json", action="store_true", help="print as JSON")
        importlib.import_module(f"postlotse.cli.{module}").arguments(verb)


def run(args: argparse.Namespace) -> int:
    """Run one verb on the rules folder; exit 1 when there are findings."""
    return int(importlib.import_module(f"postlotse.cli.{VERBS[args.verb][0]}").run(args, args.rules or _folder(args)))


def _folder(args: argparse.Namespace) -> Path:
    """Return the rules folder of the configuration."""
    from postlotse.cli import setting

    config = setting.optional(args)
    return config.place(config.places.rules)
