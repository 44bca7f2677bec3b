"""The life of a model on the command line: train, look, compare, promote, go back."""

import json
from pathlib import Path

import pytest

from postlotse.config.schema import Learning, Places
from postlotse.datafiles import places
from tests.cli.conftest import Command, written

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
TOPICS = {"sport", "wohnen", "deutsch"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a model with a few shipped texts, and a configuration that names it."""
    made = tmp_path / "models" / "klein"
    (made / "texts").mkdir(parents=True)
    rows: dict[str, list[str]] = {}
    for path in sorted((places.shipped_models() / "standard" / "texts").glob("*.jsonl")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").split("\n")):
            row = json.loads(line)
            if row["lang"] == "de" and set(row["topics"]) <= TOPICS:
                rows.setdefault(row["topics"][0] if row["topics"] else row["kind"], []).append(line)
    lines = [line for label in sorted(rows) for line in rows[label][:10]]
    (made / "texts" / "few.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    written(tmp_path, places=Places(rules=places.shipped_rules(), models=tmp_path / "models", model="klein"))
    return made


def versions(command: Command) -> list[str]:
    """Return the versions by age as `list` tells them."""
    return [card["version"] for card in json.loads(command("model", "list", "--json").out)["versions"]]


def test_from_texts_to_the_version_in_use_and_back(command: Command, folder: Path) -> None:
    """Each verb tells what it did; what is trained second waits, is compared, promoted and rolled back."""
    first = command("model", "train", "--encoder", "none")
    assert (first.code, "In Gebrauch" in first.err) == (0, True)
    (one,) = versions(command)
    (folder / "texts" / "more.jsonl").write_text(
        json.dumps({
            "id": "neu-1", "lang": "de", "voice": "v", "subject": "",
            "body": "Beim Handball fehlt uns ein Torwart und eine Halle.",
            "kind": "concern", "topics": ["sport"], "flags": [],
        }),
        encoding="utf-8",
    )  # fmt: skip
    second = command("model", "train", "--encoder", "none")
    assert "Noch nicht in Gebrauch" in second.err
    (two,) = set(versions(command)) - {one}
    assert (folder / "active").read_text(encoding="utf-8").strip() == one

    compared = command("model", "compare")
    assert f"vorher  {one}" in compared.out
    assert "neu gelernt: neu-1" in compared.out
    assert f"nachher {two}" in command("model", "compare", one, two.partition("-")[2]).out

    assert command("model", "promote", two, "--force").code == 2
    forced = command("model", "promote", two, "--force", "--reason", "Probe")
    assert (forced.code, f"In Gebrauch: {two} (vorher {one})" in forced.out) == (0, True)
    assert "Probe" in (folder / "history.jsonl").read_text(encoding="utf-8") or "übergangen" not in forced.out
    assert command("model", "rollback").out.strip() == f"In Gebrauch: {one} (vorher {two})"
    assert command("model", "rollback").code == 78

    verified = command("model", "verify")
    assert (verified.code, verified.out.count("✓")) == (0, 2)
    (folder / "versions" / two / "model.skops").write_bytes(b"x")
    broken = command("model", "verify", "--json")
    told = {row["version"]: row["problems"] for row in json.loads(broken.out)["versions"]}
    assert (broken.code, told[one], len(told[two])) == (1, [], 1)
    assert command("model", "promote", two, "--force", "--reason", "egal").code == 78
    assert (folder / "active").read_text(encoding="utf-8").strip() == one


def test_a_refused_version_says_on_which_figure_it_is_worse(command: Command, folder: Path) -> None:
    """A topic that is gone is one of the figures; exit 1, and nothing changed."""
    command("model", "train", "--encoder", "none")
    active = (folder / "active").read_text(encoding="utf-8")
    kept = [
        line
        for line in (folder / "texts" / "few.jsonl").read_text(encoding="utf-8").splitlines()
        if "deutsch" not in json.loads(line)["topics"]
    ]
    (folder / "texts" / "few.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    tried = command("model", "train", "--encoder", "none", "--promote")
    assert tried.code == 1
    assert "Das Thema „deutsch“ kennt die neue Version nicht." in tried.err
    assert (folder / "active").read_text(encoding="utf-8") == active
    compared = command("model", "compare", "--json")
    assert compared.code == 1
    assert json.loads(compared.out)["refusals"]


def test_show_prints_a_card_and_a_page(command: Command, folder: Path) -> None:
    """For people, for programs, for the documentation."""
    assert command("model", "show").code == 78
    command("model", "train", "--encoder", "none")
    (folder / "looks.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    assert "Blicke auf zurückgehaltene Mails: 2" in command("model", "show").out
    assert json.loads(command("model", "show", "--json").out)["looks"] == 2
    assert command("model", "show", "--markdown").out.startswith("# Model card: `klein`\n")
    assert command("model", "show", "20200101-nichts").code == 78


def test_evaluate_writes_json_and_a_page(command: Command, folder: Path, tmp_path: Path) -> None:
    """Files beside the words on the terminal."""
    done = command(
        "model", "evaluate", "--encoder", "none", "--quick", "--json", tmp_path / "e.json", "--html", tmp_path / "e.html"
    )
    assert (done.code, "erstes Thema richtig" in done.out) == (0, True)
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["figures"]["nested"] is False
    assert (tmp_path / "e.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not (folder / "versions").exists()


def test_learning_needs_the_word_of_the_configuration(command: Command, folder: Path) -> None:
    """Off by default."""
    refused = command("model", "learn")
    assert (refused.code, "abgeschaltet" in refused.err) == (1, True)


def test_learning_without_decisions_does_nothing(
    command: Command, folder: Path, tmp_path: Path, transactional_db: None
) -> None:
    """Not enough is not a failure."""
    command("model", "train", "--encoder", "none")
    written(
        tmp_path,
        places=Places(rules=places.shipped_rules(), models=tmp_path / "models", model="klein"),
        learning=Learning(from_decisions=True),
    )
    done = command("model", "learn")
    assert (done.code, done.out.strip()) == (0, "Noch nicht genug neue Entscheidungen.")
    assert len(versions(command)) == 1
