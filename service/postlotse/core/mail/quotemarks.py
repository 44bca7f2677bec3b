"""The words with which mail programs introduce a quotation, a forward or a signature, in many languages.

Only tables and patterns; what follows from a hit is said in `quoting`.  Every pattern is bounded: lines are cut to 400
characters before they get here.
"""

import re

_EMAIL = r"[<\[(]?(?:mailto:)?[^\s<>\[\]()@]{1,80}@[^\s<>\[\]()]{1,120}"

# (start, verb): an introduction begins with the first and has the second near its end.  Empty start = anything.
_INTRODUCTIONS = (
    (r"On\b|At\b", r"wrote|said|writes"),  # en
    (r"Am\b|Den\b|Vom\b|Um\b", r"schrieb(?:en)?|geschrieben|hat geschrieben"),  # de
    (r"Le\b|Il\b", r"a [ée]crit|[ée]crivait|ha scritto"),  # fr, it
    (r"El\b|Em\b|O\b|A\b", r"escribi[óo]|escribe|escreveu"),  # es, pt
    (r"In data\b|Il giorno\b|Il\b", r"ha scritto|scrive"),  # it
    (r"Op\b", r"schreef|heeft .{0,80} geschreven"),  # nl
    (r"W dniu\b|Dnia\b|\w{2,12}, \d", r"napisa[łl](?:\(a\)|/a|a)?|pisze"),  # pl
    (r"În\b|Pe\b|La\b|În data\b", r"a scris"),  # ro
    (
        r"Dana\b|U\b|Dne\b|V\b|Dňa\b",
        r"(?:je )?napisao(?:/la|\(la\))?(?: je)?|napisala(?: je)?|je pisao|pi[sš]e|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?",
    ),  # hr cs sk
    (r"Дана\b|У\b", r"(?:је )?написао(?:/ла)?(?: је)?|написала|пише"),  # sr
    (r"", r"написал(?:\(а\)|а|и)?|пишет|писал(?:а)?"),  # ru
    (r"", r"пише|написав(?:\(ла\)|/ла)?|написала"),  # uk
    (r"На\b|В\b|", r"написа|пише"),  # bg
    (r"", r"(?:şunu |şunları )?yazdı|yazmış"),  # tr
    (r"في\b|بتاريخ\b|", r"كتب(?:ت)?"),  # ar
    (r"در\b|", r"نوشت(?:ه است|ه‌است|ند)?"),  # fa
    (r"Den\b|D\.|På\b|\w{2,4} \d|", r"skrev|skreiv"),  # sv da no
    (r"", r"kirjoitti|έγραψε|írta|rašė|rakstīja|kirjutas|ka shkruar|đã viết"),  # fi el hu lt lv et sq vi
    (r"", r"写道|寫道|wrote|さんは書きました|のメッセージ|님이 작성"),  # zh ja ko
)
_AFTER_VERB = r"(?:[^\n]{0,120}?)"
_INTRODUCTION = [
    re.compile(rf"^[\s>*_]*(?:{start})(?=[\W\d]|$|\w)[^\n]{{0,320}}?(?:{verb})(?!\w){_AFTER_VERB}[:：]?[\s*_]*$", re.I)
    for start, verb in _INTRODUCTIONS
]
_DATED = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[٠-٩۰-۹]{2,4}")
_DATE_OR_ADDRESS = re.compile(r"[\d@]")
_HAS_EMAIL = re.compile(_EMAIL)
#: "2016-12-12 19:05 GMT+01:00 Name <a@b>:"
_BARE_INTRODUCTION = re.compile(
    rf"^[\s>]*(?:\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{{2,4}})[^\n]{{0,160}}{_EMAIL}[>\])]?\s*:\s*$"
)
#: "11:00 AM, November 17, 2021, Name <a@b>:", "Wednesday, 17 November 2021, 3:32 PM from a@b <a@b>:"
_DATED_ADDRESS = re.compile(
    rf"^[\s>]*(?=[^\n]{{0,200}}\d{{1,2}}[:.]\d{{2}})(?=[^\n]{{0,200}}\d{{4}})[\w\d][^\n]{{8,200}}<{_EMAIL}>\s*:\s*$"
)
#: "Name <a@b> wrote:" and "Name wrote:" are told by the verb table; "--- a@b schrieb am …" too.
_VERBS = re.compile("|".join(f"(?:{verb})" for _, verb in _INTRODUCTIONS), re.I)

_ORIGINAL = (
    r"original(?:e)? (?:message|e-?mail|mail|appointment)|forwarded message|begin forwarded message|reply message|"
    r"reply above this line|urspr(?:ü|ue?)ngliche (?:nachricht|mail|e-?mail)|original-?nachricht|originalnachricht|"
    r"weitergeleitete (?:nachricht|e-?mail|mail)|nachricht weitergeleitet|anfang der weitergeleiteten nachricht|"
    r"message d.origine|message original|message transféré|message transmis|début du message (?:transféré|réexpédié)|"
    r"mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|inicio del mensaje reenviado|"
    r"messaggio originale|messaggio inoltrato|inizio messaggio inoltrato|"
    r"orijinal (?:mesaj|ileti)|özgün (?:ileti|mesaj)|asıl ileti|iletilen (?:mesaj|ileti)|yönlendirilen (?:mesaj|ileti)|"
    r"iletilmiş mesaj|alıntılanan metin|"
    r"исходное сообщение|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|"
    r"начало переадресованного сообщения|конец пересылаемого сообщения|"
    r"оригінальне повідомлення|вихідне повідомлення|початкове повідомлення|переслане повідомлення|пересилане повідомлення|"
    r"оригинално съобщение|препратено съобщение|първоначално съобщение|оригинално писмо|"
    r"wiadomość (?:oryginalna|pierwotna|przekazana|przesłana dalej)|treść przekazanej wiadomości|oryginalna wiadomość|"
    r"przekazana wiadomość|mesaj(?:ul)? (?:original|inițial|redirecționat)|mesaj original|mesaj redirecționat|"
    r"izvorna poruka|originalna poruka|proslijeđena poruka|prosleđena poruka|оригинална порука|изворна порука|"
    r"прослеђена порука|"
    r"الرسالة الأصلية|رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة أصلية|پیام اصلی|پیغام اصلی|پیام هدایت شده|پیام ارسالی|"
    r"oorspronkelijk bericht|doorgestuurd bericht|oprindelig (?:besked|meddelelse)|videresendt (?:besked|meddelelse)|"
    r"ursprungligt meddelande|opprinnelig melding|vidarebefordrat meddelande|"
    r"původní zpráva|přeposlaná zpráva|pôvodná správa|eredeti üzenet|továbbított üzenet|alkuperäinen viesti|αρχικό μήνυμα|"
    r"προωθημένο μήνυμα|mesazhi origjinal|thư gốc|原始邮件|转发的邮件|邮件原件"
)
#: "-----Original Message-----" and its relatives.
SEPARATOR = re.compile(rf"^[\s>*]*(?:[-_=*–—]{{2,}}|[-–—])\s*(?:{_ORIGINAL})\b[^\n]{{0,60}}?[-_=*–—:\s]*$", re.I)
#: The same words as a whole line with a colon ("Anfang der weitergeleiteten Nachricht:").
SEPARATOR_COLON = re.compile(rf"^[\s>*]*(?:{_ORIGINAL})\s*[:：][\s*]*$", re.I)
FORWARD_WORDS = re.compile(
    r"forward|weitergeleitet|transf[eé]r|réexpédié|reenviado|encaminhad|inoltrat|iletilen|yönlendirilen|iletilmiş|пересыла|"
    r"пересла|переадрес|пересилан|препратен|przekazan|przesłan|redirecționat|proslijeđen|prosleđen|прослеђен|"
    r"معاد|المعاد|هدایت|doorgestuurd|videresend|vidarebefordr|přeposlan|továbbít|προωθημέν|转发",
    re.I,
)

_FROM = (
    "Von|From|De|Da|Van|Od|От|Від|Kimden|Gönderen|من|از|Fra|Från|Expéditeur|Message du|Mittente|Remitente|Absender|Nadawca|"
    "Expeditor|De la|Lähettäjä|Feladó|Από|发件人|寄件者|Šalje|Pošiljatelj|Шаље|Шта|Изпращач|Отправитель|Відправник|Nga"
)
_SENT = (
    "Gesendet(?: am)?|Sent(?: on)?|Datum|Date|Envoyé(?: le)?|Inviato|Data|Verzonden|Wysłano|Wysłane|Fecha|Enviado(?: el)?|"
    "Tarih|Gönderme Tarihi|Gönderilme(?: Tarihi)?|Gönderildi|Отправлено|Дата|Надіслано|Відправлено|Изпратено|Trimis|"
    "Poslano|Poslato|Послато|Датум|Sendt|Dato|Skickat|تاريخ|التاريخ|تاريخ الإرسال|أرسلت|تم الإرسال|تاریخ|ارسال شده|"
    "Lähetetty|Küldve|Ημερομηνία|发送时间|Odesláno|Dërguar"
)
_TO = (
    "An|To|À|A|Aan|Do|Para|Кому|До|Kime|Alıcı|إلى|الى|به|Til|Till|Destinataire|Destinatario|Empfänger|Adresat|Către|Catre|"
    "Prima|За|Прима|Vastaanottaja|Címzett|Προς|收件人|Komu|Për"
)
_SUBJECT = (
    "Betreff|Sujet|Subject|Objet|Oggetto|Onderwerp|Temat|Asunto|Assunto|Тема|Относно|Предмет|Konu|الموضوع|موضوع|Emne|Ämne|"
    "Subiect|Predmet|Наслов|Naslov|Aihe|Tárgy|Θέμα|主题|Předmět|Subjekti"
)
_CC = (
    "CC|Cc|Kopie|Copie(?: à)?|Copia|Копия|Копія|Копие|Bilgi|نسخة|رونوشت|Cópia|Kopia|Reply-To|Antwort an|Antworten an|"
    "Importance|Priorität|Wichtigkeit|Organisation"
)


def _field(names: str) -> re.Pattern[str]:
    return re.compile(rf"^[\s>*_|]*(?:{names})[\s*\xa0]*[:：][\s*]*(?P<value>[^\n]*)$", re.I)


HEADER_FROM = _field(_FROM)
HEADER_SENT = _field(_SENT)
HEADER_TO = _field(_TO)
HEADER_SUBJECT = _field(_SUBJECT)
HEADER_CC = _field(_CC)

#: A line that ends the text: what follows is the signature of a mail program.
MOBILE = re.compile(
    r"^[\s>*_]*(?:sent from (?:my|outlook|mail|yahoo|proton|the|a|an|gmail|samsung|windows|mobile|iphone|ipad|android|"
    r"postbox|front|superhuman|spark|mailbox|nine|blackberry|nylas|mobilis)\b|sent (?:via|with|using) |get outlook for|"
    r"von meinem .{1,60}gesendet|von (?:mein(?:em|er)|iphone|ipad|samsung|outlook).{0,60}gesendet|gesendet von |"
    r"gesendet mit |gesendet über|gesendet aus|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit) .{1,80}gesendet|"
    r"outlook für (?:ios|android)|holen sie sich outlook|laden sie outlook|von unterwegs gesendet|"
    r"envoyé (?:de|depuis|à partir)|télécharger outlook|obtenir outlook|enviado (?:desde|do|da|de|via)\b|obtener outlook|"
    r"obter outlook|inviato (?:da|dal|dall)|ottenere outlook|scarica outlook|"
    r"[^\n]{1,60}(?:'|’|`)?\S{0,8} gönderildi\b|[^\n]{0,40}cihazımdan gönderildi|wysłan[eoy] (?:z|za|ze)\b|"
    r"pobierz (?:program )?outlook|"
    r"отправлено (?:с|из|через)\b|послано (?:с|из)\b|надіслано (?:з|із|через)\b|відправлено (?:з|із|через)\b|"
    r"изпратено (?:от|с|чрез)\b|trimis (?:de pe|din|cu|de)\b|"
    r"poslano (?:s|sa|iz|preko)\b|poslato (?:s|sa|iz)\b|послато (?:с|са|из)\b|أرسلت من|تم الإرسال من|أُرسلت من|مرسل من|"
    r"مرسلة من|ارسال شده از|فرستاده شده از|"
    r"verstuurd vanaf|verzonden (?:vanaf|met|via)|sendt fra|skickat från|lähetetty |odesláno z|odoslané z|στάλθηκε από|"
    r"εστάλη από|elküldve |dërguar nga|gửi từ|发自|從我的|iphoneから送信)[^\n]{0,200}$",
    re.I,
)
#: The same for an unknown program, where nothing follows.
SENT_FROM = re.compile(
    r"^\s*(?:sent (?:from|via|with|using)|gesendet (?:von|mit|über|aus)|envoyé (?:de|depuis|avec)|inviato da) \S", re.I
)
#: A closing formula as a line of its own.
CLOSING = re.compile(
    r"^\s*(?:(?:mit|viele|beste|liebe|herzliche|freundliche|schöne|sonnige|vielen dank und|danke und|"
    r"einen?) ?.{0,30}(?:gr(?:ü|ue?)(?:ß|ss)en?|gruss|gruß)|mfg|vg|lg|hochachtungsvoll|"
    r"(?:(?:best|kind|warm|kindest|warmest|many|with (?:best|kind|warm)) )?regards|(?:best|many) wishes|yours (?:sincerely|"
    r"faithfully|truly)|sincerely(?: yours)?|respectfully(?: yours)?|"
    r"saygılar(?:ımla|ımızla)|selamlar(?:ımla)?|sevgiler(?:imle)?|iyi (?:çalışmalar|günler)|cordialement|bien cordialement|"
    r"salutations(?: distinguées)?|sincères salutations|cordiali saluti|distinti saluti|saluti|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|atenciosamente|с уважением|с наилучшими пожеланиями|"
    r"з повагою|з найкращими побажаннями|с уважение|с поздрави|z poważaniem|pozdrawiam(?: serdecznie)?|z wyrazami szacunku|"
    r"cu (?:stimă|respect|drag)|o zi bună|(?:s|sa) (?:poštovanjem|štovanjem)|srdačan pozdrav|lijep pozdrav|lep pozdrav|"
    r"pozdrav|с поштовањем|поздрав|مع (?:التحية|خالص التحية|أطيب التحيات|تحياتي)|تحياتي|وتفضلوا بقبول .{0,40}|با (?:احترام|"
    r"تشکر|سپاس))"
    r"[\s,.!–-]*$",
    re.I,
)
#: The signature delimiter of RFC 3676 §4.3, also without its space, and what people use instead.
DELIMITER = re.compile(r"^[\s]*(?:-- ?|—|––|--|__)\s*$")
RULE = re.compile(r"^[\s>*]*(?:[-_=*–—]\s?){3,}\s*$")


def introduces(line: str) -> bool:
    """Tell whether a line (wrapped lines joined) introduces a quotation: "Am … schrieb …:", "On … wrote:", "Le … a écrit :"."""
    line = line.strip()[:400]
    if not line or len(line) < 8:
        return False
    if _BARE_INTRODUCTION.match(line) or _DATED_ADDRESS.match(line):
        return True
    ends = line.rstrip("*_ ")[-1:] in (":", "：")
    proof = bool("@" in line and _HAS_EMAIL.search(line)) + bool(_DATED.search(line))
    if not proof or (not ends and proof < 2) or not _VERBS.search(line):
        return False
    if ends and (proof == 2 or line.startswith("--")):
        return True
    return any(pattern.match(line) for pattern in _INTRODUCTION)


#: Words with which an introduction that is wrapped over lines begins.
STARTS = re.compile(
    r"^[\s>*_]*(?:On|At|Am|Den|Vom|Le|Il|El|Em|Op|In data|W dniu|Dnia|În|Pe|La|"
    r"Dana|Dne|Дана|На|В|У|في|بتاريخ|در|På|D\.)(?=[\s\d،,])",
    re.I,
)


def may_introduce(line: str, following: str) -> bool:
    """Tell cheaply whether a line could be the first of an introduction: a date or an address stands in it or in the next."""
    return bool(_DATE_OR_ADDRESS.search(line) or (STARTS.match(line) and _DATE_OR_ADDRESS.search(following)))
