"""Change one thing in a YAML file and leave everything else as it stands: comments, order, quotes, brackets, line breaks.

Text in, text out; opens no files.  A change is made in the text itself, at the places that the parser gives, so nothing
but the lines of that change can differ.  What comes out is read again: it holds exactly what was meant, or the change is
refused.

    text = set_value(text, ("rules", "id=sport", "then", "office"), "sportamt")
    text = add(text, ("offices", "sportamt", "absences"), None, {"first": date(2026, 7, 1), "last": date(2026, 7, 20)})
    text = remove(text, ("offices", "sportamt", "deputy"))
    text = move(text, ("rules", "id=sport"), 3)
"""

import copy
import difflib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from postlotse.datafiles import edit_lines, edit_render
from postlotse.datafiles.edit_nodes import (
    EditRefused,
    Kind,
    NodePath,
    Plain,
    Spot,
    Value,
    child,
    plain,
    plain_value,
    position,
    spots,
)
from postlotse.datafiles.edit_render import Style

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A node with what stands around it; `brackets`: one of those is written in brackets."""

    spot: Spot
    parent: Spot | None
    index: int
    brackets: bool


def value_of(text: str, path: NodePath) -> Plain:
    """Return the value at a path as it is read: scalars as text.  Raises EditRefused when the path leads nowhere."""
    return plain(_find(_root(text.removeprefix(_BOM)), path).spot)


def has(text: str, path: NodePath) -> bool:
    """Tell whether there is something at a path."""
    try:
        value_of(text, path)
    except EditRefused:
        return False
    return True


def set_value(text: str, path: NodePath, value: Value) -> str:
    """Make the value at a path another one; a missing last key is added, entries that are None are taken out.

    Of a list or table only what differs is changed.  Raises EditRefused.
    """
    return _edited(text, lambda body: _set(body, tuple(path), value))


def add(text: str, path: NodePath, key: str | None, value: Value, *, before: str | int | None = None) -> str:
    """Add an entry to the table (`key`) or list (None) at a path, at its end or before another entry.

    A list or table that is missing or empty is made.  Raises EditRefused, also when the key is there already.
    """
    return _edited(text, lambda body: _added(body, tuple(path), key, value, before))


def remove(text: str, path: NodePath) -> str:
    """Take out the entry at a path, with the comments directly above it.  Raises EditRefused."""
    return _edited(text, lambda body: _removed(body, tuple(path)))


def move(text: str, path: NodePath, to: int) -> str:
    """Move the entry of a list to another place, counted from 0 among the entries as they stand then.  Raises EditRefused."""
    return _edited(text, lambda body: _moved(body, tuple(path), to))


def _edited(text: str, change: Callable[[str], str]) -> str:
    """Change a text without its byte-order mark and with a last line break, as every text that was not cut has one."""
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    whole = body if body.endswith(("\n", "\r")) else body + ("\r\n" if "\r\n" in body else "\n")
    new = change(whole)
    if whole is not body and new.splitlines()[-1:] == body.splitlines()[-1:]:
        new = new.rstrip("\r\n")
    return mark + new


def _set(text: str, path: tuple[str | int, ...], value: Value) -> str:
    if path and isinstance(path[-1], str) and not has(text, path):
        holder = value_of(text, path[:-1]) if has(text, path[:-1]) else ""
        if not isinstance(holder, list):
            return _added(text, path[:-1], path[-1], value, None)
    return _become(text, path, value)


def _added(text: str, path: tuple[str | int, ...], key: str | None, value: Value, before: str | int | None) -> str:
    if not has(text, path) and path:
        made: Value = [value] if key is None else {key: value}
        return _added(text, path[:-1], str(path[-1]), made, None)
    found = _find(_root(text), path)
    whole = plain(found.spot)
    at = len(whole) if before is None or not whole else _index(whole, before)
    wanted = _with(whole, key, plain_value(value), at)
    return _checked(text, _inserted(text, found, key, value, at), path, wanted)


def _moved(text: str, path: tuple[str | int, ...], to: int) -> str:
    found = _find(_root(text), path)
    if found.parent is None or found.parent.kind is not Kind.ITEMS or not 0 <= to < len(found.parent.items):
        raise EditRefused("Dorthin lässt sich der Eintrag nicht verschieben.")
    if to == found.index:
        return text
    items = plain(found.parent)
    assert isinstance(items, list)  # noqa: S101  for the types: an Items spot
    wanted: list[Plain] = [item for i, item in enumerate(items) if i != found.index]
    wanted.insert(to, items[found.index])
    style = edit_lines.style_of(text, _root(text))
    if found.parent.flow:
        cut, lines = edit_lines.cut_flow(text, found.parent, found.index), text[found.spot.start : found.spot.end]
    else:
        cut, lines = edit_lines.cut_lines(text, found.parent, found.index)
    rest = _find(_root(cut), path[:-1]).spot
    if rest.flow:
        new = edit_lines.insert_flow(cut, rest, to, lines, style)
    else:
        new = edit_lines.insert_lines(cut, rest, to, lines, style, below=to > found.index)
    return _checked(text, new, path[:-1], wanted)


def _root(text: str) -> Spot:
    root = spots(text)
    if root is None:
        raise EditRefused("Die Datei ist leer.")
    return root


def _find(root: Spot, path: NodePath) -> _Found:
    """Walk down a path; raises EditRefused when it leads nowhere."""
    found = _Found(spot=root, parent=None, index=0, brackets=False)
    for step in path:
        index, spot = child(found.spot, step)
        found = _Found(spot=spot, parent=found.spot, index=index, brackets=found.brackets or found.spot.flow)
    return found


def _index(whole: Plain, before: str | int) -> int:
    at = position(whole, before)
    return at if isinstance(at, int) else list(whole).index(at)


def _with(whole: Plain, key: str | None, value: Plain, at: int) -> Plain:
    """Return a list or table with one entry more."""
    if key is None and (isinstance(whole, list) or not whole):
        items = list(whole)
        return [*items[:at], value, *items[at:]]
    if key is not None and (isinstance(whole, dict) or not whole):
        pairs = list(whole.items()) if isinstance(whole, dict) else []
        if any(name == key for name, _ in pairs):
            raise EditRefused(f"Den Eintrag „{key}“ gibt es schon.")
        return dict([*pairs[:at], (key, value), *pairs[at:]])
    raise EditRefused("Hier lässt sich dieser Eintrag nicht hinzufügen.")


def _inserted(text: str, found: _Found, key: str | None, value: Value, at: int) -> str:
    spot, style = found.spot, edit_lines.style_of(text, _root(text))
    if not spot.items:
        made: Value = [value] if key is None else {key: value}
        return edit_lines.replace(text, spot, made, style, parent=found.parent, index=found.index, brackets=found.brackets)
    if spot.flow:
        words = edit_render.flow(value, style)
        words = words if key is None else f"{edit_render.key(key, style, flow=True)}: {words}"
        return edit_lines.insert_flow(text, spot, at, words, style)
    same = [item.flow for item in spot.items if item.kind is (Kind.TABLE if isinstance(value, Mapping) else Kind.ITEMS)]
    block = None if not same or edit_render.is_scalar(value) else not same[min(at, len(same) - 1)]
    lines = edit_render.entry(key, value, spot.column, style, block=block)
    return edit_lines.insert_lines(text, spot, at, lines, style)


def _removed(text: str, path: tuple[str | int, ...]) -> str:
    found = _find(_root(text), path)
    if found.parent is None:
        raise EditRefused("Die ganze Datei lässt sich so nicht leeren.")
    whole = copy.deepcopy(plain(found.parent))
    if isinstance(whole, list):
        del whole[found.index]
    elif isinstance(whole, dict):
        del whole[found.parent.keys[found.index].value]
    if found.parent.flow:
        new = edit_lines.cut_flow(text, found.parent, found.index)
    elif len(found.parent.items) > 1:
        new, _ = edit_lines.cut_lines(text, found.parent, found.index)
    else:
        around, style = _find(_root(text), path[:-1]), edit_lines.style_of(text, _root(text))
        empty: Value = [] if found.parent.kind is Kind.ITEMS else {}
        new = edit_lines.replace(
            text, found.parent, empty, style, parent=around.parent, index=around.index, brackets=around.brackets
        )
    return _checked(text, new, path[:-1], whole)


def _become(text: str, path: tuple[str | int, ...], value: Value) -> str:
    """Change what differs between what stands at a path and a value; return the new text."""
    old, new = value_of(text, path), plain_value(value)
    if old == new:
        return text
    if isinstance(old, dict) and isinstance(value, Mapping) and old and new:
        for name in old:
            if value.get(name) is None:
                text = _removed(text, (*path, name))
        names = [str(name) for name, item in value.items() if item is not None]
        for place, name in enumerate(names):
            if name in old:
                text = _become(text, (*path, name), value[name])  # type: ignore[arg-type]  # None is none of the names
            else:
                later = next((n for n in names[place + 1 :] if n in old), None)
                text = _added(text, path, name, value[name], later)  # type: ignore[arg-type]
        return text
    if isinstance(old, list) and isinstance(value, Sequence) and not isinstance(value, str) and old and new:
        return _become_list(text, path, old, value)
    found = _find(_root(text), path)
    style = edit_lines.style_of(text, _root(text))
    made = edit_lines.replace(text, found.spot, value, style, parent=found.parent, index=found.index, brackets=found.brackets)
    return _checked(text, made, path, new)


def _become_list(text: str, path: tuple[str | int, ...], old: list[Plain], value: Sequence[Value]) -> str:
    """Change a list from its end to its beginning, so that the places before stay what they are."""
    names, wanted = [_name(item) for item in old], [_name(plain_value(item)) for item in value]
    if sum(name in set(names) for name in wanted) == 0 and len(names) == 1 == len(wanted):
        return _become(text, (*path, 0), value[0])
    steps = difflib.SequenceMatcher(None, names, wanted, autojunk=False).get_opcodes()
    for _, low, high, first, last in reversed(steps):
        both = min(high - low, last - first)
        for place in reversed(range(low + both, high)):
            text = _removed(text, (*path, place))
        for item in reversed(value[first + both : last]):
            here = value_of(text, path)
            text = _added(text, path, None, item, low + both if low + both < len(here) else None)
        for offset in reversed(range(both)):
            text = _become(text, (*path, low + offset), value[first + offset])
    return text


def _name(item: Plain) -> str:
    """Return by what an entry of a list is known again: its id, else all of it."""
    if isinstance(item, dict) and isinstance(item.get("id"), str):
        return f"id={item['id']}"
    return json.dumps(item, ensure_ascii=False)


def _checked(old: str, new: str, path: NodePath, wanted: Plain) -> str:
    """Return the new text after reading it: at the path stands what was meant, everywhere else what stood there."""
    before = plain(_root(old))
    if _ordered(_replaced(before, tuple(path), wanted)) != _ordered(plain(spots(new))):
        raise EditRefused("Diese Stelle lässt sich nicht von selbst ändern; bitte die Datei von Hand bearbeiten.")
    return new


def _replaced(whole: Plain, path: tuple[str | int, ...], wanted: Plain) -> Plain:
    if not path:
        return wanted
    at = position(whole, path[0])
    if isinstance(whole, list) and isinstance(at, int):
        return [_replaced(item, path[1:], wanted) if i == at else item for i, item in enumerate(whole)]
    assert isinstance(whole, dict)  # noqa: S101  for the types
    return {key: _replaced(item, path[1:], wanted) if key == at else item for key, item in whole.items()}


def _ordered(whole: Plain) -> str:
    return json.dumps(whole, ensure_ascii=True)


__all__ = ["EditRefused", "NodePath", "Plain", "Style", "Value", "add", "has", "move", "remove", "set_value", "value_of"]
