"""Clues that tie a message to a case, and what identifies a message."""

from postlotse.core.mail.identity import digest, synthetic_id
from postlotse.core.mail.threads import clues
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


def test_the_digest_does_not_see_line_ends() -> None:
    """Stores turn LF and bare CR into CRLF; the message stays the same."""
    assert digest(b"a\nb\rc\r\n") == digest(b"a\r\nb\r\nc\r\n") != digest(b"a\nb\n")
    assert len(digest(b"")) == 64


def test_a_message_without_id_gets_the_same_one_each_time() -> None:
    """The id follows from the bytes."""
    assert synthetic_id(digest(b"x")) == synthetic_id(digest(b"x")) != synthetic_id(digest(b"y"))
    assert synthetic_id(digest(b"x")).startswith("<")
