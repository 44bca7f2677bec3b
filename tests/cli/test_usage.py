"""Exit codes and sentences before any work is done: wrong usage, no configuration, broken files, documentation."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postlotse.cli import main as entry
from postlotse.cli.docs import pages
from postlotse.config.load import load
from postlotse.datafiles import places
from tests.cli.conftest import Command, written

ROOT = Path(__file__).parents[2]
NEEDS_CONFIG = ["check", "run", "desk", "once", "audit", "status", "outbox list", "review list", "user list"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["erfunden"],
        ["explain"],
        ["rules"],
        ["rules", "erfunden"],
        ["outbox", "hold"],
        ["outbox", "hold", "eins"],
        ["--config"],
        ["once", "--erfunden"],
        ["explain", "--json", "--jsonl", "x"],
        ["user", "add", "anna", "--role", "Chefin"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(command: Command, words: list[str]) -> None:
    """The usage on standard error, nothing on standard output."""
    result = command(*words)
    assert (2, "") == (result.code, result.out)
    assert "usage: postlotse" in result.err


def test_help_and_version_are_fine(command: Command) -> None:
    """Both end well and go to standard output."""
    assert command("--version").out.startswith("postlotse ")
    listing = command("--help")
    assert 0 == listing.code
    assert all(name in listing.out for name in entry.COMMANDS)


@pytest.mark.parametrize("words", NEEDS_CONFIG)
def test_no_configuration_is_78_and_says_what_to_do(command: Command, words: str) -> None:
    """One sentence with the cure."""
    result = command(*words.split())
    assert (78, "") == (result.code, result.out)
    assert "Es gibt keine Konfiguration" in result.err
    assert "postlotse init" in result.err


@pytest.mark.parametrize("words", ["once", "audit", "explain x", "rules check"])
def test_a_broken_configuration_is_78_with_its_line(command: Command, tmp_path: Path, words: str) -> None:
    """Key, line and cure, whether the command needs a configuration or only uses one."""
    (tmp_path / "postlotse.toml").write_text('[contact]\nname = "Anlaufstelle"\n\n[smtp]\nport = "viele"\n', encoding="utf-8")
    result = command(*words.split())
    assert 78 == result.code
    assert re.search(r"postlotse\.toml:5\b", result.err), result.err


@pytest.mark.parametrize("words", ["once", "run", "explain in", "desk"])
def test_broken_rules_are_78_with_file_and_line_and_nothing_is_taken_in(
    command: Command, tmp_path: Path, words_only: None, transactional_db: None, words: str
) -> None:
    """Rather no service than one that shelves every mail: the file and the line that must be mended."""
    from postlotse.config.schema import Places
    from postlotse.store.models import MessageRow
    from postlotse.testing import letter

    rules = shutil.copytree(places.shipped_rules(), tmp_path / "rules")
    text = (rules / "routing.yaml").read_text(encoding="utf-8")
    line = 1 + text[: text.index("office: familienkasse")].count("\n")
    (rules / "routing.yaml").write_text(text.replace("office: familienkasse", "office: familienkase", 1), encoding="utf-8")
    town = written(tmp_path, places=Places(rules=Path("rules"), models=places.shipped_models()))
    town.drop("1.eml", letter())
    result = command(*words.split())
    assert 78 == result.code
    assert f"routing.yaml:{line}" in result.err, result.err
    assert not MessageRow.objects.exists()


def test_a_broken_template_is_78_too(command: Command, tmp_path: Path, words_only: None, transactional_db: None) -> None:
    """Templates are rules for what we say."""
    from postlotse.config.schema import Places

    rules = shutil.copytree(places.shipped_rules(), tmp_path / "rules")
    (rules / "templates" / "de" / "acknowledgement.j2").write_text(
        "{# status: reviewed, a, 2026-01-01 #}\n\n{{ number", encoding="utf-8"
    )
    written(tmp_path, places=Places(rules=Path("rules"), models=places.shipped_models()))
    result = command("once")
    assert 78 == result.code
    assert re.search(r"de/acknowledgement\.j2:\d", result.err), result.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_shipped_rules_are_sound(command: Command, form: str) -> None:
    """Exit 0; what is only a hint is said but does not fail."""
    result = command("rules", "check", *(["--json"] if form == "json" else []))
    assert 0 == result.code, result.out
    assert "0 Fehler" in result.out or form == "json"


def test_mistakes_in_rules_are_told_all_at_once_with_their_places(command: Command, tmp_path: Path) -> None:
    """Two mistakes in two files: both, with file and line, exit 1."""
    rules = shutil.copytree(places.shipped_rules(), tmp_path / "rules")
    for name, old, new in (
        ("offices.yaml", "\n    kind: int\n", "\n    kind: intern\n"),
        ("replies.yaml", "response_days: 5", "response_days: bald"),
    ):
        path = rules / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = command("rules", "check", "--rules", rules)
    assert 1 == result.code
    assert re.search(r"Fehler: .*offices\.yaml:\d+", result.out)
    assert re.search(r"Fehler: .*replies\.yaml:\d+", result.out)
    assert 1 == command("rules", "check", "--rules", tmp_path / "nicht-da").code


def test_init_makes_a_folder_that_loads_and_never_overwrites(command: Command, tmp_path: Path) -> None:
    """The configuration is valid as written, the rules are sound, a second call changes nothing."""
    folder = tmp_path / "neu"
    made = command("init", folder)
    assert 0 == made.code
    assert "Nächste Schritte" in made.out
    config = load(folder / "postlotse.toml", {})
    assert "imap.stadt.example" == config.mailbox[0].host
    assert 0o700 == (folder / "var").stat().st_mode & 0o777
    assert list((folder / "models" / "standard" / "texts").glob("*.jsonl"))
    assert 0 == command("--config", folder / "postlotse.toml", "rules", "check").code
    (folder / "postlotse.toml").write_text("# meins\n", encoding="utf-8")
    again = command("init", folder)
    assert (1, "# meins\n") == (again.code, (folder / "postlotse.toml").read_text(encoding="utf-8"))
    assert "nichts überschrieben" in again.err


def test_init_keeps_rules_that_lie_there_already(command: Command, tmp_path: Path) -> None:
    """A folder with the city's own rules gets the rest."""
    (tmp_path / "neu" / "rules").mkdir(parents=True)
    (tmp_path / "neu" / "rules" / "offices.yaml").write_text("# unsere\n", encoding="utf-8")
    assert 0 == command("init", tmp_path / "neu").code
    assert ["offices.yaml"] == [path.name for path in (tmp_path / "neu" / "rules").iterdir()]


def test_generated_pages_are_fresh_and_a_stale_one_is_named(command: Command, tmp_path: Path) -> None:
    """`docs --check` writes nothing and fails for what is out of date; `docs` mends it."""
    assert 0 == command("docs", "--check", ROOT / "docs").code
    stale = command("docs", "--check", tmp_path)
    assert (1, []) == (stale.code, list(tmp_path.glob("*.md")))
    assert all(name in stale.err for name in pages())
    assert 0 == command("docs", tmp_path).code
    assert 0 == command("docs", "--check", tmp_path).code


def _section(name: str) -> str:
    """Return what docs/cli.md says of a command."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    found = re.search(rf"^### `postlotse {re.escape(name)}`\n(.*?)(?=^##|\Z)", text, re.M | re.S)
    assert found, f"docs/cli.md has no section for {name}"
    return found[1]


@pytest.mark.parametrize("name", entry.COMMANDS)
def test_every_command_verb_and_option_is_documented(command: Command, name: str) -> None:
    """An option that nobody can read about does not exist; nor does one that is only in the book."""
    section = _section(name)
    top = command(name, "--help").out
    verbs = {m for group in re.findall(r"^    ([a-z][a-z-]+) +\S", top, re.M) for m in [group]}
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", top)) - {"--help"}
    for verb in verbs:
        assert re.search(rf"`postlotse {name} {verb}\b", section), f"{name} {verb}"
        options |= set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", command(name, verb, "--help").out)) - {"--help"}
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", section)) - {"--config"}
    assert options == told


def test_the_page_names_no_command_that_is_not_there() -> None:
    """Every section is a command."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert set(entry.COMMANDS) == set(re.findall(r"^### `postlotse ([a-z-]+)", text, re.M))


@pytest.mark.parametrize(
    ("words", "code"), [(["--version"], 0), (["erfunden"], 2), (["--config", "nicht-da.toml", "audit"], 78)]
)
def test_a_real_process_ends_with_the_code(tmp_path: Path, words: list[str], code: int) -> None:
    """`python -m postlotse`, as systemd and cron see it."""
    done = subprocess.run(
        [sys.executable, "-m", "postlotse", *words], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert code == done.returncode
    assert "Traceback" not in done.stderr
