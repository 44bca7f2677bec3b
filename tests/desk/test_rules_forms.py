"""The forms for rules by themselves: they know the whole language, and what they write is what they read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from postlotse.core.rules import keys
from postlotse.core.rules.conditions.registry import CONDITIONS
from postlotse.core.rules.load import load_book
from postlotse.core.yamltext import read as read_yaml
from postlotse.datafiles.rulefiles import read_rules
from postlotse.desk.forms_rules import apply, changes, conditions, groups, kinds, parts, rule, snippet, telling
from postlotse.desk.forms_rules.fields import Sort, Values, at, written
from postlotse.desk.forms_rules.kinds import KINDS, OFFICE, ORGANISATION, RULE, TOPIC, Kind
from tests.desk.rules_folder import FILES

SHIPPED = read_rules(Path(__file__).parents[2] / "rules").files
BOOK = load_book(SHIPPED)[0]
ALL = [
    pytest.param(kind, identity, id=f"{kind.top}-{identity}")
    for kind in KINDS.values()
    for identity in kinds.things(SHIPPED, kind)
]

IN_FORMS = [
    pytest.param(kind, identity, id=f"{kind.top}-{identity}")
    for kind in KINDS.values()
    for identity, node in kinds.things(SHIPPED, kind).items()
    if kind is not RULE or rule.as_form(node, BOOK)
]


def paths(kind: Kind) -> set[str]:
    """Return the first keys that a form knows, of `then` for rules the second."""
    form = kind.form(BOOK)
    found = [f.path for f in groups.fields_of(form)]
    found += [g.rows.path for g in form if g.rows is not None] + [g.part.path for g in form if g.part is not None]
    return {str(p[0]) for p in found} | {f"then.{p[1]}" for p in found if p[0] == "then"}


@pytest.mark.parametrize(
    ("kind", "known"), [(OFFICE, keys.OFFICE), (TOPIC, keys.TOPIC), (ORGANISATION, keys.ORGANISATION), (RULE, keys.RULE)]
)
def test_every_key_of_a_file_has_a_field(kind: Kind, known: Mapping[str, str]) -> None:
    """A new key of the language needs a field, or a word here on why it has none."""
    assert set(known) - paths(kind) - {"id", "tests"} == set()


def test_every_effect_and_condition_has_a_field() -> None:
    """`stop` says the same as `continue` and is edited as text."""
    assert {f"then.{key}" for key in keys.ACTION} - paths(RULE) == {"then.stop"}
    assert {part.key for part in conditions.parts(BOOK)} == set(CONDITIONS)


@pytest.mark.parametrize("key", CONDITIONS)
def test_the_example_of_each_condition_can_be_shown(key: str) -> None:
    """What the reference page shows, the form shows too, and writes the same."""
    node, problems = read_yaml(CONDITIONS[key].example, "example")
    assert not problems
    known = conditions.parts(BOOK)
    assert conditions.formable(node, known)
    part = next(p for p in known if p.key == key)
    value = at(node, (key,))
    assert value is not None
    made = parts.value(part, parts.read(part, value))
    assert telling.condition(node, BOOK)
    text = apply.edit.set_value("rules:\n  - id: x\n", ("rules", "id=x", "when"), {key: made})
    again = at(read_yaml(text, "again")[0], ("rules", 0, "when", key))
    assert again is not None
    assert parts.read(part, again) == parts.read(part, value)


def as_posted(form: tuple[groups.Group, ...], values: Values) -> dict[str, list[str]]:
    """Return the values as a browser posts them."""
    posted: dict[str, list[str]] = {}
    for f in groups.every_field(form, values):
        value = values.get(f.name, "")
        if f.sort is Sort.LINES:
            posted[f.name] = ["\r\n".join(value)]
        elif isinstance(value, tuple):
            posted[f.name] = list(value)
        elif f.sort is Sort.YES_NO:
            posted[f.name] = ["1"] if value == "yes" else []
        else:
            posted[f.name] = [value.replace("\n", "\r\n")]
    return posted


@pytest.mark.parametrize(("kind", "identity"), ALL)
def test_nothing_of_the_shipped_set_is_lost_in_a_form(kind: Kind, identity: str) -> None:
    """Each thing read into its form and posted again makes no edit; each can be told in words."""
    node = kinds.things(SHIPPED, kind)[identity]
    form = kind.form(BOOK)
    values = groups.read_all(form, node)
    posted = as_posted(form, values)
    again = groups.posted_all(form, lambda name: posted.get(name, []), posted)
    assert telling.told(kind, node, BOOK)
    if kind is RULE and not rule.as_form(node, BOOK):
        place = snippet.cut(SHIPPED["routing.yaml"], node)
        assert place is not None
        assert snippet.put(SHIPPED["routing.yaml"], place, place.text).rstrip() == SHIPPED["routing.yaml"].rstrip()
        return
    assert groups.edits_all(form, values, again, node, kind.path(identity)) == []


@pytest.mark.parametrize(("kind", "identity"), IN_FORMS)
def test_a_thing_made_anew_from_its_form_means_the_same(kind: Kind, identity: str) -> None:
    """Delete and type in again: the form is enough to say everything that it shows."""
    node = kinds.things(SHIPPED, kind)[identity]
    form = kind.form(BOOK)
    values = groups.read_all(form, node)
    made = rule.whole(identity, values, BOOK) if kind is RULE else groups.new_object(form, values)
    text = apply.added("", kind, identity, made)
    again = kinds.things({kind.file: text}, kind)[identity]
    assert {k: v for k, v in groups.read_all(form, again).items() if v} == {k: v for k, v in values.items() if v}


def test_a_form_shows_most_rules_of_the_shipped_set() -> None:
    """Text is for the few that are nested."""
    nodes = kinds.things(SHIPPED, RULE)
    shown = [identity for identity, node in nodes.items() if rule.as_form(node, BOOK)]
    assert len(shown) > 0.75 * len(nodes)


@pytest.mark.parametrize(
    ("sort", "typed", "wanted"),
    [
        (Sort.SHARE, "0,85", 0.85),
        (Sort.SHARE, "1.5", "1.5"),
        (Sort.SHARE, "viel", "viel"),
        (Sort.NUMBER, "07", 7),
        (Sort.NUMBER, "-1", "-1"),
        (Sort.DAY, "gestern", "gestern"),
        (Sort.TEXT, "NO", "NO"),
        (Sort.LONG, "a\nb", "a\nb\n"),
        (Sort.YES_NO, "yes", True),
    ],
)
def test_what_is_typed_becomes_a_value(sort: Sort, typed: str, wanted: object) -> None:
    """What cannot be a number or a day is written as it was typed, so that the check can say so."""
    field = groups.fields_of(OFFICE.form(None))[0]
    assert written(type(field)(path=("x",), label="x", sort=sort), typed) == wanted


@pytest.mark.parametrize(
    "typed", ["NO", "01067", "12:30", "yes", "a: b", "# kein Kommentar", "*halle*", "- x", "'", '"', "ä\\n", "{x}", "@", "…"]
)
def test_odd_texts_come_back_as_they_were_typed(typed: str) -> None:
    """Every text that a person types is read back the same."""
    node = kinds.things(FILES, OFFICE)["kulturamt"]
    form = OFFICE.form(BOOK)
    old = groups.read_all(form, node)
    new = {**old, "not_for": typed, "aliases": (typed, "zwei")}
    text = apply.apply(FILES["offices.yaml"], groups.edits_all(form, old, new, node, OFFICE.path("kulturamt")))
    again = groups.read_all(form, kinds.things({"offices.yaml": text}, OFFICE)["kulturamt"])
    assert (again["not_for"], again["aliases"]) == (typed, (typed, "zwei"))
    assert "# gilt seit März" in text


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Grüne Höfe e. V.", "gruene_hoefe_e_v"),
        ("Straße & Platz", "strasse_platz"),
        ("  ", ""),
        ("Çiçek Işık", "cicek_isik"),
        ("x" * 90, "x" * 40),
    ],
)
def test_an_id_is_made_of_a_name(name: str, identity: str) -> None:
    """Small letters, digits and underscores only."""
    assert kinds.id_from(name) == identity


def told(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the changes, one line each."""
    return [
        " ".join(
            [t.what, t.name, t.how, *(f"[{line.label}: {line.before}→{line.after}{line.came}{line.went}]" for line in t.lines)]
        )
        for t in changes.things(before, after, BOOK)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("offices.yaml", "kind: ext", "kind: pub", "ist: Verein, Stiftung oder Firma→andere Behörde()()]"),
        ("offices.yaml", "2026-08-07", "2026-08-09", "letzter Tag 09.08.2026"),
        ("topics.yaml", "[Zuschuss*, Förderung]", "[Zuschuss*, Stiftung]", "('Stiftung',)('Förderung',)"),
        ("routing.yaml", "words: [Fest*", "words: [Feier*", "[Wörter in der Mail: →('Feier*',)('Fest*',)]"),
        ("routing.yaml", "words: [Steuer*]", "words: [Abgaben]", "[keine davon: (Wörter in der Mail: Steuer*)"),
        ("routing.yaml", "min_probability: 0.9", "min_probability: 0.95", "0,9→0,95"),
        ("offices.yaml", "# im Rathaus", "# am Markt", "Datei offices.yaml geändert [nur Notizen oder Schreibweise: →()()]"),
    ],
    ids=["art", "abwesenheit", "woerter", "bedingung", "verschachtelt", "zahl", "notiz"],
)  # fmt: skip
def test_changes_in_words(file: str, old: str, new: str, said: str) -> None:
    """Labels of the form, names in place of ids, days and numbers as people write them."""
    assert old in FILES[file]
    (line,) = told(FILES, {**FILES, file: FILES[file].replace(old, new)})
    assert said in line


def test_a_neighbour_that_comes_or_goes_moves_nothing() -> None:
    """Only the rule that was moved is called moved."""
    text = FILES["routing.yaml"]
    without = apply.removed(text, RULE.path("geld"))
    assert told(FILES, {**FILES, "routing.yaml": without}) == [
        "Regel Fragen nach Zuschüssen gehen an die Projektförderung. gelöscht"
    ]
    (line,) = told(FILES, {**FILES, "routing.yaml": apply.moved(text, RULE.path("verein"), 0)})
    assert line == "Regel Vereinsfragen beantwortet das Bürgerkolleg. verschoben [Platz: 3→1()()]"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("replies.yaml", "replies:\n  response_days: 5\n", "replies:\n  response_days: 3\n", "[response_days: 5→3()()]"),
        ("templates/de/forward.j2", "a\nb\n", "a\nc\n", "Vorlage de/forward.j2 geändert"),
        ("tests/sport.yaml", None, "tests: []\n", "Tests tests/sport.yaml neu"),
        ("calendar.yaml", "calendar: {land: HE}\n", None, "Datei Kalender gelöscht"),
    ],
)
def test_other_files_are_told_too(name: str, old: str | None, new: str | None, said: str) -> None:
    """What no form edits still shows when a draft or a version has it otherwise."""
    (line,) = told({name: old} if old is not None else {}, {name: new} if new is not None else {})
    assert said in line


def test_lines_of_a_windows_file() -> None:
    """A text with CRLF keeps its line breaks when one rule is edited as text."""
    text = FILES["routing.yaml"].replace("\n", "\r\n")
    node = kinds.things({"routing.yaml": text}, RULE)["verein"]
    place = snippet.cut(text, node)
    assert place is not None
    new = snippet.put(text, place, place.text.replace("Steuer*", "Abgabe*"))
    assert new == text.replace("Steuer*", "Abgabe*")
