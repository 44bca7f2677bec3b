"""Embeddings that need not be computed twice: on disk for training, in memory for serving.

Keys are hashes of encoder and text.  Vectors are derived from texts, so the folder is erased with them.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from postlotse.learning.encoders.port import Encoder, Look, Reader, Reading, unread

Floats32 = NDArray[np.float32]
_CHUNK = 64


def key(encoder: Encoder, text: str) -> str:
    """Return the name of a text's vector."""
    return hashlib.sha256(f"{encoder.fingerprint}\n{encoder.precision}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def encode_cached(encoder: Encoder, texts: Sequence[str], folder: Path, progress: Callable[[str], None]) -> Floats32:
    """Return the vectors of `texts`, reading and completing the cache file of this encoder in `folder`."""
    if not encoder.width:
        return encoder.encode(texts)
    path = folder / f"{encoder.name}-{encoder.fingerprint[:12]}-{encoder.precision or 'only'}.npz"
    known = _read(path, encoder.width)
    keys = [key(encoder, text) for text in texts]
    missing = sorted(
        {name: text for name, text in zip(keys, texts, strict=True) if name not in known}.items(), key=lambda x: len(x[1])
    )
    for at in range(0, len(missing), _CHUNK):
        part = missing[at : at + _CHUNK]
        for (name, _), vector in zip(part, encoder.encode([text for _, text in part]), strict=True):
            known[name] = vector
        progress(f"Texte gelesen: {min(at + _CHUNK, len(missing))} von {len(missing)}")
    if missing:
        wanted = sorted(set(keys))
        _write(path, wanted, np.stack([known[name] for name in wanted]))
    return np.stack([known[name] for name in keys]) if keys else np.zeros((0, encoder.width), np.float32)


def _read(path: Path, width: int) -> dict[str, Floats32]:
    """Return what the file holds; a damaged or foreign file counts as empty."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            names, vectors = stored["names"], stored["vectors"]
            if vectors.dtype != np.float32 or vectors.shape != (len(names), width):
                return {}
            return {str(name): vector for name, vector in zip(names, vectors, strict=True)}
    except (OSError, ValueError, KeyError, EOFError):
        return {}


def _write(path: Path, names: list[str], vectors: Floats32) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.npz")
    np.savez(part, names=np.array(names), vectors=vectors)
    part.replace(path)


class Remembering:
    """An encoder that remembers its last `most` readings in memory (about 7 kB each); safe for threads.

    `look` = what is wanted to know of the pieces of each text; no hidden states and no texts are kept.
    """

    def __init__(self, encoder: Encoder, most: int = 500, *, look: Look | None = None) -> None:
        self._encoder = encoder
        self._most = most
        self._look = look
        self._lock = Lock()
        self._known: OrderedDict[str, Reading] = OrderedDict()
        self.name, self.fingerprint, self.width = encoder.name, encoder.fingerprint, encoder.width
        self.precision = encoder.precision

    def encode(self, texts: Sequence[str]) -> Floats32:
        """Return one row per text, computing only what is not remembered."""
        readings = self.read(texts)
        return np.stack([reading.vector for reading in readings]) if readings else np.zeros((0, self.width), np.float32)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Return one reading per text; without shares where the encoder cannot tell them or no look was asked for."""
        if not self.width:
            return self._compute(texts)
        keys = [key(self._encoder, text) for text in texts]
        with self._lock:
            found = {name: self._known[name] for name in keys if name in self._known}
        missing = {name: text for name, text in zip(keys, texts, strict=True) if name not in found}
        if missing:
            found |= dict(zip(missing, self._compute(list(missing.values())), strict=True))
        with self._lock:
            for name in keys:
                self._known[name] = found[name]
                self._known.move_to_end(name)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return [found[name] for name in keys]

    def _compute(self, texts: Sequence[str]) -> list[Reading]:
        if self._look is not None and isinstance(self._encoder, Reader):
            return self._encoder.read(texts, self._look)
        columns = 0 if self._look is None else self._look.directions.shape[1]
        return [unread(vector, columns) for vector in self._encoder.encode(texts)]
