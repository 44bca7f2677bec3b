"""RTF to text: code pages, \\u, hidden and deleted text, tables.  One pass over tokens; shows no picture, runs no field.

The tokens are those of Microsoft's "Rich Text Format (RTF) Specification 1.9.1".
"""

import re
from dataclasses import dataclass, replace

from postlotse.core.mail import charsets
from postlotse.core.mail.charsetnames import codec as codec_of
from postlotse.core.mail.documents.limits import MAX_GROUPS, MAX_RTF, MAX_TEXT, MAX_TOKENS

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|\\", re.S
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SYMBOLS = "symbol"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Groups that hold no text of the letter; those that begin with \\* are left out unless they are in _SHOWN.
_SILENT = _names(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf footnote "
    "annotation atnid atnauthor fldinst objdata nonshppict shprslt sp xe tc rxe txe private themedata "
    "colorschememapping listtable listoverridetable revtbl rsidtbl generator datafield nextfile filetbl operator ftnsep "
    "ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend template latentstyles datastore ud mmathPr objclass objname"
)
_SHOWN = _names("shpinst shptxt")
_TEXT = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "row": "\n",
    "nestrow": " ",
    "cell": "\t",
    "nestcell": " ",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
_SIGNS = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n", b"\t": "\t", b"{": "{", b"}": "}", b"\\": "\\"}
#: \\fcharset of a font to the codec of its bytes.
_CHARSETS = {
    0: "cp1252",
    2: _SYMBOLS,
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_CODEPAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What a group inherits and gives back at its end."""

    silent: bool = False
    hidden: bool = False
    markup: bool = False
    fonts: bool = False
    skips: int = 1
    codec: str = ""


def text_of(raw: bytes) -> str:
    """Return the text of an RTF document, as far as the limits allow."""
    raw = raw[:MAX_RTF]
    out: list[str] = []
    size = 0
    pending = bytearray()
    codec = "cp1252"
    default_font = -1
    font = -1
    fonts: dict[int, str] = {}
    stack: list[_Group] = []
    group = _Group()
    starred = False
    skip = 0
    at = tokens = 0

    def flush() -> None:
        nonlocal size
        if pending:
            name = group.codec or fonts.get(default_font, "") or codec
            if name == _SYMBOLS:
                text = "•" if b"\xb7" in pending or b"\xa7" in pending else ""
            else:
                text = charsets.decode(bytes(pending), name)[0]
            pending.clear()
            out.append(text)
            size += len(text)

    def put(text: str) -> None:
        nonlocal size
        flush()
        out.append(text)
        size += len(text)

    while size <= 2 * MAX_TEXT and tokens < MAX_TOKENS:
        found = _TOKEN.match(raw, at)
        if found is None:
            break
        at = found.end()
        tokens += 1
        word, number, code, sign, brace, text = found.groups()
        if brace == b"{":
            flush()
            if len(stack) >= MAX_GROUPS:
                break
            stack.append(group)
            starred, skip = False, 0
            continue
        if brace == b"}":
            flush()
            skip = 0
            if not stack:
                break
            group = stack.pop()
            if not stack:
                break  # what follows the document is not shown by any program
            continue
        if word is not None:
            name = word.decode("ascii")
            value = int(number) if number is not None else None
            if name == "bin":
                at += max(value or 0, 0)
                continue
            skip = 0  # a control word could stand for the character too, but writers who leave it out are more common
            if name in _SILENT or (starred and name not in _SHOWN):
                flush()
                group = replace(group, silent=True, fonts=name == "fonttbl" or (group.fonts and not starred))
                starred = False
                continue
            starred = False
            if group.fonts:
                if name == "f":
                    font = value if value is not None else -1
                elif name == "fcharset" and value in _CHARSETS:
                    fonts[font] = _CHARSETS[value]
                elif name == "cpg" and value and (known := codec_of(f"cp{value}")):
                    fonts[font] = known
                continue
            if name == "ansicpg":
                codec = codec_of(f"cp{value}") or codec
            elif name in _CODEPAGES:
                codec = _CODEPAGES[name]
            elif name == "deff" and value is not None:
                default_font = value
            elif name == "f" and value is not None:
                if fonts.get(value, "") != group.codec:
                    flush()
                    group = replace(group, codec=fonts.get(value, ""))
            elif name == "uc":
                group = replace(group, skips=min(max(value or 0, 0), 8))
            elif name in ("v", "deleted"):
                flush()
                group = replace(group, hidden=value != 0)
            elif name == "htmlrtf":
                flush()
                group = replace(group, markup=value != 0)
            elif name == "plain":
                flush()
                group = replace(group, hidden=False, codec="")
            elif group.silent or group.hidden or group.markup:
                if name == "u":
                    skip = group.skips
            elif name == "u" and value is not None:
                put(chr(value & 0xFFFF))
                skip = group.skips
            elif name in _TEXT:
                put(_TEXT[name])
            continue
        if sign == b"*":
            starred = True
            continue
        if group.silent or group.hidden or group.markup:
            if code or sign:
                skip = max(skip - 1, 0)
            elif text:
                skip = max(skip - len(text), 0)
            continue
        if skip and (code or sign):
            skip -= 1
        elif code is not None:
            pending.append(int(code, 16))
        elif sign is not None:
            if sign in b"{}\\":
                pending += sign
            elif sign in _SIGNS:
                put(_SIGNS[sign])
        elif text is not None:
            pending += text[skip:]
            skip = max(skip - len(text), 0)
    flush()
    return _PAIR.sub(_joined, "".join(out))


def _joined(pair: re.Match[str]) -> str:
    """Return the character that two surrogates stand for."""
    return pair.group().encode("utf-16-be", "surrogatepass").decode("utf-16-be")
