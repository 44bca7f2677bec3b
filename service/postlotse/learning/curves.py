"""Curves and tables that a figure alone does not show: calibration, coverage against precision, confusion.  Pure arithmetic."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 40


def calibration_curve(first: Floats, right: NDArray[np.bool_], bins: int = 10) -> list[list[float]]:
    """Return [mean probability, share right, count] of bins of equal count, in percent, rising."""
    parts = np.array_split(np.argsort(first, kind="stable"), bins)
    return [
        [round(100 * float(first[part].mean()), 1), round(100 * float(right[part].mean()), 1), len(part)]
        for part in parts
        if len(part)
    ]


def coverage_curve(first: Floats, right: NDArray[np.bool_]) -> list[list[float]]:
    """Return [share answered, share of these right] in percent, when only the surest are answered, growing."""
    hits = np.cumsum(right[np.argsort(-first, kind="stable")])
    counts = np.unique(np.linspace(1, len(first), _STEPS).astype(int)) if len(first) else np.zeros(0, int)
    return [[round(100 * int(n) / len(first), 1), round(100 * float(hits[n - 1]) / int(n), 1)] for n in counts]


def confusion(true: Sequence[str], said: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how often each true topic was taken for which, most frequent first; topics in their order."""
    counts = Counter(zip(true, said, strict=True))
    return {
        name: dict(sorted(((s, n) for (t, s), n in counts.items() if t == name), key=lambda pair: (-pair[1], pair[0])))
        for name in sorted(set(true))
    }


def worst_confusions(table: dict[str, dict[str, int]], most: int = 12) -> list[tuple[str, str, int]]:
    """Return (true, said, count) of the most frequent mistakes."""
    wrong = [(true, said, n) for true, row in table.items() for said, n in row.items() if said != true]
    return sorted(wrong, key=lambda x: (-x[2], x[0], x[1]))[:most]


def by_language_at_threshold(
    languages: Sequence[str], right: NDArray[np.bool_], answered: NDArray[np.bool_]
) -> dict[str, list[Any]]:
    """Return [share answered, share of these right, count answered] in percent for each language."""
    told: dict[str, list[Any]] = {}
    for name in sorted(set(languages)):
        own = np.array([language == name for language in languages])
        both = own & answered
        share = round(100 * float(right[both].mean()), 1) if both.any() else 0.0
        told[name] = [round(100 * float(answered[own].mean()), 1), share, int(both.sum())]
    return told
