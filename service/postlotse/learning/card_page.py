"""The card of a model as a page of the documentation, `docs/model/`.  Markdown out, nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from postlotse.learning.card import LEFT_OUT, ROWS, Card

_ENGLISH = {
    "top1": "primary topic first",
    "top3": "primary topic among three",
    "top1_any_true": "first topic is one of the true ones",
    "answered": "suggested",
    "precision_answered": "of these right",
    "calibration_error": "calibration error of the first topic",
    "kind": "kind right",
    "concerns_seen": "concerns seen as concerns",
    "others_kept": "others kept from routing",
    "voices_left_out": "voices never read",
    "languages_left_out": "languages never read",
    "latest_left_out": "latest decisions",
}
_INTRODUCTION = """\
Made by `postlotse model show --markdown`. How the model works and what it is not: [../model.md](../model.md); where its texts
come from: `models/{name}/DATA.md`.
"""
_LOOKS = """\
The held-out mails were written by others and never learned. Each look is counted, since a choice made after a look makes the
next figure a little less honest.
"""


def markdown(card: Card, looks: Sequence[Mapping[str, Any]], *, name: str) -> str:
    """Return the page for the model `name`."""
    figures = card.figures
    parts = [
        f"# Model card: `{name}`\n",
        _INTRODUCTION.format(name=name),
        _table(
            ("", ""),
            [
                ("fingerprint", f"`{card.fingerprint}`"),
                ("texts", f"{card.texts:,}" + (f", {card.decisions} of them decisions of the desk" if card.decisions else "")),
                ("hash of the texts", f"`{card.snapshot[:16]}`"),
                ("hash of the gold set, never learned", f"`{card.gold[:16]}`" if card.gold else "none"),
                ("encoder", f"{card.encoder} `{card.encoder_fingerprint}`"),
                ("scikit-learn, skops", f"{card.sklearn}, {card.skops}"),
                ("topics", f"{len(card.topics)}: {', '.join(card.topics)}"),
                ("languages", f"{len(card.languages)}: {', '.join(card.languages)}"),
                ("suggests from", f"{card.abstain_below:.0%}"),
                ("looks at held-out mails so far", str(len(looks))),
            ],
        ),
        "## Figures\n",
        "Out of fold on the training texts, percent. They are harder than ordinary mail on purpose.\n",
        _table(("", "%"), [(_ENGLISH[key], f"{figures[key]:.1f}") for key, _ in ROWS if key in figures]),
        _table(
            ("left out", "first", "among three"),
            [(_ENGLISH[k], f"{figures[k]['top1']:.1f}", f"{figures[k]['top3']:.1f}") for k, _ in LEFT_OUT if k in figures],
        ),
        _table(
            ("precision kept", "share that can be answered"),
            [(at, f"{share:.1f}") for at, share in figures.get("coverage", {}).items()],
        ),
        "## Flags\n",
        "Model and word lists together.\n",
        _table(
            ("flag", "texts", "found", "precision"),
            [
                (flag, str(x["texts"]), f"{x['recall']:.1f}", f"{x['precision']:.1f}")
                for flag, x in figures.get("flags", {}).items()
            ],
        ),
        "## Primary topic by topic and language\n",
        _shares("topic", figures.get("top1_by_topic", {})),
        _shares("language", figures.get("top1_by_language", {})),
        "## Looks at held-out mails\n",
        _LOOKS,
        _table(
            ("date", "primary topic first", "note"),
            [(str(x.get("date", "")), _number(x.get("top1")), str(x.get("note", ""))) for x in looks],
        ),
    ]
    remarks = "".join(f"- {remark}\n" for remark in card.remarks)
    return "\n".join(part for part in parts if part) + (f"\n## Remarks\n\n{remarks}" if remarks else "")


def _number(value: Any) -> str:
    return f"{value:.1f}" if isinstance(value, int | float) else "not kept"


def _shares(head: str, shares: Mapping[str, Sequence[float]]) -> str:
    return _table((head, "first", "texts"), [(name, f"{share:.1f}", str(int(n))) for name, (share, n) in shares.items()])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *lines]) + "\n"
