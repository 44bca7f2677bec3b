"""An IMAP server that follows a script: right where the script is silent, as wrong as the script wants elsewhere."""

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

CAPABILITIES = "IMAP4rev1 IDLE UIDPLUS MOVE LITERAL+ AUTH=PLAIN SASL-IR"
_COMMAND = re.compile(rb"(\S+) (UID )?(\S+) ?(.*)", re.DOTALL)


class Talk:
    """One connection, as a script sees it."""

    def __init__(self, sock: socket.socket, log: list[bytes]) -> None:
        self._sock = sock
        self._file = sock.makefile("rb")
        self._log = log

    def send(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._sock.sendall(data)

    def line(self) -> bytes:
        """Read a line; empty when the client is gone."""
        line = self._file.readline()
        self._log.append(line)
        return line

    def hang_up(self) -> None:
        """Close without a word."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Free what the connection holds."""
        self._file.close()
        self._sock.close()


Step = Callable[[Talk, bytes, bytes], object]
"""Called with the connection, the tag and the arguments; False means: do the ordinary thing after all."""


def says(answer: bytes) -> Step:
    """Return a step that sends `answer`, with TAG replaced by the tag."""

    def step(talk: Talk, tag: bytes, _: bytes) -> None:
        talk.send(answer.replace(b"TAG", tag))

    return step


class HostileImap:
    """A server for one scenario; `log` holds every line that clients sent."""

    def __init__(
        self,
        script: Mapping[str, Step] | None = None,
        *,
        capabilities: str = CAPABILITIES,
        greeting: bytes = b"* OK ready\r\n",
        certificate: tuple[Path, Path] | None = None,
        uids: tuple[int, ...] = (1,),
        uidvalidity: int = 1,
        message: bytes = b"Subject: x\r\n\r\nhello\r\n",
    ) -> None:
        self.script = dict(script or {})
        self.capabilities = capabilities
        self.greeting = greeting
        self.uids = list(uids)
        self.uidvalidity = uidvalidity
        self.message = message
        self.log: list[bytes] = []
        self.connections = 0
        self.host = "localhost" if certificate else "127.0.0.1"
        self._context: ssl.SSLContext | None = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(*certificate)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._talks: list[Talk] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def commands(self) -> list[bytes]:
        """Return the commands that came, without their tags."""
        return [line.split(b" ", 1)[1].strip() for line in self.log if b" " in line]

    def close(self) -> None:
        """End every connection and wait for the threads."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for talk in self._talks:
            talk.hang_up()
        for thread in self._threads:
            thread.join(5)

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
            if self._context:
                sock = self._context.wrap_socket(sock, server_side=True)
        except OSError:
            sock.close()
            return
        talk = Talk(sock, self.log)
        self._talks.append(talk)
        try:
            talk.send(self.greeting)
            while line := talk.line():
                self._answer(talk, line)
        except (OSError, ValueError):
            pass
        finally:
            talk.close()

    def _answer(self, talk: Talk, line: bytes) -> None:
        found = _COMMAND.match(line.rstrip(b"\r\n"))
        if not found:
            talk.send(b"* BAD\r\n")
            return
        tag, command, rest = found[1], found[3].decode("ascii", "replace").upper(), found[4]
        step = self.script.get(command)
        if step is not None and step(talk, tag, rest) is not False:
            return
        done = tag + b" OK done\r\n"
        match command:
            case "CAPABILITY":
                talk.send(b"* CAPABILITY " + self.capabilities.encode() + b"\r\n" + done)
            case "AUTHENTICATE":
                if b" " not in rest:
                    talk.send(b"+ \r\n")
                    talk.line()
                talk.send(done)
            case "SELECT" | "EXAMINE":
                top = max(self.uids, default=0) + 1
                talk.send(b"* %d EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n" % len(self.uids))
                talk.send(b"* OK [UIDVALIDITY %d]\r\n* OK [UIDNEXT %d]\r\n" % (self.uidvalidity, top))
                talk.send(tag + (b" OK [READ-WRITE] done\r\n" if command == "SELECT" else b" OK [READ-ONLY] done\r\n"))
            case "SEARCH":
                low, _, high = rest.split()[-1].partition(b":")
                top = max(self.uids, default=0) if high == b"*" else int(high or low)
                hits = [uid for uid in self.uids if int(low) <= uid <= top]
                talk.send(b"* SEARCH" + b"".join(b" %d" % uid for uid in hits) + b"\r\n" + done)
            case "FETCH":
                self._fetch(talk, rest)
                talk.send(done)
            case "IDLE":
                talk.send(b"+ idling\r\n")
                talk.line()
                talk.send(done)
            case "LOGOUT":
                talk.send(b"* BYE\r\n" + done)
                talk.hang_up()
            case _:
                talk.send(done)

    def _fetch(self, talk: Talk, rest: bytes) -> None:
        wanted, _, items = rest.partition(b" ")
        for uid in (int(number) for number in wanted.split(b",")):
            if uid not in self.uids:
                continue
            start = b"* %d FETCH (UID %d " % (self.uids.index(uid) + 1, uid)
            if b"RFC822.SIZE" in items:
                date = b'INTERNALDATE "05-Jan-2026 10:00:00 +0100"'
                talk.send(start + b"RFC822.SIZE %d " % len(self.message) + date + b")\r\n")
                continue
            header = self.message.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            data, name = (header, b"BODY[HEADER]") if b"HEADER" in items else (self.message, b"BODY[]")
            if piece := re.search(rb"<(\d+)\.(\d+)>", items):
                begin, length = int(piece[1]), int(piece[2])
                data, name = data[begin : begin + length], name + b"<%d>" % begin
            talk.send(start + name + b" {%d}\r\n" % len(data) + data + b")\r\n")


@pytest.fixture
def hostile_imap() -> Iterator[Callable[..., HostileImap]]:
    """A maker of hostile servers; all are gone at the end of the test."""
    made: list[HostileImap] = []

    def make(*arguments: object, **options: object) -> HostileImap:
        made.append(HostileImap(*arguments, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for server in made:
        server.close()
