"""A form as groups of fields, rows and settings; what was typed as edits of the file.  Reads nodes, writes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from postlotse.core.yamltext import Items, Node
from postlotse.desk.forms_rules import parts
from postlotse.desk.forms_rules.fields import Edit, Field, Path, Value, Values, Written, at, edits, posted, read, whole
from postlotse.desk.forms_rules.parts import Part

MOST_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list of small tables, such as absences: each a row of fields; an emptied row is taken out, a filled one is added."""

    path: Path
    title: str
    one: str
    fields: tuple[Field, ...]
    hint: str = ""
    spare: int = 2

    def row(self, number: int) -> tuple[Field, ...]:
        """Return the fields of one row."""
        return tuple(replace(f, path=(*self.path, number, *f.path)) for f in self.fields)

    def rows(self, values: Mapping[str, Value]) -> tuple[tuple[Field, ...], ...]:
        """Return the fields of all rows that hold something, and of the spare ones."""
        prefix = f"{'.'.join(str(step) for step in self.path)}."
        numbers = [
            int(n.removeprefix(prefix).partition(".")[0]) for n, value in values.items() if n.startswith(prefix) and value
        ]
        return tuple(self.row(n) for n in range(min(max(numbers, default=-1) + 1 + self.spare, MOST_ROWS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that are shown together; `folded` = closed until someone opens it or something stands in it.

    Groups of one `band` that follow each other share a heading.
    """

    title: str
    fields: tuple[Field, ...] = ()
    hint: str = ""
    folded: bool = False
    rows: Rows | None = None
    part: Part | None = None
    band: str = ""


def fields_of(groups: Iterable[Group]) -> tuple[Field, ...]:
    """Return the single fields of groups, without rows and settings."""
    return tuple(f for group in groups for f in group.fields)


def parts_of(groups: Iterable[Group]) -> tuple[Part, ...]:
    """Return the settings of groups."""
    return tuple(group.part for group in groups if group.part is not None)


def read_all(groups: Sequence[Group], node: Node | None) -> Values:
    """Return the values of an object's node, rows included."""
    values = read(fields_of(groups), node)
    for rows in (g.rows for g in groups if g.rows is not None):
        listed = at(node, rows.path)
        for number in range(min(len(listed.items), MOST_ROWS) if isinstance(listed, Items) else 0):
            values |= read(rows.row(number), node)
    for part in parts_of(groups):
        values |= parts.read(part, at(node, part.path))
    return values


def posted_all(groups: Sequence[Group], get: Callable[[str], Sequence[str]], names: Iterable[str]) -> Values:
    """Return what was typed, rows included; `names` are the posted names."""
    values = posted([*fields_of(groups), *(f for part in parts_of(groups) for f in part.fields)], get)
    there = set(names)
    for rows in (g.rows for g in groups if g.rows is not None):
        for number in range(MOST_ROWS):
            fields = rows.row(number)
            if not any(f.name in there for f in fields):
                break
            values |= posted(fields, get)
    return values


def edits_all(
    groups: Sequence[Group], old: Mapping[str, Value], new: Mapping[str, Value], node: Node | None, base: Path
) -> list[Edit]:
    """Return the edits that turn the old values into the new ones, rows included."""
    found = edits(fields_of(groups), old, new, node, base)
    for rows in (g.rows for g in groups if g.rows is not None):
        found += _row_edits(rows, old, new, node, base)
    for part in parts_of(groups):
        before, after = parts.value(part, old), parts.value(part, new)
        if before != after:
            found.append(Edit(path=(*base, *part.path), value=after))
    # What is added comes first: a table whose last entry goes before the new one comes would be empty in between.
    return sorted(found, key=lambda edit: edit.value is None)


def _row_edits(rows: Rows, old: Mapping[str, Value], new: Mapping[str, Value], node: Node | None, base: Path) -> list[Edit]:
    listed = at(node, rows.path)
    count = len(listed.items) if isinstance(listed, Items) else 0
    changed: list[Edit] = []
    gone: list[Edit] = []
    fresh: list[Written] = []
    for number in range(MOST_ROWS):
        fields = rows.row(number)
        filled = any(new.get(f.name) for f in fields)
        if number >= count:
            if filled:
                fresh.append(
                    whole(rows.fields, {f.name: new.get(g.name, "") for f, g in zip(rows.fields, fields, strict=True)})
                )
        elif not filled:
            gone.insert(0, Edit(path=(*base, *rows.path, number)))
        else:
            changed += edits(fields, old, new, node, base)
    place = (*base, *rows.path)
    if len(gone) == count and count:
        return [Edit(path=place, value=fresh)] if fresh else [Edit(path=place)]
    if fresh and not count:
        return [Edit(path=place, value=fresh)]
    return [*changed, *gone, *(Edit(path=place, value=item, append=True) for item in fresh)]


def new_object(groups: Sequence[Group], new: Mapping[str, Value]) -> dict[str, Written]:
    """Return a new object with its rows and settings."""
    made = whole(fields_of(groups), new)
    for edit in edits_all([g for g in groups if not g.fields], {}, new, None, ()):
        inner = made
        for step in edit.path[:-1]:
            inner = inner.setdefault(str(step), {})  # type: ignore[assignment]
        if edit.value is not None:
            inner[str(edit.path[-1])] = edit.value
    return made


def every_field(groups: Sequence[Group], values: Mapping[str, Value]) -> tuple[Field, ...]:
    """Return all fields that a form with these values shows, in order."""
    found: list[Field] = []
    for group in groups:
        found += group.fields
        if group.rows is not None:
            found += [f for row in group.rows.rows(values) for f in row]
        if group.part is not None:
            found += group.part.fields
    return tuple(found)


def opened(group: Group, values: Mapping[str, Value]) -> bool:
    """Tell whether a folded group holds something, so that it is shown open."""
    shown = every_field([group], values)
    modes = {f.name for f in shown if f.path[-1] == parts.MODE}
    return any(values.get(f.name) not in ("", (), None, f.default) for f in shown if f.name not in modes)
