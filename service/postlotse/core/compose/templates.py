"""The mail templates: compiled from texts, checked, and rendered within tight bounds.

Templates come from people of the city, never from mail; still they get a small sandbox: no calls, no loops over
numbers, no includes, a handful of filters, a limit on output.  Nothing is read from disk here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from postlotse.core.compose.markup import Block, as_text, parse, slot
from postlotse.core.compose.sources import (
    FIRST,
    at_word,
    check_characters,
    check_elements,
    forbidden,
    problem,
    status,
    unreadable,
)
from postlotse.core.compose.specifications import (
    ACKNOWLEDGEMENT,
    FORWARD,
    REFER,
    SPECIFICATIONS,
    Specification,
    kind_of,
)
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

    def nearest(self, language: str, template: str, kind: str) -> str:
        """Return the template that a rule chose where this language has a sound one, else the usual one of its kind."""
        return template if f"{language}/{template}.j2" in self._compiled else kind

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
            found.append(_drafts(self.drafts))
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
        specification = SPECIFICATIONS.get(kind_of(rest))
        if specification is None or language not in FIRST_TIER:
            cure = (
                f"Erwartet wird SPRACHE/ART.j2 mit {', '.join(SPECIFICATIONS)} und einer Sprache aus {', '.join(FIRST_TIER)}."
            )
            yield problem(name, FIRST, "template_unknown", "Diese Vorlage kennt Postlotse nicht.", cure)
            return
        if len(text) > SOURCE_LIMIT:
            yield problem(name, FIRST, "template_too_long", f"Die Vorlage hat mehr als {SOURCE_LIMIT} Zeichen.")
            return
        early = [*check_characters(name, text), *check_elements(name, text, specification)]
        try:
            tree = self._sandbox.parse(text)
            early += self._check_names(name, text, tree, specification)
            if not _errors(early):
                self._compiled[name] = self._sandbox.from_string(tree)
        except TemplateSyntaxError as error:
            early.append(unreadable(name, text, error))
        yield from early
        if name in self._compiled:
            yield from self._check_rendering(name, specification)

    def _check_names(self, name: str, text: str, tree: nodes.Template, specification: Specification) -> Iterator[Problem]:
        """Yield forbidden statements and unknown or unused variables."""
        used: set[str] = set()
        own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"} | {"loop"}
        for node in _walk(tree):
            if not isinstance(node, _ALLOWED_NODES):
                yield forbidden(name, text, node)
            elif isinstance(node, nodes.Getattr) and not _plain_attribute(node, own):
                place = at_word(text, node.lineno, node.attr)
                yield problem(name, place, "template_forbidden", f"„{node.attr}“ ist in Vorlagen nicht erlaubt.")
            elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in own:
                used.add(node.name)
                if node.name not in specification.sample:
                    cure = f"Bekannt sind: {', '.join(sorted(specification.sample))}."
                    place = at_word(text, node.lineno, node.name)
                    yield problem(name, place, "template_variable", f"Den Wert „{node.name}“ gibt es nicht.", cure)
        for missing in sorted(specification.required - used):
            yield problem(name, FIRST, "template_incomplete", f"Der Wert „{missing}“ fehlt.", f"{{{{ {missing} }}}} einfügen.")

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
                    yield problem(name, FIRST, "template_incomplete", f"„{words}“ fehlt im Text.", "den Text ergänzen")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _plain_attribute(node: nodes.Getattr, own: set[str]) -> bool:
    """Tell whether an attribute is one of a loop's items, such as `office.name`; values have none."""
    return isinstance(node.node, nodes.Name) and node.node.name in own and not node.attr.startswith("_")


def _missing(name: str) -> Problem:
    """Return the problem of a template that is not there: an error only for German and English, on which others fall back."""
    needed = name.startswith(("de/", "en/"))
    severity = Severity.ERROR if needed else Severity.WARNING
    return Problem(file=f"templates/{name}", code="template_missing", sentence="Diese Vorlage fehlt.", severity=severity)


def _drafts(names: tuple[str, ...]) -> Problem:
    """Return the one hint that tells all drafts, at the first of them."""
    languages = ", ".join(dict.fromkeys(name.partition("/")[0] for name in names))
    count = "Eine Vorlage ist ein Entwurf" if len(names) == 1 else f"{len(names)} Vorlagen sind Entwürfe"
    return Problem(
        file=f"templates/{names[0]}",
        line=1,
        column=1,
        code="template_draft",
        sentence=f"{count}, in: {languages}.",
        cure="Von Sprachkundigen prüfen lassen, dann Zeile 1: {# status: reviewed, NAME, DATUM #}",
        severity=Severity.WARNING,
    )


def _broken(name: str, error: Exception) -> Problem:
    # only our own words are German
    why = str(error) if type(error) is ValueError else "ein Wert steht, wo er nicht passt"
    return problem(name, FIRST, "template_broken", f"Die Vorlage lässt sich nicht füllen: {why}.")


def _errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
