"""The adapter `e5`: multilingual-e5-small, 384 numbers per text, some hundred languages, computed with numpy only."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from postlotse.learning.encoders import bert, e5file
from postlotse.learning.encoders.unigram import Unigram

Floats = NDArray[np.float32]

#: Tokens that are read of a text; the first say what a mail is about.
MOST_TOKENS = 256
#: Characters that can matter for so many tokens.
_MOST_CHARACTERS = 4_000
#: Tokens computed together: few enough to stay in the processor's cache.
_TOGETHER = 768
#: Every text starts so; the model was trained with it (Wang et al. 2024, "Multilingual E5 Text Embeddings").
_PREFIX = "query: "
#: Changes whenever our arithmetic changes the vectors.
_VERSION = "1"


class E5:
    """Sentence vectors of length 1; safe for threads."""

    name = "e5"

    def __init__(self, file: e5file.WeightFile, *, threads: int = 2) -> None:
        self.fingerprint = f"{e5file.SHA256[:16]}-{_VERSION}"
        self.width = file.shape.hidden
        self._begin, self._end = file.pieces.begin, file.pieces.end
        self._unigram = Unigram(file.pieces)
        self._network = bert.build(file)
        self._threads = threads

    def tokens(self, text: str) -> list[int]:
        """Return the token ids of a text with prefix, begin and end, at most MOST_TOKENS."""
        line = _PREFIX + " ".join(text[:_MOST_CHARACTERS].replace("\x00", " ").split())
        return [self._begin, *self._unigram.ids(line, MOST_TOKENS - 2), self._end]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text."""
        cut = [self.tokens(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda number: len(cut[number]))
        groups: list[list[int]] = []
        size = _TOGETHER + 1
        for number in order:
            if size + len(cut[number]) > _TOGETHER:
                groups.append([])
                size = 0
            groups[-1].append(number)
            size += len(cut[number])
        found = np.empty((len(texts), self.width), dtype=np.float32)

        def compute(group: list[int]) -> None:
            states, rows = bert.states(self._network, [cut[number] for number in group])
            for number, own in zip(group, rows, strict=True):
                mean = states[own].mean(axis=0)
                found[number] = mean / max(float(np.linalg.norm(mean)), 1e-9)

        if len(groups) < 2 or self._threads < 2:
            for group in groups:
                compute(group)
        else:
            with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(compute, groups[::-1]))
        return found


def load_e5() -> E5:
    """Return the encoder; raises EncoderUnavailable when the weights are missing or not the examined ones."""
    return E5(e5file.open_file(e5file.find()))
