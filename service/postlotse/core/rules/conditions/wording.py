"""Conditions on the words of a message: words, subject, stems, pattern.  All run in time linear in the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Self

import re2  # type: ignore[import-untyped]

from postlotse.core.facts import Facts
from postlotse.core.rules import schema
from postlotse.core.rules.conditions.base import Condition, Known, Verdict, listed
from postlotse.core.rules.schema import Page
from postlotse.core.topics import fold, stems
from postlotse.core.topics.types import TopicGuess
from postlotse.core.yamltext import Node, Scalar, Table

#: Longest pattern, in characters, and the longest text it is tried on.
LONGEST_PATTERN = 500
PLACES = ("both", "subject", "text")
#: The language of `stems` that names none.
_HOME = "de"
_PLACE_WORDS = {"both": "in der Mail", "subject": "im Betreff", "text": "im Text"}


def _texts(facts: Facts, place: str) -> tuple[str, ...]:
    """Return the parts of the message that a condition looks at."""
    if place == "subject":
        return (facts.subject,)
    return (facts.text,) if place == "text" else (facts.subject, facts.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class HasWords:
    """`words`, `subject`: one of these words or phrases stands there (any), or every one (all); `stem*` finds endings."""

    place: str
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    compiled: tuple[tuple[fold.Words, Verdict], ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read words for subject and text, or a table with any, all, in."""
        return cls._read(page, node, "both")

    @classmethod
    def read_subject(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read words for the subject only."""
        return cls._read(page, node, "subject")

    @classmethod
    def _read(cls, page: Page, node: Node, place: str) -> Self | None:
        any_node: Node | None = node
        all_node: Node | None = None
        if isinstance(node, Table):
            found = schema.fields(page, node, ("any", "all", "in") if place == "both" else ("any", "all"))
            any_node, all_node = found.get("any"), found.get("all")
            place = _place(page, found.get("in"), place)
        any_of, all_of = schema.texts(page, any_node), schema.texts(page, all_node)
        if not any_of and not all_of:
            page.note(node, "empty", "Hier fehlt mindestens ein Wort.")
            return None
        try:
            compiled = [fold.compile_words([word]) for word in all_of]
            if any_of:
                compiled.append(fold.compile_words(any_of))
        except ValueError:
            page.note(node, "empty-word", "Ein Eintrag enthält keine Buchstaben, nach denen gesucht werden kann.")
            return None
        # What is said of a miss never changes; most rules miss most mails, so it is made once.
        missed = [
            Verdict(holds=False, why=f"{_PLACE_WORDS[place]} steht nicht {listed(words.written[:6])}") for words in compiled
        ]
        return cls(place=place, any_of=any_of, all_of=all_of, compiled=tuple(zip(compiled, missed, strict=True)))

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Look for the words in the folded text."""
        folded = [fold.fold(part) for part in _texts(facts, self.place)]
        hits: list[str] = []
        for words, missed in self.compiled:
            near = [part for part in folded if words.needed.perhaps(part)]
            here = [hit for part in near for hit in fold.found(words, part, most=3)]
            if not here:
                return missed
            hits.extend(here)
        return Verdict(holds=True, why=_standing(self.place, hits))

    def covers(self, other: Condition) -> bool:
        """Hold with fewer alternatives or more demands, at the same place or a narrower one."""
        return (
            isinstance(other, HasWords)
            and self.place in ("both", other.place)
            and set(self.all_of) <= set(other.all_of)
            and (not self.any_of or (bool(other.any_of) and set(self.any_of) >= set(other.any_of)))
        )


def _standing(place: str, hits: Iterable[str]) -> str:
    """Return where the words that were found stand."""
    return f"{_PLACE_WORDS[place]} steht „{'“, „'.join(dict.fromkeys(hits))}“"


def _place(page: Page, node: Node | None, default: str) -> str:
    """Read where is looked: both, subject or text."""
    return next(iter(schema.known_ids(page, node, PLACES, "die Stelle im Text")), default)


@dataclass(frozen=True, slots=True, kw_only=True)
class HasForms:
    """`stems`: one of these words or phrases stands there in any of its forms; per language, German when none is named."""

    place: str
    any_of: tuple[tuple[str, tuple[str, ...]], ...]
    compiled: tuple[stems.Forms, ...] = field(default=(), compare=False, repr=False)
    missed: Verdict = field(default=Verdict(holds=False, why=""), compare=False, repr=False)

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read German words, or a table with words per language, and in."""
        found: Mapping[str, Node] = {_HOME: node}
        if isinstance(node, Table):
            found = schema.fields(page, node, (*stems.ALGORITHMS, "in"))
        place = _place(page, found.get("in"), "both")
        words = {code: schema.texts(page, value) for code, value in found.items() if code != "in"}
        any_of = tuple((code, listed_words) for code, listed_words in words.items() if listed_words)
        if not any_of:
            return None
        for code, value in found.items():
            for item in schema.items(page, value) if code != "in" else ():
                if isinstance(item, Scalar) and "*" in item.value:
                    page.note(
                        item, "star-in-stems", "„stems“ findet alle Formen von selbst, ohne Sternchen.", "„words“ verwenden"
                    )
                    return None
        try:
            compiled = tuple(stems.compile_forms(listed_words, code) for code, listed_words in any_of)
        except ValueError:
            page.note(node, "empty-word", "Ein Eintrag enthält keine Buchstaben, nach denen gesucht werden kann.")
            return None
        written = [word for _, listed_words in any_of for word in listed_words]
        missed = Verdict(holds=False, why=f"{_PLACE_WORDS[place]} steht keine Form von {listed(written[:6])}")
        return cls(place=place, any_of=any_of, compiled=compiled, missed=missed)

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Look for the stems, subject first."""
        parts = _texts(facts, self.place)
        hits = [hit for part in parts for forms in self.compiled for hit in stems.found(forms, part)]
        return Verdict(holds=True, why=_standing(self.place, hits)) if hits else self.missed

    def covers(self, other: Condition) -> bool:
        """Hold with fewer words in each language, at the same place or a narrower one."""
        if not isinstance(other, HasForms) or self.place not in ("both", other.place):
            return False
        mine = dict(self.any_of)
        return all(set(words) <= set(mine.get(code, ())) for code, words in other.any_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class FitsPattern:
    """`pattern`: a regular expression in RE2 syntax, which is linear by construction; case does not count."""

    pattern: str
    place: str = "both"
    compiled: Any = field(default=None, compare=False, repr=False)

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read a pattern, or a table with pattern and in; refuses what cannot run in linear time."""
        place = "both"
        pattern_node: Node | None = node
        if isinstance(node, Table):
            found = schema.fields(page, node, ("pattern", "in"), required=("pattern",))
            pattern_node = found.get("pattern")
            place = _place(page, found.get("in"), place)
        if pattern_node is None:
            return None
        pattern = schema.needed(page, pattern_node)
        if not pattern:
            return None
        if len(pattern) > LONGEST_PATTERN:
            page.note(
                pattern_node,
                "pattern-too-long",
                f"Das Suchmuster ist länger als {LONGEST_PATTERN} Zeichen.",
                "Muster aufteilen",
            )
            return None
        compiled = compile_pattern(pattern)
        if compiled is None:
            page.note(
                pattern_node,
                "unsafe-pattern",
                "Dieses Suchmuster ist fehlerhaft oder nicht sicher.",
                "Klammern prüfen; Rückverweise (\\1) und Vorausschau ((?=…)) sind nicht erlaubt; oft genügt „words“",
            )
            return None
        if compiled.search("") is not None:
            page.note(
                pattern_node, "pattern-empty", "Dieses Suchmuster passt auf jeden Text.", "etwas verlangen, das dastehen muss"
            )
            return None
        return cls(pattern=pattern, place=place, compiled=compiled)

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Search the first 64 KiB of the text as it stands (not folded)."""
        holds = any(self.compiled.search(_encoded(part)) is not None for part in _texts(facts, self.place))
        return Verdict(holds=holds, why=f"das Suchmuster passt {'' if holds else 'nicht '}{_PLACE_WORDS[self.place]}")

    def covers(self, other: Condition) -> bool:
        """Hold with the same pattern at the same place or a narrower one."""
        return isinstance(other, FitsPattern) and self.pattern == other.pattern and self.place in ("both", other.place)


@lru_cache(maxsize=16)
def _encoded(text: str) -> bytes:
    """Return a text as RE2 wants it, once for all patterns."""
    return text[: fold.MOST_CHARACTERS].encode()


def compile_pattern(pattern: str) -> Any | None:
    """Return the compiled RE2 pattern (case-insensitive, ^ and $ at line ends), or None when RE2 refuses it."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = 8 << 20
    try:
        return re2.compile(f"(?m:{pattern})", options)
    except re2.error:
        return None
