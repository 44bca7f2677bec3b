"""Offices, topics, associations and rules in German words: label → text, with names in place of ids.  Compares nothing."""

from collections.abc import Callable
from datetime import date
from functools import partial

from postlotse.core.rules.types import RuleBook
from postlotse.core.yamltext import Items, Node, Scalar, Table
from postlotse.desk.forms_rules import choices, conditions, parts
from postlotse.desk.forms_rules.fields import NO, YES, Field, Sort, Value, at
from postlotse.desk.forms_rules.groups import Rows
from postlotse.desk.forms_rules.kinds import RULE, Kind
from postlotse.desk.forms_rules.parts import Part

_OTHER = {"tests": "Tests"}
_BETWEEN = {"any": " – oder – ", "all": " – und – ", "none": " – oder – "}


def told(kind: Kind, node: Node | None, book: RuleBook | None) -> dict[str, Value]:
    """Return what is said of one thing by German label, in the order of its form; lists stay lists."""
    found: dict[str, Value] = {}
    seen: set[tuple[str | int, ...]] = {("id",)} if kind.listed else set()
    for group in kind.form(book):
        for f in group.fields:
            seen.add(f.path)
            _note(found, f.label, at(node, f.path), partial(value, f))
        if group.rows is not None:
            seen.add(group.rows.path)
            _note(found, group.rows.title, at(node, group.rows.path), partial(_rows, group.rows))
        if group.part is not None:
            seen.add(group.part.path)
            found |= {label: said for label, said in part_told(group.part, at(node, group.part.path)).items() if said}
    for path, rest in _rest(node, seen):
        if kind is RULE and path[0] == "when":
            found[conditions.title_of(str(path[-1]))] = nested(str(path[-1]), rest, book)
        else:
            found[_OTHER.get(str(path[0]), ".".join(str(step) for step in path))] = words(rest)
    return found


def _note(found: dict[str, Value], label: str, node: Node | None, say: Callable[[Node], Value]) -> None:
    if node is not None and (said := say(node)):
        found[label] = said


def _rest(node: Node | None, seen: set[tuple[str | int, ...]]) -> list[tuple[tuple[str, ...], Node]]:
    """Return what a form does not show: keys of the thing, and keys of tables of which it shows some."""
    if not isinstance(node, Table):
        return []
    found: list[tuple[tuple[str, ...], Node]] = []
    for key, entry in node.entries.items():
        if (key,) in seen:
            continue
        if isinstance(entry, Table) and any(path[0] == key for path in seen):
            found += [((key, name), part) for name, part in entry.entries.items() if (key, name) not in seen]
        elif not (isinstance(entry, Scalar) and not entry.value.strip()):
            found.append(((key,), entry))
    return found


def value(field: Field, node: Node) -> Value:
    """Return what stands at a field, in words."""
    if field.sort in (Sort.LINES, Sort.CHOICES):
        items = node.items if isinstance(node, Items) else (node,)
        return tuple(said for item in items if (said := _word(field, item)))
    return _word(field, node)


def _word(field: Field, node: Node) -> str:
    said = words(node)
    match field.sort:
        case Sort.YES_NO | Sort.MAYBE:
            return "ja" if said.lower() in YES else "nein" if said.lower() in NO else said
        case Sort.DAY:
            return day(said)
        case Sort.SHARE:
            return said.replace(".", ",")
        case Sort.CHOICE | Sort.CHOICES:
            return choices.label_of(field.options, said)
        case _:
            return said


def day(text: str) -> str:
    """Return a day as people write it."""
    try:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text


def _rows(rows: Rows, node: Node) -> tuple[str, ...]:
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(
        ", ".join(
            f"{f.label} {said}" for f in rows.fields if (found := at(item, f.path)) is not None and (said := _word(f, found))
        )
        for item in items
    )


def part_told(part: Part, node: Node | None) -> dict[str, Value]:
    """Return what a setting says by label; the label is the setting's alone when only its bare value stands there."""
    if node is None:
        return {}
    said: dict[str, Value] = {}
    for f in part.fields:
        found = parts.node_of(part, f, node)
        if found is not None:
            label = part.title if parts.sub(f) in (part.bare, parts.WHICH) else f"{part.title}, {f.label}"
            said[label] = value(f, found)
        elif parts.sub(f) == parts.MODE and isinstance(node, Table):
            mode = next((m for m in part.modes if m.value in node.entries), None)
            if mode is not None and mode is not part.modes[0]:
                said[f"{part.title}, {f.label}"] = mode.label
    return said or {part.title: words(node)}


def nested(key: str, node: Node, book: RuleBook | None) -> str:
    """Return conditions that hold others on one line."""
    items = node.items if isinstance(node, Items) else (node,)
    return _BETWEEN.get(key, "; ").join(f"({condition(item, book)})" for item in items)


def condition(when: Node | None, book: RuleBook | None) -> str:
    """Return all conditions of a table on one line; "" when there are none, so that it always holds."""
    if not isinstance(when, Table):
        return ""
    known = {part.key: part for part in conditions.parts(book)}
    said = []
    for key, node in when.entries.items():
        if key in known:
            said.append(_one_line(known[key], node))
        elif key in _BETWEEN:
            said.append(f"{conditions.title_of(key)}: {nested(key, node, book)}")
        else:
            said.append(f"{key}: {words(node)}")
    return "; ".join(said)


def _one_line(part: Part, node: Node) -> str:
    """Return one setting on one line, its lesser fields in brackets."""
    told_ = {
        label.removeprefix(f"{part.title}, "): v if isinstance(v, str) else ", ".join(v)
        for label, v in part_told(part, node).items()
    }
    main = told_.pop(part.title, "")
    if not main:
        return ", ".join(f"{part.title}: {label} = {said}" for label, said in told_.items())
    rest = ", ".join(f"{label} {said}" for label, said in told_.items())
    return f"{part.title}: {main} ({rest})" if rest else f"{part.title}: {main}"


def words(node: Node | None) -> str:
    """Return a value on one line as it stands in the file."""
    if isinstance(node, Scalar):
        return " / ".join(line.strip() for line in node.value.strip().split("\n"))
    if isinstance(node, Items):
        return ", ".join(words(item) for item in node.items)
    if isinstance(node, Table):
        return "; ".join(f"{key}: {words(entry)}" for key, entry in node.entries.items())
    return ""
