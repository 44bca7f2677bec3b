"""Whatever comes: `parse` returns, the text is clean, and the codec gives back the same Mail."""

import json
import re
from unicodedata import is_normalized

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlotse.core.mail import automatic, codec
from postlotse.core.mail.parse import parse
from postlotse.core.mail.threads import clues
from postlotse.core.mail.types import Mail
from tests.mail.letters import OURS, parts, raw_letter

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_KIND, _BODY = parts(
    (
        "Content-Type: text/plain; charset=utf-8; format=flowed",
        "Guten Tag \nAm 02.03.2026 um 10:00 schrieb A <a@a.example>:\n> alt",
    ),
    ("Content-Type: text/html; charset=utf-8", "<p>Guten <b>Tag</b></p><blockquote>alt</blockquote>"),
    ("Content-Type: message/rfc822", "From: MAILER-DAEMON@x.example\nSubject: =?utf-8?Q?=C3=BC?=\n\nText"),
    (
        "Content-Type: message/delivery-status",
        "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@a.example\nAction: failed\nStatus: 5.1.1",
    ),
    ("Content-Type: application/pdf; name*=utf-8''%C3%BC.pdf\nContent-Transfer-Encoding: base64", "R3LDvMOfZQ=="),
    kind="report; report-type=delivery-status",
)
SEEDS = [
    raw_letter(),
    raw_letter(_BODY, Content_Type=_KIND, Subject="=?utf-8?B?R3LDvMOfZQ==?=", From='"A, B" <a@a.example>, C: d@d.example;'),
    raw_letter("<div style='display:none'>x</div><table><tr><td>y</table>", Content_Type="text/html; charset=iso-8859-1"),
]
TOKENS = [
    b"\r\n\r\n",
    b"\r\n",
    b"--b",
    b"--b--",
    b"=?utf-8?Q?",
    b"?=",
    b"<",
    b">",
    b'"',
    b"(",
    b"\\",
    b";",
    b":",
    b"\x00",
    b"\xff",
    b"\xcc\x81",
    b"\r",
    b"charset=",
    b"boundary=",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"\x1b$B",
    b"+AGE-",
]


def check(raw: bytes) -> None:
    """Parse and hold the promises of `Mail`."""
    mail = parse(raw)
    assert "unreadable" not in mail.defects, mail.defects
    assert codec.loads(codec.dumps(mail)) == mail
    for text in (
        mail.subject,
        mail.text,
        mail.full_text,
        mail.quoted,
        mail.signature,
        mail.html,
        mail.attached_text,
        *(a.name for a in mail.attachments),
    ):
        assert not _CONTROL.search(text)
        assert is_normalized("NFC", text)
    assert not any("\n" in value or "\r" in value for pair in mail.headers for value in pair)
    assert mail.text or not mail.full_text.strip()
    automatic.kind(mail)
    automatic.no_acknowledgement(mail, ours=frozenset({OURS}), known_as=frozenset({OURS}), authserv_id="mx")
    clues(mail, address=OURS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2_000))
def test_arbitrary_bytes(raw: bytes) -> None:
    """No bytes at all make it fail."""
    check(raw)


_NAMES = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "References",
    "Reply-To",
    "Return-Path",
    "Content-Type",
    "Content-Disposition",
    "Content-Transfer-Encoding",
    "Authentication-Results",
    "X-Spam-Status",
    "List-Id",
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.binary(max_size=120)), max_size=8), st.binary(max_size=400))
def test_arbitrary_bytes_behind_known_headers(head: list[tuple[str, bytes]], body: bytes) -> None:
    """Plain chance seldom makes a header; here every value is arbitrary, and so is the body."""
    check(b"".join(name.encode() + b": " + value + b"\r\n" for name, value in head) + b"\r\n" + body)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8))), max_size=12
    ),
)
def test_mutated_messages(seed: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    """Real messages with pieces cut out and put in."""
    raw = seed
    for place, length, piece in cuts:
        at = int(place * len(raw))
        raw = raw[:at] + piece + raw[at + length :]
    check(raw)


def test_a_charset_with_a_nul_is_a_charset_we_do_not_know() -> None:
    """The library hands such a name to the codec, which raises."""
    head = b"From: a@a.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    raw = head + b'Content-Type: text/plain; charset="ut\x00f-8"\r\n\r\nGr\xfc\xdfe\r\n'
    check(raw)
    assert "Gr" in parse(raw).full_text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_arbitrary_text_in_headers_and_body(body: str, subject: str, name: str) -> None:
    """All of Unicode in body, subject and name."""
    head = f"Subject: {subject}\r\nFrom: {name} <a@a.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    check(head.encode("utf-8", "surrogatepass"))


def test_the_codec_is_versioned_and_plain() -> None:
    """Defaults are left out, unknown keys are ignored, foreign data is refused."""
    assert json.loads(codec.dumps(Mail())) == {"v": 1}
    assert codec.from_plain({"v": 2, "subject": "x", "later": True}) == Mail(subject="x")
    for foreign in ({}, {"v": "x"}, {"v": 1, "to": [[1, 2, 3]]}, {"v": 1, "report": {"nonsense": 1}}, {"v": 1, "date": "x"}):
        with pytest.raises(ValueError):
            codec.from_plain(foreign)


def test_a_null_return_path_survives_the_codec() -> None:
    """None and "" mean different things."""
    assert codec.loads(codec.dumps(Mail(return_path=""))).return_path == ""
    assert codec.loads(codec.dumps(Mail())).return_path is None
