"""Measure how good a recipe is: nested folds, voices, languages and latest decisions left out.  Writes nothing.

No text is judged by heads, calibrators or thresholds that have seen it.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from postlotse.core.topics.book import Topic
from postlotse.learning import bundle as made
from postlotse.learning import curves, figures, heads, pipeline
from postlotse.learning.card import figures_text
from postlotse.learning.confirmed import Decision
from postlotse.learning.texts import Example
from postlotse.learning.train import gather

_VOICE_FOLDS = 5
#: Fewer decisions tell nothing about time.
_ENOUGH_DECISIONS = 50
#: A language with fewer concerns is not left out: its figure would be chance, and each costs a fit.
_ENOUGH_OF_A_NAME = 15
#: Inner folds of nested cross-validation; only calibrators and thresholds rest on them.
_INNER_FOLDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of one evaluation, in percent."""

    encoder: str
    texts: int
    abstain_below: float
    figures: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return JSON-able values."""
        return asdict(self)

    def __str__(self) -> str:
        """Return a table for a terminal."""
        head = f"{self.texts} Texte, Text-Encoder {self.encoder}, Vorschläge ab {self.abstain_below:.0%} Sicherheit"
        return f"{head}\n\n{figures_text(self.figures)}"


def evaluate(
    folder: Path,
    *,
    encoder: str,
    cache: Path,
    progress: Callable[[str], None],
    today: date | None = None,
    recipe: pipeline.Recipe | None = None,
    decisions: Sequence[Decision] = (),
    nested: bool = True,
    topics: Sequence[Topic] = (),
) -> Evaluation:
    """Return all figures for the texts of `folder` and `decisions`; raises ConfigurationError like `train`.

    `nested` = calibrators and thresholds of each fold come from folds within its training texts; without it (quicker) from the
    other folds.  Topics that `topics` of the rule book have merged are one.
    """
    recipe = recipe or pipeline.Recipe()
    learned = gather(
        folder, encoder=encoder, cache=cache, progress=progress, say=progress, recipe=recipe, decisions=decisions, topics=topics
    )
    material, examples = learned.material, learned.examples
    found, told, abstain = (_nested if nested else _crossed)(material, recipe, progress)
    day = today or datetime.now(UTC).date()
    figured = figures.from_probabilities(found, told, material.gold, examples, day)
    figured |= _curves(found, told, material.gold, examples)
    figured["nested"] = nested
    progress("Stimmen einzeln weggelassen")
    figured["voices_left_out"] = left_out(material, [x.voice for x in examples], recipe, parts=_VOICE_FOLDS)
    progress("Sprachen einzeln weggelassen")
    figured["languages_left_out"] = left_out(material, [x.lang for x in examples], recipe)
    if len(learned.decisions) >= _ENOUGH_DECISIONS:
        progress("Die jüngsten Entscheidungen weggelassen")
        figured["latest_left_out"] = latest_left_out(material, learned.decisions, recipe)
    return Evaluation(encoder=learned.encoder.name, texts=len(examples), abstain_below=round(abstain, 4), figures=figured)


Told = tuple[made.Probabilities, NDArray[np.bool_], float]


def _nested(material: pipeline.Material, recipe: pipeline.Recipe, progress: Callable[[str], None]) -> Told:
    """Return probabilities and who is answered, each fold by heads, calibrators and thresholds that never saw it."""
    rows, parts, told, least = [], [], [], []
    split = pipeline.folds(material, recipe)
    for number, (train, test) in enumerate(split, 1):

        def say(words: str, number: int = number) -> None:
            progress(f"Äußerer Durchgang {number} von {len(split)}: {words}")

        inner = _part(material, train)
        scores = pipeline.cross_scores(inner, replace(recipe, folds=_INNER_FOLDS), say)
        calibration = pipeline.calibration_from(scores, inner.gold)
        abstain = pipeline.thresholds_from(scores, inner.examples, inner.gold, calibration, recipe)[0].answer
        linear = pipeline.fit_heads(material.rotation.points, material.gold, train, recipe)
        found = made.probabilities(linear.scores(material.rotation.points[test]), material.gold.labels, calibration)
        rows.append(test)
        parts.append(found)
        told.append(found.topics[:, 0] >= abstain)
        least.append(abstain)
    return _in_order(rows, parts, told, float(np.mean(least)))


def _crossed(material: pipeline.Material, recipe: pipeline.Recipe, progress: Callable[[str], None]) -> Told:
    """Return the same with calibrators and thresholds of each fold from the scores of the other folds."""
    scores = pipeline.cross_scores(material, recipe, progress)
    rows, parts, told, least = [], [], [], []
    for others, test in pipeline.folds(material, recipe):
        gold = _gold(material.gold, others)
        calibration = pipeline.calibration_from(scores[others], gold)
        chosen = [material.examples[row] for row in others]
        abstain = pipeline.thresholds_from(scores[others], chosen, gold, calibration, recipe)[0].answer
        found = made.probabilities(scores[test], gold.labels, calibration)
        rows.append(test)
        parts.append(found)
        told.append(found.topics[:, 0] >= abstain)
        least.append(abstain)
    return _in_order(rows, parts, told, float(np.mean(least)))


def _in_order(
    rows: Sequence[NDArray[np.int64]], parts: Sequence[made.Probabilities], told: Sequence[NDArray[np.bool_]], least: float
) -> Told:
    """Put the folds together again in the order of the examples."""
    back = np.argsort(np.concatenate(rows))
    found = made.Probabilities(
        order=np.concatenate([x.order for x in parts])[back],
        topics=np.concatenate([x.topics for x in parts])[back],
        kinds=np.concatenate([x.kinds for x in parts])[back],
        flags=np.concatenate([x.flags for x in parts])[back],
    )
    return found, np.concatenate(told)[back], least


def _gold(gold: pipeline.Gold, rows: NDArray[np.int64]) -> pipeline.Gold:
    return replace(gold, primary=gold.primary[rows], topics=gold.topics[rows], kinds=gold.kinds[rows], flags=gold.flags[rows])


def _part(material: pipeline.Material, rows: NDArray[np.int64]) -> pipeline.Material:
    """Return the material of some rows; their coordinates stay as they are."""
    return replace(
        material,
        examples=[material.examples[row] for row in rows],
        gold=_gold(material.gold, rows),
        rotation=replace(material.rotation, points=material.rotation.points[rows]),
        groups=material.groups[rows],
    )


def _curves(
    found: made.Probabilities, told: NDArray[np.bool_], gold: pipeline.Gold, examples: Sequence[Example]
) -> dict[str, Any]:
    concerns = gold.concerns
    best, first = found.order[concerns, 0], found.topics[concerns, 0]
    right = best == gold.primary[concerns]
    names = gold.labels.topics
    return {
        "calibration_curve": curves.calibration_curve(first, right),
        "coverage_curve": curves.coverage_curve(first, right),
        "confusion": curves.confusion([names[at] for at in gold.primary[concerns]], [names[at] for at in best]),
        "answered_by_language": curves.by_language_at_threshold(
            [examples[row].lang for row in concerns], right, told[concerns]
        ),
    }


def latest_left_out(material: pipeline.Material, decisions: Sequence[Decision], recipe: pipeline.Recipe) -> dict[str, Any]:
    """Return top-1 and top-3 on the latest fifth of the decisions by heads that knew only what was decided before."""
    first = len(material.examples) - len(decisions)
    by_time = sorted(range(len(decisions)), key=lambda at: decisions[at].at)
    latest = [first + at for at in by_time[-max(1, len(decisions) // 5) :]]
    gold, points = material.gold, material.rotation.points
    test = np.array([row for row in latest if gold.primary[row] >= 0], dtype=np.int64)
    if not len(test):
        return {"top1": 0.0, "top3": 0.0, "decisions": 0}
    train = np.setdiff1d(gold.concerns, latest)
    names = gold.labels.topics
    linear = heads.fit_choice(points[train], [names[at] for at in gold.primary[train]], names, strength=recipe.choice)
    order = np.argsort(-linear.scores(points[test]), axis=1)
    right = gold.primary[test]
    return {
        "top1": figures.percent(order[:, 0] == right),
        "top3": figures.percent((order[:, :3] == right[:, None]).any(axis=1)),
        "decisions": len(test),
    }


def left_out(material: pipeline.Material, names: Sequence[str], recipe: pipeline.Recipe, parts: int = 0) -> dict[str, Any]:
    """Return top-1 and top-3 when all texts of a name (voice, language) are left out of training together.

    `parts` groups the names into so many folds; 0 leaves out one name at a time, if it has enough texts to tell anything, and
    tells the figures of each.
    """
    gold, points = material.gold, material.rotation.points
    own = np.array(names)[gold.concerns]
    split: list[NDArray[np.int64]] = (
        [np.asarray(test) for _, test in GroupKFold(parts).split(own, groups=own)]
        if parts
        else [rows for name in sorted(set(own)) if len(rows := np.flatnonzero(own == name)) >= _ENOUGH_OF_A_NAME]
    )
    judged = np.sort(np.concatenate(split)) if split else np.zeros(0, np.int64)
    order = np.zeros((len(own), len(gold.labels.topics)), dtype=np.int64)
    for test in split:
        train = np.setdiff1d(np.arange(len(own)), test)
        if not len(train):  # a single name: nothing is left to learn from
            return {"top1": 0.0, "top3": 0.0}
        primary = [gold.labels.topics[number] for number in gold.primary[gold.concerns[train]]]
        linear = heads.fit_choice(points[gold.concerns[train]], primary, gold.labels.topics, strength=recipe.choice)
        order[test] = np.argsort(-linear.scores(points[gold.concerns[test]]), axis=1)
    right = gold.primary[gold.concerns][judged]
    top1, top3 = order[judged, 0] == right, (order[judged, :3] == right[:, None]).any(axis=1)
    told: dict[str, Any] = {"top1": figures.percent(top1), "top3": figures.percent(top3)}
    return told if parts else {**told, "top1_by_name": figures.by(own[judged], top1)}
