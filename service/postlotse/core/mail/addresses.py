"""Address headers to `Address` values: mail-parser first, our own reading where it gives up.  Knows nothing of header names."""

import re
from typing import Any

from mailparser.utils import get_addresses

from postlotse.core.mail import charsets, words
from postlotse.core.mail.cleantext import one_line
from postlotse.core.mail.params import as_bytes
from postlotse.core.mail.types import Address

MAX_ADDRESSES = 200
_MAX_LENGTH = 32 * 1024
_ANGLE = re.compile(r"<([^<>]*)>")
_BARE = re.compile(r"[^\s<>\"(),;:\[\]\\@]+@[^\s<>\"(),;:\[\]\\@]+")
_COMMENT = re.compile(r"\(([^()]*)\)")
_GROUP = re.compile(r'^\s*(?:"[^"]*"|[^"<>@,;:]){0,200}:(?!/)')
#: A part of a list that is nothing but words, and one that is a name with an address behind it.
_NAME_ONLY = re.compile(r"\s*[^\s\"'<>()\[\]@,;:=?][^\"<>()\[\]@,;:=?]{0,80}")
_NAMED = re.compile(r"\s*[^\s\"<>()@,;:=?][^\"<>()@,;:=?]{0,80}<[^<>\s]{1,300}@")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
_PLAIN = rf"{_ATOM}(?:\.{_ATOM}){{0,20}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,20}}"
#: "Name" <address>, Name <address>, address: what nearly every header holds.
_USUAL = re.compile(rf'\s*(?:(?:"([^"\\@<>]{{0,200}})"|([^"\\@<>()\[\],;:]{{0,200}}))\s*<({_PLAIN})>|({_PLAIN}))\s*')
_SURROGATE = re.compile("[\udc80-\udcff]")
_ROUTE = re.compile(r"^\s*@[^\s<>:]{1,250}:")


def split(value: str) -> list[str]:
    """Split a header value at its commas (and semicolons) outside quotes, comments and angle brackets; linear, no recursion.

    A comma in a name without quotes ("Yılmaz, Alice <a@…>") divides nothing.
    """
    if "," not in value and ";" not in value:
        return [value]
    items: list[str] = []
    start = depth = 0
    quoted = angle = escaped = False
    for at, char in enumerate(value):
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif quoted:
            quoted = char != '"'
        elif depth:
            depth += (char == "(") - (char == ")")
        elif char == '"':
            quoted = True
        elif char == "(":
            depth = 1
        elif char == "<":
            angle = True
        elif char == ">":
            angle = False
        elif char in ",;" and not angle:
            if char == "," and _NAME_ONLY.fullmatch(value, start, at) and _NAMED.match(value, at + 1):
                continue
            items.append(value[start:at])
            start = at + 1
            if len(items) > MAX_ADDRESSES:
                return items
    items.append(value[start:])
    if (quoted or depth or angle) and len(items) == 1 and "," in value:
        return value.split(",")[: MAX_ADDRESSES + 1]  # a quote or bracket never closed: take the commas at their word
    return items


def _decoded(text: str, hint: str) -> str:
    """Decode a display name: encoded words (also inside quotes), raw 8-bit, quoting."""
    text = text.strip()
    raw = as_bytes(text)
    if words.is_encoded(raw):
        text = words.decode(raw.replace(b'"', b""), hint)
    else:
        text = charsets.decode(raw, "", hint)[0]
    text = one_line(text)
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    text = re.sub(r"\\(.)", r"\1", text)
    text = re.sub(r"[\[(<]\s*(?:mailto:)?[\])>]", "", text)
    return text.strip(" \"'<>[]")[:200]


def _plain(text: str, hint: str) -> str:
    """Clean an address: no white space, no encoded words, no brackets."""
    raw = as_bytes(text)
    if words.is_encoded(raw):
        text = words.decode(raw, hint)
    else:
        text = charsets.decode(raw, "", hint)[0]
    text = one_line(text).strip()
    if text.startswith('"') and '"@' in text:  # a local part in quotes (RFC 5321 §4.1.2) keeps them
        return text.rstrip("<>,;.")[:320]
    text = re.sub(r"\s+", "", text).strip("<>\"',;.")
    if text.endswith((")", "]")) and "[" not in text:
        text = text[:-1]
    return text.removeprefix("mailto:")[:320]


def _repaired(item: str, hint: str) -> Address | None:
    """Read one list member that mail-parser refused."""
    item = _ROUTE.sub("", item)
    angles = list(_ANGLE.finditer(item))
    if angles:
        # The last angle address counts for mail programs; a name may hold another address in front of it.
        last = angles[-1]
        address = _plain(last.group(1), hint)
        if "@" in address or not _BARE.search(item[: last.start()]):
            return Address(name=_decoded(item[: last.start()], hint), address=address)
    if "<" in item:
        name, _, address = item.rpartition("<")
        if "@" in address:
            return Address(name=_decoded(name, hint), address=_plain(address.split(">")[0], hint))
    comment = _COMMENT.search(item)
    without = _COMMENT.sub(" ", item) if comment else item
    bare = _BARE.search(without) or _BARE.search(item)
    if bare:
        name = comment.group(1) if comment and "@" not in comment.group(1) else without.replace(bare.group(), "")
        return Address(name=_decoded(name, hint), address=_plain(bare.group(), hint))
    text = _decoded(without, hint)
    if "@" in text and " " not in text:
        return Address(address=_plain(text, hint))
    if not text:
        return None
    return Address(name=text)


def _read_item(item: str, hint: str) -> tuple[Address | None, bool]:
    """Read one list member: the address, and whether it was well-formed."""
    if not item.strip():
        return None, True
    if len(item) > 2_000 or item.count("(") > 8:
        item = _COMMENT.sub(" ", item[:2_000])
        return _repaired(item.replace("(", " "), hint), False
    usual = _USUAL.fullmatch(item)
    if usual:  # no need to ask the library
        quoted, name, address, bare = usual.groups()
        return Address(name=_decoded(quoted or name or "", hint), address=address or bare), True
    if item.count("<") == 1 and "," in item.partition("<")[0] and not any(mark in item for mark in '"(;'):
        return _repaired(item, hint), True  # a comma in a name without quotes, where the library would divide
    raw = as_bytes(item)
    encoded_address = words.is_encoded(raw) and "@" not in item and b"@" in as_bytes(words.decode(raw, hint))
    if not encoded_address:
        defects: list[Any] = []
        try:
            found = [(name, address) for name, address in get_addresses(item, defects=defects) if address]
        except (ValueError, TypeError, IndexError, LookupError, RecursionError, AttributeError):
            found = []
        if len(found) == 1 and "@" in found[0][1]:
            name, address = found[0]
            bad = any(d.get("reason") != "structural-recovery" and not raw_8bit(d) for d in defects)
            return Address(name=_decoded(name, hint) if name != address else "", address=_plain(address, hint)), not bad
    else:
        item = words.decode(raw, hint)
    repaired = _repaired(item, hint)
    return repaired, repaired is None or not repaired.address  # a name alone is empty, not broken


def raw_8bit(defect: dict[str, Any]) -> bool:
    """Tell whether mail-parser only complains about undeclared 8-bit characters in a name."""
    return str(defect.get("reason", "")) in ("invalid-utf8", "invalid-display-name")


def _members(value: str) -> list[str]:
    """Return the members of a list; addresses with nothing but white space between them are several."""
    out: list[str] = []
    for item in split(value):
        pieces = item.split()
        if len(pieces) > 1 and "<" not in item and '"' not in item and all(_BARE.fullmatch(word) for word in pieces):
            out.extend(pieces)
        else:
            out.append(item)
    return out


def read(values: list[str], hint: str = "") -> tuple[tuple[Address, ...], list[str]]:
    """Return all addresses of all occurrences of a header in order (groups opened), and defect codes.

    Codes: `address_repaired` (one was not well-formed), `too_many_addresses` (only the first 200 are kept).
    """
    found: list[Address] = []
    defects: list[str] = []
    for value in values:
        value = value[:_MAX_LENGTH]
        if _SURROGATE.search(value):  # raw 8-bit bytes, which the library would write out as escapes
            value = charsets.decode(as_bytes(value), "", hint)[0]
        for item in _members(value):
            if len(found) >= MAX_ADDRESSES:
                defects.append("too_many_addresses")
                return tuple(found), sorted(set(defects))
            group = _GROUP.match(item)
            if group and "@" not in group.group():
                item = item[group.end() :]
            address, fine = _read_item(item, hint)
            if not fine:
                defects.append("address_repaired")
            if address is not None and (address.name or address.address):
                found.append(address)
    return tuple(found), sorted(set(defects))
