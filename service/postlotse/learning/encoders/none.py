"""No encoder: the model has only words.  Works everywhere, knows only languages it was trained on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class NoEncoder:
    """The adapter of width 0."""

    name = "none"
    fingerprint = "none"
    precision = ""
    width = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return rows without columns."""
        return np.zeros((len(texts), 0), dtype=np.float32)
