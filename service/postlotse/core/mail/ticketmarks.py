"""Numbers under which others keep a matter, found in subjects: ticket numbers, Aktenzeichen, Geschäftszeichen.

Never raises and stays linear: a subject is cut first.  Whether a mark leads to a case is not decided here.
"""

import re

from postlotse.core.mail.types import Mark

_MAX_SUBJECT = 500
_MAX_MARKS = 5
_MAX_WORDS = 5
#: Words that announce such a number, each with what may stand between it and the number.
_ANNOUNCED = re.compile(
    r"(?<![\w-])(?:ticket(?:-?(?:nr|nummer|id|number))?|az|aktenz(?:eichen)?|akten-?(?:nr|nummer)|gz|gesch(?:äfts)?\.?-?z(?:eichen)?|"
    r"(?:unser|ihr|mein)e?\s{0,2}zeichen|u\.\s?z|vorgang(?:s-?(?:nr|nummer))?|vorg\.-?nr|bearbeitungs-?(?:nr|nummer)|kassenzeichen|"
    r"case(?:-?id)?|request(?:-?id)?|incident|anfrage-?(?:nr|nummer)|fall-?(?:nr|nummer)|ref(?:erenz)?(?:-?(?:nr|nummer))?)"
    r"(?![a-zäöüß])[\s.:#№-]{0,6}",
    re.I,
)
#: Numbers in brackets or behind a hash: "[#123456]", "[INC-1234]", "[rt.example.org #17]", "##1234##".
_BRACKETED = re.compile(
    r"[\[({]\s{0,2}([^\[\](){}]{3,50})\s{0,2}[\])}]|(?<![\w#])#{1,2}((?:[A-Z]{2,10}-?)?[0-9][A-Za-z0-9-]{2,30})"
)
_IN_BRACKETS = re.compile(r"(?:[A-Za-z][\w.-]{0,30}\s?)?#\s?([A-Za-z0-9][A-Za-z0-9/-]{1,30})|([A-Z]{2,10}-?[0-9]{3,20})")
_OURS = re.compile(r"MO-\d{4}-\d{4,7}", re.I)
#: What a key may not be alone: a year, a date.
_WHEN = re.compile(r"(?:19|20)\d\d|\d{1,2}-\d{1,2}-(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_BETWEEN = re.compile(r"[A-ZÄÖÜ]{1,3}|[IVX]{1,5}|[/–-]")


def marks(subject: str) -> tuple[Mark, ...]:
    """Return the marks of others in a subject, in order, each once, at most five; our own numbers are none of them."""
    subject = _OURS.sub(" ", subject[:_MAX_SUBJECT])
    if not any(char.isdigit() for char in subject):
        return ()
    found: dict[str, Mark] = {}
    for announced in _ANNOUNCED.finditer(subject):
        if value := _value(subject[announced.end() : announced.end() + 60]):
            _keep(found, value, f"{announced[0]}{value}")
    for bracketed in _BRACKETED.finditer(subject):
        inside = _IN_BRACKETS.fullmatch(bracketed[1].strip()) if bracketed[1] else None
        if value := (inside[1] or inside[2] if inside else bracketed[2]):
            _keep(found, value, bracketed[0])
    return tuple(found.values())[:_MAX_MARKS]


def _keep(found: dict[str, Mark], value: str, written: str) -> None:
    """Keep a value that can be told from a year, a date or a small number."""
    key = "-".join(re.findall(r"[^\W_]+", value.casefold()))
    digits = sum(char.isdigit() for char in key)
    if digits >= 3 and len(key) >= 4 and not _WHEN.fullmatch(key) and key not in found:
        found[key] = Mark(key=key[:80], written=" ".join(written.split())[:80])


def _value(text: str) -> str:
    """Return the words at the beginning that make up a number: those with a digit, and short capitals or strokes between."""
    words: list[str] = []
    for word in text.split()[:_MAX_WORDS]:
        bare = word.strip("\"'„“”,;:()[]{}").rstrip(".!?")
        if any(char.isdigit() for char in bare):
            if sum(char.isdigit() for char in "".join(words)) >= 3 and not _BETWEEN.fullmatch(words[-1]):
                break  # "AZ 51.2-17/26 3 Räume": the number was complete
            words.append(bare)
            if bare != word.rstrip(".!?"):
                break  # a bracket or comma ends it
        elif _BETWEEN.fullmatch(word):
            words.append(word)
        else:
            break
    while words and not any(char.isdigit() for char in words[-1]):
        words.pop()
    return " ".join(words)
