"""Editing rules at the desk: a form becomes the smallest change of a file, in a draft, and the draft comes into use."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from postlotse.desk.access import Role
from postlotse.store import rulesets
from postlotse.store.rulesets import DraftState
from tests.desk.rules_folder import OFFICES, ROUTING, Folder
from tests.desk.rules_forms import OFFICE, draft, fields, save, verb


@pytest.fixture
def admin(folder: Folder, sign_in: Callable[..., Client]) -> Client:
    """Somebody who may change rules."""
    return sign_in(Role.ADMINISTRATION, name="adam")


# ------------------------------------------------------------------ from a form to the folder


def test_an_office_from_the_form_to_the_folder(folder: Folder, admin: Client) -> None:
    """Nothing is live before the button; then only the lines of the change differ, comments stay, the library uses it."""
    answer = save(admin, OFFICE, address="neu@stadt.example", contact="Kulturamt\r\nMarkt 2\r\nTelefon 0000 9")
    assert answer.url == f"/regeln/entwurf/{draft().id}/"
    assert folder.read("offices.yaml") == OFFICES
    html = admin.get(answer.url).content.decode()
    assert "neu@stadt.example" in html
    assert "kultur@stadt.example" in html
    assert "Mailadresse" in html
    page = verb(admin, "activate").content.decode()
    assert "In Kraft gesetzt" in page
    expected = OFFICES.replace("kultur@stadt.example ", "neu@stadt.example ")
    expected = expected.replace(
        "Kulturamt, Markt 1\n      Telefon 0000 31-41", "Kulturamt\n      Markt 2\n      Telefon 0000 9"
    )
    assert folder.read("offices.yaml") == expected
    assert folder.library.book().offices["kulturamt"].contact == "Kulturamt\nMarkt 2\nTelefon 0000 9"
    current = rulesets.current()
    assert current is not None
    assert (current.activated_by, current.source) == ("adam", "desk")


@pytest.mark.parametrize(
    "path",
    [OFFICE, "/regeln/stellen/kolleg/", "/regeln/themen/foerdermittel/", "/regeln/vereine/verein/",
     "/regeln/weiterleitung/geld/", "/regeln/weiterleitung/fest/", "/regeln/weiterleitung/verein/"],
)  # fmt: skip
def test_saving_what_stands_there_changes_nothing(folder: Folder, admin: Client, path: str) -> None:
    """A form that is sent off untouched makes no draft."""
    answer = save(admin, path)
    assert answer.url == path
    assert rulesets.drafts(DraftState.OPEN) == []


def test_absences_are_added_changed_and_taken_out(folder: Folder, admin: Client) -> None:
    """A filled row comes, an emptied one goes, the note of one stays."""
    save(admin, OFFICE, absences__1__first="2026-12-24", absences__1__last="2026-12-31", absences__1__note="Betriebsruhe")
    assert (
        "absences: [{first: 2026-07-20, last: 2026-08-07}, {first: 2026-12-24, last: 2026-12-31, note: Betriebsruhe}]"
        in (draft().files["offices.yaml"])
    )
    save(admin, OFFICE, absences__0__first="", absences__0__last="")
    assert "absences: [{first: 2026-12-24, last: 2026-12-31, note: Betriebsruhe}]" in draft().files["offices.yaml"]
    save(admin, OFFICE, absences__0__first="", absences__0__last="", absences__0__note="")
    assert "absences" not in draft().files["offices.yaml"]


def test_keywords_keep_their_comment(folder: Folder, admin: Client) -> None:
    """Words come one a line or with commas; the rest of the line stays as it is."""
    save(admin, "/regeln/themen/foerdermittel/", keywords__de="Zuschuss*\r\nFörderung, Stiftung*", keywords__uk="грант*")
    text = draft().files["topics.yaml"]
    assert "de: [Zuschuss*, Förderung, Stiftung*]   # am häufigsten" in text
    assert "ar: [منحة]" in text
    assert "uk:" in text
    assert "грант*" in text


def test_a_threshold_is_written_bare_and_by_language(folder: Folder, admin: Client) -> None:
    """One number stands bare, several as a table; a decimal comma is understood."""
    save(admin, "/regeln/themen/foerdermittel/", threshold__default="0,8")
    assert "threshold: 0.8" in draft().files["topics.yaml"]
    save(admin, "/regeln/themen/foerdermittel/", threshold__ar="0,95")
    assert "threshold: {default: 0.8, ar: 0.95}" in draft().files["topics.yaml"]


@pytest.mark.parametrize(
    ("kind", "typed", "file", "wanted"),
    [
        ("stellen", {"name": "Sportamt", "kind": "int", "address": "sport@stadt.example"}, "offices.yaml", "\n  sportamt:\n"),
        ("themen", {"names.de": "Sport & Bewegung", "office": "kulturamt"}, "topics.yaml", "\n  sport_bewegung:\n"),
        ("vereine", {"name": "Grüne Höfe e. V.", "domains": "hof.example"}, "organisations.yaml", "\n  gruene_hoefe_e_v:"),
        (
            "weiterleitung",
            {"id": "neu-hier", "rule": "Neues geht ans Kulturamt.", "when.words.any": "Neues*", "then.office": "kulturamt"},
            "routing.yaml",
            "- id: neu-hier\n",
        ),
    ],
    ids=["stelle", "thema", "verein", "regel"],
)
def test_something_new(folder: Folder, admin: Client, kind: str, typed: dict[str, str], file: str, wanted: str) -> None:
    """A new thing stands at the end, with an id made of its name, and can come into use."""
    typed["stand"] = fields(admin.get(f"/regeln/neu/{kind}/").content.decode())["stand"][0]
    answer = admin.post(f"/regeln/neu/{kind}/", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert wanted in draft().files[file]
    assert "In Kraft gesetzt" in verb(admin, "activate").content.decode()
    assert wanted in folder.read(file)


def test_a_rule_in_the_form(folder: Folder, admin: Client) -> None:
    """Conditions and effects are written in the short form where one is enough; the tests beside the rule stay."""
    save(
        admin,
        "/regeln/weiterleitung/geld/",
        when__topics__which=["foerdermittel", "vereinsrecht"],
        when__topics__probability="0,7",
        when__flags__which=["deadline"],
        when__sender__first_contact="yes",
        then__priority="high",
        then__due="3",
        valid_until="2027-12-31",
    )
    text = draft().files["routing.yaml"]
    assert "topics: {primary: [foerdermittel, vereinsrecht], probability: 0.7}" in text
    assert "flags: deadline" in text
    assert re.search(r"sender: ?\{first_contact: yes\}|sender:\s+first_contact: yes", text)
    assert "then: {office: foerderung, route: review, priority: high, due: 3}" in text
    assert "valid_until: 2027-12-31" in text
    assert "- name: Geld für ein Konzert" in text
    assert "# zuerst das Geld" in text


def test_a_nested_rule_is_edited_as_text(folder: Folder, admin: Client) -> None:
    """What a form cannot show is the text of just this rule; all else of the file stays."""
    html = admin.get("/regeln/weiterleitung/verein/").content.decode()
    assert "verschachtelte Bedingungen" in html
    text = fields(html)["text"][0]
    assert text.startswith("id: verein\n")
    assert "- words: [Steuer*]" in text
    save(admin, "/regeln/weiterleitung/verein/", text=text.replace("Steuer*", "Steuer*, Finanzamt"))
    assert draft().files["routing.yaml"] == ROUTING.replace("[Steuer*]", "[Steuer*, Finanzamt]")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: verein", "id: anders", "muss bleiben"),
        ("[Steuer*]", "[Steuer*", "kein gültiges YAML"),
        ("office: kolleg", "office: kollege", "meinten Sie „kolleg“?"),
        ("when:", "whenn:", "meinten Sie „when“?"),
    ],
    ids=["kennung", "klammer", "unbekannt", "schluessel"],
)
def test_a_mistake_in_the_text_keeps_what_was_typed(folder: Folder, admin: Client, old: str, new: str, said: str) -> None:
    """The sentence names the line; the text stands there as it was typed."""
    text = fields(admin.get("/regeln/weiterleitung/verein/").content.decode())["text"][0].replace(old, new)
    answer = save(admin, "/regeln/weiterleitung/verein/", text=text)
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in html
    assert "Zeile" in html
    assert fields(answer.content.decode())["text"][0] == text
    assert rulesets.drafts(DraftState.OPEN) == []


def test_any_rule_can_be_edited_as_text(folder: Folder, admin: Client) -> None:
    """The text is one click away, and leads back to the form."""
    html = admin.get("/regeln/weiterleitung/geld/?ansicht=text").content.decode()
    assert fields(html)["text"][0].startswith("id: geld\n")
    assert "Zurück zum Formular" in html


# ------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"address": "kultur at stadt"}, "f-address", "keine Mailadresse"),
        ({"checked_on": "31.12.2026"}, "f-checked_on", "kein Datum"),
        ({"name": ""}, "f-name", "fehlt"),
        ({"absences__0__first": "2026-09-01"}, "f-absences-0-first", "endet, bevor sie anfängt"),
    ],
    ids=["adresse", "datum", "name", "abwesenheit"],
)
def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(
    folder: Folder, admin: Client, typed: dict[str, str], field: str, said: str
) -> None:
    """The summary leads to the field, the field says what is wrong, every field holds what was typed; no draft is made."""
    answer = save(admin, OFFICE, **typed, not_for="Hochzeiten & <b>Feste</b>")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in html
    assert re.search(rf'id="{field}-fehler".*?{said}', html, re.S)
    kept = fields(html)
    assert kept["not_for"] == ["Hochzeiten & <b>Feste</b>"]
    for name, value in typed.items():
        assert kept[name.replace("__", ".")] == [value]
    assert rulesets.drafts(DraftState.OPEN) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "kind": "int"}, "Bitte einen Namen eingeben."),
        ({"name": "Kulturamt", "kind": "int"}, "gibt es schon"),
        ({"id": "Groß Klein", "name": "Amt", "kind": "int"}, "kein Kürzel"),
        ({"name": "Amt"}, "fehlt die Angabe „Was sie für die Stadt ist“"),
    ],
    ids=["ohne-namen", "doppelt", "kuerzel", "ohne-art"],
)
def test_a_new_office_that_cannot_be(folder: Folder, admin: Client, typed: dict[str, str], said: str) -> None:
    """The form comes back with a sentence and with what was typed."""
    answer = admin.post("/regeln/neu/stellen/", {**typed, "stand": "0:x", "address": "amt@stadt.example"})
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())
    assert "amt@stadt.example" in answer.content.decode()


def test_a_rule_that_may_not_go_by_itself(folder: Folder, admin: Client) -> None:
    """What the check forbids is told at the form, not at the activation."""
    answer = save(admin, "/regeln/weiterleitung/fest/", then__office="kolleg")
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'href="#f-then-route"' in html
    assert "darf nichts von selbst gehen" in html
    assert "„Weg: ein Mensch schaut darauf“" in html
    assert "route: review" not in html


def test_what_breaks_something_else_is_kept_and_stops_the_activation(folder: Folder, admin: Client) -> None:
    """An office that rules still name can be deleted in a draft; the page leads to the rules, the draft stays a draft."""
    html = admin.get("/regeln/stellen/foerderung/").content.decode()
    assert 'href="/regeln/weiterleitung/geld/"' in html
    answer = save(admin, "/regeln/stellen/foerderung/", verb="delete")
    page = unescape(admin.get(answer.url).content.decode())
    assert "Die Stelle „foerderung“ gibt es nicht." in page
    assert 'href="/regeln/weiterleitung/geld/"' in page
    assert 'value="activate"' not in page
    said = unescape(verb(admin, "activate").content.decode())
    assert "Nicht in Kraft gesetzt" in said
    assert folder.read("offices.yaml") == OFFICES


def test_a_failing_test_stops_the_activation(folder: Folder, admin: Client) -> None:
    """The page names the test, what was expected and what came instead."""
    save(admin, "/regeln/weiterleitung/geld/", then__office="kulturamt")
    page = unescape(admin.get(f"/regeln/entwurf/{draft().id}/").content.decode())
    assert "ein Test scheitert" in page
    assert "Geld für ein Konzert" in page
    assert "Projektförderung" in page or "foerderung" in page
    assert "Nicht in Kraft gesetzt" in verb(admin, "activate").content.decode()
    assert folder.read("routing.yaml") == ROUTING


# ------------------------------------------------------------------ order


@pytest.mark.parametrize(
    ("identity", "verb_", "place", "order"),
    [
        ("fest", "up", "", ["fest", "geld", "verein"]),
        ("fest", "down", "", ["geld", "verein", "fest"]),
        ("geld", "place", "3", ["fest", "verein", "geld"]),
        ("geld", "place", "99", ["fest", "verein", "geld"]),
    ],
)
def test_rules_move(folder: Folder, admin: Client, identity: str, verb_: str, place: str, order: list[str]) -> None:
    """One up, one down, or to a place; each rule takes its comment along, the page leads back to the rule."""
    answer = save(admin, f"/regeln/weiterleitung/{identity}/", verb=verb_, platz=place)
    assert answer.url == f"/regeln/weiterleitung/#regel-{identity}"
    text = draft().files["routing.yaml"]
    assert re.findall(r"- id: (\w+)", text) == order
    assert re.search(r"# zuerst das Geld\n  - id: geld", text)
    page = unescape(admin.get(f"/regeln/entwurf/{draft().id}/").content.decode())
    assert "verschoben" in page


@pytest.mark.parametrize(("identity", "verb_", "place"), [("geld", "up", ""), ("verein", "down", ""), ("geld", "place", "x")])
def test_rules_that_cannot_move_stay(folder: Folder, admin: Client, identity: str, verb_: str, place: str) -> None:
    """The first cannot go up, the last not down, and nowhere is no place."""
    save(admin, f"/regeln/weiterleitung/{identity}/", verb=verb_, platz=place)
    assert rulesets.drafts(DraftState.OPEN) == []
