"""HTML of mails in pieces, in linear time: tags and the text behind them.  Judges nothing.

Ordinary markup is split by one regular expression; what that cannot read (brackets in attributes, tags without an end) goes
through a scanner that reads as browsers do.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

MAX_TAG = 4_096
#: Elements whose content is no markup.
RAW = frozenset(["script", "style", "title", "textarea", "iframe", "noscript", "xml"])
_QUOTE = re.compile(r"""=\s*(["'])""")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
#: Name with the slash of a closing tag, then attributes without brackets in them; linear, for nothing in it overlaps.
_SIMPLE = re.compile(r"""<(/?[A-Za-z][A-Za-z0-9:-]{0,40})((?:[\s/][^<>"']*(?:"[^"<>]*"[^<>"']*|'[^'<>]*'[^<>"']*)*)?)>""")
_DECLARATION = re.compile(r"<[!?/][^<>]*>")
_UNREAD = re.compile(r"<[A-Za-z!?/]")

#: (name with "/" in front when closing, "" = none; attributes; the text behind)
Piece = tuple[str, str, str]


def _without_comments(source: str) -> str:
    """Drop comments; one that never ends is text."""
    at = source.find("<!--")
    if at < 0:
        return source
    kept: list[str] = []
    last = 0
    while at >= 0:
        end = source.find("-->", at + 2)
        if end < 0:
            break
        kept.append(source[last:at])
        last = end + 3
        at = source.find("<!--", last)
    kept.append(source[last:])
    return "".join(kept)


def pieces(source: str) -> Iterable[Piece]:
    """Return the pieces of HTML; comments, doctypes and what scripts and styles hold are left out."""
    parts = _SIMPLE.split(_without_comments(source))
    texts = parts[::3]
    if any("<" in text for text in texts):
        raw = ""
        for number, text in enumerate(texts):
            name = parts[3 * number - 2].lower() if number else ""
            raw = name if not raw and name in RAW else "" if raw and name == "/" + raw else raw
            if "<" in text and not raw:
                texts[number] = text = _DECLARATION.sub("", text)
                if _UNREAD.search(text):
                    return _scanned(source)
    return _plain(texts, parts[1::3], parts[2::3])


def _plain(texts: list[str], names: list[str], attributes: list[str]) -> Iterator[Piece]:
    if texts[0]:
        yield "", "", texts[0]
    raw = ""
    for name, attribute, text in zip(names, attributes, texts[1:], strict=True):
        lower = name.lower()
        if raw:
            if lower != "/" + raw:
                continue
            raw = ""
        elif lower in RAW and not attribute.endswith("/"):
            raw = lower
            yield lower, attribute, ""
            continue
        yield lower, attribute, text


def _scanned(source: str) -> Iterator[Piece]:
    """Read what is not ordinary, tag by tag."""
    name = attributes = ""
    texts: list[str] = []
    for kind, tag, raw in tokens(source):
        if kind == "text":
            texts.append(raw)
        elif kind != "skip":
            if name or texts:
                yield name, attributes, "".join(texts)
            texts = []
            name = tag if kind == "open" else "/" + tag
            attributes = raw[len(name) + 1 : -1]
    if name or texts:
        yield name, attributes, "".join(texts)


def tokens(source: str) -> Iterator[tuple[str, str, str]]:
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
            yield "text", "", escape(source[left : left + MAX_TAG])
            at = left + MAX_TAG
            continue
        name = found.group(1).lower()
        closing = source[left + 1] == "/"
        raw = source[left:right]
        at = right
        yield ("close" if closing else "open"), name, raw
        if not closing and name in RAW and not raw.endswith("/>"):
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
