"""Subjects and headers by which automatic mail gives itself away, in all languages of `core.names`.  Tables only."""

import re

#: Starts of subjects of out-of-office notes and automatic answers.
AUTO_SUBJECT = re.compile(
    r"^\s*(?:\[?(?:external|extern)\]?:?\s*)?(?:"
    r"auto(?:matische?r?|matisierte|mated|matic)?[ -]?(?:antwort|reply|response|repl(?:y|ied)|respon[ds]\w*|answer|"
    r"notification of absence|eingangsbestätigung|empfangsbestätigung)\b|auto-?respon\w*|auto(?:reply|-reply)|"
    r"abwesenheit(?:s(?:notiz|nachricht|benachrichtigung|meldung|assistent|info)\b|\s*(?::|$))|abwesend(?:\s*(?:[:!]|$)|"
    r" (?:bis|vom|von|ab) )|"
    r"out[ -]of[ -](?:the[ -])?office|ooo\b|away from (?:my|the) (?:mail|office|desk)|vacation (?:reply|response|notice)|"
    r"i am (?:away|out of (?:the )?office)|on (?:vacation|holiday|leave)(?:\s*(?::|$)| (?:until|from|till) )|"
    r"ich bin (?:derzeit |momentan |zurzeit |zur zeit |im )?(?:nicht im (?:büro|haus)|abwesend|urlaub)|nicht im (?:büro|"
    r"haus)\b|urlaubs(?:notiz|meldung|benachrichtigung)|"
    r"réponse automatique|absence du bureau|message d.absence|absent[e]? du bureau|notification d.absence|"
    r"risposta automatica|fuori (?:sede|ufficio)|assenza dall.ufficio|messaggio automatico di assenza|"
    r"respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausencia de oficina|resposta automática|"
    r"ausência temporária|fora do escritório|"
    r"otomatik (?:yanıt|cevap|yanit)|ofis dışında|ofis disinda|iş yeri dışında|işyeri dışında|"
    r"автоматический ответ|автоответ|автоматическое уведомление|вне офиса|отсутствие на рабочем месте|"
    r"автоматична відповідь|автовідповідь|поза офісом|відсутність на робочому місці|автоматичен отговор|"
    r"извън офиса|отсъствие от офиса|"
    r"automatyczna odpowiedź|autoodpowiedź|odpowiedź automatyczna|poza biurem|nieobecność w biurze|"
    r"răspuns automat|raspuns automat|mesaj automat|absent din birou|în afara biroului|automatski odgovor|"
    r"аутоматски одговор|izvan ureda|van kancelarije|(?:odsutan|odsutna|одсутан)\s*(?::|$)|"
    r"رد تلقائي|الرد التلقائي|رد آلي|خارج المكتب|پاسخ خودکار|پاسخ اتوماتیک|خارج از دفتر|"
    r"automatisch antwoord|automatisk svar|autosvar|afwezig\s*(?::|$)|frånvaro\s*(?::|$)|fravær\s*(?::|$)|"
    r"automaattinen vastaus|poissa\s*(?::|$)|αυτόματη απάντηση|"
    r"εκτός γραφείου|automatická odpověď|automatická odpoveď|mimo kancelář|automatikus válasz|házon kívül|"
    r"përgjigje automatike|trả lời tự động|自动回复|自動回覆|自動返信"
    r")",
    re.I,
)
#: Subjects of automatic acknowledgements of other systems; only counted beside a no-reply sender or an automatic header.
ACKNOWLEDGEMENT_SUBJECT = re.compile(
    r"(?:eingangs-?|empfangs)bestätigung|wir haben ihre (?:anfrage|nachricht|e-?mail) (?:erhalten|bekommen)|"
    r"ihre (?:anfrage|nachricht|e-?mail|meldung) (?:ist (?:bei uns )?eingegangen|wurde empfangen|bei )|ticket ?#|"
    r"\bticket\b.{0,30}(?:erstellt|created|eröffnet|received)|"
    r"we (?:have )?received your|your (?:request|message|email|ticket) (?:has been|was) received|acknowledg|"
    r"accusé de réception|ricevuta|talebiniz alın|mesajınız alın|ваше (?:обращение|сообщение) (?:получено|принято|"
    r"зарегистрировано)|potwierdzenie (?:otrzymania|przyjęcia)|confirmare de primire|acuse de recibo",
    re.I,
)
#: Subjects of read receipts.
RECEIPT_SUBJECT = re.compile(
    r"^\s*(?:gelesen|ungelesen gelöscht|nicht gelesen|read|not read|read[ -]receipt|return receipt(?: \(displayed\))?|"
    r"disposition notification|lesebestätigung|empfangsbestätigung \(angezeigt\)|lu|non lu|accusé de lecture|letto|"
    r"non letto|ricevuta di ritorno|conferma di lettura|leído|leido|no leído|confirmación de lectura|"
    r"okundu|okunmadı|okundu bilgisi|прочитано|прочтено|не прочитано|отчет о прочтении|уведомление о прочтении|"
    r"сповіщення про прочитання|прочетено|przeczytane|przeczytano|nie przeczytano|potwierdzenie przeczytania|citit|necitit|"
    r"confirmare de citire|pročitano|прочитано|مقروءة|تمت القراءة|تم القراءة|خوانده شد|خوانده شده|gelezen|læst|läst|lest|"
    r"luettu|přečteno|elolvasva|αναγνώστηκε)\s*(?::|$|\()",
    re.I,
)
#: What the text of a read receipt says, and the time that stands there.
RECEIPT_TEXT = re.compile(
    r"gelesen|gelöscht|angezeigt|geöffnet|\bread\b|displayed|deleted|opened|\blu\b|été lu|affiché|letto|visualizzat|leíd|leido|"
    r"mostrad|\blid[ao]|okundu|okunmadan|görüntülen|прочит|прочте|отображ|переглян|przeczyt|wyświetl|citit|afișat|pročit|"
    r"prikazan|مقروء|قراءة|قرئت|خوانده|gelezen|weergegeven|læst|läst|lest|luettu|přečten|elolvas|αναγνώσ|διαβάσ",
    re.I,
)
CLOCK_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
#: Subjects of answers to meeting requests.
MEETING_ANSWER = re.compile(
    r"^\s*(?:zugesagt|akzeptiert|angenommen|abgelehnt|abgesagt|mit vorbehalt(?: zugesagt)?|unter vorbehalt|accepted|"
    r"declined|tentative(?:ly accepted)?|canceled|cancelled|accepté|refusé|provisoire|accettato|rifiutato|aceptada?|"
    r"rechazada?|kabul edildi|reddedildi|принято|отклонено|прийнято|відхилено|zaakceptowano|odrzucono|acceptat|refuzat|"
    r"prihvaćeno|odbijeno|приет[оа]?|отклонен[оа]?)\s*:",
    re.I,
)
#: Subjects that a spam filter marked.
SPAM_SUBJECT = re.compile(
    r"^\s*(?:(?:re|aw|fwd?|wg)\s*:\s*)*(?:\*{2,}\s*spam|\[\s*(?:spam|junk|spamverdacht|spam-verdacht)\b|\{spam\??\}|"
    r"spam\s*[:>]|\*spam\*|#spam#)",
    re.I,
)

#: Headers whose presence says: written by a machine.
MACHINE_HEADERS = (
    "X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-AutoReply-From", "X-Autoresponse",
    "X-Mail-Autoreply", "X-Mail-Autorespond", "X-Autogenerated", "X-Auto-Generated",
    "X-FC-MachineGenerated", "X-Vacation", "X-Autoreply-Domain", "X-AutoResponse-From", "Auto-Reply", "X-Autoreply-To",
)  # fmt: skip
NEGATIVE = {"no", "false", "0", "none", ""}
#: Headers of loops and of server rules; they forbid an acknowledgement but do not prove an automatic answer.
LOOP_HEADERS = (
    "X-MS-Exchange-Generated-Message-Source",
    "X-MS-Exchange-Inbox-Rules-Loop",
    "X-Loop",
    "X-LoopDetect",
    "X-Loop-Prevention",
    "X-RT-Loop-Prevention",
)
LIST_HEADERS = (
    "List-Id",
    "List-Owner",
    "List-Subscribe",
    "List-Post",
    "List-Unsubscribe",
    "List-Help",
    "List-Archive",
    "Mailing-List",
    "X-Mailing-List",
)
BULK_HEADERS = (
    "X-Campaign", "X-CampaignId", "X-Campaign-Id", "X-Mailgun-Tag", "X-MC-User", "X-Newsletter", "X-Newsletter-Id",
    "X-CSA-Complaints", "X-rpcampaign", "X-Mailchimp-Campaign",
    "X-Cleverreach", "X-Job-Id", "X-Mass-Mailing", "X-MailingID", "X-List-Unsubscribe", "Campaign-Id", "X-SFMC-Stack",
    "X-Rapidmail-Campaign",
)  # fmt: skip
#: Local parts of machines (RFC 3834 §2 and the variants that are seen).
MACHINE_LOCAL = re.compile(
    r"^(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|listserv|majordomo|mailman|autoresponder|auto-?reply|owner-.+|"
    r".+-owner|.+-request|.+-bounces?(?:[+=].*)?|bounces?(?:[+=_.-].*)?|"
    r"(?:.*[._+-])?(?:no|not|non|do-?not|don-?t|please-?do-?not|nicht|bitte-?nicht|kein|keine|ne|pas-?de)[._-]?(?:repl(?:y|"
    r"ies)|respond|antworten?|answer|reponse|repondre|responder|rispondere|cevap|yanit)(?:[._+-].*)?|"
    r"(?:noreply|donotreply|nichtantworten|keineantwort|unzustellbar|undeliverable|root|nobody|system|daemon|cron|www-data|"
    r"notifications?|mailerdaemon))$",
    re.I,
)
NO_REPLY_LOCAL = re.compile(
    r"(?:no|not|do-?not|nicht|keine?)[._-]?(?:repl(?:y|ies)|respond|antworten?)|noreply|donotreply|nichtantworten|"
    r"autoresponder|auto-?reply",
    re.I,
)
