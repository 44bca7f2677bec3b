"""Which charset do bytes without a usable declaration have?  By the letters that our languages use; proves nothing.

Linear, and cheap on long texts: only a sample is judged, by counts of byte pairs.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

_SAMPLE = 8_000
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_STRAY = re.compile("[\udc80-\udcff]+")
_DESIGNATES = re.compile(rb"\x1b(?:\$[@AB]|\$[()*][A-H]|\([BIJ])")

# Letters that speak for a codec, because our languages use them; all others above ASCII speak against it.
_WESTERN = "äöüßÄÖÜéèêëàâáãåçñíìîïóòôõúùûœæøÉÈÀÇÑÓ–—„“”‚‘’…€«»§°´·•\xa0"
_TURKISH = "ışğİŞĞ"
_CENTRAL = "ąćęłńśźżĄĆĘŁŃŚŹŻčšžđČŠŽĐřěůťďňľĺőűŐŰăĂşţŞŢâîáéíóúýäöüßÄÖÜçÁÉÍÓÖ–—„“”‚‘’…€«»§°\xa0"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_CYRILLIC_SIGNS = "№«»„“”’–—…\xa0"
_ARABIC = "اليمنوترهبدسفعكحقجةىشصطخذءثضغزأإئظؤآپچژگکی،؟"
_GREEK = "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתךםןףץ"
_OFTEN = frozenset("оеаинтсрвл" + "اليمنوتره" + "αοιετσνηυρ" + "יוהלאמתרשבנ")
_WEST = (
    ("cp1252", _WESTERN, 1.0),
    ("cp1254", _TURKISH + _WESTERN, 0.99),
    ("cp1250", _CENTRAL, 0.97),
    ("iso8859-2", _CENTRAL, 0.96),
)
_FOREIGN = (
    ("cp1251", _CYRILLIC, 1.0),
    ("koi8-u", _CYRILLIC, 1.0),
    ("iso8859-5", _CYRILLIC, 0.97),
    ("cp866", _CYRILLIC, 0.96),
    ("mac_cyrillic", _CYRILLIC, 0.9),
    ("cp1256", _ARABIC, 1.0),
    ("iso8859-6", _ARABIC, 0.98),
    ("cp1253", _GREEK, 0.98),
    ("cp1255", _HEBREW, 0.98),
)
_FOREIGN_NAMES = frozenset(name for name, _, _ in _FOREIGN)
#: East Asian codecs and the characters that must fill a share of what they read.
_EAST = (
    ("cp949", re.compile("[\uac00-\ud7a3]"), 0.8),
    ("euc_jp", re.compile("[\u3041-\u30fe]"), 0.25),
    ("cp932", re.compile("[\u3041-\u30fe]"), 0.25),
    ("gb18030", re.compile("[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能]"), 0.1),
    ("big5hkscs", re.compile("[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能]"), 0.1),
)


@cache
def _points(name: str, letters: str) -> tuple[tuple[float, ...], tuple[bool, ...]]:
    """Return for each byte how well its character fits (0.8 = as a capital, −2 = not at all), and whether it is lower case."""
    wanted = set(letters)
    foreign = name in _FOREIGN_NAMES
    points: list[float] = []
    lower: list[bool] = []
    for number in range(256):
        char = bytes((number,)).decode(name, "replace")
        value = -2.0
        if char in wanted:
            value = 1.0 if not foreign else 1.15 if char in _OFTEN else 0.9
        elif char.lower() in wanted:
            value = 0.8
        elif letters is _CYRILLIC and char in _CYRILLIC_SIGNS:
            value = 0.0
        points.append(value)
        lower.append(char.islower())
    return tuple(points), tuple(lower)


def _score(pairs: Iterable[tuple[tuple[int, int], int]], name: str, letters: str, weight: float) -> float:
    """Return how well a codec fits, −2 to 1.15 for each byte above ASCII."""
    points, lower = _points(name, letters)
    foreign = name in _FOREIGN_NAMES
    high = 0
    total = 0.0
    for (before, byte), count in pairs:
        high += count
        value = points[byte]
        if foreign and (65 <= before <= 90 or 97 <= before <= 122):
            value = -2.0  # no word mixes scripts
        elif value == 0.8 and lower[before]:
            value = -2.0
        total += value * count
    return total / high * weight if high else 0.0


def _pairs(sample: bytes) -> list[tuple[tuple[int, int], int]]:
    """Return the bytes above ASCII with the byte before each, and how often they come."""
    return list(Counter(pair for pair in zip(b" " + sample, sample, strict=False) if pair[1] > 127).items())


def _sample(raw: bytes) -> bytes:
    """Return the stretch that is judged: from shortly before the first byte above ASCII."""
    first = _HIGH.search(raw)
    start = max(0, first.start() - 1) if first else 0
    return raw[start : start + _SAMPLE]


def foreign(raw: bytes) -> tuple[str, float]:
    """Return the best codec of another alphabet than the Latin one, and its score; 0 when its frequent letters are rare."""
    pairs = _pairs(_sample(raw))
    name, score = max(
        ((name, _score(pairs, name, letters, weight)) for name, letters, weight in _FOREIGN), key=lambda item: item[1]
    )
    often = total = 0
    for (_, byte), count in pairs:
        total += count
        often += count * (bytes((byte,)).decode(name, "replace").lower() in _OFTEN)
    return name, score if often * 100 >= total * 35 else 0.0


def _eastern(raw: bytes) -> str:
    """Return the East Asian codec that the bytes surely have, or ""."""
    sample = raw[:_SAMPLE]
    for name, wanted, share in _EAST:
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeError:
            continue
        wide = len(re.findall("[\u3041-\u30fe\u4e00-\u9fff\uac00-\ud7a3]", text))
        other = sum(char > "\x7f" for char in text) - wide
        if wide >= 4 and other * 4 <= wide and len(wanted.findall(text)) >= max(2, wide * share):
            return name
    return ""


def utf8_leniently(raw: bytes) -> str:
    """Decode UTF-8 and read the bytes that do not fit as Windows-1252."""
    text = raw.decode("utf-8", "surrogateescape")
    return _STRAY.sub(lambda found: found.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


def mostly_utf8(raw: bytes, share: float) -> bool:
    """Tell whether at least a share of the bytes above ASCII are UTF-8 sequences."""
    sample = _sample(raw)
    valid = sum(len(found.group()) for found in _UTF8_SEQUENCE.finditer(sample))
    return valid >= share * len(_HIGH.findall(sample)) and valid > 0


def iso2022(raw: bytes) -> str | None:
    """Decode ISO-2022-JP, -KR and -CN by their escape sequences, or None when there are none."""
    if b"\x1b" not in raw or not _DESIGNATES.search(raw):
        return None
    if b"\x1b$)A" in raw or b"\x1b$)G" in raw:
        return iso2022_cn(raw)
    for name in ("iso2022_kr",) if b"\x1b$)C" in raw else ("iso2022_jp_ext", "iso2022_jp_2"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("iso2022_jp_2", "replace")


def iso2022_cn(raw: bytes) -> str:
    """Decode ISO-2022-CN (RFC 1922): GB 2312 between shift-out and shift-in; its other planes are left out."""
    pieces: list[str] = []
    for number, piece in enumerate(re.split(rb"[\x0e\x0f]", re.sub(rb"\x1b\$[)*+][A-Z]", b"", raw))):
        if number % 2:
            pieces.append(bytes(byte | 0x80 if byte > 32 else byte for byte in piece).decode("gb2312", "replace"))
        else:
            pieces.append(piece.decode("utf-8", "replace"))
    return "".join(pieces)


def utf16(raw: bytes) -> str | None:
    """Decode UTF-16 and UTF-32 by their byte order mark, or by the zeros between ASCII letters; None when it is neither."""
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return raw.decode("utf-32", "replace")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) and len(raw) > 3:
        return raw.decode("utf-16", "replace")
    if b"\0" not in raw:
        return None
    even, odd = raw[:400:2], raw[1:400:2]
    if (
        even
        and odd
        and max(even.count(0), odd.count(0)) * 5 >= len(even) * 2
        and min(even.count(0), odd.count(0)) * 8 < len(even)
    ):
        return raw.decode("utf-16-be" if even.count(0) > odd.count(0) else "utf-16-le", "replace")
    return None


def guess(raw: bytes, hint_codec: str = "") -> str:
    """Decode bytes without a usable declaration: UTF-8, else the codec of the hint, else the most plausible one.

    `hint_codec` is the codec that another part of the message declares.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if mostly_utf8(raw, 0.75):
        return utf8_leniently(raw)
    if hint_codec and hint_codec != "utf-8":
        try:
            return raw.decode(hint_codec)
        except (UnicodeError, LookupError, ValueError):
            pass
    pairs = _pairs(_sample(raw))
    name, score = max(
        ((name, _score(pairs, name, letters, weight)) for name, letters, weight in (*_WEST, *_FOREIGN)),
        key=lambda item: item[1],
    )
    if score < 0.8:
        name = _eastern(raw) or name
    return raw.decode(name, "replace")
