"""Read appointments out of calendar parts (RFC 5545) and say them in German.  Keeps no calendar, answers no invitation."""

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from postlotse.core.mail.cleantext import clean, one_line
from postlotse.core.mail.types import Address, Event

MAX_PART = 64 * 1024
MAX_EVENTS = 10
MAX_LINES = 2_000
_MAX_LABEL = 200
_MAX_DESCRIPTION = 4_000
_MAX_ATTENDEES = 1_000
_MAX_ZONES = 4
_MAX_ZONE_LINES = 200
_FOLD = re.compile(r"\n[ \t]")
_METHOD = re.compile(r"^METHOD:([A-Za-z-]{1,30})$", re.M | re.I)
#: The lines of an event that are ours to read.
_KEPT = re.compile(
    r"(?i)(?:SUMMARY|DTSTART|DTEND|DURATION|LOCATION|ORGANIZER|ATTENDEE|DESCRIPTION|STATUS)[;:]|(?:BEGIN|END):VEVENT$"
)
_TZID = re.compile(r"(?i)TZID[;:]")
_RULE = re.compile(r"(?i)R(?:RULE|DATE)[;:]")
_HARD_RULE = re.compile(r"(?i)FREQ=(?!YEARLY)|COUNT=|INTERVAL=|^RDATE|BY(?:SECOND|MINUTE|HOUR|YEARDAY|SETPOS|WEEKNO)=")

_OPENINGS = {
    "request": "Einladung",
    "cancel": "Absage",
    "reply": "Antwort auf die Einladung",
    "counter": "Anderer Vorschlag zum Termin",
    "declinecounter": "Ablehnung des anderen Vorschlags",
    "refresh": "Bitte um die neuesten Angaben zum Termin",
    "add": "Weiterer Termin",
}
_ANSWERS = {"accepted": "zugesagt", "declined": "abgesagt", "tentative": "vielleicht", "delegated": "weitergegeben"}
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def read(text: str) -> list[tuple[Event, str]]:
    """Return the appointments of a calendar text, each with its description; broken input gives none.  Never raises.

    At most `MAX_EVENTS` of the first 64 KiB.  Recurrence rules are not expanded.
    """
    text = text[:MAX_PART].replace("\r\n", "\n").replace("\r", "\n")
    if "VEVENT" not in text.upper():
        return []
    lines = [line.rstrip() for line in _FOLD.sub("", text).split("\n")[:MAX_LINES]]
    stated = _METHOD.search("\n".join(lines))
    method = stated.group(1).lower() if stated else ""
    zones = _Zones(lines)
    found = []
    for block in _blocks(lines, "VEVENT", MAX_EVENTS):
        try:
            event = _event(block, method, zones)
        except Exception:  # noqa: BLE001, S112 - icalendar raises many kinds of errors for broken input, which then gives nothing
            continue
        if event:
            found.append(event)
    return found


def _blocks(lines: list[str], name: str, limit: int) -> list[list[str]]:
    """Return the first components of a kind, each with its first and last line and without those inside it (alarms)."""
    found: list[list[str]] = []
    block: list[str] = []
    inside = ""
    for line in lines:
        upper = line.upper()
        if upper == f"BEGIN:{name}":
            block, inside = [line], ""
        elif not block:
            continue
        elif upper == f"END:{name}":
            found.append([*block, line])
            block = []
            if len(found) >= limit:
                break
        elif name == "VEVENT" and (inside or upper.startswith("BEGIN:")):
            inside = "" if upper == f"END:{inside}" else inside or upper[6:]
        else:
            block.append(line)
    return found


class _Zones:
    """The time zones that the calendar itself defines, read when first needed.

    They never reach icalendar's own table, which outlives the message, and rules that are costly to follow are not followed.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._zones: dict[str, tzinfo] | None = None

    def get(self, name: str) -> tzinfo | None:
        """Return a defined zone, or None."""
        if self._zones is None:
            self._zones = {}
            for block in _blocks(self._lines, "VTIMEZONE", _MAX_ZONES):
                self._add(block, self._zones)
        return self._zones.get(name)

    def _add(self, block: list[str], zones: dict[str, tzinfo]) -> None:
        from icalendar import Timezone  # start-up time

        stated = [line.partition(":")[2] for line in block if _TZID.match(line)]
        rules = [line for line in block if _RULE.match(line)]
        if not stated or len(block) > _MAX_ZONE_LINES or len(rules) > 6 or any(_HARD_RULE.search(rule) for rule in rules):
            return
        try:
            # Without its name, or icalendar would keep it for all mails to come.
            zone: Any = Timezone.from_ical("\r\n".join(line for line in block if not _TZID.match(line)) + "\r\n")
            zone["TZID"] = stated[0]
            zones[stated[0]] = zone.to_tz(lookup_tzid=False)
        except Exception:  # noqa: BLE001 - a broken zone leaves the time as it is written
            return


def _event(block: list[str], method: str, zones: _Zones) -> tuple[Event, str] | None:
    from icalendar import Event as Component  # start-up time

    lines = [line for line in block if _KEPT.match(line)]
    component: Any = Component.from_ical("\r\n".join(lines) + "\r\n")
    starts = _moment(component.get("DTSTART"), zones)
    ends = _moment(component.get("DTEND"), zones)
    if ends is None and starts is not None and component.get("DURATION") is not None:
        length = component["DURATION"].dt
        if isinstance(length, timedelta) and timedelta(0) < length < timedelta(days=3_660):
            ends = starts + length
    attendees = component.get("ATTENDEE") or []
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if str(component.get("STATUS", "")).upper() == "CANCELLED":
        method = "cancel"
    answer = ""
    if method == "reply" and attendees:
        answer = one_line(str(attendees[0].params.get("PARTSTAT", "")))[:30].lower()
    event = Event(
        method=method,
        summary=one_line(_words(component.get("SUMMARY")))[:_MAX_LABEL],
        starts=starts.isoformat() if starts else "",
        ends=ends.isoformat() if ends else "",
        location=one_line(_words(component.get("LOCATION")))[:_MAX_LABEL],
        organizer=_person(component.get("ORGANIZER")),
        attendees=min(len(attendees), _MAX_ATTENDEES),
        answer=answer,
    )
    if not event.summary and not event.starts:
        return None
    return event, clean(_words(component.get("DESCRIPTION")))[:_MAX_DESCRIPTION].strip()


def _words(value: Any) -> str:
    """Return a text property; of several the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value)


def _moment(value: Any, zones: _Zones) -> date | None:
    """Return the date or the moment of a property, in seconds at the finest."""
    if isinstance(value, list):
        value = value[0]
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        if moment.tzinfo is None and value.params.get("TZID"):
            moment = moment.replace(tzinfo=zones.get(str(value.params["TZID"])))
        moment = moment.replace(microsecond=0)
        moment.isoformat()  # some zones only fail when they are asked
        return moment
    return moment if isinstance(moment, date) else None


def _person(value: Any) -> Address | None:
    """Return the organizer."""
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return None
    address = one_line(str(value))
    if address[:7].lower() == "mailto:":
        address = address[7:]
    name = one_line(str(value.params.get("CN", "")))[:_MAX_LABEL]
    address = address[:254] if "@" in address else ""
    return Address(name=name, address=address) if name or address else None


def _day(moment: date) -> str:
    return f"{_WEEKDAYS[moment.weekday()]}, {moment.day}. {_MONTHS[moment.month - 1]} {moment.year}"


def _local(value: str, zone: str) -> date | None:
    """Read an ISO value of `Event`; a moment with an offset as the clock in `zone` shows it."""
    try:
        if "T" not in value:
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
        return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def _when(event: Event, zone: str) -> str:
    """Return "am Montag, 2. März 2026, 18:00–20:00 Uhr" or what fits."""
    starts, ends = _local(event.starts, zone), _local(event.ends, zone)
    if starts is None:
        return ""
    if not isinstance(starts, datetime):
        last = ends - timedelta(days=1) if ends and not isinstance(ends, datetime) and ends > starts else starts
        return f"am {_day(starts)}, ganztägig" if last == starts else f"von {_day(starts)} bis {_day(last)}"
    if not isinstance(ends, datetime) or ends.replace(tzinfo=None) <= starts.replace(tzinfo=None):
        return f"am {_day(starts)}, {starts:%H:%M} Uhr"
    if ends.date() == starts.date():
        return f"am {_day(starts)}, {starts:%H:%M}–{ends:%H:%M} Uhr"
    return f"von {_day(starts)}, {starts:%H:%M} Uhr bis {_day(ends)}, {ends:%H:%M} Uhr"


def sentence(event: Event, zone: str = "Europe/Berlin") -> str:
    """Return an appointment as one German sentence for staff; moments as the clock in `zone` shows them."""
    answer = _ANSWERS.get(event.answer, "")
    opening = _OPENINGS.get(event.method, "Termin") + (f" ({answer})" if answer else "")
    start = " ".join(piece for piece in (event.summary or "ohne Titel", _when(event, zone)) if piece)
    pieces = [f"{opening}: {start}"]
    if event.location:
        pieces.append(f"Ort: {event.location}")
    if event.organizer:
        name, address = event.organizer.name, event.organizer.address
        pieces.append(f"von {name} ({address})" if name and address else f"von {name or address}")
    return ", ".join(pieces) + "."
