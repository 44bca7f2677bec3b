"""A setting that may stand bare or as a table: `topics: sport`, or `topics: {primary: sport, probability: 0.8}`.

Reads nodes and makes values; knows nothing of what the settings mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from postlotse.core.yamltext import Items, Node, Scalar, Table
from postlotse.desk.forms_rules.fields import Field, Option, Path, Value, Values, Written, unsaid, value_of, written

MODE, WHICH = "mode", "which"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One condition: its fields, and `bare`, the field that a value without a table stands for ("" = always a table).

    `modes` are keys of which exactly one is written, with the field `which` as its value; the first may be written bare.
    `only_bare` = the bare field is no key of the table.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    bare: str = ""
    modes: tuple[Option, ...] = ()
    only_bare: bool = False
    above: Path = ()

    @property
    def path(self) -> Path:
        """Return the path of the setting in its object."""
        return (*self.above, self.key)


def named(part: Part, above: Path) -> Part:
    """Return a part whose fields have their whole path, and whose choice of a mode has the modes to choose from."""
    fields = (
        replace(f, path=(*above, part.key, *f.path), options=part.modes if f.path == (MODE,) else f.options)
        for f in part.fields
    )
    return replace(part, above=above, fields=tuple(fields))


def sub(field: Field) -> str:
    """Return the key of a field within its condition."""
    return str(field.path[-1])


def plain(node: Node | None) -> bool:
    """Tell whether a node is a text or a list of texts."""
    return isinstance(node, Scalar) or (isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items))


def shown(part: Part, node: Node) -> bool:
    """Tell whether the form can show what stands there whole."""
    if not isinstance(node, Table):
        return bool(part.bare) and plain(node)
    allowed = {sub(f) for f in part.fields} - {MODE, WHICH} - ({part.bare} if part.only_bare else set())
    modes = [m.value for m in part.modes if m.value in node.entries]
    keys = set(node.entries) - set(modes)
    return keys <= allowed and (not part.modes or len(modes) == 1) and all(plain(n) for n in node.entries.values())


def read(part: Part, node: Node | None) -> Values:
    """Return the values of a setting's node that `shown` lets through."""
    values: Values = {f.name: value_of(f, node_of(part, f, node)) for f in part.fields}
    for f in part.fields:
        if sub(f) == MODE:
            there = node.entries if isinstance(node, Table) else {}
            values[f.name] = next((m.value for m in part.modes if m.value in there), part.modes[0].value)
    return values


def node_of(part: Part, field: Field, node: Node | None) -> Node | None:
    """Return the node that a field of a condition shows."""
    key = sub(field)
    if node is None or key == MODE:
        return None
    if not isinstance(node, Table):
        return node if key == part.bare else None
    if key == WHICH:
        return next((node.entries[m.value] for m in part.modes if m.value in node.entries), None)
    return node.entries.get(key)


def value(part: Part, values: Mapping[str, Value]) -> Written | None:
    """Return a condition as it is written: bare where that says it all, None when nothing was asked for."""
    table: dict[str, Written] = {}
    bare: Written | None = None
    for f in part.fields:
        key, filled = sub(f), values.get(f.name, "")
        if key == MODE or unsaid(f, filled):
            continue
        if key == WHICH:
            mode = next((str(values.get(m.name, "")) for m in part.fields if sub(m) == MODE), "") or part.modes[0].value
            table[str(mode)] = _one_or_list(f, filled)
            if mode == part.modes[0].value:
                bare = table[str(mode)]
        else:
            table[key] = _one_or_list(f, filled)
            if key == part.bare:
                bare = table[key]
    if part.modes and not any(m.value in table for m in part.modes):
        return None
    if len(table) == 1 and bare is not None:
        return bare
    if part.only_bare:
        table.pop(part.bare, None)
    return table or None


def _one_or_list(field: Field, filled: Value) -> Written:
    """Return a list, or the one thing in it."""
    if isinstance(filled, tuple):
        return filled[0] if len(filled) == 1 else list(filled)
    return written(field, filled)


def used(part: Part, values: Mapping[str, Value]) -> bool:
    """Tell whether a condition is asked for."""
    return value(part, values) is not None
