"""Words of machines are looked for in hostile texts, too: reading and judging them stays quick whatever they hold."""

import time

import pytest

from postlotse.core.mail import automatic
from postlotse.core.mail.parse import parse

SIZE = 100_000
LIMIT = 1.0
#: What patterns run away on: runs of one character, and beginnings of what they look for that never end.
PIECES = {
    "blank lines": "\n",
    "lines of spaces": " \n\t\n",
    "spaces": " ",
    "marks": ">",
    "marks and spaces": "> ",
    "marked blank lines": ">\n",
    "marked indents": "> >  > \n",
    "letters": "a",
    "words": "a ",
    "capital words": "Aa ",
    "lines of a letter": "a\n",
    "digits": "1",
    "digits and stops": "5.1.",
    "reply codes": "550-",
    "at signs": "@",
    "broken addresses": "a@",
    "dotted addresses": "a.b@c.",
    "brackets": "<",
    "dashes": "-",
    "rules": "-----\n",
    "quotes": '"',
    "colons": ":",
    "header lines": "Final-Recipient: \n",
    "cut header lines": "Final-Recipient: rfc822; a@\n",
    "ids": "Message-ID: <\n",
    "folds": "Status: 5\n 1\n",
    "folded blank": "X-A:\n \n \n",
    "openings": "your message to a@b ",
    "german openings": "die Nachricht an a@b konnten nicht an ",
    "posted": '"notificationType" : ',
    "forwards": "From: a@b.example\nSubject: \n",
    "empty fields": "Betreff:\n\n\n\n",
    "fields for a message": "Nachricht:\n",
    "phrases": "ich bin im urlaub und ",
}
#: (author, subject): a person, and those whose texts are read as reports and as automatic answers.
LETTERS = {
    "person": ("Erika Muster <erika@verein.example>", "Frage zum Straßenfest"),
    "person who forwards": ("Erika Muster <erika@verein.example>", "WG: Undelivered Mail Returned to Sender"),
    "mail server": ("Mail Delivery System <MAILER-DAEMON@mx.example>", "Undelivered Mail Returned to Sender"),
    "answering machine": ("Büro <noreply@verein.example>", "Automatische Antwort: Frage"),
}


def seconds(raw: bytes) -> float:
    """Return how long reading and judging a message takes."""
    start = time.process_time()
    automatic.kind(parse(raw))
    return time.process_time() - start


def _raw(author: str, subject: str, text: str) -> bytes:
    head = (
        f"From: {author}\r\nTo: integration@stadt.example\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n"
    )
    return f"{head}\r\n{text}".encode()


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize(("author", "subject"), LETTERS.values(), ids=LETTERS)
def test_hostile_texts_are_judged_at_once(author: str, subject: str, piece: str) -> None:
    """A hundred kilobytes of it, alone and between words that a server writes, take less than a second of the processor."""
    text = piece * (SIZE // len(piece))
    assert seconds(_raw(author, subject, text)) < LIMIT
    framed = f"could not be delivered to\n550 5.1.1 user unknown\n{text}\nrecipient: gone@verein.example\n"
    assert seconds(_raw(author, subject, framed)) < LIMIT


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_hostile_header_lines_are_judged_at_once(piece: str) -> None:
    """The same in the headers whose words are looked at."""
    text = " ".join((piece * (SIZE // len(piece))).split("\n"))
    for name in ("Subject", "From", "Auto-Submitted", "Precedence", "X-Spam-Status", "Content-Type", "Return-Path"):
        raw = f"{name}: {text}\r\nFrom: erika@verein.example\r\n\r\nGuten Tag.\r\n".encode()
        assert seconds(raw) < LIMIT, name


def test_twenty_thousand_introductions_are_read_soon() -> None:
    """A text of nothing but beginnings of quotations: after a thousand it is looked at no more closely."""
    assert seconds(_raw(*LETTERS["person"], "Am 1.1.2026 um 10:00 schrieb a:\n" * 20_000)) < 2 * LIMIT
