"""Which words may be shown as evidence, learnt from the training texts: known to two voices, and no names.

A word is a name when it mostly stands where names stand: in greetings and closings, after titles, with a capital inside a
sentence where the language writes nouns small, or beside another capitalised word.  Only hashes are kept.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.utils import murmurhash3_32

from postlotse.learning.evidence.formulas import NAMES
from postlotse.learning.evidence.layout import Layout, Word, lay_out
from postlotse.learning.texts import Example

Hashes = frozenset[int]

#: Marks hashes of nouns (which languages without capitals borrow from German), and of Arabic words without what is joined.
NOUN, STEM = "^", "~"
#: From this share of its places on a word counts as a name.
_NAME_SHARE = 0.5
_VOICES = 2
_JOINED = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_ENDINGS = ("هاي", "ها", "هم", "نا", "كم", "ات", "ان", "ين", "ون", "ه", "ي")
_STEM_LETTERS = 3


def word_hash(word: str) -> int:
    """Return the 32-bit hash under which a folded word is known."""
    return int(murmurhash3_32(word, positive=True))


def stem(folded: str) -> str:
    """Return an Arabic or Persian word without joined particles and endings, or ""."""
    if not "\u0600" <= folded[:1] <= "\u06ff":
        return ""
    for part in _JOINED:
        if folded.startswith(part) and len(folded) - len(part) >= _STEM_LETTERS:
            folded = folded[len(part) :]
            break
    for part in _ENDINGS:
        if folded.endswith(part) and len(folded) - len(part) >= _STEM_LETTERS:
            return folded[: -len(part)]
    return folded


def known_words(examples: Sequence[Example]) -> NDArray[np.uint32]:
    """Return sorted hashes of the words that at least two voices use and that are no names."""
    voices: dict[str, set[str]] = defaultdict(set)
    noun_voices: dict[str, set[str]] = defaultdict(set)
    places: Counter[tuple[str, bool]] = Counter()
    named: Counter[tuple[str, bool]] = Counter()
    small: set[str] = set()
    for example in examples:
        german = example.lang == "de"
        layout = lay_out("", example.text)
        for at, word in enumerate(layout.words):
            shape = word.folded
            voices[shape].add(example.voice)
            places[shape, german] += 1
            if like_a_name(layout, at, german=german):
                named[shape, german] += 1
            elif german and word.capital and not word.first:
                noun_voices[shape].add(example.voice)
            elif not word.capital:
                small.add(shape)
    nouns = {w for w, who in noun_voices.items() if len(who) >= _VOICES and named[w, True] < _NAME_SHARE * places[w, True]}
    others = {
        w
        for w in small
        if len(voices[w]) >= _VOICES and named[w, True] + named[w, False] < _NAME_SHARE * (places[w, True] + places[w, False])
    }
    marked = {NOUN + word for word in nouns} | {STEM + stem(word) for word in others - NAMES if stem(word)}
    return np.array(sorted({word_hash(word) for word in (nouns | others | marked) - NAMES}), dtype=np.uint32)


def like_a_name(layout: Layout, at: int, *, german: bool) -> bool:
    """Tell whether word number `at` stands where names stand."""
    word = layout.words[at]
    if word.fixed:
        return True
    if not word.capital or word.first:
        return False
    return not german or any(
        not layout.words[other].first and beside(word, layout.words[other])
        for other in (at - 1, at + 1)
        if 0 <= other < len(layout.words)
    )


def beside(word: Word, other: Word) -> bool:
    """Tell whether both words are capitalised and only a blank lies between, as in a full name."""
    return word.capital and other.capital and max(word.start, other.start) - min(word.end, other.end) == 1


def as_set(known: NDArray[np.uint32]) -> Hashes:
    """Return the hashes in a form that is quick to ask."""
    return frozenset(known.tolist())


def contains(known: Hashes, word: str) -> bool:
    """Tell whether a word is known."""
    return word_hash(word) in known
