"""The tutorial keeps its word: what it says to write works, and what it calls a mistake is reported in the words it quotes."""

import argparse
import importlib
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

import pytest

from postlotse.core.house import House
from postlotse.core.problems import Severity
from postlotse.core.rehearse.run import run_cases
from postlotse.core.rules.cases import problem_of
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.places import shipped_models
from postlotse.datafiles.rulefiles import Judgement, RuleSet, judge, read_rules
from tests.rules.tutorial import PAGES, Block, blocks, change, without_places

RULES = Path(__file__).parents[2] / "rules"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUSE = House(name="Anlaufstelle", city="Musterstadt", address="integration@stadt.example")


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, str]:
    return read_rules(RULES).files


@pytest.fixture(scope="module")
def known(shipped: Mapping[str, str]) -> frozenset[str]:
    """What the check says of the shipped set already."""
    return frozenset(without_places(_line(p)) for p in judged(shipped).problems)


def judged(files: Mapping[str, str]) -> Judgement:
    return judge(RuleSet(files=files), today=TODAY)


def failures(book: RuleBook) -> list[str]:
    """Return what fails of the tests that need no model, as the command prints it."""
    results = run_cases(book, HOUSE, book.cases, lambda *_: None, now=NOW)
    return [f"✗ {p.file}: {r.case.name}\n    " + "\n    ".join(r.failures) for r in results if (p := problem_of(r))]


def _by_page() -> list[tuple[str, list[Block]]]:
    return [(page, list(found)) for page, found in groupby(blocks("übung"), key=lambda block: block.page)]


@pytest.mark.parametrize(("page", "steps"), _by_page(), ids=[page for page, _ in _by_page()])
def test_what_a_page_says_to_write_works(
    shipped: Mapping[str, str], known: frozenset[str], page: str, steps: list[Block]
) -> None:
    """With all its blocks in their places the set is sound, has no new warning, and passes its tests, the new ones too."""
    files = dict(shipped)
    for step in steps:
        files = change(files, step.where, step.text)
    found = judged(files)
    assert [str(p) for p in found.errors] == []
    assert found.whole is not None
    new = [line for p in found.problems if (line := without_places(_line(p))) not in known]
    # A new topic has keywords in some languages only, and the page says what that means.
    assert [p for p in new if "Erkennungswörter" not in p] == [], page
    assert failures(found.whole) == []


def test_the_exercises_bring_tests_of_their_own() -> None:
    """Every page that changes rules shows how to test it."""
    assert _by_page()
    silent = [page for page, steps in _by_page() if not any("expect:" in s.text or "tests:" in s.text for s in steps)]
    assert silent == []


@pytest.mark.parametrize("block", blocks("fehler"), ids=lambda block: str(block.where.get("schreibt"))[:40])
def test_a_mistake_is_reported_in_the_words_that_the_page_quotes(
    shipped: Mapping[str, str], known: frozenset[str], block: Block
) -> None:
    """Every line of the block is among what the check says; places aside."""
    said = {without_places(_line(p)) for p in judged(change(shipped, block.where, "")).problems} - known
    wanted = [without_places(line) for line in block.text.splitlines() if line]
    assert wanted
    assert [line for line in wanted if line not in said] == [], "\n".join(sorted(said))


def _line(problem: object) -> str:
    severity = getattr(problem, "severity", None)
    return f"{'Fehler' if severity is Severity.ERROR else 'Hinweis'}: {problem}"


@pytest.mark.parametrize("block", blocks("scheitert"), ids=lambda block: block.page)
def test_a_failing_test_is_told_as_the_page_quotes(shipped: Mapping[str, str], block: Block) -> None:
    """The first failure reads so, the line numbers aside."""
    book = judged(change(shipped, block.where, "")).whole
    assert book is not None
    (told,) = failures(book)
    assert without_places(told) == without_places(block.text.strip())


@pytest.mark.skipif(
    not (shipped_models() / "standard" / "active").exists(),
    reason="no trained model here: what the tutorial quotes of an explanation was not looked at",
)
def test_an_explanation_reads_as_the_page_quotes() -> None:
    """Each quoted line of `postlotse explain` stands there, in its order; a line may go on."""
    found = re.search(
        r"<!-- auszug: (\S+) -->\n+```text\n(.*?)```", (PAGES / "warum.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    mail = RULES.parent / "service" / "postlotse" / "demo" / "mails" / found[1]
    told = subprocess.run(
        [sys.executable, "-m", "postlotse", "explain", mail], capture_output=True, text=True, timeout=120, check=True
    ).stdout.replace("\N{NO-BREAK SPACE}", " ")
    at = 0
    for line in found[2].splitlines():
        here = told.find(line.strip(), at)
        assert here >= 0, f"{line}\n{told}"
        at = here


def test_every_page_is_reached_and_leads_on() -> None:
    """The overview links to each page, and each page back; the reference and the tutorial know each other."""
    overview = (PAGES / "README.md").read_text(encoding="utf-8")
    for page in PAGES.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert "@@" not in text
        if page.name != "README.md":
            assert f"({page.name})" in overview
            assert "(README.md)" in text
    assert "(../rules.md)" in overview
    assert "(rules/README.md)" in (PAGES.parent / "rules.md").read_text(encoding="utf-8")


def test_every_command_that_a_page_names_exists() -> None:
    """Command, verb and options are the program's."""
    from postlotse.cli.main import COMMANDS, parser

    top = parser()
    (commands,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    named: set[str] = set()
    filled: set[str] = set()
    for page in PAGES.glob("*.md"):
        named |= set(re.findall(r"(?:^    |`)postlotse ([^`\n]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(named) >= 15
    for words in named:
        command, *rest = shlex.split(words)
        one = commands.choices[command]
        if command not in filled:
            importlib.import_module(f"postlotse.cli.{COMMANDS[command][0]}").arguments(one)
            filled.add(command)
        verbs = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
        if verbs and rest:
            one = verbs[0].choices[rest[0]]
        options = {option for action in one._actions for option in action.option_strings}
        assert {word for word in rest if word.startswith("--")} - options == set(), words


def test_the_overview_names_what_is_there(shipped: Mapping[str, str]) -> None:
    """Examples that the overview points to exist, and its counts are right."""
    book = judged(shipped).whole
    assert book is not None
    overview = (PAGES / "README.md").read_text(encoding="utf-8")
    said = r"(\d+) Stellen in allen Stufen, (\d+) Themen, (\d+) Vereine, gut (\d+) Regeln\s+und über (\d+) Proben"
    counts = re.search(said, overview)
    assert counts
    offices, topics, organisations, rules, cases = (int(n) for n in counts.groups())
    assert (offices, topics, organisations) == (len(book.offices), len(book.topics), len(book.organisations))
    assert rules <= len(book.rules) < rules + 10
    assert cases <= len(book.cases) < cases + 50
    table = overview.partition("| Beispiel für |")[2]
    known = {*book.offices, *(o.id for o in book.organisations), *(rule.id for rule in book.rules), *shipped}
    named = set(re.findall(r"`([^`]+)`", table.partition("\n\n")[0]))
    assert named - known == set()
