"""Broken rule sets, each with what the check has to say about it, word for word: `broken/NAME/expected.txt`.

A folder holds only the files that differ from the good set in `broken/_good` (`removed.txt` names those that are not there);
the templates are the shipped ones, as if somebody had reviewed them.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from postlotse.cli.main import main
from postlotse.core.problems import Severity
from postlotse.datafiles.rulefiles import RuleSet, judge, read_rules

SETS = Path(__file__).parent / "broken"
GOOD = SETS / "_good"
TEMPLATES = Path(__file__).parents[2] / "rules" / "templates"
TODAY = date(2026, 3, 10)
NAMES = sorted(path.name for path in SETS.iterdir() if path != GOOD)


def texts(folder: Path) -> dict[str, str]:
    """Return the files of a set: the good one's, the shipped templates, and what the folder has of its own."""
    templates = {
        f"templates/{path.relative_to(TEMPLATES).as_posix()}": reviewed(path.read_text(encoding="utf-8"))
        for path in TEMPLATES.glob("*/*.j2")
    }
    gone = folder / "removed.txt"
    removed = gone.read_text(encoding="utf-8").split() if gone.exists() else []
    found = {**templates, **read_rules(GOOD).files, **read_rules(folder).files}
    return {name: text for name, text in found.items() if name not in removed}


def reviewed(text: str) -> str:
    return text.replace("{# status: draft", "{# status: reviewed", 1)


def told(folder: Path) -> list[str]:
    """Return what the check says about a set, line by line."""
    problems = judge(RuleSet(files=dict(sorted(texts(folder).items()))), today=TODAY).problems
    return [f"{'Fehler' if p.severity is Severity.ERROR else 'Hinweis'}: {p}" for p in problems]


def expected(name: str) -> list[str]:
    return (SETS / name / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_good_set_has_no_problem() -> None:
    """All broken sets start from one that is sound."""
    assert told(GOOD) == []


def test_there_are_enough() -> None:
    """Every sort of mistake has its set."""
    assert len(NAMES) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_is_fit_for_office_people(name: str) -> None:
    """Every line names a place, ends its sentence, and speaks no code."""
    for line in expected(name):
        place, _, words = line.partition(": ")[2].partition(": ")
        sentence, arrow, cure = words.partition(" → ")
        assert place.count(":") == 2 or sentence.endswith((" fehlt.", " leer.")), line
        assert sentence.endswith("."), line
        assert sentence[0] in "„ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789", line
        assert not arrow or cure, line
        for code in ("Stufe", "tier", "None", "Traceback", "A-sensitive", "\N{REPLACEMENT CHARACTER}"):
            assert code not in sentence, line


@pytest.mark.parametrize("name", ["_good", *NAMES])
def test_a_broken_set_is_told_word_for_word(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rules check` prints file, line, column, sentence and cure as the folder expects, and nothing else; errors exit 1."""
    written(tmp_path / "rules", texts(SETS / name))
    lines = [] if name == "_good" else expected(name)
    code = main(["rules", "check", "--rules", str(tmp_path / "rules"), "--today", TODAY.isoformat()])
    *printed, last = capsys.readouterr().out.splitlines()
    assert printed == lines
    errors = sum(line.startswith("Fehler: ") for line in lines)
    assert f"; {errors} Fehler, {len(lines) - errors} Hinweis" in last
    assert code == (1 if errors else 0)


def written(folder: Path, files: Mapping[str, str]) -> None:
    """Write a set."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
