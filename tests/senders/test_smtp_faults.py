"""How the SMTP sender reads what relays answer: row by row of the table in the documentation."""

import base64
import logging
from collections.abc import Callable, Iterator

import pytest

from postlotse.config.schema import OAuth, Security, Smtp, TokenKind
from postlotse.core.errors import SenderError, SenderUnavailable
from postlotse.core.names import Delivery
from postlotse.core.ports import Parcel, Tokens
from postlotse.senders.smtp import MAX_MAILS, MAX_SECONDS, Bucket, SmtpSender
from postlotse.senders.smtp_errors import CertificateRefused, LoginRefused
from tests.stack.embedded import letter
from tests.stack.hostile_smtp import EHLO, HostileSmtp, in_turn
from tests.stack.tls import Certificates

Make = Callable[..., HostileSmtp]
PASSWORD = "hunter2-Grüße"
OPEN: list[SmtpSender] = []


@pytest.fixture(autouse=True)
def _all_closed() -> Iterator[None]:
    """Close what a test opened, before its servers go."""
    yield
    while OPEN:
        OPEN.pop().close()


def sender_for(
    server: HostileSmtp, *, tokens: Tokens | None = None, clock: list[float] | None = None, **settings: object
) -> SmtpSender:
    """Return a sender for a hostile server, with short time limits."""
    values = {"host": server.host, "port": server.port, "security": Security.NONE, "per_minute": 10_000, **settings}
    time = clock or [0.0]
    OPEN.append(
        SmtpSender(
            Smtp.model_validate(values),
            password=lambda: PASSWORD,
            tokens=tokens,
            timeouts=(1.0, 0.5, 0.5),
            monotonic=lambda: time[0],
            sleep=lambda _: None,
            local_name="localhost",
        )
    )
    return OPEN[-1]


def parcel(recipient: str = "office@stadt.example", content: bytes = letter(1), **more: str) -> Parcel:
    return Parcel(**({"id": "p1", "mail_from": "integration@stadt.example"} | more), recipient=recipient, content=content)


ANSWERS = [
    pytest.param({"RCPT": b"450 4.2.1 later\r\n"}, {}, Delivery.DEFERRED, 450, id="recipient later"),
    pytest.param({"RCPT": b"550 5.1.1 unknown\r\n"}, {}, Delivery.FAILED, 550, id="recipient unknown"),
    pytest.param({"RCPT": b"554 5.7.1 relay access denied\r\n"}, {}, Delivery.FAILED, 554, id="recipient against policy"),
    pytest.param({"MAIL": b"452 4.3.1 disk full\r\n"}, {}, Delivery.DEFERRED, 452, id="relay full"),
    pytest.param({"MAIL": b"552 5.3.4 too big\r\n"}, {}, Delivery.FAILED, 552, id="too big for the relay"),
    pytest.param({"DATA": b"451 4.3.0 later\r\n"}, {}, Delivery.DEFERRED, 451, id="DATA later"),
    pytest.param({"DATA": b"554 5.6.0 no\r\n"}, {}, Delivery.FAILED, 554, id="DATA refused"),
    pytest.param({}, {"after_data": b"451 4.3.0 try later\r\n"}, Delivery.DEFERRED, 451, id="content later"),
    pytest.param({}, {"after_data": b"554 5.7.1 spam\r\n"}, Delivery.FAILED, 554, id="content refused"),
    pytest.param({}, {"after_data": b"552 5.7.0 blocked content\r\n"}, Delivery.FAILED, 552, id="Gmail blocks an attachment"),
    pytest.param({}, {"after_data": b"421 4.3.2 shutting down\r\n"}, Delivery.DEFERRED, 421, id="421 instead of 250"),
    pytest.param({}, {"after_data": None}, Delivery.UNKNOWN, 0, id="closed after the final dot"),
    pytest.param({}, {"after_data": b""}, Delivery.UNKNOWN, 0, id="silent after the final dot"),
    pytest.param({}, {"after_data": b"gibberish\r\n"}, Delivery.UNKNOWN, 0, id="nonsense after the final dot"),
    pytest.param({"RCPT": b"251 2.1.5 will forward\r\n"}, {}, Delivery.SENT, 250, id="251"),
]


@pytest.mark.parametrize(("script", "options", "delivery", "code"), ANSWERS)
def test_what_concerns_one_mail_is_in_its_receipt(
    hostile_smtp: Make, script: dict[str, bytes], options: dict[str, object], delivery: Delivery, code: int
) -> None:
    """Each answer has one meaning; the next mail is tried all the same."""
    server = hostile_smtp(
        {verb: in_turn(answer, b"250 ok\r\n") for verb, answer in script.items() if verb != "DATA"}, **options
    )
    if "DATA" in script:
        server.script["DATA"] = script["DATA"]
    sender = sender_for(server)
    receipt = sender.send(parcel())
    assert (receipt.parcel, receipt.delivery, receipt.code) == ("p1", delivery, code)
    server.script.pop("DATA", None)
    server.after_data = b"250 2.0.0 queued\r\n"
    assert sender.send(parcel()).delivery is Delivery.SENT


@pytest.mark.parametrize(
    ("script", "options"),
    [
        pytest.param({}, {"greeting": b"421 4.7.0 too many connections\r\n"}, id="421 as a greeting"),
        pytest.param({}, {"greeting": None}, id="closed at once"),
        pytest.param({}, {"greeting": b""}, id="no greeting"),
        pytest.param({"MAIL": b"421 4.3.2 shutting down\r\n"}, {}, id="421 at MAIL"),
        pytest.param({"RCPT": b"421 4.3.2 shutting down\r\n"}, {}, id="421 at RCPT"),
        pytest.param({"MAIL": None}, {}, id="closed at MAIL"),
        pytest.param({"RCPT": None}, {}, id="closed at RCPT"),
        pytest.param({"DATA": None}, {}, id="closed at DATA"),
        pytest.param({"DATA": b""}, {}, id="silent at DATA"),
        pytest.param({"AUTH": b"454 4.7.0 temporary authentication failure\r\n"}, {"user": "u"}, id="login later"),
    ],
)
def test_what_concerns_the_connection_is_raised(
    hostile_smtp: Make, script: dict[str, object], options: dict[str, object]
) -> None:
    """Nothing was sent, so nothing is lost: the whole sender waits."""
    user = options.pop("user", "")
    server = hostile_smtp(script, **options)
    with pytest.raises(SenderUnavailable) as caught:
        sender_for(server, user=user).send(parcel())
    assert caught.value.temporary is True
    assert server.mails == []


@pytest.mark.parametrize(
    ("script", "options"),
    [
        pytest.param({"AUTH": b"535 5.7.8 bad credentials\r\n"}, {}, id="535"),
        pytest.param({"AUTH": b"550 5.7.30 Basic authentication is not supported\r\n"}, {}, id="basic auth switched off"),
        pytest.param({"MAIL": b"530 5.7.57 Client not authenticated\r\n"}, {}, id="530 at MAIL"),
        pytest.param({"MAIL": b"550 5.7.1 not allowed to send\r\n"}, {}, id="policy at MAIL"),
        pytest.param({}, {"after_data": b"554 5.7.60 SendAsDenied\r\n"}, id="send-as denied after DATA"),
    ],
)
def test_what_refuses_us_stops_everything(hostile_smtp: Make, script: dict[str, object], options: dict[str, object]) -> None:
    """Password and policy are a matter for a person; the other mails do not burn their attempts."""
    with pytest.raises(SenderError) as caught:
        sender_for(hostile_smtp(script, **options), user="u").send(parcel())
    assert caught.value.temporary is False


def test_a_refused_null_sender_names_the_cure(hostile_smtp: Make) -> None:
    """Some relays take no MAIL FROM:<>; there is a setting for them."""
    server = hostile_smtp({"MAIL": b"550 5.7.1 null sender not allowed\r\n"})
    with pytest.raises(SenderError, match="null_sender = false"):
        sender_for(server).send(parcel(mail_from=""))


def test_nobody_listens() -> None:
    """A refused connection is temporary and says so."""
    smtp = Smtp(host="127.0.0.1", port=1, security=Security.NONE)
    with pytest.raises(SenderUnavailable, match="nimmt keine Verbindung an"):
        SmtpSender(smtp, password=None, tokens=None).send(parcel())


def test_secrets_stay_out_of_errors_and_logs(hostile_smtp: Make, caplog: pytest.LogCaptureFixture) -> None:
    """A relay that echoes the login gets the password neither into the error nor into a log."""

    def echo(line: bytes) -> bytes:
        return b"535 5.7.8 bad command: " + line.strip() + b" " + PASSWORD.encode() + b"\r\n"

    caplog.set_level(logging.DEBUG)
    with pytest.raises(LoginRefused) as caught:
        sender_for(hostile_smtp({"AUTH": echo}), user="integration").check()
    seen = str(caught.value) + caplog.text
    assert PASSWORD not in seen
    assert base64.b64encode(f"\0integration\0{PASSWORD}".encode()).decode()[:30] not in seen
    assert caught.value.__suppress_context__


# ---------------------------------------------------------------------- what is said to the relay


@pytest.mark.parametrize(
    ("ehlo", "more", "mail", "rcpt"),
    [
        pytest.param(EHLO, {"notify": "FAILURE,DELAY"}, b"RET=HDRS ENVID=p1", b" NOTIFY=FAILURE,DELAY", id="reports wanted"),
        pytest.param(EHLO, {"notify": "NEVER"}, b"RET=HDRS ENVID=p1", b" NOTIFY=NEVER", id="no reports wanted"),
        pytest.param(EHLO, {}, b"", b"", id="nothing said"),
        pytest.param(EHLO[:3], {"notify": "NEVER"}, b"", b"", id="relay without DSN"),
        pytest.param(EHLO, {"notify": "NEVER", "id": "a+b=c d"}, b"ENVID=a+2Bb+3Dc+20d", b"NEVER", id="xtext"),
    ],
)
def test_delivery_reports_are_asked_for_only_where_offered(
    hostile_smtp: Make, ehlo: tuple[bytes, ...], more: dict[str, str], mail: bytes, rcpt: bytes
) -> None:
    """NOTIFY, RET and ENVID go to relays that announce DSN."""
    server = hostile_smtp(ehlo=ehlo)
    sender_for(server).send(parcel(**more))
    lines = {line.split(b" ")[0].upper(): line.rstrip() for line in server.log}
    assert mail in lines[b"MAIL"]
    assert lines[b"RCPT"].endswith(b"TO:<office@stadt.example>" + rcpt) or (rcpt and lines[b"RCPT"].endswith(rcpt))
    assert (b"NOTIFY" in lines[b"RCPT"]) is bool(rcpt)


@pytest.mark.parametrize(
    ("ehlo", "recipient", "content", "code"),
    [
        pytest.param((b"8BITMIME",), "jürgen@stadt.example", letter(1), "5.6.7", id="umlaut address"),
        pytest.param((), "office@stadt.example", letter(1), "5.6.3", id="8-bit text"),
        pytest.param((b"SIZE 100", b"8BITMIME"), "office@stadt.example", letter(1), "5.3.4", id="too large"),
    ],
)
def test_what_the_relay_cannot_do_is_not_asked_of_it(
    hostile_smtp: Make, ehlo: tuple[bytes, ...], recipient: str, content: bytes, code: str
) -> None:
    """Without SMTPUTF8, 8BITMIME or room the mail fails before MAIL FROM."""
    server = hostile_smtp(ehlo=ehlo)
    receipt = sender_for(server).send(parcel(recipient, content))
    assert (receipt.delivery, receipt.text[:5]) == (Delivery.FAILED, code)
    assert "MAIL" not in server.verbs()


def test_utf8_addresses_where_offered(hostile_smtp: Make) -> None:
    """With SMTPUTF8 the address goes out as it is."""
    server = hostile_smtp(ehlo=(b"SMTPUTF8", b"8BITMIME"))
    assert sender_for(server).send(parcel("jürgen@büro.example")).delivery is Delivery.SENT
    assert "RCPT TO:<jürgen@büro.example>\r\n".encode() in server.log
    assert any(b"BODY=8BITMIME SMTPUTF8" in line for line in server.log)


def test_an_address_goes_out_as_it_is(hostile_smtp: Make) -> None:
    """No parser rewrites it on the way."""
    server = hostile_smtp()
    sender_for(server).send(parcel('a(b)"c"@stadt.example'))
    assert b'RCPT TO:<a(b)"c"@stadt.example>\r\n' in server.log


# ---------------------------------------------------------------------- connections


def test_a_connection_is_reused_with_rset(hostile_smtp: Make) -> None:
    """One login for several mails, RSET between them, and nobody else in the transaction."""
    server = hostile_smtp()
    sender = sender_for(server, user="u")
    for _ in range(3):
        assert sender.send(parcel()).delivery is Delivery.SENT
    assert server.connections == 1
    assert server.verbs() == ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", *["RSET", "MAIL", "RCPT", "DATA"] * 2]


def test_a_refused_recipient_leaves_nothing_behind(hostile_smtp: Make) -> None:
    """After a refusal the next transaction starts clean."""
    server = hostile_smtp({"RCPT": in_turn(b"550 5.1.1 no\r\n", b"250 ok\r\n")})
    sender = sender_for(server)
    sender.send(parcel("nobody@stadt.example"))
    sender.send(parcel())
    assert server.verbs() == ["EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]


@pytest.mark.parametrize(("mails", "seconds", "connections"), [(MAX_MAILS + 1, 0.0, 2), (2, MAX_SECONDS, 2), (2, 1.0, 1)])
def test_a_connection_is_not_kept_for_ever(hostile_smtp: Make, mails: int, seconds: float, connections: int) -> None:
    """After 50 mails or a minute a new one is opened."""
    server, clock = hostile_smtp(), [0.0]
    sender = sender_for(server, clock=clock)
    for _ in range(mails):
        sender.send(parcel())
        clock[0] += seconds
    assert server.connections == connections


def test_a_stale_connection_is_replaced_without_a_word(hostile_smtp: Make) -> None:
    """A relay that closed in between costs a reconnect, not a mail."""
    server = hostile_smtp({"RSET": None})
    sender = sender_for(server)
    assert [sender.send(parcel()).delivery for _ in range(2)] == [Delivery.SENT] * 2
    assert server.connections == 2


def test_the_bucket_spreads_a_flood() -> None:
    """A burst of a sixth of the minute, then one mail every two seconds."""
    clock, pauses = [0.0], []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        clock[0] += seconds

    bucket = Bucket(30, lambda: clock[0], sleep)
    for _ in range(35):
        bucket.take()
    assert len(pauses) == 30
    assert clock[0] == pytest.approx(60.0)


# ---------------------------------------------------------------------- TLS and tokens


@pytest.mark.parametrize("implicit", [True, False], ids=["implicit", "STARTTLS"])
def test_encrypted_with_our_own_authority(hostile_smtp: Make, certificates: Certificates, implicit: bool) -> None:
    """Both ways work, verified; the login comes after the encryption."""
    server = hostile_smtp(ehlo=(*EHLO, b"STARTTLS"), certificate=certificates.good, implicit=implicit)
    security = Security.TLS if implicit else Security.STARTTLS
    sender = sender_for(server, security=security, ca_file=str(certificates.ca), user="u")
    assert sender.send(parcel()).delivery is Delivery.SENT
    verbs = server.verbs()
    assert verbs[:2] == (["EHLO", "AUTH"] if implicit else ["EHLO", "STARTTLS"])


@pytest.mark.parametrize("implicit", [True, False], ids=["implicit", "STARTTLS"])
@pytest.mark.parametrize("which", ["expired", "wrong_host", "unknown_authority"])
def test_a_bad_certificate_is_refused(hostile_smtp: Make, certificates: Certificates, which: str, implicit: bool) -> None:
    """Nothing is said to a relay that cannot prove who it is."""
    pair = certificates.good if which == "unknown_authority" else getattr(certificates, which)
    server = hostile_smtp(ehlo=(*EHLO, b"STARTTLS"), certificate=pair, implicit=implicit)
    security = Security.TLS if implicit else Security.STARTTLS
    ca_file = "" if which == "unknown_authority" else str(certificates.ca)
    with pytest.raises(CertificateRefused, match="Zertifikat"):
        sender_for(server, security=security, ca_file=ca_file, user="u").send(parcel())
    assert not {"AUTH", "MAIL"} & set(server.verbs())


def test_no_starttls_no_mail(hostile_smtp: Make) -> None:
    """When STARTTLS was stripped, neither password nor mail goes out in clear text."""
    server = hostile_smtp()
    with pytest.raises(SenderError, match="kein STARTTLS"):
        sender_for(server, security=Security.STARTTLS, user="u").send(parcel())
    assert not {"AUTH", "MAIL"} & set(server.verbs())


class Given(Tokens):
    """One token."""

    user = "integration@stadt.example"

    def token(self) -> str:
        return "a-secret-token-0123456789"


@pytest.mark.parametrize(
    ("mechanism", "text"),
    [
        ("xoauth2", "user=integration@stadt.example\1auth=Bearer a-secret-token-0123456789\1\1"),
        (
            "oauthbearer",
            "n,a=integration@stadt.example,\1host=127.0.0.1\1port={port}\1auth=Bearer a-secret-token-0123456789\1\1",
        ),
    ],
)
def test_sign_in_with_a_token(hostile_smtp: Make, mechanism: str, text: str) -> None:
    """The initial response is exactly that of the mechanism."""
    server = hostile_smtp()
    oauth = OAuth(provider=TokenKind.COMMAND, mechanism=mechanism)  # type: ignore[arg-type]
    sender_for(server, user="u", oauth=oauth, tokens=Given()).check()
    name, response = next(line for line in server.log if line.startswith(b"AUTH")).split()[1:]
    assert (mechanism.upper(), text.format(port=server.port)) == (name.decode(), base64.b64decode(response).decode())


@pytest.mark.parametrize(("mechanism", "last"), [("xoauth2", b"\r\n"), ("oauthbearer", b"AQ==\r\n")])
def test_a_refused_token(hostile_smtp: Make, mechanism: str, last: bytes) -> None:
    """The challenge with the reason is answered as the mechanism wants it, and the refusal is told without the token."""
    server = hostile_smtp({"AUTH": b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n", "AQ==": b"535 5.7.8 no\r\n", "": b"535 5.7.8 no\r\n"})
    oauth = OAuth(provider=TokenKind.COMMAND, mechanism=mechanism)  # type: ignore[arg-type]
    with pytest.raises(LoginRefused) as caught:
        sender_for(server, user="u", oauth=oauth, tokens=Given()).check()
    assert server.log[-1] == last
    assert "secret-token" not in str(caught.value)
