"""The service over real servers: a mail becomes an acknowledgement, outages pass, the mailbox stays as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse.config.schema import Mailbox, Security, StartMode
from postlotse.daemon.service import Service
from postlotse.demo.servers import EmbeddedImap
from postlotse.store import audit, health
from postlotse.store.models import MessageRow, OutboxRow
from postlotse.testing import letter
from postlotse.wiring import now
from tests.daemon.conftest import Relay
from tests.stack.dovecot import Dovecot

pytestmark = pytest.mark.django_db(transaction=True)


def password(folder: Path, text: str) -> str:
    (folder / "password").write_text(text)
    return "password"


def eventually(check: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Poll until `check` holds."""
    import time

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.05)
    return check()


def test_history_stays_quiet_and_a_new_mail_is_acknowledged_and_forwarded(
    start: Callable[..., Service], relay: Relay, tmp_path: Path
) -> None:
    """Embedded servers: the old mail is taken in silently, the new one is answered and passed on."""
    with EmbeddedImap({"intake": "secret"}) as imap:
        imap.append("intake", letter("Alte Frage.", message_id="<old@verein.example>"))
        box = Mailbox(
            host=imap.host,
            port=imap.port,
            security=Security.NONE,
            user="intake",
            password_file=password(tmp_path, "secret"),
            poll_seconds=2,
        )
        service = start(box, relay.server.port)
        assert eventually(lambda: MessageRow.objects.filter(outcome="baseline").count() == 1)
        imap.append("intake", letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
        mails = relay.wait_for(2)
        assert {"alice@verein.example", "sportamt@stadt.example"} == {m.recipient for m in mails}
        assert eventually(lambda: OutboxRow.objects.filter(state="sent").count() == 2)
        service.stop()
    assert [] == audit.findings(now())
    assert audit.accounting().adds_up


@pytest.mark.dovecot
def test_dovecot_with_idle_over_tls_and_a_mailbox_that_nobody_can_tell_was_read(
    start: Callable[..., Service], relay: Relay, tmp_path: Path, dovecot: Dovecot
) -> None:
    """A real server over the house's TLS: IDLE brings mail long before the next poll; flags and folders stay."""
    user = dovecot.fresh_user()
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
    dovecot.append(user, letter("Erste Frage zur Halle.", message_id="<first@verein.example>"))
    with dovecot.client(user) as client:
        client.select_folder("INBOX", readonly=True)
        before = {uid: row[b"FLAGS"] for uid, row in client.fetch(client.search(), ["FLAGS"]).items()}
        folders = client.list_folders()
    start(box, relay.server.port)
    relay.wait_for(1)
    dovecot.append(
        user, letter("Zweite Frage zur Halle.", message_id="<second@verein.example>", sender="Bob <bob@verein.example>")
    )
    assert "bob@verein.example" in {m.recipient for m in relay.wait_for(2)}
    with dovecot.client(user) as client:
        client.select_folder("INBOX", readonly=True)
        after = {uid: row[b"FLAGS"] for uid, row in client.fetch(client.search(), ["FLAGS"]).items()}
        assert folders == client.list_folders()
    assert before == {uid: flags for uid, flags in after.items() if uid in before}
    assert all(b"\\Seen" not in flags for flags in after.values())


def test_a_relay_that_is_away_is_waited_for_and_status_says_since_when(start: Callable[..., Service], tmp_path: Path) -> None:
    """No relay: the mail waits in the outbox, health names the part and the time; nothing is lost."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with EmbeddedImap({"intake": "secret"}) as imap:
        box = Mailbox(
            host=imap.host,
            port=imap.port,
            security=Security.NONE,
            user="intake",
            password_file=password(tmp_path, "secret"),
            poll_seconds=1,
            start=StartMode.ALL,
        )
        imap.append("intake", letter("Wir suchen eine Halle."))
        service = start(box, port)
        assert eventually(lambda: any(h.name == "smtp" and h.failing_since for h in health.all_parts()))
        service.stop()
    assert {"pending"} == set(OutboxRow.objects.values_list("state", flat=True))
    assert {0} == set(OutboxRow.objects.values_list("attempts", flat=True))


def test_a_login_that_is_refused_is_not_tried_again_at_once(
    start: Callable[..., Service], relay: Relay, tmp_path: Path
) -> None:
    """Knocking on may lock the account: one try, then a rest, and a sentence for the operator."""
    with EmbeddedImap({"intake": "secret"}) as imap:
        box = Mailbox(
            host=imap.host,
            port=imap.port,
            security=Security.NONE,
            user="intake",
            password_file=password(tmp_path, "wrong"),
            poll_seconds=1,
        )
        service = start(box, relay.server.port)
        assert eventually(lambda: any(h.name.startswith("imap:") and h.failing_since for h in health.all_parts()))
        service.receive_soon()
        service.stop()
    assert [1] == [h.failures for h in health.all_parts() if h.name.startswith("imap:")]
