"""What people decided at the desk, as examples to learn from.  Knows no store: whoever reads the store hands decisions in.

Only verdicts of people count, never the model's own guesses.  Texts and vectors of decisions are not written to disk here:
who is erased from the store is gone from the next training, and there is no cache to clean.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from postlotse.core.topics.book import Topic, successors
from postlotse.learning import likeness, texts
from postlotse.learning.texts import Example

#: A larger share of the decisions by one account is told as a warning (its habits would become the model's).
MOST_OF_ONE = 0.5
#: Fewer decisions say nothing about shares.
_ENOUGH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decided mail: the example, when it was decided and by which account, and who wrote it (a hash, for folds)."""

    example: Example
    at: datetime
    by: str
    writer: str


def latest(decisions: Sequence[Decision], most: int) -> list[Decision]:
    """Return the latest `most` decisions, one per id, sorted by id: training stays within time and memory."""
    by_id = {x.example.id: x for x in sorted(decisions, key=lambda x: (x.at, x.example.id))}
    kept = sorted(by_id.values(), key=lambda x: (x.at, x.example.id))[-most:] if most else []
    return sorted(kept, key=lambda x: x.example.id)


def renamed(decisions: Sequence[Decision], topics: Iterable[Topic]) -> list[Decision]:
    """Return the decisions with topics that were merged since under the id that they have now."""
    merged = successors({topic.id: topic for topic in topics})
    return [replace(x, example=texts.renamed(x.example, merged)) for x in decisions]


def warnings(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Return in German what is doubtful about the decisions as a source of learning."""
    counts = Counter(x.by for x in decisions)
    if len(decisions) < _ENOUGH or not counts:
        return ()
    _, most = counts.most_common(1)[0]
    if most <= MOST_OF_ONE * len(decisions):
        return ()
    share = most / len(decisions)
    return (
        f"{share:.0%} der bestätigten Entscheidungen stammen von einem einzigen Konto; bitte auch andere entscheiden lassen.",
    )


def grouped(groups: NDArray[np.int64], decisions: Sequence[Decision]) -> NDArray[np.int64]:
    """Return `groups` with the mails of one writer or one case together; decisions are the last rows, in order."""
    first = len(groups) - len(decisions)
    pairs = [(row, int(group)) for row, group in enumerate(groups)]
    seen: dict[str, int] = {}
    for row, decision in enumerate(decisions, first):
        marks = [f"c:{case_of(decision.example.id)}"] + [f"w:{decision.writer}"] * bool(decision.writer)
        pairs += [(row, seen.setdefault(mark, row)) for mark in marks]
    return np.array(likeness.clusters(len(groups), pairs), dtype=np.int64)


def case_of(identity: str) -> str:
    """Return the case number in the id of a decision (`MO-2026-0031/2` is the second mail of a case)."""
    return identity.partition("/")[0]
