"""The morning page: what needs a person, in the right order, with true counts."""

import re
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postlotse.core.names import Delivery
from postlotse.desk.access import Role
from postlotse.flow.deliver import deliver
from postlotse.store import reads
from postlotse.testing import FakeSender
from tests.desk.conftest import City


def page(client: Client, path: str = "/") -> str:
    """Return a page that must be there."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    """Return the headlines of the list in their order."""
    return re.findall(r'class="item-link"[^>]*><bdi[^>]*>([^<]*)</bdi>', html)


def test_an_empty_queue_says_so_in_friendly_words(city: City, desk: Client) -> None:
    """Nothing open is a good morning, not an empty table."""
    html = page(desk)
    assert "Alles erledigt" in html
    assert "Hier ist nichts offen" in html
    assert "Es wartet keine Mail auf den Versand" in html


def test_a_concern_shows_what_is_needed_to_judge_it(city: City, desk: Client) -> None:
    """Subject, organisation, language, topic with share, office with tier word, and the rule's sentence stand in the list."""
    city.write("Wir brauchen einen Zuschuss für unser Projekt.", subject="Geld fürs Projekt")
    html = page(desk)
    for words in (
        "Geld fürs Projekt",
        "Verein der Freunde",
        "Deutsch",
        "Fördermittel &amp; Abrechnung",
        "93\u202f%",
        "Projektförderung",
        "(Stelle der Stadt)",
        "Fragen nach Zuschüssen gehen an die Projektförderung.",
        "MO-2026-0001",
        "heute, 13:00 Uhr",
    ):
        assert words in html, words
    assert "Eine Sache wartet auf Sie." in html


def test_danger_comes_first_then_what_is_due_then_the_oldest(city: City, desk: Client) -> None:
    """The order of the list is the order of the morning."""
    city.write("Wir möchten die Turnhalle nutzen.", subject="Alt")
    city.write("Wir brauchen die Turnhalle bis zum 20.03.2026, das ist die letzte Frist.", subject="Frist")
    city.write("Hiermit beantrage ich Kindergeld für mein Kind.", subject="Antrag")
    city.write("Mein Mann schlägt mich, ich habe Angst um mein Leben. Bitte Hilfe.", subject="Gefahr")
    order = [item.subject for item in reads.open_concerns(reads.ConcernState.REVIEW)]
    assert order[0] == "Gefahr"
    assert order[-1] == "Alt"
    assert order.index("Antrag") < order.index("Alt")
    assert titles(page(desk))[0] == "Gefahr"
    assert '<li class="badge danger">Gefahr</li>' in page(desk)


def test_every_group_has_its_place_and_its_count(city: City, desk: Client) -> None:
    """Answers, spam and unreadable mail stand apart from what is to decide; the counts are those of the database."""
    city.write("Wir brauchen einen Zuschuss.", subject="Eins")
    first = reads.message(1)
    city.write("Danke, hier noch die Unterlagen.", subject="Re: Eins", headers=[("In-Reply-To", "<1@verein.example>")])
    city.write("Gewinnspiel! Jetzt klicken.", subject="Gewinn", sender="x@spam.example")
    city.receive(b"From: a@b.example\r\nSubject: zu gross\r\n\r\n", problem="oversized")
    html = page(desk)
    counts = reads.counts()
    assert first.case_number == "MO-2026-0001"
    assert (counts.review, counts.answers, counts.spam, counts.shelved) == (1, 1, 1, 1)
    assert counts.for_people == 4
    for heading in ("Zu entscheiden", "Neue Antworten", "Zurückgelegt (unlesbar)", "Verdacht auf Werbung"):
        assert heading in html, heading
    assert "4 Sachen warten auf Sie." in html


def test_a_failed_forward_comes_back_as_undeliverable(city: City, desk: Client) -> None:
    """What the relay refuses is shown to a person again."""
    city.write("Genehmigung für unser Straßenfest?", subject="Fest")
    city.clock.forward(hours=1)
    deliver(FakeSender([Delivery.SENT, Delivery.FAILED]), clock=city.clock, jitter=lambda: 0.5)
    html = page(desk)
    assert "Unzustellbar" in html
    assert reads.counts().failed == 1
    assert "nicht zugestellt" in html


def test_what_leaves_by_itself_can_be_stopped_with_one_click(city: City, desk: Client) -> None:
    """An automatic forward waits its delay in plain sight, with a button to hold it."""
    city.write("Genehmigung für unser Straßenfest?", subject="Fest")
    html = page(desk)
    assert "Weiterleitung: Kulturamt" in html
    assert "in 10 Min." in html
    waiting = [m for m in reads.outgoing(reads.WAITING_MAIL, newest_first=False) if m.kind == "forward"]
    response = desk.post(f"/ausgang/{waiting[0].id}/aendern/", {"verb": "hold", "zurueck": "/"}, follow=True)
    assert "Angehalten." in response.content.decode()
    city.clock.forward(hours=1)
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    assert [p.recipient for p in city.sender.sent] == ["alice@verein.example"]


def test_what_was_sent_alone_in_the_last_day_is_listed(city: City, desk: Client) -> None:
    """Nothing goes out behind people's backs."""
    city.write("Genehmigung für unser Straßenfest?", subject="Fest")
    city.clock.forward(hours=1)
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    assert "von selbst gesendet" in page(desk)
    city.clock.forward(hours=25)
    assert "von selbst gesendet" not in page(desk)


def test_long_lists_are_cut_into_pages(city: City, desk: Client) -> None:
    """Fifty on a page; a page number out of range or nonsense shows the nearest page."""
    for n in range(53):
        city.write(f"Wir brauchen einen Zuschuss, Nummer {n}.", subject=f"Nummer {n}", sender=f"a{n}@verein.example")
    assert titles(page(desk))[:2] == ["Nummer 0", "Nummer 1"]
    assert len([t for t in titles(page(desk, "/?seite=2")) if t.startswith("Nummer")]) == 3
    assert "Seite 2 von 2" in page(desk, "/?seite=99")
    assert "Seite 1 von 2" in page(desk, "/?seite=<script>")


def test_the_number_of_queries_does_not_grow_with_the_list(city: City, desk: Client) -> None:
    """Thirty open concerns cost as many queries as three."""
    for n in range(3):
        city.write(f"Zuschuss und Turnhalle {n}", subject=f"A {n}", sender=f"a{n}@verein.example")
    page(desk)
    with CaptureQueriesContext(connection) as few:
        page(desk)
    for n in range(30):
        city.write(f"Zuschuss und Turnhalle, mehr {n}", subject=f"B {n}", sender=f"b{n}@verein.example")
    with CaptureQueriesContext(connection) as many:
        page(desk)
    assert len(many) == len(few)
    assert len(many) <= 20


def test_open_work_is_found_by_index(city: City, desk: Client) -> None:
    """No query of the morning page walks through a whole table, however many closed cases there are."""
    city.write("Wir brauchen einen Zuschuss.", subject="Eins")
    with CaptureQueriesContext(connection) as captured:
        page(desk)
    if connection.vendor != "sqlite":
        return
    for query in captured:
        sql = query["sql"]
        if "store_" not in sql or not sql.startswith("SELECT"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = [row[3] for row in cursor.fetchall()]
        assert not [step for step in plan if step.startswith("SCAN store_")], (sql, plan)


def test_without_a_case_role_the_list_shows_no_content(city: City, sign_in: Callable[..., Client]) -> None:
    """Administration and data protection see ids, topics, rules and counts; never a subject, a name or an address."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geheimer Betreff", sender="Bob Geheim <bob@verein.example>")
    city.write("Gewinnspiel! Jetzt klicken.", subject="Geheimer Gewinn", sender="x@spam.example")
    for name, role in (("bob", Role.ADMINISTRATION), ("charlie", Role.PRIVACY)):
        html = page(sign_in(role, name=name))
        for secret in ("Geheim", "bob@verein", "x@spam", "Zuschuss "):
            assert secret not in html, (role, secret)
        assert "Fördermittel" in html
        assert "MO-2026-0001" in html
        assert "Nachricht 1" in html
