"""What a person decides: POST only, through `flow.review`, with kind words when it cannot be done."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from postlotse.core.errors import Conflict, NotFound, RefusedByGate
from postlotse.core.names import ConcernState, Verdict
from postlotse.desk import forms, sentences, tools
from postlotse.desk.access import deciding, name_of, reading
from postlotse.desk.mailview import read_own
from postlotse.desk.page import page, tell, warn
from postlotse.desk.views.message import show
from postlotse.flow import rescue as taken_up
from postlotse.flow import review
from postlotse.flow.review import Choice
from postlotse.store import intake, reads
from postlotse.store.shown import QueueItem

_AWAY = {"dismiss": Verdict.DISMISS, "spam": Verdict.SPAM}


@deciding
@require_POST
def decide(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Carry out a verdict and go on to what is next; when it is refused, show the page again with everything typed."""
    item = reads.concern(identity)
    filled = forms.filled_from(request.POST)
    verdict = request.POST.get("verdict", "change")
    try:
        choice = _choice(verdict, filled, item)
        state = review.decide(tools.current(), identity, choice, version=_version(request), by=name_of(request))
    except (Conflict, RefusedByGate, NotFound) as refused:
        kept = filled if verdict == "change" else forms.suggested(item)
        status = 409 if isinstance(refused, Conflict) else 422
        return show(request, item.message, kept={identity: (kept, str(refused))}, status=status)
    office = tools.book().offices.get(choice.office)
    tell(request, sentences.done(state, choice.referral, item.case_number, office), undo=identity)
    return redirect(*_next(item))


def _choice(verdict: str, filled: forms.Filled, item: QueueItem) -> Choice:
    if verdict == "confirm":
        if not forms.confirmable(item):
            raise RefusedByGate(_("Dieser Vorschlag ist noch nicht vollständig. Bitte Thema und Weg wählen."))
        return forms.confirm_choice(item)
    if verdict in _AWAY:
        return forms.away_choice(item, _AWAY[verdict], filled.note)
    return forms.choice_of(filled, item)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _next(item: QueueItem) -> tuple[str, ...]:
    """Return where to go on: the same mail while it has open concerns, then the next mail, then the empty queue."""
    if any(c.item.state == ConcernState.REVIEW for c in reads.concerns_of(item.message)):
        return ("message", str(item.message))
    following = reads.next_open(after=item.message)
    return ("message", str(following)) if following is not None else ("queue",)


@reading
@require_safe
def preview(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show the very mail that this choice would send; nothing is written."""
    item = reads.concern(identity)
    filled = forms.filled_from(request.GET)
    refusal, draft = "", None
    choice = None
    try:
        choice = forms.confirm_choice(item) if request.GET.get("verdict") == "confirm" else forms.choice_of(filled, item)
        draft = review.preview(tools.current(), identity, choice)
    except (RefusedByGate, NotFound) as refused:
        refusal = str(refused)
    office = tools.book().offices.get(choice.office) if choice else None
    context = {
        "item": item,
        "filled": filled,
        "choice": choice,
        "refusal": refusal,
        "effect": sentences.effect(choice.referral, office, choice.basis) if choice else "",
        "draft": draft,
        "own": read_own(draft.content) if draft else None,
    }
    return page(request, "preview.html", context, status=422 if refusal else 200)


@deciding
@require_POST
def undo(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Take a verdict back while its mail has not left."""
    item = reads.concern(identity)
    try:
        review.undo(tools.current(), identity, by=name_of(request))
        tell(request, _("{number}: zurückgenommen. Sie können neu entscheiden.").format(number=item.case_number))
    except Conflict as refused:
        warn(request, str(refused))
    return redirect("message", item.message)


@deciding
@require_POST
def attend(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Note that a person has looked at a message."""
    reads.message(identity)
    review.attend(tools.current(), identity, by=name_of(request))
    tell(request, _("Als gesehen vermerkt."))
    return redirect("queue")


@deciding
@require_POST
def rescue(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Make a filed or quarantined message a concern of its own."""
    reads.message(identity)
    try:
        taken_up.as_concern(tools.current(), identity, by=name_of(request))
        tell(request, _("Als Anliegen aufgenommen. Bitte entscheiden."))
    except (Conflict, NotFound) as refused:
        warn(request, str(refused))
    return redirect("message", identity)


@deciding
@require_POST
def retry(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Let a shelved message be read again."""
    reads.message(identity)
    try:
        intake.retry(identity, by=name_of(request), now=tools.current().clock())
        tell(request, _("Die Mail wird gleich noch einmal gelesen."))
    except NotFound as refused:
        warn(request, str(refused))
    return redirect("queue")
