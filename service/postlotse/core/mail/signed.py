"""Take the signed content out of its wrapping: opaque S/MIME (CMS, RFC 8551) and inline PGP clear text (RFC 9580 §7).

Proves nothing: signatures are not verified, certificates not looked at.  Tells encrypted content apart.
"""

import re
import zlib
from binascii import Error as BinasciiError
from binascii import a2b_base64
from enum import StrEnum

#: Over this size nothing is unwrapped.
MAX_SIZE = 32 * 1024 * 1024
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]{40,}")
_SMALL_CHUNK = re.compile(rb"\x04[\x00-\x1f]")
_ENTITY = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,20}){0,20}?content-type[ \t]*:", re.I)
#: How inline signed text begins.
PGP_START = "-----BEGIN PGP SIGNED MESSAGE-----"
_PGP_HEADERS = re.compile(r"\A(?:(?:Hash|Charset):[^\n]{0,200}\n){1,20}")
_PGP_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----", re.M)
_PGP_END = re.compile(r"^-----END PGP SIGNATURE-----[ \t]*\n?", re.M)


class Wrapping(StrEnum):
    """What a CMS object is."""

    SIGNED = "signed"
    CERTIFICATES = "certificates"
    COMPRESSED = "compressed"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"


def unwrap(raw: bytes) -> tuple[Wrapping, bytes]:
    """Return what a CMS object is, and the content of a signed or compressed one.  Never raises."""
    if len(raw) > MAX_SIZE:
        return Wrapping.UNREADABLE, b""
    if not raw.startswith(b"0") or raw[:2] == b"0\n":
        if not _BASE64.match(raw[:200]):
            return Wrapping.UNREADABLE, b""
        try:
            raw = a2b_base64(raw)
        except (BinasciiError, ValueError):
            return Wrapping.UNREADABLE, b""
    if raw[1:2] == b"\x80":
        # Content in very small chunks costs the reader minutes; honest programs write chunks of a kilobyte and more.
        small = sum(1 for _ in _SMALL_CHUNK.finditer(raw))
        if small > 5_000 and small * 512 > len(raw):
            return Wrapping.UNREADABLE, b""
    try:
        return _cms(raw)
    except Exception:  # noqa: BLE001 - asn1crypto raises many kinds of errors for hostile bytes; the part stays an attachment
        return Wrapping.UNREADABLE, b""


def _cms(raw: bytes) -> tuple[Wrapping, bytes]:
    from asn1crypto import cms  # here for the start-up time: few mails need it

    outer = cms.ContentInfo.load(raw)
    kind = outer["content_type"].native
    if kind == "signed_data":
        content = outer["content"]["encap_content_info"]["content"].native
        return (Wrapping.SIGNED, content) if isinstance(content, bytes) else (Wrapping.CERTIFICATES, b"")
    if kind == "compressed_data":
        packed = outer["content"]["encap_content_info"]["content"].native
        return Wrapping.COMPRESSED, zlib.decompressobj().decompress(packed, MAX_SIZE)
    if isinstance(kind, str) and ("enveloped" in kind or kind == "encrypted_data"):
        return Wrapping.ENCRYPTED, b""
    return Wrapping.UNREADABLE, b""


def is_entity(raw: bytes) -> bool:
    """Tell whether bytes begin like a MIME entity; signed files (a contract as .pdf.p7m) do not."""
    return bool(_ENTITY.match(raw[:20_000].lstrip().replace(b"\r\n", b"\n").replace(b"\r", b"\n")))


def clear_text(text: str) -> str:
    """Return a text without PGP armour: dash escapes undone, `Hash:` lines and the signature dropped (RFC 9580 §7)."""
    start = text.find(PGP_START)
    if start < 0 or (start and text[start - 1] != "\n"):
        return text
    before, rest = text[:start], text[start + len(PGP_START) :].partition("\n")[2]
    rest = _PGP_HEADERS.sub("", rest, count=1)
    sign = _PGP_SIGNATURE.search(rest)
    after = ""
    if sign:
        end = _PGP_END.search(rest, sign.end())
        after = rest[end.end() :] if end else ""
        rest = rest[: sign.start()]
    body = "\n".join(line.removeprefix("- ") for line in rest.split("\n"))
    return "\n\n".join(piece.strip("\n") for piece in (before, body, after) if piece.strip())
