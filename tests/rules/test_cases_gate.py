"""A set that fails its own tests is not taken; what the model said is remembered from one reload to the next."""

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.core.house import House
from postlotse.core.ports import TopicModel
from postlotse.core.problems import Severity
from postlotse.core.rehearse.run import run_cases
from postlotse.core.rules.cases import CaseResult
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.types import Guess
from postlotse.datafiles.guesses import RememberedGuesses
from postlotse.datafiles.library import Library
from postlotse.datafiles.rulefiles import judge, read_rules
from postlotse.testing import FakeModel

SHIPPED = Path(__file__).parents[2] / "rules"
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
HOUSE = House(name="Anlaufstelle", city="Musterstadt", address="integration@stadt.example")
GOOD = "tests:\n  - {subject: Halle, given: {topics: sport}, expect: {office: kulturamt, rule: alles}}\n"
FAILING = GOOD.replace("office: kulturamt", "office: sportamt")
ASKING = "tests:\n  - {name: Fragt, subject: Halle, expect: {topic: sport}}\n"


class Counting(FakeModel):
    """A model that counts what it is asked."""

    def __init__(self, topic: str = "sport", *, fingerprint: str = "eins") -> None:
        super().__init__({"halle": (topic, 0.97)})
        self.fingerprint = fingerprint
        self.asked: list[tuple[str, str]] = []

    def guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        self.asked += texts
        return super().guess(texts, languages)


class Shelf:
    """Holds the model in use, or none."""

    def __init__(self, model: Counting | None) -> None:
        self.model = model
        self.memory = RememberedGuesses(self.current, self.fit)
        self.fitted = 0

    def current(self) -> TopicModel:
        if self.model is None:
            raise ConfigurationError([])
        return self.model

    def fit(self, model: TopicModel, _book: RuleBook) -> TopicModel:
        self.fitted += 1
        return model

    def run(self, book: RuleBook) -> list[CaseResult]:
        return run_cases(book, HOUSE, book.cases, partial(self.memory.ask, book), now=NOW)


@pytest.fixture
def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    place = tmp_path / "rules"
    (place / "tests").mkdir(parents=True)
    for name, text in {**files, "tests/halle.yaml": GOOD}.items():
        (place / name).write_text(text, encoding="utf-8")
    for language in ("de", "en"):
        shutil.copytree(SHIPPED / "templates" / language, place / "templates" / language)
    return place


def change(path: Path, text: str) -> None:
    """Write a text and make sure that the change shows in size or time."""
    path.write_text(text, encoding="utf-8")
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))


def errors(rules: Library, *, again: bool = False) -> list[str]:
    """Look at the folder and return the errors as they are shown."""
    return [str(p) for p in rules.reload(again=again) if p.severity is Severity.ERROR]


def test_a_set_that_fails_its_tests_is_not_taken(folder: Path) -> None:
    """The last good one stays until the rules, or the tests, are right; the failing one is named with its place."""
    rules = Library(folder, runner=Shelf(None).run)
    good = rules.book()
    routing = folder / "routing.yaml"
    change(routing, routing.read_text(encoding="utf-8").replace("office: kulturamt,", "office: sportamt,"))
    (told,) = errors(rules)
    assert told.startswith(
        "tests/halle.yaml:2:5: Der Test „Halle“ scheitert: Stelle: erwartet „kulturamt“, gekommen „sportamt“."
    )
    assert "Entschieden hat die Regel „alles“ (routing.yaml:2)" in told
    assert rules.book() is good
    assert rules.older
    assert [r.passed for r in rules.results] == [False]
    change(folder / "tests" / "halle.yaml", FAILING)
    assert errors(rules) == []
    assert rules.book().rules[0].then.office == "sportamt"
    assert [r.passed for r in rules.results] == [True]


def test_a_set_without_a_runner_is_taken_as_it_is(folder: Path) -> None:
    """Where nobody can run them, tests do not count."""
    change(folder / "tests" / "halle.yaml", FAILING)
    assert Library(folder).book().cases


def test_a_start_on_failing_tests_takes_the_last_good_set(folder: Path) -> None:
    """It passed once; the folder's does not."""
    before = Library(folder).in_use()
    routing = folder / "routing.yaml"
    change(routing, routing.read_text(encoding="utf-8").replace("office: kulturamt,", "office: sportamt,"))
    rules = Library(folder, runner=Shelf(None).run, fallback=lambda: before.files)
    assert rules.book() == before.book
    assert rules.older
    assert "einen Fehler und gelten nicht" in rules.notice


def test_a_start_on_failing_tests_without_another_set_goes_on_with_them(folder: Path) -> None:
    """Sound rules are better than no service; the problem is told."""
    change(folder / "tests" / "halle.yaml", FAILING)
    rules = Library(folder, runner=Shelf(None).run, fallback=lambda: None)
    assert rules.book().rules
    assert not rules.older
    assert rules.notice == "Die Regeln in Gebrauch haben einen Fehler; bitte bald beheben."
    assert [p.code for p in rules.problems if p.severity is Severity.ERROR] == ["failing-test"]


def test_a_set_that_was_in_use_goes_on_when_its_tests_begin_to_fail(folder: Path) -> None:
    """Another model may answer otherwise: the recorded set is the folder's own, so it stays, with its problem."""
    change(folder / "tests" / "halle.yaml", ASKING)
    before = Library(folder).in_use()
    rules = Library(folder, runner=Shelf(Counting("kultur")).run, fallback=lambda: before.files)
    assert rules.book().fingerprint == before.book.fingerprint
    assert not rules.older
    assert "Thema: erwartet „sport“, gekommen „kultur“" in rules.problems[0].sentence


def test_another_model_is_tried_on_the_same_set(folder: Path) -> None:
    """A failing test of the set in use is told; a set that was refused is taken when the new model answers as expected."""
    change(folder / "tests" / "halle.yaml", ASKING)
    shelf = Shelf(Counting())
    rules = Library(folder, runner=shelf.run)
    good = rules.book()
    shelf.model = Counting("kultur", fingerprint="zwei")
    assert errors(rules) == []  # nothing changed on disk
    assert len(errors(rules, again=True)) == 1
    assert rules.book() is good
    assert not rules.older
    routing = folder / "routing.yaml"
    change(routing, routing.read_text(encoding="utf-8").replace("office: kulturamt,", "office: sportamt,"))
    assert len(errors(rules)) == 1
    assert rules.older
    shelf.model = Counting(fingerprint="drei")
    assert errors(rules, again=True) == []
    assert rules.book().rules[0].then.office == "sportamt"


def test_what_the_model_said_is_remembered(folder: Path) -> None:
    """A reload asks only for new texts; another model or other topics are asked anew, and fitted once."""
    change(folder / "tests" / "halle.yaml", ASKING)
    model = Counting()
    shelf = Shelf(model)
    rules = Library(folder, runner=shelf.run)
    rules.book()
    assert model.asked == [("Halle", "")]
    routing = folder / "routing.yaml"
    change(
        routing, routing.read_text(encoding="utf-8") + "  - {id: b, rule: Satz., when: {flags: danger}, then: {tags: [x]}}\n"
    )
    assert errors(rules) == []
    assert len(model.asked) == 1
    change(folder / "tests" / "halle.yaml", ASKING + "  - {subject: Sporthalle, expect: {topic: sport}}\n")
    assert errors(rules) == []
    assert model.asked[1:] == [("Sporthalle", "")]
    assert shelf.fitted == 1
    topics = folder / "topics.yaml"
    change(topics, topics.read_text(encoding="utf-8").replace("de: Sport}", "de: Sport & Bewegung}"))
    assert errors(rules) == []
    assert len(model.asked) == 4
    assert shelf.fitted == 2
    shelf.model = Counting(fingerprint="zwei")
    assert errors(rules, again=True) == []
    assert len(shelf.model.asked) == 2


def test_a_draft_does_not_make_the_next_reload_slow(folder: Path) -> None:
    """What was asked for the set in use is still known after another set was judged once."""
    change(folder / "tests" / "halle.yaml", ASKING)
    model = Counting()
    shelf = Shelf(model)
    rules = Library(folder, runner=shelf.run)
    rules.book()
    draft = read_rules(folder)
    files = {**draft.files, "tests/halle.yaml": ASKING.replace("Halle", "Turnhalle")}
    assert judge(type(draft)(files=files), cases=shelf.run).book is not None
    rules.reload(again=True)
    assert len(model.asked) == 2


def test_tests_without_a_model_are_told_not_passed(folder: Path) -> None:
    """The set is taken, with a hint that says how many tests nobody could run."""
    change(folder / "tests" / "halle.yaml", ASKING)
    judged = judge(read_rules(folder), cases=Shelf(None).run)
    assert judged.book is not None
    assert [(r.checked, r.passed) for r in judged.results] == [(False, False)]
    hints = [p for p in judged.problems if p.code == "unchecked-tests"]
    assert [p.sentence for p in hints] == ["1 Test braucht das Modell und wurde nicht geprüft: es ist keines da."]
    assert hints[0].severity is Severity.WARNING


def test_broken_files_are_not_tested(folder: Path) -> None:
    """The first mistake is told first."""

    def fail(_book: RuleBook) -> list[CaseResult]:
        raise AssertionError("run")

    change(folder / "offices.yaml", "offices: {")
    judged = judge(read_rules(folder), cases=fail)
    assert judged.book is None
    assert judged.whole is None
    assert judged.results == ()
