"""`postlotse check`: tries everything that has to work, and names each failing step with its cure."""

import argparse
from collections.abc import Callable, Iterator, Mapping

from postlotse.cli import output, setting
from postlotse.config.schema import Config
from postlotse.core.earned import ALL
from postlotse.core.errors import ConfigurationError, PostlotseError
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.schema import nearest
from postlotse.core.topics.book import Topic, successors


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="print the steps as JSON")
    parser.add_argument("--offline", action="store_true", help="leave out mailbox and relay")


def run(args: argparse.Namespace) -> int:
    """Run every step, also after a failure; exit 78 when one failed for good, 75 when trying later may help."""
    config = setting.required(args)
    steps = list(_steps(config, offline=args.offline))
    worst = 0
    rows: list[dict[str, str]] = []
    for name, step in steps:
        try:
            sentence, code = step(), 0
        except PostlotseError as error:
            sentence, code = str(error), 75 if error.temporary else 78
        except Exception as error:  # noqa: BLE001  a step may fail in any way; the next one is tried all the same
            sentence, code = f"{type(error).__name__}: {error}", 78
        worst = max(worst, code)
        rows.append({"step": name, "ok": "yes" if code == 0 else "no", "sentence": sentence})
        if not args.json:
            print(f"{'✓' if code == 0 else '✗'} {name}: {sentence}")
    if args.json:
        output.as_json(rows)
    return worst


def _steps(config: Config, *, offline: bool) -> Iterator[tuple[str, Callable[[], str]]]:
    from postlotse import wiring

    yield "Geheimnisse", lambda: _secrets(config)
    yield "Datenbank", lambda: _database(config)
    rules = wiring.library(config)
    yield (
        "Regeln",
        lambda: f"{len(rules.book().rules)} Regeln, {len(rules.book().offices)} Stellen, {len(rules.book().topics)} Themen",
    )
    yield "Ohne Probebetrieb", lambda: _trusted(config, rules.book().topics)
    yield "Vorlagen", lambda: f"{len(rules.templates().languages)} Sprachen"
    yield "Modell", lambda: f"{wiring.models(config).current().fingerprint}"
    if offline:
        return
    for box in config.mailbox:
        source = wiring.source(config, box)
        yield f"Postfach {box.name}", source.check
        source.close()
    sender = wiring.sender(config)
    yield "Versand", sender.check
    sender.close()


def _secrets(config: Config) -> str:
    from postlotse.config.secrets import secret_problems

    problems: list[Problem] = secret_problems(config)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if errors:
        raise ConfigurationError(errors)
    return "; ".join(p.sentence for p in problems) or "vorhanden"


def _trusted(config: Config, topics: Mapping[str, Topic]) -> str:
    """Return which topics the house trusts without probation; raises ConfigurationError for those that do not exist."""
    named = config.policy.auto_topics_trusted
    merged = successors(topics)
    unknown = [name for name in named if name != ALL and name not in topics]
    if unknown:
        raise ConfigurationError([_no_topic(name, topics, merged.get(name, "")) for name in unknown])
    if ALL in named:
        return "alle Themen"
    return ", ".join(topics[name].names.get("de", name) for name in named) or "kein Thema"


def _no_topic(name: str, topics: Mapping[str, Topic], now: str) -> Problem:
    """Return the problem of a trusted topic that is none; `now` is the one that it was merged into."""
    sentence = f"Das Thema „{name}“ unter „auto_topics_trusted“ gibt es nicht{' mehr' if now else ''}."
    cure = f"„{now}“ schreiben" if now else nearest(name, topics) or "den Eintrag löschen"
    return Problem(file="postlotse.toml", code="trusted-topic", sentence=sentence, cure=cure)


def _database(config: Config) -> str:
    from postlotse import wiring

    wiring.open_store(config)
    from postlotse.store import tx

    tx.reachable()
    return "sqlite" if tx.backend() == "sqlite" else "PostgreSQL"
