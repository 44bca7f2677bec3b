"""`postlotse rules rollback`: put a former set of rules into the folder again, exactly as it was."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("set", metavar="SET", help="first digits of a fingerprint (six or more), or previous")
    parser.add_argument("--note", default="", metavar="TEXT", help="why; shown in the history")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Judge the former set with its own tests and make it the one in use; exit 1 when it is refused."""
    if args.rules:
        return setting.not_here("--rules", "Zurück geht es nur im Ordner der Konfiguration.")
    from postlotse import wiring

    config = setting.required(args)
    wiring.open_store(config)
    from postlotse.flow import rulesets

    tools = wiring.set_tools(config, folder, cases=wiring.case_runner(config, wiring.models(config)))
    try:
        done = rulesets.rollback(tools, args.set, by=setting.account(), note=args.note)
    except rulesets.SetRefused as refused:
        if args.json:
            output.as_json({"problems": [asdict(p) for p in refused.problems]})
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        return setting.refused("Diese Fassung hat Fehler und wurde nicht übernommen; in Gebrauch bleibt die bisherige.")
    if args.json:
        output.as_json({"fingerprint": done.fingerprint, "changed": done.changed, "hints": [asdict(p) for p in done.hints]})
        return 0
    print(f"Im Ordner liegt wieder die Fassung {done.fingerprint[:8]}; der Dienst übernimmt sie in wenigen Sekunden.")
    print(f"geändert: {', '.join(done.changed)}")
    for problem in done.hints:
        print(f"Hinweis: {problem}")
    return 0
