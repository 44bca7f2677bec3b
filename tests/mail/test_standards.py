"""docs/standards.md names files and tests that exist, and no standard twice without one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "standards.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.split("## Where we differ")[0].split("\n")
    if line.startswith("| ") and not line.startswith("| standard")
]

PROMISED = re.findall(
    r"\d+",
    """
    5322 5321 2045 2046 2047 2231 2183 3676 1896 2369 2919 3834 3461 3464 6522 8098 5230 5545 5546 8551 9580 4880 3156 6531 6532
    8601 7489 8058 5965 8621 9051 3501 2177 6851 4315 8314 6409
""",
)


@pytest.mark.parametrize("row", [pytest.param(row, id=row[0].strip("| ")[:40]) for row in ROWS])
def test_a_row_names_code_and_tests_that_exist(row: list[str]) -> None:
    """Four cells; every module is there, and every test function is in its file."""
    assert len(row) == 4, row
    modules = re.findall(r"`([^`]+)`", row[2])
    tests = re.findall(r"`([^`]+)::([^`]+)`", row[3])
    assert modules
    assert tests
    assert [module for module in modules if not (ROOT / "service" / "postlotse" / module).is_file()] == []
    for path, function in tests:
        assert f"\ndef {function}(" in (ROOT / path).read_text(encoding="utf-8"), (path, function)


@pytest.mark.parametrize("number", PROMISED)
def test_the_standards_that_matter_have_a_row(number: str) -> None:
    """Each of the standards that the mail part promises stands in the table."""
    assert any(re.search(rf"RFC {number}\b", row[0]) for row in ROWS)


def test_no_module_of_the_reader_is_forgotten() -> None:
    """Modules that read bytes or text of a message stand in the table, save those that hold values or put others together."""
    named = set(re.findall(r"`(core/mail/[a-z0-9_/]+\.py)`", TEXT))
    only_join = {"__init__", "types", "codec", "parse", "identity", "subjects", "threads", "ticketmarks", "stubs"}
    only_join |= {"autowords", "htmlmarks", "htmltags"}
    there = {path.stem for path in (ROOT / "service" / "postlotse" / "core" / "mail").glob("*.py")}
    assert sorted(there - only_join - {Path(name).stem for name in named}) == []
