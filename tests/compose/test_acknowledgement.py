"""The acknowledgement: all it must say, in every language, and nothing that it must not."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from postlotse.core.compose.acknowledge import acknowledgement
from postlotse.core.compose.languages import WRITINGS, calendar_day, clock_time
from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import AckView
from postlotse.core.names import FIRST_TIER, RIGHT_TO_LEFT

FOREIGN = tuple(code for code in FIRST_TIER if code != "de")
VOID = {"meta"}


class Outline(HTMLParser):
    """Checks that tags close, and notes sections, links and what a remote page could be asked for."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.isolated: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if "bdi" in self.open:
            self.isolated.append(data)

    def places(self, tag: str) -> list[tuple[str | None, str | None]]:
        return [(attrs.get("lang"), attrs.get("dir")) for name, attrs in self.tags if name == tag]


def section(text: str, language: str) -> str:
    """Return the text of one language out of a mail in two."""
    name = f" {WRITINGS[language].name} ─"
    return text.partition(name)[2].partition("────────────\n\n\n")[0].partition("\n\n\n")[0]


@pytest.mark.parametrize("urgent", [False, True], ids=["calm", "urgent"])
@pytest.mark.parametrize("language", FIRST_TIER)
def test_every_language_says_all_that_it_must(templates: Templates, received: AckView, language: str, urgent: bool) -> None:
    """Number, times, response time, contact, emergency numbers and data protection stand in both parts."""
    mail = acknowledgement(replace(received, urgent=urgent), (language, "de"), templates)
    text = mail.text if language == "de" else section(mail.text, language)
    row = WRITINGS[language]
    expected = [
        received.number,
        clock_time(received.received_at, language),
        calendar_day(received.answer_by, language),
        row.working_days(5),
        received.contact_name,
        received.city,
        received.address,
        received.phone,
        received.privacy_url,
        "110",
        "112",
        "116 117",
        "1. ",
        "2. ",
        "3. ",
    ]
    assert [words for words in expected if words not in text] == []
    assert ("08000 116 016" in text) is urgent
    shown = "".join(Outline(mail.html).words)
    assert [words for words in expected[:12] if words not in shown] == []


@pytest.mark.parametrize("language", FIRST_TIER)
def test_danger_comes_first(templates: Templates, received: AckView, language: str) -> None:
    """With `urgent` the emergency numbers stand before the number and the thanks."""
    text = acknowledgement(replace(received, urgent=True), (language,), templates).text
    assert text.index("08000 116 016") < text.index(received.number)


@pytest.mark.parametrize("language", FOREIGN)
def test_two_languages_in_order_each_named(templates: Templates, received: AckView, language: str) -> None:
    """The sender's language first, then German, divided by a line that names the language."""
    mail = acknowledgement(received, (language, "de"), templates)
    assert mail.languages == (language, "de")
    assert mail.text.startswith(f"──────────── {WRITINGS[language].name} ────────────\n")
    assert "\n\n\n──────────── Deutsch ────────────\n\nGuten Tag," in mail.text
    outline = Outline(mail.html)
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    assert outline.places("html") == [(language, direction)]
    assert outline.places("section") == [(language, direction), ("de", "ltr")]
    assert {place[1] for place in outline.places("p")} == {direction, "ltr"}


@pytest.mark.parametrize("language", FIRST_TIER)
def test_the_subject_is_neutral(templates: Templates, received: AckView, language: str) -> None:
    """Kind of mail in both languages and the number, on one line; nothing else could get in."""
    mail = acknowledgement(received, (language,), templates)
    assert mail.subject.startswith("Auto: ")
    assert mail.subject.endswith("Eingangsbestätigung [MO-2026-0042]")
    assert mail.subject.count(" / ") == (language != "de")
    assert len(mail.subject) < 100


@pytest.mark.parametrize("language", FIRST_TIER)
def test_nothing_is_loaded_from_elsewhere(templates: Templates, received: AckView, language: str) -> None:
    """No image, script, style sheet or frame; links only to the privacy page and our own address."""
    outline = Outline(acknowledgement(received, (language,), templates).html)
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "div",
        "section",
        "h1",
        "h2",
        "p",
        "strong",
        "ul",
        "ol",
        "li",
        "a",
        "bdi",
    }
    assert {tag for tag, _ in outline.tags} <= allowed
    links = {attrs["href"] for tag, attrs in outline.tags if tag == "a"}
    assert links == {"https://stadt.example/datenschutz", "mailto:integration@stadt.example"}
    assert not [attrs for _, attrs in outline.tags if {"src", "background", "onload"} & set(attrs)]
    assert "url(" not in "".join(attrs.get("style") or "" for _, attrs in outline.tags)


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT & set(FIRST_TIER)))
def test_right_to_left_text_isolates_what_runs_the_other_way(templates: Templates, received: AckView, language: str) -> None:
    """Number, address, telephone, URL and grouped emergency numbers keep their order."""
    mail = acknowledgement(replace(received, urgent=True), (language,), templates)
    text = section(mail.text, language)
    foreign = [received.number, received.address, received.phone, received.city, "116 117", "08000 116 016"]
    assert [words for words in foreign if f"\u2068{words}\u2069" not in text] == []
    assert f"\u2068{received.privacy_url} \u2069" in text
    assert text.count("\u2068") == text.count("\u2069")
    assert {*foreign, received.privacy_url} <= set(Outline(mail.html).isolated)


@pytest.mark.parametrize("language", [code for code in FIRST_TIER if code not in RIGHT_TO_LEFT])
def test_left_to_right_text_has_no_invisible_characters(templates: Templates, received: AckView, language: str) -> None:
    """Old mail programs show isolates as boxes, so they stand only where they are needed."""
    assert (
        re.search("[\u2066-\u2069\u200e\u200f\x00-\x09\x0b-\x1f]", acknowledgement(received, (language,), templates).text)
        is None
    )


def test_without_telephone_no_sentence_about_it(templates: Templates, received: AckView) -> None:
    """An empty value leaves no hole."""
    text = acknowledgement(replace(received, phone=""), ("de",), templates).text
    assert "Schreiben Sie an integration@stadt.example\n\nFreundliche Grüße\n" in text


def test_the_configuration_cannot_break_the_page(templates: Templates, received: AckView) -> None:
    """A name with markup, a line break or template syntax stays a name."""
    name = "Stelle & <b>Partner</b>\r\nSubject: x {{ 7*7 }} {% if %} \x02w\x03 \u202e## Titel"
    mail = acknowledgement(replace(received, contact_name=name), ("tr",), templates)
    clean = "Stelle & <b>Partner</b> Subject: x {{ 7*7 }} {% if %} w ## Titel"
    assert mail.text.count(clean) == 2
    outline = Outline(mail.html)
    assert clean in outline.isolated
    assert "b" not in {tag for tag, _ in outline.tags}


def test_a_private_url_that_is_none_stays_text(templates: Templates, received: AckView) -> None:
    """Only web addresses become links."""
    mail = acknowledgement(replace(received, privacy_url="javascript:alert(1)"), ("de",), templates)
    assert "javascript:alert(1)" in mail.text
    assert [attrs["href"] for tag, attrs in Outline(mail.html).tags if tag == "a"] == ["mailto:integration@stadt.example"]
