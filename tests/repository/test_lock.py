"""The lock: what pyproject.toml asks for, by version and hash, and not a word about where to get it."""

import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.tree import ROOT

_METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_PROJECT = _METADATA["project"]
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; \S.*)? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return package → (version, hashes) of one set; fails on a line that is neither a pin, a hash nor a comment."""
    found: dict[str, tuple[str, set[str]]] = {}
    for line in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if pin := _PIN.fullmatch(line):
            found[pin["name"]] = (pin["version"], hashes := set())
        elif _HASH.fullmatch(line):
            hashes.add(line.strip(" \\"))
        else:
            assert not line or line.startswith("# "), f"{name}.txt: {line}"
    return {package: (version, frozenset(sums)) for package, (version, sums) in found.items()}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_lock_holds_pins_with_hashes_only(name: str) -> None:
    """Every package has a hash, and no line says where it comes from or on which machine the lock was made."""
    assert [package for package, (_, sums) in pins(name).items() if not sums] == []


def test_development_set_holds_the_other() -> None:
    """What is tested is what is run: same versions, same hashes."""
    development = pins("dev")
    assert {package: pin for package, pin in pins("run").items() if development.get(package) != pin} == {}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_lock_satisfies_the_project(name: str) -> None:
    """A dependency that was added to pyproject.toml is locked, in the range that is asked for: else run `make lock`."""
    extras = {extra: lines for extra, lines in _PROJECT["optional-dependencies"].items() if name == "dev" or extra != "dev"}
    asked = [*_PROJECT["dependencies"], *_METADATA["build-system"]["requires"], *chain(*extras.values())]
    locked = pins(name)
    unmet = []
    for requirement in map(Requirement, asked):
        version, _ = locked.get(canonicalize_name(requirement.name), ("0", frozenset()))
        if not requirement.specifier.contains(version, prereleases=True):
            unmet.append(f"{requirement}: locked {version}")
    assert unmet == []
