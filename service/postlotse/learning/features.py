"""Words as hashed TF-IDF: word 1–2-grams and character 3–4-grams within words.

Hashing keeps names and words of the texts out of the model file.  Only scikit-learn's own types, so that skops loads
them without trusting anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFeatures:
    """Fitted word features; rows have length `weight` per block."""

    vectorizers: tuple[HashingVectorizer, HashingVectorizer]
    weightings: tuple[TfidfTransformer, TfidfTransformer]
    weight: float

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return sum(int(vectorizer.n_features) for vectorizer in self.vectorizers)

    def transform(self, prepared: Sequence[str]) -> csr_matrix:
        """Return float32 rows for texts that `prepare.for_words` made."""
        blocks = [
            weighting.transform(vectorizer.transform(prepared)) * self.weight
            for vectorizer, weighting in zip(self.vectorizers, self.weightings, strict=True)
        ]
        return csr_matrix(hstack(blocks, format="csr", dtype=np.float32))

    def weighted_counts(self, words: Sequence[str]) -> csr_matrix:
        """Return one row per single word without length normalisation: what each word adds to a text's row."""
        blocks = [
            vectorizer.transform(words).multiply(weighting.idf_[None, :] * self.weight)
            for vectorizer, weighting in zip(self.vectorizers, self.weightings, strict=True)
        ]
        return csr_matrix(hstack(blocks, format="csr", dtype=np.float32))


def fit_words(prepared: Sequence[str], *, bits: int, weight: float) -> WordFeatures:
    """Return word features whose weights come from these texts."""
    vectorizers = (
        HashingVectorizer(
            analyzer="word", ngram_range=(1, 2), lowercase=False, n_features=2**bits,
            token_pattern=r"\S+",  # noqa: S106
            alternate_sign=False, norm=None, dtype=np.float32,
        ),
        HashingVectorizer(
            analyzer="char_wb", ngram_range=(3, 4), lowercase=False, n_features=2**bits,
            alternate_sign=False, norm=None, dtype=np.float32,
        ),
    )  # fmt: skip
    weightings = tuple(TfidfTransformer(sublinear_tf=True).fit(vectorizer.transform(prepared)) for vectorizer in vectorizers)
    return WordFeatures(vectorizers=vectorizers, weightings=(weightings[0], weightings[1]), weight=weight)
