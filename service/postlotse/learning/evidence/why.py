"""Put the evidence of one mail together: words and a sentence for topics, words for flags.

Never shows small words, numbers, greetings, closings or what may be a name; see `showable` and docs/model.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from postlotse.learning.bundle import Bundle
from postlotse.learning.encoders.port import Reading
from postlotse.learning.evidence.known import as_set
from postlotse.learning.evidence.layout import Layout, lay_out
from postlotse.learning.evidence.shares import WordShares, of_encoder
from postlotse.learning.evidence.showable import showable

Floats32 = NDArray[np.float32]

#: Most words that are shown.
MOST = 5
#: A word must bring at least this share of what the best word brings.
_SHARE = 0.15
#: Most characters of a sentence that is shown.
MOST_OF_SENTENCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The words for each asked column, strongest first, and the sentence that spoke most for the first of them."""

    words: tuple[tuple[str, ...], ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the model read of a mail: the prepared words and their row, the line for the encoder and what it gave."""

    prepared: str
    row: csr_matrix
    line: str
    reading: Reading


class Explainer:
    """Explains the guesses of one model; safe for threads, keeps no texts."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._hashed = WordShares(bundle)
        self._known = as_set(bundle.known_words)

    def why(self, pair: tuple[str, str], seen: Seen, columns: Sequence[int]) -> Why:
        """Return the evidence for columns of `Bundle.explained`; the first one is that of the primary topic.

        `pair` is subject and newest text, `seen` what the model made of them.
        """
        layout = lay_out(*pair)
        if not layout.words or not columns:
            return Why(words=((),) * len(columns))
        wanted = list(columns)
        hashed = self._hashed.of(seen.row, seen.prepared, wanted)
        given, _ = of_encoder(layout, seen.line, seen.reading)
        given = given[:, wanted] if given.shape[1] else np.zeros((len(layout.words), len(wanted)), np.float32)
        given = given + self._from_hashed(layout, hashed, len(wanted))
        shown = showable(layout, self._known)
        return Why(
            words=tuple(_strongest(layout, given[:, n], shown) for n in range(len(wanted))),
            sentence=_sentence(layout, given[:, 0]),
        )

    def _from_hashed(self, layout: Layout, hashed: dict[str, Floats32], columns: int) -> Floats32:
        """Return what the hashed words gave (words × columns), parted among the places of each."""
        times: dict[str, int] = {}
        for word in layout.words:
            times[word.folded] = times.get(word.folded, 0) + 1
        nothing = np.zeros(columns, np.float32)
        each: dict[str, Floats32] = {}
        for shape, count in times.items():
            body, head = hashed.get(shape), hashed.get(f"§{shape}")
            total = nothing if body is None else body if head is None else body + head
            each[shape] = total / np.float32(count)
        return np.stack([each[word.folded] for word in layout.words])


def _strongest(layout: Layout, given: Floats32, shown: Sequence[int]) -> tuple[str, ...]:
    """Return the words that brought most, each with all its places, as it is written first."""
    total: dict[str, float] = {}
    written: dict[str, str] = {}
    for number in shown:
        word = layout.words[number]
        total[word.folded] = total.get(word.folded, 0.0) + float(given[number])
        written.setdefault(word.folded, word.written)
    order = sorted(total, key=lambda shape: -total[shape])[:MOST]
    least = max(0.0, total[order[0]] * _SHARE) if order else 0.0
    return tuple(written[shape] for shape in order if total[shape] > least)


def _sentence(layout: Layout, given: Floats32) -> str:
    """Return the sentence of the text that brought most, in one line and cut; "" when none brought anything."""
    total = np.zeros(len(layout.sentences), dtype=np.float64)
    np.add.at(total, [word.sentence for word in layout.words], given)
    body = layout.text.find("\n") + 1
    allowed = [n for n, (start, _) in enumerate(layout.sentences) if start >= body and n not in layout.fixed]
    best = max(allowed, key=lambda n: total[n], default=-1)
    if best < 0 or total[best] <= 0:
        return ""
    start, end = layout.sentences[best]
    line = " ".join(layout.text[start:end].split())
    return line if len(line) <= MOST_OF_SENTENCE else line[: MOST_OF_SENTENCE - 1].rsplit(" ", 1)[0] + "…"
