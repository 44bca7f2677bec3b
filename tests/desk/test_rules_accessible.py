"""The pages on rules as a program can check them, with an error, a draft, a failing test and a replay on them."""

from collections.abc import Callable

import pytest
from django.test import Client

from postlotse.desk.access import Role
from tests.desk.conftest import City
from tests.desk.rules_folder import Folder
from tests.desk.rules_forms import draft, save, verb
from tests.desk.test_accessible import Page

PATHS = [
    "/regeln/",
    "/regeln/stellen/",
    "/regeln/stellen/kulturamt/",
    "/regeln/neu/stellen/",
    "/regeln/themen/foerdermittel/",
    "/regeln/vereine/verein/",
    "/regeln/weiterleitung/",
    "/regeln/weiterleitung/fest/",
    "/regeln/weiterleitung/verein/",
    "/regeln/neu/weiterleitung/",
    "/regeln/entwurf/1/",
    "/regeln/fassungen/",
]


def check(html: str) -> None:
    """Assert language, headings, labels, names and ids."""
    page = Page(html)
    assert page.language == "de"
    assert page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), page.headings
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
    for field in page.fields:
        assert field["inside"] or field.get("id") in page.labelled, field
    for name, text in page.named:
        assert text, name
    assert set(page.references) <= set(page.ids), set(page.references) - set(page.ids)
    assert page.landmarks.count("main") == 1
    assert " style=" not in html


@pytest.fixture
def admin(folder: Folder, city: City, sign_in: Callable[..., Client]) -> Client:
    """Administration with a draft that changes much and fails a test, tried on a mail."""
    city.write("Wir brauchen einen Zuschuss.", subject="Geld")
    client = sign_in(Role.ADMINISTRATION)
    save(client, "/regeln/stellen/kulturamt/", address="neu@stadt.example", aliases="Amt 41", contact="Markt 2")
    save(client, "/regeln/weiterleitung/geld/", then__office="kulturamt", verb="stay")
    save(client, "/regeln/weiterleitung/verein/", verb="up")
    verb(client, "replay")
    return client


@pytest.mark.parametrize("path", PATHS)
def test_a_page_on_rules_can_be_used_without_seeing_it(admin: Client, path: str) -> None:
    """Language, headings, labels, names and ids; no style in the page, since the policy would not apply it."""
    check(admin.get(path).content.decode())


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_too(folder: Folder, desk: Client, path: str) -> None:
    """The same for those who only read."""
    answer = desk.get(path)
    if answer.status_code == 200:
        check(answer.content.decode())


def test_a_form_with_mistakes(admin: Client) -> None:
    """The summary names each mistake and leads to its field; the field refers to its sentence."""
    html = save(admin, "/regeln/stellen/kulturamt/", address="kein at", checked_on="gestern").content.decode()
    check(html)
    assert html.count('aria-invalid="true"') == 2
    assert 'aria-describedby="f-address-hinweis f-address-fehler"' in html
    assert 'role="alert"' in html


def test_a_refused_draft(admin: Client) -> None:
    """What stops a draft stands in an alert above it."""
    html = verb(admin, "activate").content.decode()
    check(html)
    assert "Nicht in Kraft gesetzt" in html
    assert draft().title


def test_bars_have_their_figures_as_text(admin: Client) -> None:
    """A bar is never the only place of a number."""
    html = admin.get("/regeln/entwurf/1/").content.decode()
    assert html.count("<svg") == html.count('aria-hidden="true" focusable="false"')
    assert "1 gehen" in html or "Eine geht woanders hin" in html


def test_arabic_words_are_marked_as_such(admin: Client) -> None:
    """Screen readers and line breaks need the language and its direction."""
    assert 'lang="ar" dir="rtl"' in admin.get("/regeln/themen/foerdermittel/").content.decode()
