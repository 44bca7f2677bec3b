"""Turns a composed mail into bytes for the wire: CRLF, lines of at most 998 bytes, seven bits unless told otherwise.

Never raises for odd names, subjects or texts (they are cleaned); raises ValueError for an address that cannot be one.
No clock, no randomness: the same arguments give the same bytes, so that a repeated mail is the same mail.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from itertools import count

from postlotse.core.compose.cleaning import one_line
from postlotse.core.compose.seals import TRACE_HEADER, message_id, own_id, own_trace, trace_header
from postlotse.core.compose.types import Composed
from postlotse.core.compose.wire import LINE_LIMIT, WIRE, encoded_text, ids, mailbox, wire_address
from postlotse.core.mail.types import Address

__all__ = ["TRACE_HEADER", "build", "message_id", "own_id", "own_trace", "trace_header", "wire_address"]

#: For acknowledgements; the bit for non-delivery reports is included ([MS-OXCMAIL] 2.1.3.2.20).
SUPPRESS_ALL = "All"
#: For forwards, whose bounce must come back and reopen the case.
SUPPRESS_BUT_BOUNCES = "DR, RN, NRN, OOF, AutoReply"
_SHORT_LINE = 76


def build(
    composed: Composed,
    *,
    sender: Address,
    recipient: str,
    date: datetime,
    message_id: str,
    in_reply_to: str = "",
    references: tuple[str, ...] = (),
    reply_to: str = "",
    auto_submitted: str,
    suppress: str,
    trace: str,
    original: bytes | None = None,
    allow_8bit: bool = False,
) -> bytes:
    """Return the whole mail as bytes.

    `original` is attached unchanged: as message/rfc822 where RFC 2046 §5.2.1 allows it, else as `original.eml` in base64.
    `allow_8bit` is for servers that offer 8BITMIME.  Raises ValueError when sender, recipient or reply_to is no plain address.
    """
    parents = ids((in_reply_to,))[:1]
    thread = ids((*(known for known in ids(references) if known not in parents), *parents))
    headers = [
        ("From", mailbox(sender)),
        ("To", wire_address(recipient)),
        ("Reply-To", wire_address(reply_to) if reply_to else ""),
        ("Subject", encoded_text(one_line(composed.subject))),
        ("Date", format_datetime(date)),
        ("Message-ID", message_id),
        ("In-Reply-To", " ".join(parents)),
        ("References", " ".join(thread)),
        ("Auto-Submitted", auto_submitted),
        ("X-Auto-Response-Suppress", suppress),
        (TRACE_HEADER, trace),
        ("Content-Language", ", ".join(composed.languages)),
        ("MIME-Version", "1.0"),
    ]
    body = _multipart(
        "alternative", [_text(composed.text, "plain", allow_8bit), _text(composed.html, "html", allow_8bit)], message_id
    )
    if original is not None:
        body = _multipart("mixed", [body, _attached(original, allow_8bit)], message_id)
    return _entity(replace(body, headers=(*headers, *body.headers)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A MIME entity: headers ready for the wire, and the body with CRLF line ends."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def encoding(self) -> str:
        return dict(self.headers)["Content-Transfer-Encoding"]


def _entity(part: _Part) -> bytes:
    """Return a part as bytes; every header passes the policy, which refuses what could break out of it."""
    stored = [WIRE.header_store_parse(name, value) for name, value in part.headers if value]
    return b"".join(WIRE.fold_binary(name, value) for name, value in stored) + b"\r\n" + part.body


def _text(text: str, subtype: str, allow_8bit: bool) -> _Part:
    """Return a text part in the plainest encoding that the line limits and the server allow."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").encode("utf-8", "replace")
    longest = max(map(len, lined.split(b"\n")))
    if lined.isascii() and longest <= _SHORT_LINE:
        encoding, body = "7bit", lined
    elif allow_8bit and longest <= LINE_LIMIT:
        encoding, body = "8bit", lined
    else:
        quoted = binascii.b2a_qp(lined, istext=True)
        coded = base64.encodebytes(lined.replace(b"\n", b"\r\n"))
        encoding, body = ("quoted-printable", quoted) if len(quoted) <= len(coded) else ("base64", coded)
    return _part(f'text/{subtype}; charset="utf-8"', encoding, body.replace(b"\n", b"\r\n"))


def _attached(original: bytes, allow_8bit: bool) -> _Part:
    """Return the part with the original, byte for byte."""
    lines = original.split(b"\r\n")
    sound = not {0, 10, 13} & set(b"".join(lines)) and max(map(len, lines)) <= LINE_LIMIT
    if sound and (original.isascii() or allow_8bit):
        return _part("message/rfc822", "7bit" if original.isascii() else "8bit", original, "attachment")
    coded = base64.encodebytes(original).replace(b"\n", b"\r\n")
    return _part('application/octet-stream; name="original.eml"', "base64", coded, 'attachment; filename="original.eml"')


def _part(content_type: str, encoding: str, body: bytes, disposition: str = "") -> _Part:
    headers = (("Content-Type", content_type), ("Content-Transfer-Encoding", encoding), ("Content-Disposition", disposition))
    return _Part(headers=headers, body=body)


def _multipart(subtype: str, parts: list[_Part], seed: str) -> _Part:
    """Return the parts as one; the boundary comes from `seed` and is proved not to stand in any of them."""
    entities = [_entity(part) for part in parts]
    boundary = ""
    for turn in count():
        boundary = f"=_{hashlib.sha256(f'{subtype} {turn} {seed}'.encode()).hexdigest()[:40]}"
        if not any(boundary.encode() in entity for entity in entities):
            break
    line = b"--" + boundary.encode()
    body = b"".join(line + b"\r\n" + entity + b"\r\n" for entity in entities) + line + b"--\r\n"
    encoding = "8bit" if any(part.encoding == "8bit" for part in parts) else "7bit"
    return _part(f'multipart/{subtype}; boundary="{boundary}"', encoding, body)
