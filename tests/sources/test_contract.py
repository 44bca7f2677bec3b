"""What every source promises, whatever stands behind it: a folder, a Maildir, pymap, Dovecot."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from postlotse.config.schema import Mailbox, Security
from postlotse.core.ports import Source
from postlotse.sources.folder import FolderSource
from postlotse.sources.imap import ImapSource
from tests.stack.embedded import PASSWORD, letter
from tests.stack.ledgers import MemoryLedger, receive


@dataclass
class Place:
    """A source, how mail gets into it, and how the place looks to others."""

    source: Source
    put: Callable[[bytes], None]
    look: Callable[[], object]
    filed: Callable[[], int]
    again: Callable[[], Source]


@pytest.fixture(params=["folder", "maildir", "pymap", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["leaves the mailbox alone", "files into a folder"])
def filing(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "files into a folder")


@pytest.fixture
def place(kind: str, filing: bool, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Return one kind of source, empty."""
    file_into = "Erledigt" if filing else ""
    made = _files(kind, tmp_path, file_into) if kind in {"folder", "maildir"} else _imap(kind, request, file_into)
    yield made
    made.source.close()
    made.source.close()


def _files(kind: str, tmp_path: Path, file_into: str) -> Place:
    inbox, done = tmp_path / "eingang", tmp_path / "Erledigt"
    inbox.mkdir()
    for part in ("new", "cur", "tmp") if kind == "maildir" else ():
        (inbox / part).mkdir()
    numbers = iter(range(1, 10_000))

    def put(raw: bytes) -> None:
        number = next(numbers)
        path = inbox / "new" / f"{number}.host" if kind == "maildir" else inbox / f"{number}.eml"
        path.write_bytes(raw)
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))

    def again() -> Source:
        return FolderSource(Mailbox(name="a", kind="folder", path=inbox, file_into=file_into))

    def look() -> object:
        return sorted((p.name, p.read_bytes(), p.stat().st_mtime_ns) for p in inbox.rglob("*") if p.is_file())

    return Place(again(), put, look, lambda: sum(p.is_file() for p in done.rglob("*")), again)


def _imap(kind: str, request: pytest.FixtureRequest, file_into: str) -> Place:
    server = request.getfixturevalue("imap_server" if kind == "pymap" else "dovecot")
    user = "intake" if kind == "pymap" else server.fresh_user()
    port = server.port if kind == "pymap" else server.imap
    box = Mailbox(
        name="a", host=server.host, port=port, security=Security.NONE, user=user, password_file="pw", file_into=file_into
    )

    def again() -> Source:
        return ImapSource(box, password=lambda: PASSWORD, tokens=None)

    def look() -> object:
        with server.client(user) as client:
            client.select_folder("INBOX", readonly=True)
            found = client.fetch(client.search(), ["FLAGS", "RFC822.SIZE"])
            # \Recent belongs to the session that saw a mail first, not to the mailbox.
            return sorted((uid, set(item[b"FLAGS"]) - {b"\\Recent"}, item[b"RFC822.SIZE"]) for uid, item in found.items())

    return Place(again(), lambda raw: server.append(user, raw), look, lambda: len(server.messages(user, "Erledigt")), again)


def test_gives_every_message_once_and_oldest_first(place: Place) -> None:
    """Each message arrives whole, in order, and never again once it is stored."""
    letters = [letter(number) for number in range(3)]
    for raw in letters:
        place.put(raw)
    ledger = MemoryLedger()
    assert letters == [arrival.raw for arrival in receive(place.source, ledger)]
    assert receive(place.source, ledger) == []
    place.put(letter(3))
    assert [letter(3)] == [arrival.raw for arrival in receive(place.source, ledger)]


def test_states_origin_size_and_time(place: Place) -> None:
    """An arrival says where it was found, how large it is, and when it came (aware)."""
    place.put(letter(1))
    (arrival,) = receive(place.source, MemoryLedger())
    assert ("a", "", len(letter(1))) == (arrival.origin.account, arrival.problem, arrival.size)
    assert arrival.received_at is not None
    assert arrival.received_at.tzinfo is not None


def test_keeps_to_the_limit(place: Place) -> None:
    """A limit cuts the list; the rest comes with the next call."""
    for number in range(5):
        place.put(letter(number))
    ledger = MemoryLedger()
    assert [len(receive(place.source, ledger, limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_a_message_that_was_not_stored_comes_again(place: Place) -> None:
    """When the caller stops before storing, nothing is lost."""
    place.put(letter(1))
    ledger = MemoryLedger()
    first = next(iter(place.source.fetch(ledger, 10)))
    again = next(iter(place.source.fetch(ledger, 10)))
    assert first.origin == again.origin


def test_a_new_source_continues_where_the_ledger_stands(place: Place) -> None:
    """After a restart only what the ledger does not know is fetched."""
    place.put(letter(1))
    ledger = MemoryLedger()
    receive(place.source, ledger)
    place.put(letter(2))
    second = place.again()
    assert [letter(2)] == [arrival.raw for arrival in receive(second, ledger)]
    second.close()


def test_fetching_changes_nothing(place: Place) -> None:
    """Fetching leaves the mailbox as other people see it: no flag, no move."""
    place.put(letter(1))
    before = place.look()
    receive(place.source, MemoryLedger())
    assert before == place.look()


def test_settling_does_what_is_configured_and_may_be_repeated(place: Place, filing: bool) -> None:
    """Filing happens after storing only, takes exactly what it was given, and twice is as good as once."""
    place.put(letter(1))
    place.put(letter(2))
    ledger = MemoryLedger()
    first, second = receive(place.source, ledger)
    before = place.look()
    for _ in range(2):
        place.source.settle([first.origin])
        assert (1 if filing else 0) == place.filed()
    assert (before == place.look()) is not filing
    place.source.settle([first.origin, second.origin])
    assert (2 if filing else 0) == place.filed()
    assert receive(place.source, ledger) == []


def test_oversized_comes_with_its_headers_only(place: Place, kind: str) -> None:
    """Mail over the limit is announced with a problem and its headers, so that a person can look."""
    place.source._mailbox = place.source._mailbox.model_copy(update={"max_bytes": 10_000})  # type: ignore[attr-defined]
    raw = letter(1, size=50_000)
    place.put(raw)
    (arrival,) = receive(place.source, MemoryLedger())
    assert ("oversized", len(raw)) == (arrival.problem, arrival.size)
    assert raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" == arrival.raw


def test_waiting_ends_when_woken(place: Place) -> None:
    """A wake that comes before the wait ends it at once, and counts for one wait only."""
    receive(place.source, MemoryLedger())
    place.source.wait(0.01)
    place.source.wake()
    assert place.source.wait(30) is False


def test_check_says_what_it_found(place: Place) -> None:
    """The check is one sentence that names the account."""
    place.put(letter(1))
    sentence = place.source.check()
    assert sentence.startswith("a: ")
    assert " 1 Mails" in sentence
