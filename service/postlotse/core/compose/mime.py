"""Turns a composed mail into bytes for the wire: CRLF, lines of at most 998 bytes, seven bits unless told otherwise.

Never raises for odd names, subjects or texts (they are cleaned); raises ValueError for an address that cannot be one.
No clock, no randomness: the same arguments give the same bytes, so that a repeated mail is the same mail.
"""

import base64
import binascii
import hashlib
from datetime import datetime
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.utils import format_datetime
from io import BytesIO

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
    mail = EmailMessage(policy=WIRE)
    mail["From"] = mailbox(sender)
    mail["To"] = wire_address(recipient)
    if reply_to:
        mail["Reply-To"] = wire_address(reply_to)
    mail["Subject"] = encoded_text(one_line(composed.subject))
    mail["Date"] = format_datetime(date)
    mail["Message-ID"] = message_id
    if parents:
        mail["In-Reply-To"] = parents[0]
    thread = ids((*(known for known in ids(references) if known not in parents), *parents))
    if thread:
        mail["References"] = " ".join(thread)
    for name, value in (("Auto-Submitted", auto_submitted), ("X-Auto-Response-Suppress", suppress), (TRACE_HEADER, trace)):
        if value:
            mail[name] = value
    mail["Content-Language"] = ", ".join(composed.languages)
    mail["MIME-Version"] = "1.0"
    parts = [_text(composed.text, "plain", allow_8bit), _text(composed.html, "html", allow_8bit)]
    seed = f"{message_id}\n{composed.text}\n{composed.html}".encode("utf-8", "replace")
    if original is None:
        _multipart(mail, "alternative", parts, seed)
    else:
        body = EmailMessage(policy=WIRE)
        _multipart(body, "alternative", parts, b"inner" + seed)
        _multipart(mail, "mixed", [body, _attached(original, allow_8bit)], seed)
    out = BytesIO()
    BytesGenerator(out, policy=WIRE, mangle_from_=False).flatten(mail)
    return out.getvalue()


def _text(text: str, subtype: str, allow_8bit: bool) -> EmailMessage:
    """Return a text part in the plainest encoding that the line limits and the server allow."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").encode("utf-8", "replace")
    longest = max(map(len, lined.split(b"\n")))
    if lined.isascii() and longest <= _SHORT_LINE:
        encoding, payload = "7bit", lined
    elif allow_8bit and longest <= LINE_LIMIT:
        encoding, payload = "8bit", lined
    else:
        quoted = binascii.b2a_qp(lined, istext=True)
        coded = base64.encodebytes(lined.replace(b"\n", b"\r\n"))
        encoding, payload = ("quoted-printable", quoted) if len(quoted) <= len(coded) else ("base64", coded)
    return _part(f'text/{subtype}; charset="utf-8"', encoding, payload)


def _attached(original: bytes, allow_8bit: bool) -> EmailMessage:
    """Return the part with the original, byte for byte."""
    lines = original.split(b"\r\n")
    sound = all(len(line) <= LINE_LIMIT and not set(line) & {0, 10, 13} for line in lines)
    if sound and (original.isascii() or allow_8bit):
        part = _part("message/rfc822", "7bit" if original.isascii() else "8bit", original)
        part["Content-Disposition"] = "attachment"
        return part
    part = _part('application/octet-stream; name="original.eml"', "base64", base64.encodebytes(original))
    part["Content-Disposition"] = 'attachment; filename="original.eml"'
    return part


def _part(content_type: str, encoding: str, payload: bytes) -> EmailMessage:
    part = EmailMessage(policy=WIRE)
    part["Content-Type"] = content_type
    part["Content-Transfer-Encoding"] = encoding
    part.set_payload(payload.decode("ascii", "surrogateescape"))
    return part


def _multipart(mail: EmailMessage, subtype: str, parts: list[EmailMessage], seed: bytes) -> None:
    """Fill `mail` with parts; the boundary comes from the content and is proved not to stand in it."""
    inside = "\n".join(_payloads(part) for part in parts)
    boundary, turn = "", 0
    while not boundary or boundary in inside:
        boundary = f"=_{hashlib.sha256(seed + bytes([turn % 256])).hexdigest()[:40]}"
        seed, turn = seed + b"+", turn + 1
    eight = any(part["Content-Transfer-Encoding"] == "8bit" for part in parts)
    mail["Content-Type"] = f'multipart/{subtype}; boundary="{boundary}"'
    mail["Content-Transfer-Encoding"] = "8bit" if eight else "7bit"
    mail.set_payload(list(parts))


def _payloads(part: EmailMessage) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n".join(
            f"{inner.get_boundary('')}\n{_payloads(inner)}" for inner in payload if isinstance(inner, EmailMessage)
        )
    return str(payload)
