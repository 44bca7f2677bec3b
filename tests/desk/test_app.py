"""The desk as a server, and its place in the house."""

import ast
import socket
import threading
import urllib.request
from pathlib import Path

import pytest

import postlotse.desk
from postlotse.desk.app import application, serve, without_body_for_head
from tests.desk.conftest import City

HERE = Path(postlotse.desk.__file__).parent


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("listen", ["127.0.0.1:0", "localhost:0"])
def test_the_server_answers_until_it_is_stopped(city: City, listen: str) -> None:
    """It tells where it listens, answers, and ends when the signal is set."""
    stop, up = threading.Event(), threading.Event()
    where: list[str] = []

    def ready(url: str) -> None:
        where.append(url)
        up.set()

    thread = threading.Thread(target=serve, args=(application(city.tools), listen, stop), kwargs={"ready": ready})
    thread.start()
    try:
        assert up.wait(10)
        with urllib.request.urlopen(f"{where[0]}/healthz", timeout=10) as answer:
            assert answer.read() == b"ok"
            assert "waitress" not in str(answer.headers).lower()
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_what_the_server_says_itself(city: City) -> None:
    """HEAD has the length and no body; too much and nonsense are refused in German."""
    stop, up = threading.Event(), threading.Event()
    where: list[str] = []

    def ready(url: str) -> None:
        where.append(url)
        up.set()

    thread = threading.Thread(target=serve, args=(application(city.tools), "127.0.0.1:0", stop), kwargs={"ready": ready})
    thread.start()
    try:
        assert up.wait(10)
        port = int(where[0].rpartition(":")[2])
        head = exchange(port, b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert b"content-length: 2\r\n" in head.lower()
        assert head.endswith(b"\r\n\r\n")
        big = exchange(port, b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n")
        assert big.startswith(b"HTTP/1.1 413")
        assert "Ihre Eingabe ist zu groß." in big.decode()
        odd = exchange(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n")
        assert odd.startswith(b"HTTP/1.1 400")
        assert "nicht zu verstehen" in odd.decode()
        strange = exchange(port, b"GET /anmelden/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert strange.startswith(b"HTTP/1.1 400")
        assert "nicht zu verstehen" in strange.decode()
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


def exchange(port: int, request: bytes) -> bytes:
    """Send bytes to the server and return everything that it answers."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while got := connection.recv(65536):
            answer += got
    return answer


def test_a_head_request_closes_the_body_that_it_leaves_out() -> None:
    """What the application opened is closed."""

    class Body(list[bytes]):
        closed = False

        def close(self) -> None:
            self.closed = True

    body = Body([b"ok"])
    app = without_body_for_head(lambda _environ, _start: body)
    assert list(app({"REQUEST_METHOD": "GET"}, lambda *_: lambda _: None)) == [b"ok"]
    assert not body.closed
    assert list(app({"REQUEST_METHOD": "HEAD"}, lambda *_: lambda _: None)) == []
    assert body.closed


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.py")), ids=lambda p: str(p.relative_to(HERE)))
def test_the_desk_never_touches_tables(path: Path) -> None:
    """Reads go through store.reads, changes through flow and store functions."""
    forbidden = {
        name
        for name in imports(path)
        if name.startswith(("postlotse.store.models", "postlotse.daemon", "postlotse.cli", "django.db"))
    }
    assert not forbidden
