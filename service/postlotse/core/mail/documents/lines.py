"""Bring the text of a document into the form of a mail: clean, one paragraph a line, bounded.  Knows no file format."""

import re
from unicodedata import normalize

from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.documents.limits import MAX_TEXT

# Symbol fonts live in the private area; what people mean there is nearly always the bullet of a list.
_BULLETS = re.compile("[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf06c\uf06e\uf076]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Glyphs, not letters: PDF writers store ligatures and joined Arabic as they are drawn.
_GLYPHS = re.compile("[\ufb00-\ufb06\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc]")
_BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")
_AROUND_TAB = re.compile(r" ?\t[ \t]*")


def shaped(text: str) -> str:
    """Return the text cleaned, without trailing blanks, with at most one empty line in a row, at most `MAX_TEXT` long."""
    text = clean(text[: 4 * MAX_TEXT])
    if not text.isascii():
        text = _PRIVATE.sub("", _BULLETS.sub("•", text)).replace("\u00ad", "")
        text = _GLYPHS.sub(lambda found: normalize("NFKC", found.group()), text)
        text = clean(text)
    kept: list[str] = []
    size = 0
    for line in text.split("\n"):
        line = _AROUND_TAB.sub("\t", _BLANKS.sub(" ", line)).strip()
        if not line and (not kept or not kept[-1]):
            continue
        kept.append(line)
        size += len(line) + 1
        if size > MAX_TEXT:
            break
    return "\n".join(kept)[:MAX_TEXT].strip()
