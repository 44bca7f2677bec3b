"""How the parts of the service are doing: since when one fails, and with what words."""

from datetime import datetime

from django.db.models import F

from postlotse.store.models import HealthRow
from postlotse.store.values import Health


def ok(name: str, now: datetime) -> None:
    """Note that a part works."""
    HealthRow.objects.update_or_create(
        name=name, defaults={"last_ok_at": now, "failing_since": None, "failures": 0, "last_error": ""}
    )


def failing(name: str, error: str, now: datetime) -> None:
    """Note that a part fails; the time of the first failure in a row stays."""
    row, _ = HealthRow.objects.get_or_create(name=name)
    HealthRow.objects.filter(pk=row.pk).update(
        failing_since=row.failing_since or now, failures=F("failures") + 1, last_error=error[:2000]
    )


def all_parts() -> list[Health]:
    """Return the health of every part, by name."""
    return [_value(row) for row in HealthRow.objects.order_by("name")]


def part(name: str) -> Health | None:
    """Return the health of one part, None when it has never said anything."""
    row = HealthRow.objects.filter(name=name).first()
    return _value(row) if row else None


def _value(row: HealthRow) -> Health:
    return Health(
        name=row.name,
        last_ok_at=row.last_ok_at,
        failing_since=row.failing_since,
        failures=row.failures,
        last_error=row.last_error,
    )
