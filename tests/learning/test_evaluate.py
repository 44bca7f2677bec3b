"""Evaluation: nobody is judged by what has seen them, and the page can be read without help."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from postlotse.learning import curves
from postlotse.learning.evaluate import Evaluation, evaluate
from postlotse.learning.report_html import page
from tests.learning.test_compare import decision

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")


@pytest.fixture(scope="module")
def found(trained: Path, tmp_path_factory: pytest.TempPathFactory, few: SimpleNamespace) -> Evaluation:
    """Return a nested evaluation of the small model."""
    return evaluate(trained, encoder="none", cache=tmp_path_factory.mktemp("c"), progress=few.progress, recipe=few.recipe)


def test_figures_and_curves_are_complete(found: Evaluation) -> None:
    """Every concern stands once in the calibration curve and once in the confusion table."""
    told = found.as_dict()["figures"]
    assert told["nested"] is True
    assert sum(n for _, _, n in told["calibration_curve"]) == told["concerns"] == 56
    assert sum(n for row in told["confusion"].values() for n in row.values()) == 56
    assert {"voices_left_out", "languages_left_out", "coverage", "answered_by_language"} <= set(told)
    assert "latest_left_out" not in told


def test_the_quick_way_gives_the_same_first_topics(
    found: Evaluation, trained: Path, tmp_path: Path, few: SimpleNamespace
) -> None:
    """Only thresholds and calibration come from elsewhere; the order of topics is that of the heads."""
    quick = evaluate(trained, encoder="none", cache=tmp_path, progress=few.progress, recipe=few.recipe, nested=False)
    assert quick.figures["top1"] == found.figures["top1"]
    assert quick.figures["nested"] is False


def test_decisions_are_also_judged_in_the_order_of_time(trained: Path, tmp_path: Path, few: SimpleNamespace) -> None:
    """The latest fifth, by heads that knew only what came before."""
    texts = [x for x in few.examples(14) if x.topics]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    decided = [
        replace(
            decision(f"MO-2026-{n:04d}", f"{x.text} Vorgang {n}", x.topics[0], writer=f"w{n}"), at=start + timedelta(days=n)
        )
        for n, x in enumerate(texts[:50])
    ]
    told = evaluate(
        trained, encoder="none", cache=tmp_path, progress=few.progress, recipe=few.recipe, decisions=decided, nested=False
    ).figures
    assert told["latest_left_out"]["decisions"] == 10


class _Reader(HTMLParser):
    """Collects tags and what would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]


def test_the_page_needs_nothing_else_and_every_curve_is_also_a_table(found: Evaluation) -> None:
    """No script, no address; language, title, captions, row and column heads, names for the pictures."""
    html = page(found, made_at="heute")
    reader = _Reader()
    reader.feed(html)
    assert "script" not in reader.tags
    assert reader.fetched == []
    assert not re.search(r"url\(|@import|https?://", html)
    assert '<html lang="de">' in html
    assert html.count("<table") == html.count("<caption") >= 9
    assert html.count('<svg role="img" aria-label=') == reader.tags.count("svg") == 2
    assert 'scope="col"' in html
    assert 'scope="row"' in html
    assert "foerdermittel" in html


def test_the_page_escapes_names() -> None:
    """A topic may be called anything."""
    assert curves.worst_confusions({"<b>": {"x": 2, "<b>": 3}}) == [("<b>", "x", 2)]


def test_curves_of_the_sure_and_the_unsure() -> None:
    """Coverage grows, precision is that of the surest so far; calibration bins rise."""
    first, right = np.array([0.9, 0.8, 0.3, 0.2]), np.array([True, True, False, False])
    assert curves.coverage_curve(first, right) == [[25.0, 100.0], [50.0, 100.0], [75.0, 66.7], [100.0, 50.0]]
    assert curves.calibration_curve(first, right, bins=2) == [[25.0, 0.0, 2], [85.0, 100.0, 2]]
