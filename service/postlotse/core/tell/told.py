"""A whole decision as ordered sections of German sentences, for the terminal and the desk alike.

Without `content` nothing of the mail is quoted: no words, no sentence, no address; ids, topics, rules and shares stay.
"""

from collections.abc import Iterator
from datetime import date, datetime

from postlotse.core.confirm import Acknowledgement
from postlotse.core.decide import Decision
from postlotse.core.directory import find
from postlotse.core.rules.types import RuleBook
from postlotse.core.tell import plainly, understood
from postlotse.core.tell.concern import concern
from postlotse.core.tell.values import Line, Origin, Section
from postlotse.core.understand import Understanding

_TEMPLATES = {"acknowledgement": "Eingangsbestätigung"}
#: Characters of a fingerprint that people are shown.
_SHOWN = 12


def tell(
    seen: Understanding,
    decision: Decision,
    book: RuleBook,
    *,
    today: date,
    content: bool = True,
    origin: Origin | None = None,
) -> tuple[Section, ...]:
    """Return the sections on one message in their order; `book` names topics, offices and rules as they are called now."""
    many = len(decision.concerns) > 1
    organisation = find.organisation_of(book, seen.mail.author.address)
    return (
        understood.kind(seen, book, routed=bool(decision.concerns), content=content),
        understood.topics(seen, book, content=content),
        understood.flags(seen, content=content),
        *(
            concern(
                each,
                seen.flag_set,
                book,
                number=number,
                many=many,
                content=content,
                standing=find.standing_consent(organisation, each.office, today),
            )
            for number, each in enumerate(decision.concerns, start=1)
        ),
        acknowledged(decision.acknowledgement, book, preferred=bool(organisation and organisation.language)),
        made_with(origin or Origin(rules=decision.rules_fingerprint)),
    )


def acknowledged(told: Acknowledgement, book: RuleBook, *, preferred: bool = False) -> Section:
    """Return whether the sender gets a confirmation of receipt, why, in which languages and by which template."""
    reason = plainly.bare(told.reason.sentence, book) if told.reason.code not in _PLAIN else told.reason.sentence
    lines = [Line(sentence=" ".join(part for part in ("Ja." if told.send else "Nein.", reason) if part))]
    if told.send:
        first, *more = told.languages or ("de",)
        both = f"Auf {plainly.languages([first])}{f', darunter auf {plainly.languages(more)}' if more else ''}."
        lines.append(Line(sentence=f"{both} Diese Sprache ist für den Verein hinterlegt." if preferred else both))
        kind, dash, name = told.template.partition("-")
        lines.append(Line(sentence=f"Vorlage: {_TEMPLATES.get(kind, kind)}{f' „{name}“' if dash else ''}."))
    return Section(id="acknowledgement", title="Eingangsbestätigung", lines=tuple(lines))


#: Reasons whose quotation marks hold words of ours.
_PLAIN = frozenset({"kind", "first_mail"})


def made_with(origin: Origin) -> Section:
    """Return the sets of rules and the model that decided, as far as they are known."""
    title = "Womit entschieden wurde" if origin.decided_at else "Womit entschieden würde"
    return Section(id="origin", title=title, lines=tuple(Line(sentence=s) for s in _made_with(origin)))


def _made_with(origin: Origin) -> Iterator[str]:
    if origin.decided_at is not None:
        yield f"Entschieden am {_moment(origin.decided_at)}."
    rules = f"Regeln: Fassung {origin.rules[:_SHOWN]}" if origin.rules else "Regeln: Fassung nicht festgehalten"
    since = f", in Gebrauch seit {_moment(origin.rules_since)}" if origin.rules_since else ""
    yield f"{rules}{since}.{_NOW[origin.current]}"
    yield f"Modell: {origin.model[:_SHOWN]}." if origin.model else "Modell: nicht festgehalten."


_NOW = {True: " Sie gilt auch jetzt.", False: " Inzwischen gilt eine andere.", None: ""}


def _moment(at: datetime) -> str:
    return f"{at:%d.%m.%Y}, {at.hour}:{at:%M} Uhr"


def lines(sections: tuple[Section, ...], *, folded: bool = False, depth: int = 0) -> Iterator[str]:
    """Return a telling as lines of plain text, indented by two blanks for each level; `folded` = what is seldom needed too."""
    blank = "  " * depth
    for section in sections:
        yield f"{blank}{section.title}"
        if section.folded and not folded:
            continue
        for line in section.lines:
            mark = {"for": "+ ", "against": "- "}.get(line.tone, "")
            said = f" „{line.text_of_mail}“" if line.text_of_mail else ""
            yield f"{blank}  {mark}{line.sentence}{said}"
        yield from lines(section.parts, folded=folded, depth=depth + 1)
