"""Who wrote it originally, when somebody passed a mail on by hand or a web form sent it.  Proves nothing."""

import re
from dataclasses import dataclass, replace
from email.message import Message

from postlotse.core.mail import addresses, charsets, html, quoting, subjects, webforms
from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.headers import Headers
from postlotse.core.mail.parts import Part, content
from postlotse.core.mail.quoting import Split, headerblocks
from postlotse.core.mail.quoting.shapes import unquoted
from postlotse.core.mail.reachable import reachable
from postlotse.core.mail.types import Address, Mail

MAX_TEXT = 1_000_000
_INTRODUCED = re.compile(r"^([^<>\n]{0,200})<([^\s<>@]{1,64}@[^\s<>@]{1,250})>\s*[:：]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The writer behind a forward or a form, None = there is none; and their newest text, "" = not told apart."""

    author: Address | None = None
    text: str = ""


def original(top: Headers, layers: Split, tree: list[Part], text: str) -> Original:
    """Return who wrote what was passed on, and what they wrote; `layers` are those of the whole text."""
    if _is_forward(top, layers):
        author = _writer(layers, text)
        if author is not None:
            return Original(author=author, text=_passed_on(layers, text))
        author = _attached_author(tree)
        return Original(author=author, text=_attached_text(tree) if author else "")
    found = _form(top, text)
    return Original(author=found[0], text=found[1]) if found else Original()


def offered(mail: Mail, ours: frozenset[str]) -> Address | None:
    """Return the writer whom a person may take for the sender: not who sent the mail, one who can be written to, none of us."""
    writer = mail.forwarded_from
    if writer is None or writer.key in ours or writer.key == mail.author.key or not reachable(writer.address):
        return None
    return writer


def as_from(mail: Mail, sender: str) -> Mail:
    """Return the mail as one of its original writer when a person took that one, `sender`, for the sender of the case.

    What servers said holds for the way of the forward and proves nothing about the writer, who never saw its Message-ID either.
    """
    writer = mail.forwarded_from
    if writer is None or writer.key != sender.lower() or writer.key == mail.author.key:
        return mail
    kept = tuple(line for line in mail.headers if line[0].lower() != "authentication-results")
    return replace(mail, from_=(writer,), sender=None, reply_to=(), message_id="", references=(), headers=kept)


def _is_forward(top: Headers, layers: Split) -> bool:
    """Tell whether the subject says that it is a forward, or the text does and the subject does not say reply."""
    return subjects.is_forward(top.subject) or (layers.is_forward and not subjects.is_reply(top.subject))


def _writer(layers: Split, text: str) -> Address | None:
    """Return whom the header block names, or else the introduction ("02.03.2026, 10:00, Name <address>:")."""
    if layers.forwarded_from is not None:
        return layers.forwarded_from
    lines = unquoted((layers.quoted or text)[:8_000].split("\n")[:60])
    found = headerblocks.writer(lines)
    if found is not None:
        return found
    for line in lines[:12]:
        introduced = _INTRODUCED.search(line.strip()[:400])
        if introduced:
            words = re.split(r"[,;:\d]", introduced.group(1))[-1].replace('"', " ").split()
            while words and words[0][0].islower():
                words.pop(0)
            return Address(name=" ".join(words)[:200], address=introduced.group(2))
    return None


def _form(top: Headers, text: str) -> tuple[Address, str] | None:
    author = top.from_[0] if top.from_ else Address()
    return webforms.read(author=author, reply_to=top.reply_to, subject=top.subject, text=text)


def _passed_on(layers: Split, text: str) -> str:
    """Return the newest text of the mail that was passed on: under its header block, or alone when nothing stood above it."""
    if layers.quoted and layers.new and text.lstrip().startswith(layers.new[:40].strip()):
        return quoting.split(layers.quoted).new
    return layers.new


def _attached(tree: list[Part]) -> tuple[int, Part] | None:
    """Return the first attached message and its place in the tree."""
    for number, part in enumerate(tree):
        if part.type == "message/rfc822" and part.nested == 0 and part.is_container:
            return number, part
    return None


def _attached_author(tree: list[Part]) -> Address | None:
    """Return the author of the first attached message."""
    found = _attached(tree)
    if found is None:
        return None
    inner = found[1].message.get_payload(0)
    if not isinstance(inner, Message):
        return None
    people, _ = addresses.read([str(value) for key, value in inner.raw_items() if key.lower() == "from"])
    return people[0] if people else None


def _attached_text(tree: list[Part]) -> str:
    """Return the newest text of the first attached message, of its plain part or else of its HTML."""
    found = _attached(tree)
    if found is None:
        return ""
    for wanted in ("text/plain", "text/html"):
        for part in tree[found[0] + 1 :]:
            if part.nested == 0:
                break
            if part.nested == 1 and part.type == wanted and part.disposition != "attachment":
                text = charsets.decode(content(part)[0][: 4 * MAX_TEXT], part.charset)[0]
                return quoting.split(clean(html.to_text(text) if wanted == "text/html" else text)[:MAX_TEXT]).new
    return ""
