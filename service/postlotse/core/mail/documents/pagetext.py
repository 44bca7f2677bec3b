"""Mend what the layout of a page did to the text: words divided at line ends, right-to-left words stored as drawn."""

import re

# "Kinder-\nund Jugendhilfe" keeps its hyphen.
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010] ?\n(?!(?:und|oder|bzw|sowie|and|or|et|ve)\b)(?=[^\W\d_A-ZÄÖÜ])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]+")
# Letters that only end words: teh marbuta, alef maksura; the final forms of Hebrew.
_FINALS = "ةىךםןףץ\ufe93\ufe94\ufeef\ufef0"


def mended(text: str) -> str:
    """Return the text of pages with divided words joined and reversed words turned round."""
    text = _DIVIDED.sub("", text)
    words = _RIGHT_TO_LEFT.findall(text)
    if not words:
        return text
    wrong = sum(word[0] in _FINALS for word in words if len(word) > 1)
    right = sum(word[-1] in _FINALS for word in words if len(word) > 1)
    if wrong <= 2 * right:
        return text
    return "\n".join(_turned(line) if _RIGHT_TO_LEFT.search(line) else line for line in text.split("\n"))


def _turned(line: str) -> str:
    """Return a line in the order it is read: words from the last to the first, right-to-left words reversed."""
    return " ".join(word[::-1] if _RIGHT_TO_LEFT.search(word) else word for word in reversed(line.split(" ")))
