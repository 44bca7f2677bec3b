"""One draft: what it changes, whether it is right, what it would have done to past mail; then it may come into use."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postlotse.core.errors import Conflict, NotFound, PostlotseError
from postlotse.core.problems import Problem
from postlotse.core.rules.types import RuleBook
from postlotse.desk import drafting, tools
from postlotse.desk.access import administering, looking, name_of
from postlotse.desk.forms_rules import changes, kinds, places
from postlotse.desk.forms_rules.fields import clean
from postlotse.desk.forms_rules.kinds import KINDS
from postlotse.desk.page import page, posted, tell, warn
from postlotse.flow import replay as past_mail
from postlotse.flow import rulesets as sets
from postlotse.flow.rulesets import SetRefused, SetTools, Standing
from postlotse.store import rulesets
from postlotse.store.past import past
from postlotse.store.rulesets import Draft, DraftState

#: How far back a replay on this page looks, and at how many mails: a page should not take longer than some seconds.
DAYS = 90
MOST_MAILS = 1000
_KEPT_SECONDS = 6 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A problem with the page where it can be mended, "" where there is none."""

    problem: Problem
    where: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether a draft may come into use now, and the sentence that says why not."""

    open: bool
    why: str = ""
    approve: bool = False
    rebase: bool = False


@looking
@require_safe
def draft(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show a draft with its check, its tests and, once it was asked for, its replay."""
    return _show(request, rulesets.draft(identity))


def _show(request: HttpRequest, found: Draft, *, refused: Sequence[Problem] = (), status: int = 200) -> HttpResponse:
    rules = drafting.rule_tools()
    is_open = found.state is DraftState.OPEN
    verdict = drafting.judged(found.files, tests=is_open)
    book = verdict.whole or rules.library.book()
    work = drafting.working(request)
    mine = work.draft is not None and work.draft.id == found.id
    context: dict[str, Any] = {
        "draft": found,
        "open": is_open,
        "mine": mine,
        "things": changes.things(found.base_files, found.files, _names(book, rules.library.book())),
        "lines": changes.all_lines(found.base_files, found.files),
        "refused": [_found(p, found.files, mine) for p in refused],
    }
    if is_open:
        stand = sets.standing(rules.sets, found)
        hints = [p for p in verdict.problems if p not in verdict.errors]
        known = {_said(p) for p in drafting.judged(found.base_files).problems}
        replayed = cache.get(_key(found, rules.library.book()))
        context |= {
            "errors": [_found(p, found.files, mine) for p in verdict.errors if p.code != "failing-test"],
            "hints": [_found(p, found.files, mine) for p in hints if _said(p) not in known],
            "old_hints": [_found(p, found.files, mine) for p in hints if _said(p) in known],
            "failed": [r for r in verdict.results if r.checked and not r.passed],
            "passed": [r for r in verdict.results if r.passed],
            "unchecked": [r for r in verdict.results if not r.checked],
            "tested": verdict.whole is not None and rules.cases is not None,
            "could_replay": verdict.whole is not None,
            "replay": replayed,
            "stand": stand,
            "gate": _gate(request, found, verdict.book is not None, stand, rules.sets),
            "days": DAYS,
            "most": MOST_MAILS,
        }
    return page(request, "rules/draft.html", context, status=status)


def _said(problem: Problem) -> tuple[str, str, str]:
    """Return what tells a problem from others wherever it stands in its file."""
    return problem.file, problem.code, problem.sentence


def _names(first: RuleBook, second: RuleBook) -> RuleBook:
    """Return a book that knows the names of both: what a draft deletes is called by name too."""
    known = {o.id for o in first.organisations}
    return replace(
        first,
        offices={**second.offices, **first.offices},
        topics={**second.topics, **first.topics},
        organisations=(*first.organisations, *(o for o in second.organisations if o.id not in known)),
    )


def _found(problem: Problem, files: Mapping[str, str], mine: bool) -> Found:
    """Return a problem with the form of the thing that it stands in; who works on another draft gets no link."""
    kind = next((k for k in KINDS.values() if k.file == problem.file), None)
    if kind is None or not mine:
        return Found(problem=problem)
    for identity, node in kinds.things(files, kind).items():
        if places.within([problem], kind.file, node, kinds.key_of(files, kind, identity)):
            where = reverse("rules-thing", args=[kind.key, identity])
            return Found(problem=problem, where=where, name=kinds.title_of(kind, identity, node))
    return Found(problem=problem)


def _gate(request: HttpRequest, found: Draft, whole: bool, stand: Standing, rules: SetTools) -> Gate:
    if stand.moved:
        return Gate(
            open=False,
            rebase=stand.can_rebase,
            why=_("Seit diesem Entwurf hat sich im Ordner etwas geändert: {files}.").format(files=", ".join(stand.moved)),
        )
    if not whole:
        return Gate(open=False, why=_("Der Entwurf hat noch Fehler, oder ein Test scheitert. Bitte zuerst beheben."))
    if not stand.changed:
        return Gate(open=False, why=_("Der Entwurf ändert nichts."))
    if blocked := rules.writable():
        return Gate(open=False, why=blocked)
    by = name_of(request)
    if rules.two_persons and not found.approved_by and by in found.authors:
        return Gate(
            open=False, why=_("Hier entscheiden zwei: Jemand anders aus der Administration muss diesen Entwurf freigeben.")
        )
    approve = rules.two_persons and not found.approved_by
    return Gate(open=True, approve=approve)


# ------------------------------------------------------------------ what can be done with a draft


def _page_of(identity: int) -> str:
    return reverse("rules-draft", args=[identity])


@administering
@posted(_page_of)
def change(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Carry out what was asked: activate, approve, drop, go on with, carry over, rename, replay."""
    found = rulesets.draft(identity)
    verb, by, now = request.POST.get("verb", ""), name_of(request), tools.current().clock()
    version = _version(request)
    rules = drafting.rule_tools()
    try:
        match verb:
            case "activate":
                return _activate(request, found, version)
            case "replay":
                return _replay(found)
            case "approve":
                rulesets.approve(identity, version=version, by=by, now=now)
                tell(request, _("Freigegeben. Der Entwurf kann jetzt in Kraft gesetzt werden."))
            case "drop":
                rulesets.drop(identity, version=version, by=by, now=now)
                tell(request, _("Verworfen. An den geltenden Regeln ändert sich nichts."))
                return redirect("rules")
            case "rebase":
                sets.rebase(rules.sets, identity, version=version, by=by)
                tell(request, _("Übertragen. Bitte noch einmal ansehen, was sich ändert."))
            case "rename":
                title = " ".join(clean(request.POST.get("title", "")).split())[:200] or found.title
                note = clean(request.POST.get("note", "")).strip()[:2000]
                rulesets.change_draft(identity, version=version, by=by, now=now, title=title, note=note)
                tell(request, _("Gespeichert."))
            case "work":
                drafting.choose(request, found)
                tell(request, _("Sie arbeiten jetzt an diesem Entwurf. Was Sie ändern, kommt dazu."))
                return redirect("rules")
            case "leave":
                drafting.choose(request, None)
                tell(request, _("Der Entwurf bleibt liegen. Die nächste Änderung beginnt einen neuen."))
                return redirect("rules")
            case _:
                raise NotFound(_("Das geht mit einem Entwurf nicht."))
    except SetRefused as refused:
        return _show(request, rulesets.draft(identity), refused=refused.problems, status=422)
    except Conflict as refused:
        warn(request, str(refused))
    return redirect("rules-draft", identity)


def _activate(request: HttpRequest, found: Draft, version: int) -> HttpResponseBase:
    rules = drafting.rule_tools()
    try:
        done = sets.activate(rules.sets, found.id, by=name_of(request), version=version)
    except (SetRefused, Conflict, NotFound):
        raise
    except PostlotseError as refused:  # the folder cannot be written
        warn(request, str(refused))
        return redirect("rules-draft", found.id)
    drafting.choose(request, None)
    take_up()
    tell(
        request,
        _("In Kraft gesetzt: {title}. Kennung {fingerprint}.").format(title=found.title, fingerprint=done.fingerprint[:8]),
    )
    return redirect("rules")


def take_up() -> None:
    """Let this process use what was just written at once; the daemon sees it within seconds."""
    library = drafting.rule_tools().library
    library.reload()
    library.reload()  # a patient library believes a change at the second look


def _replay(found: Draft) -> HttpResponseBase:
    """Run the latest mails through the draft and keep the result for the page."""
    book, active = drafting.judged(found.files).whole, drafting.rule_tools().library.book()
    if book is None:
        raise Conflict(_("Solange der Entwurf Fehler hat, lässt er sich nicht ausprobieren."))
    house = tools.current().house
    done = past_mail.replay(
        book,
        active,
        house,
        past(since=tools.current().clock() - timedelta(days=DAYS), limit=MOST_MAILS),
        standings=past_mail.standings(house, active, book),
        timer=perf_counter,
    )
    cache.set(_key(found, active), done, _KEPT_SECONDS)
    return redirect(f"{_page_of(found.id)}#probe")


def _key(found: Draft, active: RuleBook) -> str:
    return f"replay:{found.id}:{found.fingerprint[:20]}:{active.fingerprint[:20]}"


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@looking
@require_safe
def files(request: HttpRequest, identity: int) -> HttpResponseBase:  # noqa: ARG001
    """Hand out the files that a draft changes, for a folder that only the technicians may write."""
    found = rulesets.draft(identity)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in found.changed:
            if name in found.files:
                archive.writestr(zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0)), found.files[name])
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="regeln-entwurf-{identity}.zip"'
    return response
