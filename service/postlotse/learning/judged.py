"""What a model said of labelled mails it had not seen, beside what is true.  Models are compared by it.  Values only.

`judged.json` lies in the folder of a version.  It names texts by their ids and holds no text.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FILE = "judged.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One mail: `kind`, `topics` (primary first) and `flags` are true; the `said_…` are the model's, best topic first."""

    id: str
    lang: str
    kind: str
    topics: tuple[str, ...]
    flags: tuple[str, ...]
    said_kind: str
    said_topics: tuple[str, ...]
    said_flags: tuple[str, ...]
    probability: float
    answered: bool

    @property
    def truth(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return what must be the same for two judgements to be of the same mail."""
        return self.kind, self.topics, self.flags


def to_json(judged: Iterable[Judged]) -> str:
    """Return judgements as JSON text, one a line."""
    rows = [
        json.dumps(
            [
                x.id, x.lang, x.kind, x.topics, x.flags, x.said_kind, x.said_topics, x.said_flags, x.probability, x.answered,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for x in judged
    ]  # fmt: skip
    return "[\n" + ",\n".join(rows) + "\n]\n"


def from_json(text: str) -> list[Judged]:
    """Return the judgements; raises ValueError, TypeError or KeyError when the text is none."""
    return [
        Judged(
            id=str(identity),
            lang=str(lang),
            kind=str(kind),
            topics=tuple(topics),
            flags=tuple(flags),
            said_kind=str(said_kind),
            said_topics=tuple(said_topics),
            said_flags=tuple(said_flags),
            probability=float(probability),
            answered=bool(answered),
        )
        for identity, lang, kind, topics, flags, said_kind, said_topics, said_flags, probability, answered in json.loads(text)
    ]


def read(place: Path) -> dict[str, Judged]:
    """Return the judgements of the version in `place` by id; none when the file is missing or damaged."""
    try:
        return {x.id: x for x in from_json((place / FILE).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def renamed(judged: Judged, merged: Mapping[str, str]) -> Judged:
    """Return the judgement with merged topics under the id that they have now, each once."""
    true, said = (tuple(dict.fromkeys(merged.get(x, x) for x in names)) for names in (judged.topics, judged.said_topics))
    return replace(judged, topics=true, said_topics=said)


def right(judged: Judged) -> bool:
    """Tell whether the first topic is the primary one."""
    return bool(judged.topics and judged.said_topics and judged.topics[0] == judged.said_topics[0])
