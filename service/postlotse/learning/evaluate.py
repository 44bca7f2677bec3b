"""Measure how good a recipe is on the training texts: in folds, voices left out, languages left out.  Writes nothing.

Out-of-fold throughout; the calibrators have seen the out-of-fold scores that they are judged on (a handful of numbers).
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from postlotse.learning import cache as vectors
from postlotse.learning import figures, heads, pipeline, prepare
from postlotse.learning.card import figures_text
from postlotse.learning.encoders import choose
from postlotse.learning.texts import read_examples

_VOICE_FOLDS = 5


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
) -> Evaluation:
    """Return all figures for the texts of `folder`; raises ConfigurationError like `train`."""
    recipe = recipe or pipeline.Recipe()
    examples = read_examples(folder / "texts")
    reader = choose.load_or_none(encoder, progress)
    embeddings = vectors.encode_cached(reader, [prepare.for_encoder(x.subject, x.text) for x in examples], cache, progress)
    material = pipeline.prepare_material(examples, embeddings, recipe)
    scores = pipeline.cross_scores(material, recipe, progress)
    calibration = pipeline.calibration_from(scores, material.gold)
    abstain, _ = pipeline.thresholds(scores, material.gold, calibration, recipe)
    found = figures.from_scores(scores, material.gold, examples, calibration, abstain, today or datetime.now(UTC).date())
    progress("Stimmen einzeln weggelassen")
    found["voices_left_out"] = left_out(material, [x.voice for x in examples], recipe, parts=_VOICE_FOLDS)
    progress("Sprachen einzeln weggelassen")
    found["languages_left_out"] = left_out(material, [x.lang for x in examples], recipe)
    return Evaluation(encoder=reader.name, texts=len(examples), abstain_below=round(abstain, 4), figures=found)


def left_out(material: pipeline.Material, names: Sequence[str], recipe: pipeline.Recipe, parts: int = 0) -> dict[str, Any]:
    """Return top-1 and top-3 when all texts of a name (voice, language) are left out of training together.

    `parts` groups the names into so many folds; 0 leaves out one name at a time and tells the figures of each.
    """
    gold, points = material.gold, material.rotation.points
    own = np.array(names)[gold.concerns]
    split: list[NDArray[np.int64]] = (
        [np.asarray(test) for _, test in GroupKFold(parts).split(own, groups=own)]
        if parts
        else [np.flatnonzero(own == name) for name in sorted(set(own))]
    )
    order = np.zeros((len(own), len(gold.labels.topics)), dtype=np.int64)
    for test in split:
        train = np.setdiff1d(np.arange(len(own)), test)
        if not len(train):  # a single name: nothing is left to learn from
            return {"top1": 0.0, "top3": 0.0}
        primary = [gold.labels.topics[number] for number in gold.primary[gold.concerns[train]]]
        linear = heads.fit_choice(points[gold.concerns[train]], primary, gold.labels.topics, strength=recipe.choice)
        order[test] = np.argsort(-linear.scores(points[gold.concerns[test]]), axis=1)
    right = gold.primary[gold.concerns]
    top1, top3 = order[:, 0] == right, (order[:, :3] == right[:, None]).any(axis=1)
    told: dict[str, Any] = {"top1": figures.percent(top1), "top3": figures.percent(top3)}
    return told if parts else {**told, "top1_by_name": figures.by(own, top1)}
