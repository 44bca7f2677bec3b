"""Appointments: who, when, where; as values and as a German sentence."""

import pytest

from postlotse.core.mail import calendars, codec
from postlotse.core.mail.types import Address, Event
from tests.mail.letters import letter, parts

ZONE = """BEGIN:VTIMEZONE
TZID:Amtszeit
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
BOMB = ZONE.replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY")


def calendar(*lines: str, method: str = "REQUEST", zone: str = "") -> str:
    """Return a calendar with one event."""
    body = "\n".join(lines)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n{zone}BEGIN:VEVENT\nUID:1\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"


def event(*lines: str, method: str = "REQUEST", zone: str = "") -> Event:
    """Return the event that was read."""
    [(found, _)] = calendars.read(calendar(*lines, method=method, zone=zone))
    return found


TIMES = [
    pytest.param("DTSTART:20260302T170000Z", "2026-03-02T17:00:00+00:00", id="utc"),
    pytest.param("DTSTART;TZID=Europe/Berlin:20260702T180000", "2026-07-02T18:00:00+02:00", id="iana"),
    pytest.param('DTSTART;TZID="W. Europe Standard Time":20260302T180000', "2026-03-02T18:00:00+01:00", id="windows"),
    pytest.param("DTSTART;TZID=Amtszeit:20260702T180000", "2026-07-02T18:00:00+02:00", id="own-zone-summer"),
    pytest.param("DTSTART;TZID=Amtszeit:20260302T180000", "2026-03-02T18:00:00+01:00", id="own-zone-winter"),
    pytest.param("DTSTART;TZID=Nirgendwo:20260302T180000", "2026-03-02T18:00:00", id="unknown-zone"),
    pytest.param("DTSTART:20260302T180000", "2026-03-02T18:00:00", id="floating"),
    pytest.param("DTSTART;VALUE=DATE:20260302", "2026-03-02", id="whole-day"),
]


@pytest.mark.parametrize(("line", "expected"), TIMES)
def test_times_are_read_in_their_zone(line: str, expected: str) -> None:
    """IANA, Windows and self-defined zones; without a zone there is no offset."""
    assert event(line, zone=ZONE).starts == expected


def test_a_zone_of_one_mail_is_unknown_in_the_next() -> None:
    """The reading processes live long: nothing of a message stays in them."""
    assert event("DTSTART;TZID=Amtszeit:20260302T180000", zone=ZONE).starts.endswith("+01:00")
    assert event("DTSTART;TZID=Amtszeit:20260302T180000").starts == "2026-03-02T18:00:00"


INVITATION = calendar(
    "DTSTART;TZID=Europe/Berlin:20260302T180000",
    "DURATION:PT2H",
    "SUMMARY:Runder Tisch\\, Vereine",
    "LOCATION:Rathaus\\, Raum 3",
    "ORGANIZER;CN=Ayşe Kaya:mailto:ayse@verein.example",
    "ATTENDEE;CN=A:mailto:a@stadt.example",
    "ATTENDEE;CN=B:mailto:b@stadt.example",
    "DESCRIPTION:Bitte bringen Sie den Entwurf\n  mit.\\nDanke",
    "BEGIN:VALARM",
    "SUMMARY:Wecker",
    "END:VALARM",
)
WANTED = Event(
    method="request",
    summary="Runder Tisch, Vereine",
    starts="2026-03-02T18:00:00+01:00",
    ends="2026-03-02T20:00:00+01:00",
    location="Rathaus, Raum 3",
    organizer=Address(name="Ayşe Kaya", address="ayse@verein.example"),
    attendees=2,
)
SAID = (
    "Einladung: Runder Tisch, Vereine am Montag, 2. März 2026, 18:00–20:00 Uhr, Ort: Rathaus, Raum 3, "
    "von Ayşe Kaya (ayse@verein.example)."
)


def test_an_invitation_is_read_whole_and_survives_storage() -> None:
    """Folded lines, escapes, length instead of end; the alarm is not the event; the codec keeps all of it."""
    kind, body = parts(
        ("Content-Type: text/plain", "Bitte kommen Sie zum runden Tisch der Vereine am Montag."),
        ("Content-Type: text/calendar; method=REQUEST; charset=utf-8", INVITATION),
        ("Content-Type: application/ics; name=invite.ics", INVITATION),
    )
    mail = letter(body, Content_Type=kind)
    assert mail.events == (WANTED,)
    assert mail.text == "Bitte kommen Sie zum runden Tisch der Vereine am Montag."
    assert codec.loads(codec.dumps(mail)) == mail


@pytest.mark.parametrize("kind", ["text/calendar; charset=utf-8; method=REQUEST", "application/octet-stream; name=termin.ICS"])
def test_an_invitation_without_words_is_said_in_german(kind: str) -> None:
    """The summary is the text, the description stands below it."""
    mail = letter(INVITATION, Content_Type=kind)
    assert mail.full_text == SAID + "\n\nBitte bringen Sie den Entwurf mit.\nDanke"


SENTENCES = [
    pytest.param(WANTED, SAID, id="invitation"),
    pytest.param(
        Event(method="cancel", summary="Fest", starts="2026-12-24"),
        "Absage: Fest am Donnerstag, 24. Dezember 2026, ganztägig.",
        id="cancel",
    ),
    pytest.param(
        Event(method="publish", summary="Woche", starts="2026-03-02", ends="2026-03-07"),
        "Termin: Woche von Montag, 2. März 2026 bis Freitag, 6. März 2026.",
        id="several-days",
    ),
    pytest.param(
        Event(method="reply", summary="Fest", answer="accepted"), "Antwort auf die Einladung (zugesagt): Fest.", id="reply"
    ),
    pytest.param(
        Event(summary="Nacht", starts="2026-03-02T22:00:00", ends="2026-03-03T02:00:00"),
        "Termin: Nacht von Montag, 2. März 2026, 22:00 Uhr bis Dienstag, 3. März 2026, 02:00 Uhr.",
        id="over-midnight",
    ),
    pytest.param(
        Event(method="request", starts="2026-07-02T18:00:00+03:00", organizer=Address(address="a@a.example")),
        "Einladung: ohne Titel am Donnerstag, 2. Juli 2026, 17:00 Uhr, von a@a.example.",
        id="other-zone",
    ),
    pytest.param(Event(summary="x", starts="9999-12-31T23:59:00-05:00"), "Termin: x.", id="end-of-time"),
]


@pytest.mark.parametrize(("value", "expected"), SENTENCES)
def test_appointments_are_said_in_german(value: Event, expected: str) -> None:
    """One sentence for staff, times as the clock on the town hall shows them."""
    assert calendars.sentence(value) == expected


def test_answers_and_cancellations_are_told_apart() -> None:
    """METHOD, STATUS and the answer of the attendee."""
    reply = event("SUMMARY:x", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@a.example", method="REPLY")
    assert (reply.method, reply.answer) == ("reply", "declined")
    assert event("SUMMARY:x", "STATUS:CANCELLED").method == "cancel"


BROKEN = [
    pytest.param("", id="empty"),
    pytest.param("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x", id="cut"),
    pytest.param(calendar("DTSTART:morgen"), id="no-time"),
    pytest.param(calendar("DTSTART;VALUE=DATE:20261399"), id="no-date"),
    pytest.param("BEGIN:VEVENT\n" * 5_000, id="nested"),
    pytest.param(calendar("X:" + "a" * 70_000, "SUMMARY:x"), id="beyond-the-limit"),
    pytest.param("\x00\xff" * 1_000, id="bytes"),
]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_calendars_give_nothing(text: str) -> None:
    """No appointment, no error."""
    assert calendars.read(text) == []


@pytest.mark.timeout(5)
def test_costly_zones_and_long_lists_are_not_followed() -> None:
    """A zone that changes every second, ten thousand events."""
    assert event("DTSTART;TZID=Amtszeit:20260702T180000", zone=BOMB).starts == "2026-07-02T18:00:00"
    one = "BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n"
    assert len(calendars.read("BEGIN:VCALENDAR\n" + one * 10_000)) == calendars.MAX_EVENTS
