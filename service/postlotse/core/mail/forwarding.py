"""Who wrote it originally, when somebody passed a mail on by hand or a web form sent it.  Proves nothing."""

import re
from email.message import Message

from postlotse.core.mail import addresses, autowords, subjects
from postlotse.core.mail.headers import Headers
from postlotse.core.mail.parts import Part
from postlotse.core.mail.quoting import Split
from postlotse.core.mail.types import Address

_FORM_SENDER = re.compile(
    r"(?:kontakt)?formular|contact-?form|wordpress|webmaster|www(?:-data|run)?|web(?:site|seite)?$|typo3|apache", re.I
)
_FORM_ADDRESS = re.compile(
    r"^[\s*>-]*(?:e-?mail(?:[- ]?adresse| address)?|mail|absender|email des absenders|ihre e-?mail(?:-adresse)?|"
    r"e-?posta|эл\. почта|email)"
    r"\s*[:=]\s*<?([^\s<>@]{1,64}@[^\s<>@]{1,250}?)[>.,;]?\s*$",
    re.I | re.M,
)
_FORM_NAME = re.compile(
    r"^[\s*>-]*(?:(?:ihr |vor- und nach|vollständiger )?name|absender|ad soyad|имя)\s*[:=]\s*([^\n@]{2,80})$", re.I | re.M
)
_FORM_LENGTH = 3_000


def original_author(top: Headers, layers: Split, tree: list[Part], text: str) -> Address | None:
    """Return the writer behind a manual forward ("WG:", "Fwd:") or behind a web form, or None."""
    if subjects.is_forward(top.subject) or layers.is_forward:
        return layers.forwarded_from or _attached_author(tree)
    return _form_author(top, text)


def _attached_author(tree: list[Part]) -> Address | None:
    """Return the author of the first attached message."""
    for part in tree:
        if part.type == "message/rfc822" and part.nested == 0 and part.is_container:
            inner = part.message.get_payload(0)
            if isinstance(inner, Message):
                values = [str(value) for key, value in inner.raw_items() if key.lower() == "from"]
                people, _ = addresses.read(values)
                return people[0] if people else None
    return None


def _form_author(top: Headers, text: str) -> Address | None:
    """Return the person whom a mail of a web server names in its text ("Name: …", "E-Mail: …")."""
    author = top.from_[0] if top.from_ else Address()
    local = author.key.partition("@")[0]
    if not (_FORM_SENDER.search(local) or autowords.NO_REPLY_LOCAL.search(local)):
        return None
    head = text[:_FORM_LENGTH]
    found = _FORM_ADDRESS.search(head)
    if not found or found.group(1).lower() == author.key:
        return None
    name = _FORM_NAME.search(head)
    return Address(name=name.group(1).strip() if name else "", address=found.group(1))
