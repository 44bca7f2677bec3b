"""The languages we write in: name, direction, dates and counted days, one row a language.

A new language is one row here and a folder of templates.  No wording of mails belongs here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from postlotse.core.names import RIGHT_TO_LEFT

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
#: Arabic has two sets of month names (Egypt and the Gulf / Syria and Iraq); both stand, as the pan-Arab press prints them.
_ARABIC_MONTHS = (
    "يناير/كانون الثاني",
    "فبراير/شباط",
    "مارس/آذار",
    "أبريل/نيسان",
    "مايو/أيار",
    "يونيو/حزيران",
    "يوليو/تموز",
    "أغسطس/آب",
    "سبتمبر/أيلول",
    "أكتوبر/تشرين الأول",
    "نوفمبر/تشرين الثاني",
    "ديسمبر/كانون الأول",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How one language is written: `name` in itself, patterns for dates and times, and the counted working day."""

    code: str
    name: str
    months: Sequence[str]
    day: str  # pattern of {d}, {month}, {m}, {y}
    moment: str  # pattern of {day}, {h} (no leading zero), {hh}, {mm}
    working_days: Callable[[int], str]

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"


def _one_other(one: str, other: str) -> Callable[[int], str]:
    return lambda n: f"{n} {one if n == 1 else other}"


def _slavic(one: str, few: str, many: str, *, one_repeats: bool) -> Callable[[int], str]:
    """Return the Slavic count: 1 · 2–4 · 5 and more; `one_repeats` where 21 counts as 1 (not in Polish)."""

    def counted(n: int) -> str:
        tail, tens = n % 10, n % 100
        if n == 1 or (one_repeats and tail == 1 and tens != 11):
            return f"{n} {one}"
        return f"{n} {few if 2 <= tail <= 4 and not 12 <= tens <= 14 else many}"

    return counted


def _arabic_days(n: int) -> str:
    if n == 1:
        return "يوم عمل واحد"
    if n == 2:
        return "يوما عمل"
    return f"{n} أيام عمل" if 3 <= n % 100 <= 10 else f"{n} يوم عمل"


def _romanian_days(n: int) -> str:
    if n == 1:
        return "1 zi lucrătoare"
    return f"{n} zile lucrătoare" if 1 <= n % 100 <= 19 else f"{n} de zile lucrătoare"


def _row(code: str, name: str, day: str, moment: str, working_days: Callable[[int], str]) -> Writing:
    months = _ARABIC_MONTHS if code == "ar" else tuple(_MONTHS.get(code, "").split())
    return Writing(code=code, name=name, months=months, day=day, moment=moment, working_days=working_days)


_PLAIN = "{d} {month} {y}"
WRITINGS = {
    row.code: row
    for row in (
        _row("de", "Deutsch", "{d}. {month} {y}", "{day}, {h}:{mm} Uhr", _one_other("Arbeitstag", "Arbeitstage")),
        _row("en", "English", _PLAIN, "{day}, {hh}:{mm}", _one_other("working day", "working days")),
        _row("tr", "Türkçe", _PLAIN, "{day}, saat {hh}.{mm}", _one_other("iş günü", "iş günü")),
        _row("uk", "Українська", "{d} {month} {y} року", "{day}, {hh}:{mm}",
             _slavic("робочий день", "робочі дні", "робочих днів", one_repeats=True)),
        _row("ar", "العربية", _PLAIN, "{day}، الساعة {hh}:{mm}", _arabic_days),
        _row("ru", "Русский", "{d} {month} {y} года", "{day}, {hh}:{mm}",
             _slavic("рабочий день", "рабочих дня", "рабочих дней", one_repeats=True)),
        _row("fa", "فارسی", _PLAIN, "{day}، ساعت {hh}:{mm}", _one_other("روز کاری", "روز کاری")),
        _row("ro", "Română", _PLAIN, "{day}, ora {hh}:{mm}", _romanian_days),
        _row("bg", "Български", "{d} {month} {y} г.", "{day}, {hh}:{mm} ч.", _one_other("работен ден", "работни дни")),
        _row("pl", "Polski", "{d} {month} {y} r.", "{day}, godz. {hh}:{mm}",
             _slavic("dzień roboczy", "dni robocze", "dni roboczych", one_repeats=False)),
        # Month names differ between hr and sr/bs, figures do not.
        _row("hr", "Hrvatski / Srpski / Bosanski", "{d}. {m}. {y}.", "{day} u {hh}:{mm}",
             _slavic("radni dan", "radna dana", "radnih dana", one_repeats=True)),
        _row("it", "Italiano", _PLAIN, "{day}, ore {hh}:{mm}", _one_other("giorno lavorativo", "giorni lavorativi")),
        _row("es", "Español", "{d} de {month} de {y}", "{day}, {hh}:{mm} h", _one_other("día laborable", "días laborables")),
        _row("fr", "Français", _PLAIN, "{day}, {h} h {mm}", _one_other("jour ouvré", "jours ouvrés")),
    )
}  # fmt: skip


def calendar_day(day: date, language: str) -> str:
    """Return a date as people who read `language` write it, in the Gregorian calendar with Western figures."""
    row = WRITINGS[language]
    month = row.months[day.month - 1] if row.months else ""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return row.day.format(d=number, month=month, m=day.month, y=day.year)


def clock_time(moment: datetime, language: str) -> str:
    """Return date and time in `language`, in the zone that `moment` carries; times in UTC say so.

    Callers convert to the city's zone first; the visible "UTC" keeps a forgotten conversion honest.
    """
    row = WRITINGS[language]
    written = row.moment.format(
        day=calendar_day(moment.date(), language), h=moment.hour, hh=f"{moment.hour:02}", mm=f"{moment.minute:02}"
    )
    return written if moment.utcoffset() else f"{written} (UTC)"


def reading_order(wanted: Sequence[str], available: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of a mail: those wanted that we have, English for those we have not, and German last."""
    chosen = [code if code in available else "en" for code in wanted]
    order = [code for code in dict.fromkeys(chosen) if code in available and code != "de"]
    return (*order, "de")
