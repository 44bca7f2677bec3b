"""`postlotse rules history`, `show`, `diff` and `rollback`, and what `status` says of the rules."""

import json
import shutil
from pathlib import Path

import pytest

from postlotse.config.schema import Places
from postlotse.core.rules.load import fingerprint
from postlotse.datafiles import places
from postlotse.datafiles.rulefiles import read_rules
from postlotse.store import rulesets
from postlotse.store.rulesets import Source
from postlotse.wiring import now
from tests.cli.conftest import Command, Town, written

NOTE = "# eine Bemerkung\n"


@pytest.fixture
def rules(tmp_path: Path, words_only: None, transactional_db: None) -> Path:
    """The rules folder of a configuration, whose present set followed another one."""
    folder = tmp_path / "rules"
    # without the tests that ask the trained model
    shutil.copytree(places.shipped_rules(), folder, ignore=shutil.ignore_patterns("worte-und-modell.yaml"))
    written(tmp_path, places=Places(rules=folder, models=places.shipped_models()))
    first = dict(read_rules(folder).files)
    calendar = folder / "calendar.yaml"
    calendar.write_text(NOTE + calendar.read_text(encoding="utf-8"), encoding="utf-8")
    second = dict(read_rules(folder).files)
    rulesets.record(fingerprint(first), first, by="daemon", now=now(), source=Source.START)
    rulesets.record(fingerprint(second), second, by="anna", now=now(), source=Source.DESK, note="Bemerkung")
    return folder


def test_history_says_what_was_in_use(command: Command, rules: Path) -> None:
    """Newest first, marked; for programs with everything but the files."""
    told = json.loads(command("rules", "history", "--json").out)
    assert [(True, "desk", "anna", "Bemerkung", 0), (False, "start", "daemon", "", 0)] == [
        (row["current"], row["source"], row["activated_by"], row["note"], row["decisions"]) for row in told
    ]
    assert told[1]["fingerprint"] == told[0]["base"]
    assert "files" not in told[0]
    shown = command("rules", "history")
    assert 0 == shown.code
    _, _, newest, oldest = shown.out.splitlines()
    assert newest.startswith(f"→  {told[0]['fingerprint'][:8]}")
    assert "am Arbeitsplatz" in newest
    assert "beim Start vorgefunden" in oldest
    assert 3 == len(command("rules", "history", "--limit", "1").out.splitlines())


def test_history_before_the_first_start(command: Command, town: Town) -> None:
    """An empty history is said in words."""
    assert "noch nie gelaufen" in command("rules", "history").out


def test_show_prints_and_writes_the_files_of_a_set(command: Command, rules: Path, tmp_path: Path) -> None:
    """Names, one file, or all of them into a new folder, byte by byte; never into one that holds something."""
    first = rulesets.previous()
    assert first.files is not None
    assert f"Fassung {first.fingerprint}" in command("rules", "show", "previous").out
    assert first.files["calendar.yaml"] == command("rules", "show", first.fingerprint[:6], "--file", "calendar.yaml").out
    assert 1 == command("rules", "show", "previous", "--file", "nichts.yaml").code
    out = tmp_path / "out"
    assert 0 == command("rules", "show", "previous", "--out", out).code
    assert dict(first.files) == read_rules(out).files
    assert 1 == command("rules", "show", "previous", "--out", out).code
    assert json.loads(command("rules", "show", "current", "--json").out)["files"]["calendar.yaml"].startswith(NOTE)


def test_diff_shows_lines_with_german_heads(command: Command, rules: Path) -> None:
    """Two sets, the set in use and the folder, or a draft."""
    shown = command("rules", "diff", "previous", "current").out.splitlines()
    assert shown[0].startswith("--- calendar.yaml · Fassung ")
    assert "(beim Start vorgefunden)" in shown[0]
    assert shown[1].endswith("(am Arbeitsplatz)")
    assert f"+{NOTE.strip()}" in shown
    assert "Kein Unterschied" in command("rules", "diff").out
    (rules / "extra.yaml").write_text("x: 1\n", encoding="utf-8")
    assert ["extra.yaml"] == list(json.loads(command("rules", "diff", "--json").out)["files"])
    files = dict(read_rules(rules).files)
    draft = rulesets.save_draft(title="Neu", files=files | {"extra.yaml": "x: 2\n"}, by="anna", now=now(), base_files=files)
    assert "+x: 2" in command("rules", "diff", "folder", f"draft:{draft.id}").out
    assert 1 == command("rules", "diff", "draft:x").code


def test_rollback_restores_the_files_and_says_so(command: Command, rules: Path) -> None:
    """The folder holds exactly the former files; the history tells who and why."""
    first = rulesets.previous()
    told = command("rules", "rollback", "previous", "--note", "zu früh")
    assert 0 == told.code
    assert "calendar.yaml" in told.out
    assert first.files == read_rules(rules).files
    current = rulesets.current()
    assert current is not None
    assert (Source.ROLLBACK, "zu früh", first.fingerprint) == (current.source, current.note, current.fingerprint)
    assert current.activated_by.startswith("cli:")
    again = command("rules", "rollback", first.fingerprint)
    assert (1, "") == (again.code, again.out)
    assert "liegt schon" in again.err


def test_rollback_to_a_set_with_mistakes_is_refused_with_their_places(command: Command, rules: Path) -> None:
    """Nothing is written; each mistake has file and line."""
    before = dict(read_rules(rules).files)
    broken = before | {"replies.yaml": "replies:\n  response_days: bald\n"}
    rulesets.record(fingerprint(broken), broken, by="daemon", now=now(), source=Source.FILES)
    told = command("rules", "rollback", fingerprint(broken))
    assert 1 == told.code
    assert "replies.yaml:2:18" in told.err
    assert before == read_rules(rules).files


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rollback", "abcdef12"), 1),
        (("rollback", "ab"), 1),
        (("show", "abcdef12"), 1),
        (("diff", "abcdef12"), 1),
        (("history", "--rules", "x"), 2),
        (("show", "current", "--rules", "x"), 2),
        (("rollback", "previous", "--rules", "x"), 2),
        (("rollback",), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_what_cannot_be_meant_is_refused(command: Command, rules: Path, words: tuple[str, ...], code: int) -> None:
    """An unknown set, too few digits, an option that means nothing here: one sentence and the exit code."""
    told = command("rules", *words)
    assert code == told.code
    assert told.err


def test_status_names_the_rules_in_use_and_what_is_wrong_in_the_folder(command: Command, rules: Path) -> None:
    """The set in use with its date; a broken folder with file, line and sentence, and exit code 1."""
    current = rulesets.current()
    assert current is not None
    sound = command("status")
    assert f"Regeln in Gebrauch: Fassung {current.fingerprint[:8]} seit " in sound.out
    assert 0 == sound.code
    (rules / "replies.yaml").write_text("replies:\n  response_days: bald\n", encoding="utf-8")
    broken = command("status")
    assert 1 == broken.code
    assert "  replies.yaml:2:18: " in broken.out
    assert "in Gebrauch bleibt" in broken.out
    told = json.loads(command("status", "--json").out)["rules"]
    assert (current.fingerprint, "desk", ["replies.yaml"]) == (
        told["fingerprint"],
        told["source"],
        [p["file"] for p in told["problems"]],
    )
