"""What the page of a message says beside its text: who wrote it first, appointments, attachments' text, warnings."""

from collections.abc import Callable

from django.test import Client

from postlotse.desk.access import Role
from postlotse.store.models import CaseRow
from tests.desk.conftest import City

FORWARD = (
    "-----Ursprüngliche Nachricht-----\nVon: Bahar <b>Kaya</b> <bahar@kultur.example>\nGesendet: Montag, 2. März 2026 10:00\n"
    "An: info@verein.example\nBetreff: Fest\n\nWir planen ein Straßenfest.\n"
)
EVENT = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Runder Tisch\r\nDTSTART:20260305T170000Z\r\n"
    "DTEND:20260305T180000Z\r\nLOCATION:Rathaus <Saal 1>\r\nORGANIZER;CN=Eva:mailto:eva@rat.example\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def page(client: Client, identity: int) -> str:
    """Return the page of a message."""
    response = client.get(f"/nachricht/{identity}/")
    assert response.status_code == 200
    return response.content.decode()


def raw(content_type: str, body: str, *, sender: str = "Alice <alice@verein.example>", encoding: str = "8bit") -> bytes:
    """Return a message of one part."""
    return (
        f"From: {sender}\r\nTo: integration@stadt.example\r\nSubject: Post\r\nMessage-ID: <p@verein.example>\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}"
    ).encode()


def test_the_writer_of_a_forward_is_named_and_taken_by_a_click(city: City, desk: Client) -> None:
    """Harmless whatever the name holds; the button makes them the sender, the next one undoes it."""
    identity = city.write(FORWARD, subject="WG: Fest")
    html = page(desk, identity)
    assert "ursprünglich von" in html
    assert "bahar@kultur.example" in html
    assert "<b>Kaya" not in html
    assert "Als Absender übernehmen" in html
    html = desk.post(f"/nachricht/{identity}/absender/", {"who": "original"}, follow=True).content.decode()
    assert "Antworten gehen jetzt an bahar@kultur.example." in html
    assert ("Als Absender übernehmen" in html, "doch an die weiterleitende Person" in html) == (False, True)
    assert "bahar@kultur.example" == CaseRow.objects.get().sender
    assert "bahar@kultur.example" in desk.get("/vorgang/MO-2026-0001/").content.decode()
    html = desk.post(f"/nachricht/{identity}/absender/", {"who": "author"}, follow=True).content.decode()
    assert "Als Absender übernehmen" in html
    assert "alice@verein.example" == CaseRow.objects.get().sender


def test_only_case_work_may_choose_and_only_by_post(city: City, sign_in: Callable[..., Client]) -> None:
    """Another role is refused; a link that somebody follows changes nothing."""
    identity = city.write(FORWARD, subject="WG: Fest")
    assert 403 == sign_in(Role.PRIVACY, name="rita").post(f"/nachricht/{identity}/absender/", {"who": "original"}).status_code
    sign_in(Role.CASES, name="clara").get(f"/nachricht/{identity}/absender/?who=original")
    assert "alice@verein.example" == CaseRow.objects.get().sender


def test_a_mail_that_names_nobody_else_offers_nothing(city: City, desk: Client) -> None:
    """No button, and a request made by hand is refused in a sentence."""
    identity = city.write("Wir planen ein Straßenfest.")
    assert "ursprünglich von" not in page(desk, identity)
    html = desk.post(f"/nachricht/{identity}/absender/", {"who": "original"}, follow=True).content.decode()
    assert "nennt keine andere Person" in html


def test_appointments_stand_there_in_a_sentence(city: City, desk: Client) -> None:
    """Once, beside the text or as the text, with the time of the town hall's clock, and escaped."""
    alone = raw("text/calendar; method=REQUEST; charset=utf-8", EVENT)
    beside = (
        "--b\r\nContent-Type: text/plain\r\n\r\nBitte vormerken.\r\n"
        f"--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n{EVENT}--b--\r\n"
    )
    said = "Runder Tisch am Donnerstag, 5. März 2026, 18:00–19:00 Uhr, Ort: Rathaus &lt;Saal 1&gt;"
    for message in (alone, raw("multipart/mixed; boundary=b", beside)):
        assert page(desk, city.receive(message)).count(said) == 1


def test_the_text_of_attachments_is_there_folded(city: City, desk: Client) -> None:
    """When the mail itself says nothing."""
    html = page(desk, city.write("Siehe Anhang.", attachments=[("Brief.txt", "Wir planen ein <Straßenfest> im Mai.".encode())]))
    before, _, after = html.partition("<summary>Aus den Anhängen</summary>")
    assert before.rstrip().endswith('<details class="fold">')
    assert "&lt;" in after[:200]
    assert "Straßenfest" in after[:300]


def test_warnings_are_given(city: City, desk: Client) -> None:
    """Of what cannot be read, and of names that only look like known ones; not of ordinary mail."""
    armour = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n"
    html = page(desk, city.receive(raw("text/plain", armour)))
    assert "verschlüsselt (PGP)" in html
    html = page(desk, city.receive(raw("text/plain; charset=utf-8", "Hallo", sender="Stаdtkasse <a@verein.example>")))
    assert "Schriften gemischt" in html
    html = page(desk, city.write("Wir planen ein Straßenfest.", message_id="<z@verein.example>"))
    assert ("verschlüsselt (" in html, "Schriften gemischt" in html) == (False, False)
