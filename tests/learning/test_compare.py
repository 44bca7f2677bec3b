"""Comparing versions: paired, on mails that neither has learned from."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.learning import gold, judged, registry
from postlotse.learning.compare import compare, mcnemar, paired, passes
from postlotse.learning.confirmed import Decision
from postlotse.learning.judged import Judged
from postlotse.learning.texts import Example
from postlotse.learning.train import train

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
NOW = datetime(2025, 11, 25, 3, 0, tzinfo=UTC)
GOLD = [
    {"id": "g1", "lang": "de", "voice": "v", "subject": "", "body": "Wir brauchen eine Turnhalle zum Training.",
     "kind": "concern", "topics": ["sport"], "flags": [], "sentinel": True},
    {"id": "g2", "lang": "de", "voice": "v", "subject": "", "body": "Unsere Wohnung wurde gekündigt.",
     "kind": "concern", "topics": ["wohnen"], "flags": []},
]  # fmt: skip


def said(name: str, topic: str, first: str, **changes: object) -> Judged:
    """Return a judgement of a concern about `topic` taken for `first`."""
    values = {
        "id": name, "lang": "de", "kind": "concern", "topics": (topic,), "flags": (), "said_kind": "concern",
        "said_topics": (first,), "said_flags": (), "probability": 0.9, "answered": True,
    }  # fmt: skip
    return Judged(**(values | changes))  # type: ignore[arg-type]


def decision(identity: str, text: str, topic: str, *, by: str = "anna", writer: str = "w1") -> Decision:
    """Return a decision of the desk."""
    example = Example(
        id=identity,
        lang="de",
        voice=f"fall-{writer}",
        subject="",
        body=text,
        text=text,
        kind="concern",
        topics=(topic,),
        flags=(),
    )
    return Decision(example=example, at=NOW, by=by, writer=writer)


def test_pairs_are_counted_and_the_interval_spans_the_difference() -> None:
    """Three better and one worse of eight."""
    names = {"s": "sport", "p": "raeume"}
    pairs = [
        (said(str(n), "sport", names[x]), said(str(n), "sport", names[y]))
        for n, (x, y) in enumerate(zip("ppppssss", "ssspsssp", strict=True))
    ]
    found = paired(pairs)
    assert found is not None
    assert (found.mails, found.before, found.after, found.better, found.worse) == (8, 50.0, 75.0, 3, 1)
    assert found.interval[0] <= found.difference == 25.0 <= found.interval[1]
    assert paired(pairs) == found


@pytest.mark.parametrize(("worse", "better", "p"), [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (5, 0, 0.0625)])
def test_mcnemar_is_exact(worse: int, better: int, p: float) -> None:
    """The binomial test of the discordant mails, two-sided."""
    assert mcnemar(worse, better) == pytest.approx(p)


@pytest.mark.parametrize(
    ("judgement", "ok"),
    [
        (said("a", "sport", "sport"), True),
        (said("a", "sport", "raeume"), False),
        (said("a", "sport", "sport", flags=("danger",)), False),
        (said("a", "sport", "sport", flags=("danger",), said_flags=("danger",)), True),
        (said("a", "sport", "sport", said_kind="bulk"), False),
        (said("a", "sport", "sport", kind="spam", topics=(), said_kind="bulk"), True),
    ],
    ids=["right", "topic", "danger-missed", "danger-seen", "kind", "other-kind"],
)
def test_a_must_pass_mail_passes_when_nothing_that_matters_is_wrong(judgement: Judged, ok: bool) -> None:
    """Topic, danger, and whether it is a concern at all."""
    assert passes(judgement) is ok


def test_judgements_are_read_as_written(tmp_path: Path) -> None:
    """What is damaged counts as nothing."""
    rows = [said("a", "sport", "raeume"), said("MO-2026-0001", "sport", "sport", answered=False)]
    (tmp_path / judged.FILE).write_text(judged.to_json(rows), encoding="utf-8")
    assert list(judged.read(tmp_path).values()) == rows
    (tmp_path / judged.FILE).write_text('[["a"]]', encoding="utf-8")
    assert judged.read(tmp_path) == {}


def test_a_decision_changes_the_next_training_and_is_seen_in_the_comparison(
    copied: Path, few: SimpleNamespace, tmp_path: Path
) -> None:
    """Card and comparison tell of it; the new version judged it in a fold without it, the old one had never seen it."""
    (copied / "gold").mkdir()
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in GOLD)
    (copied / "gold" / "gold.jsonl").write_text(rows, encoding="utf-8")
    before = registry.active(copied)
    decided = [decision("MO-2026-0001", "Der Schimmel im Bad macht uns krank, die Hausverwaltung schweigt.", "wohnen")]
    card = train(
        copied, encoder="none", cache=tmp_path, progress=few.progress, today=few.day, recipe=few.recipe, decisions=decided
    )
    found = compare(copied, before, card.version, today=few.day, decisions=[x.example for x in decided])
    assert (registry.read_card(copied, before).decisions, card.decisions, found.learned) == (0, 1, ("MO-2026-0001",))
    assert found.decided
    assert found.decided.mails == 1
    assert found.gold
    assert found.gold.mails == 2
    assert found.out_of_fold
    assert found.out_of_fold.mails == 56
    assert "neu gelernt: MO-2026-0001" in str(found)
    assert "Neue Entscheidungen: 1 Anliegen" in str(found)
    assert json.loads(json.dumps(found.as_dict()))["after"]["decisions"] == 1


def test_a_corrected_label_counts_as_learned_anew(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """The same mail with another topic is not compared as if it were the same."""

    def version(topic: str) -> str:
        told = [decision("MO-2026-0001", "Wir suchen einen Raum im Bürgerhaus zum Üben.", topic)]
        return train(
            copied, encoder="none", cache=tmp_path, progress=few.progress, today=few.day, recipe=few.recipe, decisions=told
        ).version

    assert compare(copied, version("wohnen"), version("sport"), today=few.day).learned == ("MO-2026-0001",)


def test_gold_and_training_texts_never_share_a_mail(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """Whoever moves a text into the gold set must take it out of the others."""
    (copied / "gold").mkdir()
    line = (copied / "texts" / "few.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (copied / "gold" / "gold.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="Goldsatz"):
        few.train(copied, tmp_path)


def test_a_gold_line_that_misfits_is_named(tmp_path: Path) -> None:
    """File and line, like the training texts."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        gold.read_gold(tmp_path)
    assert [(x.file, x.line) for x in caught.value.problems] == [("gold.jsonl", 1)]
