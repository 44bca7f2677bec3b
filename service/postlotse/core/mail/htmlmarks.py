"""How mail programs mark quotations and signatures in their HTML.  Only tables and what a tag's attributes say by them."""

import re
from enum import Enum


class Mark(Enum):
    """What the marked element is."""

    QUOTE = "quote"  # the element is an older mail
    REPLY = "reply"  # introduction and quotation; a block quote inside is the older mail
    INTRODUCTION = "introduction"  # the element introduces a quotation
    START = "start"  # from the element on, all is an older mail
    SIGNATURE = "signature"
    INDENT = "indent"  # a block quote that only moves the margin


#: Words in attributes, lower case; the first that stands there counts.  Words of quoted mails (`x_…`) mean the same.
WORDS = {
    "gmail_signature_prefix": None,
    "gmail_attr": Mark.INTRODUCTION,  # Gmail, K-9, BlueMail
    "moz-cite-prefix": Mark.INTRODUCTION,  # Thunderbird
    "reply-intro": Mark.INTRODUCTION,  # Roundcube
    "mail-quote-header": Mark.INTRODUCTION,
    "quoted_header": Mark.START,  # Nine
    "gmail_signature": Mark.SIGNATURE,
    "moz-signature": Mark.SIGNATURE,
    "ms-outlook-mobile-signature": Mark.SIGNATURE,
    "applemailsignature": Mark.SIGNATURE,
    "protonmail_signature_block": Mark.SIGNATURE,
    "tutanota_signature": Mark.SIGNATURE,
    "messagesignaturesection": Mark.SIGNATURE,  # Spark
    "k9mail-signature": Mark.SIGNATURE,
    "aqm-signature": Mark.SIGNATURE,
    "bloop_sign": Mark.SIGNATURE,  # Airmail
    "fairemail_signature": Mark.SIGNATURE,
    "yahoo_signature": Mark.SIGNATURE,
    "ymail_android_signature": Mark.SIGNATURE,
    "__sig_post__": Mark.SIGNATURE,  # Zimbra
    "__sig_pre__": Mark.SIGNATURE,
    'id="signature"': Mark.SIGNATURE,  # Outlook on the web
    'class="signature"': Mark.SIGNATURE,
    'name="quote"': Mark.QUOTE,  # web.de, GMX, mail.com
    "name='quote'": Mark.QUOTE,
    "name=quote": Mark.QUOTE,
    "yahoo_quoted": Mark.QUOTE,
    "yahoo-quoted": Mark.QUOTE,
    "protonmail_quote": Mark.QUOTE,
    "tutanota_quote": Mark.QUOTE,
    "fairemail_quote": Mark.QUOTE,
    "zmail_extra": Mark.QUOTE,  # Zoho
    "messagereplysection": Mark.QUOTE,  # Spark
    "aqm-original": Mark.QUOTE,
    "bloop_original_html": Mark.QUOTE,
    "__quoted_text__": Mark.QUOTE,
    "mail-quote-collapse": Mark.QUOTE,  # mail.ru
    "moz-forward-container": Mark.START,
    "gmail_quote": Mark.REPLY,
    "divrplyfwdmsg": Mark.START,  # Outlook on the web, mobile
    "mail-editor-reference-message-container": Mark.START,
    "outlookmessageheader": Mark.START,
    "stopspelling": Mark.START,  # Hotmail
    "zwchr": Mark.START,  # Zimbra
}
#: The line that Outlook for Windows and for Mac draws over the header block.
_BORDER = re.compile(
    r"border(?:-top)?\s*:\s*(?:none\s*;\s*border-top\s*:\s*)?solid\s*#?(?:e1e1e1|b5c4df|e5e5e5)\s*1\.0pt", re.I
)
_INDENT = re.compile(r"margin(?:-left)?\s*:[^;\"']{0,40}(?:40px|30px|\.5in|36pt|35\.4pt)|webkit-indent-blockquote", re.I)
_NO_BORDER = re.compile(r"border\s*:\s*(?:none|0|medium)|webkit-indent-blockquote", re.I)
_CITED = re.compile(r"cite|gmail_quote|border-left|protonmail|zimbra", re.I)
#: Only these elements are looked at.
BEARERS = frozenset(["div", "p", "blockquote", "hr", "table", "pre", "section"])


#: What one of these stands in must be looked through for `WORDS`; all of those hold one of them.
_STEMS = (
    "quot",
    "signature",
    "gmail_attr",
    "moz-",
    "reply",
    "messageheader",
    "reference-message",
    "zwchr",
    "stopspelling",
    "aqm-",
    "bloop_",
    "zmail_",
    "__sig_p",
)


def present(source: str) -> tuple[str, ...]:
    """Return the stems of `WORDS` that stand anywhere in HTML, so that tags are looked through only for those."""
    lower = source.lower()
    found = tuple(stem for stem in _STEMS if stem in lower)
    return (*found, "solid") if "solid" in lower and "1.0pt" in lower else found


#: What only the HTML of an answer or a forward holds.
_MAIL_BELOW = (
    *(word for word, found in WORDS.items() if found in (Mark.QUOTE, Mark.REPLY, Mark.START) and word != "stopspelling"),
    "moz-cite-prefix",
    'type="cite"',
    "type='cite'",
    "type=cite",
)


def holds_mail(source: str) -> bool:
    """Tell whether a mail program marked an older mail in HTML."""
    if not present(source) and "cite" not in source:
        return False
    lower = source.lower()
    return any(word in lower for word in _MAIL_BELOW) or bool("1.0pt" in lower and _BORDER.search(lower))


def mark(name: str, attributes: str, stems: tuple[str, ...]) -> Mark | None:
    """Return what an opening tag marks; `stems` are those of `present`."""
    if name == "blockquote":
        if _NO_BORDER.search(attributes) and _INDENT.search(attributes) and not _CITED.search(attributes):
            return Mark.INDENT
        return Mark.QUOTE
    lower = attributes.lower()
    for stem in stems:
        if stem in lower:
            break
    else:
        return None
    for word, found in WORDS.items():
        if word in lower:
            return found
    return Mark.START if "solid" in lower and _BORDER.search(lower) else None
