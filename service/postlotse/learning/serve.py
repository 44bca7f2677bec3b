"""The trained model at work: texts in, guesses out.  Loads once, keeps no texts, is safe for threads."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from postlotse.core.errors import ConfigurationError
from postlotse.core.names import FIRST_TIER
from postlotse.core.problems import Problem
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.learning import evidence, prepare, registry
from postlotse.learning.bundle import Bundle, Probabilities, probabilities
from postlotse.learning.cache import Remembering
from postlotse.learning.card import Card
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder, EncoderUnavailable

#: Topics that get evidence, and topics that are told at all.
_EXPLAINED = 3
_BATCH = 64


class LearnedModel:
    """A `core.ports.TopicModel`."""

    def __init__(self, bundle: Bundle, card: Card, encoder: Encoder) -> None:
        self._bundle = bundle
        self._encoder = Remembering(encoder)
        self.card = card
        self.fingerprint = card.fingerprint

    def guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        """Return a guess for each (subject, newest text) pair, in order; texts without letters are abstained from."""
        found: list[Guess] = []
        for at in range(0, len(texts), _BATCH):
            found += self._guess(texts[at : at + _BATCH], languages[at : at + _BATCH])
        return found

    def _guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        rows = self._bundle.words.transform([prepare.for_words(*pair) for pair in texts])
        embeddings = self._encoder.encode([prepare.for_encoder(*pair) for pair in texts])
        told = probabilities(self._bundle.scores(rows, embeddings), self._bundle.labels, self._bundle.calibration)
        return [self._one(told, row, pair, language) for row, (pair, language) in enumerate(zip(texts, languages, strict=True))]

    def _one(self, told: Probabilities, row: int, pair: tuple[str, str], language: str | None) -> Guess:
        labels = self._bundle.labels
        order = told.order[row]
        words = evidence.words_for(self._bundle, *pair, [int(topic) for topic in order[:_EXPLAINED]])
        least = self._bundle.abstain_below if language in (*FIRST_TIER, None) else self._bundle.careful_below
        empty = not any(c.isalpha() for part in pair for c in part[: prepare.MOST_CHARACTERS])
        return Guess(
            topics=tuple(
                TopicGuess(
                    id=labels.topics[topic],
                    probability=float(told.topics[row, rank]),
                    evidence=words[rank] if rank < _EXPLAINED else (),
                )
                for rank, topic in enumerate(order)
            ),
            kinds=tuple(zip(labels.kinds, (float(p) for p in told.kinds[row]), strict=True)),
            flags=tuple(zip(labels.flags, (float(p) for p in told.flags[row]), strict=True)),
            abstained=bool(empty or told.topics[row, 0] < least),
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
