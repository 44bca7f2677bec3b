"""The mail templates: compiled from texts, checked, and rendered within tight bounds.

Templates come from people of the city, never from mail; still they get a small sandbox: no calls, no loops over
numbers, no includes, a handful of filters, a limit on output.  Nothing is read from disk here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from postlotse.core.compose.markup import Block, as_text, parse, slot
from postlotse.core.compose.specifications import ACKNOWLEDGEMENT, FORWARD, REFER, SPECIFICATIONS, Specification
from postlotse.core.errors import ConfigurationError
from postlotse.core.names import FIRST_TIER
from postlotse.core.problems import Problem, Severity

SOURCE_LIMIT = 64_000
OUTPUT_LIMIT = 400_000
#: Filters that build new texts (join, replace, …) are left out: a value would lose its slot, and with it its literalness.
_FILTERS = ("default", "first", "last", "length")
_TESTS = ("defined", "eq", "ge", "gt", "le", "lt", "ne", "none")
_ALLOWED_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.If, nodes.For,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test,
)  # fmt: skip
_STATUS = re.compile(r"\A\{#\s*status:\s*(reviewed|draft)\b[^\n]*#\}")
_ELEMENT = re.compile(r"\{#\s*element:\s*([a-z]+)\s*#\}")
_NO_WORDS = re.compile(r"^## .*$|\{[#%](?:.|\n)*?[#%]\}|\s", re.M)
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A template with its values: the words of its `Subject:` line, and its blocks."""

    subject: str
    blocks: tuple[Block, ...]


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without calls, globals and most filters; everything printed passes `markup.slot`."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, finalize=slot, trim_blocks=True, lstrip_blocks=True, autoescape=False)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002
        """Refuse every call."""
        return False


class Templates:
    """All templates, by language and kind ("de/acknowledgement.j2" → text).  Never raises when made; see `problems`."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = {name: text for name, text in sources.items() if name.endswith(".j2")}
        self._sandbox = _Sandbox()
        self._compiled: dict[str, Template] = {}
        self._found: dict[str, tuple[Problem, ...]] = {}
        for name, text in sorted(self._sources.items()):
            self._found[name] = tuple(self._check(name, text))
            if _errors(self._found[name]):
                self._compiled.pop(name, None)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that have a sound acknowledgement, in the order of `names.FIRST_TIER`."""
        return self.languages_of(ACKNOWLEDGEMENT)

    def languages_of(self, kind: str) -> tuple[str, ...]:
        """Return the languages that have a sound template of this kind."""
        return tuple(code for code in FIRST_TIER if f"{code}/{kind}.j2" in self._compiled)

    @property
    def drafts(self) -> tuple[str, ...]:
        """Return the names of the templates that no person has reviewed yet."""
        return tuple(name for name, text in sorted(self._sources.items()) if status(text) != "reviewed")

    def problems(self) -> list[Problem]:
        """Return every mistake: errors keep a template from use, warnings do not."""
        found = [problem for problems in self._found.values() for problem in problems]
        for kind in (ACKNOWLEDGEMENT, REFER):
            found += [_missing(f"{code}/{kind}.j2") for code in FIRST_TIER if f"{code}/{kind}.j2" not in self._sources]
        if f"de/{FORWARD}.j2" not in self._sources:
            found.append(_missing(f"de/{FORWARD}.j2"))
        if self.drafts:
            languages = dict.fromkeys(name.partition("/")[0] for name in self.drafts)
            found.append(
                Problem(
                    file="templates",
                    code="template_draft",
                    sentence=f"{len(self.drafts)} Vorlagen sind Entwürfe, in: {', '.join(languages)}.",
                    cure="Von Sprachkundigen prüfen lassen, dann Zeile 1: {# status: reviewed, NAME, DATUM #}",
                    severity=Severity.WARNING,
                )
            )
        return found

    def render(self, language: str, kind: str, values: Mapping[str, object]) -> Rendered:
        """Return a template with its values; raises ConfigurationError when it is missing, wrong or too long."""
        name = f"{language}/{kind}.j2"
        if name not in self._compiled:
            raise ConfigurationError([p for p in self._found.get(name, ()) if p.severity is Severity.ERROR] or [_missing(name)])
        try:
            return self._rendered(name, values)
        except (TemplateError, TypeError, ValueError) as error:
            raise ConfigurationError([_broken(name, error)]) from error

    def _rendered(self, name: str, values: Mapping[str, object]) -> Rendered:
        """Render piece by piece, so that the limit holds before memory is full."""
        pieces: list[str] = []
        total = 0
        for piece in self._compiled[name].generate(values):
            total += len(piece)
            if total > OUTPUT_LIMIT:
                raise ValueError(f"mehr als {OUTPUT_LIMIT} Zeichen")
            pieces.append(piece)
        head, _, body = "".join(pieces).lstrip().partition("\n")
        if not head.startswith("Subject:") or not head[8:].strip():
            raise ValueError("die erste Zeile nach dem Status ist kein „Subject: …“")
        return Rendered(subject=head[8:].strip(), blocks=parse(body))

    def _check(self, name: str, text: str) -> Iterator[Problem]:
        """Yield the mistakes of one template, the later checks only where the earlier found none."""
        language, _, rest = name.partition("/")
        specification = SPECIFICATIONS.get(rest.removesuffix(".j2"))
        if specification is None or language not in FIRST_TIER:
            cure = (
                f"Erwartet wird SPRACHE/ART.j2 mit {', '.join(SPECIFICATIONS)} und einer Sprache aus {', '.join(FIRST_TIER)}."
            )
            yield _problem(name, 0, "template_unknown", "Diese Vorlage kennt Postlotse nicht.", cure)
            return
        if len(text) > SOURCE_LIMIT:
            yield _problem(name, 0, "template_too_long", f"Die Vorlage hat mehr als {SOURCE_LIMIT} Zeichen.")
            return
        early = [*self._check_source(name, text), *_check_elements(name, text, specification)]
        yield from early
        if not _errors(early):
            try:
                self._compiled[name] = self._sandbox.from_string(text)
            except TemplateSyntaxError as error:
                yield _unreadable(name, error)
            else:
                yield from self._check_rendering(name, specification)

    def _check_source(self, name: str, text: str) -> Iterator[Problem]:
        """Yield mistakes of syntax, forbidden statements and unknown or unused variables."""
        if _STATUS.match(text) is None:
            cure = "Erste Zeile: {# status: draft #} oder {# status: reviewed, NAME, DATUM #}"
            yield _problem(name, 1, "template_status", "In der ersten Zeile fehlt der Status.", cure)
        for found in _UNWANTED.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield _problem(
                name, line, "template_character", f"Unsichtbares Steuerzeichen U+{ord(found[0]):04X}.", "Zeichen löschen."
            )
        try:
            tree = self._sandbox.parse(text)
        except TemplateSyntaxError as error:
            yield _unreadable(name, error)
            return
        specification = SPECIFICATIONS[name.partition("/")[2].removesuffix(".j2")]
        used: set[str] = set()
        own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"} | {"loop"}
        for node in _walk(tree):
            if not isinstance(node, _ALLOWED_NODES):
                kind = type(node).__name__
                yield _problem(
                    name,
                    node.lineno,
                    "template_forbidden",
                    f"„{kind}“ ist in Vorlagen nicht erlaubt.",
                    "Nur Werte, if und for.",
                )
            elif isinstance(node, nodes.Getattr) and not _plain_attribute(node, own):
                yield _problem(name, node.lineno, "template_forbidden", f"„{node.attr}“ ist in Vorlagen nicht erlaubt.")
            elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in own:
                used.add(node.name)
                if node.name not in specification.sample:
                    cure = f"Bekannt sind: {', '.join(sorted(specification.sample))}."
                    yield _problem(name, node.lineno, "template_variable", f"Den Wert „{node.name}“ gibt es nicht.", cure)
        for missing in sorted(specification.required - used):
            yield _problem(name, 0, "template_incomplete", f"Der Wert „{missing}“ fehlt.", f"{{{{ {missing} }}}} einfügen.")

    def _check_rendering(self, name: str, specification: Specification) -> Iterator[Problem]:
        """Yield what only shows when the template is rendered with sample values."""
        for urgent in (False, True):
            values = dict(specification.sample)
            if "urgent" in values:
                values["urgent"] = urgent
            try:
                text = as_text(self._rendered(name, values).blocks, "ltr")
            except (TemplateError, TypeError, ValueError) as error:
                yield _broken(name, error)
                return
            for words in specification.words + (specification.urgent_words if urgent else ()):
                if words not in text:
                    yield _problem(name, 0, "template_incomplete", f"„{words}“ fehlt im Text.")


def status(text: str) -> str:
    """Return "reviewed" or "draft", as the first line of a template says; draft where it says nothing."""
    found = _STATUS.match(text)
    return found[1] if found else "draft"


def _check_elements(name: str, text: str, specification: Specification) -> Iterator[Problem]:
    """Yield the mandatory elements that are not marked, or marked without words behind."""
    parts = _ELEMENT.split(text)
    marked = {parts[n]: _NO_WORDS.sub("", parts[n + 1]) for n in range(1, len(parts), 2)}
    for element, meaning in specification.elements:
        if not marked.get(element):
            cure = f"Abschnitt schreiben und mit {{# element: {element} #}} beginnen."
            yield _problem(name, 0, "template_incomplete", f"Es fehlt: {meaning}.", cure)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _plain_attribute(node: nodes.Getattr, own: set[str]) -> bool:
    """Tell whether an attribute is one of a loop's items, such as `office.name`; values have none."""
    return isinstance(node.node, nodes.Name) and node.node.name in own and not node.attr.startswith("_")


def _unreadable(name: str, error: TemplateSyntaxError) -> Problem:
    return _problem(name, error.lineno, "template_syntax", f"Die Vorlage ist nicht lesbar: {error.message}.")


def _problem(name: str, line: int, code: str, sentence: str, cure: str = "") -> Problem:
    return Problem(file=f"templates/{name}", line=line, code=code, sentence=sentence, cure=cure)


def _missing(name: str) -> Problem:
    """Return the problem of a template that is not there: an error only for German and English, on which others fall back."""
    needed = name.startswith(("de/", "en/"))
    severity = Severity.ERROR if needed else Severity.WARNING
    return Problem(file=f"templates/{name}", code="template_missing", sentence="Diese Vorlage fehlt.", severity=severity)


def _broken(name: str, error: Exception) -> Problem:
    return _problem(name, 0, "template_broken", f"Die Vorlage lässt sich nicht füllen: {error}.")


def _errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
