"""`postlotse docs [--check] DIR`: writes the pages that are made from the program, or tells whether they are current."""

import argparse
import sys
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs"), metavar="DIR", help="the docs folder")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is out of date")


def pages() -> dict[str, str]:
    """Return file name → text of every generated page."""
    from postlotse.config.describe import reference_markdown
    from postlotse.core.rules import describe

    return {"configuration.md": reference_markdown(), "rules-reference.md": describe.reference_markdown()}


def run(args: argparse.Namespace) -> int:
    """Write or compare."""
    stale = []
    for name, text in pages().items():
        path = args.folder / name
        current = path.read_text(encoding="utf-8") if path.exists() else ""
        if current != text:
            stale.append(str(path))
            if not args.check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(
            f"{name}: {'veraltet, bitte „make docs“ ausführen' if args.check else 'geschrieben'}",
            file=sys.stderr if args.check else sys.stdout,
        )
    return 1 if args.check and stale else 0
