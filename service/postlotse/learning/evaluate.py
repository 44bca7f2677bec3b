"""Measure how good a recipe is on the training texts: in folds, voices left out, languages left out.  Writes nothing.

Out-of-fold throughout; the calibrators have seen the out-of-fold scores that they are judged on (a handful of numbers).
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from postlotse.learning import cache as vectors
from postlotse.learning import figures, heads, pipeline, prepare
from postlotse.learning.encoders import choose
from postlotse.learning.texts import read_examples

_VOICE_FOLDS = 5


def evaluate(
    folder: Path,
    *,
    encoder: str,
    cache: Path,
    progress: Callable[[str], None],
    today: date | None = None,
    recipe: pipeline.Recipe | None = None,
) -> dict[str, Any]:
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
    return {"encoder": reader.name, "texts": len(examples), "abstain_below": round(abstain, 4), **found}


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
        primary = [gold.labels.topics[number] for number in gold.primary[gold.concerns[train]]]
        linear = heads.fit_choice(points[gold.concerns[train]], primary, gold.labels.topics, strength=recipe.choice)
        order[test] = np.argsort(-linear.scores(points[gold.concerns[test]]), axis=1)
    right = gold.primary[gold.concerns]
    top1, top3 = order[:, 0] == right, (order[:, :3] == right[:, None]).any(axis=1)
    told: dict[str, Any] = {"top1": figures.percent(top1), "top3": figures.percent(top3)}
    return told if parts else {**told, "top1_by_name": figures.by(own, top1)}


def table(found: dict[str, Any]) -> str:
    """Return the figures as text for a terminal."""
    lines = [f"{found['texts']} Texte, Encoder {found['encoder']}", ""]
    plain = (
        ("top1", "erstes Thema richtig"),
        ("top3", "unter den ersten drei"),
        ("top1_any_true", "erstes Thema ist eines der richtigen"),
        ("answered", "nicht enthalten (Anteil)"),
        ("precision_answered", "davon richtig"),
        ("calibration_error", "Kalibrierungsfehler"),
        ("kind", "Art richtig"),
        ("concerns_seen", "Anliegen als solche erkannt"),
        ("others_kept", "Übriges nicht weitergeleitet"),
    )
    lines += [f"{words:40s} {found[key]:6.1f}" for key, words in plain]
    for key, words in (("voices_left_out", "ohne die Stimme gelernt"), ("languages_left_out", "ohne die Sprache gelernt")):
        if key in found:
            lines.append(f"{words:40s} {found[key]['top1']:6.1f}  (drei: {found[key]['top3']:.1f})")
    lines += ["", f"{'Merkmal':24s} {'Texte':>6s} {'Recall':>7s} {'Präzision':>9s}"]
    lines += [f"{name:24s} {x['texts']:6d} {x['recall']:7.1f} {x['precision']:9.1f}" for name, x in found["flags"].items()]
    for key, words in (("top1_by_language", "Sprache"), ("top1_by_topic", "Thema")):
        lines += ["", f"{words}: " + ", ".join(f"{name} {share:.0f} ({count})" for name, (share, count) in found[key].items())]
    return "\n".join(lines)
