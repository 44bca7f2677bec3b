"""`postlotse rules diff`: what differs between two sets of rules, line by line."""

import argparse
import difflib
from collections.abc import Mapping
from pathlib import Path

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    words = "first digits of a fingerprint (six or more), current, previous, folder, or draft:N"
    parser.add_argument("before", nargs="?", default="current", metavar="BEFORE", help=f"{words}; else current")
    parser.add_argument("after", nargs="?", default="folder", metavar="AFTER", help="the same; else folder")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print the differences as a unified diff with German heads."""
    from postlotse import wiring

    wiring.open_store(setting.required(args))
    before, after = _set(args.before, folder), _set(args.after, folder)
    names = [name for name in sorted(before[1].keys() | after[1].keys()) if before[1].get(name) != after[1].get(name)]
    if args.json:
        output.as_json({"before": before[0], "after": after[0], "files": {n: _lines(n, before, after) for n in names}})
        return 0
    for name in names:
        print("\n".join(_lines(name, before, after)))
    if not names:
        print(f"Kein Unterschied: {before[0]} und {after[0]}.")
    return 0


def _set(word: str, folder: Path) -> tuple[str, Mapping[str, str]]:
    """Return a label and the files that a word on the command line means; raises NotFound."""
    from postlotse.core.errors import NotFound
    from postlotse.datafiles.rulefiles import read_rules
    from postlotse.flow.rulesets import SOURCE_WORDS, named
    from postlotse.store import rulesets

    if word == "folder":
        return f"im Ordner {folder}", read_rules(folder).files
    if word.startswith("draft:"):
        number = word.removeprefix("draft:")
        if not number.isdigit():
            raise NotFound("Ein Entwurf wird mit seiner Nummer genannt, etwa draft:3.")
        draft = rulesets.draft(int(number))
        return f"Entwurf {draft.id} („{draft.title}“, {draft.by})", draft.files
    found = named(word)
    since = f"{setting.local(found.activated_at):%d.%m.%Y %H:%M}"
    return f"Fassung {found.fingerprint[:8]} vom {since} ({SOURCE_WORDS[found.source]})", found.files or {}


def _lines(name: str, before: tuple[str, Mapping[str, str]], after: tuple[str, Mapping[str, str]]) -> list[str]:
    """Return the differences of one file."""
    heads = [f"{name} · {label}" if name in files else f"{name} · gibt es nicht: {label}" for label, files in (before, after)]
    old, new = (files.get(name, "").splitlines() for _, files in (before, after))
    found = list(difflib.unified_diff(old, new, heads[0], heads[1], lineterm=""))
    return found or [f"--- {heads[0]}", f"+++ {heads[1]}", "(nur Zeilenenden oder die letzte leere Zeile)"]
