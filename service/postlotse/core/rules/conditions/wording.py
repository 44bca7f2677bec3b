"""Conditions on the words of a message: words, subject, pattern.  All run in time linear in the text."""

from dataclasses import dataclass, field
from typing import Any, Self

import re2  # type: ignore[import-untyped]

from postlotse.core.facts import Facts
from postlotse.core.rules import schema
from postlotse.core.rules.conditions.base import Condition, Known, Verdict, listed
from postlotse.core.rules.schema import Page
from postlotse.core.topics import fold
from postlotse.core.topics.types import TopicGuess
from postlotse.core.yamltext import Node, Table

#: Longest pattern, in characters, and the longest text it is tried on.
LONGEST_PATTERN = 500
PLACES = ("both", "subject", "text")
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
    compiled: tuple[fold.Words, ...] = field(default=(), compare=False, repr=False)

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
            if "in" in found:
                place = next(iter(schema.known_ids(page, found["in"], PLACES, "die Stelle im Text")), place)
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
        return cls(place=place, any_of=any_of, all_of=all_of, compiled=tuple(compiled))

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Look for the words in the folded text."""
        folded = [fold.fold(part) for part in _texts(facts, self.place)]
        hits: list[str] = []
        for words in self.compiled:
            here = [hit for part in folded for hit in fold.found(words, part, most=3)]
            if not here:
                return Verdict(holds=False, why=f"{_PLACE_WORDS[self.place]} steht nicht {listed(words.written[:6])}")
            hits.extend(here)
        return Verdict(holds=True, why=f"{_PLACE_WORDS[self.place]} steht „{'“, „'.join(dict.fromkeys(hits))}“")

    def covers(self, other: Condition) -> bool:
        """Hold with fewer alternatives or more demands, at the same place or a narrower one."""
        return (
            isinstance(other, HasWords)
            and self.place in ("both", other.place)
            and set(self.all_of) <= set(other.all_of)
            and (not self.any_of or (bool(other.any_of) and set(self.any_of) >= set(other.any_of)))
        )


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
            if "in" in found:
                place = next(iter(schema.known_ids(page, found["in"], PLACES, "die Stelle im Text")), place)
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
        holds = any(self.compiled.search(part[: fold.MOST_CHARACTERS]) is not None for part in _texts(facts, self.place))
        return Verdict(holds=holds, why=f"das Suchmuster passt {'' if holds else 'nicht '}{_PLACE_WORDS[self.place]}")

    def covers(self, other: Condition) -> bool:
        """Hold with the same pattern at the same place or a narrower one."""
        return isinstance(other, FitsPattern) and self.pattern == other.pattern and self.place in ("both", other.place)


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
