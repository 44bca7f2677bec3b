"""Find a concrete day, weekday or period in a text, in the first-tier languages.  Plain patterns, linear time (RE2)."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from postlotse.core.topics import fold

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: Stems of month names, folded, by month; letters may follow.
_MONTHS = (
    "januar* january janvier jänner* gennaio enero ocak* січн* январ* януари stycz* siječ* ianuarie يناير ژانویه",
    "februar* february février febbraio febrero şubat* лют* феврал* февруари lut* veljač* februarie فبراير فوریه",
    "märz* march mars marzo mart* берез* март* mar* ožuj* martie مارس",
    "april* avril aprile abril nisan* квіт* апрел* април kwie* travanj travnja aprilie أبريل ابريل آوریل",
    "mai may maggio mayo mayıs* трав* мая май maj* svib* مايو مه",
    "juni june juin giugno junio haziran* черв* июн* юни czerw* lip* iunie يونيو ژوئن",
    "juli july juillet luglio julio temmuz* лип* июл* юли lip* srp* iulie يوليو ژوئیه",
    "august* août agosto ağustos* серп* август* sierp* kolovoz* أغسطس اوت",
    "september* septembre settembre septiembre eylül* верес* сентябр* септември wrze* rujan rujna septembrie سبتمبر سپتامبر",
    "oktober* october octobre ottobre octubre ekim* жовт* октябр* октомври paździer* listopad* octombrie أكتوبر اکتبر",
    "november* novembre noviembre kasım* листопад* ноябр* ноември listopad* studeni studenoga studenog noiembrie نوفمبر نوامبر",
    "dezember* december* décembre dicembre diciembre aralık* груд* декабр* декември grud* prosin* decembrie ديسمبر دسامبر",
)
_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montagabend dienstagabend "
    "mittwochabend donnerstagabend freitagabend samstagabend montagnachmittag freitagnachmittag "
    "samstagnachmittag montagmorgen monday tuesday wednesday thursday friday saturday sunday pazartesi salı "
    "çarşamba perşembe cuma cumartesi понеділок понеділка вівторок вівторка середу середи четвер четверга "
    "п'ятницю п'ятниці суботу суботи неділю неділі понедельник понедельника вторник вторника среду среды четверг "
    "четверга пятницу пятницы субботу субботы воскресенье воскресенья понеделник вторник сряда четвъртък петък "
    "събота неделя الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه "
    "شنبه یکشنبه luni marți miercuri joi vineri sâmbătă duminică poniedziałek poniedziałku wtorek wtorku środę "
    "środa czwartek czwartku piątek piątku sobotę sobota niedzielę niedziela ponedjeljak ponedjeljka ponedeljka utorka srijede srede četvrtka petka subote nedjelje ponedeljak utorak "
    "srijedu sredu četvrtak petak subotu subota nedjelju nedelju lunedì martedì mercoledì giovedì venerdì sabato "
    "domenica lunes martes miércoles jueves viernes sábado domingo lundi mardi mercredi jeudi vendredi samedi "
    "dimanche"
)
#: A weekday behind one of these is a habit, not a date.
_EVERY = (
    "jeden jede immer every each her каждый каждую каждое кожен кожну кожної щосереди всяка всеки كل هر fiecare "
    "każdy każdą co svaki svake svaku ogni cada todos tous chaque les"
)
_PERIODS = (
    "bis morgen;bis übermorgen;ab morgen;übermorgen;bis ende der woche;bis ende dieser woche;bis ende des monats;"
    "bis ende nächster woche;bis zum ende der woche;bis monatsende;einsendeschluss;abgabefrist;antragsfrist;"
    "meldefrist;die frist;eine frist;frist bis;letzter tag;stichtag;fristablauf;widerspruchsfrist;nächste woche;"
    "nächsten woche;kommende woche;kommenden woche;morgen um;morgen früh;morgen abend;by tomorrow;"
    "end of the week;end of the month;deadline;due date;next week;tomorrow morning;tomorrow at;last day;"
    "yarına kadar;son gün;son tarih;hafta sonuna kadar;ay sonuna kadar;gelecek hafta;önümüzdeki hafta;haftaya;"
    "до завтра;до кінця тижня;до кінця місяця;останній день;термін до;наступного тижня;до конца недели;"
    "до конца месяца;последний день;крайний срок;на следующей неделе;до края на седмицата;до края на месеца;"
    "краен срок;следващата седмица;قبل نهاية الأسبوع;حتى نهاية الشهر;آخر موعد;الموعد النهائي;الأسبوع القادم;"
    "تا پایان هفته;تا آخر هفته;آخرین مهلت;مهلت;هفته آینده;până mâine;până la sfârșitul;termen limită;"
    "termenul limită;termenul;săptămâna viitoare;do końca tygodnia;do końca miesiąca;termin mija;"
    "ostateczny termin;w przyszłym tygodniu;do kraja tjedna;do kraja mjeseca;do kraja nedelje;krajnji rok;rok je;"
    "sljedeći tjedan;sledeće nedelje;entro domani;entro la fine;scadenza;la settimana prossima;"
    "prossima settimana;fecha límite;antes del fin;plazo;la próxima semana;avant la fin;date limite;délai;"
    "la semaine prochaine;dernier jour"
)
_WITHIN = (
    r" (?:innerhalb|binnen|within|in|через|протягом|в течение|до|خلال|ظرف|în termen de|în|w ciągu|za|u roku od|entro|tra|fra|en|dans|sous) "
    r"(?:von |of |den nachsten |the next )?(?:\d{1,2}|zwei|drei|vier|funf|sechs|zehn|zwolf|two|three|four|five|ten|einer|one|due|tre|dos|tres|deux|trois) "
    r"(?:tag|tagen|wochen|woche|werktagen|days|weeks|week|day|gun|hafta|днив|днів|дней|недель|недели|тижн[^ ]*|тижнив|"
    r"дни|седмици|ايام|يوم|يوما|اسابيع|اسبوع|روز|هفته|"
    r"zile|saptamani|dni|tygodni|tygodnie|dana|tjedna|nedelje|giorni|settimane|dias|semanas|jours|semaines) "
)  # fmt: skip
_TURKISH_WITHIN = r" \d{1,2} (?:gun|hafta) icinde "
_NUMERIC = r"(?:^|[^\d.,/-])(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2}))?(?:[^\d]|$)"
_SLASHED = r"(?:^|[^\d.,/-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[^\d]|$)"
_ISO = r"(?:^|[^\d-])(\d{4})-(\d{2})-(\d{2})(?:[^\d]|$)"


def due(subject: str, text: str, *, today: date) -> str:
    """Return the words that name a day that is not past, a weekday or a period, or "" when there is none."""
    for part in (subject, text[: fold.MOST_CHARACTERS]):
        plain = part.translate(_DIGITS)
        hit = _numeric(plain, today) or _worded(fold.fold(plain), today)
        if hit:
            return hit.strip()
    return ""


def _numeric(text: str, today: date) -> str:
    """Find 24.12., 24.12.2026, 24/12/2026, 2026-12-24."""
    for expression, order in ((_NUMERIC, (3, 2, 1)), (_SLASHED, (3, 2, 1)), (_ISO, (1, 2, 3))):
        for hit in _compiled(expression).finditer(text):
            year, month, day = (hit.group(i) for i in order)
            if _ahead(year, int(month), int(day), today):
                return str(hit.group(0)).strip(" ,;:()!?\n\r\t-–")
    return ""


def _ahead(year: str | None, month: int, day: int, today: date) -> bool:
    """Tell whether a day exists and is not past; without a year it counts unless it was in the last sixty days."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day) >= today
        this = date(today.year, month, day)
    except ValueError:
        return False
    return not today - timedelta(days=60) <= this < today


def _worded(folded: str, today: date) -> str:
    """Find 24. Dezember, December 24, weekdays that are no habit, and periods, in folded text."""
    padded = folded.replace(" . ", " ")
    for hit in _month_pattern().finditer(padded):
        groups = hit.groupdict()
        month = next(i for i in range(1, 13) if groups[f"a{i}"] or groups[f"b{i}"])
        day = groups["day"] or groups["day2"]
        if _ahead(groups["year"], month, int(day), today):
            return str(hit.group(0))
    for expression in (_WITHIN, _TURKISH_WITHIN):
        if (hit := _compiled(expression).search(padded)) is not None:
            return str(hit.group(0))
    if words := fold.found(_periods(), folded, most=1):
        return words[0]
    for hit in _weekday_pattern().finditer(folded):
        if not hit.group("every"):
            return str(hit.group("weekday"))
    return ""


@lru_cache(maxsize=8)
def _compiled(expression: str) -> Any:
    return re2.compile(expression)


@lru_cache(maxsize=1)
def _periods() -> fold.Words:
    return fold.compile_words(_PERIODS.split(";"))


def _alternatives(words: str) -> str:
    """Return folded words as a regular expression."""
    parts = []
    for word in words.split():
        core = fold.fold(word.rstrip("*")).strip(" .")
        parts.append(core + ("[^ ]*" if word.endswith("*") else ""))
    return "|".join(dict.fromkeys(parts))


@lru_cache(maxsize=1)
def _month_pattern() -> Any:
    """Compile `24 dezember 2026` and `december 24 2026` over folded text."""
    before = "|".join(f"(?P<a{i}>{_alternatives(words)})" for i, words in enumerate(_MONTHS, 1))
    after = "|".join(f"(?P<b{i}>{_alternatives(words)})" for i, words in enumerate(_MONTHS, 1))
    filler = r"(?:de |du |di |of |d )?"
    pattern = (
        rf" (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|го|те|ого)?\.? {filler}(?:{before})|(?:{after}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
        rf"(?: {filler}(?P<year>\d{{4}}))?(?: |$)"
    )
    return re2.compile(pattern)


@lru_cache(maxsize=1)
def _weekday_pattern() -> Any:
    return re2.compile(rf"(?P<every> (?:{_alternatives(_EVERY)}))? (?P<weekday>{_alternatives(_WEEKDAYS)})(?: |$)")
