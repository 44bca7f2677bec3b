"""The trained model at work: texts in, guesses out.  Loads once, keeps no texts, is safe for threads."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from postlotse.core.errors import ConfigurationError
from postlotse.core.names import FIRST_TIER
from postlotse.core.problems import Problem
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.learning import prepare, registry
from postlotse.learning.bundle import Bundle, Described, Floats32, Probabilities, probabilities
from postlotse.learning.cache import Remembering
from postlotse.learning.card import Card
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder, EncoderUnavailable
from postlotse.learning.evidence.neighbours import Nearest
from postlotse.learning.evidence.why import Explainer, Seen
from postlotse.learning.levels import level
from postlotse.learning.thresholds import is_sure

#: Topics that get evidence, and topics that are told at all.
_EXPLAINED = 3
#: A further topic and a flag get evidence from these probabilities on; which flag is raised is decided in `core.understand`.
_TOPIC_EXPLAINED = 0.05
_FLAG_EXPLAINED = 0.2
_BATCH = 64


class LearnedModel:
    """A `core.ports.TopicModel`."""

    def __init__(self, bundle: Bundle, card: Card, encoder: Encoder) -> None:
        self._bundle = bundle
        self._encoder = Remembering(encoder, look=bundle.look())
        self._explainer = Explainer(bundle)
        self._nearest = Nearest(bundle)
        self.card = card
        self.fingerprint = card.fingerprint

    def guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        """Return a guess for each (subject, newest text) pair, in order; texts without letters are abstained from."""
        return self.read(texts, languages)[0]

    def read(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> tuple[list[Guess], Floats32]:
        """Return `guess`, and the levelled vectors of the texts (n × width)."""
        found: list[Guess] = []
        rows = [np.zeros((0, self._encoder.width), np.float32)]
        for at in range(0, len(texts), _BATCH):
            guesses, vectors = self._read(texts[at : at + _BATCH], languages[at : at + _BATCH])
            found += guesses
            rows.append(vectors)
        return found, np.vstack(rows)

    def least(self, language: str | None) -> float:
        """Return the probability from which a first topic is suggested for a text in this language."""
        limits = self._bundle.thresholds
        return limits.answer if language in (*FIRST_TIER, None) else limits.careful

    @property
    def described(self) -> Described:
        """Return the topics that the rule book described when the model was trained."""
        return self._bundle.described

    def encode(self, lines: Sequence[str]) -> Floats32:
        """Return the vectors of lines (n × width) as the encoder gives them."""
        return self._encoder.encode(lines)

    def space(self) -> tuple[Mapping[str, Floats32], Floats32, Floats32]:
        """Return levels, mean and scale of the vectors."""
        return self._bundle.levels, self._bundle.embedding_mean, self._bundle.embedding_scale

    def centred(self, vectors: Floats32) -> Floats32:
        """Return levelled vectors around 0, each number with the same spread."""
        return self._bundle.centred(vectors)

    def _read(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> tuple[list[Guess], Floats32]:
        prepared = [prepare.for_words(*pair) for pair in texts]
        lines = [prepare.for_encoder(*pair) for pair in texts]
        rows = self._bundle.words.transform(prepared)
        readings = self._encoder.read(lines)
        vectors = level(np.stack([reading.vector for reading in readings]), languages, self._bundle.levels)
        scores = self._bundle.scores(rows, vectors)
        told = probabilities(scores, self._bundle.labels, self._bundle.calibration)
        inside = self._bundle.has_topic(scores) >= self._bundle.thresholds.scope
        seen = [
            Seen(prepared=prepared[row], row=rows[row], line=lines[row], reading=readings[row]) for row in range(len(texts))
        ]
        guesses = [
            self._one(told, row, pair, language, vectors[row], seen[row], inside=bool(inside[row]))
            for row, (pair, language) in enumerate(zip(texts, languages, strict=True))
        ]
        return guesses, vectors

    def _one(
        self,
        told: Probabilities,
        row: int,
        pair: tuple[str, str],
        language: str | None,
        vector: Floats32,
        seen: Seen,
        *,
        inside: bool,
    ) -> Guess:
        labels = self._bundle.labels
        order = told.order[row]
        flags = [at for at, chance in enumerate(told.flags[row]) if chance >= _FLAG_EXPLAINED]
        first = [
            int(topic)
            for rank, topic in enumerate(order[:_EXPLAINED])
            if not rank or told.topics[row, rank] >= _TOPIC_EXPLAINED
        ]
        why = self._explainer.why(pair, seen, [*first, *(len(labels.topics) + at for at in flags)])
        limits = self._bundle.thresholds
        best = float(told.topics[row, 0])
        least = self.least(language)
        empty = not any(c.isalpha() for part in pair for c in part[: prepare.MOST_CHARACTERS])
        return Guess(
            topics=tuple(
                TopicGuess(
                    id=labels.topics[topic],
                    probability=float(told.topics[row, rank]),
                    evidence=why.words[rank] if rank < len(first) else (),
                    sentence=why.sentence if rank == 0 else "",
                )
                for rank, topic in enumerate(order)
            ),
            kinds=tuple(zip(labels.kinds, (float(p) for p in told.kinds[row]), strict=True)),
            flags=tuple(zip(labels.flags, (float(p) for p in told.flags[row]), strict=True)),
            abstained=empty or not inside or best < least,
            sure=not empty and inside and best >= least and is_sure(limits, best, int(order[0]), language),
            flag_evidence=tuple((labels.flags[at], words) for at, words in zip(flags, why.words[len(first) :], strict=True)),
            neighbours=() if empty else self._nearest.of(vector),
            outside=not empty and not inside,
        )


def load(folder: Path, version: str | None = None, *, encoder: Callable[[str], Encoder] = choose.load) -> LearnedModel:
    """Return the model of `folder` (such as models/standard), verified; raises ConfigurationError with the cure."""
    bundle, card = registry.load(folder, version)
    try:
        reader = encoder(card.encoder)
    except EncoderUnavailable as error:
        raise _wrong_encoder(folder, str(error)) from error
    if reader.fingerprint != card.encoder_fingerprint or bundle.weights.embedding.shape[0] != reader.width:
        raise _wrong_encoder(folder, "Das Modell gehört zu einem anderen Text-Encoder.")
    model = LearnedModel(bundle, card, reader)
    if not np.isfinite(bundle.weights.intercepts).all():
        raise _wrong_encoder(folder, "Das Modell enthält ungültige Zahlen.")
    return model


def _wrong_encoder(folder: Path, sentence: str) -> ConfigurationError:
    return ConfigurationError(
        [Problem(file=str(folder), code="model-encoder", sentence=sentence, cure="postlotse model train")]
    )
