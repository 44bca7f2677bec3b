"""Find the day by which something must happen, or on which it takes place, in the first-tier languages.

A habit ("jeden Freitag"), opening hours, a past day, a birthday, a bare month and a letter's own date are none.
Plain patterns, linear time (RE2); the words of each language stand in `flagwords_dates`.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from postlotse.core.topics import flagwords_dates as tables
from postlotse.core.topics import fold

#: A day without a year that lies at most so many days back is past, else it is next year's.
_PAST_DAYS = 120
#: Characters before and behind a day that tell what it is.
_BEFORE, _BEHIND = 70, 40
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_SECOND_OF_TWO = re.compile(r"(?<![\d.])\d{1,2}\.(?:/| ?- ?| und | bis )(?=\d{1,2}\. ?\d{1,2}\.)")
_DOTTED = re.compile(r"(?<![\d.,/-])(?<!§ )(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4})|(\d{2})(?![\d:.]))?(?!\d)")
_ORDINAL = re.compile(r"(?<![\d.,:])(\d{1,2})\.(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day that counts: the words that name it and the day itself (None = a period without a day, "Einsendeschluss")."""

    words: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One place in the folded text that names a day, weekday or period."""

    start: int
    end: int
    words: str
    day: date | None
    weekday: bool = False


def due(subject: str, text: str, *, today: date, language: str | None = None) -> Due | None:
    """Return the most binding day that a mail names: one with "until" first, else the earliest; None when there is none.

    `language` only tells apart what two languages write alike (listopad).
    """
    best: tuple[int, date, Due] | None = None
    for part in (subject, text[: fold.MOST_CHARACTERS]):
        folded = fold.fold(_unified(part))
        places = list(_places(folded, today, language))
        habits = _habits(folded, places)
        for index, place in enumerate(places):
            if index in habits or not _counts(folded, place):
                continue
            rank = (0 if _until().search(folded[max(0, place.start - 40) : place.start + 1]) else 1, place.day or date.max)
            if best is None or rank < best[:2]:
                best = (*rank, Due(words=place.words, day=place.day))
    return best[2] if best else None


def _unified(text: str) -> str:
    """Write days of every notation as 5.12.2026 (year 0000 = none) and mark ordinals, so that folding keeps them."""
    text = text.translate(_DIGITS)
    if not any(map(str.isdigit, text)):
        return text
    text = _ISO.sub(lambda hit: f"{int(hit[3])}.{int(hit[2])}.{hit[1]}", text)
    text = _SLASHED.sub(r"\1.\2.\3", text)
    text = _SECOND_OF_TWO.sub("", text)
    text = _DOTTED.sub(lambda hit: f" {hit[1]}.{hit[2]}.{hit[3] or (f'20{hit[4]}' if hit[4] else '0000')} ", text)
    return _ORDINAL.sub(r"\1te ", text)


def _places(folded: str, today: date, language: str | None) -> Iterator[_Found]:
    """Yield what names a day that is not past, in order."""
    for hit in _pattern().finditer(folded):
        if not folded.startswith(" ", hit.end()):
            continue
        groups = hit.groupdict()
        day: date | None = None
        words = str(hit.group(0)).strip()
        if groups["number"]:
            number, month, year = (int(part) for part in groups["number"].split("."))
            day = _ahead(year, month, number, today)
            words = groups["number"].removesuffix("0000")
        elif name := groups["month"] or groups["month2"]:
            number = int(groups["day"] or groups["day2"])
            day = _ahead(int(groups["year"] or groups["year2"] or 0), _month(name, language), number, today)
            words = re.sub(r"(?<=\d)te\b", ".", words)
        elif number_only := groups["only"] or groups["only2"]:
            day = _next_number(int(number_only), today)
            words = re.sub(r"(?<=\d)te\b", ".", words)
        elif groups["weekday"]:
            wanted = tables.weekday_of(groups["weekday"])
            day = _next_weekday(wanted, today)
            yield _Found(start=hit.start(), end=hit.end(), words=groups["weekday"], day=day, weekday=True)
            continue
        elif groups["tomorrow"]:
            if language == "hr" and words == "jutro":
                continue
            day = today + timedelta(days=1)
        elif groups["after"]:
            day = today + timedelta(days=2)
        elif count := groups["count"] or groups["count2"]:
            day = today + timedelta(days=tables.NUMBERS.get(count) or _number(count) or 1)
            if groups["weeks"] or groups["weeks2"]:
                day = today + 7 * (day - today)
        elif groups["weekend"]:
            day = today + timedelta(days=6 - today.weekday())
        elif groups["monthend"]:
            day = today.replace(day=calendar.monthrange(today.year, today.month)[1])
        else:
            yield _Found(start=hit.start(), end=hit.end(), words=words, day=None)
            continue
        if day is not None:
            yield _Found(start=hit.start(), end=hit.end(), words=words, day=day)


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _ahead(year: int, month: int, day: int, today: date) -> date | None:
    """Return the day when it exists and is not past; without a year (0) the next one, unless it has just been."""
    try:
        if year:
            found = date(year, month, day)
            return found if today <= found <= today.replace(day=1) + timedelta(days=1_100) else None
        this = date(today.year, month, day)
        if this >= today:
            return this
        return None if today - this <= timedelta(days=_PAST_DAYS) else date(today.year + 1, month, day)
    except ValueError:
        return None


def _next_number(number: int, today: date) -> date | None:
    """Return the next day of a month that bears this number."""
    year, month = today.year, today.month
    if number < today.day:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _next_weekday(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _month(name: str, language: str | None) -> int:
    if name.startswith("listopad"):
        return 10 if language == "hr" else 11
    return tables.month_of(name)


def _habits(folded: str, places: list[_Found]) -> set[int]:
    """Return the places that are weekdays of a range ("Montag bis Freitag") or of a habit ("jeden Montag und Freitag")."""
    found: set[int] = set()
    for index, place in enumerate(places):
        if not place.weekday:
            continue
        before = folded[max(0, place.start - 30) : place.start + 1]
        if _every().search(before) or _behind_habit().match(folded[place.end : place.end + _BEHIND]):
            found.add(index)
        if index and places[index - 1].weekday:
            between = folded[places[index - 1].end : place.start]
            if between.strip() in tables.RANGES:
                found |= {index - 1, index}
            elif index - 1 in found and between.strip() in tables.ANDS:
                found.add(index)
    return found


def _counts(folded: str, place: _Found) -> bool:
    """Tell whether the words around a day leave it a day ahead: no birth, no letter's date, no report of what was."""
    before = folded[max(0, place.start - _BEFORE) : place.start + 1].rpartition(" . ")[2]
    behind = folded[place.end : place.end + _BEHIND].partition(" . ")[0]
    if _past_before().search(f" {before.lstrip()}") or _past_behind().match(f"{behind.rstrip()} "):
        return False
    if not place.weekday:
        return True
    if needs := tables.NEEDS_BEFORE.get(place.words):
        return before.split()[-1:] != [] and before.split()[-1] in needs.split()
    start = folded.rfind(" . ", 0, place.start)
    end = folded.find(" . ", place.end)
    sentence = (
        f" {folded[max(0, start + 2, place.start - 200) : end if 0 <= end < place.end + 200 else place.end + 200].strip()} "
    )
    if _sick().search(sentence):
        return False
    return not (_past_tense().search(sentence) and not _wanted().search(sentence))


def _any(words: str) -> str:
    """Return folded phrases (parted by `;` or, without one, by blanks) as a regular expression."""
    parts = words.split(";") if ";" in words else words.split()
    return "|".join(
        dict.fromkeys(
            " ".join(
                re2.escape(fold.fold(word.rstrip("*")).strip(" .")) + ("[^ ]*" if word.endswith("*") else "")
                for word in part.split()
            )
            for part in parts
        )
    )


@lru_cache(maxsize=1)
def _pattern() -> Any:
    """Compile everything that names a day, over folded text."""
    months = "|".join(_any(words) for words in tables.MONTHS)
    suffix = "(?:te|st|nd|rd|th|er|го|те|ого|е)?"
    filler = "(?:de |du |di |of |d |da |dia )?"
    numbers = "|".join(sorted(tables.NUMBERS, key=len, reverse=True))
    options = re2.Options()
    options.max_mem = 64 << 20
    options.longest_match = True
    return re2.compile(
        r" (?:(?P<number>\d{1,2}\.\d{1,2}\.\d{4})"
        rf"|(?:(?:{_any(tables.DAY_OF_MONTH)}) )?(?:der |dem |den |the )?(?P<day>\d{{1,2}}){suffix} {filler}(?P<month>{months})"
        rf"(?: {filler}(?P<year>\d{{4}}))?"
        rf"|(?P<month2>{months}) (?P<day2>\d{{1,2}})(?:te|st|nd|rd|th)?(?: (?P<year2>\d{{4}}))?"
        rf"|(?:{_any(tables.DAY_OF_MONTH)}) (?:der |dem |den |the )?(?P<only>\d{{1,2}})(?:te|st|nd|rd|th)(?: dieses monats)?"
        r"|(?:до|قبل|يوم) (?P<only2>\d{1,2})(?:го)? (?:числа|من هذا الشهر|الشهر|من الشهر)"
        r"|(?P<count2>\d{1,2}) (?:gun|(?P<weeks2>hafta)) (?:icinde|suremiz|surem)"
        rf"|(?:{_any(tables.WITHIN)}) (?:von |of |den nachsten |the next |de )?(?P<count>\d{{1,2}}|{numbers})"
        rf" (?:(?:{_any(tables.DAYS)})|(?P<weeks>{_any(tables.WEEKS)}))(?: icinde| zeit)?"
        rf"|(?P<after>{_any(tables.DAY_AFTER_TOMORROW)})"
        rf"|(?P<tomorrow>{_any(tables.TOMORROW)})"
        rf"|(?P<weekend>{_any(tables.WEEK_END)})|(?P<monthend>{_any(tables.MONTH_END)})"
        rf"|(?:{_any(tables.PERIODS)})"
        rf"|(?P<weekday>{'|'.join(_any(words) for words in tables.WEEKDAYS)}))",
        options,
    )


@lru_cache(maxsize=1)
def _until() -> Any:
    return re2.compile(rf" (?:{_any(tables.UNTIL)}) (?:[^ ]+ ){{0,2}}$")


@lru_cache(maxsize=1)
def _every() -> Any:
    return re2.compile(rf" (?:{_any(tables.EVERY)}) (?:[^ ]{{1,12}} )?$| (?:{_any(tables.EVERY_NEXT_TO)}) $")


@lru_cache(maxsize=1)
def _behind_habit() -> Any:
    return re2.compile(rf" ?(?:{_any(tables.BEHIND_HABIT)}) ")


@lru_cache(maxsize=1)
def _past_before() -> Any:
    return re2.compile(
        rf" (?:{_any(tables.LAST)}) (?:[^ ]{{1,12}} )?$| (?:{_any(tables.NEXT_TO_PAST)}) $"
        rf"| (?:{_any(tables.SINCE)}) (?:[^ ]+ ){{0,2}}$| (?:{_any(tables.BORN)}) (?:[^ ]+ ){{0,4}}$"
        rf"| (?:{_any(tables.PAPERS)}) (?:[^ ]+ ){{0,2}}(?:{_any(tables.FROM)}) $"
    )


@lru_cache(maxsize=1)
def _past_behind() -> Any:
    return re2.compile(rf" ?(?:(?:[^ ]+ ){{0,3}}(?:{_any(tables.BORN)}) |(?:{_any(tables.LAST_BEHIND)}) )")


@lru_cache(maxsize=1)
def _past_tense() -> Any:
    return re2.compile(tables.PAST_TENSE)


@lru_cache(maxsize=1)
def _sick() -> Any:
    return re2.compile(rf" (?:{_any(tables.SICK)}) ")


@lru_cache(maxsize=1)
def _wanted() -> Any:
    return re2.compile(rf" (?:{_any(tables.WANTED)}) ")
