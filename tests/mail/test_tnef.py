"""Outlook's winmail.dat: its text and its files, and bytes that only claim to be one."""

import base64
import struct
from itertools import pairwise

import pytest

from postlotse.core.mail import tnef
from postlotse.core.mail.types import Mail
from tests.mail.letters import letter, parts

#: The example of [MS-OXRTFCP] 4.1.
HELLO = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
RTF = rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"


def attribute(name: int, value: bytes, level: int = 1) -> bytes:
    """Return one attribute with its checksum."""
    return struct.pack("<BHHI", level, name, 6, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def prop(name: int, kind: int, value: bytes) -> bytes:
    """Return one property of variable length, or a number."""
    if kind == 3:
        return struct.pack("<HH", kind, name) + value
    return struct.pack("<HHII", kind, name, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def props(*some: bytes) -> bytes:
    """Return a list of properties."""
    return struct.pack("<I", len(some)) + b"".join(some)


def stream(*attributes: bytes) -> bytes:
    """Return a TNEF stream in code page 1252."""
    head = attribute(0x9006, struct.pack("<I", 0x10000)) + attribute(0x9007, struct.pack("<II", 1252, 0))
    return tnef.SIGNATURE + b"\x01\x00" + head + b"".join(attributes)


def packed_file(name: bytes, raw: bytes, *extra: bytes) -> bytes:
    """Return the attributes of one file."""
    return (
        attribute(0x9002, b"\0" * 14, 2)
        + attribute(0x8010, name + b"\0", 2)
        + attribute(0x800F, raw, 2)
        + (attribute(0x9005, props(*extra), 2) if extra else b"")
    )


def mail_of(raw: bytes, text: str = "", kind: str = "application/ms-tnef; name=winmail.dat") -> Mail:
    """Return a mail with a TNEF part beside its text."""
    code = base64.encodebytes(raw).decode()
    content_type, body = parts(
        ("Content-Type: text/plain; charset=utf-8", text), (f"Content-Type: {kind}\nContent-Transfer-Encoding: base64", code)
    )
    return letter(body, Content_Type=content_type)


BODIES = [
    pytest.param(attribute(0x800C, "Grüße aus Köln\0".encode("cp1252")), "Grüße aus Köln", id="body-attribute"),
    pytest.param(attribute(0x9003, props(prop(0x1000, 0x1F, "Привіт\0".encode("utf-16-le")))), "Привіт", id="unicode"),
    pytest.param(attribute(0x9003, props(prop(0x1000, 0x1E, "Köln\0".encode("cp1252")))), "Köln", id="code-page"),
    pytest.param(
        attribute(
            0x9003, props(prop(0x3FDE, 3, struct.pack("<I", 65001)), prop(0x1013, 0x102, "<p>Fünf <b>Räume</b></p>".encode()))
        ),
        "Fünf Räume",
        id="html",
    ),
    pytest.param(attribute(0x9003, props(prop(0x1009, 0x102, HELLO))), "hello world", id="compressed-rtf"),
    pytest.param(
        attribute(
            0x9003,
            struct.pack("<IHH", 2, 3, 0x8001) + b"\1" * 16 + struct.pack("<III", 1, 6, 0x410042) + b"C\0\0\0" + b"\5\0\0\0"
            + prop(0x1000, 0x1E, b"after a named property\0"),
        ),
        "after a named property",
        id="named-property",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_the_packed_text_is_read_when_the_mail_has_none(body: bytes, expected: str) -> None:
    """Plain text, HTML and compressed RTF, in their code pages."""
    assert mail_of(stream(body)).text == expected


def test_the_packed_files_stand_in_the_list_and_the_text_of_the_mail_counts() -> None:
    """winmail.dat itself is not shown; long names win over short ones."""
    long_name = prop(0x3707, 0x1F, "Antrag für das Sommerfest.pdf\0".encode("utf-16-le"))
    mime = prop(0x370E, 0x1E, b"application/pdf\0")
    mail = mail_of(
        stream(
            attribute(0x800C, b"other words\0"),
            packed_file(b"ANTRAG~1.PDF", b"12345", long_name, mime),
            packed_file(b"b.txt", b"x"),
        ),
        "Bitte prüfen Sie den Antrag bis Freitag.",
    )
    assert mail.text == "Bitte prüfen Sie den Antrag bis Freitag."
    assert [(a.name, a.type, a.size) for a in mail.attachments] == [
        ("Antrag für das Sommerfest.pdf", "application/pdf", 5),
        ("b.txt", "application/octet-stream", 1),
    ]
    assert "application/ms-tnef" in mail.part_types


def test_a_mail_that_is_nothing_but_tnef_is_read() -> None:
    """Exchange sends the whole message as one part, or names it by its file only."""
    raw = stream(attribute(0x800C, b"Only this\0"), packed_file(b"a.txt", b"x"))
    code = base64.encodebytes(raw).decode()
    for kind in ("application/ms-tnef", "application/octet-stream; name=WINMAIL.DAT"):
        mail = letter(code, Content_Type=kind, Content_Transfer_Encoding="base64")
        assert (mail.text, [a.name for a in mail.attachments]) == ("Only this", ["a.txt"])


def test_an_embedded_outlook_message_is_one_attachment_and_its_text_is_offered() -> None:
    """A mail passed on inside winmail.dat."""
    inner = stream(attribute(0x9003, props(prop(0x1000, 0x1E, b"Wir brauchen einen Raum.\0"))))
    content = prop(0x3701, 0x0D, bytes.fromhex("0703020000000000c000000000000046") + inner)
    mail = mail_of(stream(packed_file(b"Raum", b"", content)))
    assert [(a.name, a.type) for a in mail.attachments] == [("Raum", "application/vnd.ms-outlook")]
    assert (mail.text, mail.attached_text) == ("", "Wir brauchen einen Raum.")


def test_other_files_called_winmail_stay_attachments() -> None:
    """The first bytes decide."""
    mail = mail_of(b"MZ no tnef", "Guten Tag, der Drucker meldet einen Fehler.", "application/octet-stream; name=winmail.dat")
    assert [a.name for a in mail.attachments] == ["winmail.dat"]


def test_rtf_is_unpacked() -> None:
    """The example of the specification, its uncompressed form, and bounds."""
    assert tnef.unpack_rtf(HELLO) == RTF
    assert tnef.unpack_rtf(struct.pack("<II", 12 + len(RTF), len(RTF)) + b"MELA\0\0\0\0" + RTF) == RTF
    assert tnef.unpack_rtf(HELLO, 5) == RTF[:5]
    assert tnef.unpack_rtf(b"") == tnef.unpack_rtf(HELLO[:16]) == b""


def test_only_the_first_rtf_is_unpacked() -> None:
    """Four thousand attributes could each bring two megabytes."""
    other = struct.pack("<II", 16, 4) + b"MELA\0\0\0\0" + b"{\\a}"
    some = [attribute(0x9003, props(prop(0x1009, 0x102, value))) for value in (HELLO, other)]
    found = tnef.read(stream(*some))
    assert found is not None
    assert found.rtf == RTF


def test_cut_and_changed_streams_give_what_is_left() -> None:
    """Every prefix and every changed byte ends in a result; the text before the cut is kept."""
    raw = stream(attribute(0x800C, b"The text\0"), packed_file(b"a.txt", b"12345", prop(0x3707, 0x1E, b"long.txt\0")))
    sizes = [len(found.files) if (found := tnef.read(raw[:end])) else -1 for end in range(len(raw))]
    assert all(a <= b for a, b in pairwise(sizes))
    for at in range(6, len(raw)):
        assert tnef.read(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]) is not None
    cut = tnef.read(raw[:-20])
    assert cut is not None
    assert (cut.plain, cut.defects) == (b"The text", ["tnef_cut_off"])


def test_numbers_that_promise_much_cost_little() -> None:
    """Four billion properties, endless attributes, a window that reads itself."""
    huge = struct.pack("<I", 0xFFFFFFFF)
    assert tnef.read(stream(attribute(0x9003, huge + prop(0x1000, 0x1E, b"x\0")))) is not None
    assert tnef.read(stream(attribute(0x9003, huge + struct.pack("<HHI", 0x1003, 5, 0xFFFFFFFF)))) is not None
    many = tnef.read(stream(*[packed_file(b"a", b"x")] * 3_000))
    assert many is not None
    assert len(many.files) == tnef.MAX_FILES
    zeros = struct.pack("<II", 0xFFFFFFF0, 0xFFFFFFF0) + b"LZFu\0\0\0\0" + b"\xff" + b"\x00\x0f" * 8
    assert len(tnef.unpack_rtf(zeros)) <= 17 * 8
