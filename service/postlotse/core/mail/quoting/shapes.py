"""The lines of a text as the rules of this package look at them: trimmed, without invisible marks, cut, folded.

Keeps the lines as they came beside that: what is set apart is set apart whole.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MAX_LINE = 400
COLONS = ":：፦፡"

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\xad"
_BLANKS = "\xa0\u202f\u2007\u2009\u2002\u2003"
_FOLD = {
    ord("ı"): "i",
    0x0307: None,  # what lower-casing leaves of "İ"
    ord("ё"): "е",
    ord("’"): "'",
    ord("ʼ"): "'",
    ord("`"): "'",
    ord("أ"): "ا",
    ord("إ"): "ا",
    ord("آ"): "ا",
    ord("ي"): "ی",
    ord("ى"): "ی",
    ord("ك"): "ک",
    0x0640: None,
    **dict.fromkeys(range(0x064B, 0x0653)),
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **dict.fromkeys(map(ord, _BLANKS), " "),
}
_BAR = re.compile(r"\|(?:\s*>|\s*$)")
#: "EM> text", as The Bat! quotes.
_INITIALS = re.compile(r"[^\W\d_]{1,3}>{1,3}(?:\s|$)")
RULE = re.compile(r"[\s>*]*(?:[-_=*–—─]\s?){3,}$")
_ESCAPES = re.compile(r"(\\.)")
_LEADING_QUOTES = re.compile(r"^(?:\s{0,3}>){1,200} ?")


def fold(text: str) -> str:
    """Return text in the form in which words are compared: lower case, one form for each letter, no invisible marks."""
    text = text.lower()
    return text if text.isascii() else text.translate(_FOLD)


def pattern(source: str) -> str:
    """Fold the letters of a regular expression, but not its escapes."""
    return "".join(piece if piece[:1] == "\\" else fold(piece) for piece in _ESCAPES.split(source))


def joinable(row: str) -> str:
    """Let the words of a row of alternatives stand together too: Persian joins them with a mark that nobody sees."""
    return row.replace(" ", " ?")


def alternatives(table: Iterable[str]) -> str:
    """Join rows of alternatives to one folded regular expression; a row may end in `|`."""
    return "|".join(pattern(row).strip("|") for row in table)


@dataclass(slots=True)
class Shapes:
    """Lines as they came, and the same lines trimmed and cut; `quoted` tells which begin with a quotation mark."""

    lines: list[str]
    bare: list[str]
    quoted: list[bool]

    def __len__(self) -> int:
        return len(self.lines)

    def next_text(self, at: int) -> int:
        """Return the index of the next line from `at` that is not blank, the number of lines = none."""
        bare = self.bare
        while at < len(bare) and not bare[at]:
            at += 1
        return at

    def slice(self, start: int, stop: int) -> "Shapes":
        """Return a part of it."""
        return Shapes(self.lines[start:stop], self.bare[start:stop], self.quoted[start:stop])


def shapes(lines: list[str]) -> Shapes:
    """Return the shapes of lines."""
    text = "\n".join(lines)
    marked = text
    if not text.isascii():
        for mark in _INVISIBLE:
            if mark in marked:
                marked = marked.replace(mark, "")
        for blank in _BLANKS:
            if blank in marked:
                marked = marked.replace(blank, " ")
    bare = [line.strip() for line in marked.split("\n")] if lines else []
    if max(map(len, bare), default=0) > MAX_LINE:
        bare = [line[:MAX_LINE] for line in bare]
    if ">" in text or "|" in text or "&gt;" in text:
        quoted = [bool(line) and _is_quoted(line) for line in bare]
    else:
        quoted = [False] * len(bare)
    return Shapes(lines, bare, quoted)


def _is_quoted(line: str) -> bool:
    first = line[0]
    if first == ">":
        return True
    if first == "|":
        return bool(_BAR.match(line))
    if first == "&":
        return line.startswith("&gt;")
    return ">" in line[1:4] and bool(_INITIALS.match(line))


def unquoted(lines: list[str]) -> list[str]:
    """Return lines without the quotation marks in front."""
    return [_LEADING_QUOTES.sub("", line, count=1) if ">" in line[:4] else line for line in lines]
