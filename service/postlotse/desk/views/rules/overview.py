"""The rules at a glance: the set in use, what is wrong in the folder, drafts, and the latest versions."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from postlotse.core.problems import Severity
from postlotse.desk import drafting
from postlotse.desk.access import looking
from postlotse.desk.forms_rules import changes, kinds
from postlotse.desk.forms_rules.kinds import KINDS
from postlotse.desk.page import page
from postlotse.store import rulesets
from postlotse.store.rulesets import DraftState

#: So many versions are shown here; the page on versions shows all.
_LATEST = 5


@looking
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """Show what is in use, what is being changed, and what was in use before."""
    tools = drafting.rule_tools()
    library, work = tools.library, drafting.working(request)
    in_use = library.in_use()
    drafts = rulesets.drafts(DraftState.OPEN)
    context = {
        "book": in_use.book,
        "current": rulesets.current(),
        "older": library.older,
        "errors": [p for p in library.problems if p.severity is Severity.ERROR],
        "hints": [p for p in library.problems if p.severity is not Severity.ERROR],
        "rooms": [(kind, len(kinds.things(work.files, kind))) for kind in KINDS.values()],
        "drafts": [(d, len(changes.things(d.base_files, d.files, in_use.book))) for d in drafts],
        "versions": rulesets.history(limit=_LATEST),
        "work": work,
        "tests": library.results,
    }
    return page(request, "rules/overview.html", context)
