"""What only folders do: half-written files, dot files, flags in Maildir names."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse.config.schema import Mailbox
from postlotse.core.errors import SourceError, SourceUnavailable
from postlotse.sources.folder import FolderSource
from tests.stack.embedded import letter
from tests.stack.ledgers import MemoryLedger, receive


def source_at(path: Path, *, now: float = 2_000_000_000.0) -> FolderSource:
    return FolderSource(Mailbox(name="a", kind="folder", path=path), wall=lambda: now)


def test_a_young_file_is_taken_when_it_stops_changing(tmp_path: Path) -> None:
    """A file written just now must look the same at two polls; one that grows waits."""
    now = 2_000_000_000.0
    path = tmp_path / "a.eml"
    source, ledger = source_at(tmp_path, now=now), MemoryLedger()
    counts = []
    for text in (b"From: a", b"From: a@example.org\r\n\r\n", b"From: a@example.org\r\n\r\n"):
        path.write_bytes(text)
        os.utime(path, (now, now))
        counts.append(len(receive(source, ledger)))
    assert counts == [0, 0, 1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: (path / ".a.eml").write_bytes(letter(1)),
        lambda path: (path / "a.eml.part").write_bytes(letter(1)),
        lambda path: (path / "a.eml").mkdir(),
        lambda path: (path / "a.eml").symlink_to("/etc/hostname"),
        lambda path: os.mkfifo(path / "a.eml"),
    ],
    ids=["dot file", "other ending", "directory", "symbolic link", "pipe"],
)
def test_what_is_no_mail_is_left_alone(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    """Only regular `*.eml` files count; links could lead anywhere, and a pipe would block."""
    spoil(tmp_path)
    assert receive(source_at(tmp_path), MemoryLedger()) == []


def test_an_empty_file_is_shown_to_a_person(tmp_path: Path) -> None:
    """A file without content has a problem, and does not come again and again."""
    path = tmp_path / "a.eml"
    path.touch()
    os.utime(path, (1, 1))
    source, ledger = source_at(tmp_path), MemoryLedger()
    assert [arrival.problem for arrival in receive(source, ledger)] == ["unfetchable"]
    assert receive(source, ledger) == []


def test_a_maildir_message_keeps_its_identity_when_it_is_read(tmp_path: Path) -> None:
    """Moving from new/ to cur/ with flags does not make it another message; tmp/ is not looked at."""
    for part in ("new", "cur", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "new" / "1.host").write_bytes(letter(1))
    (tmp_path / "tmp" / "2.host").write_bytes(letter(2))
    source, ledger = source_at(tmp_path), MemoryLedger()
    assert [arrival.origin.uid for arrival in receive(source, ledger)] == ["1.host"]
    (tmp_path / "new" / "1.host").rename(tmp_path / "cur" / "1.host:2,S")
    assert receive(source, ledger) == []


def test_a_missing_directory_is_temporary(tmp_path: Path) -> None:
    """A network drive may come back."""
    with pytest.raises(SourceUnavailable, match="lässt sich nicht lesen"):
        receive(source_at(tmp_path / "away"), MemoryLedger())


def test_a_mailbox_without_a_path_is_a_mistake() -> None:
    """Without a directory there is nothing to do."""
    with pytest.raises(SourceError, match="kein Verzeichnis"):
        FolderSource(Mailbox(name="a", kind="folder"))


def test_a_new_file_ends_the_wait(tmp_path: Path) -> None:
    """The directory is looked at while waiting."""
    clock = iter(range(1000))
    looks = iter(range(1000))

    def monotonic() -> float:
        if next(looks) == 2:
            (tmp_path / "a.eml").write_bytes(letter(1))
        return float(next(clock)) / 10

    source = FolderSource(Mailbox(name="a", kind="folder", path=tmp_path), monotonic=monotonic)
    assert source.wait(60) is True
