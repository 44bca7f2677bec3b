"""HTML of mails to text (`to_text`), and to HTML that is safe to show (`sanitise`).  Loads nothing, follows nothing.

Read by a scanner, not as a tree: hostile nesting cannot blow it up.
"""

import re

import nh3

from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.htmltags import MAX_TAG, tokens
from postlotse.core.mail.htmltext import to_text

__all__ = ["MAX_HTML", "sanitise", "to_text"]

MAX_HTML = 1_000_000
MAX_NESTING = 100


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SILENT = _names("script style head title noscript template svg math object iframe textarea select xml")
_VOID = _names("br hr img input meta link area base col embed param source track wbr o:p frame")
#: Elements that close themselves in practice; they do not count as nesting.
_LOOSE = {"p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"}

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


def _within_limits(source: str) -> str:
    """Drop overlong tags and tags nested too deeply, which cost the sanitiser quadratic time."""
    chunks = source.split("<")
    if len(chunks) <= MAX_NESTING and max(map(len, chunks)) < MAX_TAG:
        return source
    pieces: list[str] = []
    depth = 0
    for kind, name, raw in tokens(source):
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
