"""What a person decides: POST only, through `flow.review`, with kind words when it cannot be done."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from postlotse.core.errors import Conflict, NotFound, RefusedByGate
from postlotse.core.names import ConcernState, Verdict
from postlotse.core.topics.book import name as topic_name
from postlotse.desk import forms, sentences, tools
from postlotse.desk.access import deciding, name_of, reading
from postlotse.desk.mailview import read_own
from postlotse.desk.page import page, posted, tell, warn
from postlotse.desk.views.message import show
from postlotse.flow import rescue as taken_up
from postlotse.flow import review
from postlotse.flow import sender as whose
from postlotse.flow.review import Choice
from postlotse.store import intake, reads
from postlotse.store.shown import QueueItem

_AWAY = {"dismiss": Verdict.DISMISS, "spam": Verdict.SPAM, "done": Verdict.DONE}


def _page_of_concern(identity: int) -> str:
    return f"{reverse('message', args=[reads.concern(identity).message])}#anliegen-{identity}"


def _page_of_message(identity: int) -> str:
    return reverse("message", args=[identity])


@deciding
@posted(_page_of_concern)
def decide(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Carry out a verdict and go on to what is next; when it is refused, show the page again with everything typed."""
    item = reads.concern(identity)
    filled = forms.filled_from(request.POST)
    verdict = request.POST.get("verdict", "change")
    if verdict not in ("confirm", *_AWAY) and (asking := _ask_for_office(request, filled, item)):
        return asking
    try:
        choice = _choice(verdict, filled, item)
        state = review.decide(tools.current(), identity, choice, version=_version(request), by=name_of(request))
    except (Conflict, RefusedByGate, NotFound) as refused:
        kept = filled if verdict == "change" else forms.suggested(item)
        status = 409 if isinstance(refused, Conflict) else 422
        return show(request, item.message, kept={identity: (kept, str(refused))}, status=status)
    office = tools.book().offices.get(choice.office)
    sentence = sentences.done(state, choice.referral, item.case_number, office)
    tell(request, sentence, undo=identity, version=reads.concern(identity).version)
    return redirect("queue") if verdict == "done" else redirect(*_next(item))


def _ask_for_office(request: HttpRequest, filled: forms.Filled, item: QueueItem) -> HttpResponse | None:
    """Return the form with the office that is responsible for the new topic, once; None when there is nothing to ask."""
    book = tools.book()
    wanted = forms.other_office(filled, item, book)
    if not wanted:
        return None
    sentence = _("Für „{topic}“ ist „{office}“ zuständig und jetzt als Stelle gewählt. Passt das, bitte noch einmal absenden.")
    refusal = sentence.format(topic=topic_name(book.topics[filled.topic], "de"), office=book.offices[wanted].name)
    kept = replace(filled, office=wanted, asked=filled.topic)
    return show(request, item.message, kept={item.concern: (kept, refusal)}, status=422)


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
    """Return where to go on: the same mail while it has open concerns, then what comes after it, then the queue."""
    if any(c.item.state == ConcernState.REVIEW for c in reads.concerns_of(item.message)):
        return ("message", str(item.message))
    following = reads.next_open(item)
    return ("message", str(following)) if following is not None else ("queue",)


@reading
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show the very mail that this choice would send; nothing is written.

    What was typed comes by POST, so that no note stands in an address; POST with verdict `back` leads to the form again.
    """
    item = reads.concern(identity)
    confirming = request.method != "POST"
    if confirming and request.GET.get("verdict") != "confirm":
        return redirect(_page_of_concern(identity))
    filled = forms.suggested(item) if confirming else forms.filled_from(request.POST)
    if request.POST.get("verdict") == "back":
        return show(request, item.message, kept={identity: (filled, "")})
    if asking := _ask_for_office(request, filled, item):
        return asking
    refusal, draft = "", None
    choice = None
    try:
        choice = forms.confirm_choice(item) if confirming else forms.choice_of(filled, item)
        draft = review.preview(tools.current(), identity, choice)
    except (RefusedByGate, NotFound) as refused:
        refusal = str(refused)
    office = tools.book().offices.get(choice.office) if choice else None
    context = {
        "item": item,
        "filled": filled,
        "typed": not confirming,
        "refusal": refusal,
        "effect": sentences.effect(choice.referral, office, choice.basis) if choice else "",
        "draft": draft,
        "own": read_own(draft.content) if draft else None,
    }
    return page(request, "preview.html", context, status=422 if refusal else 200)


@deciding
@posted(_page_of_concern)
def undo(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Take a verdict back while its mail has not left."""
    item = reads.concern(identity)
    try:
        review.undo(tools.current(), identity, version=_version(request), by=name_of(request))
        kept = reads.concern(identity).state == ConcernState.OWN
        said = _("wieder in Eigenbearbeitung.") if kept else _("zurückgenommen. Sie können neu entscheiden.")
        tell(request, f"{item.case_number}: {said}")
    except Conflict as refused:
        warn(request, str(refused))
    return redirect("message", item.message)


@deciding
@posted(_page_of_message)
def attend(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Note that a person has looked at a message."""
    reads.message(identity)
    review.attend(tools.current(), identity, by=name_of(request))
    tell(request, _("Als gesehen vermerkt."))
    return redirect("queue")


@deciding
@posted(_page_of_message)
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
@posted(_page_of_message)
def split_off(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Make an answer that is about something else a case of its own."""
    reads.message(identity)
    try:
        taken_up.split_off(tools.current(), identity, by=name_of(request))
        tell(request, _("Als eigener Vorgang aufgenommen. Bitte entscheiden."))
    except (Conflict, NotFound) as refused:
        warn(request, str(refused))
    return redirect("message", identity)


@deciding
@posted(_page_of_message)
def choose_sender(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Make who wrote a forwarded mail the sender of its case, or again who passed it on."""
    reads.message(identity)
    try:
        person = whose.choose(tools.current(), identity, original=request.POST.get("who") == "original", by=name_of(request))
        tell(request, _("Antworten gehen jetzt an {address}.").format(address=person.address))
    except (Conflict, NotFound, RefusedByGate) as refused:
        warn(request, str(refused))
    return redirect("message", identity)


@deciding
@posted(_page_of_message)
def retry(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Let a shelved message be read again."""
    reads.message(identity)
    try:
        intake.retry(identity, by=name_of(request), now=tools.current().clock())
        tell(request, _("Die Mail wird gleich noch einmal gelesen."))
    except NotFound as refused:
        warn(request, str(refused))
    return redirect("queue")
