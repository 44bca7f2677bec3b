"""What leaves the house: waiting, not delivered, sent; each mail can be read, held, released, dropped."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.names import OutboxState
from postlotse.desk import tools
from postlotse.desk.access import deciding, looking, name_of, reading
from postlotse.desk.mailview import read_own
from postlotse.desk.page import page, tell, warn
from postlotse.flow import outgoing
from postlotse.flow.outgoing import MailVerb
from postlotse.store import reads

PAGE = 50
_VIEWS = {
    "wartet": reads.WAITING_MAIL,
    "probleme": reads.FAILED_MAIL,
    "gesendet": (OutboxState.SENT,),
    "verworfen": (OutboxState.DROPPED,),
}
_TOLD = {
    MailVerb.HOLD: "Angehalten. Die Mail geht erst hinaus, wenn sie jemand freigibt.",
    MailVerb.RELEASE: "Freigegeben. Die Mail geht mit dem nächsten Lauf hinaus.",
    MailVerb.RETRY: "Die Mail wird noch einmal versucht.",
    MailVerb.DROP: "Verworfen. Die Mail geht nicht hinaus.",
}


@looking
@require_safe
def outbox(request: HttpRequest) -> HttpResponseBase:
    """List mails by where they stand; the list is continued by the last entry, never by counting."""
    view = request.GET.get("ansicht", "wartet")
    view = view if view in _VIEWS else "wartet"
    newest = view != "wartet"
    found = reads.outgoing(_VIEWS[view], newest_first=newest, limit=PAGE + 1, before=_before(request) if newest else None)
    shown = found[:PAGE]
    more = f"{shown[-1].next_at.isoformat()},{shown[-1].id}" if newest and len(found) > PAGE else ""
    context = {"view": view, "mails": shown, "more": more, "cut": not newest and len(found) > PAGE, "counts": reads.counts()}
    return page(request, "outbox.html", context)


def _before(request: HttpRequest) -> tuple[datetime, int] | None:
    moment, _, identity = request.GET.get("vor", "").partition(",")
    try:
        at = datetime.fromisoformat(moment)
        return (at, int(identity)) if at.tzinfo is not None else None
    except ValueError:
        return None


@reading
@require_safe
def mail(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show the very mail that leaves or left."""
    found, content = reads.mail(identity)
    return page(request, "outbox_mail.html", {"mail": found, "own": read_own(content)})


@deciding
@require_POST
def change(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Hold, release, retry or drop one mail."""
    wanted = request.POST.get("verb", "")
    if wanted not in list(MailVerb):
        raise NotFound(_("Das geht mit einer Mail nicht."))
    verb = MailVerb(wanted)
    try:
        outgoing.change(identity, verb, by=name_of(request), clock=tools.current().clock)
        tell(request, _(_TOLD[verb]))
    except Conflict as refused:
        warn(request, str(refused))
    back = request.POST.get("zurueck", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if here else "outbox")
