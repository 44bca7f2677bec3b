"""Fields of a form and the places in a rules file that they stand for.  Reads nodes and posted texts; writes nothing.

A form always shows what stands in the file, also what a check would refuse, and only changed fields become edits: so comments,
order and everything that a form does not know stay as they are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from postlotse.core.yamltext import Items, Node, Scalar, Table

#: A value as a form holds it: one text, or several.
Value = str | tuple[str, ...]
Values = dict[str, Value]
#: What is written to a file: texts and days, yes and no, numbers, lists and tables of them.
Written = str | bool | int | float | date | list["Written"] | dict[str, "Written"]
#: Keys and positions from the top of a file to a value.
Path = tuple[str | int, ...]

#: Longest text of one field, in characters.
LONGEST = 20_000
YES = frozenset({"yes", "true", "ja", "on"})
NO = frozenset({"no", "false", "nein", "off"})


class Sort(StrEnum):
    """How a field looks and what its text means."""

    TEXT = "text"
    LONG = "long"  # several lines that are kept
    LINES = "lines"  # a list, one entry a line
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"  # ticked or not; what is not in the file counts as `default`
    MAYBE = "maybe"  # yes, no, or it does not matter
    NUMBER = "number"
    SHARE = "share"
    CLOCK = "clock"


_MANY = (Sort.LINES, Sort.CHOICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: where it stands in the object's part of the file, and how it is asked for in German."""

    path: Path
    label: str
    sort: Sort = Sort.TEXT
    hint: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    default: str = ""
    lang: str = ""

    @property
    def name(self) -> str:
        """Return the name of the form field."""
        return ".".join(str(step) for step in self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of a file: a new value at a path, or (None) the path removed; `append` = a new item at the end of a list."""

    path: Path
    value: Written | None = None
    append: bool = False


def at(node: Node | None, path: Iterable[str | int]) -> Node | None:
    """Return the node at a path, or None."""
    for step in path:
        if isinstance(node, Table) and isinstance(step, str):
            node = node.entries.get(step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list; a single text counts as a list of one."""
    if isinstance(node, Items):
        return tuple(item.value.strip() for item in node.items if isinstance(item, Scalar))
    return (node.value.strip(),) if isinstance(node, Scalar) and node.value.strip() else ()


def value_of(field_: Field, node: Node | None) -> Value:
    """Return what stands at the place of a field, as the form shows it; `node` is the node of the place itself."""
    if field_.sort in _MANY:
        return texts(node)
    found = node.value.strip() if isinstance(node, Scalar) else " ".join(texts(node)) if node is not None else ""
    if field_.sort in (Sort.YES_NO, Sort.MAYBE):
        word = found.lower()
        return "yes" if word in YES else "no" if word in NO else field_.default
    return found


def read(fields: Iterable[Field], node: Node | None) -> Values:
    """Return the values of an object's node."""
    return {f.name: value_of(f, at(node, f.path)) for f in fields}


def posted(fields: Iterable[Field], get: Callable[[str], Sequence[str]]) -> Values:
    """Return what was typed; `get` returns the posted values of a name."""
    return {f.name: _typed(f, get(f.name)) for f in fields}


#: What no text of a rules file holds, and no database takes: control characters but tab and line break.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])


def clean(text: str) -> str:
    """Return a posted text with plain line breaks and without control characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)


def _typed(field_: Field, values: Sequence[str]) -> Value:
    if field_.sort is Sort.CHOICES:
        return tuple(dict.fromkeys(clean(v[:200]).strip() for v in values if v.strip()))[:500]
    text = clean((values[-1] if values else "")[:LONGEST])
    if field_.sort is Sort.LINES:
        return lines(text)
    if field_.sort is Sort.LONG:
        return "\n".join(line.rstrip() for line in text.strip("\n ").split("\n")).strip()
    if field_.sort is Sort.YES_NO:
        return "yes" if text else "no"
    return " ".join(text.split())


def lines(text: str) -> tuple[str, ...]:
    """Return the entries of a text with one a line; commas and semicolons part them too."""
    parts = [part.strip() for line in text.split("\n") for part in line.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))[:500]


def written(field_: Field, value: Value) -> Written:
    """Return a value as it is written to the file; what cannot be what it should is written as the text that was typed."""
    if isinstance(value, tuple):
        return list(value)
    match field_.sort:
        case Sort.YES_NO | Sort.MAYBE:
            return value == "yes"
        case Sort.NUMBER if value.isascii() and value.isdigit() and len(value) < 9:
            return int(value)
        case Sort.SHARE:
            return _share(value)
        case Sort.DAY:
            return _day(value)
        case Sort.LONG if "\n" in value:
            return value + "\n"
        case _:
            return value


def _share(text: str) -> Written:
    plain = text.replace(",", ".")
    try:
        amount = float(plain)
    except ValueError:
        return text
    return amount if 0.0 <= amount <= 1.0 else text


def _day(text: str) -> Written:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def unsaid(field_: Field, value: Value) -> bool:
    """Tell whether a value needs no line in the file."""
    return not value or (field_.sort in (Sort.YES_NO, Sort.MAYBE) and value == field_.default)


def edits(
    fields: Iterable[Field], old: Mapping[str, Value], new: Mapping[str, Value], node: Node | None, base: Path
) -> list[Edit]:
    """Return the edits that turn the old values into the new ones; `node` is the object's, `base` its path in the file."""
    found = []
    for f in fields:
        before, after = old.get(f.name, ""), new.get(f.name, "")
        if before == after:
            continue
        there = at(node, f.path) is not None
        if unsaid(f, after) and not f.required:
            if there:
                found.append(Edit(path=(*base, *f.path)))
        elif isinstance(after, str) and not after and not there:
            continue
        else:
            found.append(Edit(path=(*base, *f.path), value=written(f, after)))
    return found


def whole(fields: Iterable[Field], new: Mapping[str, Value]) -> dict[str, Written]:
    """Return a new object as nested tables, without what needs no line."""
    made: dict[str, Written] = {}
    for f in fields:
        value = new.get(f.name, "")
        if unsaid(f, value):
            continue
        inner = made
        for step in f.path[:-1]:
            inner = inner.setdefault(str(step), {})  # type: ignore[assignment]
        inner[str(f.path[-1])] = written(f, value)
    return made
