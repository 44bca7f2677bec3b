"""An IMAP and an SMTP server inside this process, on loopback, for the demo and the tests.

Both are context managers that are ready when entered and gone when left.  Not for real mail: everything is in memory.
"""

import argparse
import asyncio
import contextlib
import email.utils
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend, Identity
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

LOOPBACK = "127.0.0.1"
_START_SECONDS = 15.0


class EmbeddedImap:
    """A pymap server with one INBOX a user; `port` in clear text (with STARTTLS when there is a certificate), `tls_port`."""

    def __init__(
        self,
        users: Mapping[str, str],
        *,
        certificate: Path | None = None,
        key: Path | None = None,
        port: int = 0,
        idle: bool = True,
        max_bytes: int = 60_000_000,
    ) -> None:
        self.users = dict(users)
        self.host = LOOPBACK
        self.port = port
        self.tls_port = 0
        self._certificate, self._key = certificate, key
        self._idle, self._max_bytes = idle, max_bytes
        self._ready = threading.Event()
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="embedded-imap", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        self._config: Any = None

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            raise RuntimeError("the embedded IMAP server did not start")
        if self._failure is not None:
            raise self._failure
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(_START_SECONDS)

    def append(self, user: str, raw: bytes, *, folder: str = "INBOX", at: datetime | None = None, seen: bool = False) -> None:
        """Put a message into a folder as a client would; the folder is made when it is missing."""
        with self.client(user) as client:
            if folder != "INBOX" and not client.folder_exists(folder):
                client.create_folder(folder)
            client.append(folder, raw, flags=[b"\\Seen"] if seen else (), msg_time=at)

    def messages(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Return the messages of a folder, oldest first; empty when there is no such folder."""
        with self.client(user) as client:
            if not client.folder_exists(folder):
                return []
            client.select_folder(folder, readonly=True)
            uids = client.search()
            found = client.fetch(uids, ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in uids]

    def client(self, user: str) -> Any:
        """Return a logged-in IMAPClient on the clear port; a context manager."""
        client = IMAPClient(self.host, port=self.port, ssl=False, timeout=10)
        # Without this every APPEND waits 40 ms for a delayed acknowledgement.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.plain_login(user, self.users[user])  # unlike LOGIN it carries umlauts
        return client

    def change_uidvalidity(self, user: str, folder: str = "INBOX") -> int:
        """Give a folder a new UIDVALIDITY, as a restored server would; return it."""

        async def change() -> int:
            mailboxes, _ = self._config.set_cache[user]
            mailbox = await mailboxes.get_mailbox(folder)
            mailbox._uid_validity += 1
            return int(mailbox._uid_validity)

        return asyncio.run_coroutine_threadsafe(change(), self._loop).result(_START_SECONDS)

    # ------------------------------------------------------------------ the server's own thread

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:  # noqa: BLE001  handed to the thread that entered us
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        first = next(iter(self.users))
        arguments = argparse.Namespace(
            host=self.host,
            port=0,
            debug=False,
            cert=str(self._certificate) if self._certificate else None,
            key=str(self._key) if self._key else None,
            tls=self._certificate is not None,
            inherited_sockets=None,
            proxy_protocol=None,
            passlib_cfg=None,
            demo_data=False,
            demo_user=first,
            demo_password=self.users[first],
            skip_services=[],
        )
        backend, config = await DictBackend.init(
            arguments,
            secure_auth=False,
            disable_idle=not self._idle,
            max_append_len=self._max_bytes,
            cpu_subsystem=Subsystem.for_asyncio(),
            hash_context=BuiltinHash(rounds=1),  # passwords that stand in the source need no slow hash
        )
        self._config = config
        config.apply_context()
        passwords = Passwords(config)
        for user, password in self.users.items():
            if user != first:
                hashed = await passwords.hash_password(password)
                await Identity(user, backend.login, None, frozenset()).set(UserMetadata(config, user, password=hashed))
        imap = IMAPServer(backend.login, config)
        served = ProxyProtocolReader(config.proxy_protocol).get_callback(imap)
        async with contextlib.AsyncExitStack() as stack:
            await backend.start(stack)
            plain = await stack.enter_async_context(await asyncio.start_server(served, self.host, self.port))
            self.port = plain.sockets[0].getsockname()[1]
            if self._certificate is not None:
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(self._certificate, self._key)
                tls = await stack.enter_async_context(await asyncio.start_server(served, self.host, 0, ssl=context))
                self.tls_port = tls.sockets[0].getsockname()[1]
            self._ready.set()
            await self._stop.wait()
            # Sessions that are still open end now; a server that waits for its clients would never stop.
            sessions = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in sessions:
                task.cancel()
            await asyncio.gather(*sessions, return_exceptions=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """One accepted mail, as it stood on the wire."""

    mail_from: str
    recipient: str
    content: bytes = field(repr=False)


class EmbeddedSmtp:
    """An aiosmtpd server that keeps what it accepts in `mails`.

    `on_mail` is called for each; `deliver` names an EmbeddedImap and which address goes to which of its users (the part
    before a `+` counts); `answers` are replies for single recipients instead of 250.
    """

    def __init__(
        self,
        *,
        users: Mapping[str, str] | None = None,
        on_mail: Callable[[Collected], None] | None = None,
        deliver: tuple[EmbeddedImap, Mapping[str, str]] | None = None,
        answers: Mapping[str, str] | None = None,
        certificate: Path | None = None,
        key: Path | None = None,
        port: int = 0,
        size: int = 26_214_400,
    ) -> None:
        self.host = LOOPBACK
        self.port = port
        self.mails: list[Collected] = []
        self._users = dict(users or {})
        self._on_mail, self._deliver, self._answers = on_mail, deliver, dict(answers or {})
        self._size = size
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(certificate, key)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="embedded-smtp", daemon=True)

    def __enter__(self) -> Self:
        # The socket listens before the thread starts, so nobody has to wait for it.
        listening = socket.create_server((self.host, self.port))
        self.port = listening.getsockname()[1]
        self._server = self._loop.run_until_complete(self._loop.create_server(self._session, sock=listening))
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_START_SECONDS)

    def _run(self) -> None:
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._end())
            self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        sessions = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in sessions:
            task.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)
        await self._loop.shutdown_default_executor()

    def _session(self) -> SMTP:
        return SMTP(
            self,
            loop=self._loop,
            hostname="localhost",
            ident="postlotse-demo",
            data_size_limit=self._size,
            enable_SMTPUTF8=True,
            decode_data=False,
            tls_context=self._context,
            require_starttls=self._context is not None,
            authenticator=self._authenticate if self._users else None,
            auth_require_tls=self._context is not None,
        )

    # ------------------------------------------------------------------ called by aiosmtpd

    def _authenticate(self, *arguments: object) -> AuthResult:
        given = arguments[-1]
        if isinstance(given, LoginPassword):
            good = self._users.get(given.login.decode("utf-8", "replace"), "").encode() == given.password and bool(
                given.password
            )
            return AuthResult(success=good, handled=False)
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        """Ask for a login where there are users."""
        if self._users and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        """Accept a recipient, or give the answer that was asked for."""
        if answer := self._answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        """Keep the mail, then pass it on; 250 only when that has worked."""
        content = envelope.original_content or b""
        for recipient in envelope.rcpt_tos:
            mail = Collected(mail_from=envelope.mail_from or "", recipient=recipient, content=content)
            self.mails.append(mail)
            await asyncio.to_thread(self._pass_on, mail)
        return "250 2.0.0 accepted"

    def _pass_on(self, mail: Collected) -> None:
        if self._deliver is not None:
            imap, routes = self._deliver
            local, _, domain = mail.recipient.lower().rpartition("@")
            user = routes.get(f"{local.partition('+')[0]}@{domain}")
            if user is not None:
                now = email.utils.formatdate()
                top = (
                    f"Return-Path: <{mail.mail_from}>\r\nDelivered-To: {mail.recipient}\r\n"
                    f"Received: from localhost by localhost with ESMTP for <{mail.recipient}>; {now}\r\n"
                )
                imap.append(user, top.encode() + mail.content)
        if self._on_mail is not None:
            self._on_mail(mail)
