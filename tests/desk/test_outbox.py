"""What leaves the house can be seen, read and stopped."""

import pytest
from django.test import Client

from postlotse.core.names import Delivery
from postlotse.flow.deliver import deliver
from postlotse.store import reads
from postlotse.testing import FakeSender
from tests.desk.conftest import City


def states() -> list[str]:
    """Return the states of the mails of the first message."""
    return [m.state for m in reads.mails_of_message(1)]


def test_waiting_failed_sent_and_dropped_have_their_lists(city: City, desk: Client) -> None:
    """Each view has words for being empty, and shows what belongs there."""
    for view, words in (
        ("wartet", "Es wartet keine Mail"),
        ("probleme", "Alle Mails sind angekommen"),
        ("gesendet", "noch keine Mail gesendet"),
        ("verworfen", "keine Mail verworfen"),
        ("unsinn", "Es wartet keine Mail"),
    ):
        assert words in desk.get("/ausgang/", {"ansicht": view}).content.decode(), view
    city.write("Genehmigung für unser Straßenfest?", subject="Fest")
    assert "alice@verein.example" in desk.get("/ausgang/").content.decode()
    city.clock.forward(hours=1)
    deliver(FakeSender([Delivery.FAILED]), clock=city.clock, jitter=lambda: 0.5)
    assert "answer 550" in desk.get("/ausgang/?ansicht=probleme").content.decode()
    assert "Weiterleitung: Kulturamt" in desk.get("/ausgang/?ansicht=gesendet").content.decode()


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        (["hold"], "held"),
        (["hold", "release"], "pending"),
        (["drop"], "dropped"),
        (["hold", "drop"], "dropped"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else None,
)
def test_a_waiting_mail_obeys(city: City, desk: Client, verbs: list[str], state: str) -> None:
    """Hold, release and drop do what they say."""
    city.write("Hallo")
    for verb in verbs:
        desk.post("/ausgang/1/aendern/", {"verb": verb})
    assert states() == [state]


def test_a_failed_mail_can_be_retried(city: City, desk: Client) -> None:
    """The button is there, and the mail waits again."""
    city.write("Hallo")
    deliver(FakeSender([Delivery.FAILED]), clock=city.clock, jitter=lambda: 0.5)
    assert 'value="retry"' in desk.get("/ausgang/1/").content.decode()
    desk.post("/ausgang/1/aendern/", {"verb": "retry"})
    assert states() == ["pending"]


def test_too_late_is_said_kindly(city: City, desk: Client) -> None:
    """A mail that has left cannot be held; an unknown verb is no page."""
    city.write("Hallo")
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    response = desk.post("/ausgang/1/aendern/", {"verb": "hold"}, follow=True)
    assert "inzwischen unterwegs oder schon erledigt" in response.content.decode()
    assert desk.post("/ausgang/1/aendern/", {"verb": "explode"}).status_code == 404


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"])
def test_the_way_back_never_leads_away(city: City, desk: Client, back: str) -> None:
    """A crafted return address is ignored."""
    city.write("Hallo")
    response = desk.post("/ausgang/1/aendern/", {"verb": "hold", "zurueck": back})
    assert response.headers["Location"] == "/ausgang/"


def test_the_list_of_sent_mail_goes_on_without_counting(city: City, desk: Client) -> None:
    """Older mails follow after the last one shown; a broken position starts anew."""
    for n in range(52):
        city.write(f"Frage {n}", subject=f"Frage {n}", sender=f"a{n}@verein{n}.example")
        city.clock.forward(seconds=30)
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    first = desk.get("/ausgang/?ansicht=gesendet").content.decode()
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = desk.get(f"/ausgang/{following}").content.decode()
    assert first.count('class="item mail-item"') == 50
    assert second.count('class="item mail-item"') == 2
    for broken in ("x", "2026-01-01T00:00:00,1", ",", "2026-01-01T00:00:00+00:00,x"):
        assert desk.get("/ausgang/", {"ansicht": "gesendet", "vor": broken}).status_code == 200


def test_the_mail_page_shows_headers_in_words_and_the_text(city: City, desk: Client) -> None:
    """The very acknowledgement, in the sender's language too."""
    city.write("نريد تنظيم حفلة موسيقية", subject="حفلة")
    html = desk.get("/ausgang/1/").content.decode()
    for words in ("Eingangsbestätigung", "alice@verein.example", "MO-2026-0001", "Antwort an die absendende Person", "Betreff"):
        assert words in html, words
    assert any("\u0600" <= c <= "\u06ff" for c in html)


@pytest.mark.parametrize(
    "last",
    [
        "0001-01-01T00:00:00+14:00,1",
        "9999-12-31T23:59:59-14:00,1",
        f"2026-03-01T00:00:00+00:00,{'9' * 40}",
        "x,y",
        ",",
        "2026-03-01,1",
    ],
)
def test_an_absurd_place_in_the_list_shows_its_beginning(city: City, desk: Client, last: str) -> None:
    """What people type into the address bar is no error of ours."""
    assert desk.get("/ausgang/", {"ansicht": "gesendet", "vor": last}).status_code == 200
