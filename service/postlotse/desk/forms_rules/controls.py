"""Fields made ready to be shown: ids, chosen options, problems beside the field that they speak of.  Reads no files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from postlotse.core.names import RIGHT_TO_LEFT
from postlotse.core.problems import Problem, Severity
from postlotse.desk.forms_rules.fields import Field, Option, Sort, Value
from postlotse.desk.forms_rules.groups import Group, opened
from postlotse.desk.forms_rules.parts import MODE

_LEAST_LINES, _MOST_LINES = 3, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One field as a page shows it: `text` is its value in one piece, `groups` are options with whether they are chosen."""

    field: Field
    id: str
    text: str
    groups: tuple[tuple[str, tuple[tuple[Option, bool], ...]], ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    lines: int = _LEAST_LINES
    needless: bool = False  # a choice without an empty option

    @property
    def described(self) -> str:
        """Return the ids of what describes the field."""
        parts = [f"{self.id}-hinweis" if self.field.hint else "", f"{self.id}-fehler" if self.errors or self.warnings else ""]
        return " ".join(part for part in parts if part)

    @property
    def dir(self) -> str:
        """Return the writing direction of the field's language."""
        return "rtl" if self.field.lang in RIGHT_TO_LEFT else "ltr" if self.field.lang else "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of small fields; `filled` = it stands in the file or was typed."""

    title: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One group as a page shows it."""

    id: str
    title: str
    hint: str
    folded: bool
    open: bool
    controls: tuple[Control, ...] = ()
    rows: tuple[Row, ...] = ()
    band: str = ""
    number: int = 0


def sections(
    groups: Sequence[Group], values: Mapping[str, Value], problems: Mapping[str, Sequence[Problem]], *, open_first: bool = False
) -> tuple[Section, ...]:
    """Return the groups with their values and problems; a folded one is open when something stands in it or is wrong.

    `open_first` opens the first folded one when all are empty: of a new rule the first condition.
    """
    made: list[Section] = []
    for number, group in enumerate(groups):
        controls = tuple(control(f, values.get(f.name, ""), problems.get(f.name, ())) for f in _single(group))
        rows = _rows(group, values, problems)
        wrong = any(c.errors or c.warnings for c in (*controls, *(c for row in rows for c in row.controls)))
        made.append(
            Section(
                id=f"teil-{number}",
                title=group.title,
                hint=group.hint,
                folded=group.folded,
                open=not group.folded or wrong or opened(group, values),
                controls=controls,
                rows=rows,
                band=group.band,
                number=number,
            )
        )
    if open_first and not any(s.band and s.open for s in made):
        first = next((n for n, s in enumerate(made) if s.band), None)
        if first is not None:
            made[first] = replace(made[first], open=True)
    return tuple(made)


def _single(group: Group) -> tuple[Field, ...]:
    return (*group.fields, *(group.part.fields if group.part is not None else ()))


def _rows(group: Group, values: Mapping[str, Value], problems: Mapping[str, Sequence[Problem]]) -> tuple[Row, ...]:
    if group.rows is None:
        return ()
    return tuple(
        Row(
            title=f"{group.rows.one} {number}",
            controls=tuple(control(f, values.get(f.name, ""), problems.get(f.name, ())) for f in row),
        )
        for number, row in enumerate(group.rows.rows(values), start=1)
    )


def control(field: Field, value: Value, problems: Iterable[Problem] = ()) -> Control:
    """Return a field with its value and what is wrong with it; a value that is no option stays one to choose."""
    found = tuple(problems)
    chosen = value if isinstance(value, tuple) else (value,) if value else ()
    options = field.options
    if field.sort in (Sort.CHOICE, Sort.CHOICES):
        known = {o.value for o in options}
        options = (*options, *(Option(value=v, label=f"{v} (unbekannt)") for v in chosen if v not in known))
    text = "\n".join(value) if isinstance(value, tuple) else value
    return Control(
        field=field,
        id=f"f-{field.name.replace('.', '-')}",
        text=text.replace(".", ",") if field.sort is Sort.SHARE else text,
        groups=tuple(
            (name, tuple((option, option.value in chosen) for option in group))
            for name, group in groupby(options, key=lambda option: option.group)
        ),
        errors=tuple(p for p in found if p.severity is Severity.ERROR),
        warnings=tuple(p for p in found if p.severity is not Severity.ERROR),
        lines=max(_LEAST_LINES, min(text.count("\n") + 2, _MOST_LINES)),
        needless=field.path[-1] == MODE or (field.required and bool(chosen)),
    )
