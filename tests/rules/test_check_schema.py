"""`rules schema`: what editors are told about the files is what the program reads, no more and no less."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from postlotse.cli.main import main
from postlotse.core.rules import cases_read, keys, schema
from postlotse.core.rules.conditions.base import Known
from postlotse.core.rules.conditions.registry import CONDITIONS
from postlotse.core.rules.jsonschema import FILES, Ids, ids_of, schemas
from postlotse.core.rules.jsonschema.routing import condition_shapes
from postlotse.core.rules.schema import Page
from postlotse.core.yamltext import Items, Node, Scalar, Table, read
from postlotse.datafiles.rulefiles import read_rules

SHIPPED = Path(__file__).parents[2] / "rules"
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def plain(node: Node | None) -> Any:
    """Return what an editor sees: the values of YAML 1.2, days as texts."""
    match node:
        case Table():
            return {key: plain(value) for key, value in node.entries.items()}
        case Items():
            return [plain(item) for item in node.items]
        case Scalar() if node.plain:
            if node.value in ("", "~", "null"):
                return None
            if node.value in ("true", "false"):
                return node.value == "true"
            if _NUMBER.fullmatch(node.value):
                return float(node.value) if "." in node.value else int(node.value)
            return node.value
        case Scalar():
            return node.value
        case _:
            return None


def mistakes(text: str, wanted: Mapping[str, Any]) -> list[str]:
    """Return what an editor would mark in a text."""
    node, problems = read(text, "x.yaml")
    assert problems == []
    return [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in Draft202012Validator(wanted).iter_errors(plain(node))
    ]


@pytest.fixture(scope="module")
def shipped_files() -> Mapping[str, str]:
    return read_rules(SHIPPED).files


def test_every_shipped_file_fits_its_schema(shipped_files: Mapping[str, str]) -> None:
    """The rules that come with the project show no mark in an editor, with all ids told apart."""
    found = schemas(ids_of(shipped_files))
    yaml = [name for name in shipped_files if name.endswith(".yaml")]
    assert set(FILES) - {"tests"} <= set(yaml)
    for name in yaml:
        wanted = found["tests"] if name.startswith("tests/") else found[name]
        assert mistakes(shipped_files[name], wanted) == [], name


def test_they_are_json_schemas(shipped_files: Mapping[str, str]) -> None:
    """Each holds to the rules of its own draft."""
    for wanted in schemas(ids_of(shipped_files)).values():
        Draft202012Validator.check_schema(wanted)


def test_the_small_set_fits_with_and_without_ids(files: dict[str, str]) -> None:
    """Without a folder any id is right."""
    for ids in (ids_of(files), Ids()):
        found = schemas(ids)
        assert [m for name, text in files.items() for m in mistakes(text, found[name])] == []


BROKEN = [
    ("offices.yaml", "kind: int", "kind: intern"),
    ("offices.yaml", "name: Kulturamt, ", ""),
    ("offices.yaml", "contact: Gericht", "contact: Gericht, phone: 1"),
    ("offices.yaml", "contact: Kolleg", "contact: Kolleg, deputy: niemand"),
    ("offices.yaml", "address: kultur@stadt.example", "address: kultur at stadt"),
    ("offices.yaml", "sensitive: yes", "sensitive: sehr"),
    ("offices.yaml", "contact: Kolleg", "contact: Kolleg, checked_on: 4.5.2026"),
    ("offices.yaml", "contact: Kolleg", "contact: Kolleg, absences: [{first: 2026-05-02}]"),
    ("offices.yaml", "  kulturamt:", "  Ämtle:"),
    ("topics.yaml", "names: {de: Räume}", "names: {en: Rooms}"),
    ("topics.yaml", "de: Räume", "de: Räume, xx: X"),
    ("topics.yaml", "office: kolleg", "office: koleg"),
    ("topics.yaml", "office: kolleg", "office: kolleg, threshold: 90"),
    ("topics.yaml", "  raeume:", "  unklar:"),
    ("organisations.yaml", "domains: [rodnik.example]", "domains: [rodnik]"),
    ("organisations.yaml", "language: ar", "language: arabisch"),
    ("organisations.yaml", "language: ar", "fields: [sprot]"),
    ("routing.yaml", "office: kulturamt", "office: kulturmt"),
    ("routing.yaml", "when: {kind: concern}", "when: {kinds: concern}"),
    ("routing.yaml", "when: {kind: concern}", "when: {any: []}"),
    ("routing.yaml", "when: {kind: concern}", "when: {none: [{kind: concern, topics: sprot}]}"),
    ("routing.yaml", "when: {kind: concern}", "when: {topics: {primary: sport, any: kultur}}"),
    ("routing.yaml", "when: {kind: concern}", "when: {topics: {primary: sport, probability: 1.2}}"),
    ("routing.yaml", "when: {kind: concern}", "when: {flags: [gefahr]}"),
    ("routing.yaml", "when: {kind: concern}", "when: {language: [turkish]}"),
    ("routing.yaml", "when: {kind: concern}", "when: {sender: {organisation: niemand}}"),
    ("routing.yaml", "when: {kind: concern}", "when: {sender: {}}"),
    ("routing.yaml", "when: {kind: concern}", "when: {time: {weekdays: [mi, dn]}}"),
    ("routing.yaml", "when: {kind: concern}", "when: {time: {from: '25:00'}}"),
    ("routing.yaml", "when: {kind: concern}", "when: {words: {in: footer, any: [a]}}"),
    ("routing.yaml", "    when: {kind: concern}\n", ""),
    ("routing.yaml", "then: {office: kulturamt", "then: {due: bald, office: kulturamt"),
    ("routing.yaml", "then: {office: kulturamt", "then: {route: auto, office: kulturamt"),
    ("routing.yaml", "then: {office: kulturamt", "then: {route: shadow, office: kulturamt"),
    ("routing.yaml", "then: {office: kulturamt", "then: {stop: yes, continue: no, office: kulturamt"),
    ("routing.yaml", "then: {office: kulturamt", "then: {priority: sofort, office: kulturamt"),
    ("routing.yaml", "when: {kind: concern}", "tests: [{expect: {office: sportamt}}]\n    when: {kind: concern}"),
    ("routing.yaml", "when: {kind: concern}", "tests: [{text: a, expect: {office: sportmt}}]\n    when: {kind: concern}"),
]


@pytest.mark.parametrize(
    ("file", "old", "new"), BROKEN, ids=[f"{case[0].partition('.')[0]}-{n}" for n, case in enumerate(BROKEN)]
)
def test_an_editor_marks_what_the_program_refuses(files: dict[str, str], file: str, old: str, new: str) -> None:
    """A mistake in a good set is marked while it is written."""
    assert old in files[file]
    wanted = schemas(ids_of(files))[file]
    assert mistakes(files[file].replace(old, new, 1), wanted)


@pytest.mark.parametrize(
    "text",
    [
        "replies: {response_days: 0}",
        "replies: {ack_per_domain_hour: viele}",
        "replies: {no_ack_domains: [x]}",
        "replies: {acknowledge: yes}",
        "calendar: {land: Hessen}",
        "calendar: {closures: [24.12.2026]}",
        "calendar: {hours: {mo: 8-16}}",
        "tests: [{text: a}]",
        "tests: [{text: a, expect: {}}]",
        "tests: [{text: a, expect: {route: selbst}}]",
    ],
)
def test_broken_small_files_are_marked(text: str) -> None:
    """Replies, calendar and tests too."""
    key = text.partition(":")[0]
    assert mistakes(text, schemas(Ids())[key if key == "tests" else f"{key}.yaml"])


def test_every_condition_is_completed_and_its_example_is_right() -> None:
    """What the rule language knows an editor knows too; the examples of the handbook are not marked."""
    wanted = schemas(Ids())["routing.yaml"]
    shapes = condition_shapes()
    assert set(shapes) == set(CONDITIONS)
    for entry in CONDITIONS.values():
        text = f"rules: [{{id: a, rule: Satz., then: {{tags: [x]}}, when: {{{entry.example}}}}}]"
        assert mistakes(text, wanted) == [], entry.example


def _tables(shape: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the tables that a shape allows."""
    inner = [table for part in shape.get("anyOf", ()) for table in _tables(part)]
    return [shape, *inner] if "properties" in shape else inner


@pytest.mark.parametrize("condition", sorted(CONDITIONS))
def test_the_parts_of_a_condition_are_those_that_are_read(condition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No part is missing in the editor and none is invented."""
    asked: list[frozenset[str]] = []
    original = schema.fields

    def fields(page: Page, node: Node | None, known: Any, **options: Any) -> Mapping[str, Node]:
        asked.append(frozenset(known))
        return original(page, node, known, **options)

    monkeypatch.setattr(schema, "fields", fields)
    CONDITIONS[condition].read(Page(file="x"), Table(entries={"?": Scalar(value="")}, keys={"?": Scalar(value="?")}), Known())
    assert [frozenset(table["properties"]) for table in _tables(condition_shapes()[condition])] == asked


def test_every_key_is_explained() -> None:
    """Each key of each table has a meaning, and a shape: nothing is left that may be anything."""
    unknown: list[str] = []

    def look(path: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.get("properties", {}).items() if "additionalProperties" in value else ():
                if not isinstance(inner, dict) or set(inner) <= {"description", "examples"}:
                    unknown.append(f"{path}/{key}")
            for key, inner in value.items():
                look(f"{path}/{key}", inner)
        elif isinstance(value, list):
            for inner in value:
                look(path, inner)

    found = schemas(Ids())
    look("", found)
    assert unknown == []
    office = found["offices.yaml"]["properties"]["offices"]["additionalProperties"]["properties"]
    assert {key: office[key]["description"] for key in office} == dict(keys.OFFICE)
    case = found["tests"]["properties"]["tests"]["anyOf"][0]["properties"]
    assert set(case) == set(cases_read.CASE_KEYS)
    for name, wanted in (("given", cases_read.GIVEN_KEYS), ("expect", cases_read.EXPECT_KEYS)):
        # „matches“ is for tests beside a rule only
        assert all(case[name]["properties"][key]["description"] for key in wanted if key != "matches")


def test_ids_become_choices_with_their_names(files: dict[str, str]) -> None:
    """Editors offer the offices and topics of the folder, and say what they are called."""
    found = schemas(ids_of(files))["routing.yaml"]["$defs"]
    assert found["office"]["enum"] == ["kulturamt", "sportamt", "beirat", "gericht", "kolleg"]
    assert found["office"]["enumDescriptions"][0] == "Kulturamt"
    assert found["topic_or_unclear"]["enum"] == ["kultur", "sport", "raeume", "unklar"]
    assert found["organisation"]["enum"] == ["nuur", "rodnik"]


def test_ids_are_found_in_files_with_mistakes(files: dict[str, str]) -> None:
    """While somebody writes, the other files still complete."""
    files["routing.yaml"] = "rules: ["
    files["topics.yaml"] = "topics: [a, b]"
    found = ids_of(files)
    assert (list(found.offices)[:1], found.topics, found.rules) == (["kulturamt"], {}, {})


def test_the_command_writes_one_file_for_each_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--out` fills a folder that an editor can be pointed to."""
    out = tmp_path / "schemas"
    assert main(["rules", "schema", "--rules", str(SHIPPED), "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {f"{name.removesuffix('.yaml')}.schema.json" for name in FILES}
    assert str(out / "routing.schema.json") in capsys.readouterr().out
    wanted = json.loads((out / "routing.schema.json").read_text(encoding="utf-8"))
    assert mistakes((SHIPPED / "routing.yaml").read_text(encoding="utf-8"), wanted) == []


def test_the_command_prints_one_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """With or without the ending."""
    assert main(["rules", "schema", "calendar", "--rules", str(SHIPPED)]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "calendar.yaml"
    assert main(["rules", "schema", "kalender", "--rules", str(SHIPPED)]) == 2
    assert "möglich sind: offices.yaml" in capsys.readouterr().err
