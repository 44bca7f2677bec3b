"""Phrases as patterns over words, and the words of a text: small, linear, the same folding for both.

A phrase is written as words with a space between them:  `a|b` either word · `wort~` any word that begins so · `[wort]` may be
missing · `…` up to eight other words (numbers do not count, a comma counts four) · `^` and `$` begin and end of the sentence ·
a line that ends with `|` goes on in the next.
Case, accents and the shapes of Arabic letters do not matter; German umlauts also match as ae, oe, ue.
"""

import re
from dataclasses import dataclass
from unicodedata import normalize

from postlotse.core.mail.auto.cues import Cue

_GAP = 8
_COMMA = ","
_COMMA_COSTS = 4

_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_COMBINING = re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670]")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ß": "ss", "ø": "o", "æ": "ae", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ھ": "ه", "ۀ": "ه"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_MAIL = re.compile(r"\b(e)-(?=mail|post)", re.I)
_TOKEN = re.compile(r"\d[\d.,:/–-]{0,30}\d|[^\W_]+|\n[ \t]*\n|[,،፣]|[.!…:;](?=\s|$|[\"*_)])|[?؟፧\u037e]+|[؛።۔!]", re.UNICODE)
_QUESTION = frozenset("?؟፧\u037e")


def fold(word: str) -> str:
    """Return a word as it is compared."""
    word = word.lower()
    if word.isascii():
        return word
    return _COMBINING.sub("", normalize("NFKD", word)).translate(_LETTERS)


@dataclass(slots=True, kw_only=True)
class Sentence:
    """The words of a sentence, as written and as compared; commas are words of their own."""

    words: list[str]
    keys: list[str]
    question: bool = False

    @property
    def size(self) -> int:
        """Return the number of words."""
        return sum(key != _COMMA for key in self.keys)


def sentences(text: str) -> list[Sentence]:
    """Divide a text into sentences; they end with a full stop, a question mark, a colon or an empty line."""
    text = _MAIL.sub(r"\1", text)
    if not text.isascii():
        text = _ARABIC_MARKS.sub("", text)
    found: list[Sentence] = []
    words: list[str] = []
    keys: list[str] = []

    def end(question: bool = False) -> None:
        nonlocal words, keys
        if words:
            found.append(Sentence(words=words, keys=keys, question=question))
            words, keys = [], []
        elif question and found:
            found[-1].question = True

    tokens = _TOKEN.findall(text)
    for place, token in enumerate(tokens):
        first = token[0]
        if first.isalnum():
            words.append(token)
            keys.append(fold(token))
        elif first in ",،፣":
            words.append(_COMMA)
            keys.append(_COMMA)
        elif first in _QUESTION:
            end(question=True)
        elif first == "." and keys and keys[-1][-1].isdigit() and _goes_on(keys[-1], tokens[place + 1 : place + 2]):
            continue
        else:
            end()
    end()
    return found


def _goes_on(number: str, following: list[str]) -> bool:
    """Tell whether a full stop behind a number ends no sentence: "12. August", "ab dem 7.4. wieder"."""
    return number.isdigit() or any(token[0].islower() for token in following)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One place of a phrase."""

    exact: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False

    def fits(self, key: str) -> bool:
        """Tell whether a word may stand here."""
        return key in self.exact or (bool(self.stems) and key.startswith(self.stems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A phrase ready to be compared, and what it says."""

    cue: Cue
    elements: tuple[Element, ...]
    begins: bool = False
    ends: bool = False


def _spellings(word: str) -> set[str]:
    """Return how a word may be written: with umlauts as two letters, in Arabic with "and" joined to it."""
    found = {fold(word)}
    if re.search("[äöü]", word):
        found.add(fold(word.translate(_UMLAUTS)))
    if "\u0600" <= word[0] <= "\u06ff":
        found |= {"و" + spelling for spelling in found}
    return found


def _element(text: str) -> Element:
    if text == "…":
        return Element(gap=True)
    optional = text.startswith("[")
    exact: set[str] = set()
    stems: set[str] = set()
    for word in text.strip("[]").split("|"):
        (stems if word.endswith("~") else exact).update(_spellings(word.rstrip("~")))
    return Element(exact=frozenset(exact), stems=tuple(sorted(stems)), optional=optional)


def phrases(lines: str) -> list[str]:
    """Return the phrases of a table, one a line."""
    joined = re.sub(r"\|\n *", "|", lines)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def compiled(phrase: str, cue: Cue) -> Pattern:
    """Return a phrase as a pattern."""
    places = phrase.split()
    begins, ends = places[:1] == ["^"], places[-1:] == ["$"]
    inner = places[int(begins) : len(places) - int(ends)]
    return Pattern(cue=cue, elements=tuple(map(_element, inner)), begins=begins, ends=ends)


def matched(keys: list[str], at: int, pattern: Pattern) -> tuple[int, ...]:
    """Return the places of the words of a phrase that begins at `at`, gaps left out; empty = it does not stand there."""
    if pattern.begins and at:
        return ()
    return _rest(keys, at, pattern, 0) or ()


def _rest(keys: list[str], at: int, pattern: Pattern, number: int) -> tuple[int, ...] | None:
    """Compare from the element `number` on; gaps are tried from short to long."""
    if number == len(pattern.elements):
        return () if not pattern.ends or at == len(keys) else None
    element = pattern.elements[number]
    if element.gap:
        left = _GAP
        while True:
            found = _rest(keys, at, pattern, number + 1)
            if found is not None:
                return found
            left -= _cost(keys, at)
            at += 1
            if left < 0 or at >= len(keys):
                return None
    if at < len(keys) and element.fits(keys[at]):
        found = _rest(keys, at + 1, pattern, number + 1)
        if found is not None:
            return (at, *found)
    return _rest(keys, at, pattern, number + 1) if element.optional else None


def _cost(keys: list[str], at: int) -> int:
    """Return what a word costs of a gap: dates cost nothing, a comma much unless a date stands beside it."""
    if at >= len(keys):
        return _GAP + 1
    key = keys[at]
    if key[0].isdigit():
        return 0
    if key != _COMMA:
        return 1
    beside = keys[max(0, at - 2) : at] + keys[at + 1 : at + 3]
    return 0 if any(near[0].isdigit() for near in beside) else _COMMA_COSTS
