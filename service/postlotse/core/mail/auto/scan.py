"""Finds the phrases of all languages in a text.  Decides nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from postlotse.core.mail.auto.cues import Cue, Phrases
from postlotse.core.mail.auto.hints import HINTS
from postlotse.core.mail.auto.pattern import Pattern, Sentence, compiled, matched, phrases
from postlotse.core.mail.auto.persons import PERSONS
from postlotse.core.mail.auto.phrases import LANGUAGES, in_cyrillic

_STEM = 3  # characters under which phrases that begin with a stem are found
_SHOWN = 7  # words of a phrase that are shown


@dataclass(slots=True, kw_only=True)
class Index:
    """All phrases, by their first word or the first letters of their first stem."""

    words: dict[str, list[Pattern]] = field(default_factory=dict)
    stems: dict[str, list[Pattern]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A phrase that stands in the text: in which sentence, and its words without the gaps."""

    cue: Cue
    sentence: int
    words: str


@cache
def index() -> Index:
    """Return the phrases of all languages, made once when first needed."""
    found = Index()
    for table in _tables():
        for cue, lines in table.items():
            for phrase in phrases(lines):
                _add(found, compiled(phrase, cue))
    return found


def _tables() -> Iterator[Phrases]:
    for code, phrases_of in LANGUAGES.items():
        own: list[Phrases] = [phrases_of, {Cue.HINT: HINTS.get(code, "")}, {Cue.OWN: PERSONS.get(code, "")}]
        yield from own
        if code == "hr":
            yield from map(in_cyrillic, own)


def _add(found: Index, pattern: Pattern) -> None:
    first = pattern.elements[0]
    for word in first.exact:
        found.words.setdefault(word, []).append(pattern)
    for stem in {stem[:_STEM] for stem in first.stems}:
        found.stems.setdefault(stem, []).append(pattern)


def hits(sentences: list[Sentence]) -> list[Hit]:
    """Return every cue once a sentence."""
    return [hit for number, sentence in enumerate(sentences) for hit in _in_sentence(sentence, number)]


def _in_sentence(sentence: Sentence, number: int) -> Iterator[Hit]:
    known = index()
    seen: set[Cue] = set()
    for at, key in enumerate(sentence.keys):
        for group in (known.words.get(key), known.stems.get(key[:_STEM])):
            for pattern in group or ():
                if pattern.cue in seen:
                    continue
                places = matched(sentence.keys, at, pattern)
                if places:
                    seen.add(pattern.cue)
                    yield Hit(cue=pattern.cue, sentence=number, words=_shown(sentence, places))


def _shown(sentence: Sentence, places: tuple[int, ...]) -> str:
    """Return the words of a phrase, "…" for what stands between: names and dates of the mail are not repeated."""
    out: list[str] = []
    last = places[0] - 1
    for place in places[:_SHOWN]:
        if place != last + 1:
            out.append("…")
        out.append(sentence.words[place][:40])
        last = place
    return " ".join(out)
