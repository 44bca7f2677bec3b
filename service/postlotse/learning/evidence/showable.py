"""Which words of a mail may be shown as evidence: no small words, greetings, closings, numbers, and nothing that may be a name.

Strict where names cannot be told: in scripts without capitals only words that the training texts know are shown.
"""

from collections.abc import Sequence
from functools import cache

from postlotse.core.topics.fold import fold
from postlotse.learning.evidence.formulas import CLOSING, GENERAL, GREETING, NAMES, SMALL, TITLES
from postlotse.learning.evidence.known import NOUN, STEM, Hashes, beside, contains, stem
from postlotse.learning.evidence.layout import Layout, Word
from postlotse.learning.stopwords import stop_words

#: The least letters of a word, of one that the texts do not know, and of a known part of one.
_SHORTEST = 3
_SHORTEST_UNKNOWN = 4
_PART = 5
#: From this share of small German words on a text counts as German.
_GERMAN = 0.12
_GERMAN_WORDS = frozenset(fold("und der die das ist nicht ich wir ein eine einen mit für auf zu den dem bei haben von").split())
#: Where more of the words inside sentences are capitalised, small letters do not tell a name.
_MOST_CAPITALS = 0.6


def showable(layout: Layout, known: Hashes) -> list[int]:
    """Return the numbers of the words that may be shown; `known` are the hashes of `known_words`."""
    words = layout.words
    german = sum(word.folded in _GERMAN_WORDS for word in words) >= max(1, _GERMAN * len(words))
    inside = [word for word in words if word.cased and not word.first]
    telling = any(word.capital for word in words) and sum(w.capital for w in inside) <= _MOST_CAPITALS * len(inside)
    return [
        number
        for number, word in enumerate(words)
        if _may_show(word, known, german=german, telling=telling) and not _in_full_name(words, number, known)
    ]


def _may_show(word: Word, known: Hashes, *, german: bool, telling: bool) -> bool:
    """Tell whether a word may be shown by itself; `telling` = small letters prove that it is no name."""
    shape = word.folded
    if word.fixed or len(shape) < _SHORTEST or not shape.isalpha() or shape in _never():
        return False
    if contains(known, shape):
        return german or not word.capital or word.first or contains(known, NOUN + shape)
    if len(shape) < _SHORTEST_UNKNOWN:
        return False
    if not word.cased:
        return bool(stem(shape)) and contains(known, STEM + stem(shape))
    return (german and _compound(shape, known)) if word.capital else telling


def _in_full_name(words: Sequence[Word], number: int, known: Hashes) -> bool:
    """Tell whether a capitalised word stands beside one that is no known noun: “Peter Koch”."""
    for other in (number - 1, number + 1):
        if 0 <= other < len(words) and beside(words[number], words[other]):
            shape = words[other].folded
            if len(shape) > 1 and shape not in _never() and not contains(known, shape) and not _compound(shape, known):
                return True
    return False


def _compound(shape: str, known: Hashes) -> bool:
    """Tell whether a noun is put together of known words, the first a noun, such as “Sprachkurs|platz”."""
    for at in range(_PART, len(shape) - 3):
        head = contains(known, NOUN + shape[:at]) or (shape[at - 1] in "sn" and contains(known, NOUN + shape[: at - 1]))
        if head and contains(known, shape[at:]):
            return True
    return False


@cache
def _never() -> frozenset[str]:
    return stop_words() | GREETING | CLOSING | TITLES | SMALL | GENERAL | NAMES
