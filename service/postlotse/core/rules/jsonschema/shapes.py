"""The shapes that values have, as pieces of JSON Schema.  They let pass what `rules.schema` reads, and no more.

Scalars are those of YAML 1.2: `yes` and `2026-12-31` are texts, `0.9` is a number.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from postlotse.core.names import FIRST_TIER, SECOND_TIER
from postlotse.core.words import LANGUAGE_WORDS

Schema = dict[str, Any]

#: What an id looks like (`read_directory.check_id`).
ID_PATTERN = "^[a-z0-9_-]{1,60}$"

TEXT: Schema = {"type": ["string", "number"]}
OPTIONAL_TEXT: Schema = {"type": ["string", "number", "null"]}
ID: Schema = {"type": ["string", "integer"], "pattern": ID_PATTERN}
YES_NO: Schema = {"enum": ["yes", "no", "ja", "nein", True, False]}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}
CLOCK: Schema = {"type": "string", "pattern": r"^([01]?\d|2[0-4]):[0-5]\d$"}
SHARE: Schema = {
    "anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": r"^(0([.,]\d+)?|1([.,]0+)?)$"}]
}
ADDRESS: Schema = {"type": "string", "pattern": r"^[^\s@,;:<>()\[\]\"\\]+@[^\s@.]+(\.[^\s@.]+)+$"}
DOMAIN: Schema = {"type": "string", "pattern": r"^@?[^\s@.]+(\.[^\s@.]+)+$"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


#: What the folder or the program defines once and many places name; `whole` says what they are.
OFFICE, TOPIC, TOPIC_OR_UNCLEAR, ORGANISATION, RULE, TEMPLATE = map(
    _ref, ("office", "topic", "topic_or_unclear", "organisation", "rule", "template")
)
LANGUAGE, FLAG, KIND, CONDITION = map(_ref, ("language", "flag", "kind", "condition"))


def told(shape: Mapping[str, Any], description: str) -> Schema:
    """Return a shape with its description."""
    return {"description": description, **shape} if description else dict(shape)


def number(least: int, most: int) -> Schema:
    """Return a whole number within bounds, also when it is written as a text."""
    return {"anyOf": [{"type": "integer", "minimum": least, "maximum": most}, {"type": "string", "pattern": r"^\d{1,8}$"}]}


def one_or_more(shape: Mapping[str, Any]) -> Schema:
    """Return one value or a list of them; nothing is an empty list."""
    return {"anyOf": [dict(shape), {"type": "array", "items": dict(shape)}, {"type": "null"}]}


def some(shape: Mapping[str, Any]) -> Schema:
    """Return one value or a list with at least one."""
    return {"anyOf": [dict(shape), {"type": "array", "items": dict(shape), "minItems": 1}]}


def choice(values: Iterable[str], words: Mapping[str, str] | None = None) -> Schema:
    """Return one of some values; `words` explain them to editors that show it."""
    listed = [str(value) for value in values]
    found: Schema = {"enum": listed}
    if words:
        found["enumDescriptions"] = [words.get(value, "") for value in listed]
    return found


def member(kinds: type[StrEnum], words: Mapping[Any, str], *, without: Iterable[StrEnum] = ()) -> Schema:
    """Return one of the members of an enumeration."""
    left = [kind for kind in kinds if kind not in set(without)]
    return choice(left, {str(kind): words.get(kind, "") for kind in left})


def table(
    properties: Mapping[str, Mapping[str, Any]], *, required: Iterable[str] = (), least: int = 0, empty: bool = False
) -> Schema:
    """Return a table with these keys and no others; `empty` = it may be left out behind its key."""
    found: Schema = {"type": ["object", "null"] if empty else "object", "properties": dict(properties)}
    found["additionalProperties"] = False
    if needed := list(required):
        found["required"] = needed
    if least:
        found["minProperties"] = least
    return found


def described(keys: Mapping[str, str], shapes: Mapping[str, Mapping[str, Any]]) -> dict[str, Schema]:
    """Return the properties of all keys with their meaning; a key whose shape is not known here may be anything."""
    return {key: told(shapes.get(key, {}), meaning) for key, meaning in keys.items()}


def by_language(shape: Mapping[str, Any], *, required: Iterable[str] = ()) -> Schema:
    """Return a table with one value for each language."""
    codes = (*FIRST_TIER, *SECOND_TIER)
    return table({code: told(shape, LANGUAGE_WORDS[code]) for code in codes}, required=required)


def entries(shape: Mapping[str, Any]) -> Schema:
    """Return a table whose keys are ids."""
    return {"type": "object", "propertyNames": {"pattern": ID_PATTERN}, "additionalProperties": dict(shape)}
