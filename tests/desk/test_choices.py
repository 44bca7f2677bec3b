"""What the form offers, asks back and keeps: legal duty, topic and office, preview and the way back, stale buttons."""

import pytest
from django.test import Client

from postlotse.core.names import ConcernState
from postlotse.desk import forms
from postlotse.store import reads
from tests.desk.conftest import BOOK, City

CHANGE = {"verdict": "change", "version": "1", "topic": "foerdermittel", "office": "foerderung", "referral": "hand_over"}
TYPED = CHANGE | {"office": "kolleg", "basis": "consent", "channel": "phone", "agreed": "1", "note": "Nur für uns"}


def test_a_legal_duty_is_only_offered_for_an_application(city: City, desk: Client) -> None:
    """The desk offers nothing that the gate would refuse."""
    city.write("Wir brauchen einen Zuschuss.")
    city.write("Hiermit beantrage ich Kindergeld für meine Tochter.", sender="b@verein.example")
    assert 'value="legal_duty"' not in desk.get("/nachricht/1/").content.decode()
    assert (
        'class="choice duty"><input type="radio" name="basis" value="legal_duty"' in desk.get("/nachricht/2/").content.decode()
    )
    crafted = desk.post("/anliegen/1/entscheiden/", CHANGE | {"office": "familienkasse", "basis": "legal_duty"})
    assert crafted.status_code == 422
    assert 'name="basis" value="release" checked' in crafted.content.decode()


def test_who_is_only_referred_is_not_promised_a_law(city: City, desk: Client) -> None:
    """Tier C without an application: consent is the only way."""
    html = desk.get(f"/nachricht/{city.write('Unsere Satzung muss geändert werden.')}/").content.decode()
    assert "Eine Abgabe ist möglich mit Einwilligung." in html
    assert "wenn ein Gesetz" not in html


def test_a_new_topic_with_the_old_office_is_asked_back_once(city: City, desk: Client) -> None:
    """The responsible office is named and chosen; sent again it goes there."""
    city.write("Wir brauchen einen Zuschuss.")
    response = desk.post("/anliegen/1/entscheiden/", CHANGE | {"topic": "kultur", "note": "Notiz bleibt"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Für „Kultur &amp; Kunst“ ist „Kulturamt“ zuständig" in html
    assert '<option value="kulturamt" data-tier="A" selected>' in html
    assert '<input type="hidden" name="asked" value="kultur">' in html
    assert "Notiz bleibt" in html
    assert reads.concern(1).state == ConcernState.REVIEW
    again = desk.post("/anliegen/1/entscheiden/", CHANGE | {"topic": "kultur", "office": "kulturamt", "asked": "kultur"})
    assert again.status_code == 302
    assert reads.concern(1).office == "kulturamt"


def test_who_means_the_old_office_gets_it(city: City, desk: Client) -> None:
    """The question comes once, then the person decides."""
    city.write("Wir brauchen einen Zuschuss.")
    assert desk.post("/anliegen/1/vorschau/", CHANGE | {"topic": "kultur"}).status_code == 422
    assert desk.post("/anliegen/1/entscheiden/", CHANGE | {"topic": "kultur", "asked": "kultur"}).status_code == 302
    assert (reads.concern(1).topic, reads.concern(1).office) == ("kultur", "foerderung")


@pytest.mark.parametrize(
    ("topic", "office"),
    [("kultur", "kulturamt"), ("existenz", "familienkasse"), ("sport", ""), ("gibt-es-nicht", "")],
)
def test_who_is_responsible(topic: str, office: str) -> None:
    """The topic's own office, else that of the first rule for it."""
    assert forms.responsible(BOOK, topic) == office


def test_an_unclear_topic_has_no_way_chosen_in_advance(city: City, desk: Client) -> None:
    """Nothing is confirmed by a careless click."""
    html = desk.get(f"/nachricht/{city.write('Hallo, können Sie helfen?')}/").content.decode()
    radios = [part.split(">")[0] for part in html.split("<input ") if 'name="referral"' in part.split(">")[0]]
    assert len(radios) == 5
    assert not [r for r in radios if "checked" in r]


def test_the_preview_keeps_note_and_token_out_of_the_address(city: City, desk: Client) -> None:
    """The form posts; a GET with fields leads to the mail and shows nothing of them."""
    city.write("Wir brauchen einen Zuschuss.")
    assert 'formmethod="get"' not in desk.get("/nachricht/1/").content.decode()
    shown = desk.post("/anliegen/1/vorschau/", TYPED | {"verdict": "preview"})
    assert shown.status_code == 200
    assert 'name="note" value="Nur für uns"' in shown.content.decode()
    assert desk.get("/anliegen/1/vorschau/", TYPED).headers["Location"] == "/nachricht/1/#anliegen-1"


@pytest.mark.parametrize("fields", [{}, {"channel": ""}], ids=["allowed", "refused"])
def test_back_from_the_preview_loses_nothing(city: City, desk: Client, fields: dict[str, str]) -> None:
    """Both pages, the mail and the refusal, lead back to the form with everything typed; nothing is written."""
    city.write("Wir brauchen einen Zuschuss.")
    typed = TYPED | fields
    preview = desk.post("/anliegen/1/vorschau/", typed | {"verdict": "preview"}).content.decode()
    assert 'value="back" formaction="/anliegen/1/vorschau/#anliegen-1"' in preview
    response = desk.post("/anliegen/1/vorschau/", typed | {"verdict": "back"})
    html = response.content.decode()
    assert response.status_code == 200
    for part in (
        '<option value="kolleg" data-tier="C" selected>',
        'value="consent" checked',
        ">Nur für uns</textarea>",
        "open",
    ):
        assert part in html, part
    assert "Das ging noch nicht" not in html
    assert reads.concern(1).state == ConcernState.REVIEW


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/anliegen/1/entscheiden/", "/nachricht/1/#anliegen-1"),
        ("/anliegen/1/zuruecknehmen/", "/nachricht/1/#anliegen-1"),
        ("/nachricht/1/gesehen/", "/nachricht/1/"),
        ("/nachricht/1/anliegen/", "/nachricht/1/"),
        ("/nachricht/1/erneut/", "/nachricht/1/"),
        ("/ausgang/1/aendern/", "/ausgang/1/"),
    ],
)
def test_an_address_that_was_posted_to_leads_to_its_page(city: City, desk: Client, path: str, place: str) -> None:
    """Who reloads or comes back after an error finds the page, and nothing is changed."""
    city.write("Wir brauchen einen Zuschuss.")
    assert desk.get(path).headers["Location"] == place
    assert desk.put(path).status_code == 405
    assert reads.concern(1).state == ConcernState.REVIEW


def test_a_page_shown_after_an_error_links_to_itself(city: City, desk: Client) -> None:
    """Links and buttons name the mail's own address, not the one that was posted to."""
    city.write("Wir brauchen einen Zuschuss.", html="<p>Wir brauchen einen Zuschuss.</p>")
    html = desk.post("/anliegen/1/entscheiden/", CHANGE | {"office": "kolleg"}).content.decode()
    assert 'href="/nachricht/1/?ansicht=html"' in html
    assert 'name="zurueck" value="/nachricht/1/"' in html
    assert 'value="/anliegen/1/entscheiden/"' not in html


def test_a_stale_undo_does_not_cancel_a_newer_decision(city: City, desk: Client) -> None:
    """The button knows what it undoes; the history shows who took back what."""
    city.write("Wir brauchen einen Zuschuss.")
    html = desk.post("/anliegen/1/entscheiden/", CHANGE, follow=True).content.decode()
    shown = reads.concern(1).version
    assert f'<input type="hidden" name="version" value="{shown}"><button class="quiet" data-key="u">' in html
    desk.post("/anliegen/1/zuruecknehmen/", {"version": str(shown)})
    desk.post("/anliegen/1/entscheiden/", CHANGE | {"version": str(reads.concern(1).version), "referral": "refer"})
    stale = desk.post("/anliegen/1/zuruecknehmen/", {"version": str(shown)}, follow=True)
    assert "jemand anders bearbeitet" in stale.content.decode()
    assert reads.concern(1).state == ConcernState.QUEUED
    assert "alice: zurückgenommen" in desk.get("/vorgang/MO-2026-0001/").content.decode()


def test_after_a_decision_the_list_goes_on_where_it_was(city: City, desk: Client) -> None:
    """What was skipped above is not put before the person again; after the last comes the queue."""
    city.write("Mein Mann schlägt mich, ich habe Angst um mein Leben.", subject="Gefahr")
    city.write("Wir brauchen die Turnhalle bis zum 20.03.2026, letzte Frist.", subject="Frist", sender="b@verein.example")
    city.write("Wir brauchen einen Zuschuss.", subject="Drei", sender="c@verein.example")
    city.write("Noch ein Zuschuss.", subject="Vier", sender="d@verein.example")
    order = [item.message for item in reads.open_concerns(ConcernState.REVIEW)]
    assert order[0] == 1
    assert [reads.next_open(item) for item in reads.open_concerns(ConcernState.REVIEW)] == [*order[1:], None]
    went = [desk.post(f"/anliegen/{n}/entscheiden/", {"verdict": "confirm", "version": "1"}) for n in (3, 4)]
    assert [r.headers["Location"] for r in went] == ["/nachricht/4/", "/"]
