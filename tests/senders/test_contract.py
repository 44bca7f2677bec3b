"""What every sender promises, whatever stands behind it: a folder, aiosmtpd, Postfix."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from postlotse.config.schema import Security, Smtp
from postlotse.core.names import Delivery
from postlotse.core.ports import Parcel, Sender
from postlotse.demo.servers import EmbeddedSmtp
from postlotse.senders.folder import FolderSender
from postlotse.senders.smtp import SmtpSender
from tests.stack.embedded import letter

RECIPIENT = "office@stadt.example"


@dataclass
class Place:
    """A sender, and how to see what arrived for the office."""

    sender: Sender
    arrived: Callable[[], list[bytes]]


@pytest.fixture(params=["folder", "aiosmtpd", pytest.param("postfix", marks=pytest.mark.dovecot)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return one kind of sender."""
    if request.param == "folder":
        made = Place(
            FolderSender(Smtp(kind="folder", path=tmp_path / "out")),
            lambda: [path.read_bytes() for path in sorted((tmp_path / "out").glob("*.eml"))],
        )
    elif request.param == "aiosmtpd":
        server: EmbeddedSmtp = request.getfixturevalue("smtp_server")
        smtp = Smtp(host=server.host, port=server.port, security=Security.NONE, per_minute=10_000)
        made = Place(SmtpSender(smtp, password=None, tokens=None), lambda: [mail.content for mail in server.mails])
    else:
        relay = request.getfixturevalue("postfix")
        smtp = Smtp(host=relay.host, port=relay.port, security=Security.STARTTLS, ca_file=str(relay.ca), per_minute=10_000)
        before = len(relay.dovecot.messages("office"))
        made = Place(
            SmtpSender(smtp, password=None, tokens=None),
            lambda: _patiently(lambda: relay.dovecot.messages("office")[before:]),
        )
    yield made
    made.sender.close()
    made.sender.close()


def _patiently(look: Callable[[], list[bytes]]) -> list[bytes]:
    """Look until something has arrived: a relay takes a moment after its 250."""
    import time

    deadline = time.monotonic() + 20
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def parcel(content: bytes = letter(1), recipient: str = RECIPIENT, **more: str) -> Parcel:
    return Parcel(**({"id": "p1", "mail_from": "integration@stadt.example"} | more), recipient=recipient, content=content)


def test_hands_over_byte_for_byte(place: Place) -> None:
    """What arrives ends with exactly what was given, dots at line starts included."""
    content = letter(1) + b".\r\n..\r\n.dot\r\n"
    receipt = place.sender.send(parcel(content))
    assert (receipt.parcel, receipt.delivery) == ("p1", Delivery.SENT)
    (arrived,) = place.arrived()
    assert arrived.endswith(content)


def test_the_null_sender_works(place: Place) -> None:
    """An acknowledgement leaves with MAIL FROM:<>."""
    assert place.sender.send(parcel(mail_from="", notify="NEVER")).delivery is Delivery.SENT


@pytest.mark.parametrize(
    ("content", "recipient", "code"),
    [
        pytest.param(b"Subject: x\r\n\r\na\nb\r\n", RECIPIENT, "5.6.0", id="bare LF"),
        pytest.param(b"Subject: x\r\n\r\na\rb\r\n", RECIPIENT, "5.6.0", id="bare CR"),
        pytest.param(b"Subject: x\r\n\r\na\n.\nMAIL FROM:<evil@x.example>\r\n", RECIPIENT, "5.6.0", id="smuggling"),
        pytest.param(b"Subject: x\r\n\r\n\0\r\n", RECIPIENT, "5.6.0", id="NUL"),
        pytest.param(b"Subject: x\r\n\r\n" + b"y" * 999 + b"\r\n", RECIPIENT, "5.6.0", id="line of 999"),
        pytest.param(b"", RECIPIENT, "5.6.0", id="empty"),
        pytest.param(letter(1), "a@x.example>\r\nRCPT TO:<evil@x.example", "5.1.3", id="CR LF in the address"),
        pytest.param(letter(1), "a b@x.example", "5.1.3", id="blank in the address"),
        pytest.param(letter(1), "", "5.1.3", id="no address"),
        pytest.param(letter(1), "nobody", "5.1.3", id="no domain"),
    ],
)
def test_what_must_not_go_out_never_reaches_the_wire(place: Place, content: bytes, recipient: str, code: str) -> None:
    """A parcel that breaks the protocol fails by itself, with a sentence, and the next one is sent."""
    receipt = place.sender.send(parcel(content, recipient))
    assert receipt.delivery is Delivery.FAILED
    assert receipt.text.startswith(f"{code} Nicht gesendet:")
    assert place.sender.send(parcel()).delivery is Delivery.SENT


def test_check_is_a_sentence(place: Place) -> None:
    """The check says where mail goes."""
    assert place.sender.check().endswith(".")


@pytest.mark.dovecot
@pytest.mark.parametrize(
    ("local", "delivery", "code"),
    [("tempfail", Delivery.DEFERRED, 451), ("permfail", Delivery.FAILED, 550), ("full", Delivery.DEFERRED, 452)],
)
def test_postfix_refuses_single_recipients(request: pytest.FixtureRequest, local: str, delivery: Delivery, code: int) -> None:
    """A real relay's 4xx and 5xx are told apart, and cost the others nothing."""
    relay = request.getfixturevalue("postfix")
    smtp = Smtp(host=relay.host, port=relay.port, security=Security.STARTTLS, ca_file=str(relay.ca), per_minute=10_000)
    sender = SmtpSender(smtp, password=None, tokens=None)
    receipt = sender.send(parcel(recipient=f"{local}@stadt.example"))
    assert (delivery, code) == (receipt.delivery, receipt.code)
    assert sender.send(parcel()).delivery is Delivery.SENT
    sender.close()


@pytest.mark.dovecot
def test_a_real_delivery_report_comes_back(request: pytest.FixtureRequest) -> None:
    """What Postfix accepts and cannot deliver comes back to the envelope sender, with our envelope id."""
    relay = request.getfixturevalue("postfix")
    user = relay.dovecot.fresh_user()
    smtp = Smtp(host=relay.host, port=relay.port, security=Security.STARTTLS, ca_file=str(relay.ca), per_minute=10_000)
    sender = SmtpSender(smtp, password=None, tokens=None)
    options = {"mail_from": f"{user}+token@stadt.example", "notify": "FAILURE,DELAY", "id": "box 7"}
    assert sender.send(parcel(recipient="ghost@stadt.example", **options)).delivery is Delivery.SENT
    sender.close()
    (report,) = _patiently(lambda: relay.dovecot.messages(user))
    assert b"multipart/report" in report
    assert b"Original-Envelope-Id: box+207" in report.replace(b"box 7", b"box+207")
    assert b"Status: 5.1.1" in report


@pytest.mark.dovecot
def test_too_large_for_postfix_is_refused_before_the_content(request: pytest.FixtureRequest) -> None:
    """The announced SIZE is kept to."""
    relay = request.getfixturevalue("postfix")
    smtp = Smtp(host=relay.host, port=relay.port, security=Security.STARTTLS, ca_file=str(relay.ca), per_minute=10_000)
    sender = SmtpSender(smtp, password=None, tokens=None)
    receipt = sender.send(parcel(letter(1, size=relay.size + 1000)))
    assert (receipt.delivery, receipt.text[:5]) == (Delivery.FAILED, "5.3.4")
    sender.close()


def test_the_folder_keeps_the_envelope(tmp_path: Path) -> None:
    """A file says on top for whom it was; a repeated parcel replaces its file; the name cannot leave the directory."""
    sender = FolderSender(Smtp(kind="folder", path=tmp_path))
    for _ in range(2):
        sender.send(parcel(mail_from="", id="../../x"))
    (file,) = tmp_path.iterdir()
    assert file.read_bytes() == b"X-Envelope-From: <>\r\nX-Envelope-To: <office@stadt.example>\r\n" + letter(1)
