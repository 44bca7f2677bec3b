"""From when on a topic is suggested, from when on it is sure, and when a text is about none of the topics.

All thresholds come from out-of-fold scores in which near-duplicates stayed together.  *Suggested*: nine of ten suggestions were
right.  *Sure*: for each topic, and for each group of languages, the lower confidence bound (Clopper–Pearson, 90 %) of the share
right reached the stated precision; with 95 % that takes at least 45 answers without an error, so a topic or group with fewer is
never sure.  A mail is sure when it is beyond both.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from postlotse.core.names import FIRST_TIER
from postlotse.learning import bundle as made
from postlotse.learning import calibrate
from postlotse.learning.bundle import Thresholds

Floats = NDArray[np.float64]
NEVER = 1.01


def group(language: str | None) -> str:
    """Return the group of languages that is judged together: German, the others that we answer in, the rest."""
    if language == "de":
        return "de"
    return "served" if language in FIRST_TIER else "other"


def fit_scope(scores: Floats, labels: made.Labels, concerns: NDArray[np.bool_]) -> LogisticRegression:
    """Learn to tell texts with a topic from texts without, by the scores of all heads."""
    return LogisticRegression(C=1.0, max_iter=1000, class_weight="balanced").fit(made.scope_inputs(scores, labels), concerns)


def choose(
    first: Floats,
    columns: NDArray[np.int64],
    right: NDArray[np.bool_],
    languages: Sequence[str],
    *,
    topics: int,
    precision: float,
    careful: float,
    sure: float,
    sureness: float,
) -> Thresholds:
    """Return thresholds from out-of-fold answers: chance of the first topic, its column, whether it was right, language."""
    answer = calibrate.threshold_for(first, right, precision=precision)

    def surely(rows: NDArray[np.bool_]) -> float:
        return calibrate.threshold_for(first[rows], right[rows], precision=sure, sureness=sureness) if rows.any() else NEVER

    groups = np.array([group(language) for language in languages])
    return Thresholds(
        answer=answer,
        careful=max(answer, calibrate.threshold_for(first, right, precision=careful)),
        sure=tuple(surely(columns == column) for column in range(topics)),
        sure_groups={name: surely(groups == name) for name in sorted(set(groups.tolist()) - {"other"})},
    )


def least_scope(chances: Floats, kept: float) -> float:
    """Return the probability that so large a share of the concerns (`chances`, out of fold) reaches."""
    return float(np.quantile(chances, 1 - kept)) if len(chances) else 0.0


def is_sure(found: Thresholds, probability: float, column: int, language: str | None) -> bool:
    """Tell whether an answer is beyond the threshold of its topic and of its language group."""
    least = found.sure[column] if column < len(found.sure) else NEVER
    return probability >= max(least, found.sure_groups.get(group(language), NEVER))
