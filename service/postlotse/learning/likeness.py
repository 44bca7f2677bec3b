"""Find texts that are nearly the same: Jaccard likeness of their character 5-grams.

Standard library only, so that it starts fast.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from postlotse.core.topics.fold import fold

_SIZE = 5
#: Grams that more texts share than this say nothing and cost much; pairs are looked for through rarer ones.
_COMMON = 60
_NUMBERS = re.compile(r"\d+")


def grams(text: str) -> frozenset[int]:
    """Return the character 5-grams of the folded text as numbers that are stable within one process."""
    folded = _NUMBERS.sub("0", fold(text))
    return frozenset(hash(folded[at : at + _SIZE]) for at in range(max(1, len(folded) - _SIZE + 1)))


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of grams in common, 0–1."""
    both = len(left & right)
    return both / (len(left) + len(right) - both) if both else 0.0


def alike(
    texts: Sequence[frozenset[int]], others: Sequence[frozenset[int]] | None, least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield (i, j, likeness) for pairs at least so alike: within `texts` (i < j), or between `texts` and `others`."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(texts if others is None else others):
        for gram in own:
            holders[gram].append(number)
    pool = texts if others is None else others
    for number, own in enumerate(texts):
        shared: dict[int, int] = defaultdict(int)
        for gram in own:
            found = holders.get(gram, ())
            if len(found) <= _COMMON:
                for other in found:
                    shared[other] += 1
        for other, count in shared.items():
            if (others is not None or other > number) and count * 4 >= len(own) * least:
                likeness = jaccard(own, pool[other])
                if likeness >= least:
                    yield number, other, likeness


def clusters(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return a cluster number for each of `count` texts; paired texts share one."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for left, right in pairs:
        parent[max(root(left), root(right))] = min(root(left), root(right))
    return [root(at) for at in range(count)]
