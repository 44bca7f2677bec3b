"""Evidence words are marked in the text, and the text stays the same."""

import html
import re

import pytest

from postlotse.desk.marking import marked


@pytest.mark.parametrize(
    ("text", "evidence", "shown"),
    [
        pytest.param("Wir suchen Geld.", ["Geld"], "Wir suchen <mark>Geld</mark>.", id="a word"),
        pytest.param("geld GELD", ["Geld"], "<mark>geld</mark> <mark>GELD</mark>", id="any case"),
        pytest.param("ein Raum für uns", ["raum fur"], "ein <mark>Raum für</mark> uns", id="a phrase, folded"),
        pytest.param("Gelder", ["Geld"], "Gelder", id="no part of a word"),
        pytest.param("a <b> Geld", ["Geld", "b"], "a &lt;<mark>b</mark>&gt; <mark>Geld</mark>", id="markup stays text"),
        pytest.param("nichts", [], "nichts", id="no evidence"),
        pytest.param("", ["Geld"], "", id="no text"),
        pytest.param("wir & ihr", ["", "*"], "wir &amp; ihr", id="empty evidence"),
        pytest.param("про здоров'я", ["здоров'я"], "про <mark>здоров&#x27;я</mark>", id="apostrophe in Ukrainian"),
        pytest.param("می\u200cخواهیم", ["می\u200cخواهیم"], "<mark>می\u200cخواهیم</mark>", id="joiner in Persian"),
        pytest.param("مُدَرِّس هنا", ["مدرس"], "<mark>مُدَرِّس</mark> هنا", id="Arabic with marks"),
        pytest.param("Gürültü var", ["gurultu"], "<mark>Gürültü</mark> var", id="Turkish without diacritics"),
    ],
)
def test_words_are_marked(text: str, evidence: list[str], shown: str) -> None:
    """Whole words and phrases, however they are written."""
    result = marked(text, evidence)
    assert result == shown
    assert html.unescape(re.sub(r"</?mark>", "", result)) == text
