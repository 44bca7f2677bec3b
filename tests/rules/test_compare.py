"""Two decisions side by side: what is different, and the sentence for it."""

from dataclasses import replace
from datetime import date

import pytest

from postlotse.core.confirm import Acknowledgement
from postlotse.core.decide import ConcernDecision, Decision
from postlotse.core.names import Kind, Priority, Referral, Route, Tier
from postlotse.core.reasons import Reason
from postlotse.core.replay import sentences
from postlotse.core.replay.compare import compare
from postlotse.core.replay.tally import Said, right_of
from postlotse.core.replay.types import ChangeKind, Side

OFFICES = {"kulturamt": "Kulturamt", "sportamt": "Sportamt", "beirat": "Beirat"}
TOPICS = {"kultur": "Kultur", "sport": "Sport"}
ACK = Acknowledgement(send=True, reason=Reason(code="first_mail", sentence="Erste Mail."), languages=("tr", "de"))


def concern(**changes: object) -> ConcernDecision:
    """Return a plain concern, with changes."""
    usual: dict[str, object] = {
        "topic": "sport",
        "probability": 0.9,
        "office": "kulturamt",
        "involve": (),
        "tier": Tier.A,
        "referral": Referral.HAND_OVER,
        "route": Route.REVIEW,
        "rule": "kultur",
        "priority": Priority.NORMAL,
        "due_days": None,
        "reasons": (),
        "alternatives": (),
        "trace": (),
    }
    return ConcernDecision(**(usual | changes))  # type: ignore[arg-type]


def decision(*concerns: ConcernDecision, acknowledgement: Acknowledgement = ACK) -> Decision:
    return Decision(kind=Kind.CONCERN, concerns=concerns, acknowledgement=acknowledgement, rules_fingerprint="f")


CHANGES = [
    (
        {"office": "sportamt", "rule": "sport-hallenzeiten"},
        ChangeKind.OFFICE,
        "Von „Kulturamt“ zu „Sportamt“ (Regel „sport-hallenzeiten“ statt „kultur“).",
    ),
    (
        {"office": "sportamt", "route": Route.AUTO},
        ChangeKind.OFFICE,
        "Von „Kulturamt“ zu „Sportamt“; von selbst statt nach Prüfung durch einen Menschen (Regel „kultur“).",
    ),
    (
        {"office": "", "rule": "", "referral": Referral.OWN},
        ChangeKind.UNROUTED,
        "Von „Kulturamt“ zu niemandem, ein Mensch wählt die Stelle (keine Regel statt „kultur“).",
    ),
    (
        {"tier": Tier.A_SENSITIVE, "referral": Referral.REFER},
        ChangeKind.CONSENT,
        "„Kulturamt“; nur noch mit Einwilligung (Regel „kultur“).",
    ),
    (
        {"route": Route.SHADOW},
        ChangeKind.ROUTE,
        "„Kulturamt“; im Probebetrieb statt nach Prüfung durch einen Menschen (Regel „kultur“).",
    ),
    ({"referral": Referral.INVOLVE}, ChangeKind.REFERRAL, "„Kulturamt“; Beteiligung statt Abgabe (Regel „kultur“)."),
    (
        {"tier": Tier.A_SENSITIVE},
        ChangeKind.TIER,
        "„Kulturamt“; gilt als „Stadt, erst fragen“ statt „Stelle der Stadt“ (Regel „kultur“).",
    ),
    ({"involve": ("beirat",)}, ChangeKind.INVOLVE, "„Kulturamt“; beteiligt auch „Beirat“ (Regel „kultur“)."),
    ({"priority": Priority.URGENT}, ChangeKind.PRIORITY, "„Kulturamt“; dringend statt normal (Regel „kultur“)."),
    ({"due_days": 1}, ChangeKind.DUE, "„Kulturamt“; fällig in 1 Arbeitstag statt ohne Frist (Regel „kultur“)."),
    ({"due_on": date(2026, 3, 9)}, ChangeKind.DUE, "„Kulturamt“; fällig an einem anderen Tag (Regel „kultur“)."),
    ({"ask_consent": True}, ChangeKind.CONSENT, "„Kulturamt“; nur noch mit Einwilligung (Regel „kultur“)."),
    (
        {"templates": ("refer-sport",)},
        ChangeKind.TEMPLATE,
        "„Kulturamt“; Vorlage „refer-sport“ statt wie üblich (Regel „kultur“).",
    ),
    ({"tags": ("ferien",)}, ChangeKind.TAGS, "„Kulturamt“; nun gekennzeichnet als „ferien“ (Regel „kultur“)."),
    ({"rule": "anders"}, ChangeKind.RULE, "„Kulturamt“ (Regel „anders“ statt „kultur“)."),
]


@pytest.mark.parametrize(
    ("changes", "kind", "sentence"), CHANGES, ids=[str(kind) + str(n) for n, (_, kind, _) in enumerate(CHANGES)]
)
def test_each_difference_has_its_kind_and_its_sentence(changes: dict[str, object], kind: ChangeKind, sentence: str) -> None:
    """The weightiest names the change; the sentence tells the others too."""
    change = compare(decision(concern()), decision(concern(**changes)))
    assert change
    (one,) = change.concerns
    assert (kind, sentence) == (one.kind, sentences.of_concern(one, OFFICES, TOPICS))
    assert change.elsewhere is (kind in (ChangeKind.OFFICE, ChangeKind.UNROUTED))


def test_nothing_is_no_change() -> None:
    """Neither other reasons nor another trace nor another probability."""
    other = concern(reasons=(Reason(code="x", sentence="Anders gesagt."),), probability=0.5)
    assert compare(decision(concern()), decision(other)) is None
    assert compare(decision(), decision()) is None


def test_an_office_for_what_had_none() -> None:
    """The other way round of losing it."""
    change = compare(decision(concern(office="", rule="")), decision(concern()))
    assert change
    assert ChangeKind.ROUTED is change.concerns[0].kind
    told = sentences.of_concern(change.concerns[0], OFFICES, TOPICS)
    assert "Bisher ohne Stelle, nun zu „Kulturamt“ (Regel „kultur“)." == told


def test_concerns_that_shared_a_mail_are_told_apart_by_topic() -> None:
    """Sport and culture went to one office as one mail; now only sport goes elsewhere."""
    joined = concern(topic="kultur", reasons=(Reason(code="also:sport", sentence="Auch dafür zuständig."),))
    apart = decision(concern(topic="kultur"), concern(topic="sport", office="sportamt"))
    change = compare(decision(joined), apart)
    assert change
    assert [("sport", ChangeKind.OFFICE)] == [(one.topic, one.kind) for one in change.concerns]


def test_merged_topics_are_one() -> None:
    """The topic's new name alone is no change."""
    old, new = decision(concern(topic="theater")), decision(concern(topic="kultur"))
    assert compare(old, new, merged={"theater": "kultur"}) is None
    change = compare(old, new)
    assert change
    assert ChangeKind.TOPIC is change.concerns[0].kind


def test_more_or_fewer_concerns_are_told() -> None:
    """What has no partner on the other side is new, or gone."""
    one, two = decision(concern()), decision(concern(), concern(topic="kultur", office="sportamt", rule=""))
    more, less = compare(one, two), compare(two, one)
    assert more
    assert less
    told = [sentences.of_concern(change.concerns[0], OFFICES, TOPICS) for change in (more, less)]
    assert ["Neues Anliegen zu „Kultur“, nun an „Sportamt“.", "Kein Anliegen mehr zu „Kultur“, bisher an „Sportamt“."] == told


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (replace(ACK, languages=("de", "en")), "Eingangsbestätigung auf Deutsch und Englisch statt auf Türkisch und Deutsch."),
        (replace(ACK, template="kurz"), "Eingangsbestätigung mit der Vorlage „kurz“ statt „acknowledgement“."),
        (
            Acknowledgement(send=False, reason=Reason(code="A19", sentence="Diese Adresse soll keine bekommen.")),
            "Bekommt keine Eingangsbestätigung mehr: Diese Adresse soll keine bekommen.",
        ),
    ],
    ids=["languages", "template", "none"],
)
def test_another_acknowledgement_is_a_change_of_its_own(after: Acknowledgement, sentence: str) -> None:
    """Concerns are the same."""
    change = compare(decision(concern()), decision(concern(), acknowledgement=after))
    assert change
    assert change.acknowledgement
    assert ((), False, sentence) == (change.concerns, change.elsewhere, sentences.of_acknowledgement(change.acknowledgement))


def test_another_reason_for_no_acknowledgement_is_no_change() -> None:
    """What nobody gets cannot differ."""
    none = [Acknowledgement(send=False, reason=Reason(code=code, sentence=code), languages=(code,)) for code in ("A1", "A19")]
    assert compare(decision(acknowledgement=none[0]), decision(acknowledgement=none[1])) is None


@pytest.mark.parametrize(
    ("changes", "said", "right"),
    [
        ({}, ("kulturamt", Referral.HAND_OVER), True),
        ({}, ("kulturamt", Referral.INVOLVE), True),
        ({}, ("sportamt", Referral.HAND_OVER), False),
        ({}, ("kulturamt", Referral.REFER), False),
        ({"referral": Referral.REFER}, ("kulturamt", Referral.HAND_OVER), False),
        ({"referral": Referral.REFER, "tier": Tier.C}, ("kulturamt", Referral.HAND_OVER), True),
        ({"ask_consent": True}, ("kulturamt", Referral.REFER), True),
        ({"referral": Referral.OWN, "office": ""}, ("kulturamt", Referral.OWN), True),
        ({}, ("kulturamt", Referral.OWN), False),
        ({"referral": Referral.BUNDLE}, ("", Referral.OWN), True),
    ],
    ids=[
        "same",
        "involved",
        "elsewhere",
        "only named",
        "names what was handed over",
        "with consent",
        "asked first",
        "kept",
        "not kept",
        "bundled",
    ],
)
def test_a_suggestion_is_right_when_staff_did_the_same(
    changes: dict[str, object], said: tuple[str, Referral], right: bool
) -> None:
    """The same office in the same way; where consent is needed, naming the contact is the careful form of handing over."""
    usual: dict[str, object] = {"topic": "sport", "office": "kulturamt", "tier": Tier.A, "referral": Referral.HAND_OVER}
    side = Side(**(usual | {"route": Route.REVIEW, "rule": "kultur"} | changes))  # type: ignore[arg-type]
    assert right is right_of(side, Said(suggested="sport", topic="sport", office=said[0], referral=said[1]))
