"""Dates, counted days and the order of languages."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from postlotse.core.compose.languages import WRITINGS, calendar_day, clock_time, reading_order
from postlotse.core.names import FIRST_TIER

BERLIN = timezone(timedelta(hours=1))


def test_every_first_tier_language_can_be_written() -> None:
    """The language table and the promised languages are the same."""
    assert tuple(sorted(WRITINGS)) == tuple(sorted(FIRST_TIER))
    assert all(len(row.months) == 12 for row in WRITINGS.values() if row.code != "hr")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "1. März 2026"),
        ("en", "1 March 2026"),
        ("tr", "1 Mart 2026"),
        ("uk", "1 березня 2026 року"),
        ("ar", "1 مارس/آذار 2026"),
        ("ru", "1 марта 2026 года"),
        ("fa", "1 مارس 2026"),
        ("ro", "1 martie 2026"),
        ("bg", "1 март 2026 г."),
        ("pl", "1 marca 2026 r."),
        ("hr", "1. 3. 2026."),
        ("it", "1 marzo 2026"),
        ("es", "1 de marzo de 2026"),
        ("fr", "1er mars 2026"),
    ],
)
def test_dates_read_as_people_write_them(language: str, expected: str) -> None:
    """Each language has its own order, month names and endings."""
    assert calendar_day(date(2026, 3, 1), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "24. November 2026, 9:05 Uhr"),
        ("en", "24 November 2026, 09:05"),
        ("fr", "24 novembre 2026, 9 h 05"),
        ("ar", "24 نوفمبر/تشرين الثاني 2026، الساعة 09:05"),
    ],
)
def test_times_read_as_people_write_them(language: str, expected: str) -> None:
    """The time is printed in the zone that it carries."""
    assert clock_time(datetime(2026, 11, 24, 9, 5, tzinfo=BERLIN), language) == expected


def test_a_time_in_utc_says_so() -> None:
    """A forgotten conversion to local time does not tell people a wrong hour."""
    assert clock_time(datetime(2026, 11, 24, 8, 5, tzinfo=UTC), "de") == "24. November 2026, 8:05 Uhr (UTC)"


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("de", {1: "1 Arbeitstag", 5: "5 Arbeitstage"}),
        ("uk", {1: "1 робочий день", 3: "3 робочі дні", 5: "5 робочих днів", 11: "11 робочих днів", 21: "21 робочий день"}),
        ("ru", {2: "2 рабочих дня", 12: "12 рабочих дней", 22: "22 рабочих дня"}),
        ("pl", {1: "1 dzień roboczy", 4: "4 dni robocze", 14: "14 dni roboczych", 21: "21 dni roboczych"}),
        ("hr", {1: "1 radni dan", 3: "3 radna dana", 10: "10 radnih dana"}),
        ("ar", {1: "يوم عمل واحد", 2: "يوما عمل", 5: "5 أيام عمل", 11: "11 يوم عمل"}),
        ("ro", {1: "1 zi lucrătoare", 5: "5 zile lucrătoare", 20: "20 de zile lucrătoare"}),
        ("tr", {1: "1 iş günü", 5: "5 iş günü"}),
    ],
)
def test_working_days_are_counted_by_the_grammar(language: str, counted: dict[int, str]) -> None:
    """Slavic languages and Arabic have more than two forms."""
    assert {n: WRITINGS[language].working_days(n) for n in counted} == counted


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (("tr", "de"), ("tr", "de")),
        (("de",), ("de",)),
        ((), ("de",)),
        (("de", "ar"), ("ar", "de")),
        (("vi", "de"), ("en", "de")),
        (("vi", "en", "zh"), ("en", "de")),
    ],
)
def test_the_senders_language_stands_first_and_german_last(wanted: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """A language without a template gets English beside German."""
    assert reading_order(wanted, FIRST_TIER) == expected
