"""`postlotse rules VERB`: each verb is a module of its own beside this one."""

import argparse
import importlib
from pathlib import Path

#: verb → (module, help); a module offers `arguments(parser)` and `run(args, folder) -> int` and imports what is heavy inside.
VERBS: dict[str, tuple[str, str]] = {
    "check": ("rules_check", "finds mistakes, with file, line and cure"),
    "list": ("rules_list", "lists the rules in their order"),
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
