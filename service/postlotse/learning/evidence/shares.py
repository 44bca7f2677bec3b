"""What each word of a text gave to each explained column of the scores: exactly, from the encoder and from the hashed words.

The encoder's vector is a mean over its pieces and the models on it are linear, so a score is a sum over the pieces, whatever
the language.  A hashed row is a sum over the words that hash into it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.utils import murmurhash3_32

from postlotse.learning.bundle import Bundle
from postlotse.learning.encoders.port import Reading
from postlotse.learning.evidence.layout import Layout

Floats32 = NDArray[np.float32]
_REMEMBERED = 20_000


class WordShares:
    """The part of the hashed words; remembers in which columns single words lie.  Safe for threads."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        words, letters = bundle.words.vectorizers
        self._sizes = (int(words.n_features), int(letters.n_features))
        self._grams = letters.build_analyzer()
        self._columns = lru_cache(maxsize=_REMEMBERED)(self._find_columns)

    def of(self, row: csr_matrix, prepared: str, wanted: Sequence[int]) -> dict[str, Floats32]:
        """Return prepared word → what all its places together gave to the wanted columns, for the row of a prepared text.

        `prepared` is of `prepare.for_words`.  The shares add up to row @ weights: a pair of words counts half for each.
        """
        tokens = prepared.split()
        if not tokens:
            return {}
        counts = Counter(tokens)
        numbers = {word: number for number, word in enumerate(counts)}
        single = [self._columns(word) for word in counts]
        lengths = [len(columns) for columns in single]
        pairs = np.array([_column(f"{a} {b}", self._sizes[0]) for a, b in pairwise(tokens)], dtype=np.int64)
        places = np.array([numbers[token] for token in tokens], dtype=np.int64)
        columns = np.concatenate([*single, pairs, pairs])
        owners = np.concatenate([np.repeat(np.arange(len(single)), lengths), places[:-1], places[1:]])
        amounts = np.concatenate([np.repeat(list(counts.values()), lengths), np.full(2 * len(pairs), 0.5)])
        row.sort_indices()
        found = np.minimum(np.searchsorted(row.indices, columns), len(row.indices) - 1)
        amounts[row.indices[found] != columns] = 0.0  # cannot be; a wrong share would be worse than none
        total = np.bincount(found, amounts, minlength=len(row.indices))
        share = amounts / np.maximum(total[found], 1e-9) * row.data[found]
        spread = csr_matrix((share.astype(np.float32), (owners, found)), shape=(len(counts), len(row.indices)))
        given = np.asarray(spread @ self._bundle.explained(self._bundle.weights.words[row.indices])[:, list(wanted)])
        return dict(zip(counts, given, strict=True))

    def _find_columns(self, word: str) -> NDArray[np.int64]:
        """Return the columns of one word: its own, and those of its letters, one for each time."""
        words, letters = self._sizes
        return np.array([_column(word, words), *(words + _column(gram, letters) for gram in self._grams(word))], dtype=np.int64)


def _column(feature: str, size: int) -> int:
    """Return the column of a feature as `HashingVectorizer` finds it."""
    number = int(murmurhash3_32(feature.encode("utf-8", "surrogatepass"), positive=False))
    return (2**31 - size) % size if number == -(2**31) else abs(number) % size


def of_encoder(layout: Layout, line: str, reading: Reading) -> tuple[Floats32, NDArray[np.int64]]:
    """Return what each word of the layout gave (words × k), and the word each piece lies in (-1: none).

    `line` is what the encoder read (`prepare.for_encoder`): the same blank-separated words, links and addresses shortened.
    """
    given = np.zeros((len(layout.words), reading.shares.shape[1]), dtype=np.float32)
    owners = _owners(layout, line, reading.places)
    inside = owners >= 0
    if inside.any():
        np.add.at(given, owners[inside], reading.shares[inside].astype(np.float32))
    return given, owners


def _owners(layout: Layout, line: str, places: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the number of the word that each piece lies in or follows within the same blank-separated word, else -1."""
    owners = np.full(len(places), -1, dtype=np.int64)
    if not layout.words or not len(places):
        return owners
    in_line = np.array(_starts(line), dtype=np.int64)
    in_text = np.array(layout.numbers, dtype=np.int64)
    at = places.astype(np.int64)
    number = np.searchsorted(in_line, at, side="right") - 1
    usable = (at >= 0) & (number >= 0) & (number < len(in_text))
    number = np.where(usable, number, 0)
    place = in_text[number] + at - in_line[number]
    starts = np.array([word.start for word in layout.words], dtype=np.int64)
    numbers = np.array([word.number for word in layout.words], dtype=np.int64)
    word = np.searchsorted(starts, place, side="right") - 1
    # An opening quotation mark belongs to the word behind it.
    ahead = np.minimum(word + 1, len(starts) - 1)
    word = np.where((word < 0) | (numbers[word] != number), ahead, word)
    usable &= numbers[word] == number
    owners[usable] = word[usable]
    return owners


def _starts(line: str) -> Sequence[int]:
    """Return where the words of a line with single blanks start."""
    found, at = [], 0
    for word in line.split(" "):
        found.append(at)
        at += len(word) + 1
    return found
