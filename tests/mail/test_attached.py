"""Mails that say nothing themselves: the text of their documents and of attached messages is offered beside them."""

import pytest

from postlotse.core.mail import attached, codec, stubs
from postlotse.core.mail.types import Mail
from tests.mail.letters import letter, parts

PLAIN = "Content-Type: text/plain; charset=utf-8"
NOTHING = [
    "",
    "\n  \n",
    "Siehe Anhang",
    "Sehr geehrte Damen und Herren,\n\nanbei der Antrag.\n\nMit freundlichen Grüßen\nAyşe Kaya",
    "Hallo Herr Beispiel,\nim Anhang finden Sie unsere Satzung.\nVG Ali",
    "Please see attached.\n\nKind regards\nAmina",
    "PFA the attached form. Thanks!",
    "Merhaba,\nekte dilekçemiz bulunmaktadır.\nSaygılarımla\nMehmet Yılmaz",
    "السلام عليكم\nتجدون الطلب في المرفقات\nمع التحية",
    "با سلام\nنامه پیوست است\nبا تشکر",
    "Silav,\nDaxwaz bi pêvekê ye.\nSpas",
    "Здравствуйте!\nЗаявление во вложении.\nС уважением, Ольга",
    "Добрий день!\nЗаява у вкладенні.\nДякую",
    "Здравейте,\nмолбата е прикачена.\nПоздрави",
    "Bună ziua,\nAtașat cererea noastră.\nCu stimă",
    "Dzień dobry,\nw załączniku przesyłam wniosek.\nPozdrawiam",
    "Poštovani,\nu prilogu šaljem zahtjev.\nHvala",
    "Поштовани,\nзахтев је у прилогу.\nХвала",
    "Bonjour,\nveuillez trouver ci-joint notre demande.\nCordialement",
    "Buenos días,\nadjunto la solicitud.\nSaludos",
    "Buongiorno,\nin allegato la domanda.\nGrazie",
    "Salaan,\nCodsigu wuxuu ku jiraa lifaaqa.\nMahadsanid",
    "ሰላም\nመመልከቲ ተተሓሒዙ ኣሎ\nየቐንየለይ",
    "سڵاو\nداواکارییەکە هاوپێچە\nسوپاس",
    "Përshëndetje,\nkërkesa është bashkëngjitur.\nFaleminderit",
]
SOMETHING = [
    "Wir suchen einen Raum.",
    "Hilfe, ich habe keine Wohnung.",
    "Guten Tag, können Sie mich anrufen?",
    "Anbei der Antrag auf Förderung, bitte geben Sie uns bis Freitag eine Rückmeldung wegen der Frist.",
    "Hallo,\nanbei der Antrag.\nUnser Sprachkurs beginnt am Montag und wir haben noch keinen Raum dafür.\nGrüße",
    "Im Anhang?",
    "https://verein.example/antrag",
    "Нужна помощь с переводом.",
    "أحتاج إلى مساعدة في الترجمة",
]


@pytest.mark.parametrize("text", NOTHING)
def test_bodies_that_say_nothing(text: str) -> None:
    """Empty, greetings, closings and pointers to the attachment, in the first-tier languages."""
    assert stubs.says_nothing(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_bodies_that_say_something(text: str) -> None:
    """A request, a question or a link is enough."""
    assert not stubs.says_nothing(text)


def with_files(text: str, *files: tuple[str, str]) -> Mail:
    """Return a mail with text and files (name, content)."""
    pieces = [(f"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename={n}", c) for n, c in files]
    kind, body = parts((PLAIN, text), *pieces)
    return letter(body, Content_Type=kind)


def test_documents_are_read_when_the_body_says_nothing() -> None:
    """Only then; what cannot be read is passed over; stored and back."""
    files = [("bild.jpg", "x"), ("leer.txt", " "), ("antrag.txt", "Wir suchen einen Raum.\nFünfzig Leute.")]
    mail = with_files("Siehe Anhang", *files)
    assert (mail.text, mail.attached_text) == ("Siehe Anhang", "Wir suchen einen Raum.\nFünfzig Leute.")
    assert codec.loads(codec.dumps(mail)) == mail
    assert with_files("Wir suchen einen Übungsleiter.", *files).attached_text == ""


def test_three_documents_and_twenty_thousand_characters_are_enough() -> None:
    """More is for people."""
    mail = with_files("", *[(f"{n}.txt", f"Text {n}") for n in range(5)])
    assert mail.attached_text == "Text 0\n\nText 1\n\nText 2"
    long = with_files("", *[(f"{n}.txt", "Wort " * 10_000) for n in range(3)])
    assert attached.MAX_TEXT * 0.9 < len(long.attached_text) <= attached.MAX_TEXT


INNER = (
    "From: Bob <bob@verein.example>\nSubject: =?utf-8?Q?Raum_f=C3=BCr_das_Fest?=\n"
    "Content-Type: text/plain; charset=utf-8\n\nWir suchen einen Raum.\n"
)


@pytest.mark.parametrize("text", ["", "FYI", "Siehe Anlage\n\nMfG"], ids=["empty", "fyi", "stub"])
def test_an_attached_message_is_offered(text: str) -> None:
    """Author, subject and text of the message inside; the mail's own text stays what it was."""
    kind, body = parts((PLAIN, text), ("Content-Type: message/rfc822", INNER))
    mail = letter(body, Content_Type=kind)
    assert mail.attached_text == "Von: Bob <bob@verein.example>\nBetreff: Raum für das Fest\n\nWir suchen einen Raum."
    assert mail.text == text.strip()
    assert [a.type for a in mail.attachments] == ["message/rfc822"]


def test_a_message_in_a_message_is_reached() -> None:
    """Forwarded as attachment twice, the first without a word; also as a file called .eml."""
    middle = f"From: carol@verein.example\nSubject: WG\nContent-Type: message/rfc822\n\n{INNER}"
    kind, body = parts((PLAIN, ""), ("Content-Type: message/rfc822", middle))
    assert letter(body, Content_Type=kind).attached_text.endswith("Betreff: Raum für das Fest\n\nWir suchen einen Raum.")
    assert with_files("", ("alt.eml", INNER)).attached_text.endswith("\n\nWir suchen einen Raum.")
    assert letter(middle, Content_Type="message/rfc822").attached_text.endswith("\n\nWir suchen einen Raum.")


def test_a_message_with_html_and_files_inside_is_read() -> None:
    """The best body of the inner message counts."""
    inner_kind, inner_body = parts(
        (
            'Content-Type: multipart/alternative; boundary="a"',
            "--a\nContent-Type: text/html\n\n<p>Wir <b>suchen</b></p>\n--a--",
        ),
        ("Content-Type: application/pdf; name=x.pdf", "x"),
    )
    inner_body = inner_body.replace("--b", "--c")
    inner = f"Subject: s\nContent-Type: {inner_kind.replace(chr(34) + 'b', chr(34) + 'c')}\n\n{inner_body}"
    kind, body = parts((PLAIN, ""), ("Content-Type: message/rfc822", inner))
    assert letter(body, Content_Type=kind).attached_text == "Betreff: s\n\nWir suchen"


STATUS = "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; b@b.example\nAction: failed\nStatus: 5.1.1"


def test_a_bounce_and_an_encrypted_mail_are_left_alone() -> None:
    """The message inside a report is ours; nobody can read beside a locked text."""
    kind, body = parts(
        (PLAIN, ""),
        ("Content-Type: message/delivery-status", STATUS),
        ("Content-Type: message/rfc822", INNER),
        kind="report",
    )
    bounce = letter(body, Content_Type=kind.replace("report;", "report; report-type=delivery-status;"))
    assert bounce.report is not None
    assert bounce.attached_text == ""
    pgp = with_files("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----", ("a.txt", "Text"))
    assert (pgp.encrypted, pgp.attached_text) == ("pgp", "")
