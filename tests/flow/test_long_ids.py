"""A thread survives our own sending: ids of 300 characters go to a real relay whole, and come back from one."""

import re
from collections.abc import Iterator

import pytest

from postlotse.config.schema import Security, Smtp
from postlotse.core.mail.parse import parse
from postlotse.demo.servers import EmbeddedSmtp
from postlotse.flow.deliver import deliver
from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.senders.smtp import SmtpSender
from postlotse.store.models import MessageRow
from postlotse.testing import FixedClock, letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def relay() -> Iterator[EmbeddedSmtp]:
    with EmbeddedSmtp() as server:
        yield server


def named(length: int, mark: str = "a") -> str:
    """Return a Message-ID of this length."""
    return f"<{mark * (length - 17)}@verein.example>"


@pytest.mark.parametrize("length", [79, 300, 900], ids=["79", "300", "900"])
def test_long_ids_pass_our_sender_and_a_real_relay_whole(
    tools: Tools, clock: FixedClock, relay: EmbeddedSmtp, length: int
) -> None:
    """In-Reply-To and References hold the id on one line, never as encoded words, and the answer finds its case."""
    identity, before = named(length), [named(length, mark) for mark in "bc"]
    raw = letter("Wir suchen eine Turnhalle für unser Training.", subject="Turnhalle", message_id="")
    head = f"Message-ID:\r\n {identity}\r\nReferences: {before[0]}\r\n {before[1]}\r\n"
    source = take_in(tools, head.encode() + raw)
    clock.forward(minutes=11)
    sender = SmtpSender(Smtp(host=relay.host, port=relay.port, security=Security.NONE), password=None, tokens=None)
    deliver(sender, clock=clock)
    sender.close()
    assert 2 == len(relay.mails)
    for sent in relay.mails:
        content = sent.content
        assert max(map(len, content.split(b"\r\n"))) <= 998
        assert re.search(rb"^(?:References:)? " + re.escape(identity.encode()) + rb"\r$", content, re.M)
        assert b"=?" not in b"".join(re.findall(rb"^(?:In-Reply-To|References):(?:[^\r\n]|\r\n[ \t])*", content, re.M))
    ack = parse(next(m.content for m in relay.mails if m.recipient == "alice@verein.example"))
    assert ((identity,), (*before, identity)) == (ack.in_reply_to, ack.references)
    answer = letter(
        "Danke.", subject="AW: Turnhalle", message_id="<2@verein.example>", headers=[("In-Reply-To", ack.message_id)]
    )
    source.add(answer, at=clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    process_all(tools)
    assert "joined_case" == MessageRow.objects.latest("id").outcome


@pytest.mark.parametrize("form", ["whole", "cut in two"])
def test_a_long_id_of_the_citizen_leads_back_to_the_case(tools: Tools, form: str) -> None:
    """An answer to her own mail, by a program that cuts ids at 78 columns."""
    identity = named(300)
    raw = letter("Wir suchen eine Halle.", subject="Turnhalle", message_id="")
    source = take_in(tools, f"Message-ID: {identity}\r\n".encode() + raw)
    written = identity if form == "whole" else f"{identity[:64]}\r\n {identity[64:]}"
    later = letter("Noch etwas.", subject="AW: Turnhalle", message_id="<2@verein.example>")
    source.add(f"In-Reply-To: {written}\r\n".encode() + later, at=tools.clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    process_all(tools)
    assert "joined_case" == MessageRow.objects.latest("id").outcome
