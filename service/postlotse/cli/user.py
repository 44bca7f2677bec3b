"""`postlotse user add NAME`: accounts for the desk; the password comes from standard input or a file, never an argument."""

import argparse
import getpass
import sys
from pathlib import Path

from postlotse.cli import setting

ROLES = ("Sachbearbeitung", "Vertretung", "Leitung", "Datenschutz", "Administration", "Statistik")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="creates an account, or gives it a new password and role")
    add.add_argument("name")
    add.add_argument("--role", choices=ROLES, default="Sachbearbeitung")
    add.add_argument("--password-file", type=Path, metavar="FILE", help="file with the password; else it is asked for")
    verbs.add_parser("list", help="lists accounts and roles")


def run(args: argparse.Namespace) -> int:
    """Create or list accounts."""
    from postlotse import wiring

    wiring.open_store(setting.required(args))
    wiring.migrate()
    from postlotse.store import accounts

    if args.verb == "list":
        for name, roles in accounts.everybody():
            print(f"{name}\t{', '.join(roles)}")
        return 0
    if args.password_file:
        password = args.password_file.read_text(encoding="utf-8").rstrip("\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Kennwort: ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    accounts.add(args.name, password=password, role=args.role)
    print(f"{args.name}: {args.role}")
    return 0
