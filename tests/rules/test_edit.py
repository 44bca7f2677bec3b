"""Editing rules files: one thing changes, all else stays as it was typed, and what is written is read as it was meant."""

import copy
import difflib
import re
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlotse.core import yamltext
from postlotse.datafiles import edit
from postlotse.datafiles.edit import EditRefused
from postlotse.datafiles.edit_nodes import plain_node
from postlotse.datafiles.places import shipped_rules
from tests.rules.yaml_pages import Plain, anything, names, pages, plains

SHIPPED = sorted(path.relative_to(shipped_rules()).as_posix() for path in shipped_rules().rglob("*.yaml"))

PAGE = """\
# Kopf

offices:

  # ───── Abteilung ─────

  # zum Bürgeramt
  buergeramt:
    name: Bürgeramt   # alter Name: Meldeamt
    address: 'buergeramt@stadt.example'
    contact: |
      Bürgeramt
      Rathausplatz 1
    languages: [de, en]

  # zum Kulturamt
  kulturamt:
    name: Kulturamt
    absences:
      - {first: 2026-07-01, last: 2026-07-20}   # Sommer
      # danach wieder da
      - {first: 2026-12-24, last: 2026-12-31}

# Fuß
"""


def read(text: str) -> Plain:
    node, problems = yamltext.read(text if text.endswith("\n") else f"{text}\n", "x.yaml")
    assert [] == problems
    return plain_node(node)


def shipped(name: str) -> str:
    return (Path(shipped_rules()) / name).read_text(encoding="utf-8")


def spots(value: Plain, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Plain]]:
    """Return every value below another with its path."""
    found: list[tuple[tuple[str | int, ...], Plain]] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in pairs:
        found += [((*path, step), item), *spots(item, (*path, step))]
    return found


def changes(before: str, after: str) -> list[tuple[list[str], list[str]]]:
    """Return the places where lines differ: what stood there, what stands there."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for kind, a, b, c, d in steps if kind != "equal"]


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def remarks(text: str) -> list[str]:
    """Return the numbered remarks of a made-up page, in their order."""
    return re.findall(r"# Bemerkung \d+", text)


def inside(whole: Plain, path: tuple[str | int, ...]) -> Plain:
    for step in path:
        whole = whole[step]  # type: ignore[index]
    return whole


@pytest.mark.parametrize("name", SHIPPED)
def test_setting_what_is_there_changes_no_byte(name: str) -> None:
    """The whole file set to itself, with any line break and byte-order mark."""
    text = shipped(name)
    for typed in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        assert typed == edit.set_value(typed, (), read(typed))


@pytest.mark.parametrize("name", SHIPPED)
def test_another_value_changes_the_lines_of_that_value_only(name: str) -> None:
    """Values all over the shipped files, one after the other, short and long."""
    text = shipped(name)
    scalars = [(path, value) for path, value in spots(read(text)) if isinstance(value, str)]
    for path, value in scalars[:: len(scalars) // 20 + 1]:
        for wanted in ("neuer Wert", "NO: '01067'"):
            after = edit.set_value(text, path, wanted)
            ((old, new),) = changes(text, after)
            assert len(old) <= value.count("\n") + 1
            assert 1 == len(new)
            assert wanted == edit.value_of(after, path)
            assert comments(text) == comments(after)


@pytest.mark.parametrize("name", ["routing.yaml", "offices.yaml", "topics.yaml", "organisations.yaml"])
def test_an_entry_that_is_added_and_taken_out_again_leaves_the_file_as_it_was(name: str) -> None:
    """At every eighth place of the big lists; only new lines appear."""
    text = shipped(name)
    top = next(iter(read(text)))
    many = edit.value_of(text, (top,))
    entry: dict[str, edit.Value] = {"id": "neu", "name": "Etwas: Neues", "languages": ["de", "en"]}
    for at in [*range(0, len(many), 8), None]:
        before = at if isinstance(many, list) else None if at is None else list(many)[at]
        after = edit.add(text, (top,), None if isinstance(many, list) else "neu", entry, before=before)
        ((old, _),) = changes(text, after)
        assert [] == old
        where = "id=neu" if isinstance(many, list) else "neu"
        assert text == edit.remove(after, (top, where))


def test_a_rule_moves_with_its_remarks_and_back() -> None:
    """The headings between the rules stay where they are."""
    text = shipped("routing.yaml")
    rules = edit.value_of(text, ("rules",))
    assert isinstance(rules, list)
    names = [rule["id"] for rule in rules if isinstance(rule, dict)]
    for at in range(0, len(names) - 3, 7):
        there = edit.move(text, ("rules", f"id={names[at]}"), at + 2)
        moved = edit.value_of(there, ("rules",))
        assert isinstance(moved, list)
        assert [*names[at + 1 : at + 3], names[at]] == [rule["id"] for rule in moved[at : at + 3] if isinstance(rule, dict)]
        assert sorted(comments(text)) == sorted(comments(there))
        assert sorted(text.splitlines()) == sorted(there.splitlines())


CASES = {
    "a plain text": (("offices", "kulturamt", "name"), "Amt für Kultur", [("name: Kulturamt\n", "name: Amt für Kultur\n")]),
    "the remark behind it stays": (("offices", "buergeramt", "name"), "Amt", [("Bürgeramt  ", "Amt  ")]),
    "quotes stay": (
        ("offices", "buergeramt", "address"),
        "neu@stadt.example",
        [("'buergeramt@stadt.example'", "'neu@stadt.example'")],
    ),
    "quotes where they are needed": (("offices", "kulturamt", "name"), "Amt: 41", [("name: Kulturamt\n", "name: 'Amt: 41'\n")]),
    "a country that looks like a no": (("offices", "kulturamt", "name"), "NO", [("name: Kulturamt\n", "name: 'NO'\n")]),
    "a day in place of a day": (
        ("offices", "kulturamt", "absences", 0, "last"),
        date(2026, 7, 22),
        [("2026-07-20", "2026-07-22")],
    ),
    "a day as text in place of a day": (
        ("offices", "kulturamt", "absences", 1, "last"),
        "2027-01-02",
        [("2026-12-31", "2027-01-02")],
    ),
    "lines of text": (
        ("offices", "buergeramt", "contact"),
        "Neues Amt\nMarkt 2\n",
        [("      Bürgeramt\n      Rathausplatz 1\n", "      Neues Amt\n      Markt 2\n")],
    ),
    "one line in place of several": (
        ("offices", "buergeramt", "contact"),
        "Markt 2",
        [("|\n      Bürgeramt\n      Rathausplatz 1\n", "Markt 2\n")],
    ),
    "several lines in place of one": (
        ("offices", "buergeramt", "name"),
        "Amt\nMarkt\n",
        [("name: Bürgeramt   # alter Name: Meldeamt\n", "name: |   # alter Name: Meldeamt\n      Amt\n      Markt\n")],
    ),
    "one more in a list": (("offices", "buergeramt", "languages"), ["de", "en", "tr"], [("[de, en]", "[de, en, tr]")]),
    "one less": (("offices", "buergeramt", "languages"), ["en"], [("[de, en]", "[en]")]),
    "another order": (("offices", "buergeramt", "languages"), ["en", "de"], [("[de, en]", "[en, de]")]),
    "a yes that was not there": (
        ("offices", "kulturamt", "sensitive"),
        True,
        [("2026-12-31}\n", "2026-12-31}\n    sensitive: yes\n")],
    ),
    "a time": (("offices", "kulturamt", "from"), time(8, 30), [("2026-12-31}\n", "2026-12-31}\n    from: '08:30'\n")]),
    "a table of which one key is left out": (
        ("offices", "buergeramt"),
        {"name": "Bürgeramt", "contact": "Bürgeramt\nRathausplatz 1\n", "languages": ["de", "en"]},
        [("    address: 'buergeramt@stadt.example'\n", "")],
    ),
    "None takes a key out": (
        ("offices", "buergeramt"),
        {"name": "Bürgeramt", "address": None, "contact": "Bürgeramt\nRathausplatz 1\n", "languages": ["de", "en"]},
        [("    address: 'buergeramt@stadt.example'\n", "")],
    ),
}


@pytest.mark.parametrize(("path", "value", "wanted"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("manner", ["\n", "\r\n", "bom"])
def test_what_a_form_changes(path: edit.NodePath, value: edit.Value, wanted: list[tuple[str, str]], manner: str) -> None:
    """The change as a person would have typed it, in the manner of the file."""

    def typed(text: str) -> str:
        return "\ufeff" + text if manner == "bom" else text.replace("\n", manner)

    expected = PAGE
    for old, new in wanted:
        assert 1 == expected.count(old)
        expected = expected.replace(old, new)
    assert typed(expected) == edit.set_value(typed(PAGE), path, value)


def test_the_last_entry_of_a_list_leaves_an_empty_list_which_can_be_filled_again() -> None:
    """Absences that are over are taken out one by one; the next one is written as the first."""
    path = ("offices", "kulturamt", "absences")
    text = edit.remove(edit.remove(PAGE, (*path, 0)), (*path, 0))
    assert "    absences: []\n\n# Fuß\n" in text
    again = edit.add(text, path, None, {"first": date(2027, 1, 1), "last": date(2027, 1, 3)})
    assert "    absences: [{first: 2027-01-01, last: 2027-01-03}]\n" in again


def test_a_list_that_is_missing_is_made() -> None:
    """The first absence of an office."""
    text = edit.add(PAGE, ("offices", "buergeramt", "absences"), None, {"first": date(2027, 1, 1), "last": date(2027, 1, 3)})
    assert "    languages: [de, en]\n    absences: [{first: 2027-01-01, last: 2027-01-03}]\n\n  # zum Kulturamt" in text


def test_an_office_goes_with_the_remark_above_it_and_the_heading_stays() -> None:
    """What stands directly above belongs to the entry, what stands apart does not."""
    text = edit.remove(PAGE, ("offices", "buergeramt"))
    assert "offices:\n\n  # ───── Abteilung ─────\n\n  # zum Kulturamt\n  kulturamt:" in text
    assert "zum Bürgeramt" not in text


def test_an_office_is_added_with_the_same_distance() -> None:
    """At the end, above the remark at the foot, which is not indented."""
    text = edit.add(PAGE, ("offices",), "sportamt", {"name": "Sportamt", "contact": "Sportamt\nHalle 1\n"})
    assert "2026-12-31}\n\n  sportamt:\n    name: Sportamt\n    contact: |\n      Sportamt\n      Halle 1\n\n# Fuß\n" in text


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (lambda: edit.set_value(PAGE, ("offices", "nirgends", "name"), "x") and edit.remove(PAGE, ("nichts",)), "nichts"),
        (lambda: edit.add(PAGE, ("offices",), "kulturamt", {}), "gibt es schon"),
        (lambda: edit.add(PAGE, ("offices",), None, "x"), "nicht hinzufügen"),
        (lambda: edit.remove(PAGE, ("offices", "kulturamt", "absences", 7)), "7"),
        (lambda: edit.move(PAGE, ("offices", "kulturamt", "absences", 0), 2), "verschieben"),
        (lambda: edit.set_value("a: [\n", ("a",), "x"), "Zeile"),
        (lambda: edit.set_value("", ("a",), "x"), "leer"),
        (lambda: edit.set_value("a: &x 1\nb: *x\n", ("a",), "x"), "Anker"),
        (lambda: edit.set_value(PAGE, ("offices", "kulturamt", "name"), "\ud800"), "Zeichen"),
        (lambda: edit.set_value(PAGE, ("offices", "x" * 300), "x"), "zu lang"),
    ],
    ids=["nowhere", "twice", "odd-kind", "no-such-item", "past-the-end", "broken", "empty", "anchor", "surrogate", "long-key"],
)
def test_what_cannot_be_done_is_refused_in_words(action: object, words: str) -> None:
    """Never a traceback, never half a change."""
    with pytest.raises(EditRefused, match=words):
        action()  # type: ignore[operator]


def mutated(whole: Plain, path: tuple[str | int, ...], change: object) -> Plain:
    """Return a copy in which the collection that holds the end of a path was changed."""
    copied = copy.deepcopy(whole)
    change(inside(copied, path[:-1]), path[-1])  # type: ignore[operator]
    return copied


@given(pages(), plains, st.data())
def test_any_value_in_any_place_is_read_as_it_was_meant(page: tuple[str, Plain], value: Plain, data: st.DataObject) -> None:
    """Whatever is written where: read again it is exactly that, and nothing else has changed."""
    text, whole = page
    assert whole == read(text)
    path, _ = data.draw(st.sampled_from(spots(whole)))
    after = edit.set_value(text, path, value)
    assert mutated(whole, path, lambda holder, step: holder.__setitem__(step, value)) == read(after)


@given(pages(), anything | st.booleans() | st.integers(0, 99), st.data())
def test_another_text_in_place_of_a_text_costs_no_remark(
    page: tuple[str, Plain], value: edit.Value, data: st.DataObject
) -> None:
    """Every comment of the page is still there, in the same order."""
    text, whole = page
    texts = [path for path, item in spots(whole) if isinstance(item, str)]
    if texts:
        after = edit.set_value(text, data.draw(st.sampled_from(texts)), value)
        assert remarks(text) == remarks(after)
        newline = "\r\n" if "\r\n" in text else "\n"
        assert after.count("\n") == after.count(newline)


@given(pages(), plains, names, st.data())
def test_an_entry_in_any_place(page: tuple[str, Plain], value: Plain, name: str, data: st.DataObject) -> None:
    """Added before any other or at the end of any list or table: read as it was meant, in that order, without loss."""
    text, whole = page
    holders = [((), whole)] + [(path, item) for path, item in spots(whole) if not isinstance(item, str)]
    path, holder = data.draw(st.sampled_from(holders))
    at = data.draw(st.integers(0, len(holder)))
    before = None if at == len(holder) else at if isinstance(holder, list) else list(holder)[at]
    if isinstance(holder, list):
        after = edit.add(text, path, None, value, before=before)
        wanted: Plain = [*holder[:at], value, *holder[at:]]
    elif name in holder or "\n" in name:
        return
    else:
        after = edit.add(text, path, name, value, before=before)
        pairs = list(holder.items())
        wanted = dict([*pairs[:at], (name, value), *pairs[at:]])
    found = inside(read(after), path)
    assert wanted == found
    assert list(wanted) == list(found)
    assert remarks(text) == remarks(after)


@given(pages(), st.data())
def test_an_entry_less_in_any_place(page: tuple[str, Plain], data: st.DataObject) -> None:
    """Taken out of any list or table: the others stand as before."""
    text, whole = page
    path, _ = data.draw(st.sampled_from(spots(whole)))
    if path[:-1] == () and len(whole) == 1:
        return
    assert mutated(whole, path, lambda holder, step: holder.__delitem__(step)) == read(edit.remove(text, path))


@given(pages(), st.data())
def test_an_entry_in_another_place_of_its_list(page: tuple[str, Plain], data: st.DataObject) -> None:
    """Moved up or down: the order is the one asked for, and no remark is lost."""
    text, whole = page
    lists = [(path, item) for path, item in spots(whole) if isinstance(item, list) and len(item) > 1]
    if not lists:
        return
    path, items = data.draw(st.sampled_from(lists))
    at, to = data.draw(st.integers(0, len(items) - 1)), data.draw(st.integers(0, len(items) - 1))
    rest = [item for n, item in enumerate(items) if n != at]
    after = edit.move(text, (*path, at), to)
    assert sorted(remarks(text)) == sorted(remarks(after))
    assert [*rest[:to], items[at], *rest[to:]] == inside(read(after), path)


@given(anything)
def test_any_text_as_key_and_value(text: str) -> None:
    """Whatever a person types into a form is read back letter by letter, in lines and in brackets."""
    for page, path in (("a: x\n", ("a",)), ("a: [x, y]\n", ("a", 0)), ("a: {k: x}\n", ("a", "k")), ("- x\n", (0,))):
        assert text == edit.value_of(edit.set_value(page, path, text), path)
    if "\n" not in text:
        assert {"a": "x", text: "y"} == read(edit.set_value("a: x\n", (text,), "y")) or text == "a"
