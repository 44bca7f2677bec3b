"""Mail to JSON-able values and back, exactly and versioned: for stored snapshots and for the pipe of the parse workers."""

import json
from dataclasses import fields
from datetime import datetime
from typing import Any

from postlotse.core.mail.types import Address, Attachment, Event, Mail, Report

VERSION = 1
_ADDRESSES = ("from_", "reply_to", "to", "cc", "resent_to")
_OPTIONAL_ADDRESSES = ("sender", "forwarded_from")
_STRINGS = ("in_reply_to", "references", "part_types", "defects")

_DEFAULTS = tuple((item.name, getattr(Mail(), item.name)) for item in fields(Mail))
_NAMES = frozenset(name for name, _ in _DEFAULTS)


def _address(value: Address) -> list[str]:
    return [value.name, value.address]


def _event(value: Event) -> dict[str, Any]:
    plain = {f.name: getattr(value, f.name) for f in fields(Event)}
    return plain | {"organizer": _address(value.organizer) if value.organizer else None}


def _event_of(plain: dict[str, Any]) -> Event:
    organizer = plain.get("organizer")
    return Event(**(plain | {"organizer": Address(name=organizer[0], address=organizer[1]) if organizer else None}))


def to_plain(mail: Mail) -> dict[str, Any]:
    """Return the mail as a dict of JSON types with the key `v`; fields at their default are left out."""
    out: dict[str, Any] = {"v": VERSION}
    for name, default in _DEFAULTS:
        value = getattr(mail, name)
        if value is default or (value == default and type(value) is type(default)):
            continue
        if name in _ADDRESSES:
            out[name] = [_address(a) for a in value]
        elif name in _OPTIONAL_ADDRESSES:
            out[name] = _address(value)
        elif name == "attachments":
            out[name] = [[a.name, a.type, a.size] for a in value]
        elif name == "events":
            out[name] = [_event(e) for e in value]
        elif name == "headers":
            out[name] = [list(pair) for pair in value]
        elif name == "report":
            out[name] = {f.name: getattr(value, f.name) for f in fields(Report)}
        elif name == "date":
            out[name] = value.isoformat()
        elif isinstance(value, tuple):
            out[name] = list(value)
        else:
            out[name] = value
    return out


def from_plain(plain: dict[str, Any]) -> Mail:
    """Return the mail that `to_plain` wrote; keys of later versions are ignored, missing ones get their defaults.

    Raises ValueError when this is no such dict.
    """
    if not isinstance(plain, dict) or not isinstance(plain.get("v"), int):
        raise ValueError("not a stored mail")
    values: dict[str, Any] = {key: value for key, value in plain.items() if key in _NAMES}
    try:
        for key in _ADDRESSES:
            if key in values:
                values[key] = tuple(Address(name=n, address=a) for n, a in values[key])
        for key in _OPTIONAL_ADDRESSES:
            if key in values:
                values[key] = Address(name=values[key][0], address=values[key][1])
        if "attachments" in values:
            values["attachments"] = tuple(Attachment(name=n, type=t, size=s) for n, t, s in values["attachments"])
        if "events" in values:
            values["events"] = tuple(map(_event_of, values["events"]))
        if "headers" in values:
            values["headers"] = tuple((n, t) for n, t in values["headers"])
        if "report" in values:
            values["report"] = Report(**values["report"])
        if "date" in values:
            values["date"] = datetime.fromisoformat(values["date"])
        for key in _STRINGS:
            if key in values:
                values[key] = tuple(values[key])
        return Mail(**values)
    except (TypeError, IndexError, KeyError) as error:
        raise ValueError("not a stored mail") from error


def dumps(mail: Mail) -> bytes:
    """Return the mail as UTF-8 JSON."""
    return json.dumps(to_plain(mail), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def loads(data: bytes) -> Mail:
    """Return the mail that `dumps` wrote; raises ValueError otherwise."""
    return from_plain(json.loads(data))
