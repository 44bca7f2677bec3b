"""`postlotse explain`: what would happen to these messages, or did to stored ones, and why.  Writes and sends nothing.

Files need no database.  Of stored messages nothing is quoted unless asked for: who runs the machine need not read mail.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlotse.cli import output, setting
from postlotse.core.errors import ParseRefused
from postlotse.core.mail.types import Mail

if TYPE_CHECKING:
    from postlotse.config.schema import Config
    from postlotse.core.tell.values import Section
    from postlotse.core.understand import Understanding

#: Larger files are refused rather than read.
MAX_BYTES = 100_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="message files, folders of them, or - for standard input")
    parser.add_argument("--case", action="append", default=[], metavar="NUMBER", help="the stored messages of a case")
    parser.add_argument("--message", action="append", default=[], type=int, metavar="ID", help="a stored message")
    parser.add_argument("--now", action="store_true", help="what would be decided on stored messages today")
    parser.add_argument("--content", action="store_true", help="quote stored messages too: subject, words, addresses")
    parser.add_argument("--all", action="store_true", help="list the rules that did not match too")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document")
    form.add_argument("--jsonl", action="store_true", help="one JSON object a line (docs/explain-format.md)")
    parser.add_argument("--rules", type=Path, metavar="DIR", help="another rules folder")
    parser.set_defaults(complain=parser.error)


def run(args: argparse.Namespace) -> int:
    """Explain every message; exit 1 when one could not be read."""
    stored = bool(args.case or args.message)
    if stored == bool(args.paths):
        args.complain("name message files, or stored messages with --case or --message" if not stored else "files or --case")
    if (args.now or args.content) and not stored:
        args.complain("--now and --content are for --case and --message; files are always shown as of now, with their words")
    config = setting.required(args) if stored else setting.optional(args)
    if args.rules:
        config = config.model_copy(update={"places": config.places.model_copy(update={"rules": args.rules.resolve()})})
    return _print(args, _stored(args, config) if stored else _of_files(args, config))


def _print(args: argparse.Namespace, found: Iterable[tuple[dict[str, Any], list[str]]]) -> int:
    """Print records as they come, for programs or for people; return the exit code."""
    failed = 0
    records: list[dict[str, Any]] = []
    for record, said in found:
        failed += "error" in record
        if args.jsonl:
            output.as_line(record)
        elif args.json:
            records.append(record)
        else:
            print("\n".join([f"── {record['path']}", *said, ""]))
    if args.json:
        output.as_json(records)
    return 1 if failed else 0


def _of_files(args: argparse.Namespace, config: "Config") -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield the record of each file, and what people are told of it."""
    from postlotse import wiring
    from postlotse.core.calendar import city_time
    from postlotse.core.language import detect
    from postlotse.core.tell.told import tell
    from postlotse.flow.explain import Lens, look, record, refused
    from postlotse.workers.pool import ParsePool

    with ParsePool(size=2) as pool:
        mails = _read(pool, _files(args.paths))
        book = wiring.library(config).book()
        lens = Lens(
            model=wiring.for_topics(wiring.models(config).current(), book),
            detect=detect,
            book=book,
            house=wiring.house(config, signing_key=b"explain writes nothing"),
            clock=wiring.now,
        )
        for path, found in look(lens, mails):
            if isinstance(found, ParseRefused):
                yield refused(path, "unreadable", str(found)), [f"   {found}"]
                continue
            today = city_time(lens.clock(), lens.house.time_zone).date()
            sections = tell(found.understood, found.decision, book, today=today, origin=found.origin)
            yield record(found), [_head(found.understood), *_lines(args, sections)]


def _stored(args: argparse.Namespace, config: "Config") -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield the record of each stored message, and what people are told of it."""
    from postlotse import wiring
    from postlotse.core.language import detect

    wiring.open_store(config)
    from postlotse.flow import why

    rules, models = wiring.library(config), wiring.models(config)
    glass = why.Glass(
        book=rules.book,
        house=wiring.house(config, signing_key=b"explain writes nothing"),
        clock=wiring.now,
        model=wiring.FittingModels(models, rules),
        detect=detect,
    )
    for identity in (*(m for number in args.case for m in why.messages_of(number)), *args.message):
        found = why.today(glass, identity) if args.now else why.then(glass, identity)
        heads = [f"   Vorgang {found.message.case_number}"] if found.message.case_number else []
        heads += [_head(found.explained.understood)] if args.content else []
        sections = why.sections(glass, found, content=args.content)
        yield why.told(found, content=args.content), [*heads, *_lines(args, sections)]


def _head(understood: "Understanding") -> str:
    """Return who wrote and under which subject."""
    mail = understood.mail
    return f"   {output.clip(mail.author.name or mail.author.address, 40)}: {output.clip(mail.subject, 70)}"


def _lines(args: argparse.Namespace, sections: "tuple[Section, ...]") -> list[str]:
    from postlotse.core.tell.told import lines

    return [f"   {line}" for line in lines(sections, folded=args.all)]


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
