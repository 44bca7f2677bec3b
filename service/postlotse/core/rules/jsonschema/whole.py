"""The schemas of all files of a rules folder."""

from collections.abc import Iterator, Mapping
from typing import Any

from postlotse.core.names import FIRST_TIER, SECOND_TIER, UNCLEAR, Flag, Kind
from postlotse.core.rules.jsonschema import cases, directory, routing
from postlotse.core.rules.jsonschema.ids import Ids
from postlotse.core.rules.jsonschema.shapes import ID, Schema, choice, member, told
from postlotse.core.words import FLAG_WORDS, KIND_WORDS, LANGUAGE_WORDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: File → what it is for.  `tests` stands for all files under `tests/`.
FILES: Mapping[str, str] = {
    "offices.yaml": "Die Stellen, an die Anliegen gehen oder auf die verwiesen wird.",
    "organisations.yaml": "Die Vereine, die uns schreiben.",
    "topics.yaml": "Die Themen, nach denen sortiert wird.",
    "routing.yaml": "Die Regeln, von oben nach unten; die erste, die zutrifft und entscheidet, gilt.",
    "replies.yaml": "Wie schnell und wie oft geantwortet wird.",
    "calendar.yaml": "Feiertage, Schließtage und Dienstzeiten.",
    "tests": "Mails und was aus ihnen werden muss.",
}


def schema_name(file: str) -> str:
    """Return the name of the file that holds a schema: offices.schema.json."""
    return f"{file.removesuffix('.yaml')}.schema.json"


def schemas(ids: Ids) -> dict[str, Schema]:
    """Return the schema of each file of `FILES`; with ids, only these may be named."""
    top: dict[str, Mapping[str, Any]] = {
        "offices.yaml": {"offices": directory.offices()},
        "organisations.yaml": {"organisations": directory.organisations()},
        "topics.yaml": {"topics": directory.topics()},
        "routing.yaml": {"rules": routing.rules(cases.cases(beside_rule=True))},
        "replies.yaml": {"replies": directory.replies()},
        "calendar.yaml": {"calendar": directory.calendar()},
        "tests": {"tests": cases.cases(beside_rule=False)},
    }
    definitions = _definitions(ids)
    found = {}
    for file, words in FILES.items():
        (key,) = top[file]
        body = {"type": "object", "properties": top[file], "required": [key], "additionalProperties": False}
        schema = {"$schema": DRAFT, "title": file, **told(body, words)}
        if used := _used(schema, definitions):
            schema["$defs"] = {name: definitions[name] for name in definitions if name in used}
        found[file] = schema
    return found


def _definitions(ids: Ids) -> dict[str, Schema]:
    """Return what is named in many places."""
    unclear = {UNCLEAR: "kein Thema ist sicher genug"}
    return {
        "office": _known(ids.offices, ID),
        "topic": _known(ids.topics, ID),
        "topic_or_unclear": _known({**ids.topics, **unclear} if ids.topics else {}, ID),
        "organisation": _known(ids.organisations, ID),
        "rule": _known(ids.rules, ID),
        "template": _known(ids.templates, {"type": "string", "pattern": r"^(acknowledgement|refer)-.+$"}),
        "language": choice((*FIRST_TIER, *SECOND_TIER), LANGUAGE_WORDS),
        "flag": member(Flag, FLAG_WORDS),
        "kind": member(Kind, KIND_WORDS),
        "condition": routing.condition(),
    }


def _known(ids: Mapping[str, str], otherwise: Schema) -> Schema:
    """Return one of the ids of a folder; without any, whatever looks like one."""
    return choice(ids, ids) if ids else otherwise


def _used(schema: Schema, definitions: Mapping[str, Schema]) -> frozenset[str]:
    """Return the names of the definitions that a schema needs, also by way of others."""
    named = frozenset(_refs(schema))
    while more := frozenset(ref for name in named for ref in _refs(definitions[name])) - named:
        named |= more
    return named


def _refs(value: object) -> Iterator[str]:
    """Yield the names of all definitions that are referred to."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "$ref":
                yield str(inner).rpartition("/")[2]
            else:
                yield from _refs(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _refs(inner)
