"""The rules folder on disk: read, watched, and never taken half."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Severity
from postlotse.datafiles.library import STILL, Library
from postlotse.datafiles.rulefiles import LARGEST, read_rules

SHIPPED = Path(__file__).parents[2] / "rules"
TWO_RULES = "  - {id: b, rule: Satz., when: {flags: danger}, then: {tags: [x]}}\n"


@pytest.fixture
def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    place = tmp_path / "rules"
    place.mkdir()
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    for language in ("de", "en"):
        shutil.copytree(SHIPPED / "templates" / language, place / "templates" / language)
    return place


def change(path: Path, text: str) -> None:
    """Write a text and make sure that the change shows in size or time."""
    path.write_text(text, encoding="utf-8")
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))


def errors(rules: Library) -> list[str]:
    """Look at the folder and return the codes of the errors found."""
    return [p.code for p in rules.reload() if p.severity is Severity.ERROR]


def test_the_book_is_that_of_the_folder(folder: Path) -> None:
    """The first call reads; the same book comes back until something changes."""
    rules = Library(folder)
    assert "kulturamt" in rules.book().offices
    assert errors(rules) == []
    assert rules.book() is rules.book()
    assert rules.files()["routing.yaml"] == (folder / "routing.yaml").read_text(encoding="utf-8")
    assert rules.notice == ""


def test_a_change_is_taken_when_it_is_good(folder: Path) -> None:
    """A valid edit is live after the next reload, with another fingerprint."""
    rules = Library(folder)
    before = rules.book()
    path = folder / "offices.yaml"
    change(path, path.read_text(encoding="utf-8").replace("name: Sportamt", "name: Amt für Sport"))
    assert errors(rules) == []
    assert rules.book().offices["sportamt"].name == "Amt für Sport"
    assert rules.book().fingerprint != before.fingerprint


def test_a_template_counts_as_a_change(folder: Path) -> None:
    """Templates belong to the set: a broken one keeps rules and templates together as they were."""
    rules = Library(folder)
    before = rules.in_use()
    path = folder / "templates" / "de" / "refer.j2"
    whole = path.read_text(encoding="utf-8")
    change(path, "{{ kaputt")
    change(folder / "routing.yaml", (folder / "routing.yaml").read_text(encoding="utf-8") + TWO_RULES)
    assert "template_syntax" in errors(rules)
    assert rules.in_use() is before
    change(path, whole + "\n")
    assert errors(rules) == []
    assert rules.files()["templates/de/refer.j2"] == whole + "\n"
    assert len(rules.book().rules) == 2


@pytest.mark.parametrize(
    "text", ["offices:\n  a: {", "", "offices: {a: {name: A, kind: int}}\n"], ids=["half", "empty", "wrong"]
)
def test_a_broken_change_keeps_the_last_good_book(folder: Path, text: str) -> None:
    """The service goes on with what worked; the problem stays visible until it is mended."""
    rules = Library(folder)
    good = rules.book()
    path = folder / "offices.yaml"
    whole = path.read_text(encoding="utf-8")
    change(path, text)
    assert errors(rules)
    assert rules.problems
    assert rules.book() is good
    assert rules.older
    assert f"({good.fingerprint[:8]})" in rules.notice
    assert errors(rules)  # still told, without reading again
    change(path, whole)
    assert errors(rules) == []
    assert rules.book() == good
    assert not rules.older
    assert rules.notice == ""


def test_patience_waits_until_a_change_stands_still(folder: Path) -> None:
    """A patient watcher takes a change only when it has stood still, so a file that is still being written is not taken."""
    now = 0.0
    rules = Library(folder, patient=True, monotonic=lambda: now)
    before = rules.book()
    path = folder / "routing.yaml"
    whole = path.read_text(encoding="utf-8")
    change(path, whole[: len(whole) // 2])
    assert errors(rules) == []
    assert rules.settling
    now += STILL / 2
    change(path, whole + TWO_RULES)  # the rest of it
    assert errors(rules) == []
    now += STILL / 2
    assert errors(rules) == []
    assert rules.book() is before
    now += STILL / 2
    assert errors(rules) == []
    assert not rules.settling
    assert len(rules.book().rules) == 2


def test_the_first_load_must_work(folder: Path) -> None:
    """Without a good book there is no service: every mistake is named at once, with file and line."""
    change(folder / "offices.yaml", "offices:\n\ta: 1\n")
    change(folder / "topics.yaml", "topics: {a: {names: {de: A}, a: 1}, a: 2}\n")
    with pytest.raises(ConfigurationError) as caught:
        Library(folder).book()
    assert [(p.file, p.line, p.code) for p in caught.value.problems] == [
        ("offices.yaml", 2, "tab"),
        ("topics.yaml", 1, "duplicate-key"),
    ]
    assert "offices.yaml:2:1: " in str(caught.value)


def broken(folder: Path) -> None:
    change(folder / "offices.yaml", "offices:\n\ta: 1\n")


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("harm", [broken, gone], ids=["broken", "gone"])
def test_a_start_on_a_broken_folder_goes_on_with_the_last_good_set(folder: Path, harm: Callable[[Path], None]) -> None:
    """The service starts with what was in use before, and says so, rather than not at all."""
    before = Library(folder).in_use()
    harm(folder)
    rules = Library(folder, fallback=lambda: before.files)
    assert rules.book() == before.book
    assert rules.templates().languages == before.templates.languages
    assert rules.older
    assert "in Gebrauch bleibt die letzte gute Fassung" in rules.notice


@pytest.mark.parametrize("kept", [None, {}, {"offices.yaml": "offices: {"}], ids=["nothing", "empty", "broken"])
def test_a_start_without_any_good_set_is_refused(folder: Path, kept: dict[str, str] | None) -> None:
    """What was kept is judged like the folder; the problems named are those of the folder."""
    broken(folder)
    with pytest.raises(ConfigurationError, match=r"offices\.yaml:2:1: "):
        Library(folder, fallback=lambda: kept).book()


def test_a_good_folder_is_taken_whatever_was_kept(folder: Path) -> None:
    """The folder is the truth; what is kept is only asked when it cannot be used."""

    def fail() -> None:
        raise AssertionError("asked")

    assert Library(folder, fallback=fail).book().rules


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The cure is to look at the configuration."""
    with pytest.raises(ConfigurationError, match="Den Ordner mit den Regeln gibt es nicht"):
        Library(tmp_path / "nirgends").book()


def test_a_folder_that_comes_later_is_found(tmp_path: Path, folder: Path) -> None:
    """After a failed start a reload takes the set as soon as it is there."""
    place = tmp_path / "spaeter"
    rules = Library(place)
    with pytest.raises(ConfigurationError):
        rules.book()
    shutil.copytree(folder, place)
    assert errors(rules) == []
    assert rules.book().rules


@pytest.mark.parametrize("kind", ["folder", "latin-1", "huge", "dead-link"])
def test_what_cannot_be_read_is_a_problem_not_a_crash(folder: Path, kind: str) -> None:
    """A directory in place of a file, another encoding, a giant file, a dead link; the last good set stays."""
    rules = Library(folder)
    good = rules.book()
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
    assert errors(rules) == [wanted[0]]
    assert rules.book() is good


def test_a_file_that_is_gone_for_a_moment_is_a_problem_for_a_moment(folder: Path) -> None:
    """Some editors remove the file before they write it anew."""
    rules = Library(folder)
    good = rules.book()
    path = folder / "topics.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert errors(rules) == ["missing-file"]
    assert rules.book() is good
    change(path, text)
    assert errors(rules) == []


def test_editors_leftovers_are_not_read(folder: Path) -> None:
    """Backup and lock files next to the real ones do not count."""
    for name in (".routing.yaml.swp", "#routing.yaml", "routing.yaml~", ".hidden.yaml"):
        (folder / name).write_text("kaputt: [", encoding="utf-8")
    assert Library(folder).book().rules
