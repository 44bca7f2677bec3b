"""Loops with a real store: a robot that ignores every header, another intake, and people who answer by hand."""

from collections.abc import Callable

import pytest

from postlotse.core.mail.parse import parse
from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.store.models import CaseRow, MessageRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, letter

pytestmark = pytest.mark.django_db(transaction=True)

#: Rounds after which a conversation that has not ended is a loop.
ROUNDS = 40
OFFICE = "sportamt@stadt.example"
Answer = Callable[[bytes, int], bytes | None]


def converse(tools: Tools, clock: FixedClock, first: bytes, answers: dict[str, Answer]) -> int:
    """Let everybody in `answers` answer each mail of ours to them, a minute later; return how often they did."""
    source = FakeSource()
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    source.add(first, at=clock())
    told = 0
    seen = 0
    while True:
        receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
        process_all(tools)
        fresh = list(OutboxRow.objects.filter(pk__gt=seen).order_by("pk"))
        if not fresh or told >= ROUNDS:
            return told
        seen = fresh[-1].pk
        for row in fresh:
            answer = answers.get(row.recipient.lower())
            if answer and (raw := answer(bytes(row.content), told)):
                told += 1
                clock.forward(minutes=1)
                source.add(raw, at=clock())


def rude(sender: str) -> Answer:
    """A robot that drops every header and changes subject and text each time."""

    def answer(ours: bytes, number: int) -> bytes:
        return letter(
            f"Wir haben Ihr Schreiben zur Turnhalle erhalten. {'x' * number}",
            subject=f"Turnhalle {'y' * number}",
            sender=sender,
            message_id=f"<{number}@robot.example>",
        )

    return answer


def polite(sender: str, *, headers: bool, numbered: bool) -> Answer:
    """A person who answers by hand; a gateway may drop the thread or the number on the way."""

    def answer(ours: bytes, number: int) -> bytes:
        mail = parse(ours)
        return letter(
            f"Danke, und noch etwas: {'x' * number}",
            subject=f"AW: {mail.subject}" if numbered else f"Antwort {'y' * number}",
            sender=sender,
            message_id=f"<{number}@person.example>",
            headers=[("In-Reply-To", mail.message_id), ("References", mail.message_id)] if headers else [],
        )

    return answer


FIRST = letter("Wir suchen eine Turnhalle für unser Training.", subject="Turnhalle")
ALICE = "alice@verein.example"


@pytest.mark.parametrize(
    ("robot", "most"),
    [("alice@verein.example", 3), (OFFICE, 4), ("tickets@amt.example", 4)],
    ids=["the sender is the robot", "the office is the robot", "the office's robot has another address"],
)
def test_a_rude_robot_is_stopped_by_the_limits(tools: Tools, clock: FixedClock, robot: str, most: int) -> None:
    """No header, another subject each time: only the counts can stop it, and they do."""
    rounds = converse(tools, clock, FIRST, {ALICE: rude(robot), OFFICE: rude(robot), robot: rude(robot)})
    assert 0 < rounds < ROUNDS
    assert OutboxRow.objects.filter(kind="acknowledgement", recipient=robot).count() <= most
    assert OutboxRow.objects.count() <= 2 * most + 4


@pytest.mark.parametrize(
    ("headers", "numbered", "acknowledgements", "cases"),
    [(True, True, 1, 1), (True, False, 1, 1), (False, True, 1, 1), (False, False, 3, 4)],
    ids=["as a mail program does", "thread only", "number only", "neither"],
)
def test_people_who_answer_by_hand_are_not_confirmed_again(
    tools: Tools, clock: FixedClock, headers: bool, numbered: bool, acknowledgements: int, cases: int
) -> None:
    """An answer joins its case and is silent; without any clue the limit per address ends it."""
    rounds = converse(tools, clock, FIRST, {ALICE: polite(ALICE, headers=headers, numbered=numbered)})
    acks = OutboxRow.objects.filter(kind="acknowledgement", recipient=ALICE).count()
    assert (acknowledgements, cases) == (acks, CaseRow.objects.count())
    assert rounds < ROUNDS


@pytest.mark.parametrize("headers", [True, False], ids=["with its headers", "written anew by a gateway"])
def test_our_own_mail_that_comes_back_is_answered_by_nobody(tools: Tools, clock: FixedClock, headers: bool) -> None:
    """An office whose mailbox sends everything back to us: the forward comes home and stays."""

    def back(ours: bytes, number: int) -> bytes:
        mail = parse(ours)
        if headers:
            return ours
        return letter(mail.full_text, subject=mail.subject, sender=OFFICE, message_id=f"<{number}@gateway.example>")

    rounds = converse(tools, clock, FIRST, {OFFICE: back})
    assert 1 == rounds
    assert {"new_case", "joined_case"} >= set(MessageRow.objects.values_list("outcome", flat=True))
    assert {"acknowledgement": 1, "forward": 1} == {
        kind: OutboxRow.objects.filter(kind=kind).count() for kind in ("acknowledgement", "forward")
    }
