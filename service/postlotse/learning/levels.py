"""Take out of sentence vectors what only tells their language.

A multilingual encoder sets the texts of one language a little apart from those of another.  What a vector has in common with
the others of its language says nothing about topics, so it is subtracted; a language with few known texts is moved less, one
without any not at all.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]
_GROUP = {"sr": "hr", "bs": "hr"}


def group(language: str | None) -> str:
    """Return the name under which a language is levelled: Croatian, Bosnian and Serbian are one."""
    return _GROUP.get(language or "", language or "")


def measure(languages: Sequence[str], vectors: Floats32, strength: float) -> dict[str, Floats32]:
    """Return for each language how far its texts stand from the mean of all; 0 for `strength` = nothing.

    `strength` counts texts: with so many of a language half of the distance is believed.
    """
    if not strength or not len(vectors):
        return {}
    names = np.array([group(language) for language in languages])
    middle = vectors.mean(axis=0)
    found: dict[str, Floats32] = {}
    for name in sorted(set(names.tolist()) - {""}):
        own = vectors[names == name]
        found[name] = ((own.mean(axis=0) - middle) * (len(own) / (len(own) + strength))).astype(np.float32)
    return found


def level(vectors: Floats32, languages: Sequence[str | None], levels: Mapping[str, Floats32]) -> Floats32:
    """Return the vectors without what tells their language."""
    if not levels or not vectors.shape[1]:
        return vectors
    nothing = np.zeros(vectors.shape[1], dtype=np.float32)
    moved = [levels.get(group(language), nothing) for language in languages]
    return np.asarray(vectors - np.stack(moved), dtype=np.float32) if moved else vectors
