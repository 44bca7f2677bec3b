"""Repair text that somebody decoded wrongly before it reached us, where that is certain.  Right text stays as it is.

Certain means: every character above ASCII takes part in the mistake, undoing it gives letters that belong together, and the
text does not talk about encodings.  Three mistakes are known: UTF-8 read as a one-byte charset ("fÃ¼r"), another alphabet
read as Western ("Çäðàâñòâóéòå"), and Turkish read as Western ("Ayþe Yýlmaz").
"""

import codecs
import re
from functools import cache
from itertools import pairwise

from postlotse.core.mail import guess

MAX_LENGTH = 1_000_000
_READ_AS = ("cp1252", "cp1254", "cp1250", "cp1251")
_LEADS = "Â-ôĂăĆćČčĎďĐđĘęĚěĞğĹĺİıŃńŇňŐőŔŕŘřŞşŢţŮůŰűŠВ-ф"
_FOLLOWS = "\x80-¿ƒˆˇ˘˙˛˜˝ŒœŠšŸŽžŚśŤťŹźŁłĄąŞşĽľŻżЂ-Џё-џҐґЁ–—‘’‚“”„†‡•…‰‹›€™№"
_FOLLOWING = frozenset(chr(number) for number in range(0x80, 0x500) if re.match(f"[{_FOLLOWS}]", chr(number))) | frozenset(
    "–—‘’‚“”„†‡•…‰‹›€™№"
)
_WESTERN_LETTERS = frozenset("àáâãåæèêëìíîïðñòóôõøùúûýþÿ")
_LOOKS_DOUBLE = re.compile(f"[{_LEADS}][{_FOLLOWS}]")
_ABOUT_ENCODINGS = re.compile(
    r"umlaut|sonderzeichen|zeichensatz|zeichensätze|[ck]odier|encod|charset|utf-?8|iso-?8859|windows-?125|unicode|ascii|"
    r"mojibake|buchstabensalat|karakter|кодиров|кодуван|ترميز|kodowani|caract[èe]re",
    re.I,
)
#: What a right text above ASCII consists of in the languages that people write to a city in; signs for linguists are not.
_PLAUSIBLE = re.compile(
    "[\xa0-\u017fƏəƠơƯưȘ-ț\u0300-\u036fΆ-ώЀ-ӿԱ-և\u05d0-\u05ea،؛؟ء-ەۀ-۹\u0900-\u097f\u0e00-\u0e7fა-ჿሀ-፿"
    "Ḁ-ỹ\u200b-\u203a\u2044\u20a0-\u20bf\u2100-\u2bff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufb50-\ufdff\ufe0f\ufe70-\uff5e"
    "\U0001f000-\U0001faff]*"
)
_LATIN, _OTHER = "A-Za-zÀ-ÖØ-öø-ʯ", "Ͱ-ӿԱ-ۿ\u3041-\u30fe\u4e00-\u9fff\uac00-\ud7a3"
_MIXED = re.compile(f"[{_LATIN}](?=[{_OTHER}])|[{_OTHER}](?=[{_LATIN}])")
_ABOVE = re.compile("[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_ASCII = re.compile("[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_LOOKS_FOREIGN = re.compile("[À-ÿ¨¸³²¿º´¥¡]{5}")
_TURKISH_LETTERS = str.maketrans("ýþðÝÞÐ", "ışğİŞĞ")
_NOT_TURKISH = re.compile("[áéíóúæøåÁÉÍÓÚÆØÅ]")
#: Words and endings that stand in nearly every Turkish letter, and stems of names; only such as need or accompany ı, ş, ğ.
_TURKISH_PROOF = re.compile(
    r"\b(?:bir|ve|için|ile|de[ğg]il|lütfen|teşekkür\w*|say[ıi]n|merhaba|iyi|olarak|hakkında|nasıl|yardım\w*|başvur\w*|"
    r"derne[kğ]\w*|istiyor\w*|saygılar\w*|çok|rica|toplantı\w*|günaydın|görüş\w*|"
    r"yılmaz|yıldız|yıldırım|kılıç|aydın|şahin|çalışkan|doğan|erdoğan|ayşe|şimşek|ışık|barış|uğur|güneş|altın\w*|"
    r"kadın\w*|\w+oğlu|\w+taş|\w+dağ|oğuz|akın|şen|yalçın|özışık|tuğba|yiğit|çağ\w*|bağ\w*|işık|ateş|aktaş|"
    r"\w{2,}(?:ınız|lığı|ması|mız|yız|ıyor\w*|lar[ıd]\w*|acağı\w*|eceği\w*|mış|miş|ştır|dığı\w*|diği\w*))\b"
)


@cache
def _bytes_of(name: str) -> dict[int, int]:
    """Return which byte each character of a one-byte codec stands for; undefined bytes stand for their C1 character."""
    table = {number: number for number in range(0xA0)}
    for number in range(0x80, 0x100):
        char = bytes((number,)).decode(name, "ignore")
        table[ord(char) if char else number] = number
    return table


def sound(text: str) -> bool:
    """Tell whether text looks like people's writing: known letters, scripts not mixed inside words."""
    above = "".join(_ABOVE.findall(text))
    if not _PLAUSIBLE.fullmatch(above):
        return False
    return len(_MIXED.findall(text)) * 4 <= len(above)


def repaired(text: str) -> str | None:
    """Return the text as it was meant, or None when it is right or the mistake is not certain."""
    if text.isascii() or len(text) > MAX_LENGTH:
        return None
    chars = set(text)
    if not chars.isdisjoint(_FOLLOWING) and _LOOKS_DOUBLE.search(text):
        found = _undoubled(text)
        if found is not None:
            return found
    if not chars.isdisjoint("ýþðÝÞÐ"):
        found = _turkish(text)
        if found is not None:
            return found
    if len(chars) > 5 and not chars.isdisjoint(_WESTERN_LETTERS) and _LOOKS_FOREIGN.search(text):
        return _foreign(text)
    return None


def _undoubled(text: str) -> str | None:
    """Undo UTF-8 that was read as a one-byte charset, up to three times over."""
    tried = [(text, "")]
    for _ in range(3):
        tried = [
            (better, name)
            for garbled, _ in tried
            if (found := _LOOKS_DOUBLE.search(garbled))
            for name in _READ_AS
            if _begins(garbled[found.start() : found.start() + 40], name) and (better := _once(garbled, name)) is not None
        ]
        for better, name in tried:
            if sound(better) and _is_certain(text, better, name) and not _ABOUT_ENCODINGS.search(text):
                return _undoubled(better) or better
    return None


def _begins(piece: str, name: str) -> bool:
    """Tell cheaply whether the first piece that looks garbled can be undone."""
    try:
        codecs.charmap_encode(piece, "strict", _bytes_of(name))[0].replace(b"\xc3 ", b"").replace(b"\xd0 ", b"").decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(error.object) and error.start > 0  # only cut off at the end
    except UnicodeError:
        return False
    return True


def _once(text: str, name: str) -> str | None:
    """Undo one reading of UTF-8 as `name`, or return None when the text was not read so."""
    try:
        raw, _ = codecs.charmap_encode(text, "strict", _bytes_of(name))
    except UnicodeError:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        try:  # mail programs turn the no-break space into a space, and so "Ã\xa0" (à) into "Ã "
            return raw.replace(b"\xc3 ", b"\xc3\xa0").replace(b"\xd0 ", b"\xd0\xa0").decode("utf-8")
        except UnicodeDecodeError:
            return None


def _is_certain(text: str, better: str, name: str) -> bool:
    """Tell whether a text that can be undone must be: enough letters, and not one sign mentioned on purpose."""
    letters = [word for word in _WORD.findall(better) if not word.isascii()]
    count = sum(char > "\x7f" for char in better)
    latin = all("\xa0" <= char < "\u0250" or char.isascii() for word in letters for char in word)
    if not letters:
        return count > 0 and "â" in text  # "â€“", "â€ž": quotation marks and dashes alone
    if not latin or name == "cp1251":
        return count >= 4 if not latin else bool(_BESIDE_ASCII.search(text))
    alone = sum(len(word) == 1 for word in letters)
    return len(letters) > 2 * alone


def _foreign(text: str) -> str | None:
    """Undo Cyrillic, Arabic, Greek or Hebrew that was read as Windows-1252."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    whole = [word for word in words if len(word) > 1 and all(char > "\x7f" for char in word)]
    mixed = len([word for word in words if any(char.isascii() for char in word)])
    if sum(map(len, whole)) < 9 or mixed * 10 > len(whole):
        return None
    steps = [ord(after) - ord(char) for word in whole for char, after in pairwise(word)]
    if sum(step in (0, 1) for step in steps) * 3 > len(steps):
        return None  # a list of the letters themselves
    try:
        raw, _ = codecs.charmap_encode(text, "strict", _bytes_of("cp1252"))
    except UnicodeError:
        return None
    name, score = guess.foreign(raw)
    return raw.decode(name, "replace") if score >= 0.85 else None


def _turkish(text: str) -> str | None:
    """Undo Turkish (ISO 8859-9) that was read as ISO 8859-1, where Icelandic letters stand for Turkish ones."""
    if _NOT_TURKISH.search(text):
        return None
    try:
        codecs.charmap_encode(text, "strict", _bytes_of("cp1252"))
    except UnicodeError:
        return None  # letters that were read rightly stand beside them
    better = text.translate(_TURKISH_LETTERS)
    small = better.replace("İ", "i").replace("I", "ı").lower() if "ı" in better else better.replace("İ", "i").lower()
    return better if _TURKISH_PROOF.search(small) or _TURKISH_PROOF.search(better.replace("İ", "i").lower()) else None
