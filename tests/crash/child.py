"""A real `postlotse` process that kills itself with SIGKILL at one chosen boundary of the database.

    python -m tests.crash.child COUNT_FILE KILL_AT WORDS…      KILL_AT 0 = never

Every write statement outside a transaction and every outermost COMMIT of a write transaction is a boundary, counted
before and after it: odd numbers are "just before", even ones "just after".  Health and lease rows do not count.
The number of boundaries passed is kept in COUNT_FILE.  With POSTLOTSE_TEST_FAKE_MODEL, a model that knows words stands in.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any


def main() -> int:
    """Install the boundary counter and run the command."""
    count_file, kill_at, words = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    count_boundaries(count_file, kill_at)
    if os.environ.get("POSTLOTSE_TEST_FAKE_MODEL"):
        from postlotse import wiring
        from postlotse.testing import FakeModel

        class Words:
            """In place of the holder of the trained model."""

            def __init__(self, folder: Path) -> None:
                self.folder = folder

            def current(self) -> FakeModel:
                return FakeModel({"halle": ("sport", 0.97), "förder": ("foerdermittel", 0.8)})

            def reload(self) -> None:
                return None

        wiring.Models = Words  # type: ignore[assignment,misc]
    from postlotse.cli.main import main as command

    return command(words)


def count_boundaries(count_file: Path, kill_at: int) -> None:
    """Count database boundaries in this process and die at number `kill_at`."""
    from django.db.backends.sqlite3.base import DatabaseWrapper, SQLiteCursorWrapper

    passed = 0

    def boundary() -> None:
        nonlocal passed
        passed += 1
        count_file.write_text(str(passed))
        if passed == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counts(sql: str) -> bool:
        start = sql.lstrip()[:6].upper()
        return start in ("INSERT", "UPDATE", "DELETE") and not any(
            t in sql for t in ("store_healthrow", "store_leaserow", "django_", "auth_", "new__")
        )

    execute, commit = SQLiteCursorWrapper.execute, DatabaseWrapper._commit
    dirty: set[int] = set()

    def counted_execute(self: Any, query: Any, params: Any = None) -> Any:
        connection = self.connection
        if not counts(str(query)):
            return execute(self, query, params)
        if connection.in_transaction:
            dirty.add(id(connection))
            return execute(self, query, params)
        boundary()
        result = execute(self, query, params)
        boundary()
        return result

    def counted_commit(self: Any) -> Any:
        key = id(self.connection)
        if key not in dirty:
            return commit(self)
        dirty.discard(key)
        boundary()
        result = commit(self)
        boundary()
        return result

    SQLiteCursorWrapper.execute = counted_execute
    DatabaseWrapper._commit = counted_commit


if __name__ == "__main__":
    sys.exit(main())
