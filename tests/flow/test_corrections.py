"""Three equal corrections become a draft of rules, once; what people did otherwise, dropped or forgot becomes none."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.names import Basis, Referral, Verdict
from postlotse.core.rules.load import load_book
from postlotse.datafiles.edit import value_of
from postlotse.flow import review
from postlotse.store import rulesets
from postlotse.store.models import RuleDraftRow
from postlotse.store.rulesets import DraftState, Origin
from postlotse.testing import FixedClock
from tests.flow.correcting import FILES, Staff, staff

pytestmark = pytest.mark.django_db(transaction=True)

MONEY = ["Wir brauchen einen Zuschuss.", "Gibt es einen Zuschuss?", "Zuschuss gesucht!"]
ROOMS = ["Wir suchen einen Raum.", "Gibt es einen Raum?", "Raum gesucht!"]


@pytest.fixture
def people(clock: FixedClock, tmp_path: Path) -> Staff:
    """A contact point over small rules."""
    return staff(clock, tmp_path)


def rules(files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rules of a set as they are written."""
    return value_of(files["routing.yaml"], ("rules",))  # type: ignore[return-value]


def test_a_rule_that_is_always_corrected_names_another_office(people: Staff) -> None:
    """The rule stays where it is, with its comments; its sentence, its office and its own test change."""
    people.corrected(MONEY, office="kulturamt")
    (made,) = people.look()
    draft = rulesets.draft(made.draft)
    assert (Origin.CORRECTION, DraftState.OPEN, ("routing.yaml",)) == (draft.origin, draft.state, draft.changed)
    changed = next(rule for rule in rules(draft.files) if rule["id"] == "geld")
    assert {"office": "kulturamt", "route": "review", "tags": ["geld"]} == changed["then"]
    assert "Anliegen zu „Fördermittel“ bekommt „Kulturamt“." == changed["rule"]
    assert "kulturamt" == changed["tests"][0]["expect"]["office"]
    assert draft.files["routing.yaml"].startswith("# Unsere Regeln.\n")
    assert "  # Geld\n" in draft.files["routing.yaml"]
    assert "Regel „geld“: Anliegen zu „Fördermittel“ bekommt „Kulturamt“" == draft.title
    assert (
        "3 Mal geändert seit dem 02.03.2026, durch eine Person: „Fördermittel“ ging an „Kulturamt“ statt an „Projektförderung“."
        in draft.note
    )
    assert (
        "bisher 0,0\N{NO-BREAK SPACE}%, künftig 100,0\N{NO-BREAK SPACE}% von 3 Anliegen; 3 nun richtig, 0 nun falsch."
        in draft.note
    )
    assert all(number in draft.note for number in people.numbers)


def test_two_corrections_are_chance(people: Staff) -> None:
    """Three times the same, or nothing."""
    people.corrected(MONEY[:2], office="kulturamt")
    assert people.look() == []


def test_three_different_corrections_are_no_pattern(people: Staff) -> None:
    """Each to another office says nothing but that the rule is not right."""
    for text, office in zip(MONEY, ("kulturamt", "sportamt", "schulamt"), strict=True):
        people.corrected([text], office=office)
    assert people.look() == []


def test_confirmations_stand_against_the_whole_rule(people: Staff) -> None:
    """What people left where it was must stay there; without anything that tells the mails apart there is no draft."""
    people.confirmed("Ein Zuschuss bitte.")
    people.corrected(MONEY, office="kulturamt")
    assert people.look() == []


def test_a_topic_without_a_rule_gets_another_usual_office(people: Staff) -> None:
    """The default office of the topic changes, the comment above it stays."""
    people.corrected(ROOMS, office="schulamt")
    (made,) = people.look()
    draft = rulesets.draft(made.draft)
    assert ("topics.yaml",) == draft.changed
    assert FILES["topics.yaml"].replace("    office: foerderung\n", "    office: schulamt\n") == draft.files["topics.yaml"]
    assert "Die übliche Stelle für „Räume“ wird „Schulamt“." == made.sentence


def test_the_mails_of_one_association_get_a_rule_of_their_own(people: Staff) -> None:
    """The others stay where they are; the test of the new rule is made of topic and directory alone."""
    people.confirmed("Ein Zuschuss bitte.", "Noch ein Zuschuss.")
    people.corrected(MONEY, office="kulturamt", sender="Alice <alice@freunde.example>")
    (made,) = people.look()
    draft = rulesets.draft(made.draft)
    new, old = rules(draft.files)[1:3]
    assert "geld" == old["id"]
    assert {
        "id": "vorschlag-freunde-kulturamt",
        "rule": "Anliegen von „Verein der Freunde“ zu „Fördermittel“ bekommt „Kulturamt“.",
        "owner": "Vorschlag",
        "when": {"topics": "foerdermittel", "sender": {"organisation": "freunde"}},
        "then": {"office": "kulturamt", "route": "review", "tags": ["geld"]},
        "tests": [
            {
                "name": "Vorschlag aus Korrekturen",
                "subject": "Anfrage",
                "text": "",
                "given": {"topics": "foerdermittel", "flags": "none"},
                "from": "post@freunde.example",
                "expect": {"office": "kulturamt"},
            }
        ],
    } == new
    book, problems = load_book(dict(draft.files))
    assert book is not None, problems
    assert "5 Anliegen; 3 nun richtig, 0 nun falsch." in draft.note


def test_an_association_whose_mails_several_rules_send_astray_gets_one_rule(people: Staff) -> None:
    """Before the first of the rules that decided them, for the topics that they were about."""
    people.confirmed("Ein Zuschuss bitte.", "Die Bühne.")
    people.corrected(["Zuschuss!", "Unsere Bühne", "Neue Bühne"], office="sportamt", sender="Nuur <post@nuur.example>")
    (made,) = people.look()
    found = rules(rulesets.draft(made.draft).files)
    assert ["eilig", "vorschlag-nuur-sportamt", "geld", "buehne"] == [rule["id"] for rule in found]
    assert {"topics": ["foerdermittel", "kultur"], "sender": {"organisation": "nuur"}} == found[1]["when"]


def test_a_word_of_the_citys_own_tells_mails_apart(people: Staff) -> None:
    """“Turnhalle” is what the directory says of the Sportamt, stands in all corrected mails and in no confirmed one."""
    people.confirmed("Zuschuss für ein Fest.", "Zuschuss für Noten.", "Zuschuss für Instrumente.", "Zuschuss für Bücher")
    people.corrected(
        ["Zuschuss für die Turnhalle.", "Unsere Turnhalle, ein Zuschuss?", "Zuschuss, Turnhalle Nord"], office="sportamt"
    )
    (made,) = people.look()
    draft = rulesets.draft(made.draft)
    new = rules(draft.files)[1]
    assert {"topics": "foerdermittel", "words": ["Turnhalle"]} == new["when"]
    assert "Anliegen zu „Fördermittel“, in denen „Turnhalle“ vorkommt, bekommt „Sportamt“." == new["rule"]
    assert {"subject": "Turnhalle"}.items() <= new["tests"][0].items()


def test_a_correction_of_the_topic_never_turns_the_whole_rule(people: Staff) -> None:
    """The model took them for something else; the rule on the topic may be right for what is really about it."""
    people.corrected(MONEY, office="kulturamt", topic="kultur")
    assert people.look() == []


def test_what_people_always_keep_is_kept(people: Staff) -> None:
    """Own work is a target like an office."""
    for text in MONEY:
        people.decide(people.receive(text), verdict=Verdict.OWN, referral=Referral.OWN)
    (made,) = people.look()
    changed = next(rule for rule in rules(rulesets.draft(made.draft).files) if rule["id"] == "geld")
    assert {"referral": "own", "route": "review", "tags": ["geld"]} == changed["then"]
    assert "Anliegen zu „Fördermittel“ bearbeiten wir selbst." == made.sentence


def test_a_partner_outside_is_only_named(people: Staff) -> None:
    """A correction to tier C is a refer; the rule does not say more than that."""
    for text in MONEY:
        people.decide(people.receive(text), office="kolleg", referral=Referral.REFER)
    (made,) = people.look()
    changed = next(rule for rule in rules(rulesets.draft(made.draft).files) if rule["id"] == "geld")
    assert {"office": "kolleg", "route": "review", "tags": ["geld"]} == changed["then"]


def test_what_was_dropped_is_not_proposed_again(people: Staff) -> None:
    """Neither while it is open, nor after it was dropped, nor when more people correct the same."""
    people.corrected(MONEY, office="kulturamt")
    (made,) = people.look()
    assert people.look() == []
    rulesets.drop(made.draft, version=rulesets.draft(made.draft).version, by="carol", now=people.clock())
    people.corrected(["Noch ein Zuschuss!", "Zuschuss zum Letzten"], office="kulturamt")
    assert people.look() == []
    assert 1 == RuleDraftRow.objects.count()


def test_what_the_rules_do_by_now_is_not_proposed(people: Staff) -> None:
    """The corrected mails are decided again by the set in use."""
    people.corrected(MONEY, office="kulturamt")
    text = FILES["routing.yaml"].replace("office: foerderung", "office: kulturamt")
    (people.folder / "routing.yaml").write_text(text, encoding="utf-8")
    people.library.reload()
    assert people.look() == []


def test_corrections_of_long_ago_do_not_count(people: Staff) -> None:
    """Ninety days, then they are forgotten."""
    people.corrected(MONEY, office="kulturamt")
    people.clock.forward(days=91)
    assert people.look() == []


def test_a_verdict_that_was_taken_back_does_not_count(people: Staff) -> None:
    """Only what stands."""
    people.corrected(MONEY[:2], office="kulturamt")
    concern = people.receive(MONEY[2])
    people.decide(concern, office="kulturamt", referral=Referral.HAND_OVER)
    concern.refresh_from_db()
    review.undo(people.tools, concern.pk, version=concern.version, by="anna")
    assert people.look() == []


def test_three_concerns_of_one_mail_are_one_mail(people: Staff) -> None:
    """A person who corrects one mail three times has not corrected three mails."""
    concern = people.receive(MONEY[0])
    for office in ("kulturamt", "sportamt", "kulturamt"):
        concern.refresh_from_db()
        people.decide(concern, office=office, referral=Referral.HAND_OVER)
    assert people.look() == []


def test_a_rule_that_went_by_itself_waits_for_a_person_from_then_on(clock: FixedClock, tmp_path: Path) -> None:
    """Another office has not earned what the old one had."""
    text = FILES["routing.yaml"].replace(
        "office: foerderung, route: review", "office: foerderung, route: auto, min_probability: 0.95"
    )
    people = staff(clock, tmp_path, **{"routing.yaml": text})
    people.corrected(MONEY, office="kulturamt")
    (made,) = people.look()
    changed = next(rule for rule in rules(rulesets.draft(made.draft).files) if rule["id"] == "geld")
    assert {"office": "kulturamt", "route": "review", "tags": ["geld"]} == changed["then"]


def test_a_rule_with_more_conditions_is_narrowed_not_turned(clock: FixedClock, tmp_path: Path) -> None:
    """A rule on two topics of which one was corrected: a new rule before it asks for that one and for all that it asks for."""
    text = FILES["routing.yaml"].replace(
        "when: {topics: foerdermittel}", "when: {topics: [foerdermittel, raeume], language: de}"
    )
    people = staff(clock, tmp_path, **{"routing.yaml": text})
    people.corrected(ROOMS, office="schulamt")
    (made,) = people.look()
    found = rules(rulesets.draft(made.draft).files)
    assert ["eilig", "vorschlag-raeume-schulamt", "geld", "buehne"] == [rule["id"] for rule in found]
    assert {"topics": "raeume", "language": "de"} == found[1]["when"]


def test_tests_of_the_rules_that_expect_otherwise_are_named(clock: FixedClock, tmp_path: Path) -> None:
    """The draft is kept, and says what has to be done before it can be activated."""
    people = staff(clock, tmp_path)
    (tmp_path / "tests").mkdir()
    case = "tests:\n  - {subject: Zuschuss, given: {topics: foerdermittel}, expect: {office: foerderung}}\n"
    (tmp_path / "tests" / "geld.yaml").write_text(case, encoding="utf-8")
    people.library.reload()
    people.corrected(MONEY, office="kulturamt")
    (made,) = people.look()
    assert "Vor dem Aktivieren anpassen: ein Test der Regeln erwartet noch etwas anderes." in made.note


def test_a_legal_duty_is_no_correction_of_the_rule(people: Staff) -> None:
    """What the law sends where it goes says nothing of the rule; the same office by another basis is no correction."""
    for text in MONEY:
        people.decide(people.receive(text), office="foerderung", referral=Referral.HAND_OVER, basis=Basis.RELEASE)
    assert people.look() == []


SECRETS = (
    "Yilmaz",
    "yilmaz",
    "Bertramstraße",
    "bertram",
    "0611",
    "verein.example",
    "person1",
    "krank",
    "Geheimnis",
    "geheimnis",
)


def test_drafts_hold_nothing_of_the_mails_or_the_people(people: Staff) -> None:
    """Names, streets, numbers, addresses, notes: none of them is in a draft, its note, its title or the proposal."""
    secret = "Ich bin Herr Yilmaz, Bertramstraße 5, Telefon 0611 000."
    people.confirmed("Zuschuss eins.", "Zuschuss zwei.", "Zuschuss drei.", "Zuschuss vier.", "Zuschuss fünf.")
    for text in ("Zuschuss, Turnhalle.", "Turnhalle und Zuschuss.", "Zuschuss für Turnhalle"):
        concern = people.receive(f"{text} {secret}")
        people.decide(concern, office="sportamt", referral=Referral.HAND_OVER, note="Geheimnis der Familie")
    (made,) = people.look()
    draft = rulesets.draft(made.draft)
    new = {name: text for name, text in draft.files.items() if name in draft.changed}
    whole = json.dumps([new, draft.note, draft.title, draft.pattern, repr(made)], ensure_ascii=False)
    assert [word for word in SECRETS if word in whole] == []
    assert ["Turnhalle"] == rules(draft.files)[1]["when"]["words"]
