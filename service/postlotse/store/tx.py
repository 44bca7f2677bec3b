"""Transactions, and giving connections back.  The only place where others touch the database's life cycle."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, close_old_connections, connection, connections, transaction

from postlotse.core.errors import ConfigurationError


@contextmanager
def atomic() -> Iterator[None]:
    """Run a block in one transaction: all of it is committed, or none of it."""
    with transaction.atomic():
        yield


def alone(name: str) -> None:
    """Let every other process that asks for this name wait until the transaction ends.  Call inside a transaction.

    What is read afterwards is what the last one committed.  SQLite has one writer anyway (BEGIN IMMEDIATE).  A node that
    stands still while the others wait is cut off by the server after a minute.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', '60s', true)")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"postlotse:{name}"])


def release() -> None:
    """Give up connections of this thread that are broken or too old; called after each job."""
    close_old_connections()


def close() -> None:
    """Close this thread's connections."""
    connections.close_all()


def passing(error: Exception) -> bool:
    """Tell whether an error speaks of the machine (database, memory, files), so that trying again later may help."""
    return isinstance(error, OperationalError | InterfaceError | OSError | MemoryError | ConfigurationError)


def backend() -> str:
    """Return "sqlite" or "postgresql"."""
    return str(connection.vendor)


def reachable() -> None:
    """Ask the database for one row; raises its error when it is away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
