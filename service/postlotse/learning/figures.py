"""Figures from out-of-fold scores: accuracy, calibration, coverage, by language and topic.  Pure arithmetic."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postlotse.core.mail.types import Mail
from postlotse.core.names import Flag, Kind
from postlotse.core.topics import flags
from postlotse.core.topics.types import Guess
from postlotse.core.understand import FLAG_THRESHOLD, FLAG_THRESHOLDS, choose_kind
from postlotse.learning import bundle as made
from postlotse.learning import calibrate
from postlotse.learning.pipeline import Gold
from postlotse.learning.texts import Example

Floats = NDArray[np.float64]


def from_scores(
    scores: Floats,
    gold: Gold,
    examples: Sequence[Example],
    calibration: made.Calibration,
    abstain_below: float,
    today: date,
) -> dict[str, Any]:
    """Return the figures (percent, one decimal) of scores by models that had not seen the texts."""
    found = made.probabilities(scores, gold.labels, calibration)
    return from_probabilities(found, found.topics[:, 0] >= abstain_below, gold, examples, today)


def from_probabilities(
    found: made.Probabilities, told: NDArray[np.bool_], gold: Gold, examples: Sequence[Example], today: date
) -> dict[str, Any]:
    """Return the figures (percent, one decimal) of probabilities for texts not seen; `told` = a topic was suggested."""
    concerns = gold.concerns
    order, first = found.order[concerns], found.topics[concerns, 0]
    top1 = order[:, 0] == gold.primary[concerns]
    top3 = (order[:, :3] == gold.primary[concerns, None]).any(axis=1)
    answered = told[concerns]
    kinds = decided_kinds(found.kinds, gold.labels.kinds, examples)
    is_concern = gold.kinds == gold.labels.kinds.index(Kind.CONCERN)
    said_concern = np.array([kind == Kind.CONCERN for kind in kinds])
    words = word_flags(examples, gold.labels.flags, today)
    names = [gold.labels.topics[number] for number in gold.primary[concerns]]
    chosen = [examples[row] for row in concerns]
    return {
        "concerns": len(concerns),
        "top1": percent(top1),
        "top3": percent(top3),
        "top1_any_true": percent(gold.topics[concerns, order[:, 0]]),
        "answered": percent(answered),
        "precision_answered": percent(top1[answered]),
        "coverage": {
            f"{p:.0%}": percent(first >= calibrate.threshold_for(first, top1, precision=p)) for p in (0.9, 0.95, 0.98)
        },
        "calibration_error": round(100 * calibrate.calibration_error(first, top1), 1),
        "further_topics": further(found, gold),
        "kind": percent([kind == gold.labels.kinds[right] for kind, right in zip(kinds, gold.kinds, strict=True)]),
        "concerns_seen": percent(said_concern[is_concern]),
        "others_kept": percent(~said_concern[~is_concern]),
        "flags": {
            name: flag_figures(found.flags[:, at], gold.flags[:, at], words[:, at], name)
            for at, name in enumerate(gold.labels.flags)
        },
        "top1_by_language": by((x.lang for x in chosen), top1),
        "top1_by_topic": by(names, top1),
        "kind_by_language": by(
            (x.lang for x in examples), np.array([k == x.kind for k, x in zip(kinds, examples, strict=True)])
        ),
    }


def decided_kinds(probabilities: Floats, names: Sequence[str], examples: Sequence[Example]) -> list[str]:
    """Return the kinds that `core.understand` makes of subject, text and probabilities; a training text has no headers."""
    return [
        str(choose_kind(_mail(example), Guess(kinds=tuple(zip(names, map(float, row), strict=True))), answers_case=False)[0])
        for example, row in zip(examples, probabilities, strict=True)
    ]


def _mail(example: Example) -> Mail:
    return Mail(subject=example.subject, text=example.text, full_text=example.body)


def word_flags(examples: Sequence[Example], names: Sequence[str], today: date) -> NDArray[np.bool_]:
    """Return which flags the word lists of `core.topics.flags` find (n × flags)."""
    found = [{hit.flag for hit in flags.flags(x.subject, x.text, x.lang, today=today)} for x in examples]
    return np.array([[Flag(name) in hits for name in names] for hits in found])


def flag_figures(probabilities: Floats, right: NDArray[np.bool_], words: NDArray[np.bool_], name: str) -> dict[str, float]:
    """Return recall and precision, model and word lists together, at the thresholds of `core.understand`."""
    said = probabilities >= {str(k): v for k, v in FLAG_THRESHOLDS.items()}.get(name, FLAG_THRESHOLD)
    both = said | words
    return {
        "texts": int(right.sum()),
        "recall": percent(both[right]),
        "precision": percent(right[both]),
        "recall_model": percent(said[right]),
        "precision_model": percent(right[said]),
    }


def further(found: made.Probabilities, gold: Gold, least: float = 0.35) -> dict[str, float]:
    """Return recall and precision of topics beyond the first that are at least so likely."""
    concerns = gold.concerns
    order, chance = found.order[concerns], found.topics[concerns]
    has = np.take_along_axis(gold.topics[concerns], order, axis=1)
    said = (chance >= least)[:, 1:]
    return {"recall": percent(said[has[:, 1:]]), "precision": percent(has[:, 1:][said])}


def by(names: Iterable[str], right: Iterable[Any]) -> dict[str, list[float]]:
    """Return [percent right, count] for each name, the weakest first."""
    cells: dict[str, list[bool]] = defaultdict(list)
    for name, ok in zip(names, right, strict=True):
        cells[name].append(bool(ok))
    return {name: [percent(cell), len(cell)] for name, cell in sorted(cells.items(), key=lambda pair: percent(pair[1]))}


def percent(values: Any) -> float:
    """Return the share of true values in percent, 0 for none."""
    values = np.asarray(values, dtype=bool)
    return round(100 * float(values.mean()), 1) if values.size else 0.0
