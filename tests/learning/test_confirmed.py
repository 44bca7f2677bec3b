"""Decisions as examples: grouped, bounded, watched for one-sidedness, and nothing of them on disk but numbers in the model."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from postlotse.learning import confirmed, judged, nightly, proposal, registry
from postlotse.learning.confirmed import Decision
from postlotse.learning.encoders.none import NoEncoder
from postlotse.learning.train import gather
from tests.learning.test_compare import NOW, decision

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")

ASKED = (
    ("sport", "Für unser Fußballtraining suchen wir ab März eine Halle mit Toren."),
    ("wohnen", "Die Heizung in unserer Wohnung ist seit Wochen kaputt, der Vermieter reagiert nicht."),
    ("deutsch", "Mein Bruder möchte einen Abendkurs Deutsch auf Stufe A2 besuchen."),
    ("foerdermittel", "Bis wann können wir den Zuschuss für unser Sommerprojekt beantragen?"),
    ("sport", "Gibt es Schwimmzeiten nur für Frauen im Hallenbad?"),
    ("wohnen", "Wir sind sechs Personen in zwei Zimmern und suchen eine größere Wohnung."),
)


def decided(count: int, *, by: str = "anna") -> list[Decision]:
    """Return so many decisions on different mails by different writers."""
    return [
        decision(f"MO-2026-{n:04d}", f"{text} ({n})", topic, by=by, writer=f"w{n}")
        for n, (topic, text) in enumerate((ASKED * 10)[:count], 1)
    ]


def test_mails_of_one_writer_or_one_case_never_stand_on_both_sides_of_a_fold() -> None:
    """They share a group; texts keep theirs."""
    told = [
        decision("MO-2026-0001", "a", "sport", writer="w1"),
        decision("MO-2026-0002", "b", "sport", writer="w1"),
        decision("MO-2026-0002/2", "c", "sport", writer="w2"),
        decision("MO-2026-0003", "d", "sport", writer="w3"),
    ]
    groups = confirmed.grouped(np.array([0, 0, 2, 3, 4, 5]), told)
    assert groups[0] == groups[1] == 0
    assert groups[2] == groups[3] == groups[4]
    assert len({groups[0], groups[2], groups[5]}) == 3


def test_the_latest_are_kept_once_each() -> None:
    """A later decision on the same mail replaces the earlier one."""
    old, new = decided(3), replace(decided(1)[0], at=NOW + timedelta(days=1), by="ben")
    assert [(x.example.id, x.by) for x in confirmed.latest([*old, new], 2)] == [
        ("MO-2026-0001", "ben"),
        ("MO-2026-0003", "anna"),
    ]
    assert confirmed.latest(old, 0) == []


@pytest.mark.parametrize(
    ("accounts", "warned"), [(["a"] * 12, True), (["a", "b"] * 6, False), (["a"] * 4, False)], ids=["one", "two", "few"]
)
def test_one_account_alone_is_warned_of(accounts: list[str], warned: bool) -> None:
    """More than half of the labels by one person are that person's habits."""
    told = [replace(x, by=by) for x, by in zip(decided(12), accounts, strict=False)]
    assert bool(confirmed.warnings(told)) is warned


class _Wide(NoEncoder):
    """An encoder with one number, so that there would be something to cache."""

    name = "wide"
    fingerprint = "wide"
    width = 1

    def encode(self, texts: object) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
        return np.array([[float(len(text))] for text in texts], dtype=np.float32)  # type: ignore[attr-defined]


def test_vectors_of_decisions_are_never_written(
    trained: Path, tmp_path: Path, few: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache holds the shipped texts only: there is nothing to erase from it."""
    monkeypatch.setattr("postlotse.learning.encoders.choose.load", lambda _, beside: _Wide())
    learned = gather(
        trained, encoder="e5", cache=tmp_path, progress=few.progress, say=few.progress, recipe=few.recipe, decisions=decided(3)
    )
    (file,) = tmp_path.glob("*.npz")
    with np.load(file) as stored:
        assert len(stored["names"]) == len({x.text for x in learned.examples[:-3]})
    assert [x.id for x in learned.examples[-3:]] == [f"MO-2026-{n:04d}" for n in (1, 2, 3)]


def _learn(
    folder: Path, told: list[Decision], few: SimpleNamespace, tmp_path: Path, **changes: object
) -> proposal.Proposal | None:
    values: dict[str, object] = {
        "existing": lambda numbers: set(numbers) & {confirmed.case_of(x.example.id) for x in told},
        "least_new": 6, "auto_promote": False, "cache": tmp_path / "cache", "now": NOW, "progress": few.progress,
        "recipe": few.recipe,
    }  # fmt: skip
    return nightly.learn(folder, told, **(values | changes))  # type: ignore[arg-type]


def test_enough_new_decisions_make_a_proposal_once(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """Five are too few of six; six are learned, and not again the next night."""
    first = registry.active(copied)
    assert _learn(copied, decided(5), few, tmp_path) is None
    made = _learn(copied, decided(6), few, tmp_path)
    assert made is not None
    assert (made.before, made.decisions, made.new, made.mails) == (first, 6, 6, 6)
    assert registry.active(copied) == first
    assert proposal.read(copied) == made
    assert str(made).startswith("Modell gelernt aus 6 Entscheidungen: ")
    assert _learn(copied, decided(6), few, tmp_path) is None


def test_a_better_version_comes_by_itself_only_where_that_is_wanted(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """Under the gate: what it refuses stays a proposal."""
    first = registry.active(copied)
    made = _learn(copied, decided(6), few, tmp_path, auto_promote=True)
    assert made is not None
    assert (registry.active(copied) == first) is bool(made.refusals)
    assert (proposal.read(copied) is None) is not bool(made.refusals)


def test_who_was_erased_leaves_the_next_model_and_idle_versions(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """One erased case is enough to learn anew; the new version does not know it, the old one goes when it is idle."""
    made = _learn(copied, decided(6), few, tmp_path)
    assert made is not None
    registry.activate(copied, made.version)
    proposal.clear(copied)
    knew = judged.read(copied / "versions" / made.version)
    assert "MO-2026-0001" in knew
    left = decided(6)[1:]
    again = _learn(copied, left, few, tmp_path)
    assert again is not None
    assert (again.decisions, again.new, again.erased) == (5, 0, 1)
    assert "MO-2026-0001" not in judged.read(copied / "versions" / again.version)
    assert "MO-2026-0001" not in registry.load(copied, again.version)[0].neighbours.ids
    assert _learn(copied, left, few, tmp_path) is None
    registry.activate(copied, again.version)
    _learn(copied, left, few, tmp_path)
    assert made.version not in registry.versions(copied)


def test_a_proposal_goes_with_the_version_that_knew_who_was_erased(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """Nobody is offered a version that is not there any more, also when there is too little for a new one."""
    assert _learn(copied, decided(6), few, tmp_path) is not None
    assert _learn(copied, decided(6)[1:], few, tmp_path) is None
    assert (proposal.read(copied), registry.versions(copied)) == (None, [registry.active(copied)])
