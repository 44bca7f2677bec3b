"""Training, storing, loading and asking a model."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.core.names import Flag, Kind
from postlotse.datafiles.modelfiles import ModelShelf
from postlotse.learning import card as cards
from postlotse.learning import registry
from postlotse.learning.classify import classify_lines
from postlotse.learning.evaluate import evaluate
from postlotse.learning.serve import LearnedModel, load

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


@pytest.fixture(scope="module")
def model(trained: Path) -> LearnedModel:
    """Return the small model."""
    return load(trained)


def test_it_knows_its_topics(model: LearnedModel, few: SimpleNamespace) -> None:
    """Plain requests get their topic, sorted by falling probability."""
    pairs = [
        ("Miete", "Wir bekommen eine Kündigung für die Wohnung, der Vermieter will uns raus haben"),
        ("", "Wann ist der nächste Deutschkurs B1?"),
    ]
    found = model.guess(pairs, ["de", "de"])
    assert [guess.topics[0].id for guess in found] == ["wohnen", "deutsch"]
    for guess in found:
        chances = [topic.probability for topic in guess.topics]
        assert chances == sorted(chances, reverse=True)
        assert {topic.id for topic in guess.topics} == set(few.topics)
        assert all(0.0 <= p <= 1.0 for p in [*chances, *(p for _, p in guess.flags)])
        assert sum(p for _, p in guess.kinds) == pytest.approx(1.0)
        assert {kind for kind, _ in guess.kinds} < set(Kind)
        assert {flag for flag, _ in guess.flags} == set(Flag)


def test_evidence_stands_in_the_text_and_is_no_stop_word(model: LearnedModel) -> None:
    """Words are shown as written; small words, numbers and names are not."""
    text = "Sehr geehrte Frau Xylophonia, wir suchen für die 4 Kinder einen Deutschkurs und den Test B1"
    words = model.guess([("", text)], ["de"])[0].topics[0].evidence
    assert words
    assert len(words) <= 5
    assert all(word in text for word in words)
    assert not {"Sehr", "Frau", "wir", "für", "die", "Xylophonia", "und", "4"} & set(words)


def test_batches_answer_like_single_texts(model: LearnedModel, few: SimpleNamespace) -> None:
    """The order is kept and neighbours do not matter."""
    pairs = [(example.subject, example.text) for example in few.examples(2)]
    together = model.guess(pairs, [None] * len(pairs))
    alone = [model.guess([pair], [None])[0] for pair in pairs]
    for left, right in zip(together, alone, strict=True):
        assert [topic.id for topic in left.topics] == [topic.id for topic in right.topics]
        assert left.topics[0].evidence == right.topics[0].evidence
        assert left.topics[0].probability == pytest.approx(right.topics[0].probability)


@pytest.mark.parametrize("text", ["", "\x00", "ﷺ" * 400, "\ud800", "a" * 1_000_000, "💥" * 500, "́" * 50_000])
def test_hostile_text_gets_a_guess(model: LearnedModel, text: str) -> None:
    """Nothing a text contains raises."""
    guess = model.guess([(text, text)], [None])[0]
    assert np.isfinite([topic.probability for topic in guess.topics]).all()


def test_empty_text_is_abstained_from(model: LearnedModel) -> None:
    """Where nothing stands nothing is suggested."""
    assert model.guess([("", " \n"), ("…", "12 34")], [None, None])[0].abstained


def test_training_twice_gives_the_same_model(trained: Path, tmp_path: Path, few: SimpleNamespace) -> None:
    """Same texts, same fingerprint, same weights."""
    other = tmp_path / "again"
    shutil.copytree(trained / "texts", other / "texts")
    again = few.train(other, tmp_path / "cache")
    assert again.fingerprint == registry.read_card(trained).fingerprint
    left, right = registry.load(trained)[0], registry.load(other)[0]
    assert np.array_equal(left.weights.words, right.weights.words)
    assert left.thresholds == right.thresholds


def test_another_text_makes_another_model(trained: Path, tmp_path: Path, few: SimpleNamespace) -> None:
    """One text less changes the fingerprint; both versions stay, the new one is in use."""
    few.write(tmp_path / "m", few.examples(13))
    card = few.train(tmp_path / "m", tmp_path / "cache")
    assert card.fingerprint != registry.read_card(trained).fingerprint
    assert registry.versions(tmp_path / "m") == [card.version]
    assert registry.active(tmp_path / "m") == card.version


def test_a_trained_model_says_that_it_has_words_only(trained: Path, few: SimpleNamespace) -> None:
    """The card names encoder, counts and figures."""
    card = registry.read_card(trained)
    assert (card.encoder, card.texts, card.topics) == ("none", len(few.examples(14)), tuple(sorted(few.topics)))
    assert {"top1", "top3", "kind", "flags"} <= set(card.figures)


def _changed_card(folder: Path, **changes: object) -> None:
    version = registry.active(folder)
    card = replace(registry.read_card(folder), **changes)  # type: ignore[arg-type]
    (folder / "versions" / version / "card.json").write_text(cards.to_json(card), encoding="utf-8")


def _damage_file(folder: Path) -> None:
    path = folder / "versions" / registry.active(folder) / "model.skops"
    path.write_bytes(path.read_bytes()[:-100] + b"x" * 100)


def _not_skops(folder: Path) -> None:
    path = folder / "versions" / registry.active(folder) / "model.skops"
    path.write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    _changed_card(folder, sha256=registry.sha256(path))


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda folder: (folder / "active").unlink(), "model-no-model"),
        (lambda folder: (folder / "active").write_text("../../etc"), "model-no-model"),
        (lambda folder: (folder / "active").write_text("20200101-none"), "model-card"),
        (_damage_file, "model-hash"),
        (_not_skops, "model-unreadable"),
        (lambda folder: _changed_card(folder, sklearn="0.1"), "model-sklearn"),
        (lambda folder: _changed_card(folder, preparation="other"), "model-preparation"),
        (lambda folder: _changed_card(folder, topics=("a", "b")), "model-labels"),
        (lambda folder: _changed_card(folder, encoder_fingerprint="other"), "model-encoder"),
    ],
    ids=[
        "no-active",
        "outside",
        "unknown-version",
        "changed-file",
        "foreign-file",
        "sklearn",
        "preparation",
        "labels",
        "encoder",
    ],
)
def test_a_misfit_is_refused_with_a_cure(copied: Path, damage: object, code: str) -> None:
    """A model that does not fit is never used, and the error says what to do."""
    damage(copied)  # type: ignore[operator]
    with pytest.raises(ConfigurationError) as caught:
        load(copied)
    assert [(problem.code, problem.cure) for problem in caught.value.problems] == [(code, "postlotse model train")]


def test_the_shelf_keeps_the_last_good_model(copied: Path) -> None:
    """A newly activated version is taken up when it loads; a broken one changes nothing but the health."""
    shelf = ModelShelf(copied, load)
    first = shelf.current()
    (copied / "active").write_text("20200101-none", encoding="utf-8")
    assert shelf.current() is first
    assert [problem.code for problem in shelf.health().problems] == ["model-card"]
    registry.activate(copied, registry.versions(copied)[0])
    assert shelf.current().fingerprint == first.fingerprint
    assert shelf.health().problems == ()


def test_unknown_versions_cannot_be_activated(copied: Path) -> None:
    """Only what is there can be used."""
    with pytest.raises(ConfigurationError):
        registry.activate(copied, "20200101-none")


def test_lines_in_lines_out(model: LearnedModel, few: SimpleNamespace) -> None:
    """Every line gets one answer in order; what cannot be read gets an error and its id."""
    lines = [
        json.dumps({"id": "a", "subject": "Miete", "body": "Der Vermieter kündigt uns die Wohnung.\n\n> alt"}) + "\n",
        "no json\n",
        "\n",
        json.dumps({"id": 7, "subject": 3, "body": "x"}) + "\n",
        json.dumps(["list"]) + "\n",
        json.dumps({"id": "b"}) + "\n",
        json.dumps({"id": "c", "subject": "\ud800", "body": "\x00ﷺ" * 50}) + "\n",
        *(json.dumps({"id": n, "body": "Wann beginnt der Deutschkurs?"}) + "\n" for n in range(70)),
    ]
    rows = [json.loads(line) for line in classify_lines(lines, model, today=few.day)]
    assert [row["id"] for row in rows] == ["a", None, 7, None, "b", "c", *range(70)]
    assert [bool(row.get("error")) for row in rows[:6]] == [False, True, True, True, False, False]
    assert set(rows[0]) == {"id", "kind", "language", "topics", "flags", "abstained"}
    assert (rows[0]["kind"], rows[0]["language"], rows[0]["topics"][0]["id"]) == ("concern", "de", "wohnen")


def test_evaluation_measures_what_was_left_out(trained: Path, tmp_path: Path, few: SimpleNamespace) -> None:
    """Figures come as values and as a table; the texts left out by voice are told beside the folds."""
    found = evaluate(trained, encoder="none", cache=tmp_path, progress=few.progress, recipe=few.recipe)
    assert {"voices_left_out", "languages_left_out", "flags", "top1_by_topic"} <= set(found.as_dict()["figures"])
    assert "erstes Thema richtig" in str(found)
    assert "Modell" in str(registry.active_card(trained))
