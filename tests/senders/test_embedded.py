"""The demo's own servers: encryption, login, refusals, and the way of a mail from SMTP into the inbox."""

import threading
from collections.abc import Iterator

import pytest

from postlotse.config.schema import Mailbox, Security, Smtp
from postlotse.core.errors import SenderError
from postlotse.core.names import Delivery
from postlotse.core.ports import Parcel
from postlotse.demo.servers import Collected, EmbeddedImap, EmbeddedSmtp
from postlotse.senders.smtp import SmtpSender
from postlotse.sources.imap import ImapSource
from tests.stack.embedded import letter
from tests.stack.ledgers import MemoryLedger, receive
from tests.stack.tls import Certificates

USERS = {"intake": "gehäim", "office": "x"}


@pytest.fixture
def imap(certificates: Certificates) -> Iterator[EmbeddedImap]:
    cert, key = certificates.good
    with EmbeddedImap(USERS, certificate=cert, key=key) as server:
        yield server


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_the_imap_server_is_encrypted_when_it_has_a_certificate(
    imap: EmbeddedImap, certificates: Certificates, security: Security
) -> None:
    """Both ways, with a password that is not ASCII."""
    imap.append("intake", letter(1))
    port = imap.tls_port if security is Security.TLS else imap.port
    box = Mailbox(name="a", host="localhost", port=port, security=security, ca_file=str(certificates.ca), user="intake")
    source = ImapSource(box, password=lambda: USERS["intake"], tokens=None)
    assert [letter(1)] == [arrival.raw for arrival in receive(source, MemoryLedger())]
    source.close()


def test_a_mail_goes_through_smtp_into_the_inbox(imap: EmbeddedImap, certificates: Certificates) -> None:
    """With login and STARTTLS; tagged addresses reach the same inbox, foreign ones are only collected."""
    cert, key = certificates.good
    seen: list[Collected] = []
    routes = {"integration@stadt.example": "intake"}
    with EmbeddedSmtp(users=USERS, on_mail=seen.append, deliver=(imap, routes), certificate=cert, key=key) as server:
        smtp = Smtp(host="localhost", port=server.port, ca_file=str(certificates.ca), user="intake", password_file="x")
        sender = SmtpSender(smtp, password=lambda: USERS["intake"], tokens=None)
        for recipient in ("Integration+tag@stadt.example", "someone@office.example"):
            given = sender.send(Parcel(id="1", mail_from="a@example.org", recipient=recipient, content=letter(2)))
            assert given.delivery is Delivery.SENT
        sender.close()
        (delivered,) = imap.messages("intake")
        assert delivered.startswith(b"Return-Path: <a@example.org>\r\nDelivered-To: Integration+tag@stadt.example\r\n")
        assert delivered.endswith(letter(2))
        assert seen == server.mails
        assert [mail.recipient for mail in seen] == ["Integration+tag@stadt.example", "someone@office.example"]


def test_a_wrong_password_and_no_password_are_refused(certificates: Certificates) -> None:
    """Where there are users, nobody else may send."""
    with EmbeddedSmtp(users=USERS) as server:
        for user in ("intake", ""):
            smtp = Smtp(host="127.0.0.1", port=server.port, security=Security.NONE, user=user)
            sender = SmtpSender(smtp, password=lambda: "wrong", tokens=None)
            with pytest.raises(SenderError) as caught:
                sender.send(Parcel(id="1", mail_from="", recipient="a@office.example", content=letter(1)))
            assert caught.value.temporary is False
            sender.close()


def test_servers_are_gone_when_they_are_left() -> None:
    """No thread stays behind, even when a client is still connected."""
    before = set(threading.enumerate())
    with EmbeddedImap(USERS) as imap, EmbeddedSmtp() as smtp:
        box = Mailbox(name="a", host=imap.host, port=imap.port, security=Security.NONE, user="intake")
        source = ImapSource(box, password=lambda: USERS["intake"], tokens=None)
        source.check()
        sender = SmtpSender(Smtp(host=smtp.host, port=smtp.port, security=Security.NONE), password=None, tokens=None)
        sender.check()
    assert set(threading.enumerate()) == before
    source.close()
    sender.close()
