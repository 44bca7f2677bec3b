"""The rule language: each condition, once where it holds and once where it does not, with the reason staff read."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from postlotse.core.calendar import CalendarPolicy
from postlotse.core.facts import CaseFacts, Facts
from postlotse.core.mail.types import Address, Attachment
from postlotse.core.names import ConcernState, Flag
from postlotse.core.rules.conditions.base import Condition, Known
from postlotse.core.rules.conditions.nesting import covers
from postlotse.core.rules.conditions.registry import CONDITIONS, read_condition
from postlotse.core.rules.schema import Page
from postlotse.core.topics.types import TopicGuess
from postlotse.core.yamltext import read

SPORT = TopicGuess(id="sport", probability=0.8)
KNOWN = Known(
    topics=("sport", "kultur", "raeume"), organisations=("nuur", "rodnik"), offices=("kulturamt", "sportamt", "beirat")
)


def condition(text: str) -> Condition:
    node, problems = read(text, "routing.yaml")
    page = Page(file="routing.yaml", problems=problems)
    found = read_condition(page, node, KNOWN)
    assert page.problems == []
    assert found is not None
    return found


def at(hour: int, minute: int = 0, day: int = 10) -> dict[str, object]:
    return {"received_at": datetime(2026, 3, day, hour, minute, tzinfo=UTC)}


def case(
    *states: ConcernState, offices: tuple[str, ...] = (), topics: tuple[str, ...] = (), last_day: int = 0
) -> dict[str, object]:
    last = datetime(2026, 3, last_day, 8, tzinfo=UTC) if last_day else None
    found = CaseFacts(states=frozenset(states), offices=frozenset(offices), topics=frozenset(topics), last_at=last)
    return {"in_case": True, "case": found}


CLOSED = CalendarPolicy(closures=(date(2026, 3, 10),))
SPLIT = CalendarPolicy(hours={1: ((8 * 60, 9 * 60), (10 * 60, 12 * 60))})
PDF = (Attachment(name="Plan.PDF", type="application/pdf", size=10),)
CASES: list[tuple[str, dict[str, object], bool, str]] = [
    ("kind: concern", {}, True, "die Mail ist: Anliegen"),
    ("kind: [notice, bulk]", {}, False, "die Mail ist: Anliegen"),
    ("topics: sport", {}, True, "das Thema „sport“ ist zu 80% sicher"),
    ("topics: [kultur, raeume]", {}, False, "das Thema ist „sport“, nicht „kultur“ oder „raeume“"),
    ("topics: {primary: sport, probability: 0.9}", {}, False, "„sport“ ist nur zu 80% sicher, verlangt sind 90%"),
    ("topics: {any: kultur, probability: 0.3}", {}, True, "das Thema „kultur“ ist zu 40% sicher"),
    ("topics: {any: raeume}", {}, False, "das Thema ist „sport“, nicht „raeume“"),
    ("topics: unklar", {}, False, "das Thema ist „sport“, nicht „unklar“"),
    ("flags: [danger, deadline]", {"flags": frozenset({Flag.DEADLINE})}, True, "Merkmal: Frist"),
    ("flags: danger", {}, False, "kein Merkmal „Gefahr“"),
    ("flags: {all: [danger, deadline]}", {"flags": frozenset({Flag.DEADLINE})}, False, "kein Merkmal „Gefahr“"),
    ("flags: {all: [danger, deadline]}", {"flags": frozenset({Flag.DEADLINE, Flag.DANGER})}, True, "Merkmal: Gefahr, Frist"),
    ("language: [tr, ar]", {"language": "tr"}, True, "die Sprache ist Türkisch"),
    ("language: tr", {"language": "de"}, False, "die Sprache ist Deutsch"),
    ("language: unknown", {}, True, "die Sprache ist nicht erkannt"),
    ("sender: {domain: nuur.example}", {}, True, "der Absender passt"),
    ("sender: {domain: nuur.example}", {"sender": Address(address="a@web.nuur.example")}, True, "der Absender passt"),
    (
        "sender: {domain: nuur.example}",
        {"sender": Address(address="a@xnuur.example")},
        False,
        "der Absender schreibt nicht von „nuur.example“",
    ),
    ("sender: {address: Alice@Nuur.example}", {}, True, "der Absender passt"),
    ("sender: {address: bob@nuur.example}", {}, False, "der Absender hat eine andere Adresse"),
    ("sender: {organisation: nuur}", {"organisation": "nuur"}, True, "der Absender passt"),
    ("sender: {organisation: rodnik}", {"organisation": "nuur"}, False, "der Absender gehört nicht zu „rodnik“"),
    ("sender: {known: no}", {}, True, "der Absender passt"),
    ("sender: {known: no}", {"organisation": "nuur"}, False, "der Absender gehört zu einer bekannten Organisation"),
    ("sender: {first_contact: yes}", {"first_contact": True}, True, "der Absender passt"),
    ("sender: {first_contact: yes}", {}, False, "der Absender schreibt nicht zum ersten Mal"),
    ("recipients: presse", {"recipients": ("Presse+x@stadt.example",)}, True, "die Mail ging an „presse“"),
    (
        "recipients: presse@stadt.example",
        {"recipients": ("info@stadt.example",)},
        False,
        "die Mail ging nicht an „presse@stadt.example“",
    ),
    ("tags: Sport", {"tags": ("sport",)}, True, "die Adresse trägt den Zusatz „sport“"),
    ("tags: sport", {}, False, "kein Adresszusatz „sport“"),
    ("words: Turnhalle", {"text": "Die TURNHALLE ist zu."}, True, "in der Mail steht „turnhalle“"),
    ("words: Turnhalle", {"text": "Die Turnhallen sind zu."}, False, "in der Mail steht nicht „Turnhalle“"),
    ("words: Turnhalle*", {"text": "Die Turnhallen sind zu."}, True, "in der Mail steht „turnhallen“"),
    ("words: '*halle'", {"text": "Die Turnhalle."}, True, "in der Mail steht „turnhalle“"),
    ("words: für Mädchen", {"text": "fuer Maedchen"}, True, "in der Mail steht „fur madchen“"),
    ("words: für Mädchen", {"text": "fur Madchen"}, True, "in der Mail steht „fur madchen“"),
    ("words: Straße", {"text": "STRASSE"}, True, "in der Mail steht „strasse“"),
    ("words: ışık", {"text": "ISIK"}, True, "in der Mail steht „isik“"),
    ("words: заявление", {"text": "зaявлeниe"}, True, "in der Mail steht „заявление“"),
    ("words: {all: [Halle, Zeit]}", {"text": "Halle"}, False, "in der Mail steht nicht „Zeit“"),
    ("words: {all: [Halle, Zeit]}", {"subject": "Halle", "text": "Zeit"}, True, "in der Mail steht „halle“, „zeit“"),
    ("words: {any: Halle, in: text}", {"subject": "Halle"}, False, "im Text steht nicht „Halle“"),
    ("subject: Einladung", {"subject": "EINLADUNG!"}, True, "im Betreff steht „einladung“"),
    ("subject: Einladung", {"text": "Einladung"}, False, "im Betreff steht nicht „Einladung“"),
    (r"pattern: 'AZ \d{2}/\d{4}'", {"text": "mein az 12/2026"}, True, "das Suchmuster passt in der Mail"),
    (r"pattern: {pattern: '^Frage$', in: subject}", {"subject": "Eine Frage"}, False, "das Suchmuster passt nicht im Betreff"),
    ("attachments: yes", {"attachments": PDF}, True, "die Mail hat einen Anhang"),
    ("attachments: no", {"attachments": PDF}, False, "die Mail hat einen Anhang"),
    ("attachments: {name: [.pdf]}", {"attachments": PDF}, True, "die Mail hat einen passenden Anhang"),
    ("attachments: {type: image/, at_least: 1}", {"attachments": PDF}, False, "die Mail hat keine passenden Anhänge"),
    ("time: {weekdays: [di]}", {}, True, "die Mail kam am Dienstag um 09:30 Uhr"),
    ("time: {weekdays: [sa, so]}", {}, False, "die Mail kam am Dienstag um 09:30 Uhr"),
    ('time: {from: "18:00", until: "07:00"}', at(22, 30), True, "die Mail kam am Dienstag um 23:30 Uhr"),
    ('time: {from: "18:00", until: "07:00"}', {}, False, "die Mail kam am Dienstag um 09:30 Uhr"),
    ('time: {from: "09:00", until: "09:30"}', {}, False, "die Mail kam am Dienstag um 09:30 Uhr"),
    ("time: {working: yes}", {}, True, "die Mail kam am Dienstag um 09:30 Uhr, während der Dienstzeit"),
    ("time: {working: no}", {}, False, "die Mail kam am Dienstag um 09:30 Uhr, während der Dienstzeit"),
    ("time: {working: no}", at(17), True, "die Mail kam am Dienstag um 18:00 Uhr, außerhalb der Dienstzeit"),
    ("time: {working: no}", at(9, day=14), True, "die Mail kam am Samstag um 10:00 Uhr, außerhalb der Dienstzeit"),
    ("time: {working: no}", {"calendar": CLOSED}, True, "die Mail kam am Dienstag um 09:30 Uhr, außerhalb der Dienstzeit"),
    ("time: {working: yes}", {"calendar": SPLIT}, False, "die Mail kam am Dienstag um 09:30 Uhr, außerhalb der Dienstzeit"),
    (
        "time: {working: yes}",
        {"calendar": SPLIT, **at(9)},
        True,
        "die Mail kam am Dienstag um 10:00 Uhr, während der Dienstzeit",
    ),
    ("time: {working_day: yes}", at(22), True, "die Mail kam am Dienstag um 23:00 Uhr, an einem Arbeitstag"),
    ("time: {working_day: no}", {"calendar": CLOSED}, True, "die Mail kam am Dienstag um 09:30 Uhr, an einem freien Tag"),
    ("stems: Antrag", {"text": "Die Anträge liegen bei."}, True, "in der Mail steht „antrage“"),
    ("stems: Antrag", {"text": "Der Förderantrag liegt bei."}, False, "in der Mail steht keine Form von „Antrag“"),
    ("stems: [öffentliche Toilette]", {"text": "öffentlichen Toiletten"}, True, "in der Mail steht „offentlichen toiletten“"),
    (
        "stems: [öffentliche Toilette]",
        {"text": "öffentlich. Toiletten"},
        False,
        "in der Mail steht keine Form von „öffentliche Toilette“",
    ),
    ("stems: {de: Antrag, in: subject}", {"text": "Anträge"}, False, "im Betreff steht keine Form von „Antrag“"),
    ("stems: {de: Antrag, in: subject}", {"subject": "Zwei Anträge"}, True, "im Betreff steht „antrage“"),
    ("stems: {tr: çocuk}", {"text": "ÇOCUKLARIMIZ için"}, True, "in der Mail steht „cocuklarimiz“"),
    ("stems: {de: Schule, ru: школа}", {"text": "в школе"}, True, "in der Mail steht „школе“"),
    ("absent: kulturamt", {"absent": frozenset({"kulturamt"})}, True, "„kulturamt“ ist abwesend"),
    ("absent: [sportamt, kulturamt]", {}, False, "„kulturamt“ und „sportamt“ sind da"),
    ("absent: beirat", {"absent": frozenset({"kulturamt"})}, False, "„beirat“ ist da"),
    ("case: {state: [own, review]}", case(ConcernState.OWN), True, "der Vorgang passt"),
    (
        "case: {state: [own, review]}",
        case(ConcernState.DONE),
        False,
        "kein Anliegen des Vorgangs ist „In Prüfung“ oder „Eigenbearbeitung“",
    ),
    ("case: {closed: yes}", case(ConcernState.DONE, ConcernState.DISMISSED), True, "der Vorgang passt"),
    ("case: {closed: yes}", case(ConcernState.DONE, ConcernState.OWN), False, "der Vorgang ist noch offen"),
    ("case: {closed: no}", case(ConcernState.DONE), False, "der Vorgang ist abgeschlossen"),
    ("case: {office: beirat}", case(offices=("kulturamt",)), False, "der Vorgang liegt nicht bei „beirat“"),
    ("case: {topic: sport}", case(topics=("kultur",)), False, "der Vorgang hat nicht das Thema „sport“"),
    ("case: {office: beirat, topic: sport}", case(offices=("beirat",), topics=("sport",)), True, "der Vorgang passt"),
    ("case: {idle_days: 5}", case(last_day=4), True, "der Vorgang passt"),
    ("case: {idle_days: 5}", case(last_day=9), False, "der Vorgang ruht erst seit 1 Tag, verlangt sind 5"),
    ("case: {idle_days: 5}", case(), False, "es ist nicht bekannt, wann im Vorgang zuletzt etwas geschah"),
    ("case: {closed: no}", {}, False, "die Mail gehört zu keinem Vorgang"),
    ("case: {closed: no}", {"in_case": True}, False, "über den Vorgang ist nichts bekannt"),
    ("in_case: no", {}, True, "die Mail gehört zu keinem Vorgang"),
    ("in_case: no", {"in_case": True}, False, "die Mail gehört zu einem Vorgang"),
    ("authenticated: yes", {"authenticated": True}, True, "der Absender ist bestätigt"),
    ("authenticated: [no, unknown]", {"authenticated": True}, False, "der Absender ist bestätigt"),
    ("authenticated: unknown", {}, True, "über den Absender ist nichts bekannt"),
    ("{}", {}, True, "gilt immer"),
    ("{topics: sport, kind: concern}", {}, True, "das Thema „sport“ ist zu 80% sicher; die Mail ist: Anliegen"),
    ("any: [{topics: kultur}, {kind: concern}]", {}, True, "die Mail ist: Anliegen"),
    ("any: [{topics: kultur}, {kind: spam}]", {}, False, "das Thema ist „sport“, nicht „kultur“; die Mail ist: Anliegen"),
    ("all: [{topics: sport}, {kind: spam}]", {}, False, "die Mail ist: Anliegen"),
    ("none: [{topics: kultur}, {flags: danger}]", {}, True, "das Thema ist „sport“, nicht „kultur“; kein Merkmal „Gefahr“"),
    ("none: [{kind: concern}]", {}, False, "ausgeschlossen: die Mail ist: Anliegen"),
]


@pytest.mark.parametrize(
    ("text", "changes", "holds", "why"), CASES, ids=[f"{c[0][:40]}-{'hit' if c[2] else 'miss'}" for c in CASES]
)
def test_a_condition_says_whether_it_holds_and_why(
    facts: Callable[..., Facts], text: str, changes: dict[str, object], holds: bool, why: str
) -> None:
    """Each condition has a hit and a miss, and the reason is a German clause."""
    verdict = condition(text).test(facts(**changes), SPORT)
    assert (verdict.holds, verdict.why) == (holds, why)


def test_every_condition_has_a_hit_and_a_miss_above() -> None:
    """A new condition without a row in the table is noticed."""
    for holds in (True, False):
        shown = {text.lstrip("{").split(":")[0] for text, _, wanted, _ in CASES if wanted is holds}
        assert set(CONDITIONS) <= shown


@pytest.mark.parametrize("entry", CONDITIONS.values(), ids=CONDITIONS.keys())
def test_the_examples_of_the_documentation_can_be_read(entry: object) -> None:
    """What docs/rules.md shows works."""
    condition(entry.example)  # type: ignore[attr-defined]


def test_what_is_nearly_enough_does_not_look_like_enough(facts: Callable[..., Facts]) -> None:
    """89.6 % are not called 90 where 90 are wanted."""
    verdict = condition("topics: {primary: sport, probability: 0.9}").test(facts(), TopicGuess(id="sport", probability=0.896))
    assert (verdict.holds, verdict.why) == (False, "„sport“ ist nur zu 89% sicher, verlangt sind 90%")


@pytest.mark.parametrize("topic", [None, TopicGuess(id="unklar", probability=0.2)], ids=["none", "unclear"])
def test_without_a_sure_topic_only_unklar_holds(facts: Callable[..., Facts], topic: TopicGuess | None) -> None:
    """An unclear concern fits no topic's rule."""
    assert condition("topics: unklar").test(facts(), topic).holds
    assert not condition("topics: [sport, kultur]").test(facts(), topic).holds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: konzern", ("unknown-value", 1, 7)),
        ("topic: sport", ("unknown-condition", 1, 1)),
        ("topics: [sport, spört]", ("unknown-id", 1, 17)),
        ("topics: {probability: 0.5}", ("topics-form", 1, 9)),
        ("topics: {any: sport, probability: viel}", ("not-a-share", 1, 35)),
        ("topics: []", ("empty", 1, 9)),
        ("flags: gefahr", ("unknown-value", 1, 8)),
        ("language: xx", ("unknown-id", 1, 11)),
        ("sender: {domain: 'nicht da'}", ("not-a-domain", 1, 18)),
        ("sender: {addres: a@b.example}", ("unknown-key", 1, 10)),
        ("sender: {address: alice}", ("not-an-address", 1, 19)),
        ("words: []", ("empty", 1, 8)),
        ("words: ['!!!']", ("empty-word", 1, 8)),
        ("words: {any: x, in: signature}", ("unknown-id", 1, 21)),
        ("pattern: '(a'", ("unsafe-pattern", 1, 10)),
        (r"pattern: '(a)\1'", ("unsafe-pattern", 1, 10)),
        ("pattern: '(?=a)b'", ("unsafe-pattern", 1, 10)),
        ("pattern: 'a*'", ("pattern-empty", 1, 10)),
        (f"pattern: '{'a' * 501}'", ("pattern-too-long", 1, 10)),
        ("time: {weekdays: [samstag]}", ("unknown-id", 1, 19)),
        ("time: {from: 25:00}", ("not-a-time", 1, 14)),
        ("time: {}", ("time-form", 1, 7)),
        ("any: []", ("empty", 1, 6)),
        ("none: [sport]", ("not-a-condition", 1, 8)),
        ("time: {working: manchmal}", ("not-yes-no", 1, 17)),
        ("stems: []", ("empty", 1, 8)),
        ("stems: {in: text}", ("empty", 1, 8)),
        ("stems: [Antrag*]", ("star-in-stems", 1, 9)),
        ("stems: ['!!!']", ("empty-word", 1, 8)),
        ("stems: {uk: школа}", ("unknown-key", 1, 9)),
        ("absent: niemand", ("unknown-id", 1, 9)),
        ("absent: []", ("empty", 1, 9)),
        ("case: {state: offen}", ("unknown-value", 1, 15)),
        ("case: {}", ("case-form", 1, 7)),
        ("case: {idle_days: 0}", ("not-a-number", 1, 19)),
        ("in_case: vielleicht", ("not-yes-no", 1, 10)),
        ("attachments: {at_least: viele}", ("not-a-number", 1, 25)),
    ],
    ids=lambda value: value[:45] if isinstance(value, str) else "",
)
def test_a_wrong_condition_is_one_problem_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    """A mistake is named with code, line and column; nothing is read halfway."""
    node, problems = read(text, "routing.yaml")
    page = Page(file="routing.yaml", problems=problems)
    read_condition(page, node, KNOWN)
    assert [(p.code, p.line, p.column) for p in page.problems] == [expected]
    assert page.problems[0].sentence.endswith(".")


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*)*x", "a{1,500}a{1,500}b"], ids=str)
def test_hostile_patterns_run_in_linear_time(facts: Callable[..., Facts], pattern: str) -> None:
    """Patterns that bring other engines to a halt end at once on 64 KiB, or are refused."""
    node, problems = read(f"pattern: '{pattern}'", "routing.yaml")
    page = Page(file="routing.yaml", problems=problems)
    found = read_condition(page, node, KNOWN)
    if found is None:
        assert page.problems
    else:
        assert not found.test(facts(text="a" * 60_000 + "!"), SPORT).holds


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("{}", "topics: sport", True),
        ("topics: [sport, kultur]", "topics: sport", True),
        ("topics: sport", "topics: [sport, kultur]", False),
        ("topics: sport", "{topics: sport, words: Halle}", True),
        ("{topics: sport, words: Halle}", "topics: sport", False),
        ("topics: {primary: sport, probability: 0.5}", "topics: {primary: sport, probability: 0.9}", True),
        ("topics: {any: sport}", "topics: sport", False),
        ("flags: [danger, deadline]", "flags: danger", True),
        ("flags: danger", "flags: {all: [danger, deadline]}", True),
        ("any: [{topics: sport}, {topics: kultur}]", "topics: kultur", True),
        ("topics: [sport, kultur]", "any: [{topics: sport}, {topics: kultur}]", True),
        ("none: [{topics: sport}]", "none: [{topics: [sport, kultur]}]", True),
        ("none: [{topics: [sport, kultur]}]", "none: [{topics: sport}]", False),
        ("words: [Halle, Saal]", "words: Saal", True),
        ("words: Saal", "subject: Saal", True),
        ("subject: Saal", "words: Saal", False),
        ("sender: {domain: nuur.example}", "sender: {domain: nuur.example, known: yes}", True),
        ("sender: {known: yes}", "sender: {domain: nuur.example}", False),
        ("stems: {de: [Antrag, Saal], tr: oda}", "stems: Saal", True),
        ("stems: Saal", "stems: {de: Saal, tr: oda}", False),
        ("stems: Saal", "words: Saal", False),
        ("absent: [kulturamt, sportamt]", "absent: sportamt", True),
        ("absent: sportamt", "absent: [kulturamt, sportamt]", False),
        ("case: {closed: yes}", "case: {closed: yes, idle_days: 9}", True),
        ("case: {idle_days: 9}", "case: {idle_days: 3}", False),
        ("case: {state: [own, done]}", "case: {state: done}", True),
        ("time: {working: no}", "time: {working: no, weekdays: [mo]}", True),
        ("time: {working: no}", "time: {weekdays: [sa]}", False),
        ("time: {weekdays: [sa, so]}", 'time: {weekdays: [sa], from: "10:00"}', True),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_covering_is_known_where_it_is_sure(wide: str, narrow: str, expected: bool) -> None:
    """A condition covers another only when it surely holds whenever that one does."""
    assert covers(condition(wide), condition(narrow)) is expected
