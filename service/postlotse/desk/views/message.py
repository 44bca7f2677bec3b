"""One message: its text, what was understood, and a form for each concern."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postlotse.core.consent import LEGAL_DUTIES
from postlotse.core.directory import find
from postlotse.core.directory.types import Office
from postlotse.core.errors import NotFound
from postlotse.core.mail import authentication, calendars, forwarding
from postlotse.core.mail.types import Address, Mail
from postlotse.core.names import RIGHT_TO_LEFT, Basis, ConcernState, Outcome, Referral, Tier
from postlotse.core.snapshot import load
from postlotse.core.topics.types import Neighbour
from postlotse.core.understand import Understanding
from postlotse.core.words import REFERRAL_WORDS, TIER_WORDS
from postlotse.desk import sentences, tools
from postlotse.desk.access import reading
from postlotse.desk.forms import CHANNELS, Filled, basis_of, confirmable, duty_possible, suggested
from postlotse.desk.headers import FRAME_POLICY
from postlotse.desk.mailview import without_links
from postlotse.desk.marking import marked
from postlotse.desk.page import page
from postlotse.flow.review import OPEN
from postlotse.store import reads
from postlotse.store.shown import Concern, Message

#: Another topic is only named from this probability on.
WORTH_NAMING = 0.05
#: A sentence is shown when the mail is at least so many times as long.
_MUCH_LONGER = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One concern with its form as the page shows it."""

    concern: Concern
    office: Office | None
    form: Filled
    open: bool
    confirmable: bool
    action: str
    effect: str
    only_refer: str
    changing: bool
    undoable: bool
    duty: bool
    alternatives: tuple[tuple[str, float], ...]
    refusal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the mail, ready to show: safe HTML, its language and direction."""

    html: SafeString
    lang: str
    dir: str


@reading
@require_safe
def message(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show one message; `?ansicht=html` shows the HTML of the mail in its frame."""
    return show(request, identity, with_html=request.GET.get("ansicht") == "html")


def show(
    request: HttpRequest,
    identity: int,
    *,
    with_html: bool = False,
    kept: Mapping[int, tuple[Filled, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a message; `kept` holds, by concern, what was typed and why it was not carried out."""
    found = reads.message(identity)
    concerns = reads.concerns_of(identity)
    book = tools.book()
    context: dict[str, Any] = {
        "message": found,
        "panels": [_panel(concern, (kept or {}).get(concern.item.concern)) for concern in concerns],
        "topics": sorted(book.topics.values(), key=lambda t: t.names.get("de", t.id).casefold()),
        "office_groups": _office_groups(),
        "referrals": [
            (r.value, REFERRAL_WORDS[r])
            for r in (Referral.HAND_OVER, Referral.REFER, Referral.OWN, Referral.INVOLVE, Referral.BUNDLE)
        ],
        "channels": CHANNELS.items(),
        "duty": next(iter(LEGAL_DUTIES.values())),
        "with_html": with_html,
        "mails": [m for m in reads.mails_of_message(identity) if m.concern is None],
    }
    if found.snapshot is not None:
        context |= _content(found, concerns)
    return page(request, "message.html", context, status=status)


def _content(found: Message, concerns: list[Concern]) -> dict[str, Any]:
    """Return what a read message adds to the page."""
    snapshot = found.snapshot or {}
    understood: Understanding = load(snapshot)
    mail = understood.mail
    organisation = find.organisation_of(tools.book(), mail.author.address)
    earlier, latest = reads.earlier_contacts(found.sender, before=found.id)
    evidence = _evidence(understood, concerns)
    proved = authentication.verdict(mail, tools.current().house.authserv_id)
    return {
        "mail": mail,
        "understood": understood,
        "organisation": organisation,
        "text": _text(mail.text or mail.full_text, understood.language.code, evidence),
        "quoted": _text(mail.quoted, None),
        "signature": _text(mail.signature, None),
        "attached_text": _text(mail.attached_text, None),
        "events": _events(mail),
        "mixed": "from_mixed_scripts" in mail.defects,
        "writer": _writer(found, mail),
        "subject_html": marked(mail.subject, evidence),
        "evidence": evidence,
        "telling": _telling(understood),
        "alike": _alike(understood, found.case_number),
        "earlier": earlier,
        "latest": latest,
        "proved": {True: _("bestätigt"), False: _("nicht bestätigt: Absender kann gefälscht sein"), None: _("nicht geprüft")}[
            proved
        ],
        "forged": proved is False,
        "several": [a for a in mail.from_ if a.key != mail.author.key],
        "acknowledgement": snapshot.get("acknowledgement", {}),
        "trace": snapshot.get("trace", []),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who wrote what was passed on: `taken` = a person made them the sender of the case, `choosable` = a person may."""

    person: Address
    taken: bool
    choosable: bool


def _events(mail: Mail) -> list[str]:
    """Return the appointments in sentences, but those that are the text of the mail already."""
    said = [calendars.sentence(event, tools.current().house.time_zone) for event in mail.events]
    return [sentence for sentence in said if sentence not in mail.text]


def _writer(found: Message, mail: Mail) -> Writer | None:
    """Return who wrote a forwarded mail or filled in a form; None when the mail names nobody else."""
    person = mail.forwarded_from
    if person is None or not person.address or person.key == mail.author.key:
        return None
    opened = found.outcome == Outcome.NEW_CASE
    taken = opened and found.case_sender == person.key
    return Writer(
        person=person,
        taken=taken,
        choosable=opened and (taken or forwarding.offered(mail, tools.current().house.ours) is not None),
    )


def _evidence(understood: Understanding, concerns: list[Concern]) -> tuple[str, ...]:
    """Return the words that spoke for the topics of the concerns; for the best guess when none is sure."""
    wanted = {c.item.topic for c in concerns}
    chosen = [t for t in understood.guess.topics if t.id in wanted] or list(understood.guess.topics[:1])
    return tuple(dict.fromkeys(word for topic in chosen for word in topic.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The sentence of the mail that spoke most for a topic."""

    topic: str
    sentence: str


def _telling(understood: Understanding) -> Telling | None:
    """Return the sentence that spoke most for the best guess, unless it is nearly the whole mail."""
    best = understood.guess.topics[0] if understood.guess.topics else None
    text = understood.mail.text or understood.mail.full_text
    if best is None or not best.sentence or len(text) < _MUCH_LONGER * len(best.sentence):
        return None
    return Telling(topic=best.id, sentence=best.sentence)


def _alike(understood: Understanding, own: str) -> list[Neighbour]:
    """Return the confirmed decisions that are like this mail, as far as their cases are still there; never training texts."""
    return [n for n in understood.guess.neighbours if n.case and n.case != own and _is_there(n.case)]


def _is_there(number: str) -> bool:
    try:
        return bool(reads.case_number([number]))
    except NotFound:
        return False


def _text(text: str, language: str | None, evidence: tuple[str, ...] = ()) -> Text:
    if language is None:
        return Text(html=marked(text, evidence), lang="", dir="auto")
    return Text(html=marked(text, evidence), lang=language, dir="rtl" if language in RIGHT_TO_LEFT else "ltr")


def _panel(concern: Concern, kept: tuple[Filled, str] | None) -> Panel:
    item = concern.item
    office = tools.book().offices.get(item.office)
    is_open = item.state in OPEN
    in_review = item.state in (ConcernState.REVIEW, ConcernState.FAILED)
    can = confirmable(item)
    duty = duty_possible(item)
    form = kept[0] if kept else suggested(item)
    return Panel(
        concern=concern,
        office=office,
        form=form if duty or form.basis != Basis.LEGAL_DUTY else replace(form, basis=Basis.RELEASE),
        open=is_open,
        confirmable=in_review and can,
        action=sentences.action(item.referral, office),
        effect=sentences.effect(item.referral, office, basis_of(item)),
        only_refer=sentences.only_refer(item) if item.referral == Referral.REFER else "",
        changing=bool(kept) or (in_review and not can),
        undoable=item.state in (ConcernState.OWN, ConcernState.DONE, ConcernState.DISMISSED, ConcernState.QUEUED),
        duty=duty,
        alternatives=tuple((topic, share) for topic, share in concern.alternatives if share >= WORTH_NAMING),
        refusal=kept[1] if kept else "",
    )


def _office_groups() -> list[tuple[str, list[Office]]]:
    """Return the offices by tier, in words, each group by name."""
    offices = sorted(tools.book().offices.values(), key=lambda o: o.name.casefold())
    groups = [(TIER_WORDS[tier], [o for o in offices if o.tier is tier]) for tier in Tier]
    return [(word, group) for word, group in groups if group]


@reading
@require_safe
def mail_html(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Return the HTML of a mail, sanitised when it was taken in, for the sandboxed frame only."""
    found = reads.message(identity)
    html = load(found.snapshot).mail.html if found.snapshot else ""
    if not html:
        raise Http404("Diese Mail hat keine HTML-Fassung.")
    content = render_to_string("desk/mail_frame.html", {"html": mark_safe(without_links(html))}, request)  # noqa: S308  sanitised at intake
    response = HttpResponse(content)
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@reading
@require_safe
def original(request: HttpRequest, identity: int) -> HttpResponseBase:  # noqa: ARG001
    """Hand out the bytes of a message as a file; never shown in the browser."""
    response = HttpResponse(reads.original(identity), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="nachricht-{identity}.eml"'
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    return response
