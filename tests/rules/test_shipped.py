"""The shipped rules do what the domain asks: the law first, near misses right, nothing sensitive by itself, all tested."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from postlotse import wiring
from postlotse.config.schema import Config, Places
from postlotse.core.calendar import CITY_ZONE
from postlotse.core.facts import Facts
from postlotse.core.names import FIRST_TIER, Flag, Priority, Referral, Route, Tier
from postlotse.core.problems import Severity
from postlotse.core.rehearse.run import run_cases
from postlotse.core.rules.cases import CaseResult
from postlotse.core.rules.match import match
from postlotse.core.rules.types import Match, RuleBook
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.datafiles.places import shipped_models
from postlotse.datafiles.rulefiles import Judgement, judge, read_rules

RULES = Path(__file__).parents[2] / "rules"
TODAY = date(2026, 3, 10)
#: On this day nothing in the set has run out, and nothing was checked more than a year before.
FRESH = date(2026, 11, 24)
#: A mail of the set's own tests for which the model is asked has to be clear: so sure of the first topic, so far from the next.
SURE, APART = 0.85, 0.5


@pytest.fixture(scope="module")
def judged() -> Judgement:
    """The shipped set as it is read on a day when it is fresh."""
    return judge(read_rules(RULES), today=FRESH)


@pytest.fixture(scope="module")
def shipped(judged: Judgement) -> RuleBook:
    assert judged.whole is not None
    return judged.whole


class Rehearsal:
    """The set's own tests, run once, and what the model said to those that ask it."""

    def __init__(self, book: RuleBook) -> None:
        config = Config(base=RULES.parent, places=Places(rules=RULES, models=shipped_models()))
        self.asked: list[tuple[tuple[str, str], Guess]] = []
        self._model = wiring.for_topics(wiring.models(config).current(), book)
        house = wiring.house(config, signing_key=b"tests write nothing")
        now = datetime(FRESH.year, FRESH.month, FRESH.day, 10, tzinfo=ZoneInfo(CITY_ZONE))
        self.results: list[CaseResult] = run_cases(book, house, book.cases, self._guess, now=now)

    def _guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        guesses = self._model.guess(texts, languages)
        self.asked.extend(zip(texts, guesses, strict=True))
        return guesses


@pytest.fixture(scope="module")
def rehearsal(shipped: RuleBook) -> Rehearsal:
    return Rehearsal(shipped)


def found(shipped: RuleBook, facts: Facts, topic: str) -> Match:
    return match(shipped, facts, TopicGuess(id=topic, probability=0.97), today=TODAY)


class TestWhole:
    """The set is complete, and sound."""

    def test_all_topics_offices_and_rules_are_there(self, shipped: RuleBook) -> None:
        """23 topics, offices in every tier, and rules enough."""
        tiers = Counter(office.tier for office in shipped.offices.values())
        assert len(shipped.topics) == 23
        assert len(shipped.offices) >= 39
        assert tiers[Tier.A] >= 20
        assert tiers[Tier.A_SENSITIVE] >= 2
        assert tiers[Tier.B] >= 6
        assert tiers[Tier.C] >= 8
        assert len(shipped.rules) >= 60
        assert len(shipped.organisations) >= 16

    def test_the_check_finds_no_mistake_and_says_which_templates_are_drafts(self, judged: Judgement) -> None:
        """Not one error; the one warning is that people who speak these languages have not read the templates yet."""
        assert [str(p) for p in judged.problems if p.severity is Severity.ERROR] == []
        (warning,) = judged.problems
        assert warning.code == "template_draft"
        drafts = ", ".join(sorted(set(FIRST_TIER) - {"de"}))
        assert warning.sentence == f"39 Vorlagen sind Entwürfe, in: {drafts}."

    def test_every_first_tier_language_has_its_templates(self, judged: Judgement) -> None:
        """The mails to citizens in all fourteen language groups, the one to offices in German."""
        assert judged.templates is not None
        assert len(FIRST_TIER) == 14
        for kind in ("acknowledgement", "refer", "refer-gewaltschutz"):
            assert set(judged.templates.languages_of(kind)) == set(FIRST_TIER)
        assert set(judged.templates.languages_of("forward")) == {"de"}

    def test_every_topic_is_named_and_described_in_every_first_tier_language(self, shipped: RuleBook) -> None:
        """Names for mails, keywords for the days before any training."""
        for topic in shipped.topics.values():
            assert set(topic.names) == set(FIRST_TIER), topic.id
            assert set(topic.keywords) == set(FIRST_TIER), topic.id
            assert topic.description
            assert topic.office

    def test_every_office_says_what_it_is_for(self, shipped: RuleBook) -> None:
        """Staff choose by these words, citizens get the contact; all addresses are reserved."""
        for office in shipped.offices.values():
            assert office.for_, office.id
            assert office.contact, office.id
            assert office.checked_on, office.id
            assert all(address.endswith(".example") for address in office.addresses)
        reachable = [office for office in shipped.offices.values() if office.address]
        assert [office.id for office in shipped.offices.values() if office not in reachable] == ["frauenhaus"]

    def test_who_is_away_has_a_deputy(self, shipped: RuleBook) -> None:
        """One absence shows how it is done; nothing lies about meanwhile."""
        away = [office for office in shipped.offices.values() if office.absences]
        assert away
        assert all(office.deputy_on(absence.first) for office in away for absence in office.absences)

    def test_the_rule_language_is_shown_in_use(self, shipped: RuleBook) -> None:
        """As a tutorial the set shows nearly every condition and action."""
        actions = [rule.then for rule in shipped.rules]
        assert {action.route for action in actions} >= {Route.AUTO, Route.REVIEW}
        assert {action.referral for action in actions} >= {Referral.OWN, Referral.HAND_OVER, Referral.REFER, Referral.BUNDLE}
        assert any(action.ask_consent for action in actions)
        assert any(action.templates for action in actions)
        assert any(action.involve for action in actions)
        assert any(action.due_days == 0 for action in actions)
        assert any(rule.valid_from and rule.valid_until for rule in shipped.rules)
        text = (RULES / "routing.yaml").read_text(encoding="utf-8")
        used = (
            "stop: yes",
            "continue: yes",
            "pattern:",
            "stems:",
            "absent:",
            "attachments:",
            "recipients:",
            "language:",
            "none:",
        )
        assert [words for words in used if words not in text] == []


@pytest.mark.skipif(
    not (shipped_models() / "standard" / "active").exists(),
    reason="no trained model here: the set's own tests were not run",
)
class TestOwnTests:
    """The tests that the set brings along."""

    def test_every_rule_has_one(self, shipped: RuleBook) -> None:
        """Beside it, or in a file that expects it."""
        tested = {case.rule for case in shipped.cases} | {case.expect.rule for case in shipped.cases}
        assert [rule.id for rule in shipped.rules if rule.id not in tested] == []

    def test_there_are_enough_and_in_many_languages(self, rehearsal: Rehearsal) -> None:
        """Most give the topic and try the rules; some ask the model too."""
        assert len(rehearsal.results) >= 150
        assert len(rehearsal.asked) >= 40
        scripts = ("ش", "ж", "ş", "ă", "ї", "چ", "ę")
        texts = "".join(result.case.text for result in rehearsal.results)
        assert [letter for letter in scripts if letter not in texts] == []

    def test_all_pass_with_the_model_in_use(self, rehearsal: Rehearsal) -> None:
        """Each one is checked, and none fails."""
        assert all(result.checked for result in rehearsal.results)
        assert [f"{r.case.file}:{r.case.line}: {' '.join(r.failures)}" for r in rehearsal.results if not r.passed] == []

    def test_none_passes_only_just(self, rehearsal: Rehearsal) -> None:
        """A mail that expects a topic of the model is clear, so that the next model does not fail it by a hair."""
        expecting = {(r.case.subject, r.case.text.strip()) for r in rehearsal.results if r.case.expect.topic}
        narrow = []
        for (subject, text), guess in rehearsal.asked:
            if (subject, text.strip()) not in expecting:
                continue
            first, second = (topic.probability for topic in guess.topics[:2])
            if guess.abstained or first < SURE or first - second < APART:
                narrow.append(f"{subject}: {first:.2f}, {second:.2f}")
        assert narrow == []


@pytest.mark.parametrize(
    ("topic", "words", "flags", "rule", "office"),
    [
        ("wohnen", "er schlägt mich", "danger", "gefahr", ""),
        ("existenz", "beantrage Bürgergeld", "danger benefit_application", "antrag-sozialleistung", "sozialleistungen"),
        ("existenz", "hiermit beantrage ich Kindergeld", "benefit_application", "antrag-kindergeld", "familienkasse"),
        ("wohnen", "Antrag auf Wohngeld", "benefit_application residence_status", "antrag-wohngeld", "wohnungswesen"),
        ("gesundheit", "Antrag auf Pflegegeld", "benefit_application", "antrag-pflege", "pflegestuetzpunkt"),
        ("familie_bildung", "ohne Papiere", "residence_status", "aufenthaltsstatus", "fluechtlingsberatung"),
        ("kultur", "löschen Sie meine Daten", "data_rights", "datenauskunft", "datenschutz"),
        ("sport", "das Sportamt war frech", "complaint", "beschwerde", "beschwerdestelle"),
        ("diskriminierung", "das Sportamt war frech", "complaint", "beschwerde", "beschwerdestelle"),
        ("diskriminierung", "Rassismus im Sportamt", "complaint", "diskriminierung-beschwerde", "antidiskriminierung"),
        ("aufenthalt", "Einbürgerung", "", "aufenthalt", "auslaenderbehoerde"),
        ("buergerdienste", "Aufenthaltstitel abholen", "", "buergerdienste-aufenthalt", "auslaenderbehoerde"),
        ("diskriminierung", "Rassismus", "", "diskriminierung", "antidiskriminierung"),
        ("foerdermittel", "Zuschuss für unser Konzert", "", "foerdermittel-kultur", "kulturamt"),
        ("foerdermittel", "Zuschuss für Nachhilfe", "", "foerdermittel", "foerderstelle"),
        ("foerdermittel", "Zuschuss zur Klassenfahrt meiner Tochter", "", "foerdermittel-person", "sozialleistungen"),
        ("foerdermittel", "Landesprogramm", "", "foerdermittel-land", "regierungspraesidium"),
        ("raeume", "eine Turnhalle für Training", "", "raeume-turnhalle", "sportamt"),
        ("raeume", "Saal im Bürgerhaus", "", "raeume-buergerhaus", "ortsverwaltungen"),
        ("raeume", "eigenes Vereinsheim", "", "raeume-sammelbedarf", ""),
        ("raeume", "ein Lager", "", "raeume", "buergerkolleg"),
        ("qualifizierung", "Seminar zur Satzung", "", "qualifizierung", "buergerkolleg"),
        ("vereinsrecht", "unsere Satzung", "", "vereinsrecht", "buergerkolleg"),
        ("vereinsrecht", "Amtsgericht will ein Protokoll", "", "vereinsregister", "amtsgericht"),
        ("freiwillige", "Ehrenamtskarte", "", "ehrenamt-anerkennung", "wieb"),
        ("sport", "Hallenzeiten", "", "sport-hallenzeiten", "sportamt"),
        ("veranstaltung", "Kundgebung anmelden", "", "versammlung", "veranstaltungsbuero"),
        ("veranstaltung", "Hochzeit im Festsaal", "", "veranstaltung-saal", "ortsverwaltungen"),
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
    """Only the complaints office is suggested, and nobody else hears of it."""
    for topic in shipped.topics:
        got = found(shipped, facts(topics=(), text="Journalist Konzert", flags=frozenset({Flag.COMPLAINT})), topic)
        assert got.office in ("beschwerdestelle", "")
        assert got.involve == ()


@pytest.mark.parametrize("words", ["Aufenthaltstitel", "вид на жительство", "oturma izni", "إقامة", "karta pobytu"])
def test_what_sounds_like_residence_never_leaves_by_itself_as_a_city_service(
    shipped: RuleBook, facts: Callable[..., Facts], words: str
) -> None:
    """The wall stands in front of the one automatic rule that it could slip through."""
    got = found(shipped, facts(topics=(), text=words), "buergerdienste")
    assert (got.route, got.referral) == (Route.REVIEW, Referral.REFER)


def test_only_offices_of_the_city_get_mail_by_themselves(shipped: RuleBook) -> None:
    """Every automatic rule is tier A and sure enough."""
    automatic = [rule.then for rule in shipped.rules if rule.then.route is Route.AUTO]
    assert automatic
    assert all(shipped.offices[action.office].tier is Tier.A and action.min_probability >= 0.9 for action in automatic)


def test_the_guide_explains_every_condition_and_action() -> None:
    """docs/rules.md names all that the rule language knows."""
    from postlotse.core.rules import keys
    from postlotse.core.rules.conditions.registry import CONDITIONS, NESTING

    guide = (RULES.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    for key in (*CONDITIONS, *NESTING, *keys.ACTION, *keys.RULE):
        assert f"`{key}`" in guide
    for entry in CONDITIONS.values():
        assert entry.asks in guide
        assert entry.example in guide
