"""Measure the parts of the classifier on public English sets, beside published figures, so that outsiders can judge it.

`python bench/classification.py [--json]`.  Needs the folder `shared/corpora/classification` beside the checkout; says what it
left out otherwise.  Words are hashed, the encoder computes, and linear models choose as in `postlotse.learning`; the sentence
vectors are whitened within the classes first.  What was chosen (weights, strengths, signals) was chosen on the training and
validation parts; the test parts are only scored.

Published: CLINC150 from Larson et al. 2019, table 2; BANKING77 from Casanueva et al. 2020 (arXiv 2003.04807).
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from postlotse.cli.model import cache_folder
from postlotse.learning import cache, heads, prepare
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder, EncoderUnavailable
from postlotse.learning.features import WordFeatures, fit_words

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT.parent / "shared" / "corpora" / "classification"
BITS = 18
WORD_WEIGHT = 0.5
#: Weight of each encoder's vectors.
SHARES = {"e5": 0.8, "use": 0.6}
#: How much of the spread within the classes is taken for that of all directions alike.
SHRINK = 0.5
STRENGTH = 0.5
FEW_STRENGTH = 10.0
SHOTS = 10
SEEDS = (0, 1, 2)
KEPT = 0.95
_NEAREST = 3

Figures = dict[str, float | int | str]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Texts of one part of a set: words made ready, one block of vectors per encoder, labels."""

    words: list[str]
    vectors: list[Floats]
    labels: NDArray[np.str_]

    def rows(self, chosen: NDArray[np.int64]) -> "Part":
        """Return some of the texts."""
        return Part(
            words=[self.words[row] for row in chosen],
            vectors=[block[chosen] for block in self.vectors],
            labels=self.labels[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Fitted features: hashed words, and for each encoder a centre and a map that whitens within the classes."""

    words: WordFeatures
    maps: list[tuple[float, Floats, Floats]]

    def vectors(self, part: Part) -> Floats:
        """Return the vectors of all encoders side by side, each of length of its share."""
        return np.hstack(
            [share * _unit((block - centre) @ by) for block, (share, centre, by) in zip(part.vectors, self.maps, strict=True)]
        )


def main() -> int:
    """Print the figures of every set that lies beside the checkout."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--json", action="store_true")
    args = wanted.parse_args()
    figures, remarks = measure()
    if args.json:
        print(json.dumps(figures, indent=2))
    else:
        print("\n".join([*(f"{name:<44} {value:>10}" for name, value in figures.items()), *remarks]))
    return 0


def measure() -> tuple[Figures, list[str]]:
    """Return the figures, and what was left out."""
    if not SETS.is_dir():
        return {}, ["left out: CLINC150 and BANKING77 (no folder shared/corpora/classification beside the checkout)"]
    encoders, remarks = [], []
    for name in SHARES:
        try:
            encoders.append(choose.load(name))
        except EncoderUnavailable:
            remarks.append(f"left out: the encoder {name} (not installed)")
    started = time.perf_counter()
    figures: Figures = {"classification_encoders": "+".join(encoder.name for encoder in encoders) or "none"}
    figures |= _clinc(encoders) | _banking(encoders)
    figures["classification_seconds"] = round(time.perf_counter() - started)
    return figures, remarks


def _part(name: str, pairs: Sequence[tuple[str, str]], encoders: Sequence[Encoder]) -> Part:
    texts = [prepare.for_encoder("", text) for text, _ in pairs]
    kept = cache_folder() / "bench" / name
    return Part(
        words=[prepare.for_words("", text) for text, _ in pairs],
        vectors=[cache.encode_cached(encoder, texts, kept, lambda _: None) for encoder in encoders],
        labels=np.array([label for _, label in pairs]),
    )


def fit_space(part: Part, encoders: Sequence[str]) -> Space:
    """Return the features that the texts and labels of a training part give."""
    maps = [(SHARES[name], *_whitening(block, part.labels)) for name, block in zip(encoders, part.vectors, strict=True)]
    return Space(words=fit_words(part.words, bits=BITS, weight=WORD_WEIGHT), maps=maps)


def _whitening(block: Floats, labels: NDArray[np.str_]) -> tuple[Floats, Floats]:
    """Return centre and map (shrunken inverse root of the covariance within the classes, as in discriminant analysis)."""
    centre = block.mean(axis=0)
    classes, own = np.unique(labels, return_inverse=True)
    means = np.stack([block[own == number].mean(axis=0) for number in range(len(classes))])
    rest = (block - means[own]).astype(np.float64)
    spread = rest.T @ rest / max(1, len(rest) - len(classes))
    spread = (1 - SHRINK) * spread + SHRINK * np.trace(spread) / len(spread) * np.eye(len(spread))
    values, directions = np.linalg.eigh(spread)
    return centre, (directions / np.sqrt(values) @ directions.T).astype(np.float32)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _fit(space: Space, part: Part) -> Callable[[Part], NDArray[np.float64]]:
    """Fit one-vs-rest linear models for many texts; return what gives the scores of others (n × classes, sorted by name)."""
    model = LinearSVC(C=STRENGTH).fit(_joined(space, part), part.labels)
    return lambda other: np.asarray(model.decision_function(_joined(space, other)))


def _joined(space: Space, part: Part) -> csr_matrix:
    return csr_matrix(hstack([space.words.transform(part.words), csr_matrix(space.vectors(part))], format="csr"))


def _signals(scores: NDArray[np.float64], vectors: Floats, known: Floats) -> NDArray[np.float64]:
    """Return what tells a strange text: the highest score, and the mean cosine of the nearest known texts."""
    near = np.concatenate(
        [
            np.sort(_unit(vectors[at : at + 500]) @ _unit(known).T, axis=1)[:, -_NEAREST:].mean(axis=1)
            for at in range(0, len(vectors), 500)
        ]
    )
    return np.column_stack([scores.max(axis=1), near])


def _clinc(encoders: Sequence[Encoder]) -> Figures:
    """Return in-scope accuracy, and out-of-scope recall where 95 of 100 in-scope validation texts are kept."""
    told = json.loads((SETS / "clinc150_full.json").read_text(encoding="utf-8"))
    part = {name: _part(f"clinc-{name}", told[name], encoders) for name in ("train", "val", "oos_val", "test", "oos_test")}
    space = fit_space(part["train"], [encoder.name for encoder in encoders])
    scores_of = _fit(space, part["train"])
    classes = np.unique(part["train"].labels)
    known = space.vectors(part["train"])
    scores = {name: scores_of(own) for name, own in part.items() if name != "train"}
    signals = {name: _signals(own, space.vectors(part[name]), known) for name, own in scores.items()}
    inside = np.repeat([True, False], [len(scores["val"]), len(scores["oos_val"])])
    gate = LogisticRegression(class_weight="balanced").fit(np.vstack([signals["val"], signals["oos_val"]]), inside)
    sure = {name: gate.decision_function(own) for name, own in signals.items()}
    least = float(np.quantile(sure["val"], 1 - KEPT))
    return {
        "clinc150_validation_in_scope": _right(scores["val"], part["val"], classes),
        "clinc150_in_scope": _right(scores["test"], part["test"], classes),
        "  published: SVM 91.0, BERT": 96.9,
        "clinc150_out_of_scope_found": round(100 * float((sure["oos_test"] < least).mean()), 1),
        "clinc150_in_scope_kept": round(100 * float((sure["test"] >= least).mean()), 1),
        "  published (accuracy 96.2 with a threshold): BERT": 52.3,
    }


def _banking(encoders: Sequence[Encoder]) -> Figures:
    """Return the accuracy with all training texts, and with ten of each class (mean of several draws)."""
    part = {}
    for name in ("train", "test"):
        with (SETS / f"banking77_{name}.csv").open(encoding="utf-8", newline="") as stream:
            part[name] = _part(f"banking-{name}", [(row["text"], row["category"]) for row in csv.DictReader(stream)], encoders)
    names = [encoder.name for encoder in encoders]
    classes = np.unique(part["train"].labels)
    whole = _fit(fit_space(part["train"], names), part["train"])(part["test"])
    few = [few_shot(part["train"], part["test"], names, seed) for seed in SEEDS]
    called = _part("banking-names", [(name.replace("_", " "), name) for name in classes], encoders)
    helped = [few_shot(part["train"], part["test"], names, seed, called) for seed in SEEDS]
    return {
        "banking77_full": _right(whole, part["test"], classes),
        "  published: USE 92.8, ConveRT 93.0, BERT tuned": 93.7,
        "banking77_10_shot": round(float(np.mean(few)), 1),
        "banking77_10_shot_spread": round(float(np.std(few)), 1),
        "banking77_10_shot_and_the_name_of_the_class": round(float(np.mean(helped)), 1),
        "  published: BERT 83.4, USE 84.2, both USE and ConveRT": 85.2,
    }


def few_shot(train: Part, test: Part, names: Sequence[str], seed: int, called: Part | None = None) -> float:
    """Return the accuracy of a choice learned from ten texts of each class, by the heads of the service.

    With `called` the name of each class is one more text, as the description of a topic is.
    """
    draw = np.random.default_rng(seed)
    classes = np.unique(train.labels)
    rows = np.concatenate([draw.permutation(np.flatnonzero(train.labels == name))[:SHOTS] for name in classes])
    few = train.rows(rows)
    if called:
        few = Part(
            words=few.words + called.words,
            vectors=[np.vstack(blocks) for blocks in zip(few.vectors, called.vectors, strict=True)],
            labels=np.concatenate([few.labels, called.labels]),
        )
    space = fit_space(few, names)
    words, vectors = space.words.transform(few.words), space.vectors(few)
    rotation = heads.rotate(words, vectors)
    linear = heads.fit_choice(rotation.points, list(few.labels), list(classes), strength=FEW_STRENGTH)
    word_weights, vector_weights, intercepts = heads.rotate_back(linear, rotation, words, vectors)
    scores = space.words.transform(test.words) @ word_weights + space.vectors(test) @ vector_weights + intercepts
    return _right(np.asarray(scores), test, classes)


def _right(scores: NDArray[np.float64], part: Part, classes: NDArray[np.str_]) -> float:
    return round(100 * float((classes[scores.argmax(axis=1)] == part.labels).mean()), 1)


if __name__ == "__main__":
    sys.exit(main())
