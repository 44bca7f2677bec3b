"""What attached documents say, in the formats and languages of the people who write."""

import logging
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlotse.core.mail import documents
from tests.mail.paper import docx, docx_of, odt, odt_of, rtf, unicode_pdf, western_pdf, zipped

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


@pytest.mark.parametrize("made", [docx, odt], ids=["docx", "odt"])
def test_table_cells_stand_apart_and_rows_below_each_other(made: Callable[..., bytes]) -> None:
    """A form filled in as a table stays readable."""
    raw = made("Anmeldung", table=[["Name", "Alice Yılmaz"], ["Telefon", "0000 12345"]])
    assert documents.text_of("x", "", raw) == "Anmeldung\nName\tAlice Yılmaz\nTelefon\t0000 12345"


def _run(text: str, more: str = "") -> str:
    return f"<w:r><w:rPr>{more}</w:rPr><w:t>{text}</w:t></w:r>"


_TWICE = (
    "<mc:AlternateContent><mc:Choice><w:p>{0}</w:p></mc:Choice><mc:Fallback><w:p>{0}</w:p></mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{_run('eins')}<w:r><w:br/></w:r>{_run('zwei')}<w:r><w:tab/></w:r>{_run('drei')}</w:p>", "eins\nzwei\tdrei"),
        (f"<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:ins>{_run('neu')}</w:ins></w:p>", "neu"),
        (f"<w:p>{_run('da')}{_run('versteckt', '<w:vanish/>')}{_run('!')}</w:p>", "da!"),
        (f"<w:p>{_run('offen', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}</w:p>", "offen"),
        (f"<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>{_run('hier')}</w:p>", "hier"),
        (
            f"<w:p>{_run('Rand')}{_TWICE.format(_run('Kasten'))}</w:p>",
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
    ids=[
        "breaks",
        "link",
        "hidden",
        "about",
        "picture",
        "unicode",
        "shift-jis",
        "table",
        "from-html",
        "signs",
        "closed-early",
        "never-closed",
    ],
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
    ids=["cp1252", "cp1251", "declared", "utf-16", "binary", "key", "png", "doc", "rtf-as-doc", "docx-as-exe", "empty", "zip"],
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


@pytest.mark.parametrize(
    "damaged",
    [
        lambda raw: raw.replace(b"startxref", b"startxxxx"),
        lambda raw: raw[:-30],
        lambda raw: raw.replace(b"startxref\n", b"startxref\n9"),
        lambda raw: b"\r\n--boundary\r\n" + raw,
        lambda raw: raw + b"\0" * 5_000,
    ],
    ids=["no-table", "cut-off", "wrong-table", "shifted", "padded"],
)
def test_damaged_pdf_is_still_read(damaged: Callable[[bytes], bytes]) -> None:
    """What mail programs and gateways do to a PDF does not hide its text."""
    assert documents.text_of("x.pdf", "", damaged(western_pdf(["Guten Tag"]))) == "Guten Tag"


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The library's remarks on a damaged PDF quote it, so they are not made."""
    caplog.set_level(logging.DEBUG)
    raw = western_pdf(["Guten Tag"]).replace(b"/WinAnsiEncoding", b"/Geheim").replace(b"startxref", b"startxxxx")
    assert documents.text_of("x.pdf", "", raw) == "Guten Tag"
    assert caplog.records == []


_SAMPLES = [western_pdf(["Guten Tag"], ["zwei"]), docx("Guten Tag", "zwei"), odt("Guten Tag"), rtf("Grüße", "zwei")]


@given(st.sampled_from(_SAMPLES), st.integers(0, 3_000), st.integers(0, 40), st.binary(max_size=30))
def test_damaged_documents_never_raise(raw: bytes, at: int, gone: int, instead: bytes) -> None:
    """Whatever is cut out of a document or put into it, there is a text, perhaps an empty one."""
    assert len(documents.text_of("x", "", raw[:at] + instead + raw[at + gone :])) <= documents.MAX_TEXT
