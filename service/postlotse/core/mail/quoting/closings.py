"""The words that end a letter, and the lines of mail programs below it, in many languages.  Only tables."""

#: Closing formulas; what follows may be a block of name, role and address.
CLOSINGS = {
    "de": (
        "(?:(?:mit|viele[nrs]?|vielen dank und|danke und|besten dank und|und|ein|einen|der|[^\\W\\d_]{2,20}(?:e|en|em|"
        "er|es)) ){0,4}"
        "(?:grüßen?|grüssen?|gruessen?|gruß|gruss)(?: (?:aus|von|vom|nach|und) [^\\n]{2,30})?|"
        "mfg|vg|lg|bg|hochachtungsvoll|herzlich(?:st)?|ihre?|beste wünsche|alles gute|bis bald|mit besten empfehlungen"
    ),
    "en": (
        "(?:(?:with )?(?:best|kind|warm|kindest|warmest|many) )?(?:regards|wishes)|(?:all the )?best|"
        "yours (?:sincerely|faithfully|truly)|"
        "sincerely(?: yours)?|respectfully(?: yours)?|with kind regards|kind greetings|(?:best |warm )?greetings|br"
    ),
    "tr": (
        "(?:en derin |içten )?saygı(?:lar|larım|larımla|larımızla|yla|larımı sunarım)|saygılarımla|(?:selam|"
        "sevgi) ve saygılar(?:ımla|ımızla)?|"
        "selamlar(?:ımla)?|sevgiler(?:imle)?|iyi (?:çalışmalar|günler|akşamlar|haftalar)(?: dilerim| dileriz)?|kolay gelsin|"
        "en iyi dileklerimle|bilgilerinize arz ederim|arz ederim|hürmetler|hürmetlerimle"
    ),
    "fr": (
        "(?:bien )?cordialement(?: vôtre)?|salutations(?: distinguées)?|(?:mes |nos )?(?:sincères |meilleures |"
        "cordiales )salutations|"
        "bien à vous|respectueusement|amicalement|avec mes (?:salutations|remerciements)[^\\n]{0,40}|"
        "(?:veuillez|je vous prie)[^\\n]{0,60}(?:salutations|sentiments|considération)[^\\n]{0,40}"
    ),
    "es": (
        "(?:un )?(?:cordial )?(?:cordiales )?saludos?(?: cordial(?:es)?)?|atentamente|muy atentamente|un abrazo|"
        "atenciosamente|cumprimentos"
    ),
    "it": "(?:cordiali|distinti|cari|tanti) saluti|saluti|cordialmente|un (?:cordiale )?saluto",
    "ru": (
        "с (?:уважением|наилучшими пожеланиями|приветом|глубоким уважением|искренним уважением)|всего (?:доброго|"
        "хорошего|наилучшего)|искренне ваш\\w?"
    ),
    "uk": (
        "(?:з|із) (?:повагою|найкращими побажаннями|щирою повагою|вітанням|глибокою повагою)|щиро ваш\\w?|"
        "всього найкращого|на все добре"
    ),
    "bg": "с (?:уважение|поздрави|поздрав|най-добри пожелания|почит)|поздрави|поздрав|хубав ден|лек ден|сърдечни поздрави",
    "pl": (
        "z (?:poważaniem|powazaniem|wyrazami szacunku|szacunkiem|pozdrowieniami)|(?:serdecznie )?pozdrawiam(?: serdecznie)?|"
        "pozdrowienia|serdeczności|łączę wyrazy szacunku|miłego dnia"
    ),
    "ro": (
        "cu (?:stimă|stima|respect|drag|considerație|deosebită considerație|mulțumiri|prietenie)|o zi (?:bună|"
        "frumoasă)|toate cele bune|salutări|numai bine"
    ),
    "hr": (
        "(?:s|sa) (?:poštovanjem|štovanjem)|(?:srdačan|srdačni|lijep|lep|ljubazan|drag) pozdrav|(?:srdačni|lijepi|"
        "lepi) pozdravi|pozdrav|lp|"
        "lijepi pozdrav|с поштовањем|(?:срдачан|леп) поздрав|поздрав"
    ),
    "sq": (
        "me (?:respekt|nderime|shumë respekt|përshëndetje|të mira)|(?:me )?të fala|përshëndetje|sinqerisht|"
        "gjithë të mirat|ditën e mirë"
    ),
    "so": "salaan(?: sare| diirran)?|salaamo|nabad gelyo|ixtiraam|ixtiraam leh|mahadsanid|wabillaahi tawfiiq|nabadeey",
    "ti": "ምስ (?:ሰላምታ|ክብሪ|ኣኽብሮት)|ብ(?:ኽብሪ|ኣኽብሮት)|ከሰላምታ ጋር|ከአክብሮት ጋር|ከማክበር ሰላምታ ጋር|ሰላምታ|ከልብ",
    "ku": (
        "bi (?:rêz|rêzdarî|hurmet|silav|silavan|silavên germ)|silav û rêz|silavên (?:germ|dostane)|rêz û silav|silav|"
        "لەگەڵ ڕێزدا|لەگەڵ ڕێز|بە ڕێزەوە|لەگەڵ ڕێزم|سڵاو و ڕێز"
    ),
    "ar": (
        "(?:و)?تفضلوا بقبول [^\\n]{0,60}|مع (?:التحية|خالص التحية|أطيب التحيات|تحياتي|فائق الاحترام|خالص الشكر|"
        "الاحترام|فائق التقدير|أطيب التمنيات|جزيل الشكر)"
        "[^\\n]{0,40}|تحياتي|تحية طيبة|أطيب التحيات|والسلام عليكم[^\\n]{0,40}|ودمتم[^\\n]{0,20}|المخلص|المخلصة|باحترام"
    ),
    "fa": (
        "با (?:احترام|تشکر|سپاس|درود|تقدیم احترام|تشکر و احترام|سپاس فراوان|احترامات)[^\\n]{0,30}|ارادتمند|"
        "ارادتمند شما|با احترام فراوان|با مهر"
    ),
    "nordic": (
        "med venlig hilsen|venlig hilsen|mvh|kh|hilsen|med vänliga hälsningar|vänliga hälsningar|vänligen|"
        "ystävällisin terveisin|met vriendelijke groet(?:en)?|groeten|mvg"
    ),
}
#: Thanks end a letter too, but only a block with a telephone, an address or the like makes them a closing.
THANKS = (
    "danke(?: schön| sehr| im voraus)?|vielen dank(?: im voraus| vorab)?|besten dank(?: im voraus)?|herzlichen dank|"
    "thanks(?: again| a lot)?|"
    "many thanks|thank you(?: very much| in advance)?|cheers|teşekkürler|teşekkür ederim|teşekkür ederiz|"
    "şimdiden teşekkürler|çok teşekkürler|"
    "merci(?: beaucoup| d'avance)?|grazie(?: mille)?|(?:muchas )?gracias|спасибо(?: большое)?|заранее спасибо|"
    "благодарю|дякую|щиро дякую|"
    "благодаря|mulțumesc|mulţumesc|vă mulțumesc|hvala|hvala vam|хвала|dziękuję|dzięki|faleminderit|ju faleminderit|"
    "waad mahadsan tahay|"
    "شكرا|شكرا جزيلا|شكرا لكم|ممنون|متشکرم|با تشکر|تشکر|سوپاس|spas|gelek spas|የቐንየለይ|አመሰግናለሁ|bedankt|tak|tack"
)
#: Line of a mail program, its beginning; behind it a device or a program is named.
SENT_FROM = {
    "de": (
        "gesendet (?:von|mit|über|aus|durch|via)|von (?:mein\\w{0,2}|unterwegs|iphone|ipad|samsung|outlook|yahoo|"
        "einem)|von unterwegs|diese (?:nachricht|e-?mail|mail) wurde|versendet (?:mit|von)|verschickt (?:mit|von)|"
        "mobil gesendet"
    ),
    "en": "sent (?:from|via|with|using|by)|get (?:outlook|bluemail|typeapp|yahoo)|written on my|typed on my",
    "fr": (
        "envoy[ée]e? (?:de|depuis|à partir|avec|par|via)|t[ée]l[ée]charge[rz] outlook|obtenez outlook|obtenir outlook|"
        "provenance"
    ),
    "es": "enviad[oa] (?:desde|do|da|de|via|con|mediante|pelo)|obt[eé]n(?:er|ga)? outlook|obter (?:o )?outlook",
    "it": "inviato (?:da|dal|dall'?|con|tramite)|ottieni outlook|ottenere outlook|scarica outlook",
    "tr": "(?:android|ios) için outlook",
    "pl": "wysłan[eoya] (?:z|za|ze|przy|przez|iPhone)|pobierz (?:program |aplikację )?outlook",
    "ru": (
        "отправлен[ао] (?:с|со|из|через|от|при)|послано (?:с|из|через)|получить outlook|скачать outlook|"
        "письмо отправлено (?:с|из|через)|--? ?отправлено из"
    ),
    "uk": "надіслан[ао] (?:з|із|зі|через|від|за)|відправлен[ао] (?:з|із|зі|через|від|за)|отримати outlook|завантажити outlook",
    "bg": "изпратен[оа]? (?:от|с|чрез|през)|вземете outlook|изтегляне на outlook",
    "ro": "trimis[ă]? (?:de pe|din|cu|de|prin|utilizând)|expediat de pe|obțineți outlook|descărcați outlook",
    "hr": (
        "posla(?:no|to) (?:s|sa|iz|preko|putem|pomoću|uz)|послато (?:с|са|из|преко)|preuzmite outlook|nabavite outlook|"
        "poruka poslana"
    ),
    "sq": "dërguar (?:nga|me|prej)|u dërgua nga|merr outlook",
    "so": "laga soo diray|waxaa laga soo diray|ka timid|lagu soo diray",
    "ti": "ከ(?:የኔ )?(?:iphone|ipad)|ካብ (?:iphone|ipad|ናተይ)|የተላከው ከ|ዝተላእከ ካብ|ዝተሰደደ ብ",
    "ku": (
        "ji (?:iphone|ipad|androida|têlefona|telefona|samsung)|şandin ji|hat şandin ji|لە (?:ئایفۆن|iphone|مۆبایل)|"
        "نێردراوە لە|نێردرا لە"
    ),
    "ar": (
        "(?:ا|أ|أُ)رسلت? (?:من|بواسطة|عبر)|تم الإرسال (?:من|بواسطة|عبر)|مرسلة? (?:من|بواسطة|عبر)|الحصول على outlook|"
        "احصل على outlook|تم إرسالها? (?:من|بواسطة|عبر)"
    ),
    "fa": "(?:ارسال|فرستاده) شده (?:از|با|توسط|بوسیله)|ارسال شد از|دریافت outlook|فرستاده از|ارسال از",
    "other": (
        "verstuurd (?:vanaf|met|via)|verzonden (?:vanaf|met|via)|outlook voor|sendt fra|skickat från|lähetetty|"
        "(?:odesláno|odoslané) (?:z|ze|zo|pomocí|přes|cez|mobilem|mobilom)|στάλθηκε από|εστάλη από|elküldve|"
        "küldve|(?:đã |được )?gửi (?:từ|bằng)|发自|從我的|iphoneから送信|poslano z"
    ),
}
#: Line of a mail program, its end.
SENT_LAST = (
    "gönderildi|gönderilmiştir|küldve|gesendet|gesendet wurde|отправлено|надіслано|送信|şandiye|hat şandin|hatiye şandin|"
    "verstuurd|göndərildi|የተላከ|ተልኳል|ዝተላእከ"
)
DEVICES = (
    "iphon|ipad|ipod|ios|android|galaxy|samsung|huawei|honor|xiaomi|redmi|poco|oppo|oneplus|pixel|nokia|sony|xperia|"
    "motorola|moto|realme|vivo|"
    "wiko|lg |htc|blackberry|windows|outlook|gmx|web\\.de|freemail|mail\\.ru|mail\\.com|yandex|яндекс|yahoo|gmail|"
    "proton|tutanota|"
    "tuta|thunderbird|aol|t-online|telekom|freenet|posteo|mailbox|spark|airmail|k-9|fairemail|bluemail|typeapp|nine|"
    "ukr\\.net|rambler|wp |onet|"
    "interia|abv|seznam|libero|laposte|orange|free|sfr|mac|apple|handy|smartphone|mobil|phone|telefon|telefoon|têlefon|"
    "tablet|gerät|device|"
    "cihaz|cep|mobile|portable|téléphone|tel[eé]fono|móvil|cellulare|телефон|смартфон|мобіль|мобиль|почт|пошт|поща|"
    "поштa|komórk|"
    "mobitel|mobilni|celular|هاتف|جوال|موبايل|آيفون|ايفون|آیفون|أندرويد|جهاز|گوشی|موبایل|تلفن|بريد|ئایفۆن|مۆبایل|"
    "тел\\.|app|webmail|"
    "browser|postfach|unterwegs|front|superhuman|zoho|mailspring|evolution|roundcube|hotmail|live|msn|ስልክ|ስልኪ|taleefan|"
    "moobil|telefonn|"
    "celuar|desktop|laptop|computer|handheld|watch|fritz"
)
POSTSCRIPT = (
    "p\\.? ?s\\.?|p\\.? ?p\\.? ?s\\.?|p\\.? ?d\\.?|n\\.? ?b\\.?|nachtrag|postskriptum|post scriptum|not|dipnot|ek not|"
    "ps:|з\\.? ?ы\\.?|постскриптум|"
    "ملاحظة|ملحوظة|پ\\.? ?ن\\.?|پی نوشت|پینوشت|anlagen?|anhang|anbei|dop\\.|ps-|пс|п\\.? ?с\\.?|shënim|ዓ\\.? ?ዓ"
)
