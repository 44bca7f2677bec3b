"""Which words may be shown as evidence, learnt from the training texts: known to two voices, and no names.

A word is a name when it mostly stands where names stand: in greetings and closings, after titles, with a capital inside a
sentence where the language writes nouns small, or beside another capitalised word.  Only hashes are kept.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.utils import murmurhash3_32

from postlotse.learning.evidence.layout import Layout, Word, lay_out
from postlotse.learning.texts import Example

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
    voices: dict[str, set[str]] = {}
    places: Counter[str] = Counter()
    named: Counter[str] = Counter()
    nouns: set[str] = set()
    for example in examples:
        german = example.lang == "de"
        layout = lay_out("", example.text)
        for at, word in enumerate(layout.words):
            shape = word.folded
            voices.setdefault(shape, set()).add(example.voice)
            places[shape] += 1
            if like_a_name(layout, at, german=german):
                named[shape] += 1
            elif german and word.capital and not word.first:
                nouns.add(shape)
    shown = {w for w, who in voices.items() if len(who) >= _VOICES and named[w] < _NAME_SHARE * places[w]}
    marked = {NOUN + word for word in nouns & shown} | {STEM + stem(word) for word in shown if stem(word)}
    return np.array(sorted({word_hash(word) for word in shown | marked}), dtype=np.uint32)


def like_a_name(layout: Layout, at: int, *, german: bool) -> bool:
    """Tell whether word number `at` stands where names stand."""
    word = layout.words[at]
    if word.fixed:
        return True
    if not word.capital or word.first:
        return False
    return not german or any(_beside(word, layout.words[other]) for other in (at - 1, at + 1) if 0 <= other < len(layout.words))


def _beside(word: Word, other: Word) -> bool:
    """Tell whether the other word is capitalised too and only a blank lies between: a full name."""
    return other.capital and not other.first and max(word.start, other.start) - min(word.end, other.end) == 1


def contains(known: NDArray[np.uint32], word: str) -> bool:
    """Tell whether the hash of a word is among the sorted ones."""
    number = word_hash(word)
    place = int(np.searchsorted(known, number))
    return place < len(known) and int(known[place]) == number
