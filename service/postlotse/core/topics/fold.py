"""Fold text so that every way of typing a word compares equal, and find words in it in linear time.

Folding joins what people mix up: case, umlauts (`für` = `fuer` = `fur`), ß, Turkish dotless i and missing diacritics,
Arabic and Persian letter variants, Latin letters inside Cyrillic words.  It is for comparing only, never for showing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

#: Text beyond this many characters is not looked at (`docs/rules.md`).
MOST_CHARACTERS = 65_536

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h",
        "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ـ": None, "ٱ": "ا",
        "\u200c": None, "\u200d": None, "\u00ad": None, "\u200b": None,
        "’": "'", "ʼ": "'", "`": "'", "´": "'", "ʹ": "'",
    }
)  # fmt: skip
_LOOK_ALIKES = str.maketrans("асеорхукмтвніјѕ", "aceopxykmtbhijs")
_LOOK_ALIKES_BACK = str.maketrans("aceopxykmtbhijs", "асеорхукмтвніјѕ")
_UMLAUT_PAIRS = re.compile(r"([aou])e")
_CYRILLIC_APOSTROPHE = re.compile(r"(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff])")
_MIXED_WORD = re.compile(r"[a-z]+[\u0400-\u04ff][a-z\u0400-\u04ff]*|[\u0400-\u04ff]+[a-z][a-z\u0400-\u04ff]*")
_SENTENCE_END = re.compile(r"(?:[.:;](?=\s|$)|[!?؟۔…|])+|\n\s*\n")
_NO_WORD = re.compile(r"[^\w.]+|_|(?<!\d)\.(?=\S)|\.(?!\d| |$)")


def _unmix(found: re.Match[str]) -> str:
    """Write a word of mixed Latin and Cyrillic letters in the script that has more of them."""
    word = found.group()
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in word)
    return word.translate(_LOOK_ALIKES_BACK if 2 * cyrillic >= len(word) else _LOOK_ALIKES)


#: What Arabic writes together with the word behind it: and, with, for, the.
_ARABIC_HEAD = "(?:[وفبل]?ال|لل|[وفبل])?"


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """Return folded words with one blank before and after each; a lone full stop stands where a sentence ends."""
    text = text[:MOST_CHARACTERS]
    # One sign can become eighteen letters; letters of ordinary texts hardly grow in number.
    text = unicodedata.normalize("NFKC", text)[: 2 * MOST_CHARACTERS].casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    text = _CYRILLIC_APOSTROPHE.sub("", text)
    if any("\u0400" <= c <= "\u04ff" for c in text):
        text = _MIXED_WORD.sub(_unmix, text)
    text = _UMLAUT_PAIRS.sub(r"\1", text)
    text = _SENTENCE_END.sub(" . ", text)
    return f" {' '.join(_NO_WORD.sub(' ', text).split())} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A compiled list of words and phrases; `written` keeps them as their author wrote them."""

    written: tuple[str, ...]
    pattern: Any


def _expression(phrase: str) -> str:
    """Return the regular expression of one phrase; `*` at a word's end or start stands for any letters."""
    parts = []
    for word in phrase.split():
        core = fold(word.strip("*")).strip(" .").strip()
        if not core:
            continue
        head = "[^ ]*" if word.startswith("*") else _ARABIC_HEAD if "\u0620" <= core[0] <= "\u064a" else ""
        tail = "[^ ]*" if word.endswith("*") else ""
        parts.append(head + " ".join(re2.escape(piece) for piece in core.split()) + tail)
    return " ".join(parts)


def compile_words(phrases: Sequence[str]) -> Words:
    """Compile whole words and phrases for `found`; raises ValueError when nothing searchable is left."""
    expressions = list(dict.fromkeys(e for e in map(_expression, phrases) if e))
    if not expressions or any(not e.replace("[^ ]*", "").strip() for e in expressions):
        raise ValueError("no letters in a phrase")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    return Words(written=tuple(phrases), pattern=re2.compile(" (" + "|".join(expressions) + ") ", options))


def found(words: Words, folded: str, *, most: int = 5) -> tuple[str, ...]:
    """Return the different words found in a text from `fold`, in order of appearance, at most `most` of them."""
    hits: dict[str, None] = {}
    start = 0
    while len(hits) < most and (hit := words.pattern.search(folded, start)) is not None:
        hits.setdefault(hit.group(1))
        start = hit.end() - 1  # the blank behind a word is the one before the next
    return tuple(hits)


def holds(words: Words, folded: str) -> bool:
    """Tell whether any of the words stands in a text from `fold`."""
    return words.pattern.search(folded) is not None
