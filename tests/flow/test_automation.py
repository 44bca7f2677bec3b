"""Automatic routing is earned: staff's decisions on a topic let it go by itself, their corrections end that."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from postlotse.core.earned import Terms, Trust
from postlotse.core.names import ConcernState, Referral, Verdict
from postlotse.core.ports import Arrival, Origin
from postlotse.flow import automation, review
from postlotse.flow.process import Tools, process_all
from postlotse.store import health, intake
from postlotse.store.models import AuditRow, ConcernRow, OutboxRow
from postlotse.testing import FixedClock, letter

pytestmark = pytest.mark.django_db(transaction=True)

#: Few decisions, so that the tests stay quick; the figures of the default are tested in tests/core.
TERMS = Terms(least=10, precision=0.79)
numbers: Iterator[int] = count(1)


@pytest.fixture
def house(tools: Tools) -> Tools:
    """A house that has granted nothing."""
    return replace(tools, house=replace(tools.house, auto=TERMS))


def arrives(tools: Tools) -> ConcernRow:
    """Let a mail on the gymnasium arrive from somebody new; return its concern."""
    n, before = next(numbers), ConcernRow.objects.count()
    mail = letter(
        "Wir suchen eine Halle für unser Training.",
        subject=f"Turnhalle {n}",
        message_id=f"<{n}@v.example>",
        sender=f"a{n}@v{n}.example",
    )
    arrival = Arrival(
        origin=Origin(account="integration", folder="INBOX", uidvalidity=1, uid=str(n)),
        raw=mail,
        received_at=tools.clock(),
        size=len(mail),
    )
    intake.add_raw(arrival, digest=hashlib.sha256(mail).hexdigest(), now=tools.clock(), baseline=False)
    process_all(tools)
    assert before + 1 == ConcernRow.objects.count()
    return ConcernRow.objects.latest("pk")


def says(tools: Tools, concern: ConcernRow, *, right: bool = True, changes: dict[str, object] | None = None) -> None:
    """Let a person confirm a suggestion, or send it elsewhere."""
    values: dict[str, object] = {
        "verdict": Verdict.CONFIRM if right else Verdict.CHANGE,
        "topic": concern.topic if right else "kultur",
        "office": concern.office if right else "kulturamt",
        "referral": Referral.HAND_OVER,
    }
    review.decide(tools, concern.pk, review.Choice(**(values | (changes or {}))), version=concern.version, by="anna")  # type: ignore[arg-type]


def trust(tools: Tools) -> Trust:
    """Return where the gymnasium stands."""
    return next(line.standing.trust for line in automation.table(tools.house, tools.book()) if line.topic == "sport")


def entries() -> list[tuple[str, str]]:
    """Return what the audit log says of changes."""
    rows = AuditRow.objects.filter(action="automation").order_by("pk").values_list("detail", flat=True)
    return [(d["before"], d["state"]) for d in rows]


def test_on_probation_a_suggestion_waits_for_one_click_and_says_why(house: Tools) -> None:
    """Nothing goes by itself; the reason names how many decisions there are; confirming it as it stands sends it."""
    concern = arrives(house)
    assert ("shadow", "review") == (concern.route, concern.state)
    assert "Probebetrieb nach 0 von 10" in concern.reasons[-1]["sentence"]
    assert not OutboxRow.objects.filter(kind="forward").exists()
    says(house, concern)
    assert "release" == OutboxRow.objects.get(kind="forward").basis


def test_the_last_confirmed_decision_earns_and_corrections_lose_until_earned_anew(house: Tools, clock: FixedClock) -> None:
    """Nine are too few, ten are enough, eight corrections end it with an alarm, ten more bring it back."""
    for _ in range(9):
        says(house, arrives(house))
    tenth = arrives(house)
    assert ("shadow", "review") == (tenth.route, tenth.state)
    says(house, tenth)
    automatic = arrives(house)
    assert ("auto", "queued") == (automatic.route, automatic.state)
    assert "hat sich bewährt" in automatic.reasons[-1]["sentence"]
    assert [("shadow", "earned")] == entries()
    wrong = [automatic]
    while trust(house) is Trust.EARNED:
        assert "auto" == wrong[-1].route
        clock.forward(minutes=1)
        says(house, wrong[-1], right=False)
        wrong.append(arrives(house))
    assert 9 == len(wrong), "eight corrections in a row, and the one that came then"
    assert ("shadow", "review") == (wrong[-1].route, wrong[-1].state)
    assert "zu oft korrigiert" in wrong[-1].reasons[-1]["sentence"]
    part = health.part("automation")
    assert part is not None
    assert part.failing_since == clock()
    assert "nicht mehr von selbst" in automation.alarm()
    says(house, wrong[-1])
    for _ in range(8):
        says(house, arrives(house))
    assert trust(house) is Trust.LOST
    says(house, arrives(house))
    assert "auto" == arrives(house).route
    assert [("shadow", "earned"), ("earned", "lost"), ("lost", "earned")] == entries()
    assert "" == automation.alarm()


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({}, [True]),
        ({"verdict": Verdict.CHANGE, "office": "kulturamt"}, [False]),
        ({"verdict": Verdict.CHANGE, "topic": "kultur"}, [False]),
        ({"verdict": Verdict.CHANGE, "referral": Referral.INVOLVE}, [True]),
        ({"verdict": Verdict.OWN, "referral": Referral.OWN}, [False]),
        ({"verdict": Verdict.REFER, "referral": Referral.REFER}, [False]),
        ({"verdict": Verdict.SPAM}, [False]),
        ({"verdict": Verdict.DISMISS}, []),
    ],
    ids=["confirmed", "other office", "other topic", "asked for help", "kept", "referred", "spam", "put aside"],
)
def test_a_word_counts_as_right_only_when_it_had_gone_so_by_itself(
    house: Tools, changes: dict[str, object], right: list[bool]
) -> None:
    """Topic, office and passing on must all stand; what is put aside says nothing."""
    says(house, arrives(house), changes=changes)
    (line,) = [line for line in automation.table(house.house, house.book()) if line.topic == "sport"]
    assert (len(right), sum(right)) == (line.standing.counted, line.standing.right)


def test_silence_and_what_was_taken_back_count_as_nothing(house: Tools) -> None:
    """Nobody's word on an automatic forward is no consent, and a verdict that was undone is none."""
    granted = replace(house, house=replace(house.house, auto=replace(TERMS, granted=frozenset({"sport"}))))
    assert ConcernState.QUEUED == arrives(granted).state
    concern = arrives(house)
    says(house, concern)
    concern.refresh_from_db()
    review.undo(house, concern.pk, version=concern.version, by="anna")
    assert all(0 == line.standing.counted for line in automation.table(house.house, house.book()))


def test_what_the_house_grants_goes_at_once_and_can_be_lost(house: Tools) -> None:
    """The setting stands for the proof, not for the corrections."""
    granted = replace(house, house=replace(house.house, auto=replace(TERMS, granted=frozenset({"sport"}))))
    routes = []
    for _ in range(8):
        concern = arrives(granted)
        routes.append(concern.route)
        says(granted, concern, right=False)
    assert "auto" == routes[0]
    assert "shadow" == arrives(granted).route
    assert [("granted", "lost")] == entries()


def test_the_alarm_ends_when_no_rule_lets_the_topic_go(house: Tools, clock: FixedClock) -> None:
    """Whoever takes the rule back has seen the alarm; the topic stays in the table as lost."""
    granted = replace(house, house=replace(house.house, auto=replace(TERMS, granted=frozenset({"sport"}))))
    for _ in range(8):
        says(granted, arrives(granted), right=False)
    assert automation.alarm()
    quiet = replace(house.book(), rules=())
    automation.watch(granted.house, quiet, clock())
    assert not automation.alarm()
    assert ["sport"] == [line.topic for line in automation.table(granted.house, quiet)]
