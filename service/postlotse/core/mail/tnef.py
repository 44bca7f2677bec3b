"""Read TNEF (`winmail.dat`): the text and the files that Outlook packed into it.  Opens no file, follows no link.

A reader of our own, because tnefparse 1.4 (the only Python library) does not stand hostile bytes: one broken attribute loses
the whole (`struct.error`, `UnboundLocalError`), embedded messages recurse without bound, every attribute copies the rest of the
stream, and compressed RTF needs a further package.  Here every length is checked against what is there, a broken rest is left
out with a defect, and numbers of attributes, properties, files and bytes of RTF are bounded.  [MS-OXTNEF], [MS-OXRTFCP].
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import Struct

SIGNATURE = b"\x78\x9f\x3e\x22"
MAX_ATTRIBUTES = 4_000
MAX_PROPERTIES = 2_000
MAX_FILES = 200
#: Bytes of RTF that are unpacked at most.
MAX_RTF = 2_000_000

_HEAD = Struct("<BHHI")
_BODY, _OEM_CODEPAGE, _MESSAGE_PROPERTIES = 0x800C, 0x9007, 0x9003
_FILE_STARTS, _FILE_TITLE, _FILE_CONTENT, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_PR_BODY, _PR_RTF, _PR_HTML, _PR_CODEPAGE = 0x1000, 0x1009, 0x1013, 0x3FDE
_PR_CONTENT, _PR_LONG_NAME, _PR_NAME, _PR_DISPLAY_NAME, _PR_MIME = 0x3701, 0x3707, 0x3704, 0x3001, 0x370E
_EMBEDDED_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
_STRING, _UNICODE, _OBJECT, _BINARY, _MANY = 0x1E, 0x1F, 0x0D, 0x102, 0x1000
_FIXED = {
    2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
}  # fmt: skip
#: What the window of LZFu holds at the start, [MS-OXRTFCP] 2.1.2.1.
_WINDOW_START = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_CHARSETS = {20127: "us-ascii", 20866: "koi8-r", 21866: "koi8-u", 65001: "utf-8", 50220: "iso-2022-jp", 51932: "euc-jp"}


@dataclass(slots=True, kw_only=True)
class File:
    """One packed file; `embedded` = it is an Outlook message, itself TNEF."""

    name: str = ""
    type: str = ""
    raw: bytes = b""
    embedded: bool = False


@dataclass(slots=True, kw_only=True)
class Tnef:
    """What was packed: the bodies as bytes with their charset (`rtf` unpacked), the files, defect codes."""

    plain: bytes = b""
    html: bytes = b""
    rtf: bytes = b""
    charset: str = ""
    html_charset: str = ""
    files: list[File] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def _charset(codepage: int) -> str:
    """Return the charset of a Windows code page number, or ""."""
    if codepage in _CHARSETS:
        return _CHARSETS[codepage]
    if 28591 <= codepage <= 28606:
        return f"iso-8859-{codepage - 28590}"
    return f"cp{codepage}" if 0 < codepage < 2_000 else ""


def _number(raw: bytes, at: int = 0) -> int:
    """Return the 32-bit number at a position; what is missing counts as 0."""
    return int.from_bytes(raw[at : at + 4], "little")


def _text(kind: int, raw: bytes, charset: str) -> str:
    """Decode a name."""
    if kind == _UNICODE:
        return raw.decode("utf-16-le", "replace").rstrip("\0")
    for encoding in ("utf-8", charset or "cp1252"):
        try:
            return raw.decode(encoding).rstrip("\0")
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1").rstrip("\0")


def _properties(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (id, type, first value) of a list of MAPI properties; ends at the first one that cannot be right."""
    at = 4
    for _ in range(min(_number(raw), MAX_PROPERTIES)):
        if at + 4 > len(raw):
            return
        kind = int.from_bytes(raw[at : at + 2], "little")
        name = int.from_bytes(raw[at + 2 : at + 4], "little")
        at += 4
        if name >= 0x8000:  # a named property: a GUID, then a number or a padded name
            numbered = _number(raw, at + 16) == 0
            at += 24 if numbered else 24 + (_number(raw, at + 20) + 3 & ~3)
        many = bool(kind & _MANY)
        kind &= ~_MANY
        if kind in _FIXED:
            count = 1
            if many:
                count = _number(raw, at)
                at += 4
            yield name, kind, raw[at : at + _FIXED[kind]]
            at += count * _FIXED[kind]
        elif kind in (_STRING, _UNICODE, _OBJECT, _BINARY):
            count = _number(raw, at)
            at += 4
            for number in range(min(count, MAX_PROPERTIES)):
                size = _number(raw, at)
                if at + 4 > len(raw) or size > len(raw) - at - 4:
                    return
                if number == 0:
                    yield name, kind, raw[at + 4 : at + 4 + size]
                at += 4 + (size + 3 & ~3)
        elif kind != 1:
            return


def unpack_rtf(raw: bytes, limit: int = MAX_RTF) -> bytes:
    """Return the RTF of a PR_RTF_COMPRESSED value, at most `limit` bytes; empty when it is none ([MS-OXRTFCP] 2.2)."""
    magic = raw[8:12]
    if magic == b"MELA":
        return raw[16 : 16 + min(_number(raw, 4), limit)]
    if magic != b"LZFu":
        return b""
    window = bytearray(4096)
    window[: len(_WINDOW_START)] = _WINDOW_START
    write = len(_WINDOW_START)
    limit = min(limit, _number(raw, 4))
    out = bytearray()
    at, end = 16, min(len(raw), _number(raw) + 4)
    while at < end and len(out) < limit:
        control = raw[at]
        at += 1
        for bit in range(8):
            if at >= end:
                return bytes(out[:limit])
            if control & 1 << bit:
                pair = int.from_bytes(raw[at : at + 2], "big")
                at += 2
                read = pair >> 4
                if read == write:
                    return bytes(out[:limit])
                for _ in range((pair & 15) + 2):
                    byte = window[read]
                    read = read + 1 & 4095
                    window[write] = byte
                    write = write + 1 & 4095
                    out.append(byte)
            else:
                byte = raw[at]
                at += 1
                window[write] = byte
                write = write + 1 & 4095
                out.append(byte)
    return bytes(out[:limit])


def _message(raw: bytes, found: Tnef) -> None:
    """Take the bodies out of the properties of the message."""
    rtf = b""
    for name, kind, value in _properties(raw):
        if name == _PR_CODEPAGE:
            found.html_charset = _charset(_number(value))
        elif name == _PR_RTF:
            rtf = value
        elif name in (_PR_BODY, _PR_HTML):
            body = value
            if kind == _UNICODE:
                body = value.decode("utf-16-le", "replace").encode("utf-8", "replace")
            body = body.rstrip(b"\0")
            if name == _PR_HTML:
                found.html = body
                found.html_charset = "utf-8" if kind == _UNICODE else found.html_charset
            elif body.strip():
                found.plain = body
                found.charset = "utf-8" if kind == _UNICODE else found.charset
    if rtf and not found.rtf and not found.plain.strip() and not found.html.strip():
        found.rtf = unpack_rtf(rtf)


def _file(raw: bytes, file: File, charset: str) -> None:
    """Take name, type and content of a file out of its properties."""
    names: dict[int, str] = {}
    for name, kind, value in _properties(raw):
        if name in (_PR_LONG_NAME, _PR_NAME, _PR_DISPLAY_NAME):
            names[name] = _text(kind, value, charset)
        elif name == _PR_MIME:
            file.type = _text(kind, value, charset)[:100].strip().lower()
        elif name == _PR_CONTENT:
            file.embedded = kind == _OBJECT and value.startswith(_EMBEDDED_MESSAGE)
            file.raw = value[16:] if kind == _OBJECT else value
    better = names.get(_PR_LONG_NAME) or names.get(_PR_NAME)
    file.name = better or file.name or names.get(_PR_DISPLAY_NAME, "")


def read(raw: bytes) -> Tnef | None:
    """Return what a TNEF stream holds as far as it can be read, None when it is none.  Never raises."""
    if not raw.startswith(SIGNATURE):
        return None
    found = Tnef()
    at = 6
    for _ in range(MAX_ATTRIBUTES):
        if at + _HEAD.size > len(raw):
            break
        _, name, _, size = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        value = raw[at : at + size]
        if len(value) < size:
            found.defects.append("tnef_cut_off")
        elif sum(value) & 0xFFFF != int.from_bytes(raw[at + size : at + size + 2], "little"):
            found.defects.append("tnef_checksum")
        at += size + 2
        if name == _OEM_CODEPAGE:
            found.charset = _charset(_number(value))
        elif name == _BODY and not found.plain.strip():
            found.plain = value.rstrip(b"\0")
        elif name == _MESSAGE_PROPERTIES:
            _message(value, found)
        elif name == _FILE_STARTS:
            if len(found.files) >= MAX_FILES:
                found.defects.append("too_many_parts")
                break
            found.files.append(File())
        elif name in (_FILE_TITLE, _FILE_CONTENT, _FILE_PROPERTIES):
            if not found.files:
                found.files.append(File())
            file = found.files[-1]
            if name == _FILE_TITLE:
                file.name = file.name or _text(_STRING, value, found.charset)
            elif name == _FILE_CONTENT:
                file.raw = value
            else:
                _file(value, file, found.charset)
    found.defects = list(dict.fromkeys(found.defects))
    return found
