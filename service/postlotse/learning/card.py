"""The card of a model: what it was trained on, how, and how good it is.  Data only."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a trained model; `version` names its folder, `fingerprint` stands in every decision."""

    version: str
    fingerprint: str
    trained_on: str  # ISO date
    texts: int
    snapshot: str
    encoder: str
    encoder_fingerprint: str
    preparation: str
    recipe: Mapping[str, Any]
    sklearn: str
    skops: str
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    flags: tuple[str, ...]
    languages: tuple[str, ...]
    abstain_below: float
    sha256: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def to_json(card: Card) -> str:
    """Return the card as JSON text."""
    return json.dumps(asdict(card), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Card:
    """Return the card; raises ValueError, TypeError or KeyError when the text is none."""
    plain = json.loads(text)
    for name in ("topics", "kinds", "flags", "languages", "remarks"):
        plain[name] = tuple(plain[name])
    return Card(**plain)
