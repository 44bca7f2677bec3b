"""Pages on rules: who may open which, and what they show."""

from collections.abc import Callable

import pytest
from django.test import Client

from postlotse.desk.access import Role
from tests.desk.conftest import City
from tests.desk.rules_folder import Folder

PAGES = {
    "/regeln/": "Was gilt",
    "/regeln/stellen/": "Kulturamt",
    "/regeln/stellen/kulturamt/": "Kulturamt, Markt 1",
    "/regeln/themen/": "Veranstaltung &amp; Genehmigung",
    "/regeln/themen/foerdermittel/": "Zuschuss*",
    "/regeln/vereine/": "Verein der Freunde",
    "/regeln/vereine/verein/": "verein.example",
    "/regeln/weiterleitung/": "Feste gehen von selbst",
    "/regeln/weiterleitung/fest/": "geht von selbst",
    "/regeln/weiterleitung/verein/": "Vereinsfragen beantwortet",
    "/regeln/fassungen/": "vom Dienst bemerkt",
}
FORMS = ["/regeln/neu/stellen/", "/regeln/neu/themen/", "/regeln/neu/vereine/", "/regeln/neu/weiterleitung/"]


@pytest.mark.parametrize("role", [*Role, None], ids=[*(r.value for r in Role), "ohne"])
@pytest.mark.parametrize("path", [*PAGES, *FORMS])
def test_who_may_open_which_page(folder: Folder, sign_in: Callable[..., Client], path: str, role: Role | None) -> None:
    """Everyone with a role reads; only administration gets an empty form; without a role nothing opens."""
    client = sign_in(*([role] if role else []))
    answer = client.get(path)
    allowed = role is not None and (path in PAGES or role is Role.ADMINISTRATION)
    assert answer.status_code == (200 if allowed else 403)
    if allowed and path in PAGES:
        assert PAGES[path] in answer.content.decode()


@pytest.mark.parametrize("role", [Role.CASES, Role.PRIVACY], ids=lambda r: r.value)
@pytest.mark.parametrize(
    "path", ["/regeln/stellen/kulturamt/", "/regeln/neu/stellen/", "/regeln/weiterleitung/fest/", "/regeln/entwurf/1/aendern/"]
)
def test_only_administration_changes_anything(folder: Folder, sign_in: Callable[..., Client], path: str, role: Role) -> None:
    """The view refuses, whatever the page shows; the folder stays as it was."""
    before = folder.read("offices.yaml")
    answer = sign_in(role).post(path, {"name": "Anders", "verb": "save", "stand": "0:x"})
    assert answer.status_code == 403
    assert folder.read("offices.yaml") == before


@pytest.mark.parametrize("role", [Role.CASES, Role.PRIVACY], ids=lambda r: r.value)
def test_readers_see_words_and_no_form(folder: Folder, sign_in: Callable[..., Client], role: Role) -> None:
    """What stands in the file is told in words: names in place of ids, days as people write them."""
    html = sign_in(role).get("/regeln/stellen/kulturamt/").content.decode()
    assert "<textarea" not in html
    assert "Projektförderung" in html
    assert "20.07.2026" in html
    assert "In den Entwurf speichern" not in html


@pytest.mark.parametrize(
    "path", ["/regeln/quatsch/", "/regeln/stellen/niemand/", "/regeln/entwurf/99/", "/regeln/fassungen/abcdef12/"]
)
def test_what_is_not_there_is_not_found(folder: Folder, sign_in: Callable[..., Client], path: str) -> None:
    """Unknown kinds, ids, drafts and versions are 404."""
    assert sign_in(Role.ADMINISTRATION).get(path).status_code == 404


def test_without_a_folder_there_is_no_page_and_no_link(city: City, desk: Client) -> None:
    """A desk that was not told of a folder says so."""
    assert desk.get("/regeln/").status_code == 404
    assert 'href="/regeln/"' not in desk.get("/").content.decode()


def test_the_list_finds_what_stands_in_a_thing(folder: Folder, sign_in: Callable[..., Client]) -> None:
    """Search looks at everything that is said of a thing."""
    html = sign_in(Role.CASES).get("/regeln/stellen/?suche=markt 1").content.decode()
    assert "Kulturamt" in html
    assert "Bürgerkolleg" not in html


@pytest.mark.parametrize("role", [Role.CASES, Role.ADMINISTRATION], ids=lambda r: r.value)
def test_a_broken_folder_is_told_on_every_page(folder: Folder, sign_in: Callable[..., Client], role: Role) -> None:
    """File and line, a sentence, a cure; the last good set stays in use."""
    folder.edit("offices.yaml", "deputy: foerderung", "deputy: foerderun")
    client = sign_in(role)
    for path in ("/", "/ausgang/", "/zustand/", "/regeln/"):
        html = client.get(path).content.decode()
        assert "offices.yaml:12" in html, path
        assert "meinten Sie „foerderung“?" in html, path
    folder.edit("offices.yaml", "deputy: foerderun", "deputy: foerderung")
    assert "offices.yaml:12" not in client.get("/").content.decode()


def test_data_protection_is_not_troubled_with_the_folder(folder: Folder, sign_in: Callable[..., Client]) -> None:
    """The banner is for those who work with the rules."""
    folder.edit("offices.yaml", "deputy: foerderung", "deputy: foerderun")
    assert "offices.yaml:12" not in sign_in(Role.PRIVACY).get("/ausgang/").content.decode()
