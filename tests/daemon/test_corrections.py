"""The nightly look through corrections: on the service's clock, with its own rules, and said when it fails."""

from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse.config.schema import Mailbox
from postlotse.daemon.service import Service
from postlotse.store import health

pytestmark = pytest.mark.django_db(transaction=True)


def test_corrections_are_looked_through_once_a_day(start: Callable[..., Service], tmp_path: Path) -> None:
    """There is a job for it with a next time; a look over no corrections ends well and says so."""
    (tmp_path / "inbox").mkdir()
    service = start(Mailbox(kind="folder", path=tmp_path / "inbox"), 1)
    job = service._scheduler.get_job("corrections")
    assert job is not None
    assert "hour='3'" in str(job.trigger)
    service._correct()
    part = health.part("corrections")
    assert part is not None
    assert (None, True) == (part.failing_since, part.last_ok_at is not None)
    service.stop()
