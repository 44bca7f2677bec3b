"""Linear models over words ⊕ embedding, fitted by scikit-learn in a rotated space.

With n texts and L2 regularisation, every solution lies in the span of the n rows.  The rows are rotated once into n
coordinates (exact: inner products stay), every logistic regression is fitted there, and its weights are rotated back.
So many small fits (topics, kinds, flags, each in each fold) cost seconds instead of minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
#: Keeps equal texts from making the inner products singular; far below any inner product that matters.
_JITTER = 1e-6
_MAX_ITER = 300
#: Loose: the out-of-fold figures do not change below it, the time does.
_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """`points` (n × n) with the inner products of the rows; weights c there are X.T @ inverse(lower.T) @ c outside."""

    points: NDArray[np.float32]
    lower: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Weights (r × k) and intercepts (k) in whatever space they were fitted."""

    weights: Floats
    intercepts: Floats

    def scores(self, points: NDArray[np.float32]) -> Floats:
        """Return the scores (n × k)."""
        return np.asarray(points @ self.weights + self.intercepts)


def rotate(words: csr_matrix, embeddings: NDArray[np.float32] | None) -> Rotation:
    """Return the rows of words ⊕ embeddings in n coordinates (Cholesky of their inner products)."""
    gram = np.asarray((words.astype(np.float64) @ words.T.astype(np.float64)).todense())
    if embeddings is not None:
        dense = embeddings.astype(np.float64)
        gram = gram + dense @ dense.T
    gram[np.diag_indices_from(gram)] += _JITTER * float(np.mean(np.diag(gram)))
    lower = cholesky(gram, lower=True)
    return Rotation(points=lower.astype(np.float32), lower=lower)


def rotate_back(
    linear: Linear, rotation: Rotation, words: csr_matrix, embeddings: NDArray[np.float32] | None
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return the weights for words (columns × k), for the embedding (dimensions × k), and the intercepts."""
    spread = solve_triangular(rotation.lower, linear.weights, lower=True, trans="T")
    word_weights = np.asarray(words.T.astype(np.float64) @ spread, dtype=np.float32)
    dense = embeddings.T.astype(np.float64) @ spread if embeddings is not None else np.zeros((0, spread.shape[1]))
    return word_weights, np.asarray(dense, dtype=np.float32), linear.intercepts.astype(np.float32)


def fit_each(points: NDArray[np.float32], labels: Flags, *, strength: float, balanced: bool = False) -> Linear:
    """Fit one yes/no model per column of `labels` (one-vs-rest); a column of one value only gets a constant."""
    weights = np.zeros((points.shape[1], labels.shape[1]))
    intercepts = np.full(labels.shape[1], -6.0)
    for column in range(labels.shape[1]):
        wanted = labels[:, column]
        if wanted.all() or not wanted.any():
            intercepts[column] = 6.0 if wanted.all() else -6.0
            continue
        model = LogisticRegression(
            C=strength, tol=_TOLERANCE, max_iter=_MAX_ITER, class_weight="balanced" if balanced else None
        )
        model.fit(points, wanted)
        weights[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    return Linear(weights=weights, intercepts=intercepts)


def fit_choice(
    points: NDArray[np.float32], labels: Sequence[str], classes: Sequence[str], *, strength: float, balanced: bool = False
) -> Linear:
    """Fit one model that chooses among `classes` (multinomial); classes without a text score very low."""
    model = LogisticRegression(
        C=strength, tol=_TOLERANCE, max_iter=_MAX_ITER, class_weight="balanced" if balanced else None
    ).fit(points, list(labels))
    weights = np.zeros((points.shape[1], len(classes)))
    intercepts = np.full(len(classes), -20.0)
    rows, offsets = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        rows, offsets = np.vstack([-rows, rows]) / 2, np.concatenate([-offsets, offsets]) / 2
    for name, row, offset in zip(model.classes_, rows, offsets, strict=True):
        weights[:, list(classes).index(name)], intercepts[list(classes).index(name)] = row, offset
    return Linear(weights=weights, intercepts=intercepts)


def join(parts: Sequence[Linear]) -> Linear:
    """Return models side by side as one."""
    return Linear(
        weights=np.hstack([part.weights for part in parts]), intercepts=np.concatenate([part.intercepts for part in parts])
    )
