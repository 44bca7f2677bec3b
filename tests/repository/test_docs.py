"""The papers keep up with the program: commands, options, links, generated pages."""

import argparse
import importlib
import re
from pathlib import Path

import pytest

from postlotse.cli.docs import pages
from postlotse.cli.main import COMMANDS, parser
from postlotse.core.house import House
from postlotse.core.mail.parse import parse
from postlotse.datafiles.library import Library
from postlotse.flow.explain import Lens, explain
from postlotse.testing import FakeModel, FixedClock, detect, letter
from tests.repository.tree import ROOT, files

PAPERS = [path for path in files() if path.suffix == ".md"]
_LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
_CODE = re.compile(r"```.*?```|^    .*$", re.DOTALL | re.MULTILINE)


def _forms() -> list[tuple[str, argparse.ArgumentParser]]:
    """Return every command with its verbs, as `rules check`, and the parser of each."""
    top = parser()
    (commands,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    found: list[tuple[str, argparse.ArgumentParser]] = []
    for name, (module, _) in COMMANDS.items():
        one = commands.choices[name]
        importlib.import_module(f"postlotse.cli.{module}").arguments(one)
        found.append((name, one))
        for action in one._actions:
            if isinstance(action, argparse._SubParsersAction):
                found += [(f"{name} {verb}", inner) for verb, inner in action.choices.items()]
    return found


def _section(command: str) -> str:
    """Return what docs/cli.md says about a command."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    _, heading, rest = text.partition(f"### `postlotse {command.split()[0]}`\n")
    assert heading, f"docs/cli.md has no section for {command}"
    return re.split(r"^##", rest, maxsplit=1, flags=re.MULTILINE)[0]


def test_every_command_and_option_is_described() -> None:
    """What the program takes, docs/cli.md names in the section of its command."""
    missing = []
    for form, one in _forms():
        section = _section(form)
        if " " in form and f"postlotse {form}" not in section:
            missing.append(form)
        options = {option for action in one._actions for option in action.option_strings if option.startswith("--")}
        missing += [f"{form} {option}" for option in sorted(options - {"--help"}) if f"{option}" not in section]
    assert missing == []


def test_no_command_is_promised_that_is_not_there() -> None:
    """Every `postlotse …` in docs/cli.md is a command of the program, and every verb one of its verbs."""
    forms = {form for form, _ in _forms()}
    verbs = {form.split()[0] for form in forms if " " in form}
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    named = re.findall(r"`postlotse ([a-z-]+)(?: ([a-z-]+))?", text)
    promised = {f"{command} {verb}" if verb and command in verbs else command for command, verb in named}
    assert promised - forms == set()


@pytest.mark.parametrize("paper", PAPERS, ids=[str(path.relative_to(ROOT)) for path in PAPERS])
def test_links_lead_somewhere(paper: Path) -> None:
    """A link to another file of the repository names one that exists."""
    text = _CODE.sub("", paper.read_text(encoding="utf-8"))
    targets = [target for target, _ in _LINK.findall(text) if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in targets if not (paper.parent / target).exists()] == []


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_pages_are_fresh(name: str) -> None:
    """What is made from the program is what the program makes: else run `make docs`."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages()[name]


def test_explain_format_is_described_key_by_key() -> None:
    """What `explain` prints about a concern with an attachment, docs/explain-format.md names."""
    lens = Lens(
        model=FakeModel({"Halle": ("sport", 0.9)}),
        detect=detect,
        book=Library(ROOT / "rules").book(),
        house=House(name="Anlaufstelle", city="Musterstadt", address="integration@stadt.example"),
        clock=FixedClock(),
    )
    (record,) = explain(lens, [("letter.eml", parse(letter("Wir suchen eine Halle bis Freitag.")))])
    assert record["concerns"]
    text = (ROOT / "docs" / "explain-format.md").read_text(encoding="utf-8")
    keys = [
        *record,
        *record["mail"],
        *record["concerns"][0],
        *record["acknowledgement"],
        *record["trace"][0],
        *record["topics"][0],
    ]
    assert [key for key in keys if f"`{key}`" not in text and f'"{key}"' not in text] == []


def test_make_targets_in_the_papers_exist() -> None:
    """`make …` in README and CONTRIBUTING is something that make knows."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        target
        for paper in ("README.md", "CONTRIBUTING.md")
        for target in re.findall(
            r"^    make ([a-z-]+)|`make ([a-z-]+)", (ROOT / paper).read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert {name for pair in named for name in pair if name} - targets == set()


def test_decisions_are_numbered_without_gaps() -> None:
    """Each decision has a number of its own, and none was taken out."""
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
