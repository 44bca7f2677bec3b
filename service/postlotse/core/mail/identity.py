"""What makes a message the same message: its bytes, else what no way of delivery changes.  And an id for those without one.

A Message-ID alone is no identity: carriers reuse it.
"""

import re
from hashlib import sha256

from postlotse.core.mail.types import Mail

_LINE_END = re.compile(rb"\r\n|\r|\n")


def digest(raw: bytes) -> str:
    """Return the SHA-256 (64 hex digits) of the message with every line end as CRLF.

    Mail stores change line ends (LF and bare CR become CRLF), so the same message must give the same digest.
    """
    return sha256(_LINE_END.sub(b"\r\n", raw)).hexdigest()


def synthetic_id(digest: str) -> str:
    """Return a Message-ID for a message without one: the same for the same bytes."""
    return f"<{digest[:32]}@synthetic.invalid>"


def likeness(mail: Mail) -> str:
    """Return 64 hex digits that are the same whichever way a mail comes: from author, date, subject, text, attachments.

    "" for a mail without a date: nothing tells it from the same words sent again.
    """
    if mail.date is None:
        return ""
    seen = [mail.author.key, str(round(mail.date.timestamp())), mail.subject, mail.full_text]
    seen += [f"{a.name}\x01{a.type}\x01{a.size}" for a in mail.attachments]
    return sha256("\x00".join(seen).encode("utf-8", "surrogatepass")).hexdigest()


def known_id(mail: Mail, digest: str) -> str:
    """Return the Message-ID of a mail; where it brings none, one that is the same for each copy of it.

    `digest` is that of its bytes, for mails that have no date either.
    """
    return mail.message_id or synthetic_id(likeness(mail) or digest)
