"""One mail is one case and one acknowledgement whichever way it comes; two mails are two, whatever their ids say."""

import pytest

from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.store import audit
from postlotse.store.models import CaseRow, MessageRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = letter("Wir suchen eine Halle.", subject="Turnhalle")
ROUTE = b"Received: from relay.example by mx.example; Mon, 02 Mar 2026 12:00:01 +0000\r\n"
NAMELESS = letter("Wir suchen eine Halle.", subject="Turnhalle", message_id="")


def outcomes() -> list[str]:
    return list(MessageRow.objects.order_by("id").values_list("outcome", flat=True))


def acknowledgements() -> int:
    return OutboxRow.objects.filter(kind="acknowledgement").count()


COPIES = [
    pytest.param(FIRST, ROUTE + FIRST, id="through two relays"),
    pytest.param(FIRST, FIRST.replace(b"integration@", b"anlaufstelle@"), id="to two aliases"),
    pytest.param(FIRST, FIRST.replace(b"<1@verein.example>", b"<r1@relay.example>"), id="a relay replaced the id"),
    pytest.param(NAMELESS, ROUTE + NAMELESS, id="no id, through two relays"),
    pytest.param(NAMELESS, b"Message-ID: <r1@relay.example>\r\n" + NAMELESS, id="a relay added an id"),
    pytest.param(FIRST.replace(b"12:00:00 +0000", b"13:00:00 +0100"), FIRST, id="a relay wrote the date in another zone"),
]


@pytest.mark.parametrize(("first", "second"), COPIES)
def test_the_same_mail_by_two_ways_is_one_case_and_one_acknowledgement(tools: Tools, first: bytes, second: bytes) -> None:
    """Other bytes, the same mail: a duplicate that points to the first one's case and says why it is not answered."""
    assert first != second
    take_in(tools, first, second)
    assert ["new_case", "duplicate"] == outcomes()
    assert (1, 1) == (CaseRow.objects.count(), acknowledgements())
    second_row = MessageRow.objects.latest("id")
    assert (CaseRow.objects.get().pk, MessageRow.objects.earliest("id").pk) == (second_row.case_id, second_row.duplicate_of_id)
    assert second_row.snapshot is not None
    assert "A16" == second_row.snapshot["acknowledgement"]["reason"]["code"]
    assert [] == audit.findings(tools.clock())


def test_the_same_bytes_in_two_mailboxes_of_ours_are_one_case(tools: Tools, clock: FixedClock) -> None:
    """Two accounts poll two mailboxes; the sender wrote to both."""
    for account in ("integration", "poststelle"):
        source = FakeSource(account)
        receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
        source.add(FIRST, at=clock())
        receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
        process_all(tools)
    assert ["new_case", "duplicate"] == outcomes()
    assert 1 == acknowledgements()


MAILS = [
    pytest.param(FIRST, letter("Wir brauchen Förderung.", subject="Turnhalle"), id="same id, other text"),
    pytest.param(FIRST, letter("Wir suchen eine Halle.", subject="Turnhalle 2"), id="same id, other subject"),
    pytest.param(
        FIRST,
        letter("Wir suchen eine Halle.", subject="Turnhalle", sender="Bob <bob@verein.example>"),
        id="same id, other author",
    ),
    pytest.param(
        FIRST,
        letter("Wir suchen eine Halle.", subject="Turnhalle", attachments=[("plan.pdf", b"x")]),
        id="same id, with an attachment",
    ),
    pytest.param(NAMELESS, letter("Wir brauchen Förderung.", subject="Geld", message_id=""), id="two without ids"),
    pytest.param(NAMELESS, NAMELESS.replace(b"12:00:00", b"12:00:01"), id="without ids, the same words a second later"),
]


@pytest.mark.parametrize(("first", "second"), MAILS)
def test_another_mail_is_never_taken_for_a_copy(tools: Tools, first: bytes, second: bytes) -> None:
    """Message-ID is no identity: carriers reuse it, and the second mail must not be lost."""
    take_in(tools, first, second)
    assert ["new_case", "new_case"] == outcomes()


def test_missing_ids_are_stable_and_tell_mails_apart(tools: Tools) -> None:
    """Each mail without an id gets one that its copies share; it is never sent to anybody."""
    take_in(tools, NAMELESS, ROUTE + NAMELESS, letter("Wir brauchen Förderung.", subject="Geld", message_id=""))
    ids = list(MessageRow.objects.order_by("id").values_list("message_id", flat=True))
    assert (True, True) == (ids[0] == ids[1] != ids[2], all(found.endswith("@synthetic.invalid>") for found in ids))
    assert all(b"synthetic.invalid" not in bytes(row.content) for row in OutboxRow.objects.all())


def test_a_list_copy_that_was_filed_does_not_swallow_the_mail_to_us(tools: Tools) -> None:
    """The same mail through a list and directly: the list's copy is filed, the other is a concern."""
    listed = b"List-Id: <liste.verein.example>\r\n" + FIRST
    take_in(tools, listed, FIRST)
    assert ["filed", "new_case"] == outcomes()
    assert 1 == acknowledgements()


def test_the_same_words_with_the_same_date_months_later_are_another_mail(tools: Tools, clock: FixedClock) -> None:
    """A device whose clock stands still: what it writes later is not lost."""
    source = take_in(tools, NAMELESS.replace(b"<1@", b"<a@"))
    clock.forward(days=30)
    source.add(b"Message-ID: <b@verein.example>\r\n" + NAMELESS, at=clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    process_all(tools)
    assert ["new_case", "new_case"] == outcomes()
