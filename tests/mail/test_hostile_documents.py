"""What hostile documents may cost: every bomb, loop and maze ends soon, as text or as nothing."""

import json
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse.core.mail import documents
from tests.mail import paper
from tests.mail.paper import docx, docx_of, odt_of, pdf_of, stream, unicode_pdf, zipped

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
    "pdf nested dictionaries": (lambda: one_page(SAID + b"<</a " * 300_000), None),
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
        [sys.executable, "-W", "error", "-c", "from tests.mail.test_hostile_documents import measure; measure()"],
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


def test_pdf_reads_what_is_drawn_through_forms_once() -> None:
    """A letterhead kept as a form is text of the page, however often it is drawn."""
    raw = one_page(
        SAID + b"/X Do /X Do", resources=FONTS + b"/XObject << /X 6 0 R >>", more=[form(b"BT /F1 9 Tf (Verein) Tj ET")]
    )
    assert documents.text_of("x.pdf", "", raw) == "Guten Tag\nVerein"
