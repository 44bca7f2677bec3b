"""Bytes to `Mail`.  Never raises: what is broken is repaired or left out, and every repair leaves a defect code.

`frame` makes the message harmless; the parser that mail-parser stands on reads its tree; mail-parser's own readers take
addresses and dates, ours what they lose or garble.  mail-parser's whole object is not built: it decodes every part a second
time (docs/decisions/0016).  Time and memory are not watched here but by the process around (`workers.pool`).
"""

from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message

from postlotse.core.mail import attached, body, charsetnames, forwarding, frame, headers, html, quoting, report, unpack
from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.parts import Part, walk
from postlotse.core.mail.types import Mail

#: Over this size only the headers are read.
MAX_SIZE = 64 * 1024 * 1024


def _tree(raw: bytes) -> tuple[Message, list[str]]:
    """Read the tree of parts, and the defect codes of its structure."""
    try:
        message = message_from_bytes(raw)
    except Exception:  # noqa: BLE001 - whatever a hostile message makes the library raise, its headers are still read by us
        empty = Message()
        empty.set_payload(raw.decode("latin-1"))
        return empty, ["library_refused", "structure_unreadable"]
    names = {type(defect).__name__ for part in message.walk() for defect in part.defects}
    return message, [_DEFECTS[name] for name in sorted(names) if name in _DEFECTS]


_DEFECTS = {
    "NoBoundaryInMultipartDefect": "no_boundary",
    "StartBoundaryNotFoundDefect": "boundary_not_found",
    "CloseBoundaryNotFoundDefect": "cut_off",
    "MultipartInvariantViolationDefect": "no_parts",
    "InvalidBase64PaddingDefect": "transfer_encoding_broken",
    "InvalidBase64CharactersDefect": "transfer_encoding_broken",
    "InvalidMultipartContentTransferEncodingDefect": "multipart_encoded",
}


def _hint(tree: list[Part]) -> str:
    """Return the first declared charset of a text part, for raw 8-bit headers."""
    for part in tree[:50]:
        if part.type.startswith("text/") and charsetnames.codec(part.charset):
            return part.charset
    return ""


@dataclass(slots=True, kw_only=True)
class Attachments:
    """The parts to read because the mail itself says nothing, and what reading them needs; empty for ordinary mails."""

    parts: list[Part] = field(default_factory=list)
    tree: list[Part] = field(default_factory=list)
    hint: str = ""


def parse(raw: bytes) -> Mail:
    """Return what a message says; `raw` are its bytes as received.

    Limits (mailfacts §6): header block 256 KiB, one header 32 KiB, 500 parts, depth 20, 200 addresses a header; beyond them
    the rest is cut or flattened with a defect code.  Never raises.
    """
    mail, attachments = begin(raw)
    try:
        return finish(mail, attachments)
    except MemoryError:
        return unread(mail)


def begin(raw: bytes) -> tuple[Mail, Attachments]:
    """Return the mail without the text of its attachments, and what `finish` needs to read them.  Never raises."""
    try:
        return _parse(raw)
    except Exception as error:  # noqa: BLE001 - the promise of this module; the raw mail is kept and a person sees the defect
        return Mail(defects=("unreadable", f"unreadable_{type(error).__name__}"[:60]), size=len(raw)), Attachments()


def finish(mail: Mail, attachments: Attachments) -> Mail:
    """Return the mail with the text of its attachments; raises MemoryError, when the mail from `begin` is what counts."""
    if not attachments.parts:
        return mail
    try:
        text = attached.text_of(attachments.parts, attachments.tree, attachments.hint)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - an attachment must not cost the mail
        return unread(mail)
    return replace(mail, attached_text=text) if text else mail


def unread(mail: Mail) -> Mail:
    """Return the mail marked as one whose attachments could not be read."""
    return replace(mail, defects=(*mail.defects, "attachment_unread"))


def _parse(raw: bytes) -> tuple[Mail, Attachments]:
    framed = frame.frame(raw if len(raw) <= MAX_SIZE else raw[: frame.MAX_HEADER_BLOCK], bare=True)
    message, library = _tree(framed.raw)
    tree, packed = unpack.unpack(walk(message))
    hint = _hint(tree)
    top = headers.read(framed.fields, hint)
    content = body.read(tree, hint)
    text = clean(content.text)
    found = report.read(tree, text, from_=top.from_, return_path=top.return_path, subject=top.subject, lines=top.lines)
    layers = (
        quoting.Split(new=text) if found is not None else quoting.layers_of(text, content.html, beside=content.plain_chosen)
    )
    defects = [*framed.defects, *library, *packed, *top.defects, *content.defects]
    if len(raw) > MAX_SIZE:
        defects.append("too_large")
    if not top.from_:
        defects.append("from_missing")
    passed_on = forwarding.original(top, layers, tree, text)
    mail = Mail(
        message_id=top.message_id,
        date=top.date,
        from_=top.from_,
        sender=top.sender,
        reply_to=top.reply_to,
        to=top.to,
        cc=top.cc,
        resent_to=top.resent_to,
        return_path=top.return_path,
        in_reply_to=top.in_reply_to,
        references=top.references,
        subject=top.subject,
        text=layers.new,
        full_text=text,
        quoted=layers.quoted,
        signature=layers.signature,
        html=html.sanitise(content.html) if content.html else "",
        attachments=tuple(content.attachments[: frame.MAX_PARTS]),
        events=tuple(content.events),
        headers=top.lines,
        part_types=tuple(part.type for part in tree),
        report=found,
        encrypted=content.encrypted,
        forwarded_from=passed_on.author,
        forwarded_text=passed_on.text,
        defects=tuple(dict.fromkeys(defects)),
        size=len(raw),
    )
    parts = attached.wanted(layers.new, content) if content.files and found is None else []
    return mail, Attachments(parts=parts, tree=tree, hint=hint) if parts else Attachments()
