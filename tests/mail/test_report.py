"""Delivery reports: the RFC 3464 form, and the forms that servers invented."""

import json
from pathlib import Path

import pytest

from postlotse.core.mail.automatic import kind
from postlotse.core.mail.types import Report
from tests.mail.letters import letter, parts

DAEMON = {
    "From": "MAILER-DAEMON@relay.example (Mail Delivery System)",
    "Return_Path": "<>",
    "Subject": "Undelivered Mail Returned to Sender",
}
NOTICE = ("Content-Type: text/plain", "I'm sorry to have to inform you that your message could not be delivered.")
STATUS = (
    "Content-Type: message/delivery-status",
    (
        "Reporting-MTA: dns; relay.example\nOriginal-Envelope-Id: 4711\n\n"
        "Final-Recipient: rfc822; ghost@amt.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown"
    ),
)
RETURNED = (
    "Content-Type: message/rfc822",
    "From: integration@stadt.example\nMessage-ID: <fwd.1.abc@stadt.example>\nSubject: x\n\nText",
)
HEADERS = ("Content-Type: text/rfc822-headers", "From: integration@stadt.example\nMessage-ID: <fwd.1.abc@stadt.example>")


@pytest.mark.parametrize("returned", [RETURNED, HEADERS], ids=["whole-message", "headers-only"])
def test_a_standard_report_is_read(returned: tuple[str, str]) -> None:
    """Status, action, recipient, envelope id, and what it is about (RFC 3464)."""
    content_type, body = parts(NOTICE, STATUS, returned, kind="report; report-type=delivery-status")
    mail = letter(body, Content_Type=content_type, **DAEMON)
    assert mail.report == Report(
        status="5.1.1", action="failed", recipient="ghost@amt.example", of="<fwd.1.abc@stadt.example>", envelope_id="4711"
    )
    found = kind(mail)
    assert found is not None
    assert (found.kind, found.code) == ("bounce", "delivery_failed")


def test_the_worst_recipient_counts() -> None:
    """A report about several recipients names the one that failed."""
    status = (
        "Content-Type: message/delivery-status",
        (
            "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@a.example\nAction: delivered\nStatus: 2.0.0\n\n"
            "Final-Recipient: rfc822; b@a.example\nAction: failed\nStatus: 5.2.2"
        ),
    )
    content_type, body = parts(NOTICE, status, kind="report; report-type=delivery-status")
    report = letter(body, Content_Type=content_type, **DAEMON).report
    assert report is not None
    assert (report.action, report.status, report.recipient) == ("failed", "5.2.2", "b@a.example")


@pytest.mark.parametrize(
    ("action", "code"), [("delayed", "delivery_delayed"), ("relayed", "delivery_done"), ("delivered", "delivery_done")]
)
def test_a_report_may_tell_other_things_than_failure(action: str, code: str) -> None:
    """Delay and success are reports too, but nothing failed."""
    status = (
        "Content-Type: message/delivery-status",
        f"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@a.example\nAction: {action}\nStatus: 4.0.0",
    )
    content_type, body = parts(NOTICE, status, kind="report; report-type=delivery-status")
    found = kind(letter(body, Content_Type=content_type, **DAEMON))
    assert found is not None
    assert found.code == code


FORMS = [
    pytest.param(
        {"From": "MAILER-DAEMON@qmail.example", "Subject": "failure notice", "Return_Path": "<>"},
        (
            "Hi. This is the qmail-send program at qmail.example.\n"
            "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
            "This is a permanent error; I've given up. Sorry it didn't work out.\n\n<ghost@amt.example>:\n"
            "Sorry, no mailbox here by that name. (#5.1.1)\n\n"
            "--- Below this line is a copy of the message.\n\nMessage-ID: <fwd.1.abc@stadt.example>\n"
        ),
        ("5.1.1", "ghost@amt.example", "<fwd.1.abc@stadt.example>"),
        id="qmail",
    ),
    pytest.param(
        {
            "From": "Mail Delivery System <postmaster@exim.example>",
            "Subject": "Mail delivery failed: returning message to sender",
            "Return_Path": "<>",
            "X_Failed_Recipients": "ghost@amt.example",
        },
        (
            "A message that you sent could not be delivered.\n\n  ghost@amt.example\n    550 no such user\n\n"
            "------ This is a copy of the message ------\n\nMessage-ID: <fwd.1.abc@stadt.example>\n"
        ),
        ("5.0.0", "ghost@amt.example", "<fwd.1.abc@stadt.example>"),
        id="exim",
    ),
    pytest.param(
        {"From": "postmaster@amt.example", "Subject": "Unzustellbar: Anfrage", "Return_Path": "<>"},
        "Fehler bei der Zustellung an ghost@amt.example: 550 5.1.10 RESOLVER.ADR.RecipientNotFound",
        ("5.1.10", "ghost@amt.example", ""),
        id="exchange-german",
    ),
]


@pytest.mark.parametrize(("changes", "text", "expected"), FORMS)
def test_reports_without_standard_parts_are_read(
    changes: dict[str, str | None], text: str, expected: tuple[str, str, str]
) -> None:
    """Status, recipient and the returned Message-ID are found in plain words."""
    report = letter(text, **changes).report
    assert report is not None
    assert (report.status, report.recipient, report.of) == expected


def test_a_read_receipt_is_no_delivery_report() -> None:
    """RFC 8098 uses the same container."""
    notification = (
        "Content-Type: message/disposition-notification",
        "Final-Recipient: rfc822; a@a.example\nDisposition: manual-action; displayed",
    )
    content_type, body = parts(NOTICE, notification, kind="report; report-type=disposition-notification")
    assert letter(body, Content_Type=content_type).report is None


def test_a_forwarded_report_is_not_one_itself() -> None:
    """A person attaches a report to ask about it."""
    inner = (
        "From: MAILER-DAEMON@x.example\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=i\n\n--i\n"
        "Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n--i--"
    )
    content_type, body = parts(("Content-Type: text/plain", "Was bedeutet das?"), ("Content-Type: message/rfc822", inner))
    assert letter(body, Content_Type=content_type, Subject="Frage").report is None


PLAIN = [
    pytest.param(row, id=row["id"])
    for row in map(
        json.loads, (Path(__file__).parent / "fixtures" / "plain_reports.jsonl").read_text(encoding="utf-8").splitlines()
    )
]


@pytest.mark.parametrize("row", PLAIN)
def test_reports_in_plain_words_of_many_languages_are_read(row: dict[str, str | None]) -> None:
    """What servers write who know no RFC 3464: recipient, status where there is one, delay or failure."""
    mail = letter(str(row["text"]), Subject=row["subject"], From=row["sender"], Return_Path=row["path"])
    found = kind(mail)
    assert found is not None
    assert found.kind == "bounce"
    assert mail.report is not None
    assert (mail.report.recipient, mail.report.action) == (row["recipient"], row["action"])
    assert row["status"] in (None, mail.report.status)


@pytest.mark.parametrize("subject", ["{}", "WG: {}", "Frage zu: {}"])
@pytest.mark.parametrize("row", PLAIN)
def test_a_person_who_asks_about_a_report_is_none(row: dict[str, str | None], subject: str) -> None:
    """Own words stand in front of the report that somebody got."""
    text = f"Guten Tag, diese Meldung habe ich bekommen. Was heißt das?\n\n{row['text']}"
    assert kind(letter(text, Subject=subject.format(row["subject"]))) is None


def test_a_person_passes_the_parts_of_a_report_on() -> None:
    """Some mail programs forward the parts without their container."""
    content_type, body = parts(("Content-Type: text/plain", "Was bedeutet das?"), STATUS)
    assert letter(body, Content_Type=content_type, Subject="Fwd: Undelivered Mail").report is None


def test_a_postmaster_may_be_a_person() -> None:
    """Whoever looks after the mail of an association writes about refused mail."""
    text = "Guten Tag, unsere Mails an Sie werden seit gestern abgewiesen, 550 5.7.1. Können Sie das prüfen?"
    changes = {"From": "Postmaster <postmaster@verein.example>", "Return_Path": "<postmaster@verein.example>"}
    assert letter(text, Subject="Problem", **changes).report is None


POSTED = (
    '{"notificationType":"%s","bounce":{"bouncedRecipients":[{"emailAddress":"ghost@amt.example","status":"5.1.1"}]},'
    '"mail":{"source":"integration@stadt.example","destination":["ghost@amt.example"],'
    '"headers":[{"name":"Message-ID","value":"<fwd.1.abc@stadt.example>"}]}}'
)


@pytest.mark.parametrize(("event", "action", "status"), [("Bounce", "failed", "5.1.1"), ("Delivery", "delivered", "")])
def test_what_a_sending_service_posts_is_read(event: str, action: str, status: str) -> None:
    """Bounces and deliveries as JSON, also wrapped in another JSON text."""
    plain = POSTED % event
    for text in (plain, '{ "Type": "Notification", "Message": "' + plain.replace('"', '\\"') + '"}'):
        report = letter(text, From="no-reply@service.example", Subject="Notification").report
        assert report == Report(
            status=status, action=action, recipient="ghost@amt.example", of="<fwd.1.abc@stadt.example>"
        ) or (text is not plain and report is not None and (report.action, report.recipient) == (action, "ghost@amt.example"))


def test_a_complaint_is_no_delivery_report() -> None:
    """Somebody called our mail spam: an automatic message, but nothing failed."""
    mail = letter(POSTED % "Complaint", From="no-reply@service.example", Subject="Notification")
    found = kind(mail)
    assert mail.report is None
    assert found is not None
    assert found.code == "feedback_report"
