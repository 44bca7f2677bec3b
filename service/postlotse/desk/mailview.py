"""Mails for showing: our own as headers in words and plain text, the HTML of others without anything to click."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape, unescape

#: A link as the sanitiser writes it: every attribute quoted; links never stand in links.
_LINK = re.compile(r'<a((?:\s+[a-z-]+="[^"]*")*)\s*>|</a>')
_HREF = re.compile(r'\shref="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMail:
    """What a person reads of a mail that we wrote."""

    sender: str
    recipient: str
    reply_to: str
    subject: str
    text: str
    attachments: tuple[str, ...]


def read_own(content: bytes) -> OwnMail:
    """Return what our own mail says; it was made by `core.compose`, so it can be trusted to be whole."""
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101  the policy makes it one
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return OwnMail(
        sender=str(mail["From"] or ""),
        recipient=str(mail["To"] or ""),
        reply_to=str(mail["Reply-To"] or ""),
        subject=str(mail["Subject"] or ""),
        text=text.replace("\r\n", "\n").strip(),
        attachments=tuple(_name(part) for part in mail.iter_attachments()),
    )


def _name(part: EmailMessage) -> str:
    """Return what stands in an attachment, in words."""
    if part.get_content_type() == "message/rfc822" or part.get_filename() == "original.eml":
        return "die ursprüngliche Mail, unverändert"
    return part.get_filename() or part.get_content_type()


def without_links(html: str) -> str:
    """Return sanitised HTML with every link turned into its words and its target, so that nothing can be clicked."""
    target = ""

    def plain(found: re.Match[str]) -> str:
        nonlocal target
        if found.group().startswith("</"):
            shown, target = target, ""
            return f' <span class="target" dir="ltr">[{escape(shown)}]</span></span>' if shown else "</span>"
        href = _HREF.search(found.group(1))
        target = unescape(href.group(1)) if href else ""
        return '<span class="link">'

    return _LINK.sub(plain, html)
