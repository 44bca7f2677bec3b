"""What identifies a message: its bytes, what no way of delivery changes, and an id for those that bring none."""

import pytest

from postlotse.core.mail.identity import digest, known_id, likeness, synthetic_id
from tests.mail.letters import letter


def test_the_digest_does_not_see_line_ends() -> None:
    """Stores turn LF and bare CR into CRLF; the message stays the same."""
    assert digest(b"a\nb\rc\r\n") == digest(b"a\r\nb\r\nc\r\n") != digest(b"a\nb\n")
    assert len(digest(b"")) == 64


def test_a_message_without_id_gets_the_same_one_each_time() -> None:
    """The id follows from the bytes."""
    assert synthetic_id(digest(b"x")) == synthetic_id(digest(b"x")) != synthetic_id(digest(b"y"))
    assert synthetic_id(digest(b"x")).startswith("<")


SAME: list[dict[str, str | None]] = [
    {"Received": "from other.example by mx2.stadt.example; Mon, 2 Mar 2026 10:00:09 +0100"},
    {"Return_Path": "<bounce@relay.example>"},
    {"Message_ID": "<replaced@relay.example>"},
    {"Message_ID": None},
    {"Date": "Mon, 02 Mar 2026 09:00:00 +0000"},
    {"To": "anlaufstelle@stadt.example", "Delivered_To": "x@stadt.example"},
    {"From": "Alice <ALICE@verein.example>"},
]
OTHER: list[dict[str, str | None]] = [
    {"Subject": "Raum gefunden"},
    {"Date": "Mon, 02 Mar 2026 10:00:01 +0100"},
    {"From": "Bob <bob@verein.example>"},
]


@pytest.mark.parametrize("changes", SAME, ids=[next(iter(c)) for c in SAME])
def test_no_way_of_delivery_changes_the_likeness(changes: dict[str, str | None]) -> None:
    """Relays add lines, replace ids and write dates in another zone."""
    assert likeness(letter(**changes)) == likeness(letter())


@pytest.mark.parametrize("changes", OTHER, ids=[next(iter(c)) for c in OTHER])
def test_another_mail_has_another_likeness(changes: dict[str, str | None]) -> None:
    """Subject, second and author tell mails apart, and so does the text."""
    assert likeness(letter(**changes)) != likeness(letter())
    assert likeness(letter("Guten Abend")) != likeness(letter())


def test_a_mail_without_a_date_has_none() -> None:
    """Nothing tells it from the same words sent again; its bytes must do."""
    undated = letter(Date=None, Message_ID=None)
    assert likeness(undated) == ""
    assert known_id(undated, digest(b"x")) == synthetic_id(digest(b"x"))


def test_a_missing_id_is_the_same_for_every_copy() -> None:
    """Two ways, two digests, one id; a mail with an id keeps it."""
    copies = [letter(Message_ID=None), letter(Message_ID=None, Received="from x by y")]
    assert len({known_id(mail, digest(str(n).encode())) for n, mail in enumerate(copies)}) == 1
    assert known_id(letter(), "0" * 64) == "<1@verein.example>"
