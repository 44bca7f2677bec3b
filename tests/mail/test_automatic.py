"""Kinds that headers, structure and subjects prove; and people's mail, of which only the words can tell."""

import pytest

from postlotse.core.mail.authentication import verdict
from postlotse.core.mail.automatic import kind
from tests.mail.letters import letter, parts

TEXT = ("Content-Type: text/plain; charset=utf-8", "Text.")
RECEIPT = parts(
    TEXT,
    ("Content-Type: message/disposition-notification", "Disposition: manual-action; displayed"),
    kind="report; report-type=disposition-notification",
)
FEEDBACK = parts(
    TEXT, ("Content-Type: message/feedback-report", "Feedback-Type: abuse"), kind="report; report-type=feedback-report"
)
MEETING = parts(TEXT, ("Content-Type: text/calendar; method=REPLY", "BEGIN:VCALENDAR"))

PROVED = [
    pytest.param({"Auto_Submitted": "auto-replied"}, "auto_reply", id="auto-submitted"),
    pytest.param({"X_Autoreply": "yes"}, "auto_reply", id="machine-header"),
    pytest.param({"Precedence": "auto_reply"}, "auto_reply", id="precedence-auto-reply"),
    pytest.param({"X_Apple_Action": "VACATION"}, "auto_reply", id="apple-vacation"),
    pytest.param(
        {"Auto_Submitted": "auto-generated", "Subject": "Eingangsbestätigung Ihrer Anfrage"}, "auto_reply", id="other-system"
    ),
    pytest.param({"From": "noreply@amt.example", "Subject": "Ticket #123 wurde erstellt"}, "auto_reply", id="ticket-system"),
    pytest.param({"List_Id": "<x.example>"}, "bulk", id="list"),
    pytest.param({"List_Unsubscribe": "<mailto:x@x.example>"}, "bulk", id="newsletter"),
    pytest.param({"Precedence": "bulk"}, "bulk", id="precedence-bulk"),
    pytest.param({"X_Mailchimp_Campaign": "x"}, "bulk", id="campaign"),
    pytest.param({"X_Spam_Flag": "YES"}, "spam", id="spam-flag"),
    pytest.param({"X_Spam_Status": "Yes, score=9"}, "spam", id="spam-status"),
    pytest.param({"X_MS_Exchange_Organization_SCL": "6"}, "spam", id="exchange-scl"),
    pytest.param({"X_Rspamd_Action": "add header"}, "spam", id="rspamd-action"),
    pytest.param({"X_Spamd_Result": "default: True [14.20 / 15.00]"}, "spam", id="rspamd-result"),
    pytest.param({"X_Forefront_Antispam_Report": "CIP:192.0.2.1;SFV:SPM;CAT:PHSH;"}, "spam", id="exchange-online"),
    pytest.param({"X_Proofpoint_Spam_Details": "rule=inbound_spam policy=inbound score=99"}, "spam", id="proofpoint"),
    pytest.param({"X_Barracuda_Spam_Status": "Yes, SCORE=6.10 using per-user scores"}, "spam", id="barracuda"),
    pytest.param({"X_KLMS_AntiSpam_Status": "probable_spam"}, "spam", id="kaspersky"),
    pytest.param({"X_purgate_type": "spam"}, "spam", id="expurgate"),
    pytest.param({"X_Virus_Status": "infected"}, "spam", id="virus"),
    pytest.param({"Subject": "***SPAM*** Gewinn"}, "spam", id="spam-subject"),
    pytest.param({"List_Id": "<x.example>", "Auto_Submitted": "auto-replied"}, "auto_reply", id="auto-reply-before-bulk"),
]


@pytest.mark.parametrize(("changes", "expected"), PROVED)
def test_headers_prove_a_kind(changes: dict[str, str | None], expected: str) -> None:
    """One sign is enough."""
    found = kind(letter(**changes))
    assert found is not None
    assert found.kind == expected
    assert found.sentence.endswith(".")


AUTO_SUBJECTS = {
    "Automatische Antwort: Raum": "Bin wieder da ab Montag.",
    "Abwesenheitsnotiz": "Ich bin bis 12.3. nicht im Büro.",
    "Abwesend: bis 12.3.": "Vertretung: Frau Ott",
    "Out of office": "Back on Monday.",
    "Out of Office Re: Raum": "I am away until Monday.",
    "Automatic reply: Raum": "Back on Monday.",
    "AutoReply: Raum": "I am on holiday.",
    "Otomatik yanıt: salon": "Pazartesiye kadar izindeyim.",
    "Автоматический ответ: зал": "Я в отпуске до понедельника.",
    "Автоответ: зал": "Я в отпуске до понедельника.",
    "Автоматична відповідь: зала": "Я у відпустці до понеділка.",
    "Автоматичен отговор: зала": "В отпуск съм до понеделник.",
    "Odpowiedź automatyczna: sala": "Jestem na urlopie do poniedziałku.",
    "Răspuns automat: sală": "Sunt în concediu până luni.",
    "Automatski odgovor: dvorana": "Na godišnjem sam do ponedjeljka.",
    "Аутоматски одговор: сала": "На годишњем сам одмору до понедељка.",
    "Risposta automatica: sala": "Sono in ferie fino a lunedì.",
    "Respuesta automática: sala": "Estoy de vacaciones hasta el lunes.",
    "Réponse automatique : salle": "Je suis en congé jusqu'à lundi.",
    "رد تلقائي: قاعة": "أنا في إجازة حتى يوم الاثنين.",
    "پاسخ خودکار: سالن": "تا دوشنبه در مرخصی هستم.",
}


@pytest.mark.parametrize(("subject", "text"), AUTO_SUBJECTS.items(), ids=list(AUTO_SUBJECTS))
def test_subjects_of_automatic_answers(subject: str, text: str) -> None:
    """Out-of-office notes without any header, in all languages (freescout#2488), even without a text."""
    for body in (text, ""):
        found = kind(letter(body, Subject=subject))
        assert found is not None
        assert (found.kind, found.code.partition("_")[0]) == ("auto_reply", "words")


KEPT_SUBJECTS = [
    pytest.param("AW: Automatische Antwort: Raum", "Danke, dann warte ich bis Montag.", id="answer-to-a-note"),
    pytest.param("RE: Automatic reply: hall", "OK, thanks for letting me know. Enjoy the break!", id="answer-to-a-note-en"),
    pytest.param("YNT: Otomatik yanıt: salon", "Tamam, döndüğünüzde görüşürüz.", id="answer-to-a-note-tr"),
    pytest.param("Abwesenheit", "Mein Sohn ist krank und fehlt bis Freitag in der Schule.", id="school"),
    pytest.param(
        "Abwesenheitsnotiz von Herrn Kalb", "Seit drei Wochen kommt nur das. Wer ist sonst zuständig?", id="about-a-note"
    ),
    pytest.param("Automatische Antwort", "Wir möchten so etwas für unser Postfach einrichten.", id="wants-one"),
    pytest.param("Автовідповідь пані Мельник", "Вона у відпустці. До кого мені звернутися?", id="about-a-note-uk"),
    pytest.param("Automatic reply: hall", "My son will bring the keys, is that fine?", id="typed-below-the-subject"),
]


@pytest.mark.parametrize(("subject", "text"), KEPT_SUBJECTS)
def test_a_subject_alone_proves_no_automatic_answer(subject: str, text: str) -> None:
    """People answer such notes, report a child that is away, ask about a note."""
    assert kind(letter(text, Subject=subject, In_Reply_To="<1@stadt.example>")) is None


@pytest.mark.parametrize(
    "text", ["Ist meine Ummeldung vom 3. Februar bei Ihnen angekommen?", "Ich hatte um eine Lesebestätigung gebeten."]
)
def test_people_who_write_about_read_receipts(text: str) -> None:
    """The subject alone is no receipt."""
    assert kind(letter(text, Subject="Lesebestätigung", In_Reply_To="<1@stadt.example>")) is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Gelesen: Ihre Anfrage", "Ihre Nachricht wurde am 02.03.2026 um 10:14 gelesen."),
        ("Okundu: Salon", "İletiniz 2 Mart 2026 10:14 tarihinde okundu."),
        ("Read: Your request", ""),
    ],
)
def test_read_receipts_without_their_part(subject: str, text: str) -> None:
    """Some programs send them as plain text."""
    found = kind(letter(text, Subject=subject, In_Reply_To="<1@stadt.example>"))
    assert found is not None
    assert (found.kind, found.code) == ("receipt", "receipt_subject")


STRUCTURES = [
    pytest.param(RECEIPT, {}, "receipt", id="receipt"),
    pytest.param(FEEDBACK, {}, "auto_reply", id="feedback-report"),
    pytest.param(MEETING, {"Subject": "Zugesagt: Treffen"}, "receipt", id="meeting-answer"),
    pytest.param(("text/plain", "-----BEGIN PGP MESSAGE-----\nx"), {}, "concern", id="encrypted"),
]


@pytest.mark.parametrize(("content", "changes", "expected"), STRUCTURES)
def test_structures_prove_a_kind(content: tuple[str, str], changes: dict[str, str | None], expected: str) -> None:
    """Parts tell more than words."""
    content_type, body = content
    found = kind(letter(body, Content_Type=content_type, **changes))
    assert found is not None
    assert found.kind == expected


def test_an_encrypted_mail_says_why() -> None:
    """It is a concern that only a person can read."""
    found = kind(letter("-----BEGIN PGP MESSAGE-----\nx"))
    assert found is not None
    assert (found.kind, found.code) == ("concern", "encrypted")


HUMAN = [
    pytest.param({}, id="plain"),
    pytest.param({"Auto_Submitted": "no"}, id="auto-submitted-no"),
    pytest.param({"X_Auto_Response_Suppress": "DR, OOF, AutoReply"}, id="suppress-on-human-mail"),
    pytest.param(
        {"Auto_Submitted": "auto-generated", "X_MS_Exchange_Generated_Message_Source": "Mailbox Rules Agent"},
        id="server-side-forward",
    ),
    pytest.param({"Auto_Submitted": "auto-generated", "From": "formular@stadt.example"}, id="contact-form"),
    pytest.param({"From": "noreply@verein.example"}, id="no-reply-sender"),
    pytest.param({"Return_Path": "<>"}, id="null-path-alone"),
    pytest.param({"Subject": "Abwesenheit der Lehrerin am Montag – wer vertritt?", "Return_Path": None}, id="about-absence"),
    pytest.param({"Subject": "Auto: Parkausweis beantragen"}, id="about-a-car"),
    pytest.param({"Subject": "I am out of work"}, id="out-of-work"),
    pytest.param({"Subject": "Automat im Vereinsheim kaputt"}, id="about-a-machine"),
    pytest.param({"Subject": "Read this please"}, id="read-this"),
    pytest.param({"Subject": "Gelesen: Ihr Flyer, wir haben Fragen"}, id="read-without-reference"),
    pytest.param({"Subject": "Brief ist unzustellbar zurückgekommen, was tun?"}, id="about-an-undeliverable-letter"),
    pytest.param({"Subject": "AW: Undelivered Mail Returned to Sender"}, id="reply-about-a-bounce"),
    pytest.param({"X_Spam_Status": "No, score=0.1"}, id="spam-no"),
    pytest.param({"Subject": "Spam in unserem Postfach"}, id="about-spam"),
    pytest.param({"X_Spam_Level": "****"}, id="spam-stars-without-limit"),
    pytest.param({"X_Rspamd_Action": "greylist"}, id="rspamd-greylist"),
    pytest.param({"X_Spamd_Result": "default: False [4.20 / 15.00]"}, id="rspamd-no"),
    pytest.param({"X_MS_Exchange_Organization_SCL": "-1"}, id="exchange-trusted"),
    pytest.param({"X_Forefront_Antispam_Report": "CIP:192.0.2.1;SFV:NSPM;CAT:NONE;"}, id="exchange-online-no"),
    pytest.param({"X_Proofpoint_Spam_Details": "rule=inbound_notspam policy=inbound score=0"}, id="proofpoint-no"),
    pytest.param({"X_KLMS_AntiSpam_Status": "not_detected"}, id="kaspersky-no"),
    pytest.param({"X_purgate_type": "clean"}, id="expurgate-no"),
]


@pytest.mark.parametrize("changes", HUMAN)
def test_people_are_not_taken_for_machines(changes: dict[str, str | None]) -> None:
    """None: only the words can tell."""
    assert kind(letter(**changes)) is None


def test_a_person_who_quotes_a_bounce_is_no_bounce() -> None:
    """Somebody asks for help with a mail that came back."""
    text = (
        "Guten Tag, meine Mail kam zurück, was soll ich tun?\n\n"
        "This is the mail system. I'm sorry, your message could not be delivered.\n<a@a.example>: 550 5.1.1 User unknown\n"
    )
    assert kind(letter(text, Subject="Mail kam zurück")) is None


def test_only_the_headers_of_our_own_gateway_count_where_they_are_named() -> None:
    """Whoever sends may write a verdict into a mail; the house says which one is its own."""
    mail = letter(X_Spam_Flag="YES")
    ours = frozenset({"x-rspamd-action"})
    assert kind(mail, spam_headers=ours) is None
    found = kind(letter(X_Spam_Flag="YES", X_Rspamd_Action="reject"), spam_headers=ours)
    assert found is not None
    assert "X-Rspamd-Action" in found.sentence
    assert kind(letter(Subject="***SPAM*** Gewinn"), spam_headers=ours) is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param("spf=fail; dkim=fail", False, id="both-fail"),
        pytest.param("spf=temperror; dkim=none", None, id="spf-could-not-be-asked"),
        pytest.param("dmarc=temperror; spf=fail; dkim=fail", None, id="dmarc-could-not-be-asked"),
    ],
)
def test_a_check_that_could_not_be_made_proves_nothing(found: str, expected: bool | None) -> None:
    """While our name server is away nobody is called a forger (RFC 8601 §2.7)."""
    assert verdict(letter(Authentication_Results=f"mx.stadt.example; {found}"), "mx.stadt.example") is expected
