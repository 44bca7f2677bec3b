"""Past mail through two rule books: what would change, whether staff would agree, and that nothing is written or told."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from postlotse.core.earned import Terms
from postlotse.core.names import Referral, Verdict
from postlotse.core.replay.page import replay_html
from postlotse.core.replay.plain import replay_json
from postlotse.core.replay.sentences import notes
from postlotse.core.replay.types import ChangeKind, Replay
from postlotse.core.rules.types import RuleBook
from postlotse.flow.process import Tools
from postlotse.flow.replay import replay, standings
from postlotse.flow.rescue import as_concern
from postlotse.store.models import ConcernRow, MessageRow
from postlotse.store.past import past
from postlotse.testing import FakeModel, FixedClock, letter
from tests.flow import replay_town
from tests.flow.replay_town import ROUTING, SECRETS, TOPICS, WORDS, arrive, book, decide
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)

HALL_TO_SPORT = ROUTING.replace("then: {office: kulturamt}", "then: {office: sportamt}")


@pytest.fixture
def town(tools: Tools) -> Tools:
    """The small town; every topic may go by itself."""
    return replay_town.town(tools, book())


def played(tools: Tools, candidate: RuleBook, **options: Any) -> Replay:
    """Replay everything that is stored."""
    models = options.get("models")
    return replay(candidate, tools.book(), tools.house, past(all_kinds=models is not None), **options)


def test_another_office_is_told_with_rule_count_and_where_to_look(town: Tools) -> None:
    """Two of three mails go elsewhere: one group, its sentence, case numbers, the topic."""
    arrive(town, "Wir suchen eine Halle.", "Wieder eine Halle.", "Ein Konzert.")
    found = played(town, book(routing=HALL_TO_SPORT))
    assert (3, 3, 2, 2, 1) == (found.mails, found.concerns, found.changed, found.elsewhere, found.unchanged)
    (group,) = found.groups
    assert (ChangeKind.OFFICE, "Von „Kulturamt“ zu „Sportamt“ (Regel „halle“).") == (group.kind, group.sentence)
    assert (2, (("sport", 2),)) == (group.count, group.topics)
    assert ["MO-2026-0002", "MO-2026-0001"] == [example.case for example in group.examples]
    assert ("kulturamt", "sportamt", "halle", "halle") == (
        group.office_before,
        group.office_after,
        group.rule_before,
        group.rule_after,
    )


def test_the_same_rules_change_nothing(town: Tools) -> None:
    """Not even the acknowledgements."""
    arrive(town, "Wir suchen eine Halle.", "Ein Konzert.", "Ein Saal.")
    found = played(town, book())
    assert (3, 0, (), ()) == (found.mails, found.changed, found.groups, found.acknowledgements)


def test_staff_agree_more_or_less_than_before(town: Tools) -> None:
    """Who decided for the sports office makes the candidate right; who confirmed the concert keeps both right."""
    hall, other, concert, undecided = arrive(town, "Eine Halle.", "Noch eine Halle.", "Ein Konzert.", "Die dritte Halle.")
    decide(town, hall, Verdict.CHANGE, office="sportamt", referral=Referral.HAND_OVER)
    decide(town, other, referral=Referral.HAND_OVER)
    decide(town, concert, referral=Referral.HAND_OVER)
    found = played(town, book(routing=HALL_TO_SPORT)).agreement
    assert (3, 2, 2) == (found.decided, found.before, found.after)
    assert [hall.case.number] == [example.case for example in found.gained.examples]
    assert [other.case.number] == [example.case for example in found.lost.examples]
    assert [("sport", 2, 1, 1), ("kultur", 1, 1, 1)] == [(r.topic, r.decided, r.before, r.after) for r in found.topics]
    assert undecided.case.number not in str(found)
    assert (1, 1) == (found.automatic_before.decided, found.automatic_before.right)


@pytest.mark.parametrize("verdict", [Verdict.DISMISS, Verdict.SPAM])
def test_what_is_not_for_us_says_nothing_of_the_rules(town: Tools, verdict: Verdict) -> None:
    """No office would have been right."""
    (hall,) = arrive(town, "Eine Halle.")
    decide(town, hall, verdict)
    assert 0 == played(town, book(routing=HALL_TO_SPORT)).agreement.decided


def test_a_verdict_taken_back_does_not_count(town: Tools) -> None:
    """What is open again is nobody's decision."""
    from postlotse.flow import review

    (hall,) = arrive(town, "Eine Halle.")
    decide(town, hall, referral=Referral.HAND_OVER)
    hall.refresh_from_db()
    review.undo(town, hall.pk, version=hall.version, by="anna")
    assert 0 == played(town, book()).agreement.decided


AUTO = ROUTING.replace("then: {office: kulturamt}", "then: {office: kulturamt, route: auto, min_probability: 0.9}")


def test_newly_automatic_and_no_longer(town: Tools) -> None:
    """By the rule's word where every topic is trusted."""
    arrive(town, "Eine Halle.", "Ein Konzert.")
    more, less = played(town, book(routing=AUTO)), played(town, book(routing=ROUTING.replace("route: auto, ", "")))
    assert (1, 0) == (more.newly_automatic.count, more.no_longer_automatic.count)
    assert (("sport", 1),) == more.newly_automatic.topics
    assert "von selbst statt nach Prüfung" in more.groups[0].sentence
    assert (0, 1) == (less.newly_automatic.count, less.no_longer_automatic.count)


def test_what_has_not_earned_it_is_on_probation_not_automatic(town: Tools) -> None:
    """Today's standings are asked, for the topics that only the candidate lets go too."""
    house = replace(town.house, auto=Terms(least=10, granted=frozenset({"kultur"})))
    arrive(town, "Eine Halle.", "Ein Konzert.")
    candidate = book(routing=AUTO)
    stand = standings(house, town.book(), candidate)
    assert {"sport", "kultur"} == set(stand)
    found = replay(candidate, town.book(), house, past(), standings=stand)
    assert (0, 1) == (found.newly_automatic.count, found.newly_on_probation.count)
    assert "im Probebetrieb" in found.groups[0].sentence


def test_newly_consent_bound_and_newly_without_an_office(town: Tools) -> None:
    """An office that is asked first needs consent; a rule for no office leaves the mail to a person."""
    arrive(town, "Eine Halle.", "Ein Konzert.")
    routing = ROUTING.replace("then: {office: kulturamt}", "then: {office: beirat}").replace(
        "then: {office: kulturamt, route: auto, min_probability: 0.9}", "then: {referral: own}"
    )
    found = played(town, book(routing=routing))
    assert (1, (("sport", 1),)) == (found.newly_consent_bound.count, found.newly_consent_bound.topics)
    assert (1, (("kultur", 1),)) == (found.newly_unrouted.count, found.newly_unrouted.topics)
    back = replay(town.book(), book(routing=routing), town.house, past())
    assert (1, 0) == (back.no_longer_consent_bound.count, back.newly_consent_bound.count)


def test_an_acknowledgement_that_is_no_longer_sent(town: Tools) -> None:
    """An opt-out in the candidate: the group says why."""
    arrive(town, "Eine Halle.", "Ein Konzert.")
    found = played(town, book(replies="replies: {no_ack_addresses: [rosalinde0@geheim.example]}\n"))
    (group,) = found.acknowledgements
    assert (1, 1, 0) == (group.count, found.changed, found.elsewhere)
    assert group.sentence.startswith("Bekommt keine Eingangsbestätigung mehr: ")
    assert "geheim.example" not in group.sentence


def test_limits_and_age_of_acknowledgements_play_no_part(town: Tools, clock: FixedClock) -> None:
    """Each mail is decided as on the day it came: an old one is not too old."""
    arrive(town, "Eine Halle.")
    clock.forward(days=80)
    found = played(town, book(replies="replies: {no_ack_domains: [geheim.example]}\n"))
    assert 1 == len(found.acknowledgements)


def test_days_to_come_show_when_asked_for(town: Tools) -> None:
    """A rule that begins next year changes nothing on the day the mail came, and something on a day of then."""
    arrive(town, "Eine Halle.")
    rule = "  - {id: neu, rule: Ab 2027., valid_from: 2027-01-01, when: {topics: sport}, then: {office: sportamt}}\n"
    later = book(routing=ROUTING.replace("rules:\n", f"rules:\n{rule}"))
    now = played(town, later)
    assert ((), date(2027, 1, 1)) == (now.groups, now.coming)
    assert any("01.01.2027" in note for note in replay_json(now)["notes"])
    assert any("--on 2027-01-01" in note for note in notes(now, options=True))
    assert played(town, town.book()).coming is None
    (group,) = played(town, later, on=date(2027, 3, 1)).groups
    assert "Von „Kulturamt“ zu „Sportamt“ (Regel „neu“ statt „halle“)." == group.sentence


def test_an_absence_to_come_is_noticed_too(town: Tools) -> None:
    """The day on which an office closes; one that both books know is no news."""
    arrive(town, "Eine Halle.")
    away = "offices:\n" + replay_town.OFFICES.removeprefix("offices:\n").replace(
        "contact: Rathaus}", "contact: Rathaus, absences: [{first: 2026-12-24, last: 2026-12-31}]}", 1
    )
    closed = book(offices=away)
    assert date(2026, 12, 24) == played(town, closed).coming
    assert replay(closed, closed, town.house, past()).coming is None


def test_merged_topics_keep_their_mails(town: Tools) -> None:
    """Old guesses name the old topic: they count for the one that it was merged into, and for the rules on that."""
    (hall,) = arrive(town, "Eine Halle.")
    decide(town, hall, Verdict.CHANGE, office="sportamt", referral=Referral.HAND_OVER)
    topics = TOPICS.replace("  sport: {names: {de: Sport}, office: sportamt}\n", "").replace(
        "names: {de: Kultur}", "names: {de: Kultur und Sport}, was: [sport]"
    )
    routing = ROUTING[: ROUTING.index("  - id: halle")] + ROUTING[ROUTING.index("  - id: kultur") :]
    found = played(town, book(topics=topics, routing=routing))
    assert (("sport", "kultur"),) == found.merged_topics
    assert ((), ()) == (found.new_topics, found.dropped_topics)
    assert (1, 1) == (found.mails, found.changed)
    assert found.groups[0].sentence == (
        "„Kulturamt“; von selbst statt nach Prüfung durch einen Menschen (Regel „kultur“ statt „halle“)."
    )
    assert [("kultur", 1)] == [(row.topic, row.decided) for row in found.agreement.topics]


def test_a_topic_that_is_gone_leaves_its_mails_unclear_and_new_ones_are_named(town: Tools) -> None:
    """Stored guesses cannot know a new topic: the replay says so."""
    arrive(town, "Eine Halle.")
    topics = TOPICS.replace(
        "  sport: {names: {de: Sport}, office: sportamt}\n", "  tanz: {names: {de: Tanz}, office: kulturamt}\n"
    )
    routing = ROUTING[: ROUTING.index("  - id: halle")] + ROUTING[ROUTING.index("  - id: kultur") :]
    found = played(town, book(topics=topics, routing=routing))
    assert (("tanz",), ("sport",)) == (found.new_topics, found.dropped_topics)
    (group,) = found.groups
    assert (ChangeKind.UNROUTED, True) == (group.kind, "Thema „unklar“ statt „Sport“" in group.sentence)
    assert any("Tanz" in note for note in replay_json(found)["notes"])


def test_topics_guessed_anew_by_another_model(town: Tools) -> None:
    """The candidate's model takes halls for culture: the topic is another, and so the office."""
    (hall,) = arrive(town, "Eine Halle.")
    decide(town, hall, Verdict.CHANGE, topic="kultur", office="kulturamt", referral=Referral.HAND_OVER)
    other = FakeModel(WORDS | {"halle": ("raeume", 0.8)})
    found = played(town, book(), models=(FakeModel(WORDS), other))
    assert found.anew
    (group,) = found.groups
    assert "Von „Kulturamt“ zu „Kolleg“; Thema „Räume“ statt „Sport“; nur noch mit Einwilligung" in group.sentence
    assert (1, 1, 0) == (found.agreement.decided, found.agreement.before, found.agreement.after)


def test_guessed_anew_a_concern_can_come_and_go(town: Tools) -> None:
    """What the new model takes for thanks is no concern any more; what was filed becomes one."""
    kinds = {"wunderbar": ("notice", 0.99)}
    tools = replace(town, model=lambda: FakeModel(WORDS, kinds=kinds))
    take_in(tools, letter("Das Konzert war wunderbar, viele Grüße.", subject="Danke"))
    assert "filed" == MessageRow.objects.get().outcome
    more = played(tools, book(), models=(FakeModel(WORDS, kinds=kinds), FakeModel(WORDS)))
    less = played(tools, book(), models=(FakeModel(WORDS), FakeModel(WORDS, kinds=kinds)))
    assert ["Neues Anliegen zu „Kultur“, nun an „Kulturamt“ (Regel „kultur“)."] == [g.sentence for g in more.groups]
    assert [ChangeKind.GONE] == [g.kind for g in less.groups]
    assert (1, 1) == (more.elsewhere, less.elsewhere)


def test_what_a_person_took_up_stays_a_concern_that_waits(town: Tools) -> None:
    """Neither book lets it go by itself, though the rule says so."""
    tools = replace(town, model=lambda: FakeModel(WORDS, kinds={"gewinnspiel": ("spam", 0.99)}))
    take_in(tools, letter("Gewinnspiel: wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    as_concern(tools, MessageRow.objects.get().pk, by="anna")
    for models in (None, (tools.model(), tools.model())):
        found = played(tools, book(routing=AUTO), models=models)
        assert (1, 0) == (found.concerns, found.newly_automatic.count)


def test_a_damaged_snapshot_is_counted_and_the_rest_goes_on(town: Tools) -> None:
    """A snapshot of nobody's making must not stop a replay."""
    concerns = arrive(town, "Eine Halle.", "Noch eine Halle.", "Ein Konzert.")
    row = MessageRow.objects.get(pk=concerns[0].message_id)
    row.snapshot = {"v": 1, "mail": ["?"]}
    row.save()
    found = played(town, book(routing=HALL_TO_SPORT))
    assert (2, 1, 1) == (found.mails, found.unreadable, found.elsewhere)


def counts() -> dict[str, int]:
    """Count the rows of every table of ours."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("store").get_models()}


def test_nothing_is_written(town: Tools) -> None:
    """Only SELECT reaches the database, and every table has as many rows as before."""
    concerns = arrive(town, "Eine Halle.", "Ein Konzert.")
    decide(town, concerns[0], Verdict.CHANGE, office="sportamt", referral=Referral.HAND_OVER)
    before = counts(), list(MessageRow.objects.values()), list(ConcernRow.objects.values())
    asked: list[str] = []

    def only_reads(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert sql.lstrip().upper().startswith("SELECT"), sql
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(only_reads):
        candidate = book(routing=HALL_TO_SPORT)
        found = played(town, candidate, standings=standings(town.house, town.book(), candidate))
    assert 1 == found.elsewhere
    assert asked
    assert before == (counts(), list(MessageRow.objects.values()), list(ConcernRow.objects.values()))


def test_no_word_of_a_mail_and_no_address_comes_out(town: Tools) -> None:
    """Admins without a case role see this: not in the values, the JSON or the page."""
    concerns = arrive(town, "Eine Halle.", "Ein Konzert.", "Ein Saal.", "Noch ein Konzert.")
    for concern in concerns[:2]:
        decide(town, concern, Verdict.CHANGE, office="sportamt", referral=Referral.HAND_OVER, note="Zimtstern")
    found = played(
        town,
        book(routing=HALL_TO_SPORT, replies="replies: {no_ack_domains: [geheim.example]}\n"),
        models=(FakeModel(WORDS), FakeModel({"halle": ("kultur", 0.9)})),
    )
    assert found.changed
    assert found.acknowledgements
    told = (json.dumps(replay_json(found)) + replay_html(found) + str(asdict(found))).lower()
    for word in (*SECRETS, "anna", ".example"):
        assert word.lower() not in told, word


def test_progress_is_told_and_the_timer_asked(town: Tools) -> None:
    """The number of messages done, and the seconds it took."""
    arrive(town, "Eine Halle.", "Ein Konzert.")
    done: list[int] = []
    ticks = iter([1.0, 3.5])
    found = played(town, book(), progress=done.append, timer=lambda: next(ticks))
    assert ([2], 2.5) == (done, found.seconds)


def test_the_span_is_told(town: Tools, clock: FixedClock) -> None:
    """Arrival of the oldest and the latest mail that was replayed."""
    hall, _ = arrive(town, "Eine Halle.", "Ein Konzert.")
    MessageRow.objects.filter(pk=hall.message_id).update(received_at=clock.now - timedelta(days=3))
    found = played(town, book())
    assert (clock.now - timedelta(days=3), clock.now) == (found.since, found.until)
