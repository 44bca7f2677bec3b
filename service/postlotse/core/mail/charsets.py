"""Bytes to text when the declared charset is wrong, unknown or absent.  Never raises; says what it had to repair.

The names are read by `charsetnames`, bytes without a declaration by `guess`, text garbled before it came by `mojibake`.
"""

import re
from itertools import islice

from postlotse.core.mail import guess as guessing
from postlotse.core.mail import mojibake
from postlotse.core.mail.charsetnames import codec, says_nothing

_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ONE_BYTE = re.compile(r"cp(?:12|8)\d\d|iso8859[-_]\d+|koi8[-_]\w|mac[-_]\w+|kz1048|ptcp154|tis[-_]620")
_MANY_BYTES = ("gb18030", "big5hkscs", "cp949", "cp932", "euc_jp")
_CASE_SWAPPED = re.compile(r"\b[а-яё][А-ЯЁ]{2,}\b")
_CYRILLIC_CODECS = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic")
_CYRILLIC = re.compile("[а-яёіїєґ]")
_FAILURES = (UnicodeError, LookupError, ValueError, OverflowError)


def guess(raw: bytes, hint: str = "") -> str:
    """Decode bytes without a usable declaration; `hint` is a charset declared elsewhere in the message."""
    for read in (guessing.utf16, guessing.iso2022):
        text = read(raw)
        if text is not None:
            return text
    return guessing.guess(raw, codec(hint))


def decode(raw: bytes, declared: str = "", hint: str = "") -> tuple[str, str]:
    """Return the text and "", or the text as repaired and a defect code.

    `hint` is a charset declared elsewhere in the message, tried when there is no declaration.  Codes: `charset_unknown`
    (no such codec), `charset_wrong` (the bytes say otherwise), `charset_missing` (8-bit without a declaration),
    `mojibake_repaired` (declared and encoded rightly, but garbled before).
    """
    # UTF-7 and HZ look like plain ASCII, ISO-2022 and UTF-16 nearly so.
    if raw.isascii() and not (b"\x1b" in raw or b"\0" in raw or (declared and (b"+" in raw or b"~{" in raw))):
        return raw.decode("ascii"), ""
    text, code = _decode(raw, declared, hint)
    better = mojibake.repaired(text)
    return (text, code) if better is None else (better, code or "mojibake_repaired")


def _decode(raw: bytes, declared: str, hint: str) -> tuple[str, str]:
    """Do what `decode` says, without a look at what happened before the message was sent."""
    name = codec(declared)
    wrong = "charset_wrong" if name else "charset_missing" if says_nothing(declared) else "charset_unknown"
    if not name.startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        text = guessing.utf16(raw)
        if text is not None:
            return text, wrong
    if not name.startswith(("iso2022", "hz", "utf-16", "utf_16")):
        text = guessing.iso2022(raw)
        if text is not None:
            return text, "" if "iso-2022-cn" in declared.lower() else wrong
    if not name:
        return (raw.decode("ascii"), "") if raw.isascii() else (guessing.guess(raw, codec(hint)), wrong)
    if name in ("utf-16", "utf_16") and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16-be" if raw[:200:2].count(0) > raw[1:200:2].count(0) else "utf-16-le"
    if not raw.isascii() and (_ONE_BYTE.fullmatch(name) or name in _MANY_BYTES):
        text = _utf8_after_all(raw)
        if text is not None:
            return text, wrong
    try:
        text = raw.decode(name)
    except _FAILURES:
        return _undecodable(raw, name, hint), wrong
    if name in _CYRILLIC_CODECS and _CASE_SWAPPED.search(
        text, 0, 4_000
    ):  # KOI8 read as Windows-1251 or the other way round: "оПХБЕР"
        other = raw.decode(guessing.foreign(raw)[0], "replace")
        if _often(other) > _often(text) + 0.15:
            return other, wrong
    return text, ""


def _often(text: str) -> float:
    """Return the share of the frequent letters among the Cyrillic ones, about 0.6 in real texts."""
    letters = _CYRILLIC.findall(text[:4_000].lower())
    return sum(char in "оеаинтсрвл" for char in letters) / len(letters) if len(letters) > 9 else 0.0


def _utf8_after_all(raw: bytes) -> str | None:
    """Decode UTF-8 under another declaration, or return None when the declaration may be right."""
    sequences = sum(1 for _ in islice(_UTF8_SEQUENCE.finditer(raw, 0, 20_000), 20))
    if not sequences:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return guessing.utf8_leniently(raw) if sequences >= 10 and guessing.mostly_utf8(raw, 0.95) else None
    return text if sequences >= 20 or mojibake.sound(text) else None


def _undecodable(raw: bytes, name: str, hint: str) -> str:
    """Read bytes that the declared codec refuses."""
    if name in ("utf-8", "utf-7", "utf_7"):
        return guessing.guess(raw, codec(hint))
    if not name.startswith("cp12"):
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode(name, "replace")
    except _FAILURES:
        return guessing.guess(raw, codec(hint))
