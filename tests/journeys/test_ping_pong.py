"""Loops: two intakes that write to each other, and robots that say nothing about themselves, must fall silent by themselves."""

import dataclasses
import itertools
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from postlotse.core.compose.templates import Templates
from postlotse.core.decide import ConcernDecision, decide
from postlotse.core.directory.types import Office
from postlotse.core.earned import ALL, Terms
from postlotse.core.house import House
from postlotse.core.mail import threads
from postlotse.core.mail.parse import parse
from postlotse.core.mail.types import Mail
from postlotse.core.names import Basis, OfficeKind, Route, Tier
from postlotse.core.plan import CaseView, Draft, acknowledgement_draft, forward_draft
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import AckCounts, Situation
from postlotse.core.understand import Understanding, understand
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.testing import FakeModel, detect, letter

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MODEL = FakeModel({"halle": ("sport", 0.99)})
#: Where a chain of mails that does not end is given up as a loop.
ENDLESS = 60
Deform = Callable[[bytes, str, str, int], bytes]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(shipped_rules())


class Intake:
    """One instance without a database: what it sent and which cases it knows is kept in memory, as the store would."""

    def __init__(self, address: str, partner: str, library: Library) -> None:
        domain = address.rpartition("@")[2]
        self.house = House(
            name=f"Anlaufstelle {domain}",
            city="Stadt",
            address=address,
            plus_addressing=True,
            secret=domain.encode() * 8,
            auto=Terms(granted=frozenset({ALL})),
        )
        shipped = library.book()
        office = Office(id="sportamt", name="Sportamt", kind=OfficeKind.INT, address=partner, contact="Rathaus")
        self.book: RuleBook = dataclasses.replace(shipped, offices={**shipped.offices, "sportamt": office})
        self.templates: Templates = library.templates()
        self.sent: list[Draft] = []
        self._tokens = (f"{n:026d}".translate(str.maketrans("0189", "abcd")) for n in itertools.count(2))
        self._cases: set[str] = set()

    def _known(self, mail: Mail) -> bool:
        clues = threads.clues(mail, address=self.house.address)
        ours = {draft.message_id for draft in self.sent}
        return bool(self._cases & set(clues.tokens) or ours & {*clues.answers, mail.message_id})

    def take(self, raw: bytes) -> list[Draft]:
        """Return what this intake sends by itself for one mail."""
        mail = parse(raw)
        guess = MODEL.guess([(mail.subject, mail.text)], [None])[0]
        known = self._known(mail)
        understood = understand(mail, guess=guess, detect=detect, today=NOW.date(), answers_case=known)
        acks = [draft for draft in self.sent if draft.key.startswith("ack:") and draft.recipient.lower() == mail.author.key]
        situation = Situation(now=NOW, received_at=NOW, in_case=known, counts=AckCounts(address_day=len(acks)))
        decision = decide(understood, self.book, self.house, situation)
        case = CaseView(number=f"MO-2026-{len(self._cases) + 1:04d}", token=next(self._tokens), received_at=NOW)
        made: list[Draft] = []
        if decision.concerns:
            self._cases.add(case.token)
        if decision.acknowledgement.send:
            made.append(
                acknowledgement_draft(
                    understood,
                    case,
                    languages=("de",),
                    urgent=False,
                    book=self.book,
                    house=self.house,
                    templates=self.templates,
                    now=NOW,
                    token=next(self._tokens),
                )
            )
        made.extend(self._forward(understood, raw, case, c) for c in decision.concerns if c.route is Route.AUTO)
        self.sent.extend(made)
        return made

    def _forward(self, understood: Understanding, raw: bytes, case: CaseView, concern: ConcernDecision) -> Draft:
        return forward_draft(
            understood,
            raw,
            case,
            concern=len(self._cases),
            topic=concern.topic,
            other_topics=(),
            office=self.book.offices[concern.office],
            basis=Basis.RULE,
            tier=Tier.A,
            referral=concern.referral,
            reasons=(),
            book=self.book,
            house=self.house,
            templates=self.templates,
            now=NOW,
            token=next(self._tokens),
        )


def as_it_is(raw: bytes, sender: str, recipient: str, number: int) -> bytes:
    """A relay that changes nothing."""
    return raw


def new_id(raw: bytes, sender: str, recipient: str, number: int) -> bytes:
    """A relay that replaces the Message-ID, as some do."""
    lines = raw.split(b"\r\n")
    return b"\r\n".join(
        f"Message-ID: <{number}@relay.example>".encode() if line.startswith(b"Message-ID:") else line for line in lines
    )


def stripped(raw: bytes, sender: str, recipient: str, number: int) -> bytes:
    """A gateway that writes the mail anew with nothing but sender, recipient, subject and text."""
    mail = parse(raw)
    return letter(mail.full_text, subject=mail.subject, sender=sender, to=recipient, message_id=f"<{number}@gateway.example>")


@pytest.mark.parametrize("deform", [as_it_is, new_id, stripped])
@pytest.mark.parametrize("first", ["citizen", "partner"])
def test_two_intakes_fall_silent_after_at_most_one_mail_each(library: Library, deform: Deform, first: str) -> None:
    """Each is an office of the other, each forwards by itself; whatever the relay between them does to the mails."""
    a, b = (
        Intake("integration@stadt.example", "post@nachbar.example", library),
        Intake("post@nachbar.example", "integration@stadt.example", library),
    )
    intakes = {a.house.address: a, b.house.address: b}
    sender = "alice@verein.example" if first == "citizen" else b.house.address
    under_way = [(a.house.address, letter("Wir suchen eine Halle.", subject="Turnhalle", sender=sender))]
    between: list[tuple[str, str]] = []
    while under_way:
        to, raw = under_way.pop(0)
        for draft in intakes[to].take(raw):
            partner = draft.recipient.partition("+")[0].lower()
            if partner in intakes:
                between.append((to, partner))
                assert len(between) < ENDLESS
                under_way.append((partner, deform(draft.content, to, partner, len(between))))
    ours, theirs = (a.house.address, b.house.address), (b.house.address, a.house.address)
    assert (int(first == "citizen"), 0) == (between.count(ours), between.count(theirs))


@pytest.mark.parametrize("whose", ["stranger", "the office's address", "another address of the office"])
def test_a_rude_robot_is_stopped(library: Library, whose: str) -> None:
    """It answers everything, strips every header, and changes its subject and text each time (A17)."""
    a = Intake("integration@stadt.example", "sportamt@stadt.example", library)
    robot = {"stranger": "robot@verein.example", "the office's address": "sportamt@stadt.example"}.get(
        whose, "ticket@fremd.example"
    )
    answered = {"robot@verein.example", "sportamt@stadt.example", "ticket@fremd.example"}
    under_way = [letter("Wir suchen eine Halle.", subject="Turnhalle", sender="robot@verein.example")]
    for number in itertools.count(1):
        if not under_way:
            break
        assert number < ENDLESS, [draft.key for draft in a.sent]
        for draft in a.take(under_way.pop(0)):
            if draft.recipient in answered:
                under_way.append(
                    letter(
                        f"Ihre Anfrage {number} zur Sporthalle wird bearbeitet. {'x' * number}",
                        subject=f"Turnhalle Ticket {number * 7919}",
                        sender=robot,
                        message_id=f"<{number}-{len(under_way)}@robot.example>",
                    )
                )
    acks = [draft for draft in a.sent if draft.key.startswith("ack:")]
    assert len(acks) <= 4
    assert len(a.sent) - len(acks) <= 5


def test_the_store_counts_for_the_limits_too(library: Library) -> None:
    """Without the counts the robot above would never be stopped: so it is the limit that stops it."""
    a = Intake("integration@stadt.example", "sportamt@stadt.example", library)
    for number in range(6):
        a.sent = [] if number < 3 else a.sent
        a.take(
            letter(
                f"Halle {number}",
                subject=f"Turnhalle {number}",
                sender="robot@verein.example",
                message_id=f"<{number}@x.example>",
            )
        )
    assert 3 == sum(draft.key.startswith("ack:") for draft in a.sent)
