"""What we keep ourselves stays in sight until it is done, and every case can be opened by its number."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postlotse.core.names import ConcernState
from postlotse.desk.access import Role
from postlotse.store import reads
from tests.desk.conftest import City


def keep(client: Client, concern: int) -> None:
    """Keep a concern ourselves."""
    client.post(f"/anliegen/{concern}/entscheiden/", {"verdict": "change", "referral": "own", "version": "1"})


def test_what_is_kept_is_listed_until_it_is_done(city: City, desk: Client) -> None:
    """It stands on the queue page with a true count; one click ends it without a mail, and the history shows it."""
    city.write("Wir brauchen einen Zuschuss.", subject="Behalten")
    keep(desk, 1)
    html = desk.get("/").content.decode()
    assert "In Eigenbearbeitung" in html
    assert "Behalten" in html
    assert reads.counts().own == 1
    assert 'value="done"' in desk.get("/nachricht/1/").content.decode()
    version = str(reads.concern(1).version)
    response = desk.post("/anliegen/1/entscheiden/", {"verdict": "done", "version": version}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "MO-2026-0001: erledigt." in response.content.decode()
    assert "In Eigenbearbeitung" not in desk.get("/").content.decode()
    assert reads.concern(1).state == ConcernState.DONE
    assert [r.verdict for r in reads.concerns_of(1)[0].reviews] == ["own", "done"]
    assert "alice: erledigt" in desk.get("/vorgang/MO-2026-0001/").content.decode()


def test_done_can_be_taken_back_and_is_only_for_what_is_kept(city: City, desk: Client) -> None:
    """Undo leads back to the list; an open concern is not done by a crafted request."""
    city.write("Wir brauchen einen Zuschuss.")
    refused = desk.post("/anliegen/1/entscheiden/", {"verdict": "done", "version": "1"})
    assert refused.status_code == 409
    assert "nur, was in Eigenbearbeitung ist" in refused.content.decode()
    keep(desk, 1)
    desk.post("/anliegen/1/entscheiden/", {"verdict": "done", "version": "2"})
    response = desk.post("/anliegen/1/zuruecknehmen/", {"version": "3"}, follow=True)
    assert "wieder in Eigenbearbeitung" in response.content.decode()
    assert reads.concern(1).state == ConcernState.OWN


def test_the_list_of_kept_work_is_cut_counted_and_found_by_index(city: City, desk: Client) -> None:
    """Urgent first, then the oldest, 25 at most; the number above is the whole number; no table is walked through."""
    city.write("Wir brauchen einen Zuschuss.", subject="Erstes")
    city.write("Mein Mann schlägt mich, ich habe Angst um mein Leben.", subject="Gefahr", sender="b@verein.example")
    for n in range(26):
        city.write(f"Wir brauchen einen Zuschuss, {n}.", subject=f"Nummer {n}", sender=f"a{n}@verein.example")
    for concern in range(1, 29):
        keep(desk, concern)
    items = reads.own_concerns(limit=25)
    assert [i.subject for i in items[:3]] == ["Gefahr", "Erstes", "Nummer 0"]
    assert len(items) == 25
    with CaptureQueriesContext(connection) as captured:
        html = desk.get("/").content.decode()
    assert '<span class="count">28</span>' in html
    assert "Gezeigt werden 25" in html
    if connection.vendor != "sqlite":
        return
    for sql in [q["sql"] for q in captured if q["sql"].startswith("SELECT") and "store_concern" in q["sql"]]:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = [row[3] for row in cursor.fetchall()]
        assert not [step for step in plan if step.startswith("SCAN store_")], (sql, plan)


def test_without_a_case_role_kept_work_shows_no_content(city: City, desk: Client, sign_in: Callable[..., Client]) -> None:
    """Number and topic, no subject, no name, no button, no field."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geheim", sender="Bob Geheim <bob@verein.example>")
    keep(desk, 1)
    client = sign_in(Role.PRIVACY, name="dora")
    html = client.get("/").content.decode()
    assert "In Eigenbearbeitung" in html
    assert "MO-2026-0001" in html
    for secret in ("Geheim", "bob@verein", 'value="done"', 'name="nummer"'):
        assert secret not in html, secret
    assert client.get("/vorgang/", {"nummer": "1"}).status_code == 403


@pytest.mark.parametrize("number", ["1", "0001", " MO-2026-0001 ", "mo-2026-1", "2026-1", "MO 2026 0001"])
def test_a_case_opens_by_its_number(city: City, desk: Client, number: str) -> None:
    """Whole or short, as people write it."""
    city.write("Wir brauchen einen Zuschuss.")
    assert desk.get("/vorgang/", {"nummer": number}).headers["Location"] == "/vorgang/MO-2026-0001/"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("42", "mit der Nummer 42 gibt es nicht"),
        ("MO-1999-0001", "mit der Nummer MO-1999-0001 gibt es nicht"),
        ("", "Bitte eine Vorgangsnummer eingeben"),
        ("abc", "Bitte eine Vorgangsnummer eingeben"),
        ("9" * 30, "Bitte eine Vorgangsnummer eingeben"),
        ("<script>", "Bitte eine Vorgangsnummer eingeben"),
    ],
)
def test_an_unknown_number_is_said_kindly(city: City, desk: Client, number: str, words: str) -> None:
    """The queue comes back with a sentence."""
    response = desk.get("/vorgang/", {"nummer": number}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert words in response.content.decode()
