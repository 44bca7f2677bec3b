"""The pictures in the tutorial show the page that the program makes: taken anew when asked, else held against it.

`POSTLOTSE_PICTURES=1` writes them to docs/rules/bilder (needs Chromium); without it, it is checked that they are there, are
shown, and that the page still has the parts and the numbers that they show.
"""

import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from postlotse.datafiles.places import shipped_models
from postlotse.datafiles.rulefiles import read_rules
from tests.rules.tutorial import PAGES, blocks, change

ROOT = Path(__file__).parents[2]
PICTURES = PAGES / "bilder"
PAGE = PAGES / "regel-schreiben.md"
TAKE = os.environ.get("POSTLOTSE_PICTURES", "") == "1"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
_SHOWN = re.compile(r"!\[([^\]]*)\]\(bilder/([^)]+)\)")
#: What the tutorial says was changed beside the new rule: what stood there, what stands there now.
CHANGES = (
    ("veranstaltungsbuero, route: auto, min_probability: 0.92}", "veranstaltungsbuero, route: review}"),
    ("kulturamt, route: auto, min_probability: 0.92}", "kulturamt, route: auto, min_probability: 0.85}"),
    ("    then: {office: kulturamt, involve: [foerderstelle], route: review}\n\n  - id: foerdermittel-sport",
     "    then: {office: foerderstelle, involve: [kulturamt], route: review}\n\n  - id: foerdermittel-sport"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The replay of the demo's history with the tutorial's changes: its page, and its values."""

    html: str
    values: dict[str, Any]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Play the demo once, then replay its mails as the tutorial says."""
    folder = tmp_path_factory.mktemp("vorfuehrung")
    _command("demo", "--once", "--dir", folder)
    candidate = folder / "probe"
    shutil.copytree(ROOT / "rules", candidate)
    for name, text in _changed(read_rules(candidate).files).items():
        (candidate / name).write_text(text, encoding="utf-8")
    page = folder / "probe.html"
    config = ("--config", folder / "postlotse.toml")
    told = _command(*config, "rules", "replay", "--rules", candidate, "--since", "all", "--html", page, "--json")
    return Report(html=page.read_text(encoding="utf-8"), values=json.loads(told))


def _changed(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files that the rule of the overview and the three other changes change."""
    (rule,) = (block for block in blocks("übung") if block.page == "README")
    made = change(files, rule.where, rule.text)
    for old, new in CHANGES:
        made = change(made, {"datei": "routing.yaml", "statt": old, "schreibt": new}, "")
    return {name: text for name, text in made.items() if text != files[name]}


def _command(*words: object) -> str:
    """Run the program as a person would; return what it prints."""
    told = subprocess.run(
        [sys.executable, "-m", "postlotse", *map(str, words)], capture_output=True, text=True, timeout=300, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_every_picture_is_there_and_described() -> None:
    """Each one that a page shows exists and is described for those who do not see it; none lies about unused."""
    pages = [page.read_text(encoding="utf-8") for page in PAGES.glob("*.md")]
    shown = {name: words for text in pages for words, name in _SHOWN.findall(text)}
    assert len(shown) >= 3
    assert set(shown) == {path.name for path in PICTURES.iterdir()}
    assert [name for name, words in shown.items() if len(words) < 40] == []
    for name in shown:
        raw = (PICTURES / name).read_bytes()
        assert raw.startswith(b"\x89PNG\r\n\x1a\n"), name
        width, height = struct.unpack(">II", raw[16:24])
        assert 600 <= width <= 2400, name
        assert height >= 100, name
        assert len(raw) < 300_000, name


needs_model = pytest.mark.skipif(
    not (shipped_models() / "standard" / "active").exists(),
    reason="no trained model here: the demo was not replayed",
)


@needs_model
@pytest.mark.slow
class TestReplay:
    """The page in the pictures is still the one that the program makes."""

    def test_the_tutorial_quotes_what_the_replay_says(self, report: Report) -> None:
        """The sentence at the top, number by number."""
        quoted = re.search(r"<!-- replay -->\n((?:> .*\n)+)", PAGE.read_text(encoding="utf-8"))
        assert quoted
        assert " ".join(line[2:] for line in quoted[1].splitlines()) == report.values["sentence"].replace(
            "\N{NO-BREAK SPACE}", " "
        )

    def test_the_parts_that_the_pictures_show_are_there(self, report: Report) -> None:
        """The headings in their order, the bar, a table beside every picture of numbers."""
        assert re.findall(r"<h[12][^>]*>([^<]+)</h[12]>", report.html) == [
            "Was sich durch die neuen Regeln ändert",
            "Das Wichtigste",
            "Was anders entschieden wird",
            "Eingangsbestätigungen",
            "So wie am Arbeitsplatz entschieden?",
        ]
        assert report.html.count("<svg") == 3
        assert report.html.count("<table") >= 4

    def test_each_change_of_the_tutorial_shows(self, report: Report) -> None:
        """The new rule, the one that is automatic no more, the one that is so sooner, and the one that leads elsewhere."""
        assert report.values["newly_automatic"]["topics"] == {"kultur": 1}
        assert set(report.values["no_longer_automatic"]["topics"]) == {"veranstaltung"}
        moved = [(group["office"]["before"], group["office"]["after"]) for group in report.values["groups"]]
        assert ("kulturamt", "foerderstelle") in moved
        assert "sport-turnier" in {group["rule"]["after"] for group in report.values["groups"]}

    @pytest.mark.browser
    @pytest.mark.skipif(not TAKE, reason="POSTLOTSE_PICTURES is not 1: the pictures of the tutorial were not taken anew")
    def test_take_the_pictures(self, report: Report, tmp_path: Path) -> None:
        """Show the page in Chromium and keep its parts."""
        playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: no pictures")
        assert CHROMIUM, "no Chromium"
        page_file = tmp_path / "probe.html"
        page_file.write_text(report.html, encoding="utf-8")
        PICTURES.mkdir(exist_ok=True)
        with playwright.sync_playwright() as running:
            browser = running.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            )
            page = browser.new_page(viewport={"width": 1000, "height": 800}, color_scheme="light")
            page.goto(page_file.as_uri())
            top = page.locator("#wichtig").locator("xpath=..").bounding_box()
            assert top
            clip = {"x": 0, "y": 0, "width": 1000, "height": top["y"] + top["height"] + 8}
            page.screenshot(path=str(PICTURES / "replay-wichtiges.png"), clip=clip, full_page=True)
            for heading, name in (("aenderungen", "replay-aenderungen"), ("uebereinstimmung", "replay-uebereinstimmung")):
                page.locator(f"#{heading}").locator("xpath=..").screenshot(path=str(PICTURES / f"{name}.png"))
            browser.close()
        assert {path.name for path in PICTURES.iterdir()} >= {"replay-wichtiges.png", "replay-aenderungen.png"}
