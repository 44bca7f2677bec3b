"""The rules that need the store (A15–A17, A19), each by itself, and the limits as they are counted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from postlotse.core.confirm import objections
from postlotse.core.rules.types import ReplyPolicy
from postlotse.core.situation import AckCounts, Situation
from postlotse.core.topics.types import Guess
from postlotse.core.understand import understand
from postlotse.flow.process import BREAKER, Tools, process_all
from postlotse.flow.receive import receive
from postlotse.store import health
from postlotse.store.models import CaseRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, detect, letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)

ALONE = [
    pytest.param("", {}, {}, {}, id="none"),
    pytest.param("A15", {"in_case": True}, {}, {}, id="A15-in-case"),
    pytest.param("A16", {"again": True}, {}, {}, id="A16-copy"),
    pytest.param("A16", {"late": 49}, {}, {}, id="A16-old"),
    pytest.param("A17", {"counts": AckCounts(same_subject_day=1)}, {}, {}, id="A17-subject"),
    pytest.param("A17", {"counts": AckCounts(address_day=3)}, {}, {}, id="A17-address"),
    pytest.param("A17", {"counts": AckCounts(domain_hour=30)}, {}, {}, id="A17-domain"),
    pytest.param("A17", {"counts": AckCounts(ten_minutes=100)}, {}, {}, id="A17-breaker"),
    pytest.param("A19", {}, {"no_ack_addresses": ("alice@verein.example",)}, {}, id="A19-address"),
    pytest.param("A19", {}, {"no_ack_domains": ("verein.example",)}, {}, id="A19-domain"),
    pytest.param("A19", {}, {}, {"acknowledge": False}, id="A19-off"),
]


@pytest.mark.parametrize(("code", "situation", "replies", "house"), ALONE)
def test_each_rule_forbids_by_itself(
    tools: Tools, clock: FixedClock, code: str, situation: dict[str, Any], replies: dict[str, Any], house: dict[str, Any]
) -> None:
    """The fixture hits this rule and no other; without it nothing forbids."""
    mail = tools.reader.read(letter())
    understood = understand(mail, guess=Guess(kinds=(("concern", 0.99),)), detect=detect, today=clock().date())
    book = replace(tools.book(), replies=ReplyPolicy(**replies))
    told = dict(situation)
    received = clock() - timedelta(hours=told.pop("late", 0))
    seen = Situation(now=clock(), received_at=received, **told)
    found = [reason.code for reason in objections(understood, book, replace(tools.house, **house), seen)]
    assert found == ([code] if code else [])


def acknowledged() -> int:
    return OutboxRow.objects.filter(kind="acknowledgement").count()


def senders(pattern: str, count: int) -> list[bytes]:
    """Return letters that differ in everything that a robot changes."""
    return [
        letter(
            f"Frage {n} {'x' * n}", subject=f"Frage {'y' * n}", sender=pattern.format(n=n), message_id=f"<{n}@verein.example>"
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("pattern", "policy", "expected"),
    [
        pytest.param("alice@verein.example", {}, 3, id="one address"),
        pytest.param("ticket+{n}@verein.example", {}, 3, id="plus-parts that change"),
        pytest.param("Ticket+{n}@Verein.Example", {}, 3, id="case that changes nothing"),
        pytest.param("robot{n}@verein.example", {"ack_per_domain_hour": 4}, 4, id="one domain"),
        pytest.param("robot@verein{n}.example", {"ack_total_ten_minutes": 5}, 5, id="the whole world"),
        pytest.param("ticket_{n}@verein.example", {"ack_per_domain_hour": 6}, 6, id="no plus, no wildcard"),
    ],
)
def test_a_flood_is_acknowledged_up_to_its_limit(tools: Tools, pattern: str, policy: dict[str, Any], expected: int) -> None:
    """Every mail opens its case; how many are confirmed the limit says."""
    book = replace(tools.book(), replies=ReplyPolicy(**policy))
    take_in(replace(tools, book=lambda: book), *senders(pattern, 8))
    assert (8, expected) == (CaseRow.objects.count(), acknowledged())


@pytest.mark.parametrize(
    ("policy", "span"),
    [
        ({"ack_per_address_day": 1}, {"hours": 24}),
        ({"ack_per_domain_hour": 1}, {"hours": 1}),
        ({"ack_total_ten_minutes": 1}, {"minutes": 10}),
    ],
    ids=["address", "domain", "all"],
)
def test_a_limit_ends_with_its_time(tools: Tools, clock: FixedClock, policy: dict[str, Any], span: dict[str, float]) -> None:
    """A second before its end it holds, at its end it does not."""
    book = replace(tools.book(), replies=ReplyPolicy(**policy))
    limited = replace(tools, book=lambda: book)
    mails = senders("alice@verein.example", 3)
    source = FakeSource()
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    counts = []
    steps: list[dict[str, float]] = [{}, span, {"seconds": 1}]
    for raw, before in zip(mails, steps, strict=True):
        clock.forward(**before)
        clock.forward(seconds=-1 if before == span else 0)
        source.add(raw, at=clock())
        receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
        process_all(limited)
        counts.append(acknowledged())
    assert [1, 1, 2] == counts


def test_the_same_subject_is_confirmed_once_a_day_however_it_is_written(tools: Tools, clock: FixedClock) -> None:
    """Prefixes, case and white space make no new subject."""
    subjects = ["Turnhalle", "AW: TURNHALLE", "Re:  turnhalle "]
    take_in(tools, *[letter(f"Text {n}", subject=s, message_id=f"<{n}@x.example>") for n, s in enumerate(subjects)])
    assert (3, 1) == (CaseRow.objects.count(), acknowledged())


def test_the_breaker_calls_for_people_and_says_when_it_is_over(tools: Tools, clock: FixedClock) -> None:
    """Too many in ten minutes: nothing more is confirmed, and the part fails until a confirmation leaves again."""
    book = replace(tools.book(), replies=ReplyPolicy(ack_total_ten_minutes=2))
    limited = replace(tools, book=lambda: book)
    first, second, third, fourth = senders("robot@verein{n}.example", 4)
    source = take_in(limited, first, second, third)
    part = next(part for part in health.all_parts() if part.name == BREAKER)
    assert (2, clock(), 1) == (acknowledged(), part.failing_since, part.failures)
    clock.forward(minutes=11)
    source.add(fourth, at=clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    process_all(limited)
    assert 3 == acknowledged()
    assert next(part for part in health.all_parts() if part.name == BREAKER).failing_since is None
