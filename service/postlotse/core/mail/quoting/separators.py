"""The line that a mail program puts over an older or a passed-on mail: "-----Ursprüngliche Nachricht-----"."""

import re

from postlotse.core.mail.quoting.headerblocks import field
from postlotse.core.mail.quoting.shapes import Shapes, alternatives, fold, joinable

_ORIGINAL = {
    "de": (
        "ursprüngliche (?:nachricht|mail|e-mail|email)|urspruengliche nachricht|original-?nachricht|original-?mail|"
        "originalnachricht|"
        "weitergeleitete (?:nachricht|e-mail|email|mail)|nachricht weitergeleitet|"
        "anfang der weitergeleiteten (?:nachricht|e-mail)|"
        "ende der weitergeleiteten nachricht|originaltermin|ursprünglicher termin"
    ),
    "en": (
        "original(?:e)? (?:message|e-?mail|mail|appointment|text)|forwarded (?:message|mail|e-?mail)|"
        "begin forwarded message|reply message|"
        "reply above this line|forwarded by|start of forwarded message|end forwarded message|replied message|quoted message"
    ),
    "tr": (
        "orijinal (?:mesaj|ileti|e-posta)|özgün (?:ileti|mesaj)|asıl ileti|iletilen (?:mesaj|ileti|e-posta)|"
        "yönlendirilen (?:mesaj|ileti|e-posta)|"
        "iletilmiş mesaj|alıntılanan metin|yönlendirilmiş (?:ileti|mesaj)|iletilen iletinin başlangıcı|başlangıç iletilen ileti"
    ),
    "ar": (
        "الرسالة الأصلية|رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة أصلية|رسالة معاد إرسالها|"
        "بدء الرسالة المعاد توجيهها|رسالة مُعاد توجيهها|الرسالة المحولة"
    ),
    "fa": (
        "پیام اصلی|پیغام اصلی|پیام هدایت شده|پیام هدایتشده|پیام ارسالی|پیام بازارسال شده|ایمیل اصلی|نامه اصلی|"
        "پیام ارجاعی|شروع پیام ارسالشده"
    ),
    "ku": (
        "peyama (?:orîjînal|eslî|resen|şandî|veguhestî)|nameya (?:eslî|orîjînal|resen)|نامەی ڕەسەن|پەیامی ڕەسەن|"
        "نامەی نێردراو|پەیامی سەرەکی"
    ),
    "ru": (
        "исходное (?:сообщение|письмо)|оригинальное (?:сообщение|письмо)|первоначальное сообщение|"
        "пересылаемое (?:сообщение|письмо)|"
        "пересланное (?:сообщение|письмо)|начало переадресованного сообщения|начало пересылаемого сообщения|"
        "конец пересылаемого сообщения|конец пересланного сообщения|перенаправленное сообщение|исходное сообщение"
    ),
    "uk": (
        "оригінальне повідомлення|вихідне повідомлення|початкове повідомлення|переслане повідомлення|пересилане повідомлення|"
        "початок пересланого повідомлення|оригінальний лист|вихідний лист|пересланий лист|перенаправлене повідомлення"
    ),
    "bg": (
        "оригинално (?:съобщение|писмо)|препратено (?:съобщение|писмо)|първоначално съобщение|начало на препратеното съобщение|"
        "изходно съобщение"
    ),
    "ro": (
        "mesaj(?:ul)? (?:original|inițial|iniţial|redirecționat|redirecţionat|transmis|retrimis)|"
        "începutul mesajului (?:redirecționat|redirecţionat|transmis)|e-mail (?:original|redirecționat)"
    ),
    "pl": (
        "wiadomość (?:oryginalna|pierwotna|przekazana|przesłana dalej|przekazywana)|treść przekazanej wiadomości|"
        "oryginalna wiadomość|"
        "przekazana wiadomość|początek przekazywanej wiadomości|początek przekazanej wiadomości|przesłana wiadomość|"
        "pierwotna wiadomość"
    ),
    "hr": (
        "izvorna poruka|originalna poruka|proslijeđena poruka|prosljeđena poruka|prosleđena poruka|početak proslijeđene poruke|"
        "izvorna email poruka|prvobitna poruka|оригинална порука|изворна порука|прослеђена порука|"
        "почетак прослеђене поруке|првобитна порука"
    ),
    "fr": (
        "message d.origine|message (?:original|initial)|message transféré|message transmis|"
        "début du message (?:transféré|réexpédié)|"
        "courriel (?:original|transféré)|mail (?:original|transféré)|e-mail (?:d.origine|transféré)"
    ),
    "es": (
        "mensaje (?:original|reenviado)|inicio del mensaje reenviado|correo original|mensagem (?:original|encaminhada)|"
        "início da mensagem (?:encaminhada|reencaminhada)"
    ),
    "it": "messaggio (?:originale|inoltrato)|inizio messaggio inoltrato|inizio del messaggio inoltrato|mail originale",
    "sq": (
        "mesazhi (?:origjinal|i përcjellë|fillestar)|mesazh (?:origjinal|i përcjellë|i ridërguar)|"
        "fillimi i mesazhit të përcjellë"
    ),
    "so": (
        "fariinta (?:asalka ah|asalka|hore)|fariin (?:la gudbiyey|la soo gudbiyay|asal ah)|farriinta asalka ah|"
        "emailka asalka ah"
    ),
    "ti": "ዋናው መልእክት|የተላለፈ መልእክት|ዋና መልእክት|መበገሲ መልእኽቲ|ዝተላለፈ መልእኽቲ|ቀንዲ መልእኽቲ|ኦሪጅናል መልእክት|እቲ ቀንዲ መልእኽቲ",
    "other": (
        "oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|begin doorgestuurd bericht|oprindelig (?:besked|"
        "meddelelse|mail)|"
        "videresendt (?:besked|meddelelse|mail)|ursprungligt meddelande|ursprungsmeddelande|opprinnelig melding|"
        "videresendt melding|"
        "vidarebefordrat (?:meddelande|brev)|původní zpráva|přeposlaná zpráva|pôvodná správa|preposlaná správa|eredeti üzenet|"
        "továbbított üzenet|alkuperäinen viesti|välitetty viesti|αρχικό μήνυμα|προωθημένο μήνυμα|thư gốc|pesan asli|"
        "原始邮件|转发的邮件|邮件原件|原始郵件|轉寄郵件|転送メッセージ|元のメッセージ|"
        "원본 메시지|원본 메일|전달된 메시지|izvirno sporočilo|posredovano sporočilo|"
        "algne kiri|orijinal məktub|הודעה מקורית|הודעה שהועברה"
    ),
}
_WORDS = alternatives(joinable(row) if language == "fa" else row for language, row in _ORIGINAL.items())
#: With dashes in front ("-----Original Message-----") or as a whole line with a colon ("Begin forwarded message:").
_DASHED = re.compile(rf"(?:[-_=*–—─+~<>#]{{2,}}|[-–—])[\s*]*(?:{_WORDS})(?!\w)[^\n]{{0,60}}$")
_COLON = re.compile(rf"[*_]{{0,2}}(?:{_WORDS})\s*[:：፦፡][\s*_]*$")
#: Tobit David, common in German offices, writes no dashes.
_PLAIN = re.compile(r"(?:original message processed by david|originalnachricht verarbeitet von david)\b")
_WHOLE = re.compile(rf"[-_=*–—\s]{{0,80}}(?:{_WORDS})[-_=*–—:\s]{{0,80}}$")
_FORWARD = re.compile(
    alternatives(
        (
            (
                "forward|weitergeleitet|transf[eé]r|réexpédié|reenviado|encaminhad|inoltrat|iletilen|yönlendiril|iletilmiş|"
                "пересыла|пересла|"
            ),
            (
                "переадрес|перенаправ|пересилан|препратен|przekaz|przesłan|redirecționat|redirecţionat|proslijeđen|"
                "prosljeđen|prosleđen|прослеђен|"
            ),
            "معاد|محول|هدایت|ارجاع|بازارسال|doorgestuurd|videresend|vidarebefordr|přeposlan|továbbít|προωθημέν|转发|轉寄|転送|",
            "përcjell|ridërguar|veguhest|gudbiy|የተላለፈ|ዝተላለፈ|posredovan",
        )
    )
)
_DASHES = "-_=*–—─+~#"
_ANY_DASHED = re.compile(r"[-=_–—]{3,}\s?[^\W\d_][^\n@<>]{3,60}?\s?[-=_–—]{3,}$")


def may_separate(line: str) -> bool:
    """Tell cheaply whether a trimmed line can be a separator."""
    return (line[0] in _DASHES and len(line) > 8) or line[-1] in ":：፦*®"


def separates(text: Shapes, at: int) -> bool:
    """Tell whether the line is a separator; one in an unknown language is told by the header block below."""
    line = fold(text.bare[at])
    if line[0] in _DASHES:
        if _DASHED.match(line):
            return True
        if _ANY_DASHED.match(line):
            below = text.next_text(at + 1)
            return (
                below + 1 < len(text) and below - at < 3 and bool(field(text.bare[below])) and bool(field(text.bare[below + 1]))
            )
    return bool(_COLON.match(line) or _PLAIN.match(line))


def is_title(line: str) -> bool:
    """Tell whether a trimmed line above a header block only says that the original follows."""
    return bool(line) and len(line) < 120 and bool(_WHOLE.match(fold(line)))


def passes_on(line: str) -> bool:
    """Tell whether a line speaks of forwarding."""
    return bool(_FORWARD.search(fold(line)))
