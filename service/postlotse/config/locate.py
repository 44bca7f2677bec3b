"""Find the line of a key in TOML text, so that a mistake can be shown where it stands.

Reads headers and keys only; values are never interpreted, and a line it does not understand is passed over.
"""

import re
from typing import Final

Loc = tuple[str | int, ...]

_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_NAME: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY: Final = re.compile(rf"^\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=(.*)$")
_INLINE: Final = re.compile(r"[{,]\s*([A-Za-z0-9_-]+)\s*=")
_PART: Final = re.compile(_NAME)


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def key_lines(text: str) -> dict[Loc, int]:
    """Return the line (from 1) of every table and key, by its path; elements of `[[x]]` are numbered from 0."""
    lines: dict[Loc, int] = {}
    counters: dict[Loc, int] = {}
    table: Loc = ()
    inside = ""  # the quotes of a multi-line string that is still open

    def full(parts: list[str]) -> Loc:
        path: Loc = ()
        for part in parts:
            path = (*path, part)
            if path in counters:
                path = (*path, counters[path])
        return path

    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            if line.count(inside) % 2:
                inside = ""
            continue
        if header := _HEADER.match(line):
            parts = _parts(header[2])
            if header[1] == "[[":
                bare: Loc = (*full(parts[:-1]), parts[-1]) if parts else ()
                counters[bare] = counters.get(bare, -1) + 1
                lines.setdefault(bare, number)
                table = (*bare, counters[bare])
            else:
                table = full(parts)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *_parts(key[1]))
            lines.setdefault(path, number)
            for name in _INLINE.findall(key[2]):
                lines.setdefault((*path, name), number)
        for quotes in ('"""', "'''"):
            if line.count(quotes) % 2:
                inside = quotes
    return lines


def line_of(lines: dict[Loc, int], loc: Loc) -> int:
    """Return the line of `loc`, else that of the nearest table around it, else 0."""
    while loc:
        if loc in lines:
            return lines[loc]
        loc = loc[:-1]
    return 0
