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
    #: How many of `texts` are confirmed decisions of the desk.
    decisions: int = 0
    #: The hash of the gold set that this version was not trained on.
    gold: str = ""
    #: What the self-test sentences got when the version was made: first topic and probability, in their order.
    selftest: tuple[tuple[str, float], ...] = ()
    #: Topics that were merged when it was made: earlier id → id.
    merged: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the card as JSON-able values."""
        return asdict(self)

    def __str__(self) -> str:
        """Tell in German what a person wants to know first."""
        lines = [
            f"Modell {self.version}, gelernt am {self.trained_on} aus {self.texts} Texten"
            + (f", davon {self.decisions} bestätigte Entscheidungen" if self.decisions else ""),
            f"Text-Encoder {self.encoder}, {len(self.topics)} Themen, {len(self.languages)} Sprachen",
            f"scikit-learn {self.sklearn}, skops {self.skops}",
            f"Vorschläge ab {self.abstain_below:.0%} Sicherheit",
            *self.remarks,
        ]
        if self.figures:
            lines += ["", figures_text(self.figures)]
        return "\n".join(lines)


ROWS = (
    ("top1", "erstes Thema richtig"),
    ("top3", "unter den ersten drei"),
    ("top1_any_true", "erstes Thema ist eines der richtigen"),
    ("answered", "mit Vorschlag"),
    ("precision_answered", "davon richtig"),
    ("calibration_error", "Kalibrierungsfehler"),
    ("kind", "Art richtig"),
    ("concerns_seen", "Anliegen als solche erkannt"),
    ("others_kept", "Übriges nicht weitergeleitet"),
)
LEFT_OUT = (
    ("voices_left_out", "Stimme nie gelesen: erstes Thema"),
    ("languages_left_out", "Sprache nie gelesen: erstes Thema"),
    ("latest_left_out", "jüngste Entscheidungen: erstes Thema"),
)


def figures_text(figures: Mapping[str, Any]) -> str:
    """Return figures as lines for a terminal, in percent."""
    lines = [f"{words:38s} {figures[key]:6.1f}" for key, words in ROWS if key in figures]
    lines += [
        f"{words:38s} {figures[key]['top1']:6.1f}  (unter drei: {figures[key]['top3']:.1f})"
        for key, words in LEFT_OUT
        if key in figures
    ]
    lines += ["", f"{'Merkmal':22s} {'Texte':>6s} {'gefunden':>9s} {'Präzision':>10s}"]
    lines += [f"{name:22s} {x['texts']:6d} {x['recall']:9.1f} {x['precision']:10.1f}" for name, x in figures["flags"].items()]
    for key, words in (("top1_by_language", "nach Sprache"), ("top1_by_topic", "nach Thema")):
        lines += [
            "",
            f"{words}: " + ", ".join(f"{name} {share:.0f} ({count})" for name, (share, count) in figures[key].items()),
        ]
    return "\n".join(lines)


def to_json(card: Card) -> str:
    """Return the card as JSON text."""
    return json.dumps(asdict(card), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str) -> Card:
    """Return the card; raises ValueError, TypeError or KeyError when the text is none."""
    plain = json.loads(text)
    for name in ("topics", "kinds", "flags", "languages", "remarks"):
        plain[name] = tuple(plain[name])
    plain["selftest"] = tuple((str(topic), float(p)) for topic, p in plain.get("selftest", ()))
    return Card(**plain)
