"""How well a text fits what the rule book says of a topic: its name, its description, its keywords, in all languages.

So a topic can be recognised before any text of it was learned.  Four numbers tell (`inputs`), a logistic regression makes a
probability of them.  It is fitted on the known topics, whose descriptions are compared with the training texts; its weights
hardly depend on which topics these are, so they hold for new ones.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from postlotse.core.topics import fold
from postlotse.core.topics.book import Topic
from postlotse.learning import prepare
from postlotse.learning.bundle import Described
from postlotse.learning.calibrate import sigmoid
from postlotse.learning.levels import level

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]

#: Keywords of one topic that are counted in a text; more prove nothing further.
MOST_HITS = 5
#: Slopes and offset where none were fitted (docs/model.md, "New topics"), with an encoder and with words only.
WITH_ENCODER = (7.8, 9.6, 1.7, 0.7, -3.2)
WORDS_ONLY = (0.0, 0.0, 3.3, 1.4, -3.7)
_ENOUGH = 50


def sentences(topic: Topic) -> list[tuple[str, str]]:
    """Return (language, line for the encoder): the description, and for each language the name with the keywords."""
    found = [("de", topic.description)] if topic.description else []
    for language in sorted({*topic.names, *topic.keywords}):
        words = ", ".join(word.replace("*", "") for word in topic.keywords.get(language, ()))
        found.append((language, ": ".join(part for part in (topic.names.get(language, ""), words) if part)))
    return [(language, prepare.for_encoder("", line)) for language, line in found]


def searched(topic: Topic) -> fold.Words | None:
    """Return the keywords and names of a topic in all languages, ready for the search; None when it has no letters."""
    phrases = [word for words in topic.keywords.values() for word in words]
    try:
        return fold.compile_words([*phrases, *topic.names.values()])
    except ValueError:
        return None


def hits(words: Sequence[fold.Words | None], subject: str, text: str) -> list[tuple[str, ...]]:
    """Return the folded words of each topic that stand in a text."""
    folded = fold.fold(f"{subject}\n\n{text[: prepare.MOST_CHARACTERS]}")
    return [fold.found(each, folded, most=MOST_HITS) if each else () for each in words]


def points(
    topics: Sequence[Topic],
    vectors: Floats32,
    levels: Mapping[str, Floats32],
    mean: Floats32,
    scale: Floats32,
    centre: Floats32,
) -> Floats32:
    """Return one direction of length 1 per topic; `vectors` are those of its `sentences`, one topic after the other."""
    lines = [(number, language) for number, topic in enumerate(topics) for language, _ in sentences(topic)]
    places = unit((level(vectors, [language for _, language in lines], levels) - mean) * scale - centre)
    found = np.zeros((len(topics), vectors.shape[1]), dtype=np.float32)
    for (number, _), place in zip(lines, places, strict=True):
        found[number] += place
    return unit(found)


def centre_of(
    topics: Sequence[Topic], vectors: Floats32, levels: Mapping[str, Floats32], mean: Floats32, scale: Floats32
) -> Floats32:
    """Return what descriptions of topics have in common, in the space of `points`: lists of words are no mails."""
    languages = [language for topic in topics for language, _ in sentences(topic)]
    if not languages:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    return np.asarray(((level(vectors, languages, levels) - mean) * scale).mean(axis=0), dtype=np.float32)


def inputs(likeness: Floats32, counts: NDArray[np.int64]) -> Floats:
    """Return what tells whether texts (n) are about topics (k), as n × k × 4.

    Cosine, its lead over the best other topic, logarithm of the keywords found, its lead.
    """
    words = np.log1p(counts.astype(np.float64))
    return np.stack([likeness, _lead(likeness), words, _lead(words)], axis=2).astype(np.float64)


def _lead(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return by how much each value of a row is above the best other one."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    ordered = np.sort(values, axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    return values - np.where(np.arange(values.shape[1]) == values.argmax(axis=1)[:, None], second, first)


def chances(found: Floats, slopes: Sequence[float]) -> Floats:
    """Return the probability that a topic is the primary one (n × k) from `inputs`."""
    return sigmoid(found @ np.array(slopes[:4]) + slopes[4])


def learn(
    topics: Sequence[Topic],
    vectors: Floats32,
    levels: Mapping[str, Floats32],
    mean: Floats32,
    scale: Floats32,
    dense: Floats32 | None,
    texts: Sequence[tuple[str, str]],
    primary: Sequence[str],
) -> Described:
    """Return the described topics, compared with `texts` whose first topics are `primary` ("" = no concern).

    `vectors` are those of all `sentences`, `dense` the centred ones of the texts (None: words only).
    """
    wide = dense is not None
    default = WITH_ENCODER if wide else WORDS_ONLY
    if not topics:
        return Described()
    centre = centre_of(topics, vectors, levels, mean, scale)
    places = points(topics, vectors, levels, mean, scale, centre)
    rows = [row for row, name in enumerate(primary) if name]
    right = np.array([[primary[row] == topic.id for topic in topics] for row in rows], dtype=np.bool_).ravel()
    if right.sum() < _ENOUGH:
        return Described(ids=tuple(t.id for t in topics), points=places, centre=centre, slopes=default)
    words = [searched(topic) for topic in topics]
    counts = np.array([[len(hit) for hit in hits(words, *texts[row])] for row in rows], dtype=np.int64)
    likeness = unit(dense[rows]) @ places.T if dense is not None else np.zeros(counts.shape, np.float32)
    model = LogisticRegression(C=1e3, max_iter=1000).fit(inputs(likeness, counts).reshape(-1, 4), right)
    slopes = (*(round(float(x), 4) for x in model.coef_[0]), round(float(model.intercept_[0]), 4))
    return Described(ids=tuple(t.id for t in topics), points=places, centre=centre, slopes=slopes)


def unit(rows: Floats32) -> Floats32:
    """Return rows of length 1."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)
