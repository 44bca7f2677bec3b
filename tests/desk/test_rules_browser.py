"""Rules in a real browser: an office by keyboard alone, a rule without script, every page in every window.

`POSTLOTSE_SHOTS` names a folder for screenshots; without it none are taken.
"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from postlotse.desk import tools as held
from postlotse.desk.access import Role
from postlotse.desk.app import application, serve
from postlotse.store import rulesets
from postlotse.store.rulesets import DraftState
from tests.desk.conftest import City, person
from tests.desk.rules_folder import Folder
from tests.desk.test_browser import CHROMIUM, SIZES, browser, shot, sign_in, wide_enough

__all__ = ["browser"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: the pages on rules were not tried in a browser"),
]


@pytest.fixture
def site(city: City, folder: Folder) -> Iterator[str]:
    """The desk with a rules folder on a free port of loopback; alice administers and does case work."""
    person("alice", Role.ADMINISTRATION, Role.CASES)
    stop, up = threading.Event(), threading.Event()
    where: list[str] = []

    def ready(url: str) -> None:
        where.append(url)
        up.set()

    app = application(folder.tools, None, held.rules())
    thread = threading.Thread(target=serve, args=(app, "127.0.0.1:0", stop), kwargs={"ready": ready, "threads": 2})
    thread.start()
    assert up.wait(10)
    yield where[0]
    stop.set()
    thread.join(10)
    connections.close_all()


def tab_to(page: Any, wanted: str, *, most: int = 120) -> None:
    """Press Tab until the element that a JavaScript condition on `e` describes has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = document.activeElement; return !!({wanted}); }})()"):
            return
    raise AssertionError(f"Tab never led to {wanted}")


def test_an_office_moves_by_keyboard_alone(folder: Folder, site: str, browser: Any) -> None:
    """From the queue to the new address in the folder: a mistake, its mending, the draft, the button; no mouse."""
    page = browser.new_page()
    sign_in(page, site)
    tab_to(page, "e.textContent === 'Regeln'")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/regeln/")
    tab_to(page, "e.pathname === '/regeln/stellen/'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stellen/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Kulturamt"
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-address")
    tab_to(page, "e.id === 'f-address'")
    page.keyboard.press("Control+a")
    page.keyboard.type("neu at stadt.example")
    page.keyboard.press("Enter")
    page.wait_for_selector(".summary")
    tab_to(page, "e.getAttribute('href') === '#f-address'")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-address" or page.url.endswith("#f-address")
    tab_to(page, "e.id === 'f-address'")
    page.keyboard.press("Control+a")
    page.keyboard.type("neu@stadt.example")
    tab_to(page, "e.value === 'save'")
    page.keyboard.press("Enter")
    page.wait_for_selector(".changes")
    assert "neu@stadt.example" in page.text_content(".changes")
    tab_to(page, "e.value === 'activate'")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flash >> text=In Kraft gesetzt")
    assert "neu@stadt.example" in folder.read("offices.yaml")
    page.close()


def test_a_rule_without_script(folder: Folder, site: str, browser: Any) -> None:
    """Conditions open and close without script, the order changes with a button."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in_plainly(page, site)
    page.goto(f"{site}/regeln/neu/weiterleitung/")
    page.fill("#f-rule", "Vereinsfeste sind Feste.")
    page.click("summary:has-text('Wörter im Betreff')")
    page.fill("#f-when-subject-any", "Vereinsfest*")
    page.select_option("#f-then-office", "kulturamt")
    page.click("button[value=save]")
    page.wait_for_url("**/entwurf/*/")
    page.goto(f"{site}/regeln/weiterleitung/")
    page.click("#regel-vereinsfeste_sind_feste button[value=up]")
    page.wait_for_url("**#regel-vereinsfeste_sind_feste")
    (found,) = rulesets.drafts(DraftState.OPEN)
    text = found.files["routing.yaml"]
    assert "subject: Vereinsfest*" in text
    assert text.index("vereinsfeste_sind_feste") < text.index("id: verein\n")
    context.close()


def sign_in_plainly(page: Any, site: str) -> None:
    """Sign in without script."""
    from tests.desk.conftest import PASSWORD

    page.goto(f"{site}/anmelden/")
    page.fill("#id_username", "alice")
    page.fill("#id_password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(f"{site}/")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_on_rules_fits_every_window(
    folder: Folder,
    city: City,
    site: str,
    browser: Any,
    size: str,
    scheme: str,
) -> None:
    """From 320 pixels on nothing has to be scrolled sideways; the console stays clean; no request leaves the desk."""
    for number in range(4):
        city.write("Wir brauchen einen Zuschuss.", subject=f"Geld {number}", sender=f"a{number}@verein.example")
    city.write("Genehmigung für unser Straßenfest?", subject="Fest", sender="bob@verein.example")
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="de-DE")
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, site)
    page.goto(f"{site}/regeln/stellen/kulturamt/")
    page.fill("#f-address", "ein-sehr-langer-name-ohne-jede-luecke-darin-und-noch-laenger@unterabteilung.stadt.example")
    page.fill("#f-contact", "Kulturamt\nMarkt 2\nTelefon 0000 31-99")
    page.fill("#f-absences-1-first", "2026-12-24")
    page.fill("#f-absences-1-last", "2026-12-31")
    page.click("button[value=stay]")
    page.wait_for_selector(".flash")
    page.goto(f"{site}/regeln/weiterleitung/geld/")
    page.select_option("#f-then-office", "kulturamt")
    page.click("button[value=save]")
    page.wait_for_url("**/entwurf/*/")
    draft = page.url
    page.goto(f"{site}/regeln/weiterleitung/")
    page.click("#regel-fest button[value=up]")
    page.goto(draft)
    page.click("button[value=replay]")
    page.wait_for_selector("#gruppen")
    page.goto(f"{site}/regeln/stellen/kulturamt/")
    page.fill("#f-address", "kein at")
    page.fill("#f-name", "")
    page.click("button[value=save]")
    page.wait_for_selector(".summary")
    wide_enough(page)
    shot(page, f"{size}-{scheme}-regeln-fehler")
    pages = {
        "uebersicht": "/regeln/", "stellen": "/regeln/stellen/", "stelle": "/regeln/stellen/kulturamt/",
        "thema": "/regeln/themen/foerdermittel/", "verein": "/regeln/vereine/verein/", "regeln": "/regeln/weiterleitung/",
        "regel": "/regeln/weiterleitung/fest/", "text": "/regeln/weiterleitung/verein/", "neu": "/regeln/neu/weiterleitung/",
        "entwurf": draft.removeprefix(site), "fassungen": "/regeln/fassungen/",
        "fassung": f"/regeln/fassungen/{folder.library.book().fingerprint}/",
    }  # fmt: skip
    for name, path in pages.items():
        page.goto(site + path)
        if name == "entwurf":
            page.click("summary:has-text('Die Zeilen der Dateien')")
        wide_enough(page)
        shot(page, f"{size}-{scheme}-regeln-{name}")
    folder.edit("offices.yaml", "deputy: foerderung", "deputy: foerderun")
    page.goto(f"{site}/regeln/")
    wide_enough(page)
    shot(page, f"{size}-{scheme}-regeln-kaputt")
    assert [c for c in complaints if "422" not in c] == []
    assert [url for url in asked if not url.startswith(site)] == []
    context.close()
