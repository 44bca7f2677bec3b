"""Take a rule's `when` apart as its author wrote it: each condition with its key and its place.  Judges nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf, NoneOf
from postlotse.core.yamltext import Items, Node, Scalar, Table

LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the conditions that all have to hold, as it is written ("topics: sport"), and where it stands.

    `branches` are the alternatives of an `any`.
    """

    condition: Condition
    written: str
    at: Node
    branches: "tuple[Part, ...]" = ()


def parts(node: Node | None, condition: Condition) -> list[Part]:
    """Return the conditions of a `when` that all have to hold; a single one when the two do not fit each other."""
    if not isinstance(node, Table):
        return []
    keys = list(node.entries)
    inner = (condition,) if len(keys) == 1 else condition.parts if isinstance(condition, AllOf) else ()
    if len(inner) != len(keys):
        return [Part(condition=condition, written=f"when: {written(node)}", at=node)]
    return [part for key, one in zip(keys, inner, strict=True) for part in _of_key(key, node, one)]


def _of_key(key: str, table: Table, condition: Condition) -> Iterator[Part]:
    """Yield what one key of a `when` demands."""
    value, at = table.entries[key], table.keys[key]
    items = value.items if isinstance(value, Items) else (value,)
    match condition:
        case AllOf() if key == "all" and len(items) == len(condition.parts):
            for item, one in zip(items, condition.parts, strict=True):
                yield from parts(item, one)
        case NoneOf() if key == "none" and len(items) == len(condition.parts):
            for item, one in zip(items, condition.parts, strict=True):
                yield Part(condition=NoneOf(parts=(one,)), written=f"none: {written(item)}", at=_first(item))
        case AnyOf() if key == "any" and len(items) == len(condition.parts):
            branches = tuple(
                Part(condition=one, written=written(item), at=_first(item))
                for item, one in zip(items, condition.parts, strict=True)
            )
            yield Part(condition=condition, written=f"any: {written(value)}", at=at, branches=branches)
        case _:
            yield Part(condition=condition, written=f"{key}: {written(value)}", at=at)


def _first(node: Node) -> Node:
    """Return the first key of a table, which is what an author looks for."""
    return next(iter(node.keys.values()), node) if isinstance(node, Table) else node


def written(node: Node) -> str:
    """Return a node as one short line, much as it stands in the file."""
    text = " ".join(_text(node).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _text(node: Node) -> str:
    match node:
        case Scalar():
            return node.value[:LONGEST]
        case Items():
            return f"[{', '.join(_text(item) for item in node.items[:12])}]"
        case Table():
            return ", ".join(f"{key}: {_text(value)}" for key, value in list(node.entries.items())[:12])
