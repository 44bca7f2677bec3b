"""What leaves the house: waiting, not delivered, sent; each mail can be read, held, released, dropped."""

from datetime import UTC, datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.names import ConcernState, DraftKind, OutboxState
from postlotse.desk import tools
from postlotse.desk.access import deciding, looking, name_of, reading
from postlotse.desk.mailview import read_own
from postlotse.desk.page import page, posted, tell, warn
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
        last = int(identity) if len(identity) < 19 else 0
        return (at.astimezone(UTC), last) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


@reading
@require_safe
def mail(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show the very mail that leaves or left."""
    found, content = reads.mail(identity)
    return page(request, "outbox_mail.html", {"mail": found, "own": read_own(content)})


@deciding
@posted(lambda identity: reverse("outbox-mail", args=[identity]))
def change(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Hold, release, retry or drop one mail."""
    wanted = request.POST.get("verb", "")
    if wanted not in list(MailVerb):
        raise NotFound(_("Das geht mit einer Mail nicht."))
    verb = MailVerb(wanted)
    try:
        outgoing.change(identity, verb, by=name_of(request), clock=tools.current().clock)
        tell(request, " ".join([_(_TOLD[verb]), *_reopened(identity, verb)]))
    except Conflict as refused:
        warn(request, str(refused))
    back = request.POST.get("zurueck", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if here else "outbox")


def _reopened(identity: int, verb: MailVerb) -> list[str]:
    """Return a sentence when the concern of a dropped mail waits for a person again."""
    found, _content = reads.mail(identity)
    if verb is not MailVerb.DROP or found.concern is None or found.kind == DraftKind.ACKNOWLEDGEMENT:
        return []
    item = reads.concern(found.concern)
    if item.state != ConcernState.REVIEW:
        return []
    return [_("Das Anliegen {number} steht wieder im Eingang.").format(number=item.case_number)]
