"""Charset names as mail programs write them, to codecs that Python knows.  Decodes nothing."""

import codecs
import re
from functools import lru_cache


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Names of the WHATWG encoding standard and of old mail programs for codecs that Python knows under another name.
_ALIASES = {
    "unicode-1-1-utf-8": "utf-8",
    "unicode11utf8": "utf-8",
    "x-utf-8": "utf-8",
    "x-unicode-2-0-utf-8": "utf-8",
    "unicode20utf8": "utf-8",
    "utf": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "ucs-2": "utf-16",
    "ucs2": "utf-16",
    "iso-10646-ucs-2": "utf-16",
    "utf16-le": "utf-16-le",
    "utf16-be": "utf-16-be",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-latin-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "western": "cp1252",
    "iso-8859-9": "cp1254",
    "iso8859-9": "cp1254",
    "latin5": "cp1254",
    "latin-5": "cp1254",
    "turkish": "cp1254",
    "latin-9": "iso8859-15",
    "latin-2": "iso8859-2",
    "iso-8859-8": "cp1255",
    "iso8859-8": "cp1255",
    "hebrew": "cp1255",
    "visual": "cp1255",
    "logical": "cp1255",
    "iso-8859-11": "cp874",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "tis620": "cp874",
    "thai": "cp874",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "cn-gb": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "cp31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso2022_jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "cp50220": "iso2022_jp_ext",
    "x-euc-jp": "euc_jp",
    "eucjp-ms": "euc_jp",
    "cp51932": "euc_jp",
    "x-euc-kr": "cp949",
    "cp51949": "cp949",
    "big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "mac": "mac_roman",
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
    "koi8": "koi8-r",
    "koi": "koi8-r",
}
#: Declarations that say nothing: look at the bytes instead.
_NOTHING = _names(
    "default default_charset none null 8bit 7bit binary user-defined us-ascii ascii ansi_x3.4-1968 iso-ir-6 646 unicode "
    "charset auto text us en"
)
_SAYS_NOTHING = re.compile(r"unknown|^(?:x-)?_?auto|user-?defined")
#: Codecs that are no charsets of mail: they transform, execute, belong to one machine, or read ASCII as something else.
_FORBIDDEN = re.compile(
    r"undefined|unicode_escape|raw_unicode_escape|idna|punycode|mbcs|oem|cp(?:037|273|424|500|875|1026|1140)"
)
_NAME = re.compile(r"[^A-Za-z0-9._:()+-]")
_ISO = re.compile(r"(?:x-|cs)?(?:iso)?[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_:(].{0,30})?")
_PAGE = re.compile(r"(?:x-|cs)?(?:cp|win|windows|ibm|dos|ms|ansi)?[-_ ]?(\d{3,5})(?:[^\d].{0,60})?")
_UTF8 = re.compile(r"(?:x-)?utf[-_ ]?8(?:mb[34])?(?:[^\d].{0,30})?")
_KOI8 = re.compile(r"(?:x-|cs)?koi8[-_ ]?(r|u|ru|t)?")


def _written(declared: str) -> str:
    """Return the name without what surrounds it: quotes, `charset=`, a language tag, further parameters."""
    name = declared.strip().lower()[:200].strip("\"' ").removeprefix("charset=").strip("\"' ")
    name = re.split(r"[;,\"'*?]", name, maxsplit=1)[0]
    return _NAME.sub("", name)[:60]


def _spellings(name: str) -> list[str]:
    """Return the names under which Python may know a charset, the best first."""
    if _UTF8.fullmatch(name):
        return ["utf-8"]
    if found := _KOI8.fullmatch(name):
        return [{"r": "koi8-r", "t": "koi8-t"}.get(found.group(1) or "r", "koi8-u")]
    if found := _ISO.fullmatch(name):
        return [f"iso-8859-{int(found.group(1))}"]
    bare = re.sub(r"^(?:x-|cs)", "", name)
    pages = [f"cp{found.group(1)}"] if (found := _PAGE.fullmatch(name)) else []
    return [name, *pages, bare]


@lru_cache(maxsize=512)
def codec(declared: str) -> str:
    """Return the Python codec for a charset name as mail programs write it, or "" when there is none that decodes text."""
    name = _written(declared)
    if says_nothing(declared):
        return ""
    for attempt in _spellings(name):
        try:
            found = codecs.lookup(_ALIASES.get(attempt, attempt))
        except (LookupError, ValueError, UnicodeError):
            continue
        if _FORBIDDEN.fullmatch(found.name.replace("-", "_")) or not getattr(found, "_is_text_encoding", True):
            return ""
        if found.name in ("ascii", "utf-8-sig"):
            return "utf-8" if found.name != "ascii" else ""
        return _ALIASES.get(found.name, found.name)
    return ""


def says_nothing(declared: str) -> bool:
    """Tell whether a declaration is no charset at all ("default", "x-unknown", "us-ascii" over 8-bit bytes)."""
    name = _written(declared)
    return not name or name in _NOTHING or bool(_SAYS_NOTHING.search(name))
