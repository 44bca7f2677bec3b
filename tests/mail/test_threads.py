"""Clues that tie a message to a case, numbers of others, and what tells an old thread from a new matter."""

from datetime import UTC, datetime, timedelta

import pytest

from postlotse.core.mail.threads import QUIET, Thread, clues, other_matter
from postlotse.core.mail.ticketmarks import marks
from tests.mail.letters import OURS, letter, parts

TOKEN = "abcdefghijklmnopqrstuvwx23"
OTHER = "zyxwvutsrqponmlkjihgfedc76"


def test_tokens_come_from_plus_addresses_and_message_ids() -> None:
    """Recipients first, then the messages that are answered; case does not count."""
    mail = letter(
        To=f"Integration+{TOKEN.upper()}@stadt.example",
        In_Reply_To=f"<ack.{OTHER}@stadt.example>",
    )
    assert clues(mail, address=OURS).tokens == (TOKEN, OTHER)


def test_tokens_in_delivered_to_count() -> None:
    """The envelope recipient survives in Delivered-To and X-Original-To."""
    assert clues(letter(Delivered_To=f"integration+{TOKEN}@stadt.example"), address=OURS).tokens == (TOKEN,)
    assert clues(letter(X_Original_To=f"<bounce+{TOKEN}@stadt.example>"), address=OURS).tokens == (TOKEN,)


def test_foreign_plus_addresses_are_no_tokens() -> None:
    """Only our own address can carry a token."""
    mail = letter(To=f"{OURS}, integration+{TOKEN}@elsewhere.example, other+{TOKEN}@stadt.example")
    assert clues(mail, address=OURS).tokens == ()


def test_words_of_other_length_are_no_tokens() -> None:
    """26 base32 characters, neither more nor fewer."""
    assert clues(letter(To=f"integration+{TOKEN}a@stadt.example"), address=OURS).tokens == ()
    assert clues(letter(To=f"integration+{TOKEN[:-1]}@stadt.example"), address=OURS).tokens == ()


def test_answers_come_nearest_first() -> None:
    """In-Reply-To, then References from the end."""
    mail = letter(In_Reply_To="<3@a.example>", References="<1@a.example> <2@a.example> <3@a.example>")
    assert clues(mail, address=OURS).answers == ("<3@a.example>", "<2@a.example>", "<1@a.example>")


def test_case_numbers_stand_in_subjects_only() -> None:
    """A number names a case; numbers in the text are not asked for."""
    mail = letter("[MO-2026-0043]", Subject="AW: [mo-2026-0042] Raum, auch MO-2026-0042")
    assert clues(mail, address=OURS).numbers == ("MO-2026-0042",)


def test_a_report_leads_to_the_message_it_is_about() -> None:
    """The returned Message-ID may carry the token."""
    content_type, body = parts(
        ("Content-Type: text/plain", "could not be delivered"),
        (
            "Content-Type: message/delivery-status",
            "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@a.example\nAction: failed\nStatus: 5.1.1",
        ),
        ("Content-Type: text/rfc822-headers", f"Message-ID: <fwd.{TOKEN}@stadt.example>"),
        kind="report; report-type=delivery-status",
    )
    assert clues(letter(body, Content_Type=content_type), address=OURS).tokens == (TOKEN,)


LONG = "<" + "a" * 80 + "." + "b" * 210 + "@mail.verein.example>"


@pytest.mark.parametrize(
    "value",
    [
        LONG,
        f"\r\n {LONG}",
        f"{LONG[:70]}\r\n {LONG[70:]}",
        f"{LONG[:70]}\r\n\t{LONG[70:140]}\r\n\t{LONG[140:]}",
        f"=?utf-8?q?=3C{LONG[1:60]}?=\r\n =?utf-8?q?{LONG[60:-21].replace('@', '=40')}{LONG[-21:-1].replace('@', '=40')}=3E?=",
    ],
    ids=["whole", "on the next line", "cut in two", "cut in three", "encoded words"],
)
@pytest.mark.parametrize("name", ["In_Reply_To", "References"])
def test_a_long_id_is_read_however_it_was_folded(name: str, value: str) -> None:
    """300 characters survive programs that cut an id at 78 columns or write it as encoded words."""
    assert len(LONG) > 300
    assert LONG in clues(letter(**{name: value}), address=OURS).answers


MARKS = [
    ("AW: [Ticket#2026030210000042] Turnhalle", ["2026030210000042"]),
    ("[#123456] Turnhalle", ["123456"]),
    ("RE: (#778899)", ["778899"]),
    ("##4711## Ihre Anfrage", ["4711"]),
    ("[rt.stadt.example #1712] Halle", ["1712"]),
    ("[INC-12345] Halle", ["inc-12345"]),
    ("Ticket-Nr. 998877: Halle", ["998877"]),
    ("AZ 51.2-17/26 Ihre Anfrage", ["51-2-17-26"]),
    ("Az.: 51.2-17/26, Wohngeld", ["51-2-17-26"]),
    ("WG: Aktenzeichen 51.2-17/26 3 Räume", ["51-2-17-26"]),
    ("Az. 32-1 M 45/26", ["32-1-m-45-26"]),
    ("GZ: IV/50-112.4 Bescheid", ["iv-50-112-4"]),
    ("Vorgang 2026/1234: Halle", ["2026-1234"]),
    ("Vorgangsnummer 4711-0815 - Rückfrage", ["4711-0815"]),
    ("Unser Zeichen: 5120-33, Ihr Zeichen MO-2026-0042", ["5120-33"]),
    ("[MO-2026-0042] [Ticket#998877] Halle", ["998877"]),
    ("[MO-2026-0042] Ihre Nachricht", []),
    ("Vorgang MO-2026-0042", []),
    ("Ticket 2026", []),
    ("Ticket 25.03.2026", []),
    ("Zimmer #12", []),
    ("[Verein-Liste] Sommerfest 2026", []),
    ("Vorgang und 300 Personen", []),
    ("Reform 12345", []),
    ("Turnhalle", []),
    ("", []),
]


@pytest.mark.parametrize(("subject", "keys"), MARKS, ids=[subject or "empty" for subject, _ in MARKS])
def test_numbers_of_others_are_found_in_subjects(subject: str, keys: list[str]) -> None:
    """Ticket numbers and signs, however they are announced; years, dates, rooms and our own numbers are none."""
    assert [mark.key for mark in marks(subject)] == keys
    assert all(mark.written in " ".join(subject.split()) for mark in marks(subject))


@pytest.mark.parametrize("subject", ["AZ " * 5000, "[#" * 5000, "Az. 1" * 5000, "Vorgang 1 / " * 3000, "#" * 50_000])
def test_a_hostile_subject_costs_nothing(subject: str) -> None:
    """Cut first, read once."""
    assert len(marks(subject)) <= 5


NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
THREAD = Thread(
    subjects=("Raum gesucht", "Auto: Ihre Nachricht ist angekommen [MO-2026-0042]"),
    topics=frozenset({"sport"}),
    closed=False,
    last_at=NOW - timedelta(days=3),
)
MATTERS = [
    ({}, {}, "", ""),
    ({"subject": "AW: Raum gesucht"}, {}, "sport", ""),
    ({"subject": "AW: [Ticket#998877] Raum gesucht"}, {}, "", ""),
    ({"subject": "Re: Auto: Ihre Nachricht ist angekommen [MO-2026-0042]"}, {}, "", ""),
    ({"subject": ""}, {}, "", ""),
    ({"subject": "Re: Raum gesucht - Nachtrag"}, {}, "", ""),
    ({"subject": "Förderung für unser Fest"}, {}, "", "neuen Betreff"),
    ({}, {}, "wohnen", "anderen Thema"),
    ({}, {"topics": frozenset()}, "wohnen", ""),
    ({}, {"closed": True}, "", "abgeschlossenen Vorgang"),
    ({}, {"last_at": NOW - QUIET - timedelta(days=1)}, "", "seit 91 Tagen ruht"),
    ({}, {"last_at": NOW - QUIET}, "", ""),
]


@pytest.mark.parametrize(
    ("mail", "thread", "topic", "told"),
    MATTERS,
    ids=[
        "as before", "reply prefix", "ticket number", "our own subject", "no subject", "longer subject", "new subject",
        "new topic", "topics unknown", "closed", "quiet", "nearly quiet",
    ],
)  # fmt: skip
def test_an_answer_about_something_new_is_noticed(
    mail: dict[str, str], thread: dict[str, object], topic: str, told: str
) -> None:
    """Closed, quiet, under another subject, or with another topic: a sentence for staff; else none."""
    seen = {f: getattr(THREAD, f) for f in ("subjects", "topics", "closed", "last_at")} | thread
    found = other_matter(
        letter(Subject=mail.get("subject", "Raum gesucht")),
        Thread(**seen),
        topic=topic,
        topic_name="Wohnen",
        now=NOW,
    )
    assert (told in found, bool(found)) == (True, bool(told))
