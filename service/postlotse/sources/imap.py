"""A mailbox on an IMAP server as a `ports.Source`.

Finds what the ledger does not know by UID, never by \\Seen; leaves the mailbox as it was unless told to file.  Decides when
to look at everything and when a message is given up; the commands themselves are in `imap_session`.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from postlotse.auth.cached import forget
from postlotse.config.schema import Mailbox
from postlotse.core.errors import PostlotseError, SourceError
from postlotse.core.ports import Arrival, Ledger, Origin, Tokens
from postlotse.sources.bell import Bell
from postlotse.sources.imap_errors import LoginRefused, explain
from postlotse.sources.imap_session import (
    CONNECT_SECONDS,
    PARSE_ERRORS,
    READ_SECONDS,
    Envelope,
    ImapSession,
    Selected,
    open_session,
)

log = logging.getLogger(__name__)

SWEEP_SECONDS: Final = 3600.0
IDLE_SECONDS: Final = 240.0
FILING_PAUSE_SECONDS: Final = 3600.0
WINDOW: Final = 5_000
_WIDEST_WINDOW: Final = 40_000
_ENVELOPES_AT_ONCE: Final = 50
#: A message without a usable body is given up after five polls; a lost connection counts half, it may not be its fault.
_GIVE_UP: Final = 10
_NO_BODY: Final = 2
_LOST: Final = 1
_IDLE_FAILURES: Final = 3


class ImapSource:
    """One folder of one mailbox; one connection, opened when needed.  Not for use by several threads, except `wake`."""

    def __init__(
        self,
        mailbox: Mailbox,
        *,
        password: Callable[[], str] | None,
        tokens: Tokens | None,
        monotonic: Callable[[], float] = time.monotonic,
        timeouts: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
    ) -> None:
        self.account = mailbox.name
        self._mailbox = mailbox
        self._password = password
        self._tokens = tokens
        self._monotonic = monotonic
        self._timeouts = timeouts
        self._session: ImapSession | None = None
        self._secrets: list[str] = []
        self._folder = ""  # the server's name of the folder
        self._target = ""  # the server's name of `file_into`
        self._uidvalidity = 0
        self._watermark = 0
        self._swept_at: float | None = None
        self._strikes: dict[tuple[int, int], int] = {}
        self._file_again_at = 0.0
        self._idle_failures = 0
        self._bell = Bell()

    # ------------------------------------------------------------------ the port

    def fetch(self, ledger: Ledger, limit: int) -> Iterator[Arrival]:
        """Yield at most `limit` messages that the ledger does not know, oldest first, one at a time.

        A message is fetched only when the one before has been taken.  Raises SourceUnavailable or SourceError.
        """
        if limit <= 0:
            return
        with self._translated():
            session, selected = self._ready()
            unknown = self._unknown(session, selected, ledger, limit)
        given = 0
        # Those that failed before go last, so that one bad message never blocks the others.
        unknown.sort(key=lambda uid: (self._strikes.get((self._uidvalidity, uid), 0), uid))
        for start in range(0, len(unknown), _ENVELOPES_AT_ONCE):
            some = unknown[start : start + _ENVELOPES_AT_ONCE]
            with self._translated():
                envelopes = self._envelopes(session, some)
            for uid in some:
                with self._translated():
                    arrival = self._arrival(session, uid, envelopes.get(uid))
                if arrival is not None:
                    given += 1
                    yield arrival
                    if given >= limit:
                        return

    def settle(self, origins: Sequence[Origin]) -> None:
        """File stored messages into `file_into`; does nothing without it.  Repeatable; a refusal pauses filing for an hour.

        Raises SourceUnavailable when the connection is lost.
        """
        if not self._mailbox.file_into or not origins or self._monotonic() < self._file_again_at:
            return
        with self._translated():
            session, selected = self._ready()
            uids = sorted(
                int(o.uid)
                for o in origins
                if o.account == self.account and o.folder == self._folder and o.uidvalidity == selected.uidvalidity
            )
            if not uids:
                return
            try:
                if not self._target:
                    wanted = self._mailbox.file_into
                    self._target = session.resolve(wanted) or session.create(wanted)
                if session.file(uids, self._target):
                    return
                reason = "the server offers neither MOVE nor UIDPLUS"
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                reason = str(explain(error, self._mailbox.host, self._secrets))
        self._file_again_at = self._monotonic() + FILING_PAUSE_SECONDS
        log.warning("filing refused account=%s messages=%d reason=%s", self.account, len(uids), reason)

    def wait(self, seconds: float) -> bool:
        """Wait for a hint of new mail, at most `seconds`; True when something may have arrived.

        Without IDLE, or when it keeps failing, this only waits.  Raises SourceUnavailable when the connection is dead.
        """
        until = self._monotonic() + seconds
        while (left := until - self._monotonic()) > 0:
            session = self._session
            if session is None or not self._mailbox.idle or self._idle_failures >= _IDLE_FAILURES or not self._folder:
                return self._bell.wait(left)
            with self._translated(failed_idle=True):
                if not session.can_idle():
                    return self._bell.wait(left)
                heard = session.idle(min(left, IDLE_SECONDS), self._bell.listen())
            self._idle_failures = 0
            if heard:
                return True
            if self._bell.rang():
                return False
        return False

    def wake(self) -> None:
        """End a `wait` of another thread, or the next one, at once."""
        self._bell.ring()

    def check(self) -> str:
        """Log in and look at the folder; return a sentence for `postlotse check`."""
        with self._translated():
            session, selected = self._ready()
            sentence = f"{self.account}: angemeldet, {selected.exists} Mails in {self._folder}"
            if self._mailbox.idle and not session.can_idle():
                sentence += ", ohne IDLE (es wird nur abgefragt)"
            if self._mailbox.file_into and session.resolve(self._mailbox.file_into) is None:
                sentence += f", der Ordner {self._mailbox.file_into} wird angelegt"
        return sentence + "."

    def close(self) -> None:
        """Log out; may be called twice, and a later call of another method connects again."""
        session, self._session = self._session, None
        if session is not None:
            session.close()
        self._bell.close()

    # ------------------------------------------------------------------ connection

    def _ready(self) -> tuple[ImapSession, Selected]:
        """Return a session with the folder freshly opened: that tells UIDVALIDITY, UIDNEXT and the count."""
        session = self._session
        if session is None:
            self._secrets.clear()
            session = open_session(
                self._mailbox, self._password, self._tokens, remember=self._secrets.append, timeouts=self._timeouts
            )
            self._session = session
            self._swept_at = None
            self._folder = self._resolved(session)
        selected = session.select(self._folder, readonly=not self._mailbox.file_into)
        if selected.uidvalidity != self._uidvalidity:
            if self._uidvalidity:
                log.warning(
                    "uidvalidity changed account=%s old=%d new=%d", self.account, self._uidvalidity, selected.uidvalidity
                )
            self._uidvalidity = selected.uidvalidity
            self._swept_at = None
            self._strikes.clear()
        return session, selected

    def _resolved(self, session: ImapSession) -> str:
        name = session.resolve(self._mailbox.folder)
        if name is None:
            names = ", ".join(sorted(name for name, _ in session.folders())[:30])
            raise SourceError(f"Den Ordner „{self._mailbox.folder}“ gibt es im Postfach nicht. Vorhanden sind: {names}.")
        return name

    @contextlib.contextmanager
    def _translated(self, *, failed_idle: bool = False) -> Iterator[None]:
        """Turn whatever goes wrong on the wire into a SourceError and throw the connection away."""
        try:
            yield
        except (PostlotseError, OSError, IMAPClientError, *PARSE_ERRORS) as error:
            if failed_idle:
                self._idle_failures += 1
            self._drop()
            # `from None`: the original text may hold what a server echoed of the login.
            meaning = explain(error, self._mailbox.host, self._secrets)
            if isinstance(meaning, LoginRefused):
                forget(self._tokens)
            raise meaning from None

    def _drop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.drop()

    # ------------------------------------------------------------------ what is new

    def _unknown(self, session: ImapSession, selected: Selected, ledger: Ledger, limit: int) -> list[int]:
        """Return UIDs that the ledger does not know: all of them now and then, in between those above the watermark."""
        now = self._monotonic()
        sweep = self._swept_at is None or now - self._swept_at >= SWEEP_SECONDS
        if sweep:
            self._watermark = 0
        if not selected.exists:
            self._swept_at = now if sweep else self._swept_at
            return []
        unknown: list[int] = []
        complete = True
        for uids in self._windows(session, selected, self._watermark + 1):
            known = ledger.known(self.account, self._folder, self._uidvalidity, [str(uid) for uid in uids])
            new = [uid for uid in uids if str(uid) not in known]
            if not unknown and uids:
                # Everything below the first unknown one is stored and need not be asked for again until the next sweep.
                self._watermark = max(self._watermark, new[0] - 1 if new else uids[-1])
            unknown += new
            # A few more than asked for: some may have to be passed over.
            if len(unknown) >= limit + WINDOW:
                complete = False
                break
        if sweep and complete:
            self._swept_at = now
        gone = self._strikes.keys() - {(self._uidvalidity, uid) for uid in unknown} if complete and sweep else set()
        for key in gone:
            del self._strikes[key]
        return unknown

    def _windows(self, session: ImapSession, selected: Selected, low: int) -> Iterator[list[int]]:
        """Search in windows, so that no answer outgrows imaplib's limit of a million bytes a line.

        Up to 5,000 messages fit into one answer whatever their UIDs; beyond that windows of UIDs are used, which widen
        where the numbers are sparse, and the rest is asked for in one go when it is small enough.
        """
        top = selected.uidnext - 1 if selected.uidnext else max(session.uids(1, None) if selected.exists <= WINDOW else [0])
        if not top:
            top = max(session.uids(2**32 - 1, None) or [2**32 - 2])
        left, width = selected.exists, WINDOW
        while low <= top:
            high = top if left <= WINDOW else min(top, low + width - 1)
            found = session.uids(low, high)
            yield found
            left -= len(found)
            width = min(width * 2, _WIDEST_WINDOW) if len(found) < width // 4 else WINDOW
            low = high + 1

    # ------------------------------------------------------------------ one message

    def _envelopes(self, session: ImapSession, uids: Sequence[int]) -> dict[int, Envelope]:
        """Ask for many at once, then one by one for those that a malformed or incomplete answer left out."""
        found: dict[int, Envelope] = {}
        for some in (uids, *([uid] for uid in uids)):
            if some is uids or some[0] not in found:
                with contextlib.suppress(*PARSE_ERRORS):
                    found |= session.envelopes(some)
        return found

    def _arrival(self, session: ImapSession, uid: int, envelope: Envelope | None) -> Arrival | None:
        """Fetch one message; None when it cannot be had this time."""
        key = (self._uidvalidity, uid)
        strikes = self._strikes.get(key, 0)
        self._strikes[key] = strikes + _LOST  # counted first: a lost connection leaves it there
        size = envelope.size if envelope else 0
        oversized = size > self._mailbox.max_bytes
        raw: bytes | None = None
        if not oversized and strikes < _GIVE_UP:
            raw = self._tried(session, uid, size)
        problem = "oversized" if oversized or (raw is not None and len(raw) > self._mailbox.max_bytes) else ""
        if raw is None and not problem:
            self._strikes[key] = strikes + _NO_BODY
            log.info("body missing account=%s uid=%d strikes=%d", self.account, uid, strikes + _NO_BODY)
            if strikes + _NO_BODY < _GIVE_UP:
                return None
            problem = "unfetchable"
        if problem:
            # Connections that were lost over this message are not risked again for its headers.
            raw = b"" if strikes >= _GIVE_UP else self._headers(session, uid)
        self._strikes.pop(key, None)
        return Arrival(
            origin=Origin(account=self.account, folder=self._folder, uidvalidity=self._uidvalidity, uid=str(uid)),
            raw=raw or b"",
            received_at=envelope.received_at if envelope else None,
            size=size or len(raw or b""),
            problem=problem,
        )

    def _tried(self, session: ImapSession, uid: int, size: int) -> bytes | None:
        """Fetch a body; a server that says NO to this one message, or sends nonsense for it, has not lost the others."""
        try:
            return session.body(uid, size, self._mailbox.max_bytes)
        except IMAPClientAbortError:
            raise
        except ProtocolError:
            raise  # the stream may be out of step
        except IMAPClientError as error:
            meaning = explain(error, self._mailbox.host, self._secrets)
            if getattr(meaning, "retry_after", 0):
                raise
            return None
        except PARSE_ERRORS:
            return None

    def _headers(self, session: ImapSession, uid: int) -> bytes:
        try:
            return session.headers(uid)
        except IMAPClientAbortError:
            raise
        except (IMAPClientError, *PARSE_ERRORS):
            return b""
