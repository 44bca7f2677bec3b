"""Repairs and limits before any library reads: junk, missing blank lines, delimiters, bombs."""

import pytest

from postlotse.core.mail.frame import MAX_DEPTH, MAX_PARTS, frame
from postlotse.core.mail.parse import parse

REPAIRS = [
    pytest.param(b"\xef\xbb\xbfSubject: x\r\n\r\nhello", "byte_order_mark", id="byte-order-mark"),
    pytest.param(b"\r\n\r\nSubject: x\r\n\r\nhello", "blank_before_headers", id="blank-lines-first"),
    pytest.param(b"Subject: x\rFrom: a@b.example\r\rhello", "bare_cr", id="bare-cr"),
    pytest.param(b"Subject: x\r\r\nFrom: a@b.example\r\r\n\r\r\nhello", "doubled_cr", id="doubled-cr"),
    pytest.param(b"Subject: x\r\nFrom: a@b.example\r\nhello there\r\n", "missing_blank_line", id="no-blank-line"),
    pytest.param(b"junk line\r\nSubject: x\r\n\r\nhello", "junk_in_headers", id="junk-first"),
    pytest.param(b"From: a@b.example\r\njunk line\r\nSubject: x\r\n\r\nhello", "junk_in_headers", id="junk-between"),
    pytest.param("Subject: x\r\n\r\nhello".encode("utf-16"), "utf16_message", id="utf-16"),
    pytest.param("Subject: x\r\n\r\nhello".encode("utf-16-le"), "utf16_message", id="utf-16-without-mark"),
    pytest.param("Subject: x\r\n\r\nhello".encode("utf-16-be"), "utf16_message", id="utf-16-big-endian"),
    pytest.param(b"\xef\xbb\xbf\r\nSubject: x\r\n\r\nhello", "byte_order_mark", id="byte-order-mark-and-blank-line"),
    pytest.param(b"\x00\x00Subject: x\r\n\r\nhello", "blank_before_headers", id="zeros-first"),
    pytest.param(b" Subject: x\r\nFrom: a@b.example\r\n\r\nhello", "blank_before_headers", id="space-first"),
    pytest.param(b"Subject: x\n\rFrom: a@b.example\n\r\n\rhello", "swapped_line_ends", id="swapped-line-ends"),
    pytest.param(
        b"<br>\r\nWarning: something failed in line 3\r\nSubject: x\r\nFrom: a@b.example\r\n\r\nhello",
        "junk_in_headers",
        id="program-warning-first",
    ),
    pytest.param(b"HTTP/1.1 200 OK\r\nSubject: x\r\n\r\nhello", "junk_in_headers", id="status-line-first"),
    pytest.param(b" folded\r\nSubject: x\r\n\r\nhello", "junk_in_headers", id="continuation-first"),
    pytest.param(b"X-Script: y\r\n\r\nSubject: x\r\nFrom: a@b.example\r\n\r\nhello", "blank_inside_headers", id="two-blocks"),
    pytest.param(
        b"Subject: x\r\nContent-Type: text/html\r\n<html><body>hello</body></html>\r\n",
        "missing_blank_line",
        id="no-blank-line-before-html",
    ),
    pytest.param(
        b"Subject: x\r\nFrom: a@b.example\r\nhello all,\r\nTermin: morgen\r\n",
        "missing_blank_line",
        id="no-blank-line-and-colon",
    ),
]


@pytest.mark.parametrize(("raw", "code"), REPAIRS)
def test_a_broken_frame_is_repaired_and_noted(raw: bytes, code: str) -> None:
    """Subject and body are found in spite of the damage, and a defect says what was repaired."""
    mail = parse(raw)
    assert (mail.subject, mail.text.split()[0]) == ("x", "hello")
    assert code in mail.defects


def test_an_mbox_line_is_no_header() -> None:
    """The `From ` line of an mbox file is skipped without a word."""
    mail = parse(b"From alice@x.example  Mon Mar  2 10:00:00 2026\nSubject: x\n\nhello\n")
    assert (mail.subject, mail.text, mail.from_) == ("x", "hello", ())


def test_a_message_without_headers_is_all_body() -> None:
    """Text that has no header line at all is kept as the body."""
    assert parse(b"Nur Text, sonst nichts.\nZweite Zeile").text == "Nur Text, sonst nichts.\nZweite Zeile"


_PARTS = b"Content-Type: text/plain\r\n\r\nhello\r\n--%s\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n"
BOUNDARIES = [
    pytest.param(b"boundary=wrong", b"right", True, id="another-one"),
    pytest.param(b"x=y", b"right", True, id="none-declared"),
    pytest.param(b'boundary=""', b"right", True, id="empty"),
    pytest.param(b"boundary=ABC", b"abc", True, id="other-case"),
    pytest.param(b"\r\nboundary=abc", b"abc", True, id="not-folded"),
    pytest.param(b'boundary="--abc"', b"abc", True, id="dashes-declared"),
    pytest.param(b"boundary=wrong; boundary=abc", b"abc", True, id="two-declared"),
    pytest.param(b"(c) boundary=abc (d)", b"abc", True, id="comments"),
    pytest.param(b"boundary*0=a; boundary*1=bc", b"abc", False, id="rfc-2231"),
    pytest.param(b"boundary=a=b?c/d", b"a=b?c/d", False, id="signs-without-quotes"),
    pytest.param(b'boundary="a b "', b"a b", False, id="space-at-the-end"),
]


@pytest.mark.parametrize(("parameter", "used", "noted"), BOUNDARIES)
@pytest.mark.parametrize("end", [b"--%s--\r\n", b"", b"--%s--"], ids=["closed", "cut-off", "no-line-end"])
def test_a_wrong_boundary_is_found_in_the_body(parameter: bytes, used: bytes, noted: bool, end: bytes) -> None:
    """The delimiter that the body uses counts when the declared one does not occur."""
    head = b"Subject: x\r\nContent-Type: multipart/mixed; " + parameter + b"\r\n\r\n"
    raw = head + b"--" + used + b"\r\n" + _PARTS % used + (end % used if b"%" in end else end)
    mail = parse(raw)
    assert (mail.text, [a.name for a in mail.attachments]) == ("hello", ["a.pdf"])
    assert ("boundary_repaired" in mail.defects) == noted


def test_an_inner_multipart_that_is_never_closed_ends_with_the_outer_one() -> None:
    """The next part of the outer multipart is not swallowed."""
    raw = (
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
        b"Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
        b"--o\r\nContent-Type: text/plain\r\n\r\nmore\r\n--o--\r\n"
    )
    assert parse(raw).text == "hello\n\nmore"


def test_an_inner_multipart_with_the_same_boundary_is_read() -> None:
    """Programs that use one delimiter for everything lose nothing."""
    raw = (
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; "
        b"boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n--b--\r\n"
    )
    assert parse(raw).text == "hello"


def test_text_under_a_multipart_type_without_any_part_is_the_text() -> None:
    """A multipart in which no delimiter occurs is read as what it is."""
    assert parse(b"Content-Type: multipart/mixed; boundary=o\r\n\r\nhello there\r\n").text == "hello there"


def test_a_delimiter_that_begins_like_another_is_told_apart() -> None:
    """`--a----` starts a part of `a----` and does not end `a--`."""
    raw = (
        b'Content-Type: multipart/mixed; boundary="a--"\n\n--a--\nContent-Type: multipart/mixed; boundary="a----"\n\n'
        b"--a----\nContent-Type: text/plain\n\nbody\n--a------\n--a----\n"
    )
    assert parse(raw).text == "body"


LIMITS = [
    pytest.param(b"Subject: x\r\nX-Long: " + b"a" * 40_000 + b"\r\n\r\nhello", "header_too_long", id="one-header"),
    pytest.param(b"Subject: x\r\n" + b"X-A: y\r\n" * 50_000 + b"\r\nhello", "headers_too_long", id="many-headers"),
    pytest.param(
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nhello\r\n" * 2_000 + b"--b--\r\n",
        "too_many_parts",
        id="many-parts",
    ),
    pytest.param(
        b"Subject: x\r\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(100)),
        "too_deep",
        id="deep",
    ),
    pytest.param(
        b"Subject: x\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 100 + b"hello", "too_deep", id="messages-in-messages"
    ),
    pytest.param(
        b"Subject: x\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n"
        + b"--b\r\n\r\nFrom: a@b.example\r\n\r\nhi\r\n" * 900,
        "too_many_parts",
        id="many-messages-in-a-digest",
    ),
    pytest.param(
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: message/strange\r\n\r\nContent-Type: text/plain\r\n\r\nhi\r\n" * 400,
        "too_many_parts",
        id="many-messages-of-unknown-type",
    ),
    pytest.param(
        b"Subject: x\r\nTo: " + b", ".join(b"a%d@x.example" % i for i in range(900)) + b"\r\n\r\nhello",
        "too_many_addresses",
        id="addresses",
    ),
]


@pytest.mark.parametrize(("raw", "code"), LIMITS)
def test_what_is_over_a_limit_is_cut_and_noted(raw: bytes, code: str) -> None:
    """The message is still read, the rest is left out, and a defect says so."""
    mail = parse(raw)
    assert mail.subject == "x"
    assert code in mail.defects
    assert len(mail.part_types) <= MAX_PARTS
    assert len(mail.to) <= 200


def test_a_header_name_without_end_is_no_header() -> None:
    """A name of hundreds of letters is junk, and reading goes on behind it."""
    raw = b"Subject: x\r\nX-" + b"a" * 300 + b": y\r\nFrom: a@b.example\r\n\r\nhello"
    mail = parse(raw)
    assert (mail.subject, mail.author.address, mail.text) == ("x", "a@b.example", "hello")


def test_a_digest_of_messages_is_read() -> None:
    """The parts of a digest are messages without saying so (RFC 2046 §5.1.5); the text around them stays the text."""
    raw = (
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nhello\r\n--o\r\n"
        b"Content-Type: multipart/digest; boundary=i\r\n\r\n--i\r\n\r\nSubject: 1\r\n\r\n1\r\n--i\r\n\r\nSubject: two\r\n\r\n2"
        b"\r\n--i--\r\n--o--\r\n"
    )
    mail = parse(raw)
    assert (mail.text, len(mail.attachments)) == ("hello", 2)
    assert mail.part_types.count("message/rfc822") == 2


def test_depth_twenty_is_still_read() -> None:
    """The limit does not hit what is allowed."""
    raw = (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(MAX_DEPTH))
        + b"\r\nhello"
    )
    mail = parse(raw)
    assert (mail.text, "too_deep" in mail.defects) == ("hello", False)


def test_body_bytes_are_not_touched() -> None:
    """Lines that look like delimiters or headers stay in a body that is no multipart."""
    body = b"--b\r\nContent-Type: text/html\r\n\r\nSubject: no header\r\n"
    assert frame(b"Subject: x\r\n\r\n" + body).raw.endswith(body)
