"""Words that name days, weekdays and periods, and those that make a day no deadline.  Data only; see `dates`.

Words are folded before they are compared; `*` at an end stands for any letters.
"""

from functools import cache

from postlotse.core.topics import fold

_MONTH_NAMES = (
    ("januar januars january janvier jänner gennaio enero ocak січня січень января январь януари stycznia styczeń siječnja "
    "siječanj januara јануара ianuarie يناير ژانویه"),
    ("februar february février febbraio febrero şubat лютого лютий февраля февраль февруари lutego luty veljače veljača "
    "februara фебруара februarie فبراير شباط فوریه"),
    "märz march mars marzo mart марта март березня березень marca marzec ožujka ožujak marta martie مارس آذار",
    ("april avril aprile abril nisan квітня квітень апреля апрель април kwietnia kwiecień travnja travanj aprila априла "
    "aprilie أبريل ابريل نيسان آوریل"),
    "mai may maggio mayo mayıs травня травень мая май maja maj svibnja svibanj маја مايو أيار مه",
    ("juni june juin giugno junio haziran червня червень июня июнь юни czerwca czerwiec lipnja lipanj juna јуна iunie "
    "يونيو حزيران ژوئن"),
    "juli july juillet luglio julio temmuz липня липень июля июль юли lipca lipiec srpnja srpanj jula јула iulie يوليو تموز ژوئیه",
    ("august août agosto ağustos серпня серпень августа август sierpnia sierpień kolovoza kolovoz avgusta augusta августа "
    "أغسطس آب اوت"),
    ("september septembre settembre septiembre eylül вересня вересень сентября сентябрь септември września wrzesień rujna rujan "
    "septembra септембра septembrie سبتمبر أيلول سپتامبر"),
    ("oktober october octobre ottobre octubre ekim жовтня жовтень октября октябрь октомври października październik "
    "oktobra октобра octombrie أكتوبر اکتبر"),
    ("november novembre noviembre kasım листопада листопад ноября ноябрь ноември listopada listopad studenog studenoga studeni "
    "novembra новембра noiembrie نوفمبر نوامبر"),
    ("dezember december décembre dicembre diciembre aralık грудня грудень декабря декабрь декември grudnia grudzień prosinca "
    "prosinac decembra децембра decembrie ديسمبر دسامبر"),
)  # fmt: skip
#: Month names of two words would not fold into one: their second word stands alone behind a day.
_TURKISH = ("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık")
_LEVANTINE = {"كانون الثاني": 1, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12}
MONTHS = tuple(
    ";".join(
        [
            *words.split(),
            *(_TURKISH[number - 1] + case for case in ("a", "e", "ı", "i", "ta", "te", "da", "de", "tan", "ten", "dan", "den")),
            *(name for name, month in _LEVANTINE.items() if month == number),
        ]
    )
    for number, words in enumerate(_MONTH_NAMES, 1)
)
WEEKDAYS = (
    ("montag montagabend montagnachmittag montagmorgen montagvormittag monday pazartesi понеділок понеділка понедельник "
    "понедельника понеделник الاثنين الإثنين دوشنبه luni poniedziałek poniedziałku ponedjeljak ponedjeljka ponedeljka "
    "ponedeljak понедељак lunedì lunes lundi"),
    ("dienstag dienstagabend dienstagnachmittag dienstagvormittag tuesday salı вівторок вівторка вторник вторника الثلاثاء "
    "سهشنبه marți wtorek wtorku utorak utorka уторак martedì martes mardi"),
    ("mittwoch mittwochabend mittwochnachmittag mittwochvormittag wednesday çarşamba середу середи среду среды сряда الأربعاء "
    "چهارشنبه miercuri środę środy srijedu srijede sredu srede среду mercoledì miércoles mercredi"),
    ("donnerstag donnerstagabend donnerstagnachmittag donnerstagvormittag thursday perşembe четвер четверга четверг "
    "четвъртък الخميس پنجشنبه joi czwartek czwartku četvrtak četvrtka четвртак giovedì jueves jeudi"),
    ("freitag freitagabend freitagnachmittag freitagvormittag friday cuma п'ятницю п'ятниці пятницу пятницы петък الجمعة "
    "جمعه vineri piątek piątku petak petka петак venerdì viernes vendredi"),
    ("samstag samstagabend samstagnachmittag samstagvormittag sonnabend saturday cumartesi суботу суботи субботу субботы "
    "събота السبت شنبه sâmbătă sobotę soboty subotu subote суботу sabato sábado samedi"),
    ("sonntag sonntagabend sonntagnachmittag sonntagvormittag sunday неділю неділі воскресенье воскресенья неделя الأحد یکشنبه "
    "duminică niedzielę niedzieli nedjelju nedjelje nedelju недељу domenica domingo dimanche"),
)  # fmt: skip
_TO = "до від з на цієї наступної с от від од od do z"
#: Weekdays that only are a day behind one of these words: forms of the plural, words of two meanings (luni = months).
NEEDS_BEFORE = {
    fold.fold(name).strip(): fold.fold(needs).strip()
    for name, needs in {
        "luni": "până pe de aceasta",
        "duminică": "până pe această",
        "sâmbătă": "până pe această",
        "salı": "bu gelecek önümüzdeki için kadar günü",
        "суботи": _TO,
        "неділі": _TO,
        "середи": _TO,
        "субботы": _TO,
        "среды": _TO,
        "пятницы": _TO,
        "п'ятниці": _TO,
        "soboty": "do od tej",
        "niedzieli": "do od tej",
        "środy": "do od tej",
        "subote": "do od ove",
        "nedjelje": "do od ove",
        "srijede": "do od ove",
        "неделя": "в до за тази",
        "dimanche": "ce pour avant d'ici dès",
        "domingo": "este para hasta el próximo",
        "domenica": "questa entro per prossima",
    }.items()
}
#: A weekday soon behind one of these is a habit …
EVERY = (
    "jeden jede jedem jeder immer every each her каждый каждую каждое кожен кожну кожного кожної всяка всеки всяко كل هر "
    "fiecare każdy każdą każde co svaki svake svaku svakog сваке сваки ogni cada todos tous chaque meistens usually"
)  # fmt: skip
#: … and right behind one of these.
EVERY_NEXT_TO = "les;los;le;il;la;dla;в кожен;po;по;مدرسة;صلاة;نماز;زائد;selbst;a;un;una;один;одну;școală de;școala de"
#: A habit, a name or a service, when it stands right behind the weekday.
BEHIND_HABIT = (
    "school;schools;prayer;prayers;service;services;market;class;slot;group;namazı;abends;morgens;mittags;nachmittags;"
    "vormittags;frei;soir;matin et;schule;school;okulu;pomeriggio di ogni;de cada"
)
RANGES = frozenset(
    fold.fold(word).strip()
    for word in (
        "", "bis", "bis zum", "to", "through", "till", "until", "al", "a", "au", "à", "до", "по", "do", "până", "pana", "ile",
        "إلى", "الى", "حتى", "تا", "la", "kadar",
    )
)  # fmt: skip
ANDS = frozenset({"und", "and", "ve", "и", "і", "й", "та", "e", "y", "et", "oder", "or", "si", "i", "oraz", "و", "als auch"})
DAY_OF_MONTH = "am;bis;bis zum;zum;spätestens am;erst am;on the;by the;until the;before the;on;by"
UNTIL = (
    "bis;spätestens;muss;müssen;abgabe*;frist*;until;by;before;no later than;deadline;due;must;kadar;son;до;не пізніше;"
    "не позже;позднее;حتى;قبل;تا;باید;până;pana;termen*;до края;най късно;do;najpóźniej;najkasnije;entro;prima del;antes;"
    "hasta;avant;d ici;au plus tard"
)
WITHIN = (
    "innerhalb;binnen;within;протягом;в течение;в рок от;خلال;ظرف;în termen de;w ciągu;w terminie;u roku od;entro;sous;"
    "dans un délai de;en un plazo de;en el plazo de;habe nur;habe noch;habe;haben nur;haben noch;haben;noch;have;only have;"
    "we have;مهلة;рок;у нас є;есть;є;ho;abbiamo;tengo;tenemos;j ai;nous avons;mam;mamy;imam;imamo;имам;имаме;avem;am;in;dans;"
    "через;за;za;tra;fra;في غضون"
)
DAYS = (
    "tage zeit;tagen;werktagen;days;gün içinde;дні;днів;дней;дни;дня;ايام;يوم;يوما;روز;zile;dni;dana;giorni;días;jours;"
    "tage frist"
)
WEEKS = (
    "wochen zeit;wochen;woche frist;week;weeks;hafta içinde;тижні;тижнів;тиждень;недели;недель;седмици;اسابيع;اسبوع;اسبوعين;هفته;"
    "săptămâni;tygodnie;tygodni;tjedna;nedelje;sedmice;settimane;semanas;semaines"
)
NUMBERS = {
    "einer": 1, "one": 1, "einem": 1, "zwei": 2, "two": 2, "due": 2, "dos": 2, "deux": 2, "два": 2, "две": 2, "дві": 2,
    "doua": 2, "dwa": 2, "dva": 2, "drei": 3, "three": 3, "tre": 3, "tres": 3, "trois": 3, "три": 3, "trei": 3, "trzy": 3,
    "tri": 3, "vier": 4, "four": 4, "funf": 5, "five": 5, "sechs": 6, "zehn": 10, "ten": 10, "zwolf": 12, "vierzehn": 14,
    "fourteen": 14, "quinze": 15, "ثلاثين": 30, "ثلاثه": 3,
}  # fmt: skip
DAY_AFTER_TOMORROW = "übermorgen;the day after tomorrow;ertesi gün;öbür gün;післязавтра;послезавтра;вдругиден;بعد غد;پس فردا;poimâine;pojutrze;preksutra;prekosutra;dopodomani;pasado mañana;après demain"
TOMORROW = (
    "bis morgen;ab morgen;morgen um;morgen früh;morgen abend;morgen vormittag;morgen nachmittag;morgen mittag;morgen ist;"
    "morgen muss;morgen müssen;morgen kommt;morgen kommen;morgen habe;morgen haben;schon morgen;ist morgen;für morgen;"
    "tomorrow;yarın;yarına;завтра;завтрашній;утре;غدا;غد;بكرا;بكرة;فردا;mâine;jutro;jutra;sutra;сутра;domani;domattina;"
    "para mañana;es mañana;sale mañana;mañana a las;mañana tengo;mañana tenemos;hasta mañana;demain"
)
WEEK_END = (
    "ende der woche;ende dieser woche;end of the week;hafta sonuna kadar;кінця тижня;конца недели;края на седмицата;"
    "قبل نهاية الأسبوع;حتى نهاية الأسبوع;پایان هفته;آخر هفته;sfârșitul săptămânii;końca tygodnia;kraja tjedna;kraja nedelje;kraja sedmice;"
    "fine della settimana;entro il fine settimana;fin de la semaine"
)
MONTH_END = (
    "ende des monats;monatsende;ende diesen monats;ende dieses monats;end of the month;ay sonuna kadar;кінця місяця;"
    "конца месяца;края на месеца;نهاية الشهر;آخر ماه;până la sfârșitul lunii;końca miesiąca;kraja mjeseca;kraja meseca;"
    "fine del mese;entro fine mese;antes de fin de mes;fin du mois"
)
#: A period that binds, though no day is told.
PERIODS = (
    "einsendeschluss;abgabefrist;antragsfrist;meldefrist;frist bis;letzter tag;stichtag;fristablauf;widerspruchsfrist;"
    "abgabeschluss;anmeldeschluss;frist läuft;due date;last day;son gün;son tarih;son başvuru;останній день;"
    "термін до;последний день;крайний срок;краен срок;آخر موعد;الموعد النهائي;آخرین مهلت;termen limită;termenul limită;"
    "termin mija;ostateczny termin;krajnji rok;rok je;scadenza è;fecha límite;date limite;dernier jour;bis nächste woche;"
    "bis ende nächster woche;by next week;haftaya kadar;до наступного тижня;до следующей недели"
)
#: A day behind one of these is past …
LAST = (
    "letzten letzte letzter letztem vergangenen vergangene vorigen last past geçen минулої минулого минулу прошлой прошлую "
    "прошлый прошлое прошедшую миналата миналия zeszły zeszłą zeszłym zeszłej ubiegły ubiegłą prošli prošle prošlu прошле"
)
NEXT_TO_PAST = "vom;dated;z dnia;din data de;en date du;بتاريخ;مورخ;tarihli;датою;стояв"
SINCE = "seit;since;depuis;desde;ab wann;от дата;починаючи;начиная;منذ;از تاریخ;dal"
BORN = (
    "geboren;geb;geburtsdatum;geburtstag ist der;born;gegründet;founded;eröffnet wurde;doğum*;doğdu*;kuruldu;народи*;"
    "народж*;заснован*;родил*;рожден*;роден*;основан*;مواليد;ولدت;ولد;تأسست;متولد;تاسیس;تأسیس;născut*;înființat*;"
    "urodził*;urodzon*;założon*;rođen*;osnovan*;nato;nata;fondata;fondato;nacid*;nací;fundó;fundada;né le;née le;suis né;suis née;est né;est née;fondée"
)
LAST_BEHIND = (
    "trecut;trecută;scorso;scorsa;pasado;pasada;dernier;dernière;passé;الماضي;الماضية;گذشته;önce;ago;nin mektubu;"
    "tarihli;tarihinde doğ*"
)
#: Somebody is away or ill until then: nothing has to happen.
SICK = (
    "krank;windpocken;grippe;erkältet;sick;ill;hasta;хворі*;хвора;хворий;болеет;болен;больна;болно;болна;болен;مريض;مريضة;"
    "بیمار;مریض;bolnav*;gripă;chory;chora;choruje;bolestan;bolesna;malato;malata;enfermo;enferma;malade"
)
PAPERS = (
    "schreiben;brief;mail;e mail;email;nachricht;bescheid;antwort;rechnung;vertrag;vereinbarung;protokoll;ummeldung;"
    "letter;message;invoice;contract;reply;yazınız;mektubunuz;лист;листа;листі;письмо;письма;письме;брошюру;scrisoarea;"
    "adresa;писмо;писмото;pismo;pisma;dopis;lettera;mail;carta;correo;courrier;lettre;facture;رسالتكم;نامه"
)
FROM = "vom;of;from;dated;від;от;од;od;din;del;du;z;z dnia;في;از;tarihli"
#: Tells of what was, as German and English do; other languages mostly show it by a word of `LAST`.
PAST_TENSE = (
    r" (?:habe|haben|hat|hatte|hatten|war|waren|wurde|wurden|bin|ist|sind) (?:[^ ]+ ){0,12}[a-z]*ge[a-z]{2,}(?:t|en) "
    r"| (?:habe|haben|hat|wurde|wurden|war|waren) (?:[^ ]+ ){0,12}(?:besucht|erhalten|bekommen|verloren|erklart|war|da|dort) "
    r"| (?:war|waren|was|were|went|called|came|held|celebrated|visited|wrote|met|refused|passed|had|gave) "
    r"| (?:nisu|nismo|nije|su|smo) [^ ]+(?:li|la|lo) | (?:provelи|провели|святкували|отпраздновали|дзвонила|звонила) "
    r"| (?:byliśmy|bylismy|bylem|bylam|abbiamo avuto|siamo stati|estuvimos|llame|nous avons fete|j ai appele) "
)
WANTED = (
    "muss;müssen;soll;sollen;brauche;brauchen;braucht;suche;suchen;will;wollen;möchte;möchten;bis;spätestens;feiern;findet;"
    "need;needs;must;until;by;looking;want;trebamo;tražimo;moramo;потрібн*;нужн*;potrzeb*;serve;necesit*;il faut;cherchons"
)


@cache
def _numbers(kind: str) -> dict[str, int]:
    lists = MONTHS if kind == "months" else WEEKDAYS
    found: dict[str, int] = {}
    for number, words in enumerate(lists):
        for word in words.split(";") if ";" in words else words.split():
            found.setdefault(fold.fold(word).strip(" ."), number)
    return found


def month_of(folded: str) -> int:
    """Return the number of a month (1–12) by its folded name."""
    return _numbers("months")[folded] + 1


def weekday_of(folded: str) -> int:
    """Return the number of a weekday (Monday = 0) by its folded name."""
    return _numbers("weekdays")[folded]
