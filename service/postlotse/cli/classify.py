"""`postlotse classify --jsonl`: texts in, topics out."""

import argparse
import sys

from postlotse.cli import setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--jsonl", action="store_true", help="JSON lines on standard input and output (the only form)")


def run(args: argparse.Namespace) -> int:
    """Classify every line of standard input."""
    from postlotse import wiring
    from postlotse.learning.classify import classify_lines

    model = wiring.models(setting.optional(args)).current()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in classify_lines(sys.stdin, model, today=wiring.now().date()):
        sys.stdout.write(line.rstrip("\n") + "\n")
    return 0
