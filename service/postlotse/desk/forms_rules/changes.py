"""What two sets of files differ in, told in German words and as lines.  Compares texts; judges nothing."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from postlotse.core.rules.types import RuleBook
from postlotse.core.yamltext import Node, Table, read
from postlotse.desk.forms_rules import kinds, telling
from postlotse.desk.forms_rules.kinds import KINDS, RULE, Kind

_FILE_WORDS = {
    "replies.yaml": "Antworten und Grenzen",
    "calendar.yaml": "Kalender",
}
_EMPTY = "(leer)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that differs: a field with its old and new text, or what came and what went of a list."""

    label: str
    before: str = ""
    after: str = ""
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One office, topic, association, rule or file that differs.

    `how` is a German word: neu, gelöscht, geändert, verschoben.  `kind` and `id` lead to its form, "" where there is none.
    """

    what: str
    name: str
    how: str
    lines: tuple[Line, ...] = ()
    kind: str = ""
    id: str = ""

    @property
    def how_class(self) -> str:
        """Return the class of style for `how`."""
        return {"neu": "new", "gelöscht": "gone", "verschoben": "moved"}.get(self.how, "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLines:
    """The lines of one file that differ: (sign, text), sign is "+", "-", " " or "@"."""

    file: str
    lines: tuple[tuple[str, str], ...]


def things(before: Mapping[str, str], after: Mapping[str, str], book: RuleBook | None) -> list[Thing]:
    """Return everything that differs, in words; `book` has the names of offices and topics."""
    found: list[Thing] = []
    for kind in KINDS.values():
        if before.get(kind.file) != after.get(kind.file):
            found += list(_kind(kind, before, after, book)) or [_silent(kind.file)]
    done = {kind.file for kind in KINDS.values()}
    for name in sorted({*before, *after} - done):
        if before.get(name) != after.get(name):
            found.append(_file(name, before.get(name), after.get(name)))
    return found


def _silent(file: str) -> Thing:
    return Thing(what="Datei", name=file, how="geändert", lines=(Line(label="nur Notizen oder Schreibweise"),))


def _kind(kind: Kind, before: Mapping[str, str], after: Mapping[str, str], book: RuleBook | None) -> Iterator[Thing]:
    old, new = kinds.things(before, kind), kinds.things(after, kind)
    for identity, node in new.items():
        title = kinds.title_of(kind, identity, node)
        if identity not in old:
            yield Thing(what=kind.one, name=title, how="neu", lines=_all(kind, node, book), kind=kind.key, id=identity)
        elif lines := _differing(kind, old[identity], node, book):
            yield Thing(what=kind.one, name=title, how="geändert", lines=lines, kind=kind.key, id=identity)
    for identity, node in old.items():
        if identity not in new:
            yield Thing(what=kind.one, name=kinds.title_of(kind, identity, node), how="gelöscht")
    if kind is RULE:
        yield from _moved(list(old), list(new), new)


def _moved(old: list[str], new: list[str], nodes: Mapping[str, Node]) -> Iterator[Thing]:
    """Yield the rules that stand elsewhere than the others around them; that a neighbour came or went moves nothing."""
    there = set(new)
    was, now = [i for i in old if i in there], [i for i in new if i in set(old)]
    stayed = {
        was[n]
        for block in difflib.SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        for n in range(block.a, block.a + block.size)
    }
    for identity in now:
        if identity not in stayed:
            line = Line(label="Platz", before=f"{old.index(identity) + 1}", after=f"{new.index(identity) + 1}")
            name = kinds.title_of(RULE, identity, nodes[identity])
            yield Thing(what=RULE.one, name=name, how="verschoben", lines=(line,), kind=RULE.key, id=identity)


def _all(kind: Kind, node: Node, book: RuleBook | None) -> tuple[Line, ...]:
    said = telling.told(kind, node, book)
    return tuple(
        Line(label=label, after=value if isinstance(value, str) else ", ".join(value)) for label, value in said.items()
    )


def _differing(kind: Kind, old: Node, new: Node, book: RuleBook | None) -> tuple[Line, ...]:
    was, now = telling.told(kind, old, book), telling.told(kind, new, book)
    lines = []
    for label in dict.fromkeys([*was, *now]):
        one, two = was.get(label, ""), now.get(label, "")
        if one == two:
            continue
        if isinstance(one, str) and isinstance(two, str):
            lines.append(Line(label=label, before=one or _EMPTY, after=two or _EMPTY))
            continue
        first, second = _tuple(one), _tuple(two)
        came, went = tuple(w for w in second if w not in first), tuple(w for w in first if w not in second)
        lines.append(Line(label=label, came=came or () if went else came or ("andere Reihenfolge",), went=went))
    return tuple(lines)


def _tuple(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _file(name: str, old: str | None, new: str | None) -> Thing:
    if old is None or new is None:
        return Thing(what=_sort(name), name=_called(name), how="neu" if old is None else "gelöscht")
    before, after = read(old, name)[0], read(new, name)[0]
    lines: list[Line] = []
    if name.endswith(".yaml") and isinstance(before, Table) and isinstance(after, Table):
        was, now = _flat(before), _flat(after)
        for key in dict.fromkeys([*was, *now]):
            if was.get(key) != now.get(key):
                lines.append(Line(label=key, before=was.get(key, _EMPTY), after=now.get(key, _EMPTY)))  # noqa: PERF401
    if not lines:
        signs = [sign for sign, _ in file_lines(name, old, new).lines]
        lines.append(Line(label="Zeilen", came=(f"{signs.count('+')} neu",), went=(f"{signs.count('-')} gelöscht",)))
    return Thing(what=_sort(name), name=_called(name), how="geändert", lines=tuple(lines[:20]))


def _flat(table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.entries.items():
        if isinstance(value, Table):
            found |= {name: telling.words(part) for name, part in value.entries.items()}
        else:
            found[key] = telling.words(value)
    return found


def _sort(name: str) -> str:
    return "Vorlage" if name.startswith("templates/") else "Tests" if name.startswith("tests/") else "Datei"


def _called(name: str) -> str:
    return _FILE_WORDS.get(name, name.removeprefix("templates/"))


def file_lines(name: str, old: str, new: str) -> FileLines:
    """Return the lines that differ, with three lines around."""
    made = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=3)
    lines = [(line[:1], line[1:]) for line in made if not line.startswith(("---", "+++"))]
    return FileLines(file=name, lines=tuple(("@", text) if sign == "@" else (sign, text) for sign, text in lines[:2000]))


def all_lines(before: Mapping[str, str], after: Mapping[str, str]) -> list[FileLines]:
    """Return the lines that differ of every file."""
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return [file_lines(name, before.get(name, ""), after.get(name, "")) for name in names]
