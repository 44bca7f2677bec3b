"""Documents as people attach them, made in memory: PDF with and without ToUnicode, DOCX, ODT, RTF.  All content is invented."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

# --- PDF ------------------------------------------------------------------------------------------------------------


def stream(content: bytes, *, packed: bool = True, more: bytes = b"") -> bytes:
    """Return a PDF stream object's body."""
    if packed:
        content, more = zlib.compress(content, 9), more + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def pdf_of(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """Return a PDF file whose first object is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def _winansi(line: str) -> bytes:
    return b"(" + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", rb"\(").replace(b")", rb"\)") + b") Tj"


def _page(shown: Sequence[bytes]) -> bytes:
    """Return a content stream with one line of text under another."""
    lines = b"\n".join(b"0 -16 Td %s" % line for line in shown)
    return b"BT /F1 11 Tf 72 800 Td\n" + lines + b"\nET"


def western_pdf(*pages: Sequence[str]) -> bytes:
    """Return a PDF in a standard font, one list of lines a page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(stream(_page([_winansi(line) for line in lines])))
    return pdf_of(objects)


def unicode_pdf(lines: Sequence[str], *, more_maps: bytes = b"") -> bytes:
    """Return a PDF as word processors write it: glyph numbers, and a ToUnicode map that says which letters they are."""
    letters = sorted(set("".join(lines)))
    glyphs = {letter: number for number, letter in enumerate(letters, 3)}
    pairs = b"\n".join(b"<%04X> <%s>" % (n, letter.encode("utf-16-be").hex().encode()) for letter, n in glyphs.items())
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\n%sendcmap end end" % (len(glyphs), pairs, more_maps)
    )
    shown = [b"<" + b"".join(b"%04X" % glyphs[letter] for letter in line) + b"> Tj" for line in lines]
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            stream(_page(shown)),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /DW 600 /CIDSystemInfo << /Ordering (Identity) >> >>",
            stream(cmap),
        ]
    )


# --- DOCX and ODT ---------------------------------------------------------------------------------------------------


def zipped(entries: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_of(body: str, *, prologue: str = "") -> bytes:
    """Return a DOCX around the XML of its body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<R/>", "word/document.xml": document.encode()})


def _word_paragraph(text: str) -> str:
    return f'<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def docx(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a DOCX with paragraphs and a table after them."""
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{_word_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in table)
    return docx_of("".join(map(_word_paragraph, paragraphs)) + (f"<w:tbl>{rows}</w:tbl>" if rows else ""))


def odt_of(body: str, *, prologue: str = "") -> bytes:
    """Return an ODT around the XML of its text."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def odt(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return an ODT with paragraphs and a table after them."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join("<table:table-row>" + "".join(cell.format(escape(c)) for c in row) + "</table:table-row>" for row in table)
    text = "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs)
    return odt_of(text + (f"<table:table>{rows}</table:table>" if rows else ""))


# --- RTF ------------------------------------------------------------------------------------------------------------


def rtf(*paragraphs: str, codepage: int = 1252, charset: int = 0) -> bytes:
    """Return an RTF document: what the code page knows as \\'xx, all else as \\u."""
    out = []
    for paragraph in paragraphs:
        for char in paragraph:
            if char in "\\{}":
                out.append("\\" + char)
            elif char < "\x80":
                out.append(char)
            else:
                try:
                    out.append("".join(f"\\'{byte:02x}" for byte in char.encode(f"cp{codepage}")))
                except UnicodeEncodeError:
                    units = char.encode("utf-16-be")
                    numbers = [int.from_bytes(units[n : n + 2], "big", signed=True) for n in range(0, len(units), 2)]
                    out.extend(f"\\u{number}?" for number in numbers)
        out.append("\\par\r\n")
    head = f"{{\\rtf1\\ansi\\ansicpg{codepage}\\deff0{{\\fonttbl{{\\f0\\fswiss\\fcharset{charset} Arial;}}}}\\uc1\\pard\\f0 "
    return (head + "".join(out) + "}").encode("ascii")
