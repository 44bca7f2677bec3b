"""Mails that a web form sent: who filled it in, and what they wrote.  Proves nothing: anybody can fill in any address.

Knows the labels of common forms (WordPress, TYPO3, Jimdo, Wix, Joomla …) in the languages that people use; decides nothing.
"""

import re
from dataclasses import dataclass, field

from postlotse.core.mail import autowords
from postlotse.core.mail.types import Address

_SENDER = re.compile(
    r"formular|contact|kontakt|iletisim|wordpress|joomla|webmaster|www(?:-data|run)?$|web(?:site|seite|server)?$|"
    r"typo3|apache|"
    r"^(?:forms?|mailer|notifications?|benachrichtigung|website-?mail|php)$",
    re.I,
)
#: Words by which the mail of a form says that it is one, lower case.
_SAYS = (
    "formular|contact form|contactform|web form|webform|form submission|submitted your form|submitted a form|enquiry "
    "email via|"
    "anfrage via http|über die website|über ihre website|über unsere website|über die webseite|über ihre webseite|"
    "über die homepage|über ihre homepage|through your website|iletişim form|form gönder|form yanıt|web siteniz|نموذج|"
    "استمارة|"
    "فرم تماس|обратной связи|контактная форма|контактной формы|форма контакт|форму контакт|зворотного зв|форма за контакт|"
    "formulaire|modulo di contatto|obrazac"
)
_SAYS_FORM = tuple(_SAYS.split("|"))
_LABELS = {
    "email": (
        "e-mail|email|mail|e mail|emailadresse|e-mail-adresse|e-mail adresse|mailadresse|e-mail address|email address|"
        "your email|your e-mail|sender email|email des absenders|absenderadresse|reply to|antwort an|ihre e-mail|"
        "ihre e-mail-adresse|ihre email|deine e-mail|deine e-mail-adresse|deine email|kontakt-e-mail|e-posta|eposta|"
        "e-posta adresi|e-postanız|e-posta adresiniz|mail adresi|mail adresiniz|البريد الإلكتروني|البريد الالكتروني|"
        "بريدك الإلكتروني|بريدك الالكتروني|البريد|عنوان البريد الإلكتروني|الايميل|الإيميل|ایمیل|پست الکترونیک|ئیمەیڵ|"
        "эл. почта|электронная почта|почта|ваш e-mail|ваш email|e-mail адрес|адрес электронной почты|електронна пошта|"
        "ел. пошта|пошта|ваш імейл|имейл|adres e-mail|adres email|twój e-mail|adresse e-mail|adresse mail|courriel|"
        "votre e-mail|votre email|correo electrónico|correo|adresă de e-mail|adresa e-pošte|e-pošta|indirizzo e-mail|"
        "posta elettronica|имејл|е-пошта|posta elektronike"
    ),
    "name": (
        "name|ihr name|dein name|your name|full name|name des absenders|vor- und nachname|vollständiger name|"
        "vorname und nachname|name, vorname|absender|kontaktperson|ansprechpartner|ansprechpartnerin|ad soyad|adı soyadı|"
        "adınız soyadınız|adınız|isim|isminiz|ad-soyad|الاسم|الإسم|اسمك|الاسم الكامل|الاسم بالكامل|نام|"
        "نام و نام خانوادگی|имя|ваше имя|имя и фамилия|фио|ім'я|ім’я|ваше ім'я|піб|име|вашето име|imię i nazwisko|imię|"
        "twoje imię|nom|votre nom|nom et prénom|nombre|su nombre|nume|nume și prenume|ime|ime i prezime|nome|"
        "nome e cognome|emri|nav|ناو"
    ),
    "from": "von|from|gönderen|kimden|من|المرسل|от|від|od|de|da|nadawca|expéditeur|remitente|mittente",
    "first": "vorname|first name|first|ad|имя|ім'я|imię|prénom|nombre|prenume|ime|nome|الاسم الأول",
    "last": (
        "nachname|familienname|zuname|last name|surname|last|soyad|soyadı|soyadınız|фамилия|прізвище|nazwisko|"
        "nom de famille|apellido|apellidos|prezime|cognome|اسم العائلة|اللقب"
    ),
    "subject": "betreff|thema|subject|konu|الموضوع|موضوع|тема|temat|objet|sujet|asunto|subiect|predmet|oggetto|"
    "anliegen|относно",
    "message": (
        "nachricht|ihre nachricht|deine nachricht|nachrichtentext|mitteilung|ihre mitteilung|kommentar|text|ihre anfrage|"
        "anfrage|ihr anliegen|message|your message|message body|comment|comments|comment or message|mesaj|mesajınız|"
        "iletiniz|ileti|açıklama|الرسالة|رسالتك|نص الرسالة|محتوى الرسالة|پیام|پیام شما|сообщение|ваше сообщение|"
        "текст сообщения|комментарий|повідомлення|ваше повідомлення|съобщение|вашето съобщение|wiadomość|twoja wiadomość|"
        "treść wiadomości|votre message|mensaje|su mensaje|mesajul|mesajul dumneavoastră|poruka|vaša poruka|messaggio|"
        "il tuo messaggio|порука|mesazhi|پەیام"
    ),
    "else": (
        "telefon|telefonnummer|tel|handy|phone|telefon numarası|الهاتف|رقم الهاتف|телефон|téléphone|teléfono|strasse|"
        "straße|plz|ort|plz/ort|plz, ort|adresse|address|anrede|firma|verein|organisation|company|datenschutz|"
        "datenschutzerklärung|einwilligung|datum|date|ip|ip-adresse|ip address|url|seite|page|page url|seiten-url|"
        "eingegangen am|gesendet am|user agent|kvkk|tarih"
    ),
}
_KINDS = {name: kind for kind, names in reversed(_LABELS.items()) for name in names.split("|")}
_LABELLED = re.compile(r"[\s>*•·|-]*([^\s:=：\t|][^:=：\t|\n]{0,38}?)\s*\*?\s*(?:[:=：\t|]+\s*|$)(.*)")
_ADDRESS = re.compile(r"(?:mailto:)?([^\s<>@()\[\]:,;\"']{1,64}@[^\s<>@()\[\],;\"']{1,250}[^\s<>@()\[\],;\"'.])")
#: "Name <address>" alone on a line, as Joomla writes it.
_PERSON = re.compile(r"^[ \t]*([^\n<>@:]{2,80}?)[ \t]*<([^\s<>@]{1,64}@[^\s<>@]{1,250})>[ \t]*$", re.M)
_ENQUIRY = re.compile(
    r"(?:enquiry e-?mail via|anfrage via|soru e-?postası|demande .{0,20}via|запрос .{0,20}через) .{0,120}https?://", re.I
)
_FOOTER = re.compile(
    r"^(?:--\s*$|—\s*$|_{3,}|-{3,}|diese (?:e-?mail|nachricht) wurde|this (?:e-?mail|message) was sent|bu e-?posta|تم "
    r"إرسال هذ|"
    r"это (?:сообщение|письмо)|wiadomość wysłana|cet? (?:e-mail|message) a été|este mensaje)",
    re.I,
)
_SPACED = re.compile(r"[^@:\n]{3,40} [^\s@]{1,64}@[^\s@]{1,250}")
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


def _labelled(line: str, *, spaced: bool) -> tuple[str, str]:
    """Return the kind of label that a line begins with, and the value behind it; `spaced` = a space may divide them."""
    found = _LABELLED.match(line[:400])
    kind = _kind(found.group(1)) if found else ""
    if found and kind:
        return kind, found.group(2).strip(" *\t|")
    words = line[:400].split() if spaced else []
    for count in (3, 2, 1):
        kind = _kind(" ".join(words[:count])) if len(words) > count else ""
        if kind:
            return kind, " ".join(words[count:])
    return "", ""


def fields(text: str) -> Form:
    """Read the labels of a form and the values behind them, on the same line or on the next."""
    form = Form()
    lines = text[:_LENGTH].split("\n")[:_LINES]
    # The cells of a table come with a space between them: believed when one row is a label and an address alone.
    spaced = any("@" in line and _SPACED.fullmatch(line.strip()[:300]) and _labelled(line, spaced=True)[0] for line in lines)
    written: tuple[str, int] | None = None
    at = 0
    while at < len(lines):
        kind, value = _labelled(lines[at], spaced=spaced)
        if not kind:
            at += 1
            continue
        if kind == "message":
            written = (value, at + 1)
            if "email" in form.values:
                break
            at += 1
            continue
        if not value:
            below = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].strip()), 0)
            value = lines[below].strip(" *\t|") if below else ""
            if not value or _kind(value.rstrip(":")):
                at = below or at + 1
                continue  # an empty field: the next label follows at once, or nothing does
            at = below
        form.values.setdefault(kind, value[:200])
        at += 1
    if written:
        form.message = _message(([written[0]] if written[0] else []) + text.split("\n")[written[1] :])
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
    seen = f"{subject[:300]}\n{head[:600]}\n{text[-600:]}".replace("İ", "i").lower()
    says = any(word in seen for word in _SAYS_FORM)
    if not machine and not says:
        return None
    form = fields(text)
    sender = form.values.get("from", "") if says else ""
    address = _ADDRESS.search(form.values.get("email", "") or sender)
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
    name = _name(form) or re.split(r"[<\[(]", sender, maxsplit=1)[0].strip(" \"'") or (answer.name if answer else "")
    return Address(name="" if "@" in name else name[:200], address=found), form.message


def _name(form: Form) -> str:
    """Return the person's name from the labels."""
    name = form.values.get("name", "")
    first, last = form.values.get("first", ""), form.values.get("last", "")
    if last and (first or name):
        name = f"{first or name} {last}"
    return name or first
