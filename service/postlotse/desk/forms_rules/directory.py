"""The forms for an office, a topic and an association."""

from postlotse.core.names import FIRST_TIER, SECOND_TIER
from postlotse.core.rules.types import RuleBook
from postlotse.core.words import LANGUAGE_WORDS
from postlotse.desk.forms_rules import choices
from postlotse.desk.forms_rules.fields import Field, Option, Sort
from postlotse.desk.forms_rules.groups import Group, Rows
from postlotse.desk.forms_rules.parts import Part, named
from postlotse.desk.forms_rules.remembered import per_book

_OTHERS = FIRST_TIER[1:]
_WHO_ANSWERS = (
    Option(value="us", label="an uns; die Antwort gehört dann zum Vorgang"),
    Option(value="sender", label="unmittelbar an die Person, die geschrieben hat"),
)
_RELAY = (
    Option(value="staff", label="nachdem jemand von uns sie gelesen hat"),
    Option(value="direct", label="sofort und von selbst"),
)


@per_book
def office(book: RuleBook | None) -> tuple[Group, ...]:
    """Return the form for one office."""
    others = choices.offices(book)
    return (
        Group(
            title="Die Stelle",
            fields=(
                Field(path=("name",), label="Name", required=True),
                Field(
                    path=("kind",),
                    label="Was sie für die Stadt ist",
                    sort=Sort.CHOICE,
                    options=choices.KINDS_OF_OFFICE,
                    required=True,
                    hint="Daraus folgt, was ihr geschickt werden darf. Keine Regel kann das lockern.",
                ),
                Field(
                    path=("sensitive",),
                    label="Auch innerhalb der Stadt nur nach Rückfrage",
                    sort=Sort.YES_NO,
                    default="no",
                    hint="Für Stellen mit besonders geschützten Angaben. Meist wird dann nur der Kontakt genannt.",
                ),
            ),
        ),
        Group(
            title="Adresse und Kontakt",
            fields=(
                Field(
                    path=("address",),
                    label="Mailadresse",
                    hint="Dorthin gehen Abgaben. Ohne Adresse kann nur der Kontakt genannt werden.",
                ),
                Field(
                    path=("contact",),
                    label="Kontakt für Ratsuchende",
                    sort=Sort.LONG,
                    hint="Genau dieser Text steht in der Mail. Zeilenumbrüche bleiben.",
                ),
                Field(path=("for",), label="Wofür sie da ist", sort=Sort.LONG, hint="Hilft beim Auswählen."),
                Field(path=("not_for",), label="Wofür nicht", sort=Sort.LONG),
                Field(
                    path=("checked_on",),
                    label="Zuletzt geprüft am",
                    sort=Sort.DAY,
                    hint="Wann jemand Adresse und Zuständigkeit zuletzt nachgesehen hat.",
                ),
            ),
        ),
        Group(
            title="Vertretung",
            fields=(
                Field(
                    path=("deputy",),
                    label="Übliche Vertretung",
                    sort=Sort.CHOICE,
                    options=others,
                    hint="Bekommt die Anliegen, solange die Stelle abwesend ist. Ohne Vertretung entscheidet ein Mensch.",
                ),
            ),
        ),
        Group(
            title="Abwesenheiten",
            hint="Beide Tage gehören dazu. Zum Löschen die Zeile leeren.",
            rows=Rows(
                path=("absences",),
                title="Abwesenheiten",
                one="Abwesenheit",
                fields=(
                    Field(path=("first",), label="erster Tag", sort=Sort.DAY),
                    Field(path=("last",), label="letzter Tag", sort=Sort.DAY),
                    Field(path=("deputy",), label="andere Vertretung", sort=Sort.CHOICE, options=others),
                    Field(path=("note",), label="Notiz"),
                ),
            ),
        ),
        Group(
            title="Versand und Antworten",
            folded=True,
            fields=(
                Field(
                    path=("wants_original",),
                    label="Bekommt die ursprüngliche Mail als Anhang",
                    sort=Sort.YES_NO,
                    default="yes",
                    hint="Ohne Haken bekommt sie nur die Zusammenfassung.",
                ),
                Field(
                    path=("answer_to",),
                    label="Antworten der Stelle gehen",
                    sort=Sort.CHOICE,
                    options=_WHO_ANSWERS,
                    hint="Ohne Angabe: an uns.",
                ),
                Field(
                    path=("relay",),
                    label="Antworten gehen weiter an die Person",
                    sort=Sort.CHOICE,
                    options=_RELAY,
                    hint="Ohne Angabe: nachdem jemand sie gelesen hat.",
                ),
                Field(path=("subject_prefix",), label="Vorsatz im Betreff", hint="Zum Beispiel [Post]."),
                Field(
                    path=("other_addresses",),
                    label="Weitere Adressen",
                    sort=Sort.LINES,
                    hint="Von ihnen schreibt die Stelle auch. Dorthin wird nichts geschickt. Je Zeile eine.",
                ),
            ),
        ),
        Group(
            title="Andere Namen und Sprachen",
            folded=True,
            fields=(
                Field(path=("aliases",), label="Auch genannt", sort=Sort.LINES, hint="Je Zeile ein Name."),
                Field(path=("languages",), label="Sprachen, in denen sie berät", sort=Sort.CHOICES, options=choices.LANGUAGES),
                *(_in_language("names", code, Sort.TEXT, "Name auf") for code in _OTHERS),
            ),
        ),
    )


@per_book
def topic(book: RuleBook | None) -> tuple[Group, ...]:
    """Return the form for one topic."""
    return (
        Group(
            title="Das Thema",
            fields=(
                Field(path=("names", "de"), label="Name", required=True),
                Field(
                    path=("description",),
                    label="Worum es geht",
                    sort=Sort.LONG,
                    hint="Hilft beim Auswählen, und an ihr wird ein neues Thema erkannt.",
                ),
                Field(
                    path=("office",),
                    label="Übliche Stelle",
                    sort=Sort.CHOICE,
                    options=choices.offices(book),
                    hint="Sie wird vorgeschlagen, wenn keine Regel zutrifft.",
                ),
            ),
        ),
        Group(
            title="Erkennungswörter auf Deutsch",
            hint="Je Zeile ein Wort oder eine Wendung. Ein Stern steht für beliebige Endungen: Zuschuss*",
            fields=(Field(path=("keywords", "de"), label="Wörter auf Deutsch", sort=Sort.LINES, lang="de"),),
        ),
        Group(
            title="Erkennungswörter in anderen Sprachen",
            folded=True,
            fields=tuple(_in_language("keywords", code, Sort.LINES, "Wörter auf") for code in _OTHERS),
        ),
        Group(
            title="Erkennungswörter in weiteren Sprachen",
            folded=True,
            fields=tuple(_in_language("keywords", code, Sort.LINES, "Wörter auf") for code in SECOND_TIER),
        ),
        Group(
            title="So sicher muss das Thema sein",
            hint="Damit etwas von selbst hinausgeht: eine Zahl zwischen 0 und 1, zum Beispiel 0,9. Leer: Das Modell "
            "entscheidet. Für einzelne Sprachen kann mehr verlangt werden; es gilt der strengere Wert.",
            folded=True,
            part=named(
                Part(
                    key="threshold",
                    title="So sicher muss das Thema sein",
                    bare="default",
                    fields=(
                        Field(path=("default",), label="in jeder Sprache", sort=Sort.SHARE),
                        *(Field(path=(code,), label=f"auf {LANGUAGE_WORDS[code]}", sort=Sort.SHARE) for code in FIRST_TIER),
                    ),
                ),
                (),
            ),
        ),
        Group(
            title="Name in anderen Sprachen",
            folded=True,
            fields=tuple(_in_language("names", code, Sort.TEXT, "Name auf") for code in _OTHERS),
        ),
        Group(
            title="Zusammengelegte Themen",
            folded=True,
            fields=(
                Field(
                    path=("was",),
                    label="Frühere Kürzel",
                    sort=Sort.LINES,
                    hint="Was unter diesen Kürzeln gelernt und entschieden wurde, zählt für dieses Thema. Je Zeile eines.",
                ),
            ),
        ),
    )


@per_book
def organisation(book: RuleBook | None) -> tuple[Group, ...]:
    """Return the form for one association."""
    return (
        Group(
            title="Der Verein",
            fields=(
                Field(path=("name",), label="Name", required=True),
                Field(path=("aliases",), label="Auch genannt", sort=Sort.LINES, hint="Je Zeile ein Name."),
                Field(
                    path=("domains",),
                    label="Domains",
                    sort=Sort.LINES,
                    hint="Alles, was von dort kommt, gehört zum Verein. Je Zeile eine, zum Beispiel verein.example",
                ),
                Field(
                    path=("addresses",),
                    label="Bekannte Adressen",
                    sort=Sort.LINES,
                    hint="Auch private des Vorstands. Je Zeile eine.",
                ),
                Field(
                    path=("language",),
                    label="Antwort in dieser Sprache",
                    sort=Sort.CHOICE,
                    options=choices.LANGUAGES,
                    hint="Ohne Angabe: in der Sprache der Mail.",
                ),
                Field(path=("district",), label="Stadtteil"),
            ),
        ),
        Group(
            title="Einwilligungen",
            hint="Der Verein hat ein für alle Mal zugestimmt, dass diese Stelle seine Mails bekommen darf. "
            "Ohne Enddatum gilt das ein Jahr.",
            rows=Rows(
                path=("standing_consents",),
                title="Einwilligungen",
                one="Einwilligung",
                spare=1,
                fields=(
                    Field(path=("office",), label="Stelle", sort=Sort.CHOICE, options=choices.offices(book)),
                    Field(path=("given_on",), label="gegeben am", sort=Sort.DAY),
                    Field(path=("until",), label="gilt bis", sort=Sort.DAY),
                    Field(path=("note",), label="Notiz"),
                ),
            ),
        ),
        Group(
            title="Was der Verein tut",
            folded=True,
            fields=(
                Field(path=("fields",), label="Themen", sort=Sort.CHOICES, options=choices.topics(book)),
                Field(path=("offers",), label="Angebote", sort=Sort.LINES, hint="Je Zeile eines."),
                Field(path=("languages",), label="Sprachen im Verein", sort=Sort.CHOICES, options=choices.LANGUAGES),
            ),
        ),
    )


def _in_language(key: str, code: str, sort: Sort, words: str) -> Field:
    """Return a field for one language; its text is marked with the language, so that it is read aloud rightly."""
    return Field(path=(key, code), label=f"{words} {LANGUAGE_WORDS[code]}", sort=sort, lang=code)
