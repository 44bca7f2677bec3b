"""Bytes to text when the declared charset is wrong, unknown or absent.  Never raises; says what it had to repair."""

import codecs
import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Names that mail programs write for codecs that Python knows under another name.
_ALIASES = {
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode11utf8": "utf-8",
    "x-utf-8": "utf-8",
    "x-unicode-2-0-utf-8": "utf-8",
    "utf": "utf-8",
    "utf-8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "iso-latin-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso8859-9": "cp1254",
    "iso-8859-9-e": "cp1254",
    "latin5": "cp1254",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6",
    "windows-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "windows-936": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "windows-949": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "x-euc-jp": "euc_jp",
    "x-euc-kr": "cp949",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-macroman": "mac_roman",
    "x-mac-arabic": "mac_arabic",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ukrainian": "mac_cyrillic",
    "x-mac-ce": "mac_latin2",
    "x-mac-centraleurroman": "mac_latin2",
    "x-mac-greek": "mac_greek",
    "x-mac-turkish": "mac_turkish",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "koi8": "koi8-r",
    "koi": "koi8-r",
    "x-koi8-r": "koi8-r",
    "koi8-ru": "koi8-u",
}
#: Declarations that say nothing: look at the bytes instead.
_NOTHING = {
    "",
    *_names(
        "x-unknown unknown unknown-8bit default default_charset none 8bit 7bit binary user-defined x-user-defined "
        "us-ascii ascii ansi_x3.4-1968 iso-ir-6 646 unicode charset _autodetect auto"
    ),
}
_FORBIDDEN = {"undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "mbcs", "oem"}
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_NAME = re.compile(r"[^A-Za-z0-9._:()+-]")
_SAMPLE = 20_000

# Letters that speak for a codec, because our languages use them; all others above ASCII speak against it.
_WESTERN = "äöüßÄÖÜéèêëàâáãåçñíìîïóòôõúùûœæøÉÈÀÇÑÓ–—„“”‚‘’…€«»§°´·•\xa0"
_TURKISH = "ışğİŞĞ"
_CENTRAL = "ąćęłńśźżĄĆĘŁŃŚŹŻčšžđČŠŽĐřěůťďňľĺőűŐŰăĂşţŞŢâîáéíóúýäöüßÄÖÜçÁÉÍÓÖ–—„“”‚‘’…€«»§°\xa0"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_ARABIC = "اليمنوترهبدسفعكحقجةىشصطخذءثضغزأإئظؤآپچژگکی،؟"
_GREEK = "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתךםןףץ"
_CANDIDATES = (
    ("cp1252", _WESTERN, 1.0),
    ("cp1254", _TURKISH + _WESTERN, 0.99),
    ("cp1250", _CENTRAL, 0.97),
    ("iso8859-2", _CENTRAL, 0.96),
    ("cp1251", _CYRILLIC, 1.0),
    ("koi8-u", _CYRILLIC, 1.0),
    ("iso8859-5", _CYRILLIC, 0.97),
    ("cp866", _CYRILLIC, 0.96),
    ("cp1256", _ARABIC, 1.0),
    ("iso8859-6", _ARABIC, 0.98),
    ("cp1253", _GREEK, 0.98),
    ("cp1255", _HEBREW, 0.98),
)


def codec(declared: str) -> str:
    """Return the Python codec for a charset name as mail programs write it, or "" when there is none that decodes text."""
    name = _NAME.sub("", declared.strip().lower())[:40]
    name = name.split("*", 1)[0]
    if name in _NOTHING:
        return ""
    name = _ALIASES.get(name, name)
    for attempt in (
        name,
        re.sub(r"^(?:x-)?(?:cp|win|windows|ibm)[-_ ]?(\d+)$", r"cp\1", name),
        re.sub(r"^(?:x-|cs)", "", name),
    ):
        try:
            found = codecs.lookup(attempt)
        except (LookupError, ValueError, UnicodeError):
            continue
        python_name = found.name.replace("-", "_")
        if python_name in _FORBIDDEN or not getattr(found, "_is_text_encoding", True):
            return ""
        return _ALIASES.get(found.name, found.name)
    return ""


def _utf8_leniently(raw: bytes) -> str:
    """Decode UTF-8 and read the bytes that do not fit as Windows-1252."""
    pieces: list[str] = []
    at = 0
    while at < len(raw):
        try:
            pieces.append(raw[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(raw[at : at + error.start].decode("utf-8"))
            pieces.append(raw[at + error.start : at + error.end].decode("cp1252", "replace"))
            at += error.end
            if len(pieces) > 2_000:
                pieces.append(raw[at:].decode("utf-8", "replace"))
                break
    return "".join(pieces)


def _score(text: str, letters: str, weight: float) -> float:
    """Return how well decoded text fits the letters that a codec's languages use, −2 to 1 for each character above ASCII."""
    wanted = set(letters)
    foreign = letters in (_CYRILLIC, _ARABIC, _GREEK, _HEBREW)
    high = points = 0.0
    before = ""
    for char in text:
        if char > "\x7f":
            high += 1
            if foreign and before.isascii() and before.isalpha():
                points -= 2  # no word mixes scripts
            elif char in wanted:
                points += 1
                if letters is _CYRILLIC and char in "оеаинтсрвл":
                    points += 0.1
            elif char.lower() in wanted and not before.islower():
                points += 0.8
            else:
                points -= 2
        before = char
    return points / high * weight if high else 0.0


def guess(raw: bytes, hint: str = "") -> str:
    """Decode bytes without a usable declaration: UTF-8, else the most plausible of the codecs of our languages."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\x1b$" in raw or b"\x1b(" in raw:
        try:
            return raw.decode("iso2022_jp_ext")
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    sample = raw[:_SAMPLE]
    valid = sum(len(m.group()) for m in _UTF8_SEQUENCE.finditer(sample))
    high = len(_HIGH.findall(sample))
    if valid * 4 >= high * 3:
        return _utf8_leniently(raw)
    python_hint = codec(hint)
    if python_hint and python_hint != "utf-8":
        try:
            return raw.decode(python_hint)
        except (UnicodeError, LookupError):
            pass
    best, best_score = "cp1252", -9.0
    for name, letters, weight in _CANDIDATES:
        value = _score(sample.decode(name, "replace"), letters, weight)
        if value > best_score:
            best, best_score = name, value
    return raw.decode(best, "replace")


def decode(raw: bytes, declared: str = "", hint: str = "") -> tuple[str, str]:
    """Return the text and "", or the text as repaired and a defect code.

    `hint` is a charset declared elsewhere in the message, tried when there is no declaration.  Codes: `charset_unknown`
    (no such codec), `charset_wrong` (the bytes say otherwise), `charset_missing` (8-bit without a declaration).
    """
    if raw.isascii() and b"\x1b" not in raw and b"+" not in raw and b"\x00" not in raw and b"~{" not in raw:
        return raw.decode("ascii"), ""
    name = codec(declared)
    known_nothing = _NAME.sub("", declared.strip().lower())[:40] in _NOTHING
    if not name:
        if raw.isascii() and b"\x1b" not in raw:
            return raw.decode("ascii"), ""
        return guess(raw, hint), "charset_missing" if known_nothing else "charset_unknown"
    if name in ("utf-16", "utf_16") and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16-be" if raw[:200:2].count(0) > raw[1:200:2].count(0) else "utf-16-le"
    if name in ("cp1252", "cp1254", "cp1250") and _UTF8_SEQUENCE.search(raw):
        try:
            return raw.decode("utf-8"), "charset_wrong"
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode(name), ""
    except (UnicodeError, LookupError, ValueError, OverflowError):
        pass
    if name.startswith("cp12"):
        return raw.decode(name, "replace"), "charset_wrong"
    if name in ("utf-8", "utf-7", "utf_7"):
        return guess(raw, hint), "charset_wrong"
    try:
        partly = raw.decode(name, "replace")
    except (UnicodeError, LookupError, ValueError, OverflowError):
        return guess(raw, hint), "charset_wrong"
    try:
        return raw.decode("utf-8"), "charset_wrong"
    except UnicodeDecodeError:
        return partly, "charset_wrong"
