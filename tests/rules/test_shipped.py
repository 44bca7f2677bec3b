"""The shipped rules do what the domain asks: the law first, near misses right, nothing sensitive by itself."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from postlotse.core.facts import Facts
from postlotse.core.names import Flag, Priority, Referral, Route, Tier
from postlotse.core.rules.match import match
from postlotse.core.rules.types import Match, RuleBook
from postlotse.core.topics.types import TopicGuess
from postlotse.datafiles.rulefiles import RuleFiles

TODAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    return RuleFiles(Path(__file__).parents[2] / "rules").current()


def found(shipped: RuleBook, facts: Facts, topic: str) -> Match:
    return match(shipped, facts, TopicGuess(id=topic, probability=0.97), today=TODAY)


@pytest.mark.parametrize(
    ("topic", "words", "flags", "rule", "office"),
    [
        ("wohnen", "er schlägt mich", "danger", "gefahr", ""),
        ("existenz", "beantrage Bürgergeld", "danger benefit_application", "antrag-sozialleistung", "sozialleistungen"),
        ("existenz", "hiermit beantrage ich Kindergeld", "benefit_application", "antrag-kindergeld", "familienkasse"),
        ("wohnen", "Antrag auf Wohngeld", "benefit_application residence_status", "antrag-wohngeld", "wohnungswesen"),
        ("familie_bildung", "ohne Papiere", "residence_status", "aufenthaltsstatus", "fluechtlingsberatung"),
        ("kultur", "löschen Sie meine Daten", "data_rights", "datenauskunft", "datenschutz"),
        ("sport", "das Sportamt war frech", "complaint", "beschwerde", "beschwerdestelle"),
        ("aufenthalt", "Einbürgerung", "", "aufenthalt", "auslaenderbehoerde"),
        ("diskriminierung", "Rassismus", "", "diskriminierung", "antidiskriminierung"),
        ("foerdermittel", "Zuschuss für unser Konzert", "", "foerdermittel-kultur", "kulturamt"),
        ("foerdermittel", "Zuschuss für Nachhilfe", "", "foerdermittel", "foerderstelle"),
        ("foerdermittel", "Landesprogramm", "", "foerdermittel-land", "regierungspraesidium"),
        ("raeume", "eine Turnhalle für Training", "", "raeume-turnhalle", "sportamt"),
        ("raeume", "Saal im Bürgerhaus", "", "raeume-buergerhaus", "ortsverwaltungen"),
        ("raeume", "ein Lager", "", "raeume", "buergerkolleg"),
        ("qualifizierung", "Seminar zur Satzung", "", "qualifizierung", "buergerkolleg"),
        ("vereinsrecht", "unsere Satzung", "", "vereinsrecht", "buergerkolleg"),
        ("vereinsrecht", "Amtsgericht will ein Protokoll", "", "vereinsregister", "amtsgericht"),
        ("freiwillige", "Ehrenamtskarte", "", "ehrenamt-anerkennung", "wieb"),
        ("sport", "Hallenzeiten", "", "sport-hallenzeiten", "sportamt"),
        ("religion", "Grabfeld", "", "bestattung", "friedhofswesen"),
        ("beteiligung", "Wahl zum Ausländerbeirat", "", "auslaenderbeirat", "auslaenderbeirat"),
        ("buergerdienste", "Geburtsurkunde", "", "urkunden", "standesamt"),
        ("unklar", "hallo", "", "unklar", ""),
    ],
    ids=lambda value: str(value)[:30],
)
def test_concerns_reach_the_right_office(
    shipped: RuleBook, facts: Callable[..., Facts], topic: str, words: str, flags: str, rule: str, office: str
) -> None:
    """The law comes first, then the near misses, then the topic."""
    got = found(shipped, facts(text=words, topics=(), flags=frozenset(Flag(f) for f in flags.split())), topic)
    assert (got.rule, got.office) == (rule, office)


def test_every_topic_has_a_rule_of_its_own(shipped: RuleBook, facts: Callable[..., Facts]) -> None:
    """No topic falls through to the default."""
    for topic in shipped.topics:
        assert found(shipped, facts(topics=()), topic).rule


def test_benefit_applications_are_handed_over_the_same_day(shipped: RuleBook, facts: Callable[..., Facts]) -> None:
    """§ 16 SGB I: urgent, today, by a person, whatever the topic."""
    for topic in shipped.topics:
        got = found(shipped, facts(topics=(), flags=frozenset({Flag.BENEFIT_APPLICATION})), topic)
        assert (got.route, got.referral, got.priority, got.due_days) == (Route.REVIEW, Referral.HAND_OVER, Priority.URGENT, 0)


@pytest.mark.parametrize(
    "flag", [Flag.DANGER, Flag.RESIDENCE_STATUS, Flag.COMPLAINT, Flag.DATA_RIGHTS, Flag.BENEFIT_APPLICATION]
)
def test_flagged_concerns_always_meet_a_person(shipped: RuleBook, facts: Callable[..., Facts], flag: Flag) -> None:
    """Whatever the topic, such a concern goes nowhere by itself."""
    for topic in shipped.topics:
        assert found(shipped, facts(topics=(), flags=frozenset({flag})), topic).route is Route.REVIEW


def test_a_complaint_never_reaches_another_office(shipped: RuleBook, facts: Callable[..., Facts]) -> None:
    """Only the complaints office is suggested, and nobody else is involved."""
    for topic in shipped.topics:
        got = found(shipped, facts(topics=(), text="Journalist Konzert", flags=frozenset({Flag.COMPLAINT})), topic)
        assert got.office in ("beschwerdestelle", "")


def test_only_offices_of_the_city_get_mail_by_themselves(shipped: RuleBook) -> None:
    """Every automatic rule is tier A and sure enough."""
    automatic = [rule.then for rule in shipped.rules if rule.then.route is Route.AUTO]
    assert automatic
    assert all(shipped.offices[action.office].tier is Tier.A and action.min_probability >= 0.9 for action in automatic)


def test_the_guide_explains_every_condition_and_action() -> None:
    """docs/rules.md names all that the rule language knows."""
    from postlotse.core.rules.conditions.registry import CONDITIONS, NESTING
    from postlotse.core.rules.read_routing import ACTION_KEYS, RULE_KEYS

    guide = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    for key in (*CONDITIONS, *NESTING, *ACTION_KEYS, *RULE_KEYS):
        assert f"`{key}`" in guide
    for entry in CONDITIONS.values():
        assert entry.asks in guide
        assert entry.example in guide
