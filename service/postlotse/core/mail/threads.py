"""What may tie a message to a case of ours: tokens, message ids, case numbers, numbers of others; and what speaks against it.

Finds clues; whether they count is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from postlotse.core.mail import subjects
from postlotse.core.mail.ticketmarks import marks
from postlotse.core.mail.types import Mail, ThreadClues

_TOKEN = re.compile(r"(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7])")
_NUMBER = re.compile(r"\bMO-(\d{4})-(\d{4,7})\b", re.I)
_RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")
_HOP = re.compile(r"\bhop=(\d{1,3})\b")
_MAX = 50
_BROKEN_ID = re.compile(r"<([^<>]{1,2000})>")
_BRACKETED = re.compile(r"[\[(][^\[\](){}]{0,60}[\])]")
#: After so long without a mail an answer may well be about something else.
QUIET = timedelta(days=90)


def hops(mail: Mail) -> int:
    """Return through how many intakes like ours a mail has gone, by its trace headers; 0 = none, a broken one counts as one.

    Foreign headers are believed here: more hops only mean more caution.
    """
    return max((int(found[1]) if (found := _HOP.search(value)) else 1 for value in mail.header("X-Intake-Trace")), default=0)


def clues(mail: Mail, *, address: str) -> ThreadClues:
    """Return the clues of a message; `address` is our own address, whose plus-part may carry a token.

    Tokens have 26 base32 characters (128 bits), compared in lower case, because some servers change the case of addresses.
    Message-IDs that the message answers come nearest first: In-Reply-To, then References from the end.
    """
    local, _, domain = address.lower().partition("@")
    tokens: dict[str, None] = {}
    recipients = [a.key for group in (mail.to, mail.cc, mail.resent_to) for a in group]
    for name in _RECIPIENT_HEADERS:
        for value in mail.header(name):
            recipients.extend(re.findall(r"[^\s<>,;\"]{1,128}@[^\s<>,;\"]{1,255}", value.lower())[:10])
    for recipient in recipients:
        before, _, host = recipient.rpartition("@")
        if host != domain or not domain:
            continue
        base, plus, detail = before.partition("+")
        if (plus and base == local) or before.startswith(("bounce", local + "-")):
            tokens.update(dict.fromkeys(_TOKEN.findall(detail if plus else before)))
    answers = tuple(dict.fromkeys((*mail.in_reply_to, *reversed(mail.references), *_mended(mail))))[:_MAX]
    about = (mail.report.of, mail.report.envelope_id) if mail.report else ()
    for answered in (*answers, *about):
        tokens.update(dict.fromkeys(_TOKEN.findall(answered.lower().rpartition("@")[0] or answered.lower())))
    numbers = dict.fromkeys(f"MO-{year}-{number}" for year, number in _NUMBER.findall(mail.subject))
    return ThreadClues(tokens=tuple(tokens)[:_MAX], answers=answers, numbers=tuple(numbers)[:_MAX], marks=marks(mail.subject))


def _mended(mail: Mail) -> Iterator[str]:
    """Yield ids that a mail program cut in two while folding, or wrote as encoded words: whole again."""
    for name in ("In-Reply-To", "References"):
        for value in mail.header(name):
            for inside in _BROKEN_ID.findall(value[:20_000]):
                if "@" in inside:
                    yield f"<{''.join(inside.split())}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What a case was about so far: subjects, topics, whether anything is still open, and when the last mail came or went."""

    subjects: tuple[str, ...]
    topics: frozenset[str]
    closed: bool
    last_at: datetime


def other_matter(mail: Mail, thread: Thread, *, topic: str, topic_name: str, now: datetime) -> str:
    """Return a sentence for staff when an answer may be about something new, else "".

    `topic` is what the mail is about as far as that is sure, "" otherwise.
    """
    quiet = now - thread.last_at
    if thread.closed:
        return "Antwort in einem abgeschlossenen Vorgang; vielleicht ein neues Anliegen."
    if quiet > QUIET:
        return f"Antwort in einem Vorgang, der seit {quiet.days} Tagen ruht; vielleicht ein neues Anliegen."
    if not _same_subject(mail.subject, thread.subjects):
        return "Antwort unter einem neuen Betreff; vielleicht ein neues Anliegen."
    if topic and thread.topics and topic not in thread.topics:
        return f"Antwort mit einem anderen Thema („{topic_name}“); vielleicht ein neues Anliegen."
    return ""


def _same_subject(subject: str, known: tuple[str, ...]) -> bool:
    """Tell whether a subject is one of those known, prefixes, numbers and brackets aside; an empty one is no new one."""
    wanted = _words(subject)
    return not wanted or any(wanted in have or (have and have in wanted) for have in map(_words, known))


def _words(subject: str) -> str:
    """Return what a subject says, as it is compared."""
    said = _BRACKETED.sub(" ", _NUMBER.sub(" ", subjects.bare(subject[:500])))
    return " ".join(subjects.bare(said.strip()).casefold().split())
