"""What a verdict of a person becomes: a label to learn from, and in the next version a different answer."""

import shutil
from pathlib import Path

import pytest

from postlotse import wiring
from postlotse.config.schema import Config, Learning, Places
from postlotse.core.names import Flag, Kind, Referral, Verdict
from postlotse.flow import review
from postlotse.flow.process import Tools
from postlotse.learning import registry
from postlotse.learning.compare import compare
from postlotse.learning.encoders.none import NoEncoder
from postlotse.learning.pipeline import Recipe
from postlotse.learning.train import train
from postlotse.store import labels
from postlotse.store.models import ConcernRow, MessageRow
from postlotse.testing import letter
from tests.flow.test_process import take_in
from tests.flow.test_review import choice

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning"),
]
TEXTS = Path(__file__).parents[2] / "models" / "standard" / "texts"


def arrive(tools: Tools, *texts: str) -> list[ConcernRow]:
    """Let mails of different people arrive that ask for one thing each; return their concerns."""
    mails = [
        letter(text, subject="Anliegen", message_id=f"<{n}@verein.example>", sender=f"person{n}@verein.example")
        for n, text in enumerate(texts)
    ]
    take_in(tools, *mails)
    return list(ConcernRow.objects.order_by("id"))


def decide(tools: Tools, concern: ConcernRow, by: str = "anna", **changes: object) -> None:
    """Decide on a concern as it stands, keeping it with us."""
    concern.refresh_from_db()
    values = {"verdict": Verdict.CHANGE, "referral": Referral.OWN} | changes
    review.decide(tools, concern.pk, choice(concern, **values), version=concern.version, by=by)


def test_a_corrected_topic_is_the_label(tools: Tools) -> None:
    """Case number, newest text, the person's topic, who and when."""
    (concern,) = arrive(tools, "Wir brauchen Förderung für ein Projekt.\n\n> alte Mail über die Halle")
    assert labels.decided(most=10) == []
    decide(tools, concern, topic="kultur", by="ben")
    (label,) = labels.decided(most=10)
    assert (label.id, label.kind, label.topics, label.by) == (concern.case.number, Kind.CONCERN, ("kultur",), "ben")
    assert "Förderung" in label.text
    assert label.at == tools.clock()
    assert set(label.flags) <= set(Flag)


def test_the_last_verdict_counts_and_a_taken_back_one_does_not(tools: Tools) -> None:
    """Undo makes the concern open again: nothing to learn."""
    (concern,) = arrive(tools, "Wir brauchen Förderung für ein Projekt.")
    decide(tools, concern, topic="kultur")
    decide(tools, concern, topic="sport")
    assert [x.topics for x in labels.decided(most=10)] == [("sport",)]
    concern.refresh_from_db()
    review.undo(tools, concern.pk, version=concern.version, by="anna")
    assert labels.decided(most=10) == []


@pytest.mark.parametrize(
    ("verdict", "kind", "topics"),
    [(Verdict.SPAM, Kind.SPAM, ()), (Verdict.DISMISS, None, None), (Verdict.CONFIRM, Kind.CONCERN, ("foerdermittel",))],
    ids=["spam", "not-for-us", "confirmed"],
)
def test_each_verdict_says_what_it_says(
    tools: Tools, verdict: Verdict, kind: Kind | None, topics: tuple[str, ...] | None
) -> None:
    """Spam is a kind; "not for us" tells no topic; done adds nothing."""
    (concern,) = arrive(tools, "Wir brauchen Förderung für ein Projekt.")
    decide(tools, concern, verdict=verdict)
    found = labels.decided(most=10)
    assert [(x.kind, x.topics) for x in found] == ([] if kind is None else [(kind, topics)])


def test_the_latest_mails_are_taken_and_each_has_its_own_id(tools: Tools) -> None:
    """Bounded by a number of mails, oldest first."""
    for concern in arrive(tools, *(f"Wir brauchen Förderung für Projekt {n}." for n in range(3))):
        decide(tools, concern, topic="kultur")
    found = labels.decided(most=2)
    assert [x.id.rpartition("-")[2] for x in found] == ["0002", "0003"]


def learning_config(models: Path) -> Config:
    """Return a configuration that learns from decisions."""
    return Config(places=Places(models=models.parent, model=models.name), learning=Learning(from_decisions=True))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a model folder with a few shipped texts of three topics."""
    import json

    rows: dict[str, list[str]] = {}
    for path in sorted(TEXTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {"lang": ""}
            label = row["lang"] == "de" and (row["topics"][0] if row["topics"] else row["kind"])
            if label and (not row["topics"] or set(row["topics"]) <= {"foerdermittel", "kultur", "sport"}):
                rows.setdefault(label, []).append(line)
    (tmp_path / "model" / "texts").mkdir(parents=True)
    lines = [line for label in sorted(rows) for line in rows[label][:12]]
    (tmp_path / "model" / "texts" / "few.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "model"


def learn(folder: Path, tools: Tools) -> str:
    """Train with what the store tells; return the version."""
    return train(
        folder,
        encoder="none",
        cache=folder / "cache",
        progress=lambda _: None,
        today=tools.clock().date(),
        recipe=Recipe(bits=10, folds=3),
        decisions=wiring.decisions(learning_config(folder)),
    ).version


def test_a_corrected_decision_changes_the_next_training_and_shows_in_the_comparison(tools: Tools, small: Path) -> None:
    """From the desk's verdict to the model: what it learned anew, and a surer answer to that mail."""
    text = "Trommeln, Tanz und eine Bühne im Hof: wer hilft uns beim Förderfest?"
    before = learn(small, tools)
    (concern,) = arrive(tools, text)
    assert concern.topic == "foerdermittel"
    decide(tools, concern, topic="kultur")
    after = learn(small, tools)
    decided = [x.example for x in wiring.decisions(learning_config(small))]
    found = compare(small, before, after, today=tools.clock().date(), decisions=decided, encoder=lambda _: NoEncoder())
    assert (found.learned, found.after.decisions) == ((concern.case.number,), 1)
    assert found.decided is not None
    assert concern.case.number in str(found)
    subject, own = decided[0].subject, decided[0].text
    old, new = (_chance(small, version, (subject, own)) for version in (before, after))
    assert new > old


def _chance(folder: Path, version: str, pair: tuple[str, str]) -> float:
    from postlotse.learning import serve

    guess = serve.load(folder, version, encoder=lambda _: NoEncoder()).guess([pair], ["de"])[0]
    return next(topic.probability for topic in guess.topics if topic.id == "kultur")


def test_who_is_erased_leaves_the_examples_and_the_next_model(tools: Tools, small: Path) -> None:
    """Without its snapshot a mail is no example; nothing of it was cached; the next card counts one decision less."""
    first, second = arrive(tools, "Wir brauchen Förderung für die Bühne.", "Wir brauchen Förderung für das Turnier.")
    decide(tools, first, topic="kultur")
    decide(tools, second, topic="sport")
    knowing = registry.read_card(small, learn(small, tools))
    MessageRow.objects.filter(pk=first.message_id).update(snapshot=None, raw=None, subject="", sender="")
    forgetting = registry.read_card(small, learn(small, tools))
    assert (knowing.decisions, forgetting.decisions) == (2, 1)
    assert labels.existing([first.case.number, second.case.number]) == {second.case.number}
    assert not list((small / "cache").rglob("*"))
    known = registry.load(small, forgetting.version)[0].neighbours.ids
    assert first.case.number not in known


def test_the_nightly_look_says_when_it_cannot_write(tools: Tools, small: Path) -> None:
    """A sentence with the cure instead of a stack."""
    from postlotse.core.errors import ConfigurationError

    shutil.rmtree(small)
    with pytest.raises(ConfigurationError, match="nicht schreiben"):
        wiring.learn(learning_config(small), lambda _: None)


def test_nothing_is_learned_unless_the_configuration_says_so(tools: Tools) -> None:
    """Off by default: learning is another purpose."""
    (concern,) = arrive(tools, "Wir brauchen Förderung für ein Projekt.")
    decide(tools, concern, topic="kultur")
    assert wiring.decisions(Config()) == []
    assert len(wiring.decisions(Config(learning=Learning(from_decisions=True)))) == 1
