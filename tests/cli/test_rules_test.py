"""`postlotse rules test`: tests that pass, fail or cannot be run, the exit codes, and the forms for programs."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from postlotse import wiring
from tests.cli.conftest import Command, Holder

OFFICES = """\
offices:
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Rathaus}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Rathaus}
"""
TOPICS = "topics:\n  sport: {names: {de: Sport}, office: sportamt}\n"
ROUTING = """\
rules:
  - id: halle
    rule: Hallen gehen zum Kulturamt.
    when: {topics: sport}
    then: {office: kulturamt}
    tests:
      - {name: Halle am Abend, subject: Halle, given: {topics: sport}}
"""
TESTS = """\
tests:
  - {name: Falsches Amt, subject: Halle, given: {topics: sport}, expect: {office: sportamt}}
  - {name: Fragt das Modell, subject: Halle, expect: {topic: sport}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    place = tmp_path / "regeln"
    (place / "tests").mkdir(parents=True)
    shutil.copytree(Path(__file__).parents[2] / "rules" / "templates", place / "templates")
    files = {"offices": OFFICES, "topics": TOPICS, "routing": ROUTING, "tests/amt": TESTS}
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def knows_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the model be the one that knows words."""
    monkeypatch.setattr(wiring, "Models", Holder)


@pytest.mark.usefixtures("knows_words")
def test_failing_tests_are_shown_with_their_place(command: Command, rules: Path) -> None:
    """Place, name and sentences; then the sums, and exit 1."""
    told = command("rules", "test", "--rules", rules)
    assert told.code == 1, told.err
    lines = told.out.splitlines()
    assert lines[:3] == [
        "✗ tests/amt.yaml:2:5: Falsches Amt",
        "    Stelle: erwartet „sportamt“, gekommen „kulturamt“.",
        "    Entschieden hat die Regel „halle“ (routing.yaml:2): Hallen gehen zum Kulturamt.",
    ]
    assert lines[-1].startswith("2 bestanden, 1 gescheitert, 0 nicht geprüft (")


@pytest.mark.usefixtures("knows_words")
def test_passing_tests_end_well(command: Command, rules: Path) -> None:
    """Nothing but the sums, all names when asked for them, and exit 0."""
    (rules / "tests" / "amt.yaml").write_text(TESTS.replace("office: sportamt", "office: kulturamt"), encoding="utf-8")
    told = command("rules", "test", "--rules", rules)
    assert told.code == 0
    assert told.out.startswith("3 bestanden, 0 gescheitert, 0 nicht geprüft (")
    told = command("rules", "test", "--rules", rules, "--verbose")
    assert "✓ routing.yaml:7:9: Halle am Abend (halle)" in told.out


@pytest.mark.usefixtures("knows_words")
def test_one_rule_alone(command: Command, rules: Path) -> None:
    """Only the tests that stand beside it or expect it; a rule that is not there is said, with the nearest."""
    told = command("rules", "test", "--rules", rules, "--rule", "halle")
    assert told.code == 0
    assert told.out.startswith("1 bestanden, 0 gescheitert")
    told = command("rules", "test", "--rules", rules, "--rule", "hale")
    assert told.code == 1
    assert "Die Regel „hale“ gibt es nicht. → meinten Sie „halle“?" in told.out


def test_without_a_model_what_needs_it_is_not_checked(command: Command, rules: Path) -> None:
    """It has not passed, and is said so; what needs no model is run."""
    (rules / "tests" / "amt.yaml").write_text(TESTS.replace("office: sportamt", "office: kulturamt"), encoding="utf-8")
    (rules.parent / "postlotse.toml").write_text('[places]\nmodels = "nirgends"\nrules = "regeln"\n', encoding="utf-8")
    told = command("rules", "test")
    assert told.code == 0, told.err
    assert "? tests/amt.yaml:3:5: Fragt das Modell: nicht geprüft, dafür fehlt das Modell" in told.out
    assert "2 bestanden, 0 gescheitert, 1 nicht geprüft" in told.out


@pytest.mark.usefixtures("knows_words")
def test_the_forms_for_programs_say_the_same(command: Command, rules: Path, tmp_path: Path) -> None:
    """JSON on standard output, JUnit XML in a file."""
    file = tmp_path / "ergebnis.xml"
    told = command("rules", "test", "--rules", rules, "--json", "--junit", file)
    assert told.code == 1
    found = json.loads(told.out)
    assert (found["passed"], found["failed"], found["unchecked"]) == (2, 1, 0)
    assert [(t["name"], t["state"], t["decided_by"], t["file"], t["line"]) for t in found["tests"]] == [
        ("Halle am Abend", "passed", "halle", "routing.yaml", 7),
        ("Falsches Amt", "failed", "halle", "tests/amt.yaml", 2),
        ("Fragt das Modell", "passed", "halle", "tests/amt.yaml", 3),
    ]
    suite = Xml.parse(file).getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "0")
    (failure,) = suite.iter("failure")
    assert failure.get("message") == "Stelle: erwartet „sportamt“, gekommen „kulturamt“."


def test_rules_that_are_not_sound_are_not_tested(command: Command, rules: Path) -> None:
    """The mistakes come first, in each form."""
    (rules / "tests" / "amt.yaml").write_text(TESTS.replace("sportamt", "sportamd"), encoding="utf-8")
    told = command("rules", "test", "--rules", rules)
    assert told.code == 1
    assert "Fehler: tests/amt.yaml:2:83: Die Stelle „sportamd“ gibt es nicht. → meinten Sie „sportamt“?" in told.out
    file = rules.parent / "ergebnis.xml"
    found = json.loads(command("rules", "test", "--rules", rules, "--json", "--junit", file).out)
    assert [p["code"] for p in found["problems"]] == ["unknown-id"]
    assert Xml.parse(file).getroot().get("errors") == "1"


@pytest.mark.usefixtures("knows_words")
def test_a_set_without_tests_says_so(command: Command, rules: Path) -> None:
    """Nothing passed, nothing failed."""
    (rules / "tests" / "amt.yaml").unlink()
    (rules / "routing.yaml").write_text(ROUTING.partition("    tests:")[0], encoding="utf-8")
    told = command("rules", "test", "--rules", rules)
    assert told.code == 0
    assert "Es gibt keine Tests." in told.out
