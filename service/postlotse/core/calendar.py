"""Working days of the Land and the city's own clock time.  Knows no clock: every function is told the day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

CITY_ZONE = "Europe/Berlin"

#: The short names of the weekdays, as the files have them.
WEEKDAYS: Mapping[str, int] = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
#: From and until, in minutes after midnight.
Span = tuple[int, int]
#: Monday to Friday from 8 to 17 o'clock: when nothing else is written in `calendar.yaml`.
USUAL_HOURS: Mapping[int, tuple[Span, ...]] = dict.fromkeys(range(5), ((8 * 60, 17 * 60),))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPolicy:
    """Which days count as working days, and when the house is open on them.

    The Land's holidays (two letters) and closures of the city's own are none; `hours` maps weekday (Monday = 0) → spans.
    """

    land: str = "HE"
    closures: tuple[date, ...] = ()
    hours: Mapping[int, tuple[Span, ...]] = field(default_factory=lambda: USUAL_HOURS)


@lru_cache(maxsize=64)
def _holidays(land: str, year: int) -> frozenset[date]:
    """Return the public holidays of a Land (two letters) in one year; raises ValueError for an unknown Land."""
    from holidays import country_holidays  # a slow import that most commands do not need

    try:
        return frozenset(country_holidays("DE", subdiv=land, years=year))
    except NotImplementedError as error:
        raise ValueError(f"kein Land mit der Abkürzung {land!r}") from error


def is_working_day(day: date, *, land: str = "HE", closures: Collection[date] = ()) -> bool:
    """Tell whether offices work on `day`: Monday to Friday, no holiday of the Land, no closure of the city."""
    return day.weekday() < 5 and day not in closures and day not in _holidays(land, day.year)


def working_day_after(start: date, days: int, *, land: str = "HE", closures: Collection[date] = ()) -> date:
    """Return the working day that lies `days` working days after `start`.

    `start` itself never counts (§ 187 Abs. 1 BGB).  0 days give `start` itself, or the next working day when it is none.
    Raises ValueError for negative days or an unknown Land.
    """
    if days < 0:
        raise ValueError("days must not be negative")
    day = start
    if days == 0:
        while not is_working_day(day, land=land, closures=closures):
            day += timedelta(days=1)
        return day
    left = days
    while left:
        day += timedelta(days=1)
        if is_working_day(day, land=land, closures=closures):
            left -= 1
    return day


def works(day: date, policy: CalendarPolicy) -> bool:
    """Tell whether `day` is a working day of the house."""
    return is_working_day(day, land=policy.land, closures=policy.closures)


def is_open(moment: datetime, policy: CalendarPolicy) -> bool:
    """Tell whether the house is open at an aware moment: a working day, within its hours of that weekday."""
    local = city_time(moment)
    minute = local.hour * 60 + local.minute
    spans = policy.hours.get(local.weekday(), ())
    return any(start <= minute < end for start, end in spans) and works(local.date(), policy)


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def city_time(moment: datetime, zone: str = CITY_ZONE) -> datetime:
    """Return an aware moment as the clock on the town hall shows it."""
    return moment.astimezone(_zone(zone))
