"""Dovecot and Postfix, both real: the acknowledgement lands with the sender, a refused office comes back."""

from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from postlotse.config.schema import Mailbox, Security, StartMode
from postlotse.core.names import Referral, Verdict
from postlotse.daemon.service import Service
from postlotse.flow import review
from postlotse.store import audit
from postlotse.store.models import ConcernRow, OutboxRow
from postlotse.testing import letter
from postlotse.wiring import now
from tests.daemon.test_service import eventually, password
from tests.stack.postfix import Postfix

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.dovecot]


def test_from_mailbox_to_mailbox_with_a_release_in_between(
    start: Callable[..., Service], tmp_path: Path, postfix: Postfix
) -> None:
    """A mail in Dovecot, understood by the daemon, released by a person, delivered by Postfix into other Dovecot mailboxes."""
    dovecot = postfix.dovecot
    user, alice = dovecot.fresh_user(), dovecot.fresh_user()
    dovecot.append(
        user, letter("Wir brauchen Förderung für ein Projekt.", subject="Geld", sender=f"Alice <{alice}@verein.example>")
    )
    box = Mailbox(
        host=dovecot.host,
        port=dovecot.imaps,
        security=Security.TLS,
        ca_file=str(dovecot.ca),
        user=user,
        password_file=password(tmp_path, dovecot.password),
        poll_seconds=3600,
        start=StartMode.ALL,
    )
    service = start(box, postfix.port)
    assert eventually(lambda: len(dovecot.messages(alice)) == 1)
    acknowledgement = message_from_bytes(dovecot.messages(alice)[0], policy=policy.default)
    assert ("<>", "auto-replied") == (acknowledgement["Return-Path"], acknowledgement["Auto-Submitted"])
    assert "<1@verein.example>" == acknowledgement["In-Reply-To"]

    concern = ConcernRow.objects.get()
    wanted = review.Choice(verdict=Verdict.CONFIRM, topic=concern.topic, office="kulturamt", referral=Referral.HAND_OVER)
    review.decide(service.tools, concern.pk, wanted, version=concern.version, by="anna")
    service.deliver_soon()
    assert eventually(lambda: len(dovecot.messages("kulturamt")) == 1)
    forward = message_from_bytes(dovecot.messages("kulturamt")[0], policy=policy.default)
    assert "integration@stadt.example" in forward["From"]
    assert f"{alice}@verein.example" not in forward["From"]
    assert eventually(lambda: ConcernRow.objects.get().state == "handed_over")
    service.stop()
    assert [] == audit.findings(now())


def test_an_office_that_the_relay_refuses_gives_the_concern_back(
    start: Callable[..., Service], tmp_path: Path, postfix: Postfix
) -> None:
    """550 at RCPT TO: the forward failed, a person decides again, the acknowledgement went out all the same."""
    from dataclasses import replace

    dovecot = postfix.dovecot
    user = dovecot.fresh_user()
    dovecot.append(user, letter("Wir brauchen Förderung.", subject="Geld", sender="Carol <carol@verein.example>"))
    box = Mailbox(
        host=dovecot.host,
        port=dovecot.imap,
        security=Security.NONE,
        user=user,
        password_file=password(tmp_path, dovecot.password),
        poll_seconds=3600,
        start=StartMode.ALL,
    )
    service = start(box, postfix.port)
    assert eventually(lambda: OutboxRow.objects.filter(kind="acknowledgement", state="sent").exists())
    book = service.tools.book()
    gone = replace(
        book, offices={**book.offices, "kulturamt": replace(book.offices["kulturamt"], address="permfail@stadt.example")}
    )
    concern = ConcernRow.objects.get()
    wanted = review.Choice(verdict=Verdict.CONFIRM, topic=concern.topic, office="kulturamt", referral=Referral.HAND_OVER)
    review.decide(replace(service.tools, book=lambda: gone), concern.pk, wanted, version=concern.version, by="anna")
    service.deliver_soon()
    assert eventually(lambda: ConcernRow.objects.get().state == "failed")
    row = OutboxRow.objects.get(kind="forward")
    assert ("failed", 550) == (row.state, row.last_code)
