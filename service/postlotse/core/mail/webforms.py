"""Mails that a web form sent: who filled it in, and what they wrote.  Proves nothing: anybody can fill in any address.

Knows the labels of common forms (WordPress, TYPO3, Jimdo, Wix, Joomla …) in the languages that people use; decides nothing.
"""

import re
from dataclasses import dataclass, field

from postlotse.core.mail import autowords
from postlotse.core.mail.types import Address

_SENDER = re.compile(
    r"formular|contact|kontakt|iletisim|wordpress|joomla|webmaster|www(?:-data|run)?$|web(?:site|seite|server)?$|typo3|apache|"
    r"^(?:forms?|mailer|notifications?|benachrichtigung|website-?mail|php)$",
    re.I,
)
_SAYS_FORM = re.compile(
    r"formular|contact form|web ?form|form submission|submitted (?:a|your|the) form|enquiry e-?mail via|anfrage via http|"
    r"sent (?:from|via) .{0,40}(?:website|web site|form)|über (?:die|ihre|unsere) (?:website|webseite|internetseite|homepage)|"
    r"iletişim form|web ?site(?:niz|si)|form gönder|form yanıt|نموذج|استمارة|فرم تماس|форм[аыуе]\b.{0,20}|обратной связи|"
    r"зворотн\w+ зв.яз\w+|formularz|formulaire|formulario|formulaire|modulo di contatto|obrazac|formular de contact|contactform",
    re.I,
)
_LABELS = {
    "email": (
        "e-mail|email|mail|e mail|emailadresse|e-mail-adresse|e-mail adresse|mailadresse|e-mail address|email address|your email|"
        "your e-mail|sender email|email des absenders|absenderadresse|reply to|antwort an|ihre e-mail|ihre e-mail-adresse|ihre email|"
        "deine e-mail|deine e-mail-adresse|deine email|kontakt-e-mail|e-posta|eposta|e-posta adresi|e-postanız|e-posta adresiniz|"
        "mail adresi|mail adresiniz|البريد الإلكتروني|البريد الالكتروني|بريدك الإلكتروني|بريدك الالكتروني|البريد|"
        "عنوان البريد الإلكتروني|الايميل|الإيميل|ایمیل|پست الکترونیک|ئیمەیڵ|эл. почта|электронная почта|почта|ваш e-mail|ваш email|"
        "e-mail адрес|адрес электронной почты|електронна пошта|ел. пошта|пошта|ваш імейл|имейл|adres e-mail|adres email|twój e-mail|"
        "adresse e-mail|adresse mail|courriel|votre e-mail|votre email|correo electrónico|correo|adresă de e-mail|adresa e-pošte|"
        "e-pošta|indirizzo e-mail|posta elettronica|имејл|е-пошта|posta elektronike"
    ),
    "name": (
        "name|ihr name|dein name|your name|full name|name des absenders|vor- und nachname|vollständiger name|vorname und nachname|"
        "name, vorname|absender|kontaktperson|ansprechpartner|ansprechpartnerin|ad soyad|adı soyadı|adınız soyadınız|adınız|isim|"
        "isminiz|ad-soyad|الاسم|الإسم|اسمك|الاسم الكامل|الاسم بالكامل|نام|نام و نام خانوادگی|имя|ваше имя|имя и фамилия|фио|"
        "ім'я|ім’я|ваше ім'я|піб|име|вашето име|imię i nazwisko|imię|twoje imię|nom|votre nom|nom et prénom|nombre|su nombre|nume|"
        "nume și prenume|ime|ime i prezime|nome|nome e cognome|emri|nav|ناو"
    ),
    "first": "vorname|first name|first|ad|имя|ім'я|imię|prénom|nombre|prenume|ime|nome|الاسم الأول",
    "last": "nachname|familienname|zuname|last name|surname|last|soyad|soyadı|soyadınız|фамилия|прізвище|nazwisko|nom de famille|"
    "apellido|apellidos|prezime|cognome|اسم العائلة|اللقب",
    "subject": "betreff|thema|subject|konu|الموضوع|موضوع|тема|temat|objet|sujet|asunto|subiect|predmet|oggetto|anliegen|относно",
    "message": (
        "nachricht|ihre nachricht|deine nachricht|nachrichtentext|mitteilung|ihre mitteilung|kommentar|text|ihre anfrage|anfrage|"
        "ihr anliegen|message|your message|message body|comment|comments|comment or message|mesaj|mesajınız|iletiniz|ileti|açıklama|"
        "الرسالة|رسالتك|نص الرسالة|محتوى الرسالة|پیام|پیام شما|сообщение|ваше сообщение|текст сообщения|комментарий|повідомлення|"
        "ваше повідомлення|съобщение|вашето съобщение|wiadomość|twoja wiadomość|treść wiadomości|votre message|mensaje|su mensaje|"
        "mesajul|mesajul dumneavoastră|poruka|vaša poruka|messaggio|il tuo messaggio|порука|mesazhi|پەیام"
    ),
    "else": (
        "telefon|telefonnummer|tel|handy|phone|telefon numarası|الهاتف|رقم الهاتف|телефон|téléphone|teléfono|strasse|straße|plz|ort|"
        "plz/ort|plz, ort|adresse|address|anrede|firma|verein|organisation|company|datenschutz|datenschutzerklärung|einwilligung|"
        "datum|date|ip|ip-adresse|ip address|url|seite|page|page url|seiten-url|eingegangen am|gesendet am|user agent|kvkk|tarih"
    ),
}
_KINDS = {name: kind for kind, names in reversed(_LABELS.items()) for name in names.split("|")}
_LABELLED = re.compile(r"[\s>*•·|-]*([^\s:=：\t|][^:=：\t|\n]{0,38}?)\s*\*?\s*(?:[:=：\t|]+\s*|$)(.*)")
_ADDRESS = re.compile(r"(?:mailto:)?([^\s<>@()\[\]:,;\"']{1,64}@[^\s<>@()\[\],;\"']{1,250}[^\s<>@()\[\],;\"'.])")
#: "Name <address>" alone on a line, as Joomla writes it.
_PERSON = re.compile(r"^[ \t]*([^\n<>@:]{2,80}?)[ \t]*<([^\s<>@]{1,64}@[^\s<>@]{1,250})>[ \t]*$", re.M)
_ENQUIRY = re.compile(r"(?:enquiry e-?mail via|anfrage via|soru e-?postası|demande .{0,20}via|запрос .{0,20}через) .{0,120}https?://", re.I)
_FOOTER = re.compile(
    r"^(?:--\s*$|—\s*$|_{3,}|-{3,}|diese (?:e-?mail|nachricht) wurde|this (?:e-?mail|message) was sent|bu e-?posta|تم إرسال هذ|"
    r"это (?:сообщение|письмо)|wiadomość wysłana|cet? (?:e-mail|message) a été|este mensaje)",
    re.I,
)
_LENGTH = 6_000
_LINES = 120


@dataclass(slots=True, kw_only=True)
class Form:
    """What a form says: values by kind of label, and from which line the message starts."""

    values: dict[str, str] = field(default_factory=dict)
    message: str = ""


def _kind(label: str) -> str:
    """Return what a label asks for, or ""."""
    name = label.replace("İ", "i").replace("*", "").casefold().strip(" \t.:()[]\"'")
    name = re.sub(r"\s*\((?:pflichtfeld|erforderlich|required|zorunlu|optional|مطلوب|обязательно)\)?$", "", name)
    return _KINDS.get(name, "")


def fields(text: str) -> Form:
    """Read the labels of a form and the values behind them, on the same line or on the next."""
    form = Form()
    lines = text[:_LENGTH].split("\n")[:_LINES]
    at = 0
    while at < len(lines):
        found = _LABELLED.match(lines[at][:400])
        kind = _kind(found.group(1)) if found else ""
        if not found or not kind:
            at += 1
            continue
        value = found.group(2).strip(" *\t|")
        if kind == "message":
            form.message = _message(([value] if value else []) + text.split("\n")[at + 1 :])
            if "email" in form.values:
                break
            at += 1
            continue
        if not value:
            at = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].strip()), at)
            value = lines[at].strip(" *\t|")
            if _kind(value.rstrip(":")):
                continue  # an empty field: the next label follows at once
        form.values.setdefault(kind, value[:200])
        at += 1
    return form


def _message(lines: list[str]) -> str:
    """Return what was written, up to the next label or the footer of the form."""
    out: list[str] = []
    for line in lines[:2_000]:
        found = _LABELLED.match(line[:400])
        if _FOOTER.match(line.strip()[:200]) or (found and _kind(found.group(1)) and (found.group(2) or out[-1:] == [""])):
            break
        out.append(line.strip() if not line.strip() else line.rstrip())
    return "\n".join(out).strip()


def read(*, author: Address, reply_to: tuple[Address, ...], subject: str, text: str) -> tuple[Address, str] | None:
    """Return the person who filled in a form and the text that they wrote ("" = not found), or None when it is no form.

    `author` is the sender of the mail, `reply_to` its reply addresses.
    """
    local = author.key.partition("@")[0]
    machine = bool(_SENDER.search(local) or autowords.NO_REPLY_LOCAL.search(local))
    head = text[:_LENGTH]
    says = bool(_SAYS_FORM.search(subject) or _SAYS_FORM.search(head[:600]) or _SAYS_FORM.search(text[-600:]))
    if not machine and not says:
        return None
    form = fields(text)
    address = _ADDRESS.search(form.values.get("email", ""))
    named = _PERSON.search(head[:1_500]) if _ENQUIRY.search(head) else None
    answer = next((one for one in reply_to if "@" in one.address and one.key != author.key), None)
    if answer is not None and autowords.NO_REPLY_LOCAL.search(answer.key.partition("@")[0]):
        answer = None
    labels = len(form.values) + bool(form.message)
    if named:
        message = form.message or _message(head[named.end() :].split("\n"))
        return Address(name=named.group(1).strip(), address=named.group(2)), message
    found = address.group(1) if address else ""
    if not (machine and (found or (says and answer))) and not (says and labels > 1 and (found or answer)):
        return None
    if not found and answer:
        found = answer.address
    if found.lower() == author.key:
        return None
    return Address(name=_name(form, answer), address=found), form.message


def _name(form: Form, answer: Address | None) -> str:
    """Return the person's name from the labels, or as the reply address has it."""
    name = form.values.get("name", "")
    first, last = form.values.get("first", ""), form.values.get("last", "")
    if last and (first or name):
        name = f"{first or name} {last}"
    name = name or first or (answer.name if answer else "")
    return "" if "@" in name else name[:200]
