"""The conditions of a rule as parts of a form, for as long as they stand side by side; what is nested is edited as text."""

from postlotse.core.rules.types import RuleBook
from postlotse.core.topics import stems
from postlotse.core.words import LANGUAGE_WORDS
from postlotse.core.yamltext import Node, Scalar, Table
from postlotse.desk.forms_rules import choices
from postlotse.desk.forms_rules.fields import Field, Option, Sort
from postlotse.desk.forms_rules.parts import MODE, WHICH, Part, named, shown
from postlotse.desk.forms_rules.remembered import per_book

_ONE_A_LINE = "Je Zeile eines. Ein Stern steht für beliebige Buchstaben: Hallenzeit*"
WHEN = ("when",)


@per_book
def parts(book: RuleBook | None) -> tuple[Part, ...]:
    """Return all conditions that a form can show, the usual ones first."""
    topics = choices.topics(book, unclear=True)
    organisations = choices.organisations(book)
    return tuple(named(part, WHEN) for part in (
        Part(
            key="topics",
            title="Thema",
            bare=WHICH,
            modes=(
                Option(value="primary", label="das Anliegen selbst"),
                Option(value="any", label="irgendein Thema der Mail"),
            ),
            fields=(
                _f(WHICH, "Eines dieser Themen", Sort.CHOICES, options=topics),
                _f(MODE, "Gemeint ist", Sort.CHOICE),
                _f("probability", "mindestens so sicher", Sort.SHARE, hint="Zwischen 0 und 1, zum Beispiel 0,8. Leer: egal."),
            ),
        ),
        Part(
            key="words",
            title="Wörter in der Mail",
            bare="any",
            fields=(
                _f("any", "Eines dieser Wörter", Sort.LINES, hint=_ONE_A_LINE),
                _f("all", "Jedes dieser Wörter", Sort.LINES, hint="Je Zeile eines."),
                _f("in", "Wo gesucht wird", Sort.CHOICE, options=choices.PLACES, hint="Ohne Angabe: in Betreff oder Text."),
            ),
        ),
        Part(
            key="subject",
            title="Wörter im Betreff",
            bare="any",
            fields=(
                _f("any", "Eines dieser Wörter", Sort.LINES, hint=_ONE_A_LINE),
                _f("all", "Jedes dieser Wörter", Sort.LINES, hint="Je Zeile eines."),
            ),
        ),
        Part(
            key="stems",
            title="Wörter in jeder Form",
            bare="de",
            fields=(
                _f("de", "Deutsche Wörter", Sort.LINES, hint="Je Zeile eines, ohne Stern: Antrag findet auch Anträge."),
                *(
                    _f(code, f"Wörter auf {LANGUAGE_WORDS[code]}", Sort.LINES, lang=code)
                    for code in stems.ALGORITHMS
                    if code != "de"
                ),
                _f("in", "Wo gesucht wird", Sort.CHOICE, options=choices.PLACES, hint="Ohne Angabe: in Betreff oder Text."),
            ),
        ),
        Part(
            key="flags",
            title="Merkmale",
            bare=WHICH,
            modes=(
                Option(value="any", label="eines davon genügt"),
                Option(value="all", label="alle zusammen"),
            ),
            fields=(
                _f(WHICH, "Diese Merkmale", Sort.CHOICES, options=choices.FLAGS),
                _f(MODE, "Verlangt ist", Sort.CHOICE),
            ),
        ),
        Part(
            key="language",
            title="Sprache",
            bare="language",
            only_bare=True,
            fields=(_f("language", "In einer dieser Sprachen", Sort.CHOICES, options=choices.LANGUAGES_OR_UNKNOWN),),
        ),
        Part(
            key="sender",
            title="Absender",
            fields=(
                _f("address", "Adressen", Sort.LINES, hint="Je Zeile eine."),
                _f("domain", "Domains", Sort.LINES, hint="Je Zeile eine; Unterdomains zählen mit."),
                _f("organisation", "Vereine", Sort.CHOICES, options=organisations),
                _f("known", "Gehört zu einem bekannten Verein", Sort.MAYBE),
                _f("first_contact", "Schreibt zum ersten Mal", Sort.MAYBE),
            ),
        ),
        Part(
            key="recipients",
            title="Empfänger",
            bare="recipients",
            only_bare=True,
            fields=(_f("recipients", "Ging an", Sort.LINES, hint="Je Zeile eine Adresse oder nur der Teil vor dem @."),),
        ),
        Part(
            key="tags",
            title="Zusatz der Adresse",
            bare="tags",
            only_bare=True,
            fields=(_f("tags", "Hinter dem Plus steht", Sort.LINES, hint="Je Zeile einer: sport meint integration+sport@…"),),
        ),
        Part(
            key="attachments",
            title="Anhänge",
            bare="there",
            only_bare=True,
            fields=(
                _f("there", "Hat Anhänge", Sort.MAYBE),
                _f("name", "Name endet auf", Sort.LINES, hint="Je Zeile eine Endung, zum Beispiel .pdf"),
                _f("type", "Art beginnt mit", Sort.LINES, hint="Je Zeile eine, zum Beispiel image/"),
                _f("at_least", "mindestens so viele", Sort.NUMBER),
            ),
        ),
        Part(
            key="time",
            title="Ankunft",
            fields=(
                _f("weekdays", "An diesen Tagen", Sort.CHOICES, options=choices.WEEKDAYS),
                _f("from", "ab", Sort.CLOCK, hint="Ortszeit; über Mitternacht ist möglich."),
                _f("until", "bis", Sort.CLOCK),
                _f("working", "Während der Dienstzeit", Sort.MAYBE),
                _f("working_day", "An einem Arbeitstag", Sort.MAYBE),
            ),
        ),
        Part(
            key="kind",
            title="Art der Mail",
            bare="kind",
            only_bare=True,
            fields=(_f("kind", "Eine dieser Arten", Sort.CHOICES, options=choices.KINDS),),
        ),
        Part(
            key="in_case",
            title="Vorgang",
            bare="in_case",
            only_bare=True,
            fields=(_f("in_case", "Gehört zu einem Vorgang", Sort.MAYBE),),
        ),
        Part(
            key="case",
            title="Stand des Vorgangs",
            fields=(
                _f("state", "Eines seiner Anliegen ist", Sort.CHOICES, options=choices.STATES),
                _f("office", "Es liegt bei", Sort.CHOICES, options=choices.offices(book)),
                _f("topic", "Sein Thema ist", Sort.CHOICES, options=choices.topics(book)),
                _f("closed", "Ist abgeschlossen", Sort.MAYBE),
                _f("idle_days", "Seit so vielen Tagen geschah nichts", Sort.NUMBER),
            ),
        ),
        Part(
            key="absent",
            title="Abwesende Stellen",
            bare="absent",
            only_bare=True,
            fields=(_f("absent", "Heute ist abwesend", Sort.CHOICES, options=choices.offices(book)),),
        ),
        Part(
            key="authenticated",
            title="Echtheit des Absenders",
            bare="authenticated",
            only_bare=True,
            fields=(
                _f("authenticated", "Unser Mailserver sagt", Sort.CHOICES, options=choices.CONFIRMED),
            ),
        ),
        Part(
            key="pattern",
            title="Suchmuster",
            bare="pattern",
            fields=(
                _f("pattern", "Muster", Sort.TEXT, hint="RE2-Schreibweise, für Aktenzeichen: AZ \\d{2}/\\d{4}"),
                _f("in", "Wo gesucht wird", Sort.CHOICE, options=choices.PLACES, hint="Ohne Angabe: in Betreff oder Text."),
            ),
        ),
    ))  # fmt: skip


def _f(key: str, label: str, sort: Sort, *, hint: str = "", options: tuple[Option, ...] = (), lang: str = "") -> Field:
    return Field(path=(key,), label=label, sort=sort, hint=hint, options=options, lang=lang)


def formable(when: Node | None, known: tuple[Part, ...]) -> bool:
    """Tell whether the form can show these conditions whole."""
    by_key = {part.key: part for part in known}
    if not isinstance(when, Table):
        return when is None or (isinstance(when, Scalar) and not when.value.strip())
    return all(key in by_key and shown(by_key[key], node) for key, node in when.entries.items())


def title_of(key: str) -> str:
    """Return the German name of a condition, also of those that hold others."""
    return _NESTING.get(key) or next((part.title for part in parts(None) if part.key == key), key)


_NESTING = {"any": "mindestens eine davon", "all": "alle davon", "none": "keine davon"}
