"""From labelled texts and their embeddings to a model: features, fits in folds, calibration, final weights.

Deterministic: the same texts, encoder and recipe give the same model.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from postlotse.core.names import Flag
from postlotse.learning import bundle as made
from postlotse.learning import calibrate, heads, levels, likeness, prepare, thresholds
from postlotse.learning.evidence import neighbours
from postlotse.learning.evidence.known import known_words
from postlotse.learning.features import WordFeatures, fit_words
from postlotse.learning.texts import WORD_KINDS, Example, topic_ids

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that was chosen by hand; `version` counts changes of the code that the other fields do not show."""

    version: int = 6
    bits: int = 16
    word_weight: float = 0.9
    choice: float = 4.0
    topics: float = 5.0
    kinds: float = 20.0
    flags: float = 5.0
    folds: int = 5
    seed: int = 7
    #: Texts of a language that make half of its distance from the others believed (`levels`).
    level: float = 30.0
    #: Texts at least so alike never stand on both sides of a fold.
    alike: float = 0.5
    #: Precision that a topic which is not abstained from reached out of fold; in languages without texts.
    precision: float = 0.9
    careful_precision: float = 0.98
    #: Precision whose lower confidence bound a sure topic reached, and how sure the bound is.
    sure_precision: float = 0.95
    sureness: float = 0.9
    #: Share of concerns that pass the gate for texts without a topic.
    scope_kept: float = 0.99

    def digest(self) -> str:
        """Return a short hash of the recipe."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The labels of the examples as arrays; `primary` is -1 for what is no concern."""

    labels: made.Labels
    primary: NDArray[np.int64]
    topics: NDArray[np.bool_]
    kinds: NDArray[np.int64]
    flags: NDArray[np.bool_]

    @property
    def concerns(self) -> NDArray[np.int64]:
        """Return the rows that are concerns."""
        return np.flatnonzero(self.primary >= 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Examples made ready for fits."""

    examples: Sequence[Example]
    gold: Gold
    words: WordFeatures
    rows: csr_matrix
    levels: Mapping[str, Floats32]
    mean: Floats32
    scale: Floats32
    dense: Floats32 | None
    rotation: heads.Rotation
    groups: NDArray[np.int64]


def gold_of(examples: Sequence[Example]) -> Gold:
    """Return the labels of examples as arrays."""
    labels = made.Labels(topics=topic_ids(examples), kinds=tuple(WORD_KINDS), flags=tuple(Flag))
    return Gold(
        labels=labels,
        primary=np.array([labels.topics.index(x.topics[0]) if x.topics else -1 for x in examples]),
        topics=np.array([[topic in x.topics for topic in labels.topics] for x in examples]),
        kinds=np.array([labels.kinds.index(x.kind) for x in examples]),
        flags=np.array([[flag in x.flags for flag in labels.flags] for x in examples]),
    )


def prepare_material(examples: Sequence[Example], embeddings: Floats32, recipe: Recipe) -> Material:
    """Return features, rotation and groups of near-duplicates for `examples` and their encoder output."""
    prepared = [prepare.for_words(x.subject, x.text) for x in examples]
    words = fit_words(prepared, bits=recipe.bits, weight=recipe.word_weight)
    rows = words.transform(prepared)
    width = embeddings.shape[1]
    apart = levels.measure([x.lang for x in examples], embeddings, recipe.level) if width else {}
    embeddings = levels.level(embeddings, [x.lang for x in examples], apart)
    mean = embeddings.mean(axis=0) if width else np.zeros(0, np.float32)
    scale = 1.0 / (np.maximum(embeddings.std(axis=0), 1e-6) * np.sqrt(width)) if width else np.zeros(0, np.float32)
    dense = ((embeddings - mean) * scale).astype(np.float32) if width else None
    found = [likeness.grams(f"{x.subject} {x.text}") for x in examples]
    pairs = [(left, right) for left, right, _ in likeness.alike(found, None, recipe.alike)]
    return Material(
        examples=examples,
        gold=gold_of(examples),
        words=words,
        rows=rows,
        levels=apart,
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        dense=dense,
        rotation=heads.rotate(rows, dense),
        groups=np.array(likeness.clusters(len(examples), pairs)),
    )


def fit_heads(points: Floats32, gold: Gold, rows: NDArray[np.int64], recipe: Recipe) -> heads.Linear:
    """Fit choice, topics (both on concerns only), kinds and flags (on everything) from the given rows."""
    concerns = rows[gold.primary[rows] >= 0]
    names = gold.labels.topics
    primary = [names[number] for number in gold.primary[concerns]]
    kinds = [gold.labels.kinds[number] for number in gold.kinds[rows]]
    return heads.join(
        [
            heads.fit_choice(points[concerns], primary, names, strength=recipe.choice),
            heads.fit_each(points[concerns], gold.topics[concerns], strength=recipe.topics),
            heads.fit_choice(points[rows], kinds, gold.labels.kinds, strength=recipe.kinds, balanced=True),
            heads.fit_each(points[rows], gold.flags[rows], strength=recipe.flags, balanced=True),
        ]
    )


def folds(material: Material, recipe: Recipe) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return (train, test) rows: stratified by primary topic or kind, near-duplicates together."""
    gold = material.gold
    strata = np.where(gold.primary >= 0, gold.primary, 1000 + gold.kinds)
    split = StratifiedGroupKFold(recipe.folds, shuffle=True, random_state=recipe.seed)
    return [(np.asarray(a), np.asarray(b)) for a, b in split.split(strata, strata, material.groups)]


def cross_scores(material: Material, recipe: Recipe, progress: Callable[[str], None]) -> Floats:
    """Return the scores of every example by heads that did not see it (n × columns)."""
    points = material.rotation.points
    width = 2 * len(material.gold.labels.topics) + len(material.gold.labels.kinds) + len(material.gold.labels.flags)
    scores = np.zeros((len(points), width))
    parts = folds(material, recipe)
    for number, (train, test) in enumerate(parts, 1):
        progress(f"Durchgang {number} von {len(parts)}")
        scores[test] = fit_heads(points, material.gold, train, recipe).scores(points[test])
    return scores


def calibration_from(scores: Floats, gold: Gold) -> made.Calibration:
    """Fit all calibrators on out-of-fold scores."""
    topics, kinds = len(gold.labels.topics), len(gold.labels.kinds)
    concerns = gold.concerns
    right = gold.primary[concerns]
    temperature = calibrate.fit_temperature(scores[concerns, :topics], right)
    choice = calibrate.softmax(scores[concerns, :topics], temperature)
    each = scores[concerns, topics : 2 * topics]
    first = _fit_yes(made.first_inputs(choice, each), choice.argmax(axis=1) == right)
    has = _fit_yes(made.topic_inputs(choice, each), gold.topics[concerns].ravel())
    return made.Calibration(
        choice_temperature=temperature,
        kind_temperature=calibrate.fit_temperature(scores[:, 2 * topics : 2 * topics + kinds], gold.kinds),
        first=first,
        topics=has,
        flags=tuple(_platt(scores[:, 2 * topics + kinds + at], gold.flags[:, at]) for at in range(gold.flags.shape[1])),
    )


def _fit_yes(rows: Floats, right: NDArray[np.bool_]) -> LogisticRegression:
    """Fit a calibrator; when all is right or wrong, a constant one."""
    if right.all() or not right.any():
        rows, right = np.vstack([rows, rows]), np.concatenate([right, ~right])
    return LogisticRegression(C=1e3, max_iter=1000).fit(rows, right)


def _platt(scores: Floats, right: NDArray[np.bool_]) -> tuple[float, float]:
    if right.sum() < 5:
        return 1.0, 0.0
    model = LogisticRegression(C=1e3, max_iter=1000).fit(scores[:, None], right)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def thresholds_from(
    scores: Floats, examples: Sequence[Example], gold: Gold, calibration: made.Calibration, recipe: Recipe
) -> tuple[made.Thresholds, LogisticRegression]:
    """Choose the thresholds by out-of-fold scores, and fit what tells texts without a topic."""
    concerns = gold.concerns
    found = made.probabilities(scores[concerns], gold.labels, calibration)
    columns = found.order[:, 0]
    chosen = thresholds.choose(
        found.topics[:, 0],
        columns,
        columns == gold.primary[concerns],
        [examples[row].lang for row in concerns],
        topics=len(gold.labels.topics),
        precision=recipe.precision,
        careful=recipe.careful_precision,
        sure=recipe.sure_precision,
        sureness=recipe.sureness,
    )
    scope = thresholds.fit_scope(scores, gold.labels, gold.primary >= 0)
    chances = calibrate.sigmoid(made.scope_inputs(scores[concerns], gold.labels) @ scope.coef_[0] + scope.intercept_[0])
    return replace(chosen, scope=thresholds.least_scope(chances, recipe.scope_kept)), scope


def finish(material: Material, scores: Floats, recipe: Recipe) -> made.Bundle:
    """Fit the final weights on all examples and put the model together."""
    gold = material.gold
    linear = fit_heads(material.rotation.points, gold, np.arange(len(material.examples)), recipe)
    words, embedding, intercepts = heads.rotate_back(linear, material.rotation, material.rows, material.dense)
    calibration = calibration_from(scores, gold)
    chosen, scope = thresholds_from(scores, material.examples, gold, calibration, recipe)
    return made.Bundle(
        labels=gold.labels,
        words=material.words,
        levels=material.levels,
        embedding_mean=material.mean,
        embedding_scale=material.scale,
        weights=made.Weights(words=words, embedding=embedding, intercepts=intercepts),
        calibration=calibration,
        thresholds=chosen,
        scope=scope,
        known_words=known_words(material.examples),
        neighbours=neighbours.remember(
            [x.id for x in material.examples],
            gold.primary.tolist(),
            np.zeros((len(material.examples), 0), np.float32) if material.dense is None else material.dense,
            embedding[:, : len(gold.labels.topics)],
        ),
    )
