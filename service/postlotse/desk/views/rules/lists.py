"""Lists of offices, topics, associations and rules, with a search over all that is said of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from postlotse.core.errors import NotFound
from postlotse.core.problems import Problem, Severity
from postlotse.core.yamltext import Node
from postlotse.desk import drafting
from postlotse.desk.access import looking
from postlotse.desk.drafting import Working
from postlotse.desk.forms_rules import kinds, places, telling
from postlotse.desk.forms_rules.fields import Value, at
from postlotse.desk.forms_rules.kinds import KINDS, RULE, Kind
from postlotse.desk.page import page


def kind_of(key: str) -> Kind:
    """Return the kind that an address names; raises NotFound."""
    if key not in KINDS:
        raise NotFound(_("Diese Seite gibt es nicht."))
    return KINDS[key]


@looking
@require_safe
def listing(request: HttpRequest, key: str) -> HttpResponseBase:
    """List all things of a kind; `?suche=` shows those in which a word occurs."""
    kind = kind_of(key)
    work = drafting.working(request)
    wanted = request.GET.get("suche", "").strip()[:80]
    problems = drafting.judged(work.files).problems
    found = kinds.things(work.files, kind)
    entries = [_entry(kind, identity, node, work, n, problems) for n, (identity, node) in enumerate(found.items(), start=1)]
    if wanted:
        entries = [e for e in entries if wanted.casefold() in e["haystack"]]
    if kind is not RULE:
        entries.sort(key=lambda e: e["title"].casefold())
    context = {"kind": kind, "entries": entries, "wanted": wanted, "total": len(found), "work": work, "movable": not wanted}
    return page(request, "rules/list.html", context)


def _entry(kind: Kind, identity: str, node: Node, work: Working, number: int, problems: Sequence[Problem]) -> dict[str, Any]:
    told = telling.told(kind, node, work.book)
    title = kinds.title_of(kind, identity, node)
    lines = _summary(kind, told, node, work)
    here = places.within(problems, kind.file, node, kinds.key_of(work.files, kind, identity))
    said = " ".join(v if isinstance(v, str) else " ".join(v) for v in told.values())
    return {
        "id": identity,
        "title": title,
        "number": number,
        "lines": lines,
        "errors": sum(p.severity is Severity.ERROR for p, _path in here),
        "warnings": sum(p.severity is not Severity.ERROR for p, _path in here),
        "haystack": f"{identity} {title} {said}".casefold(),
    }


_SHOWN = {
    "stellen": ("Was sie für die Stadt ist", "Mailadresse", "Übliche Vertretung", "Abwesenheiten"),
    "themen": ("Übliche Stelle", "Worum es geht"),
    "vereine": ("Domains", "Bekannte Adressen", "Stadtteil"),
    "weiterleitung": ("Stelle", "Art", "Weg", "Vorrang", "Kennzeichen", "Gilt ab", "Gilt bis"),
}


def _summary(kind: Kind, told: Mapping[str, Value], node: Node, work: Working) -> list[tuple[str, str]]:
    """Return what a list says of a thing: (label, text)."""
    lines = [(label, told[label]) for label in _SHOWN[kind.key] if told.get(label)]
    texts = [(label, v if isinstance(v, str) else ", ".join(v)) for label, v in lines]
    if kind is not RULE:
        return texts
    done = " · ".join(text if label not in _NAMED else f"{label} {text}" for label, text in texts)
    return [
        (_("Wenn"), telling.condition(at(node, ("when",)), work.book) or _("immer")),
        (_("Dann"), done or _("wird nur etwas hinzugefügt")),
    ]


#: Labels that the effect of a rule cannot do without.
_NAMED = ("Vorrang", "Gilt ab", "Gilt bis", "Kennzeichen")
