"""Bodies that say nothing: empty, a greeting, a closing, "see attachment", in the first-tier languages.  Tables and a test.

A sentence counts as empty only when it is short, so that a request beside "anbei" is never taken for a stub.
"""

import re

#: Longer texts say something.
MAX_LENGTH = 400
_MAX_SENTENCE = 9
_MAX_NAME = 5
_MAX_ADDRESSED = 3

# Words are compared in lower case; "*" at the end = any ending.  One line a language: de en tr ar fa ku ckb ru uk bg ro pl
# hr/sr/bs (Latin, Cyrillic) fr es it so ti sq.
_ATTACHED = """
anhang anhänge* anlage anlagen anbei beigefügt* angehängt* beiliegend* beigelegt* angehangen* unterlagen
attached attachment* enclosed enclosure*
ekte ekteki ektedir ekli eklidir ekledim ektedirler ilişikte ilişiktedir
المرفق المرفقة المرفقات مرفق مرفقة مرفقات بالمرفق بالمرفقات
پیوست پیوستها ضمیمه ضمایم
pêvek* pêvekirî girêdayî
هاوپێچ هاوپێچە هاوپێچکراو پاشکۆ پێوەست*
вложени* вложен* прикреп* приложени* прилагаю
вкладенн* прикріп* додатк* додаток долучен*
прикачен* приложен* прилагам
anex* ataș* ataş* atas* atașat*
załącz* zalacz* załączeniu
prilog* prilož* privit* privitk* приложен* прилог* приложено
ci-joint* joint jointe joints pièce pièces
adjunt* anexo*
allegat* allego allegati
lifaaq* lifaaqa* kulifaaqan
ተተሓሒዙ ተተሓሒዙ* ምትሕሓዝ* መተሓሒዛ ተያያዥ ተያይዟል ተኣሳሲሩ
bashkëngjit* bashkangjit* bashkengjit*
"""
_GREETINGS = """
hallo|guten tag|guten morgen|guten abend|sehr geehrte*|liebe|lieber|moin|servus|grüß gott|hi|hey
hello|dear|good morning|good afternoon|good evening|to whom it may concern
merhaba|merhabalar|selam|selamlar|sayın|iyi günler|iyi akşamlar|günaydın|selamünaleyküm
مرحبا|مرحباً|السلام عليكم|السادة|السيدة|السيد|تحية طيبة|صباح الخير|مساء الخير
سلام|با سلام|با درود|درود|سلام علیکم|جناب|سرکار خانم
silav|rojbaş|birêz|silav û rêz
سڵاو|سلاو|بەڕێز|ڕۆژباش
здравствуйте|добрый день|добрый вечер|доброе утро|уважаемые|уважаемый|уважаемая|привет
вітаю|добрий день|добрий вечір|доброго дня|доброго ранку|шановні|шановний|шановна|доброго вечора|привіт
здравейте|добър ден|добро утро|уважаеми|уважаема
bună ziua|buna ziua|bună|stimată|stimate|stimați|salut
dzień dobry|dzien dobry|szanowni|szanowna|szanowny|witam
poštovani|poštovana|dobar dan|dobro jutro|dobra večer|pozdrav|поштовани|поштована|добар дан|здраво|zdravo
bonjour|bonsoir|madame|monsieur|mesdames|chère|cher
buenos días|buenas tardes|estimado*|estimada*|hola
buongiorno|buonasera|gentile|gentili|egregio|egregi|salve|ciao
salaan|asc|asalaamu calaykum|subax wanaagsan|mudane
ሰላም|ከመይ|ክቡር|ክብርቲ|ክቡራት
përshëndetje|pershendetje|mirëdita|miredita|i nderuar|e nderuar|të nderuar
"""
_CLOSINGS = """
danke|vielen dank|herzlichen dank|besten dank|mit freundlichen|freundliche grüße|viele grüße|liebe grüße|beste grüße
herzliche grüße|schöne grüße|gruß|grüße|mfg|vg|lg|hochachtungsvoll|von meinem|gesendet von
thanks|thank you|many thanks|best|kind regards|regards|best regards|best wishes|sincerely|yours|cheers|sent from
teşekkürler|teşekkür ederim|teşekkür ederiz|saygılarımla|saygılarımızla|saygılar|iyi çalışmalar|selamlar|kolay gelsin
شكرا|شكراً|مع التحية|مع خالص|تحياتي|مع الشكر|وشكرا|وشكراً|شكرا جزيلا|وتفضلوا
با تشکر|با احترام|تشکر|ممنون|با سپاس|سپاس
spas|gelek spas|bi rêz|bi silav|bi rêzdarî
سوپاس|زۆر سوپاس|لەگەڵ ڕێز|ڕێزم هەیە
спасибо|с уважением|заранее спасибо|благодарю|с наилучшими
дякую|дякуємо|з повагою|щиро дякую|наперед дякую
благодаря|с уважение|поздрави
mulțumesc|multumesc|mulțumim|cu stimă|cu respect|cu drag|o zi bună
dziękuję|dziekuje|z poważaniem|pozdrawiam|z góry dziękuję|serdecznie pozdrawiam
hvala|s poštovanjem|sa poštovanjem|srdačan pozdrav|lijep pozdrav|lep pozdrav|хвала|с поштовањем|поздрав
merci|cordialement|bien cordialement|salutations|sincères salutations
gracias|muchas gracias|saludos|un saludo|atentamente|cordialmente
grazie|cordiali saluti|distinti saluti|saluti
mahadsanid|waad mahadsantahay|aad baad u mahadsantahay|mahadsanidiin
የቐንየለይ|የቀንየለይ|ምስ ሰላምታ|ብዙሕ የቐንየልና
faleminderit|me respekt|me nderim|ju faleminderit
"""
_PHRASES = ("ku lifaaqan", "siehe datei", "see file", "ci joint", "pj", "fyi", "z.k.", "zur info", "zur kenntnis", "bilginize")
_SENTENCE = re.compile(r"[.!;\n،؛።,:…–—]+")
_WORD = re.compile(r"[^\s\"'()\[\]<>*_„“”«»]+")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f]")


def _words_of(table: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = table.split()
    return frozenset(w for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*")


def _phrases_of(table: str) -> re.Pattern[str]:
    phrases = sorted((phrase for line in table.split("\n") for phrase in line.split("|") if phrase), key=len, reverse=True)
    either = "|".join(re.escape(phrase.rstrip("*")) + r"\w{0,4}" * phrase.endswith("*") for phrase in phrases)
    return re.compile(f"(?:{either})(?!\\w)")


_ATTACHED_WORDS, _ATTACHED_STARTS = _words_of(_ATTACHED)
_GREETING = _phrases_of(_GREETINGS)
_CLOSING = _phrases_of(_CLOSINGS)


def says_nothing(text: str) -> bool:
    """Tell whether the newest text of a mail gives a reader nothing to go by without its attachments."""
    if len(text) > MAX_LENGTH:
        return False
    text = _MARKS.sub("", text.strip().lower())
    if "?" in text or "؟" in text or "http" in text:
        return False
    closed = False
    for piece in _SENTENCE.split(text):
        piece = piece.strip(" \t\"'()-*_>")
        if not piece:
            continue
        words = _WORD.findall(piece)
        if not words:
            continue
        if closed and len(words) <= _MAX_NAME:
            continue
        if _begins(piece, _CLOSING, _MAX_NAME):
            closed = True
        elif not _begins(piece, _GREETING, _MAX_ADDRESSED) and not (len(words) <= _MAX_SENTENCE and _points(piece, words)):
            return False
    return True


def _begins(piece: str, phrases: re.Pattern[str], further: int) -> bool:
    """Tell whether a sentence is one of the phrases with at most so many words behind it."""
    found = phrases.match(piece)
    return bool(found) and len(_WORD.findall(piece, found.end() if found else 0)) <= further


def _points(piece: str, words: list[str]) -> bool:
    """Tell whether a short sentence points to an attachment."""
    if any(word in _ATTACHED_WORDS or word.startswith(_ATTACHED_STARTS) for word in words):
        return True
    return piece.startswith(_PHRASES)
