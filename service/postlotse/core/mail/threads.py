"""What may tie a message to a case of ours: tokens, message ids, case numbers.

Finds clues; whether they count is not decided here.
"""

import re

from postlotse.core.mail.types import Mail, ThreadClues

_TOKEN = re.compile(r"(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7])")
_NUMBER = re.compile(r"\bMO-(\d{4})-(\d{4,7})\b", re.I)
_RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")
_HOP = re.compile(r"\bhop=(\d{1,3})\b")
_MAX = 50


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
    answers = tuple(dict.fromkeys((*mail.in_reply_to, *reversed(mail.references))))[:_MAX]
    about = (mail.report.of, mail.report.envelope_id) if mail.report else ()
    for answered in (*answers, *about):
        tokens.update(dict.fromkeys(_TOKEN.findall(answered.lower().rpartition("@")[0] or answered.lower())))
    numbers = dict.fromkeys(f"MO-{year}-{number}" for year, number in _NUMBER.findall(mail.subject))
    return ThreadClues(tokens=tuple(tokens)[:_MAX], answers=answers, numbers=tuple(numbers)[:_MAX])
