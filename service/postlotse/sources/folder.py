"""A directory as a `ports.Source`: `*.eml` files, or a Maildir (new/ and cur/).

Leaves the directory as it was unless `file_into` is set.  Never opens what may still be written: Maildir's tmp/, dot files,
and a file whose size or time changed since it was first seen.
"""

import contextlib
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from postlotse.config.schema import Mailbox
from postlotse.core.errors import SourceError, SourceUnavailable
from postlotse.core.ports import Arrival, Ledger, Origin

#: A file younger than this must look the same at two polls before it is taken.
SETTLED_SECONDS: Final = 2.0
_HEADERS: Final = 262_144
_AT_ONCE: Final = 500
_GLANCE_SECONDS: Final = 0.25


class FolderSource:
    """One directory.  The uid is the file name; in a Maildir its unique part, which survives a change of flags."""

    def __init__(
        self,
        mailbox: Mailbox,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if mailbox.path is None:
            raise SourceError("Für dieses Postfach ist kein Verzeichnis eingetragen.")
        self.account = mailbox.name
        self._path = mailbox.path
        self._mailbox = mailbox
        self._wall = wall
        self._monotonic = monotonic
        self._seen: dict[str, tuple[int, int]] = {}
        self._bell = threading.Event()

    def fetch(self, ledger: Ledger, limit: int) -> Iterator[Arrival]:
        """Yield at most `limit` files that the ledger does not know, oldest first; raises SourceUnavailable."""
        given = 0
        files = self._files()
        for start in range(0, len(files), _AT_ONCE):
            some = files[start : start + _AT_ONCE]
            known = ledger.known(self.account, self._path.name, 0, [uid for uid, _ in some])
            for uid, path in some:
                if given >= limit:
                    return
                if uid in known:
                    self._seen.pop(uid, None)
                    continue
                arrival = self._arrival(uid, path)
                if arrival is not None:
                    given += 1
                    yield arrival

    def settle(self, origins: Sequence[Origin]) -> None:
        """Move stored files into the sibling directory `file_into`; does nothing without it.  Repeatable."""
        if not self._mailbox.file_into or not origins:
            return
        target = self._path.parent / Path(self._mailbox.file_into).name
        mine = {o.uid for o in origins if o.account == self.account and o.folder == self._path.name}
        try:
            maildir = self._is_maildir()
            for part in ("tmp", "new", "cur") if maildir else ("",):
                (target / part).mkdir(parents=True, exist_ok=True)
            for uid, path in self._files():
                if uid in mine:
                    # A file that somebody moved meanwhile is as good as filed.
                    with contextlib.suppress(FileNotFoundError):
                        path.rename(target / "cur" / path.name if maildir else target / path.name)
        except OSError as error:
            raise SourceUnavailable(f"{self.account}: Verschieben nach {target.name} ging nicht: {error.strerror}.") from error

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, looking at the directory now and then; True when something new may lie there."""
        until = self._monotonic() + seconds
        before = self._glance()
        while (left := until - self._monotonic()) > 0:
            if self._bell.wait(min(left, _GLANCE_SECONDS)):
                self._bell.clear()
                return False
            if self._glance() != before:
                return True
        return False

    def wake(self) -> None:
        """End a `wait` of another thread, or the next one, at once."""
        self._bell.set()

    def check(self) -> str:
        """Look at the directory; return a sentence for `postlotse check`."""
        kind = "Maildir" if self._is_maildir() else "Ordner"
        return f"{self.account}: {kind} {self._path.name} mit {len(self._files())} Mails."

    def close(self) -> None:
        """Do nothing: no connection is held."""

    # ------------------------------------------------------------------ files

    def _is_maildir(self) -> bool:
        return (self._path / "new").is_dir() and (self._path / "cur").is_dir()

    def _glance(self) -> tuple[int, ...]:
        parts = ("new", "cur") if self._is_maildir() else ("",)
        try:
            return tuple((self._path / part).stat().st_mtime_ns for part in parts)
        except OSError:
            return ()

    def _files(self) -> list[tuple[str, Path]]:
        """Return (uid, path) of every message, oldest first."""
        maildir = self._is_maildir()
        found: list[tuple[int, str, Path]] = []
        try:
            for part in ("new", "cur") if maildir else ("",):
                with os.scandir(self._path / part) as entries:
                    for entry in entries:
                        if entry.name.startswith(".") or not (maildir or entry.name.lower().endswith(".eml")):
                            continue
                        with contextlib.suppress(FileNotFoundError):  # moved meanwhile
                            status = entry.stat(follow_symlinks=False)
                            if stat.S_ISREG(status.st_mode):
                                uid = entry.name.partition(":")[0] if maildir else entry.name
                                found.append((status.st_mtime_ns, uid, Path(entry.path)))
        except OSError as error:
            raise SourceUnavailable(f"{self.account}: {self._path} lässt sich nicht lesen: {error.strerror}.") from error
        return [(uid, path) for _, uid, path in sorted(found)]

    def _arrival(self, uid: str, path: Path) -> Arrival | None:
        """Read one file; None when it is still being written or has gone."""
        try:
            with path.open("rb") as file:
                before = os.fstat(file.fileno())
                if not self._is_settled(uid, before):
                    return None
                oversized = before.st_size > self._mailbox.max_bytes
                raw = _header_block(file.read(_HEADERS)) if oversized else file.read()
                after = os.fstat(file.fileno())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SourceUnavailable(f"{self.account}: {path.name} lässt sich nicht lesen: {error.strerror}.") from error
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            return None
        self._seen.pop(uid, None)
        problem = "oversized" if oversized else ("unfetchable" if not raw else "")
        return Arrival(
            origin=Origin(account=self.account, folder=self._path.name, uidvalidity=0, uid=uid),
            raw=raw,
            received_at=datetime.fromtimestamp(before.st_mtime, UTC),
            size=before.st_size,
            problem=problem,
        )

    def _is_settled(self, uid: str, status: os.stat_result) -> bool:
        """Tell whether a file is complete: a Maildir promises it, elsewhere it must be old or unchanged since the last poll."""
        looks = (status.st_size, status.st_mtime_ns)
        if self._is_maildir() or self._wall() - status.st_mtime >= SETTLED_SECONDS:
            return True
        unchanged = self._seen.get(uid) == looks and status.st_size > 0
        self._seen[uid] = looks
        return unchanged


def _header_block(raw: bytes) -> bytes:
    """Return the bytes up to and including the first empty line."""
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark)) >= 0]
    return raw[: min(ends)] if ends else raw
