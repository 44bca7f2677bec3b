"""One case: the whole conversation in order."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postlotse.core.errors import NotFound
from postlotse.desk import tools
from postlotse.desk.access import reading
from postlotse.desk.page import page, warn
from postlotse.store import reads
from postlotse.store.shown import CasePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened in a case: a message in, a mail out, a verdict."""

    at: datetime
    began: datetime
    sort: str
    what: Any


#: "42", "2026-42", "MO-2026-0042", with or without spaces around.
_NUMBER = re.compile(r"\s*(?:MO[\s-]*)?(?:([0-9]{4})[\s-]+)?([0-9]{1,8})\s*", re.ASCII | re.IGNORECASE)
#: A number without its year is looked for in so many years, the latest first.
_YEARS = 10


@reading
@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """Lead from a case number, whole or short, to its case; say kindly when there is none."""
    wanted = request.GET.get("nummer", "")[:40]
    parts = _NUMBER.fullmatch(wanted)
    if parts is None:
        warn(request, _("Bitte eine Vorgangsnummer eingeben, zum Beispiel 42 oder MO-2026-0042."))
        return redirect("queue")
    this_year = tools.local_now().year
    years = [int(parts[1])] if parts[1] else range(this_year, this_year - _YEARS, -1)
    try:
        return redirect("case", reads.case_number([f"MO-{year}-{int(parts[2]):04d}" for year in years]))
    except NotFound:
        warn(request, _("Einen Vorgang mit der Nummer {number} gibt es nicht.").format(number=wanted.strip()))
        return redirect("queue")


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
