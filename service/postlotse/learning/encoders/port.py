"""What learning needs from a sentence encoder."""

from collections.abc import Sequence
from typing import Protocol

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
