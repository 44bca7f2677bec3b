"""Whose case a forwarded mail is: a person says it, and from then on answers go to who wrote it."""

import pytest

from postlotse.core.errors import NotFound, RefusedByGate
from postlotse.core.names import Referral, Verdict
from postlotse.flow.process import Tools
from postlotse.flow.review import Choice, preview
from postlotse.flow.sender import choose
from postlotse.store import audit
from postlotse.store.models import AuditRow, CaseRow, ConcernRow, MessageRow, OutboxRow
from postlotse.testing import letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)

FORWARD = (
    "-----Ursprüngliche Nachricht-----\nVon: Bahar Kaya <Bahar@kultur.example>\nGesendet: Montag, 2. März 2026 10:00\n"
    "An: info@verein.example\nBetreff: Halle\n\nWir suchen eine Halle für unser Training.\n"
)


def forwarded(tools: Tools, text: str = FORWARD) -> int:
    """Let Alice pass on what Bahar wrote; return the message's id."""
    take_in(tools, letter(text, subject="WG: Halle"))
    return MessageRow.objects.get().pk


def refers_to(tools: Tools) -> str:
    """Return to whom a refer mail for the concern would go."""
    concern = ConcernRow.objects.get()
    choice = Choice(verdict=Verdict.CHANGE, topic="sport", office="sportamt", referral=Referral.REFER)
    draft = preview(tools, concern.pk, choice)
    assert draft is not None
    return draft.recipient


def test_nothing_goes_to_the_writer_until_a_person_says_so(tools: Tools) -> None:
    """Acknowledgement and answers go to who sent the mail; anybody can write any name into a text."""
    forwarded(tools)
    assert ["alice@verein.example"] == list(OutboxRow.objects.values_list("recipient", flat=True))
    assert ("alice@verein.example", "alice@verein.example") == (CaseRow.objects.get().sender, refers_to(tools))


def test_answers_go_to_the_writer_afterwards_and_nobody_is_acknowledged_twice(tools: Tools) -> None:
    """The case is theirs, the audit log says who did it and names no address, and it can be undone."""
    message = forwarded(tools)
    assert "Bahar@kultur.example" == choose(tools, message, original=True, by="anna").address
    case = CaseRow.objects.get()
    assert ("bahar@kultur.example", "Bahar Kaya") == (case.sender, case.sender_name)
    assert "Bahar@kultur.example" == refers_to(tools)
    assert 1 == OutboxRow.objects.count()
    entry = AuditRow.objects.get(action="sender")
    assert ("anna", message, case.pk, {"original": True}) == (entry.actor, entry.message, entry.case, entry.detail)
    choose(tools, message, original=True, by="bob")
    assert 1 == AuditRow.objects.filter(action="sender").count()
    choose(tools, message, original=False, by="bob")
    assert ("alice@verein.example", "alice@verein.example") == (CaseRow.objects.get().sender, refers_to(tools))
    assert [] == audit.findings(tools.clock())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Wir suchen eine Halle.", id="no-forward"),
        pytest.param(FORWARD.replace("Bahar@kultur.example", "integration@stadt.example"), id="ours"),
        pytest.param(FORWARD.replace("Bahar@kultur.example", "alice@verein.example"), id="the-author"),
        pytest.param(FORWARD.replace("Bahar@kultur.example", "bahar@-.example"), id="unreachable"),
    ],
)
def test_whom_nobody_could_write_to_is_never_taken(tools: Tools, text: str) -> None:
    """A mail without a writer, or with one of us or a broken address as the writer, keeps its sender."""
    message = forwarded(tools, text)
    with pytest.raises(RefusedByGate):
        choose(tools, message, original=True, by="anna")
    assert "alice@verein.example" == CaseRow.objects.get().sender


def test_only_the_mail_that_opened_a_case_gives_it_a_sender(tools: Tools) -> None:
    """An answer in a case does not take it away from the person whose it is."""
    opening = letter(FORWARD, subject="WG: Halle")
    answering = letter(
        f"Noch dies.\n\n{FORWARD}",
        subject="WG: Halle",
        message_id="<2@verein.example>",
        headers=[("In-Reply-To", "<1@verein.example>")],
    )
    take_in(tools, opening, answering)
    answer = MessageRow.objects.latest("id")
    assert "joined_case" == answer.outcome
    with pytest.raises(NotFound):
        choose(tools, answer.pk, original=True, by="anna")
