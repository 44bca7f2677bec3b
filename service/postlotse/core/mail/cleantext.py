"""Make text harmless: NFC, no control or bidi-override characters, no lone surrogates.  Knows nothing of mail structure."""

import re
from unicodedata import is_normalized, normalize

_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufdd0-\ufdef\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc"
    "\u0730-\u074a\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
)
# Canonical ordering is quadratic in the length of a run of combining marks, so long runs are cut first.
_MARK_RUN = re.compile(f"([{_MARKS}]{{12}})[{_MARKS}]+")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text in NFC with `\\n` line ends, without control characters (tab stays), overrides and surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _BAD.sub("", text)
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    if text.isascii():
        return text
    text = _MARK_RUN.sub(r"\1", text)
    if is_normalized("NFC", text):
        return text
    return normalize("NFC", text)


def one_line(text: str) -> str:
    """Return the text cleaned, on one line, white space folded and trimmed."""
    if text.isascii():  # most headers; the same by a shorter way
        folded = " ".join(text.split())
        if folded.isprintable():
            return folded
    return _SPACE.sub(" ", clean(text)).strip()
