"""The language of short invented texts: as people type them, in Latin letters, in two languages at once, mere names."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from postlotse.core.language import detect

TEXTS = Path(__file__).parent / "languages"


def read(name: str) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in (TEXTS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_nearly_every_text_gets_its_language() -> None:
    """At least 98 of 100 short texts, none of them longer than two sentences."""
    texts = [text for name in ("short", "latin", "none", "mixed") for text in read(name)]
    wrong = [text["id"] for text in texts if detect("", text["text"]).code != (text["language"] or None)]
    assert len(texts) >= 240
    assert len(wrong) <= 0.02 * len(texts), wrong


@pytest.mark.parametrize("text", read("latin"), ids=lambda text: text["id"])
def test_latin_letters_for_another_script_are_marked(text: Mapping[str, Any]) -> None:
    """Arabic, Persian, Russian, Ukrainian and Bulgarian in Latin letters are what they are, and marked."""
    found = detect("", text["text"])
    assert (found.code, found.latinised) == (text["language"], True)


def test_no_other_text_is_marked_as_latinised() -> None:
    """Languages that are at home in Latin letters are not taken for another one."""
    assert [text["id"] for text in (*read("short"), *read("mixed")) if detect("", text["text"]).latinised] == []


@pytest.mark.parametrize("text", read("none"), ids=lambda text: text["id"])
def test_names_and_numbers_are_no_language(text: Mapping[str, Any]) -> None:
    """A signature alone tells no language."""
    assert detect("", text["text"]).code is None


@pytest.mark.parametrize("text", read("mixed"), ids=lambda text: text["id"])
def test_two_languages_are_told_with_their_shares(text: Mapping[str, Any]) -> None:
    """The larger one leads; single German words in a foreign mail are no second language."""
    found = detect("", text["text"])
    assert found.code == text["language"]
    assert sorted(code for code, _ in found.shares) == sorted(text["shares"])
    assert sum(share for _, share in found.shares) <= 1.01


def test_dari_is_persian_with_a_mark() -> None:
    """Words that only Dari has show the variant; Persian of Iran bears none."""
    texts = [text for text in read("short") if text["language"] == "fa"]
    assert {detect("", text["text"]).variant for text in texts if text.get("variant")} == {"prs"}
    assert {detect("", text["text"]).variant for text in texts if not text.get("variant")} == {""}
