"""Read the tutorial's pages as exercises: what they say to write, where, and what comes of it.

A page marks a block with a comment before it: `übung` = write this, `fehler` = this mistake gives these lines, `scheitert` =
with this change a test of the set fails so.  `datei` is the file; `vor`, `nach`, `ende` or `statt` say where.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "rules"
_BLOCK = re.compile(r"<!-- (übung|fehler|scheitert): (\{.*?\}) -->\n+```[a-z]*\n(.*?)```", re.DOTALL)
#: The place in a message, which moves with every line above it.
_PLACE = re.compile(r"^((?:Fehler|Hinweis): [\w./-]+):\d+(?::\d+)?:", re.MULTILINE)
_LINE = re.compile(r"(Zeile |yaml:)\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One marked block: its sort, where its words go, and the words."""

    page: str
    sort: str
    where: Mapping[str, str]
    text: str


def blocks(sort: str) -> list[Block]:
    """Return all blocks of a sort, page by page in their order."""
    return list(_all(sort))


def _all(sort: str) -> Iterator[Block]:
    for page in sorted(PAGES.glob("*.md")):
        for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            if found[1] == sort:
                yield Block(page=page.stem, sort=sort, where=json.loads(found[2]), text=found[3])


def change(files: Mapping[str, str], where: Mapping[str, str], text: str) -> dict[str, str]:
    """Return the files with a text written where a block says; the place must be there exactly once."""
    name = where["datei"]
    old = files[name]
    if "ende" in where:
        new = f"{old.rstrip()}\n\n{text}"
    else:
        mark = where.get("vor") or where.get("nach") or where["statt"]
        if old.count(mark) != 1:
            raise AssertionError(f"{name}: {mark!r} stands there {old.count(mark)} times")
        words = where.get("schreibt", text if "statt" in where else f"{text}\n")
        if "vor" in where:
            new = old.replace(mark, words + mark)
        elif "nach" in where:
            new = old.replace(mark, mark + text)
        else:
            new = old.replace(mark, words)
    return {**files, name: new}


def without_places(told: str) -> str:
    """Return messages without the numbers of lines and columns."""
    return _LINE.sub(r"\1N", _PLACE.sub(r"\1:", told))
