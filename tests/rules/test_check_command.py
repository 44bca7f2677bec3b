"""`rules check` for programs: JSON, SARIF, what it costs to start, and a check that is true on any day."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from postlotse.cli.main import main
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.sarif import sarif
from tests.rules.test_broken_sets import GOOD, SETS, texts, written


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a folder with errors and hints in several files."""
    folder = tmp_path / "meine regeln"
    written(folder, {**texts(SETS / "long-ago"), "routing.yaml": texts(SETS / "shadowed")["routing.yaml"]})
    return folder


def check(folder: Path, *options: str) -> int:
    return main(["rules", "check", "--rules", str(folder), "--today", "2026-03-10", *options])


def test_json_holds_what_the_lines_say(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem with file, line, column, code, sentence, cure and severity."""
    assert check(broken) == 1
    *lines, _ = capsys.readouterr().out.splitlines()
    assert check(broken, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    words = {"error": "Fehler", "warning": "Hinweis"}
    assert [f"{words[p.pop('severity')]}: {Problem(**p)}" for p in found] == lines


def test_sarif_holds_what_the_lines_say(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0: one run, a result for each problem, places relative to the folder."""
    assert check(broken, "--sarif") == 1
    log = json.loads(capsys.readouterr().out)
    assert check(broken, "--json") == 1
    problems = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["originalUriBaseIds"]["RULES"]["uri"] == broken.as_uri() + "/"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert len(run["results"]) == len(problems)
    for result, told in zip(run["results"], problems, strict=True):
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert location["physicalLocation"]["artifactLocation"] == {"uri": told["file"], "uriBaseId": "RULES"}
        assert (region["startLine"], region["startColumn"]) == (told["line"], told["column"])
        assert rules[result["ruleIndex"]] == result["ruleId"] == told["code"]
        assert result["level"] == told["severity"]
        assert result["message"]["text"].startswith(told["sentence"])


def test_sarif_leaves_out_places_that_are_not_known() -> None:
    """A line of zero is none; names are written as addresses."""
    problem = Problem(file="templates/de/ä b.j2", code="x", sentence="Fehlt.", severity=Severity.WARNING)
    run = sarif([problem], version="1")["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "templates/de/%C3%A4%20b.j2", "uriBaseId": "RULES"}}
    assert "originalUriBaseIds" not in run
    assert run["results"][0]["message"] == {"text": "Fehlt."}


def test_without_problems_sarif_is_empty() -> None:
    """An editor then takes away its marks."""
    assert sarif([], version="1")["runs"][0]["results"] == []


def test_the_day_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--today` asks what will have to be mended by then; a day that is none is wrong usage."""
    written(tmp_path / "rules", texts(GOOD))
    assert check(tmp_path / "rules") == 0
    assert capsys.readouterr().out.splitlines()[:-1] == []
    assert check(tmp_path / "rules", "--today", "2027-02-01") == 0
    assert "ist seit 07.08.2026 vorbei" in capsys.readouterr().out
    with pytest.raises(SystemExit) as wrong:
        check(tmp_path / "rules", "--today", "morgen")
    assert wrong.value.code == 2


def test_a_missing_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its path, and exit 1."""
    assert check(tmp_path / "nirgends") == 1
    assert "Den Ordner mit den Regeln gibt es nicht." in capsys.readouterr().out


HEAVY = ("django", "sklearn", "numpy", "scipy", "onnxruntime", "joblib", "ruamel", "jsonschema", "holidays", "pydantic")


@pytest.mark.parametrize("verb", [["check"], ["check", "--sarif"], ["schema", "routing"]], ids=" ".join)
def test_nothing_heavy_is_started(verb: list[str], tmp_path: Path) -> None:
    """Neither the database's framework nor the model's libraries are needed to read a few files."""
    written(tmp_path / "rules", texts(GOOD))
    code = (
        "import sys; from postlotse.cli.main import main; "
        f"code = main(['rules', *{verb!r}, '--rules', {str(tmp_path / 'rules')!r}]); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
