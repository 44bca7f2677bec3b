"""Train a model from the texts in its folder and make it the one in use.  Deterministic; needs no network."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import sklearn
import skops

from postlotse.learning import cache as vectors
from postlotse.learning import figures, pipeline, prepare, registry
from postlotse.learning.card import Card
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder
from postlotse.learning.texts import read_examples, snapshot

Progress = Callable[[str], None]


def train(
    folder: Path,
    *,
    encoder: str,
    cache: Path,
    progress: Progress,
    today: date | None = None,
    recipe: pipeline.Recipe | None = None,
) -> Card:
    """Train on `folder/texts/*.jsonl`, write a version into `folder/versions`, activate it and return its card.

    `encoder` is `auto`, `e5` or `none`; without the weights of `e5` the model has words only and its card says so.  `cache` is
    the folder for embeddings.  Raises ConfigurationError for texts that misfit.
    """
    recipe = recipe or pipeline.Recipe()
    remarks: list[str] = []

    def say(sentence: str) -> None:
        remarks.append(sentence)
        progress(sentence)

    examples = read_examples(folder / "texts")
    progress(f"{len(examples)} Texte")
    reader = choose.load_or_none(encoder, say)
    embeddings = vectors.encode_cached(reader, [prepare.for_encoder(x.subject, x.text) for x in examples], cache, progress)
    material = pipeline.prepare_material(examples, embeddings, recipe)
    scores = pipeline.cross_scores(material, recipe, progress)
    bundle = pipeline.finish(material, scores, recipe)
    mark = fingerprint(snapshot(examples), reader, recipe)
    day = today or datetime.now(UTC).date()
    card = Card(
        version=f"{day:%Y%m%d}-{mark}",
        fingerprint=mark,
        trained_on=day.isoformat(),
        texts=len(examples),
        snapshot=snapshot(examples),
        encoder=reader.name,
        encoder_fingerprint=reader.fingerprint,
        preparation=prepare.signature(),
        recipe=asdict(recipe),
        sklearn=sklearn.__version__,
        skops=skops.__version__,
        topics=bundle.labels.topics,
        kinds=bundle.labels.kinds,
        flags=bundle.labels.flags,
        languages=tuple(sorted({x.lang for x in examples})),
        abstain_below=bundle.abstain_below,
        figures=figures.from_scores(scores, material.gold, examples, bundle.calibration, bundle.abstain_below, day),
        remarks=tuple(remarks),
    )
    sealed = registry.save(folder, bundle, card)
    registry.activate(folder, sealed.version)
    progress(f"Modell {sealed.version} ist fertig und in Gebrauch.")
    return sealed


def fingerprint(texts: str, encoder: Encoder, recipe: pipeline.Recipe) -> str:
    """Return the mark of a model: what goes into it decides it."""
    parts = (texts, encoder.fingerprint, recipe.digest(), prepare.signature(), sklearn.__version__)
    return sha256("\n".join(parts).encode()).hexdigest()[:12]
