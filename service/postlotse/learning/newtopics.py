"""Fit a trained model to the topics of the rule book: new ones by their descriptions, merged ones by what they were, no others.

The model's probabilities hold for mails that are about a topic it knows.  So with the chance q that a mail is about a new
topic, the chance of the first known one is (1 - q) times as large; the new one comes first where q is above that.  It is never
sure, so that nothing goes out by itself because of it.  Learns nothing and keeps no texts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod

import numpy as np
from numpy.typing import NDArray

from postlotse.core.ports import TopicModel
from postlotse.core.topics.book import Topic, successors
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.learning import described, prepare
from postlotse.learning.bundle import Described
from postlotse.learning.evidence.layout import Layout, folded, lay_out
from postlotse.learning.serve import LearnedModel

Floats32 = NDArray[np.float32]

#: A new topic that is less likely is not told; from the second on, no known topic is sure.
_LEAST, _DOUBT = 0.01, 0.1


def fitted(model: TopicModel, topics: Mapping[str, Topic]) -> TopicModel:
    """Return `model` for the topics of a rule book: itself when these are the topics it has learned.

    Takes a moment when there are new ones: their descriptions are read once.
    """
    if not isinstance(model, LearnedModel):
        return model
    known = model.card.topics
    if set(known) == set(topics) and not successors(topics):
        return model
    return FittedModel(model, topics)


class FittedModel:
    """A `core.ports.TopicModel` that knows the topics of a rule book; safe for threads."""

    def __init__(self, model: LearnedModel, topics: Mapping[str, Topic]) -> None:
        self._model = model
        self.card = model.card
        self.fingerprint = model.fingerprint
        self._merged = {name: name for name in model.card.topics if name in topics} | dict(successors(topics))
        self._new = [topic for topic in topics.values() if topic.id not in {self._merged.get(x) for x in model.card.topics}]
        # The known topics stand beside the new ones: what fits one of them better is not the new one's.
        old = [topic for topic in topics.values() if topic not in self._new]
        self._all = [*old, *self._new] if self._new else []
        self._words = [described.searched(topic) for topic in self._all]
        self._described = _complete(model, self._all) if self._new else Described()

    def guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        """Return a guess for each (subject, newest text) pair, in order, about topics of the rule book only."""
        guesses, vectors = self._model.read(texts, languages)
        guesses = [self._renamed(*each) for each in zip(guesses, texts, languages, strict=True)]
        if not self._new or not texts:
            return guesses
        found = [described.hits(self._words, *pair) for pair in texts]
        counts = np.array([[len(hit) for hit in row] for row in found], dtype=np.int64)
        likeness = np.zeros(counts.shape, np.float32)
        if vectors.shape[1]:
            likeness = described.unit(self._model.centred(vectors)) @ self._described.points.T
        first = len(self._all) - len(self._new)
        chances = described.chances(described.inputs(likeness, counts), self._described.slopes)[:, first:]
        return [
            self._joined(guess, pair, language, chances[row], found[row][first:])
            for row, (guess, pair, language) in enumerate(zip(guesses, texts, languages, strict=True))
        ]

    def _renamed(self, guess: Guess, pair: tuple[str, str], language: str | None) -> Guess:
        """Return the guess with topics that were merged as one, and without topics that are no more."""
        together: dict[str, list[TopicGuess]] = {}
        for topic in guess.topics:
            if topic.id in self._merged:
                together.setdefault(self._merged[topic.id], []).append(topic)
        topics = sorted((_one(name, parts) for name, parts in together.items()), key=lambda topic: -topic.probability)
        kept = bool(topics and guess.topics and self._merged.get(guess.topics[0].id) == topics[0].id)
        least = self._model.least(language)
        # Likely enough and yet abstained from: the text is about no topic at all.
        outside = guess.abstained and bool(guess.topics) and guess.topics[0].probability >= least
        return replace(
            guess,
            topics=tuple(topics),
            abstained=outside or _empty(pair) or not topics or topics[0].probability < least,
            sure=guess.sure and kept,
            neighbours=tuple(
                replace(each, topic=self._merged[each.topic]) for each in guess.neighbours if each.topic in self._merged
            ),
        )

    def _joined(
        self,
        guess: Guess,
        pair: tuple[str, str],
        language: str | None,
        chances: NDArray[np.float64],
        found: list[tuple[str, ...]],
    ) -> Guess:
        """Return the guess with the new topics at their places."""
        if _empty(pair):
            return guess
        told = [n for n in range(len(self._new)) if chances[n] >= _LEAST]
        layout = lay_out(*pair) if any(found[n] for n in told) else None
        new = [
            TopicGuess(
                id=self._new[n].id,
                probability=float(chances[n]),
                evidence=written(layout, found[n]) if layout else (),
                described=True,
            )
            for n in told
        ]
        if not new:
            return guess
        doubt = max(topic.probability for topic in new)
        most = (1.0 - doubt) * guess.topics[0].probability if guess.topics else 0.0
        known = [replace(topic, probability=min(topic.probability, most)) for topic in guess.topics]
        topics = sorted([*known, *new], key=lambda topic: -topic.probability)
        return replace(
            guess,
            topics=tuple(topics),
            abstained=topics[0].probability < self._model.least(language) or (guess.abstained and not topics[0].described),
            sure=guess.sure and doubt < _DOUBT,
            outside=guess.outside and not topics[0].described,
        )


def _empty(pair: tuple[str, str]) -> bool:
    return not any(char.isalpha() for part in pair for char in part[: prepare.MOST_CHARACTERS])


def _one(name: str, parts: list[TopicGuess]) -> TopicGuess:
    """Return merged topics as one: the chance that it is any of them, taken as independent; words of all, likeliest first."""
    if len(parts) == 1:
        return replace(parts[0], id=name)
    evidence = tuple(dict.fromkeys(word for part in parts for word in part.evidence))
    chance = 1.0 - prod(1.0 - part.probability for part in parts)
    return TopicGuess(id=name, probability=chance, evidence=evidence[:5], sentence=parts[0].sentence)


def _complete(model: LearnedModel, topics: Sequence[Topic]) -> Described:
    """Return what describes all `topics`, in their order; those that the model brings along are not read again."""
    known = model.described
    empty = not known.ids
    missing = [topic for topic in topics if topic.id not in known.ids]
    vectors = model.encode([line for topic in missing for _, line in described.sentences(topic)])
    if not vectors.shape[1]:
        none = np.zeros((len(topics), 0), np.float32)
        return Described(points=none, slopes=described.WORDS_ONLY if empty else known.slopes)
    space = model.space()
    centre = described.centre_of(missing, vectors, *space) if empty else known.centre
    made = dict(zip((t.id for t in missing), described.points(missing, vectors, *space, centre), strict=True))
    made |= {name: known.points[row] for row, name in enumerate(known.ids)}
    return Described(
        ids=tuple(t.id for t in topics),
        points=np.stack([made[t.id] for t in topics]),
        centre=centre,
        slopes=described.WITH_ENCODER if empty else known.slopes,
    )


def written(layout: Layout, found: Sequence[str]) -> tuple[str, ...]:
    """Return folded words and phrases as they stand in the text."""
    shapes = [folded(word.written) for word in layout.words]
    told = []
    for phrase in found:
        parts = phrase.split()
        for at in range(len(shapes) - len(parts) + 1):
            if shapes[at : at + len(parts)] == parts:
                start, end = layout.words[at].start, layout.words[at + len(parts) - 1].end
                told.append(" ".join(layout.text[start:end].split()))
                break
    return tuple(dict.fromkeys(told))
