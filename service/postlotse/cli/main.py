"""The entry point: arguments, exit codes, and plain sentences instead of tracebacks.

Exit codes: 0 fine, 1 findings or a refused request, 2 wrong usage, 75 try again later, 78 configuration.
The broad `except` in `main` is one of the four edges.
"""

import argparse
import importlib
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from postlotse import __version__
from postlotse.core.errors import ConfigurationError, Conflict, PostlotseError
from postlotse.core.problems import Severity

OK, FINDINGS, USAGE, TRY_LATER, CONFIGURATION = 0, 1, 2, 75, 78

#: command → (module, help); a module offers `arguments(parser)` and `run(args) -> int`.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "starts everything on this machine with invented mails"),
    "demo-send": ("demo_send", "mails files into the running demo"),
    "init": ("init", "writes a commented configuration, rules, models and folders"),
    "check": ("check", "tries configuration, database, mailbox, relay, rules and model"),
    "run": ("run", "runs the daemon"),
    "desk": ("desk", "runs the web desk"),
    "once": ("once", "receives, processes and delivers one time"),
    "explain": ("explain", "shows what would happen to messages; writes and sends nothing"),
    "classify": ("classify", "reads JSON lines with id, subject and body; prints kind, language, topics, flags"),
    "rules": ("rules", "checks and lists the rules"),
    "model": ("model", "trains and evaluates the topic model"),
    "outbox": ("outbox", "lists, holds, releases, retries and drops mails"),
    "review": ("review", "lists what waits for a person"),
    "audit": ("audit", "proves that the accounting adds up"),
    "status": ("status", "says how the service is doing, and since when"),
    "user": ("user", "creates accounts for the desk"),
    "docs": ("docs", "writes the generated pages of the documentation"),
}


def parser() -> argparse.ArgumentParser:
    """Return the whole parser; used by `main` and by the test that compares it with docs/cli.md."""
    top = argparse.ArgumentParser(prog="postlotse", description="E-mail intake for a contact point for migrant organisations")
    top.add_argument("--version", action="version", version=f"postlotse {__version__}")
    top.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="postlotse.toml; else $POSTLOTSE_CONFIG, ./postlotse.toml, /etc/postlotse/postlotse.toml",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, words) in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        command.set_defaults(module=module)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments, run = _parse(words)
        return run(arguments)
    except ConfigurationError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return CONFIGURATION
    except PostlotseError as error:
        print(f"postlotse: {error}", file=sys.stderr)
        # A lost race is a refused request to whoever typed it: the same words again would be refused again.
        return TRY_LATER if error.temporary and not isinstance(error, Conflict) else FINDINGS
    except BrokenPipeError:
        # The reader of our output has gone; that is its business.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        logging.getLogger("postlotse").debug("command failed", exc_info=True)
        return _unexpected(error)


def _parse(words: list[str]) -> tuple[argparse.Namespace, Callable[[argparse.Namespace], int]]:
    """Find the command first and load only its module, so that start-up stays short."""
    top = parser()
    name = next((w for w in _without_options(words) if w in COMMANDS), None)
    if name is None:
        top.parse_args(words)
        top.error("which command?")
    module = importlib.import_module(f"postlotse.cli.{COMMANDS[name][0]}")
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            module.arguments(action.choices[name])
    return top.parse_args(words), module.run


def _without_options(words: list[str]) -> list[str]:
    """Return the words that can be a command: the options before it are left out."""
    rest: list[str] = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word == "--config":
            skip = True
        elif not word.startswith("-"):
            rest.append(word)
    return rest[:1]


def _unexpected(error: Exception) -> int:
    """Tell what went wrong in one sentence; the traceback only with POSTLOTSE_TRACE=1."""
    if os.environ.get("POSTLOTSE_TRACE"):
        logging.basicConfig()
        logging.getLogger("postlotse").error("unexpected", exc_info=error)
    database = type(error).__module__.startswith(("django.db", "psycopg", "sqlite3"))
    words = str(error).splitlines()[0] if str(error) else type(error).__name__
    if database and re.search(r"no such (?:table|column)|(?:relation|column) \S+ does not exist", words):
        words = "Die Tabellen fehlen noch oder sind älter als das Programm; „postlotse run“ oder „postlotse once“ legt sie an."
    print(
        f"postlotse: {'Datenbank' if database else 'Unerwarteter Fehler'}: {words} (POSTLOTSE_TRACE=1 zeigt Einzelheiten)",
        file=sys.stderr,
    )
    return TRY_LATER if database else FINDINGS


def errors_of(problems: Sequence[object]) -> int:
    """Return how many of the problems are errors."""
    return sum(getattr(p, "severity", None) is Severity.ERROR for p in problems)
