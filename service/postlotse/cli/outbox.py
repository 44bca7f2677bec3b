"""`postlotse outbox`: the desk's verbs for mails that have not left, for the terminal.  Shows no content."""

import argparse
import getpass

from postlotse.cli import output, setting
from postlotse.core.names import OutboxState

_VERBS = {
    "hold": ([OutboxState.PENDING], OutboxState.HELD),
    "release": ([OutboxState.HELD], OutboxState.PENDING),
    "retry": (
        [OutboxState.FAILED, OutboxState.DEAD, OutboxState.BOUNCED, OutboxState.UNKNOWN, OutboxState.PENDING],
        OutboxState.PENDING,
    ),
    "drop": ([OutboxState.PENDING, OutboxState.HELD, OutboxState.FAILED, OutboxState.DEAD], OutboxState.DROPPED),
}


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
    from postlotse.store import outbox, reads

    if args.verb == "list":
        rows = reads.outbox_rows(everything=args.all)
        if args.json:
            output.as_json(rows)
        else:
            output.table(
                ["Nr", "Art", "Zustand", "Vorgang", "Stelle", "Grundlage", "fällig", "Versuche", "Antwort"],
                [
                    [
                        str(r[k] or "")
                        for k in ("id", "kind", "state", "case", "office", "basis", "next_at", "attempts", "answer")
                    ]
                    for r in rows
                ],
                limits=[7, 16, 10, 13, 24, 11, 19, 8, 40],
            )
        return 0
    expected, state = _VERBS[args.verb]
    for identity in args.ids:
        outbox.change(identity, expected=expected, state=state, by=f"cli:{getpass.getuser()}", now=wiring.now())
        print(f"Mail {identity}: {state}")
    return 0
