"""What a program can check of accessibility: language, names, labels, headings, ids (EN 301 549, WCAG 2.1 AA)."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from postlotse.flow.deliver import deliver
from tests.desk.conftest import City

VOID = {"meta", "link", "input", "img", "br", "hr"}


class Page(HTMLParser):
    """A page as a screen reader meets it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = ""
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.fields: list[dict[str, str | None]] = []
        self.labelled: set[str] = set()
        self.named: list[tuple[str, str]] = []
        self.references: list[str] = []
        self.landmarks: list[str] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.language = values.get("lang") or ""
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag in ("main", "nav", "header", "footer"):
            self.landmarks.append(tag)
        if tag == "label" and values.get("for"):
            self.labelled.add(values["for"] or "")
        if tag in ("select", "textarea") or (tag == "input" and values.get("type") != "hidden"):
            inside = any(t == "label" for t, _, _ in self.open)
            self.fields.append(values | {"inside": "yes" if inside else ""})
        for name in ("aria-labelledby", "aria-describedby"):
            self.references += (values.get(name) or "").split()
        if tag == "img":
            assert "alt" in values, values
        if tag not in VOID:
            self.open.append((tag, values, []))

    def handle_data(self, data: str) -> None:
        for _, _, texts in self.open:
            texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, values, texts = self.open.pop()
            if name in ("a", "button", "summary", "title"):
                self.named.append((name, "".join(texts).strip() or (values.get("aria-label") or "")))
            if name == tag:
                break


@pytest.fixture
def busy(city: City) -> City:
    """A desk with one of everything."""
    city.write("Zuschuss und Satzung, dazu Kindergeld.", subject="Drei Wünsche", html="<p>x</p>", attachments=[("a.pdf", b"x")])
    city.write("Genehmigung für unser Straßenfest?", subject="Fest", sender="bob@verein.example")
    city.write("Mein Mann schlägt mich, ich habe Angst. Bitte Hilfe.", subject="Hilfe", sender="c@verein.example")
    city.write("Gewinnspiel!", subject="Gewinn", sender="x@spam.example")
    city.receive(b"From: a@b.example\r\n\r\n", problem="oversized")
    city.clock.forward(hours=2)
    deliver(city.sender, clock=city.clock, jitter=lambda: 0.5)
    city.write("نريد تنظيم حفلة موسيقية", subject="حفلة", sender="d@verein.example")
    return city


PATHS = ["/", "/anmelden/", "/nachricht/1/", "/nachricht/1/?ansicht=html", "/nachricht/3/", "/nachricht/5/", "/nachricht/6/",
         "/anliegen/1/vorschau/?verdict=confirm", "/ausgang/", "/ausgang/?ansicht=gesendet", "/ausgang/1/", "/zustand/",
         "/vorgang/MO-2026-0001/", "/nachricht/99/",
         "/nachricht/1/warum/", "/nachricht/3/warum/?heute=1", "/nachricht/5/warum/"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_page_can_be_used_without_seeing_it(busy: City, desk: Client, path: str) -> None:
    """Language, one main heading, no level left out, every field labelled, every control named, no id twice."""
    client = Client() if path == "/anmelden/" else desk
    page = Page(client.get(path).content.decode())
    assert page.language == "de"
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), page.headings
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
    for field in page.fields:
        assert field["inside"] or field.get("id") in page.labelled, field
    for name, text in page.named:
        assert text, name
    assert set(page.references) <= set(page.ids)
    assert page.landmarks.count("main") == 1


@pytest.mark.parametrize("path", PATHS)
def test_controls_that_look_alike_have_names_of_their_own(busy: City, desk: Client, path: str) -> None:
    """A list of buttons read aloud says which mail each is for."""
    page = Page(desk.get(path, follow=True).content.decode())
    names = [
        text
        for name, text in page.named
        if name == "button" and text.startswith(("Anhalten", "Verwerfen", "Gesehen", "Ist Werbung"))
    ]
    assert len(names) == len(set(names)), names


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours (WCAG 2.1, 1.4.3)."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "sheet", 7),
        ("soft", "paper", 4.5),
        ("soft", "sheet", 4.5),
        ("lead", "sheet", 4.5),
        ("lead", "paper", 4.5),
        ("lead-ink", "lead", 4.5),
        ("lead", "lead-soft", 4.5),
        ("danger", "danger-soft", 4.5),
        ("danger", "sheet", 4.5),
        ("warn", "warn-soft", 4.5),
        ("good", "good-soft", 4.5),
        ("ink", "mark", 4.5),
        ("edge", "sheet", 3),
        ("focus", "paper", 3),
        ("focus", "sheet", 3),
    ],
)
def test_colours_have_contrast(scheme: str, ink: str, paper: str, least: float) -> None:
    """Every pair that stands on each other can be read, in light and in dark."""
    import re
    from pathlib import Path

    import postlotse.desk

    css = (Path(postlotse.desk.__file__).parent / "static/desk/desk.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[0]))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", blocks[1]))
    assert contrast(colours[ink], colours[paper]) >= least
