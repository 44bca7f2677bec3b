"""Which lines of a person's own text are signature: behind a delimiter, a mail program's line or a closing formula; footers.

Works on lines without quotations.  A postscript is text wherever it stands.
"""

import re

from postlotse.core.mail.quoting import closings, footers, nameblocks
from postlotse.core.mail.quoting.shapes import RULE, Shapes, fold, joinable, pattern

_MOBILE_LONGEST = 160
_CLOSING_LONGEST = 90
_BLOCK_LONGEST = 40
_BLOCK_REACH = 80
_MOST_TRIES = 40
_LINE_LONGEST = 90

#: The delimiter of RFC 3676 §4.3, also without its space, and what people use instead.
_DELIMITERS = {"--", "—", "––", "__", "—-", "---"}
_SENT = re.compile(
    rf"[*_>\s]*(?:{'|'.join(pattern(joinable(row) if key == 'fa' else row) for key, row in closings.SENT_FROM.items())})(?!\w)"
)
_SENT_LAST = re.compile(rf"(?:{pattern(closings.SENT_LAST)})[\s.!]*(?:<[^<>]*>|\(?https?://\S+|\[[^\]]*\])?[\s.!)]*$")
_DEVICE = re.compile(pattern(closings.DEVICES))
_MY = re.compile(
    r"(?:sent from (?:my|a|the) |gesendet von mein|von meinem? |von unterwegs gesendet|envoyé de mon |enviado desde mi )"
)
#: "Holen Sie sich Outlook für Android<https://…>", in whatever language: few words, the program and the system among them.
_OUTLOOK = re.compile(
    r"(?:[^\W\d_][\w'’-]*:? ){0,5}(?:(?:ms |microsoft )?outlook(?:[ '’-][^\W\d_]+){0,3}[ -](?:ios|android|mac|iphone)|"
    r"(?:ios|android)[\w'’-]*(?: [^\W\d_]+)? (?:microsoft )?outlook)[\w'’-]*(?: [^\W\d_][\w'’-]*)?[.!]?$"
)
#: A person speaks.
_WRITER = re.compile(r"\b(?:ich|wir|unser\w*|mein\w*|hat|haben|nutz\w*|i|we|our|my|has|uses?|я|мы|ми|у)\b|\?$")
_LINK = re.compile(r"\s*(?:[<(\[]?https?://\S+|<[^<>]*>)$")
_CLOSING = re.compile(
    rf"[*_]{{0,2}}(?:{'|'.join(pattern(joinable(row) if key == 'fa' else row) for key, row in closings.CLOSINGS.items())})"
    rf"(?:[\s,/|&]{{1,3}}(?:{pattern(closings.CLOSINGS['en'])}|{pattern(closings.CLOSINGS['de'])}))?[\s,.!;:–*_-]*$"
)
_SHORT_CLOSING = re.compile(r"(?:mfg|lg|vg|bg|br|mvh|lp),? [^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,2}$")
_THANKS = re.compile(rf"(?:{pattern(closings.THANKS)})[\s,.!-]*$")
_POSTSCRIPT = re.compile(rf"(?:{pattern(closings.POSTSCRIPT)})(?:[\s:.)–-]|$)")
_CONTACT = re.compile(
    pattern(
        r"(?:\b(?:tel|telefon|phone|fon|fax|faks|mobil|handy|mob|cell|gsm|e-?mail|mail|e-?posta|web|internet|iban|bic|"
        r"ust-?id|steuernummer|"
        r"st\.?-?nr|amtsgericht|registergericht|vereinsregister|vr|hrb|vorstand|geschäftsführ\w*|vorsitz\w*|sitz|"
        r"postfach|konto|spendenkonto|"
        r"bürozeiten|sprechzeiten|öffnungszeiten|тел|моб|факс|телефон|адрес|адреса|www|gläubiger|register|blz|telefono|"
        r"tél|téléphone|móvil|"
        r"telefonas|cep|adres|adresse|address|whatsapp|viber|telegram|facebook|instagram|skype|nip|regon|krs)\b|"
        r"https?://|www\.|@|"
        r"(?:str|straße|strasse|weg|platz|allee|gasse|cad|sok|ul|вул|ул|bd|rue|via|calle)\.? ?\d{1,4}|str\.|straße|"
        r"\b\d{5} [^\W\d_]|"
        r"\+?\(?\d[\d ()/.–-]{6,}\d|هاتف|تلفن|تلفون|جوال|موبايل|موبایل|فاكس|بريد|ایمیل|آدرس|ስልክ|ስልኪ|ኢመይል)"
    )
)
_WORDS = re.compile(r"\w+")
#: "e. V." ends a name, not a sentence.
_ABBREVIATED = re.compile(r"(?:^|[\s.])\w{1,3}\.$")


def marked(text: Shapes, *, before: bool = False) -> set[int]:
    """Return the numbers of the lines that are signature; `before` tells whether the person wrote something above."""
    bare = text.bare
    found = footers.flagged(text)
    start = _start(text, found, before)
    if start == len(bare) and start > 3:
        block = nameblocks.start_of_block(text, found, _CONTACT)
        found.update(range(block, len(bare)))
    elif start < len(bare):
        found.update(_until_postscript(text, start, found))
    return found


def _start(text: Shapes, footer: set[int], before: bool) -> int:
    """Return the line where the signature starts, the number of lines = none."""
    bare = text.bare
    tries = 0
    for at, line in enumerate(bare):
        if not line or at in footer:
            continue
        if len(line) <= _MOBILE_LONGEST:
            if before and tries < _MOST_TRIES:
                if line in _DELIMITERS:
                    tries += 1
                    if _delimits(text, at, footer):
                        return at
                elif len(line) <= _CLOSING_LONGEST and closes(line):
                    tries += 1
                    if _block_end(text, at + 1, footer):
                        return at
            if is_mobile(line):
                if before:
                    return at
                footer.add(at)
                continue
        before = True
    return len(bare)


def is_mobile(line: str) -> bool:
    """Tell whether a trimmed line was put there by a mail program ("Von meinem iPhone gesendet")."""
    words = fold(line)
    if _SENT.match(words):
        if _MY.match(words):
            return len(words) < 100 and not _is_prose(words) and ("," not in words or bool(_DEVICE.search(words)))
        known = _DEVICE.search(words)
        if known is None:
            return words.count(" ") < 4 and words.startswith(("sent from", "sent via", "gesendet mit"))
        return not _is_prose(words)
    if _SENT_LAST.search(words):
        return bool(_DEVICE.search(words)) and not _is_prose(words)
    if "outlook" not in words or len(words) > 160:
        return False
    return bool(_OUTLOOK.match(_LINK.sub("", words))) and not _WRITER.search(words)


def _is_prose(words: str) -> bool:
    """Tell whether a line says more than a program would: a sentence goes on, or somebody speaks."""
    return (
        bool(re.search(r"\b(?:ich|wir|sie|habe|wurde am|bitte|i|we|you|please|вы|я|мы|ви|ми)\b", words))
        or words.endswith("?")
        or ("," in words and words.endswith("."))
    )


def closes(line: str) -> bool:
    """Tell whether a trimmed line is a closing formula."""
    words = fold(line)
    return bool(_CLOSING.match(words) or _SHORT_CLOSING.match(words) or _THANKS.match(words))


def _delimits(text: Shapes, at: int, footer: set[int]) -> bool:
    """Tell whether what stands below a delimiter is a signature and not the text that goes on."""
    if text.lines[at].strip("\r\t") == "-- " or (text.bare[at] == "--" and at + 1 < len(text) and text.bare[at + 1]):
        return True
    rest = [n for n in range(at + 1, len(text)) if text.bare[n] and n not in footer]
    return len(rest) <= 20 and all(len(text.bare[n]) <= 100 or _CONTACT.search(fold(text.bare[n])) for n in rest)


def _block_end(text: Shapes, start: int, footer: set[int]) -> int:
    """Return the line behind the block of name, role and address that follows a closing formula, 0 = no such block."""
    filled: list[str] = []
    thanks = bool(_THANKS.match(fold(text.bare[start - 1])))
    stop = start
    contact = False
    for first, last in footers.paragraphs(text.slice(start, start + _BLOCK_REACH)):
        lines = [text.bare[start + n] for n in range(first, last) if start + n not in footer]
        if not lines:
            continue
        if is_postscript(lines[0]) or (filled and _is_text(lines)) or len(filled) + len(lines) > _BLOCK_LONGEST:
            break
        if not filled and _is_text(lines):
            return 0
        filled += lines
        contact = contact or any(_CONTACT.search(fold(line)) for line in lines)
        stop = start + last
    if any(is_mobile(line) or line in _DELIMITERS for line in filled[:2]) and not contact:
        return 0
    if len(filled) < 2:
        return 0
    if thanks and not contact:
        return 0
    return stop


def _is_text(lines: list[str]) -> bool:
    """Tell whether a paragraph is what a person writes rather than a name, a role, an address."""
    if any(line.endswith(("?", "؟", "?!")) for line in lines):
        return True
    plain = [line for line in lines if not _CONTACT.search(fold(line))]
    if not plain:
        return False
    if any(len(line) > _LINE_LONGEST for line in plain):
        return True
    if any(line.endswith(".") and not _ABBREVIATED.search(line) and len(_WORDS.findall(line)) >= 6 for line in plain):
        return True
    return len(plain) >= 2 and len(plain) == len(lines) and min(map(len, plain[:-1])) > 52


def is_postscript(line: str) -> bool:
    """Tell whether a trimmed line begins a postscript."""
    return len(line) > 3 and bool(_POSTSCRIPT.match(fold(line[:40])))


def _until_postscript(text: Shapes, start: int, footer: set[int]) -> set[int]:
    """Return the lines from `start` that are signature; a postscript, and text below a name block, is none."""
    bare = text.bare
    stop = len(bare)
    if closes(bare[start]) and not is_mobile(bare[start]):
        stop = _block_end(text, start + 1, footer)
        tail = stop
        while tail < len(bare):
            if bare[tail] and tail not in footer:
                if not (is_mobile(bare[tail]) or bare[tail] in _DELIMITERS or RULE.match(bare[tail])):
                    break
                if bare[tail] in _DELIMITERS:
                    tail = stop = len(bare)
                    break
                stop = tail + 1
            tail += 1
    marks: set[int] = set()
    own = False
    for at in range(start, stop):
        if at > start and is_postscript(bare[at]) and not (at > 0 and not own and _looks_like_role(bare, at)):
            own = True
        elif own and bare[at] and is_mobile(bare[at]):
            own = False
        if not own:
            marks.add(at)
    return marks


def _looks_like_role(bare: list[str], at: int) -> bool:
    """Tell whether a line that begins like a postscript stands amid a block ("PS Raumfahrt GmbH")."""
    return bool(bare[at - 1]) and not re.match(r"[^\s]{1,8}[:.]", bare[at]) and len(bare[at]) < 30
