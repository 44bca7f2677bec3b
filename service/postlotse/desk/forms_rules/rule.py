"""The form for one rule: sentence, conditions side by side, what happens."""

from collections.abc import Mapping

from postlotse.core.rules.types import RuleBook
from postlotse.core.yamltext import Node, Table
from postlotse.desk.forms_rules import choices, conditions
from postlotse.desk.forms_rules.fields import Field, Sort, Value, Written, at
from postlotse.desk.forms_rules.groups import Group, fields_of, new_object
from postlotse.desk.forms_rules.parts import plain
from postlotse.desk.forms_rules.remembered import per_book

#: The keys of a rule that the form shows or, as the tests, leaves alone; in the order in which a new rule is written.
_KEYS = ("id", "rule", "owner", "valid_from", "valid_until", "when", "then", "tests")


WHEN = "Wenn"


@per_book
def form(book: RuleBook | None) -> tuple[Group, ...]:
    """Return the form for one rule."""
    return (
        Group(
            title="Die Regel",
            fields=(
                Field(
                    path=("rule",),
                    label="Was gilt, in einem Satz",
                    sort=Sort.LONG,
                    required=True,
                    hint="Diesen Satz lesen Mitarbeitende unter „Warum?“.",
                ),
                Field(path=("owner",), label="Wer über diese Regel entscheidet", hint="Eine Stelle oder ein Amt."),
                Field(path=("valid_from",), label="Gilt ab", sort=Sort.DAY, hint="Leer: schon immer."),
                Field(path=("valid_until",), label="Gilt bis", sort=Sort.DAY, hint="Leer: auf Dauer."),
            ),
        ),
        *(Group(title=part.title, folded=True, part=part, band=WHEN) for part in conditions.parts(book)),
        Group(
            title="Was dann geschieht",
            fields=(
                Field(path=("then", "office"), label="Stelle", sort=Sort.CHOICE, options=choices.offices(book)),
                Field(
                    path=("then", "referral"),
                    label="Art",
                    sort=Sort.CHOICE,
                    options=choices.REFERRALS,
                    hint="Ohne Angabe: Stellen der Stadt übernehmen, bei anderen wird der Kontakt genannt.",
                ),
                Field(
                    path=("then", "route"),
                    label="Weg",
                    sort=Sort.CHOICE,
                    options=choices.ROUTES,
                    hint="„Geht von selbst“ ist nur für Stellen der Stadt erlaubt, nie bei Gefahr, Beschwerden oder "
                    "geschützten Angaben.",
                ),
                Field(
                    path=("then", "min_probability"),
                    label="So sicher muss das Thema dafür sein",
                    sort=Sort.SHARE,
                    hint="Nur bei „geht von selbst“, dort nötig: eine Zahl zwischen 0 und 1, empfohlen ab 0,9.",
                ),
                Field(path=("then", "priority"), label="Vorrang", sort=Sort.CHOICE, options=choices.PRIORITIES),
                Field(
                    path=("then", "due"),
                    label="Fällig in so vielen Arbeitstagen",
                    sort=Sort.NUMBER,
                    hint="0 heißt heute. Leer: keine Frist.",
                ),
                Field(
                    path=("then", "tags"), label="Kennzeichen", sort=Sort.LINES, hint="Für Suche und Statistik. Je Zeile eines."
                ),
            ),
        ),
        Group(
            title="Weiteres, was geschieht",
            folded=True,
            fields=(
                Field(
                    path=("then", "involve"),
                    label="Diese Stellen auch fragen",
                    sort=Sort.CHOICES,
                    options=choices.offices(book),
                ),
                Field(
                    path=("then", "ask_consent"),
                    label="Erst die absendende Person fragen",
                    sort=Sort.YES_NO,
                    default="no",
                    hint="Dann geht nichts von selbst hinaus.",
                ),
                Field(
                    path=("then", "template"),
                    label="Andere Vorlage",
                    sort=Sort.LINES,
                    hint="Statt der üblichen, zum Beispiel acknowledgement-sport oder refer-sport. Je Zeile eine.",
                ),
                Field(
                    path=("then", "continue"),
                    label="Danach weitere Regeln prüfen",
                    sort=Sort.MAYBE,
                    hint="Üblich: Nennt die Regel eine Stelle oder einen Weg, ist danach Schluss.",
                ),
            ),
        ),
    )


def as_form(node: Node | None, book: RuleBook | None) -> bool:
    """Tell whether the form can show a rule whole: conditions side by side, and only effects that it knows."""
    if node is None:
        return True
    then = at(node, ("then",))
    known = {str(f.path[1]) for f in fields_of(form(book)) if f.path[0] == "then"}
    return (
        isinstance(node, Table)
        and set(node.entries) <= set(_KEYS)
        and (
            then is None or (isinstance(then, Table) and set(then.entries) <= known and all(map(plain, then.entries.values())))
        )
        and conditions.formable(at(node, ("when",)), conditions.parts(book))
    )


def whole(identity: str, new: Mapping[str, Value], book: RuleBook | None) -> dict[str, Written]:
    """Return a new rule as it is written, its keys in the usual order."""
    empty: dict[str, Written] = {}
    said: dict[str, Written] = {"id": identity, "when": empty, "then": empty}
    said |= new_object(form(book), new)
    return {key: said[key] for key in _KEYS if key in said}
