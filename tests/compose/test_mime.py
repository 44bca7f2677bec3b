"""The bytes of a mail: every header and line as the wire wants it, whatever the names hold."""

import base64
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlotse.core.compose.mime import SUPPRESS_ALL, SUPPRESS_BUT_BOUNCES, build, wire_address
from postlotse.core.compose.types import Composed
from postlotse.core.mail.types import Address

LONG_ID = "<" + "AM9PR03MB7" * 30 + "@eurprd03.prod.exchange.example>"
PLAIN_ORIGINAL = b"From: a@b.example\r\nSubject: Hallo\r\n\r\nText\r\n"


def wire(composed: Composed, **changes: Any) -> bytes:
    arguments: dict[str, Any] = {
        "sender": Address(name="Anlaufstelle für Migrantenorganisationen", address="integration@stadt.example"),
        "recipient": "amina@verein.example",
        "date": datetime(2026, 11, 24, 9, 56, tzinfo=timezone(timedelta(hours=1))),
        "message_id": "<ack.1.abcdefghij@stadt.example>",
        "auto_submitted": "auto-replied",
        "suppress": SUPPRESS_ALL,
        "trace": "v1; inst=haus; case=MO-2026-0042; hop=1; mac=abc",
    }
    return build(composed, **{**arguments, **changes})


def parsed(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    assert [part.defects for part in mail.walk() if part.defects] == []
    return mail


def part_bytes(raw: bytes, content_type: bytes) -> bytes:
    """Return the body of the last part of a type, cut by its boundary: what a mail program saves."""
    boundary = re.search(rb'multipart/mixed; boundary="([^"]+)"|multipart/mixed;\r\n boundary="([^"]+)"', raw)
    assert boundary is not None
    parts = raw.split(b"\r\n--" + (boundary[1] or boundary[2]))
    [found] = [part for part in parts if b"Content-Type: " + content_type in part.partition(b"\r\n\r\n")[0]]
    return found.partition(b"\r\n\r\n")[2]


def assert_wire_safe(raw: bytes) -> None:
    """Assert what every server may demand: CRLF only, no NUL, short lines, seven bits."""
    assert raw.isascii()
    assert b"\x00" not in raw
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_headers_of_an_acknowledgement_byte_by_byte(composed: Composed) -> None:
    """RFC 3834 and the Microsoft header, no more and no less."""
    head = wire(composed, in_reply_to="<q@verein.example>", references=("<p@verein.example>",)).partition(b"\r\n\r\n")[0]
    assert re.sub(rb'"=_[0-9a-f]{40}"', b"B", head).split(b"\r\n") == [
        b"From: =?utf-8?b?QW5sYXVmc3RlbGxlIGbDvHIgTWlncmFudGVub3JnYW5pc2F0aW9uZW4=?=",
        b" <integration@stadt.example>",
        b"To: amina@verein.example",
        b"Subject: =?utf-8?b?QXV0bzogTWVzYWrEsW7EsXogYml6ZSB1bGHFn3TEsSAvIEVpbmdhbmdzYmVz?=",
        b" =?utf-8?b?dMOkdGlndW5nIFtNTy0yMDI2LTAwNDJd?=",
        b"Date: Tue, 24 Nov 2026 09:56:00 +0100",
        b"Message-ID: <ack.1.abcdefghij@stadt.example>",
        b"In-Reply-To: <q@verein.example>",
        b"References: <p@verein.example> <q@verein.example>",
        b"Auto-Submitted: auto-replied",
        b"X-Auto-Response-Suppress: All",
        b"X-Intake-Trace: v1; inst=haus; case=MO-2026-0042; hop=1; mac=abc",
        b"Content-Language: tr, de",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/alternative;",
        b" boundary=B",
        b"Content-Transfer-Encoding: 7bit",
    ]


def test_the_same_arguments_give_the_same_bytes(composed: Composed) -> None:
    """A repeated mail is the same mail; boundaries are not random."""
    assert wire(composed) == wire(composed)


def test_a_forward_lets_bounces_through(composed: Composed) -> None:
    """Its bounce must come back and reopen the case."""
    mail = parsed(
        wire(composed, suppress=SUPPRESS_BUT_BOUNCES, auto_submitted="auto-generated", reply_to="integration+t@stadt.example")
    )
    assert "NDR" not in mail["X-Auto-Response-Suppress"]
    assert "All" not in mail["X-Auto-Response-Suppress"]
    assert mail["Reply-To"] == "integration+t@stadt.example"


def test_both_parts_come_back(composed: Composed) -> None:
    """Text first, HTML second, both UTF-8."""
    mail = parsed(wire(composed))
    assert mail.get_content_type() == "multipart/alternative"
    text, page = mail.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content() == composed.text.replace("\n", "\r\n")
    assert page.get_content() == composed.html.replace("\n", "\r\n")


def test_long_ids_are_never_encoded(composed: Composed) -> None:
    """Exchange ids of 300 characters stay whole, else threads and bounces lose their way (cpython#100991)."""
    many = tuple(f"<{n}.{'x' * 200}@verein.example>" for n in range(60))
    raw = wire(composed, in_reply_to=LONG_ID, references=many)
    head = raw.partition(b"\r\n\r\n")[0]
    assert b"In-Reply-To: " + LONG_ID.encode() + b"\r\n" in head
    references = re.search(rb"References: (.*?)\r\n(?! )", head, re.S)
    assert references is not None
    assert b"=?" not in references[1]
    kept = references[1].decode().split()
    assert (kept[0], kept[-1], len(kept)) == (many[0], LONG_ID, 30)
    assert_wire_safe(raw)


@pytest.mark.parametrize(
    "hostile",
    [
        "<a@b>\r\nBcc: x@y.example",
        "no id",
        "<a b@c>",
        "<ü@b.example>",
        "<a@b.example>\x00",
        "=?utf-8?q?=0D=0A?=",
        "<" + "x" * 2000 + "@b>",
    ],
)
def test_odd_ids_are_left_out_or_cut(composed: Composed, hostile: str) -> None:
    """An id of a mail can bring no header and no foreign character."""
    raw = wire(composed, in_reply_to=hostile, references=(hostile,))
    assert b"Bcc" not in raw
    assert_wire_safe(raw)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("Amina", "Amina"),
        ("Müller, Hans", "Müller, Hans"),
        ('Hans "der" Meier', "Hans der Meier"),
        ("a\r\nBcc: x@y.example", "a Bcc x y.example"),
        ("a\u202eb\x00c", "abc"),
        ("=?utf-8?q?=0D=0ABcc:x?=", "=?utf-8?q?=0D=0ABcc x?="),
        ("Anlaufstelle <boese@x.example>", "Anlaufstelle boese x.example"),
        ("مركز السلام", "مركز السلام"),
        ("(Kommentar) \\", "Kommentar"),
        ("x" * 500, "x" * 119 + "…"),
    ],
)
def test_any_name_is_one_name(composed: Composed, name: str, shown: str) -> None:
    """Names are quoted or encoded so that the address beside them stays the only one."""
    raw = wire(composed, sender=Address(name=name, address="integration@stadt.example"))
    [author] = parsed(raw)["From"].addresses
    # Python keeps the spaces between encoded words of a name (RFC 2047 §6.2 drops them), so spaces are not compared.
    assert (author.display_name.replace(" ", ""), author.addr_spec) == (shown.replace(" ", ""), "integration@stadt.example")
    assert b"\r\nBcc" not in raw
    assert_wire_safe(raw)


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("x\r\nBcc: y@z.example", "x Bcc: y@z.example"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
        ("=?utf-8?q?=0D=0A?=", "=?utf-8?q?=0D=0A?="),
        ("x\u2028y\u202ez", "x yz"),
        ("ü" * 250, "ü" * 250),
        ("x" * 290, "x" * 290),
        (
            "Auto: تأكيد الاستلام / Eingangsbestätigung [MO-2026-0042]",
            "Auto: تأكيد الاستلام / Eingangsbestätigung [MO-2026-0042]",
        ),
    ],
)
def test_any_subject_is_one_line(composed: Composed, subject: str, shown: str) -> None:
    """Encoded words stay under 75 characters and never cut a letter."""
    raw = wire(replace(composed, subject=subject))
    assert parsed(raw)["Subject"] == shown
    assert max(map(len, re.findall(rb"=\?\S+\?=", raw.partition(b"\r\n\r\n")[0])), default=0) <= 75
    assert_wire_safe(raw)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "amina",
        "@b.example",
        "a b@c.example",
        "a@b\r\nRCPT TO:<x@y>",
        "a@b..example",
        "a@-b.example",
        "ü@b.example",
        '"a b"@c.example',
        "a@b.example,c@d.example",
        "<a@b.example>",
        "a@b.example\x00",
        "a@[127.0.0.1]",
        "a@" + "b" * 300,
    ],
)
def test_what_is_no_plain_address_is_refused(composed: Composed, address: str) -> None:
    """Nothing that could carry a second command or recipient gets into a header."""
    with pytest.raises(ValueError, match="An diese Adresse"):
        wire(composed, recipient=address)


def test_international_domains_go_out_in_ascii() -> None:
    """Servers without SMTPUTF8 can still be reached."""
    assert wire_address("info@bücher.example") == "info@xn--bcher-kva.example"


def test_a_value_that_could_break_a_header_raises(composed: Composed) -> None:
    """Our own arguments are checked as well: a second line of defence, never met in practice."""
    with pytest.raises(ValueError, match="X-Intake-Trace"):
        wire(composed, trace="x\r\nBcc: y@z.example")


@pytest.mark.parametrize(
    ("original", "allow_8bit", "content_type", "encoding"),
    [
        (PLAIN_ORIGINAL, False, b"message/rfc822", b"7bit"),
        (PLAIN_ORIGINAL[:-2], False, b"message/rfc822", b"7bit"),
        (b"", False, b"message/rfc822", b"7bit"),
        (b"Subject: x\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n", True, b"message/rfc822", b"8bit"),
        (b"Subject: x\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n", False, b"application/octet-stream", b"base64"),
        (b"Subject: x\n\nText\n", True, b"application/octet-stream", b"base64"),
        (b"Subject: x\r\n\r\na\rb\r\n", True, b"application/octet-stream", b"base64"),
        (b"Subject: x\r\n\r\na\x00b\r\n", True, b"application/octet-stream", b"base64"),
        (b"Subject: x\r\n\r\n" + b"a" * 999 + b"\r\n", True, b"application/octet-stream", b"base64"),
    ],
    ids=["plain", "no last line end", "empty", "8bit allowed", "8bit refused", "LF only", "bare CR", "NUL", "long line"],
)
def test_the_original_goes_along_byte_for_byte(
    composed: Composed, original: bytes, allow_8bit: bool, content_type: bytes, encoding: bytes
) -> None:
    """As a message where the standards allow it (RFC 2046 §5.2.1), else as a file in base64."""
    raw = wire(composed, original=original, allow_8bit=allow_8bit)
    body = part_bytes(raw, content_type)
    assert (base64.b64decode(body) if encoding == b"base64" else body) == original
    assert b"Content-Transfer-Encoding: " + encoding in raw
    mail = parsed(raw)
    assert mail.get_content_type() == "multipart/mixed"
    body_part, attached = mail.iter_parts()
    assert body_part.get_content_type() == "multipart/alternative"
    assert attached.get_content_disposition() == "attachment"
    if encoding == b"base64":
        assert attached.get_filename() == "original.eml"
    if not allow_8bit:
        assert_wire_safe(raw)


def test_an_original_cannot_close_our_part(composed: Composed) -> None:
    """A sender who foresees the boundary only makes us take another."""
    first = wire(composed, original=PLAIN_ORIGINAL)
    boundary = re.search(rb'boundary="([^"]+)"', first)
    assert boundary is not None
    hostile = (
        PLAIN_ORIGINAL + b"--" + boundary[1] + b"--\r\n--" + boundary[1] + b"\r\nContent-Type: text/html\r\n\r\n<script>\r\n"
    )
    raw = wire(composed, original=hostile)
    assert part_bytes(raw, b"message/rfc822") == hostile
    assert len(list(parsed(raw).iter_parts())) == 2


def test_eight_bits_only_where_the_server_takes_them(composed: Composed) -> None:
    """With 8BITMIME the text goes out readable."""
    assert "Günaydın".encode() in wire(composed, allow_8bit=True)
    assert_wire_safe(wire(composed))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=1500)


@settings(max_examples=150, deadline=None)
@given(
    text=WORDS, page=WORDS, subject=WORDS, name=WORDS, original=st.none() | st.binary(max_size=2000), allow_8bit=st.booleans()
)
def test_whatever_is_composed_parses_back(
    text: str, page: str, subject: str, name: str, original: bytes | None, allow_8bit: bool
) -> None:
    """Any words at all: the mail is sound, its lines short, and its text the same."""
    mail = Composed(subject=subject, text=text, html=page, languages=("de",))
    raw = wire(mail, sender=Address(name=name, address="a@b.example"), original=original, allow_8bit=allow_8bit)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", raw) is None
    if not allow_8bit:
        assert raw.isascii()
    back = message_from_bytes(raw, policy=SMTP)
    assert isinstance(back, EmailMessage)
    found = [part for part in back.walk() if part.get_content_maintype() == "text"][:2]
    for part, written in zip(found, (text, page), strict=True):
        expected = re.sub(r"\r\n|\r", "\n", written).replace("\x00", "").encode()
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        assert payload.replace(b"\r\n", b"\n").rstrip(b"\n") == expected.rstrip(b"\n")
    assert len(back["From"].addresses) == 1
    assert back["From"].addresses[0].addr_spec == "a@b.example"
