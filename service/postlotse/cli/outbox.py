"""`postlotse outbox`: the desk's verbs for mails that have not left, for the terminal.  Shows no content."""

import argparse
import getpass
from dataclasses import asdict

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="lists mails that are not settled, or all")
    listing.add_argument("--all", action="store_true", help="the settled ones too")
    listing.add_argument("--json", action="store_true", help="print as JSON")
    for name, words in (
        ("hold", "holds mails back"),
        ("release", "lets held mails go"),
        ("retry", "tries failed mails again"),
        ("drop", "gives mails up; their concerns go back to a person"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("ids", nargs="+", type=int, metavar="ID")


def run(args: argparse.Namespace) -> int:
    """List or change mails."""
    from postlotse import wiring

    config = setting.required(args)
    wiring.open_store(config)
    from postlotse.core.names import OutboxState
    from postlotse.flow.outgoing import MailVerb, change
    from postlotse.store import reads

    if args.verb == "list":
        open_states = [s for s in OutboxState if args.all or s not in (OutboxState.SENT, OutboxState.DROPPED)]
        rows = reads.outgoing(open_states, newest_first=args.all, limit=1000)
        if args.json:
            output.as_json([asdict(row) for row in rows])
        else:
            output.table(
                ["Nr", "Art", "Zustand", "Vorgang", "Stelle", "Grundlage", "fällig", "Versuche", "Antwort"],
                [
                    [
                        str(r.id),
                        r.kind,
                        r.state,
                        r.case_number,
                        r.office,
                        r.basis,
                        f"{r.next_at:%d.%m. %H:%M}",
                        str(r.attempts),
                        r.last_text,
                    ]
                    for r in rows
                ],
                limits=[7, 16, 10, 13, 24, 11, 19, 8, 40],
            )
        return 0
    for identity in args.ids:
        state = change(identity, MailVerb(args.verb), by=f"cli:{getpass.getuser()}", clock=wiring.now)
        print(f"Mail {identity}: {state}")
    return 0
