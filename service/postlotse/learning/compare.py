"""Compare two versions of a model on mails that neither has learned from.  Writes nothing.

The mails are the gold set, and the training texts that both versions judged out of fold.  Paired throughout: exact McNemar
test on first topics, bootstrap intervals (fixed seed) of the differences.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from postlotse.learning import judged as judgements
from postlotse.learning import judging, registry, serve
from postlotse.learning.card import Card
from postlotse.learning.encoders import choose
from postlotse.learning.encoders.port import Encoder
from postlotse.learning.gold import read_gold
from postlotse.learning.judged import Judged
from postlotse.learning.texts import Example

Pair = tuple[Judged, Judged]
_RESAMPLES = 1000
_SEED = 7
#: Two-sided interval: its lower end is a one-sided 95 % bound.
_INTERVAL = (5.0, 95.0)
#: Newly learned decisions that are named.
_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Paired figures in percent and points; `worse` and `better` count the mails where only one version is right."""

    mails: int
    before: float
    after: float
    difference: float
    interval: tuple[float, float]
    macro_f1: float
    macro_f1_interval: tuple[float, float]
    worse: int
    better: int
    p: float

    def __str__(self) -> str:
        """Tell the result in one German line."""
        low, high = self.interval
        return (
            f"{self.mails} Anliegen, erstes Thema {self.before:.1f} → {self.after:.1f} ({self.difference:+.1f}, "
            f"90 %: {low:+.1f} bis {high:+.1f}; {self.better} besser, {self.worse} schlechter, p = {self.p:.3f})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is told of two versions, on the gold set, on decisions that only the later one learned, on shared texts.

    The later version judged decisions and texts out of fold, the earlier one had never seen these decisions.
    """

    before: Card
    after: Card
    learned: tuple[str, ...]
    unlearned: int
    gold: Paired | None
    decided: Paired | None
    out_of_fold: Paired | None
    figures: dict[str, dict[str, dict[str, Any]]]
    gold_pairs: tuple[Pair, ...] = ()
    decided_pairs: tuple[Pair, ...] = ()
    pairs: tuple[Pair, ...] = ()
    sentinels_missed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return JSON-able values, without the single mails."""
        return {
            "before": _short(self.before),
            "after": _short(self.after),
            "learned": list(self.learned),
            "unlearned": self.unlearned,
            "gold": asdict(self.gold) if self.gold else None,
            "decided": asdict(self.decided) if self.decided else None,
            "out_of_fold": asdict(self.out_of_fold) if self.out_of_fold else None,
            "figures": self.figures,
            "sentinels_missed": list(self.sentinels_missed),
        }

    def __str__(self) -> str:
        """Return the comparison for a terminal."""
        lines = [f"vorher  {_line(self.before)}", f"nachher {_line(self.after)}"]
        if self.learned:
            rest = f" und {len(self.learned) - _NAMED} weitere" if len(self.learned) > _NAMED else ""
            lines.append(f"neu gelernt: {', '.join(self.learned[:_NAMED])}{rest}")
        if self.unlearned:
            lines.append(f"nicht mehr dabei: {self.unlearned}")
        for words, test, key in (
            ("Goldsatz", self.gold, "gold"),
            ("Neue Entscheidungen", self.decided, "decided"),
            ("Gemeinsame Lerntexte, in Durchgängen ohne sie", self.out_of_fold, "out_of_fold"),
        ):
            if test is None:
                lines += ["", f"{words}: nichts zu vergleichen"]
                continue
            lines += [
                "",
                f"{words}: {test}",
            ]
            before, after = self.figures[key]["before"], self.figures[key]["after"]
            lines += [
                f"  {name:28s} {before.get(name, 0.0):6.1f} → {after.get(name, 0.0):6.1f}"
                for name in before
                if name not in ("mails", "concerns", "top1")
            ]
        return "\n".join(lines)


def _short(card: Card) -> dict[str, Any]:
    return {name: getattr(card, name) for name in ("version", "fingerprint", "trained_on", "texts", "decisions", "encoder")}


def _line(card: Card) -> str:
    decisions = f", davon {card.decisions} Entscheidungen" if card.decisions else ""
    return f"{card.version}: {card.texts} Texte{decisions}, Text-Encoder {card.encoder}"


def compare(
    folder: Path,
    before: str,
    after: str,
    *,
    today: date,
    decisions: Sequence[Example] = (),
    encoder: Callable[[str], Encoder] | None = None,
) -> Comparison:
    """Return how version `after` differs from `before`; raises ConfigurationError when one of them does not load."""
    cards = [registry.read_card(folder, version) for version in (before, after)]
    # Topics merged by either version count as one on both sides.
    merged = {**cards[0].merged, **cards[1].merged}
    old, new = (
        {name: judgements.renamed(x, merged) for name, x in judgements.read(folder / "versions" / version).items()}
        for version in (before, after)
    )
    changed = {name for name in old.keys() & new.keys() if old[name].truth != new[name].truth}
    learned = (new.keys() - old.keys()) | changed if old else set()
    fresh = [x for x in decisions if x.id in learned]
    gold = read_gold(folder)
    served = _served(folder, (before, after), [*gold.examples, *fresh], today, encoder or partial(choose.load, beside=folder))
    told = [(judgements.renamed(was, merged), judgements.renamed(now, merged)) for was, now in served]
    gold_pairs = told[: len(gold.examples)]
    decided = [(was, new[was.id]) for was, _ in told[len(gold.examples) :]]
    shared = [(old[name], new[name]) for name in sorted((old.keys() & new.keys()) - changed)]
    return Comparison(
        before=cards[0],
        after=cards[1],
        learned=tuple(sorted(learned)),
        unlearned=len(old.keys() - new.keys()) if new else 0,
        gold=paired(gold_pairs),
        decided=paired(decided),
        out_of_fold=paired(shared),
        figures={"gold": _figures(gold_pairs), "decided": _figures(decided), "out_of_fold": _figures(shared)},
        gold_pairs=tuple(gold_pairs),
        decided_pairs=tuple(decided),
        pairs=tuple(shared),
        sentinels_missed=tuple(after.id for _, after in gold_pairs if after.id in gold.sentinels and not passes(after)),
    )


def _served(
    folder: Path, versions: tuple[str, str], examples: Sequence[Example], today: date, encoder: Callable[[str], Encoder]
) -> list[Pair]:
    """Return what both versions say of these mails as they would at work."""
    if not examples:
        return []
    readers: dict[str, Encoder] = {}

    def once(name: str) -> Encoder:
        if name not in readers:
            readers[name] = encoder(name)
        return readers[name]

    sides = []
    for version in versions:
        model = serve.load(folder, version, encoder=once)
        guesses = model.guess([(x.subject, x.text) for x in examples], [x.lang for x in examples])
        sides.append(judging.from_guesses(guesses, examples, today))
    return list(zip(*sides, strict=True))


def passes(judged: Judged) -> bool:
    """Tell whether a must-pass mail is right: the kind is, the first topic is one of the true ones, danger is seen."""
    topic = not judged.topics or (bool(judged.said_topics) and judged.said_topics[0] in judged.topics)
    danger = "danger" not in judged.flags or "danger" in judged.said_flags
    kind = (judged.kind == "concern") == (judged.said_kind == "concern")
    return topic and danger and kind


def _figures(pairs: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    if not pairs:
        return {}
    return {
        "before": dict(judging.tally([old for old, _ in pairs])),
        "after": dict(judging.tally([new for _, new in pairs])),
    }


def paired(pairs: Sequence[Pair]) -> Paired | None:
    """Return the paired test of first topics on the concerns among `pairs`; None when there are none."""
    concerns = [pair for pair in pairs if pair[0].topics]
    if not concerns:
        return None
    names = sorted({x.topics[0] for x, _ in concerns} | {x.said_topics[0] for pair in concerns for x in pair if x.said_topics})
    number = {name: at for at, name in enumerate(names)}
    true = np.array([number[old.topics[0]] for old, _ in concerns])
    said = [np.array([number[pair[side].said_topics[0]] for pair in concerns]) for side in (0, 1)]
    hits = [side == true for side in said]
    difference = hits[1].astype(float) - hits[0].astype(float)
    draws = np.random.default_rng(_SEED).integers(0, len(true), (_RESAMPLES, len(true)))
    f1 = macro_f1(true, said[1], len(names)) - macro_f1(true, said[0], len(names))
    spread = [
        macro_f1(true[draw], said[1][draw], len(names)) - macro_f1(true[draw], said[0][draw], len(names)) for draw in draws
    ]
    worse, better = int((difference < 0).sum()), int((difference > 0).sum())
    return Paired(
        mails=len(true),
        before=round(100 * float(hits[0].mean()), 1),
        after=round(100 * float(hits[1].mean()), 1),
        difference=round(100 * float(difference.mean()), 1),
        interval=_ends(difference[draws].mean(axis=1)),
        macro_f1=round(100 * f1, 1),
        macro_f1_interval=_ends(np.array(spread)),
        worse=worse,
        better=better,
        p=round(mcnemar(worse, better), 4),
    )


def _ends(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(values, _INTERVAL)
    return round(100 * float(low), 1), round(100 * float(high), 1)


def mcnemar(worse: int, better: int) -> float:
    """Return the two-sided exact p that the two versions are equally good (binomial test of the discordant mails)."""
    return float(binomtest(worse, worse + better).pvalue) if worse + better else 1.0


def lost(pairs: Sequence[Pair], ok: Callable[[Judged], bool]) -> tuple[int, int, float]:
    """Return how many mails only `before` has right, how many only `after`, and the one-sided p that this is chance."""
    worse = sum(ok(old) and not ok(new) for old, new in pairs)
    better = sum(ok(new) and not ok(old) for old, new in pairs)
    p = float(binomtest(worse, worse + better, alternative="greater").pvalue) if worse + better else 1.0
    return worse, better, p


def macro_f1(true: NDArray[np.int64], said: NDArray[np.int64], count: int) -> float:
    """Return the mean F1 over the classes that occur in `true`, 0–1."""
    hits = np.bincount(true[true == said], minlength=count)
    wanted, told = np.bincount(true, minlength=count), np.bincount(said, minlength=count)
    have = wanted > 0
    return float((2 * hits[have] / (wanted[have] + told[have])).mean())
