"""Schema of `routing.yaml`: every condition and every action, generated from what the rule language knows."""

from collections.abc import Mapping
from typing import Any

from postlotse.core.calendar import WEEKDAYS
from postlotse.core.names import FIRST_TIER, SECOND_TIER, ConcernState, Priority, Referral, Route
from postlotse.core.rules import keys
from postlotse.core.rules.conditions.registry import CONDITIONS, NESTING
from postlotse.core.rules.jsonschema.shapes import (
    ADDRESS,
    CLOCK,
    CONDITION,
    DAY,
    DOMAIN,
    FLAG,
    ID,
    KIND,
    OFFICE,
    ORGANISATION,
    SHARE,
    TEMPLATE,
    TEXT,
    TOPIC,
    TOPIC_OR_UNCLEAR,
    YES_NO,
    Schema,
    choice,
    described,
    member,
    number,
    one_or_more,
    some,
    table,
    told,
)
from postlotse.core.topics.stems import ALGORITHMS
from postlotse.core.words import LANGUAGE_WORDS, PRIORITY_WORDS, REFERRAL_WORDS, STATE_WORDS

ROUTES = {Route.AUTO: "geht von selbst", Route.REVIEW: "ein Mensch schaut darauf", Route.NONE: "geht nirgendwohin"}
_NESTING_WORDS = {
    "all": "Alle diese Bedingungen müssen zutreffen.",
    "any": "Mindestens eine dieser Bedingungen muss zutreffen.",
    "none": "Keine dieser Bedingungen darf zutreffen.",
}
_PLACES: Schema = choice(("both", "subject", "text"), {"both": "Betreff oder Text", "subject": "Betreff", "text": "Text"})


def rules(tests: Mapping[str, Any]) -> Schema:
    """Return the schema of the list of rules; `tests` is that of a rule's own tests."""
    shapes: Mapping[str, Mapping[str, Any]] = {
        "id": ID,
        "rule": TEXT,
        "owner": TEXT,
        "when": CONDITION,
        "then": action(),
        "valid_from": DAY,
        "valid_until": DAY,
        "tests": tests,
    }
    return one_or_more(table(described(keys.RULE, shapes), required=("id", "rule", "when", "then")))


def action() -> Schema:
    """Return the schema of what a rule does."""
    shapes: Mapping[str, Mapping[str, Any]] = {
        "office": {"anyOf": [OFFICE, {"type": "array", "items": OFFICE, "maxItems": 1}]},
        "involve": one_or_more(OFFICE),
        "referral": member(Referral, REFERRAL_WORDS),
        "route": member(Route, ROUTES, without=(Route.SHADOW,)),
        "min_probability": SHARE,
        "priority": member(Priority, PRIORITY_WORDS),
        "due": number(0, 250),
        "template": some(TEMPLATE),
        "ask_consent": YES_NO,
        "tags": one_or_more(TEXT),
        "stop": YES_NO,
        "continue": YES_NO,
    }
    found = table(described(keys.ACTION, shapes), least=1)
    automatic = {"properties": {"route": {"const": "auto"}}, "required": ["route"]}
    found["allOf"] = [
        {"if": automatic, "then": {"required": ["min_probability"]}},
        {"not": {"required": ["stop", "continue"]}},
    ]
    return found


def condition() -> Schema:
    """Return the schema of a condition, which may hold others."""
    shapes = condition_shapes()
    properties = {key: told(shapes.get(key, {}), entry.asks) for key, entry in CONDITIONS.items()}
    for key in properties:
        properties[key]["examples"] = [CONDITIONS[key].example]
    nested = {key: told(some(CONDITION), _NESTING_WORDS[key]) for key in NESTING}
    return table({**properties, **nested})


def condition_shapes() -> dict[str, Schema]:
    """Return the shape of each condition's value; one that is missing here may be anything."""
    languages = choice((*FIRST_TIER, *SECOND_TIER, "unknown"), {**LANGUAGE_WORDS, "unknown": "nicht erkannt"})
    flags = some(FLAG)
    topic_table = table({"primary": some(TOPIC_OR_UNCLEAR), "any": some(TOPIC_OR_UNCLEAR), "probability": SHARE})
    topic_table["oneOf"] = [{"required": ["primary"]}, {"required": ["any"]}]
    word_lists = {"any": one_or_more(TEXT), "all": one_or_more(TEXT)}
    return {
        "kind": some(KIND),
        "topics": {"anyOf": [*some(TOPIC_OR_UNCLEAR)["anyOf"], topic_table]},
        "flags": {"anyOf": [*flags["anyOf"], {**table({"any": flags, "all": flags}, least=1), "maxProperties": 1}]},
        "language": some(languages),
        "sender": table(
            {
                "address": one_or_more(ADDRESS),
                "domain": one_or_more(DOMAIN),
                "organisation": one_or_more(ORGANISATION),
                "known": YES_NO,
                "first_contact": YES_NO,
            },
            least=1,
        ),
        "recipients": some(TEXT),
        "tags": some(TEXT),
        "words": {"anyOf": [*some(TEXT)["anyOf"], table({**word_lists, "in": _PLACES}, least=1)]},
        "subject": {"anyOf": [*some(TEXT)["anyOf"], table(word_lists, least=1)]},
        "stems": {"anyOf": [*some(TEXT)["anyOf"], _stems()]},
        "pattern": {"anyOf": [TEXT, table({"pattern": TEXT, "in": _PLACES}, required=("pattern",))]},
        "attachments": {
            "anyOf": [YES_NO, table({"name": one_or_more(TEXT), "type": one_or_more(TEXT), "at_least": number(1, 10_000)})]
        },
        "time": table(
            {
                "weekdays": one_or_more(choice(WEEKDAYS)),
                "from": CLOCK,
                "until": CLOCK,
                "working": told(YES_NO, "während der Dienstzeit nach `calendar.yaml`"),
                "working_day": told(YES_NO, "an einem Arbeitstag nach `calendar.yaml`"),
            },
            least=1,
        ),
        "in_case": YES_NO,
        "case": table(
            {
                "state": some(member(ConcernState, STATE_WORDS)),
                "office": some(OFFICE),
                "topic": some(TOPIC),
                "closed": told(YES_NO, "`yes` = nichts darin wartet mehr auf jemanden"),
                "idle_days": told(number(1, 3650), "seit so vielen Tagen kam und ging keine Mail"),
            },
            least=1,
        ),
        "absent": some(OFFICE),
        "authenticated": some({"enum": ["yes", "no", "unknown", "ja", "nein", True, False]}),
    }


def _stems() -> Schema:
    """Return the table of words per language whose forms are looked for."""
    words = {code: told(one_or_more(TEXT), LANGUAGE_WORDS.get(code, "")) for code in ALGORITHMS}
    return table({**words, "in": _PLACES}, least=1)
