"""Counting and deciding are one step: two nodes never both confirm what only one may, on PostgreSQL and on SQLite."""

import contextlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).parents[2]
SCENES = [
    pytest.param("one mail by two ways", ["duplicate", "new_case"], id="one mail by two ways"),
    pytest.param("two mails with one subject", ["new_case", "new_case"], id="two mails with one subject"),
]
#: By process: the workers of a run share one server.
_names = (f"two_nodes_{os.getpid()}_{n}" for n in itertools.count())


@contextlib.contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Make a database of its own on a server; it goes with the block."""
    name = next(_names)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def played(url: str, scene: str) -> dict[str, object]:
    """Return what the store holds after two nodes met."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.flow.two_nodes", url, scene],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.postgres
@pytest.mark.parametrize(("scene", "outcomes"), SCENES)
def test_two_nodes_on_postgresql_acknowledge_once(postgres_url: str, scene: str, outcomes: list[str]) -> None:
    """The second waits for the first, and counts what it wrote."""
    with fresh_database(postgres_url) as url:
        assert played(url, scene) == {"outcomes": outcomes, "acknowledgements": 1, "findings": []}


@pytest.mark.parametrize(("scene", "outcomes"), SCENES)
def test_two_processes_on_sqlite_acknowledge_once(tmp_path: Path, scene: str, outcomes: list[str]) -> None:
    """BEGIN IMMEDIATE lets one writer in; what is counted is counted inside."""
    found = played(f"sqlite:///{tmp_path}/two.sqlite3", scene)
    assert found == {"outcomes": outcomes, "acknowledgements": 1, "findings": []}
