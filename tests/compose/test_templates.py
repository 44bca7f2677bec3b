"""The checks on templates: what a city may change, what must stay, what an attack meets."""

from dataclasses import replace

import pytest

from postlotse.core.compose.acknowledge import acknowledgement
from postlotse.core.compose.specifications import ACKNOWLEDGEMENT, REFER, SPECIFICATIONS
from postlotse.core.compose.templates import OUTPUT_LIMIT, Templates, status
from postlotse.core.compose.types import AckView
from postlotse.core.errors import ConfigurationError
from postlotse.core.names import FIRST_TIER
from postlotse.core.problems import Problem, Severity


def errors(templates: Templates) -> list[Problem]:
    return [problem for problem in templates.problems() if problem.severity is Severity.ERROR]


def with_change(sources: dict[str, str], old: str, new: str, name: str = "en/acknowledgement.j2") -> Templates:
    assert old in sources[name]
    kept = {key: sources[key] for key in ("de/acknowledgement.j2", "de/refer.j2", "en/refer.j2", "de/forward.j2")}
    return Templates({"en/acknowledgement.j2": sources["en/acknowledgement.j2"], **kept, name: sources[name].replace(old, new)})


def test_the_shipped_templates_are_sound(templates: Templates) -> None:
    """No errors, every language there, and one warning that says which are drafts."""
    assert [problem.code for problem in templates.problems()] == ["template_draft"]
    assert templates.languages == FIRST_TIER
    assert templates.languages_of(REFER) == FIRST_TIER


def test_all_but_german_are_drafts(templates: Templates, sources: dict[str, str]) -> None:
    """The project cannot review translations; the city does."""
    assert {name for name in sources if not name.startswith("de/")} == set(templates.drafts)


@pytest.mark.parametrize("element", [name for name, _ in SPECIFICATIONS[ACKNOWLEDGEMENT].elements])
@pytest.mark.parametrize("language", FIRST_TIER)
def test_a_missing_element_is_found_in_every_language(sources: dict[str, str], language: str, element: str) -> None:
    """Each mandatory element is marked, and taking the mark away is an error of that file."""
    name = f"{language}/acknowledgement.j2"
    templates = with_change(sources, f"{{# element: {element} #}}", "", name)
    assert [(p.file, p.code) for p in errors(templates)] == [(f"templates/{name}", "template_incomplete")]


def test_an_element_without_words_is_missing(sources: dict[str, str]) -> None:
    """A mark alone says nothing to anybody."""
    start = sources["en/acknowledgement.j2"].index("{# element: papers #}")
    end = sources["en/acknowledgement.j2"].index("## Your data")
    templates = with_change(sources, sources["en/acknowledgement.j2"][start:end], "{# element: papers #}\n")
    assert ["keine Ausweise" in p.sentence for p in errors(templates)] == [True]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("{{ number }}", "{{ nummer }}", "template_variable", 23),
        ("{{ number }}", "{{ number ", "template_syntax", 23),
        ("{{ number }}", "MO", "template_incomplete", 1),
        ("{# status: draft #}", "", "template_status", 1),
        ("116 117", "116117", "template_incomplete", 1),
        ("08000 116 016", "…", "template_incomplete", 1),
        ("Subject: Confirmation", "Confirmation", "template_broken", 1),
        ("{{ number }}", "{{ number }}\u202e", "template_character", 23),
        ("{{ number }}", "{{ number.foo }}{{ number }}", "template_forbidden", 23),
    ],
)
def test_mistakes_name_file_and_line(sources: dict[str, str], old: str, new: str, code: str, line: int) -> None:
    """A mistake is found before the first mail, at its place."""
    found = errors(with_change(sources, old, new))
    assert ("templates/en/acknowledgement.j2", code, line) in [(p.file, p.code, p.line) for p in found]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ number.__class__ }}",
        "{{ number['__class__'] }}",
        "{{ number|attr('__class__') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ 'x' * 100000000 }}",
        "{{ 9 ** 9 }}",
        "{{ '%99999999d' % 1 }}",
        "{{ '{:>99999999}'.format(1) }}",
        "{{ number.join(offices) }}",
        "{{ number|join('x') }}",
        "{{ number ~ city }}",
        "{% for n in range(99999) %}{{ n }}{% endfor %}",
        "{% include 'de/refer.j2' %}",
        "{% extends 'de/refer.j2' %}",
        "{% import 'de/refer.j2' as x %}",
        "{% macro m() %}{% endmacro %}",
        "{% set x = 1 %}",
        "{{ cycler }}",
        "{{ lipsum }}",
        "{{ number|pprint }}",
        "{{ number.upper }}",
    ],
)
def test_a_template_can_only_show_values(sources: dict[str, str], received: AckView, attack: str) -> None:
    """Calls, sums, inclusions and private names are refused, and such a template is never rendered."""
    templates = with_change(sources, "Kind regards,", f"Kind regards,\n{attack}")
    assert errors(templates)
    assert "en" not in templates.languages
    with pytest.raises(ConfigurationError):
        templates.render("en", ACKNOWLEDGEMENT, dict(SPECIFICATIONS[ACKNOWLEDGEMENT].sample))
    assert acknowledgement(received, ("en",), templates).languages == ("de",)


def test_output_is_bounded(sources: dict[str, str]) -> None:
    """A template that grows over the limit is stopped while it grows."""
    loops = "{% for a in city %}{% for b in city %}{% for c in city %}{% for d in city %}{{ address }}{% endfor %}"
    templates = with_change(sources, "Kind regards,", loops + "{% endfor %}" * 3 + "\n\nKind regards,")
    assert [p.code for p in errors(templates)] == ["template_broken"]
    assert str(OUTPUT_LIMIT) in errors(templates)[0].sentence


@pytest.mark.parametrize(
    ("name", "severity"), [("de/forward.j2", "error"), ("en/refer.j2", "error"), ("tr/refer.j2", "warning")]
)
def test_missing_templates_are_told(sources: dict[str, str], name: str, severity: str) -> None:
    """German and English are needed, the others fall back on them."""
    templates = Templates({key: text for key, text in sources.items() if key != name})
    assert [(p.file, p.severity) for p in templates.problems() if p.code == "template_missing"] == [
        (f"templates/{name}", severity)
    ]


def test_unknown_files_are_told(sources: dict[str, str]) -> None:
    """A misspelt file name is a mistake, not a silent nothing."""
    assert [p.code for p in errors(Templates({**sources, "de/aknowledgement.j2": "x"}))] == ["template_unknown"]


def test_variants_hold_to_the_rules_of_their_kind(sources: dict[str, str]) -> None:
    """`refer-sport` is checked as `refer` is; of the mail to an office there are none."""
    refer = sources["de/refer.j2"]
    assert errors(Templates({**sources, "de/refer-sport.j2": refer})) == []
    broken = errors(Templates({**sources, "de/refer-sport.j2": refer.replace("{# element: whom #}", "")}))
    assert [(p.file, p.code) for p in broken] == [("templates/de/refer-sport.j2", "template_incomplete")]
    unknown = errors(Templates({**sources, "de/forward-sport.j2": sources["de/forward.j2"]}))
    assert [p.code for p in unknown] == ["template_unknown"]


def test_what_is_missing_is_told_where_it_belongs(sources: dict[str, str]) -> None:
    """A mandatory element before the next one that is there; one without words at its mark."""
    lines = sources["de/acknowledgement.j2"].splitlines()
    start, end = (lines.index(f"{{# element: {name} #}}") for name in ("papers", "passing"))
    text = "\n".join(lines[:start] + lines[end:])
    (problem,) = errors(Templates({**sources, "de/acknowledgement.j2": text}))
    assert (problem.line, problem.column) == (start + 1, 1)
    text = "\n".join([*lines[: start + 1], *lines[end:]])
    (problem,) = errors(Templates({**sources, "de/acknowledgement.j2": text}))
    assert (problem.line, problem.column) == (start + 1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% macro x() %}{% endmacro %}", "{% macro %}"),
        ("{{ number.foo }}", "foo"),
        ("{{ number ", "beendet"),
        ("{% if urgent %}", "beendet"),
        ("{% wenn urgent %}", "den Befehl „wenn“ gibt es nicht"),
        ("{{ number|upper }}", "den Filter „upper“ gibt es nicht"),
        ("{{ number } }}", "„}“"),
    ],
)
def test_what_jinja_says_is_said_in_german(sources: dict[str, str], text: str, words: str) -> None:
    """Office people read no English error messages."""
    found = errors(Templates({**sources, "de/refer.j2": f"{sources['de/refer.j2']}\n{text}\n"}))
    assert any(words in p.sentence for p in found), found
    assert not any(english in p.sentence for p in found for english in ("unexpected", "expected", "unknown", "token"))


def test_without_a_template_rendering_is_refused(received: AckView) -> None:
    """Nothing is made up when the German text is missing."""
    with pytest.raises(ConfigurationError, match=r"de/acknowledgement\.j2"):
        acknowledgement(received, ("tr",), Templates({}))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("{# status: reviewed #}", "reviewed"),
        ("{# status: reviewed, Amina B., 2026-11-24 #}", "reviewed"),
        ("{# status: draft #}", "draft"),
        ("Subject: x", "draft"),
    ],
)
def test_the_status_stands_in_the_first_line(first: str, expected: str) -> None:
    """Name and date of the reviewer may follow."""
    assert status(f"{first}\nSubject: x") == expected


def test_a_pluralised_value_is_enough(sources: dict[str, str], received: AckView) -> None:
    """`response_days` is a number that conditions may compare."""
    templates = with_change(
        sources, "({{ working_days }})", "({% if response_days == 1 %}one day{% else %}{{ working_days }}{% endif %})"
    )
    assert "(one day)" in acknowledgement(replace(received, response_days=1), ("en",), templates).text
