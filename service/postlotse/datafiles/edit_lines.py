"""Which lines of a text belong to an entry, and the smallest changes of text: replace, insert, take out.

Each function returns a whole new text.  Whether it says what was meant is checked in `edit`.
"""

import re
from collections import Counter

from postlotse.datafiles import edit_render
from postlotse.datafiles.edit_nodes import BREAKS, EditRefused, Kind, Spot, Value
from postlotse.datafiles.edit_render import Style


def style_of(text: str, root: Spot | None) -> Style:
    """Return how a file is written, by the majority of what it holds."""
    quotes: Counter[str] = Counter()
    steps: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    waiting = [root] if root else []
    while waiting:
        spot = waiting.pop()
        waiting += spot.items
        if spot.kind is Kind.SCALAR and spot.style in ("'", '"'):
            quotes[spot.style] += 1
        if spot.kind is Kind.TABLE and not spot.flow:
            for key, item in zip(spot.keys, spot.items, strict=True):
                if not item.flow and item.kind is Kind.TABLE:
                    steps[item.column - key.column] += 1
                elif not item.flow and item.kind is Kind.ITEMS:
                    dashes[item.column - key.column] += 1
    found = re.search(r"\r\n|\n|\r", text)
    return Style(
        newline=found.group() if found else "\n",
        quote=quotes.most_common(1)[0][0] if quotes else '"',
        step=max(1, steps.most_common(1)[0][0]) if steps else 2,
        dash=max(0, dashes.most_common(1)[0][0]) if dashes else 2,
    )


def line_start(text: str, at: int) -> int:
    """Return the offset of the first character of the line of an offset."""
    while at > 0 and text[at - 1] not in BREAKS:
        at -= 1
    return at


def line_end(text: str, at: int) -> int:
    """Return the offset behind the line of an offset, without its line break."""
    while at < len(text) and text[at] not in BREAKS:
        at += 1
    return at


def past_break(text: str, at: int) -> int:
    """Return the offset behind the line break at an offset."""
    return at + 2 if text.startswith("\r\n", at) else min(at + 1, len(text))


def head(text: str, parent: Spot, index: int) -> int:
    """Return where an entry of a block list or table begins: its key or its dash."""
    if parent.kind is Kind.TABLE:
        if text[line_start(text, parent.keys[index].start) : parent.keys[index].start].lstrip(" -").startswith("?"):
            raise EditRefused("Diese Stelle ist ungewöhnlich geschrieben; bitte die Datei von Hand ändern.")
        return parent.keys[index].start
    least = parent.items[index - 1].end if index else parent.start
    start = line_start(text, parent.items[index].start)
    while True:
        dash = start + parent.column
        if least <= dash < len(text) and text[dash] == "-" and not text[max(start, least) : dash].strip(" "):
            return dash
        if start <= least or start == 0:
            raise EditRefused("Diese Stelle ist ungewöhnlich geschrieben; bitte die Datei von Hand ändern.")
        start = line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))


def compact(text: str, at: int) -> bool:
    """Tell whether something else (a dash) stands before an entry on its line."""
    return bool(text[line_start(text, at) : at].strip(" "))


def owned(text: str, at: int, column: int) -> int:
    """Return where the lines of an entry begin: with the comments directly above it that are indented like it."""
    start = line_start(text, at)
    while start > 0:
        before = line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))
        line = text[before:start].rstrip(BREAKS)
        if not line.startswith(" " * column + "#"):
            break
        start = before
    return start


def bottom(text: str, end: int, column: int) -> int:
    """Return where the lines of an entry end, behind the last line break: with deeper comments directly below it."""
    if end and text[end - 1] in BREAKS:
        return end
    at = past_break(text, line_end(text, end))
    while at < len(text):
        stop = line_end(text, at)
        line = text[at:stop]
        if not line.strip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
            break
        at = past_break(text, stop)
    return at


def blank_before(text: str, at: int) -> int:
    """Return where the empty lines directly above an offset at the start of a line begin."""
    while at > 0:
        before = line_start(text, at - (2 if text[at - 2 : at] == "\r\n" else 1))
        if text[before:at].strip():
            break
        at = before
    return at


def spaced(text: str, parent: Spot) -> bool:
    """Tell whether empty lines stand between the entries of a block list or table."""
    if len(parent.items) < 2:
        return parent.column <= 2 and bool(parent.items) and _has_blank_above(text, parent, 0)
    return _has_blank_above(text, parent, len(parent.items) - 1)


def _has_blank_above(text: str, parent: Spot, index: int) -> bool:
    start = owned(text, head(text, parent, index), parent.column)
    return blank_before(text, start) < start


def insert_lines(text: str, parent: Spot, index: int, lines: str, style: Style, *, below: bool = False) -> str:
    """Insert an entry (first line not indented, no last line break) before a place of a block list or table.

    `below`: directly below the entry before that place, so above a heading that stands between the two.
    """
    pad, newline = " " * parent.column, style.newline
    gap = newline if spaced(text, parent) else ""
    if index < len(parent.items) and not (below and index):
        at = head(text, parent, index)
        if compact(text, at):
            return text[:at] + lines + newline + pad + text[at:]
        at = owned(text, at, parent.column)
        return text[:at] + pad + lines + newline + gap + text[at:]
    at = bottom(text, parent.items[index - 1].end, parent.column)
    joint = "" if at == 0 or text[at - 1] in BREAKS else newline
    return text[:at] + joint + gap + pad + lines + newline + text[at:]


def cut_lines(text: str, parent: Spot, index: int) -> tuple[str, str]:
    """Take an entry out of a block list or table that has others; return the text and the lines of the entry.

    The lines come as `insert_lines` takes them, with the comments directly above.
    """
    at = head(text, parent, index)
    end = bottom(text, parent.items[index].end, parent.column)
    if compact(text, at):
        rest = text[end:].lstrip(" " + BREAKS)
        return text[:at] + rest, text[at:end].rstrip(BREAKS)
    start = owned(text, at, parent.column)
    lines = text[start:end].rstrip(BREAKS)[parent.column :]
    above = blank_before(text, start)
    if above < start and index:
        start = above
    elif not index:  # the empty lines above the first one stay, those below go
        while end < len(text) and not text[end : line_end(text, end)].strip():
            end = past_break(text, line_end(text, end))
    return text[:start] + text[end:], lines


def insert_flow(text: str, parent: Spot, index: int, words: str, style: Style) -> str:
    """Insert an entry before a place of a list or table in brackets."""
    if not parent.items:
        return text[: parent.start + 1] + words + text[parent.end - 1 :]
    firsts = parent.keys or parent.items
    if index < len(firsts):
        at = firsts[index].start
        own_line = not text[line_start(text, at) : at].strip(" ")
        return text[:at] + words + "," + (style.newline + " " * firsts[index].column if own_line else " ") + text[at:]
    at = parent.items[-1].end
    comma = re.match(r"[ \r\n]*,", text[at:])
    start = firsts[-1].start
    if comma:
        at += comma.end()
    if text[line_start(text, start) : start].strip(" "):
        return text[:at] + (f" {words}" if comma else f", {words}") + text[at:]
    stop = line_end(text, at)
    if re.fullmatch(r" *(?:#.*)?", text[at:stop]):  # the comment on the line of the last one stays there
        rest = text[at:stop]
        line = style.newline + " " * firsts[-1].column + words + ("," if comma else "")
        return text[:at] + ("" if comma else ",") + rest + line + text[stop:]
    return text[:at] + (f" {words}" if comma else f", {words}") + text[at:]


def cut_flow(text: str, parent: Spot, index: int) -> str:
    """Take an entry out of a list or table in brackets."""
    firsts = parent.keys or parent.items
    if len(firsts) == 1:
        return text[: parent.start + 1] + text[parent.end - 1 :]
    if index + 1 < len(firsts):
        return text[: firsts[index].start] + text[firsts[index + 1].start :]
    return text[: parent.items[index - 1].end] + text[parent.items[index].end :]


def colon(text: str, parent: Spot, index: int) -> int:
    """Return the offset behind the colon of an entry of a table."""
    end = parent.keys[index].end
    found = re.match(r"\s*:", text[end:])
    if not found:
        raise EditRefused("Diese Stelle ist ungewöhnlich geschrieben; bitte die Datei von Hand ändern.")
    return end + found.end()


def replace(text: str, spot: Spot, value: Value, style: Style, *, parent: Spot | None, index: int, brackets: bool) -> str:
    """Put another value in the place of a node; `brackets` says that it stands inside brackets, or is the root's child."""
    old_inline = spot.kind is Kind.SCALAR or spot.flow
    if brackets:
        new = _inline(value, spot, style, flow=True)
        space = " " if spot.start == spot.end and text[spot.start - 1 : spot.start] == ":" else ""
        return text[: spot.start] + space + new + text[spot.end :]
    if parent is None:
        raise EditRefused("Der einzige Eintrag einer Datei lässt sich nicht herausnehmen.")
    behind = head(text, parent, index) + 1 if parent.kind is Kind.ITEMS else colon(text, parent, index)
    block = True if spot.kind is not Kind.SCALAR and not spot.flow and not isinstance(value, str) and value else None
    if spot.kind is Kind.SCALAR and spot.style not in ("|", ">") and not _many_lines(value):
        new = " " + _inline(value, spot, style, flow=False) if _is_scalar(value) else ""
    else:
        new = ""
    new = new or edit_render.after(value, parent.column, style, block=block, dashed=parent.kind is Kind.ITEMS)
    one_line = not any(c in BREAKS for c in new)
    old_lines = spot.style in ("|", ">")
    same_line = spot.end > spot.start and line_start(text, behind) == line_start(text, spot.start)
    if old_inline and one_line and same_line and not old_lines:
        return text[: spot.start] + new[1:] + text[spot.end :]
    comment, end = "", max(spot.end, behind)
    if old_lines:
        found = re.match("[|>][0-9+-]*( *#[^" + BREAKS + "]*)", text[spot.start :])
        comment = found.group(1) if found else ""
    stop = line_end(text, behind)
    if spot.start > stop or spot.start == spot.end:  # what follows the key on its line is a comment at most
        comment = text[behind:stop].rstrip(" ")
        end = max(end, behind + len(comment))
    tail = re.match("( *#[^" + BREAKS + "]*)?", text[end:])
    if tail and tail.group() and (not old_inline or not one_line):
        # behind lines of text it would be text; behind the last entry of many it spoke of that one
        comment = tail.group() if old_inline else comment
        end += tail.end()
    first = re.match("[^" + BREAKS + "]*", new)
    cut = first.end() if first else 0
    return text[:behind] + new[:cut] + comment + new[cut:] + text[end:]


def _inline(value: Value, spot: Spot, style: Style, *, flow: bool) -> str:
    if _is_scalar(value):
        like = spot.style if spot.kind is Kind.SCALAR else None
        return edit_render.scalar(value, style, flow=flow, like=like, plain_like=spot.value)
    return edit_render.flow(value, style)


def _is_scalar(value: Value) -> bool:
    return edit_render.is_scalar(value)


def _many_lines(value: Value) -> bool:
    return isinstance(value, str) and "\n" in value
