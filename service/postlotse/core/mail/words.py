"""RFC 2047 encoded words, read as real mails write them: split characters, spaces inside, unknown charsets, raw 8-bit around.

Knows nothing of header fields; the result is text, not yet cleaned.
"""

import re
from base64 import b64decode
from binascii import Error as BinasciiError
from binascii import a2b_qp
from collections.abc import Iterator
from typing import NamedTuple

from postlotse.core.mail import charsets

# charset (also quoted or empty), optional language, encoding; the text behind it may hold spaces (broken, but seen) and a fold.
_START = re.compile(rb"=\?([A-Za-z0-9_.:()+*\"'-]{0,60})\?([bBqQ])\?")
_FOLD = re.compile(rb"\r?\n[ \t]*")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_PADDING = re.compile(rb"=+")
_WHITE = re.compile(rb"\s")


class _Word(NamedTuple):
    """Where an encoded word begins and ends, and what it holds."""

    start: int
    end: int
    charset: str
    encoding: bytes
    text: bytes


def _words(raw: bytes) -> Iterator[_Word]:
    """Yield the encoded words of a value in order; the last may lack its end.  Linear: each end is looked for once."""
    found = _START.search(raw)
    end = 0
    while found:
        begin = found.end()
        charset = found.group(1).decode("ascii").split("*", 1)[0].lower()
        following = _START.search(raw, begin)
        if -1 < end < begin:
            end = raw.find(b"?=", begin)
        if end < 0:
            rest = raw[begin:].rstrip()
            if following is None and rest and not _WHITE.search(rest):  # cut off in the middle: read what is there
                yield _Word(found.start(), len(raw), charset, found.group(2), rest.rstrip(b"?"))
            return
        if following is not None and following.start() < end:  # this one has no end of its own
            found = following
            continue
        yield _Word(found.start(), end + 2, charset, found.group(2), _FOLD.sub(b"", raw[begin:end]))
        found = following if following is not None and following.start() >= end + 2 else _START.search(raw, end + 2)


def _payload(encoding: bytes, text: bytes) -> bytes:
    """Undo Q or B, leniently."""
    if encoding in b"qQ":
        text = text.replace(b"_", b"=20").replace(b" ", b"=20").replace(b"\t", b"=20")
        try:
            return a2b_qp(text)
        except (BinasciiError, ValueError):
            return text
    out: list[bytes] = []
    for piece in _PADDING.split(text):
        piece = _NOT_BASE64.sub(b"", piece)
        if len(piece) % 4 == 1:
            piece = piece[:-1]
        try:
            out.append(b64decode(piece + b"=" * (-len(piece) % 4)))
        except (BinasciiError, ValueError):
            continue
    return b"".join(out)


def decode(raw: bytes, hint: str = "") -> str:
    """Return the text of a header value; adjacent words of one charset are joined as bytes first, gaps between words vanish."""
    if b"=?" not in raw:
        return charsets.decode(raw, "", hint)[0]
    out: list[str] = []
    pending: list[bytes] = []
    pending_charset = ""
    at = 0

    def flush() -> None:
        if pending:
            out.append(charsets.decode(b"".join(pending), pending_charset, hint)[0])
            pending.clear()

    for word in _words(raw):
        between = raw[at : word.start]
        if at == 0 or between.strip():
            flush()
            out.append(charsets.decode(between, "", hint)[0])
        if word.charset != pending_charset:
            flush()
        pending_charset = word.charset
        pending.append(_payload(word.encoding, word.text))
        at = word.end
    flush()
    out.append(charsets.decode(raw[at:], "", hint)[0])
    return "".join(out)


def is_encoded(raw: bytes) -> bool:
    """Tell whether the value holds an encoded word."""
    return b"=?" in raw and next(_words(raw), None) is not None
