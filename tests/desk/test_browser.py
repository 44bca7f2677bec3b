"""The desk in a real browser: by keyboard alone, without script, and with hostile mail that must stay silent.

`POSTLOTSE_SHOTS` names a folder for screenshots; without it none are taken.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from postlotse.core.names import ConcernState
from postlotse.desk.access import Role
from postlotse.desk.app import application, serve
from postlotse.flow.deliver import deliver
from postlotse.store import reads
from tests.desk.conftest import PASSWORD, City, person

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: the desk was not tried in a browser"),
]
HOSTILE = (
    "<p>Guten Tag</p><script>alert(1)</script><img src=http://127.0.0.1:9/canary onerror=alert(1)><svg onload=alert(1)></svg>"
    "<style>body{background:url(http://127.0.0.1:9/css)}</style><iframe src='http://127.0.0.1:9/frame'></iframe>"
    "<a href='http://127.0.0.1:9/link'>hier klicken</a>"
    "<form action='http://127.0.0.1:9/form'><input name=x><button>los</button></form>"
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/refresh'><base href='http://127.0.0.1:9/'>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for this module."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: the desk was not tried in a browser")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread; Django would refuse the ORM
    try:
        with playwright.sync_playwright() as running:
            chromium = running.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            )
            yield chromium
            chromium.close()
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def site(city: City) -> Iterator[str]:
    """The desk on a free port of loopback, with an account for alice."""
    person("alice", Role.CASES)
    stop, up = threading.Event(), threading.Event()
    where: list[str] = []

    def ready(url: str) -> None:
        where.append(url)
        up.set()

    thread = threading.Thread(
        target=serve, args=(application(city.tools), "127.0.0.1:0", stop), kwargs={"ready": ready, "threads": 2}
    )
    thread.start()
    assert up.wait(10)
    yield where[0]
    stop.set()
    thread.join(10)
    connections.close_all()


@pytest.fixture
def busy(city: City) -> City:
    """A morning with one of everything."""
    city.write("Genehmigung für unser Straßenfest am Markt?", subject="Straßenfest im Westend")
    city.clock.forward(hours=20)
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    city.write(
        "Sehr geehrte Damen und Herren,\n\nwir planen ein Theaterprojekt mit Jugendlichen und brauchen dafür einen Zuschuss. "
        "Außerdem möchten wir unsere Satzung ändern. "
        "Wer kann uns helfen?\n\nViele Grüße\nAlice Arslan\n\n-- \nVerein der Freunde e. V.\n",
        subject="Zuschuss für unser Theaterprojekt und eine Frage zur Satzung",
        attachments=[("Kostenplan 2026.pdf", b"x" * 48_000)],
    )
    city.write(
        "نريد تنظيم حفلة موسيقية للأطفال في الحي. هل يمكنكم مساعدتنا؟",
        subject="حفلة للأطفال",
        sender="ليلى <layla@nuur.example>",
    )
    city.write("Mein Mann schlägt mich, ich habe Angst um mein Leben. Bitte helfen Sie mir.", subject="Bitte um Hilfe",
               sender="Carla <carla@post.example>")  # fmt: skip
    city.write("Hiermit beantrage ich Kindergeld für meine Tochter.", subject="Antrag", sender="Dora <dora@post.example>")
    city.write(
        "Hallo, ich habe eine Frage. Wann kann ich kommen?", subject="Frage", sender="Eva <eva@post.example>", html=HOSTILE
    )
    city.write("Gewinnspiel! Jetzt klicken.", subject="Sie haben gewonnen", sender="win@spam.example")
    city.write(
        "Danke, hier noch die Unterlagen.",
        subject="Re: Straßenfest im Westend",
        headers=[("In-Reply-To", "<1@verein.example>")],
    )
    city.receive(b"From: a@b.example\r\nSubject: zu gross\r\n\r\n", problem="oversized")
    return city


def sign_in(page: Any, site: str) -> None:
    """Sign in by keyboard."""
    page.goto(f"{site}/")
    page.wait_for_function("document.activeElement && document.activeElement.name === 'username'")
    page.keyboard.type("alice")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")


def shot(page: Any, name: str) -> None:
    """Take a screenshot where someone wants to look at it."""
    if folder := os.environ.get("POSTLOTSE_SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def wide_enough(page: Any) -> None:
    """Assert that nothing is wider than the window (WCAG 1.4.10)."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_morning_by_keyboard_alone(busy: City, site: str, browser: Any) -> None:
    """Sign in, take the first mail, confirm the suggestion, undo it: no mouse, three keys for the usual case."""
    page = browser.new_page()
    sign_in(page, site)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Bitte um Hilfe"
    for _ in range(2):
        page.keyboard.press("j")
    subject = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_selector(".letter h1")
    assert subject in page.text_content(".letter h1")
    page.keyboard.press("b")
    assert page.evaluate("document.activeElement.textContent").startswith("Bestätigen")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flash")
    assert "MO-2026-" in page.text_content(".flash")
    assert len(reads.outgoing(reads.WAITING_MAIL, newest_first=False)) > 0
    page.keyboard.press("u")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=zurückgenommen")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.name") == "topic"
    page.keyboard.type("b")
    assert page.evaluate("document.activeElement.name") == "topic"
    page.close()


def test_everything_works_without_script(busy: City, site: str, browser: Any) -> None:
    """The forms are plain forms."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.click("text=Zuschuss für unser Theaterprojekt")
    page.click(".panel >> nth=0 >> summary >> text=Ändern")
    page.check(".panel >> nth=0 >> input[value=own]")
    page.click(".panel >> nth=0 >> text=So übernehmen")
    page.wait_for_selector("text=bleibt bei uns")
    assert ConcernState.OWN in {c.item.state for c in reads.concerns_of(busy.ids[1])}
    context.close()


def test_hostile_mail_stays_silent(busy: City, site: str, browser: Any) -> None:
    """No request leaves the desk, no dialog opens, no link in the frame leads anywhere."""
    page = browser.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    sign_in(page, site)
    identity = next(i.message for i in reads.open_concerns(ConcernState.REVIEW) if i.subject == "Frage")
    page.goto(f"{site}/nachricht/{identity}/?ansicht=html")
    frame = page.frame_locator("iframe.frame")
    frame.locator("text=Guten Tag").wait_for()
    assert frame.locator("text=[http://127.0.0.1:9/link]").count() == 1
    frame.locator("text=hier klicken").click()
    page.wait_for_load_state("networkidle")
    shot(page, "mail-html")
    assert not dialogs
    assert [url for url in asked if not url.startswith(site)] == []
    assert frame.locator("text=Guten Tag").count() == 1
    assert page.url.startswith(site)
    page.close()


SIZES = {"desktop": (1280, 900), "phone": (390, 844), "narrow": (320, 640)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_every_window(busy: City, site: str, browser: Any, size: str, scheme: str) -> None:
    """From 320 pixels on nothing has to be scrolled sideways; the console stays clean."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="de-DE")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{site}/anmelden/")
    wide_enough(page)
    shot(page, f"{size}-{scheme}-anmelden")
    sign_in(page, site)
    wanted = ["fest", "mail", "arabisch", "gefahr", "antrag", "unklar", "werbung", "antwort", "unlesbar"]
    pages = {name: f"/nachricht/{identity}/" for name, identity in zip(wanted, busy.ids, strict=True)}
    pages |= {f"warum-{name}": f"{pages[name]}warum/" for name in ("mail", "arabisch", "gefahr", "werbung", "unlesbar")}
    pages["warum-heute"] = f"{pages['mail']}warum/?heute=1"
    concern = reads.concerns_of(busy.ids[1])[0].item.concern
    acknowledgement = reads.mails_of_message(busy.ids[2])[0].id
    pages |= {
        "eingang": "/", "vorschau": f"/anliegen/{concern}/vorschau/?verdict=confirm", "ausgang": "/ausgang/",
        "ausgang-mail": f"/ausgang/{acknowledgement}/", "vorgang": "/vorgang/MO-2026-0001/", "zustand": "/zustand/",
    }  # fmt: skip
    for name, path in pages.items():
        page.goto(site + path)
        wide_enough(page)
        shot(page, f"{size}-{scheme}-{name}")
    assert not complaints
    context.close()


def test_long_names_do_not_push_the_page_aside(city: City, site: str, browser: Any) -> None:
    """Names and subjects without a single space, on a narrow window: in the queue, kept work, mail, case and outbox."""
    one = city.write("Wir brauchen einen Zuschuss.", subject="S" * 300, sender=f"{'N' * 300} <{'a' * 60}@{'b' * 60}.example>")
    two = city.write("Mein Mann schlägt mich.", subject="G" * 300, sender=f"{'M' * 300} <c@verein.example>")
    page = browser.new_page(viewport={"width": 320, "height": 640})
    sign_in(page, site)
    page.goto(f"{site}/nachricht/{two}/")
    page.check("input[name=referral][value=own]")
    with page.expect_navigation():
        page.click("button[value=change]")
    mail = f"/ausgang/{reads.mails_of_message(one)[0].id}/"
    for path in (
        "/",
        f"/nachricht/{one}/",
        f"/nachricht/{two}/",
        f"/vorgang/{reads.message(one).case_number}/",
        "/ausgang/",
        mail,
    ):
        page.goto(f"{site}{path}")
        wide_enough(page)
        assert page.locator("h1").text_content() != "Nicht gefunden", path
    assert reads.counts().own == 1
    page.close()
