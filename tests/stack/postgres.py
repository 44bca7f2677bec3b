"""PostgreSQL for tests that need it whatever the suite runs on."""

import os
from collections.abc import Iterator

import pytest

from tests.stack.postgres_server import CHOICE, binaries, running


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Yield the address of a PostgreSQL server; the one that the suite runs on where it does."""
    chosen = os.environ.get(CHOICE, "")
    if chosen.startswith("postgresql://"):
        yield chosen
    elif binaries() is None:
        pytest.skip("PostgreSQL is not installed; nothing of it was tried here")
    else:
        with running() as url:
            yield url
