"""Words, names and subjects by which delivery reports without RFC 3464 parts give themselves away.  Tables only."""

import re

#: Local parts of senders of reports.
DAEMON = re.compile(
    r"^(?:mailer-?daemon.*|maildaemon|mail-?daemon|postmaster.*|poostmaster|post_master|mdaemon|mailer|"
    r"mail-delivery-subsystem|microsoftexchange[0-9a-f]+|imss|symantec_antivirus.*|e500_smtp_.*|nobody|"
    r"\"?system ?administrator\"?)$"
)
#: Display names of senders of reports.
DAEMON_NAME = re.compile(
    r"mail(?:er)?[ -]?(?:delivery (?:sub)?system|daemon|delivery service|administrator)|system administrator|"
    r"delivery subsystem|internet mail delivery|"
    r"mail transport system|postmaster|systemadministrator|ndr administrator", re.I
)  # fmt: skip
#: Subjects of reports.
SUBJECT = re.compile(
    r"undeliver|unzustellbar|nicht zustellbar|zustellung (?:fehlgeschlagen|nicht m(?:ö|oe)glich)|delivery (?:status|"
    r"failure|failed|error|has failed|report|notification|delayed|problem|incomplete|unsuccessful)|"
    r"fail(?:ed|ure) (?:notice|delivery|to deliver|mail)|mail (?:delivery|system error|could not be delivered|failure|"
    r"undeliverable)|mailfehler|"
    r"non[- ]?(?:delivery|delivered|remis)|returned (?:mail|to sender|email)|returning (?:mail|message)|"
    r"return(?:ed)? .{0,20}unknown user|user unknown|bounce notification|message (?:delayed|not delivered|status - )|"
    r"could(?:n.t| not) be delivered|warning: could not send|warning: message .{0,40} delayed|\bndn\b|\bndr\b|"
    r"permanent (?:delivery )?(?:failure|error)|"
    r"mail failed|delivery warning|(?:not|never) (?:yet )?been delivered|processing error|unable to deliver|can(?:'t|"
    r"not) be delivered|mail error|e-?mail (?:delivery|error)|rejected|not delivered|"
    r"iletilemedi|teslim edilemedi|не(?:доставлен| доставлен| удалось доставить)|не доставлено|невозможно доставить|"
    r"не вдалося доставити|تعذر (?:تسليم|التسليم)|فشل (?:تسليم|التسليم)|لم يتم تسليم|"
    r"تحویل ناموفق|تحویل داده نشد|nelivrat|nu a putut fi livrat|nelivrabil|недоставен|неуспешно доставяне|nie (?:można|"
    r"udało się) dostarcz|niedostarczon|zwrot wiadomości|neisporučen|nije (?:isporučen|dostavljen)|"
    r"недостављен|non (?:recapitat|consegnat|inoltrabil)|mancato recapito|mancata consegna|no se puede entregar|"
    r"no se pudo entregar|no entregad|devuelto|échec de (?:la )?(?:remise|distribution)|non distribuable|non remis|"
    r"non délivr|"
    r"zustell(?:ungs)?fehler|onbestelbaar|niet bezorgd|kézbesíthetetlen|nedoručiteln|nije isporuč|neuspjela isporuka|"
    r"não (?:foi )?(?:entregue|possível entregar)|falha na entrega|δεν παραδόθηκε|αποτυχία παράδοσης|i padorëzuar|"
    r"сообщение не доставлено|ошибка доставки|помилка доставки|не може бути доставлен|недоставимо|не е доставен|"
    r"nieudane dostarczenie|błąd dostarcz|livrare (?:eșuată|esuata|nereușită)|teslim (?:edilemez|hatası|edilmedi)|"
    r"iletilmedi|ulaştırılamadı|غير قابل للتسليم|رسالة غير مسلمة|メールエラー|エラー通知|"
    r"zustell(?:ungs)?verzögerung|zustellung verzögert|verzögerte zustellung|(?:mail|message) (?:is )?still in (?:the )?queue|"
    r"(?:mail|nachricht) (?:noch )?in der warteschlange|(?:mail|nachricht) ist (?:leider )?nicht angekommen|"
    r"(?:postfach|mailbox|inbox)(?: ist| is)? (?:voll|überfüllt|full)|over ?quota|quota (?:exceeded|überschritten)|"
    r"skrzynka .{0,30}(?:pełna|przepełniona)|casella piena|buzón lleno|boîte (?:pleine|saturée)|căsuță plină|kutusu dolu|"
    r"ящик переполнен|скринька переповнена|(?:message|mail|nachricht) (?:was |wurde )?(?:blocked|quarantined|blockiert)|"
    r"in quarantäne|quarantine (?:notification|notice)|delivery delay|доставка .{0,40}задерж|доставка .{0,40}затрим|"
    r"gecikme bildirimi|teslimat gecik|retard de (?:remise|livraison)|opóźnienie dostarcz|ritardo (?:nella )?consegna|"
    r"retraso en la entrega|întârziere la livrare|"
    r"message d.erreur|配信(?:不能|エラー|できません)|退信|投递失败|系统退信",
    re.I,
)  # fmt: skip
#: Phrases that only a mail server writes.
SURE_WORDS = re.compile(
    r"non-?delivery report|could not be delivered to|(?:could not|unable to) deliver (?:the )?message to|"
    r"delivery to the following recipients? failed|this is a permanent error|failed recipient:|"
    r"undeliverable address|your message to .{1,120}(?:was|has been) (?:automatically )?rejected|"
    r"\\?\"notificationType\\?\"\s*:\s*\\?\"Bounce|konnte(?:n)? nicht (?:an .{0,80})?zugestellt werden|"
    r"fehler bei der (?:nachrichten)?zustellung an|"
    r"(?:alıcılara|kişilere) veya gruplara (?:teslim|iletilemedi)|"
    r"не уда(?:лось|ется) доставить (?:это )?(?:сообщение|письмо)|ваше письмо не может быть (?:отправлено|доставлено) одному|"
    r"доставить (?:сообщение )?следующим (?:получателям|адресатам)|не вдалося доставити (?:повідомлення |лист )?(?:до )?"
    r"(?:таких|"
    r"цих|одержувач)|неуспешно доставяне до|не можа да бъде доставено до|dostarczenie (?:wiadomości )?do (?:następujących|"
    r"tych) (?:adresatów|odbiorców)|nie udało się dostarczyć wiadomości do|livrarea nu a reușit (?:către|pentru)|mesajul nu a "
    r"putut fi livrat (?:către|următor)|échec de la remise (?:à|aux)|n.a pas pu être (?:remis|distribué|délivré)|"
    r"n.a pas pu etre (?:remis|distribue|delivre)|no se pudo entregar (?:el mensaje |su mensaje )?a (?:los|estos|las)|"
    r"recapito non riuscito (?:per|a)|impossibile (?:recapitare|consegnare) il messaggio|falha na entrega a|"
    r"bezorging is mislukt (?:bij|aan)|doručení těmto příjemcům|isporuka (?:nije uspe|nije uspje)|"
    r"poruka nije isporučena (?:na|sljede|slede)|فشل التسليم إلى|تعذر تسليم (?:الرسالة|رسالتك)|"
    r"diagnoseinformationen für administratoren|diagnostic information for administrators|diagnostyczne dla administratorów|"
    r"yöneticiler için tanılama|диагностические сведения для администраторов|informations de diagnostic pour les admin|"
    r"información de diagnóstico para admin|informazioni di diagnostica per gli admin|informații de diagnosticare pentru admin|"
    r"送信できませんでした|reason: remote host said|the following (?:address|recipient)(?:es|s)? (?:failed|had)|"
    r"fehler bei der zustellung|"
    r"zustellung an (?:folgende|diese) empfänger .{0,20}verzögert|this is a warning message only|you do not need to resend|"
    r"your message to .{1,60}@.{1,90}is still in (?:the |our )?queue|"
    r"(?:nachricht|mail) an .{0,40}@.{1,90}(?:liegt|ist|befindet sich) noch in der warteschlange|"
    r"wir haben .{1,30}(?:tage?|stunden)(?: lang)? (?:lang )?versucht, (?:ihre|deine) (?:e-?mail|mail|nachricht) an .{0,40}@|"
    r"wiadomość do (?:odbiorcy|adresata) .{0,40}@.{1,90}nie została (?:doręczona|dostarczona)|"
    r"proveniente da .{0,40}@.{1,90}(?:e destinato|destinato) (?:all.utente|a) .{1,120}(?:errore|rifiutato)|"
    r"postfach von .{0,40}@.{1,90}(?:voll|nimmt keine)|the mailbox .{0,40}@.{1,90}is (?:over quota|full)|"
    r"your (?:message|e?-?mail) to .{0,40}@.{1,90}(?:was|has been) (?:blocked|quarantined|held|rejected)|"
    r"(?:nachricht|mail) an .{0,40}@.{1,90}wurde .{0,60}(?:blockiert|in quarantäne|abgewiesen|abgelehnt|zurückgewiesen)|"
    r"доставка (?:вашего )?(?:сообщения|письма) .{0,40}@.{1,90}задерж|"
    r"доставка (?:вашого )?(?:повідомлення|листа) .{0,40}@.{1,90}затрим|"
    r"iletiniz .{0,40}@.{1,90}henüz teslim edilemedi|la remise de votre message .{0,40}@.{1,90}(?:retardée|différée)|"
    r"la consegna del (?:suo )?messaggio .{0,40}@.{1,90}ritard|la entrega de su mensaje .{0,40}@.{1,90}retras",
    re.I,
)  # fmt: skip
#: That the server still tries.
STILL_TRYING = re.compile(
    r"delay|verzöger|warning|will (?:be retried|retry)|wird weiter(?:hin)? versucht|versuchen es weiter|"
    r"weitere zustellversuche|"
    r"noch in der warteschlange|still in (?:the |our )?queue|задерж|затрим|попытки будут|henüz teslim|denemeye devam|gecikme|"
    r"retard|réessaiera|ritardo|retras|opóźni|întârzi",
    re.I,
)
#: Phrases that people who write about reports use, too.
FAILURE_WORDS = re.compile(
    r"could ?n[o']t be delivered|wasn.t able to deliver|returned because|returning to sender|(?:not|"
    r"no) (?:yet )?(?:been )?delivered|invalid user|no valid recipients|message log follows|encountered an error|postponed|"
    r"full mailbox|was not delivered|not be delivered|delivery (?:has )?failed|delivery to the following|"
    r"permanent(?:ly)? (?:fatal )?(?:error|failed|failure)|"
    r"undeliverable|unable to deliver|returned to (?:the )?sender|bounced|user unknown|unknown user|no such user|"
    r"mailbox (?:unavailable|full|is full)|not exist|"
    r"reached a problem|had (?:permanent fatal|transient non-fatal) errors|did not reach|"
    r"recipient(?:'s)? (?:address )?(?:rejected|unknown)|quota|"
    r"nicht zugestellt|unzustellbar|zustellung|delayed|has been delayed|retry|not (?:yet )?delivered|non[- ]delivery|"
    r"giving up|sorry it didn|rejected|"
    r"original message follows|below this line is a copy|returned message|transcript of session|message headers|"
    r"relaying denied|host unknown|host not found|virus|blocked|could not deliver|can'?t be delivered|cannot deliver|"
    r"konnte nicht zugestellt|nicht erreichbar|zustellfehler|не может быть (?:доставлен|отправлен)|не доставлен|не удалось|"
    r"не існує|не знайдено|не найден|не существует|nie istnieje|nie została dostarczona|nu există|n.existe pas|no existe|"
    r"non esiste|не съществува|bulunamadı|teslim edilem|iletilem|"
    r"送信できません|受信|宛先|配信",
    re.I,
)  # fmt: skip
#: Subjects of RFC 5429 rejections.
REJECTED = re.compile(r"reject|abgelehnt|zurückgewiesen", re.I)
#: Where the message that came back begins.
RETURNED = re.compile(
    r"^[> \t|]{0,10}(?:-[ |-]{0,80}(?:this is a copy of|the )?(?:original message|returned (?:message|mail)|"
    r"message (?:header|text)|копия|оригинал|below this line|enclosed is a copy|copy of (?:your|the) message|unsent message|"
    r"the header of the original|transcript of session|included is a copy|ursprüngliche nachricht)|"
    r"original message (?:headers?|follows)|(?:return-path|received|message-id): )",
    re.I | re.M,
)  # fmt: skip
