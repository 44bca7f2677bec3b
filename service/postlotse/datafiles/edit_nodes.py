"""Where every value of a YAML text stands: nodes with their first and last character.  Changes nothing.

The same parser as in `core.yamltext` is used, so that both see the same; offsets count characters of a text without a
byte-order mark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

import yaml

from postlotse.core.errors import PostlotseError
from postlotse.core.yamltext import Items, Node, Scalar, Table, read

#: What a file holds when every scalar stays a text.
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
#: What may be written; None in a mapping means that the key is left out or removed.
Value: TypeAlias = "str | bool | int | float | date | time | Sequence[Value] | Mapping[str, Value | None]"
#: Keys of tables, places in lists, and `id=…` for the entry of a list whose key has that value.
NodePath: TypeAlias = "Sequence[str | int]"

BREAKS = "\n\r\x85\u2028\u2029"


class EditRefused(PostlotseError):
    """The text cannot be changed here without changing something else; the file is left as it is."""


class Kind(StrEnum):
    SCALAR = "scalar"
    ITEMS = "items"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A node and its place: `start` and `end` are offsets, `end` behind the last character that belongs to it.

    `style` is "" for a plain scalar, else one of ' " | >; `flow` says that a list or table stands in brackets;
    `keys` are the key nodes of a table, beside `items`.
    """

    kind: Kind
    start: int
    end: int
    column: int
    style: str = ""
    flow: bool = False
    value: str = ""
    keys: "tuple[Spot, ...]" = ()
    items: "tuple[Spot, ...]" = ()


@dataclass(slots=True)
class _Open:
    kind: Kind
    start: int
    column: int
    flow: bool
    children: list[Spot] = field(default_factory=list)


@lru_cache(maxsize=4)  # each change looks at the same text several times
def spots(text: str) -> Spot | None:
    """Return the root of a text, None when it is empty; raises EditRefused for what `core.yamltext` refuses."""
    _, problems = read(text, "")
    if problems:
        raise EditRefused(f"Die Datei lässt sich so nicht ändern (Zeile {problems[0].line}): {problems[0].sentence}")
    stack: list[_Open] = []
    root: Spot | None = None
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            kind = Kind.TABLE if isinstance(event, yaml.MappingStartEvent) else Kind.ITEMS
            stack.append(_Open(kind, *_mark(event.start_mark), bool(event.flow_style)))
            continue
        if isinstance(event, yaml.ScalarEvent):
            spot = _scalar(event, text)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            spot = _closed(stack.pop(), event)
        else:
            continue
        if stack:
            stack[-1].children.append(spot)
        else:
            root = spot
    return None if root is not None and root.kind is Kind.SCALAR and not root.value and root.style == "" else root


def _mark(mark: object) -> tuple[int, int]:
    """Return offset and column of a mark; every event of a parsed text has both."""
    return int(getattr(mark, "index", 0)), int(getattr(mark, "column", 0))


def _scalar(event: yaml.ScalarEvent, text: str) -> Spot:
    (start, column), (end, _), style = _mark(event.start_mark), _mark(event.end_mark), event.style or ""
    if style in ("|", ">"):
        head = text[start:end].splitlines()[0] if end > start else ""
        if "+" not in head.partition("#")[0]:  # otherwise the empty lines after it are its own
            end = max(len(text[:end].rstrip(BREAKS + " ")), start + 1)
    return Spot(kind=Kind.SCALAR, start=start, end=end, column=column, style=style, value=event.value)


def _closed(opened: _Open, event: yaml.Event) -> Spot:
    keys = tuple(opened.children[::2]) if opened.kind is Kind.TABLE else ()
    items = tuple(opened.children[1::2]) if opened.kind is Kind.TABLE else tuple(opened.children)
    end = _mark(event.end_mark)[0] if opened.flow else max(items[-1].end, opened.start) if items else opened.start
    return Spot(kind=opened.kind, start=opened.start, end=end, column=opened.column, flow=opened.flow, keys=keys, items=items)


def plain(spot: Spot | None) -> Plain:
    """Return the value of a node, scalars as text; "" for none."""
    if spot is None:
        return ""
    if spot.kind is Kind.SCALAR:
        return spot.value
    if spot.kind is Kind.ITEMS:
        return [plain(item) for item in spot.items]
    return {key.value: plain(item) for key, item in zip(spot.keys, spot.items, strict=True)}


def plain_node(node: Node | None) -> Plain:
    """Return the value of a node of `core.yamltext`, scalars as text; "" for none."""
    if isinstance(node, Table):
        return {key: plain_node(value) for key, value in node.entries.items()}
    if isinstance(node, Items):
        return [plain_node(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else ""


def plain_value(value: Value) -> Plain:
    """Return a value as it will be read back: yes/no, numbers and days as text; entries that are None are left out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return str(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items() if item is not None}
    return [plain_value(item) for item in value]


def position(value: Plain, step: str | int) -> str | int:
    """Return the key or index that one step of a path means in a value; raises EditRefused when it leads nowhere."""
    if isinstance(value, dict) and isinstance(step, str) and step in value:
        return step
    if isinstance(value, list):
        if isinstance(step, int) and -len(value) <= step < len(value):
            return step % len(value)
        if isinstance(step, str) and "=" in step:
            key, _, wanted = step.partition("=")
            for index, item in enumerate(value):
                if isinstance(item, dict) and item.get(key) == wanted:
                    return index
    raise EditRefused(f"Den Eintrag „{step}“ gibt es an dieser Stelle nicht.")


def child(spot: Spot, step: str | int) -> tuple[int, Spot]:
    """Return index and node that one step leads to; raises EditRefused."""
    at = position(plain(spot), step)
    index = at if isinstance(at, int) else [key.value for key in spot.keys].index(at)
    return index, spot.items[index]
