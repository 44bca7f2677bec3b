"""Offices, topics, associations and rules: lists, and a form for each.  What is saved goes into a draft, never live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.problems import Problem
from postlotse.core.yamltext import Node
from postlotse.datafiles.edit import EditRefused
from postlotse.desk import drafting
from postlotse.desk.access import access_of, administering, looking
from postlotse.desk.drafting import Working
from postlotse.desk.forms_rules import apply, controls, groups, kinds, order, places, rule, snippet, telling
from postlotse.desk.forms_rules.fields import Field, Values, at, clean
from postlotse.desk.forms_rules.groups import Group
from postlotse.desk.forms_rules.kinds import RULE, Kind
from postlotse.desk.page import page, tell
from postlotse.desk.views.rules.lists import kind_of

#: The form field for the id of something new, and the one for the place of a rule.
_ID = Field(path=("id",), label="Kürzel", hint="Kleinbuchstaben, Ziffern, _ und -. Leer: Es wird aus dem Namen gemacht.")
_CHANGED = "Inzwischen hat jemand anders etwas geändert. Ihre Eingaben stehen noch da; nach noch einmal „Speichern“ gelten sie."


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """One thing under work: its node, the groups of its form and whether it is edited as text."""

    kind: Kind
    identity: str
    work: Working
    node: Node | None
    form: tuple[Group, ...]
    as_text: bool

    @property
    def new(self) -> bool:
        """Tell whether it is not in the files yet."""
        return self.node is None


@looking
@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, key: str, identity: str) -> HttpResponseBase:
    """Show one thing: as a form to administration, as text to everyone else; POST saves or deletes it in a draft."""
    kind = kind_of(key)
    if request.method == "POST":
        return _post(request, kind, identity)
    work = drafting.working(request)
    edit = _editing(request, kind, identity, work)
    if not access_of(request.user).administer:
        return page(request, "rules/read.html", _reading(edit))
    return _form(request, edit, _values(edit))


@administering
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show an empty form; POST adds what was typed to a draft."""
    kind = kind_of(key)
    if request.method == "POST":
        return _post(request, kind, "")
    edit = _editing(request, kind, "", drafting.working(request))
    return _form(request, edit, _values(edit))


@administering
def _post(request: HttpRequest, kind: Kind, identity: str) -> HttpResponseBase:
    work = drafting.working(request)
    if identity and identity not in kinds.things(work.files, kind):
        raise NotFound(_("Das gibt es im Entwurf nicht."))
    edit = _editing(request, kind, identity, work)
    verb = request.POST.get("verb", "save")
    if verb == "delete" and identity:
        return _delete(request, edit)
    if kind is RULE and verb in ("up", "down", "place") and identity:
        return _move(request, edit, verb)
    return _save(request, edit)


def _save(request: HttpRequest, edit: Editing) -> HttpResponseBase:
    """Put what was typed into the draft; show the form again with everything typed when it cannot be."""
    typed = clean(request.POST.get("text", ""))
    values = _typed(request, edit)
    identity = edit.identity or str(values.get("id") or kinds.id_from(str(values.get(".".join(map(str, edit.kind.title)), ""))))
    refusals = _refusals(edit, identity, typed)
    if refusals:
        return _form(request, edit, values, typed=typed, refusals=refusals, status=422)
    try:
        text = _changed(edit, identity, values, typed)
    except EditRefused as refused:
        return _form(request, edit, values, typed=typed, refusals=[_problem(str(refused))], status=422)
    files = {**edit.work.files, edit.kind.file: text}
    if text == edit.work.files.get(edit.kind.file):
        tell(request, _("Es war nichts zu ändern."))
        return redirect("rules-thing", edit.kind.key, identity)
    wrong = _errors(edit, identity, files)
    if wrong:
        return _form(request, edit, values, typed=typed, problems=wrong, files=files, status=422)
    return _keep(request, edit, files, values, typed, identity)


def _keep(
    request: HttpRequest, edit: Editing, files: Mapping[str, str], values: Values, typed: str, identity: str
) -> HttpResponseBase:
    title = f"{edit.kind.one}: {kinds.title_of(edit.kind, identity, kinds.things(files, edit.kind).get(identity))}"
    try:
        draft = drafting.keep(request, edit.work, files, title[:200])
    except Conflict:
        return _form(request, edit, values, typed=typed, refusals=[_problem(_(_CHANGED))], status=409)
    tell(request, _("Im Entwurf gespeichert. Es gilt erst, wenn Sie den Entwurf in Kraft setzen."))
    if request.POST.get("verb") == "stay":
        return redirect("rules-thing", edit.kind.key, identity)
    return redirect("rules-draft", draft.id)


def _delete(request: HttpRequest, edit: Editing) -> HttpResponseBase:
    kind, text = edit.kind, edit.work.files[edit.kind.file]
    try:
        changed = apply.removed(text, kind.path(edit.identity))
    except EditRefused as refused:
        return _form(request, edit, _values(edit), refusals=[_problem(str(refused))], status=422)
    title = _("{what} gelöscht: {name}").format(what=kind.one, name=kinds.title_of(kind, edit.identity, edit.node))
    try:
        draft = drafting.keep(request, edit.work, {**edit.work.files, kind.file: changed}, title[:200])
    except Conflict:
        return _form(request, edit, _values(edit), refusals=[_problem(_(_CHANGED))], status=409)
    tell(request, _("Im Entwurf gelöscht. Es gilt erst, wenn Sie den Entwurf in Kraft setzen."))
    return redirect("rules-draft", draft.id)


def _move(request: HttpRequest, edit: Editing, verb: str) -> HttpResponseBase:
    """Move a rule one place up or down, or to the place that was named."""
    kind, text = edit.kind, edit.work.files[edit.kind.file]
    ids = list(kinds.things(edit.work.files, kind))
    to = order.target(ids, edit.identity, verb, request.POST.get("platz", ""))
    back = f"{reverse('rules-list', args=[kind.key])}#regel-{edit.identity}"
    if to is None:
        return redirect(back)
    try:
        changed = apply.moved(text, kind.path(edit.identity), to)
        drafting.keep(request, edit.work, {**edit.work.files, kind.file: changed}, _("Reihenfolge der Regeln"))
    except EditRefused as refused:
        return _form(request, edit, _values(edit), refusals=[_problem(str(refused))], status=422)
    except Conflict:
        return _form(request, edit, _values(edit), refusals=[_problem(_(_CHANGED))], status=409)
    tell(request, _("Verschoben: jetzt auf Platz {place}. Es gilt, wenn Sie den Entwurf in Kraft setzen.").format(place=to + 1))
    return redirect(back)


# ------------------------------------------------------------------ what a form holds


def _editing(request: HttpRequest, kind: Kind, identity: str, work: Working) -> Editing:
    node = kinds.things(work.files, kind).get(identity) if identity else None
    if identity and node is None:
        raise NotFound(_("Das gibt es nicht."))
    asked = request.GET.get("ansicht") == "text" or "text" in request.POST
    as_text = kind is RULE and node is not None and (asked or not rule.as_form(node, work.book))
    return Editing(kind=kind, identity=identity, work=work, node=node, form=kind.form(work.book), as_text=as_text)


def _values(edit: Editing) -> Values:
    return groups.read_all(edit.form, edit.node)


def _typed(request: HttpRequest, edit: Editing) -> Values:
    typed = groups.posted_all(edit.form, request.POST.getlist, request.POST.keys())
    return typed | ({"id": clean(request.POST.get("id", "")[:80]).strip()} if edit.new else {})


def _refusals(edit: Editing, identity: str, typed: str) -> list[Problem]:
    """Return what is wrong before the files are touched."""
    if edit.as_text:
        return snippet.entry(typed, edit.identity)
    if not edit.new:
        return []
    if not identity:
        return [_problem(_("Bitte einen Namen eingeben."))]
    if identity in kinds.things(edit.work.files, edit.kind):
        return [_problem(_("Das Kürzel „{id}“ gibt es schon. Bitte ein anderes eingeben.").format(id=identity))]
    return []


def _changed(edit: Editing, identity: str, values: Values, typed: str) -> str:
    """Return the new text of the file; raises EditRefused."""
    text, kind = edit.work.files.get(edit.kind.file, ""), edit.kind
    if edit.as_text and edit.node is not None:
        place = snippet.cut(text, edit.node)
        if place is None:
            raise EditRefused(_("Diese Regel steht mit anderen in einer Zeile; bitte die Datei von Hand ändern."))
        return snippet.put(text, place, typed)
    if edit.new:
        made = rule.whole(identity, values, edit.work.book) if kind is RULE else groups.new_object(edit.form, values)
        return apply.added(text, kind, identity, made)
    return apply.apply(text, groups.edits_all(edit.form, _values(edit), values, edit.node, kind.path(identity)))


def _errors(edit: Editing, identity: str, files: Mapping[str, str]) -> list[tuple[Problem, tuple[str | int, ...]]]:
    """Return the errors of this thing that the change would bring; those that were there before do not stop it."""
    found = drafting.judged(files).errors
    node = kinds.things(files, edit.kind).get(identity)
    if node is None:
        return [(p, ()) for p in found if p.file == edit.kind.file]
    before = {(p.code, p.sentence) for p in drafting.judged(edit.work.files).errors} if not edit.new else set()
    here = places.within(found, edit.kind.file, node, kinds.key_of(files, edit.kind, identity))
    return [(p, path) for p, path in here if (p.code, p.sentence) not in before]


def _problem(sentence: str) -> Problem:
    return Problem(file="", code="refused", sentence=sentence)


def _form(
    request: HttpRequest,
    edit: Editing,
    values: Values,
    *,
    typed: str = "",
    refusals: Sequence[Problem] = (),
    problems: Sequence[tuple[Problem, tuple[str | int, ...]]] | None = None,
    files: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the form with these values; without `problems` those that the check finds in the draft as it stands."""
    kind, work = edit.kind, edit.work
    fields = groups.every_field(edit.form, values)
    if problems is None and edit.node is not None:
        key = kinds.key_of(work.files, kind, edit.identity)
        problems = places.within(drafting.judged(work.files).problems, kind.file, edit.node, key)
    by_field = places.by_field(problems or [], fields)
    sections = controls.sections(edit.form, values, by_field, open_first=kind is RULE)
    text = typed or _snippet(edit)
    if edit.as_text and files is not None:
        by_field = {"": [_in_snippet(p, edit) for p, _path in problems or []]}
    named = [(c, p) for s in sections for c in (*s.controls, *(c for r in s.rows for c in r.controls)) for p in c.errors]
    context = {
        "kind": kind,
        "identity": edit.identity,
        "title": kinds.title_of(kind, edit.identity, edit.node) if edit.node is not None else kind.new,
        "new": edit.new,
        "work": work,
        "sections": () if edit.as_text else sections,
        "id_control": controls.control(_ID, values.get("id", "")) if edit.new else None,
        "refusals": refusals,
        "whole": by_field.get("", []),
        "named": [] if edit.as_text else named,
        "as_text": edit.as_text,
        "text": text,
        "text_lines": max(8, min(text.count("\n") + 3, 40)),
        "only_text": edit.as_text and not rule.as_form(edit.node, work.book),
        "in_words": telling.condition(at(edit.node, ("when",)), work.book) if edit.as_text else "",
        "tests": _tests(edit),
        "used": _used(edit),
    }
    return page(request, "rules/form.html", context, status=status)


def _snippet(edit: Editing) -> str:
    if not edit.as_text or edit.node is None:
        return ""
    found = snippet.cut(edit.work.files[edit.kind.file], edit.node)
    return found.text if found is not None else ""


def _in_snippet(problem: Problem, edit: Editing) -> Problem:
    """Return a problem with the line counted from the first of the text that is edited."""
    first = edit.node.line if edit.node is not None else 1
    return replace(problem, line=max(1, problem.line - first + 1))


def _tests(edit: Editing) -> tuple[str, ...]:
    """Return the names of the tests of a rule."""
    if edit.kind is not RULE:
        return ()
    found = next((r for r in edit.work.book.rules if r.id == edit.identity), None)
    return tuple(test.name or test.subject for test in found.tests) if found is not None else ()


def _used(edit: Editing) -> tuple[str, ...]:
    """Return the rules that name an office, topic or association, so that nobody deletes what is needed."""
    if edit.kind is RULE or not edit.identity:
        return ()
    found = kinds.things(edit.work.files, RULE)
    return tuple(identity for identity, node in found.items() if edit.identity in telling.words(node).replace(",", " ").split())


def _reading(edit: Editing) -> dict[str, Any]:
    told = telling.told(edit.kind, edit.node, edit.work.book)
    contact = at(edit.node, ("contact",))
    return {
        "kind": edit.kind,
        "identity": edit.identity,
        "title": kinds.title_of(edit.kind, edit.identity, edit.node),
        "told": [(label, v if isinstance(v, str) else ", ".join(v)) for label, v in told.items()],
        "contact": getattr(contact, "value", ""),
        "work": edit.work,
    }
