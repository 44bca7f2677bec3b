"""Newest text of replies as mail programs write them, plain and HTML; hostile input in linear time."""

import time

import pytest

from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.html import to_text
from postlotse.core.mail.quoting import layers_of, split
from tests.mail.letters import letter
from tests.mail.replies import cases


@pytest.mark.parametrize(("body", "new"), cases("*.txt"))
def test_newest_text_of_plain_replies(body: str, new: str) -> None:
    """Programs and languages that reach the city, and what people write that only looks like a quotation."""
    found = split(clean(body.rstrip("\n")))
    assert found.new == new


@pytest.mark.parametrize(("body", "new"), cases("*.html"))
def test_newest_text_of_html_replies(body: str, new: str) -> None:
    """What programs mark in HTML is used, whatever the language."""
    assert letter(body, Content_Type="text/html; charset=utf-8").text == new


@pytest.mark.parametrize(("body", "new"), [*cases("*.txt")])
def test_nothing_is_thrown_away(body: str, new: str) -> None:
    """Each line is in one of the three layers."""
    text = clean(body.rstrip("\n"))
    found = split(text)
    layers = "\n".join((found.new, found.quoted, found.signature))
    assert sorted(line.strip() for line in layers.splitlines() if line.strip(" _-")) == sorted(
        line.strip() for line in text.splitlines() if line.strip(" _-")
    )


LAYERS = [
    pytest.param(
        "neu<blockquote>a<blockquote>b</blockquote>c</blockquote>nach", "neu\n\n> a\n>\n> > b\n>\n> c\n\nnach", id="nested"
    ),
    pytest.param("<div>a</div><div>&nbsp;</div><div>b</div>", "a\n\nb", id="blank-line"),
    pytest.param("<ul><li><p>a</p></li><li><div>b</div></li></ul>", "- a\n\n- b", id="list-of-paragraphs"),
    pytest.param("a<div id=Signature></div>b", "a\nb", id="empty-signature"),
    pytest.param("<div class='gmail_signature'>nur ich</div>", "nur ich", id="signature-alone"),
    pytest.param('<a title="<b>">x</a> y', "x y", id="bracket-in-attribute"),
    pytest.param("a<!-- <blockquote> -->b", "ab", id="comment"),
    pytest.param("a<blockquote>b", "a\n\n> b", id="never-closed"),
]


@pytest.mark.parametrize(("source", "expected"), LAYERS)
def test_marks_in_text(source: str, expected: str) -> None:
    """Quotations and signatures are visible in the text itself."""
    assert "\n".join(line.rstrip() for line in to_text(source).split("\n")) == expected


HOSTILE = [
    pytest.param(">" * 1_000_000, id="one-line-of-marks"),
    pytest.param(" " * 1_000_000, id="blanks"),
    pytest.param("\n" * 1_000_000, id="line-ends"),
    pytest.param("> \n" * 300_000, id="empty-quotations"),
    pytest.param("a@b.example 10:00 12.03.2026:\n" * 30_000, id="almost-introductions"),
    pytest.param("Von: a@b.example\n" * 50_000, id="header-lines"),
    pytest.param("--\n" * 300_000, id="delimiters"),
    pytest.param("LG\nA\n" * 200_000, id="closings"),
    pytest.param("irrtümlich vertraulich diese nachricht\n\n" * 20_000, id="notices"),
    pytest.param("PS: x\nVon meinem iPhone gesendet\n" * 20_000, id="postscripts"),
    pytest.param("-" * 1_000_000, id="rule"),
    pytest.param(("x" * 390 + ":\n") * 2_000, id="colons"),
    pytest.param("a schrieb " * 100_000 + ":", id="verbs"),
    pytest.param("a@b.example 10:00 x:  a\n" * 20_000, id="almost-introductions-before-text"),
    pytest.param("a:\n> b\n\n" * 30_000 + "Am 02.03.2026 um 10:00 schrieb E <e@example.org>:\n> x", id="citations"),
    pytest.param(("a " * 60 + "outlook ios x\n") * 10_000, id="almost-outlook"),
    pytest.param("x y z w u\n\n" + ("verein" * 10 + " b\n") * 20_000, id="associations"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_costs_little(text: str) -> None:
    """Linear time: a second would be far too much, a machine under load gets some slack."""
    started = time.process_time()
    split(text)
    assert time.process_time() - started < 1


HOSTILE_HTML = [
    pytest.param("<div>" * 200_000, id="nesting"),
    pytest.param("<blockquote>" * 100_000, id="quotations"),
    pytest.param("<div class=gmail_signature>a" * 50_000, id="signatures"),
    pytest.param("<div class=gmail_quote>a" * 50_000, id="replies"),
    pytest.param("<div class=gmail_attr>a</div>" * 50_000, id="introductions"),
    pytest.param("<" * 1_000_000, id="brackets"),
    pytest.param("<a " * 300_000, id="open-tags"),
    pytest.param("<a b='" * 150_000, id="open-quotes"),
    pytest.param('<a b="x"c' * 100_000, id="quotes"),
    pytest.param("<!--" * 250_000, id="comments"),
    pytest.param("<style>" * 100_000, id="styles"),
    pytest.param("<a" + " " * 1_000_000, id="blanks-in-a-tag"),
]


@pytest.mark.parametrize("source", HOSTILE_HTML)
def test_hostile_html_costs_little(source: str) -> None:
    """The same for HTML."""
    started = time.process_time()
    to_text(source)
    assert time.process_time() - started < 3


ANSWERED = "Antworten in Rot.\n\nAm 02.03.2026 um 10:00 schrieb E <e@example.org>:\n" + "> a b\n" * 10_000
HOSTILE_PAIRS = [
    pytest.param(ANSWERED, "<font color=red>" + "<i>a</i>" * 110_000, id="one-coloured-line"),
    pytest.param(ANSWERED, "<font color=red>" + "<p>a b</p>" * 90_000, id="coloured-lines"),
    pytest.param("a b c " * 100_000, "<blockquote type=cite>" * 20_000 + "a b c " * 100_000, id="quotations"),
]


@pytest.mark.parametrize(("text", "source"), HOSTILE_PAIRS)
def test_hostile_html_beside_a_text_costs_little(text: str, source: str) -> None:
    """The second look at the HTML."""
    started = time.process_time()
    layers_of(text, source, beside=True)
    assert time.process_time() - started < 3
