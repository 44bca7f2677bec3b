"""An SMTP server that follows a script: right where the script is silent, as wrong as the script wants elsewhere."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

EHLO = (b"SIZE 100000", b"8BITMIME", b"ENHANCEDSTATUSCODES", b"DSN", b"AUTH PLAIN XOAUTH2 OAUTHBEARER")

Answer = bytes | Callable[[bytes], bytes | None] | None
"""Bytes to send, a function of the line, or None: close without a word."""


def in_turn(*answers: Answer) -> Callable[[bytes], bytes | None]:
    """Return an answer that changes from call to call; the last one stays."""
    left = list(answers)

    def answer(line: bytes) -> bytes | None:
        now = left.pop(0) if len(left) > 1 else left[0]
        return now(line) if callable(now) else now

    return answer


class HostileSmtp:
    """A server for one scenario; `log` holds every line, `mails` the contents that came complete."""

    def __init__(
        self,
        script: Mapping[str, Answer] | None = None,
        *,
        ehlo: Sequence[bytes] = EHLO,
        greeting: Answer = b"220 ready\r\n",
        after_data: Answer = b"250 2.0.0 queued\r\n",
        certificate: tuple[Path, Path] | None = None,
        implicit: bool = False,
    ) -> None:
        self.script = dict(script or {})
        self.ehlo, self.greeting, self.after_data = tuple(ehlo), greeting, after_data
        self.log: list[bytes] = []
        self.mails: list[bytes] = []
        self.connections = 0
        self.host = "localhost" if certificate else "127.0.0.1"
        self._implicit = implicit
        self._context: ssl.SSLContext | None = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*certificate)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._socks: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        """End every connection and wait for the threads."""
        for sock in (self._listening, *self._socks):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(5)

    def verbs(self) -> list[str]:
        """Return the first word of every line that came."""
        return [line.split()[0].decode("ascii", "replace").upper() for line in self.log if line.split()]

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        try:
            if self._context and self._implicit:
                sock = self._context.wrap_socket(sock, server_side=True)
            self._socks.append(sock)
            self._talk(sock)
        except (OSError, ValueError):
            pass
        finally:
            sock.close()

    def _say(self, sock: socket.socket, answer: Answer, line: bytes) -> bool:
        said = answer(line) if callable(answer) else answer
        if said is None:
            return False
        sock.sendall(said)
        return True

    def _talk(self, sock: socket.socket) -> None:
        file = sock.makefile("rb")
        try:
            if not self._say(sock, self.greeting, b""):
                return
            while line := file.readline():
                self.log.append(line)
                verb = line.split()[0].upper().decode("ascii", "replace") if line.split() else ""
                if verb in self.script and verb != "STARTTLS":
                    if not self._say(sock, self.script[verb], line):
                        return
                elif verb == "EHLO":
                    offers = self.ehlo if not isinstance(sock, ssl.SSLSocket) else [e for e in self.ehlo if e != b"STARTTLS"]
                    sock.sendall(b"250-localhost\r\n" + b"".join(b"250-" + offer + b"\r\n" for offer in offers) + b"250 OK\r\n")
                elif verb == "STARTTLS" and self._context:
                    sock.sendall(b"220 go\r\n")
                    file.close()
                    sock = self._context.wrap_socket(sock, server_side=True)
                    self._socks.append(sock)
                    file = sock.makefile("rb")
                elif verb == "AUTH":
                    sock.sendall(b"235 2.7.0 welcome\r\n")
                elif verb == "DATA":
                    sock.sendall(b"354 go\r\n")
                    content = b""
                    while (part := file.readline()) != b".\r\n":
                        if not part:
                            return
                        content += part[1:] if part.startswith(b"..") else part
                    self.mails.append(content)
                    if not self._say(sock, self.after_data, b""):
                        return
                elif verb == "QUIT":
                    sock.sendall(b"221 bye\r\n")
                    return
                else:
                    sock.sendall(b"250 ok\r\n")
        finally:
            file.close()
            sock.close()


@pytest.fixture
def hostile_smtp() -> Iterator[Callable[..., HostileSmtp]]:
    """A maker of hostile servers; all are gone at the end of the test."""
    made: list[HostileSmtp] = []

    def make(*arguments: object, **options: object) -> HostileSmtp:
        made.append(HostileSmtp(*arguments, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for server in made:
        server.close()
