"""Who polls which mailbox when several nodes run: rows with an owner, an end, and an epoch that grows with each change.

The unique keys of intake make a lost lease harmless; the lease only saves double work.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import F, Q

from postlotse.store import tx
from postlotse.store.models import LeaseRow

TTL = timedelta(seconds=60)


def acquire(name: str, owner: str, now: datetime) -> bool:
    """Take or renew a lease; tell whether it is ours now."""
    mine = LeaseRow.objects.filter(name=name, owner=owner).update(expires_at=now + TTL)
    if mine:
        return True
    taken = LeaseRow.objects.filter(Q(name=name) & Q(expires_at__lt=now)).update(
        owner=owner, epoch=F("epoch") + 1, expires_at=now + TTL
    )
    if taken:
        return True
    try:
        with tx.atomic():
            _, created = LeaseRow.objects.get_or_create(name=name, defaults={"owner": owner, "expires_at": now + TTL})
    except IntegrityError:
        return False
    return created


def release(name: str, owner: str) -> None:
    """Give a lease back, so that another node need not wait for its end."""
    LeaseRow.objects.filter(name=name, owner=owner).delete()
