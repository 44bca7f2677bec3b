"""Values → YAML text in the style of the shipped files.  Knows nothing of what stands around them but the column.

A text is quoted where any program could take it for something else (`NO`, `01067`, `12:30`); our own reader keeps it anyway.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeGuard

import yaml

from postlotse.datafiles.edit_nodes import EditRefused, Plain, Value, plain_value

#: Longest list or table that is written in brackets on one line.
WIDEST = 110

_ODD = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029]")
_NUMBERLIKE = re.compile(r"[-+.]?[0-9][0-9_.:,xobeE+-]*")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\0": "\\0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a file is written: its line break, its quotes, its steps of indentation."""

    newline: str = "\n"
    quote: str = '"'
    step: int = 2
    dash: int = 2


def resolves(text: str) -> str:
    """Return the type that common YAML programs take a plain text for: "str", "bool", "null", "int", "float", "timestamp"."""
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], []):
        if pattern.match(text):
            return str(tag).rpartition(":")[2]
    return "int" if _NUMBERLIKE.fullmatch(text) else "str"


def scalar(value: Value, style: Style, *, flow: bool, like: str | None = None, plain_like: str = "") -> str:
    """Return a scalar on one line.

    `like` is the style of the scalar it replaces ("" plain, ' or "), `plain_like` that one's text when it was plain: a day
    written in place of a plain day stays plain.
    """
    text = plain_value(value)
    if not isinstance(text, str):
        raise TypeError("not a scalar")
    if isinstance(value, bool | int | float | date) and not isinstance(value, time):
        return text
    same = like == "" and resolves(text) == resolves(plain_like) and text != ""
    if like in (None, "", "|", ">") and _plain_is_safe(text, flow=flow) and (same or resolves(text) == "str"):
        return text
    wanted = like if like in ("'", '"') else style.quote
    single = wanted == "'" or (("\\" in text or '"' in text) and "'" not in text)
    if single and not _ODD.search(text) and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    return _double(text)


def _plain_is_safe(text: str, *, flow: bool) -> bool:
    """Tell whether a text can stand without quotes on one line."""
    if not text or text != text.strip() or _ODD.search(text) or "\t" in text or text[0] in "-?:,[]{}#&*!|>'\"%@`":
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith("..."):
        return False
    if text.startswith("=") or text == "<<":
        return False
    return not (flow and (any(c in text for c in ",[]{}") or re.search(r"[:?](?:\W|$)", text)))


def _double(text: str) -> str:
    """Return a text in double quotes, what cannot stand in a file escaped."""
    out = []
    for char in text:
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif _ODD.match(char):
            code = ord(char)
            if 0xD800 <= code <= 0xDFFF:
                raise EditRefused("Der Text enthält ein Zeichen, das sich nicht speichern lässt.")
            out.append(f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def key(text: str, style: Style, *, flow: bool) -> str:
    """Return a key; raises EditRefused for one that no reader takes."""
    if len(text) > 200 or "\n" in text:
        raise EditRefused("Dieser Schlüssel ist zu lang oder hat mehrere Zeilen.")
    return scalar(text, style, flow=flow, like="" if resolves(text) == "bool" else None, plain_like=text)


def flow(value: Value, style: Style) -> str:
    """Return a value in brackets on one line."""
    if isinstance(value, Mapping):
        parts = [f"{key(str(k), style, flow=True)}: {flow(v, style)}" for k, v in value.items() if v is not None]
        return "{" + ", ".join(parts) + "}"
    if _many(value):
        return "[" + ", ".join(flow(item, style) for item in value) + "]"
    return scalar(value, style, flow=True)


def is_scalar(value: Value) -> bool:
    """Tell whether a value is neither list nor table."""
    return not isinstance(value, Mapping) and not _many(value)


def _many(value: object) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def literal(text: Plain, indent: int, style: Style) -> str | None:
    """Return a text of several lines as a `|` block whose lines are indented so far; None when it has to be quoted."""
    if not isinstance(text, str) or "\n" not in text or _ODD.search(text.replace("\n", "")) or text[0] in " \t\n":
        return None
    body = text.rstrip("\n")
    ending = len(text) - len(body)
    lines = body.split("\n")
    if ending > 1 or any(line and not line.strip() for line in lines):
        return None
    out = [("|" if ending else "|-"), *(" " * indent + line if line else "" for line in lines)]
    return style.newline.join(out)


def brackets(value: Value, column: int) -> bool:
    """Tell whether a new list or table is short and simple enough for brackets on one line that begins at a column."""
    if _has_lines(value):
        return False
    if isinstance(value, Mapping):
        deep = any(isinstance(v, Mapping) and any(isinstance(w, Mapping) for w in v.values()) for v in value.values())
        return not deep and len(value) <= 8 and column + len(flow(value, Style())) <= WIDEST
    items = list(value) if isinstance(value, Sequence) else []
    simple = all(not isinstance(item, Mapping) and not _many(item) for item in items)
    return simple or (len(items) <= 2 and column + len(flow(value, Style())) <= WIDEST)


def _has_lines(value: object) -> bool:
    if isinstance(value, str):
        return "\n" in value
    if isinstance(value, Mapping):
        return any(_has_lines(v) for v in value.values())
    return isinstance(value, Sequence) and any(_has_lines(v) for v in value)


def after(value: Value, column: int, style: Style, *, block: bool | None = None, dashed: bool = False) -> str:
    """Return what stands behind `key:` or `-` at a column: with its leading space or line break, without a last one.

    `block` True or False asks for lines or brackets, None decides by size; `dashed` says that it stands behind a dash.
    """
    inner = column + (2 if dashed else style.step)
    if not isinstance(value, Mapping) and not _many(value):
        return " " + (literal(plain_value(value), inner, style) or scalar(value, style, flow=False))
    if not value or block is False or (block is None and brackets(value, column)):
        return " " + flow(value, style)
    place = inner if isinstance(value, Mapping) or dashed else column + style.dash
    lines = entries(value, place, style)
    joined = (style.newline + " " * place).join(lines)
    return f" {joined}" if dashed else style.newline + " " * place + joined


def entries(value: Value, column: int, style: Style) -> list[str]:
    """Return the entries of a list or table in block style; the first line of each is not indented, the others are."""
    if isinstance(value, Mapping):
        return [entry(str(k), v, column, style) for k, v in value.items() if v is not None]
    return [entry(None, item, column, style) for item in value] if isinstance(value, Sequence) else []


def entry(name: str | None, value: Value, column: int, style: Style, *, block: bool | None = None) -> str:
    """Return one entry of a block table (`name: …`) or list (`- …`, when `name` is None)."""
    if name is None:
        return "-" + after(value, column, style, block=block, dashed=True)
    return f"{key(name, style, flow=False)}:" + after(value, column, style, block=block)
