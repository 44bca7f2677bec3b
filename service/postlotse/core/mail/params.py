"""Read Content-Type and Content-Disposition leniently and in linear time.  Knows the syntax only, not what the types mean."""

import re
from urllib.parse import unquote_to_bytes

from postlotse.core.mail import charsets, words

_LIMIT = 4_096
_MAX_PARAMETERS = 100
_TYPE = re.compile(r"\s*([A-Za-z0-9!#$&^_.+-]+)\s*/\s*([A-Za-z0-9!#$&^_.+-]+)")
_PARAMETER = re.compile(r"""[;\s]*([^=;"\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|'([^';]*)'(?=\s*(?:;|$))|([^;]*))""", re.S)
_SECTION = re.compile(r"^(.+?)\*(\d{1,3})?(\*)?$")
#: What programs write for a type: without its other half, with the halves swapped, or misspelt.
_BARE = {
    "text": "text/plain",
    "plain": "text/plain",
    "txt": "text/plain",
    "html": "text/html",
    "htm": "text/html",
    "multipart": "multipart/mixed",
}
_SWAPPED = {
    "plain/text": "text/plain",
    "text/text": "text/plain",
    "text/txt": "text/plain",
    "text/plaintext": "text/plain",
    "html/text": "text/html",
    "html/plain": "text/html",
    "text/htm": "text/html",
    "mixed/multipart": "multipart/mixed",
    "alternative/multipart": "multipart/alternative",
    "related/multipart": "multipart/related",
}


def as_bytes(value: str) -> bytes:
    """Return the bytes that a header value of the standard library stood for."""
    return value.encode("utf-8", "surrogateescape")


def media_type(value: str, default: str = "text/plain") -> str:
    """Return `type/subtype` in lower case; a broken value gives the nearest sensible type."""
    value = value[:_LIMIT]
    if "=?" in value:
        value = words.decode(as_bytes(value))
    found = _TYPE.match(value)
    if found:
        kind = f"{found.group(1)}/{found.group(2)}".lower()
        return _SWAPPED.get(kind, kind)
    words_of = re.split(r"[;\s/]", value.strip()[:100], maxsplit=1)
    return _BARE.get(words_of[0].lower(), default)


def disposition(value: str) -> str:
    """Return the disposition in lower case, or ""."""
    return value[:_LIMIT].split(";", 1)[0].strip().lower()


def parameters(value: str) -> dict[str, str]:
    """Return the parameters, lower-case names, with RFC 2231 sections joined and RFC 2047 words decoded.

    The first of two parameters with one name counts.
    """
    value = value[:_LIMIT]
    _, _, rest = value.partition(";")
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    if not rest and "=" in value:  # "text/plain charset=utf-8", the semicolon forgotten
        rest = value.partition(" ")[2]
    for number, found in enumerate(_PARAMETER.finditer(rest)):
        if number >= _MAX_PARAMETERS:
            break
        name = found.group(1).strip().lower()
        quoted, single, bare = found.group(2), found.group(3), found.group(4)
        text = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else (single if single is not None else bare.strip())
        section = _SECTION.match(name)
        if section and section.group(1):
            index = int(section.group(2) or 0)
            sections.setdefault(section.group(1), {}).setdefault(index, (bool(section.group(3)) or not section.group(2), text))
        else:
            plain.setdefault(name, text)
    result = {name: _decoded(text) for name, text in plain.items()}
    for name, pieces in sections.items():
        joined = _joined(pieces)
        if joined:
            result[name] = joined
    return result


def _decoded(text: str) -> str:
    """Decode encoded words and raw 8-bit inside a plain parameter."""
    raw = as_bytes(text)
    return words.decode(raw) if b"=?" in raw else charsets.decode(raw)[0]


def _joined(pieces: dict[int, tuple[bool, str]]) -> str:
    """Join the sections of one RFC 2231 parameter and decode its charset."""
    charset = ""
    raw = b""
    for index in sorted(pieces):
        encoded, text = pieces[index]
        if encoded:
            if index == min(pieces) and text.count("'") >= 2:
                charset, _, text = text.split("'", 2)
            raw += unquote_to_bytes(as_bytes(text))
        else:
            raw += as_bytes(text)
    if b"=?" in raw:
        return words.decode(raw)
    return charsets.decode(raw, charset)[0]
