"""Makes foreign text safe to stand in our own: no control, bidi or line-breaking characters survive.

Says nothing about meaning; escaping for HTML happens where HTML is written.
"""

import re
import unicodedata

_JOINERS = "\u200c\u200d"  # needed to write Persian and for emoji; they do not reorder text
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def _harmless(character: str) -> bool:
    """Tell whether a character may stay: no controls, format characters, surrogates, private or unassigned ones."""
    return character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def one_line(text: str, limit: int = 300) -> str:
    """Return `text` as one clean line of at most `limit` characters, cut with an ellipsis."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text[: limit * 20]))
    kept = "".join(c for c in spaced if _harmless(c))
    kept = re.sub(r" +", " ", kept).strip()
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def many_lines(text: str, limit: int = 200_000) -> str:
    """Return `text` with its lines kept, everything else cleaned as in `one_line`, at most `limit` characters."""
    lined = _BREAKS.sub("\n", unicodedata.normalize("NFC", text[: limit + 1]))
    kept = "".join(c for c in lined if c in "\n\t" or _harmless(c)).strip("\n")
    return kept if len(kept) <= limit else kept[:limit].rstrip() + "\n[…]"


def has_right_to_left(text: str) -> bool:
    """Tell whether a text holds a character of a right-to-left script."""
    return any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)
