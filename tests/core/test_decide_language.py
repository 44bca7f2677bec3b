"""What rules may ask for beyond office and route: thresholds by language, consent, templates, days of work, tags, the case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from postlotse.core.decide import ConcernDecision, Decision, decide, facts_of
from postlotse.core.facts import CaseFacts
from postlotse.core.house import House
from postlotse.core.names import ConcernState, Flag, Referral, Route
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.understand import Understanding
from tests.core import conftest

Make = Callable[..., Understanding]
AUTO = "then: {office: sportamt, route: auto, min_probability: 0.5}"


def with_rules(*rules: str, topics: str = "", **more: str) -> RuleBook:
    """Return the small city with these rules; `topics` takes the place of the sport topic."""
    sport = "  sport: {names: {de: Sport, en: Sport}, office: sportamt, threshold: 0.5}\n"
    texts = {
        "offices.yaml": conftest.OFFICES,
        "topics.yaml": conftest.TOPICS.replace(sport, topics or sport),
        "organisations.yaml": conftest.ORGANISATIONS,
        "routing.yaml": "rules:\n" + "".join(f"  - {{rule: Satz., {rule}}}\n" for rule in rules),
        "templates/de/acknowledgement-sport.j2": "x",
        "templates/de/refer-sport.j2": "x",
        **more,
    }
    book, problems = load_book(texts)
    assert problems == []
    assert book is not None
    return book


@pytest.fixture
def decided(understood: Make, house: House, situation: Situation) -> Callable[..., Decision]:
    """Return a maker of decisions about a mail on sport."""

    def make(book: RuleBook, *topics: tuple[str, float], at: datetime = conftest.NOW, **changes: object) -> Decision:
        moment = replace(situation, now=at, received_at=at)
        return decide(understood(*(topics or (("sport", 0.9),)), **changes), book, house, moment)

    return make


def codes(concern: ConcernDecision) -> set[str]:
    return {reason.code for reason in concern.reasons}


@pytest.mark.parametrize(
    ("threshold", "language", "route"),
    [
        ("0.8", "de", Route.AUTO),
        ("0.95", "de", Route.REVIEW),
        ("{default: 0.8, ar: 0.95}", "de", Route.AUTO),
        ("{default: 0.8, ar: 0.95}", "ar", Route.REVIEW),
        ("{default: 0.8, ar: 0.95}", None, Route.AUTO),
        ("{ar: 0.95}", "ar", Route.REVIEW),
        ("{ar: 0.95}", "tr", Route.AUTO),
    ],
)
def test_the_strictest_threshold_counts(
    decided: Callable[..., Decision], threshold: str, language: str | None, route: Route
) -> None:
    """Of the topic in this language, the topic and the rule; 90 % are not enough for 95."""
    topic = f"  sport: {{names: {{de: Sport}}, office: sportamt, threshold: {threshold}}}\n"
    book = with_rules(f"id: a, when: {{topics: sport}}, {AUTO}", topics=topic)
    (concern,) = decided(book, language=language).concerns
    assert concern.route is route
    assert ("auto_probability" in codes(concern)) is (route is Route.REVIEW)


def test_nothing_goes_by_itself_where_a_rule_asks_first(decided: Callable[..., Decision]) -> None:
    """An adding rule is enough; staff see the sentence, and the hand-over stays what is proposed."""
    book = with_rules("id: frage, when: {kind: concern}, then: {ask_consent: yes}", f"id: a, when: {{topics: sport}}, {AUTO}")
    (concern,) = decided(book).concerns
    assert (concern.ask_consent, concern.route, concern.referral) == (True, Route.REVIEW, Referral.HAND_OVER)
    assert {"ask_consent", "auto_consent"} <= codes(concern)
    assert "Erst fragen: Die Person soll zustimmen, bevor etwas an „Sportamt“ weitergegeben wird." in [
        reason.sentence for reason in concern.reasons
    ]


def test_an_application_for_benefits_is_not_held_up_by_asking(decided: Callable[..., Decision]) -> None:
    """§ 16 SGB I goes first, except outside public bodies."""
    book = with_rules("id: a, when: {}, then: {ask_consent: yes, office: gericht}")
    (concern,) = decided(book, flags=(Flag.BENEFIT_APPLICATION,)).concerns
    assert (concern.ask_consent, concern.referral) == (False, Referral.HAND_OVER)
    outside = with_rules("id: a, when: {}, then: {ask_consent: yes, office: kolleg}")
    assert decided(outside, flags=(Flag.BENEFIT_APPLICATION,)).concerns[0].ask_consent


def test_a_rule_chooses_the_templates(decided: Callable[..., Decision]) -> None:
    """The acknowledgement takes the first concern's; that of the refer mail is told in the concern."""
    book = with_rules(
        "id: a, when: {kind: concern}, then: {template: acknowledgement-sport}",
        "id: b, when: {topics: sport}, then: {office: kolleg, template: [refer-sport]}",
    )
    decision = decided(book)
    assert decision.acknowledgement.template == "acknowledgement-sport"
    assert decision.concerns[0].templates == ("acknowledgement-sport", "refer-sport")
    assert decided(with_rules("id: a, when: {}, then: {office: kolleg}")).acknowledgement.template == "acknowledgement"


@pytest.mark.parametrize(
    ("due", "today", "closures", "expected"),
    [
        (0, date(2026, 3, 6), "[]", date(2026, 3, 6)),
        (1, date(2026, 3, 6), "[]", date(2026, 3, 9)),
        (3, date(2026, 4, 1), "[]", date(2026, 4, 8)),  # Good Friday and Easter Monday
        (1, date(2026, 3, 6), "[2026-03-09]", date(2026, 3, 10)),
    ],
    ids=["today", "weekend", "easter", "closure"],
)
def test_due_days_are_working_days(
    decided: Callable[..., Decision], due: int, today: date, closures: str, expected: date
) -> None:
    """Of the Land and the house."""
    calendar = {"calendar.yaml": f"calendar: {{land: HE, closures: {closures}}}\n"}
    book = with_rules(f"id: a, when: {{}}, then: {{office: sportamt, due: {due}}}", **calendar)
    noon = datetime(today.year, today.month, today.day, 11, tzinfo=UTC)
    (concern,) = decided(book, at=noon).concerns
    assert (concern.due_days, concern.due_on) == (due, expected)


def test_concerns_that_go_as_one_keep_what_both_ask_for(decided: Callable[..., Decision]) -> None:
    """Tags of both, the earlier day, and that one of them wants the sender to be asked."""
    book = with_rules(
        "id: a, when: {topics: sport}, then: {office: sportamt, due: 5, tags: [x]}",
        "id: b, when: {topics: hinweis}, then: {office: sportamt, due: 2, tags: [y, x], ask_consent: yes}",
    )
    (concern,) = decided(book, ("sport", 0.5), ("hinweis", 0.4)).concerns
    assert (concern.tags, concern.due_days, concern.due_on, concern.ask_consent) == (("x", "y"), 2, date(2026, 3, 4), True)


def test_no_due_day_where_no_rule_names_one(decided: Callable[..., Decision], book: RuleBook) -> None:
    """And no tags, no template, nothing asked."""
    (concern,) = decided(book).concerns
    assert (concern.due_on, concern.tags, concern.templates, concern.ask_consent) == (None, (), (), False)


def test_facts_know_who_is_away_the_calendar_and_the_case(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """The office that is on holiday in the small city, the calendar of the book, the case of the situation."""
    case = CaseFacts(states=frozenset({ConcernState.OWN}))
    found = facts_of(understood(("sport", 0.9)), book, house, replace(situation, case=case))
    assert (found.absent, found.calendar, found.case) == (frozenset({"ferienamt"}), book.calendar, case)


def test_a_rule_about_an_absent_office_decides_otherwise(decided: Callable[..., Decision]) -> None:
    """While the holiday office is away, its mail goes elsewhere."""
    book = with_rules(
        "id: weg, when: {topics: sport, absent: ferienamt}, then: {office: kulturamt}",
        "id: da, when: {topics: sport}, then: {office: ferienamt}",
    )
    away, back = (datetime(2026, 3, day, 11, tzinfo=UTC) for day in (2, 9))
    assert [decided(book, at=at).concerns[0].office for at in (away, back)] == ["kulturamt", "ferienamt"]
