"""Why a message was decided as it was, for everyone with a role: case work sees the words, the others ids, rules and shares."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from postlotse.core.tell.values import Line, Section
from postlotse.desk import tools
from postlotse.desk.access import access_of, looking
from postlotse.desk.marking import marked
from postlotse.desk.page import page
from postlotse.flow import why
from postlotse.store import reads
from postlotse.store.shown import Concern, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line with its marked words as safe HTML; `quote` is a text of the mail, in the mail's language."""

    html: SafeString
    tone: str
    quote: SafeString | str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A section as the page shows it; `anchor` is its id on the page."""

    anchor: str
    id: str
    title: str
    lines: tuple[ShownLine, ...]
    parts: tuple["Shown", ...]
    folded: bool


@looking
@require_safe
def why_so(request: HttpRequest, identity: int) -> HttpResponseBase:
    """Show the decision on a message as it was made; `?heute=1` what would be decided today, and what is different."""
    found = reads.message(identity)
    content = access_of(request.user).content
    context = {"message": found, "content": content}
    if found.snapshot is None:
        return page(request, "why.html", context | {"missing": True})
    held = tools.current()
    glass = why.Glass(book=held.book, house=held.house, clock=held.clock, model=held.model, detect=held.detect)
    then = why.then(glass, identity)
    today = why.today(glass, identity) if request.GET.get("heute") == "1" else None
    sections = why.sections(glass, today or then, content=content)
    context |= {
        "sections": _shown(sections),
        "today": today is not None,
        "differences": why.differences(then, today) if today else (),
        "people": [] if today else _people(reads.concerns_of(identity)),
        "subject_html": marked(then.explained.understood.mail.subject, _evidence(sections)) if content else "",
    }
    return page(request, "why.html", context)


def _people(concerns: list[Concern]) -> list[tuple[Concern, tuple[Review, ...]]]:
    """Return the concerns that people have decided on; notes stay on the page of the message."""
    return [(concern, concern.reviews) for concern in concerns if concern.reviews]


def _evidence(sections: tuple[Section, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for section in sections for line in section.lines for word in line.words))


def _shown(sections: tuple[Section, ...], before: str = "teil") -> tuple[Shown, ...]:
    return tuple(
        Shown(
            anchor=f"{before}-{number}",
            id=section.id,
            title=section.title,
            lines=tuple(_line(line) for line in section.lines),
            parts=_shown(section.parts, f"{before}-{number}"),
            folded=section.folded,
        )
        for number, section in enumerate(sections, start=1)
    )


def _line(line: Line) -> ShownLine:
    return ShownLine(
        html=marked(line.sentence, () if line.text_of_mail else line.words),
        tone=line.tone.value,
        quote=marked(line.text_of_mail, line.words) if line.text_of_mail else "",
        case=line.case,
    )
