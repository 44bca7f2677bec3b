"""The adapter `e5`: multilingual-e5-small, 384 numbers per text, some hundred languages."""

import ctypes
import gc
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from postlotse.learning.encoders import e5file, engines
from postlotse.learning.encoders.port import Look, Reading
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
#: What the vocabulary writes before the first piece of a word.
_MARK = "▁"
#: Products of so many multiplications OpenBLAS computes with one thread.
_ONE_THREAD = 200_000
_BLANKLESS = re.compile(r"\S+")


class E5:
    """Sentence vectors of length 1; safe for threads."""

    name = "e5"

    def __init__(self, file: e5file.WeightFile, engine: engines.Engine, *, threads: int = 2) -> None:
        self.fingerprint = f"{e5file.SHA256[:16]}-{_VERSION}"
        self.precision = engine.precision
        self.width = file.shape.hidden
        self._begin, self._end = file.pieces.begin, file.pieces.end
        self._unigram = Unigram(file.pieces)
        self._lengths = np.array([min(len(x.removeprefix(_MARK)), 255) for x in file.pieces.texts], dtype=np.uint8)
        self._prefix = self._unigram.ids(_PREFIX, MOST_TOKENS)
        self._engine = engine
        self._threads = threads

    def tokens(self, text: str) -> list[int]:
        """Return the token ids of a text with prefix, begin and end, at most MOST_TOKENS."""
        return self._placed(text)[0]

    def _placed(self, text: str) -> tuple[list[int], NDArray[np.int16]]:
        """Return the token ids of a text, and the characters at which they start (-1: prefix, begin, end)."""
        most = MOST_TOKENS - 2
        found, starts, counts = list(self._prefix), [], []
        for word in _BLANKLESS.finditer(text[:_MOST_CHARACTERS].replace("\x00", " ")):
            pieces = self._unigram.ids(word.group(), most)
            found += pieces
            starts.append(word.start())
            counts.append(len(pieces))
            if len(found) >= most:
                break
        own = np.array(found[len(self._prefix) :], dtype=np.int64)
        lengths = self._lengths[own].astype(np.int64)
        before = np.cumsum(lengths) - lengths  # characters of pieces before each
        first = np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)  # the first piece of each piece's word
        offsets = before - before[first] if len(own) else before
        ends = np.append(
            np.array(starts[1:], dtype=np.int64) - 2, _MOST_CHARACTERS
        )  # a replaced character may shift, not leave
        places = np.minimum(np.repeat(starts, counts) + offsets, np.repeat(ends, counts)) if len(own) else before
        tokens = [self._begin, *found[:most], self._end]
        outside = [-1] * (len(self._prefix) + 1)
        return tokens, np.array([*[*outside, *places.tolist()][: len(tokens) - 1], -1], dtype=np.int16)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text."""
        found = np.empty((len(texts), self.width), dtype=np.float32)

        def compute(number: int) -> None:
            mean = self._engine.states(self.tokens(texts[number])).mean(axis=0)
            found[number] = mean / max(float(np.linalg.norm(mean)), 1e-9)

        self._each(compute, len(texts))
        return found

    def read(self, texts: Sequence[str], look: Look) -> list[Reading]:
        """Return the vectors of `encode` and what each token gives to a look; the hidden states are not kept."""
        found: dict[int, Reading] = {}

        def compute(number: int) -> None:
            tokens, places = self._placed(texts[number])
            states = self._engine.states(tokens)
            mean = states.mean(axis=0)
            length = max(float(np.linalg.norm(mean)), 1e-9)
            shares = _product(states, look.directions / np.float32(len(tokens) * length))
            shares -= look.offsets / np.float32(len(tokens))
            found[number] = Reading(
                vector=np.asarray(mean / length, dtype=np.float32), places=places, shares=shares.astype(np.float16)
            )

        self._each(compute, len(texts))
        return [found[number] for number in range(len(texts))]

    def _each(self, compute: Callable[[int], None], count: int) -> None:
        """Call `compute` for each number, several at a time."""
        if count < 2 or self._threads < 2:
            for number in range(count):
                compute(number)
        else:
            with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(compute, range(count)))


def _product(left: Floats, right: Floats) -> Floats:
    """Return left @ right, in parts so small that BLAS wakes no further threads for them, which takes longer than the work."""
    found = np.empty((len(left), right.shape[1]), dtype=np.float32)
    step = max(1, _ONE_THREAD // max(1, right.size))
    for at in range(0, len(left), step):
        np.matmul(left[at : at + step], right, out=found[at : at + step])
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
