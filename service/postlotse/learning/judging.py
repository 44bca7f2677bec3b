"""Judge labelled mails by a model: what it says of mails that it has not seen, beside what is true."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postlotse.core.names import Kind
from postlotse.core.topics.types import Guess
from postlotse.core.understand import FLAG_THRESHOLD, FLAG_THRESHOLDS
from postlotse.learning import figures
from postlotse.learning.bundle import Labels, Probabilities
from postlotse.learning.judged import Judged, right
from postlotse.learning.texts import Example

#: So many topics are kept of each judgement.
_TOLD = 3


def from_probabilities(
    found: Probabilities, answered: NDArray[np.bool_], labels: Labels, examples: Sequence[Example], today: date
) -> list[Judged]:
    """Return what out-of-fold probabilities say of `examples`, row by row; flags by model and word lists together."""
    kinds = figures.decided_kinds(found.kinds, labels.kinds, examples)
    words = figures.word_flags(examples, labels.flags, today)
    least = np.array([_least(flag) for flag in labels.flags])
    said = (found.flags >= least) | words
    return [
        _judged(
            example,
            kind=kinds[row],
            topics=tuple(labels.topics[at] for at in found.order[row, :_TOLD]),
            flags=tuple(flag for flag, yes in zip(labels.flags, said[row], strict=True) if yes),
            probability=float(found.topics[row, 0]),
            answered=bool(answered[row]),
        )
        for row, example in enumerate(examples)
    ]


def from_guesses(guesses: Sequence[Guess], examples: Sequence[Example], today: date) -> list[Judged]:
    """Return what a served model says of `examples`, in order."""
    judged = []
    for guess, example in zip(guesses, examples, strict=True):
        names = tuple(name for name, _ in guess.flags)
        words = figures.word_flags([example], names, today)[0]
        row = np.array([[p for _, p in guess.kinds]])
        judged.append(
            _judged(
                example,
                kind=figures.decided_kinds(row, [name for name, _ in guess.kinds], [example])[0],
                topics=tuple(topic.id for topic in guess.topics[:_TOLD]),
                flags=tuple(n for (n, p), word in zip(guess.flags, words, strict=True) if word or p >= _least(n)),
                probability=guess.topics[0].probability if guess.topics else 0.0,
                answered=not guess.abstained,
            )
        )
    return judged


def _least(flag: str) -> float:
    return {str(name): least for name, least in FLAG_THRESHOLDS.items()}.get(flag, FLAG_THRESHOLD)


def _judged(
    example: Example, *, kind: str, topics: tuple[str, ...], flags: tuple[str, ...], probability: float, answered: bool
) -> Judged:
    return Judged(
        id=example.id,
        lang=example.lang,
        kind=example.kind,
        topics=example.topics,
        flags=tuple(sorted(example.flags)),
        said_kind=str(kind),
        said_topics=topics,
        said_flags=tuple(sorted(flags)),
        probability=round(probability, 4),
        answered=answered,
    )


def tally(judged: Sequence[Judged]) -> Mapping[str, Any]:
    """Return the figures (percent) of judgements; those without a case are left out."""
    concerns = [x for x in judged if x.topics]
    others = [x for x in judged if not x.topics]
    answered = [x for x in concerns if x.answered]
    told: dict[str, Any] = {"mails": len(judged), "concerns": len(concerns)}
    if concerns:
        told |= {
            "top1": figures.percent([right(x) for x in concerns]),
            "top3": figures.percent([x.topics[0] in x.said_topics for x in concerns]),
            "answered": figures.percent([x.answered for x in concerns]),
            "concerns_seen": figures.percent([x.said_kind == Kind.CONCERN for x in concerns]),
        }
    if answered:
        told["precision_answered"] = figures.percent([right(x) for x in answered])
    told["kind"] = figures.percent([x.kind == x.said_kind for x in judged])
    if others:
        told["others_kept"] = figures.percent([x.said_kind != Kind.CONCERN for x in others])
    told |= {
        f"{flag}_found": figures.percent([flag in x.said_flags for x in having])
        for flag in sorted({flag for x in judged for flag in x.flags})
        if (having := [x for x in judged if flag in x.flags])
    }
    return told
