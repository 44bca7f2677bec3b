"""Walk the MIME tree that the library read: every part with its type, names and bytes.  Chooses nothing."""

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from binascii import a2b_qp, a2b_uu
from dataclasses import dataclass
from email.message import Message
from typing import Any

from postlotse.core.mail import params

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_NO_CODE = re.compile(rb"[^A-Za-z0-9+/=\s]|[^\s] +[^\s]")


@dataclass(slots=True, kw_only=True)
class Part:
    """One node of the tree in reading order.

    `type` is what was declared, lower case; `inside` the types of the containers from the top; `nested` counts the messages
    around it (0 = a part of this message); `path` the position in the tree.
    """

    type: str
    message: Message
    path: tuple[int, ...]
    inside: tuple[str, ...]
    nested: int
    charset: str = ""
    name: str = ""
    disposition: str = ""
    content_id: str = ""
    values: dict[str, str]
    #: The decoded content where it does not come out of `message`: a file unpacked from TNEF, yEnc, uuencode.
    data: bytes | None = None
    #: Its content stands in the tree as parts below it (S/MIME signed, TNEF).
    unpacked: bool = False
    #: A body that counts only when the mail has none of its own.
    fallback: bool = False

    @property
    def is_container(self) -> bool:
        """Tell whether it holds other parts."""
        return self.unpacked or self.message.is_multipart()


def made(kind: str, raw: bytes, name: str = "", *, path: tuple[int, ...] = (), charset: str = "") -> Part:
    """Return a part for content that was found inside another one."""
    return Part(
        type=kind, message=Message(), path=path, inside=(), nested=0, charset=charset, name=name,
        disposition="attachment", values={}, data=raw,
    )  # fmt: skip


def raw_header(message: Message, name: str) -> str:
    """Return the first value of a header as the library holds it (bytes as surrogates), or ""."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value)
    return ""


def walk(top: Message) -> list[Part]:
    """Return all parts in reading order, containers included, without recursion."""
    found: list[Part] = []
    stack: list[tuple[Message, tuple[int, ...], tuple[str, ...], int, str]] = [(top, (), (), 0, "text/plain")]
    while stack:
        message, path, inside, nested, default = stack.pop()
        type_value = raw_header(message, "content-type")
        kind = params.media_type(type_value, default) if type_value else default
        disposition_value = raw_header(message, "content-disposition")
        type_values = params.parameters(type_value)
        disposition_values = params.parameters(disposition_value)
        name = disposition_values.get("filename", "") or type_values.get("name", "") or disposition_values.get("name", "")
        if kind == "application/x-encoded-message":
            kind = "message/rfc822"
        found.append(
            Part(
                type=kind,
                message=message,
                path=path,
                inside=inside,
                nested=nested,
                charset=type_values.get("charset", ""),
                name=name,
                disposition=params.disposition(disposition_value),
                content_id=raw_header(message, "content-id").strip(),
                values=type_values,
            )
        )
        payload = payload_of(message)
        if isinstance(payload, list):
            is_message = kind.startswith("message/")
            below = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            for number in range(len(payload) - 1, -1, -1):
                child = payload[number]
                if isinstance(child, Message) and kind != "message/delivery-status":
                    stack.append((child, (*path, number), (*inside, kind), nested + is_message, below))
    return found


def payload_of(message: Message) -> list[Any] | str:
    """Return the parts below a message, or its undecoded text; the library raises for a charset that holds a NUL."""
    try:
        payload = message.get_payload()
    except (ValueError, LookupError):
        raw = message.get_payload(decode=True)
        return raw.decode("latin-1") if isinstance(raw, bytes) else ""
    return payload if isinstance(payload, list) else str(payload)


def content(part: Part) -> tuple[bytes, str]:
    """Return the bytes of a leaf with the transfer encoding undone, and a defect code or ""."""
    if part.data is not None:
        return part.data, ""
    message = part.message
    encoding = raw_header(message, "content-transfer-encoding").split(";")[0].strip().strip("\"'").lower()
    del message["content-transfer-encoding"]  # our own copy: without it the library hands out the bytes as they stood
    payload = message.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if encoding:
        message["content-transfer-encoding"] = encoding
    if encoding == "base64":
        return _base64(raw)
    if encoding in ("quoted-printable", "quoted_printable", "qp", "quoted printable"):
        try:
            return a2b_qp(raw), ""
        except (BinasciiError, ValueError):
            return raw, "transfer_encoding_broken"
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return uudecode(raw), ""
    if encoding in ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "none"):
        return raw, ""
    return raw, "transfer_encoding_unknown"


def _base64(raw: bytes) -> tuple[bytes, str]:
    """Undo base64 leniently; text that only claims to be base64 stays as it is."""
    head, _, footer = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    if len(head) > 40 and _NO_CODE.search(footer) and not _NO_CODE.search(head):  # a list put its footer behind the code
        return _base64(head)[0], "transfer_encoding_broken"
    squeezed = _NOT_BASE64.sub(b"", raw)
    junk = len(raw) - len(squeezed) - sum(raw.count(blank) for blank in (b"\r", b"\n", b" ", b"\t"))
    if junk * 20 > len(raw):  # more than a twentieth cannot be base64: it is plain text
        return raw, "transfer_encoding_broken"
    out: list[bytes] = []
    defect = "transfer_encoding_broken" if junk else ""
    for piece in re.split(rb"=+", squeezed):
        if len(piece) % 4 == 1:
            piece = piece[:-1]
            defect = "transfer_encoding_broken"
        try:
            out.append(b64decode(piece + b"=" * (-len(piece) % 4)))
        except (BinasciiError, ValueError):
            defect = "transfer_encoding_broken"
    return b"".join(out), defect


def uu_line(line: bytes) -> bytes:
    """Undo one uuencoded line; one of wrong length as far as its own count says, a broken one gives nothing."""
    try:
        return a2b_uu(line)
    except (BinasciiError, ValueError):
        length = (line[0] - 32) & 63 if line else 0
    try:
        return a2b_uu(line[: 1 + (length + 2) // 3 * 4])
    except (BinasciiError, ValueError):
        return b""


def uudecode(raw: bytes) -> bytes:
    """Undo uuencoding between `begin` and `end`, line by line, skipping broken lines."""
    out: list[bytes] = []
    started = False
    for line in raw.splitlines():
        if not started:
            started = line.startswith(b"begin ")
            continue
        if line.strip() == b"end":
            break
        out.append(uu_line(line))
    return b"".join(out)
