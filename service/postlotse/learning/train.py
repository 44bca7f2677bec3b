"""Train a version of a model from the texts in its folder, and from decisions of the desk.  Deterministic; no network.

What was trained is a candidate: it comes into use through `learning.promotion`, or at once when no version in use loads.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import sklearn
import skops

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem
from postlotse.core.topics.book import Topic, successors
from postlotse.learning import bundle as made
from postlotse.learning import cache as vectors
from postlotse.learning import confirmed, described, figures, judging, pipeline, prepare, promotion, registry, selftest, serve
from postlotse.learning.card import Card
from postlotse.learning.confirmed import Decision
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder
from postlotse.learning.gold import read_gold
from postlotse.learning.texts import Example, read_examples, renamed, snapshot

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What training and evaluation start from: examples (decisions last), their encoder and their material."""

    examples: tuple[Example, ...]
    decisions: tuple[Decision, ...]
    encoder: Encoder
    material: pipeline.Material


def gather(
    folder: Path,
    *,
    encoder: str,
    cache: Path,
    progress: Progress,
    say: Progress,
    recipe: pipeline.Recipe,
    decisions: Sequence[Decision] = (),
    topics: Sequence[Topic] = (),
) -> Learned:
    """Read texts and decisions and make them ready; raises ConfigurationError for texts that misfit.

    Vectors of the texts are kept in `cache`; those of decisions are personal data and never leave the memory.  Topics that
    `topics` of the rule book have merged are one.
    """
    merged = successors({topic.id: topic for topic in topics})
    texts = [renamed(x, merged) for x in read_examples(folder / "texts")]
    decisions = confirmed.renamed(decisions, topics)
    gold = {x.id for x in read_gold(folder).examples}
    if both := sorted(gold & {x.id for x in texts}):
        sentence = f"„{both[0]}“ steht im Goldsatz und in den Lerntexten."
        raise ConfigurationError([Problem(file=str(folder), code="gold", sentence=sentence)])
    taken = {x.id for x in texts}
    own = sorted((x for x in decisions if x.example.id not in taken), key=lambda x: x.example.id)
    progress(f"{len(texts)} Texte" + (f", {len(own)} Entscheidungen" if own else ""))
    reader = choose.load_or_none(encoder, say, beside=folder)
    rows = vectors.encode_cached(reader, [_readable(x) for x in texts], cache, progress)
    if own:
        rows = np.vstack([rows, reader.encode([_readable(x.example) for x in own])])
    examples = (*texts, *(x.example for x in own))
    material = pipeline.prepare_material(examples, rows, recipe)
    if own:
        material = replace(material, groups=confirmed.grouped(material.groups, own))
    return Learned(examples=examples, decisions=tuple(own), encoder=reader, material=material)


def _readable(example: Example) -> str:
    return prepare.for_encoder(example.subject, example.text)


def train(
    folder: Path,
    *,
    encoder: str,
    cache: Path,
    progress: Progress,
    today: date | None = None,
    recipe: pipeline.Recipe | None = None,
    decisions: Sequence[Decision] = (),
    by: str = "",
    topics: Sequence[Topic] = (),
) -> Card:
    """Train on `folder/texts/*.jsonl` and `decisions`, write a version into `folder/versions` and return its card.

    `encoder` is `auto`, `e5` or `none`; without the weights of `e5` the model has words only and its card says so.  `cache` is
    the folder for embeddings; `topics` are those of the rule book.  The version is activated only when none that loads is in
    use.  Raises ConfigurationError for texts that misfit.
    """
    recipe = recipe or pipeline.Recipe()
    remarks: list[str] = []

    def say(sentence: str) -> None:
        remarks.append(sentence)
        progress(sentence)

    for sentence in confirmed.warnings(decisions):
        say(sentence)
    learned = gather(
        folder, encoder=encoder, cache=cache, progress=progress, say=say, recipe=recipe, decisions=decisions, topics=topics
    )
    material, examples, reader = learned.material, learned.examples, learned.encoder
    scores = pipeline.cross_scores(material, recipe, progress)
    bundle = replace(pipeline.finish(material, scores, recipe), described=_described(learned, topics, cache, progress))
    mark = fingerprint(snapshot(examples), reader, recipe)
    day = today or datetime.now(UTC).date()
    found = made.probabilities(scores, bundle.labels, bundle.calibration)
    card = Card(
        version=f"{day:%Y%m%d}-{mark}",
        fingerprint=mark,
        trained_on=day.isoformat(),
        texts=len(examples),
        decisions=len(learned.decisions),
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
        abstain_below=bundle.thresholds.answer,
        figures=figures.from_scores(scores, material.gold, examples, bundle.calibration, bundle.thresholds.answer, day),
        remarks=tuple(remarks),
        gold=read_gold(folder).snapshot,
        merged=dict(successors({topic.id: topic for topic in topics})),
    )
    answered = found.topics[:, 0] >= bundle.thresholds.answer
    judged = judging.from_probabilities(found, answered, bundle.labels, examples, day)
    usable = promotion.usable(folder, lambda name: reader if name == reader.name else choose.load(name, beside=folder))
    sealed = registry.save(folder, bundle, card, judged)
    model = serve.load(folder, sealed.version, encoder=lambda _: reader)
    sealed = replace(sealed, selftest=selftest.answers(model))
    registry.rewrite_card(folder, sealed)
    if not usable:
        promotion.switch(folder, sealed.version, by=by, now=datetime.now(UTC), action="first")
    progress(f"Modell {sealed.version} ist fertig.")
    return sealed


def _described(learned: Learned, topics: Sequence[Topic], cache: Path, progress: Progress) -> made.Described:
    """Return how descriptions of topics fit the texts.  It touches new topics only and is no part of the fingerprint."""
    material = learned.material
    lines = [line for topic in topics for _, line in described.sentences(topic)]
    return described.learn(
        topics,
        vectors.encode_cached(learned.encoder, lines, cache / "topics", progress),
        material.levels,
        material.mean,
        material.scale,
        material.dense,
        [(x.subject, x.text) for x in learned.examples],
        [x.topics[0] if x.topics else "" for x in learned.examples],
    )


def fingerprint(texts: str, encoder: Encoder, recipe: pipeline.Recipe) -> str:
    """Return the mark of a model: what goes into it decides it."""
    return mark_of(texts, encoder.fingerprint, recipe)


def mark_of(texts: str, encoder: str, recipe: pipeline.Recipe) -> str:
    """Return the mark of a model with the encoder of this fingerprint."""
    parts = (texts, encoder, recipe.digest(), prepare.signature(), sklearn.__version__)
    return sha256("\n".join(parts).encode()).hexdigest()[:12]
