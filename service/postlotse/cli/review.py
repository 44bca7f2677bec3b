"""`postlotse review`: what waits for a person, and the desk's confirmation for the terminal.  Shows no content."""

import argparse
import getpass
from dataclasses import asdict

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verbs of the command."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", help="lists concerns that wait for a person")
    listing.add_argument("--json", action="store_true", help="print as JSON")
    confirm = verbs.add_parser("confirm", help="confirms the suggestion for concerns")
    confirm.add_argument("ids", nargs="+", type=int, metavar="ID")


def run(args: argparse.Namespace) -> int:
    """List or confirm; a suggestion that the tiers forbid is refused in words, exit 1."""
    from postlotse import wiring

    config = setting.required(args)
    wiring.open_store(config)
    from postlotse.store import stories

    waiting = stories.waiting()
    if args.verb == "list":
        if args.json:
            output.as_json([{"case": case, **asdict(concern)} for case, concern in waiting])
        else:
            output.table(
                ["Nr", "Vorgang", "Thema", "Stelle", "Stufe", "Weg", "Warum"],
                [[str(c.id), case, c.topic, c.office or "?", c.tier, c.referral, c.reason] for case, c in waiting],
                limits=[7, 13, 18, 24, 12, 10, 70],
            )
        return 0
    return _confirm(args.ids, config)


def _confirm(ids: list[int], config: object) -> int:
    """Confirm each suggestion as it stands."""
    from postlotse import wiring
    from postlotse.config.schema import Config
    from postlotse.flow import review
    from postlotse.store import cases

    assert isinstance(config, Config)  # noqa: S101
    parse = wiring.reader()
    tools = wiring.tools(config, rules=wiring.library(config), topic_models=wiring.models(config), parse=parse)
    for identity in ids:
        concern = cases.concern(identity)
        choice = review.suggested(concern)
        state = review.decide(tools, identity, choice, version=concern.version, by=f"cli:{getpass.getuser()}")
        print(f"Anliegen {identity}: {state}")
    parse.close()  # type: ignore[attr-defined]
    return 0
