"""How the IMAP source behaves when the server, the network or the mailbox misbehaves (docs: the fault catalogue)."""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator

import pytest

from postlotse.config.schema import Mailbox, Security
from postlotse.core.errors import SourceError, SourceUnavailable
from postlotse.sources import imap as imap_module
from postlotse.sources.imap import ImapSource
from postlotse.sources.imap_errors import CertificateRefused, LoginRefused, SourceThrottled
from tests.stack.embedded import letter
from tests.stack.hostile_imap import CAPABILITIES, HostileImap, Talk, says
from tests.stack.ledgers import MemoryLedger, receive
from tests.stack.tls import Certificates

Make = Callable[..., HostileImap]
PASSWORD = "hunter2-geheim"
QUICK = (0.5, 0.5)


OPEN: list[ImapSource] = []


@pytest.fixture(autouse=True)
def _all_closed() -> Iterator[None]:
    """Close what a test opened, before its servers go."""
    yield
    while OPEN:
        OPEN.pop().close()


def source_for(server: HostileImap, **settings: object) -> ImapSource:
    """Return a source for a hostile server, with short time limits."""
    box = {"name": "a", "host": server.host, "port": server.port, "security": Security.NONE, "user": "intake"} | settings
    OPEN.append(ImapSource(Mailbox.model_validate(box), password=lambda: PASSWORD, tokens=None, timeouts=QUICK))
    return OPEN[-1]


def first_bytes(server: HostileImap) -> bytes:
    return b"".join(server.log)


# ---------------------------------------------------------------------- the connection


@pytest.mark.parametrize(
    ("script", "kind", "words"),
    [
        pytest.param(
            {"SELECT": says(b"* BYE Session timeout\r\n"), "EXAMINE": lambda talk, *_: talk.hang_up()},
            SourceUnavailable,
            "arbeitet gerade nicht",
            id="the server hangs up",
        ),
        pytest.param({"EXAMINE": says(b"* BYE going down\r\n")}, SourceUnavailable, "nicht", id="BYE, then silence"),
        pytest.param({"EXAMINE": lambda *_: None}, SourceUnavailable, "antwortet nicht", id="no answer"),
        pytest.param({"EXAMINE": says(b"TAG NO [UNAVAILABLE] later\r\n")}, SourceUnavailable, "later", id="unavailable"),
        pytest.param(
            {"EXAMINE": says(b"TAG BAD User is authenticated but not connected.\r\n")},
            SourceUnavailable,
            "not connected",
            id="Exchange Online: authenticated but not connected",
        ),
        pytest.param(
            {"AUTHENTICATE": says(b"TAG NO [AUTHENTICATIONFAILED] Invalid\r\n")}, LoginRefused, "Anmeldung", id="wrong password"
        ),
        pytest.param(
            {"AUTHENTICATE": says(b"TAG NO [UNAVAILABLE] Temporary authentication failure\r\n")},
            SourceUnavailable,
            "arbeitet gerade nicht",
            id="login cannot be checked just now",
        ),
        pytest.param(
            {"AUTHENTICATE": lambda talk, *_: talk.hang_up()}, SourceUnavailable, "nicht", id="hangs up during the login"
        ),
        pytest.param(
            {"EXAMINE": says(b"* 1 EXISTS\r\n* OK [UIDNEXT 2]\r\nTAG OK [READ-ONLY] done\r\n")},
            SourceError,
            "UIDVALIDITY",
            id="no UIDVALIDITY",
        ),
    ],
)
def test_trouble_is_told_apart(hostile_imap: Make, script: dict[str, object], kind: type[SourceError], words: str) -> None:
    """What heals by itself is SourceUnavailable, what needs a person is not."""
    source = source_for(hostile_imap(script))
    with pytest.raises(kind) as caught:
        receive(source, MemoryLedger())
    assert words in str(caught.value)
    assert caught.value.temporary is issubclass(kind, SourceUnavailable)


@pytest.mark.parametrize(
    "greeting", [b"* BYE Too many connections\r\n", b"", b"220 smtp here\r\n"], ids=["bye", "silent", "smtp"]
)
def test_a_bad_greeting_is_temporary(hostile_imap: Make, greeting: bytes) -> None:
    """A server that does not greet as it should is away for now."""
    with pytest.raises(SourceUnavailable):
        source_for(hostile_imap(greeting=greeting)).check()


def test_nobody_listens() -> None:
    """A refused connection is temporary and says so."""
    box = Mailbox(name="a", host="127.0.0.1", port=1, security=Security.NONE, user="u", password_file="pw")
    with pytest.raises(SourceUnavailable, match="nimmt keine Verbindung an"):
        ImapSource(box, password=lambda: "x", tokens=None).check()


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (b"TAG BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds\r\n", 299.961),
        (b"TAG NO Server Unavailable. 15\r\n", 15.0),
    ],
    ids=["Exchange Online throttles", "Exchange Online unavailable"],
)
def test_a_throttling_server_says_how_long(hostile_imap: Make, answer: bytes, seconds: float) -> None:
    """The pause that the server asks for is handed on."""
    source = source_for(hostile_imap({"EXAMINE": says(answer)}))
    with pytest.raises(SourceThrottled) as caught:
        source.check()
    assert caught.value.retry_after == seconds


def test_a_read_only_mailbox_is_a_matter_for_a_person(hostile_imap: Make) -> None:
    """With file_into a read-only mailbox is a mistake in the set-up, not a lost connection (it would be retried for ever)."""
    answer = says(b"* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 2]\r\nTAG OK [READ-ONLY] done\r\n")
    source = source_for(hostile_imap({"SELECT": answer}), file_into="Erledigt")
    with pytest.raises(SourceError, match="nur lesbar") as caught:
        receive(source, MemoryLedger())
    assert caught.value.temporary is False


def test_secrets_stay_out_of_errors_and_logs(hostile_imap: Make, caplog: pytest.LogCaptureFixture) -> None:
    """A server that echoes the login gets the password neither into the error nor into a log at debug level."""

    def echo(talk: Talk, tag: bytes, rest: bytes) -> None:
        talk.send(tag + b" NO bad command: LOGIN intake " + PASSWORD.encode() + b" " + rest + b"\r\n")

    caplog.set_level(logging.DEBUG)
    with pytest.raises(LoginRefused) as caught:
        source_for(hostile_imap({"AUTHENTICATE": echo, "LOGIN": echo})).check()
    seen = str(caught.value) + repr(caught.value.__cause__) + caplog.text
    assert PASSWORD not in seen
    assert "aW50YWtl" not in seen
    assert caught.value.__suppress_context__


def test_login_without_sasl(hostile_imap: Make) -> None:
    """A server without AUTH=PLAIN gets LOGIN, unless it forbids that."""
    server = hostile_imap(capabilities="IMAP4rev1")
    source_for(server).check()
    assert any(command.startswith(b"LOGIN intake") for command in server.commands())
    with pytest.raises(SourceError, match="keine Anmeldung mit Kennwort"):
        source_for(hostile_imap(capabilities="IMAP4rev1 LOGINDISABLED")).check()


# ---------------------------------------------------------------------- TLS


def test_tls_with_our_own_authority(hostile_imap: Make, certificates: Certificates) -> None:
    """Implicit TLS works with the authority of the house."""
    server = hostile_imap(certificate=certificates.good)
    source = source_for(server, security=Security.TLS, ca_file=str(certificates.ca))
    assert [server.message] == [arrival.raw for arrival in receive(source, MemoryLedger())]


@pytest.mark.parametrize("which", ["expired", "wrong_host", "unknown_authority"])
def test_a_bad_certificate_is_refused_before_anything_is_sent(
    hostile_imap: Make, certificates: Certificates, which: str
) -> None:
    """Neither an expired certificate nor one for another host nor an unknown authority is accepted."""
    pair = certificates.good if which == "unknown_authority" else getattr(certificates, which)
    ca_file = "" if which == "unknown_authority" else str(certificates.ca)
    server = hostile_imap(certificate=pair)
    with pytest.raises(CertificateRefused, match="Zertifikat"):
        source_for(server, security=Security.TLS, ca_file=ca_file).check()
    assert server.log == []


def test_no_starttls_no_login(hostile_imap: Make) -> None:
    """When STARTTLS was stripped, the password is not sent in clear text."""
    server = hostile_imap()
    with pytest.raises(SourceError, match="kein STARTTLS"):
        source_for(server, security=Security.STARTTLS).check()
    assert not any(word in first_bytes(server) for word in (b"AUTHENTICATE", b"LOGIN"))


def test_a_refused_starttls_is_no_reason_for_clear_text(hostile_imap: Make) -> None:
    """A server that offers STARTTLS and then refuses it gets no password either."""
    server = hostile_imap({"STARTTLS": says(b"TAG NO not now\r\n")}, capabilities=CAPABILITIES + " STARTTLS")
    with pytest.raises(SourceUnavailable):
        source_for(server, security=Security.STARTTLS).check()
    assert not any(word in first_bytes(server) for word in (b"AUTHENTICATE", b"LOGIN intake"))


# ---------------------------------------------------------------------- one bad message


def no_body(uid: int, answer: bytes) -> Callable[[Talk, bytes, bytes], object]:
    """Return a FETCH step that answers so for the body of one message and properly for all else."""

    def step(talk: Talk, tag: bytes, rest: bytes) -> object:
        if rest.startswith(b"%d (BODY.PEEK[]" % uid):
            talk.send(answer.replace(b"TAG", tag))
            return True
        return False

    return step


BODYLESS = {
    "nothing at all": b"TAG OK done\r\n",
    "NIL": b"* 1 FETCH (UID 1 BODY[] NIL)\r\nTAG OK done\r\n",
    "empty": b"* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\nTAG OK done\r\n",
    "only unsolicited flags": b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\nTAG OK done\r\n",
    "no UID in the answer": b"* 1 FETCH (BODY[] {3}\r\nabc)\r\nTAG OK done\r\n",
    "another message": b"* 1 FETCH (UID 9 BODY[] {3}\r\nabc)\r\nTAG OK done\r\n",
    "NO": b"TAG NO cannot convert this message\r\n",
}


@pytest.mark.parametrize("answer", BODYLESS.values(), ids=BODYLESS.keys())
def test_a_message_without_a_body_never_blocks_the_others(hostile_imap: Make, answer: bytes) -> None:
    """It is passed over, tried at each poll, and after five handed to a person with what is known of it."""
    server = hostile_imap({"FETCH": no_body(1, answer)}, uids=(1, 2))
    source, ledger = source_for(server), MemoryLedger()
    polls = [[(arrival.origin.uid, arrival.problem) for arrival in receive(source, ledger)] for _ in range(6)]
    assert polls == [[("2", "")], [], [], [], [("1", "unfetchable")], []]
    assert server.connections == 1


def test_an_unfetchable_message_comes_with_its_headers(hostile_imap: Make) -> None:
    """Where the headers can be had, a person sees who wrote."""
    server = hostile_imap({"FETCH": no_body(1, b"TAG OK done\r\n")})
    source, ledger = source_for(server), MemoryLedger()
    arrivals = [arrival for _ in range(5) for arrival in receive(source, ledger)]
    assert [(arrival.problem, arrival.raw) for arrival in arrivals] == [("unfetchable", b"Subject: x\r\n\r\n")]


def test_a_message_that_kills_the_connection_is_given_up_in_the_end(hostile_imap: Make) -> None:
    """The others come first after the first crash, and the culprit ends with a person, without its headers being risked."""

    def crash(talk: Talk, _: bytes, rest: bytes) -> object:
        if rest.startswith(b"1 (BODY"):
            talk.hang_up()
            return True
        return False

    source, ledger = source_for(hostile_imap({"FETCH": crash}, uids=(1, 2))), MemoryLedger()
    order: list[tuple[str, str]] = []
    for _ in range(12):
        with contextlib.suppress(SourceUnavailable):
            for arrival in source.fetch(ledger, 10):
                ledger.add(arrival.origin)
                order.append((arrival.origin.uid, arrival.problem))
    assert order == [("2", ""), ("1", "unfetchable")]


def test_malformed_metadata_of_one_message_leaves_the_others(hostile_imap: Make) -> None:
    """An impossible date in one answer costs the date, not the mail."""

    def bad_date(talk: Talk, tag: bytes, rest: bytes) -> object:
        if b"RFC822.SIZE" in rest and b"1" in rest.split(b" ")[0].split(b","):
            talk.send(b'* 1 FETCH (UID 1 RFC822.SIZE 5 INTERNALDATE "99-Foo-99999 99:99:99 +9999")\r\n' + tag + b" OK done\r\n")
            return True
        return False

    source = source_for(hostile_imap({"FETCH": bad_date}, uids=(1, 2)))
    arrivals = receive(source, MemoryLedger())
    assert {(arrival.origin.uid, arrival.received_at is None) for arrival in arrivals} == {("1", True), ("2", False)}


def test_a_literal_of_eight_gigabytes_is_refused_at_once(hostile_imap: Make) -> None:
    """An announced size beyond the limit ends the connection; no memory is set aside and nobody waits."""
    server = hostile_imap({"FETCH": no_body(1, b"* 1 FETCH (UID 1 BODY[] {8589934592}\r\nabc")})
    source = source_for(server)
    begin = time.monotonic()
    with pytest.raises(SourceUnavailable):
        receive(source, MemoryLedger())
    assert time.monotonic() - begin < QUICK[1]


def test_a_short_literal_is_a_lost_connection(hostile_imap: Make) -> None:
    """A body that stalls half-way is not taken for a message."""
    server = hostile_imap({"FETCH": no_body(1, b"* 1 FETCH (UID 1 BODY[] {1000}\r\nabc")})
    with pytest.raises(SourceUnavailable, match="antwortet nicht"):
        receive(source_for(server), MemoryLedger())


def test_a_large_message_comes_in_pieces(hostile_imap: Make) -> None:
    """Above 256 KiB the body is fetched piece by piece and put together again."""
    server = hostile_imap(message=letter(1, size=600_000))
    source = source_for(server)
    assert [server.message] == [arrival.raw for arrival in receive(source, MemoryLedger())]
    assert [command for command in server.commands() if b"BODY.PEEK[]<" in command] == [
        b"UID FETCH 1 (BODY.PEEK[]<%d.262144>)" % start for start in (0, 262_144, 524_288)
    ]


def test_a_size_that_lies_does_not_get_past_the_limit(hostile_imap: Make) -> None:
    """A message that turns out larger than stated and allowed comes as oversized."""

    def lie(talk: Talk, tag: bytes, rest: bytes) -> object:
        if b"RFC822.SIZE" in rest:
            talk.send(b"* 1 FETCH (UID 1 RFC822.SIZE 300000)\r\n" + tag + b" OK done\r\n")
            return True
        return False

    server = hostile_imap({"FETCH": lie}, message=letter(1, size=2_000_000))
    source = source_for(server, max_bytes=400_000)
    (arrival,) = receive(source, MemoryLedger())
    assert arrival.problem == "oversized"
    assert len(arrival.raw) < 1_000


def test_a_changing_body_is_not_trusted(hostile_imap: Make) -> None:
    """When the length differs from the stated size, it must be the same twice (estimates are stable, truncations are not)."""
    lengths = iter((10, 20, 15, 15))

    def change(talk: Talk, tag: bytes, rest: bytes) -> object:
        if b"BODY.PEEK[]" in rest:
            data = b"x" * next(lengths)
            talk.send(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n%s)\r\n" % (len(data), data) + tag + b" OK done\r\n")
            return True
        return False

    source, ledger = source_for(hostile_imap({"FETCH": change})), MemoryLedger()
    assert [len(arrival.raw) for arrival in receive(source, ledger)] == []
    assert [len(arrival.raw) for arrival in receive(source, ledger)] == [15]


# ---------------------------------------------------------------------- finding what is new


def test_never_asks_for_unseen_and_never_sets_flags(hostile_imap: Make) -> None:
    """People read the same mailbox: what is new is a question of UIDs, and the folder is opened with EXAMINE."""
    server = hostile_imap()
    source = source_for(server)
    receive(source, MemoryLedger())
    sent = first_bytes(server).upper()
    assert not any(
        word in sent for word in (b"UNSEEN", b"STORE", b"RFC822)", b" BODY[", b"ENVELOPE", b"BODYSTRUCTURE", b"SELECT")
    )
    assert b"EXAMINE INBOX" in sent.replace(b'"', b"")


def test_a_split_search_answer_is_read_whole(hostile_imap: Make) -> None:
    """Two SEARCH lines are one answer."""
    server = hostile_imap({"SEARCH": says(b"* SEARCH 1 2\r\n* SEARCH 3\r\nTAG OK done\r\n")}, uids=(1, 2, 3))
    source = source_for(server)
    assert len(receive(source, MemoryLedger())) == 3


def test_a_large_mailbox_is_searched_in_windows(hostile_imap: Make) -> None:
    """No answer may outgrow a line of a million bytes: windows of 5,000, wider where the numbers are sparse."""
    uids = (*range(1, 6_001), *range(900_000, 900_010))
    server = hostile_imap(uids=uids)
    source = source_for(server)

    class Everything(MemoryLedger):
        def known(self, account: str, folder: str, uidvalidity: int, uids: object) -> frozenset[str]:
            self.asked += len(list(uids))  # type: ignore[call-overload]
            return frozenset(uids)  # type: ignore[call-overload]

    ledger = Everything()
    assert receive(source, ledger) == []
    windows = [command for command in server.commands() if command.startswith(b"UID SEARCH")]
    assert (windows[0], ledger.asked) == (b"UID SEARCH UID 1:5000", len(uids))
    assert len(windows) == 2


def test_between_sweeps_only_what_is_above_the_watermark(hostile_imap: Make) -> None:
    """The whole mailbox is compared at connect and then hourly; in between only the end of it is asked for."""
    server = hostile_imap(uids=(1, 2, 3))
    clock = [0.0]
    box = Mailbox(name="a", host=server.host, port=server.port, security=Security.NONE, user="u", password_file="x")
    source = ImapSource(box, password=lambda: "x", tokens=None, monotonic=lambda: clock[0])
    OPEN.append(source)
    ledger = MemoryLedger()

    def searches() -> list[bytes]:
        server.log.clear()
        receive(source, ledger)
        return [command for command in server.commands() if b"SEARCH" in command]

    assert searches() == [b"UID SEARCH UID 1:3"]
    assert searches() == [b"UID SEARCH UID 1:3"]  # what was given is known to be stored only now
    assert searches() == []
    server.uids.append(7)
    assert searches() == [b"UID SEARCH UID 4:7"]
    clock[0] += imap_module.SWEEP_SECONDS
    assert searches() == [b"UID SEARCH UID 1:7"]


def test_a_server_without_uidnext(hostile_imap: Make) -> None:
    """UIDNEXT is optional; `n:*` always holds the last message, which is then no news."""
    answer = says(b"* 2 EXISTS\r\n* OK [UIDVALIDITY 1]\r\nTAG OK [READ-ONLY] done\r\n")
    source, ledger = source_for(hostile_imap({"EXAMINE": answer}, uids=(4, 9))), MemoryLedger()
    assert [arrival.origin.uid for arrival in receive(source, ledger)] == ["4", "9"]
    assert receive(source, ledger) == []


def test_a_new_uidvalidity_means_to_look_at_everything(hostile_imap: Make) -> None:
    """After a restore the same mail comes under new origins; that it is the same is for the store to find."""
    server = hostile_imap(uids=(1, 2))
    source, ledger = source_for(server), MemoryLedger()
    receive(source, ledger)
    server.uidvalidity = 2
    assert [(a.origin.uidvalidity, a.origin.uid) for a in receive(source, ledger)] == [(2, "1"), (2, "2")]


# ---------------------------------------------------------------------- filing


def test_filing_without_move_copies_then_expunges_only_its_own(hostile_imap: Make) -> None:
    """COPY first, then \\Deleted, then UID EXPUNGE of exactly these."""
    server = hostile_imap(capabilities="IMAP4rev1 UIDPLUS AUTH=PLAIN")
    server.script["LIST"] = says(b'* LIST () "/" Erledigt\r\nTAG OK done\r\n')
    source = source_for(server, file_into="Erledigt")
    (arrival,) = receive(source, MemoryLedger())
    server.log.clear()
    source.settle([arrival.origin])
    verbs = [command.split(b" ")[1] for command in server.commands() if command.startswith(b"UID")]
    assert verbs == [b"SEARCH", b"COPY", b"STORE", b"EXPUNGE"]


@pytest.mark.parametrize(
    ("capabilities", "script"),
    [
        ("IMAP4rev1 AUTH=PLAIN", {}),
        ("IMAP4rev1 AUTH=PLAIN MOVE", {"MOVE": says(b"TAG NO [OVERQUOTA] full\r\n")}),
        ("IMAP4rev1 AUTH=PLAIN UIDPLUS", {"COPY": says(b"TAG NO [OVERQUOTA] full\r\n")}),
    ],
    ids=["neither MOVE nor UIDPLUS", "MOVE refused", "COPY refused"],
)
def test_filing_that_cannot_be_done_safely_leaves_the_mail(
    hostile_imap: Make, capabilities: str, script: dict[str, object]
) -> None:
    """Nothing is deleted, intake goes on, and filing pauses for an hour instead of copying again each minute."""
    server = hostile_imap({"LIST": says(b'* LIST () "/" Erledigt\r\nTAG OK done\r\n')} | script, capabilities=capabilities)
    source, ledger = source_for(server, file_into="Erledigt"), MemoryLedger()
    (arrival,) = receive(source, ledger)
    source.settle([arrival.origin])
    source.settle([arrival.origin])
    sent = first_bytes(server)
    assert not any(word in sent for word in (b"EXPUNGE", b"STORE", b"CLOSE"))
    assert sent.count(b"COPY") + sent.count(b"MOVE") <= 1
    server.uids.append(2)
    assert [a.origin.uid for a in receive(source, ledger)] == ["2"]


def test_a_missing_folder_is_named_with_those_that_exist(hostile_imap: Make) -> None:
    """The error lists the folders, so that the right name can be picked."""
    server = hostile_imap({"LIST": says(b'* LIST () "." INBOX\r\n* LIST () "." "INBOX.B&APw-ro"\r\nTAG OK done\r\n')})
    with pytest.raises(SourceError, match=r"„Buero“ gibt es .* nicht\. Vorhanden sind: INBOX, INBOX\.Büro"):
        source_for(server, folder="Buero").check()


@pytest.mark.parametrize("folder", ["Büro", "INBOX/Büro", "INBOX.Büro"])
def test_separator_and_prefix_do_not_matter(hostile_imap: Make, folder: str) -> None:
    """A folder is found whatever the server's separator and prefix are."""
    server = hostile_imap({"LIST": says(b'* LIST () "." INBOX\r\n* LIST () "." "INBOX.B&APw-ro"\r\nTAG OK done\r\n')})
    source_for(server, folder=folder).check()
    assert b"EXAMINE" in first_bytes(server)
    assert b"INBOX.B&APw-ro" in first_bytes(server)


def test_control_characters_in_a_folder_name_are_not_sent(hostile_imap: Make) -> None:
    """A name with CR LF would be a second command."""
    server = hostile_imap({"LIST": says(b'* LIST () "/" {13}\r\nx\r\nZ9 DELETE y)\r\nTAG OK done\r\n')})
    with pytest.raises(SourceError):
        source_for(server, folder="x\r\nZ9 DELETE y").check()
    assert b"Z9" not in first_bytes(server)


# ---------------------------------------------------------------------- IDLE


def idle(*parts: bytes, then: str = "wait") -> Callable[[Talk, bytes, bytes], object]:
    """Return an IDLE step that says `parts` and then waits for DONE, hangs up, or falls silent."""

    def step(talk: Talk, tag: bytes, _: bytes) -> None:
        for part in parts:
            talk.send(part)
        if then == "hang up":
            talk.hang_up()
        elif then == "wait":
            talk.line()
            talk.send(tag + b" OK done\r\n")

    return step


@pytest.mark.parametrize(
    "parts",
    [(b"+ idling\r\n", b"* 2 EXISTS\r\n"), (b"+ idling\r\n", b"* 2 EXI", b"STS\r\n")],
    ids=["a line", "a line in two packets"],
)
def test_idle_hears_new_mail(hostile_imap: Make, parts: tuple[bytes, ...]) -> None:
    """EXISTS ends the wait; the answer is a hint only, the search decides."""
    source = source_for(hostile_imap({"IDLE": idle(*parts)}))
    receive(source, MemoryLedger())
    assert source.wait(20) is True


def test_a_hint_glued_to_the_continuation_is_found_at_the_end_of_the_turn(hostile_imap: Make) -> None:
    """It lies in a buffer that nobody can select on; ending the turn brings it out."""
    source = source_for(hostile_imap({"IDLE": idle(b"+ idling\r\n* 5 EXISTS\r\n")}))
    receive(source, MemoryLedger())
    assert source.wait(0.2) is True


@pytest.mark.parametrize(
    "step",
    [
        idle(b"+ idling\r\n", then="hang up"),
        idle(b"+ idling\r\n", b"* BYE Session timeout\r\n", then="hang up"),
        idle(b"+ idling\r\n", b"* BYE Session timeout\r\n"),
    ],
    ids=["closed", "BYE and closed", "BYE"],
)
def test_a_dead_idle_is_noticed_at_once(hostile_imap: Make, step: Callable[[Talk, bytes, bytes], object]) -> None:
    """A closed connection ends the wait instead of spinning through it unseen."""
    source = source_for(hostile_imap({"IDLE": step}))
    receive(source, MemoryLedger())
    begin = time.monotonic()
    with pytest.raises(SourceUnavailable):
        source.wait(20)
    assert time.monotonic() - begin < 5


def test_a_silent_peer_is_noticed_at_the_end_of_the_turn(hostile_imap: Make) -> None:
    """When nobody answers DONE, the connection is dead."""
    source = source_for(hostile_imap({"IDLE": idle(b"+ idling\r\n", then="silence")}))
    receive(source, MemoryLedger())
    with pytest.raises(SourceUnavailable, match="antwortet nicht"):
        source.wait(0.1)


def test_a_server_that_refuses_idle_is_only_polled(hostile_imap: Make) -> None:
    """After three refusals in a row nobody tries any more."""
    server = hostile_imap({"IDLE": says(b"TAG NO idle disabled\r\n")})
    source, ledger = source_for(server), MemoryLedger()
    for _ in range(3):
        receive(source, ledger)
        with pytest.raises(SourceUnavailable):
            source.wait(0.05)
    receive(source, ledger)
    assert source.wait(0.05) is False
    assert sum(b"IDLE" in command for command in server.commands()) == 3


def test_without_idle_the_wait_is_just_a_wait(hostile_imap: Make) -> None:
    """No IDLE capability: wait returns False, and wake still ends it."""
    server = hostile_imap(capabilities="IMAP4rev1 AUTH=PLAIN")
    source = source_for(server)
    receive(source, MemoryLedger())
    assert source.wait(0.02) is False
    source.wake()
    assert source.wait(30) is False
    assert b"IDLE" not in first_bytes(server)
