"""Words that tell corrected mails from the others, chosen so that no word about a person can be among them.

What stands in a rule is read by admins who may read no mail.  So a word counts only when it stands in at least three mails by
at least two senders, is part of nobody's name, and is a word of the language rather than of a person: one that the city's own
rules use already; or, by at least three senders, one that people write with a small letter only, or a noun behind "ein",
"kein", "unser" and the like.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import comb

from postlotse.core.languagewords import SMALL
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.fold import plainly
from postlotse.flow.patterns import Opinion

LEAST_MAILS, LEAST_SENDERS = 3, 2
#: So many mails that were right have to be there to be told from.
LEAST_OTHERS = 3
#: How likely a word may stand in the corrected mails only by chance: of the city's own words, of others.
_CHANCE_KNOWN, _CHANCE_NEW = 0.05, 0.02
#: Share of the corrected mails in which one of the words must stand.
_COVERED = 2 / 3
_MOST_WORDS = 3
_SHORTEST = 5
_SMALL = frozenset(word for words in SMALL.values() for line in words.split() for word in plainly(line).split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Written before a thing, hardly ever before the name of a person.
_BEFORE_THINGS = re.compile(r"(?:k?ein(?:e|en|em|er|es)?|unse?re?[nmrs]?|euer|eure[nmrs]?|welche[nmrs]?)", re.IGNORECASE)
_STREET = ("strase", "strasse", "straße", "str", "gasse", "allee", "weg", "ring", "damm", "ufer")
_LOOK_BACK = 5
_ENDS_SENTENCE = frozenset(".!?:;\n\r\u2022-–(„\"'")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A word of the rules: as it is written there, and what to look for in folded text."""

    written: str
    sought: str


class Vocabulary:
    """The words that the city's own rules use: topics with their keywords, offices, names."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self._known: tuple[_Known, ...] | None = None

    def known(self) -> tuple[_Known, ...]:
        """Return the words, each once."""
        if self._known is None:
            found = {word.sought: word for word in map(_sought, _written(self._book)) if word is not None}
            self._known = tuple(found.values())
        return self._known


def _written(book: RuleBook) -> Iterator[str]:
    for topic in book.topics.values():
        for words in topic.keywords.values():
            yield from words
        yield from topic.description.split()
        yield from (word for name in topic.names.values() for word in name.split())
    for office in book.offices.values():
        yield from (*office.for_.split(), *office.name.split())


def _sought(written: str) -> _Known | None:
    """Return what to look for; None for what is too short, or has a star in the middle."""
    bare = written.strip("*,.;:()„“\"'")
    core = plainly(bare).strip(" .")
    if len(core) < _SHORTEST or "*" in bare or core in _SMALL or any(c.isdigit() for c in core):
        return None
    head, tail = written.startswith("*"), written.endswith("*")
    return _Known(
        written=f"{'*' if head else ''}{bare}{'*' if tail else ''}",
        sought=f"{'' if head else ' '}{core}{'' if tail else ' '}",
    )


def distinctive(vocabulary: Vocabulary, corrected: Sequence[Opinion], others: Sequence[Opinion]) -> tuple[str, ...]:
    """Return words of which one stands in nearly all corrected mails and none in the others; often there are no such words."""
    mine, theirs = _by_message(corrected), _by_message(others)
    if len(mine) < LEAST_MAILS or len(theirs) < LEAST_OTHERS:
        return ()
    names = frozenset(name for opinion in (*mine, *theirs) for name in opinion.names)
    found = dict(_known_words(vocabulary, mine, theirs, names))
    if not _enough(found, mine):
        found |= dict(_new_words(mine, theirs, names))
    return _chosen(found, mine)


def _by_message(opinions: Sequence[Opinion]) -> list[Opinion]:
    """Return one opinion for each mail."""
    return list({opinion.message: opinion for opinion in opinions}.values())


def _known_words(
    vocabulary: Vocabulary, mine: Sequence[Opinion], theirs: Sequence[Opinion], names: Collection[str]
) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield words of the rules that tell the mails apart, with the mails in which they stand."""
    folded = [(opinion, plainly(opinion.text)) for opinion in mine]
    against = [plainly(opinion.text) for opinion in theirs]
    for word in vocabulary.known():
        if set(word.sought.split()) & set(names) or any(word.sought in text for text in against):
            continue
        hits = [opinion for opinion, text in folded if word.sought in text]
        if _tells(hits, mine, theirs, _CHANCE_KNOWN):
            yield word.written, frozenset(opinion.message for opinion in hits)


def _new_words(
    mine: Sequence[Opinion], theirs: Sequence[Opinion], names: Collection[str]
) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield words that the rules do not know but that are words of the language, with the mails in which they stand."""
    against = {word for opinion in theirs for word in plainly(opinion.text).split()}
    read = [(opinion, _words(opinion.text)) for opinion in mine]
    proper = {word for _, seen in read for word in seen.capital}
    for word in dict.fromkeys(word for _, seen in read for word in sorted(seen.small | seen.things)):
        if word in against or word in names or word in _SMALL or len(word) < _SHORTEST or word.endswith(_STREET):
            continue
        small = [opinion for opinion, seen in read if word in seen.small and word not in proper]
        hits = small or [opinion for opinion, seen in read if word in seen.things]
        several = len({opinion.sender for opinion in hits}) > LEAST_SENDERS
        if several and _tells(hits, mine, theirs, _CHANCE_NEW):
            yield word, frozenset(opinion.message for opinion, seen in read if word in seen.small | seen.things | seen.capital)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The folded words of a text: written small, with a capital inside a sentence, behind "ein" and the like."""

    small: frozenset[str]
    capital: frozenset[str]
    things: frozenset[str]


def _words(text: str) -> _Seen:
    small, capital, things = set(), set(), set()
    before = ""
    for found in _WORD.finditer(text):
        written, word = found.group(), plainly(found.group()).strip()
        ahead = text[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip(" ")[-1:]
        if " " not in word:
            if written[:1].islower():
                small.add(word)
            elif written[:1].isupper() and ahead and ahead not in _ENDS_SENTENCE:
                capital.add(word)
            if _BEFORE_THINGS.fullmatch(before):
                things.add(word)
        before = written
    return _Seen(small=frozenset(small), capital=frozenset(capital), things=frozenset(things))


def _tells(hits: Sequence[Opinion], mine: Sequence[Opinion], theirs: Sequence[Opinion], chance: float) -> bool:
    """Tell whether enough mails by enough people have the word, and chance is an unlikely reason that no other has (Fisher)."""
    if len(hits) < LEAST_MAILS or len({opinion.sender for opinion in hits}) < LEAST_SENDERS:
        return False
    return comb(len(mine), len(hits)) / comb(len(mine) + len(theirs), len(hits)) <= chance


def _enough(found: dict[str, frozenset[int]], mine: Sequence[Opinion]) -> bool:
    covered = frozenset[int]().union(*found.values())
    return len(covered) >= max(LEAST_MAILS, _COVERED * len(mine))


def _chosen(found: dict[str, frozenset[int]], mine: Sequence[Opinion]) -> tuple[str, ...]:
    """Return the fewest words that stand in nearly all of the mails, those that stand in most of them first."""
    chosen: list[str] = []
    covered: frozenset[int] = frozenset()
    left = dict(found)
    while left and len(chosen) < _MOST_WORDS and len(covered) < len(mine):
        best = min(left, key=lambda word: (-len(left[word] - covered), len(word), word))
        if not left[best] - covered:
            break
        chosen.append(best)
        covered |= left.pop(best)
    return tuple(chosen) if len(covered) >= max(LEAST_MAILS, _COVERED * len(mine)) else ()
