"""Turn scores into honest probabilities and choose thresholds, from out-of-fold scores only."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def sigmoid(values: Floats) -> Floats:
    """Return the logistic function without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * values)))


def softmax(scores: Floats, temperature: float = 1.0) -> Floats:
    """Return row-wise probabilities; a higher temperature makes them flatter."""
    scaled = scores / temperature
    scaled = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(scaled / scaled.sum(axis=1, keepdims=True))


def fit_temperature(scores: Floats, right: NDArray[np.int64]) -> float:
    """Return the temperature with the least log loss (Guo et al. 2017), searched on a fixed grid."""
    grid = np.exp(np.linspace(np.log(0.2), np.log(5.0), 97))
    rows = np.arange(len(right))
    losses = [-np.mean(np.log(np.maximum(softmax(scores, t)[rows, right], 1e-12))) for t in grid]
    return float(grid[int(np.argmin(losses))])


def threshold_for(
    probabilities: Sequence[float] | Floats, right: Sequence[bool] | Flags, *, precision: float, sureness: float = 0.0
) -> float:
    """Return the least probability from which on `precision` was reached, 1.01 when never.

    With `sureness` 0.9 it is the Clopper–Pearson lower bound at 90 % that must reach it, at every step down from the first that
    could: the walk ends at the first failure (fixed-sequence testing), so that looking at many thresholds wins nothing.
    """
    order = np.argsort(-np.asarray(probabilities), kind="stable")
    values, hits = np.asarray(probabilities)[order], np.cumsum(np.asarray(right)[order])
    count = np.arange(1, len(values) + 1)
    reached = beta.ppf(1 - sureness, hits, count - hits + 1) if sureness else hits / count
    good = np.nan_to_num(reached) >= precision
    if sureness:
        start = int(np.argmax(beta.ppf(1 - sureness, count, 1) >= precision)) if len(count) else 0
        if not len(count) or beta.ppf(1 - sureness, count[start], 1) < precision or not good[start]:
            return 1.01
        failed = np.flatnonzero(~good[start:])
        last = start + int(failed[0]) - 1 if len(failed) else len(values) - 1
        return float(values[last])
    kept = np.flatnonzero(good)
    return float(values[kept[-1]]) if len(kept) else 1.01


def calibration_error(probabilities: Floats, right: Flags, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal count, 0–1."""
    parts = np.array_split(np.argsort(probabilities, kind="stable"), bins)
    gaps = [abs(probabilities[part].mean() - right[part].mean()) * len(part) for part in parts if len(part)]
    return float(sum(gaps) / max(1, len(probabilities)))
