"""The desk as a server, and its place in the house."""

import ast
import threading
import urllib.request
from pathlib import Path

import pytest

import postlotse.desk
from postlotse.desk.app import application, serve
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
