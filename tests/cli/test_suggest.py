"""`rules suggest`: what the nightly look would draft, for people and for programs; the rules stay as they are."""

import json
import shutil
from pathlib import Path

import pytest

from postlotse.config.schema import Places
from postlotse.datafiles.places import shipped_models
from postlotse.store import rulesets
from postlotse.testing import FixedClock
from postlotse.wiring import now
from tests.cli.conftest import Command, written
from tests.flow.correcting import Staff, staff

pytestmark = pytest.mark.usefixtures("words_only", "transactional_db")


@pytest.fixture
def people(tmp_path: Path) -> Staff:
    """A contact point of these days whose rules lie in the folder of the command."""
    (tmp_path / "rules").mkdir()
    made = staff(FixedClock(now()), tmp_path / "rules")
    written(tmp_path, places=Places(rules=tmp_path / "rules", models=shipped_models()))
    return made


def test_nothing_to_suggest_is_said(command: Command, people: Staff) -> None:
    """Exit 0: that is how it should be."""
    result = command("rules", "suggest")
    assert (0, "") == (result.code, result.err)
    assert result.out.startswith("Kein neuer Vorschlag")
    assert "[]" == command("rules", "suggest", "--json").out.strip()


def test_a_suggestion_is_drafted_once_and_no_rule_changes(command: Command, people: Staff, tmp_path: Path) -> None:
    """What it says, what it rests on, what it would change; a second call finds it drafted."""
    before = {path: path.read_bytes() for path in (tmp_path / "rules").rglob("*") if path.is_file()}
    people.clock.forward(hours=-24)
    people.corrected(["Ein Zuschuss.", "Zuschuss?", "Zuschuss bitte!"], office="kulturamt")
    text = command("rules", "suggest").out
    (draft,) = rulesets.drafts()
    assert f"Entwurf {draft.id}: Regel „geld“: Anliegen zu „Fördermittel“ bekommt „Kulturamt“" in text
    assert "3 nun richtig, 0 nun falsch" in text
    assert "Kein neuer Vorschlag" in command("rules", "suggest").out
    assert before == {path: path.read_bytes() for path in (tmp_path / "rules").rglob("*") if path.is_file()}


def test_programs_get_the_replay_too(command: Command, people: Staff) -> None:
    """Ids, counts and sentences; no word of a mail."""
    people.clock.forward(hours=-24)
    people.corrected(["Ein Zuschuss für Geheimes."] * 3, office="kulturamt")
    text = command("rules", "suggest", "--json").out
    (made,) = json.loads(text)
    assert ("geld", 3, 1, people.numbers[::-1]) == (made["rule"], made["corrections"], made["people"], made["cases"])
    assert 3 == made["replay"]["mails"]
    assert [word for word in ("Geheimes", "person1", "verein.example") if word in text] == []


def test_without_a_configuration_there_is_no_history(command: Command) -> None:
    """The desk's decisions lie in the database, which the configuration names."""
    shutil.rmtree("rules", ignore_errors=True)
    assert 78 == command("rules", "suggest").code
