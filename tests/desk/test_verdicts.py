"""What a person decides, and what the gate refuses: with kind words and nothing lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from postlotse.core.names import ConcernState
from postlotse.desk.access import Role
from postlotse.flow.deliver import deliver
from postlotse.store import reads
from postlotse.store.shown import Outgoing
from tests.desk.conftest import City

CHANGE = {
    "verdict": "change",
    "version": "1",
    "topic": "foerdermittel",
    "office": "foerderung",
    "referral": "hand_over",
    "basis": "release",
}


def mails(concern: int) -> list[Outgoing]:
    """Return the mails of a concern that have not been dropped."""
    found = reads.concerns_of(reads.concern(concern).message)
    return [m for c in found if c.item.concern == concern for m in c.mails if m.state != "dropped"]


def decide(client: Client, concern: int = 1, **fields: str) -> tuple[int, str]:
    """Post a verdict; return the status and the page that the person sees then."""
    response = client.post(f"/anliegen/{concern}/entscheiden/", CHANGE | fields, follow=True)
    return response.status_code, response.content.decode()


def test_one_click_confirms_and_goes_on_to_the_next_mail(city: City, desk: Client) -> None:
    """The usual case: open, confirm, next."""
    city.write("Wir brauchen einen Zuschuss.", subject="Eins")
    city.write("Noch ein Zuschuss.", subject="Zwei", sender="bob@verein.example")
    response = desk.post("/anliegen/1/entscheiden/", {"verdict": "confirm", "version": "1"})
    assert response.headers["Location"] == "/nachricht/2/"
    html = desk.get("/nachricht/2/").content.decode()
    assert "MO-2026-0001: geht an Projektförderung." in html
    assert "Rückgängig machen" in html
    assert [(m.office, m.basis, m.created_by) for m in mails(1)] == [("foerderung", "release", "alice")]
    response = desk.post("/anliegen/2/entscheiden/", {"verdict": "confirm", "version": "1"})
    assert response.headers["Location"] == "/"


def test_a_mail_with_two_concerns_stays_until_both_are_decided(city: City, desk: Client) -> None:
    """The page does not run away from what is still open."""
    city.write("Zuschuss und Satzung", subject="Beides")
    response = desk.post("/anliegen/1/entscheiden/", {"verdict": "confirm", "version": "1"})
    assert response.headers["Location"] == "/nachricht/1/"


@pytest.mark.parametrize(
    ("fields", "state", "kinds"),
    [
        pytest.param({"topic": "kultur", "office": "kulturamt"}, "queued", ["forward"], id="other topic and office"),
        pytest.param({"referral": "refer"}, "queued", ["refer"], id="refer"),
        pytest.param({"referral": "involve"}, "queued", ["forward"], id="involve"),
        pytest.param({"referral": "own"}, "own", [], id="own"),
        pytest.param({"referral": "bundle"}, "own", [], id="bundle"),
        pytest.param({"office": "anlaufstelle"}, "own", [], id="hand over to ourselves"),
        pytest.param({"verdict": "dismiss"}, "dismissed", [], id="not for us"),
        pytest.param({"verdict": "spam"}, "dismissed", [], id="spam"),
    ],
)
def test_each_verdict_does_what_it_says(city: City, desk: Client, fields: dict[str, str], state: str, kinds: list[str]) -> None:
    """State and mails follow the choice, and the verdict is kept."""
    city.write("Wir brauchen einen Zuschuss.")
    status, _ = decide(desk, **fields)
    assert status == 200
    assert reads.concern(1).state == state
    assert [m.kind for m in mails(1)] == kinds
    assert len(reads.concerns_of(1)[0].reviews) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"topic": ""}, "Bitte ein Thema wählen.", id="no topic"),
        pytest.param({"office": ""}, "Bitte zuerst eine Stelle wählen.", id="no office"),
        pytest.param({"referral": ""}, "Bitte wählen, wie es weitergeht.", id="no way"),
        pytest.param({"office": "kolleg"}, "außerhalb der Stadt nur mit Einwilligung; sonst", id="tier C without basis"),
        pytest.param({"office": "familienkasse"}, "nur mit Einwilligung oder gesetzlicher Pflicht", id="tier B without basis"),
        pytest.param({"office": "auslaenderbehoerde"}, "Besonders geschützt", id="A-sensitive without basis"),
        pytest.param({"office": "ohnepost"}, "keine Adresse bekannt", id="office without address"),
        pytest.param({"office": "kolleg", "basis": "consent"}, "das Kästchen ankreuzen", id="consent not recorded"),
        pytest.param(
            {"office": "kolleg", "basis": "consent", "channel": "phone"}, "das Kästchen ankreuzen", id="consent not agreed"
        ),
        pytest.param(
            {"office": "kolleg", "basis": "consent", "channel": "x", "agreed": "1"}, "das Kästchen", id="unknown channel"
        ),
        pytest.param({"topic": "nix"}, "gibt es in den Regeln nicht", id="unknown topic"),
        pytest.param({"office": "nix"}, "gibt es in den Regeln nicht", id="unknown office"),
    ],
)
def test_what_is_refused_is_said_kindly_and_nothing_is_lost(
    city: City, desk: Client, fields: dict[str, str], words: str
) -> None:
    """The page comes back with the reason and everything that was typed; nothing was written."""
    city.write("Wir brauchen einen Zuschuss.")
    status, html = decide(desk, note="Meine Notiz bleibt", **fields)
    assert status == 422
    assert words in html
    assert "Das ging noch nicht." in html
    assert "Meine Notiz bleibt" in html
    wanted = fields.get("office", "foerderung")
    if wanted and wanted != "nix":
        assert f'<option value="{wanted}" data-tier="{city.tools.book().offices[wanted].tier}" selected>' in html
    assert reads.concern(1).state == ConcernState.REVIEW
    assert mails(1) == []


def test_who_takes_a_case_over_at_once_may_find_the_topic_later(city: City, desk: Client) -> None:
    """Danger does not wait for a drop-down list."""
    city.write("Mein Mann schlägt mich, ich habe Angst um mein Leben.", subject="Hilfe")
    status, _ = decide(desk, topic="", office="", referral="own")
    assert status == 200
    assert (reads.concern(1).state, reads.concern(1).topic) == ("own", "unklar")


@pytest.mark.parametrize("office", ["kolleg", "familienkasse", "auslaenderbehoerde"])
def test_with_a_recorded_consent_it_may_leave(city: City, desk: Client, office: str) -> None:
    """Channel and checkbox make the consent; the mail names it as its basis."""
    city.write("Wir brauchen einen Zuschuss.")
    status, _ = decide(desk, office=office, basis="consent", channel="phone", agreed="1")
    assert status == 200
    assert [(m.office, m.basis) for m in mails(1)] == [(office, "consent")]


def test_a_legal_duty_goes_first(city: City, desk: Client) -> None:
    """An application for benefits is confirmed to another authority without consent, with its reason code."""
    city.write("Hiermit beantrage ich Kindergeld für meine Tochter.", subject="Antrag")
    item = reads.concern(1)
    assert (item.tier, item.referral) == ("B", "hand_over")
    html = desk.get("/nachricht/1/").content.decode()
    assert "weil § 16 SGB I es verlangt" in html
    desk.post("/anliegen/1/entscheiden/", {"verdict": "confirm", "version": "1"})
    assert [(m.basis, m.reason_code) for m in mails(1)] == [("legal_duty", "sgb1_16")]


def test_an_incomplete_suggestion_cannot_be_confirmed(city: City, desk: Client) -> None:
    """A crafted request does not get around the form."""
    city.write("Hallo, können Sie helfen?")
    status, html = decide(desk, verdict="confirm")
    assert status == 422
    assert "noch nicht vollständig" in html


def test_two_people_on_one_concern_do_not_overwrite_each_other(city: City, sign_in: Callable[..., Client]) -> None:
    """The second is told, sees what the first did, and keeps what was typed."""
    city.write("Wir brauchen einen Zuschuss.")
    alice, bob = sign_in(Role.CASES), sign_in(Role.CASES, name="bob")
    decide(alice)
    status, html = decide(bob, topic="kultur", office="kulturamt", note="Bobs Notiz")
    assert status == 409
    assert "inzwischen jemand anders bearbeitet" in html
    assert "Bobs Notiz" in html
    assert [m.office for m in mails(1)] == ["foerderung"]
    assert decide(bob, version="x")[0] == 409


def test_a_verdict_can_be_taken_back_until_the_mail_has_left(city: City, desk: Client) -> None:
    """Undo drops the waiting mail; afterwards it says that it is too late."""
    city.write("Wir brauchen einen Zuschuss.")
    decide(desk)
    response = desk.post("/anliegen/1/zuruecknehmen/", {"version": str(reads.concern(1).version)}, follow=True)
    assert "zurückgenommen" in response.content.decode()
    assert reads.concern(1).state == ConcernState.REVIEW
    assert mails(1) == []
    decide(desk, version=str(reads.concern(1).version))
    city.clock.forward(minutes=1)
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    response = desk.post("/anliegen/1/zuruecknehmen/", follow=True)
    assert "schon verlassen" in response.content.decode()
    assert reads.concern(1).state == ConcernState.HANDED_OVER


def test_after_a_failed_mail_the_same_office_can_be_tried_again(city: City, desk: Client) -> None:
    """A new verdict drops the failed mail and queues a new one."""
    from postlotse.core.names import Delivery
    from postlotse.testing import FakeSender

    city.write("Wir brauchen einen Zuschuss.")
    decide(desk)
    city.clock.forward(minutes=1)
    deliver(FakeSender([Delivery.SENT, Delivery.FAILED]), clock=city.clock, jitter=lambda: 0.5)
    item = reads.concern(1)
    assert item.state == ConcernState.FAILED
    status, _ = decide(desk, version=str(item.version))
    assert status == 200
    assert [m.state for m in mails(1)] == ["pending"]
    assert reads.counts().undelivered == 0


def test_the_preview_is_the_very_mail_that_leaves(city: City, desk: Client) -> None:
    """The text that is previewed is the text that is queued; the preview itself writes nothing."""
    city.write("Wir brauchen einen Zuschuss <b>bald</b>.", subject="Geld")
    response = desk.get("/anliegen/1/vorschau/?verdict=confirm")
    html = response.content.decode()
    assert response.status_code == 200
    assert "foerderung@stadt.example" in html
    assert "Wir brauchen einen Zuschuss &lt;b&gt;bald&lt;/b&gt;." in html
    assert mails(1) == []
    previewed = html.split('<div class="text" dir="auto">')[1].split("</div>")[0]
    desk.post("/anliegen/1/entscheiden/", {"verdict": "confirm", "version": "1"})
    sent = desk.get(f"/ausgang/{mails(1)[0].id}/").content.decode()
    assert previewed in sent
    assert "die ursprüngliche Mail, unverändert" in sent


def test_the_preview_tells_what_the_gate_would_say(city: City, desk: Client) -> None:
    """What may not leave has no preview, but a reason; what needs no mail says so."""
    city.write("Wir brauchen einen Zuschuss.")
    refused = desk.post("/anliegen/1/vorschau/", CHANGE | {"office": "kolleg"})
    assert refused.status_code == 422
    assert "nur mit Einwilligung" in refused.content.decode()
    allowed = desk.post(
        "/anliegen/1/vorschau/", CHANGE | {"office": "kolleg", "basis": "consent", "channel": "mail", "agreed": "1"}
    )
    assert "info@kolleg.example" in allowed.content.decode()
    own = desk.post("/anliegen/1/vorschau/", CHANGE | {"referral": "own"})
    assert "Dabei geht keine Mail hinaus." in own.content.decode()
    refer = desk.post("/anliegen/1/vorschau/", CHANGE | {"office": "kolleg", "referral": "refer"}).content.decode()
    assert "alice@verein.example" in refer
    assert "Bürgerkolleg, Gasse 2" in refer
    assert mails(1) == []


def test_what_asks_for_a_look_is_done_with_one_click(city: City, desk: Client) -> None:
    """Spam that was looked at leaves the page and stays in the store."""
    identity = city.write("Gewinnspiel! Jetzt klicken.", subject="Gewinn", sender="x@spam.example")
    assert reads.counts().spam == 1
    desk.post(f"/nachricht/{identity}/gesehen/")
    assert reads.counts().spam == 0
    assert reads.message(identity).attended_by == "alice"


@pytest.mark.parametrize(
    "path",
    [
        "/anliegen/1/entscheiden/",
        "/anliegen/1/zuruecknehmen/",
        "/nachricht/1/gesehen/",
        "/nachricht/1/erneut/",
        "/ausgang/1/aendern/",
    ],
)
def test_changes_need_a_role_a_post_and_a_token(city: City, sign_in: Callable[..., Client], path: str) -> None:
    """GET changes nothing, a request without token changes nothing, a role without content changes nothing."""
    city.write("Wir brauchen einen Zuschuss.")
    fields = CHANGE | {"verb": "hold"}
    assert sign_in(Role.CASES).get(path).headers["Location"].startswith(("/nachricht/1/", "/ausgang/1/"))
    strict = sign_in(Role.CASES, name="bob", strict=True).post(path, fields)
    assert strict.status_code == 403
    assert "Bitte noch einmal" in strict.content.decode()
    for name, role in (("charlie", Role.ADMINISTRATION), ("dora", Role.PRIVACY)):
        assert sign_in(role, name=name).post(path, fields).status_code == 403
    stranger = Client().post(path, fields)
    assert stranger.headers["Location"].startswith("/anmelden/")
    assert reads.concern(1).state == ConcernState.REVIEW
    assert [m.state for m in reads.mails_of_message(1)] == ["pending"]
