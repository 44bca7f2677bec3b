"""`postlotse explain`: what would happen to these messages, and why.  Needs no database, writes and sends nothing."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postlotse.cli import output, setting
from postlotse.core.errors import ParseRefused
from postlotse.core.mail.types import Mail

#: Larger files are refused rather than read.
MAX_BYTES = 100_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="message files, folders of them, or - for standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document")
    form.add_argument("--jsonl", action="store_true", help="one JSON object a line (docs/explain-format.md)")
    parser.add_argument("--rules", type=Path, metavar="DIR", help="another rules folder")


def run(args: argparse.Namespace) -> int:
    """Explain every message; exit 1 when one could not be read."""
    from postlotse import wiring
    from postlotse.core.language import detect
    from postlotse.flow.explain import Lens, explain
    from postlotse.workers.pool import ParsePool

    config = setting.optional(args)
    if args.rules:
        config = config.model_copy(update={"places": config.places.model_copy(update={"rules": args.rules.resolve()})})
    with ParsePool(size=2) as pool:
        items = _files(args.paths)
        mails = _read(pool, items)
        book = wiring.library(config).book()
        lens = Lens(
            model=wiring.for_topics(wiring.models(config).current(), book),
            detect=detect,
            book=book,
            house=wiring.house(config, signing_key=b"explain writes nothing"),
            clock=wiring.now,
        )
        failed = 0
        records: list[dict[str, Any]] = []
        for record in explain(lens, mails):
            failed += "error" in record
            if args.jsonl:
                output.as_line(record)
            elif args.json:
                records.append(record)
            else:
                _show(record)
    if args.json:
        output.as_json(records)
    return 1 if failed else 0


def _files(paths: list[str]) -> Iterator[tuple[str, bytes | ParseRefused]]:
    """Yield (path, bytes) of every file below the paths, sorted; what cannot be read is said, not raised."""
    for name in paths:
        if name == "-":
            yield "-", sys.stdin.buffer.read(MAX_BYTES)
            continue
        path = Path(name)
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            try:
                if file.stat().st_size > MAX_BYTES:
                    yield str(file), ParseRefused(f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB.")
                else:
                    yield str(file), file.read_bytes()
            except OSError as error:
                yield str(file), ParseRefused(f"Die Datei lässt sich nicht lesen: {error.strerror}.")


def _read(pool: Any, items: Iterator[tuple[str, bytes | ParseRefused]]) -> Iterator[tuple[str, Mail | ParseRefused]]:
    """Parse in the workers, in order, without holding more than a few messages."""
    names: list[tuple[str, ParseRefused | None]] = []

    def raws() -> Iterator[bytes]:
        for name, content in items:
            names.append((name, content if isinstance(content, ParseRefused) else None))
            yield b"" if isinstance(content, ParseRefused) else content

    for at, mail in enumerate(pool.read_many(raws())):
        name, refused = names[at]
        yield name, refused or mail


def _show(record: dict[str, Any]) -> None:
    """Print one message for a person."""
    print(f"── {record['path']}")
    if "error" in record:
        print(f"   {record['error']['sentence']}\n")
        return
    mail, language = record["mail"], record["language"]["code"] or "?"
    print(f"   {output.clip(mail['from']['name'] or mail['from']['address'], 40)}: {output.clip(mail['subject'], 70)}")
    flags = ", ".join(record["flags"]) or "–"
    print(f"   Art: {record['kind']} ({record['kind_sentence']})   Sprache: {language}   Merkmale: {flags}")
    tops = ", ".join(f"{t['id']} {t['probability']:.0%}" for t in record["topics"][:3])
    print(f"   Themen: {tops or '–'}{'  (unsicher)' if record['abstained'] and tops else ''}")
    for concern in record["concerns"]:
        office, rule = concern["office"] or "niemand", concern["rule"] or "–"
        way = f"[Stufe {concern['tier']}], {concern['referral']}, {concern['route']}, Regel {rule}"
        print(f"   → {concern['topic']}: {office} {way}")
        for reason in concern["reasons"]:
            print(f"       {reason['sentence']}")
    ack = record["acknowledgement"]
    print(f"   Bestätigung: {'ja, ' + ' + '.join(ack['languages']) if ack['send'] else 'nein'} ({ack['reason']['sentence']})\n")
