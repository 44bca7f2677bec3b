"""The text of attachments for mails that say nothing themselves: readable documents and attached messages.

Only then, because it costs time and memory; a body of its own always comes first.  Nothing of it enters `Mail.text`: the
sender attached it, but somebody else may have written it.
"""

import re
from dataclasses import replace

from postlotse.core.mail import addresses, body, params, stubs, tnef, unpack, words
from postlotse.core.mail.cleantext import clean, one_line
from postlotse.core.mail.parts import Part, content

MAX_DOCUMENTS = 3
MAX_TEXT = 20_000
#: Documents tried for the three that give text.
_MAX_TRIED = 8
_MAX_DEPTH = 2
_MAX_SUBJECT = 1_000
_OUTLOOK = "application/vnd.ms-outlook"
_BLANKS = re.compile(r"\n{3,}")


def _is_message(part: Part) -> bool:
    return part.type in ("message/rfc822", "message/global", _OUTLOOK) or part.name[-4:].lower() == ".eml"


def wanted(text: str, read: body.Body) -> list[Part]:
    """Return the parts to read for a mail whose newest text is `text`; none when it says something itself."""
    from postlotse.core.mail import documents  # start-up time

    if not read.files or read.encrypted or not stubs.says_nothing(text):
        return []
    names = zip(read.files, read.attachments, strict=True)
    return [part for part, shown in names if _is_message(part) or documents.readable(shown.name, part.type)]


def text_of(parts: list[Part], tree: list[Part], hint: str = "", depth: int = 0) -> str:
    """Return the text of the first three parts that have some, at most `MAX_TEXT` characters in all.

    `tree` are the parts of the mail.  May raise MemoryError: the caller has the mail already.
    """
    from postlotse.core.mail import documents  # start-up time

    found: list[str] = []
    for part in parts[:_MAX_TRIED]:
        if _is_message(part):
            text = _message(part, tree, hint, depth)
        else:
            text = documents.text_of(part.name, _stated(part), content(part)[0])
        text = _BLANKS.sub("\n\n", clean(text[: 2 * MAX_TEXT])).strip()
        if text:
            found.append(text)
        if len(found) >= MAX_DOCUMENTS:
            break
    return "\n\n".join(found)[:MAX_TEXT].rstrip()


def _stated(part: Part) -> str:
    """Return type and charset as `documents` reads them."""
    return f"{part.type}; charset={part.charset}" if part.charset else part.type


def _message(part: Part, tree: list[Part], hint: str, depth: int) -> str:
    """Return author, subject and text of an attached message."""
    if part.type == _OUTLOOK:
        return _outlook(part, hint)
    if part.is_container:
        top = (*part.path, 0)
        around = part.nested + 1
        inner = [
            replace(
                other, path=other.path[len(top) :], inside=other.inside[len(part.inside) + 1 :], nested=other.nested - around
            )
            for other in tree
            if other.path[: len(top)] == top
        ]
    else:
        inner = unpack.entity(content(part)[0])
    if not inner:
        return ""
    return _read(inner, hint, depth)


def _read(inner: list[Part], hint: str, depth: int) -> str:
    inner, _ = unpack.unpack(inner)
    read = body.read(inner, hint)
    fields = [(name.lower(), str(value)) for name, value in inner[0].message.raw_items()]
    subject = next((value for name, value in fields if name == "subject"), "")
    subject = one_line(words.decode(params.as_bytes(subject[:_MAX_SUBJECT]), hint))[:_MAX_SUBJECT]
    people, _ = addresses.read([value for name, value in fields if name == "from"])
    text = read.text
    if not text.strip() and not read.encrypted and depth < _MAX_DEPTH:
        deeper = [part for part in read.files if _is_message(part)]
        text = text_of(deeper, inner, hint, depth + 1)
    address = f"<{people[0].address}>" if people and people[0].address else ""
    author = f"{people[0].name} {address}".strip() if people else ""
    head = [f"Von: {author}" if author else "", f"Betreff: {subject}" if subject else ""]
    return "\n".join(line for line in head if line) + "\n\n" + text if text.strip() or subject else ""


def _outlook(part: Part, hint: str) -> str:
    """Return the text of a message that was packed in TNEF."""
    found = tnef.read(content(part)[0])
    piece = unpack.tnef_body(found) if found else None
    if piece is None:
        return ""
    piece.fallback, piece.disposition = False, ""
    return body.read([piece], hint).text
