"""The tests that a rule set brings along, as they are read: every key, every mistake at its place."""

from datetime import datetime

import pytest

from postlotse.core.names import ConcernState, Flag, Kind, Priority, Referral, Route
from postlotse.core.rules.cases import GivenCase, RuleCase
from postlotse.core.rules.load import load_book

EVERYTHING = """\
tests:
  - name: Alles auf einmal
    subject: "  Hallenzeit gesucht "
    text: |
      Wir suchen eine Halle.
      Danke!
    from: verein@nuur.example
    given:
      topics: {kultur: 0.4, sport: 0.97}
      kind: concern
      flags: [danger, deadline]
      language: tr
      in_case: yes
      case: {state: handed_over, office: kolleg, topic: [sport, kultur], idle_days: 40}
      first_contact: no
      received: 2026-03-10 18:30
      absent: beirat
      attachments: [Plan.PDF, liste]
      to: [presse@stadt.example]
      authenticated: no
    expect:
      topic: sport
      kind: concern
      office: sportamt
      route: auto
      referral: hand_over
      rule: alles
      involve: [kolleg, beirat]
      priority: urgent
      tags: [a, b]
      due: 0
      flags: danger
      ask_consent: no
      template: acknowledgement-sport
      acknowledge: yes
      languages: [tr, de]
"""
ROUTING = """\
rules:
  - id: alles
    rule: Alles sieht sich ein Mensch an.
    when: {kind: concern}
    then: {office: kulturamt}
    tests:
      - {text: Guten Tag}
      - {name: Eins, subject: Halle, expect: {matches: no}}
"""


def cases(files: dict[str, str], tests: str, name: str = "tests/a.yaml") -> tuple[RuleCase, ...]:
    """Return the cases of a set with a file of tests, which must be sound."""
    book, problems = load_book({**files, name: tests})
    assert book is not None, [str(p) for p in problems]
    return book.cases


def test_every_key_is_read(files: dict[str, str]) -> None:
    """One case that says all it can."""
    (case,) = cases({**files, "templates/de/acknowledgement-sport.j2": ""}, EVERYTHING)
    assert (case.name, case.subject, case.text) == ("Alles auf einmal", "Hallenzeit gesucht", "Wir suchen eine Halle.\nDanke!")
    assert (case.file, case.line, case.column, case.rule) == ("tests/a.yaml", 2, 5, "")
    assert case.from_ == "verein@nuur.example"
    given, expect = case.given, case.expect
    assert given.topics == (("sport", 0.97), ("kultur", 0.4))
    assert (given.kind, given.language) == (Kind.CONCERN, "tr")
    assert given.flags == frozenset({Flag.DANGER, Flag.DEADLINE})
    assert (given.in_case, given.first_contact, given.authenticated) == (True, False, "no")
    assert given.received == datetime(2026, 3, 10, 18, 30)  # noqa: DTZ001  the city's clock
    assert [(a.name, a.type) for a in given.attachments] == [
        ("Plan.PDF", "application/pdf"),
        ("liste", "application/octet-stream"),
    ]
    assert given.absent == ("beirat",)
    assert given.case == GivenCase(
        states=frozenset({ConcernState.HANDED_OVER}),
        offices=frozenset({"kolleg"}),
        topics=frozenset({"sport", "kultur"}),
        idle_days=40,
    )
    assert given.to == ("presse@stadt.example",)
    assert (expect.topic, expect.kind, expect.office, expect.route) == ("sport", Kind.CONCERN, "sportamt", Route.AUTO)
    assert (expect.referral, expect.rule, expect.involve) == (Referral.HAND_OVER, "alles", ("kolleg", "beirat"))
    assert (expect.priority, expect.tags, expect.due, expect.flags) == (Priority.URGENT, ("a", "b"), 0, (Flag.DANGER,))
    assert (expect.ask_consent, expect.templates) == (False, ("acknowledgement-sport",))
    assert (expect.acknowledge, expect.languages, expect.matches) == (True, ("tr", "de"), None)


@pytest.mark.parametrize(
    ("written", "topics"),
    [
        ("sport", (("sport", 0.99),)),
        ("[sport, kultur]", (("sport", 0.99), ("kultur", 0.99))),
        ("{sport: 0.5}", (("sport", 0.5),)),
        ("unklar", ()),
        ("[]", ()),
    ],
    ids=["one", "several", "share", "unclear", "none"],
)
def test_topics_may_be_given_in_short(files: dict[str, str], written: str, topics: tuple[tuple[str, float], ...]) -> None:
    """A topic without a number is sure; none is what the model says when it is unsure."""
    (case,) = cases(files, f"tests: [{{text: a, given: {{topics: {written}}}, expect: {{office: none}}}}]")
    assert case.given.topics == topics


def test_nothing_can_be_expected(files: dict[str, str]) -> None:
    """`none` and empty lists say that there is to be none; what is not written is not looked at."""
    text = "tests: [{text: a, expect: {office: none, rule: '', involve: none, tags: [], flags: none}}]"
    (case,) = cases(files, text)
    expect = case.expect
    assert (expect.office, expect.rule, expect.involve, expect.tags, expect.flags) == ("", "", (), (), ())
    assert (expect.topic, expect.kind, expect.acknowledge, expect.languages, expect.due) == (None,) * 5


def test_cases_beside_a_rule_know_it(files: dict[str, str]) -> None:
    """They need no name and may expect nothing but their rule; the rule's own come before those of files."""
    files["routing.yaml"] = ROUTING
    found = cases(files, "tests: [{subject: Zuletzt, expect: {kind: spam}}]")
    assert [(c.name, c.rule, c.file, c.line) for c in found] == [
        ("Guten Tag", "alles", "routing.yaml", 7),
        ("Eins", "alles", "routing.yaml", 8),
        ("Zuletzt", "", "tests/a.yaml", 1),
    ]
    assert [c.expect.matches for c in found] == [None, False, None]


def test_files_of_tests_do_not_change_the_fingerprint(files: dict[str, str]) -> None:
    """A decision does not depend on them."""
    before, _ = load_book(files)
    after, _ = load_book({**files, "tests/a.yaml": "tests: [{text: a, expect: {office: none}}]"})
    assert before is not None
    assert after is not None
    assert before.fingerprint == after.fingerprint
    assert before == after


@pytest.mark.parametrize(
    ("case", "code", "words"),
    [
        ("text: a, expect: {office: »sportamd}", "unknown-id", "Die Stelle „sportamd“ gibt es nicht.|meinten Sie „sportamt“?"),
        ("text: a, expect: {topic: »sprot}", "unknown-id", "Das Thema „sprot“ gibt es nicht.|meinten Sie „sport“?"),
        ("text: a, expect: {rule: »ales}", "unknown-id", "Die Regel „ales“ gibt es nicht.|meinten Sie „alles“?"),
        ("text: a, given: {absent: »x}, expect: {due: 0}", "unknown-id", "Die Stelle „x“ gibt es nicht."),
        ("text: a, given: {case: {state: »offen}}, expect: {due: 0}", "unknown-value", "„offen“"),
        ("text: a, given: {case: {»status: done}}, expect: {due: 0}", "unknown-key", "„state“?"),
        ("text: a, expect: {template: »refer-sport}", "unknown-id", "Die Vorlage „refer-sport“ gibt es nicht."),
        ("text: a, expect: {involve: [»x]}", "unknown-id", "Die Stelle „x“ gibt es nicht."),
        ("text: a, expect: {languages: »xx}", "unknown-id", "Die Sprache „xx“ gibt es nicht."),
        ("text: a, expect: {»ofice: sportamt}", "unknown-key", "Den Schlüssel „ofice“ gibt es hier nicht.|„office“?"),
        ("text: a, expect: {route: »shadow}", "route-shadow", "Probebetrieb"),
        ("text: a, expect: {route: »autom}", "unknown-value", "„autom“ ist hier nicht möglich.|meinten Sie „auto“?"),
        ("text: a, expect: {due: »bald}", "not-a-number", "„bald“"),
        ("text: a, expect: {acknowledge: »vielleicht}", "not-yes-no", "„vielleicht“"),
        ("text: a, expect: {matches: »no}", "no-rule-beside", "nur bei Tests, die bei einer Regel stehen"),
        ("text: a, expect: »{}", "empty", "Der Test erwartet nichts."),
        ("»text: a", "missing-key", "Hier fehlt der Schlüssel „expect“."),
        ("»expect: {office: none}", "missing-key", "Dem Test fehlt die Mail."),
        ("text: a, from: »niemand, expect: {due: 0}", "not-an-address", "„niemand“ ist keine Mailadresse."),
        ("text: a, given: {topics: {»sprot: 1}}, expect: {due: 0}", "unknown-id", "„sprot“"),
        ("text: a, given: {topics: {sport: »97}}, expect: {due: 0}", "not-a-share", "„97“"),
        ("text: a, given: {received: »morgen}, expect: {due: 0}", "not-a-moment", "„morgen“ ist kein Zeitpunkt."),
        ("text: a, given: {received: »1026-01-01}, expect: {due: 0}", "not-a-moment", "ist kein Zeitpunkt."),
        ("text: a, given: {flags: »gefahr}, expect: {due: 0}", "unknown-value", "„gefahr“"),
        ("text: a, given: {»when: 1}, expect: {due: 0}", "unknown-key", "„when“"),
        ("text: »[a], expect: {due: 0}", "not-a-text", "eine Liste"),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value and " " not in value else None,
)
def test_mistakes_are_named_at_their_place(files: dict[str, str], case: str, code: str, words: str) -> None:
    """Each gives one problem, where » stands: at the value or key that is wrong, with a cure where one can be guessed."""
    text = f"tests: [{{{case}}}]" if not case.startswith("»") else f"tests: [»{{{case[1:]}}}]"
    column = text.index("»") + 1
    book, problems = load_book({**files, "tests/a.yaml": text.replace("»", "")})
    assert book is None
    assert [(p.file, p.line, p.column, p.code) for p in problems] == [("tests/a.yaml", 1, column, code)]
    for part in words.split("|"):
        assert part in str(problems[0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tests:\n\t- a", "tab"),
        ("test: []", "unknown-key"),
        ("tests: [Halle]", "not-a-table"),
        ("tests: [{text: a, text: b}]", "duplicate-key"),
        ("a: &x 1", "anchor"),
    ],
)
def test_a_broken_file_of_tests_breaks_the_set(files: dict[str, str], text: str, code: str) -> None:
    """Nobody believes in tests that were not read."""
    book, problems = load_book({**files, "tests/a.yaml": text})
    assert book is None
    assert problems[0].code == code


@pytest.mark.parametrize("text", ["", "# noch keine\n", "tests:\n", "tests: []\n"], ids=["empty", "note", "bare", "list"])
def test_a_file_without_tests_is_fine(files: dict[str, str], text: str) -> None:
    """One may begin with an empty file."""
    assert cases(files, text) == ()
