"""`postlotse rules suggest`: what did people correct alike?  Drafts rules from it for an admin to accept or drop."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlotse.cli import output

if TYPE_CHECKING:
    from postlotse.flow.corrections import Proposal


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""


def run(args: argparse.Namespace, folder: Path) -> int:
    """Look once, as the service does every night, and print the drafts that are new."""
    from postlotse import wiring
    from postlotse.cli import setting

    config = setting.required(args)
    wiring.open_store(config)
    from postlotse.datafiles.library import Library
    from postlotse.flow import corrections

    cases = wiring.case_runner(config, wiring.models(config))
    made = corrections.look(wiring.correction_tools(config, Library(folder), cases=cases), now=wiring.now())
    if args.json:
        output.as_json([_record(one) for one in made])
        return 0
    if not made:
        print("Kein neuer Vorschlag: In den letzten 90 Tagen wurde nichts dreimal gleich geändert, gegen das nichts spricht.")
    for one in made:
        print(f"Entwurf {one.draft}: {one.title}")
        print("\n".join(f"  {line}" for line in one.note.splitlines()))
    return 0


def _record(one: "Proposal") -> dict[str, Any]:
    from postlotse.core.replay.plain import replay_json

    return {
        "draft": one.draft,
        "title": one.title,
        "sentence": one.sentence,
        "rule": one.rule or None,
        "corrections": one.corrections,
        "people": one.people,
        "cases": list(one.cases),
        "note": one.note,
        "replay": replay_json(one.replay),
    }
