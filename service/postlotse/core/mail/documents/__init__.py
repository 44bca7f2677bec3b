"""The readable text of an attached document: PDF, DOCX, ODT, RTF, plain text.

For mails that say "see the attachment": what it says decides the topic.  Nothing is executed, followed, unpacked to disk
or shown as it is; a hostile document gives "" after bounded work, and never an exception.
"""

from postlotse.core.mail import charsets, params
from postlotse.core.mail.documents import office, pdf, rtf
from postlotse.core.mail.documents.limits import MAX_PLAIN, MAX_TEXT
from postlotse.core.mail.documents.lines import shaped

__all__ = ["MAX_TEXT", "readable", "text_of"]

# A "doc" is often RTF or DOCX under an old name; the old binary format itself is not read.
_ENDINGS = {"pdf", "docx", "docm", "dotx", "doc", "odt", "ott", "rtf", "txt", "text"}
_TYPES = {
    "application/pdf",
    "application/x-pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-word.document.macroenabled.12",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
    "application/msword",
    "application/rtf",
    "application/x-rtf",
    "text/rtf",
    "text/richtext",
    "text/plain",
}
_PLAIN_ENDINGS = {"", "txt", "text"}
#: Types that say nothing about the content; the name decides.
_VAGUE = {"", "application/octet-stream", "application/x-unknown", "binary/octet-stream", "application/download"}


def _ending(name: str) -> str:
    """Return what follows the last full stop of a file name, in lower case."""
    return name[-300:].strip().rpartition(".")[2].lower() if "." in name else ""


def readable(name: str, media_type: str) -> bool:
    """Say whether an attachment calls itself a document that `text_of` reads."""
    ending = _ending(name)
    if ending in _ENDINGS:
        return True
    kind = params.media_type(media_type, "")
    return kind in _TYPES and (kind != "text/plain" or ending in _PLAIN_ENDINGS)


def text_of(name: str, media_type: str, raw: bytes) -> str:
    """Return the text of an attachment in Unicode, one paragraph a line, at most `MAX_TEXT` characters, "" when there is none.

    The first bytes decide what it is; name and type only matter for plain text, which has no mark of its own.
    """
    try:
        return shaped(_text(name, media_type, raw))
    except Exception:  # noqa: BLE001 - the promise of this module: whatever a hostile document makes a library raise
        return ""


def _text(name: str, media_type: str, raw: bytes) -> str:
    head = raw[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if head.startswith(b"PK\x03\x04"):
        return office.text_of(raw) or ""
    if head.startswith(b"{\\rt"):
        return rtf.text_of(raw)
    if b"%PDF-" in head:
        return pdf.text_of(raw)
    if not _plain(name, media_type, raw):
        return ""
    return charsets.decode(raw[:MAX_PLAIN], params.parameters(media_type).get("charset", ""))[0]


def _plain(name: str, media_type: str, raw: bytes) -> bool:
    """Say whether bytes without a mark are plain text by name or type, and look like it."""
    ending = _ending(name)
    kind = params.media_type(media_type, "")
    if ending not in _PLAIN_ENDINGS or not (kind.startswith("text/plain") or (ending and kind in _VAGUE)):
        return False
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = raw[:4_096]
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample)
    return controls * 50 <= len(sample)
