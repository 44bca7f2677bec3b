"""Manual forwards and mails of contact forms: the person behind them and what they wrote."""

from email import message_from_bytes

import pytest

from postlotse.core.mail import body, codec, forwarding, headers, quoting
from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.frame import frame
from postlotse.core.mail.parse import parse
from postlotse.core.mail.parts import walk
from postlotse.core.mail.types import Address
from tests.mail.letters import parts, raw_letter

PERSON = Address(name="Bahar Kaya", address="bahar@verein.example")
WHO = "Bahar Kaya <bahar@verein.example>"
TEXT = "Wir suchen einen Saal für 80 Gäste."


def original(raw: bytes) -> forwarding.Original:
    """Read a message as `parse` does and return who and what is behind it."""
    framed = frame(raw)
    tree = walk(message_from_bytes(framed.raw))
    text = clean(body.read(tree).text)
    return forwarding.original(headers.read(framed.fields), quoting.split(text), tree, text)


def outlook(from_: str, sent: str, to: str, subject: str) -> str:
    """Return the header block of Outlook."""
    return f"{from_}: {WHO}\n{sent}: Montag, 2. März 2026 10:00\n{to}: Büro <buero@rat.example>\n{subject}: Saal\n\n{TEXT}\n"


def gmail(title: str, from_: str, sent: str, subject: str, to: str) -> str:
    """Return the header block of Gmail, and of those who do it alike."""
    return (
        f"{title}\n{from_}: {WHO}\n{sent}: Mo., 2. März 2026 um 10:00\n{subject}: Saal\n{to}: <buero@rat.example>\n\n\n{TEXT}\n"
    )


def apple(title: str, from_: str, subject: str, sent: str, to: str) -> str:
    """Return the header block of Apple Mail, quoted."""
    block = (
        f"{title}\n\n{from_}: {WHO}\n{subject}: Saal\n{sent}: 2. März 2026 um 10:00:00 MEZ\n{to}: buero@rat.example\n\n{TEXT}"
    )
    head, _, rest = block.partition("\n\n")
    return f"> {head}\n> \n" + "\n".join(f"> {line}" for line in rest.split("\n"))


def thunderbird(title: str, subject: str, sent: str, from_: str, to: str) -> str:
    """Return the header block of Thunderbird, whose values stand behind tabs."""
    return (
        f"-------- {title} --------\n{subject}: \tSaal\n{sent}: \tMon, 2 Mar 2026 10:00:00 +0100\n{from_}: \t{WHO}\n"
        f"{to}: \tbuero@rat.example\n\n{TEXT}\n"
    )


FORWARDS = [
    pytest.param("WG: Saal", outlook("Von", "Gesendet", "An", "Betreff"), id="outlook-de"),
    pytest.param("Fw: Saal", outlook("From", "Sent", "To", "Subject"), id="outlook-en"),
    pytest.param("İLT: Saal", outlook("Kimden", "Gönderildi", "Kime", "Konu"), id="outlook-tr"),
    pytest.param("ПД: Saal", outlook("Від", "Надіслано", "Кому", "Тема"), id="outlook-uk"),
    pytest.param("إعادة توجيه: Saal", outlook("من", "تاريخ الإرسال", "إلى", "الموضوع"), id="outlook-ar"),
    pytest.param("FW: Saal", outlook("От", "Отправлено", "Кому", "Тема"), id="outlook-ru"),
    pytest.param("FW: Saal", outlook("از", "ارسال شده", "به", "موضوع"), id="outlook-fa"),
    pytest.param("FW: Saal", outlook("De la", "Trimis", "Către", "Subiect"), id="outlook-ro"),
    pytest.param("ПРЕПР: Saal", outlook("От", "Изпратено", "До", "Относно"), id="outlook-bg"),
    pytest.param("PD: Saal", outlook("Od", "Wysłano", "Do", "Temat"), id="outlook-pl"),
    pytest.param("PROSL: Saal", outlook("Šalje", "Poslano", "Prima", "Predmet"), id="outlook-hr"),
    pytest.param("I: Saal", outlook("Da", "Inviato", "A", "Oggetto"), id="outlook-it"),
    pytest.param("RV: Saal", outlook("De", "Enviado el", "Para", "Asunto"), id="outlook-es"),
    pytest.param("TR: Saal", outlook("De", "Envoyé", "À", "Objet"), id="outlook-fr"),
    pytest.param(
        "Fwd: Saal", gmail("---------- Forwarded message ---------", "Von", "Date", "Subject", "To"), id="gmail-de-mixed"
    ),
    pytest.param("Fwd: Saal", gmail("---------- Forwarded message ---------", "From", "Date", "Subject", "To"), id="gmail-en"),
    pytest.param(
        "Fwd: Saal", gmail("---------- Forwarded message ---------", "Gönderen", "Date", "Subject", "To"), id="gmail-tr"
    ),
    pytest.param("Fwd: Saal", gmail("---------- Forwarded message ---------", "От", "Date", "Subject", "To"), id="gmail-ru"),
    pytest.param("Fwd: Saal", gmail("---------- Forwarded message ---------", "Від", "Date", "Subject", "To"), id="gmail-uk"),
    pytest.param("Fwd: Saal", gmail("---------- Forwarded message ---------", "من", "Date", "Subject", "To"), id="gmail-ar"),
    pytest.param(
        "Fwd: Saal", gmail("---------- Forwarded message ---------", "De", "Date", "Subject", "To"), id="gmail-fr-es-ro"
    ),
    pytest.param("Fwd: Saal", gmail("---------- Forwarded message ---------", "Da", "Date", "Subject", "To"), id="gmail-it"),
    pytest.param("Fwd: Saal", gmail("---------- Forwarded message ---------", "Od", "Date", "Subject", "To"), id="gmail-pl-hr"),
    pytest.param("Fwd: Saal", apple("Anfang der weitergeleiteten Nachricht:", "Von", "Betreff", "Datum", "An"), id="apple-de"),
    pytest.param("Fwd: Saal", apple("Begin forwarded message:", "From", "Subject", "Date", "To"), id="apple-en"),
    pytest.param("İlt: Saal", apple("İletilen ileti:", "Kimden", "Konu", "Tarih", "Kime"), id="apple-tr"),
    pytest.param("Fwd: Saal", apple("Начало переадресованного сообщения:", "От", "Тема", "Дата", "Кому"), id="apple-ru"),
    pytest.param("Tr: Saal", apple("Début du message transféré :", "De", "Objet", "Date", "À"), id="apple-fr"),
    pytest.param("Fwd: Saal", apple("Inizio messaggio inoltrato:", "Da", "Oggetto", "Data", "A"), id="apple-it"),
    pytest.param("Fwd: Saal", apple("Inicio del mensaje reenviado:", "De", "Asunto", "Fecha", "Para"), id="apple-es"),
    pytest.param("Fwd: Saal", thunderbird("Weitergeleitete Nachricht", "Betreff", "Datum", "Von", "An"), id="thunderbird-de"),
    pytest.param("Fwd: Saal", thunderbird("Forwarded Message", "Subject", "Date", "From", "To"), id="thunderbird-en"),
    pytest.param("İlt: Saal", thunderbird("İletilen ileti", "Konu", "Tarih", "Gönderen", "Kime"), id="thunderbird-tr"),
    pytest.param("Fwd: Saal", thunderbird("Перенаправленное сообщение", "Тема", "Дата", "От", "Кому"), id="thunderbird-ru"),
    pytest.param("Fwd: Saal", thunderbird("Переслане повідомлення", "Тема", "Дата", "Від", "Кому"), id="thunderbird-uk"),
    pytest.param("Fwd: Saal", thunderbird("Treść przekazanej wiadomości", "Temat", "Data", "Od", "Do"), id="thunderbird-pl"),
    pytest.param("Fwd: Saal", thunderbird("Message transféré", "Sujet", "Date", "De", "Pour"), id="thunderbird-fr"),
    pytest.param("Fwd: Saal", thunderbird("Messaggio Inoltrato", "Oggetto", "Data", "Mittente", "A"), id="thunderbird-it"),
    pytest.param("Fwd: Saal", thunderbird("Mensaje reenviado", "Asunto", "Fecha", "De", "Para"), id="thunderbird-es"),
    pytest.param("Fwd: Saal", thunderbird("Proslijeđena poruka", "Predmet", "Datum", "Šalje", "Prima"), id="thunderbird-hr"),
    pytest.param("Fwd: Saal", thunderbird("Препратено съобщение", "Относно", "Дата", "От", "До"), id="thunderbird-bg"),
    pytest.param("Fwd: Saal", thunderbird("Mesaj redirecționat", "Subiect", "Data", "De la", "Către"), id="thunderbird-ro"),
    pytest.param("Fwd: Saal", thunderbird("الرسالة المعاد توجيهها", "الموضوع", "التاريخ", "من", "إلى"), id="thunderbird-ar"),
    pytest.param("Fwd: Saal", thunderbird("پیام هدایت شده", "موضوع", "تاریخ", "از", "به"), id="thunderbird-fa"),
    pytest.param(
        "Fw: Saal",
        f'Gesendet: Montag, 02. März 2026 um 10:00 Uhr\nVon: "Bahar Kaya" <bahar@verein.example>\nAn: buero@rat.example\n'
        f"Betreff: Saal\n\n{TEXT}\n",
        id="gmx-de",
    ),
    pytest.param(
        "Fwd: Saal",
        f"-------- Пересылаемое сообщение --------\nОт: {WHO}\nКому: buero@rat.example\nДата: Понедельник, 2 марта 2026, "
        f"10:00 +03:00\nТема: Saal\n\n{TEXT}\n",
        id="mail-ru",
    ),
    pytest.param(
        "Fwd: Saal",
        f'-------- Пересылаемое сообщение --------\n02.03.2026, 10:00, "Bahar Kaya" <bahar@verein.example>:\n\n{TEXT}\n',
        id="yandex-ru",
    ),
    pytest.param("Пересл: Saal", outlook("От", "Дата", "Кому", "Тема"), id="subject-ru"),
    pytest.param("Saal", gmail("---------- Forwarded message ---------", "From", "Date", "Subject", "To"), id="title-alone"),
]


@pytest.mark.parametrize(("subject", "block"), FORWARDS)
@pytest.mark.parametrize("comment", ["", "Bitte übernehmen, danke.\n\n"], ids=["bare", "comment"])
def test_a_forward_names_its_writer_and_text(subject: str, block: str, comment: str) -> None:
    """The person whose mail was passed on is recognised, and what they wrote, with and without words of the forwarder."""
    raw = raw_letter(comment + block, Subject=subject, From="Büro <buero@rat.example>")
    found = original(raw)
    assert (found.author, found.text) == (PERSON, TEXT)
    mail = codec.loads(codec.dumps(parse(raw)))
    assert (mail.forwarded_from, mail.forwarded_text) == (PERSON, TEXT)


HTML = [
    pytest.param(
        '<div>{c}</div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p '
        'class="MsoNormal">'
        "<b>Von:</b> Bahar Kaya &lt;bahar@verein.example&gt;<br><b>Gesendet:</b> Montag, 2. März 2026 10:00<br><b>An:</b> "
        "buero@rat.example<br><b>Betreff:</b> Saal</p></div><p>{t}</p>",
        "WG: Saal",
        id="outlook",
    ),
    pytest.param(
        '<div>{c}</div><hr><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Bahar Kaya &lt;bahar@verein.example&gt;<br>'
        "<b>Sent:</b> "
        "Monday, March 2, 2026 10:00:00 AM<br><b>To:</b> buero@rat.example<br><b>Subject:</b> Saal</div><div>{t}</div>",
        "Fw: Saal",
        id="outlook-web",
    ),
    pytest.param(
        '<div dir="ltr">{c}<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded '
        "message ---------<br>"
        'Gönderen: <strong class="gmail_sendername">Bahar Kaya</strong> <span>&lt;<a href="mailto:bahar@verein.example">'
        "bahar@verein.example</a>&gt;</span><br>Date: 2 Mar 2026 Pzt, 10:00<br>Subject: Saal<br>To: "
        "&lt;buero@rat.example&gt;<br>"
        "</div><br><br><div>{t}</div></div></div>",
        "Fwd: Saal",
        id="gmail",
    ),
    pytest.param(
        '<div>{c}</div><div><br><blockquote type="cite"><div>Anfang der weitergeleiteten Nachricht:</div><br><div><b>'
        "Von: </b>Bahar "
        'Kaya &lt;<a href="mailto:bahar@verein.example">bahar@verein.example</a>&gt;</div><div><b>Betreff: </b><b>'
        "Saal</b></div>"
        "<div><b>Datum: </b>2. März 2026 um 10:00:00 MEZ</div><div><b>An: </b>buero@rat.example</div><br><div>{t}</div>"
        "</blockquote></div>",
        "Fwd: Saal",
        id="apple",
    ),
    pytest.param(
        '<p>{c}</p><div class="moz-forward-container"><br><br>-------- Weitergeleitete Nachricht --------<table>'
        "<tbody><tr><th>"
        "Betreff: </th><td>Saal</td></tr><tr><th>Datum: </th><td>Mon, 2 Mar 2026 10:00:00 +0100</td></tr><tr><th>Von: "
        "</th><td>"
        'Bahar Kaya <a href="mailto:bahar@verein.example">&lt;bahar@verein.example&gt;</a></td></tr><tr><th>An: </th><td>'
        "buero@rat.example</td></tr></tbody></table><br><br>{t}</div>",
        "Fwd: Saal",
        id="thunderbird",
    ),
    pytest.param(
        '<div>{c}</div><div name="quote" style="margin:10px 5px 5px 10px;"><div><b>Gesendet:</b> Montag, 02. März '
        "2026 um 10:00 Uhr<br>"
        "<b>Von:</b> &quot;Bahar Kaya&quot; &lt;bahar@verein.example&gt;<br><b>An:</b> buero@rat.example<br><b>"
        "Betreff:</b> Saal"
        '</div><div name="quoted-content"><div>{t}</div></div></div>',
        "Fw: Saal",
        id="gmx",
    ),
    pytest.param(
        '<div>{c}<br>-------- Пересылаемое сообщение --------<br>От: Bahar Kaya &lt;<a href="mailto:bahar@verein.example">'
        "bahar@verein.example</a>&gt;<br>Кому: buero@rat.example<br>Дата: 2 марта 2026, 10:00<br>Тема: Saal<br><br>"
        "<div>{t}</div></div>",
        "Fwd: Saal",
        id="mail-ru",
    ),
]


@pytest.mark.parametrize(("html", "subject"), HTML)
@pytest.mark.parametrize("comment", ["", "Bitte übernehmen, danke."], ids=["bare", "comment"])
def test_a_forward_in_html_names_its_writer_and_text(html: str, subject: str, comment: str) -> None:
    """The same for messages that are HTML only."""
    raw = raw_letter(html.format(c=comment, t=TEXT), Subject=subject, Content_Type="text/html; charset=utf-8")
    found = original(raw)
    assert (found.author, found.text) == (PERSON, TEXT)
    mail = parse(raw)
    assert (mail.forwarded_from, mail.forwarded_text) == (PERSON, TEXT)


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_a_forward_as_attachment_names_its_writer_and_text(kind: str) -> None:
    """The attached message speaks for itself."""
    inner = f"From: {WHO}\nSubject: Saal\nContent-Type: {kind}; charset=utf-8\n\n{TEXT}\n\n-- \nBahar"
    if kind == "text/html":
        inner = f"From: {WHO}\nSubject: Saal\nContent-Type: {kind}; charset=utf-8\n\n<p>{TEXT}</p>"
    content_type, text = parts(("Content-Type: text/plain", "siehe Anhang"), ("Content-Type: message/rfc822", inner))
    found = original(raw_letter(text, Subject="WG: Saal", Content_Type=content_type))
    assert (found.author, found.text) == (PERSON, TEXT)


FORMS = [
    pytest.param(
        {"From": "WordPress <wordpress@verein.example>", "Reply_To": "bahar@verein.example", "Subject": 'Stadt "Saal"'},
        f"Von: Bahar Kaya <bahar@verein.example>\nBetreff: Saal\n\nNachrichtentext:\n{TEXT}\n\n-- \nDiese E-Mail "
        f"wurde von einem "
        "Kontaktformular auf Stadt (https://stadt.example) gesendet\n",
        id="cf7-de",
    ),
    pytest.param(
        {"From": "Site <wordpress@verein.example>", "Reply_To": "bahar@verein.example", "Subject": "Site: Saal"},
        f"From: Bahar Kaya [bahar@verein.example]\nSubject: Saal\n\nMessage Body:\n{TEXT}\n\n-- \nThis e-mail was "
        f"sent from a contact "
        "form on Site (https://stadt.example)\n",
        id="cf7-en",
    ),
    pytest.param(
        {"From": "Stadt <typo3@stadt.example>", "Reply_To": WHO, "Subject": "Kontaktformular"},
        f"Anrede: Frau\nVorname: Bahar\nNachname: Kaya\nE-Mail-Adresse: bahar@verein.example\nTelefon: "
        f"123\nNachricht: {TEXT}\n",
        id="typo3-de",
    ),
    pytest.param(
        {"From": "no-reply@host.example", "Subject": "Nachricht über https://verein.example"},
        f"Sie haben eine neue Nachricht über Ihr Kontaktformular erhalten.\n\nName: Bahar Kaya\nE-Mail: "
        f"bahar@verein.example\n"
        f"Nachricht:\n{TEXT}\n\nDatenschutz: zugestimmt\n",
        id="jimdo-de",
    ),
    pytest.param(
        {"From": "Wix <no-reply@host.example>", "Subject": "Bahar Kaya submitted your form: Contact"},
        f"Name\nBahar Kaya\n\nEmail\nbahar@verein.example\n\nMessage\n{TEXT}\n",
        id="wix-en",
    ),
    pytest.param(
        {"From": "Joomla <webmaster@verein.example>", "Reply_To": WHO, "Subject": "Verein: Saal"},
        f"Dies ist eine Anfrage via https://verein.example/ von:\nBahar Kaya <bahar@verein.example>\n\n{TEXT}\n",
        id="joomla-de",
    ),
    pytest.param(
        {"From": "Joomla <admin@verein.example>", "Reply_To": WHO, "Subject": "Club: Saal"},
        f"This is an enquiry email via https://verein.example/ from:\nBahar Kaya <bahar@verein.example>\n\n{TEXT}\n",
        id="joomla-en",
    ),
    pytest.param(
        {"From": "Dernek <noreply@dernek.example>", "Subject": "İletişim formu"},
        f"Adınız Soyadınız: Bahar Kaya\nE-posta: bahar@verein.example\nKonu: Saal\nMesajınız: {TEXT}\n",
        id="turkish",
    ),
    pytest.param(
        {"From": "WordPress <wordpress@dernek.example>", "Reply_To": WHO, "Subject": "Saal"},
        f"Ad Soyad: Bahar Kaya\nE-posta Adresi: bahar@verein.example\nMesaj:\n{TEXT}\n\n-- \nBu e-posta iletişim "
        f"formundan gönderildi\n",
        id="cf7-tr",
    ),
    pytest.param(
        {"From": "WordPress <wordpress@verein.example>", "Subject": "نموذج الاتصال"},
        f"الاسم: Bahar Kaya\nالبريد الإلكتروني: bahar@verein.example\nالموضوع: قاعة\nالرسالة: {TEXT}\n",
        id="arabic",
    ),
    pytest.param(
        {"From": "noreply@verein.example", "Subject": "نموذج"},
        f"الاسم الكامل: Bahar Kaya\nبريدك الإلكتروني: bahar@verein.example\nنص الرسالة:\n{TEXT}\n\nتم إرسال هذه "
        f"الرسالة من الموقع\n",
        id="arabic-lines",
    ),
    pytest.param(
        {"From": "noreply@verein.example", "Subject": "Форма обратной связи"},
        f"Имя: Bahar Kaya\nЭл. почта: bahar@verein.example\nСообщение: {TEXT}\n",
        id="russian",
    ),
    pytest.param(
        {"From": "noreply@verein.example", "Subject": "Formularz kontaktowy"},
        f"Imię i nazwisko: Bahar Kaya\nAdres e-mail: bahar@verein.example\nTreść wiadomości: {TEXT}\n",
        id="polish",
    ),
    pytest.param(
        {"From": "Stadt <info@stadt.example>", "Reply_To": WHO, "Subject": "Neue Anfrage über das Kontaktformular"},
        f"Name*: Bahar Kaya\nE-Mail*: bahar@verein.example\nIhre Nachricht*: {TEXT}\n",
        id="sender-is-an-ordinary-address",
    ),
    pytest.param(
        {"From": "Verein <wordpress@verein.example>", "Reply_To": WHO, "Subject": "Kontaktformular"},
        f"Name: Bahar Kaya\nE-Mail: bahar@verein.example\nNachricht: {TEXT}\n\nBetreff:\n\n\nTelefon:",
        id="last-fields-empty",
    ),
]


@pytest.mark.parametrize(("head", "text"), FORMS)
def test_a_form_names_the_person_and_the_text(head: dict[str, str], text: str) -> None:
    """Who filled in a contact form, and what they wrote, is told from the labels or from Reply-To."""
    raw = raw_letter(text, **head)
    found = original(raw)
    assert (found.author, found.text) == (PERSON, TEXT)
    mail = parse(raw)
    assert (mail.forwarded_from, mail.forwarded_text) == (PERSON, TEXT)


def test_a_form_in_an_html_table_is_read() -> None:
    """Labels and values in the cells of a table."""
    rows = "".join(
        f"<tr><td><b>{label}</b></td><td>{value}</td></tr>"
        for label, value in (("Name", "Bahar Kaya"), ("E-Mail", "bahar@verein.example"), ("Nachricht", TEXT))
    )
    html = f"<p>Neue Nachricht über das Kontaktformular</p><table>{rows}</table>"
    found = original(raw_letter(html, From="wordpress@verein.example", Content_Type="text/html; charset=utf-8"))
    assert (found.author, found.text) == (PERSON, TEXT)


NO_ORIGINAL = [
    pytest.param({"Subject": "FYI: Saal"}, "Zur Kenntnis: der Saal ist frei.", id="fyi"),
    pytest.param({"Subject": "AW: Saal"}, outlook("Von", "Gesendet", "An", "Betreff"), id="reply-with-a-block"),
    pytest.param(
        {"Subject": "AW: WG: Saal"}, "Danke!\n\n" + outlook("Von", "Gesendet", "An", "Betreff"), id="reply-to-a-forward"
    ),
    pytest.param({}, "Sie erreichen mich so:\nName: Bahar\nE-Mail: other@a.example", id="own-address"),
    pytest.param({}, "Ihr Kontaktformular geht nicht. Meine Frage: wann ist offen?\n\nBahar\nTel: 123", id="about-a-form"),
    pytest.param(
        {"From": "Bahar <bahar@verein.example>"},
        "Das Kontaktformular ging nicht, darum so:\nName: Bahar Kaya\nE-Mail: bahar@verein.example\nNachricht: Saal",
        id="the-person-herself",
    ),
    pytest.param(
        {"From": "Verein <noreply@verein.example>", "Reply_To": "info@verein.example"},
        "Unser Rundbrief im März: viel Neues!",
        id="newsletter-with-reply-to",
    ),
    pytest.param(
        {"From": "webmaster@verein.example"}, "Guten Tag, unsere Seite ist neu. Gruß, Ihr Webmaster", id="a-webmaster"
    ),
    pytest.param({"Subject": "Informationen I: Saal"}, "Text", id="one-letter-inside"),
]


@pytest.mark.parametrize(("head", "text"), NO_ORIGINAL)
def test_what_only_looks_like_a_forward_names_nobody(head: dict[str, str], text: str) -> None:
    """Replies, people who mention forms, and lists name no other sender."""
    assert original(raw_letter(text, **head)) == forwarding.Original()
