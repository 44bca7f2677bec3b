"""The texts of templates before they are compiled: status, characters, mandatory elements, and where a mistake stands.

Says in German what is wrong with a text; knows nothing of rendering.
"""

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from postlotse.core.compose.specifications import ACKNOWLEDGEMENT, Specification, kind_of
from postlotse.core.problems import Problem, Severity

#: Line and column, counted from 1.
Place = tuple[int, int]
#: Where what is missing altogether is told.
FIRST: Place = (1, 1)

_STATUS = re.compile(r"\A\{#\s*status:\s*(reviewed|draft)\b[^\n]*#\}")
_ELEMENT = re.compile(r"\{#\s*element:\s*([a-z]+)\s*#\}")
_NO_WORDS = re.compile(r"^## .*$|\{[#%](?:.|\n)*?[#%]\}|\s", re.M)
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
#: An acknowledgement must not say that something was passed on: that is not yet true.
_TOO_EARLY = {"de": re.compile(r"\b(?:weitergeleitet|weitergegeben)\b", re.I), "en": re.compile(r"\bforwarded\b", re.I)}

#: What people call the statements that a template may not hold.
_STATEMENTS = {
    "Assign": "{% set %}",
    "AssignBlock": "{% set %}",
    "Include": "{% include %}",
    "Extends": "{% extends %}",
    "Import": "{% import %}",
    "FromImport": "{% from %}",
    "Macro": "{% macro %}",
    "Block": "{% block %}",
    "CallBlock": "{% call %}",
    "FilterBlock": "{% filter %}",
    "Call": "ein Aufruf mit Klammern",
    "Getitem": "ein Zugriff mit eckigen Klammern",
    "Concat": "das Verbinden mit ~",
}
#: What Jinja says, and what it means.
_SYNTAX = (
    (re.compile(r"unknown tag '(\w+)'"), "den Befehl „{}“ gibt es nicht"),
    (re.compile(r"No filter named '(\w+)'"), "den Filter „{}“ gibt es nicht"),
    (re.compile(r"No test named '(\w+)'"), "die Prüfung „{}“ gibt es nicht"),
    (re.compile(r"expected token '[^']*', got '(.+?)'"), "vor „{}“ fehlt etwas, vielleicht eine Klammer"),
    (re.compile(r"unexpected '(.+?)'"), "hier passt „{}“ nicht"),
    (re.compile(r"[Uu]nexpected end of template|Missing end of comment"), "ein Befehl oder eine Klammer wird nicht beendet"),
)


def problem(name: str, place: Place, code: str, sentence: str, cure: str = "") -> Problem:
    """Make an error at a place of a template."""
    return Problem(file=f"templates/{name}", line=place[0], column=place[1], code=code, sentence=sentence, cure=cure)


def status(text: str) -> str:
    """Return "reviewed" or "draft", as the first line of a template says; draft where it says nothing."""
    found = _STATUS.match(text)
    return found[1] if found else "draft"


def at_word(text: str, line: int, word: str) -> Place:
    """Return where a word stands in a line of a template; a word that cannot be found is told at the line's beginning."""
    lines = text.split("\n")
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", here) if word else None
    return (max(line, 1), (found.start() if found else len(here) - len(here.lstrip())) + 1)


def check_characters(name: str, text: str) -> Iterator[Problem]:
    """Yield a missing status, invisible characters, and words that say too much too early."""
    if _STATUS.match(text) is None:
        cure = "Erste Zeile: {# status: draft #} oder {# status: reviewed, NAME, DATUM #}"
        yield problem(name, FIRST, "template_status", "In der ersten Zeile fehlt der Status.", cure)
    for found in _UNWANTED.finditer(text):
        sentence = f"Unsichtbares Steuerzeichen U+{ord(found[0]):04X}."
        yield problem(name, _place(text, found.start()), "template_character", sentence, "Zeichen löschen.")
    language, _, rest = name.partition("/")
    early = _TOO_EARLY[language].search(text) if kind_of(rest) == ACKNOWLEDGEMENT and language in _TOO_EARLY else None
    if early is not None:
        line, column = _place(text, early.start())
        yield Problem(
            file=f"templates/{name}",
            line=line,
            column=column,
            code="template_too_early",
            sentence=f"Die Bestätigung sagt „{early[0]}“; das stimmt zu diesem Zeitpunkt noch nicht.",
            cure="schreiben, was noch geschehen soll",
            severity=Severity.WARNING,
        )


def check_elements(name: str, text: str, specification: Specification) -> Iterator[Problem]:
    """Yield the mandatory elements that are not marked, or marked without words behind."""
    marks = list(_ELEMENT.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    there = {mark[1]: _place(text, mark.start()) for mark in marks}
    told = {mark[1] for mark, end in zip(marks, ends, strict=True) if _NO_WORDS.sub("", text[mark.end() : end])}
    order = [element for element, _ in specification.elements]
    for n, (element, meaning) in enumerate(specification.elements):
        if element in told:
            continue
        # what is missing belongs before the next one that is there
        place = there.get(element) or next((there[other] for other in order[n:] if other in there), (text.count("\n") + 1, 1))
        cure = f"Abschnitt schreiben und mit {{# element: {element} #}} beginnen."
        yield problem(name, place, "template_incomplete", f"Es fehlt: {meaning}.", cure)


def forbidden(name: str, text: str, node: nodes.Node) -> Problem:
    """Return the problem of a statement that no template may hold."""
    said = _STATEMENTS.get(type(node).__name__, "eine Rechnung oder ein Befehl dieser Art")
    line = at_word(text, node.lineno, "")
    return problem(name, line, "template_forbidden", f"In Vorlagen nicht erlaubt: {said}.", "Nur Werte, if und for.")


def unreadable(name: str, text: str, error: TemplateSyntaxError) -> Problem:
    """Return the problem of a template that Jinja cannot read, in German."""
    said = error.message or ""
    hits = ((pattern.search(said), words) for pattern, words in _SYNTAX)
    words = next((words.format(*hit.groups()) for hit, words in hits if hit), "Klammern und Befehle prüfen")
    return problem(name, at_word(text, error.lineno, ""), "template_syntax", f"Die Vorlage ist nicht lesbar: {words}.")


def _place(text: str, offset: int) -> Place:
    return (text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
