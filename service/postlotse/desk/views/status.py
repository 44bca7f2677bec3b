"""How the service is doing: for everyone with a role, without content."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from postlotse.desk import tools
from postlotse.desk.access import looking
from postlotse.desk.page import page
from postlotse.desk.views.model import proposed
from postlotse.flow import automation
from postlotse.store import audit, health, reads


@looking
@require_safe
def status(request: HttpRequest) -> HttpResponseBase:
    """Show the parts, the accounting, the open topics and the rules in use."""
    book = tools.book()
    context = {
        "parts": health.all_parts(),
        "accounting": audit.accounting(),
        "counts": reads.counts(),
        "topics": sorted(reads.topic_counts().items(), key=lambda pair: -pair[1]),
        "book": book,
        "automatic": automation.table(tools.current().house, book),
        "proposal": proposed(),
    }
    return page(request, "status.html", context)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say that the desk answers; asks nothing else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
