"""Files that stand encoded inside plain text: uuencode and yEnc.  Takes them out of the text; looks at no content."""

import re

from postlotse.core.mail import charsets
from postlotse.core.mail.parts import Part, made, uu_line

MAX_FILES = 100
_UU_BEGIN = re.compile(r"^begin (?:-base64 )?[0-7]{3,4} (\S[^\n]{0,200})\n", re.M)
_UU_LINE = re.compile(r"[\x20-\x60]{1,90}\n?")
_UU_END = re.compile(r"(?:[`\x20]?[ \t]*\n)?end[ \t]*(?:\n|$)")
_YENC = re.compile(rb"^=ybegin (?=[^\r\n]{0,300}\bsize=)([^\r\n]{0,400})\r?\n", re.M)
_YENC_END = re.compile(rb"^=yend(?: [^\r\n]{0,300})?(?:\r?\n|$)", re.M)
_YENC_PART = re.compile(rb"=ypart [^\r\n]{0,200}\r?\n")
_ESCAPE = re.compile(rb"=(.)", re.S)
_MINUS_42 = bytes((byte - 42) % 256 for byte in range(256))
_ESCAPED = [bytes([(byte - 64) % 256]) for byte in range(256)]


def _uu_block(text: str, at: int) -> tuple[int, bytes] | None:
    """Return where the code that starts at a position ends and what it holds, None when it is none.

    Without its `end` (a cut mail) it needs at least two full lines in a row, so that a sentence is never taken for code.
    """
    out: list[bytes] = []
    full = 0
    while True:
        end = _UU_END.match(text, at)
        if end:
            return end.end(), b"".join(out)
        line = _UU_LINE.match(text, at)
        if not line or (not line.group().endswith("\n") and line.end() < len(text)):
            break
        code = line.group().rstrip("\n").encode("ascii")
        full += code[:1] == b"M" and 60 <= len(code) <= 62
        out.append(uu_line(code))
        at = line.end()
    return (at, b"".join(out)) if full >= 2 and full + 1 >= len(out) else None


def uuencoded(text: str) -> tuple[str, list[Part]]:
    """Take uuencoded files out of plain text: the text without them, and the files."""
    if "begin " not in text:
        return text, []
    kept: list[str] = []
    found: list[Part] = []
    at = 0
    while len(found) < MAX_FILES and (begin := _UU_BEGIN.search(text, at)):
        block = _uu_block(text, begin.end())
        if block is None:
            kept.append(text[at : begin.end()])
            at = begin.end()
            continue
        kept.append(text[at : begin.start()])
        at, raw = block
        found.append(made("application/octet-stream", raw, begin.group(1)))
    return ("".join(kept) + text[at:], found) if found else (text, [])


def yenc(raw: bytes, charset: str = "") -> tuple[bytes, list[Part]]:
    """Take yEnc files (yenc-draft 1.3) out of the bytes of a text; pieces of one file that follow each other are joined."""
    if b"=ybegin " not in raw:
        return raw, []
    kept: list[bytes] = []
    found: list[Part] = []
    at = 0
    for _ in range(MAX_FILES):
        begin = _YENC.search(raw, at)
        if not begin:
            break
        end = _YENC_END.search(raw, begin.end())
        kept.append(raw[at : begin.start()])
        at = end.end() if end else len(raw)
        code = raw[begin.end() : end.start() if end else len(raw)]
        piece = _YENC_PART.match(code)
        code = _yenc_bytes(code[piece.end() :] if piece else code)
        words, _, name = begin.group(1).partition(b"name=")
        shown = _name(name.strip(), charset)
        if piece and found and b"part=" in words and b"part=1 " not in words and found[-1].name == shown:
            found[-1].data = (found[-1].data or b"") + code
        else:
            found.append(made("application/octet-stream", code, shown))
    return b"".join(kept) + raw[at:], found


def _name(raw: bytes, charset: str) -> str:
    return charsets.decode(raw[:250], charset)[0]


def _yenc_bytes(code: bytes) -> bytes:
    """Undo the encoding of the lines of a yEnc file."""
    code = code.translate(None, b"\r\n")
    # `=` escapes the next byte: that one is shifted by 64 first.
    return _ESCAPE.sub(lambda found: _ESCAPED[found.group(1)[0]], code).translate(_MINUS_42)
