from tests.desk.test_browser import *  # noqa
from tests.desk.test_forwarded import FORWARD, EVENT, raw

def test_shots(city, site, browser):
    one = city.write(FORWARD.replace("<b>","").replace("</b>",""), subject="WG: Fest")
    two = city.receive(raw("text/calendar; method=REQUEST; charset=utf-8", EVENT, sender="Stаdtkasse <a@verein.example>"))
    three = city.write("Siehe Anhang.", subject="Brief", attachments=[("Brief.txt", "Wir planen ein Straßenfest im Mai.".encode())])
    four = city.receive(raw("text/plain", "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n"))
    for size,(w,h) in {"desktop": (1280, 900), "phone": (390, 844)}.items():
        context = browser.new_context(viewport={"width": w, "height": h}, locale="de-DE")
        page = context.new_page()
        sign_in(page, site)
        for n,i in {"fwd":one,"event":two,"att":three,"pgp":four}.items():
            page.goto(f"{site}/nachricht/{i}/")
            wide_enough(page)
            page.screenshot(path=f"/tmp/shot-{size}-{n}.png")
        context.close()
    page = browser.new_page(viewport={"width":1280,"height":900})
    sign_in(page, site)
    page.goto(f"{site}/nachricht/{one}/")
    page.click("text=Als Absender übernehmen")
    page.wait_for_selector("text=Antworten gehen jetzt")
    page.screenshot(path="/tmp/shot-desktop-taken.png")
