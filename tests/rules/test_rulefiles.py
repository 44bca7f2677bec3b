"""The rules folder on disk: read, watched, and never taken half."""

import os
import shutil
from pathlib import Path

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.datafiles.rulefiles import LARGEST, RuleFiles, read_rules


@pytest.fixture
def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "templates" / "de").mkdir(parents=True)
    (tmp_path / "templates" / "de" / "refer.j2").write_text("Guten Tag", encoding="utf-8")
    return tmp_path


def change(path: Path, text: str) -> None:
    """Write a text and make sure that the change shows in size or time."""
    path.write_text(text, encoding="utf-8")
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))


def test_current_is_the_book_of_the_folder(folder: Path) -> None:
    """The first call reads; the same book comes back until something changes."""
    rules = RuleFiles(folder)
    assert "kulturamt" in rules.current().offices
    assert rules.reload() == []
    assert rules.current() is rules.current()
    assert rules.templates() == {"de/refer.j2": "Guten Tag"}


def test_a_change_is_taken_when_it_is_good(folder: Path) -> None:
    """A valid edit is live after the next reload, with another fingerprint."""
    rules = RuleFiles(folder)
    before = rules.current()
    path = folder / "offices.yaml"
    change(path, path.read_text(encoding="utf-8").replace("name: Sportamt", "name: Amt für Sport"))
    assert rules.reload() == []
    assert rules.current().offices["sportamt"].name == "Amt für Sport"
    assert rules.current().fingerprint != before.fingerprint


def test_a_template_counts_as_a_change(folder: Path) -> None:
    """Templates belong to the set."""
    rules = RuleFiles(folder)
    rules.current()
    change(folder / "templates" / "de" / "refer.j2", "Hallo")
    rules.reload()
    assert rules.templates()["de/refer.j2"] == "Hallo"


@pytest.mark.parametrize(
    "text", ["offices:\n  a: {", "", "offices: {a: {name: A, kind: int}}\n"], ids=["half", "empty", "wrong"]
)
def test_a_broken_change_keeps_the_last_good_book(folder: Path, text: str) -> None:
    """The service goes on with what worked; the problem stays visible until it is mended."""
    rules = RuleFiles(folder)
    good = rules.current()
    path = folder / "offices.yaml"
    whole = path.read_text(encoding="utf-8")
    change(path, text)
    assert rules.reload()
    assert rules.problems
    assert rules.current() is good
    assert rules.reload()  # still told, without reading again
    change(path, whole)
    assert rules.reload() == []
    assert rules.current() == good


def test_patience_waits_for_a_second_look(folder: Path) -> None:
    """A patient watcher takes a change only when two looks in a row saw the same, so a half-written file is not taken."""
    rules = RuleFiles(folder, patient=True)
    before = rules.current()
    path = folder / "routing.yaml"
    whole = path.read_text(encoding="utf-8")
    change(path, whole + "  - {id: b, rule: Satz., when: {flags: danger}, then: {tags: [x]}}\n")
    rules.reload()
    assert rules.current() is before
    rules.reload()
    assert len(rules.current().rules) == 2


def test_the_first_load_must_work(folder: Path) -> None:
    """Without a good book there is no service: every mistake is named at once, with file and line."""
    change(folder / "offices.yaml", "offices:\n\ta: 1\n")
    change(folder / "topics.yaml", "topics: {a: {names: {de: A}, a: 1}, a: 2}\n")
    with pytest.raises(ConfigurationError) as caught:
        RuleFiles(folder).current()
    assert [(p.file, p.line, p.code) for p in caught.value.problems] == [
        ("offices.yaml", 2, "tab"),
        ("topics.yaml", 1, "duplicate-key"),
    ]
    assert "offices.yaml:2:1: " in str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The cure is to look at the configuration."""
    with pytest.raises(ConfigurationError, match="Den Ordner mit den Regeln gibt es nicht"):
        RuleFiles(tmp_path / "nirgends").current()


def test_a_folder_that_comes_later_is_found(tmp_path: Path, folder: Path) -> None:
    """After a failed start a reload takes the set as soon as it is there."""
    place = tmp_path / "spaeter"
    rules = RuleFiles(place)
    with pytest.raises(ConfigurationError):
        rules.current()
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("spaeter"))
    assert rules.reload() == []
    assert rules.current().rules


@pytest.mark.parametrize("kind", ["folder", "latin-1", "huge", "dead-link"])
def test_what_cannot_be_read_is_a_problem_not_a_crash(folder: Path, kind: str) -> None:
    """A directory in place of a file, another encoding, a giant file, a dead link."""
    path = folder / "routing.yaml"
    path.unlink()
    match kind:
        case "folder":
            path.mkdir()
        case "latin-1":
            path.write_bytes("rules:\n  - rule: für\n".encode("latin-1"))
        case "huge":
            path.write_bytes(b"#" * (LARGEST + 1))
        case _:
            path.symlink_to(folder / "nichts")
    problems = read_rules(folder).problems
    wanted = {
        "folder": ("not-a-file", 0),
        "latin-1": ("not-utf8", 2),
        "huge": ("too-large", 0),
        "dead-link": ("not-a-file", 0),
    }[kind]
    assert [(p.file, p.code, p.line) for p in problems] == [("routing.yaml", *wanted)]


def test_editors_leftovers_are_not_read(folder: Path) -> None:
    """Backup and lock files next to the real ones do not count."""
    for name in (".routing.yaml.swp", "#routing.yaml", "routing.yaml~", ".hidden.yaml"):
        (folder / name).write_text("kaputt: [", encoding="utf-8")
    assert RuleFiles(folder).current().rules
