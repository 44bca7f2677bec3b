"""Repair and limit the frame of a message before any library reads it: header blocks, delimiters, depth, number of parts.

Works on bytes, in linear time, without recursion.  The result is a message that a MIME library can read without bombs; body
bytes are never changed.
"""

import re
from dataclasses import dataclass, field

from postlotse.core.mail import guess, params

MAX_HEADER_BLOCK = 256 * 1024
MAX_HEADER = 32 * 1024
MAX_STRUCTURE_HEADER = 4 * 1024
MAX_HEADERS = 1_000
MAX_PARTS = 500
MAX_DEPTH = 20

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
#: A field as nearly all are: its lines end alike, and those that continue it say something.
_USUAL_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:([^\r\n]*(?:\r?\n[ \t]+[^ \t\r\n][^\r\n]*)*)\r?\n")
_KNOWN_FIELD = re.compile(
    rb"(?i)(?:from|to|cc|bcc|subject|date|message-id|received|return-path|reply-to|sender|mime-version|content-[a-z-]{1,60}|"
    rb"delivered-to|x-[a-z0-9-]{1,100}|dkim-signature|in-reply-to|references|list-[a-z]{1,60}|authentication-results|arc-[a-z-]{1,60}|"
    rb"envelope-to|user-agent|organization|precedence|auto-submitted|status|importance|thread-[a-z]{1,60}|errors-to|"
    rb"resent-[a-z-]{1,60})[ \t]*:"
)
_ESSENTIAL = {b"from", b"to", b"subject", b"date", b"message-id", b"received", b"return-path", b"content-type"}
_ESSENTIAL_FIELD = re.compile(rb"(?i)(?:from|to|subject|date|message-id|received|return-path)[ \t]*:")
_SWAPPED = re.compile(rb"[^\r\n]{1,2000}\n\r(?!\n)")
_DELIMITER = re.compile(rb"^--([^\r\n]{1,200})", re.M)
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|$)")
_SHAPING = (b"content-", b"mime-version")
_JUNK_LINES = 30
_BOUNDARY_WINDOW = 256 * 1024


@dataclass(slots=True, kw_only=True)
class Frame:
    """A message ready for the library: `fields` the header lines of the top block, unfolded, `raw` its structure, repaired."""

    fields: list[tuple[bytes, bytes]] = field(default_factory=list)
    raw: bytes = b""
    defects: list[str] = field(default_factory=list)

    def note(self, code: str) -> None:
        """Record a defect once."""
        if code not in self.defects:
            self.defects.append(code)


def _lines(raw: bytes, at: int) -> tuple[bytes, int]:
    """Return the line at a position without its end, and where the next one starts."""
    found = _LINE.match(raw, at)
    end = found.end() if found else len(raw)
    return raw[at:end].rstrip(b"\r\n"), end


def _strip_start(raw: bytes, frame: Frame) -> bytes:
    """Take away what stands before the first header line: BOM, blank lines, mbox `From ` lines."""
    wide = guess.utf16(raw) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:8] else None
    if wide is not None:
        frame.note("utf16_message")
        raw = wide.encode("utf-8", "replace").removeprefix(b"\xef\xbb\xbf")
    if raw.startswith(b"\xef\xbb\xbf"):
        frame.note("byte_order_mark")
        raw = raw[3:]
    if b"\n" not in raw and b"\r" in raw:
        frame.note("bare_cr")
        raw = raw.replace(b"\r", b"\n")
    elif b"\r\r\n" in raw[:MAX_HEADER]:
        frame.note("doubled_cr")
        raw = raw.replace(b"\r\r\n", b"\r\n")
    elif _SWAPPED.match(raw):
        frame.note("swapped_line_ends")
        raw = raw.replace(b"\n\r", b"\n")
    stripped = raw.lstrip(b" \t\r\n\x00")
    if len(stripped) < len(raw) and _KNOWN_FIELD.match(stripped):
        frame.note("blank_before_headers")
        raw = stripped
    for _ in range(3):
        if not raw.startswith((b"From ", b">From ")):
            break
        raw = raw[_lines(raw, 0)[1] :]
    return raw


def _junk_ends(raw: bytes, at: int, known: re.Pattern[bytes]) -> int:
    """Return where headers begin again after junk lines, or −1 when a blank line or too much junk comes first."""
    here = at
    for _ in range(_JUNK_LINES):
        line, after = _lines(raw, here)
        if here != at and known.match(line):  # the first line is junk, whatever it looks like: there must be an end
            return here
        if not line.strip() and here != at:
            return -1
        if after >= len(raw):
            return -1
        here = after
    return -1


def _read_block(raw: bytes, at: int, frame: Frame, *, top: bool) -> tuple[list[tuple[bytes, bytes]], int]:
    """Read one header block: the unfolded fields, and where the body starts."""
    fields: list[tuple[bytes, bytes]] = []
    current: tuple[bytes, list[bytes]] | None = None
    total = 0

    def close() -> None:
        if current is not None:
            name, pieces = current
            value = b"".join(pieces)
            limit = MAX_STRUCTURE_HEADER if name.lower().startswith(b"content-") else MAX_HEADER
            if len(value) > limit:
                frame.note("header_too_long")
                value = value[:limit]
            fields.append((name, value.strip(b" \t\r\n")))

    while at < len(raw):
        usual = _USUAL_FIELD.match(raw, at)
        if usual and total <= MAX_HEADER_BLOCK and len(fields) <= MAX_HEADERS and not raw.startswith(b"--", at):
            close()
            name, value = usual.groups()
            if b"\n" in value:
                value = value.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            current = (name, [value])
            total += len(value)
            at = usual.end()
            continue
        line, after = _lines(raw, at)
        if not line.strip(b" \t"):
            if line and current is not None and _continues(raw, after):
                at = after  # a folded line of spaces only (obsolete folding), headers go on
                continue
            at = after
            break
        if total > MAX_HEADER_BLOCK or len(fields) > MAX_HEADERS:
            frame.note("headers_too_long")
            at = _skip_block(raw, at)
            break
        if line[:1] in (b" ", b"\t"):
            if current is not None:
                current[1].append(b"\r\n" + line)
                total += len(line)
                at = after
                continue
            if top and _junk_ends(raw, at, _KNOWN_FIELD) < 0:
                break
        found = _FIELD.match(line)
        if found and not line.startswith(b"--"):
            close()
            current = (found.group(1), [line[found.end() :]])
            total += len(line)
            at = after
            continue
        if line.startswith(b"--") and not top:
            break
        resume = _junk_ends(raw, at, _KNOWN_FIELD)
        if resume < 0:
            if fields or current is not None:
                frame.note("missing_blank_line")
            break
        frame.note("junk_in_headers")
        at = resume
    close()
    return fields, at


def _continues(raw: bytes, at: int) -> bool:
    """Tell whether a known header line follows."""
    line, _ = _lines(raw, at)
    return bool(_KNOWN_FIELD.match(line))


def _skip_block(raw: bytes, at: int) -> int:
    """Return where the body starts after a header block that is over its limit."""
    found = re.compile(rb"\r?\n[ \t]*\r?\n").search(raw, at)
    return found.end() if found else len(raw)


def _value(fields: list[tuple[bytes, bytes]], name: bytes) -> str:
    """Return the first value of a header, as the standard library would hold it."""
    for key, value in fields:
        if key.lower() == name:
            return value.decode("utf-8", "surrogateescape")
    return ""


def _write(fields: list[tuple[bytes, bytes]], changed_type: bytes | None, *, bare: bool) -> bytes:
    """Write a header block with its blank line.

    `bare` leaves out what does not shape the message: our own reader takes it, and a library that reads it too costs time.
    """
    out: list[bytes] = []
    written = False
    for name, value in fields:
        if bare and not name.lower().startswith(_SHAPING):
            continue
        if name.lower() == b"content-type":
            if written:
                continue
            written = True
            if changed_type is not None:
                value = changed_type
        out.append(name + b": " + value + b"\r\n")
    if changed_type is not None and not written:
        out.append(b"Content-Type: " + changed_type + b"\r\n")
    out.append(b"\r\n")
    return b"".join(out)


def _boundary(raw: bytes, body: int, declared: str, open_: list[bytes], frame: Frame) -> bytes:
    """Return the delimiter of a multipart: the declared one if it occurs, else the one that its body seems to use, else b""."""
    wanted = declared.rstrip().encode("utf-8", "surrogateescape")
    until = body + _BOUNDARY_WINDOW
    if wanted and (raw.startswith(b"--" + wanted, body) or raw.find(b"\n--" + wanted, max(0, body - 1), until) >= 0):
        return wanted
    for number, found in enumerate(_DELIMITER.finditer(raw, body, until)):
        text = found.group(1).rstrip(b" \t")
        if text in open_ or (text.endswith(b"--") and text[:-2] in open_) or number > 20:
            break
        _, after = _lines(raw, found.end())
        line, _ = _lines(raw, after)
        if text and not text.startswith(b"-") and (_KNOWN_FIELD.match(line) or not line):
            frame.note("boundary_repaired")
            return text
    return wanted


def _with_boundary(kind: str, value: str, number: int) -> bytes:
    """Return a multipart type with a delimiter of our own, the other parameters kept.

    Own delimiters, because a library may take `--a----` for the end of `a--` where it starts a part of `a----`.
    """
    rest = value.encode("utf-8", "surrogateescape").partition(b";")[2]
    return kind.encode("ascii", "replace") + b'; boundary="' + _own(number) + b'"' + (b";" + rest if rest.strip() else b"")


def _plainly(kind: str, value: str) -> bytes:
    """Return a type written out, with the parameters that stood there."""
    rest = value.encode("utf-8", "surrogateescape").partition(b";")[2]
    return kind.encode("ascii", "replace") + (b";" + rest if rest.strip() else b"")


def _own(number: int) -> bytes:
    return b"=_postlotse-part-%d_=" % number


def frame(raw: bytes, *, bare: bool = False) -> Frame:
    """Return the message repaired and within the limits; `bare`: its top headers only in `fields`.  Never raises.

    Defects: `byte_order_mark`, `blank_before_headers`, `blank_inside_headers`, `junk_in_headers`, `missing_blank_line`,
    `bare_cr`, `doubled_cr`, `swapped_line_ends`, `utf16_message`, `header_too_long`, `headers_too_long`, `too_many_parts`,
    `too_deep`, `boundary_repaired`.
    """
    result = Frame()
    raw = _strip_start(raw, result)
    out: list[bytes] = []
    open_: list[bytes] = []  # delimiters of the open multiparts; b"" stands for an open message/rfc822
    numbers: list[int] = []  # which of our own delimiters replaces each of them
    digests: set[int] = set()  # those whose parts are messages unless they say otherwise
    default = "text/plain"
    parts = 0
    at = 0
    in_headers, top = True, True
    while True:
        if in_headers:
            fields, body = _read_block(raw, at, result, top=top)
            parts += 1
            if top:
                if not any(name.lower() in _ESSENTIAL for name, _ in fields) and _ESSENTIAL_FIELD.match(raw, body):
                    result.note("blank_inside_headers")  # a script or a gateway wrote its own block in front
                    more, body = _read_block(raw, body, result, top=True)
                    fields += more
                result.fields = fields
            kind_value = _value(fields, b"content-type")
            kind = params.media_type(kind_value) if kind_value else default
            encoding = _value(fields, b"content-transfer-encoding").strip().lower()
            changed: bytes | None = None
            in_headers = False
            deep = len(open_) >= MAX_DEPTH or parts >= MAX_PARTS
            if kind.startswith("multipart/"):
                declared = params.parameters(kind_value).get("boundary", "")
                boundary = _boundary(raw, body, declared, open_, result)
                if deep:
                    result.note("too_deep")
                    changed = b"application/octet-stream"
                elif boundary:
                    changed = _with_boundary(kind, kind_value, parts)
                    open_.append(boundary)
                    numbers.append(parts)
                    if kind == "multipart/digest":
                        digests.add(parts)
            elif kind.startswith("message/") and kind != "message/delivery-status":  # read as messages by libraries
                if deep:
                    result.note("too_deep")
                    changed = b"application/octet-stream"
                elif encoding in ("base64", "quoted-printable"):
                    changed = b"application/x-encoded-message" + (
                        b";" + kind_value.encode("utf-8", "surrogateescape").partition(b";")[2]
                    )
                else:
                    open_.append(b"")
                    numbers.append(0)
                    in_headers = True
                    default = "text/plain"
            if changed is None and kind_value and not kind_value.lower().lstrip().startswith(kind):
                changed = _plainly(kind, kind_value)  # what it means to us must be what it means to the library
            out.append(_write(fields, changed, bare=bare and top))
            top = False
            at = body
            if in_headers:
                continue
        found = _next_delimiter(raw, at, open_)
        if found is None:
            out.append(raw[at:])
            break
        start, end, index, closing = found
        if parts >= MAX_PARTS and not closing:
            result.note("too_many_parts")
            out.append(raw[at:start])
            break
        out.append(raw[at:start])
        out.append(b"--" + _own(numbers[index]) + (b"--" if closing else b"") + b"\r\n")
        del open_[index + 1 :], numbers[index + 1 :]
        at = end
        if closing:
            open_.pop()
            numbers.pop()
        else:
            in_headers = True
            default = "message/rfc822" if numbers[index] in digests else "text/plain"
    result.raw = b"".join(out)
    return result


def _next_delimiter(raw: bytes, at: int, open_: list[bytes]) -> tuple[int, int, int, bool] | None:
    """Find the next delimiter line of any open multipart: start, end after its line end, index in `open_`, closing or not."""
    if not any(open_):
        return None
    for found in _DELIMITER.finditer(raw, at):
        text = found.group(1).rstrip(b" \t")
        for closing, name in ((False, text), (True, text[:-2] if text.endswith(b"--") else b"")):
            if name and name in open_:
                index = len(open_) - 1 - open_[::-1].index(name)
                return found.start(), _lines(raw, found.end())[1], index, closing
    return None
