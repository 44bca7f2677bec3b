"""The adapter `e5`: multilingual-e5-small, 384 numbers per text, some hundred languages."""

import ctypes
import gc
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from postlotse.learning.encoders import e5file, engines
from postlotse.learning.encoders.unigram import Unigram

Floats = NDArray[np.float32]

#: Tokens that are read of a text; the first say what a mail is about.
MOST_TOKENS = 256
#: Characters that can matter for so many tokens.
_MOST_CHARACTERS = 4_000
#: Every text starts so; the model was trained with it (Wang et al. 2024, "Multilingual E5 Text Embeddings").
_PREFIX = "query: "
#: Changes whenever our arithmetic changes the vectors by more than rounding.
_VERSION = "1"


class E5:
    """Sentence vectors of length 1; safe for threads."""

    name = "e5"

    def __init__(self, file: e5file.WeightFile, engine: engines.Engine, *, threads: int = 2) -> None:
        self.fingerprint = f"{e5file.SHA256[:16]}-{_VERSION}"
        self.precision = engine.precision
        self.width = file.shape.hidden
        self._begin, self._end = file.pieces.begin, file.pieces.end
        self._unigram = Unigram(file.pieces)
        self._engine = engine
        self._threads = threads

    def tokens(self, text: str) -> list[int]:
        """Return the token ids of a text with prefix, begin and end, at most MOST_TOKENS."""
        line = _PREFIX + " ".join(text[:_MOST_CHARACTERS].replace("\x00", " ").split())
        return [self._begin, *self._unigram.ids(line, MOST_TOKENS - 2), self._end]

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text."""
        found = np.empty((len(texts), self.width), dtype=np.float32)

        def compute(number: int) -> None:
            mean = self._engine.states(self.tokens(texts[number])).mean(axis=0)
            found[number] = mean / max(float(np.linalg.norm(mean)), 1e-9)

        if len(texts) < 2 or self._threads < 2:
            for number in range(len(texts)):
                compute(number)
        else:
            with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(compute, range(len(texts))))
        return found


def load_e5() -> E5:
    """Return the encoder; raises EncoderUnavailable when the weights are missing or not the examined ones."""
    file = e5file.open_file(e5file.find())
    encoder = E5(file, engines.best(file))
    del file  # the vocabulary as text
    _give_back()
    return encoder


def _give_back() -> None:
    """Return the memory that building the network took (over 100 MB) to the system; only glibc keeps it and can be asked."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        gc.collect()
        trim(0)
