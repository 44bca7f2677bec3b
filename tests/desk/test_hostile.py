"""Hostile mail is text: in every field, on every page, nothing of it becomes markup."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.desk.conftest import City

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}{{7*7}}",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "Zuschuss<script>alert(1)</script>Zuschuss",
]


class Elements(HTMLParser):
    """Collect what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(html: str) -> None:
    """Assert that a page has only our own elements and no code in attributes."""
    parser = Elements()
    parser.feed(html)
    for tag, attributes in parser.found:
        assert tag not in {"svg", "object", "embed", "base", "math"}, tag
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/desk/"), attributes
        if tag == "img":
            assert (attributes.get("src") or "").startswith("/static/desk/"), attributes
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name != "srcdoc"
            if name in ("href", "src", "action", "formaction"):
                assert not (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:", "//")), value


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_in_any_field_stays_text(city: City, desk: Client, attack: str) -> None:
    """Subject, name, text, quotation, signature, attachment name, Message-ID: all pages stay ours."""
    text = f"Zuschuss {attack}\n\nAm 01.03.2026 schrieb {attack}:\n> {attack}\n\n-- \n{attack}\n"
    name = attack.replace("\\", "").replace('"', "'")
    header = attack.replace('"', "'")
    city.write(
        text,
        subject=header,
        sender=f'"{name}" <mallory@verein.example>',
        attachments=[(header, b"x")],
        html=f"<p>{attack}</p>",
    )
    city.write(f"Gewinnspiel {attack}", subject=header, sender=f'"{name}" <x@spam.example>')
    city.write(f"Re {attack}", subject=f"Re: {header}", headers=[("In-Reply-To", "<1@verein.example>")])
    desk.post("/anliegen/1/entscheiden/", {"verdict": "change", "version": "1", "topic": "kultur", "office": "kulturamt",
                                           "referral": "refer", "note": attack})  # fmt: skip
    pages = ["/", "/nachricht/1/", "/nachricht/1/?ansicht=html", "/nachricht/2/", "/vorgang/MO-2026-0001/", "/ausgang/",
             "/ausgang/1/", "/ausgang/2/", "/zustand/", "/anliegen/1/vorschau/?verdict=confirm"]  # fmt: skip
    for path in pages:
        response = desk.get(path)
        assert response.status_code in (200, 422), path
        harmless(response.content.decode())
    frame = desk.get("/nachricht/1/html/").content.decode()
    parser = Elements()
    parser.feed(frame)
    assert {tag for tag, _ in parser.found} <= {"html", "head", "meta", "title", "style", "body", "p"}


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_in_the_address_bar_stays_text(city: City, desk: Client, attack: str) -> None:
    """What people are lured into clicking shows nothing of itself as markup, and what they type comes back as text."""
    city.write("Zuschuss")
    for path, fields in (
        ("/", {"seite": attack}),
        ("/ausgang/", {"ansicht": attack, "vor": attack}),
        ("/vorgang/", {"nummer": attack}),
        ("/anmelden/", {"next": attack}),
    ):
        harmless(desk.get(path, fields, follow=True).content.decode())
    typed = desk.post(
        "/anliegen/1/entscheiden/", {"topic": attack, "office": attack, "referral": attack, "note": attack, "version": "1"}
    )
    assert typed.status_code == 422
    harmless(typed.content.decode())
    fields = {"topic": attack, "office": attack, "referral": "hand_over", "note": attack, "asked": attack}
    for verdict in ("preview", "back"):
        harmless(desk.post("/anliegen/1/vorschau/", fields | {"verdict": verdict}).content.decode())
    failed = Client().post("/anmelden/", {"username": attack, "password": attack, "next": attack})
    harmless(failed.content.decode())


def test_names_that_run_backwards_are_kept_in_their_place(city: City, desk: Client) -> None:
    """A right-to-left override cannot turn an attachment or an address around."""
    identity = city.write(
        "Hallo", sender='"Stadt \u202egpj.exe" <a@verein.example>', attachments=[("rechnung\u202efdp.exe", b"x")]
    )
    html = desk.get(f"/nachricht/{identity}/").content.decode()
    assert "\u202e" not in html
    assert "<bdi>rechnungfdp.exe</bdi>" in html


def test_a_very_long_text_is_shown_whole_and_quickly(city: City, desk: Client) -> None:
    """Marking stops after its limit; the text does not."""
    identity = city.write("Zuschuss " * 20_000 + "ENDE")
    html = desk.get(f"/nachricht/{identity}/").content.decode()
    assert "ENDE" in html
    assert 0 < html.count("<mark>") < 4_000
