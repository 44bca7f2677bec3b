"""One case: the whole conversation in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from postlotse.desk import tools
from postlotse.desk.access import reading
from postlotse.desk.page import page
from postlotse.store import reads
from postlotse.store.shown import CasePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened in a case: a message in, a mail out, a verdict."""

    at: datetime
    began: datetime
    sort: str
    what: Any


@reading
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponseBase:
    """Show one case."""
    found = reads.case(number)
    organisation = next((o for o in tools.book().organisations if o.id == found.organisation), None)
    return page(request, "case.html", {"case": found, "organisation": organisation, "events": _events(found)})


def _events(found: CasePage) -> list[Event]:
    """Return what happened, the earliest first."""
    events = [Event(at=m.received_at, began=m.received_at, sort="in", what=m) for m in found.messages]
    events += [Event(at=m.settled_at or m.created_at, began=m.created_at, sort="out", what=m) for m in found.mails]
    events += [Event(at=r.at, began=r.at, sort="review", what=r) for r in found.reviews]
    return sorted(events, key=lambda e: (e.at, e.began))
