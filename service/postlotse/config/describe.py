"""The settings explained: a commented `postlotse.toml` and the reference page, both made from the schema.

Pure text; nothing is written to disk here.
"""

import types
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from postlotse.config.schema import Config, Mailbox, OAuth

_HEAD: Final = """\
# Einstellungen von Postlotse.
# Was auskommentiert ist, gilt mit dem genannten Wert.  Geheimnisse stehen nie hier, sondern in eigenen Dateien (…_file).
# Jede Einstellung lässt sich durch eine Umgebungsvariable ersetzen: POSTLOTSE_SMTP__HOST=…, POSTLOTSE_MAILBOX__0__HOST=…
"""


def toml_value(value: object) -> str:
    """Write a value of the schema as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return toml_value(value.value)
        case int() | float():
            return str(value)
        case tuple() | list():
            return "[" + ", ".join(toml_value(item) for item in value) + "]"
        case _:
            return '"' + "".join(_escaped(c) for c in str(value)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if ord(char) < 0x20 or ord(char) == 0x7F:
        return f"\\u{ord(char):04x}"
    return char


def commented_toml(config: Config) -> str:
    """Return the settings as TOML, each key under its description; loading it gives an equal Config.

    Values that differ from the default are written, all others stand there commented out.
    """
    parts = [_HEAD]
    for name, field in Config.model_fields.items():
        if field.exclude:
            continue
        value = getattr(config, name)
        if isinstance(value, tuple):
            # Without a mailbox the table is shown as an example, commented out as a whole.
            lines = [line for box in value for line in ("", *_table("[[mailbox]]", field.description, box))]
            parts.append("\n".join(lines or ["", *_commented(_table("[[mailbox]]", field.description, Mailbox()))]))
        else:
            parts.append("\n".join(["", *_table(f"[{name}]", field.description, value)]))
    return "\n".join(parts) + "\n"


def _commented(lines: Sequence[str]) -> list[str]:
    return [line if line.startswith("#") or not line else f"# {line}" for line in lines]


def _table(header: str, description: str | None, table: BaseModel) -> list[str]:
    lines = [f"# {description}", header]
    nested: list[str] = []
    for name, field in type(table).model_fields.items():
        value = getattr(table, name)
        if isinstance(value, BaseModel):
            inner = f"[{header.strip('[]')}.{name}]"
            nested += ["", *_table(inner, field.description, value)]
            continue
        if _table_of(field) is not None:
            lines.append(f"# {name}: {field.description} (eigener Abschnitt [{header.strip('[]')}.{name}])")
            continue
        lines.append(f"# {field.description}")
        default = _default(field)
        if value is None:
            lines.append(f"# {name} =")
        elif value == default:
            lines.append(f"# {name} = {toml_value(value)}")
        else:
            if default not in (None, "", ()) and default is not PydanticUndefined:
                lines[-1] += f"; sonst {toml_value(default)}"
            lines.append(f"{name} = {toml_value(value)}")
    return lines + nested


def _default(field: FieldInfo) -> Any:
    return field.get_default(call_default_factory=True, validated_data={})


def _table_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the table that a field holds (once, optionally or several times), or None."""
    candidates = [field.annotation, *get_args(field.annotation)]
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)


def _kind(annotation: Any) -> str:
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    if get_origin(annotation) is tuple:
        return "Liste von Texten"
    if get_origin(annotation) is Literal:
        return " \\| ".join(f"`{value}`" for value in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " \\| ".join(f"`{member.value}`" for member in annotation)
    return {bool: "`true` \\| `false`", int: "ganze Zahl", float: "Zahl", str: "Text", Path: "Pfad"}.get(annotation, "Text")


def _limits(field: FieldInfo) -> str:
    low = next((m.ge for m in field.metadata if getattr(m, "ge", None) is not None), None)
    high = next((m.le for m in field.metadata if getattr(m, "le", None) is not None), None)
    if low is not None and high is not None:
        return f", {low}–{high}"
    return f", ab {low}" if low is not None else ""


def _rows(table: type[BaseModel]) -> Iterator[str]:
    yield "| Schlüssel | Art | Vorgabe | Bedeutung |"
    yield "|---|---|---|---|"
    for name, field in table.model_fields.items():
        if _table_of(field) is not None:
            continue
        default = _default(field)
        shown = "–" if default is None or default is PydanticUndefined else f"`{toml_value(default)}`"
        if field.is_required():
            shown = "Pflicht"
        description = (field.description or "").replace("|", "\\|")
        yield f"| `{name}` | {_kind(field.annotation)}{_limits(field)} | {shown} | {description} |"


def reference_markdown() -> str:
    """Return `docs/configuration.md`: every table and key with type, default and meaning."""
    lines = [
        "# Die Einstellungen",
        "",
        "<!-- Erzeugt aus service/postlotse/config/schema.py mit `make docs`; nicht von Hand ändern. -->",
        "",
        "Alle Einstellungen stehen in `postlotse.toml`. `postlotse init VERZEICHNIS` legt eine kommentierte Datei an,",
        "`postlotse check` prüft sie und sagt zu jedem Fehler Datei, Zeile und Abhilfe.",
        "",
        "- **Umgebungsvariablen** gehen vor: `POSTLOTSE_SMTP__HOST=mail.stadt.example`, bei Postfächern mit Nummer:",
        "  `POSTLOTSE_MAILBOX__0__HOST=…`. Listen werden mit Komma getrennt.",
        "- **Geheimnisse** stehen nie in der Datei. Ein Schlüssel `…_file` nennt die Datei, in der eines steht; gesucht wird",
        "  erst im Verzeichnis der systemd-Credentials, dann neben der Konfigurationsdatei.",
        "- **Pfade** gelten ab dem Verzeichnis der Konfigurationsdatei.",
    ]
    for name, field in Config.model_fields.items():
        table = _table_of(field)
        if table is None or field.exclude:
            continue
        header = f"[[{name}]]" if get_origin(field.annotation) is tuple else f"[{name}]"
        lines += ["", f"## `{header}`: {field.description}", "", *_rows(table)]
    lines += ["", "## `[mailbox.oauth]` und `[smtp.oauth]`: Anmeldung mit Token", "", *_rows(OAuth)]
    return "\n".join(lines) + "\n"
