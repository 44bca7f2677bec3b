"""The IMAP source against whole servers: Dovecot's own ways, IDLE, folders in UTF-7, restores, and sign-in with tokens."""

import base64
import threading
from collections.abc import Callable, Iterator

import pytest

from postlotse.config.schema import Mailbox, OAuth, Security, TokenKind
from postlotse.core.errors import SourceUnavailable
from postlotse.core.ports import Tokens
from postlotse.demo.servers import EmbeddedImap
from postlotse.sources.imap import ImapSource
from postlotse.sources.imap_errors import LoginRefused
from tests.stack.dovecot import Dovecot
from tests.stack.embedded import PASSWORD, letter
from tests.stack.hostile_imap import HostileImap, Talk
from tests.stack.ledgers import MemoryLedger, receive

Open = Callable[..., ImapSource]


@pytest.fixture
def open_source() -> Iterator[Open]:
    """A maker of sources for a server; all are closed at the end."""
    made: list[ImapSource] = []

    def make(host: str, port: int, user: str, *, tokens: Tokens | None = None, **settings: object) -> ImapSource:
        box = {"name": "a", "host": host, "port": port, "security": Security.NONE, "user": user, **settings}
        made.append(ImapSource(Mailbox.model_validate(box), password=lambda: PASSWORD, tokens=tokens))
        return made[-1]

    yield make
    for source in made:
        source.close()


@pytest.mark.dovecot
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_encrypted_ways_to_dovecot(dovecot: Dovecot, open_source: Open, security: Security) -> None:
    """Implicit TLS and STARTTLS, verified with the authority of the house."""
    user = dovecot.fresh_user()
    dovecot.append(user, letter(1))
    port = dovecot.imaps if security is Security.TLS else dovecot.imap
    source = open_source(dovecot.host, port, user, security=security, ca_file=str(dovecot.ca))
    assert [letter(1)] == [arrival.raw for arrival in receive(source, MemoryLedger())]


@pytest.mark.dovecot
@pytest.mark.parametrize("security", [Security.NONE, Security.TLS])
def test_dovecot_pushes_new_mail(dovecot: Dovecot, open_source: Open, security: Security) -> None:
    """A wait in IDLE ends when mail arrives, long before its time is over; the mail is there then."""
    user = dovecot.fresh_user()
    port = dovecot.imaps if security is Security.TLS else dovecot.imap
    source, ledger = open_source(dovecot.host, port, user, security=security, ca_file=str(dovecot.ca)), MemoryLedger()
    assert receive(source, ledger) == []
    pusher = threading.Thread(target=dovecot.append, args=(user, letter(1)))
    pusher.start()
    assert source.wait(30) is True
    pusher.join()
    assert len(receive(source, ledger)) == 1


@pytest.mark.dovecot
def test_wake_ends_idle_from_another_thread(dovecot: Dovecot, open_source: Open) -> None:
    """A clean stop does not wait for the end of an IDLE turn, and the connection is good afterwards."""
    source = open_source(dovecot.host, dovecot.imap, dovecot.fresh_user())
    receive(source, MemoryLedger())
    heard: list[bool] = []
    waiting = threading.Thread(target=lambda: heard.append(source.wait(60)))
    waiting.start()
    source.wake()
    waiting.join(10)
    assert heard == [False]
    assert "0 Mails" in source.check()


@pytest.mark.dovecot
def test_a_kicked_session_is_temporary_and_the_next_poll_works(dovecot: Dovecot, open_source: Open) -> None:
    """`doveadm kick` costs one poll and no mail."""
    user = dovecot.fresh_user()
    source, ledger = open_source(dovecot.host, dovecot.imap, user), MemoryLedger()
    receive(source, ledger)
    dovecot.append(user, letter(1))
    dovecot.kick(user)
    with pytest.raises(SourceUnavailable):
        receive(source, ledger)
    assert len(receive(source, ledger)) == 1


@pytest.mark.dovecot
def test_flags_set_by_people_stay_and_are_no_news(dovecot: Dovecot, open_source: Open) -> None:
    """Somebody reads a mail before we do: it is fetched all the same, and stays read; ours stay unread."""
    user = dovecot.fresh_user()
    for number in range(2):
        dovecot.append(user, letter(number))
    with dovecot.client(user) as person:
        person.select_folder("INBOX")
        person.add_flags([1], [b"\\Seen", b"$Label1"])
    source = open_source(dovecot.host, dovecot.imap, user)
    assert len(receive(source, MemoryLedger())) == 2
    with dovecot.client(user) as person:
        person.select_folder("INBOX", readonly=True)
        flags = {uid: set(found) - {b"\\Recent"} for uid, found in person.get_flags([1, 2]).items()}
    assert flags == {1: {b"\\Seen", b"$Label1"}, 2: set()}


@pytest.mark.dovecot
def test_a_restored_mailbox_comes_again_under_a_new_uidvalidity(dovecot: Dovecot, open_source: Open) -> None:
    """The same UIDs with another UIDVALIDITY are other origins."""
    user = dovecot.fresh_user()
    dovecot.append(user, letter(1))
    source, ledger = open_source(dovecot.host, dovecot.imap, user), MemoryLedger()
    (before,) = receive(source, ledger)
    dovecot.change_uidvalidity(user)
    with pytest.raises(SourceUnavailable):
        receive(source, ledger)
    (after,) = receive(source, ledger)
    assert before.origin.uid == after.origin.uid
    assert before.origin.uidvalidity != after.origin.uidvalidity
    assert before.raw == after.raw


@pytest.mark.dovecot
def test_a_folder_with_an_umlaut(dovecot: Dovecot, open_source: Open) -> None:
    """Reading from and filing into folders whose names need UTF-7."""
    user = dovecot.fresh_user()
    dovecot.append(user, letter(1), folder="Büro")
    source = open_source(dovecot.host, dovecot.imap, user, folder="Büro", file_into="Büro/Übernommen")
    (arrival,) = receive(source, MemoryLedger())
    assert arrival.origin.folder == "Büro"
    source.settle([arrival.origin])
    assert ([], [letter(1)]) == (dovecot.messages(user, "Büro"), dovecot.messages(user, "Büro/Übernommen"))


@pytest.mark.dovecot
def test_a_mail_that_vanishes_while_we_look(dovecot: Dovecot, open_source: Open) -> None:
    """Somebody deletes a mail between search and fetch: the others come, nothing breaks."""
    user = dovecot.fresh_user()
    for number in range(3):
        dovecot.append(user, letter(number))
    source, ledger = open_source(dovecot.host, dovecot.imap, user), MemoryLedger()
    uids: list[str] = []
    for arrival in source.fetch(ledger, 10):
        if not uids:
            with dovecot.client(user) as person:
                person.select_folder("INBOX")
                person.delete_messages([3])
                person.uid_expunge([3])
        uids.append(arrival.origin.uid)
        ledger.add(arrival.origin)
    assert uids[:2] == ["1", "2"]
    assert receive(source, ledger) == []


@pytest.mark.dovecot
def test_a_large_mail_comes_whole(dovecot: Dovecot, open_source: Open) -> None:
    """Five megabytes, in pieces, byte for byte."""
    user = dovecot.fresh_user()
    raw = letter(1, size=5_000_000)
    dovecot.append(user, raw)
    (arrival,) = receive(open_source(dovecot.host, dovecot.imap, user), MemoryLedger())
    assert arrival.raw == raw


def test_a_restored_pymap_mailbox(imap_server: EmbeddedImap, open_source: Open) -> None:
    """UIDVALIDITY may change while we are connected."""
    imap_server.append("intake", letter(1))
    source, ledger = open_source(imap_server.host, imap_server.port, "intake"), MemoryLedger()
    receive(source, ledger)
    uidvalidity = imap_server.change_uidvalidity("intake")
    assert [arrival.origin.uidvalidity for arrival in receive(source, ledger)] == [uidvalidity]


def test_a_hundred_mails_cost_few_commands(imap_server: EmbeddedImap, open_source: Open) -> None:
    """A first look at a full mailbox goes through in limits of the caller's choice."""
    with imap_server.client("intake") as client:
        client.multiappend("INBOX", [letter(number) for number in range(100)])
    source, ledger = open_source(imap_server.host, imap_server.port, "intake"), MemoryLedger()
    assert [len(receive(source, ledger, limit=40)) for _ in range(4)] == [40, 40, 20, 0]


# ---------------------------------------------------------------------- tokens

TOKEN = "eyJ-a-very-secret-token-0123456789abcdefghijklmnopqrstuvwxyz"


class Given(Tokens):
    """Tokens that are counted."""

    def __init__(self) -> None:
        self.user = "integration@stadt.example"
        self.asked = 0

    def token(self) -> str:
        self.asked += 1
        return f"{TOKEN}{self.asked}"


EXPECTED = {
    "xoauth2": "user=integration@stadt.example\1auth=Bearer {token}\1\1",
    "oauthbearer": "n,a=integration@stadt.example,\1host=127.0.0.1\1port={port}\1auth=Bearer {token}\1\1",
}


@pytest.mark.parametrize("mechanism", ["xoauth2", "oauthbearer"])
@pytest.mark.parametrize("initial", [True, False], ids=["with a challenge first", "at once"])
def test_sign_in_with_a_token(
    hostile_imap: Callable[..., HostileImap], open_source: Open, mechanism: str, initial: bool
) -> None:
    """The response is exactly that of the mechanism, and every connection asks for a fresh token."""
    responses: list[str] = []

    def take(talk: Talk, tag: bytes, rest: bytes) -> None:
        name, _, response = rest.partition(b" ")
        if not response:
            talk.send(b"+ \r\n")
            response = talk.line().strip()
        responses.append(f"{name.decode().lower()}:{base64.b64decode(response).decode()}")
        talk.send(tag + b" OK done\r\n")

    server = hostile_imap({"AUTHENTICATE": take}, capabilities=f"IMAP4rev1 AUTH={mechanism.upper()} SASL-IR")
    oauth = OAuth(provider=TokenKind.COMMAND, mechanism=mechanism)  # type: ignore[arg-type]
    tokens = Given()
    source = open_source(server.host, server.port, tokens.user, tokens=tokens, oauth=oauth)
    for _ in range(2):
        source.check()
        source.close()
    wanted = [EXPECTED[mechanism].format(token=f"{TOKEN}{count}", port=server.port) for count in (1, 2)]
    assert responses == [f"{mechanism}:{text}" for text in wanted]


@pytest.mark.parametrize(("mechanism", "last"), [("xoauth2", b"\r\n"), ("oauthbearer", b"AQ==\r\n")])
def test_a_refused_token_ends_the_exchange_properly(
    hostile_imap: Callable[..., HostileImap], open_source: Open, mechanism: str, last: bytes
) -> None:
    """The error challenge is answered as the mechanism wants it, the token is not repeated and stands in no error."""
    answers: list[bytes] = []

    def refuse(talk: Talk, tag: bytes, rest: bytes) -> None:
        if b" " not in rest:
            talk.send(b"+ \r\n")
            talk.line()
        talk.send(b"+ " + base64.b64encode(b'{"status":"401"}') + b"\r\n")
        answers.append(talk.line())
        talk.send(tag + b" NO AUTHENTICATE failed for " + TOKEN.encode() + b"1\r\n")

    server = hostile_imap({"AUTHENTICATE": refuse}, capabilities=f"IMAP4rev1 AUTH={mechanism.upper()} SASL-IR")
    oauth = OAuth(provider=TokenKind.COMMAND, mechanism=mechanism)  # type: ignore[arg-type]
    tokens = Given()
    source = open_source(server.host, server.port, tokens.user, tokens=tokens, oauth=oauth)
    with pytest.raises(LoginRefused) as caught:
        source.check()
    assert answers == [last]
    assert TOKEN not in str(caught.value)
    assert tokens.asked == 1
