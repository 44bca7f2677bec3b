"""The frozen gold set of a model: labelled mails in `<model>/gold/*.jsonl` that no model ever learns from.

Same form as the training texts; `"sentinel": true` marks a mail that every promoted model must get right.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem
from postlotse.learning.texts import Example, parse, snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The examples sorted by id, the ids that must be right, and the hash of the set."""

    examples: tuple[Example, ...] = ()
    sentinels: frozenset[str] = frozenset()
    snapshot: str = ""


def read_gold(model: Path) -> Gold:
    """Return the gold set of the model folder, an empty one when it has none; raises ConfigurationError for misfits."""
    examples: list[Example] = []
    problems: list[Problem] = []
    sentinels: set[str] = set()
    for path in sorted((model / "gold").glob("*.jsonl")):
        source = path.read_text(encoding="utf-8")
        found, wrong = parse(source, path.name)
        examples += found
        problems += wrong
        if not wrong:
            rows = [json.loads(line) for line in source.split("\n") if line.strip()]
            sentinels |= {row["id"] for row in rows if row.get("sentinel") is True}
    if problems:
        raise ConfigurationError(problems)
    ordered = tuple(sorted(examples, key=lambda example: example.id))
    return Gold(examples=ordered, sentinels=frozenset(sentinels), snapshot=snapshot(ordered) if ordered else "")
