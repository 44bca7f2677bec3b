"""Answer with a page: what every page needs is put together here, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from postlotse.core.problems import Problem, Severity
from postlotse.desk import tools
from postlotse.desk.access import access_of
from postlotse.flow import automation

_UNDO = "undo-"

View = Callable[[HttpRequest, int], HttpResponseBase]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """One sentence on what just happened; `undo` is the concern that can be taken back, or 0, `version` what it stood at."""

    level: str
    text: str
    undo: int = 0
    version: int = 0


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page with the person's access, their flashes and the house's name."""
    access = access_of(request.user)
    whole = {
        "access": access,
        "alarm": automation.alarm() if access.administer else "",
        "rules_alarm": _broken_rules() if access.administer or access.decide else None,
        "rules_known": tools.rules() is not None,
        "flashes": _flashes(request),
        "house": tools.current().house,
        **context,
    }
    return render(request, f"desk/{template}", whole, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRules:
    """What keeps the rules in the folder from coming into use: the first problem, and how many more there are."""

    first: Problem
    more: int


def _broken_rules() -> BrokenRules | None:
    known = tools.rules()
    if known is None or not known.library.older:
        return None
    errors = [p for p in known.library.problems if p.severity is Severity.ERROR]
    return BrokenRules(first=errors[0], more=len(errors) - 1) if errors else None


def tell(request: HttpRequest, text: str, *, undo: int = 0, version: int = 0) -> None:
    """Show a sentence on the next page, with a button to take concern `undo` back as long as it stands at `version`."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo}-{version}" if undo else "")


def warn(request: HttpRequest, text: str) -> None:
    """Show a sentence on the next page that something was not done."""
    messages.warning(request, text)


def _flashes(request: HttpRequest) -> list[Flash]:
    found = []
    for message in messages.get_messages(request):
        tag = message.extra_tags or ""
        undo, _, version = tag.removeprefix(_UNDO).partition("-") if tag.startswith(_UNDO) else ("0", "", "0")
        text = str(message.message)
        found.append(Flash(level=message.level_tag, text=text, undo=int(undo), version=int(version or 0)))
    return found


def posted(place: Callable[[int], str]) -> Callable[[View], View]:
    """Let only POST through to a view that changes things; who loads its address anew is led to `place`, its page."""

    def guard(view: View) -> View:
        post = require_POST(view)

        @wraps(view)
        def guarded(request: HttpRequest, identity: int) -> HttpResponseBase:
            return redirect(place(identity)) if request.method in ("GET", "HEAD") else post(request, identity)

        return guarded

    return guard
