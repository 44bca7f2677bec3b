"""Which words of a text spoke for a topic, by the word part of the model.

Never shows stop words, numbers or words that only one voice uses (names).
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from postlotse.learning import prepare
from postlotse.learning.bundle import Bundle
from postlotse.learning.pipeline import word_hash
from postlotse.learning.stopwords import stop_words

#: Most words that are shown, most distinct words that are looked at, and the least letters of a word.
MOST = 5
_LOOKED_AT = 150
_SHORTEST = 3
#: A word must bring at least this share of what the best word brings.
_SHARE = 0.25
_WORD = re.compile(r"[^\W\d_][^\W_]{0,38}[^\W\d_]")


def candidates(bundle: Bundle, subject: str, text: str) -> dict[str, str]:
    """Return folded word → the word as it stands in the text, for words that may be shown."""
    known, found = bundle.known_words, {}
    for match in _WORD.finditer(f"{subject}\n{prepare.clean(text)}"):
        written = match.group()
        folded = prepare.fold_word(written)
        if len(folded) < _SHORTEST or " " in folded or folded in found or folded in stop_words():
            continue
        place = int(np.searchsorted(known, word_hash(folded)))
        if place < len(known) and int(known[place]) == word_hash(folded):
            found[folded] = written
            if len(found) >= _LOOKED_AT:
                break
    return found


def words_for(bundle: Bundle, subject: str, text: str, topics: Sequence[int]) -> list[tuple[str, ...]]:
    """Return for each topic number at most MOST words that spoke for it rather than for the others, strongest first."""
    shown = candidates(bundle, subject, text)
    if not shown:
        return [()] * len(topics)
    count = len(bundle.labels.topics)
    rows = bundle.words.weighted_counts(list(shown))
    used = np.unique(rows.indices)  # few columns of many: the others are not touched
    brought: NDArray[np.float32] = np.asarray(rows[:, used] @ bundle.weights.words[used, :count])
    brought = brought - brought.mean(axis=1, keepdims=True)
    return [_strongest(list(shown.values()), brought[:, topic]) for topic in topics]


def _strongest(words: Sequence[str], brought: NDArray[np.float32]) -> tuple[str, ...]:
    order = np.argsort(-brought, kind="stable")[:MOST]
    least = max(0.0, float(brought[order[0]]) * _SHARE)
    return tuple(words[at] for at in order if brought[at] > least)
