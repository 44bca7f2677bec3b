"""The header block that a mail program puts over an older mail: "Von: … Gesendet: … An: … Betreff: …", in many languages.

Whether lines with colons are such a block is judged by their values too: "Von: 10 Uhr" begins no mail.
"""

import re

from postlotse.core.mail.quoting.shapes import COLONS, MAX_LINE, Shapes, fold
from postlotse.core.mail.types import Address

#: How mail programs call the fields; the first letters say which language or program.
_FIELDS = {
    "from": {
        "de": "von|absender|gesendet von",
        "en": "from|sender",
        "tr": "kimden|gönderen|kimden (gönderen)",
        "ar": "من|المرسل|مرسل",
        "fa": "از|فرستنده|از طرف",
        "ku": "ji|şandî|şîner|لە|نێردەر|لەلایەن",
        "ru": "от|отправитель|от кого",
        "uk": "від|від кого|відправник|от кого",
        "bg": "от|изпращач|подател",
        "ro": "de la|de|expeditor",
        "pl": "od|nadawca",
        "hr": "od|šalje|pošiljatelj|pošiljalac|pošiljaoc",
        "sr": "од|шаље|пошиљалац|од кога",
        "fr": "de|expéditeur|message du|de la part de",
        "es": "de|remitente|remite",
        "it": "da|mittente",
        "sq": "nga|dërguesi",
        "so": "ka|ka socota|ka yimid|laga|diraha",
        "ti": "ካብ|ከ|ላኪ|ለኣኺ|ሰዳዲ",
        "other": (
            "van|fra|från|afzender|avsändare|lähettäjä|feladó|από|发件人|寄件者|寄件人|差出人|보낸 사람|보낸사람|"
            "odesílatel|odosielateľ|"
            "nuo|kellelt|no|remetente|pengirim|dari|từ|người gửi|מאת|გამგზავნი|ումից|kimdən|göndərən"
        ),
    },
    "sent": {
        "de": "gesendet|gesendet am|datum|datum/uhrzeit|verschickt|abgesendet",
        "en": "sent|sent on|date|sent at|date sent|date/time",
        "tr": "gönderildi|gönderilen|tarih|gönderme tarihi|gönderilme tarihi|gönderim tarihi|gönderim zamanı|gönderilme",
        "ar": "تاريخ|التاريخ|تاريخ الإرسال|أرسلت|تم الإرسال|أرسل|الإرسال|مرسلة|أُرسلت|تم الارسال في",
        "fa": "تاریخ|ارسال شده|ارسال|فرستاده شده|تاریخ ارسال|فرستادهشده|زمان ارسال",
        "ku": "şandin|dîrok|hat şandin|dem|نێردرا|نێردراوە|بەروار|ڕێکەوت",
        "ru": "отправлено|дата|дата отправки|послано",
        "uk": "надіслано|відправлено|дата|дата надсилання",
        "bg": "изпратено|изпратено на|дата|изпратен",
        "ro": "trimis|data|trimis la|dată|trimisă",
        "pl": "wysłano|wysłane|wysłana|data|data wysłania",
        "hr": "poslano|poslato|datum|datum slanja|vrijeme",
        "sr": "послато|послано|датум",
        "fr": "envoyé|envoyé le|date|date d'envoi|envoyée",
        "es": "fecha|enviado|enviado el|enviada|fecha de envío",
        "it": "inviato|data|inviato il|inviata",
        "sq": "dërguar|data|dërguar më|u dërgua",
        "so": "la diray|loo diray|taariikh|taariikhda|waqtiga",
        "ti": "ዕለት|ቀን|የተላከው|የተላከበት|ዝተላእከሉ|ዝተላእከ|ዝተሰደደ",
        "other": (
            "verzonden|verstuurd|sendt|dato|skickat|sendte|lähetetty|päivämäärä|päiväys|küldve|dátum|elküldve|στάλθηκε|"
            "ημερομηνία|"
            "εστάλη|发送时间|日期|寄件日期|日付|送信日時|"
            "날짜|보낸 날짜|odesláno|odoslané|išsiųsta|saadetud|nosūtīts|enviada em|dikirim|"
            "tanggal|ngày|đã gửi|תאריך|נשלח|თარიღი|ամսաթիվ|göndərildi"
        ),
    },
    "to": {
        "de": "an|empfänger",
        "en": "to|recipient|recipients",
        "tr": "kime|alıcı|alıcılar",
        "ar": "إلى|الى|المستلم|المرسل إليه|إلي",
        "fa": "به|گیرنده",
        "ku": "bo|wergir|بۆ|وەرگر",
        "ru": "кому|получатель",
        "uk": "кому|одержувач|отримувач",
        "bg": "до|получател",
        "ro": "către|catre|pentru|la|destinatar",
        "pl": "do|adresat|odbiorca",
        "hr": "za|prima|primatelj|primalac|kome",
        "sr": "за|прима|прималац|коме",
        "fr": "à|a|destinataire|destinataires|pour",
        "es": "para|destinatario|a",
        "it": "a|destinatario|per",
        "sq": "për|tek|marrësi",
        "so": "ku|ku socota|loogu talagalay",
        "ti": "ናብ|ለ|ወደ|ተቀባይ|ተቐባሊ",
        "other": (
            "aan|til|till|vastaanottaja|címzett|προς|收件人|宛先|받는 사람|받는사람|komu|kam|kellele|adresāts|kepada|đến|tới|"
            "אל|ადრესატი|ում|kimə"
        ),
    },
    "subject": {
        "de": "betreff|betr.|betr|thema",
        "en": "subject|re",
        "tr": "konu",
        "ar": "الموضوع|موضوع|العنوان",
        "fa": "موضوع|عنوان",
        "ku": "mijar|babet|بابەت",
        "ru": "тема|тема письма",
        "uk": "тема",
        "bg": "относно|тема",
        "ro": "subiect|subiectul",
        "pl": "temat",
        "hr": "predmet|naslov|tema",
        "sr": "предмет|наслов|тема",
        "fr": "objet|sujet",
        "es": "asunto",
        "it": "oggetto",
        "sq": "subjekti|tema|lënda|subjekt",
        "so": "mawduuc|mawduuca|mowduuc|ujeeddo",
        "ti": "ርዕስ|ጉዳይ|ኣርእስቲ|ጉዳዩ|ርእሰ ነገር|ጉዳይ ነገር",
        "other": (
            "onderwerp|emne|ämne|aihe|tárgy|θέμα|主题|主旨|件名|제목|předmět|predmet|assunto|tema|teema|temats|subjek|perihal|"
            "chủ đề|tiêu đề|נושא|თემა|թեմա|mövzu"
        ),
    },
    "other": {
        "all": (
            "cc|bcc|kopie|copie|copie à|cc à|copia|con copia|копия|копія|копие|bilgi|karbon kopya|نسخة|نسخة إلى|رونوشت|"
            "کپی|cópia|kopia|kopija|"
            "do wiadomości|dw|udw|dw.|копија|reply-to|reply to|antwort an|antworten an|répondre à|responder a|"
            "rispondi a|yanıtla|ответить|"
            "importance|priorität|wichtigkeit|priority|organisation|organization|anlagen|anlage|anhang|anhänge|"
            "attachments|attachment|ek|ekler|"
            "pièces jointes|вложения|вкладення|załączniki|adjuntos|allegati|ataşamente|atașamente|priloge|prilozi|"
            "المرفقات|نسخة كربونية|kopje|cc për|ሲሲ|bijlagen|kopio|másolat|κοιν|priorité|importanza|prioridad|önem|"
            "важность|важливість|"
            "antwort bis|gesendet an|betreff (original)|kopija|prejšnje"
        )
    },
}
FIELDS = {
    fold(name): kind for kind, languages in reversed(_FIELDS.items()) for row in languages.values() for name in row.split("|")
}
FIELDS |= {
    fold(name).replace(" ", ""): kind
    for kind, languages in reversed(_FIELDS.items())
    for name in languages.get("fa", "").split("|")
    if " " in name
}
_LONGEST = max(map(len, FIELDS))
_EDGES = " \t*_|>-\"'"
_REACH = 14
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,250}[A-Za-z0-9]")
_TIME_VALUE = re.compile(
    r"\W{0,3}(?:ca\.? |etwa |ab |bis )?\d{1,2}(?:\s?[:.h]\s?\d{2})?\s*(?:uhr|h\b|bis|[-–]|am\b|pm\b|до|$)", re.I
)
_DATED = re.compile(r"\d{1,2}\s?[:.٫]\s?\d{2}|\d{4}|\d{1,2}[./-]\s?\d{1,2}")
#: "An: x Objet : y" on one line.
_SECOND = re.compile(r"\s(?:objet|betreff|subject|emne|oggetto|asunto|konu|тема|sent|gesendet|envoyé|an|to)\s{0,2}:", re.I)
_ANY_FIELD = re.compile(r"[*_]{0,2}[^\W\d_][^:：፦፡\n@<>]{0,28}[:：፦፡]")


def field(line: str) -> str:
    """Return which field of a header block a trimmed line begins with: from, sent, to, subject, other; "" = none."""
    at = line.find(":")
    if at < 0 and not line.isascii():
        at = min((found for mark in COLONS[1:] if (found := line.find(mark)) > 0), default=-1)
    if not 0 < at <= _LONGEST + 6:
        return ""
    return FIELDS.get(fold(line[:at].strip(_EDGES)), "")


def _value(line: str) -> str:
    """Return what stands behind the colon."""
    at = min((found for mark in COLONS if (found := line.find(mark)) > 0), default=-1)
    return line[at + 1 :].strip(" \t*_")


def size(text: Shapes, at: int) -> int:
    """Return how many lines from `at` form a header block, 0 = none."""
    bare = text.bare
    first = field(bare[at])
    if not first or first == "other":
        return 0
    seen: set[str] = set()
    last, gap = at, False
    named = times = addressed = False
    for number in range(at, min(at + _REACH, len(bare))):
        line = bare[number].lstrip("> ") if text.quoted[at] else bare[number]
        if not line:
            if gap and number - last > 1:
                break
            gap = True
            continue
        kind = field(line)
        if kind:
            if kind in seen and kind in ("from", "subject"):
                break  # the block of the next older mail
            value = _value(line) or (bare[number + 1] if number + 1 < len(bare) and not field(bare[number + 1]) else "")
            if kind == "from":
                if "@" not in value and _TIME_VALUE.match(value):
                    return 0
                named = named or "@" in value
            elif kind == "sent":
                times = times or bool(_DATED.search(value))
            addressed = addressed or "@" in value
            seen.add(kind)
            if kind in ("from", "to") and _SECOND.search(line):
                seen.add("subject")
            last, gap = number, False
        elif number - last > 2 or gap:
            break
        elif "@" in line and seen == {"from"}:
            named = True  # a long name broke the line
    core = seen - {"other"}
    if "from" not in core or len(core) < 2:
        return 0
    if named:
        enough = len(core) >= 3 or "subject" in core or "sent" in core
    else:
        enough = len(core) == 4 or (len(core) == 3 and (times or addressed))
    return last - at + 1 if enough else 0


def size_below_rule(text: Shapes, at: int) -> int:
    """Return how many lines below a rule (`____`) look like a header block in whatever language, 0 = none."""
    start = number = text.next_text(at + 1)
    if start - at > 2:
        return 0
    addressed = dated = False
    while number < min(start + 8, len(text)) and _ANY_FIELD.match(text.bare[number]):
        addressed = addressed or "@" in text.bare[number]
        dated = dated or bool(_DATED.search(text.bare[number]))
        number += 1
    return number - start if number - start >= 3 and addressed and dated else 0


def is_flat(line: str) -> bool:
    """Tell whether a whole header block stands on one line ("Von: a@b Gesendet: … An: … Betreff: …")."""
    if "@" not in line or field(line) not in ("from", "sent"):
        return False
    kinds = {FIELDS.get(word) for word in re.findall(r"([^\W\d_]{1,14})\s?:", fold(line))}
    return len(kinds - {None, "other"}) >= 3


def writer(lines: list[str]) -> Address | None:
    """Return the person whom the first "From" line names, among lines without quotation marks."""
    for line in lines[:60]:
        bare = line.strip()[:MAX_LINE]
        if field(bare) != "from":
            continue
        value = _value(bare).replace("*", "").replace("mailto:", " ").strip()
        address = _ADDRESS.search(value)
        name = re.split(r"[<\[(]", value, maxsplit=1)[0].strip(" \"'")
        if address and name == address.group():
            name = ""
        return Address(name=name[:200], address=address.group() if address else "")
    return None
