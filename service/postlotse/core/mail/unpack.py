"""Put what is packed inside a part into the tree: opaque S/MIME signatures and Outlook's TNEF, at most two deep.

The part that held it stays in the tree, marked as unpacked, and its content stands below it, so that all readers see the parts
as if they had been sent plainly.  Costs an ordinary message one look at each type and name.
"""

from dataclasses import replace
from email import message_from_bytes

from postlotse.core.mail import frame, signed, tnef
from postlotse.core.mail.parts import Part, content, made, walk
from postlotse.core.mail.signed import Wrapping

MAX_DEPTH = 2
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_VAGUE = frozenset({"application/octet-stream", "application/x-unknown", "application/binary", "text/plain"})
_SIGNED_NAMES = (".p7m", ".p7z")


def _kind(part: Part) -> str:
    """Return "smime", "tnef" or "", from type and name alone."""
    if part.nested or part.unpacked or not (part.name or part.type.startswith("application/")):
        return ""
    if part.type in _SMIME:
        return "smime"
    if part.type in _TNEF:
        return "tnef"
    if part.type in _VAGUE and part.name:
        name = part.name.lower()
        if name.endswith(_SIGNED_NAMES):
            return "smime"
        if name in ("winmail.dat", "win.dat", "noname.dat"):
            return "tnef"
    return ""


def unpack(tree: list[Part]) -> tuple[list[Part], list[str]]:
    """Return the tree with the content of packed parts in it, and defect codes.  Never raises for what is inside."""
    defects: list[str] = []
    for _ in range(MAX_DEPTH):
        if not any(_kind(part) for part in tree):
            break
        grown: list[Part] = []
        for part in tree:
            kind = _kind(part)
            below: list[Part] = []
            if kind and len(grown) < frame.MAX_PARTS:
                below = _signed(part, defects) if kind == "smime" else _tnef(part, defects)
            grown.append(part)
            grown.extend(below)
        if len(grown) == len(tree):
            break
        tree = grown
    return tree, list(dict.fromkeys(defects))


def entity(raw: bytes, path: tuple[int, ...] = (), inside: tuple[str, ...] = ()) -> list[Part]:
    """Return the parts of a MIME entity (or message) that was found inside a part, hung below `path`."""
    framed = frame.frame(raw)
    return [replace(part, path=path + part.path, inside=inside + part.inside) for part in walk(message_from_bytes(framed.raw))]


def _signed(part: Part, defects: list[str]) -> list[Part]:
    """Return the parts below an S/MIME part whose content can be read; correct its type where it is encrypted."""
    wrapping, inner = signed.unwrap(content(part)[0])
    if wrapping in (Wrapping.SIGNED, Wrapping.COMPRESSED) and signed.is_entity(inner):
        part.unpacked = True
        return entity(inner, (*part.path, 0), (*part.inside, part.type))
    declared = part.type in _SMIME
    if wrapping is Wrapping.ENCRYPTED:
        part.type = "application/pkcs7-mime"
        part.values = part.values | {"smime-type": "enveloped-data"}
    elif wrapping is not Wrapping.UNREADABLE:
        part.values = part.values | {"smime-type": "signed-data"}
    if declared and wrapping is Wrapping.UNREADABLE:
        defects.append("smime_unreadable")
    return []


def _tnef(part: Part, defects: list[str]) -> list[Part]:
    """Return the text and the files of a TNEF part."""
    found = tnef.read(content(part)[0])
    if found is None:
        if part.type in _TNEF:
            defects.append("tnef_unreadable")
        return []
    defects.extend(found.defects)
    part.unpacked = True
    body = tnef_body(found)
    files = [_tnef_file(file) for file in found.files if file.raw or file.name]
    below = ([body] if body else []) + files
    for number, piece in enumerate(below):
        piece.path = (*part.path, number)
        piece.inside = (*part.inside, part.type)
    return below


def tnef_body(found: tnef.Tnef) -> Part | None:
    """Return the best body of a TNEF message as a part that counts when the mail has no text of its own."""
    body: Part | None = None
    if found.plain.strip():
        body = made("text/plain", found.plain, charset=found.charset)
    elif found.html.strip():
        body = made("text/html", found.html, charset=found.html_charset)
    elif found.rtf:
        from postlotse.core.mail import documents  # start-up time

        text = documents.text_of("body.rtf", "application/rtf", found.rtf)
        body = made("text/plain", text.encode("utf-8"), charset="utf-8") if text.strip() else None
    if body:
        body.fallback = True
    return body


def _tnef_file(file: tnef.File) -> Part:
    # An embedded Outlook message stays one attachment, like a message/rfc822 part.
    kind = "application/vnd.ms-outlook" if file.embedded else (file.type or "application/octet-stream")
    if "/" not in kind or kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    return made(kind, file.raw, file.name)
