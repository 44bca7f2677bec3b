"""Signed mail is read as if it were not signed; encrypted mail is told apart."""

import base64
import datetime
import zlib
from functools import cache

import pytest
from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from postlotse.core.mail import signed
from postlotse.core.mail.signed import Wrapping
from postlotse.core.mail.types import Mail
from tests.mail.letters import letter, parts

ENTITY = (
    b'Content-Type: multipart/mixed; boundary="i"\r\n\r\n--i\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    + "Wir suchen einen Raum für fünfzig Leute.\r\n".encode()
    + b"--i\r\nContent-Type: application/pdf; name=plan.pdf\r\n\r\n12345\r\n--i--\r\n"
)


@cache
def _identity() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """Return a key and its certificate."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Alice")])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=900))
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def sign(content: bytes) -> bytes:
    """Return an opaque signature with its content, DER."""
    key, certificate = _identity()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def encrypt(content: bytes) -> bytes:
    """Return an envelope, DER."""
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(_identity()[1])
    return builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def indefinite(content: bytes, size: int = 20) -> bytes:
    """Return signed data in BER with indefinite lengths and content in pieces, as Apple Mail and OpenSSL stream it."""

    def open_(tag: bytes, inner: bytes) -> bytes:
        return tag + b"\x80" + inner + b"\0\0"

    chunks = b"".join(core.OctetString(content[at : at + size]).dump() for at in range(0, len(content), size))
    inner = open_(b"\x30", core.ObjectIdentifier("1.2.840.113549.1.7.1").dump() + open_(b"\xa0", open_(b"\x24", chunks)))
    data = open_(b"\x30", b"\x02\x01\x01\x31\x00" + inner + b"\x31\x00")
    return open_(b"\x30", core.ObjectIdentifier("1.2.840.113549.1.7.2").dump() + open_(b"\xa0", data))


def smime(raw: bytes, kind: str = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m") -> Mail:
    """Return a mail that is nothing but this part."""
    return letter(base64.encodebytes(raw).decode(), Content_Type=kind, Content_Transfer_Encoding="base64")


KINDS = [
    pytest.param("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", id="as-it-should-be"),
    pytest.param("application/x-pkcs7-mime; name=smime.p7m", id="no-smime-type"),
    pytest.param("application/pkcs7-mime", id="no-name"),
    pytest.param("application/octet-stream; name=smime.p7m", id="octet-stream"),
    pytest.param("application/pkcs7-mime; smime-type=enveloped-data", id="says-enveloped"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_opaque_signature_is_read(kind: str) -> None:
    """The content decides what it is; text and files come out as if sent plainly."""
    mail = smime(sign(ENTITY), kind)
    assert (mail.text, mail.encrypted) == ("Wir suchen einen Raum für fünfzig Leute.", "")
    assert [(a.name, a.size) for a in mail.attachments] == [("plan.pdf", 5)]
    assert mail.part_types[1:] == ("multipart/mixed", "text/plain", "application/pdf")


def test_ber_with_indefinite_lengths_is_read() -> None:
    """RFC 5652 allows BER."""
    assert smime(indefinite(ENTITY)).text == "Wir suchen einen Raum für fünfzig Leute."


def test_a_signature_in_a_signature_is_read_two_deep() -> None:
    """Triple wrapping without the encryption (RFC 2634 §1.1)."""
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    twice = sign(head + base64.encodebytes(sign(ENTITY)))
    assert smime(twice).text == "Wir suchen einen Raum für fünfzig Leute."
    thrice = smime(sign(head + base64.encodebytes(twice)))
    assert (thrice.text, thrice.encrypted) == ("", "")


def test_compressed_data_is_read() -> None:
    """RFC 3274."""
    packed = cms.ContentInfo(
        {
            "content_type": "compressed_data",
            "content": {
                "version": 0,
                "compression_algorithm": {"algorithm": "zlib"},
                "encap_content_info": {"content_type": "data", "content": zlib.compress(ENTITY)},
            },
        }
    ).dump()
    assert smime(packed, "application/pkcs7-mime; smime-type=compressed-data").text.startswith("Wir suchen")


ENCRYPTED = [
    pytest.param("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", id="said"),
    pytest.param("application/x-pkcs7-mime; name=smime.p7m", id="not-said"),
    pytest.param("application/pkcs7-mime; smime-type=signed-data", id="said-wrongly"),
    pytest.param("application/octet-stream; name=smime.p7m", id="octet-stream"),
]


@pytest.mark.parametrize("kind", ENCRYPTED)
def test_an_envelope_is_encrypted_whatever_it_says(kind: str) -> None:
    """Also with the footer of a gateway in front of it."""
    assert smime(encrypt(ENTITY), kind).encrypted == "smime"


def test_an_envelope_inside_a_signature_is_encrypted() -> None:
    """Signed after encryption."""
    head = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert smime(sign(head + base64.encodebytes(encrypt(ENTITY)))).encrypted == "smime"


def test_a_signed_contract_is_an_attachment() -> None:
    """A PDF in a .p7m is no mail; nor are certificates."""
    for inner in (b"%PDF-1.4 x", b"", b"Dear all,\r\ncontent-type: is a header"):
        code = base64.encodebytes(sign(inner)).decode()
        kind, body = parts(
            ("Content-Type: text/plain", "Der Vertrag liegt bei, bitte bis Freitag unterschreiben."),
            ("Content-Type: application/pkcs7-mime; name=vertrag.pdf.p7m\nContent-Transfer-Encoding: base64", code),
        )
        mail = letter(body, Content_Type=kind)
        assert ([a.name for a in mail.attachments], mail.encrypted) == (["vertrag.pdf.p7m"], "")


HOSTILE = [
    pytest.param(b"", id="empty"),
    pytest.param(b"0", id="one-byte"),
    pytest.param(b"\x30\x80" * 50_000, id="nested"),
    pytest.param(b"\x30\x84\xff\xff\xff\xff" + b"x" * 100, id="length"),
    pytest.param(indefinite(b"Content-Type: text/plain\r\n\r\n" + b"x" * 400_000, 1), id="small-pieces"),
    pytest.param(indefinite(ENTITY)[:-40], id="cut"),
]


@pytest.mark.parametrize("raw", HOSTILE)
def test_broken_objects_are_unreadable_and_nothing_worse(raw: bytes) -> None:
    """The part stays an attachment with a defect."""
    assert signed.unwrap(raw) == (Wrapping.UNREADABLE, b"")
    assert "smime_unreadable" in smime(raw).defects


PGP = (
    "-----BEGIN PGP SIGNED MESSAGE-----\n{head}\n{text}\n"
    "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----\n{after}"
)
CLEAR = [
    pytest.param(
        PGP.format(head="Hash: SHA512\n", text="Guten Tag,\n\nwir suchen einen Raum.", after=""),
        "Guten Tag,\n\nwir suchen einen Raum.",
        id="usual",
    ),
    pytest.param(PGP.format(head="", text="- -----\n- - eins\n- - zwei", after=""), "-----\n- eins\n- zwei", id="dash-escapes"),
    pytest.param(
        "Vorab.\n\n" + PGP.format(head="Hash: SHA1\n", text="Kern", after="Fußzeile der Liste"),
        "Vorab.\n\nKern\n\nFußzeile der Liste",
        id="text-around",
    ),
    pytest.param("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nohne Ende", "ohne Ende", id="cut"),
    pytest.param(
        "Zitat: -----BEGIN PGP SIGNED MESSAGE----- steht so da",
        "Zitat: -----BEGIN PGP SIGNED MESSAGE----- steht so da",
        id="in-a-sentence",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLEAR)
def test_inline_pgp_signatures_are_taken_off(text: str, expected: str) -> None:
    """RFC 9580 §7."""
    mail = letter(text)
    assert (mail.full_text.strip(), mail.encrypted) == (expected, "")


def test_a_clear_signature_reads_as_before() -> None:
    """multipart/signed: the text is the text, the signature a file."""
    kind, body = parts(
        ("Content-Type: text/plain", "Guten Tag"),
        ("Content-Type: application/pkcs7-signature; name=smime.p7s", "x"),
        kind="signed",
    )
    mail = letter(body, Content_Type=kind)
    assert (mail.text, [a.name for a in mail.attachments], mail.encrypted) == ("Guten Tag", ["smime.p7s"], "")


def test_pgp_mime_that_a_server_took_apart_is_encrypted() -> None:
    """Exchange turns multipart/encrypted into multipart/mixed."""
    kind, body = parts(
        ("Content-Type: text/plain", ""),
        ("Content-Type: application/pgp-encrypted; name=PGPMIME", "Version: 1"),
        ("Content-Type: application/octet-stream; name=encrypted.asc", "x"),
    )
    assert letter(body, Content_Type=kind).encrypted == "pgp"
