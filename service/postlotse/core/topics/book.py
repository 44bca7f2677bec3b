"""The topics that the city sorts by, with their names and keywords.  Knows nothing of models or files."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic.  `names` and `keywords` map a language to words; a keyword may bear `*` as in `core.topics.fold`.

    `threshold` 0 = the model's; `office` is the one that is usually responsible, or "".
    """

    id: str
    names: Mapping[str, str]
    description: str = ""
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    threshold: float = 0.0
    office: str = ""


def name(topic: Topic, language: str | None) -> str:
    """Return the topic's name in `language`, else in German, else its id."""
    return topic.names.get(language or "de") or topic.names.get("de") or topic.id
