"""Cut text into the pieces of a unigram vocabulary: the likeliest sequence of pieces for each word.

Bounded: long words are cut, and only as many words are read as give `most` pieces.
"""

from collections.abc import Callable
from functools import lru_cache

from postlotse.learning.encoders.e5file import Pieces

_MARK = "▁"
_LONGEST_WORD = 120
_UNKNOWN_PENALTY = 10.0


class Unigram:
    """A tokeniser; safe for threads."""

    def __init__(self, pieces: Pieces) -> None:
        scores = pieces.scores.tolist()
        self._pieces = {text: number for number, text in enumerate(pieces.texts) if text}
        self._scores = scores
        for special in (pieces.begin, pieces.end, pieces.unknown):
            self._pieces.pop(pieces.texts[special], None)
        self._longest = max(map(len, self._pieces))
        self._unknown = pieces.unknown
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self._replaced = pieces.replaced
        self._cut: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=20_000)(self._best)

    def ids(self, text: str, most: int) -> list[int]:
        """Return at most `most` piece ids, without begin and end."""
        found: list[int] = []
        for word in text.translate(self._replaced).split(" "):
            for at in range(0, len(word), _LONGEST_WORD):
                part = word[at : at + _LONGEST_WORD]
                found += self._cut(part if at else _MARK + part)
            if len(found) >= most:
                break
        return found[:most]

    def _best(self, word: str) -> tuple[int, ...]:
        """Return the likeliest pieces of one word (Viterbi); what no piece covers becomes one unknown piece."""
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        back = [(0, 0)] * (size + 1)
        scores = self._scores
        for start in range(size):
            so_far = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._pieces.get(word[start:end])
                if piece is not None and so_far + scores[piece] > best[end]:
                    best[end], back[end] = so_far + scores[piece], (start, piece)
            if so_far + self._unknown_score > best[start + 1]:
                best[start + 1], back[start + 1] = so_far + self._unknown_score, (start, self._unknown)
        found: list[int] = []
        at = size
        while at:
            at, number = back[at]
            if not (number == self._unknown and found and found[-1] == self._unknown):
                found.append(number)
        return tuple(reversed(found))
