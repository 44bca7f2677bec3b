"""A small model for the tests of learning: a few of the real training texts, words only, trained once."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from postlotse.learning.card import Card
from postlotse.learning.pipeline import Recipe
from postlotse.learning.texts import Example, read_examples
from postlotse.learning.train import train

TEXTS = Path(__file__).parents[2] / "models" / "standard" / "texts"
TOPICS = ("wohnen", "sport", "foerdermittel", "deutsch")
DAY = date(2025, 11, 24)
RECIPE = Recipe(bits=12, folds=3)


def few_examples(per_label: int) -> list[Example]:
    """Return so many German texts of each of four topics and of each kind."""
    counts: Counter[str] = Counter()
    found = []
    for example in read_examples(TEXTS):
        label = example.topics[0] if example.topics else example.kind
        if example.lang == "de" and set(example.topics) <= set(TOPICS) and counts[label] < per_label:
            counts[label] += 1
            found.append(example)
    return found


def write_texts(folder: Path, examples: list[Example]) -> None:
    """Write examples as a text folder."""
    (folder / "texts").mkdir(parents=True)
    rows = [
        {
            "id": x.id, "lang": x.lang, "voice": x.voice, "subject": x.subject, "body": x.body,
            "kind": x.kind, "topics": list(x.topics), "flags": list(x.flags),
        }
        for x in examples
    ]  # fmt: skip
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "texts" / "few.jsonl").write_text(lines, encoding="utf-8")


def train_few(folder: Path, cache: Path) -> Card:
    """Train words only on the texts of a folder."""
    return train(folder, encoder="none", cache=cache, progress=lambda _: None, today=DAY, recipe=RECIPE)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a trained small model; tests that change it copy it first."""
    folder = tmp_path_factory.mktemp("model")
    write_texts(folder, few_examples(14))
    train_few(folder, tmp_path_factory.mktemp("cache"))
    return folder


@pytest.fixture
def copied(trained: Path, tmp_path: Path) -> Path:
    """Return a copy of the small model that a test may damage."""
    import shutil

    return Path(shutil.copytree(trained, tmp_path / "model"))


@pytest.fixture(scope="session")
def few() -> SimpleNamespace:
    """Return the functions that make small models: `examples`, `write`, `train`; and `topics`, `day`, `recipe`, `progress`."""
    return SimpleNamespace(
        examples=few_examples,
        write=write_texts,
        train=train_few,
        topics=TOPICS,
        day=DAY,
        recipe=RECIPE,
        progress=lambda _: None,
    )


@pytest.fixture(scope="session")
def quiet() -> Callable[[str], None]:
    """Return a progress listener that says nothing."""
    return lambda _: None
