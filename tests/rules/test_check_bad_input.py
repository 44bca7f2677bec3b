"""Bad input: each gives the right value or a clear problem; never a crash, never half a rule set."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.check import check
from postlotse.core.rules.jsonschema import ids_of, schemas
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.library import STILL, Library
from postlotse.datafiles.rulefiles import RuleSet, judge, read_rules
from tests.rules.test_broken_sets import GOOD, TODAY, texts, written

SMALL = {name: text for name, text in read_rules(GOOD).files.items() if not name.startswith("tests/")}


def judged(**changes: str) -> tuple[RuleBook | None, list[Problem]]:
    """Return the book of the small good set with other files (`offices=…`), and all its problems."""
    files = {**SMALL, **{f"{name}.yaml": text for name, text in changes.items()}}
    book, found = load_book(files)
    return book, found if book is None else [*found, *check(book, files, today=TODAY)]


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("name: Sportamt", "name: NO", "NO"),
        ("name: Sportamt", "name: no", "no"),
        ("name: Sportamt", "name: 01067", "01067"),
        ("name: Sportamt", "name: 0x1F", "0x1F"),
        ("name: Sportamt", "name: 12:30", "12:30"),
        ("name: Sportamt", "name: 1_000", "1_000"),
        ("name: Sportamt", "name: 2026-12-31", "2026-12-31"),
        ("name: Sportamt", "name: ~a", "~a"),
        ("name: Sportamt", "name: 'Amt: Sport # und mehr'", "Amt: Sport # und mehr"),
        ("name: Sportamt", "name: Amt für\n      Sport", "Amt für Sport"),
        ("name: Sportamt", "name: Sportämter", "Sportämter"),
        ("name: Sportamt", "name: spor işleri", "spor işleri"),
    ],
)
def test_texts_stay_texts(old: str, new: str, value: str) -> None:
    """What YAML likes to take for numbers, times, days and truths is what stands there."""
    book, problems = judged(offices=SMALL["offices.yaml"].replace(old, new))
    assert problems == []
    assert book is not None
    assert book.offices["sportamt"].name == value


@pytest.mark.parametrize(
    ("written_as", "value"), [("12:30", 750), ("'12:30'", 750), ("07:05", 425), ("24:00", 1440), ("0:00", 0)]
)
def test_times_are_times(written_as: str, value: int) -> None:
    """With or without quotes; older YAML would make a number of base sixty of it."""
    rule = f"  - {{id: spaet, rule: Satz., when: {{time: {{until: {written_as}}}}}, then: {{tags: [x]}}}}\n"
    book, problems = judged(routing=SMALL["routing.yaml"].replace("rules:\n", f"rules:\n{rule}"))
    assert [p for p in problems if p.code != "never-true"] == []
    assert book is not None
    assert book.rules[0].when.end == value  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "time", ["25:00", "12:60", "12.30", "750", "²:30", "1²:30", "12:²²", "9" * 5000 + ":00", "24:01", "-1:30"]
)
def test_what_is_no_time_is_told(time: str) -> None:
    """Also figures that are none."""
    rule = f"  - {{id: spaet, rule: Satz., when: {{time: {{from: '{time}'}}}}, then: {{tags: [x]}}}}\n"
    book, problems = judged(routing=SMALL["routing.yaml"].replace("rules:\n", f"rules:\n{rule}"))
    assert book is None
    assert [p.code for p in problems] == ["not-a-time"]
    assert len(problems[0].sentence) < 500


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\n\n# Notiz\n" + text + "\n\n",
        lambda text: "---\n" + text,
    ],
    ids=["byte-order mark", "Windows", "old Mac", "notes", "document start"],
)
def test_how_a_file_is_stored_changes_nothing(change: object) -> None:
    """The same book, whatever the editor did to the ends of the lines."""
    files = {name: change(text) for name, text in SMALL.items()}  # type: ignore[operator]
    book, problems = load_book(files)
    assert problems == []
    plain, _ = load_book(SMALL)
    assert book is not None
    assert plain is not None
    assert (book.offices, book.topics, book.organisations) == (plain.offices, plain.topics, plain.organisations)
    assert [(rule.id, rule.then) for rule in book.rules] == [(rule.id, rule.then) for rule in plain.rules]


def test_a_byte_order_mark_does_not_move_places(tmp_path: Path) -> None:
    """Line and column are those that the editor shows, with Windows line ends too."""
    text = SMALL["offices.yaml"].replace("kind: pub", "kind: publik")
    plain = judged(offices=text)[1]
    folder = tmp_path / "rules"
    written(folder, SMALL)
    (folder / "offices.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert [(p.line, p.column) for p in load_book(read_rules(folder).files)[1]] == [(p.line, p.column) for p in plain]


BOMBS = {
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\noffices: *c\n",
    "merge": "base: &base {kind: int}\noffices: {a: {<<: *base, name: A}}\n",
    "deep": "offices: " + "[" * 50_000,
    "deep tables": "offices: " + "{a: " * 50_000,
    "wide": "offices: [" + "x," * 300_000 + "]",
    "long": "offices: {a: {name: " + "x" * 3_000_000 + "}}",
    "keys": "offices: {" + ", ".join(f"k{n}: {{name: A, kind: int}}" for n in range(60_000)) + "}",
    "quotes": "offices: '" + "''" * 500_000,
    "control": "offices: {a: {name: 'a\x00b', kind: int}}",
    "surrogate": "offices: {a: {name: '\ud800', kind: int}}",
    "tag": "offices: !!python/object/apply:os.system ['true']\n",
    "documents": "offices: {}\n---\noffices: {}\n",
    "directive": "%YAML 3.0\n---\noffices: {}\n",
    "null key": "offices: {~: {name: A, kind: int}}\n",
    "number key": "offices: {1: {name: A, kind: int}}\n",
}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bombs_are_problems(name: str) -> None:
    """They are refused or read, quickly, without eating memory; each problem has a German sentence."""
    _, problems = judged(offices=BOMBS[name])
    assert problems
    assert all(p.sentence.endswith(".") for p in problems)
    assert len(problems) < 200_000


@pytest.mark.parametrize("name", ["routing.yaml", "offices.yaml", "calendar.yaml", "templates/de/refer.j2", "tests/alle.yaml"])
@pytest.mark.parametrize("kind", ["folder", "five megabytes", "zero bytes", "latin-1", "dead link", "fifo"])
def test_what_is_no_file_of_ours_keeps_the_last_good_set(name: str, kind: str, tmp_path: Path) -> None:
    """A folder in a file's place, a giant, another encoding, a pipe: the set in use stays, and the problem is told."""
    folder = tmp_path / "rules"
    written(folder, texts(GOOD))
    library = Library(folder)
    before = library.in_use()
    path = folder / name
    path.unlink()
    match kind:
        case "folder":
            path.mkdir()
        case "five megabytes":
            path.write_bytes(b"# " + b"x" * 5_000_000)
        case "zero bytes":
            path.write_bytes(b"\0" * 64)
        case "latin-1":
            path.write_bytes("für: 1\n".encode("latin-1"))
        case "dead link":
            path.symlink_to(folder / "nirgends")
        case _:
            os.mkfifo(path)
    problems = library.reload()
    if kind == "folder" and name.startswith("templates/"):
        assert any(p.severity is Severity.ERROR for p in problems)  # the template is missing
    else:
        assert name in {p.file for p in problems if p.severity is Severity.ERROR}
    assert library.in_use() == before


def test_a_file_that_is_written_while_it_is_read_is_never_taken_half(tmp_path: Path) -> None:
    """Whatever moment a reload hits, the book in use is the old one or the new one."""
    folder = tmp_path / "rules"
    written(folder, texts(GOOD))
    clock = [0.0]
    library = Library(folder, patient=True, monotonic=lambda: clock[0])
    old = library.book()
    path = folder / "offices.yaml"
    text = path.read_text(encoding="utf-8")
    new = text.replace("name: Sportamt", "name: Amt für Sport")
    seen = {old.fingerprint}
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for whole in (new, text):
                with path.open("w", encoding="utf-8") as file:
                    for at in range(0, len(whole), 97):
                        file.write(whole[at : at + 97])
                        file.flush()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(60):
            clock[0] += STILL / 100
            library.reload()
            seen.add(library.book().fingerprint)
    finally:
        stop.set()
        writer.join()
    path.write_text(new, encoding="utf-8")
    for _ in range(2):
        library.reload()
        clock[0] += 2 * STILL
    final = library.book()
    assert final.offices["sportamt"].name == "Amt für Sport"
    assert seen <= {old.fingerprint, final.fingerprint}


_NAMES = st.sampled_from(sorted(SMALL))
_WORDS = """
    offices topics rules id when then any all none kind concern sport kultur kulturamt office referral hand_over route auto
    min_probability 0.9 1e999 nan -1 time from until 25:61 weekdays sa sender domain @ post.example known yes no NO ~ null ''
    words *halle ** pattern (a+)+$ (?=a) [ ] { } , : # &a *a !!str | > ? % ' " \\ valid_from 2026-02-30 9999-12-31 0001-01-01
    absences first last checked_on keywords threshold names de ä ² case state idle_days stems standing_consents given_on tests
    given expect text template acknowledgement-x calendar hours mo 08:00-16:00 replies 🙂
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\u202e", "\ufeff", "\x85", ": ", "- ", "\n", "\n  ", "\n    ", "\t", "|2-\n"])
_PILES = st.lists(_PIECES, max_size=80)


@settings(max_examples=250, deadline=None)
@given(
    name=_NAMES,
    text=st.one_of(
        st.text(max_size=300), st.lists(_PIECES, max_size=80).map(" ".join), st.lists(_PIECES, max_size=80).map("".join)
    ),
)
def test_no_text_breaks_the_check(name: str, text: str) -> None:
    """Any text in any file gives a book or problems; an editor's ids and schemas never fail either."""
    files = {**SMALL, name: text}
    result = judge(RuleSet(files=files), today=TODAY)
    assert result.book is not None or any(p.severity is Severity.ERROR for p in result.problems)
    for found in result.problems:
        assert found.sentence
        assert found.line >= 0
        assert str(found).startswith(found.file)
    ids_of(files)


@settings(max_examples=250, deadline=None)
@given(
    name=_NAMES,
    at=st.floats(0, 1),
    cut=st.integers(0, 60),
    put=st.one_of(st.lists(_PIECES, max_size=4).map("".join), st.text(max_size=8)),
)
def test_no_slip_of_a_finger_breaks_the_check(name: str, at: float, cut: int, put: str) -> None:
    """A good file with something cut out or typed in somewhere gives a book or problems."""
    text = SMALL[name]
    start = int(at * len(text))
    files = {**SMALL, name: text[:start] + put + text[start + cut :]}
    result = judge(RuleSet(files=files), today=TODAY)
    assert result.book is not None or any(p.severity is Severity.ERROR for p in result.problems)
    if result.whole is not None:
        assert schemas(ids_of(files))


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_file_cut_off_anywhere_is_never_half_a_set(name: str) -> None:
    """Cut at every line: either all entries that the file began are whole, or the set is refused."""
    lines = SMALL[name].splitlines(keepends=True)
    whole, _ = load_book(SMALL)
    assert whole is not None
    for n in range(len(lines)):
        book, problems = load_book({**SMALL, name: "".join(lines[:n])})
        if book is None:
            assert problems
            continue
        assert all(office == whole.offices[key] or name == "offices.yaml" for key, office in book.offices.items())
        assert [rule.id for rule in book.rules] == [rule.id for rule in whole.rules][: len(book.rules)]
