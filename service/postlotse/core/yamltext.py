"""Read YAML into nodes that remember where they stand.  Scalars stay text until a schema types them.

Refuses what office people never need and attackers or accidents do: aliases and anchors, tags, duplicate keys, several
documents, deep nesting, huge files.  Opens no files and gives no meaning to anything it reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from postlotse.core.problems import Problem

MOST_CHARACTERS = 2_000_000
MOST_NODES = 200_000
DEEPEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text as it stands in the file: `NO` is "NO" and `01067` is "01067".  `plain` = written without quotes."""

    value: str
    plain: bool = True
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    items: "tuple[Node, ...]" = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping with text keys; `keys` holds the key nodes, for problems that point at a key."""

    entries: "Mapping[str, Node]" = field(default_factory=dict)
    keys: Mapping[str, Scalar] = field(default_factory=dict)
    line: int = 0
    column: int = 0


Node = Scalar | Items | Table


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    line: int
    column: int
    is_table: bool
    items: list[Node] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)
    entries: dict[str, Node] = field(default_factory=dict)
    key: Scalar | None = None


class _RefusedError(Exception):
    """The text cannot be taken in; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the root node of `text` and the problems found; the node is None when the text is empty or was refused."""
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        sentence = f"Die Datei ist mit {len(text)} Zeichen zu groß, erlaubt sind {MOST_CHARACTERS}."
        return None, [_problem(file, 0, 0, "too-large", sentence, "die Datei kürzen")]
    try:
        return _build(text, file), []
    except _RefusedError as refused:
        return None, [refused.problem]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, text, file)]
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        sentence = "Die Datei enthält ein unvollständiges Zeichen."
        return None, [_problem(file, line, 0, "bad-character", sentence, "das Zeichen löschen")]
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
        sentence = "Die Datei enthält ein Zeichen, das in YAML nicht erlaubt ist (Steuerzeichen)."
        return None, [_problem(file, line, 0, "bad-character", sentence, "das Zeichen löschen")]


def _build(text: str, file: str) -> Node | None:
    """Turn parser events into nodes with an explicit stack, so that nesting cannot exhaust ours."""
    stack: list[_Open] = []
    root: Node | None = None
    nodes = documents = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refusal(
                    file, event, "several-documents", "Die Datei enthält mehrere Dokumente (`---`).", "alles in eines schreiben"
                )
            continue
        if isinstance(event, yaml.AliasEvent):
            raise _refusal(
                file,
                event,
                "alias",
                "Verweise (`*name`) sind nicht erlaubt.",
                "den Text ausschreiben oder in Anführungszeichen setzen",
            )
        node: Node
        if isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            nodes += 1
            if nodes > MOST_NODES:
                raise _refusal(
                    file, event, "too-many-nodes", "Die Datei enthält zu viele Einträge.", "die Datei aufteilen oder kürzen"
                )
            if event.anchor is not None:
                raise _refusal(
                    file, event, "anchor", "Anker (`&name`) sind nicht erlaubt.", "den Text in Anführungszeichen setzen"
                )
            if event.tag is not None:
                raise _refusal(
                    file, event, "tag", "YAML-Typen (`!name`) sind nicht erlaubt.", "den Text in Anführungszeichen setzen"
                )
        line, column = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(value=event.value, plain=event.style is None or event.style == "", line=line, column=column)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if len(stack) >= DEEPEST:
                raise _refusal(
                    file, event, "too-deep", f"Die Einrückung ist tiefer als {DEEPEST} Ebenen.", "die Bedingung vereinfachen"
                )
            stack.append(_Open(line, column, isinstance(event, yaml.MappingStartEvent)))
            continue
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            node = _closed(stack.pop())
        else:
            continue
        if not stack:
            root = node
        else:
            _put(stack[-1], node, file)
    return None if isinstance(root, Scalar) and root.plain and root.value == "" else root


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return line and column of an event, counted from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def _closed(opened: _Open) -> Node:
    """Freeze a finished list or mapping."""
    if opened.is_table:
        return Table(entries=opened.entries, keys=opened.keys, line=opened.line, column=opened.column)
    return Items(items=tuple(opened.items), line=opened.line, column=opened.column)


def _put(parent: _Open, node: Node, file: str) -> None:
    """Add a finished node to the list or mapping around it."""
    if not parent.is_table:
        parent.items.append(node)
    elif parent.key is None:
        if not isinstance(node, Scalar):
            raise _RefusedError(
                _problem(file, node.line, node.column, "odd-key", "Ein Schlüssel muss ein einfacher Text sein.", "")
            )
        if node.value in parent.entries:
            first = parent.keys[node.value].line
            sentence = f"Der Schlüssel „{node.value}“ steht hier ein zweites Mal (zuerst in Zeile {first})."
            raise _RefusedError(
                _problem(file, node.line, node.column, "duplicate-key", sentence, "einen der beiden Einträge löschen")
            )
        parent.key = node
    else:
        parent.keys[parent.key.value] = parent.key
        parent.entries[parent.key.value] = node
        parent.key = None


def _problem(file: str, line: int, column: int, code: str, sentence: str, cure: str) -> Problem:
    return Problem(file=file, line=line, column=column, code=code, sentence=sentence, cure=cure)


def _refusal(file: str, event: yaml.Event, code: str, sentence: str, cure: str) -> _RefusedError:
    """Make the refusal of an event, with its place."""
    line, column = _place(event)
    return _RefusedError(_problem(file, line, column, code, sentence, cure))


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Say in German where the YAML is broken, and guess the usual causes."""
    words = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in words and error.context_mark is not None:
        mark = error.context_mark  # where the text begins, not where the file ends
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or "tab" in words:
        return _problem(file, line, column, "tab", "Die Zeile ist mit einem Tabulator eingerückt.", "Leerzeichen verwenden")
    if "quoted scalar" in words:
        return _problem(
            file,
            line,
            column,
            "quote",
            "Ein Anführungszeichen wird nicht geschlossen.",
            "den Text mit demselben Zeichen beenden",
        )
    if "mapping values are not allowed" in words:
        cure = "Einrückung prüfen oder Text mit „: “ in Anführungszeichen setzen"
        return _problem(file, line, column, "syntax", "Hier steht ein Doppelpunkt, wo keiner erwartet wird.", cure)
    if "undefined alias" in words:
        return _problem(
            file, line, column, "alias", "Verweise (`*name`) sind nicht erlaubt.", "den Text in Anführungszeichen setzen"
        )
    return _problem(
        file,
        line,
        column,
        "syntax",
        "Die Datei ist an dieser Stelle kein gültiges YAML.",
        "Einrückung, Klammern und Doppelpunkte prüfen",
    )
