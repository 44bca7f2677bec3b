"""The readable text of a mail's HTML, in linear time.

What mail programs mark as quotation gets `> ` in front of its lines, as signature the delimiter `-- ` above; the rule that
Outlook draws over an older mail becomes a line of underscores.  `quoting` reads these like those in plain text.
"""

import re
from html import unescape

from postlotse.core.mail import htmlmarks
from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.htmlmarks import Mark
from postlotse.core.mail.htmltags import MAX_TAG, pieces

MAX_SOURCE = 4_000_000
_RULE = "_" * 32
_ITEM = "- "
_DEEPEST = 8
_MOST_MARKS = 200


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SILENT = _names("script style head title noscript template svg math object iframe textarea select xml")
_BLOCK = _names(
    "address article aside center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section table tbody thead tfoot tr ul body html caption blockquote"
)
_PARAGRAPH = _names("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre hr")
_VOID = _names("br hr img input meta link area base col embed param source track wbr o:p frame")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_FOLDED = re.compile(r"[ \t\r\n\f\u200b]+")
_BLANK_LINES = re.compile(r"\n{3,}")


class _Writer:
    """Collect text with the line breaks that a browser would make; quoted blocks get `> ` in front of their lines."""

    __slots__ = ("hard", "lines", "open", "pieces", "quotes")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []  # of the line under way; joined once, so that a long line costs linear time
        self.open = False  # whether the line under way ends in something else than a blank
        self.hard = False  # whether a no-break space stands in it: such a line shows even when nothing else is in it
        self.quotes = 0

    def write(self, text: str) -> None:
        """Add text; white space folds."""
        if "\xa0" in text:
            text = text.replace("\xa0", " ")
            self.hard = True
        if "  " in text or not text.isprintable():
            text = _FOLDED.sub(" ", text)
        if not self.open and text[:1] == " ":
            text = text[1:]
        if text:
            self.pieces.append(text)
            self.open = text[-1] != " "

    def keep(self, text: str) -> None:
        """Add text with its line breaks (inside `<pre>`)."""
        first, *more = text.replace("\xa0", " ").split("\n")
        self.pieces.append(first)
        for piece in more:
            self.end()
            self.pieces.append(piece)
        self.open = bool(self.pieces[-1])

    def end(self) -> None:
        """End the line, even an empty one."""
        self.lines.append("> " * self.quotes + "".join(self.pieces).rstrip())
        self.pieces = []
        self.open = self.hard = False

    def block(self, paragraph: bool) -> None:
        """Start a new block; the mark of a list item waits for its text."""
        if self.pieces == [_ITEM]:
            return
        if self.open or any(piece.strip() for piece in self.pieces):
            self.end()
        elif self.pieces or self.hard:
            paragraph = paragraph or self.hard
            self.pieces = []
            self.open = self.hard = False
        if paragraph and self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * self.quotes if self.quotes else "")


class _Marks:
    """The marked elements that are open, and what is done at their end."""

    __slots__ = ("introduction", "open", "out")

    def __init__(self, out: _Writer) -> None:
        self.out = out
        #: [name, how many of that name are open, what it is, number of the first line]
        self.open: list[tuple[str, list[int], Mark, int]] = []
        self.introduction = -1  # the line where an element began that introduces the next quotation

    def begin(self, name: str, mark: Mark) -> bool:
        """Take in the start of a marked element, and tell whether its end is waited for; the writer is at a line's start."""
        out = self.out
        if mark is Mark.START:
            if not out.quotes and any(out.lines) and out.lines[-1] != _RULE:
                out.lines += ["", _RULE]
            return False
        if mark is Mark.REPLY:
            self.introduction = len(out.lines)
            return False
        if mark is Mark.INDENT:
            return False
        if mark is Mark.QUOTE:
            if 0 <= self.introduction < len(out.lines):
                self._quote_from(self.introduction, most=4)
            self.introduction = -1
            out.quotes = min(_DEEPEST, out.quotes + 1)
        if name in _VOID or len(self.open) >= _MOST_MARKS:
            return False
        self.open.append((name, [1], mark, len(out.lines)))
        return True

    def follow(self, closing: bool) -> None:
        """Count elements with the name of the innermost mark, and end it with its own."""
        _, count, mark, start = self.open[-1]
        count[0] += -1 if closing else 1
        if count[0] > 0:
            return
        self.open.pop()
        out = self.out
        if mark is Mark.QUOTE:
            out.block(False)
            out.quotes = max(0, out.quotes - 1)
            if out.lines and out.lines[-1].strip("> "):
                out.lines.append("> " * out.quotes if out.quotes else "")
        elif mark is Mark.INTRODUCTION:
            out.block(False)
            self._quote_from(start, most=6)
        elif mark is Mark.SIGNATURE:
            out.block(False)
            own = next((line for line in out.lines[start:] if line.strip()), "")
            if (
                own
                and not out.quotes
                and own.strip() not in ("--", "—")
                and any(line and not line.startswith(">") for line in out.lines[:start])
            ):
                out.lines.insert(start, "-- ")

    def _quote_from(self, start: int, most: int) -> None:
        """Put `> ` in front of the lines from `start`, unless they begin a forward or are many."""
        lines = self.out.lines
        filled = [n for n in range(start, len(lines)) if lines[n].strip("> ")]
        if not filled or len(filled) > most or lines[filled[0]].lstrip("> ").startswith(("--", "__")):
            return
        for n in filled:
            if not lines[n].startswith(">"):
                lines[n] = "> " + lines[n]


def _is_hidden(attributes: str) -> bool:
    """Tell whether a style hides the element; the cheap tests come first, for styles are long."""
    if ("display" in attributes and "none" in attributes) or "hid" in attributes or "DISPLAY" in attributes:
        return bool(_HIDDEN.search(attributes))
    return False


def to_text(source: str) -> str:
    """Return the readable text of HTML; block elements become lines, quotations begin with `> `, signatures with `-- `."""
    source = source[:MAX_SOURCE]
    out = _Writer()
    marks = _Marks(out)
    stems = htmlmarks.present(source)
    silent: list[str] = []  # the name of the element that is skipped, once for each nested one of that name
    pre = 0
    for tag, attributes, text in pieces(source):
        closing = tag[:1] == "/"
        name = tag[1:] if closing else tag
        if silent:
            if name == silent[0]:
                if closing:
                    silent.pop()
                elif not attributes.endswith("/"):
                    silent.append(name)
                if name == "head" or len(silent) > 200:
                    del silent[1:]
            elif name == "body" and silent[0] in ("head", "title"):
                silent.clear()
            if silent:
                continue
        elif name == "br":
            out.end()
        elif not closing and (name in _SILENT or (attributes and len(attributes) < MAX_TAG and _is_hidden(attributes))):
            if name not in _VOID and not attributes.endswith("/"):
                silent.append(name)
                continue
        else:
            follows = bool(marks.open) and name == marks.open[-1][0]
            if name in _BLOCK:
                out.block(name in _PARAGRAPH and not (closing and follows and name == "blockquote"))
                if name == "li" and not closing:
                    out.pieces = [_ITEM]
                elif name == "pre":
                    pre = max(0, pre + (-1 if closing else 1))
            elif closing and out.pieces and name in ("td", "th"):
                out.write(" ")
            if tag == "blockquote" or (stems and attributes and tag in htmlmarks.BEARERS and len(attributes) < MAX_TAG):
                mark = htmlmarks.mark(name, attributes, stems)
                if mark is not None:
                    follows = not marks.begin(name, mark) and follows
            if follows:
                marks.follow(closing)
        if text:
            if "&" in text:
                text = unescape(text)
            if pre:
                out.keep(text)
            else:
                out.write(text)
    out.block(False)
    return _BLANK_LINES.sub("\n\n", clean("\n".join(out.lines))).strip("\n")
