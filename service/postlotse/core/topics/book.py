"""The topics that the city sorts by, with their names and keywords.  Knows nothing of models or files."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic.  `names` and `keywords` map a language to words; a keyword may bear `*` as in `core.topics.fold`.

    `threshold` 0 = the model's; `thresholds` are those of single languages, which count where they are higher.  `office` is the one that is usually responsible, or "".  `was` are the ids of topics that were
    merged into this one: what was decided or learned of them counts for it.
    """

    id: str
    names: Mapping[str, str]
    description: str = ""
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    threshold: float = 0.0
    office: str = ""
    was: tuple[str, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)


def name(topic: Topic, language: str | None) -> str:
    """Return the topic's name in `language`, else in German, else its id."""
    return topic.names.get(language or "de") or topic.names.get("de") or topic.id


def threshold(topic: Topic, language: str | None) -> float:
    """Return how sure the topic must be in a mail in this language to go by itself; the stricter value counts."""
    return max(topic.threshold, topic.thresholds.get(language or "", 0.0))


def successors(topics: Mapping[str, Topic]) -> Mapping[str, str]:
    """Return for each id that was merged the id of the topic that it is now."""
    return {old: topic.id for topic in topics.values() for old in topic.was}


def named(topics: Mapping[str, Topic], identity: str) -> Topic | None:
    """Return the topic of an id, also of one that was merged since."""
    return topics.get(identity) or next((topic for topic in topics.values() if identity in topic.was), None)
