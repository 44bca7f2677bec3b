"""Schema of a rule set's own tests: beside a rule, and in `tests/*.yaml`."""

from collections.abc import Mapping
from typing import Any

from postlotse.core.names import ConcernState, Priority, Referral, Route
from postlotse.core.rules import keys
from postlotse.core.rules.jsonschema.routing import ROUTES
from postlotse.core.rules.jsonschema.shapes import (
    ADDRESS,
    FLAG,
    KIND,
    LANGUAGE,
    OFFICE,
    OPTIONAL_TEXT,
    RULE,
    SHARE,
    TEMPLATE,
    TEXT,
    TOPIC,
    TOPIC_OR_UNCLEAR,
    YES_NO,
    Schema,
    described,
    member,
    number,
    one_or_more,
    table,
)
from postlotse.core.words import PRIORITY_WORDS, REFERRAL_WORDS, STATE_WORDS

_NOBODY: Schema = {"enum": ["", "none", None]}


def cases(*, beside_rule: bool) -> Schema:
    """Return the schema of a list of tests; beside a rule `expect` may be missing: the rule itself is expected."""
    shapes: Mapping[str, Mapping[str, Any]] = {
        "name": OPTIONAL_TEXT,
        "subject": OPTIONAL_TEXT,
        "text": OPTIONAL_TEXT,
        "from": {"anyOf": [ADDRESS, {"const": ""}, {"type": "null"}]},
        "given": _given(),
        "expect": _expect(least=0 if beside_rule else 1),
    }
    one = table(described(keys.CASE, shapes), required=() if beside_rule else ("expect",))
    one["anyOf"] = [{"required": ["subject"]}, {"required": ["text"]}]
    return one_or_more(one)


def _given() -> Schema:
    case: Mapping[str, Mapping[str, Any]] = {
        "state": one_or_more(member(ConcernState, STATE_WORDS)),
        "office": one_or_more(OFFICE),
        "topic": one_or_more(TOPIC),
        "closed": YES_NO,
        "idle_days": number(0, 3650),
    }
    shares: Schema = {"type": "object", "propertyNames": TOPIC_OR_UNCLEAR, "additionalProperties": SHARE}
    shapes: Mapping[str, Mapping[str, Any]] = {
        "topics": {"anyOf": [*one_or_more(TOPIC_OR_UNCLEAR)["anyOf"], shares]},
        "kind": KIND,
        "flags": {"anyOf": [*one_or_more(FLAG)["anyOf"], _NOBODY]},
        "language": {"anyOf": [LANGUAGE, {"const": "unknown"}]},
        "in_case": YES_NO,
        "case": table(described(keys.CASE_GIVEN, case), least=1),
        "first_contact": YES_NO,
        "received": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2})?$"},
        "absent": one_or_more(OFFICE),
        "attachments": {"anyOf": [YES_NO, *one_or_more(TEXT)["anyOf"]]},
        "to": one_or_more(ADDRESS),
        "authenticated": {"enum": ["yes", "no", "unknown", "ja", "nein", True, False]},
    }
    return table(described(keys.GIVEN, shapes))


def _expect(*, least: int) -> Schema:
    shapes: Mapping[str, Mapping[str, Any]] = {
        "topic": TOPIC_OR_UNCLEAR,
        "kind": KIND,
        "office": {"anyOf": [OFFICE, _NOBODY]},
        "route": member(Route, ROUTES, without=(Route.SHADOW,)),
        "referral": member(Referral, REFERRAL_WORDS),
        "rule": {"anyOf": [RULE, _NOBODY]},
        "matches": YES_NO,
        "involve": {"anyOf": [*one_or_more(OFFICE)["anyOf"], _NOBODY]},
        "priority": member(Priority, PRIORITY_WORDS),
        "tags": one_or_more(TEXT),
        "ask_consent": YES_NO,
        "template": {"anyOf": [*one_or_more(TEMPLATE)["anyOf"], _NOBODY]},
        "due": number(0, 250),
        "flags": {"anyOf": [*one_or_more(FLAG)["anyOf"], _NOBODY]},
        "acknowledge": YES_NO,
        "languages": {"anyOf": [*one_or_more(LANGUAGE)["anyOf"], _NOBODY]},
    }
    return table(
        {key: shape for key, shape in described(keys.EXPECT, shapes).items() if key != "matches" or not least}, least=least
    )
