"""Matching: the first rule that decides, what later ones may add, and the trace that explains it."""

from collections.abc import Callable
from datetime import date

import pytest

from postlotse.core.facts import Facts
from postlotse.core.names import Flag, Priority, Referral, Route
from postlotse.core.rules.load import load_book
from postlotse.core.rules.match import match
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.types import TopicGuess

TODAY = date(2026, 3, 10)
SPORT = TopicGuess(id="sport", probability=0.8)


def book(files: dict[str, str], *rules: str, offices: str = "") -> RuleBook:
    lines = "".join(f"  - {{rule: Satz., {rule}}}\n" for rule in rules)
    texts = {**files, "routing.yaml": f"rules:\n{lines}"}
    if offices:
        texts["offices.yaml"] = files["offices.yaml"] + offices
    found, problems = load_book(texts)
    assert problems == []
    assert found is not None
    return found


def test_the_first_deciding_rule_sets_office_referral_and_route(files: dict[str, str], facts: Callable[..., Facts]) -> None:
    """What a later rule says about office and route is not heard."""
    rules = book(
        files,
        "id: a, when: {topics: kultur}, then: {office: kulturamt}",
        "id: b, when: {topics: sport}, then: {office: sportamt, route: auto, min_probability: 0.9, continue: yes}",
        "id: c, when: {kind: concern}, then: {office: kolleg, referral: refer, route: none}",
    )
    found = match(rules, facts(), SPORT, today=TODAY)
    assert (found.rule, found.office, found.referral, found.route) == ("b", "sportamt", None, Route.AUTO)
    assert found.min_probability == 0.9
    assert found.rules == ("b", "c")


def test_adding_rules_add_before_and_after(files: dict[str, str], facts: Callable[..., Facts]) -> None:
    """Involve, tags, the higher priority and the earlier due date are gathered from every matching rule."""
    rules = book(
        files,
        "id: a, when: {kind: concern}, then: {priority: high, due: 5, tags: [x], involve: [kolleg]}",
        "id: b, when: {topics: sport}, then: {office: sportamt, priority: normal, due: 3, tags: [y, x], continue: yes}",
        "id: c, when: {kind: concern}, then: {priority: urgent, due: 9, involve: [kulturamt, sportamt]}",
    )
    found = match(rules, facts(), SPORT, today=TODAY)
    assert (found.priority, found.due_days, found.tags) == (Priority.URGENT, 3, ("x", "y"))
    assert found.involve == ("kolleg", "kulturamt")  # never the office itself


def test_a_deciding_rule_stops_unless_it_continues(files: dict[str, str], facts: Callable[..., Facts]) -> None:
    """After a deciding rule nothing more is tried; an adding rule lets the search go on."""
    rules = book(
        files,
        "id: a, when: {kind: concern}, then: {tags: [x]}",
        "id: b, when: {topics: sport}, then: {office: sportamt}",
        "id: c, when: {kind: concern}, then: {tags: [z]}",
    )
    found = match(rules, facts(), SPORT, today=TODAY)
    assert found.tags == ("x",)
    assert [step.rule for step in found.trace] == ["a", "b"]


def test_an_adding_rule_may_stop(files: dict[str, str], facts: Callable[..., Facts]) -> None:
    """`stop: yes` ends the search even where nothing was decided; the topic's usual office is proposed."""
    rules = book(files, "id: a, when: {kind: concern}, then: {tags: [x], stop: yes}", "id: b, when: {}, then: {office: kolleg}")
    found = match(rules, facts(), SPORT, today=TODAY)
    assert (found.rule, found.office, found.route) == ("", "sportamt", Route.REVIEW)


def test_the_trace_tells_of_every_rule_tried(files: dict[str, str], facts: Callable[..., Facts]) -> None:
    """Each step is a German sentence that says why."""
    rules = book(
        files,
        "id: alt, when: {kind: concern}, then: {office: kolleg}, valid_until: 2025-12-31",
        "id: neu, when: {kind: concern}, then: {office: kolleg}, valid_from: 2027-01-01",
        "id: kultur, when: {topics: kultur}, then: {office: kulturamt}",
        "id: sport, when: {topics: sport}, then: {office: sportamt, continue: yes}",
        "id: rest, when: {kind: concern}, then: {office: kolleg}",
    )
    assert [(s.rule, s.matched, s.why) for s in match(rules, facts(), SPORT, today=TODAY).trace] == [
        ("alt", False, "Galt nur bis 31.12.2025."),
        ("neu", False, "Gilt erst ab 01.01.2027."),
        ("kultur", False, "Trifft nicht zu: das Thema ist „sport“, nicht „kultur“."),
        ("sport", True, "Trifft zu: das Thema „sport“ ist zu 80% sicher."),
        ("rest", True, "Trifft zu: die Mail ist: Anliegen. Stelle und Weg stehen schon durch die Regel „sport“ fest."),
    ]


@pytest.mark.parametrize(
    ("topic", "flags", "office"),
    [
        (SPORT, (), "sportamt"),
        (None, (), ""),
        (TopicGuess(id="unklar", probability=0.3), (), ""),
        (SPORT, (Flag.COMPLAINT,), ""),
    ],
    ids=["topic", "none", "unclear", "complaint"],
)
def test_without_a_rule_a_person_decides(
    files: dict[str, str], facts: Callable[..., Facts], topic: TopicGuess | None, flags: tuple[Flag, ...], office: str
) -> None:
    """The topic's usual office is proposed, except where somebody complains about an office."""
    rules = book(files, "id: a, when: {kind: spam}, then: {office: kolleg}")
    found = match(rules, facts(flags=frozenset(flags)), topic, today=TODAY)
    assert (found.rule, found.office, found.route, found.referral) == ("", office, Route.REVIEW, None)


AWAY = "absences: [{first: 2026-03-01, last: 2026-03-31}]"


@pytest.mark.parametrize(
    ("offices", "office", "route", "why"),
    [
        (
            f"  a: {{name: A, kind: int, deputy: sportamt, {AWAY}}}\n",
            "sportamt",
            Route.AUTO,
            "A ist abwesend; Vertretung: Sportamt.",
        ),
        (
            f"  a: {{name: A, kind: int, deputy: beirat, {AWAY}}}\n",
            "beirat",
            Route.REVIEW,
            "A ist abwesend; Vertretung: Beirat.",
        ),
        (
            f"  a: {{name: A, kind: int, {AWAY}}}\n",
            "a",
            Route.REVIEW,
            "A ist abwesend und hat keine Vertretung; ein Mensch entscheidet.",
        ),
        (
            f"  a: {{name: A, kind: int, deputy: b, {AWAY}}}\n  b: {{name: B, kind: int, deputy: a, {AWAY}}}\n",
            "a",
            Route.REVIEW,
            "A ist abwesend und hat keine Vertretung; ein Mensch entscheidet.",
        ),
        (
            f"  a: {{name: A, kind: int, deputy: b, {AWAY}}}\n  b: {{name: B, kind: int, deputy: sportamt, {AWAY}}}\n",
            "sportamt",
            Route.AUTO,
            "A ist abwesend; Vertretung: Sportamt.",
        ),
    ],
    ids=["deputy", "sensitive-deputy", "no-deputy", "circle", "chain"],
)
def test_an_absent_office_is_replaced_by_its_deputy(
    files: dict[str, str], facts: Callable[..., Facts], offices: str, office: str, route: Route, why: str
) -> None:
    """The deputy steps in; where that is not as safe, a person decides."""
    rules = book(files, "id: r, when: {}, then: {office: a, route: auto, min_probability: 0.9}", offices=offices)
    found = match(rules, facts(), SPORT, today=TODAY)
    assert (found.office, found.route, found.trace[-1].why) == (office, route, why)
    assert match(rules, facts(), SPORT, today=date(2026, 4, 1)).office == "a"


def test_referral_alone_decides(files: dict[str, str], facts: Callable[..., Facts]) -> None:
    """A rule that only names a referral decides too; the office stays open."""
    rules = book(files, "id: a, when: {}, then: {referral: own}", "id: b, when: {}, then: {office: kolleg}")
    found = match(rules, facts(), SPORT, today=TODAY)
    assert (found.rule, found.office, found.referral, found.route) == ("a", "", Referral.OWN, Route.REVIEW)
