"""May the sender be answered automatically?  The rules A1–A14 and A18 of `docs/mail.md`, as far as the message itself tells.

A15–A17 and A19 need the store (cases, duplicates, limits, opt-outs) and are not here.  Each rule stands alone and looks at
every occurrence of its headers; the first hit wins.  When in doubt: no acknowledgement.
"""

import re
from collections.abc import Iterator

from postlotse.core.mail import authentication, autowords, spamverdict
from postlotse.core.mail.reachable import reachable
from postlotse.core.mail.types import Address, Mail, NoAcknowledgement

_TRACE_HEADERS = ("X-Intake-Trace", "X-Postlotse-Trace")
_FROM_DEFECTS = {"from_address_repaired", "from_too_many_addresses", "from_suspicious", "unreadable", "structure_unreadable"}
_SUPPRESS = {"all", "autoreply", "oof"}
_MAX_ADDRESS = 254


def no_acknowledgement(
    mail: Mail,
    *,
    ours: frozenset[str],
    known_as: frozenset[str],
    authserv_id: str = "",
    max_received: int = 50,
) -> NoAcknowledgement | None:
    """Return the first reason not to acknowledge, or None; the arguments are those of `objections`."""
    found = objections(mail, ours=ours, known_as=known_as, authserv_id=authserv_id, max_received=max_received)
    return next(found, None)


def objections(
    mail: Mail,
    *,
    ours: frozenset[str],
    known_as: frozenset[str],
    authserv_id: str = "",
    max_received: int = 50,
) -> Iterator[NoAcknowledgement]:
    """Yield every reason not to acknowledge, in the order of the rules; each is looked for only when it is asked for.

    `ours`: every address of ours in lower case (mailboxes, aliases, outgoing identities, offices): mail from them is never
    acknowledged.  `known_as`: those that may stand in To or Cc; empty = not checked.  `authserv_id`: the name of our mail
    server in Authentication-Results; empty = A12's and A18's proofs are not asked for.
    """
    null_path = _null_return_path(mail)
    if null_path:
        yield null_path
    if _auto_submitted(mail):
        yield _reason("A2", "Die Mail trägt den Vermerk, dass ein Programm sie verschickt hat (Auto-Submitted).")
    if _is_report(mail):
        yield _reason("A3", "Die Mail ist ein Bericht eines Mailservers oder eine Lesebestätigung.")
    if _machine_address(mail):
        yield _reason("A4", "Die Absenderadresse gehört einem Programm, nicht einem Menschen.")
    if any(mail.header(name) for name in autowords.LIST_HEADERS):
        yield _reason("A5", "Die Mail kommt über einen Verteiler oder Newsletter.")
    if _precedence(mail):
        yield _reason("A6", "Die Mail ist als Massen- oder Automatikmail gekennzeichnet (Precedence).")
    if _suppressed(mail):
        yield _reason("A7", "Der Absender wünscht keine automatischen Antworten.")
    if _machine_header(mail):
        yield _reason("A8", "Kopfzeilen zeigen eine automatische Antwort oder eine Weiterleitungsregel.")
    if _from_us(mail, ours):
        yield _reason("A9", "Die Mail kommt von uns selbst oder von einem Amt, an das wir weiterleiten.")
    if len(mail.header("Received")) > max_received:
        yield _reason("A10", "Die Mail ist durch auffällig viele Server gelaufen; vermutlich läuft sie im Kreis.")
    if known_as and not _to_us(mail, known_as):
        yield _reason("A11", "Unsere Adresse steht weder in An noch in Kopie; vermutlich eine Rundmail.")
    if _distrusted(mail, authserv_id):
        yield _reason("A12", "Spamfilter oder Absenderprüfung trauen der Mail nicht.")
    if _odd_author(mail):
        yield _reason("A13", "Der Absender ist nicht eindeutig zu lesen.")
    if "text/calendar" in mail.part_types or any("calendarmessage" in value.lower() for value in mail.header("Content-Class")):
        yield _reason("A14", "Die Mail ist eine Termineinladung oder die Antwort darauf.")
    if authserv_id and not _proved(mail, authserv_id):
        yield _reason("A18", "Es ist nicht bewiesen, dass die Absenderadresse echt ist.")


def _reason(code: str, sentence: str) -> NoAcknowledgement:
    return NoAcknowledgement(code=code, sentence=sentence)


def _null_return_path(mail: Mail) -> NoAcknowledgement | None:
    """A1 (RFC 3834 §2): the null path, or one that is no address; a missing one is unknown and allowed."""
    if mail.return_path is None:
        return None
    if mail.return_path == "":
        return _reason("A1", "Der Umschlag der Mail hat keinen Absender; darauf darf niemand automatisch antworten.")
    if not re.fullmatch(r"[^\s<>,;]+@[^\s<>,;@]+", mail.return_path):
        return _reason("A1", "Der Absender im Umschlag der Mail ist keine gültige Adresse.")
    return None


def _auto_submitted(mail: Mail) -> bool:
    """A2 (RFC 3834 §2, RFC 5230 §4.6): any token other than `no`."""
    for value in mail.header("Auto-Submitted"):
        word = re.split(r"[;\s(]", re.sub(r"^\s*(?:\([^()]*\)\s*)*", "", value), maxsplit=1)[0].lower()
        if word != "no":
            return True
    return False


def _is_report(mail: Mail) -> bool:
    """A3 (RFC 3464, 6522, 8098)."""
    kinds = {"multipart/report", "message/delivery-status", "message/disposition-notification", "message/feedback-report"}
    return mail.report is not None or bool(kinds & set(mail.part_types)) or bool(mail.header("X-Failed-Recipients"))


def _machine_address(mail: Mail) -> bool:
    """A4: local parts of machines in From, Sender or Return-Path."""
    candidates = [*(a.key for a in mail.from_), mail.sender.key if mail.sender else "", (mail.return_path or "").lower()]
    return any(autowords.MACHINE_LOCAL.match(address.partition("@")[0]) for address in candidates if address)


def _precedence(mail: Mail) -> bool:
    """A6."""
    values = {value.strip().lower() for name in ("Precedence", "X-Precedence") for value in mail.header(name)}
    return bool(values & {"bulk", "list", "junk", "auto_reply", "auto-reply"})


def _suppressed(mail: Mail) -> bool:
    """A7 ([MS-OXCMAIL] 2.1.3.2.20); decides about acknowledging only, never about taking in (people's mail bears it too)."""
    for value in mail.header("X-Auto-Response-Suppress"):
        if _SUPPRESS & {word.strip().lower() for word in re.split(r"[,;\s]+", value)}:
            return True
    return False


def _machine_header(mail: Mail) -> bool:
    """A8."""
    for name in autowords.MACHINE_HEADERS:
        if any(value.strip().lower() not in autowords.NEGATIVE for value in mail.header(name)):
            return True
    if any("autoresponder" in value.lower() for value in mail.header("X-POST-MessageClass")):
        return True
    if any("vacation" in value.lower() for value in mail.header("X-Apple-Action")):
        return True
    return any(mail.header(name) for name in autowords.LOOP_HEADERS)


def _from_us(mail: Mail, ours: frozenset[str]) -> bool:
    """A9: our own trace header, or an address of ours as author, sender or envelope sender."""
    if any(mail.header(name) for name in _TRACE_HEADERS):
        return True
    candidates = [*(a.key for a in mail.from_), mail.sender.key if mail.sender else "", (mail.return_path or "").lower()]
    return any(address in ours or _bare(address) in ours for address in candidates if address)


def _bare(address: str) -> str:
    """Return the address without its plus-part."""
    local, at, domain = address.rpartition("@")
    return local.partition("+")[0] + at + domain


def _to_us(mail: Mail, known_as: frozenset[str]) -> bool:
    """A11 (RFC 3834 §2, RFC 5230 §4.5): one of our addresses in To, Cc, Resent-To or Resent-Cc."""
    return any(a.key in known_as or _bare(a.key) in known_as for group in (mail.to, mail.cc, mail.resent_to) for a in group)


def _distrusted(mail: Mail, authserv_id: str) -> bool:
    """A12: a spam flag of a filter in front of us, or our server's word that the sender is forged (RFC 8601)."""
    if spamverdict.verdict(mail):
        return True  # whoever set it: in doubt there is no acknowledgement
    return bool(authserv_id) and authentication.verdict(mail, authserv_id) is False


def _odd_author(mail: Mail) -> bool:
    """A13 (CVE-2023-27043 and its kind)."""
    if len(mail.from_) != 1 or len(mail.header("From")) > 1 or _FROM_DEFECTS & set(mail.defects):
        return True
    return _odd(mail.author)


def _odd(author: Address) -> bool:
    if "." not in author.address.rpartition("@")[2] or len(author.address.encode("utf-8")) > _MAX_ADDRESS:
        return True
    return not reachable(author.address)


def _proved(mail: Mail, authserv_id: str) -> bool:
    """A18 (RFC 3834 §4): DMARC-aligned pass, or Return-Path equals From."""
    if authentication.results(mail, authserv_id).get("dmarc") == "pass":
        return True
    return bool(mail.return_path) and (mail.return_path or "").lower() == mail.author.key
