"""Answer with a page: what every page needs is put together here, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from postlotse.desk import tools
from postlotse.desk.access import access_of

_UNDO = "undo-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """One sentence on what just happened; `undo` is the concern that can be taken back, or 0."""

    level: str
    text: str
    undo: int = 0


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page with the person's access, their flashes and the house's name."""
    whole = {
        "access": access_of(request.user),
        "flashes": _flashes(request),
        "house": tools.current().house,
        **context,
    }
    return render(request, f"desk/{template}", whole, status=status)


def tell(request: HttpRequest, text: str, *, undo: int = 0) -> None:
    """Show a sentence on the next page, with a button to take concern `undo` back."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo}" if undo else "")


def warn(request: HttpRequest, text: str) -> None:
    """Show a sentence on the next page that something was not done."""
    messages.warning(request, text)


def _flashes(request: HttpRequest) -> list[Flash]:
    found = []
    for message in messages.get_messages(request):
        tag = message.extra_tags or ""
        undo = int(tag.removeprefix(_UNDO)) if tag.startswith(_UNDO) else 0
        found.append(Flash(level=message.level_tag, text=str(message.message), undo=undo))
    return found
