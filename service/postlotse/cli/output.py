"""Printing results: tables for people, JSON for programs, progress on a terminal only."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def as_json(value: Any) -> None:
    """Print one JSON document."""
    print(_sound(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def told(where: str | None, value: Any, words: str) -> None:
    """Print words, or JSON where `where` is "-"; any other `where` is a file for the JSON beside the words."""
    if where == "-":
        as_json(value)
        return
    if where:
        text = _sound(json.dumps(value, ensure_ascii=False, indent=1, default=str))
        Path(where).write_text(f"{text}\n", encoding="utf-8")
    print(words)


def as_line(value: Any) -> None:
    """Print one JSON object on one line and hand it on at once."""
    sys.stdout.write(_sound(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)) + "\n")


def _sound(text: str) -> str:
    """Return text that can be encoded: file names may hold bytes that are none of UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def clip(text: str, columns: int) -> str:
    """Return one line of at most `columns` columns, cut with an ellipsis; direction marks are taken out."""
    text = " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())
    if width(text) <= columns:
        return text
    out = ""
    for char in text:
        if width(out + char) > columns - 1:
            break
        out += char
    return out + "…"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, limits: Sequence[int]) -> None:
    """Print a table; each column is as wide as its widest cell, at most its limit."""
    cells = [[clip(str(cell), limit) for cell, limit in zip(row, limits, strict=True)] for row in rows]
    widths = [max([width(head), *(width(row[i]) for row in cells)]) for i, head in enumerate(heads)]
    for row in [list(heads), ["─" * w for w in widths], *cells]:
        print("  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip())


def progress(words: str) -> None:
    """Show one line of progress on a terminal; nothing in a pipe."""
    if sys.stderr.isatty():
        columns = shutil.get_terminal_size().columns
        sys.stderr.write("\r\x1b[K" + clip(words, columns - 1))
        sys.stderr.flush()


def progress_done() -> None:
    """Clear the line of progress."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
