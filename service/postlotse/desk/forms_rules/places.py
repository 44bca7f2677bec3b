"""Problems of a file → the fields of a form, by line and column.  Judges nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from postlotse.core.problems import Problem
from postlotse.core.yamltext import Items, Node, Scalar, Table
from postlotse.desk.forms_rules.fields import Field, Path

Place = tuple[int, int]


def positions(node: Node, path: Path = ()) -> Iterator[tuple[Place, Path]]:
    """Yield the place of every node with its path, outer ones first."""
    yield (node.line, node.column), path
    if isinstance(node, Table):
        for key, value in node.entries.items():
            place = node.keys[key]
            yield (place.line, place.column), (*path, key)
            yield from positions(value, (*path, key))
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from positions(item, (*path, number))


def within(problems: Iterable[Problem], file: str, node: Node, key: Scalar | None = None) -> list[tuple[Problem, Path]]:
    """Return the problems that stand in a node (or at its key), each with the deepest path that it points to."""
    known: dict[Place, Path] = {}
    if key is not None:
        known[key.line, key.column] = ()
    known.update(positions(node))
    return [(p, known[p.line, p.column]) for p in problems if p.file == file and (p.line, p.column) in known]


def field_at(path: Path, fields: Sequence[Field]) -> Field | None:
    """Return the field that a path in an object belongs to; None for the object as a whole."""
    exact = [f for f in fields if f.path == path]
    above = sorted((f for f in fields if f.path == path[: len(f.path)]), key=lambda f: -len(f.path))
    below = [f for f in fields if path and f.path[: len(path)] == path]
    return next(iter([*exact, *above, *below]), None)


#: Problems that a check reports at the object as a whole, and the field that they speak of.
_SPEAKS_OF = {
    "doubled-address": "address",
    "office-without-address": "address",
    "no-contact": "contact",
    "topic-without-office": "office",
    "topic-without-words": "keywords.de",
}


_QUOTED = re.compile(r"„([a-z_]+)(?:: ?([a-z0-9_.…]+))?“")


def in_words(problem: Problem, fields: Sequence[Field]) -> Problem:
    """Return a problem that speaks of the fields of the form where it spoke of keys of the file."""

    def said(found: re.Match[str]) -> str:
        key, value = found[1], found[2]
        field = next((f for f in fields if f.path[-1] == key), None)
        if field is None:
            return found[0]
        if value in (None, "…"):
            return f"„{field.label}“"
        return f"„{field.label}: {next((o.label for o in field.options if o.value == value), value.replace('.', ','))}“"

    sentence, cure = _QUOTED.sub(said, problem.sentence), _QUOTED.sub(said, problem.cure)
    if problem.code == "missing-key":
        sentence, cure = sentence.replace("der Schlüssel", "die Angabe"), ""
    return replace(problem, sentence=sentence, cure=cure)


def by_field(found: Iterable[tuple[Problem, Path]], fields: Sequence[Field]) -> Mapping[str, list[Problem]]:
    """Return the problems by the name of their field; "" for those of the object as a whole."""
    sorted_: dict[str, list[Problem]] = {}
    names = {f.name for f in fields}
    for problem, path in found:
        lacking = _QUOTED.search(problem.sentence) if problem.code == "missing-key" else None
        meant = field_at((*path, lacking[1]) if lacking else path, fields)
        name = meant.name if meant is not None else _SPEAKS_OF.get(problem.code, "")
        sorted_.setdefault(name if name in names else "", []).append(in_words(problem, fields))
    return sorted_
