"""All conditions by the key that stands in the rule file.  A new condition is one class and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from postlotse.core.rules import schema
from postlotse.core.rules.conditions.around import CaseIs, OfficeAbsent
from postlotse.core.rules.conditions.base import Condition, Known
from postlotse.core.rules.conditions.correspondents import SenderIs, SentTo, TaggedWith
from postlotse.core.rules.conditions.message import (
    Authenticated,
    FlagIs,
    HasAttachments,
    InCase,
    KindIs,
    LanguageIs,
    Received,
    TopicIs,
)
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf, NoneOf
from postlotse.core.rules.conditions.wording import FitsPattern, HasForms, HasWords
from postlotse.core.rules.schema import Page
from postlotse.core.yamltext import Node, Table

Read = Callable[[Page, Node, Known], Condition | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One condition: how it is read, what it asks (German, for `docs/rules.md`), and an example."""

    read: Read
    asks: str
    example: str


CONDITIONS: Mapping[str, Entry] = {
    "kind": Entry(read=KindIs.read, asks="Was für eine Mail ist es?", example="kind: concern"),
    "topics": Entry(
        read=TopicIs.read,
        asks="Worum geht es? Eine Liste meint das Anliegen, `any` alle Themen der Mail; `unklar` = keines ist sicher.",
        example="topics: {primary: [sport, kultur], probability: 0.8}",
    ),
    "flags": Entry(read=FlagIs.read, asks="Ist eines der Merkmale gesetzt (`all`: alle)?", example="flags: [danger, deadline]"),
    "language": Entry(
        read=LanguageIs.read,
        asks="In welcher Sprache ist sie geschrieben? `unknown` = nicht erkannt.",
        example="language: [tr, ar]",
    ),
    "sender": Entry(
        read=SenderIs.read,
        asks="Wer schreibt? Alle Angaben müssen passen; eine Domain schließt ihre Unterdomains ein.",
        example="sender: {domain: verein.example, first_contact: no}",
    ),
    "recipients": Entry(
        read=SentTo.read, asks="An welche Adresse ging sie (ganz oder nur der Teil vor dem @)?", example="recipients: presse"
    ),
    "tags": Entry(read=TaggedWith.read, asks="Welcher Zusatz steht hinter dem Plus der Adresse?", example="tags: sport"),
    "words": Entry(
        read=HasWords.read,
        asks="Steht eines der Wörter in Betreff oder Text (`all`: jedes; `in: subject`, `in: text`)? `stamm*` findet Endungen.",
        example='words: ["Turnhalle*", "Hallenzeit*"]',
    ),
    "subject": Entry(read=HasWords.read_subject, asks="Steht eines der Wörter im Betreff?", example="subject: [Einladung]"),
    "stems": Entry(
        read=HasForms.read,
        asks="Steht eines der Wörter in irgendeiner Form da (Antrag, Anträge, Antrags)? Ohne Angabe der Sprache: Deutsch.",
        example="stems: {de: [Antrag, öffentliche Toilette], tr: [başvuru], in: text}",
    ),
    "pattern": Entry(
        read=FitsPattern.read,
        asks="Passt ein Suchmuster (RE2-Schreibweise, Groß/klein gleich)?",
        example=r"pattern: 'AZ \d{2}/\d{4}'",
    ),
    "attachments": Entry(
        read=HasAttachments.read,
        asks="Hat sie Anhänge (`yes`/`no`), oder welche mit dieser Endung (`name`), Art (`type`), Zahl (`at_least`)?",
        example="attachments: {name: [.pdf, .docx], at_least: 2}",
    ),
    "time": Entry(
        read=Received.read,
        asks="Wann kam sie an (Ortszeit)? Wochentage mo di mi do fr sa so; Stunden dürfen über Mitternacht gehen. "
        "`working`: während der Dienstzeit, `working_day`: an einem Arbeitstag (beides nach `calendar.yaml`)",
        example='time: {weekdays: [sa, so], from: "18:00", until: "07:00"}',
    ),
    "in_case": Entry(read=InCase.read, asks="Gehört sie zu einem Vorgang?", example="in_case: no"),
    "case": Entry(
        read=CaseIs.read,
        asks="Wie steht der Vorgang, zu dem sie gehört oder den sie nennt: Stand (`state`), Stelle, Thema, "
        "abgeschlossen (`closed`), seit so vielen Tagen still (`idle_days`)?",
        example="case: {closed: yes, idle_days: 30}",
    ),
    "absent": Entry(
        read=OfficeAbsent.read, asks="Ist eine dieser Stellen heute abwesend?", example="absent: [kulturamt, sportamt]"
    ),
    "authenticated": Entry(
        read=Authenticated.read,
        asks="Hat unser Mailserver den Absender bestätigt (`yes`, `no`, `unknown`)?",
        example="authenticated: yes",
    ),
}
NESTING = ("all", "any", "none")


def read_condition(page: Page, node: Node | None, known: Known) -> Condition | None:
    """Return the condition at `node`, several keys joined by "and"; None when problems were noted."""
    if not isinstance(node, Table):
        if node is not None:
            page.note(node, "not-a-condition", "Hier werden Bedingungen erwartet.", "zum Beispiel „topics: sport“")
        return None
    parts: list[Condition | None] = []
    for key, place, value in schema.entries(page, node):
        if key in NESTING:
            parts.append(_read_nested(page, key, value, known))
        elif key in CONDITIONS:
            before = len(page.problems)
            part = CONDITIONS[key].read(page, value, known)
            if part is None and len(page.problems) == before:
                page.note(value, "empty", "Hier fehlt mindestens ein Wert.")
            parts.append(part)
        else:
            page.note(
                place,
                "unknown-condition",
                f"Die Bedingung „{key}“ gibt es nicht.",
                schema.nearest(key, [*CONDITIONS, *NESTING]),
            )
            parts.append(None)
    good = tuple(part for part in parts if part is not None)
    if len(good) < len(parts):
        return None
    return good[0] if len(good) == 1 else AllOf(parts=good)


def _read_nested(page: Page, key: str, node: Node, known: Known) -> Condition | None:
    """Read a list of conditions under all, any or none."""
    parts = [read_condition(page, item, known) for item in schema.items(page, node)]
    good = tuple(part for part in parts if part is not None)
    if not parts:
        page.note(node, "empty", f"Unter „{key}“ fehlt mindestens eine Bedingung.")
    if not parts or len(good) < len(parts):
        return None
    match key:
        case "all":
            return AllOf(parts=good)
        case "any":
            return AnyOf(parts=good)
        case _:
            return NoneOf(parts=good)
