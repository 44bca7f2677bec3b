"""Versions of the rules that were in use: when, by whom, how many decisions; and the way back to one."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postlotse.core.errors import PostlotseError
from postlotse.desk import drafting
from postlotse.desk.access import access_of, administering, looking, name_of
from postlotse.desk.forms_rules import changes
from postlotse.desk.forms_rules.fields import clean
from postlotse.desk.page import page, tell, warn
from postlotse.desk.views.rules.draft import take_up
from postlotse.flow import rulesets as sets
from postlotse.flow.rulesets import SetRefused
from postlotse.store import rulesets

PAGE = 50


@looking
@require_safe
def versions(request: HttpRequest) -> HttpResponseBase:
    """List the versions, the newest first."""
    found = rulesets.history(limit=PAGE + 1, before=_before(request))
    more = found[PAGE - 1].activated_at.isoformat() if len(found) > PAGE else ""
    return page(request, "rules/versions.html", {"versions": found[:PAGE], "more": more})


def _before(request: HttpRequest) -> datetime | None:
    try:
        at = datetime.fromisoformat(request.GET.get("vor", ""))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


@looking
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, fingerprint: str) -> HttpResponseBase:
    """Show what another version holds otherwise than the one in use; POST goes back to it."""
    if request.method == "POST":
        return _back(request, fingerprint)
    found = rulesets.version(fingerprint)
    in_use = drafting.rule_tools().library.in_use()
    old = found.files or {}
    context = {
        "version": found,
        "in_use": dict(old) == dict(in_use.files),
        "things": changes.things(in_use.files, old, in_use.book),
        "lines": changes.all_lines(in_use.files, old),
        "can": access_of(request.user).administer,
    }
    return page(request, "rules/version.html", context)


@administering
def _back(request: HttpRequest, fingerprint: str) -> HttpResponseBase:
    rules = drafting.rule_tools()
    note = clean(request.POST.get("note", "")).strip()[:500]
    try:
        done = sets.rollback(rules.sets, fingerprint, by=name_of(request), note=note)
    except SetRefused as refused:
        warn(request, _("Diese Fassung lässt sich heute nicht mehr in Kraft setzen. {why}").format(why=str(refused)))
    except PostlotseError as refused:
        warn(request, str(refused))
    else:
        take_up()
        tell(request, _("Wieder in Kraft: die Fassung {fingerprint}.").format(fingerprint=done.fingerprint[:8]))
        return redirect("rules")
    return redirect("rules-version", fingerprint)
