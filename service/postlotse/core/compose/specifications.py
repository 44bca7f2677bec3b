"""What each kind of template may say and must say: its variables, its mandatory elements, samples to try it with.

The elements come from the acknowledgement's list in the domain notes; a template marks each with `{# element: NAME #}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from postlotse.core.compose.markup import SlotKind, Value

ACKNOWLEDGEMENT, REFER, FORWARD = "acknowledgement", "refer", "forward"
#: Of these a rule may name another one, such as `refer-sport`.
VARIED = (ACKNOWLEDGEMENT, REFER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """The contract of one kind of template.

    `sample` holds every variable that may be used; `required` must be used; each of `elements` must be marked, and
    followed by words; each of `words` must stand in the rendered text; `urgent_words` only where `urgent` is set.
    """

    sample: Mapping[str, object]
    required: frozenset[str]
    elements: tuple[tuple[str, str], ...] = ()  # name, what it says in German
    words: tuple[str, ...] = ()
    urgent_words: tuple[str, ...] = ()


_WHO = {
    "contact_name": Value("Anlaufstelle", SlotKind.OURS),
    "city": Value("Musterstadt", SlotKind.OURS),
    "address": Value("integration@stadt.example", SlotKind.MAIL),
    "phone": Value("0123 456-0", SlotKind.NAME),
    "number": Value("MO-2026-0042", SlotKind.NAME),
}
_OFFICE = {"name": Value("Sportamt", SlotKind.OURS), "contact": Value("sportamt@stadt.example", SlotKind.OURS)}
_LIST = (Value("eins"), Value("zwei"))

SPECIFICATIONS: Mapping[str, Specification] = {
    ACKNOWLEDGEMENT: Specification(
        sample={
            **_WHO,
            "received": "24. November 2026, 9:56 Uhr",
            "answer_by": "1. Dezember 2026",
            "working_days": "5 Arbeitstage",
            "response_days": 5,
            "privacy_url": Value("https://stadt.example/datenschutz", SlotKind.URL),
            "urgent": False,
        },
        required=frozenset(
            {"number", "received", "answer_by", "working_days", "contact_name", "address", "privacy_url", "urgent"}
        ),
        elements=(
            ("urgent", "bei Gefahr zuerst die Notrufnummern"),
            ("thanks", "Dank"),
            ("receipt", "Eingangszeit und Vorgangsnummer"),
            ("steps", "was als Nächstes geschieht, in zwei bis drei Schritten"),
            ("when", "Antwortfrist in Arbeitstagen und als Datum"),
            ("program", "ein Programm sortiert, ein Mensch entscheidet"),
            ("emergency", "kein Notruf: 110, 112, 116 117"),
            ("deadline", "wahrt keine Frist und keine vorgeschriebene Form"),
            ("papers", "keine Ausweise und keine Gesundheitsdaten schicken"),
            ("passing", "an wen weitergegeben werden darf, und dass andere eine Einwilligung brauchen"),
            ("privacy", "Datenschutzhinweis mit Link"),
            ("contact", "Kontakt"),
        ),
        words=("110", "112", "116 117"),
        urgent_words=("08000 116 016",),
    ),
    REFER: Specification(
        sample={**_WHO, "topic": Value("Sport", SlotKind.OURS), "offices": (_OFFICE, _OFFICE)},
        required=frozenset({"number", "offices", "contact_name", "address"}),
        elements=(
            ("whom", "an wen man sich wenden kann"),
            ("data", "dass nichts weitergegeben wurde"),
            ("help", "dass wir weiter helfen, wenn es nicht klappt"),
            ("contact", "Kontakt"),
        ),
    ),
    FORWARD: Specification(
        sample={
            **_WHO,
            "received": "24. November 2026, 9:56 Uhr",
            "sender_name": Value("Amina"),
            "sender_address": Value("amina@verein.example"),
            "organisation": Value("Verein"),
            "language": Value("Türkisch"),
            "topic": Value("Sport"),
            "other_topics": _LIST,
            "flags": _LIST,
            "reasons": _LIST,
            "attachments": _LIST,
            "subject": Value("Frage"),
            "text": Value("Guten Tag", SlotKind.BLOCK),
            "reply_to": Value("integration@stadt.example", SlotKind.MAIL),
            "office": Value("Sportamt"),
            "authenticated": Value("geprüft"),
            "proved": False,
            "answer_by": "1. Dezember 2026",
            "deadline": Value("30. November"),
            "takes_over": True,
            "original": True,
            "desk_url": Value("https://stadt.example/vorgang/1", SlotKind.URL),
        },
        required=frozenset({"number", "received", "sender_address", "topic", "text", "reply_to", "authenticated", "proved"}),
        elements=(
            ("warning", "Warnung, wenn der Absender nicht geprüft ist"),
            ("facts", "die Angaben"),
            ("text", "der neueste Text"),
        ),
    ),
}


def kind_of(name: str) -> str:
    """Return the kind of a template by its file's name: refer-sport.j2 → refer; what no rule may vary keeps its whole name."""
    whole = name.removesuffix(".j2")
    kind, _, variant = whole.partition("-")
    return kind if kind in VARIED and variant else whole
