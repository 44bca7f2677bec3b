"""Fold text so that every way of typing a word compares equal, and find words in it in linear time.

Folding joins what people mix up: case, umlauts (`für` = `fuer` = `fur`), ß, Turkish dotless i and missing diacritics,
Arabic and Persian letter variants, Latin letters inside Cyrillic words.  It is for comparing only, never for showing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
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
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
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


@lru_cache(maxsize=20_000)
def _without_marks(letters: str) -> str:
    """Return letters without the marks on them."""
    return "".join(c for c in unicodedata.normalize("NFKD", letters) if unicodedata.category(c) != "Mn")


#: What Arabic writes together with the word behind it: and, with, for, the.
_ARABIC_HEAD = "(?:[وفبل]?ال|لل|[وفبل])?"


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """Return folded words with one blank before and after each; a lone full stop stands where a sentence ends."""
    return plainly(text)


def plainly(text: str) -> str:
    """Return what `fold` does without keeping it: for single words, which would push out the texts."""
    text = text[:MOST_CHARACTERS]
    # One sign can become eighteen letters; letters of ordinary texts hardly grow in number.
    text = unicodedata.normalize("NFKC", text)[: 2 * MOST_CHARACTERS].casefold().translate(_LETTERS)
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda run: _without_marks(run.group()), text)
        if _CYRILLIC.search(text):
            text = _MIXED_WORD.sub(_unmix, _CYRILLIC_APOSTROPHE.sub("", text))
    text = _UMLAUT_PAIRS.sub(r"\1", text)
    text = _SENTENCE_END.sub(" . ", text)
    return f" {' '.join(_NO_WORD.sub(' ', text).split())} "


#: Beginnings and ends of words are compared up to this length; longer ones are left to the pattern.
LONGEST_END = 8


@lru_cache(maxsize=16)
def tokens(folded: str) -> frozenset[str]:
    """Return the different words of a folded text."""
    return frozenset(folded.split(" "))


@lru_cache(maxsize=16)
def heads(folded: str) -> frozenset[str]:
    """Return every beginning of every word of a folded text, of at most 8 letters."""
    return frozenset(chain.from_iterable(accumulate(word[:LONGEST_END]) for word in tokens(folded)))


@lru_cache(maxsize=16)
def _tails(folded: str) -> frozenset[str]:
    """Return every end of every word, read backwards."""
    return frozenset(chain.from_iterable(accumulate(word[: -LONGEST_END - 1 : -1]) for word in tokens(folded)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """Of every phrase one piece without which it cannot stand in a text: a word, the head or tail of one (read backwards), letters.

    Looking for these in sets of words is far quicker than the pattern, which only sees texts that pass.
    """

    words: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    inside: tuple[str, ...] = ()

    def perhaps(self, folded: str) -> bool:
        """Tell whether one of the phrases can stand in a folded text at all."""
        if self.words and not self.words.isdisjoint(tokens(folded)):
            return True
        if self.heads and not self.heads.isdisjoint(heads(folded)):
            return True
        if self.tails and not self.tails.isdisjoint(_tails(folded)):
            return True
        return bool(self.inside) and any(letters in folded for letters in self.inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A compiled list of words and phrases; `written` keeps them as their author wrote them."""

    written: tuple[str, ...]
    pattern: Any
    needed: Needed = field(default_factory=Needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One folded word of a phrase; `head` and `tail` tell whether letters may stand before and after it."""

    letters: str
    head: str = ""
    tail: str = ""

    @property
    def expression(self) -> str:
        return f"{self.head}{re2.escape(self.letters)}{self.tail}"

    @property
    def worth(self) -> tuple[bool, int]:
        """Return how well it tells texts apart: a whole word better than one with open ends, a long one than a short one."""
        return not (self.head and self.tail), len(self.letters)


def _pieces(phrase: str) -> list[_Piece]:
    """Return the words of one phrase; `*` at a word's end or start stands for any letters."""
    pieces: list[_Piece] = []
    for word in phrase.split():
        core = fold(word.strip("*")).strip(" .").strip()
        if not core:
            continue
        head = "[^ ]*" if word.startswith("*") else _ARABIC_HEAD if "\u0620" <= core[0] <= "\u064a" else ""
        tail = "[^ ]*" if word.endswith("*") else ""
        parts = core.split()
        last = len(parts) - 1
        pieces += [_Piece(letters=p, head="" if n else head, tail=tail if n == last else "") for n, p in enumerate(parts)]
    return pieces


def compile_words(phrases: Sequence[str]) -> Words:
    """Compile whole words and phrases for `found`; raises ValueError when nothing searchable is left."""
    read = [pieces for pieces in map(_pieces, phrases) if pieces]
    if not read:
        raise ValueError("no letters in a phrase")
    expressions = dict.fromkeys(" ".join(piece.expression for piece in pieces) for pieces in read)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    pattern = re2.compile(" (" + "|".join(expressions) + ") ", options)
    return Words(written=tuple(phrases), pattern=pattern, needed=_needed([max(p, key=lambda x: x.worth) for p in read]))


def _needed(pieces: Sequence[_Piece]) -> Needed:
    """Sort pieces by how they are looked for; Arabic ones stand at the end of a word, whatever is written before them."""
    sorts: dict[tuple[bool, bool], list[str]] = {}
    for piece in pieces:
        sorts.setdefault((bool(piece.head), bool(piece.tail)), []).append(piece.letters)
    return Needed(
        words=frozenset(sorts.get((False, False), ())),
        heads=frozenset(letters[:LONGEST_END] for letters in sorts.get((False, True), ())),
        tails=frozenset(letters[: -LONGEST_END - 1 : -1] for letters in sorts.get((True, False), ())),
        inside=tuple(sorts.get((True, True), ())),
    )


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
