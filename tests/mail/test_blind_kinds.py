"""Mails written by people who did not know the code: people who sound like robots, robots without a telling header, bounces.

Both were measured unseen once; then their mistakes were mended, so what they show now is that nothing falls back.
"""

import json
from pathlib import Path

import pytest

from postlotse.core.mail import automatic
from postlotse.core.mail.auto import verdict
from postlotse.core.mail.types import Mail
from postlotse.core.names import Kind
from tests.mail.letters import letter

_FOLDER = Path(__file__).parent / "blind"
#: Reports in words of their own, without a code or a known sentence.
_BOUNCES_MISSED = 6


def rows(name: str) -> list[dict[str, str]]:
    """Return the mails of a set."""
    return [json.loads(line) for line in (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def mail_of(row: dict[str, str], *, path: str = "") -> Mail:
    """Return the mail of a row, with the headers of an ordinary mail program; `path` = another envelope sender."""
    answers = "<ack.1.abc@stadt.example>" if row.get("reply") else None
    sender = f"{row['from_name']} <{row['from']}>"
    return letter(
        row["text"] + "\n", Subject=row["subject"], From=sender, Return_Path=path or f"<{row['from']}>", In_Reply_To=answers
    )


@pytest.mark.parametrize("name", ["humans", "humans_b"])
def test_no_person_is_taken_for_a_machine(name: str) -> None:
    """Whatever headers and words say alone, a person's mail stays a person's."""
    wrong = {row["id"]: found.code for row in rows(name) if (found := automatic.kind(mail_of(row))) is not None}
    assert wrong == {}


@pytest.mark.parametrize(("name", "least"), [("robots", 0.6), ("robots_b", 0.55)])
def test_most_robots_give_themselves_away(name: str, least: float) -> None:
    """By strong words, or by weak ones that let the model be heard; the rest is shown to a person."""
    all_rows = rows(name)
    found = [row for row in all_rows if automatic.kind(mail := mail_of(row)) is not None or verdict.likely(mail) is not None]
    assert len(found) >= least * len(all_rows)


def test_reports_in_plain_words_are_reports() -> None:
    """Of many server families and in many languages, each from the null sender, with their recipient."""
    read = [(row, mail_of(row, path="<>")) for row in rows("bounces")]
    missed = [row["id"] for row, mail in read if mail.report is None]
    assert len(missed) <= _BOUNCES_MISSED
    assert {found.kind for _, mail in read if mail.report and (found := automatic.kind(mail))} == {Kind.BOUNCE}
    named = [row for row, mail in read if mail.report and mail.report.recipient == row["recipient"]]
    assert len(named) >= 0.9 * (len(read) - len(missed))
