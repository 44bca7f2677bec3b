"""Drafts of rules: several people, a folder that changes meanwhile, past mail, former sets."""

import io
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from postlotse.desk.access import Role
from postlotse.store import rulesets
from postlotse.store.rulesets import DraftState
from tests.desk.conftest import City
from tests.desk.rules_folder import OFFICES, ROUTING, Folder, open_folder
from tests.desk.rules_forms import OFFICE, draft, fields, save, verb


@pytest.fixture
def admin(folder: Folder, sign_in: Callable[..., Client]) -> Client:
    """Somebody who may change rules."""
    return sign_in(Role.ADMINISTRATION, name="adam")


# ------------------------------------------------------------------ several people, several drafts


def test_changes_gather_in_one_draft(folder: Folder, admin: Client) -> None:
    """Who goes on editing goes on with the same draft; its page tells everything."""
    save(admin, OFFICE, name="Amt für Kultur")
    save(admin, "/regeln/weiterleitung/fest/", owner="Kulturamt")
    assert draft().changed == ("offices.yaml", "routing.yaml")
    page = admin.get(f"/regeln/entwurf/{draft().id}/").content.decode()
    assert "Amt für Kultur" in page
    assert "Feste gehen von selbst" in page
    verb(admin, "leave")
    save(admin, OFFICE, name="Kultur und Kunst")
    assert len(rulesets.drafts(DraftState.OPEN)) == 2


def test_two_people_at_one_draft(folder: Folder, admin: Client, sign_in: Callable[..., Client]) -> None:
    """Who is slower keeps what was typed, is told, and may save all the same."""
    save(admin, OFFICE, name="Amt für Kultur")
    berta = sign_in(Role.ADMINISTRATION, name="berta")
    verb(berta, "work")
    typed = fields(berta.get(OFFICE).content.decode())
    save(admin, "/regeln/weiterleitung/fest/", owner="Kulturamt")
    answer = berta.post(OFFICE, {**typed, "not_for": ["Hochzeiten"], "verb": "save"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "jemand anders" in html
    again = fields(html)
    assert again["not_for"] == ["Hochzeiten"]
    assert berta.post(OFFICE, {**again, "verb": "save"}).status_code == 302
    assert "not_for: Hochzeiten" in draft().files["offices.yaml"]
    assert "owner: Kulturamt" in draft().files["routing.yaml"]
    assert draft().authors == ("adam", "berta")


def test_the_folder_changed_meanwhile_elsewhere(folder: Folder, admin: Client) -> None:
    """What was edited by hand is never overwritten: the draft is carried over first, then it may come into use."""
    save(admin, OFFICE, address="neu@stadt.example")
    folder.edit("routing.yaml", "Vereinsfragen", "Fragen zu Vereinen")
    page = admin.get(f"/regeln/entwurf/{draft().id}/").content.decode()
    assert 'value="activate"' not in page
    assert "routing.yaml" in page
    assert "inzwischen im Ordner" in unescape(verb(admin, "activate").content.decode())
    verb(admin, "rebase")
    assert "In Kraft gesetzt" in verb(admin, "activate").content.decode()
    assert "Fragen zu Vereinen" in folder.read("routing.yaml")
    assert "neu@stadt.example" in folder.read("offices.yaml")


def test_the_folder_changed_meanwhile_in_the_same_file(folder: Folder, admin: Client) -> None:
    """Both changed the same file: nothing is written, and the page says so."""
    save(admin, OFFICE, address="neu@stadt.example")
    folder.edit("offices.yaml", "Bürgerkolleg, Gasse 2", "Bürgerkolleg, Gasse 3", seen=False)
    before = folder.read("offices.yaml")
    said = unescape(verb(admin, "activate").content.decode())
    assert "offices.yaml" in said
    assert "neuen Entwurf" in said
    assert folder.read("offices.yaml") == before


def test_two_persons(city: City, tmp_path: Path, sign_in: Callable[..., Client]) -> None:
    """Where the house wants two, the author cannot bring the draft into use; somebody else can, with one click."""
    folder = open_folder(city.tools, tmp_path, two_persons=True)
    adam, berta = sign_in(Role.ADMINISTRATION, name="adam"), sign_in(Role.ADMINISTRATION, name="berta")
    save(adam, OFFICE, address="neu@stadt.example")
    page = adam.get(f"/regeln/entwurf/{draft().id}/").content.decode()
    assert "Hier entscheiden zwei" in page
    assert 'value="activate"' not in page
    assert "jemand anders" in unescape(verb(adam, "activate").content.decode())
    assert "jemand anders" in unescape(verb(adam, "approve").content.decode())
    assert folder.read("offices.yaml") == OFFICES
    assert "Freigeben und in Kraft setzen" in berta.get(f"/regeln/entwurf/{draft().id}/").content.decode()
    verb(berta, "approve")
    assert draft().approved_by == "berta"
    save(adam, OFFICE, name="Amt für Kultur")
    assert draft().approved_by == ""
    assert "In Kraft gesetzt" in verb(berta, "activate").content.decode()
    assert "neu@stadt.example" in folder.read("offices.yaml")


@pytest.mark.parametrize("role", [Role.CASES, Role.PRIVACY], ids=lambda r: r.value)
def test_others_read_a_draft(folder: Folder, admin: Client, sign_in: Callable[..., Client], role: Role) -> None:
    """They see what changes and cannot do anything about it."""
    save(admin, OFFICE, address="neu@stadt.example")
    html = sign_in(role, name="carla").get(f"/regeln/entwurf/{draft().id}/").content.decode()
    assert "neu@stadt.example" in html
    assert 'name="verb"' not in html


def test_a_draft_is_named_and_dropped(folder: Folder, admin: Client) -> None:
    """Name and note are for the others; a dropped draft changes nothing and stays to be read."""
    save(admin, OFFICE, address="neu@stadt.example")
    verb(admin, "rename", title="Umzug des Kulturamts", note="ab Mai\nabgestimmt mit Frau Bauer")
    found = draft()
    assert (found.title, found.note) == ("Umzug des Kulturamts", "ab Mai\nabgestimmt mit Frau Bauer")
    verb(admin, "drop")
    assert rulesets.drafts(DraftState.OPEN) == []
    assert folder.read("offices.yaml") == OFFICES
    assert "verworfen" in admin.get(f"/regeln/entwurf/{found.id}/").content.decode()
    save(admin, OFFICE, name="Anders")
    assert draft().id != found.id


def test_the_changed_files_can_be_taken_away(folder: Folder, admin: Client) -> None:
    """Where the service may not write, the technicians get the files."""
    save(admin, OFFICE, address="neu@stadt.example")
    content = admin.get(f"/regeln/entwurf/{draft().id}/dateien/").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["offices.yaml"]
        assert archive.read("offices.yaml").decode() == draft().files["offices.yaml"]


def test_a_folder_that_cannot_be_written(folder: Folder, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says why and offers the files."""
    save(admin, OFFICE, address="neu@stadt.example")
    monkeypatch.setattr("os.access", lambda *args, **kwargs: False)
    page = admin.get(f"/regeln/entwurf/{draft().id}/").content.decode()
    assert "darf in" in page
    assert "Geänderte Dateien herunterladen" in page
    assert 'value="activate"' not in page


# ------------------------------------------------------------------ past mail, former sets


def test_a_replay_says_what_would_go_elsewhere(folder: Folder, city: City, admin: Client) -> None:
    """Past mails are looked at on request: counts, sentences and ids, never a word of a mail to administration."""
    for number in range(3):
        city.write("Wir brauchen einen Zuschuss für Geheimes.", subject=f"Geheim {number}")
    save(admin, "/regeln/weiterleitung/geld/", then__office="kulturamt")
    text = draft().files["routing.yaml"].replace("expect: {office: foerderung}", "expect: {office: kulturamt}")
    rulesets.change_draft(
        draft().id, version=draft().version, by="adam", now=city.clock(), files={**draft().files, "routing.yaml": text}
    )
    assert "noch nicht ausprobiert" in admin.get(f"/regeln/entwurf/{draft().id}/").content.decode()
    page = unescape(verb(admin, "replay").content.decode())
    assert "3 Mails wurden angesehen" in page
    assert "3 gehen woanders hin" in page
    assert "MO-2026-0001" in page
    assert "Geheim" not in page
    assert 'href="/nachricht/' not in page
    assert folder.read("routing.yaml") == ROUTING


def test_the_way_back(folder: Folder, admin: Client) -> None:
    """The list of versions leads to what would change, and one click restores the files to the letter."""
    first = folder.library.book().fingerprint
    save(admin, OFFICE, address="neu@stadt.example")
    verb(admin, "activate")
    html = admin.get("/regeln/fassungen/").content.decode()
    assert first[:8] in html
    page = admin.get(f"/regeln/fassungen/{first}/").content.decode()
    assert "Zurück zu dieser Fassung" in page
    assert "kultur@stadt.example" in page
    answer = admin.post(f"/regeln/fassungen/{first}/", {"note": "doch nicht"}, follow=True)
    assert "Wieder in Kraft" in answer.content.decode()
    assert folder.read("offices.yaml") == OFFICES
    assert folder.library.book().fingerprint == first


def test_only_administration_goes_back(folder: Folder, admin: Client, sign_in: Callable[..., Client]) -> None:
    """Others read versions."""
    first = folder.library.book().fingerprint
    save(admin, OFFICE, address="neu@stadt.example")
    verb(admin, "activate")
    carla = sign_in(Role.CASES, name="carla")
    assert "Zurück zu dieser Fassung" not in carla.get(f"/regeln/fassungen/{first}/").content.decode()
    assert carla.post(f"/regeln/fassungen/{first}/").status_code == 403


def test_a_broken_folder_is_mended_from_the_desk(folder: Folder, admin: Client) -> None:
    """The set in use is written back; what was broken is kept as a draft."""
    folder.edit("offices.yaml", "kind: ext", "kind: exx")
    html = admin.get("/regeln/").content.decode()
    assert "wieder in den Ordner schreiben" in html
    fingerprint = folder.library.book().fingerprint
    assert "Zurück zu dieser Fassung" in admin.get(f"/regeln/fassungen/{fingerprint}/").content.decode()
    admin.post(f"/regeln/fassungen/{fingerprint}/")
    assert folder.read("offices.yaml") == OFFICES
    assert not folder.library.older
    assert "kind: exx" in draft().files["offices.yaml"]


def test_names_of_people_are_those_of_their_accounts(folder: Folder, admin: Client) -> None:
    """Nobody can save under another name."""
    typed = fields(admin.get(OFFICE).content.decode())
    admin.post(OFFICE, {**typed, "name": ["X"], "by": "berta", "verb": "save"})
    assert draft().by == "adam"


# ------------------------------------------------------------------ hostile input


NASTY = [
    "\x00\x07Amt",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "a: &x *y !!python",
    "\u202eumgekehrt",
    "x" * 30_000,
    "\u2028neu",
]


@pytest.mark.parametrize("text", NASTY, ids=["nul", "script", "schablone", "yaml", "richtung", "lang", "umbruch"])
@pytest.mark.parametrize(
    "path", ["/regeln/stellen/kulturamt/", "/regeln/weiterleitung/verein/", "/regeln/neu/themen/", "/regeln/neu/weiterleitung/"]
)
def test_nasty_texts_are_kept_or_refused_and_shown_as_text(folder: Folder, admin: Client, path: str, text: str) -> None:
    """Never an error page, never markup; what is kept can be read again."""
    everything = ("name", "names.de", "contact", "rule", "text", "id", "when.words.any", "keywords.de", "then.office", "stand")
    typed = fields(admin.get(path).content.decode())
    answer = admin.post(path, {**typed, **{name: [text] for name in everything if name in typed and name != "stand"}})
    assert answer.status_code in (302, 422)
    html = (admin.get(answer["Location"]) if answer.status_code == 302 else answer).content.decode()
    assert "<script>alert" not in html
    for found in rulesets.drafts(DraftState.OPEN):
        assert "\x00" not in "".join(found.files.values())
        assert admin.get(f"/regeln/entwurf/{found.id}/").status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        {"verb": "quatsch"},
        {"verb": "activate", "version": "x"},
        {"verb": "activate", "version": "99"},
        {"verb": "rebase", "version": "0"},
        {},
    ],
    ids=["knopf", "wort", "zukunft", "null", "leer"],
)
def test_odd_requests_change_nothing(folder: Folder, admin: Client, more: dict[str, str]) -> None:
    """An unknown button and another version are told kindly."""
    save(admin, OFFICE, name="Amt")
    answer = admin.post(f"/regeln/entwurf/{draft().id}/aendern/", more, follow=True)
    assert answer.status_code in (200, 404)
    assert draft().state == "open"
    assert folder.read("offices.yaml") == OFFICES


def test_a_form_without_its_token_is_refused(folder: Folder, sign_in: Callable[..., Client]) -> None:
    """Another site cannot change rules through somebody's browser."""
    strict = sign_in(Role.ADMINISTRATION, name="adam", strict=True)
    assert strict.post(OFFICE, {"name": "X", "verb": "save"}).status_code == 403
