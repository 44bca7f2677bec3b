"""The tests of a rule set at work: what passes, what fails and with which words, and when the model is asked."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from postlotse.core.house import House
from postlotse.core.rehearse.run import run_cases
from postlotse.core.rules.cases import CaseResult, problem_of
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.types import Guess
from postlotse.testing import FakeModel

NOW = datetime(2026, 8, 15, 20, 0, tzinfo=UTC)  # a Saturday evening
NB = "\N{NO-BREAK SPACE}"
HOUSE = House(name="Anlaufstelle", city="Musterstadt", address="integration@stadt.example")
OFFICES = """\
offices:
  kulturamt:
    name: Kulturamt
    kind: int
    address: kultur@stadt.example
    deputy: sportamt
    absences: [{first: 2026-08-01, last: 2026-08-31}]
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example}
  gericht: {name: Gericht, kind: pub, address: post@gericht.example, contact: Gericht}
"""
ROUTING = """\
rules:
  - id: eilig
    rule: Gefahr ist eilig.
    when: {flags: danger}
    then: {priority: urgent, due: 0, tags: [gefahr, eilig]}
  - id: abends
    rule: Abends kommt ein Kennzeichen dazu.
    when: {time: {from: "18:00", until: "08:00"}}
    then: {tags: [abends]}
  - id: probe
    rule: Nur bestätigte Absender proben.
    when: {authenticated: yes, sender: {first_contact: no}}
    then: {office: gericht}
  - id: halle
    rule: Hallen vergibt das Sportamt.
    when: {topics: sport, words: ["*halle*"]}
    then: {office: sportamt, route: auto, min_probability: 0.9}
  - id: sport
    rule: Sport macht das Sportamt.
    when: {topics: sport}
    then: {office: sportamt, involve: [kulturamt]}
  - id: kunst
    rule: Kultur macht das Kulturamt.
    when: {topics: kultur}
    then: {office: kulturamt}
  - id: alt
    rule: Was lange beim Gericht liegt, wird noch einmal gefragt.
    when: {case: {office: gericht, idle_days: 30}}
    then: {office: gericht, ask_consent: yes}
  - id: sommer
    rule: Im Sommer 2025 half das Gericht.
    when: {topics: unklar, words: [Sommer]}
    then: {office: gericht}
    valid_from: 2025-07-01
    valid_until: 2025-08-31
"""


@pytest.fixture
def small(files: dict[str, str]) -> dict[str, str]:
    return {
        **files,
        "offices.yaml": OFFICES,
        "routing.yaml": ROUTING,
        "topics.yaml": files["topics.yaml"].replace("kolleg", "sportamt"),
    }


def book_of(files: dict[str, str], tests: str = "", *, beside: str = "", rule: str = "halle") -> RuleBook:
    """Return the book of a set with tests in a file, or beside a rule."""
    if beside:
        lines = files["routing.yaml"].splitlines()
        at = next(n for n, line in enumerate(lines) if line == f"  - id: {rule}") + 1
        lines[at:at] = ["    tests:", f"      - {beside}"]
        files = {**files, "routing.yaml": "\n".join(lines)}
    book, problems = load_book({**files, "tests/a.yaml": tests})
    assert book is not None, [str(p) for p in problems]
    return book


def unasked(_texts: Sequence[tuple[str, str]], _languages: Sequence[str | None]) -> list[Guess]:
    raise AssertionError("the model was asked")


def no_model(_texts: Sequence[tuple[str, str]], _languages: Sequence[str | None]) -> None:
    return None


def only(book: RuleBook) -> CaseResult:
    """Return what comes of the only case, without a model."""
    (result,) = run_cases(book, HOUSE, book.cases, unasked, now=NOW)
    return result


PASSING = {
    "topic": "subject: Halle, given: {topics: sport}, expect: {topic: sport, office: sportamt, route: auto, rule: halle}",
    "below-the-threshold": "subject: Halle, given: {topics: {sport: 0.8}}, expect: {route: review, rule: halle}",
    "unsure": "text: a, given: {topics: {sport: 0.2}}, expect: {topic: unklar, office: none, rule: none}",
    "unclear": "text: a, given: {topics: unklar}, expect: {topic: unklar, office: none, route: review}",
    "adding": "text: a, given: {topics: sport, flags: danger}, expect: {tags: [eilig], due: 0, priority: urgent, rule: sport}",
    "involved": "text: a, given: {topics: sport}, expect: {involve: kulturamt, tags: none, flags: none}",
    "flags-from-words": "text: Mein Mann schlägt mich., given: {topics: sport}, expect: {flags: danger, rule: sport}",
    "kind": "text: a, given: {kind: bulk}, expect: {kind: bulk, office: none, route: none, acknowledge: no}",
    "in-case": "text: Danke, given: {in_case: yes, topics: sport}, expect: {kind: reply, acknowledge: no}",
    "acknowledged": "text: Guten Tag, given: {topics: sport}, expect: {acknowledge: yes, languages: de}",
    "language": "text: a, given: {topics: sport, language: tr}, expect: {acknowledge: yes, languages: [tr, de]}",
    "not-recognised": "text: a, given: {topics: sport, language: unknown}, expect: {languages: [de, en]}",
    "preferred": "text: Guten Tag, from: post@nuur.example, given: {topics: sport}, expect: {languages: [ar, de]}",
    "authenticated": "text: a, given: {topics: sport, authenticated: yes, first_contact: no}, expect: {rule: probe}",
    "forged": "subject: Halle, given: {topics: sport, authenticated: no}, expect: {route: review, acknowledge: no}",
    "tier": "text: a, given: {topics: sport, authenticated: yes, first_contact: no}, expect: {referral: refer}",
    "by-day": "text: a, given: {topics: kultur}, expect: {tags: none, office: kulturamt}",
    "evening": "text: a, given: {topics: kultur, received: 2026-06-02 19:00}, expect: {tags: abends, office: kulturamt}",
    "absent": "text: a, given: {topics: kultur, received: 2026-08-10}, expect: {office: sportamt, rule: kunst}",
    "away-today": "text: a, given: {topics: kultur, absent: kulturamt}, expect: {office: sportamt, rule: kunst}",
    "case": "text: Wann?, given: {topics: unklar, case: {office: gericht, idle_days: 40}}, expect: {ask_consent: yes}",
    "younger-case": "text: Wann?, given: {topics: unklar, case: {office: gericht, idle_days: 3}}, expect: {rule: none}",
    "expired-rule": "text: Sommer, given: {topics: unklar}, expect: {rule: sommer, office: gericht}",
    "after-its-end": "text: Sommer, given: {topics: unklar, received: 2026-01-05}, expect: {rule: none}",
}


@pytest.mark.parametrize("case", PASSING.values(), ids=PASSING)
def test_what_is_given_needs_no_model(small: dict[str, str], case: str) -> None:
    """With its topics given a case is decided as a mail would be, on an ordinary day with nobody absent."""
    result = only(book_of(small, f"tests: [{{{case}}}]"))
    assert result.failures == ()
    assert result.passed
    assert problem_of(result) is None


FAILING = {
    "office": (
        "subject: Halle, given: {topics: sport}, expect: {office: kulturamt}",
        [
            "Stelle: erwartet „kulturamt“, gekommen „sportamt“.",
            "Entschieden hat die Regel „halle“ (routing.yaml:14): Hallen vergibt das Sportamt.",
            "Die Regel „kunst“ kam nicht mehr an die Reihe: „halle“ steht darüber und beendet die Prüfung.",
        ],
    ),
    "rule": (
        "subject: Platz, given: {topics: sport}, expect: {rule: halle}",
        [
            "Regel: erwartet „halle“, gekommen „sport“.",
            "Entschieden hat die Regel „sport“ (routing.yaml:18): Sport macht das Sportamt.",
        ],
    ),
    "no-rule": (
        "subject: Platz, given: {topics: raeume}, expect: {rule: sport}",
        [
            "Regel: erwartet „sport“, gekommen „none“.",
            "Keine Regel hat entschieden; „sportamt“ ist die übliche Stelle des Themas.",
        ],
    ),
    "route": (
        "subject: Halle, given: {topics: {sport: 0.8}}, expect: {route: auto}",
        [f"Weg: erwartet „auto“, gekommen „review“ (Nicht von selbst: 80{NB}% sicher, verlangt sind 90{NB}%)."],
    ),
    "acknowledgement": (
        "text: a, from: noreply@fremd.example, given: {topics: sport}, expect: {acknowledge: yes}",
        [
            (
                "Eingangsbestätigung: erwartet „yes“, gekommen „no“ "
                "(Die Absenderadresse gehört einem Programm, nicht einem Menschen)."
            )
        ],
    ),
    "kind": (
        "text: a, given: {kind: spam}, expect: {kind: concern, office: sportamt}",
        [
            "Art: erwartet „concern“, gekommen „spam“ (Im Test vorgegeben).",
            "Stelle: erwartet „sportamt“, gekommen „none“.",
            "Die Mail gilt als „Werbung oder Betrug“, nicht als Anliegen: Im Test vorgegeben.",
        ],
    ),
    "adding": (
        "text: a, given: {topics: sport}, expect: {rule: eilig}",
        [
            "Die Regel „eilig“ hat nicht mitgewirkt.",
            "Die Regel „eilig“: Trifft nicht zu: kein Merkmal „Gefahr“.",
        ],
    ),
    "lists": (
        "text: a, given: {topics: sport, flags: danger}, expect: {tags: [gefahr, laut], involve: none, due: 3}",
        [
            "Fällig in Arbeitstagen: erwartet „3“, gekommen „0“.",
            "Weitere Stellen: erwartet keine, gekommen „kulturamt“.",
            "Kennzeichen: erwartet „gefahr“, „laut“, gekommen „gefahr“, „eilig“.",
        ],
    ),
    "languages": (
        "text: Guten Tag, given: {topics: sport}, expect: {languages: [de, en]}",
        ["Sprachen der Bestätigung: erwartet „de“, „en“, gekommen „de“."],
    ),
    "topic": (
        "text: a, given: {topics: {kultur: 0.6}}, expect: {topic: sport}",
        [f"Thema: erwartet „sport“, gekommen „kultur“ (zu 60{NB}% „kultur“)."],
    ),
}


@pytest.mark.parametrize(("case", "sentences"), FAILING.values(), ids=FAILING)
def test_a_failure_says_what_came_and_why(small: dict[str, str], case: str, sentences: list[str]) -> None:
    """What was expected, what came, the rule that decided instead and why the expected one did not."""
    result = only(book_of(small, f"tests:\n  - {{{case}}}"))
    assert not result.passed
    assert result.checked
    for sentence in sentences:
        assert sentence in result.failures
    problem = problem_of(result)
    assert problem is not None
    assert (problem.file, problem.line, problem.column, problem.code) == ("tests/a.yaml", 2, 5, "failing-test")
    assert result.failures[0] in problem.sentence


def test_a_rule_that_did_its_part_is_not_blamed(small: dict[str, str]) -> None:
    """It only adds, and did; what is wrong is something else."""
    result = only(
        book_of(small, beside="{text: a, given: {topics: sport, flags: danger}, expect: {office: gericht}}", rule="eilig")
    )
    assert result.failures == (
        "Stelle: erwartet „gericht“, gekommen „sportamt“.",
        "Entschieden hat die Regel „sport“ (routing.yaml:20): Sport macht das Sportamt.",
    )


def test_the_reason_of_the_expected_rule_is_its_own(small: dict[str, str]) -> None:
    """The trace of the rule says which of its conditions did not hold."""
    result = only(book_of(small, "tests: [{subject: Platz, given: {topics: sport}, expect: {rule: halle}}]"))
    assert result.decided_by == "sport"
    assert result.failures[-1].startswith("Die Regel „halle“: Trifft nicht zu: ")


@pytest.mark.parametrize(
    ("rule", "case", "failure"),
    [
        ("halle", "{subject: Halle, given: {topics: sport}}", ""),
        ("sport", "{subject: Halle, given: {topics: sport}}", "Regel: erwartet „sport“, gekommen „halle“."),
        ("sport", "{subject: Halle, given: {topics: sport}, expect: {rule: halle}}", ""),
        ("sport", "{subject: Halle, given: {topics: sport}, expect: {matches: no}}", ""),
        ("sport", "{subject: a, given: {topics: sport}, expect: {matches: no}}", "Die Regel „sport“ sollte nicht zutreffen."),
        ("eilig", "{text: a, given: {topics: sport, flags: danger}}", ""),
        ("eilig", "{text: a, given: {topics: sport}}", "Die Regel „eilig“ hat nicht mitgewirkt."),
        ("eilig", "{text: a, given: {topics: sport}, expect: {matches: no, office: sportamt}}", ""),
        ("eilig", "{text: a, given: {topics: sport}, expect: {matches: yes}}", "Die Regel „eilig“ sollte zutreffen."),
        ("sommer", "{text: Sommer, given: {topics: unklar}}", ""),
        ("halle", "{text: Halle, given: {kind: bulk}}", "Regel: erwartet „halle“, gekommen „none“."),
    ],
)
def test_beside_a_rule_the_rule_itself_is_expected(small: dict[str, str], rule: str, case: str, failure: str) -> None:
    """To decide, or to take part where it only adds; unless another one is named, or that it does not match."""
    result = only(book_of(small, beside=case, rule=rule))
    assert result.passed is (failure == "")
    assert failure in " ".join(result.failures)


MIXED = """\
tests:
  - {subject: Hallenzeit, expect: {topic: sport, office: sportamt}}
  - {subject: Theater, expect: {rule: kunst}}
  - {subject: Platz, given: {topics: sport}, expect: {rule: sport}}
  - {text: Werbung, given: {kind: spam}, expect: {office: none}}
"""


def test_the_model_is_asked_once_for_what_is_not_given(small: dict[str, str]) -> None:
    """All texts in one batch, with their languages; what is given is not asked."""
    asked: list[list[tuple[str, str]]] = []
    model = FakeModel({"halle": ("sport", 0.97), "theater": ("kultur", 0.9)})

    def guess(texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        asked.append(list(texts))
        return model.guess(texts, languages)

    book = book_of(small, MIXED)
    results = run_cases(book, HOUSE, book.cases, guess, now=NOW)
    assert [r.failures for r in results] == [()] * 4
    assert asked == [[("Hallenzeit", ""), ("Theater", "")]]


def test_without_a_model_such_cases_are_not_checked(small: dict[str, str]) -> None:
    """They have not passed; the others are run."""
    book = book_of(small, MIXED)
    results = run_cases(book, HOUSE, book.cases, no_model, now=NOW)
    assert [(r.checked, r.passed) for r in results] == [(False, False), (False, False), (True, True), (True, True)]
    assert [problem_of(r) for r in results] == [None] * 4


@pytest.mark.parametrize("day", range(0, 400, 37))
def test_the_same_files_give_the_same_result_on_every_day(small: dict[str, str], day: int) -> None:
    """Weekends, absences and the end of a rule's time do not change what a test says."""
    now = datetime.fromtimestamp(NOW.timestamp() + day * 86_400 + day * 600, tz=UTC)
    cases = ", ".join(f"{{{PASSING[name]}}}" for name in ("by-day", "expired-rule", "topic", "acknowledged"))
    book = book_of(small, f"tests: [{cases}]")
    assert all(r.passed for r in run_cases(book, HOUSE, book.cases, unasked, now=now))


def test_odd_dates_do_not_break_the_run(small: dict[str, str]) -> None:
    """A rule that was never or will never be valid."""
    small["routing.yaml"] = small["routing.yaml"].replace("2025-07-01", "0001-01-01").replace("2025-08-31", "0001-01-02")
    result = only(book_of(small, "tests: [{text: Sommer, given: {topics: unklar}, expect: {rule: sommer}}]"))
    assert not result.passed
