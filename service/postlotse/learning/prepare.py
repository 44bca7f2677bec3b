"""Bring subject and text into the two shapes that the features read: folded words, and a clean line for the encoder.

Harmless for hostile text: bounded length, no control characters, no lone surrogates.
"""

import hashlib
import re
import unicodedata

from postlotse.core.mail import cleantext
from postlotse.core.topics.fold import fold

#: Characters that are looked at; more does not change what a mail is about.
MOST_CHARACTERS = 8_000
#: Shortest and longest word that counts.
_MAX_WORD = 40

_ADDRESS = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_PROBE = "Für Straße İğne ığdır Ёлка їжак العربيّة كتاب ی ک Łódź ﷺ x@example.org https://example.org 12.03.2025"


def clean(text: str) -> str:
    """Return the first characters of `text` without what is no text: controls, surrogates, long runs of marks."""
    return unicodedata.normalize("NFKC", cleantext.clean(text[: 2 * MOST_CHARACTERS]))[:MOST_CHARACTERS]


def for_encoder(subject: str, text: str) -> str:
    """Return one line of natural text for a sentence encoder; links and addresses become short."""
    joined = f"{clean(subject[:300])}\n{clean(text)}"
    joined = _LINK.sub("link", joined)
    joined = _ADDRESS.sub("e-mail", joined)
    return _SPACE.sub(" ", joined).strip()


def for_words(subject: str, text: str) -> str:
    """Return folded words parted by blanks; numbers become 0, the words of the subject also stand marked with `§`."""
    marked = " ".join(f"§{word}" for word in _words(subject[:300]))
    return " ".join([*_words(subject[:300]), *_words(text), *marked.split()])


def _words(text: str) -> list[str]:
    text = _LINK.sub(" linkx ", clean(text))
    text = _ADDRESS.sub(" mailx ", text)
    return [_DIGITS.sub("0", word)[:_MAX_WORD] for word in fold(text).split() if word != "."]


def fold_word(word: str) -> str:
    """Return one written word in the shape that `for_words` gives it."""
    return " ".join(_words(word))


def signature() -> str:
    """Return a short hash of how a probe text is prepared; a model fits only code that prepares alike."""
    return hashlib.sha256((for_words(_PROBE, _PROBE) + for_encoder(_PROBE, _PROBE)).encode()).hexdigest()[:12]
