"""`explain` and `classify`: one line for each message, always, in exactly the promised form; nothing is written or sent."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.names import FIRST_TIER, SECOND_TIER, Flag, Kind, Referral, Route, Tier
from postlotse.datafiles.places import shipped_models
from postlotse.testing import letter
from tests.cli.conftest import Command

ROOT = Path(__file__).parents[2]
JOURNEYS = ROOT / "tests" / "journeys"

RECORD = {
    "v",
    "path",
    "mail",
    "kind",
    "kind_reason",
    "kind_sentence",
    "language",
    "topics",
    "flags",
    "flag_reasons",
    "evidence",
    "abstained",
    "sure",
    "concerns",
    "acknowledgement",
    "bounce",
    "trace",
}
MAIL = {
    "message_id",
    "date",
    "from",
    "reply_to",
    "to",
    "cc",
    "subject",
    "text",
    "full_text",
    "quoted",
    "signature",
    "forwarded_from",
    "forwarded_text",
    "attachments",
    "attached_text",
    "events",
    "defects",
}
CONCERN = {"topic", "probability", "office", "involve", "tier", "referral", "route", "rule", "priority", "reasons"}

pytestmark = pytest.mark.usefixtures("words_only")


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def check_form(record: dict[str, Any]) -> None:
    """Check keys, types and codes of one record of the explain format."""
    if "error" in record:
        assert {"v", "path", "error"} == set(record)
        assert {"code", "sentence"} == set(record["error"])
        return
    assert (RECORD, MAIL, 1) == (set(record), set(record["mail"]), record["v"])
    mail = record["mail"]
    assert mail["date"] is None or datetime.fromisoformat(mail["date"]).tzinfo is not None
    assert all({"name", "address"} == set(a) for a in (mail["from"], *mail["reply_to"], *mail["to"], *mail["cc"]))
    assert all({"name", "type", "size"} == set(a) and isinstance(a["size"], int) for a in mail["attachments"])
    assert record["kind"] in set(Kind)
    assert {"code", "confidence"} == set(record["language"])
    assert record["language"]["code"] in {None, *FIRST_TIER, *SECOND_TIER}
    assert all({"id", "probability", "evidence"} == set(t) and 0 <= t["probability"] <= 1 for t in record["topics"])
    assert sorted((t["probability"] for t in record["topics"]), reverse=True) == [t["probability"] for t in record["topics"]]
    assert set(record["flags"]) <= set(Flag)
    assert set(record["flags"]) == {f["flag"] for f in record["flag_reasons"]}
    for concern in record["concerns"]:
        assert set(concern) == CONCERN
        assert concern["tier"] in set(Tier)
        assert concern["referral"] in set(Referral)
        assert concern["route"] in set(Route)
        assert all({"code", "sentence"} == set(reason) for reason in concern["reasons"])
    assert {"send", "reason", "languages", "template"} == set(record["acknowledgement"])
    assert record["bounce"] is None or {"status", "recipient", "of"} == set(record["bounce"])
    assert all({"rule", "matched", "why"} == set(step) for step in record["trace"])


@pytest.mark.parametrize("journey", sorted(path.parent.name for path in JOURNEYS.glob("*/expect.yaml")))
def test_one_line_for_each_file_in_the_promised_form(command: Command, journey: str) -> None:
    """Whatever lies in the folder: as many lines as files, in their order; bytes that are no mail are one too."""
    result = command("explain", "--jsonl", JOURNEYS / journey / "in")
    records = lines(result.out)
    assert sorted(str(path) for path in (JOURNEYS / journey / "in").iterdir()) == [record["path"] for record in records]
    for record in records:
        check_form(record)
    assert int(any("error" in record for record in records)) == result.code


def test_a_file_that_cannot_be_read_is_a_line_and_exit_1(command: Command, tmp_path: Path) -> None:
    """The others are explained all the same."""
    (tmp_path / "gut.eml").write_bytes(letter("Wir suchen eine Halle."))
    result = command("explain", "--jsonl", "fehlt.eml", "gut.eml", "fehlt-auch.eml")
    records = lines(result.out)
    assert (1, ["fehlt.eml", "gut.eml", "fehlt-auch.eml"]) == (result.code, [record["path"] for record in records])
    assert [True, False, True] == ["error" in record for record in records]
    for record in records:
        check_form(record)
    assert "lässt sich nicht lesen" in records[0]["error"]["sentence"]


def test_a_file_over_the_limit_is_refused_without_being_read(command: Command, tmp_path: Path) -> None:
    """A sparse file of a gigabyte costs nothing."""
    with (tmp_path / "riesig.eml").open("wb") as file:
        file.truncate(1_000_000_000)
    (record,) = lines(command("explain", "--jsonl", "riesig.eml").out)
    assert "größer als" in record["error"]["sentence"]


def test_a_file_name_of_any_bytes_is_a_line(command: Command, tmp_path: Path) -> None:
    """Names that are no UTF-8, and such with line breaks."""
    import os

    (tmp_path / "in").mkdir()
    for name in (b"\xff\xfe.eml", b"zeile\n2.eml"):
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_bytes(letter())
    result = command("explain", "--jsonl", "in")
    assert (0, 2) == (result.code, len(lines(result.out)))


def test_standard_input_is_a_message(command: Command) -> None:
    """`-` reads bytes, not text."""
    raw = letter("Wir suchen eine Halle. Grüße").replace(b"utf-8", b"iso-8859-1")
    (record,) = lines(command("explain", "--jsonl", "-", stdin=raw).out)
    check_form(record)
    assert ("-", "alice@verein.example", "sport") == (
        record["path"],
        record["mail"]["from"]["address"],
        record["topics"][0]["id"],
    )


def test_a_concern_is_explained_with_rule_reasons_and_trace(command: Command, tmp_path: Path) -> None:
    """Where it would go and why, whether it would be acknowledged and in which languages."""
    (tmp_path / "1.eml").write_bytes(letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    (record,) = lines(command("explain", "--jsonl", "1.eml").out)
    (concern,) = record["concerns"]
    assert ("sportamt", "A", "auto", "sport-hallenzeiten") == tuple(concern[k] for k in ("office", "tier", "route", "rule"))
    assert (True, ["de"]) == (record["acknowledgement"]["send"], record["acknowledgement"]["languages"])
    assert [("sport-hallenzeiten", True)] == [(step["rule"], step["matched"]) for step in record["trace"]][-1:]


def test_json_and_text_say_the_same(command: Command, tmp_path: Path) -> None:
    """--json is one document; without a form it is for people."""
    (tmp_path / "1.eml").write_bytes(letter("Wir suchen eine Halle."))
    assert (
        lines(command("explain", "--jsonl", "1.eml").out)[0] | {"v": 1}
        == json.loads(command("explain", "--json", "1.eml").out)[0]
    )
    text = command("explain", "1.eml").out
    assert "── 1.eml" in text
    assert "sportamt" in text


def test_another_rules_folder_counts(command: Command, tmp_path: Path) -> None:
    """What would happen if: `--rules` explains with rules that are not in use yet."""
    import shutil

    from postlotse.datafiles.places import shipped_rules

    rules = shutil.copytree(shipped_rules(), tmp_path / "rules")
    text = (rules / "routing.yaml").read_text(encoding="utf-8")
    (rules / "routing.yaml").write_text(
        re.sub(r"\{office: sportamt, route: auto, min_probability: 0\.9\}", "{office: schulamt, route: review}", text)
    )
    (tmp_path / "1.eml").write_bytes(letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    (record,) = lines(command("explain", "--jsonl", "--rules", "rules", "1.eml").out)
    assert ("schulamt", "review") == (record["concerns"][0]["office"], record["concerns"][0]["route"])


def test_explaining_writes_nothing(command: Command, tmp_path: Path) -> None:
    """No key, no database, no cache in the folder it is called in."""
    (tmp_path / "1.eml").write_bytes(letter())
    before = sorted(tmp_path.rglob("*"))
    command("explain", "--jsonl", "1.eml")
    assert before == sorted(tmp_path.rglob("*"))


def test_every_key_is_documented() -> None:
    """docs/explain-format.md names each key, and says nothing of others."""
    text = (ROOT / "docs" / "explain-format.md").read_text(encoding="utf-8")
    rows = {
        key for line in text.splitlines() if line.startswith("| `") for key in re.findall(r"`([a-z_]+)`", line.split("|")[1])
    }
    assert RECORD | MAIL | CONCERN | {"error"} == rows


def test_classify_answers_line_by_line(command: Command) -> None:
    """Every line gets an answer in order; a broken one gets its error; blank lines are nothing."""
    asked = [
        json.dumps({"id": "a", "subject": "Turnhalle", "body": "Wir suchen eine Halle für unser Training."}),
        "",
        "kein JSON",
        json.dumps({"id": 2, "subject": "", "body": ""}),
    ]
    result = command("classify", "--jsonl", stdin="\n".join(asked).encode())
    first, broken, empty = lines(result.out)
    assert {"id", "kind", "language", "topics", "flags", "abstained"} == set(first)
    assert ("a", "concern", "de", "sport", False) == (
        first["id"],
        first["kind"],
        first["language"],
        first["topics"][0]["id"],
        first["abstained"],
    )
    assert {"id", "probability"} == set(first["topics"][0])
    assert "error" in broken
    assert (2, True) == (empty["id"], empty["abstained"])


@pytest.mark.slow
@pytest.mark.skipif(
    not (shipped_models() / "standard" / "active").exists(),
    reason="no trained model here: the real model's answers are not looked at",
)
class TestTrainedModel:
    """The same with the model that `postlotse model train` made."""

    @pytest.fixture
    def words_only(self) -> None:
        """Leave the real model in its place."""

    def test_the_trained_model_keeps_the_form(self, command: Command) -> None:
        """At least three topics for what the model looked at, sorted, with words that spoke for them."""
        records = lines(
            command("explain", "--jsonl", JOURNEYS / "zwei-anliegen" / "in", JOURNEYS / "foerderung-tuerkisch" / "in").out
        )
        assert 4 == len(records)
        for record in records:
            check_form(record)
            assert len(record["topics"]) >= 3
        assert "tr" == records[1]["language"]["code"]
        assert "foerdermittel" in [t["id"] for t in records[1]["topics"][:3]]
