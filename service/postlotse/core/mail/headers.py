"""The top header block as values: decoded lines, addresses, date, ids, Return-Path.  Decides nothing about the message."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from mailparser.dates import parse_mail_date

from postlotse.core.mail import addresses, params, words
from postlotse.core.mail.cleantext import one_line
from postlotse.core.mail.types import Address

_MAX_IDS = 200
#: Read by `params`, which undoes their encodings itself.
_STRUCTURE = {"content-type", "content-disposition", "content-transfer-encoding"}
#: Control, bidi and invisible characters that have no business in a From header (A13).
_SUSPICIOUS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
#: A Latin letter beside a Cyrillic or Greek one that looks like Latin: "pаypal" (the confusables of UTS #39).
_MIXED_SCRIPTS = re.compile("[A-Za-z][а-яёіїєѕјА-ЯЁІЇЄЅЈΑ-ωά-ώ]|[а-яёіїєѕјА-ЯЁІЇЄЅЈΑ-ωά-ώ][A-Za-z]")
_ID = re.compile(r"<[^<>\s]{1,990}>")
_MONTHS = {
    name: number + 1
    for number, names in enumerate(
        (
            "jan januar january janv janvier gen gennaio ene enero ocak",
            "feb februar february fév février févr febbraio febrero şubat",
            "mar mär märz maerz mrz march mars marzo mart",
            "apr april avr avril aprile abr abril nisan",
            "may mai mag maggio mayo mayıs",
            "jun juni june juin giu giugno junio haziran",
            "jul juli july juil juillet lug luglio julio temmuz",
            "aug august août ago agosto ağustos",
            "sep sept september septembre set settembre septiembre eylül",
            "oct okt oktober october octobre ott ottobre octubre ekim",
            "nov november novembre noviembre kasım",
            "dec dez dezember december déc décembre dic dicembre diciembre aralık",
        )
    )
    for name in names.split()
}
_ZONES = {
    "ut": 0,
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "met": 60,
    "mez": 60,
    "cet": 60,
    "mesz": 120,
    "cest": 120,
    "mest": 120,
    "eet": 120,
    "eest": 180,
    "bst": 60,
    "wet": 0,
    "west": 60,
    "msk": 180,
    "trt": 180,
    "jst": 540,
}
_USUAL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )? ?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (19[7-9]\d|20\d\d) "
    r"(\d\d):(\d\d)(?::(\d\d))? ([+-](?:0\d|1[0-3])[0-5]\d)(?: \([A-Z]{1,5}\))?"
)
_WORDY = re.compile(r"(?<!\d)(\d{1,2})\.?[\s-]+([^\W\d_]{3,12})\.?[\s-]+(\d{4}|\d{2})(?!\d)")
_AMERICAN = re.compile(
    r"\b([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:,|\s)\s*(?:\d{1,2}:\d{2}(?::\d{2})?\s+(?:[A-Z]{3,4}\s+)?)?(\d{4})\b"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp]\.?[Mm])?")
_DOTTED_TIME = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])()")
_OFFSET = re.compile(r"([+-])\s?(\d{2}):?(\d{2})(?!\d)")
_ZONE_WORD = re.compile(r"\b([A-Za-z]{1,4})\b\s*\)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """What the top header block says; the fields are those of `Mail`."""

    lines: tuple[tuple[str, str], ...]
    message_id: str
    date: datetime | None
    from_: tuple[Address, ...]
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    resent_to: tuple[Address, ...]
    return_path: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    defects: tuple[str, ...]


def read_date(value: str) -> datetime | None:
    """Return a date with its offset; forgiving about order, language and commas; None when no plausible day is found."""
    return _strict_date(value) or _loose_date(value[:200])


def _strict_date(value: str) -> datetime | None:
    """Read a well-formed date: by its pattern when it is as RFC 5322 wants it, else with mail-parser."""
    value = value[:200]
    if usual := _USUAL_DATE.fullmatch(value):
        day, month, year, hour, minute, second, zone = usual.groups()
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
        try:
            return datetime(
                int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second or 0),
                tzinfo=timezone(-offset if zone[0] == "-" else offset),
            )  # fmt: skip
        except ValueError:
            return None
    try:
        result = parse_mail_date(value)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    if result.value is None or result.reasons:
        return None
    if not _OFFSET.search(value) and _offset_of(value) != UTC:
        return None  # a zone name that the library does not know counts as UTC there
    return _with_offset(result.value, value)


def _offset_of(value: str) -> timezone:
    """Return the zone that a date names, UTC when none or an impossible one."""
    found = _OFFSET.search(value, 8)
    if found:
        minutes = int(found.group(2)) * 60 + int(found.group(3))
        if minutes <= 14 * 60 and int(found.group(3)) < 60:
            return timezone(timedelta(minutes=minutes if found.group(1) == "+" else -minutes))
        return UTC
    word = _ZONE_WORD.search(value)
    if word:
        return timezone(timedelta(minutes=_ZONES.get(word.group(1).lower(), 0)))
    return UTC


def _with_offset(moment: datetime, value: str) -> datetime:
    """Return the moment in the zone it was written in."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(_offset_of(value))
    except (ValueError, OverflowError):
        return aware


def _day(value: str) -> tuple[int, int, int] | None:
    """Find year, month and day in a date of whatever form."""
    if found := _NUMERIC.search(value):
        return int(found.group(1)), int(found.group(2)), int(found.group(3))
    for found in _WORDY.finditer(value):
        month = _MONTHS.get(found.group(2).lower())
        if month:
            year = int(found.group(3))
            return year + (2000 if year < 69 else 1900) if year < 100 else year, month, int(found.group(1))
    for found in _AMERICAN.finditer(value):
        month = _MONTHS.get(found.group(1).lower())
        if month:
            return int(found.group(3)), month, int(found.group(2))
    if found := _DOTTED.search(value):
        day, month = int(found.group(1)), int(found.group(2))
        return (int(found.group(3)), month, day) if month <= 12 else (int(found.group(3)), day, month)
    return None


def _loose_date(value: str) -> datetime | None:
    """Read a date that mail-parser refused."""
    day = _day(value)
    if day is None or not 1970 <= day[0] <= 2200:
        return None
    hour = minute = second = 0
    if found := _TIME.search(value) or _DOTTED_TIME.search(_DOTTED.sub(" ", value)):
        hour, minute, second = int(found.group(1)), int(found.group(2)), int(found.group(3) or 0)
        half = (found.group(4) or "").lower().replace(".", "")
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
    try:
        return datetime(*day, min(hour, 23), min(minute, 59), min(second, 59), tzinfo=_offset_of(value))
    except (ValueError, OverflowError):
        return None


def ids(value: str) -> tuple[str, ...]:
    """Return the message ids `<…>` of a header value in order, each once; also ids whose brackets are missing."""
    value = re.sub(r"\s*\r?\n\s*", " ", value)
    found = _ID.findall(value)
    if not found:
        found = [f"<{word.strip('<>,;')}>" for word in value.split() if "@" in word.strip("<>@,;") and len(word) < 990]
    return tuple(dict.fromkeys(one_line(item) for item in found))[:_MAX_IDS]


def _message_id(values: list[str]) -> str:
    """Return the first Message-ID as `<…>`, or ""."""
    for value in values:
        found = ids(value)
        if found:
            return found[0]
        text = re.sub(r"\s+", "", one_line(value)).strip("<>")
        if text:
            return f"<{text[:990]}>"
    return ""


def return_path(values: list[str]) -> str | None:
    """Return None without the header, "" for the null path `<>`, else the address."""
    if not values:
        return None
    text = one_line(values[0])
    found = re.search(r"<([^<>]*)>", text)
    inner = found.group(1) if found else text
    return "" if found and not inner.strip() else inner.strip()


def read(fields: list[tuple[bytes, bytes]], hint: str = "") -> Headers:
    """Read the unfolded header lines of a message; `hint` is the charset of its body, for raw 8-bit headers."""
    lines: list[tuple[str, str]] = []
    raw: dict[str, list[str]] = {}
    for name_bytes, value in fields:
        name = name_bytes.decode("ascii", "replace")
        text = value.decode("utf-8", "surrogateescape")
        raw.setdefault(name.lower(), []).append(text)
        decoded = words.decode(value, hint) if name.lower() not in _STRUCTURE else text
        lines.append((name, one_line(decoded)))
    defects: list[str] = []

    def people(name: str) -> tuple[Address, ...]:
        found, problems = addresses.read(raw.get(name, []), hint)
        defects.extend(f"{name.replace('-', '_')}_{problem}" if name == "from" else problem for problem in problems)
        return found

    dates = raw.get("date", [])
    date = next((m for m in map(_strict_date, dates) if m), None) or next((m for m in map(read_date, dates) if m), None)
    if dates and date is None:
        defects.append("date_unreadable")
    subject = ""
    for written in raw.get("subject", []):
        subject = one_line(words.decode(params.as_bytes(written), hint))
        if subject:
            break
    if any(_SUSPICIOUS.search(words.decode(params.as_bytes(value), hint)) for value in raw.get("from", [])):
        defects.append("from_suspicious")
    authors = people("from")
    if any(_MIXED_SCRIPTS.search(f"{one.name} {one.address}") for one in authors):
        defects.append("from_mixed_scripts")
    senders = people("sender")
    return Headers(
        lines=tuple(lines),
        message_id=_message_id(raw.get("message-id", [])),
        date=date,
        from_=authors,
        sender=senders[0] if senders else None,
        reply_to=people("reply-to"),
        to=people("to"),
        cc=people("cc"),
        resent_to=people("resent-to") + people("resent-cc"),
        return_path=return_path(raw.get("return-path", [])),
        in_reply_to=ids(" ".join(raw.get("in-reply-to", []))),
        references=ids(" ".join(raw.get("references", []))),
        subject=subject,
        defects=tuple(dict.fromkeys(defects)),
    )
