"""One IMAP connection: log in, look, fetch, file.  Every command that Postlotse sends to a mailbox is in this file.

Raises what IMAPClient, ssl and sockets raise; `imap_errors.explain` gives it a meaning.  Keeps no memory of messages, and no
text of a mail ever becomes part of a command (imapclient#657: CR LF would start a new one).
"""

import contextlib
import select
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError, ProtocolError
from imapclient.response_parser import parse_fetch_response

from postlotse.auth import sasl
from postlotse.config.schema import Mailbox, Security
from postlotse.core.errors import SourceError
from postlotse.core.ports import Tokens

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 60.0
PIECE: Final = 262_144
#: What IMAPClient's parsers are known to raise on malformed answers (imapclient#448 and our own trials).
PARSE_ERRORS: Final = (ProtocolError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_MOVE_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What the server said about the open folder; `uidnext` 0 when it does not tell."""

    uidvalidity: int
    uidnext: int
    exists: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Size and arrival time of a message, as the server states them."""

    size: int
    received_at: datetime | None


def safe(text: str) -> str:
    """Return `text` if it may become part of a command; raises SourceError for control characters."""
    if any(ord(c) < 0x20 or ord(c) == 0x7F for c in text):
        raise SourceError("Ein Name für das Postfach enthält Steuerzeichen; er wird nicht gesendet.")
    return text


def open_session(
    mailbox: Mailbox,
    password: Callable[[], str] | None,
    tokens: Tokens | None,
    *,
    remember: Callable[[str], None] = lambda _: None,
    timeouts: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
) -> "ImapSession":
    """Connect and log in; `remember` is told each secret used, so that error texts can be scrubbed of it."""
    context = None if mailbox.security is Security.NONE else ssl.create_default_context(cafile=mailbox.ca_file or None)
    client = IMAPClient(
        mailbox.host,
        port=mailbox.port,
        ssl=mailbox.security is Security.TLS,
        ssl_context=context if mailbox.security is Security.TLS else None,
        timeout=SocketTimeout(*timeouts),
    )
    try:
        client.normalise_times = False
        client._imap.debug = 0  # neither names nor server lines belong into a log
        _limit_literals(client, mailbox.max_bytes + 2 * PIECE)
        _keep_alive(client.socket())
        if mailbox.security is Security.STARTTLS:
            if not client.has_capability("STARTTLS"):
                raise SourceError(f"{mailbox.host} bietet kein STARTTLS an; unverschlüsselt meldet sich Postlotse nicht an.")
            client.starttls(context)
            _keep_alive(client.socket())
        _log_in(client, mailbox, password, tokens, remember)
    except BaseException:
        _drop(client)
        raise
    return ImapSession(client)


def _limit_literals(client: Any, limit: int) -> None:
    """Refuse an announced literal over `limit` before imaplib makes room for it (CPython gh-119511)."""
    original = client._imap.read

    def read(size: int) -> bytes:
        if size > limit:
            raise IMAPClientAbortError(f"literal of {size} bytes announced")
        return bytes(original(size))

    client._imap.read = read


def _keep_alive(sock: socket.socket) -> None:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _log_in(
    client: Any, mailbox: Mailbox, password: Callable[[], str] | None, tokens: Tokens | None, remember: Callable[[str], None]
) -> None:
    if tokens is not None:
        token = tokens.token()  # a fresh one for every login: a session may outlive its token (getmail6#60)
        remember(token)
        mechanism = mailbox.oauth.mechanism if mailbox.oauth else "xoauth2"
        first = sasl.token_response(mechanism, tokens.user, token, mailbox.host, mailbox.port)
        remember(first.decode())
        answers = iter((first,))
        client.sasl_login(mechanism.upper(), lambda _: next(answers, sasl.END_OF_ERROR[mechanism]))
        return
    if password is None:
        raise SourceError("Für dieses Postfach ist keine Anmeldung eingerichtet.")
    secret = password()
    remember(secret)
    if client.has_capability("AUTH=PLAIN"):
        response = sasl.plain(mailbox.user, secret)
        remember(response.decode())
        client.sasl_login("PLAIN", lambda _: response)
    elif client.has_capability("LOGINDISABLED"):
        raise SourceError(f"{mailbox.host} erlaubt keine Anmeldung mit Kennwort.")
    else:
        if not (mailbox.user + secret).isascii():
            raise SourceError(f"{mailbox.host} nimmt nur Kennwörter ohne Umlaute an.")
        client.login(safe(mailbox.user), safe(secret))


def _drop(client: Any) -> None:
    with contextlib.suppress(OSError, IMAPClientError):
        client.shutdown()


class ImapSession:
    """A logged-in connection.  After any exception from a method other than `close` it is to be thrown away."""

    def __init__(self, client: Any) -> None:
        self._client = client

    # ------------------------------------------------------------------ folders

    def select(self, folder: str, *, readonly: bool) -> Selected:
        """Open a folder afresh (EXAMINE when `readonly`); raises SourceError when the server gives no UIDVALIDITY."""
        answer = self._client.select_folder(safe(folder), readonly=readonly)
        uidvalidity = answer.get(b"UIDVALIDITY", 0)
        if not uidvalidity:
            raise SourceError("Der Server nennt keine UIDVALIDITY; so lassen sich Mails nicht sicher wiedererkennen.")
        return Selected(uidvalidity=uidvalidity, uidnext=answer.get(b"UIDNEXT", 0), exists=answer.get(b"EXISTS", 0))

    def folders(self) -> list[tuple[str, str]]:
        """Return (name, separator) of every folder that can be opened."""
        found = []
        for flags, delimiter, name in self._client.list_folders():
            if not {flag.lower() for flag in flags} & {b"\\noselect", b"\\nonexistent"}:
                found.append((str(name), (delimiter or b"").decode("ascii", "replace")))
        return found

    def resolve(self, wanted: str) -> str | None:
        """Return the server's name of a folder, whatever its separator and prefix; None when there is none."""
        if wanted.upper() == "INBOX":
            return "INBOX"
        folders = self.folders()
        names = {name for name, _ in folders}
        candidates = [wanted]
        for delimiter in dict.fromkeys(delimiter for _, delimiter in folders if delimiter):
            translated = wanted.replace("/", delimiter)
            candidates += [translated, f"INBOX{delimiter}{translated}", self._prefix() + translated]
        return next((name for name in candidates if name in names), None)

    def create(self, wanted: str) -> str:
        """Create a folder under the personal prefix and return the server's name of it."""
        delimiter = next((delimiter for _, delimiter in self.folders() if delimiter), "/")
        prefix = self._prefix()
        name = wanted.replace("/", delimiter)
        if not name.startswith(prefix):
            name = prefix + name
        self._client.create_folder(safe(name))
        return name

    def _prefix(self) -> str:
        if not self._client.has_capability("NAMESPACE"):
            return ""
        personal = self._client.namespace().personal
        return str(personal[0][0]) if personal else ""

    # ------------------------------------------------------------------ looking and fetching

    def uids(self, low: int, high: int | None) -> list[int]:
        """Return the UIDs from `low` to `high` (None: to the end), ascending.

        Read line by line, because some servers split the answer, and filtered, because `n:*` always holds the last
        message even when its UID is below n (RFC 3501 §6.4.8).
        """
        window = f"{low}:{high if high is not None else '*'}"
        kind, lines = self._client._imap.uid("SEARCH", "UID", window)
        self._expect_ok("SEARCH", kind, lines)
        found = {int(word) for line in lines if line for word in line.split()}
        return sorted(uid for uid in found if uid >= low and (high is None or uid <= high))

    def envelopes(self, uids: Sequence[int]) -> dict[int, Envelope]:
        """Return size and arrival time of those messages that the server knows about."""
        found: dict[int, Envelope] = {}
        for answer in self._fetch(uids, "(RFC822.SIZE INTERNALDATE)"):
            size, date = answer.get(b"RFC822.SIZE"), answer.get(b"INTERNALDATE")
            if isinstance(size, int):
                when = date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else None
                found[answer[b"UID"]] = Envelope(size=size, received_at=when)
        return found

    def body(self, uid: int, size: int, limit: int) -> bytes | None:
        """Return the whole message, or None when the server gives nothing usable this time.

        Large ones come in pieces; more than `limit` bytes are cut off there, so that a result longer than `limit` means
        that the stated size was wrong.  A result that differs from the stated size is fetched once more: Exchange
        estimates sizes, but a truncated answer is not stable.
        """
        raw = self._whole(uid, size, limit)
        if raw and len(raw) != size and len(raw) <= limit and self._whole(uid, size, limit) != raw:
            return None
        return raw or None

    def _whole(self, uid: int, size: int, limit: int) -> bytes:
        if size <= PIECE:
            return self._item(uid, "BODY.PEEK[]", b"BODY[]")
        parts: list[bytes] = []
        total = 0
        while total <= limit:
            piece = self._item(uid, f"BODY.PEEK[]<{total}.{PIECE}>", f"BODY[]<{total}>".encode(), b"BODY[]")
            parts.append(piece)
            total += len(piece)
            if len(piece) != PIECE:
                break
        return b"".join(parts)

    def headers(self, uid: int) -> bytes:
        """Return at most 256 KiB of the header block, empty when there is none to be had."""
        return self._item(uid, f"BODY.PEEK[HEADER]<0.{PIECE}>", b"BODY[HEADER]<0>", b"BODY[HEADER]")[:PIECE]

    def _item(self, uid: int, item: str, *keys: bytes) -> bytes:
        """Fetch one item of one message; empty when the answer lacks it, is NIL, or belongs to another message."""
        for answer in self._fetch([uid], f"({item})"):
            if answer[b"UID"] != uid:
                continue
            for key in keys:
                value = answer.get(key)
                if isinstance(value, bytes):
                    return value
        return b""

    def _fetch(self, uids: Sequence[int], items: str) -> list[dict[bytes, Any]]:
        """Return the answers that name their UID; others cannot be told apart."""
        kind, lines = self._client._imap.uid("FETCH", ",".join(str(int(uid)) for uid in uids), items)
        self._expect_ok("FETCH", kind, lines)
        answers = parse_fetch_response(lines, normalise_times=False, uid_is_key=False)
        return [dict(answer) for answer in answers.values() if isinstance(answer.get(b"UID"), int)]

    def _expect_ok(self, command: str, kind: str, lines: Sequence[Any]) -> None:
        if kind != "OK":
            text = lines[0].decode("utf-8", "replace") if lines and isinstance(lines[0], bytes) else ""
            raise IMAPClientError(f"{command} failed: {text}")

    # ------------------------------------------------------------------ waiting

    def can_idle(self) -> bool:
        """Tell whether the server offers IDLE."""
        return bool(self._client.has_capability("IDLE"))

    def idle(self, seconds: float, wake: socket.socket) -> bool:
        """Listen until the server says something, `wake` becomes readable or the time is over; True when it said something.

        Waits on the socket itself: `idle_check` hides a dead connection and trips over a line in two packets; `idle_done`
        reads whatever came, and raises when the peer is gone (imapclient#565).  Always ended by `idle_done`.
        """
        sock = self._client.socket()
        self._client.idle()
        if not (isinstance(sock, ssl.SSLSocket) and sock.pending()):
            select.select([sock, wake], [], [], seconds)
        _, said = self._client.idle_done()
        for response in said:
            if response and response[0] == b"BYE":
                raise IMAPClientAbortError("the server ended the session")
        return any(response and response[0] != b"OK" for response in said)

    def quiet(self) -> None:
        """Keep the connection alive and see that it is (NOOP)."""
        self._client.noop()

    # ------------------------------------------------------------------ filing

    def file(self, uids: Sequence[int], folder: str) -> bool:
        """Move those messages that are still there into `folder`; False when the server cannot do that safely.

        MOVE, else COPY and UID EXPUNGE; without UIDPLUS an expunge would delete what others have marked, so the mail
        stays where it is.
        """
        can_move, can_expunge = self._client.has_capability("MOVE"), self._client.has_capability("UIDPLUS")
        if not can_move and not can_expunge:
            return False
        for start in range(0, len(uids), _MOVE_AT_ONCE):
            some = uids[start : start + _MOVE_AT_ONCE]
            wanted = set(some)
            there = [uid for uid in self.uids(min(some), max(some)) if uid in wanted]
            if not there:
                continue
            if can_move:
                self._client.move(there, safe(folder))
            else:
                self._client.copy(there, safe(folder))
                self._client.add_flags(there, [b"\\Deleted"], silent=True)
                self._client.uid_expunge(there)
        return True

    def close(self) -> None:
        """Log out as well as the connection still allows."""
        try:
            self._client.logout()
        except (OSError, IMAPClientError, LoginError, *PARSE_ERRORS):
            _drop(self._client)

    def drop(self) -> None:
        """Throw the connection away without a word."""
        _drop(self._client)
