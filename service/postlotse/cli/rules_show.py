"""`postlotse rules show`: the files of a set that was in use, to read or to take out."""

import argparse
from dataclasses import asdict
from pathlib import Path

from postlotse.cli import output, setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument("set", metavar="SET", help="first digits of a fingerprint (six or more), current, or previous")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--file", metavar="NAME", help="print this file")
    where.add_argument("--out", type=Path, metavar="DIR", help="write all files into a new folder")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Print what is known of the set, one of its files, or write them all."""
    if args.rules:
        return setting.not_here("--rules", f"Was in {folder} steht, zeigt jeder Editor.")
    from postlotse import wiring

    wiring.open_store(setting.required(args))
    from postlotse.flow.rulesets import SOURCE_WORDS, named

    found = named(args.set)
    files = found.files or {}
    if args.file:
        if args.file not in files:
            return setting.refused(f"Eine Datei „{args.file}“ gehört nicht zu dieser Fassung.")
        print(files[args.file], end="")
        return 0
    if args.out:
        if args.out.exists() and any(args.out.iterdir()):
            return setting.refused(f"{args.out} ist nicht leer.")
        for name, text in files.items():
            (args.out / name).parent.mkdir(parents=True, exist_ok=True)
            (args.out / name).write_bytes(text.encode("utf-8"))
        print(f"{len(files)} Dateien nach {args.out} geschrieben.")
        return 0
    if args.json:
        output.as_json({k: v for k, v in asdict(found).items() if k != "id"})
        return 0
    print(f"Fassung {found.fingerprint}{' (in Gebrauch)' if found.current else ''}")
    print(f"seit {setting.local(found.activated_at):%d.%m.%Y %H:%M}, {SOURCE_WORDS[found.source]}, durch {found.activated_by}")
    if found.note:
        print(f"Anmerkung: {found.note}")
    print(f"entschieden: {found.decisions} Nachrichten")
    for name, text in sorted(files.items()):
        lines = len(text.splitlines())
        print(f"  {name} ({lines} {'Zeile' if lines == 1 else 'Zeilen'})")
    return 0
