"""DOCX and ODT: the text of the main part, one paragraph a line, table cells apart.  Reads no picture, style, macro or link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from postlotse.core.mail.documents import archive
from postlotse.core.mail.documents.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT

_MAIN_WORD = re.compile(r"word/document\d{0,3}\.xml", re.I)
_MAIN_OPEN = "content.xml"
_BLANKS = re.compile(r"[ \t\r\n]+")
_OFF = ("0", "false", "off", "none")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the elements of a format mean, by local name."""

    paragraphs: frozenset[str]
    cell: str
    row: str
    #: Elements whose characters are text; empty: all characters inside paragraphs are.
    text: frozenset[str]
    #: Elements that stand for characters.
    marks: dict[str, str]
    #: Elements that hold no text of the letter.
    silent: frozenset[str]
    #: The text's white space is layout, as in HTML.
    folds: bool


WORD = Vocabulary(
    paragraphs=frozenset({"p"}),
    cell="tc",
    row="tr",
    text=frozenset({"t"}),
    marks={"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
    # Fallback repeats what the choice beside it says; del and moveFrom are what the writer took out.
    silent=_names("Fallback del moveFrom pPr sectPr tblPr tcPr trPr instrText delText"),
    folds=False,
)
OPEN = Vocabulary(
    paragraphs=frozenset({"p", "h"}),
    cell="table-cell",
    row="table-row",
    text=frozenset(),
    marks={"tab": "\t", "line-break": "\n"},
    silent=_names(
        "tracked-changes annotation note-citation forms scripts font-face-decls automatic-styles styles master-styles "
        "settings meta sequence-decls event-listeners title desc object-ole binary-data math"
    ),
    folds=True,
)


class _Stop(Exception):
    """Enough has been read, or the document is not to be read."""


def text_of(raw: bytes) -> str | None:
    """Return the text of a DOCX or ODT, "" when it cannot be read, None when the archive is neither."""
    opened = archive.opened(raw)
    if opened is None:
        return ""
    names = opened.NameToInfo
    if main := next((name for name in names if _MAIN_WORD.fullmatch(name)), ""):
        return read(archive.pieces(opened, main), WORD)
    if _MAIN_OPEN in names:
        return read(archive.pieces(opened, _MAIN_OPEN), OPEN)
    return None


def read(pieces: Iterable[bytes], vocabulary: Vocabulary) -> str:
    """Return the text of an XML part; broken XML gives what stood before the break, a document type gives ""."""
    out: list[str] = []
    silent_from = 0  # depth of the element that made us silent, 0: none
    depth = elements = size = 0
    paragraphs = texts = cells = 0
    hidden = False
    refused = False

    def put(text: str) -> None:
        nonlocal size
        out.append(text)
        size += len(text)
        if size > 2 * MAX_TEXT:
            raise _Stop

    def starts(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements, silent_from, paragraphs, texts, cells, hidden
        depth += 1
        elements += 1
        if elements > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise _Stop
        if silent_from:
            return
        name = tag.rpartition(":")[2]
        if name in vocabulary.silent:
            silent_from = depth
        elif name in vocabulary.text:
            texts += 1
        elif name in vocabulary.paragraphs:
            if paragraphs and out and not out[-1].endswith("\n"):
                put("\n")  # a text box inside a paragraph
            paragraphs += 1
        elif name == vocabulary.cell:
            cells += 1
        elif name in vocabulary.marks:
            if paragraphs and not hidden:
                put(vocabulary.marks[name] if not cells else " ")
        elif name == "s" and vocabulary.folds:
            put(" ")
        elif name == "sym":
            put("•" if attributes.get("w:char", "").upper().startswith("F0") else "")
        elif name == "r":
            hidden = False
        elif name == "vanish":
            hidden = attributes.get("w:val", "1") not in _OFF

    def ends(tag: str) -> None:
        nonlocal depth, silent_from, paragraphs, texts, cells
        depth -= 1
        if silent_from:
            if depth < silent_from:
                silent_from = 0
            return
        name = tag.rpartition(":")[2]
        if name in vocabulary.text:
            texts -= 1
        elif name in vocabulary.paragraphs:
            paragraphs -= 1
            put(" " if cells else "\n")
        elif name == vocabulary.cell:
            cells -= 1
            put("\t" if not cells else " ")
        elif name == vocabulary.row:
            put("\n" if not cells else " ")

    def characters(text: str) -> None:
        if silent_from or hidden or not paragraphs or (vocabulary.text and not texts):
            return
        put(_BLANKS.sub(" ", text) if vocabulary.folds else text)

    def refuses(*_: object) -> int:
        # Every entity bomb and every outside reference needs a document type; office programs write none.
        nonlocal refused
        refused = True
        raise _Stop

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = starts
    parser.EndElementHandler = ends
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuses
    parser.EntityDeclHandler = refuses
    parser.ExternalEntityRefHandler = refuses
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (_Stop, expat.ExpatError, ValueError, LookupError):
        pass
    return "" if refused else "".join(out)
