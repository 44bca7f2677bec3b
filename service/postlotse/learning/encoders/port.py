"""What learning needs from a sentence encoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from postlotse.core.errors import PostlotseError


class EncoderUnavailable(PostlotseError):
    """The encoder's weights are missing or not the expected ones; the sentence says what to install."""


class Encoder(Protocol):
    """Turns texts into vectors of `width` float32 numbers.

    `fingerprint` changes whenever the vectors would by more than rounding; `precision` names the arithmetic of this machine.
    """

    name: str
    fingerprint: str
    precision: str
    width: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text (n × width); never raises for what a text contains."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is wanted of every vector: vector @ `directions` (width × k) less `offsets` (k)."""

    directions: NDArray[np.float32]
    offsets: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The vector of a text, and what each piece of the text gave to a look.

    `places` are the characters at which the pieces start (-1: no character of the text), `shares` (pieces × k) add up to
    what the look sees of the vector.
    """

    vector: NDArray[np.float32]
    places: NDArray[np.int16]
    shares: NDArray[np.float16]


@runtime_checkable
class Reader(Protocol):
    """An encoder that takes the mean over the pieces of a text, so that the share of each can be told."""

    def read(self, texts: Sequence[str], look: Look) -> list[Reading]:
        """Return one reading per text, in one pass; never raises for what a text contains."""
        ...


def unread(vector: NDArray[np.float32], columns: int) -> Reading:
    """Return a reading that tells nothing of the pieces."""
    return Reading(vector=vector, places=np.zeros(0, np.int16), shares=np.zeros((0, columns), np.float16))
