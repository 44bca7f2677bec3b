"""Logs: one line an entry whatever a mail says, JSON for programs, and nothing about people in the events of a mail."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO

import pytest

from postlotse import logs, maillog
from postlotse.core.names import Delivery
from postlotse.core.ports import Origin, Receipt

FORGED = "Alice\n2026-03-02T12:00:00Z info    received account=x\r\x1b[2J\u2028\x85\u202egnp.exe"


@pytest.fixture
def lines() -> Iterator[tuple[logging.Logger, StringIO]]:
    """A logger of its own that writes into a text in the format that is set on its handler."""
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.TextFormat())
    logger = logging.getLogger("postlotse.test")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    yield logger, out
    logger.removeHandler(handler)
    logger.propagate = True


def test_a_mail_cannot_forge_a_line(lines: tuple[logging.Logger, StringIO]) -> None:
    """Line breaks, escapes and direction marks are shown, not obeyed."""
    logger, out = lines
    logger.warning("source: %s", FORGED)
    text = out.getvalue()
    assert (1, True) == (len(text.splitlines()), text.endswith("\n"))
    assert "\\n2026" in text
    assert not {"\r", "\x1b", "\u2028", "\x85", "\u202e"} & set(text)


def test_an_exception_that_quotes_a_mail_cannot_forge_a_line_either(lines: tuple[logging.Logger, StringIO]) -> None:
    """Every line of a traceback is set in, so that none looks like an entry; control characters are shown."""
    logger, out = lines
    try:
        raise ValueError(FORGED)
    except ValueError:
        logger.exception("failed")
    first, *rest = out.getvalue().splitlines()
    assert first.endswith("error   failed")
    assert rest
    assert all(line.startswith("    ") for line in rest)
    assert not {"\r", "\x1b", "\u2028", "\x85", "\u202e"} & set(out.getvalue())


def test_json_lines_hold_every_field(lines: tuple[logging.Logger, StringIO]) -> None:
    """One object a line; extra fields stand beside the message; line breaks are escaped by the format."""
    logger, out = lines
    logger.handlers[0].setFormatter(logs.JsonFormat())
    try:
        raise ValueError(FORGED)
    except ValueError:
        logger.error("x %s", FORGED, exc_info=True, extra={"event": "received", "mail_size": 5})
    (line,) = out.getvalue().split("\n")[:-1]
    entry = json.loads(line)
    assert ("error", "postlotse.test", "received", 5) == (entry["level"], entry["logger"], entry["event"], entry["mail_size"])
    assert entry["time"].endswith("+00:00")
    assert "ValueError" in entry["traceback"]
    assert FORGED in entry["message"]


EVENTS = {
    "received": lambda: maillog.received(
        Origin(account="i", folder="INBOX", uidvalidity=1, uid="böse datei\n.eml" + "x" * 200), size=3, stored="new", problem=""
    ),
    "decided": lambda: maillog.decided(1, kind="concern", outcome="new_case", language="", topics="sport", case=""),
    "shelved": lambda: maillog.shelved(1, code="unreadable"),
    "queued": lambda: maillog.queued(1, kind="forward", basis="rule", office=""),
    "delivery": lambda: maillog.delivered(
        1,
        Receipt(parcel="1", delivery=Delivery.FAILED, code=550, text="<alice@verein.example>: unknown\nuser"),
        state="failed",
        attempts=1,
    ),
    "reviewed": lambda: maillog.reviewed(1, verdict="confirm"),
}


@pytest.mark.parametrize("event", EVENTS)
def test_events_say_ids_and_codes_and_nothing_about_people(event: str, caplog: pytest.LogCaptureFixture) -> None:
    """No address, no words of a mail or of a mail server, one line, and the same fields for programs."""
    with caplog.at_level(logging.INFO, "postlotse.mail"):
        EVENTS[event]()
    (record,) = caplog.records
    message = record.getMessage()
    assert event == record.__dict__["event"]
    assert message.startswith(f"{event} ")
    assert "@" not in message + str(record.__dict__)
    assert message.isprintable()
    assert all("=" in word for word in message.split()[1:])
    assert len(message) < 300


def test_set_up_writes_to_standard_error_and_keeps_libraries_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is for results; libraries that show protocols stay at warnings."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    quiet = logging.getLogger("imapclient").level
    try:
        logs.set_up(level="info", json_lines=True)
        logging.getLogger("postlotse").info("hier")
        logging.getLogger("postlotse").debug("nicht hier")
        logging.getLogger("imapclient").info("LOGIN alice geheim")
    finally:
        root.handlers[:], root.level = before, level
        logging.getLogger("imapclient").setLevel(quiet)
    out, err = capsys.readouterr()
    assert ("", "hier") == (out, json.loads(err)["message"])
    assert sys.stderr is not None
