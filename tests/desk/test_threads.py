"""Where a mail belongs, at the desk: what it may belong to, numbers of others, and an answer that becomes its own case."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from postlotse.desk.access import Role
from postlotse.store.models import CaseRow, MessageRow
from tests.desk.conftest import City

OPENED = "<opened@verein.example>"


def answered(city: City, text: str = "Noch etwas dazu.", **kwargs: object) -> int:
    """Let Alice open a case and answer in it; return the answer's id."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geld", message_id=OPENED)
    kwargs.setdefault("subject", "AW: Geld")
    return city.write(text, headers=[("In-Reply-To", OPENED)], **kwargs)


def page(client: Client, path: str) -> str:
    """Return a page that must be there."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_strangers_mail_names_the_case_and_the_case_names_it(city: City, desk: Client) -> None:
    """Linked both ways; which case it gets nobody decides by itself."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geld")
    other = city.write("Ich auch.", subject="Zu MO-2026-0001", sender="Eve <eve@fremd.example>")
    html = page(desk, f"/nachricht/{other}/")
    assert 'Gehört vielleicht zum Vorgang <a href="/vorgang/MO-2026-0001/">' in html
    html = page(desk, "/vorgang/MO-2026-0001/")
    assert "Gehört vielleicht dazu" in html
    assert f'href="/nachricht/{other}/"' in html
    assert "Gehört vielleicht" not in page(desk, "/vorgang/MO-2026-0002/")


def test_an_answer_about_something_new_says_so_in_the_list_and_on_its_page(city: City, desk: Client) -> None:
    """Staff reads the reason before opening it, and finds the button beside it."""
    identity = answered(city, "Jetzt geht es um unser Straßenfest.", subject="Fest")
    assert "vielleicht ein neues Anliegen" in page(desk, "/")
    html = page(desk, f"/nachricht/{identity}/")
    assert "vielleicht ein neues Anliegen" in html
    assert "Als neuen Vorgang führen" in html


def test_the_button_makes_it_a_case_of_its_own(city: City, desk: Client) -> None:
    """A click, a new number, a concern to decide; the old case is named and no longer holds the mail."""
    identity = answered(city, "Jetzt geht es um unser Straßenfest.", subject="Fest")
    city.clock.now += timedelta(days=1)
    response = desk.post(f"/nachricht/{identity}/eigener-vorgang/", follow=True)
    html = response.content.decode()
    assert (200, "MO-2026-0002") == (response.status_code, CaseRow.objects.latest("id").number)
    assert "Als eigener Vorgang aufgenommen" in html
    assert 'War eine Antwort im Vorgang <a href="/vorgang/MO-2026-0001/">' in html
    assert ("Als neuen Vorgang führen" in html, "Bestätigen" in html) == (False, True)
    again = desk.post(f"/nachricht/{identity}/eigener-vorgang/", follow=True).content.decode()
    assert "ist keine Antwort in einem Vorgang" in again
    assert 2 == CaseRow.objects.count()


def test_only_case_work_may_split_and_only_by_post(city: City, sign_in: Callable[..., Client]) -> None:
    """Another role is refused; a link that somebody follows changes nothing."""
    identity = answered(city)
    assert 403 == sign_in(Role.PRIVACY, name="rita").post(f"/nachricht/{identity}/eigener-vorgang/").status_code
    sign_in(Role.CASES, name="clara").get(f"/nachricht/{identity}/eigener-vorgang/")
    assert "joined_case" == MessageRow.objects.get(pk=identity).outcome


def test_numbers_of_others_stand_on_the_page_of_the_case(city: City, desk: Client) -> None:
    """As they were written, and harmless whatever they hold."""
    answered(city, subject="AW: Geld [Ticket#998877] AZ 51.2-17/26<b>")
    html = page(desk, "/vorgang/MO-2026-0001/")
    assert "Zeichen anderer Stellen" in html
    assert "<bdi>[Ticket#998877]</bdi>" in html or "<bdi>Ticket#998877</bdi>" in html
    assert "26<b>" not in html
