"""`postlotse rules replay`: what would other rules change?  Plays past mail through both; writes nothing but its report."""

import argparse
import re
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from postlotse.cli import output
from postlotse.core.calendar import CITY_ZONE, city_time
from postlotse.core.replay.sentences import agreement_line, figures, headline, mails, notes, number, share

if TYPE_CHECKING:
    from postlotse.config.schema import Config
    from postlotse.core.ports import TopicModel
    from postlotse.core.replay.types import Example, Replay
    from postlotse.core.rules.types import RuleBook

#: So many groups are shown on the terminal; JSON and page have all of them.
MOST_GROUPS = 12
MOST_TOPICS = 3
MOST_ROWS = 8
_SPAN = re.compile(r"(\d{1,5})\s*([dtwm])")
_DAYS = {"d": 1, "t": 1, "w": 7, "m": 30}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the verb."""
    parser.add_argument(
        "--since", type=span, default=timedelta(days=90), metavar="WHEN", help="mails of the last 90d, since a date, or all"
    )
    parser.add_argument("--until", type=day, metavar="DATE", help="mails up to this day, it included")
    parser.add_argument("--limit", type=int, metavar="N", help="the latest N mails")
    parser.add_argument("--on", type=day, metavar="DATE", help="as if every mail had come on this day")
    parser.add_argument("--guess-anew", action="store_true", help="asks the topic model again; slower")
    parser.add_argument("--model", metavar="VERSION", help="guesses anew, for the other rules with this version of the model")
    parser.add_argument("--html", type=Path, metavar="FILE", help="writes a page with the whole result")
    parser.add_argument("--fail-on-change", action="store_true", help="exit 1 when a mail would be decided otherwise")


def run(args: argparse.Namespace, folder: Path) -> int:
    """Replay and print; exit 1 with --fail-on-change when something changes, 2 when it is not said which rules."""
    if not args.rules:
        print(
            "postlotse: Welche Regeln? „--rules ORDNER“ nennt die Fassung, die gegen die jetzige antritt.",
            file=sys.stderr,
        )
        return 2
    from postlotse import wiring
    from postlotse.cli import setting

    config = setting.required(args)
    wiring.open_store(config)
    from postlotse.core.replay.page import replay_html
    from postlotse.core.replay.plain import replay_json
    from postlotse.datafiles.library import Library
    from postlotse.flow.replay import replay, standings
    from postlotse.store.past import past

    now = wiring.now()
    candidate, active = Library(folder).book(), wiring.library(config).book()
    house = wiring.house(config, signing_key=b"a replay signs nothing")
    models = _models(args, config, active, candidate)
    since, until = _times(args, now)
    found = replay(
        candidate,
        active,
        house,
        past(since, until, args.limit, all_kinds=models is not None),
        models=models,
        standings=standings(house, active, candidate),
        on=args.on,
        progress=lambda done: output.progress(f"{done} Mails"),
        timer=time.perf_counter,
    )
    output.progress_done()
    if args.html:
        args.html.write_text(replay_html(found, made_at=f"Erstellt am {city_time(now):%d.%m.%Y}."), encoding="utf-8")
    if args.json:
        output.as_json(replay_json(found))
    else:
        show(found)
        if args.html:
            print(f"\nGanzer Bericht: {args.html}")
    return 1 if args.fail_on_change and found.changed else 0


def span(words: str) -> timedelta | date | None:
    """Return how far back: a span such as 90d, 12w, 3m; a day; or None for all."""
    if words == "all":
        return None
    if found := _SPAN.fullmatch(words.lower()):
        return timedelta(days=int(found[1]) * _DAYS[found[2]])
    return day(words)


def day(words: str) -> date:
    """Return the day that is written as 2026-03-31 or 31.03.2026."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"{words!r} ist kein Tag; Tage heißen 2026-03-31, Zeiträume 90d")


def _times(args: argparse.Namespace, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return from when to when, in the city's days."""
    zone = ZoneInfo(CITY_ZONE)
    since = args.since
    if isinstance(since, timedelta):
        since = now - min(since, timedelta(days=40_000))
    elif since is not None:
        since = datetime(since.year, since.month, since.day, tzinfo=zone)
    if args.until is None:
        return since, None
    last = datetime(args.until.year, args.until.month, args.until.day, tzinfo=zone)
    return since, last + timedelta(days=1)


def _models(
    args: argparse.Namespace, config: "Config", active: "RuleBook", candidate: "RuleBook"
) -> "tuple[TopicModel, TopicModel] | None":
    """Return the models that guess anew for both books; None when the stored guesses count."""
    if not (args.guess_anew or args.model):
        return None
    from postlotse import wiring

    models = wiring.models(config)
    now = models.current()
    other = now
    if args.model:
        from postlotse.learning import registry, serve

        other = serve.load(models.folder, registry.find(models.folder, args.model))
    before = wiring.for_topics(now, active)
    same = other is now and active.topics == candidate.topics  # then every mail is read once
    return before, before if same else wiring.for_topics(other, candidate)


def show(found: "Replay") -> None:
    """Print the result for a person."""
    print(headline(found))
    print(agreement_line(found.agreement))
    for note in notes(found, options=True):
        print(note)
    for words, asked in figures(found):
        if asked.count:
            print(f"{number(asked.count):>6}  {words}: {_examples(asked.examples)}")
    groups = [*found.groups, *found.acknowledgements]
    for group in groups[:MOST_GROUPS]:
        topics = " · ".join(found.topic_names.get(topic, topic) for topic, _ in group.topics[:MOST_TOPICS])
        more = " und andere" if len(group.topics) > MOST_TOPICS else ""
        print(f"\n{number(group.count):>6}  {group.sentence}\n        {topics}{more}; zum Beispiel {_examples(group.examples)}")
    if len(groups) > MOST_GROUPS:
        print(f"\n… und {len(groups) - MOST_GROUPS} weitere Änderungen; --html und --json zeigen alle")
    moved = [row for row in found.agreement.topics if row.before != row.after]
    if moved:
        print()
        moved.sort(key=lambda row: -abs(row.after - row.before))
        output.table(
            ["So wie am Arbeitsplatz entschieden", "Anliegen", "bisher", "künftig"],
            [[r.name, number(r.decided), share(r.before, r.decided), share(r.after, r.decided)] for r in moved[:MOST_ROWS]],
            limits=[40, 8, 8, 8],
        )
    if found.seconds:
        seconds = f"{found.seconds:.1f}".replace(".", ",")
        print(f"\n{mails(found.mails)} in {seconds} Sekunden; geschrieben und gesendet wurde nichts.")


def _examples(examples: "tuple[Example, ...]") -> str:
    """Return where to look: case numbers, or message ids."""
    return ", ".join(example.case or f"#{example.message}" for example in examples[:3])
