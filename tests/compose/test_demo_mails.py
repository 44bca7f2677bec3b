"""The invented mails of the demo: complete, described, and nobody's."""

import re
from email import message_from_bytes
from pathlib import Path

import pytest

import postlotse

MAILS = Path(postlotse.__file__).parent / "demo" / "mails"
FILES = sorted(MAILS.glob("*.eml"))
ADDRESS = re.compile(rb"[\w.+-]+@([\w.-]+\w)")


def test_forty_mails_are_numbered_without_a_gap() -> None:
    """The number is the order in which they arrive."""
    assert [int(path.name[:2]) for path in FILES] == list(range(1, 41))


def test_the_readme_tells_what_each_file_shows() -> None:
    """No file without a word, no word without a file."""
    told = set(re.findall(r"`([^`]+\.(?:eml|eml\.j2))`", (MAILS / "README.md").read_text(encoding="utf-8")))
    assert told == {path.name for path in MAILS.iterdir()} - {"README.md", "__init__.py"}


@pytest.mark.parametrize("path", [*FILES, *sorted(MAILS.glob("*.j2"))], ids=lambda path: path.name[:2])
def test_every_address_is_on_a_reserved_domain(path: Path) -> None:
    """Nobody real is written to when somebody plays with the demo."""
    hosts = {host.decode() for host in ADDRESS.findall(path.read_bytes().replace(b"=\n", b"")) if b"." in host}
    assert {host for host in hosts if not host.endswith(".example")} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_every_mail_is_to_us_and_has_lines_for_the_wire(path: Path) -> None:
    """Each came through our server, and none has lines over 998 bytes."""
    raw = path.read_bytes()
    assert message_from_bytes(raw)["Delivered-To"] == "integration@stadt.example"
    assert max(map(len, raw.splitlines())) <= 998
