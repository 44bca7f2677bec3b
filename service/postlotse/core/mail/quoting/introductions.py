"""The line with which a mail program introduces a quotation: "Am … schrieb …:", "On … wrote:", "Le … a écrit :".

It is proved by what only a program writes: a date with its time, an address, the verb, the colon at the end.  A person who
reports what somebody wrote ("Am Montag schrieb mir das Amt:") writes no such line.
"""

import re

from postlotse.core.mail.quoting.shapes import COLONS, Shapes, alternatives, fold

_WRAP = 4
_MOST = 320

#: The verb, by language.
_VERBS = {
    "de": "schrieb|schrieben|schriebst|geschrieben|schreibt|zitat von",
    "en": "wrote|writes|said|quoting",
    "tr": "yazdı|yazdi|yazmış|yazdılar|yazdınız|yazıb",
    "ar": "كتب|كتبت|كتب/ت|كتبوا|تمت كتابة ما يلي|تمت كتابة ما يلي بواسطة|كتب ما يلي",
    "fa": "نوشت|نوشته|نوشته است|نوشتهاست|نوشتند|مینویسد|می نویسد|چنین نوشت",
    "ku": "nivîsî|nivîsand|nivisî|nivisand|nivîsiye|nivîsandiye|نووسی|نوسی|نووسیویەتی|نووسیویه‌تی|نووسیوە",
    "ru": "написал|написала|написал(а)|написали|пишет|писал|писала|писал(а)|писали|написал/а|цитирование",
    "uk": (
        "пише|написав|написала|написав(-ла)|написав(ла)|написав/ла|написали|писав|писала|пишуть|цитування|"
        "цитую|написав (-ла)|писав(ла)"
    ),
    "bg": "написа|пише|писа|написал(а)|написахте|цитат от|цитиране на",
    "ro": "a scris|scrie|au scris|a scris următoarele|ați scris|a trimis următorul mesaj|a trimis|citat din|citând",
    "pl": (
        "napisał|napisała|napisał(a)|napisał/a|napisał/-a|napisali|napisano|pisze|wiadomość napisana|napisał (a)|"
        "użytkownik|pisał|pisała|cytowanie|cytat z"
    ),
    "hr": (
        "napisao|napisala|napisao/la|napisao/napisala|napisao(la)|napisao (la)|piše|pise|pisao|pisala|"
        "pisao/la|napisali|citiranje"
    ),
    "sr": "написао|написала|написао/ла|написао(ла)|написао/написала|је написао/ла|пише|писао|писала",
    "fr": "a écrit|a ecrit|écrit|écrivait|avez écrit|ont écrit|citation de|à écrit",
    "es": "escribió|escribio|escribe|ha escrito|escribía|escribieron|citando a|escribiste",
    "it": "ha scritto|scrive|scritto|citando|hai scritto|scriveva",
    "sq": "shkroi|ka shkruar|shkruan|shkruajti|shkruar",
    "so": "qoray|qortay|wuxuu qoray|waxay qortay|ayaa qoray|ayaa qortay|waxaa qoray",
    "ti": "ጽፏል|ጽፈዋል|ጻፈ|ጻፉ|ጽፋለች|እንዲህ ሲል ጽፏል|ጽሒፉ|ጽሒፋ|ጽሒፎም|ጸሓፈ|ጸሒፉ|ጸሓፉ|ጸሓፈት",
    "nl": "schreef|geschreven|schreven",
    "nordic": "skrev|skreiv|skriver|kirjoitti|kirjutas|skrifaði",
    "slavic": "napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|je napisal|je napisala|napisal|напіша|напиша|піша|напісаў",
    "other": (
        "escreveu|έγραψε|εγραψε|έγραψαν|írta|irta|írt|rašė|parašė|rakstīja|đã viết|menulis|va escriure|escribiu|写道|寫道|"
        "书写|のメッセージ|cituji|citerar|citat fra|lainaus|citeren van|παράθεση|παραθέτοντας|"
        "書きました|さんは書きました|님이 작성|작성|כתב|כתבה|מאת|ने लिखा|დაწერა|წერდა|გրել է|գրել է|գրեց|แเขียนว่า|เขียนว่า"
    ),
}
#: Words in which an introduction begins, mostly a preposition before the date.
_STARTS = (
    "on|at|in|am|den|vom|um|le|il|el|em|op|in data|il giorno|w dniu|dnia|în|in|pe|la|dana|dne|dňa|u|дана|на|в|у|від|им|"
    "في|بتاريخ|در|در تاریخ|di|li|roja|لە|më|me|maalinta|ኣብ|በ|den|d.|på|zitat von|quoting|citation de|citando|"
    "wiadomość napisana przez|el día|message du|a|em|dia|στις|ngày|vào|pada"
)
_WEEKDAYS = (
    "mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mié|mie|jue|vie|sáb|dom|gio|pzt|sal|"
    "çar|per|cum|cmt|paz|"
    "пн|вт|ср|чт|пт|сб|вс|нд|нед|пон|уто|сре|чет|пет|суб|pon|wt|śr|czw|pt|sob|niedz|ndz|uto|sri|sre|čet|pet|sub|ned|"
    "joi|vin|sâm|sam|dum|"
    "hën|mar|mër|enj|pre|sht|die|man|tir|ons|tor|fre|lør|søn|mån|tis|lör|sön|ma|ti|ke|to|pe|la|su|maandag|dinsdag|"
    "woensdag|donderdag|vrijdag|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    "понеділок|вівторок|середа|п'ятниця|субота|неділя|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
)
_EMAIL = re.compile(r"[^\s<>\[\]()@\"]{1,80}@\s?[^\s<>\[\]()\"]{1,120}")
_ANGLED = re.compile(r"[<\[(]\s?(?:mailto:)?[^\s<>\[\]()@]{1,80}@[^\s<>\[\]()]{1,120}(?:<[^<>]{1,140}>)?\s?[>\])]?")
_YEAR = r"(?:19|20|13|14)\d\d"
_TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:.٫h]\s?\d{2}(?!\d)(?!\.\d{2,4})|\d{1,2}\s?(?:uhr|a\.?m\b|p\.?m\b)")
_DATE = re.compile(rf"(?<!\d)(?:{_YEAR}(?!\d)|\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?\d{{2,4}})|[٠-٩۰-۹]{{4}}")
_VERB = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(w)) for row in _VERBS.values() for w in row.split('|'))})(?!\w)")
_START = re.compile(rf"(?:{'|'.join(re.escape(fold(w)) for w in _STARTS.split('|'))})(?=[\s\d،,])")
_DAY = re.compile(rf"(?:{'|'.join(re.escape(fold(w)) for w in sorted(_WEEKDAYS.split('|'), key=len, reverse=True))})(?!\w)")
#: Somebody tells what was written to whom: no program says that.
_REPORTED = re.compile(
    alternatives(
        (
            r"\b(?:schrieb|schrieben|schreibt) (?:mir|uns|ihm|ihr|ihnen|dir|euch|ich|er|sie|man|jemand|wir)\b",
            r"\b(?:mir|uns|ihm|ihnen|ich)\b[^:]{0,80}\bgeschrieben",
            r"\b(?:wrote|writes|said)(?: back)?(?: to)? (?:me|us|him|her|them|you|back)\b|\bi wrote\b",
            r"\b(?:m'|nous |vous |lui |leur |j'|t')(?:a|ai|ont|avait|avez) [ée]crit",
            r"\b(?:me|nos|le|les) (?:escribi|ha escrito|escribe)|\b(?:mi|ci|gli|le|vi) (?:ha scritto|hanno scritto|scrive)",
            r"\b(?:bana|bize|ona|onlara|size) \w*",
            r"\b(?:мне|нам|ему|ей) (?:\w+ )?(?:на)?пи[сш]|(?:на)?пи[сш]\w{1,4}(?:\(а\))? (?:мне|нам|ему|ей)\b",
            (
                r"\b(?:мені|нам|йому|їй) (?:\w+ )?(?:на)?пи[сш]|(?:на)?пи[сш]\w{1,4} (?:мені|нам|йому|їй)\b|\b(?:ми|ни|му|"
                r"й) (?:на)?писа"
            ),
            (
                r"\b(?:mi|nam|mu|jej|im) (?:\w+ )?(?:napisa|pisz|je napisa)|(?:napisał\w?|napisao|napisala|pisze) (?:mi|nam|"
                r"mu|do mnie|do nas)\b"
            ),
            r"\b(?:mi|ne|i|le|v)-(?:a|au) scris|\b(?:më|na|i) (?:shkroi|ka shkruar)\b",
            r"(?:کتب|کتبت) (?:لی|لنا|الی|الینا)\b|به (?:من|ما)\b[^:]{0,40}نوشت",
        )
    )
)
#: A noun with its article in front of or behind the verb: prose, unless an address stands there too.
_ARTICLE = re.compile(
    r"(?:schrieb|schrieben|schreibt) (?:die|das|der|den|mein\w{0,2}|unser\w{0,2}|ihr\w{0,2}|eine?)\b|"
    r"\bhat (?:die|das|der|mein\w{0,2}|unser\w{0,2}|eine?) [^:]{0,80}geschrieben|"
    r"\b(?:the|my|our|your|his|her|their|he|she|they|we|someone)\b[^,:]{0,60}\b(?:wrote|writes|said)\b|"
    r"(?<=[ ,])(?:la|le|l'|mon|notre|votre|elle|ils)\b[^,:]{0,60}(?:a|ont) [ée]crit"
)
_SENTENCE = re.compile(r"[^\W\d_]{5,}[.!?]\s+\w")
_EDGES = " \t*_>\"'-"
#: "Вы писали 2 марта 2026 г., 10:00:", "Sie schrieben am 2. März 2026:".
_YOU_WROTE = re.compile(
    r"(?:вы писали|ви писали|sie schrieben|du schriebst|you wrote|vous avez écrit|lei ha scritto|ha scritto) ?"
)


def introduces(line: str, *, quoted_follows: bool) -> bool:
    """Tell whether a line (wrapped lines joined) introduces a quotation; below a `>` line follows, or not."""
    if not 8 <= len(line) <= _MOST:
        return False
    words = fold(line).strip(_EDGES)
    ends = words[-1:] in COLONS and words != ""
    email = "@" in words and bool(_EMAIL.search(words))
    time = bool(_TIME.search(words))
    date = bool(_DATE.search(words))
    verb = _VERB.search(words)
    if not (email or date or time):
        short = quoted_follows and ends and verb is not None and len(words) < 70 and words.count(" ") < 6
        return short and not _ARTICLE.search(words) and not _REPORTED.search(words)
    if verb and (_REPORTED.search(words) or (not email and _ARTICLE.search(words))):
        return False
    if email and ends and _ends_in_address(words) and (date or time) and (_DAY.match(words) or words[0].isdigit()):
        return True
    if verb is None:
        return quoted_follows and ends and email and date
    angled = email and bool(_ANGLED.search(words))
    if not ends:
        late = len(words) - verb.end() < 12
        return (
            (email and date and (late or _START.match(words) is not None)) and (time or angled) and not _SENTENCE.search(words)
        )
    if quoted_follows:
        return True
    if email:
        return angled or time or (date and bool(_START.match(words))) or line.startswith("--")
    if not (date and time) and not (date and (_START.match(words) or _DAY.match(words)) and words.count(" ") < 9):
        return False
    if _SENTENCE.search(words) or words.count(" ") > 22:
        return False
    early = bool(_START.match(words) or _DAY.match(words) or words[0].isdigit() or _YOU_WROTE.match(words))
    return early or len(words) - verb.end() < 4 or time


def _ends_in_address(words: str) -> bool:
    """Tell whether an address is the last thing before the colon."""
    tail = words[:-1].rstrip(" \"'")
    at = tail.rfind("@")
    return at > 0 and not re.search(r"[\s][^\s>)\]]", tail[at + 2 :]) and (tail[-1] in ">)]" or len(tail) - at < 60)


def may_end(line: str) -> bool:
    """Tell cheaply whether a trimmed line can be the end of an introduction."""
    last = line[-1]
    if last in COLONS or (last in '*_"' and line.rstrip('*_ "')[-1:] in (":", "：")):
        return True
    if last == "-":
        return line.startswith("--") and len(line) > 12
    return last == "e" and line.endswith("wrote")


def before_text(line: str) -> bool:
    """Tell whether a trimmed line begins with an introduction behind which the quotation goes on (Yahoo on telephones)."""
    at = line.find(":  ")
    return 8 < at <= _MOST and "@" in line[:at] and introduces(line[: at + 1], quoted_follows=False)


def size_back(text: Shapes, end: int) -> int:
    """Return how many lines up to and with `end` form an introduction, 0 = none."""
    follows = text.next_text(end + 1)
    quoted_follows = follows < len(text) and text.quoted[follows] and follows - end < 4
    joined = ""
    found = 0
    for size in range(1, _WRAP + 1):
        at = end - size + 1
        if at < 0 or not text.bare[at] or text.quoted[at]:
            break
        line = text.bare[at]
        if size > 1 and line[-1] in ".!?" and not _breaks_inside(line):
            break
        longer = f"{line} {joined}".strip()
        if len(longer) > _MOST:
            break
        if introduces(longer, quoted_follows=quoted_follows):
            if found and not _gains(line, joined):
                break
            found = size
        elif found:
            break
        joined = longer
    if found and text.bare[end - found + 1][0] in "<(" and end - found >= 0:
        above = text.bare[end - found]
        if above and not text.quoted[end - found] and above[-1] not in ".!?,:" and len(above) < 80:
            found += 1
    return found


def _breaks_inside(line: str) -> bool:
    """Tell whether a full stop at the end of a line belongs to an abbreviated date ("Am Mo., 2. März 2026 г.")."""
    if line.count("(") > line.count(")"):
        return True
    words = fold(line)
    return bool(_START.match(words) or _DAY.match(words)) and bool(re.search(r"\d", words))


def _gains(line: str, rest: str) -> bool:
    """Tell whether a line in front of an introduction is its beginning: it brings the date or the address."""
    words, below = fold(line).strip(_EDGES), fold(rest)
    if _START.match(words) and re.search(r"[\d@]", words):
        return True
    if _DAY.match(words) and _DATE.search(words):
        return True
    if "@" in words and "@" not in below:
        return len(words) < 120
    return bool(_DATE.search(words) and not _DATE.search(below)) and words[:1].isdigit()
