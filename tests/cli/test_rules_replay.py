"""`postlotse rules replay`: what comes out, where it goes, and the exit codes."""

import argparse
import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from postlotse.cli import rules_replay
from postlotse.testing import letter
from tests.cli.conftest import Command, Town, written

OFFICES = """\
offices:
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Rathaus}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Rathaus}
"""
TOPICS = "topics:\n  sport: {names: {de: Sport}, office: sportamt}\n"
ROUTING = "rules:\n  - {id: halle, rule: Hallen gehen zum Kulturamt., when: {topics: sport}, then: {office: kulturamt}}\n"


@pytest.fixture
def past_mail(town: Town, command: Command) -> Path:
    """A town with its own rules and two mails that were decided; returns a folder with changed rules."""
    rules, other = town.folder / "rules", town.folder / "andere"
    rules.mkdir()
    shutil.copytree(Path(__file__).parents[2] / "rules" / "templates", rules / "templates")
    for name, text in (("offices", OFFICES), ("topics", TOPICS), ("routing", ROUTING)):
        (rules / f"{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copytree(rules, other)
    (other / "routing.yaml").write_text(ROUTING.replace("office: kulturamt", "office: sportamt"), encoding="utf-8")
    from postlotse.config.schema import Places
    from postlotse.datafiles import places

    written(town.folder, places=Places(rules=Path("rules"), models=places.shipped_models()))
    for number in range(2):
        raw = letter(
            "Wir suchen eine Halle.",
            message_id=f"<{number}@v.example>",
            sender=f"v{number}@v.example",
            subject=f"Halle {number}",
        )
        town.drop(f"{number}.eml", raw)
    assert 0 == command("once").code
    return other


def test_the_terminal_shows_what_changes(command: Command, past_mail: Path) -> None:
    """Sentence, group with counts and case numbers; exit 0, unless it was asked otherwise."""
    told = command("rules", "replay", "--rules", past_mail)
    assert 0 == told.code, told.err
    assert "2 gehen an eine andere Stelle" in told.out
    assert "Von „Kulturamt“ zu „Sportamt“ (Regel „halle“)." in told.out
    assert "-0002" in told.out
    assert "v.example" not in told.out
    assert 1 == command("rules", "replay", "--rules", past_mail, "--fail-on-change").code


def test_the_same_rules_are_fine_with_fail_on_change(command: Command, past_mail: Path) -> None:
    """For a check before files go out."""
    told = command("rules", "replay", "--rules", "rules", "--fail-on-change")
    assert (0, True) == (told.code, "ändert sich keine" in told.out)


def test_json_and_a_page(command: Command, past_mail: Path, tmp_path: Path) -> None:
    """The page is written beside what is printed."""
    page = tmp_path / "bericht.html"
    told = command("rules", "replay", "--rules", past_mail, "--json", "--html", page)
    found = json.loads(told.out)
    assert (2, 2) == (found["mails"], found["elsewhere"])
    assert found["seconds"] >= 0
    assert "<!doctype html>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "mails"),
    [
        (("--limit", "1"), 1),
        (("--since", "all"), 2),
        (("--until", "2001-01-01"), 0),
        (("--since", "01.01.2001", "--until", "2001-12-31"), 0),
        (("--guess-anew",), 2),
    ],
    ids=["limit", "all", "until", "span", "anew"],
)
def test_which_mails_are_replayed(command: Command, past_mail: Path, words: tuple[str, ...], mails: int) -> None:
    """Span and number; by default the last 90 days."""
    assert mails == json.loads(command("rules", "replay", "--rules", past_mail, "--json", *words).out)["mails"]


def test_a_model_of_another_version_that_is_not_there(command: Command, past_mail: Path) -> None:
    """Says so in a sentence."""
    told = command("rules", "replay", "--rules", past_mail, "--model", "1999")
    assert told.code in (1, 78)
    assert told.err.strip()


@pytest.mark.parametrize("words", [(), ("--rules", "x", "--since", "gestern"), ("--rules", "x", "--on", "32.01.2026")])
def test_wrong_usage_is_told(command: Command, town: Town, words: tuple[str, ...]) -> None:
    """Which rules, and how days are written."""
    told = command("rules", "replay", *words)
    assert 2 == told.code
    assert "--rules" in told.err or "2026-03-31" in told.err


def test_broken_rules_are_not_replayed(command: Command, past_mail: Path) -> None:
    """Their problems are told with file and line."""
    (past_mail / "routing.yaml").write_text(ROUTING.replace("office: kulturamt", "office: nirgends"), encoding="utf-8")
    told = command("rules", "replay", "--rules", past_mail)
    assert 78 == told.code
    assert "routing.yaml:2" in told.err


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("90d", timedelta(days=90)),
        ("12w", timedelta(days=84)),
        ("all", None),
        ("2026-03-31", date(2026, 3, 31)),
        ("3m", timedelta(days=90)),
    ],
)
def test_how_spans_are_written(words: str, span: timedelta | date | None) -> None:
    """Days, weeks, months, a day, or everything."""
    assert span == rules_replay.span(words)


def test_a_day_begins_at_midnight_in_the_city() -> None:
    """31 March is over when 1 April begins in Berlin; the longest span does not overflow."""
    now = datetime(2026, 5, 1, tzinfo=UTC)
    args = argparse.Namespace(since=date(2026, 3, 1), until=date(2026, 3, 31))
    since, until = rules_replay._times(args, now)
    assert (datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC)) == (since, until)
    assert rules_replay._times(argparse.Namespace(since=rules_replay.span("99999d"), until=None), now)[0]
