"""What the core and the flows need from outside, as protocols.  Adapters live in sources, senders, learning, workers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from postlotse.core.mail.types import Mail
from postlotse.core.names import Delivery
from postlotse.core.topics.types import Guess

Clock = Callable[[], datetime]
"""Returns the time now, aware, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a message was found.  `uid` is text so that file names fit too; `uidvalidity` is 0 for folders."""

    account: str
    folder: str
    uidvalidity: int
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message taken from a source; `problem` is a reason code when `raw` is not whole (`oversized`, `unfetchable`)."""

    origin: Origin
    raw: bytes
    received_at: datetime | None = None  # INTERNALDATE or file time, aware
    size: int = 0
    problem: str = ""


class Ledger(Protocol):
    """What is already stored; asked by sources so that nothing is fetched twice."""

    def known(self, account: str, folder: str, uidvalidity: int, uids: Sequence[str]) -> frozenset[str]:
        """Return those of `uids` that are stored already."""
        ...


class Source(Protocol):
    """Where mail comes from.  Methods raise SourceUnavailable (back off) or SourceError (a person must act)."""

    account: str

    def fetch(self, ledger: Ledger, limit: int) -> Iterator[Arrival]:
        """Yield at most `limit` messages that the ledger does not know, oldest first, one at a time."""
        ...

    def settle(self, origins: Sequence[Origin]) -> None:
        """Do to the mailbox what is configured (nothing, or file into a folder), after the commit; repeatable."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for a hint of new mail (IDLE), at most `seconds`; True when something may have arrived."""
        ...

    def wake(self) -> None:
        """End a `wait` of another thread soon (clean stop)."""
        ...

    def check(self) -> str:
        """Log in and look at the folder; return a sentence for `postlotse check`."""
        ...

    def close(self) -> None:
        """Log out; may be called twice."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One mail to one recipient, ready for the wire: CRLF lines, at most 998 bytes each.

    `mail_from` "" is the null sender.  `notify` is the DSN NOTIFY value ("NEVER", "FAILURE,DELAY" or "").
    """

    id: str
    mail_from: str
    recipient: str
    content: bytes = field(repr=False)
    notify: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a parcel: `code` the SMTP code (0 = none), `text` the server's words, cleaned, at most 200 characters."""

    parcel: str
    delivery: Delivery
    code: int = 0
    text: str = ""


class Sender(Protocol):
    """Where mail goes.  Raises SenderUnavailable (nothing was sent) or SenderError (the relay refuses us)."""

    def send(self, parcel: Parcel) -> Receipt:
        """Hand over one parcel; never raises for what concerns only this parcel."""
        ...

    def check(self) -> str:
        """Connect and log in; return a sentence for `postlotse check`."""
        ...

    def close(self) -> None:
        """End the session; may be called twice."""
        ...


class TopicModel(Protocol):
    """A trained model.  `fingerprint` identifies it in every decision."""

    fingerprint: str

    def guess(self, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess]:
        """Return a guess for each (subject, newest text) pair, in order."""
        ...


class Reader(Protocol):
    """Turns hostile bytes into a Mail, within limits."""

    def read(self, raw: bytes) -> Mail:
        """Return the Mail; raises ParseRefused when a limit was hit or the worker had to be killed."""
        ...


class Tokens(Protocol):
    """A provider of OAuth access tokens for one mailbox."""

    user: str

    def token(self) -> str:
        """Return a token that is valid for at least two minutes; raises SourceError or SenderError kinds on refusal."""
        ...
