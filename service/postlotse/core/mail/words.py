"""RFC 2047 encoded words, read as real mails write them: split characters, spaces inside, unknown charsets, raw 8-bit around.

Knows nothing of header fields; the result is text, not yet cleaned.
"""

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from binascii import a2b_qp

from postlotse.core.mail import charsets

# charset, optional language, encoding, text.  The text may hold spaces (broken, but seen) but no line end and no "?=".
_WORD = re.compile(rb"=\?([A-Za-z0-9_.:()+*-]{1,60})\?([bBqQ])\?([^\r\n]*?)\?=", re.S)
_UNFINISHED = re.compile(rb"=\?([A-Za-z0-9_.:()+*-]{1,60})\?([bBqQ])\?([^\s?]+)$")
_GAP = re.compile(rb"^\s*$")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def _payload(encoding: bytes, text: bytes) -> bytes:
    """Undo Q or B, leniently."""
    if encoding in b"qQ":
        text = text.replace(b"_", b"=20").replace(b" ", b"=20").replace(b"\t", b"=20")
        try:
            return a2b_qp(text)
        except (BinasciiError, ValueError):
            return text
    out = b""
    for piece in re.split(rb"=+", text):
        piece = _NOT_BASE64.sub(b"", piece)
        if len(piece) % 4 == 1:
            piece = piece[:-1]
        try:
            out += b64decode(piece + b"=" * (-len(piece) % 4))
        except (BinasciiError, ValueError):
            continue
    return out


def decode(raw: bytes, hint: str = "") -> str:
    """Return the text of a header value; adjacent words of one charset are joined as bytes first, gaps between words vanish."""
    if b"=?" not in raw:
        return charsets.decode(raw, "", hint)[0]
    out: list[str] = []
    pending = b""
    pending_charset = ""
    at = 0

    def flush() -> None:
        nonlocal pending
        if pending:
            out.append(charsets.decode(pending, pending_charset, hint)[0])
            pending = b""

    for found in _WORD.finditer(raw):
        between = raw[at : found.start()]
        charset = found.group(1).decode("ascii").split("*", 1)[0].lower()
        if at == 0 or not _GAP.match(between):
            flush()
            out.append(charsets.decode(between, "", hint)[0])
        if charset != pending_charset:
            flush()
        pending_charset = charset
        pending += _payload(found.group(2), found.group(3))
        at = found.end()
    flush()
    rest = raw[at:]
    unfinished = _UNFINISHED.search(rest)
    if unfinished:  # cut off in the middle: read what is there
        out.append(charsets.decode(rest[: unfinished.start()], "", hint)[0])
        out.append(
            charsets.decode(_payload(unfinished.group(2), unfinished.group(3)), unfinished.group(1).decode("ascii"), hint)[0]
        )
    else:
        out.append(charsets.decode(rest, "", hint)[0])
    return "".join(out)


def is_encoded(raw: bytes) -> bool:
    """Tell whether the value holds an encoded word."""
    return b"=?" in raw and _WORD.search(raw) is not None
