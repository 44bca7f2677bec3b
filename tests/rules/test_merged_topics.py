"""Topics that were merged: `was` in topics.yaml, and names for ids that are no more."""

import pytest

from postlotse.core.rules.load import load_book
from postlotse.core.topics.book import named, successors


def test_merged_topics_are_known_by_what_they_were(files: dict[str, str]) -> None:
    """The earlier ids lead to the topic of now; an id that nobody claims leads nowhere."""
    files["topics.yaml"] += "  buehne: {names: {de: Bühne}, office: kulturamt, was: [theater, musik]}\n"
    book, problems = load_book(files)
    assert book, problems
    assert successors(book.topics) == {"theater": "buehne", "musik": "buehne"}
    assert [topic.id if (topic := named(book.topics, name)) else "" for name in ("musik", "buehne", "sport", "fremd")] == [
        "buehne",
        "buehne",
        "sport",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  buehne: {names: {de: Bühne}, was: sport}", "merged-still-there"),
        ("  buehne: {names: {de: Bühne}, was: [alt]}\n  tanz: {names: {de: Tanz}, was: [alt]}", "merged-twice"),
        ("  buehne: {names: {de: Bühne}, war: [alt]}", "unknown-key"),
    ],
    ids=["still a topic", "two claim it", "misspelt"],
)
def test_a_wrong_merger_is_a_problem_at_its_place(files: dict[str, str], line: str, code: str) -> None:
    """Else what was learned of a topic would count for two, or for none."""
    files["topics.yaml"] += f"{line}\n"
    book, problems = load_book(files)
    assert book is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].line >= 5
    assert problems[0].cure
