"""Everything a trained model consists of, as one value, and its form for skops (plain containers and scikit-learn types)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from postlotse.learning.calibrate import sigmoid, softmax
from postlotse.learning.encoders.port import Look
from postlotse.learning.features import WordFeatures

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels that a model knows, in the order of its columns."""

    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Linear weights for word columns, for embedding columns, and intercepts; columns: choice | topics | kinds | flags."""

    words: Floats32
    embedding: Floats32
    intercepts: Floats32


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What turns scores into probabilities: see `probabilities`."""

    choice_temperature: float
    kind_temperature: float
    first: (
        LogisticRegression  # (log-odds of the best topic, margin to the second, best one-vs-rest score) → it is the right one
    )
    topics: LogisticRegression  # (one-vs-rest score, log-odds of the choice) → the text has this topic
    flags: tuple[tuple[float, float], ...]  # slope and offset for each flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Decided texts as points of the topic space (`evidence.neighbours`), without their words; `topics` are column numbers."""

    ids: tuple[str, ...] = ()
    topics: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    points: NDArray[np.int8] = field(default_factory=lambda: np.zeros((0, 0), np.int8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities of the first topic (`thresholds`): `answer` for languages with texts, `careful` for the others, `sure` per
    topic column and per language group; `scope` is the least chance that a text is about a topic at all.
    """

    answer: float
    careful: float
    sure: tuple[float, ...] = ()
    sure_groups: Mapping[str, float] = field(default_factory=dict)
    scope: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the rule book says of topics, as directions of length 1 (`described`); `centre` is what descriptions share.

    `slopes` are four slopes and an offset that make a probability of how well a text fits.
    """

    ids: tuple[str, ...] = ()
    points: Floats32 = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    centre: Floats32 = field(default_factory=lambda: np.zeros(0, np.float32))
    slopes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A trained model."""

    labels: Labels
    words: WordFeatures
    embedding_mean: Floats32
    embedding_scale: Floats32
    weights: Weights
    calibration: Calibration
    thresholds: Thresholds
    #: scope_inputs → the text is about a topic at all.
    scope: LogisticRegression
    known_words: NDArray[np.uint32]
    neighbours: Known = field(default_factory=Known)
    #: How far the texts of a language stand apart (`levels`).
    levels: Mapping[str, Floats32] = field(default_factory=dict)
    #: The topics that the rule book described when the model was trained.
    described: Described = field(default_factory=Described)

    def centred(self, embeddings: Floats32) -> Floats32:
        """Return embeddings as the weights expect them."""
        return np.asarray((embeddings - self.embedding_mean) * self.embedding_scale, dtype=np.float32)

    def explained(self, weights: Floats32) -> Floats32:
        """Return the columns that are explained: each topic against the mean of the other topics, then the flags."""
        topics, flags = len(self.labels.topics), len(self.labels.flags)
        choice = weights[:, :topics]
        against = (choice - choice.mean(axis=1, keepdims=True)) * np.float32(topics / max(1, topics - 1))
        return np.hstack([against, weights[:, weights.shape[1] - flags :]])

    def look(self) -> Look:
        """Return what the explained columns see of a vector of the encoder."""
        directions = self.embedding_scale[:, None] * self.explained(self.weights.embedding)
        return Look(directions=directions, offsets=np.asarray(self.embedding_mean @ directions, dtype=np.float32))

    def has_topic(self, scores: Floats) -> Floats:
        """Return for raw scores the chance that each text is about one of the topics."""
        return _yes(self.scope, scope_inputs(scores, self.labels))

    def scores(self, words: csr_matrix, embeddings: Floats32) -> Floats:
        """Return raw scores (n × all columns) for word rows and encoder output."""
        found = words @ self.weights.words
        if embeddings.shape[1]:
            found = found + self.centred(embeddings) @ self.weights.embedding
        return np.asarray(found + self.weights.intercepts, dtype=np.float64)


def scope_inputs(scores: Floats, labels: Labels) -> Floats:
    """Return what tells whether a text has a topic at all (n × 3): best choice against the rest, best single score, kind."""
    topics = len(labels.topics)
    choice = np.sort(scores[:, :topics], axis=1)
    kinds = softmax(scores[:, 2 * topics : 2 * topics + len(labels.kinds)])[:, labels.kinds.index("concern")]
    clipped = np.clip(kinds, 1e-6, 1 - 1e-6)
    return np.stack(
        [choice[:, -1] - choice.mean(axis=1), scores[:, topics : 2 * topics].max(axis=1), np.log(clipped / (1 - clipped))],
        axis=1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Probabilities:
    """Calibrated: `order` best topic first; `topics` falls along it; its first is the chance that this is the primary one."""

    order: NDArray[np.int64]
    topics: Floats
    kinds: Floats
    flags: Floats


def first_inputs(choice: Floats, each: Floats) -> Floats:
    """Return what tells whether the best topic is right (n × 3): its log-odds, its margin, its one-vs-rest score."""
    order = np.argsort(-choice, axis=1, kind="stable")
    rows = np.arange(len(choice))
    logs = np.log(np.clip(choice, 1e-6, 1 - 1e-6))
    best, second = logs[rows, order[:, 0]], logs[rows, order[:, 1]]
    odds = best - np.log1p(-np.exp(best))
    return np.stack([odds, best - second, each[rows, order[:, 0]]], axis=1)


def topic_inputs(choice: Floats, each: Floats) -> Floats:
    """Return what tells whether a text has a topic, one row per pair (n·k × 2)."""
    clipped = np.clip(choice, 1e-6, 1 - 1e-6)
    return np.stack([each.ravel(), np.log(clipped / (1 - clipped)).ravel()], axis=1)


def probabilities(scores: Floats, labels: Labels, calibration: Calibration) -> Probabilities:
    """Return calibrated probabilities from raw scores."""
    topics = len(labels.topics)
    choice = softmax(scores[:, :topics], calibration.choice_temperature)
    each = scores[:, topics : 2 * topics]
    kinds = softmax(scores[:, 2 * topics : 2 * topics + len(labels.kinds)], calibration.kind_temperature)
    slopes = np.array(calibration.flags, dtype=np.float64).reshape(-1, 2)
    flags = sigmoid(scores[:, 2 * topics + len(labels.kinds) :] * slopes[:, 0] + slopes[:, 1])
    first = _yes(calibration.first, first_inputs(choice, each))
    has = _yes(calibration.topics, topic_inputs(choice, each)).reshape(each.shape)
    rows = np.arange(len(scores))
    best = np.argmax(choice, axis=1)
    ranked = np.minimum(has, first[:, None]) + choice * 1e-6  # the choice decides between equals
    ranked[rows, best] = 2.0
    order = np.argsort(-ranked, axis=1, kind="stable")
    sorted_ = np.minimum(has, first[:, None])[rows[:, None], order]
    sorted_[:, 0] = first
    return Probabilities(order=order, topics=sorted_, kinds=kinds, flags=flags)


def _yes(model: LogisticRegression, rows: Floats) -> Floats:
    return sigmoid(rows @ model.coef_[0] + model.intercept_[0])


def to_plain(bundle: Bundle) -> dict[str, Any]:
    """Return the model as containers, arrays and scikit-learn estimators that skops stores without trust."""
    return {
        "labels": [list(bundle.labels.topics), list(bundle.labels.kinds), list(bundle.labels.flags)],
        "vectorizers": list(bundle.words.vectorizers),
        "weightings": list(bundle.words.weightings),
        "weight": bundle.words.weight,
        "embedding": [bundle.embedding_mean, bundle.embedding_scale],
        "levels": dict(bundle.levels),
        "weights": [bundle.weights.words, bundle.weights.embedding, bundle.weights.intercepts],
        "temperatures": [bundle.calibration.choice_temperature, bundle.calibration.kind_temperature],
        "calibrators": [bundle.calibration.first, bundle.calibration.topics],
        "flags": [list(pair) for pair in bundle.calibration.flags],
        "thresholds": {
            "least": [bundle.thresholds.answer, bundle.thresholds.careful, bundle.thresholds.scope],
            "sure": list(bundle.thresholds.sure),
            "sure_groups": dict(bundle.thresholds.sure_groups),
        },
        "scope": bundle.scope,
        "known_words": bundle.known_words,
        "neighbours": [list(bundle.neighbours.ids), bundle.neighbours.topics, bundle.neighbours.points],
        "described": [
            list(bundle.described.ids),
            bundle.described.points,
            bundle.described.centre,
            list(bundle.described.slopes),
        ],
    }


def from_plain(plain: Mapping[str, Any]) -> Bundle:
    """Return the model from `to_plain`; raises KeyError, ValueError or TypeError when it is something else."""
    topics, kinds, flags = (tuple(names) for names in plain["labels"])
    labels = Labels(topics=topics, kinds=kinds, flags=flags)
    words, embedding, intercepts = plain["weights"]
    width = 2 * len(topics) + len(kinds) + len(flags)
    if words.shape[1] != width or embedding.shape[1] != width or intercepts.shape != (width,):
        raise ValueError("weights and labels differ")
    first, each = plain["calibrators"]
    ids, places, points = plain.get("neighbours", [[], np.zeros(0, np.int16), np.zeros((0, 0), np.int8)])
    if not len(ids) == len(places) == len(points):
        raise ValueError("neighbours and their points differ")
    return Bundle(
        labels=labels,
        words=WordFeatures(
            vectorizers=tuple(plain["vectorizers"]), weightings=tuple(plain["weightings"]), weight=float(plain["weight"])
        ),
        levels=dict(plain.get("levels", {})),
        embedding_mean=plain["embedding"][0],
        embedding_scale=plain["embedding"][1],
        weights=Weights(words=words, embedding=embedding, intercepts=intercepts),
        calibration=Calibration(
            choice_temperature=float(plain["temperatures"][0]),
            kind_temperature=float(plain["temperatures"][1]),
            first=first,
            topics=each,
            flags=tuple((float(slope), float(offset)) for slope, offset in plain["flags"]),
        ),
        thresholds=_thresholds(plain["thresholds"]),
        scope=plain["scope"],
        known_words=plain["known_words"],
        neighbours=Known(ids=tuple(ids), topics=places, points=points),
        described=_described(plain.get("described"), embedding.shape[0]),
    )


def _described(plain: Any, width: int) -> Described:
    if not plain or not plain[0]:
        return Described()
    ids, points, centre, slopes = plain
    if points.shape != (len(ids), width) or centre.shape != (width,) or len(slopes) != 5:
        raise ValueError("descriptions of topics do not fit")
    return Described(ids=tuple(ids), points=points, centre=centre, slopes=tuple(float(slope) for slope in slopes))


def _thresholds(plain: Mapping[str, Any]) -> Thresholds:
    answer, careful, scope = (float(value) for value in plain["least"])
    return Thresholds(
        answer=answer,
        careful=careful,
        scope=scope,
        sure=tuple(float(value) for value in plain["sure"]),
        sure_groups={str(name): float(value) for name, value in plain["sure_groups"].items()},
    )
