"""What attached documents say, in the formats and languages of the people who write, and what hostile ones may cost."""

import json
import logging
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlotse.core.mail import documents
from tests.mail import paper
from tests.mail.paper import docx, docx_of, odt, odt_of, pdf_of, rtf, stream, unicode_pdf, western_pdf, zipped

LETTERS = {
    "german": ["Guten Tag,", "wir möchten größere Räume für unser Straßenfest.", "Grüße"],
    "turkish": ["Merhaba,", "derneğimiz için İstanbul'dan gelenlere bir oda arıyoruz, teşekkürler."],
    "russian": ["Добрый день,", "мы ищем помещение для встреч."],
    "ukrainian": ["Добрий день,", "шукаємо приміщення для зустрічей, є ґрунтовна потреба."],
    "arabic": ["السلام عليكم", "نبحث عن غرفة كبيرة"],
    "persian": ["سلام", "به دنبال یک اتاق می‌گردیم"],
    "polish": ["Dzień dobry,", "szukamy sali na spotkania, łączę pozdrowienia."],
    "vietnamese": ["Xin chào,", "chúng tôi cần một phòng họp."],
    "tigrinya": ["ሰላም", "ክፍሊ ንደሊ ኣለና"],
}
by_language = pytest.mark.parametrize("lines", LETTERS.values(), ids=LETTERS)


@by_language
def test_docx_and_odt_give_one_paragraph_a_line(lines: list[str]) -> None:
    """Paragraphs of word processors come back as they were written."""
    assert documents.text_of("brief.docx", "", docx(*lines)) == "\n".join(lines)
    assert documents.text_of("brief.odt", "", odt(*lines)) == "\n".join(lines)


@by_language
def test_rtf_keeps_letters_outside_its_code_page(lines: list[str]) -> None:
    """What the code page lacks is written as \\u and read as such."""
    assert documents.text_of("brief.rtf", "", rtf(*lines)) == "\n".join(lines)


@pytest.mark.parametrize(
    ("language", "codepage", "charset"),
    [("turkish", 1254, 162), ("russian", 1251, 204), ("polish", 1250, 238), ("arabic", 1256, 178)],
)
def test_rtf_reads_the_code_page_of_the_font(language: str, codepage: int, charset: int) -> None:
    """Bytes mean what the font's character set says."""
    lines = LETTERS[language]
    assert documents.text_of("brief.rtf", "", rtf(*lines, codepage=codepage, charset=charset)) == "\n".join(lines)


@pytest.mark.parametrize("language", ["german", "turkish", "russian", "ukrainian", "polish", "vietnamese", "tigrinya"])
def test_pdf_reads_glyph_numbers_through_its_map(language: str) -> None:
    """A PDF of a word processor is read through its ToUnicode maps."""
    lines = LETTERS[language]
    assert documents.text_of("brief.pdf", "application/pdf", unicode_pdf(lines)) == "\n".join(lines)


@pytest.mark.parametrize("language", ["arabic", "persian"])
def test_pdf_reads_right_to_left_lines_as_they_are_drawn(language: str) -> None:
    """Glyphs drawn from left to right give words that read from right to left."""
    lines = [line.replace("\u200c", "") for line in LETTERS[language]]
    drawn = unicode_pdf([line[::-1] for line in lines])
    assert documents.text_of("brief.pdf", "", drawn) == "\n".join(lines)


def test_pdf_turns_words_round_that_were_stored_in_reading_order() -> None:
    """Teh marbuta never begins a word, so words that begin with it were reversed."""
    line = "نحن جمعية ثقافية ونبحث عن غرفة كبيرة"
    assert documents.text_of("brief.pdf", "", unicode_pdf([line])) == line


def test_pdf_pages_follow_each_other_and_divided_words_are_joined() -> None:
    """Lines and pages keep their order; a word divided at the line end is one word, a hyphenated pair stays a pair."""
    raw = western_pdf(["Antrag auf Förde-", "rung der Kinder-", "und Jugendhilfe"], ["zweite Seite"])
    assert documents.text_of("x.pdf", "", raw) == "Antrag auf Förderung der Kinder-\nund Jugendhilfe\nzweite Seite"


def test_pdf_reads_ten_pages_at_most() -> None:
    """The beginning of a long report is enough."""
    text = documents.text_of("x.pdf", "", western_pdf(*[[f"Seite {number}"] for number in range(1, 40)]))
    assert text.split("\n") == [f"Seite {number}" for number in range(1, 11)]


def test_pdf_reads_what_is_drawn_through_forms_once() -> None:
    """A letterhead kept as a form is text of the page, however often it is drawn."""
    raw = one_page(
        SAID + b"/X Do /X Do", resources=FONTS + b"/XObject << /X 6 0 R >>", more=[form(b"BT /F1 9 Tf (Verein) Tj ET")]
    )
    assert documents.text_of("x.pdf", "", raw) == "Guten Tag\nVerein"


@pytest.mark.parametrize("made", [docx, odt], ids=["docx", "odt"])
def test_table_cells_stand_apart_and_rows_below_each_other(made: Callable[..., bytes]) -> None:
    """A form filled in as a table stays readable."""
    raw = made("Anmeldung", table=[["Name", "Alice Yılmaz"], ["Telefon", "0000 12345"]])
    assert documents.text_of("x", "", raw) == "Anmeldung\nName\tAlice Yılmaz\nTelefon\t0000 12345"


def _run(text: str, more: str = "") -> str:
    return f"<w:r><w:rPr>{more}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{_run('eins')}<w:r><w:br/></w:r>{_run('zwei')}<w:r><w:tab/></w:r>{_run('drei')}</w:p>", "eins\nzwei\tdrei"),
        (f"<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins>{_run('neu')}</w:ins></w:p>", "neu"),
        (f"<w:p>{_run('da')}{_run('versteckt', '<w:vanish/>')}{_run('!')}</w:p>", "da!"),
        (f"<w:p>{_run('offen', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>", "offen"),
        (f"<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>{_run('hier')}</w:p>", "hier"),
        (
            f"<w:p>{_run('Rand')}<mc:AlternateContent><mc:Choice><w:p>{_run('Kasten')}</w:p></mc:Choice>"
            f"<mc:Fallback><w:p>{_run('Kasten')}</w:p></mc:Fallback></mc:AlternateContent></w:p>",
            "Rand\nKasten",
        ),
        (f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:sym w:char='F0B7'/></w:r>{_run(' Punkt')}</w:p>", "• Punkt"),
    ],
    ids=["breaks", "tracked-changes", "hidden", "hidden-off", "field-code", "text-box", "bullet"],
)
def test_docx_gives_what_its_reader_sees(body: str, expected: str) -> None:
    """Deleted and hidden text and field codes are left out, repeated text is read once."""
    assert documents.text_of("x.docx", "", docx_of(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:p>eins<text:line-break/>zwei<text:tab/>drei<text:s text:c='999999999'/>vier</text:p>", "eins\nzwei\tdrei vier"),
        ("<text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:p>da</text:p>", "da"),
        ("<text:p>da<office:annotation><text:p>Randnotiz</text:p></office:annotation></text:p>", "da"),
        ("<text:list><text:list-item>\n <text:p>eins\n  zwei</text:p>\n</text:list-item></text:list>", "eins zwei"),
    ],
    ids=["breaks", "tracked-changes", "annotation", "white-space"],
)
def test_odt_gives_what_its_reader_sees(body: str, expected: str) -> None:
    """Removed text and remarks are left out, layout of the XML is not layout of the letter."""
    assert documents.text_of("x.odt", "", odt_of(body)) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (rb"eins\par zwei\line drei\tab vier", "eins\nzwei\ndrei\tvier"),
        (rb"a{\field{\*\fldinst HYPERLINK \"http://x.example\"}{\fldrslt hier}}b", "aherb".replace("her", "hier")),
        (rb"da{\v weg}{\deleted weg}\v weg\v0 !", "da!"),
        (rb"{\info{\author Alice}}{\stylesheet{\s0 Normal;}}{\*\generator X;}da", "da"),
        (rb"{\pict\bin4 }}}}}da", "da"),
        (rb"\u-10179?\u-8704? \u305\'69\uc2\u305ab\uc0\u305!", "😀 ııı!"),
        (rb"{\fonttbl{\f1\fcharset128 M;}}\f1\'83\\\'83e", "ソテ"),
        (rb"\trowd a\cell b\cell\row c\cell d\cell\row", "a\tb\nc\td"),
        (rb"\htmlrtf {\htmlrtf0 {\*\htmltag <p>}da\htmlrtf }\htmlrtf0", "da"),
        (rb"\{a\}\~\\\_\emdash\ldblquote x\rdblquote\zwnj", "{a} \\-—“x”\u200c"),
        (rb"da}}}weg", "da"),
        (rb"{{{{da", "da"),
    ],
    ids="breaks link hidden about picture unicode shift-jis table from-html signs closed-early never-closed".split(),
)
def test_rtf_gives_what_its_reader_sees(inner: bytes, expected: str) -> None:
    """Control words mean what the specification says; unbalanced groups do no harm."""
    assert documents.text_of("x.rtf", "", rb"{\rtf1\ansi\ansicpg1252\uc1 " + inner + b"}") == expected


@pytest.mark.parametrize(
    ("name", "media_type", "raw", "expected"),
    [
        ("brief.txt", "text/plain", "Grüße\r\naus Köln".encode("cp1252"), "Grüße\naus Köln"),
        ("brief.txt", "application/octet-stream", "Привет, как дела".encode("cp1251"), "Привет, как дела"),
        ("brief", "text/plain; charset=iso-8859-9", "ışık güneş".encode("iso-8859-9"), "ışık güneş"),
        ("brief.txt", "", "Grüße".encode("utf-16"), "Grüße"),
        ("brief.txt", "text/plain", b"\x00\x01\x02\x03" * 50, ""),
        ("key.asc", "text/plain", b"-----BEGIN", ""),
        ("bild.png", "image/png", b"\x89PNG\r\n\x1a\n123", ""),
        ("brief.doc", "application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Guten Tag", ""),
        ("brief.doc", "application/msword", rtf("doch RTF"), "doch RTF"),
        ("rechnung.pdf.exe", "application/x-msdownload", docx("doch DOCX"), "doch DOCX"),
        ("a.pdf", "application/pdf", b"", ""),
        ("a.zip", "application/zip", zipped({"a.txt": b"Guten Tag"}), ""),
    ],
    ids="cp1252 cp1251 declared utf-16 binary key png doc rtf-as-doc docx-as-exe empty zip".split(),
)
def test_the_first_bytes_decide_and_plain_text_goes_by_name(name: str, media_type: str, raw: bytes, expected: str) -> None:
    """Names and types lie; only plain text depends on them."""
    assert documents.text_of(name, media_type, raw) == expected


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("Antrag.PDF", "application/octet-stream", True),
        ("", "application/pdf", True),
        ("brief.docx", "", True),
        ("brief", "application/vnd.oasis.opendocument.text", True),
        ("notiz.txt", "text/plain", True),
        ("termin.ics", "text/plain", False),
        ("bild.jpg", "image/jpeg", False),
        ("", "", False),
    ],
)
def test_readable_goes_by_name_and_type(name: str, media_type: str, expected: bool) -> None:
    """The caller may ask before it decodes an attachment."""
    assert documents.readable(name, media_type) is expected


@pytest.mark.parametrize("made", [docx, odt, rtf, lambda *lines: western_pdf(lines)], ids=["docx", "odt", "rtf", "pdf"])
def test_text_is_cut(made: Callable[..., bytes]) -> None:
    """A book gives its first pages."""
    text = documents.text_of("x", "", made(*["Wir suchen einen Raum. " * 4] * 1_000))
    assert documents.MAX_TEXT - 200 < len(text) <= documents.MAX_TEXT
    assert text.startswith("Wir suchen einen Raum. Wir")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
@pytest.mark.parametrize(("password", "expected"), [("", "Vertraulich"), ("geheim", "")], ids=["open", "locked"])
def test_encrypted_pdf_is_read_without_a_password_only(algorithm: str, password: str, expected: str) -> None:
    """A PDF that merely forbids changes is read, one with a password is not."""
    from io import BytesIO

    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(western_pdf(["Vertraulich"])))
    writer.encrypt(password, "besitzer", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    assert documents.text_of("x.pdf", "", out.getvalue()) == expected


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The library's remarks on a damaged PDF quote it, so they are not made."""
    caplog.set_level(logging.DEBUG)
    raw = western_pdf(["Guten Tag"]).replace(b"/WinAnsiEncoding", b"/Geheim").replace(b"startxref", b"startxxxx")
    assert documents.text_of("x.pdf", "", raw) == "Guten Tag"
    assert caplog.records == []


# --- Hostile documents ----------------------------------------------------------------------------------------------

SAID = b"BT /F1 11 Tf 72 800 Td (Guten Tag) Tj ET "
FONTS = b"/Font << /F1 4 0 R >> "
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"


def form(content: bytes, resources: bytes = FONTS) -> bytes:
    """Return a form: a piece of page that pages and forms can draw."""
    return stream(content, more=b"/Type /XObject /Subtype /Form /Resources << %s >>" % resources)


def one_page(
    content: bytes,
    *,
    resources: bytes = FONTS,
    font: bytes = HELVETICA,
    more: list[bytes] | None = None,
    contents: bytes = b"5 0 R",
) -> bytes:
    """Return a PDF: 4 is the font, 5 the content, others from 6."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s /Resources << %s >> >>" % (contents, resources)
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf_of([CATALOGUE, pages, page, font, stream(content), *(more or [])])


def _many_maps() -> bytes:
    names = b" ".join(b"/F%d 6 0 R" % number for number in range(2, 200))
    used = b"".join(b"/F%d 1 Tf " % number for number in range(2, 200))
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /ToUnicode 7 0 R >>"
    ranges = stream(b"1 beginbfrange\n<00 00> <FF F0> <0000>\nendbfrange\n")
    return one_page(SAID + used, resources=b"/Font << /F1 4 0 R %s >>" % names, more=[font, ranges])


def _wide_widths() -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    return one_page(SAID, font=font, more=[b"<< /Subtype /CIDFontType2 /W [%s] >>" % (b"0 65000 500 " * 6_000)])


def _pages_of_pages() -> bytes:
    level = b"<< /Type /Pages /Count 9 /Kids [%s] >>"
    return pdf_of([CATALOGUE, *(level % (b"%d 0 R " % (number + 1) * 10) for number in range(2, 30)), b"<< /Type /Page >>"])


def _forms_of_forms() -> bytes:
    more = [form(SAID + b"/X Do " * 10, FONTS + b"/XObject << /X %d 0 R >>" % (number + 1)) for number in range(6, 40)]
    return one_page(SAID + b"/X Do ", resources=FONTS + b"/XObject << /X 6 0 R >>", more=more)


def _chain_of_tables() -> bytes:
    out, before = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", b""
    for _ in range(1_500):
        here = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R%s>>\n" % before
        before = b"/Prev %d" % here
    return out + b"startxref\n%d\n%%%%EOF" % here


def _object_stream(count: int) -> bytes:
    kid = b"<</Type/Page/Parent 10 0 R>> "
    objects = [b"<</Type/Pages/Count 9/Kids[%s]>> " % b" ".join(b"%d 0 R" % (number + 11) for number in range(count - 1))]
    objects += [kid] * (count - 1)
    index, at = [], 0
    for number, body in enumerate(objects, 10):
        index.append(b"%d %d" % (number, at))
        at += len(body)
    head = b" ".join(index) + b"\n"
    out = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 10 0 R>>\nendobj\n"
    first = len(out)
    packed = stream(head + b"".join(objects), more=b"/Type /ObjStm /N %d /First %d" % (count, len(head)))
    out += b"4 0 obj\n" + packed + b"\nendobj\n"

    def entry(kind: int, place: int, number: int = 0) -> bytes:
        return bytes([kind]) + place.to_bytes(4, "big") + number.to_bytes(2, "big")

    empty = entry(0, 0)
    entries = [empty, entry(1, 9), empty, empty, entry(1, first), entry(1, len(out)), *[empty] * 4]
    entries += [entry(2, 4, number) for number in range(count)]
    size = len(entries)
    table = stream(b"".join(entries), more=b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R" % size)
    return out + b"5 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(out)


def _entities(declared: str) -> bytes:
    return docx_of("<w:p><w:r><w:t>&z;</w:t></w:r></w:p>", prologue=f"<!DOCTYPE x [{declared}]>")


def _understated(raw: bytes) -> bytes:
    """Let every entry of an archive claim to hold 100 bytes."""
    out, at = bytearray(raw), raw.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = raw.find(b"PK\x01\x02", at + 4)
    return bytes(out)


_LAUGHS = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghz", strict=True)
)
_RTF = rb"{\rtf1\ansi "

#: name → (document, what is read of it; None: whatever it is, only the cost counts)
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "pdf stream bomb": (lambda: one_page(SAID + b" " * 100_000_000), ""),
    "pdf bomb in bomb": (lambda: one_page(zlib.compress(zlib.compress(b" " * 50_000_000)), font=HELVETICA), ""),
    "pdf a million operators": (lambda: one_page(SAID + b"q Q " * 450_000), "Guten Tag"),
    "pdf a hundred thousand lines": (lambda: one_page(SAID + b"BT /F1 1 Tf " + b"0 -9 Td (a) Tj " * 100_000 + b"ET"), None),
    "pdf nested arrays": (lambda: one_page(SAID + b"[" * 900_000), "Guten Tag"),
    "pdf nested dictionaries": (lambda: one_page(SAID + b"<</a " * 300_000), "Guten Tag"),
    "pdf nested object": (lambda: pdf_of([b"<</a" * 500_000, CATALOGUE]), ""),
    "pdf pages in a circle": (lambda: pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"]), ""),
    "pdf pages of pages of pages": (_pages_of_pages, ""),
    "pdf 500,000 kids": (lambda: pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [%s] >>" % (b"3 0 R " * 500_000), b"<<>>"]), ""),
    "pdf form draws itself": (
        lambda: one_page(
            SAID + b"/X Do " * 1_000,
            resources=FONTS + b"/XObject << /X 6 0 R >>",
            more=[form(SAID + b"/X Do /X Do", FONTS + b"/XObject << /X 6 0 R >>")],
        ),
        "Guten Tag\nGuten Tag",
    ),
    "pdf forms of forms": (_forms_of_forms, "\n".join(["Guten Tag"] * 7)),
    "pdf 198 maps of 65,520": (_many_maps, None),
    "pdf endless map": (lambda: unicode_pdf(["Guten Tag"], more_maps=b"1 beginbfchar\n" + b"<41> <42>\n" * 190_000), ""),
    "pdf wide widths": (_wide_widths, None),
    "pdf 90,000 contents": (lambda: one_page(SAID, contents=b"[%s]" % (b"5 0 R " * 90_000)), ""),
    "pdf damaged streams": (
        lambda: one_page(
            SAID,
            contents=b"[5 0 R %s]" % b" ".join(b"%d 0 R" % number for number in range(6, 106)),
            more=[stream(b"x" * 19_000, packed=False, more=b"/Filter /FlateDecode")] * 100,
        ),
        None,
    ),
    "pdf inline image without end": (lambda: one_page(SAID + b"BI ID " + b"EI" * 200_000), None),
    "pdf 40,001 objects, no table": (lambda: b"%PDF-1.4\n" + b"1 0 obj\nnull\nendobj\n" * 40_001, ""),
    "pdf a number of 4 MB": (lambda: b"%PDF-1.4\n" + b"1" * 4_000_000 + b"\nstartxref\n9\n%%EOF", ""),
    "pdf 4 MB of nothing": (lambda: b"%PDF-1.4\n" + b" " * 4_000_000 + b"startxref 0 %%EOF", ""),
    "pdf chain of tables": (_chain_of_tables, ""),
    "pdf 12,000 packed objects": (lambda: _object_stream(12_000), ""),
    "pdf length is the stream": (
        lambda: pdf_of(
            [CATALOGUE, b"<</Kids[3 0 R]>>", b"<</Type/Page/Contents 4 0 R>>", b"<</Length 4 0 R>>\nstream\nx\nendstream"]
        ),
        "",
    ),
    "pdf object is another": (lambda: pdf_of([b"2 0 R", b"1 0 R"]), ""),
    "docx entity bomb": (lambda: _entities(_LAUGHS), ""),
    "docx quadratic entities": (lambda: _entities(f'<!ENTITY z "{"a" * 100_000}">'), ""),
    "docx outside entity": (lambda: _entities('<!ENTITY z SYSTEM "file:///etc/hostname">'), ""),
    "odt outside type": (lambda: odt_of("<text:p>a</text:p>", prologue='<!DOCTYPE x SYSTEM "http://x.example/x.dtd">'), ""),
    "docx zip bomb": (lambda: zipped({"word/document.xml": b"<a>" + b" " * 100_000_000}), ""),
    "docx zip bomb that lies": (lambda: _understated(zipped({"word/document.xml": b"<a>" + b" " * 50_000_000})), ""),
    "docx 20,000 entries": (lambda: zipped({f"{number}": b"" for number in range(20_000)}), ""),
    "docx deep": (lambda: docx_of("".join(f"<w:p><w:t>{number}</w:t>" for number in range(20_000))), None),
    "docx a million elements": (lambda: docx_of("".join(f"<w:r w:a='{number}'/>" for number in range(150_000))), ""),
    "docx 100,000 attributes": (lambda: docx_of("<w:p " + " ".join(f'a{number}="1"' for number in range(100_000)) + "/>"), ""),
    "docx cut off": (lambda: docx("Guten Tag")[:-60], ""),
    "rtf open groups": (lambda: _RTF + b"{" * 3_000_000, ""),
    "rtf control words": (lambda: _RTF + rb"\a" * 2_000_000, ""),
    "rtf link traps": (lambda: _RTF + rb"{\field{\*\fldinst{" * 50_000 + b'HYPERLINK "' * 200_000, ""),
    "rtf font table": (lambda: _RTF + rb"{\fonttbl" + rb"{\f1\fcharset204 A;}" * 200_000, ""),
    "rtf backward picture": (lambda: _RTF + rb"\bin-5 " * 300_000, ""),
    "rtf picture": (lambda: _RTF + rb"{\pict " + (b"ab" * 32 + b"\r\n") * 100_000 + b"}Guten Tag}", "Guten Tag"),
    "txt combining marks": (lambda: ("a" + "\u0301" * 300_000).encode(), "á" + "\u0301" * 11),
}
_SECONDS = 4
_MEMORY = 1 << 30


def measure() -> None:
    """Read every hostile document under the worker's memory limit and write down what came of it, as JSON."""
    results = {}
    made = {name: make() for name, (make, _) in HOSTILE.items()}
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for name, raw in made.items():
        started = time.process_time()
        text = documents.text_of("brief.txt" if name.startswith("txt") else "brief", "", raw)
        results[name] = {"text": text, "seconds": round(time.process_time() - started, 2)}
    sys.stdout.write(json.dumps(results))


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, object]]:
    """What one limited child made of all hostile documents."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "from tests.mail.test_documents import measure; measure()"],
        cwd=Path(paper.__file__).parents[2],
        env={"PYTHONPATH": str(Path(documents.__file__).parents[4]), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    assert done.stderr == b""
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_end_soon(name: str, measured: dict[str, dict[str, object]]) -> None:
    """None costs more than a few seconds or a gigabyte, and what is harmless in it is still read."""
    result = measured[name]
    assert result["seconds"] < _SECONDS
    expected = HOSTILE[name][1]
    if expected is not None:
        assert result["text"] == expected
    assert len(str(result["text"])) <= documents.MAX_TEXT


_SAMPLES = [western_pdf(["Guten Tag"], ["zwei"]), docx("Guten Tag", "zwei"), odt("Guten Tag"), rtf("Grüße", "zwei")]


@given(st.sampled_from(_SAMPLES), st.integers(0, 3_000), st.integers(0, 40), st.binary(max_size=30))
def test_damaged_documents_never_raise(raw: bytes, at: int, gone: int, instead: bytes) -> None:
    """Whatever is cut out of a document or put into it, there is a text, perhaps an empty one."""
    assert len(documents.text_of("x", "", raw[:at] + instead + raw[at + gone :])) <= documents.MAX_TEXT
