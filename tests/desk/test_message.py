"""One mail a page: its text, what was understood, why, and what would leave."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from postlotse.desk.access import Role
from postlotse.desk.mailview import without_links
from tests.desk.conftest import City

HTML = "<p>Guten <b>Tag</b></p><script>alert(1)</script><img src='https://tracker.example/x.gif'><a href='https://a.example'>hier</a>"


def page(client: Client, path: str) -> str:
    """Return a page that must be there."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_newest_text_stands_first_and_old_mail_is_folded(city: City, desk: Client) -> None:
    """Quotation and signature are there, but folded away."""
    text = "Wir brauchen einen Zuschuss.\n\nAm 01.03.2026 schrieb Bob:\n> Alter Text\n> noch einer\n\n-- \nAlice, Vorsitzende\n"
    identity = city.write(text, subject="Geld")
    html = page(desk, f"/nachricht/{identity}/")
    assert '<div class="text" dir="ltr" lang="de">Wir brauchen einen <mark>Zuschuss</mark>.</div>' in html
    folded = re.findall(r"<details class=\"fold\">.*?</details>", html, re.S)
    assert any("Alter Text" in part for part in folded)


def test_arabic_text_runs_from_right_to_left_in_its_own_block(city: City, desk: Client) -> None:
    """Language and direction are told to the browser."""
    identity = city.write("نريد تنظيم حفلة موسيقية", subject="حفلة")
    html = page(desk, f"/nachricht/{identity}/")
    assert '<div class="text" dir="rtl" lang="ar">' in html
    assert "Arabisch" in html


def test_the_facts_need_no_translation(city: City, desk: Client) -> None:
    """Language, organisation, earlier contacts, attachments and the reason for the acknowledgement stand beside the text."""
    city.write("Guten Tag, eine frühere Frage.", subject="Früher")
    identity = city.write("Zuschuss bitte", subject="Geld", attachments=[("plan.pdf", b"x" * 3000)])
    html = page(desk, f"/nachricht/{identity}/")
    for words in ("Verein der Freunde, Nordstadt", "eine frühere Mail", "Früher", "plan.pdf", "3 kB", "Eingang wird bestätigt"):
        assert words in html, words
    assert "&lt;alice@verein.example&gt;" in html


def test_every_reason_and_every_rule_can_be_read(city: City, desk: Client) -> None:
    """The page says why, and which rules were tried."""
    identity = city.write("Wir brauchen einen Zuschuss.", subject="Geld")
    html = page(desk, f"/nachricht/{identity}/")
    assert "Fragen nach Zuschüssen gehen an die Projektförderung." in html
    assert "Dafür sprechen: Zuschuss" in html
    assert "<strong>geld</strong>: trifft zu" in html


def test_a_tier_c_office_is_explained_in_words(city: City, desk: Client) -> None:
    """Why only the contact is named is said, not hinted at."""
    identity = city.write("Unsere Satzung muss geändert werden.", subject="Satzung")
    html = page(desk, f"/nachricht/{identity}/")
    assert "Verein, Stiftung oder privat" in html
    assert "Darum nennen wir nur den Kontakt." in html
    assert "Bestätigen</button>" not in html
    assert "verweisen an Bürgerkolleg" in html


def test_an_unclear_topic_cannot_be_confirmed_but_the_form_is_open(city: City, desk: Client) -> None:
    """A guess that abstained asks the person to choose."""
    identity = city.write("Hallo, können Sie helfen?", subject="Frage")
    html = page(desk, f"/nachricht/{identity}/")
    assert "das Thema ist zu unsicher" in html
    assert 'value="confirm"' not in html
    assert '<details class="change" open' in html


def test_offices_are_grouped_by_tier_in_words(city: City, desk: Client) -> None:
    """The list of offices shows who is outside the city."""
    html = page(desk, f"/nachricht/{city.write('Zuschuss')}/")
    assert re.findall(r'<optgroup label="([^"]+)">', html) == [
        "Stelle der Stadt",
        "Stadt, erst fragen",
        "andere Behörde",
        "außerhalb",
    ]


def test_html_is_shown_only_in_a_frame_that_can_do_nothing(city: City, desk: Client) -> None:
    """Text by default; the frame is sandboxed twice, by attribute and by policy."""
    identity = city.write("Guten Tag", html=HTML)
    assert "<iframe" not in page(desk, f"/nachricht/{identity}/")
    shown = page(desk, f"/nachricht/{identity}/?ansicht=html")
    assert f'<iframe class="frame" sandbox title="Die Mail, wie sie gestaltet wurde" src="/nachricht/{identity}/html/"' in shown
    response = desk.get(f"/nachricht/{identity}/html/")
    body = response.content.decode()
    assert "<b>Tag</b>" in body
    assert '<span class="link">hier <span class="target" dir="ltr">[https://a.example]</span></span>' in body
    for hostile in ("<script", "tracker.example", "<img", "<a ", "href"):
        assert hostile not in body, hostile
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert policy.endswith("sandbox")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_mail_without_html_has_no_frame(city: City, desk: Client) -> None:
    """There is nothing to show."""
    assert desk.get(f"/nachricht/{city.write('Nur Text')}/html/").status_code == 404


def test_the_original_is_a_file_never_a_page(city: City, desk: Client) -> None:
    """Downloaded byte for byte with safe headers."""
    identity = city.write("Guten Tag", html=HTML)
    response = desk.get(f"/nachricht/{identity}/original/")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == f'attachment; filename="nachricht-{identity}.eml"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<script>alert(1)</script>" in response.content


def test_a_shelved_mail_offers_the_original_and_another_try(city: City, desk: Client) -> None:
    """What could not be read is not lost."""
    identity = city.receive(b"From: a@b.example\r\n\r\n", problem="oversized")
    html = page(desk, f"/nachricht/{identity}/")
    assert "größer als erlaubt" in html
    assert "Original herunterladen" in html
    response = desk.post(f"/nachricht/{identity}/erneut/", follow=True)
    assert "noch einmal gelesen" in response.content.decode()
    again = desk.post(f"/nachricht/{identity}/erneut/", follow=True)
    assert "liegt nicht zurück" in again.content.decode()


def test_unknown_ids_are_404_with_a_way_back(city: City, desk: Client) -> None:
    """No id leads to an error page without a way on."""
    for path in (
        "/nachricht/99/",
        "/nachricht/99/original/",
        "/vorgang/MO-1999-0001/",
        "/ausgang/99/",
        "/anliegen/9/vorschau/",
    ):
        response = desk.get(path)
        assert response.status_code == 404, path
        assert "Zum Eingang" in response.content.decode()


def test_the_case_tells_the_conversation_in_order(city: City, desk: Client) -> None:
    """In, decided, out: one after the other, with words for each state."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geld")
    desk.post("/anliegen/1/entscheiden/", {"verdict": "confirm", "version": "1"})
    city.clock.forward(hours=1)
    city.write("Noch eine Frage dazu.", subject="Re: Geld", headers=[("In-Reply-To", "<1@verein.example>")])
    html = page(desk, "/vorgang/MO-2026-0001/")
    order = [html.index(words) for words in ("event-in", "alice: bestätigt", "Antwort:")]
    assert order == sorted(order)
    assert "Weiterleitung an Projektförderung" in html


def test_queries_of_a_page_are_bounded(city: City, desk: Client) -> None:
    """Three concerns cost no more than one and a fixed number of queries."""
    one = city.write("Zuschuss", subject="Eins")
    three = city.write("Zuschuss, Satzung, Turnhalle und Kindergeld", subject="Drei", sender="bob@verein.example")
    page(desk, f"/nachricht/{one}/")
    with CaptureQueriesContext(connection) as few:
        page(desk, f"/nachricht/{one}/")
    with CaptureQueriesContext(connection) as many:
        assert page(desk, f"/nachricht/{three}/").count('class="card panel') > 1
    assert len(many) == len(few)
    assert len(many) <= 14


def test_content_needs_a_case_role(city: City, sign_in: Callable[..., Client]) -> None:
    """Administration, data protection and people without a role get a kind 403 on every page with content."""
    identity = city.write("Wir brauchen einen Zuschuss.", subject="Geheim", html=HTML)
    paths = [f"/nachricht/{identity}/", f"/nachricht/{identity}/html/", f"/nachricht/{identity}/original/",
             "/anliegen/1/vorschau/?verdict=confirm", "/ausgang/1/", "/vorgang/MO-2026-0001/"]  # fmt: skip
    for name, roles in (("bob", [Role.ADMINISTRATION]), ("charlie", [Role.PRIVACY]), ("dora", [])):
        client = sign_in(*roles, name=name)
        for path in paths:
            response = client.get(path)
            assert response.status_code == 403, (roles, path)
            assert "keine Inhalte von Mails" in response.content.decode()
            assert "Geheim" not in response.content.decode()
    both = sign_in(Role.ADMINISTRATION, Role.CASES, name="eva")
    assert both.get(paths[0]).status_code == 200
    assert sign_in(name="root", superuser=True).get(paths[0]).status_code == 200


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param(
            '<p><a href="https://a.example/?x=1&amp;y=2" rel="noopener">hier</a></p>',
            '<p><span class="link">hier <span class="target" dir="ltr">[https://a.example/?x=1&amp;y=2]</span></span></p>',
            id="a link",
        ),
        pytest.param(
            '<a href="https://a.example/>&quot;<b>">x</a>',
            '<span class="link">x <span class="target" dir="ltr">[https://a.example/&gt;&quot;&lt;b&gt;]</span></span>',
            id="odd signs",
        ),
        pytest.param('<a rel="noopener">x</a>', '<span class="link">x</span>', id="no target"),
        pytest.param("kein Link", "kein Link", id="none"),
        pytest.param("<abbr>x</abbr>", "<abbr>x</abbr>", id="another element"),
    ],
)
def test_links_become_text(html: str, shown: str) -> None:
    """Words and target, nothing to click."""
    assert without_links(html) == shown
