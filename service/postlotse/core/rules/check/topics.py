"""Find topics that lead nowhere or that can hardly be recognised."""

from collections.abc import Iterator

from postlotse.core.names import FIRST_TIER, UNCLEAR
from postlotse.core.problems import Problem
from postlotse.core.rules.check.meaning import live
from postlotse.core.rules.check.tiers import positive
from postlotse.core.rules.check.where import Where, hint
from postlotse.core.rules.check.world import World
from postlotse.core.rules.conditions.message import TopicIs
from postlotse.core.rules.match import decides_something
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics import fold
from postlotse.core.topics.book import Topic
from postlotse.core.words import LANGUAGE_WORDS

#: From this share of the topics on, a language counts as one that the house has keywords for.
USUAL = 0.5


def topics(book: RuleBook, w: World, where: Where) -> Iterator[Problem]:
    """Find what is doubtful about single topics."""
    led = {topic.id for topic in book.topics.values() if topic.office}
    for rule in live(w):
        if decides_something(rule.then):
            led.update(t for part in positive(rule.when) if isinstance(part, TopicIs) for t in part.topics)
    for topic in book.topics.values():
        if topic.id not in led:
            sentence = f"Für das Thema „{_called(topic)}“ gibt es keine Regel und keine übliche Stelle."
            cure = "eine Regel oder „office“ ergänzen"
            yield hint(where.entry(f"topic:{topic.id}"), "topic-without-office", sentence, cure)
    yield from _without_words(book, where)
    yield from _equal_words(book, where)
    yield from _fields(book, where)


def _called(topic: Topic) -> str:
    return topic.names.get("de", topic.id)


def _without_words(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find topics without words in a language in which most others have some."""
    count = len(book.topics)
    usual = [
        code for code in FIRST_TIER if sum(bool(t.keywords.get(code)) for t in book.topics.values()) >= max(2, USUAL * count)
    ]
    for topic in book.topics.values():
        lacking = [code for code in usual if not topic.keywords.get(code)]
        if lacking:
            words = ", ".join(LANGUAGE_WORDS[code] for code in lacking)
            sentence = f"Für „{_called(topic)}“ fehlen Erkennungswörter, die andere Themen haben: {words}."
            place = where.entry(f"topic:{topic.id}", "keywords")
            yield hint(place, "topic-without-words", sentence, "unter „keywords“ ergänzen")


def _equal_words(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find words that speak for two topics at once and so for neither."""
    first: dict[tuple[str, str, bool, bool], Topic] = {}
    for topic in book.topics.values():
        for code, words in topic.keywords.items():
            for word in words:
                key = (code, fold.fold(word.replace("*", "")), word.startswith("*"), word.endswith("*"))
                other = first.setdefault(key, topic)
                if other is not topic:
                    sentence = f"„{word}“ steht schon beim Thema „{_called(other)}“ und spricht so für keines von beiden."
                    place = where.entry(f"topic:{topic.id}", "keywords", code, word)
                    yield hint(place, "equal-words", sentence, "bei einem der beiden Themen löschen")


def _fields(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find fields of organisations that are no topics (any more)."""
    merged = {old for topic in book.topics.values() for old in topic.was}
    for organisation in book.organisations:
        for name in organisation.fields:
            if name not in book.topics and name != UNCLEAR:
                known = next((t.id for t in book.topics.values() if name in t.was), "")
                sentence = f"„{name}“ bei „{organisation.name}“ ist kein Thema{' mehr' if name in merged else ''}."
                cure = f"„{known}“ schreiben" if known else "ein Kürzel aus topics.yaml eintragen oder löschen"
                yield hint(where.entry(f"organisation:{organisation.id}", "fields", name), "unknown-field", sentence, cure)
