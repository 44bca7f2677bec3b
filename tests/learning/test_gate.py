"""The gate of promotion: each guarded figure refuses alone, and chance alone refuses nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlotse.learning import gate, judging, promotion, registry
from postlotse.learning.card import Card
from postlotse.learning.compare import Comparison, Pair, paired
from postlotse.learning.judged import Judged
from tests.learning.test_compare import said

CARD = Card(
    version="20251124-a", fingerprint="a", trained_on="2025-11-24", texts=1, snapshot="", encoder="none",
    encoder_fingerprint="", preparation="", recipe={"precision": 0.9}, sklearn="", skops="", topics=("sport", "wohnen"),
    kinds=(), flags=(),
    languages=("de",), abstain_below=0.5, figures={"calibration_error": 2.0},
)  # fmt: skip


def mails(right: int, wrong: int, topic: str = "sport", **changes: object) -> list[Judged]:
    """Return so many right and wrong judgements."""
    other = "wohnen" if topic == "sport" else "sport"
    firsts = [topic] * right + [other] * wrong
    return [said(f"{topic}{n}", topic, first, **changes) for n, first in enumerate(firsts)]


def found(old: list[Judged], new: list[Judged], *, on_gold: bool = False, **changes: object) -> Comparison:
    """Return a comparison of these judgements as texts (or as gold)."""
    pairs: list[Pair] = list(zip(old, new, strict=True))
    told = {"before": judging.tally(old), "after": judging.tally(new)}
    values = {
        "before": CARD, "after": CARD, "learned": (), "unlearned": 0,
        "gold": paired(pairs) if on_gold else None, "decided": None, "out_of_fold": None if on_gold else paired(pairs),
        "figures": {"gold": told if on_gold else {}, "decided": {}, "out_of_fold": {} if on_gold else told},
        "gold_pairs": tuple(pairs) if on_gold else (), "pairs": () if on_gold else tuple(pairs),
    }  # fmt: skip
    return Comparison(**(values | changes))  # type: ignore[arg-type]


def both(right: int, wrong: int) -> list[Judged]:
    """Return judgements of two topics."""
    return mails(right, wrong) + mails(right, wrong, "wohnen")


def test_an_equal_version_may_come() -> None:
    """Nothing lost, nothing refused; better is fine as well."""
    assert gate.refusals(found(both(80, 20), both(80, 20))) == ()
    assert gate.refusals(found(both(80, 20), both(90, 10))) == ()


@pytest.mark.parametrize("on_gold", [False, True], ids=["texts", "gold"])
def test_a_clearly_worse_version_is_refused_by_name_of_the_figure(on_gold: bool) -> None:
    """The sentences say which figures fell."""
    words = "\n".join(gate.refusals(found(both(80, 20), both(60, 40), on_gold=on_gold)))
    assert "Erstes Thema" in words
    assert "Thema „sport“ wird um 20.0 Punkte seltener erkannt." in words
    assert "seltener richtig: 80.0 → 60.0" in words


def test_one_topic_alone_refuses() -> None:
    """A gain elsewhere does not pay for a lost topic."""
    before = mails(50, 10) + mails(30, 30, "wohnen")
    after = mails(30, 30) + mails(60, 0, "wohnen")
    assert "Thema „sport“ wird um 33.3 Punkte seltener erkannt." in gate.refusals(found(before, after))


def test_missed_danger_refuses() -> None:
    """Four of forty dangers less than before are too many."""
    before = mails(40, 0, flags=("danger",), said_flags=("danger",))
    after = [replace(x, said_flags=()) if n < 4 else x for n, x in enumerate(before)]
    assert gate.refusals(found(before, after)) == ("Merkmal „danger“ wird um 10.0 Punkte seltener gefunden.",)


def test_concerns_taken_for_something_else_refuse() -> None:
    """What is not seen as a concern is not worked on."""
    before = mails(100, 0)
    after = [replace(x, said_kind="bulk") if n < 6 else x for n, x in enumerate(before)]
    assert gate.refusals(found(before, after)) == ("Anliegen werden um 6.0 Punkte seltener als solche erkannt.",)


def test_fewer_answers_that_are_no_surer_refuse() -> None:
    """Silence must be worth something."""
    before = both(80, 20)
    after = [replace(x, answered=n % 3 == 0) for n, x in enumerate(before)]
    assert any("gibt es seltener" in reason for reason in gate.refusals(found(before, after)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"after": replace(CARD, topics=("sport",))}, "Das Thema „wohnen“ kennt die neue Version nicht."),
        ({"sentinels_missed": ("g1",)}, "Pflichtmail g1 wird falsch beurteilt."),
        ({"after": replace(CARD, figures={"calibration_error": 6.0})}, "Kalibrierungsfehler 2.0 → 6.0"),
        ({"pairs": (), "out_of_fold": None}, "nichts zu vergleichen"),
    ],
    ids=["topic-gone", "sentinel", "calibration", "nothing"],
)
def test_what_needs_no_statistics_refuses(changes: dict[str, object], words: str) -> None:
    """One reason is enough."""
    (reason,) = gate.refusals(found(both(80, 20), both(80, 20), **changes))  # type: ignore[arg-type]
    assert words in reason


def test_a_refused_version_stays_out_until_a_person_gives_a_reason(copied: Path) -> None:
    """The sentence names the figure; force and reason are kept in the record."""
    first, now = registry.active(copied), datetime(2025, 11, 25, tzinfo=UTC)
    place = copied / "versions"
    second = "20251125-andere"
    (place / second).mkdir()
    (place / second / "model.skops").write_bytes((place / first / "model.skops").read_bytes())
    card = replace(registry.read_card(copied), version=second, topics=registry.read_card(copied).topics)
    registry.rewrite_card(copied, card)
    with pytest.raises(promotion.Refused, match="nichts zu vergleichen"):
        promotion.promote(copied, second, by="anna", now=now)
    assert registry.active(copied) == first
    change = promotion.promote(copied, second, by="anna", now=now, reason="neuer Zuschnitt der Themen")
    assert registry.active(copied) == second
    assert (change.reason, len(change.overruled)) == ("neuer Zuschnitt der Themen", 1)
    assert promotion.history(copied)[-1] == change
