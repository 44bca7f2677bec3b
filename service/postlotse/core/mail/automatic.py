"""What kind a message is as far as headers, structure and subject prove it.  None = only the words can tell.

Three questions are kept apart: is it taken in (always), is it acknowledged (`acknowledgeable`), may it change a case.
"""

import re

from postlotse.core.mail import autowords, spamverdict
from postlotse.core.mail.acknowledgeable import no_acknowledgement
from postlotse.core.mail.auto import verdict
from postlotse.core.mail.types import KindFinding, Mail
from postlotse.core.names import Kind

__all__ = ["automatic_token", "kind", "no_acknowledgement"]

#: A sending service posts as JSON that somebody called one of our mails spam.
_COMPLAINT = re.compile(r'\\?"notificationType\\?"\s{0,20}:\s{0,20}\\?"Complaint', re.I)
_FORWARDED_BY_RULE = (
    "Resent-From",
    "X-MS-Exchange-ForwardingLoop",
    "X-MS-Exchange-Parent-Message-Id",
    "X-Forwarded-For",
    "X-Forwarded-To",
)


def _finding(kind: Kind, code: str, sentence: str) -> KindFinding:
    return KindFinding(kind=kind.value, code=code, sentence=sentence)


def automatic_token(mail: Mail) -> str:
    """Return the first Auto-Submitted token but `no`, lower case, or "" (RFC 3834 §5; parameters, comments dropped)."""
    for value in mail.header("Auto-Submitted"):
        word = re.split(r"[;\s(]", re.sub(r"^\s*(?:\([^()]*\)\s*)*", "", value), maxsplit=1)[0].lower()
        if word and word != "no":
            return word
    return ""


def kind(mail: Mail, *, spam_headers: frozenset[str] | None = None) -> KindFinding | None:
    """Return the kind that is proved, the most certain first, or None when a person wrote it as far as can be told.

    `spam_headers`: the verdict headers that our own gateway sets (lower case); None = those of any known filter count.
    """
    return (
        _bounce(mail)
        or _receipt(mail)
        or _auto_reply(mail)
        or _spam(mail, spam_headers)
        or _bulk(mail)
        or _encrypted(mail)
        or verdict.found(mail)
    )


def _bounce(mail: Mail) -> KindFinding | None:
    if mail.report is None:
        return None
    if mail.report.action == "delayed":
        return _finding(Kind.BOUNCE, "delivery_delayed", "Ein Mailserver meldet, dass die Zustellung sich verzögert.")
    if mail.report.action in ("delivered", "relayed", "expanded"):
        return _finding(Kind.BOUNCE, "delivery_done", "Ein Mailserver meldet, dass zugestellt wurde.")
    return _finding(Kind.BOUNCE, "delivery_failed", "Ein Mailserver meldet, dass eine Mail nicht zugestellt werden konnte.")


def _receipt(mail: Mail) -> KindFinding | None:
    kinds = [part for part in mail.part_types if part == "message/disposition-notification"]
    content_type = " ".join(mail.header("Content-Type")).lower()
    if kinds or ("multipart/report" in mail.part_types[:1] and "disposition-notification" in content_type):
        return _finding(Kind.RECEIPT, "disposition_notification", "Das ist eine Lesebestätigung.")
    if autowords.RECEIPT_SUBJECT.match(mail.subject) and _answers(mail) and _confirms_reading(mail):
        return _finding(Kind.RECEIPT, "receipt_subject", "Der Betreff und der Bezug zeigen eine Lesebestätigung.")
    if "text/calendar" in mail.part_types and autowords.MEETING_ANSWER.match(mail.subject):
        return _finding(Kind.RECEIPT, "meeting_answer", "Das ist die Antwort auf eine Terminanfrage.")
    return None


def _confirms_reading(mail: Mail) -> bool:
    """Tell whether the text is that of a read receipt, or none: people write about receipts, too."""
    text = mail.full_text.strip()
    if not text:
        return True
    said = autowords.RECEIPT_TEXT.search(text[:800]) and autowords.CLOCK_TIME.search(text[:800])
    return bool(said) and len(text) < 800 and "?" not in text and not mail.attachments


def _answers(mail: Mail) -> bool:
    return bool(mail.in_reply_to or mail.references or mail.return_path == "" or automatic_token(mail))


def _auto_reply(mail: Mail) -> KindFinding | None:
    submitted = automatic_token(mail)
    posted = mail.full_text[:1] == "{" and _COMPLAINT.search(mail.full_text[:1_500])
    declared = "feedback-report" in " ".join(mail.header("Content-Type")).lower()
    if posted or declared or "message/feedback-report" in mail.part_types:
        return _finding(Kind.AUTO_REPLY, "feedback_report", "Das ist die Meldung eines Mailanbieters über eine unserer Mails.")
    if submitted == "auto-replied":
        return _finding(
            Kind.AUTO_REPLY, "auto_submitted", "Die Mail trägt den Vermerk, dass sie automatisch als Antwort verschickt wurde."
        )
    for name in autowords.MACHINE_HEADERS:
        if any(value.strip().lower() not in autowords.NEGATIVE for value in mail.header(name)):
            return _finding(Kind.AUTO_REPLY, "machine_header", f"Die Kopfzeile {name} zeigt eine automatische Antwort.")
    precedence = {value.strip().lower() for name in ("Precedence", "X-Precedence") for value in mail.header(name)}
    if precedence & {"auto_reply", "auto-reply", "autoreply"}:
        return _finding(Kind.AUTO_REPLY, "precedence", "Die Kopfzeile Precedence zeigt eine automatische Antwort.")
    if any("vacation" in value.lower() for value in mail.header("X-Apple-Action")) or any(
        "autoresponder" in value.lower() for value in mail.header("X-POST-MessageClass")
    ):
        return _finding(Kind.AUTO_REPLY, "machine_header", "Die Kopfzeilen zeigen eine Abwesenheitsnotiz.")
    local = mail.author.key.partition("@")[0]
    machine = bool(submitted) or mail.return_path == "" or bool(autowords.NO_REPLY_LOCAL.search(local))
    if (
        machine
        and autowords.ACKNOWLEDGEMENT_SUBJECT.search(mail.subject)
        and not any(mail.header(name) for name in _FORWARDED_BY_RULE)
    ):
        return _finding(
            Kind.AUTO_REPLY, "other_acknowledgement", "Das ist die automatische Eingangsbestätigung eines anderen Systems."
        )
    return None


def _spam(mail: Mail, trusted: frozenset[str] | None) -> KindFinding | None:
    name = spamverdict.verdict(mail, trusted=trusted)
    if name:
        return _finding(Kind.SPAM, "spam_verdict", f"Ein Filter vor uns hat die Mail als Spam gekennzeichnet ({name}).")
    return None


def _bulk(mail: Mail) -> KindFinding | None:
    for name in autowords.LIST_HEADERS:
        if mail.header(name):
            return _finding(Kind.BULK, "list_header", f"Die Kopfzeile {name} zeigt einen Verteiler oder Newsletter.")
    precedence = {value.strip().lower() for name in ("Precedence", "X-Precedence") for value in mail.header(name)}
    if precedence & {"bulk", "list", "junk"}:
        return _finding(Kind.BULK, "precedence", "Die Kopfzeile Precedence zeigt eine Massenmail.")
    for name in autowords.BULK_HEADERS:
        if mail.header(name):
            return _finding(Kind.BULK, "campaign_header", f"Die Kopfzeile {name} zeigt einen Newsletter.")
    return None


def _encrypted(mail: Mail) -> KindFinding | None:
    if not mail.encrypted:
        return None
    return _finding(Kind.CONCERN, "encrypted", "Die Mail ist verschlüsselt; nur ein Mensch mit dem Schlüssel kann sie lesen.")
