"""HTML of mails to text in linear time, and to HTML that is safe to show.  Loads nothing, follows nothing.

The reader is a scanner, not a tree: hostile nesting cannot blow it up.
"""

import html as entities
import re
from collections.abc import Iterator

import nh3

from postlotse.core.mail.cleantext import clean

MAX_HTML = 1_000_000
MAX_TAG = 4_096
MAX_NESTING = 100


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_SILENT = _names("script style head title noscript template svg math object iframe textarea select xml")
_RAW = {"script", "style", "title", "textarea", "iframe", "noscript", "xml"}
_BLOCK = _names(
    "address article aside center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol pre section table tbody thead tfoot tr ul body html caption blockquote"
)
_PARAGRAPH = _names("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre hr")
_VOID = _names("br hr img input meta link area base col embed param source track wbr o:p frame")
#: Elements that close themselves in practice; they do not count as nesting.
_LOOSE = {"p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_QUOTE = re.compile(r"""=\s*(["'])""")
_BLANKS = re.compile(r"[ \t\r\n\f\u200b]+")

_TAGS = _names(
    "p br b i u em strong a ul ol li blockquote table thead tbody tfoot tr td th span div pre code h1 h2 h3 h4 "
    "h5 h6 hr dl dt dd sub sup s small center"
)
_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    **{tag: {"dir"} for tag in ("p", "div", "span", "li", "table", "blockquote")},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ABSOLUTE = re.compile(r"(?:https?://|mailto:|tel:)", re.I)


def _tokens(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, name, raw): text, open, close or skip; comments, doctypes and what scripts and styles hold are skipped."""
    at = 0
    lower = ""
    end = len(source)
    no_comment_end = False
    while at < end:
        left = source.find("<", at)
        if left < 0:
            yield "text", "", source[at:]
            return
        if left > at:
            yield "text", "", source[at:left]
        if source.startswith("<!--", left) and not no_comment_end:
            right = source.find("-->", left + 2)
            if right < 0:
                no_comment_end = True
                at = left + 4
                continue
            yield "skip", "", source[left : right + 3]
            at = right + 3
            continue
        found = _TAG.match(source, left)
        if not found:
            if source.startswith(("<!", "<?", "</"), left):
                right = source.find(">", left)
                at = end if right < 0 else right + 1
                yield "skip", "", ""
                continue
            at = left + 1
            while (
                at < end and source[at] == "<" and not _TAG.match(source, at) and not source.startswith(("<!", "<?", "</"), at)
            ):
                at += 1
            yield "text", "", source[left:at]
            continue
        right = _tag_end(source, found.end())
        if right < 0:
            yield "text", "", entities.escape(source[left : left + MAX_TAG])
            at = left + MAX_TAG
            continue
        name = found.group(1).lower()
        closing = source[left + 1] == "/"
        raw = source[left:right]
        at = right
        yield ("close" if closing else "open"), name, raw
        if not closing and name in _RAW and not raw.endswith("/>"):
            lower = lower or source.lower()
            stop = lower.find("</" + name, right) if len(lower) == end else source.find("</" + name, right)
            at = end if stop < 0 else stop


def _tag_end(source: str, at: int) -> int:
    """Return the position after the `>` of a tag, minding quoted attributes; −1 when it never ends."""
    limit = min(len(source), at + 20_000)
    plain = source.find(">", at, limit)
    if plain < 0:
        return -1
    quote = _QUOTE.search(source, at, plain)
    here = at
    while quote:
        close = source.find(quote.group(1), quote.end(), limit)
        if close < 0:
            return plain + 1
        here = close + 1
        plain = source.find(">", here, limit)
        if plain < 0:
            return -1
        quote = _QUOTE.search(source, here, plain)
    return plain + 1


class _Writer:
    """Collect text with the line breaks that a browser would make; quoted blocks get `> ` in front of their lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []  # of the line under way; joined once, so that a long line costs linear time
        self.quotes = 0

    def write(self, text: str, keep: bool) -> None:
        """Add text; white space folds unless `keep` (inside `<pre>`)."""
        if keep:
            first, *more = text.split("\n")
            self.pieces.append(first)
            for piece in more:
                self.end()
                self.pieces.append(piece)
            return
        folded = _BLANKS.sub(" ", text)
        if not self.pieces or self.pieces[-1].endswith(" "):
            folded = folded.lstrip(" ")
        if folded:
            self.pieces.append(folded)

    @property
    def is_empty(self) -> bool:
        """Tell whether the line under way has no visible character yet."""
        return not any(piece.strip() for piece in self.pieces)

    def end(self) -> None:
        """End the line, even an empty one."""
        self.lines.append("> " * self.quotes + "".join(self.pieces).rstrip())
        self.pieces = []

    def block(self, paragraph: bool) -> None:
        """Start a new block."""
        if not self.is_empty:
            self.end()
        else:
            self.pieces = []
        if paragraph and self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * self.quotes if self.quotes else "")


def to_text(source: str) -> str:
    """Return the readable text of HTML; block elements become lines, `<blockquote>` lines begin with `> `."""
    out = _Writer()
    silent: list[str] = []  # the name of the element that is skipped, once for each nested one of that name
    pre = 0
    for kind, name, raw in _tokens(source[: 4 * MAX_HTML]):
        if silent:
            if name == silent[0]:
                if kind == "open" and not raw.endswith("/>"):
                    silent.append(name)
                elif kind == "close":
                    silent.pop()
                if name == "head" or len(silent) > 200:
                    del silent[1:]
            elif name == "body" and silent[0] in ("head", "title"):
                silent.clear()
            continue
        if kind == "text":
            out.write(entities.unescape(raw).replace("\xa0", " "), pre > 0)
            continue
        if kind == "skip":
            continue
        if name == "br":
            out.end()
        elif kind == "open" and (name in _SILENT or (len(raw) < MAX_TAG and _HIDDEN.search(raw))):
            if name not in _VOID and not raw.endswith("/>"):
                silent.append(name)
            continue
        elif name in ("td", "th"):
            if kind == "close" and out.pieces:
                out.write(" ", False)
        elif name == "p" or name in _BLOCK:
            out.block(name in _PARAGRAPH and not (name == "blockquote" and kind == "close"))
            if name == "li" and kind == "open":
                out.pieces = ["- "]
        if name == "blockquote":
            out.quotes = min(8, out.quotes + 1) if kind == "open" else max(0, out.quotes - 1)
            out.block(kind == "close")
        elif name == "pre":
            pre = max(0, pre + (1 if kind == "open" else -1))
    out.block(False)
    text = clean("\n".join(out.lines))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _within_limits(source: str) -> str:
    """Drop overlong tags and tags nested too deeply, which cost the sanitiser quadratic time."""
    pieces: list[str] = []
    depth = 0
    for kind, name, raw in _tokens(source):
        if kind == "text":
            pieces.append(raw)
        elif kind == "skip" or len(raw) > MAX_TAG:
            continue
        elif name in _VOID or name in _LOOSE or name not in _TAGS:
            if name in _TAGS or name in _SILENT:
                pieces.append(raw)
        elif kind == "open":
            depth += 1
            if depth <= MAX_NESTING:
                pieces.append(raw)
        else:
            if depth <= MAX_NESTING:
                pieces.append(raw)
            depth = max(0, depth - 1)
    return "".join(pieces)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep links only when they are absolute, and directions only when they are one."""
    if name == "href":
        return value if _ABSOLUTE.match(value.strip()) else None
    if name in ("colspan", "rowspan"):
        return value if value.isdigit() and len(value) < 3 else None
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    return value if (tag, name) == ("a", "rel") else None


def sanitise(source: str) -> str:
    """Return HTML with our own tags only: no images, styles, scripts, forms; links absolute, http/https/mailto/tel.

    Input over 1 MB is cut; nesting and tag length are limited before nh3 sees it (mailfacts: 100 000 nested div take 64 s).
    """
    return nh3.clean(
        _within_limits(clean(source[:MAX_HTML])),
        tags=set(_TAGS),
        clean_content_tags={
            "script",
            "style",
            "title",
            "svg",
            "math",
            "iframe",
            "object",
            "template",
            "textarea",
            "select",
            "noscript",
        },
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        strip_comments=True,
        link_rel="noopener noreferrer nofollow",
    )
