"""The morning page: what needs a person, and what leaves by itself."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from postlotse.core.names import ConcernState, OutboxState
from postlotse.core.plan import Attention
from postlotse.desk import tools
from postlotse.desk.access import looking
from postlotse.desk.page import page
from postlotse.store import reads
from postlotse.store.shown import Counts, Notice

#: Concerns on one page; of the other groups only the oldest are shown.
PAGE = 50
OTHERS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Messages that ask for a look, for one reason."""

    id: str
    title: str
    count: int
    help: str
    items: tuple[Notice, ...]


@looking
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show everything that waits for a person, the dangerous and urgent first."""
    counts = reads.counts()
    pages = max(1, ceil(counts.review / PAGE))
    number = min(max(_number(request.GET.get("seite", "1")), 1), pages)
    since = tools.current().clock() - timedelta(hours=24)
    context = {
        "counts": counts,
        "concerns": reads.open_concerns(ConcernState.REVIEW, offset=(number - 1) * PAGE, limit=PAGE),
        "failed": reads.open_concerns(ConcernState.FAILED, limit=OTHERS),
        "kept": reads.own_concerns(limit=OTHERS) if counts.own else [],
        "groups": _groups(counts),
        "waiting": reads.outgoing(
            [OutboxState.PENDING, OutboxState.UNKNOWN, OutboxState.HELD], newest_first=False, limit=OTHERS
        ),
        "sent": reads.sent_alone(since, limit=10),
        "number": number,
        "pages": pages,
        "before": number - 1 if number > 1 else 0,
        "after": number + 1 if number < pages else 0,
    }
    return page(request, "queue.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _groups(counts: Counts) -> list[Group]:
    wanted = [
        (Attention.ANSWER, "antworten", "Neue Antworten", counts.answers, "Jemand hat in einem laufenden Vorgang geantwortet."),
        (Attention.BOUNCE, "ruecklaeufer", "Zurückgekommene Mails", counts.bounces, "Eine Mail von uns kam nicht an."),
        (
            Attention.SHELVED,
            "zurueckgelegt",
            "Zurückgelegt (unlesbar)",
            counts.shelved,
            "Diese Mails ließen sich nicht lesen. Das Original liegt bereit.",
        ),
        (
            Attention.NOTICE,
            "kenntnis",
            "Zur Kenntnis",
            counts.notices,
            "Hier bittet wohl niemand um etwas. Das sagen nur die Worte; bitte kurz ansehen.",
        ),
        (
            Attention.SPAM,
            "werbung",
            "Verdacht auf Werbung",
            counts.spam,
            "Bitte kurz ansehen; es wird nichts ungesehen gelöscht.",
        ),
    ]
    return [
        Group(id=identity, title=title, count=count, help=help_, items=tuple(reads.notices(attention, limit=OTHERS)))
        for attention, identity, title, count, help_ in wanted
        if count
    ]
