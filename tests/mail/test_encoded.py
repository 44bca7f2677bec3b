"""Files inside the text: uuencode and yEnc; enriched text; flowed text."""

import base64
import binascii

import pytest

from postlotse.core.mail import encoded, enriched
from postlotse.core.mail.parse import parse
from postlotse.core.mail.types import Mail
from tests.mail.letters import letter, raw_letter

CONTENT = bytes(range(256)) * 3


def uu(raw: bytes) -> str:
    """Return the lines of uuencoded bytes."""
    return "".join(binascii.b2a_uu(raw[at : at + 45]).decode() for at in range(0, len(raw), 45))


CHECKSUMS = "".join(f"{line}x\n".upper() for line in uu(CONTENT).splitlines())
BLANKS_LOST = "".join(f"{line.rstrip()}\n" for line in uu(CONTENT).replace("`", " ").splitlines())
UU = [
    pytest.param(f"begin 644 a.bin\n{uu(CONTENT)}`\nend\n", id="as-it-should-be"),
    pytest.param(f"begin 644 a.bin\n{uu(CONTENT)}end\n", id="no-last-line"),
    pytest.param(f"begin 0755 a.bin\n{uu(CONTENT)} \nend\n", id="space-for-grave"),
    pytest.param(f"begin 644 a.bin\n{CHECKSUMS}`\nend\n", id="checksum-column"),
    pytest.param(f"begin 644 a.bin\n{BLANKS_LOST}`\nend\n", id="blanks-lost"),
    pytest.param(f"begin 644 a.bin\n{uu(CONTENT)}", id="end-lost"),
]


@pytest.mark.parametrize("code", UU)
def test_uuencoded_files_are_taken_out(code: str) -> None:
    """Also with lines of wrong length and without an end."""
    text, [part] = encoded.uuencoded(f"Anbei.\n\n{code}")
    assert (text.strip(), part.name, part.data) == ("Anbei.", "a.bin", CONTENT)


NO_CODE = [
    pytest.param("begin 644 Zeilen\nund dann weiter im Text\nend\n", id="sentence"),
    pytest.param("begin 644 GROSS\nALLES IN GROSSBUCHSTABEN\nund klein\n", id="shouting"),
    pytest.param("we begin 644 a\n", id="middle-of-line"),
]


@pytest.mark.parametrize("text", NO_CODE)
def test_sentences_are_no_code(text: str) -> None:
    """Nothing a person wrote disappears."""
    assert encoded.uuencoded(text) == (text, [])


def ybytes(raw: bytes, width: int = 128) -> bytes:
    """Return yEnc lines."""
    out = bytearray()
    column = 0
    for byte in raw:
        byte = (byte + 42) % 256
        if byte in (0, 10, 13, 61):
            out += b"="
            byte = (byte + 64) % 256
        out.append(byte)
        column += 1
        if column >= width:
            out += b"\r\n"
            column = 0
    return bytes(out) + (b"\r\n" if column else b"")


SINGLE = b"=ybegin line=128 size=768 name= ../bild 1.jpg \r\n" + ybytes(CONTENT) + b"=yend size=768 crc32=0\r\n"
PIECES = (
    b"=ybegin part=1 total=2 line=128 size=768 name=bild.jpg\r\n=ypart begin=1 end=400\r\n" + ybytes(CONTENT[:400])
    + b"=yend size=400 part=1\r\n"
    + b"=ybegin part=2 total=2 line=128 size=768 name=bild.jpg\r\n=ypart begin=401 end=768\r\n" + ybytes(CONTENT[400:])
    + b"=yend size=368 part=2\r\n"
)  # fmt: skip


def ymail(code: bytes) -> Mail:
    """Return a mail with yEnc in its text."""
    return parse(raw_letter("Grüße, hier das Bild.\n\n") + code + "\r\nBis später\r\n".encode())


def test_yenc_is_taken_out_of_the_text() -> None:
    """The text around it keeps its charset; name cleaned, size counted."""
    mail = ymail(SINGLE)
    assert mail.full_text == "Grüße, hier das Bild.\n\n\nBis später"
    assert [(a.name, a.size) for a in mail.attachments] == [("bild 1.jpg", 768)]
    assert encoded.yenc(SINGLE)[1][0].data == CONTENT


def test_pieces_of_a_yenc_file_are_joined() -> None:
    """Two parts of one picture in one mail."""
    mail = ymail(PIECES)
    assert (mail.full_text, [(a.name, a.size) for a in mail.attachments]) == (
        "Grüße, hier das Bild.\n\n\nBis später",
        [("bild.jpg", 768)],
    )
    assert encoded.yenc(PIECES)[1][0].data == CONTENT


def test_yenc_without_an_end_goes_to_the_end() -> None:
    """A cut mail."""
    kept, [part] = encoded.yenc(b"a\r\n" + SINGLE.partition(b"=yend")[0])
    assert (kept, part.data) == (b"a\r\n", CONTENT)


def test_a_word_about_yenc_stays() -> None:
    """Only the whole line is code."""
    assert letter("Was heißt =ybegin line=128 in meiner Mail?").text == "Was heißt =ybegin line=128 in meiner Mail?"


ENRICHED = [
    pytest.param("<bold>Hallo</bold> <<Welt>", "Hallo <Welt>", id="double-bracket"),
    pytest.param("<color><param>red</param>rot</color>", "rot", id="param"),
    pytest.param("eins\nzwei\n\ndrei", "eins zwei\ndrei", id="line-breaks"),
    pytest.param("<nofill>eins\nzwei\n</nofill>\n\ndrei", "eins\nzwei\n\ndrei", id="nofill"),
    pytest.param("a <param>nie zu", "a nie zu", id="open-param"),
    pytest.param("3 < 4 und <kein tag", "3 < 4 und <kein tag", id="lone-bracket"),
    pytest.param("<x-unknown>a</x-unknown>", "a", id="unknown-command"),
]


@pytest.mark.parametrize(("text", "expected"), ENRICHED)
def test_enriched_text(text: str, expected: str) -> None:
    """RFC 1896."""
    assert letter(text, Content_Type="text/enriched; charset=utf-8").full_text == expected


def test_rich_text() -> None:
    """RFC 1341 §7.1.3: only <nl> breaks a line."""
    source = "<bold>Hallo</bold><nl>wie\ngeht es <lt>dir><comment>nicht da</comment><paragraph>gut</paragraph>"
    assert enriched.to_text(source, rich=True).rstrip() == "Hallo\nwie geht es <dir>gut"


def test_encoded_flowed_text_is_unflowed() -> None:
    """format=flowed under base64, with delsp."""
    code = base64.encodebytes("東京 \r\n大阪\r\n".encode()).decode()
    mail = letter(code, Content_Type="text/plain; charset=utf-8; format=flowed; delsp=yes", Content_Transfer_Encoding="base64")
    assert mail.text == "東京大阪"
