"""The gate of promotion: a version that is worse on any guarded figure does not come into use.  Pure; decides nothing else.

Every refusal is one German sentence.  Small sets wobble, so a figure counts as worse when it fell by more than its allowance
and chance is an unlikely reason (one-sided exact test).
"""

from collections.abc import Sequence

from postlotse.core.names import Flag
from postlotse.learning.compare import Comparison, Pair, Paired, lost
from postlotse.learning.judged import right

#: Lower end of the 90 % interval of the difference in macro-F1, in points.
LEAST_F1 = -1.0
#: A topic with at least so many judged mails must not lose more than so many points of recall.
TOPIC_MAILS, TOPIC_POINTS = 20, 5.0
#: One-sided level of significance; of topics it is shared among them.
LEVEL = 0.05
#: The flags whose misses cost most: no more than so many points.
GUARDED_FLAGS = (Flag.DANGER, Flag.BENEFIT_APPLICATION)
FLAG_POINTS = 2.0
KIND_POINTS = 0.5
PRECISION_POINTS = 2.0
ANSWERED_POINTS = 5.0
CALIBRATION = 5.0


def refusals(found: Comparison) -> tuple[str, ...]:
    """Return in German why `found.after` must not replace `found.before`; empty when it may."""
    pairs = (*found.gold_pairs, *found.decided_pairs, *found.pairs)
    told = [
        *_topics_gone(found),
        *(f"Pflichtmail {name} wird falsch beurteilt." for name in found.sentinels_missed),
        *_first_topic(found),
        *_single_topics(pairs),
        *_flags(pairs),
        *_kinds(pairs),
        *_answers(found),
        *_calibration(found),
    ]
    if not pairs:
        told.append("Es gibt nichts zu vergleichen: weder einen Goldsatz noch gemeinsame Lerntexte.")
    return tuple(told)


def _topics_gone(found: Comparison) -> list[str]:
    merged = found.after.merged
    gone = sorted({merged.get(topic, topic) for topic in found.before.topics} - set(found.after.topics))
    return [f"Das Thema „{name}“ kennt die neue Version nicht." for name in gone]


def _first_topic(found: Comparison) -> list[str]:
    told = []
    if found.out_of_fold and found.out_of_fold.macro_f1_interval[0] < LEAST_F1:
        low = found.out_of_fold.macro_f1_interval[0]
        told.append(f"Erstes Thema (Makro-F1 auf den Lerntexten): könnte um {-low:.1f} Punkte schlechter sein.")
    if found.gold and _clearly_worse(found.gold):
        told.append(f"Erstes Thema auf dem Goldsatz: {found.gold.before:.1f} → {found.gold.after:.1f}.")
    return told


def _clearly_worse(test: Paired) -> bool:
    return test.difference < LEAST_F1 and test.interval[1] < 0


def _single_topics(pairs: Sequence[Pair]) -> list[str]:
    names = sorted({old.topics[0] for old, _ in pairs if old.topics})
    told = []
    for name in names:
        own = [pair for pair in pairs if pair[0].topics[:1] == (name,)]
        worse, better, p = lost(own, right)
        points = 100 * (worse - better) / len(own)
        if len(own) >= TOPIC_MAILS and points > TOPIC_POINTS and p < LEVEL / len(names):
            told.append(f"Thema „{name}“ wird um {points:.1f} Punkte seltener erkannt.")
    return told


def _flags(pairs: Sequence[Pair]) -> list[str]:
    told = []
    for flag in GUARDED_FLAGS:
        own = [pair for pair in pairs if flag in pair[0].flags]
        worse, better, p = lost(own, lambda x, flag=flag: flag in x.said_flags)  # type: ignore[misc]
        points = 100 * (worse - better) / len(own) if own else 0.0
        if points > FLAG_POINTS and p < 2 * LEVEL:
            told.append(f"Merkmal „{flag}“ wird um {points:.1f} Punkte seltener gefunden.")
    return told


def _kinds(pairs: Sequence[Pair]) -> list[str]:
    concerns = [pair for pair in pairs if pair[0].topics]
    worse, better, p = lost(concerns, lambda x: x.said_kind == "concern")
    points = 100 * (worse - better) / len(concerns) if concerns else 0.0
    if points > KIND_POINTS and p < LEVEL:
        return [f"Anliegen werden um {points:.1f} Punkte seltener als solche erkannt."]
    return []


def _answers(found: Comparison) -> list[str]:
    told = []
    for key, words in (("out_of_fold", "auf den Lerntexten"), ("gold", "auf dem Goldsatz")):
        if not found.figures[key]:
            continue
        before, after = found.figures[key]["before"], found.figures[key]["after"]
        target = 100 * float(found.after.recipe.get("precision", 0.95))
        was, now = before.get("precision_answered", 100.0), after.get("precision_answered", 100.0)
        if now < min(target, was) - PRECISION_POINTS:
            told.append(f"Vorschläge {words} sind seltener richtig: {was:.1f} → {now:.1f}.")
        was, now = before.get("answered", 0.0), after.get("answered", 0.0)
        if now < was - ANSWERED_POINTS and after.get("precision_answered", 0) <= before.get("precision_answered", 0):
            told.append(f"Vorschläge {words} gibt es seltener: {was:.1f} → {now:.1f}.")
    return told


def _calibration(found: Comparison) -> list[str]:
    was = float(found.before.figures.get("calibration_error", 0.0))
    now = float(found.after.figures.get("calibration_error", 0.0))
    if now > max(CALIBRATION, was):
        return [f"Die Wahrscheinlichkeiten stimmen schlechter: Kalibrierungsfehler {was:.1f} → {now:.1f} Punkte."]
    return []
