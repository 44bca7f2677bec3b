"""The tree itself: nothing of one machine, nobody's address, no file without a purpose in its name."""

import json
import re

import pytest
import yaml

from tests.repository.tree import ROOT, files, texts

# Put together here, so that this file does not hold what it looks for.
_REGISTRIES = ["pypi" + ".org", "python" + "hosted", "registry." + "npm", "deb." + "debian", "--index" + "-url"]
_MACHINES = re.compile("/" + r"(work|root|Users)/|/" + r"home/[a-z]|/" + r"tmp/[a-z]+\.[A-Za-z0-9]{6,}")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+=-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
#: RFC 2606, RFC 6761: names that belong to nobody.
_RESERVED = re.compile(r"(^|\.)(example\.(org|com|net)|example|test|invalid|localhost)$|^127\.0\.0\.1$", re.IGNORECASE)
_SAYS_NOTHING = {"utils", "helpers", "common", "misc", "manager", "handler", "handlers", "processor", "data", "info"}


def test_no_registry_addresses() -> None:
    """Where packages come from is the business of the machine that installs them."""
    assert [(path, word) for path, text in texts() for word in _REGISTRIES if word in text] == []


def test_no_paths_of_one_machine() -> None:
    """No file knows where it was written."""
    assert [(path, found[0]) for path, text in texts() if (found := _MACHINES.search(text))] == []


def test_no_addresses_of_real_people() -> None:
    """Every mail address in rules, texts, tests and docs lies in a reserved domain."""
    strangers = {
        (path, found[0])
        for path, text in texts()
        if not path.startswith("requirements/")
        for found in _ADDRESS.finditer(text.replace("=\n", ""))  # a line of a mail may be broken in quoted-printable
        if not _RESERVED.search(found[1])
    }
    assert sorted(strangers) == []


def test_no_file_over_400_lines() -> None:
    """A longer file has two purposes; migrations are written by Django."""
    code = [path for path in files(ROOT / "service") if path.suffix == ".py" and "migrations" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_names_say_what_is_inside() -> None:
    """No file is named after nothing in particular."""
    assert [str(path.relative_to(ROOT)) for path in files(ROOT / "service") if path.stem in _SAYS_NOTHING] == []


def test_every_module_says_what_it_is_for() -> None:
    """The first thing in a module is a sentence; a package may leave it to its modules."""
    code = [path for path in files(ROOT / "service") if path.suffix == ".py" and "migrations" not in path.parts]
    silent = [path for path in code if not path.read_text(encoding="utf-8").lstrip().startswith('"""')]
    assert [str(path.relative_to(ROOT)) for path in silent if path.read_bytes()] == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "publiccode.yml"])
def test_papers_are_there(name: str) -> None:
    """What a newcomer looks for first is not an empty file."""
    assert len((ROOT / name).read_text(encoding="utf-8")) > 200


def test_licence_is_named_alike_everywhere() -> None:
    """One SPDX identifier in the licence file, the package's metadata and publiccode.yml."""
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert public["legal"]["license"] == "EUPL-1.2"
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "SPDX-License-Identifier: EUPL-1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_training_texts_have_ids_of_their_own() -> None:
    """An id names one text in the whole set, so that a verdict or a mistake can be traced to it."""
    seen: dict[str, str] = {}
    twice = []
    for path in sorted((ROOT / "models" / "standard" / "texts").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                identity = json.loads(line)["id"]
                if identity in seen:
                    twice.append((identity, seen[identity], path.name))
                seen[identity] = path.name
    assert seen
    assert twice == []
