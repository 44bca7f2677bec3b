"""`explain` and `classify`: one line for each message, always, in exactly the promised form; nothing is written or sent."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.names import FIRST_TIER, SECOND_TIER, Basis, Flag, Kind, Referral, Route, Tier
from postlotse.datafiles.places import shipped_models
from postlotse.testing import letter
from tests.cli.conftest import Command, Town

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
    "outside",
    "sure",
    "concerns",
    "acknowledgement",
    "bounce",
    "trace",
    "made_with",
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
CONCERN = {
    "topic",
    "probability",
    "office",
    "involve",
    "tier",
    "referral",
    "route",
    "rule",
    "priority",
    "reasons",
    "consent",
    "trace",
}

pytestmark = pytest.mark.usefixtures("words_only")


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.split("\n")[:-1]]


def check_form(record: dict[str, Any]) -> None:
    """Check keys, types and codes of one record of the explain format."""
    if "error" in record:
        assert {"v", "path", "error"} == set(record)
        assert {"code", "sentence"} == set(record["error"])
        return
    assert (RECORD, MAIL, 1) == (set(record) - {"stored"}, set(record["mail"]), record["v"])
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
        assert {"bases", "sentence"} == set(concern["consent"])
        assert set(concern["consent"]["bases"]) <= set(Basis)
        assert all({"rule", "matched", "why"} == set(step) for step in concern["trace"])
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
    assert "Alice: Frage" in text
    assert "Vorschlag: Abgabe an „Sportamt“ (Stelle der Stadt)." in text


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
    assert RECORD | MAIL | CONCERN | {"error", "stored"} == rows


CODES = re.compile(rf"(?<![\w-])({'|'.join([*Kind, *Flag, *Route, *Referral, 'A-sensitive', 'Stufe', 'None'])})(?![\w-])")


@pytest.mark.parametrize("journey", sorted(path.parent.name for path in JOURNEYS.glob("*/expect.yaml")))
def test_people_are_told_no_codes(command: Command, journey: str) -> None:
    """Every sentence of ours is German; what the mails and the rules say themselves is theirs."""
    said = command("explain", "--all", JOURNEYS / journey / "in").out
    ours, head = [], False
    for line in said.splitlines():
        if not head and not line.startswith("── ") and not line.lstrip().startswith("Regel „"):
            ours.append(re.sub("„[^“]*“", "", line))
        head = line.startswith("── ")  # the line behind it holds sender and subject
    assert [line for line in ours if CODES.search(line)] == []


def test_rules_that_did_not_match_are_listed_on_request(command: Command, tmp_path: Path) -> None:
    """Their number always, their reasons with --all."""
    (tmp_path / "1.eml").write_bytes(letter("Wir suchen eine Halle.", subject="Turnhalle"))
    short, whole = command("explain", "1.eml").out, command("explain", "--all", "1.eml").out
    assert "Andere geprüfte Regeln (" in short
    assert "Trifft nicht zu:" not in short
    assert "Trifft nicht zu:" in whole


WRONG = {
    "nothing": ([], "--case or --message"),
    "both": (["--message", "1", "1.eml"], "files or --case"),
    "now of a file": (["--now", "1.eml"], "are for --case and --message"),
    "content of a file": (["--content", "1.eml"], "are for --case and --message"),
}


@pytest.mark.parametrize(("words", "complaint"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_said(command: Command, words: list[str], complaint: str) -> None:
    """One sentence, exit 2."""
    result = command("explain", *words)
    assert 2 == result.code
    assert complaint in result.err


class TestStored:
    """Messages from the database: as they were decided, and what would be decided today."""

    @pytest.fixture
    def decided(self, command: Command, town: Town) -> Town:
        """Take two mails in: one that goes by itself, one that waits."""
        town.drop("1.eml", letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle gesucht"))
        town.drop("2.eml", letter("Wir brauchen Förderung.", subject="Geld", message_id="<2@verein.example>"))
        assert 0 == command("once").code
        return town

    def test_a_case_is_told_without_its_words(self, command: Command, decided: Town) -> None:
        """Who runs the machine need not read mail: ids, topics, rules and percentages, nothing else."""
        text = command("explain", "--case", "mo-2026-0001", "--all").out
        for words in ("── message:", "Vorgang MO-2026-0001", "97", "Entschieden am", "Regeln: Fassung", "Eingangsbestätigung"):
            assert words in text, words
        (record,) = lines(command("explain", "--jsonl", "--case", "MO-2026-0001").out)
        check_form(record)
        assert ("MO-2026-0001", False) == (record["stored"]["case"], record["stored"]["today"])
        for said in (text, json.dumps(record, ensure_ascii=False)):
            assert [
                word for word in ("Turnhalle gesucht", "alice", "Alice", "Training", "verein.example") if word in said
            ] == []

    def test_with_content_the_words_are_there(self, command: Command, decided: Town) -> None:
        """The same record as of a file."""
        (record,) = lines(command("explain", "--jsonl", "--case", "MO-2026-0001", "--content").out)
        assert ("Turnhalle gesucht", "alice@verein.example") == (record["mail"]["subject"], record["mail"]["from"]["address"])
        assert ["halle"] == record["topics"][0]["evidence"]
        assert "Alice: Turnhalle gesucht" in command("explain", "--case", "MO-2026-0001", "--content").out

    def test_a_message_is_told_as_it_was_and_as_it_would_be(self, command: Command, decided: Town) -> None:
        """--now decides anew with the rules given."""
        import shutil

        from postlotse.datafiles.places import shipped_rules
        from postlotse.store.models import MessageRow

        identity = MessageRow.objects.get(subject="Turnhalle gesucht").pk
        rules = shutil.copytree(shipped_rules(), decided.folder / "rules")
        text = (rules / "routing.yaml").read_text(encoding="utf-8")
        changed = re.sub(r"\{office: sportamt, route: auto, min_probability: 0\.9\}", "{office: schulamt, route: review}", text)
        (rules / "routing.yaml").write_text(changed, encoding="utf-8")
        (then,) = lines(command("explain", "--jsonl", "--message", identity).out)
        (now,) = lines(command("explain", "--jsonl", "--message", identity, "--now", "--rules", "rules").out)
        check_form(now)
        assert ("sportamt", "schulamt") == (then["concerns"][0]["office"], now["concerns"][0]["office"])
        assert (False, True) == (then["stored"]["today"], now["stored"]["today"])
        assert then["made_with"]["rules"] != now["made_with"]["rules"]

    def test_an_unknown_case_is_a_sentence(self, command: Command, decided: Town) -> None:
        """Exit 1, no traceback."""
        for words in (("--case", "MO-2026-9999"), ("--message", "4711")):
            result = command("explain", *words)
            assert (1, "") == (result.code, result.out)
            assert result.err.startswith("postlotse: ")


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
