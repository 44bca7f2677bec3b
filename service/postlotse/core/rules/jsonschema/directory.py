"""Schemas of offices, organisations, topics, replies and calendar."""

from collections.abc import Mapping
from typing import Any

from postlotse.core.calendar import WEEKDAYS
from postlotse.core.directory.types import AnswerTo, Relay
from postlotse.core.names import OfficeKind
from postlotse.core.rules import keys
from postlotse.core.rules.jsonschema.shapes import (
    ADDRESS,
    DAY,
    DOMAIN,
    ID,
    LANGUAGE,
    OFFICE,
    OPTIONAL_TEXT,
    SHARE,
    TEXT,
    TOPIC,
    YES_NO,
    Schema,
    by_language,
    choice,
    described,
    entries,
    member,
    number,
    one_or_more,
    table,
)
from postlotse.core.rules.read_directory import LONGEST_PREFIX
from postlotse.core.rules.read_replies import LAENDER, NUMBERS

_KINDS = {OfficeKind.INT: "Stelle unserer Stadt", OfficeKind.PUB: "andere Behörde", OfficeKind.EXT: "Verein, Stiftung, Firma"}
_ANSWERS = {AnswerTo.US: "an uns, zum Vorgang", AnswerTo.SENDER: "gleich an die Person"}
_RELAYS = {Relay.STAFF: "nach einem Blick darauf", Relay.DIRECT: "von selbst"}
_SPAN: Schema = {"type": "string", "pattern": r"^\s*([01]?\d|2[0-4]):[0-5]\d\s*[-–]\s*([01]?\d|2[0-4]):[0-5]\d\s*$"}


def offices() -> Schema:
    """Return the schema of `offices.yaml`."""
    office = OFFICE
    absence = table(
        described(keys.ABSENCE, {"first": DAY, "last": DAY, "deputy": office, "note": OPTIONAL_TEXT}),
        required=("first", "last"),
    )
    shapes: Mapping[str, Mapping[str, Any]] = {
        "name": TEXT,
        "names": by_language(TEXT),
        "aliases": one_or_more(TEXT),
        "kind": member(OfficeKind, _KINDS),
        "sensitive": YES_NO,
        "address": {"anyOf": [ADDRESS, {"type": "null"}, {"const": ""}]},
        "other_addresses": one_or_more(ADDRESS),
        "contact": OPTIONAL_TEXT,
        "for": OPTIONAL_TEXT,
        "not_for": OPTIONAL_TEXT,
        "languages": one_or_more(LANGUAGE),
        "deputy": {"anyOf": [OFFICE, {"type": "null"}]},
        "absences": one_or_more(absence),
        "checked_on": DAY,
        "wants_original": YES_NO,
        "answer_to": member(AnswerTo, _ANSWERS),
        "relay": member(Relay, _RELAYS),
        "subject_prefix": {"type": "string", "maxLength": LONGEST_PREFIX},
    }
    return entries(table(described(keys.OFFICE, shapes), required=("name", "kind")))


def organisations() -> Schema:
    """Return the schema of `organisations.yaml`."""
    consent_shapes = {"office": OFFICE, "given_on": DAY, "until": DAY, "note": OPTIONAL_TEXT}
    consent = table(described(keys.CONSENT, consent_shapes), required=("office", "given_on"))
    shapes: Mapping[str, Mapping[str, Any]] = {
        "name": TEXT,
        "aliases": one_or_more(TEXT),
        "addresses": one_or_more(ADDRESS),
        "domains": one_or_more(DOMAIN),
        "language": {"anyOf": [LANGUAGE, {"type": "null"}]},
        "languages": one_or_more(LANGUAGE),
        "district": OPTIONAL_TEXT,
        "fields": one_or_more(TOPIC),
        "offers": one_or_more(TEXT),
        "standing_consents": one_or_more(consent),
    }
    return entries(table(described(keys.ORGANISATION, shapes), required=("name",)))


def topics() -> Schema:
    """Return the schema of `topics.yaml`."""
    thresholds = by_language(SHARE)
    thresholds["properties"] = {"default": SHARE, **thresholds["properties"]}
    shapes: Mapping[str, Mapping[str, Any]] = {
        "names": by_language(TEXT, required=("de",)),
        "description": OPTIONAL_TEXT,
        "keywords": {"anyOf": [by_language(one_or_more(TEXT)), {"type": "null"}]},
        "office": {"anyOf": [OFFICE, {"type": "null"}]},
        "threshold": {"anyOf": [SHARE, thresholds]},
        "was": one_or_more(ID),
    }
    found = entries(table(described(keys.TOPIC, shapes), required=("names",)))
    found["propertyNames"] = {**found["propertyNames"], "not": {"const": "unklar"}}
    return found


def replies() -> Schema:
    """Return the schema of `replies.yaml`."""
    shapes: Mapping[str, Mapping[str, Any]] = {
        **{key: number(least, most) for key, (least, most) in NUMBERS.items()},
        "second_language_always": YES_NO,
        "no_ack_domains": one_or_more(DOMAIN),
        "no_ack_addresses": one_or_more(ADDRESS),
    }
    return table(described(keys.REPLIES, shapes))


def calendar() -> Schema:
    """Return the schema of `calendar.yaml`."""
    shapes: Mapping[str, Mapping[str, Any]] = {
        "land": choice(sorted(LAENDER)),
        "closures": one_or_more(DAY),
        "hours": {"anyOf": [one_or_more(_SPAN), table(dict.fromkeys(WEEKDAYS, one_or_more(_SPAN)))]},
    }
    return table(described(keys.CALENDAR, shapes))
