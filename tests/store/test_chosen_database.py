"""The suite runs on the database that was asked for, not on the one that happens to be there."""

import os

import pytest
from django.db import connection

from tests.stack.postgres_server import CHOICE


@pytest.mark.django_db
def test_the_suite_uses_the_chosen_database() -> None:
    """A PostgreSQL pass that quietly ran on SQLite would prove nothing."""
    chosen = os.environ.get(CHOICE, "sqlite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if chosen != "sqlite" else "SELECT sqlite_version()")
        (version,) = cursor.fetchone()
    assert version.startswith("3.") if chosen == "sqlite" else version.startswith("PostgreSQL")
