"""Facts and rules → decision: what keeps a concern from going by itself, what the law puts first, who is acknowledged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from postlotse.core.decide import ConcernDecision, decide, facts_of
from postlotse.core.house import House
from postlotse.core.names import SENSITIVE_FLAGS, Flag, Kind, Priority, Referral, Route, Tier
from postlotse.core.rules.types import ReplyPolicy, RuleBook
from postlotse.core.situation import AckCounts, Situation
from postlotse.core.understand import Understanding
from tests.core.conftest import NOW

Make = Callable[..., Understanding]
RESULTS = ("Authentication-Results", "mx.stadt.example; dmarc=fail")


def only(understood: Understanding, book: RuleBook, house: House, situation: Situation) -> ConcernDecision:
    """Return the one concern that was decided."""
    concerns = decide(understood, book, house, situation).concerns
    assert 1 == len(concerns)
    return concerns[0]


def codes(concern: ConcernDecision) -> set[str]:
    return {reason.code for reason in concern.reasons}


def test_a_clear_topic_with_an_auto_rule_goes_by_itself(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """Nothing speaks against it: hand-over to the office, tier A, and the reasons say topic and rule."""
    found = only(understood(("sport", 0.95)), book, house, situation)
    assert (Route.AUTO, "sportamt", Tier.A, Referral.HAND_OVER) == (found.route, found.office, found.tier, found.referral)
    assert {"topic", "rule:sport"} == codes(found)


#: Each row differs in one thing from a concern that goes by itself, and must be stopped by exactly that.
OBJECTIONS = [
    ("tier B", {"topics": [("recht", 0.99)]}, {}, {"auto_tier", "auto_referral"}),
    ("tier B by duty", {"topics": [("recht", 0.99)], "flags": (Flag.BENEFIT_APPLICATION,)}, {}, {"auto_tier"}),
    ("no address", {"topics": [("keller", 0.99)]}, {}, {"auto_office"}),
    ("referral", {"topics": [("hinweis", 0.99)]}, {}, {"auto_referral"}),
    ("rule threshold", {"topics": [("sport", 0.899)]}, {}, {"auto_probability"}),
    ("topic threshold", {"topics": [("streng", 0.949)]}, {}, {"auto_probability"}),
    ("absent office", {"topics": [("ferien", 0.99)]}, {}, {"office_absent"}),
    ("names a case", {"topics": [("sport", 0.99)], "subject": "WG: [MO-2026-0001] Halle"}, {}, {"auto_circle"}),
    ("another intake", {"topics": [("sport", 0.99)], "headers": [("X-Intake-Trace", "kaputt")]}, {}, {"auto_circle"}),
    ("from an office", {"topics": [("sport", 0.99)], "sender": "Amt <KULTUR@stadt.example>"}, {}, {"auto_circle"}),
    ("from us", {"topics": [("sport", 0.99)], "sender": "integration@stadt.example"}, {}, {"auto_circle"}),
    ("complaint", {"topics": [("sport", 0.99)], "flags": (Flag.COMPLAINT,)}, {}, {"auto_complaint"}),
    (
        "sender refused",
        {"topics": [("sport", 0.99)], "headers": [RESULTS]},
        {"authserv_id": "mx.stadt.example"},
        {"auto_sender"},
    ),
    *(
        (f"flag {flag}", {"topics": [("sport", 0.99)], "flags": (flag,)}, {}, {"auto_tier", "auto_referral"})
        for flag in sorted(SENSITIVE_FLAGS)
    ),
]


@pytest.mark.parametrize(("mail", "changes", "against"), [row[1:] for row in OBJECTIONS], ids=[row[0] for row in OBJECTIONS])
def test_each_objection_alone_keeps_a_person_in_the_way(
    understood: Make,
    book: RuleBook,
    house: House,
    situation: Situation,
    mail: dict[str, object],
    changes: dict[str, str],
    against: set[str],
) -> None:
    """One thing is enough, and the reason names it in a sentence that staff can read."""
    rest = {key: value for key, value in mail.items() if key != "topics"}
    found = only(understood(*mail["topics"], **rest), book, replace(house, **changes), situation)  # type: ignore[misc,arg-type]
    assert Route.REVIEW is found.route
    assert against == {code for code in codes(found) if code.startswith(("auto_", "office_"))}
    assert all(reason.sentence.endswith(".") for reason in found.reasons)


def test_a_sender_who_floods_us_gets_a_person_in_the_way(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """A robot that answers our forwards from an unknown address must not keep the forwards going (A17)."""
    below, at = (replace(situation, counts=AckCounts(address_day=n)) for n in (2, 3))
    assert Route.AUTO is only(understood(("sport", 0.99)), book, house, below).route
    stopped = only(understood(("sport", 0.99)), book, house, at)
    assert (Route.REVIEW, True) == (stopped.route, "auto_circle" in codes(stopped))


def test_the_same_thresholds_let_a_surer_topic_pass(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """At the threshold itself it goes; so the table above is about the threshold and nothing else."""
    assert Route.AUTO is only(understood(("sport", 0.9)), book, house, situation).route
    assert Route.AUTO is only(understood(("streng", 0.95)), book, house, situation).route


def test_the_absent_office_is_there_again_after_its_holidays(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """The objection was the absence alone."""
    later = replace(situation, now=NOW + timedelta(days=10), received_at=NOW + timedelta(days=10))
    assert Route.AUTO is only(understood(("ferien", 0.99)), book, house, later).route


@pytest.mark.parametrize(
    ("results", "route"),
    [("dmarc=pass", Route.AUTO), ("", Route.AUTO), ("spf=fail; dkim=fail", Route.REVIEW)],
    ids=["pass", "none", "fail"],
)
def test_only_a_refused_sender_stops_the_automatic_way(
    understood: Make, book: RuleBook, house: House, situation: Situation, results: str, route: Route
) -> None:
    """No verdict is no objection: most relays give none inside the city."""
    headers = [("Authentication-Results", f"mx.stadt.example; {results}")] if results else []
    known = replace(house, authserv_id="mx.stadt.example")
    assert route is only(understood(("sport", 0.99), headers=headers), book, known, situation).route


def test_an_abstaining_model_makes_one_unclear_concern_for_a_person(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """However likely the best topic looks: nobody is suggested, the topics stay as alternatives."""
    found = only(understood(("sport", 0.99), ("kultur", 0.9), abstained=True), book, house, situation)
    assert ("unklar", "", Route.REVIEW, Referral.OWN, "") == (
        found.topic,
        found.office,
        found.route,
        found.referral,
        found.rule,
    )
    assert {"topic_unclear", "no_rule"} == codes(found)
    assert ("sport", "kultur") == tuple(t.id for t in found.alternatives)


def test_no_topic_at_all_is_unclear_too(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """A model that knows nothing, or a robot's mail that was never shown to it."""
    assert ("unklar", 0.0) == (lambda c: (c.topic, c.probability))(only(understood(), book, house, situation))


@pytest.mark.parametrize(
    ("topic", "office", "tier", "referral", "duty"),
    [
        ("sport", "sportamt", Tier.A_SENSITIVE, Referral.HAND_OVER, True),
        ("beirat", "beirat", Tier.A_SENSITIVE, Referral.HAND_OVER, True),
        ("recht", "gericht", Tier.B, Referral.HAND_OVER, True),
        ("kurse", "kolleg", Tier.C, Referral.REFER, False),
    ],
    ids=["int", "int sensitive", "pub", "ext"],
)
def test_a_benefit_application_goes_before_all_flags_but_never_outside(
    understood: Make,
    book: RuleBook,
    house: House,
    situation: Situation,
    topic: str,
    office: str,
    tier: Tier,
    referral: Referral,
    duty: bool,
) -> None:
    """§ 16 SGB I: passed on today to a public body whatever else the mail says; an association only gets named."""
    flags = (Flag.DANGER, Flag.BENEFIT_APPLICATION, Flag.SPECIAL_CATEGORY)
    found = only(understood((topic, 0.99), flags=flags), book, house, situation)
    assert (office, tier, referral, Route.REVIEW) == (found.office, found.tier, found.referral, found.route)
    assert (Priority.URGENT, 0) == (found.priority, found.due_days)
    assert duty == ("sgb1_16" in codes(found))


@pytest.mark.parametrize(
    ("topic", "tier", "referral", "words"),
    [
        ("recht", Tier.B, Referral.REFER, "Andere Behörde"),
        ("kurse", Tier.C, Referral.REFER, "außerhalb der Stadt"),
        ("beirat", Tier.A_SENSITIVE, Referral.REFER, "nur nach Rückfrage"),
        ("hier", Tier.A, Referral.OWN, ""),
        ("tanz", Tier.A, Referral.HAND_OVER, ""),
    ],
)
def test_the_tier_decides_how_a_concern_is_passed_on(
    understood: Make, book: RuleBook, house: House, situation: Situation, topic: str, tier: Tier, referral: Referral, words: str
) -> None:
    """Without a rule that says otherwise: A is handed over, everything else is named to the sender, ourselves do it."""
    found = only(understood((topic, 0.9)), book, house, situation)
    assert (tier, referral, Route.REVIEW) == (found.tier, found.referral, found.route)
    assert words in " ".join(reason.sentence for reason in found.reasons)


@pytest.mark.parametrize("flag", sorted(SENSITIVE_FLAGS))
def test_a_sensitive_flag_turns_a_hand_over_into_a_question(
    understood: Make, book: RuleBook, house: House, situation: Situation, flag: Flag
) -> None:
    """Tier A becomes A-sensitive by what the mail says."""
    found = only(understood(("tanz", 0.9), flags=(flag,)), book, house, situation)
    assert (Tier.A_SENSITIVE, Referral.REFER) == (found.tier, found.referral)


def test_two_topics_for_one_office_are_one_concern_and_for_two_offices_two(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """An office gets one mail; what else it is responsible for stands among the reasons."""
    joined = only(understood(("kultur", 0.8), ("tanz", 0.6)), book, house, situation)
    assert "also:tanz" in codes(joined)
    apart = decide(understood(("sport", 0.95), ("kultur", 0.6)), book, house, situation).concerns
    assert [("sportamt", Route.AUTO), ("kulturamt", Route.REVIEW)] == [(c.office, c.route) for c in apart]
    assert [(), ("sportamt",)] == [c.involve for c in apart]


def test_joining_loses_nothing_that_a_rule_said(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """Offices to involve, the higher priority and the earlier day of the second topic stay with the joined concern."""
    joined = only(understood(("tanz", 0.95), ("kultur", 0.8)), book, house, situation)
    assert (("sportamt",), Priority.HIGH, 3) == (joined.involve, joined.priority, joined.due_days)


@pytest.mark.parametrize(("second", "third", "count"), [(0.35, 0.35, 3), (0.35, 0.349, 2), (0.349, 0.3, 1)])
def test_at_most_three_topics_become_concerns_and_unlikely_ones_none(
    understood: Make, book: RuleBook, house: House, situation: Situation, second: float, third: float, count: int
) -> None:
    """A second wish counts from 35 % on; a fourth is left to the person who reads."""
    made = understood(("sport", 0.95), ("kultur", second), ("recht", third), ("kurse", 0.3), ("hier", 0.3))
    assert count == len(decide(made, book, house, situation).concerns)


@pytest.mark.parametrize(
    ("flags", "priority"),
    [
        ((), Priority.NORMAL),
        ((Flag.DEADLINE,), Priority.HIGH),
        ((Flag.DANGER,), Priority.URGENT),
        ((Flag.DANGER, Flag.DEADLINE), Priority.URGENT),
        ((Flag.BENEFIT_APPLICATION, Flag.DEADLINE), Priority.URGENT),
        ((Flag.THIRD_PARTY,), Priority.NORMAL),
    ],
    ids=["plain", "deadline", "danger", "danger and deadline", "application", "third party"],
)
def test_flags_set_the_order_on_the_desk(
    understood: Make, book: RuleBook, house: House, situation: Situation, flags: tuple[Flag, ...], priority: Priority
) -> None:
    """Danger and applications are urgent whatever the rules say, a deadline is high."""
    assert priority is only(understood(("tanz", 0.9), flags=flags), book, house, situation).priority


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.CONCERN, Kind.REPLY)])
def test_what_is_no_concern_makes_none(
    understood: Make, book: RuleBook, house: House, situation: Situation, kind: Kind
) -> None:
    """Robots, thanks and advertising are filed; nobody is asked and nobody answered."""
    decision = decide(understood(("sport", 0.99), kind=kind), book, house, situation)
    assert ((), False, "kind") == (decision.concerns, decision.acknowledgement.send, decision.acknowledgement.reason.code)


@pytest.mark.parametrize(("in_case", "count"), [(True, 0), (False, 1)])
def test_a_reply_is_a_concern_only_when_no_case_is_known(
    understood: Make, book: RuleBook, house: House, situation: Situation, in_case: bool, count: int
) -> None:
    """An answer to something that we never heard of must not be lost."""
    made = understood(("sport", 0.99), kind=Kind.REPLY)
    assert count == len(decide(made, book, house, replace(situation, in_case=in_case)).concerns)


# ------------------------------------------------------------------ acknowledgement

#: What differs from a first mail of a person, and the code of the reason not to answer it.
SILENCE = [
    ("kind", {"kind": Kind.NOTICE}, {}, {}, "kind"),
    ("reply without case", {"kind": Kind.REPLY}, {}, {}, "kind"),
    ("in a case", {}, {"in_case": True}, {}, "A15"),
    ("48 hours and a second", {}, {"received_at": NOW - timedelta(hours=48, seconds=1)}, {}, "A16"),
    ("same subject", {}, {"counts": AckCounts(same_subject_day=1)}, {}, "A17"),
    ("same address", {}, {"counts": AckCounts(address_day=3)}, {}, "A17"),
    ("same domain", {}, {"counts": AckCounts(domain_hour=30)}, {}, "A17"),
    ("all together", {}, {"counts": AckCounts(ten_minutes=100)}, {}, "A17"),
    ("switched off", {}, {}, {"acknowledge": False}, "A19"),
    ("silent domain", {"sender": "a@STUMM.example"}, {}, {}, "A19"),
    ("silent address", {"sender": "Nie <NIE@verein.example>"}, {}, {}, "A19"),
    ("an office", {"sender": "Sportamt <Sport@stadt.example>"}, {}, {}, "A9"),
    ("ourselves", {"sender": "integration@stadt.example"}, {}, {}, "A9"),
    ("our alias", {"sender": "post@stadt.example"}, {}, {}, "A9"),
    ("our plus address", {"sender": "integration+abc@stadt.example"}, {}, {}, "A9"),
    ("robot's header", {"headers": [("Auto-Submitted", "auto-generated")]}, {}, {}, "A2"),
    ("not to us", {"to": "verteiler@verein.example"}, {}, {}, "A11"),
]


@pytest.mark.parametrize(("mail", "around", "ours", "code"), [row[1:] for row in SILENCE], ids=[row[0] for row in SILENCE])
def test_each_reason_alone_keeps_us_silent(
    understood: Make,
    book: RuleBook,
    house: House,
    situation: Situation,
    mail: dict[str, object],
    around: dict[str, object],
    ours: dict[str, object],
    code: str,
) -> None:
    """A first mail of a person is acknowledged; each single difference is enough to say nothing, with its code."""
    assert decide(understood(("sport", 0.9)), book, house, situation).acknowledgement.send
    made = understood(("sport", 0.9), **mail)
    acknowledgement = decide(made, book, replace(house, **ours), replace(situation, **around)).acknowledgement  # type: ignore[arg-type]
    assert (False, code) == (acknowledgement.send, acknowledgement.reason.code)
    assert acknowledgement.reason.sentence.endswith((".", "Eingangsbestätigung"))


@pytest.mark.parametrize(
    "around",
    [
        {"received_at": NOW - timedelta(hours=48)},
        {"counts": AckCounts(address_day=2, domain_hour=29, ten_minutes=99)},
        {"first_contact": False},
    ],
    ids=["48 hours", "below every limit", "known sender"],
)
def test_up_to_the_limits_an_acknowledgement_goes(
    understood: Make, book: RuleBook, house: House, situation: Situation, around: dict[str, object]
) -> None:
    """The last one below each limit is still answered."""
    made = replace(situation, **around)  # type: ignore[arg-type]
    assert decide(understood(("sport", 0.9)), book, house, made).acknowledgement.send


@pytest.mark.parametrize(
    "limit", ["ack_same_subject_day", "ack_per_address_day", "ack_per_domain_hour", "ack_total_ten_minutes"]
)
def test_limits_come_from_the_rules(understood: Make, book: RuleBook, house: House, situation: Situation, limit: str) -> None:
    """The city sets them; zero means never."""
    strict = replace(book, replies=replace(book.replies, **{limit: 0}))
    assert "A17" == decide(understood(("sport", 0.9)), strict, house, situation).acknowledgement.reason.code


@pytest.mark.parametrize(
    ("language", "sender", "always", "languages"),
    [
        ("de", "a@x.example", False, ("de",)),
        ("de", "a@x.example", True, ("de", "en")),
        ("tr", "a@x.example", False, ("tr", "de")),
        ("tr", "a@x.example", True, ("tr", "de")),
        (None, "a@x.example", False, ("de", "en")),
        ("vi", "a@x.example", False, ("de", "en")),
        ("de", "vorstand@nuur.example", False, ("ar", "de")),
        ("en", "vorstand@post.nuur.example", False, ("ar", "de")),
    ],
    ids=["de", "de always two", "tr", "tr always two", "unknown", "second tier", "preference", "preference by subdomain"],
)
def test_the_sender_reads_their_language_and_german(
    understood: Make,
    book: RuleBook,
    house: House,
    situation: Situation,
    language: str | None,
    sender: str,
    always: bool,
    languages: tuple[str, ...],
) -> None:
    """Stored preference, then the detector, then German; unsure means two languages side by side."""
    known = replace(book, replies=replace(book.replies, second_language_always=always))
    decision = decide(understood(("sport", 0.9), language=language, sender=sender), known, house, situation)
    assert languages == decision.acknowledgement.languages


def test_the_decision_names_its_rules(understood: Make, book: RuleBook, house: House, situation: Situation) -> None:
    """The fingerprint of the rule book and a trace of every rule that was tried are kept."""
    decision = decide(understood(("kultur", 0.9)), book, house, situation)
    assert book.fingerprint == decision.rules_fingerprint
    assert ["sport", "keller", "ferien", "hinweis", "streng", "amtlich", "kultur"] == [step.rule for step in decision.trace]
    assert [False] * 6 + [True] == [step.matched for step in decision.trace]


def test_rules_see_address_tags_and_the_organisation(
    understood: Make, book: RuleBook, house: House, situation: Situation
) -> None:
    """The part after + in a recipient's address, who writes, and what our server proved."""
    mail = understood(("sport", 0.9), to="Integration+Sommerfest@stadt.example", sender="vorstand@nuur.example")
    facts = facts_of(mail, book, house, situation)
    assert (("sommerfest",), "nuur", None) == (facts.tags, facts.organisation, facts.authenticated)


def test_a_policy_without_limits_in_the_file_still_has_some() -> None:
    """Forgetting the file must not mean unlimited answers."""
    assert (1, 3, 30, 100) == (
        ReplyPolicy().ack_same_subject_day,
        ReplyPolicy().ack_per_address_day,
        ReplyPolicy().ack_per_domain_hour,
        ReplyPolicy().ack_total_ten_minutes,
    )
