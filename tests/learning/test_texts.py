"""Reading and checking the training texts."""

import json
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.errors import ConfigurationError
from postlotse.learning import check_texts, likeness
from postlotse.learning.texts import newest, parse, read_examples, snapshot

GOOD: dict[str, Any] = {
    "id": "a-1", "lang": "de", "voice": "v", "subject": "Raum", "kind": "concern", "topics": ["raeume"], "flags": [],
    "body": "Wir suchen für unsere Frauengruppe einen Raum mit Küche, jeden zweiten Dienstag am Vormittag, "
    "ungefähr zwölf Personen.",
}  # fmt: skip
OTHER = GOOD | {
    "id": "b-1",
    "body": "Unsere Tochter hat eine Absage vom Kindergarten bekommen und ich weiß nicht, an welches Amt ich mich "
    "nun wenden soll.",
    "topics": ["familie_bildung"],
}


def write(folder: Path, *rows: dict[str, Any], name: str = "a.jsonl") -> Path:
    """Write rows as lines."""
    path = folder / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "letter"},
        {"flags": ["tired"]},
        {"topics": []},
        {"topics": ["raeume", "raeume"]},
        {"kind": "spam"},
        {"body": None},
        {"topics": [1]},
    ],
    ids=["kind", "flag", "no-topic", "topic-twice", "spam-with-topic", "no-body", "number"],
)
def test_a_wrong_line_is_named(wrong: dict[str, Any]) -> None:
    """A line that misfits is a problem with its number, the others are read."""
    source = json.dumps(GOOD) + "\n" + json.dumps(OTHER | wrong) + "\nno json\n"
    examples, problems = parse(source, "a.jsonl")
    assert [x.id for x in examples] == ["a-1"]
    assert [problem.line for problem in problems] == [2, 3]


def test_an_empty_folder_is_a_configuration_error(tmp_path: Path) -> None:
    """Without texts nothing can be learned."""
    with pytest.raises(ConfigurationError):
        read_examples(tmp_path)


def test_older_mails_below_are_not_learned() -> None:
    """Only what the writer newly wrote counts."""
    body = "Ja, gern.\n\nAm 3. März 2025 schrieb Kontaktstelle <integration@example.org>:\n> Passt Ihnen Dienstag?\n"
    assert newest(body) == "Ja, gern."


def test_the_snapshot_follows_texts_not_order(tmp_path: Path) -> None:
    """The same lines in another order are the same set; another word is not."""
    one, _ = parse(json.dumps(GOOD) + "\n" + json.dumps(OTHER), "a")
    two, _ = parse(json.dumps(OTHER) + "\n" + json.dumps(GOOD), "a")
    three, _ = parse(json.dumps(OTHER) + "\n" + json.dumps(GOOD | {"subject": "Saal"}), "a")
    assert snapshot(one) == snapshot(two) != snapshot(three)


def test_likeness_is_high_for_a_changed_word_only() -> None:
    """One changed word leaves a text nearly the same, another text is not alike."""
    left, other = likeness.grams(GOOD["body"]), likeness.grams(OTHER["body"])
    changed = likeness.grams(GOOD["body"].replace("zwölf", "zehn"))
    assert likeness.jaccard(left, changed) > 0.8
    assert likeness.jaccard(left, other) < 0.2
    assert likeness.clusters(3, [(0, 2)]) == [0, 1, 0]


def test_near_copies_and_double_ids_are_refused(tmp_path: Path) -> None:
    """A near-copy and an id used twice are errors that name the ids."""
    write(tmp_path, GOOD, OTHER, OTHER | {"body": GOOD["body"].replace("zwölf", "zehn")})
    codes = {problem.code for problem in check_texts.check(tmp_path).problems if problem.severity == "error"}
    assert codes == {"too-alike", "id-twice"}


def test_copies_of_held_out_texts_are_refused_by_id(tmp_path: Path) -> None:
    """What stands in the held-out set may not be learned; its text is not told."""
    (tmp_path / "texts").mkdir()
    write(tmp_path / "texts", GOOD, OTHER)
    held = write(tmp_path, GOOD | {"id": "held-7"}, name="held.jsonl")
    report = check_texts.check(tmp_path / "texts", held)
    found = [problem for problem in report.problems if problem.code == "held-out"]
    assert report.refused
    assert len(found) == 1
    assert "held-7" in found[0].sentence
    assert "Frauengruppe" not in found[0].sentence


def test_few_texts_are_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts below the aims are told and do not refuse the set."""
    write(tmp_path, GOOD, OTHER)
    assert check_texts.main([str(tmp_path), "--against", str(tmp_path / "not-there.jsonl")]) == 0
    assert "raeume" in capsys.readouterr().out


def test_our_own_texts_are_in_order() -> None:
    """The texts of the standard model pass their check."""
    folder = Path(__file__).parents[2] / "models" / "standard" / "texts"
    assert [str(p) for p in check_texts.check(folder).problems if p.severity == "error"] == []


def test_a_near_copy_of_a_gold_mail_is_refused(tmp_path: Path) -> None:
    """Gold is never learned; its ids are taken as well."""
    for name in ("texts", "gold"):
        (tmp_path / name).mkdir()
    write(tmp_path / "texts", GOOD, OTHER)
    write(
        tmp_path / "gold", GOOD | {"id": "g-1", "body": GOOD["body"] + " Danke!"}, OTHER | {"id": "b-1", "body": "Ganz anders."}
    )
    report = check_texts.check(tmp_path / "texts")
    assert [p.code for p in report.problems if p.severity == "error"] == ["id-twice", "in-gold"]
