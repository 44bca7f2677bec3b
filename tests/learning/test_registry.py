"""Versions on disk: which is in use, how it came to be, and what never comes into use."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.learning import promotion, registry, selftest, serve
from postlotse.learning.card_page import markdown
from postlotse.learning.looks import read as read_looks
from postlotse.learning.pipeline import Recipe
from postlotse.learning.texts import read_examples, snapshot
from postlotse.learning.train import mark_of

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
NOW = datetime(2025, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def two(copied: Path, few: SimpleNamespace, tmp_path: Path) -> tuple[Path, str, str]:
    """Return a model folder with two versions; the first is in use."""
    first = registry.active(copied)
    lines = (copied / "texts" / "few.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (copied / "texts" / "few.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    return copied, first, few.train(copied, tmp_path / "cache").version


def test_a_trained_version_waits_while_one_is_in_use(two: tuple[Path, str, str]) -> None:
    """The first version comes into use by itself, the second only by a promotion."""
    folder, first, second = two
    assert (registry.active(folder), registry.newest(folder)) == (first, second)
    assert [change.action for change in promotion.history(folder)] == ["first"]


def test_a_version_replaces_one_that_no_longer_loads(copied: Path, few: SimpleNamespace, tmp_path: Path) -> None:
    """After an upgrade that the old version does not survive, training is enough."""
    first = registry.active(copied)
    (copied / "versions" / first / "model.skops").write_bytes(b"damaged")
    lines = (copied / "texts" / "few.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (copied / "texts" / "few.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
    card = few.train(copied, tmp_path / "cache")
    assert registry.active(copied) == card.version != first


def test_promotion_and_rollback_are_recorded(two: tuple[Path, str, str]) -> None:
    """Who, when, from, to, and why against the gate; rolling back goes to what was there before."""
    folder, first, second = two
    promotion.promote(folder, second, by="anna", now=NOW, reason="Probe")
    assert registry.active(folder) == second
    back = promotion.rollback(folder, by="ben", now=NOW)
    assert (back.before, back.after, registry.active(folder)) == (second, first, first)
    told = [(x.by, x.action, x.before, x.after) for x in promotion.history(folder)[1:]]
    assert told == [("anna", "promote", first, second), ("ben", "rollback", second, first)]
    with pytest.raises(ConfigurationError, match="frühere Version"):
        promotion.rollback(folder, by="ben", now=NOW)


def test_a_version_that_does_not_load_is_never_promoted(two: tuple[Path, str, str]) -> None:
    """No reason overrules a hash that does not fit; the last good version stays."""
    folder, first, second = two
    (folder / "versions" / second / "model.skops").write_bytes(b"damaged")
    with pytest.raises(ConfigurationError, match="Hash"):
        promotion.promote(folder, second, by="anna", now=NOW, reason="egal")
    assert registry.active(folder) == first


@pytest.mark.parametrize("name", ["20200101-nichts", "../versions", ".", ""], ids=["unknown", "outside", "dot", "empty"])
def test_unknown_versions_are_refused(copied: Path, name: str) -> None:
    """Neither found nor promoted."""
    with pytest.raises(ConfigurationError):
        registry.find(copied, name)
    with pytest.raises(ConfigurationError):
        promotion.promote(copied, name, by="anna", now=NOW)


def test_a_version_is_found_by_a_part_of_its_name(copied: Path) -> None:
    """The hash is enough."""
    version = registry.active(copied)
    assert registry.find(copied, version.partition("-")[2]) == version


def test_the_self_test_notices_another_model(trained: Path) -> None:
    """The same version answers as its card says; a card of other answers is told."""
    model = serve.load(trained)
    assert len(model.card.selftest) == len(selftest.SENTENCES)
    assert list(selftest.failures(model)) == []
    object.__setattr__(model, "card", _other_answers(model.card))
    assert len(selftest.failures(model)) == len(selftest.SENTENCES)


def _other_answers(card: object) -> object:
    from dataclasses import replace

    return replace(card, selftest=tuple(("religion", 0.99) for _ in selftest.SENTENCES))  # type: ignore[type-var]


def test_old_versions_go_but_never_those_that_are_needed(two: tuple[Path, str, str]) -> None:
    """The one in use and the one before it stay, whatever is kept."""
    folder, first, second = two
    assert promotion.prune(folder, keep=0, spare=(second,)) == []
    assert promotion.prune(folder, keep=0) == [second]
    assert registry.versions(folder) == [first]
    with pytest.raises(ConfigurationError, match="in Gebrauch"):
        registry.remove(folder, first)


def test_a_half_written_version_is_none(trained: Path, tmp_path: Path) -> None:
    """What a crash left behind while saving is never listed, found or chosen as the newest."""
    folder, name = tmp_path / "model", registry.active(trained)
    shutil.copytree(trained / "versions" / name, folder / "versions" / name)
    shutil.copytree(trained / "versions" / name, folder / "versions" / f".{name}x.part")
    assert (registry.versions(folder), registry.newest(folder), registry.find(folder, name[:8])) == ([name], name, name)


def test_the_card_page_counts_the_looks(trained: Path, tmp_path: Path) -> None:
    """Every line of looks.jsonl is a look, also one that cannot be read."""
    rows = [json.dumps({"date": "2025-11-24", "top1": 88.8}), "", "kaputt"]
    (tmp_path / "looks.jsonl").write_text("\n".join(rows), encoding="utf-8")
    looks = read_looks(tmp_path)
    page = markdown(registry.read_card(trained), looks, name="standard")
    assert (len(looks), read_looks(tmp_path / "nirgends")) == (2, [])
    assert "| looks at held-out mails so far | 2 |" in page
    assert "| 2025-11-24 | 88.8 |" in page
    assert f"| fingerprint | `{registry.read_card(trained).fingerprint}` |" in page


ROOT = Path(__file__).parents[2]


def test_the_card_in_the_documentation_is_that_of_these_texts() -> None:
    """Else train, promote, and run `make docs`: the page must tell of the model that this checkout makes."""
    page = (ROOT / "docs" / "model" / "standard.md").read_text(encoding="utf-8")
    told = re.search(r"\| fingerprint \| `(\w+)` \|.*\| encoder \| \w+ `([\w.-]+)` \|", page, re.DOTALL)
    assert told
    model = ROOT / "models" / "standard"
    assert told[1] == mark_of(snapshot(read_examples(model / "texts")), told[2], Recipe())
    looks = read_looks(model)
    assert f"| looks at held-out mails so far | {len(looks)} |" in page
    if told[1] in registry.active_or_none(model):
        assert page == markdown(registry.read_card(model), looks, name="standard")
