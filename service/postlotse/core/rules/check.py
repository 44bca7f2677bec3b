"""Ask whether a rule book that reads well also makes sense.  Finds problems; changes nothing and opens no files."""

from collections.abc import Iterator, Mapping
from datetime import date

from postlotse.core.names import SENSITIVE_FLAGS, Flag, Route, Tier
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.message import FlagIs, TopicIs
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf, covers
from postlotse.core.rules.match import decides_something
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.words import FLAG_WORDS

#: Below this, `auto` is worth a warning.
CAREFUL = 0.8
_READ_FOLDERS = ("tests/", "templates/")
_FILES = ("offices.yaml", "organisations.yaml", "topics.yaml", "routing.yaml", "replies.yaml", "calendar.yaml")


def check(book: RuleBook, files: Mapping[str, str], *, today: date | None = None) -> list[Problem]:
    """Return what is wrong or doubtful in a book; errors keep a set from being used, warnings do not.

    `files` is the set that the book was read from.  Without `today` nothing that depends on the day is checked.
    """
    found = [
        *_doubled(book),
        *_tiers(book),
        *_shadowed(book),
        *_unused(book),
        *_addresses(book),
        *_unread(files),
    ]
    if today is not None:
        found.extend(_expired(book, today))
    return sorted(found, key=lambda p: (p.file, p.line, p.column, p.code))


def _at(book: RuleBook, key: str, code: str, sentence: str, cure: str, severity: Severity = Severity.ERROR) -> Problem:
    """Make a problem at the place of an office, topic, organisation or rule."""
    file, line, column = book.places.get(key, ("", 0, 0))
    return Problem(file=file, line=line, column=column, code=code, sentence=sentence, cure=cure, severity=severity)


def _of_rule(book: RuleBook, rule: Rule, code: str, sentence: str, cure: str, severity: Severity = Severity.ERROR) -> Problem:
    """Make a problem at the place of a rule."""
    column = book.places.get(f"rule:{rule.id}", ("", 0, 0))[2]
    return Problem(file=rule.file, line=rule.line, column=column, code=code, sentence=sentence, cure=cure, severity=severity)


def _doubled(book: RuleBook) -> Iterator[Problem]:
    """Find rule ids that stand twice."""
    first: dict[str, int] = {}
    for rule in book.rules:
        if rule.id in first:
            sentence = f"Das Kürzel „{rule.id}“ trägt schon die Regel in Zeile {first[rule.id]}."
            yield _of_rule(book, rule, "doubled-rule", sentence, "ein anderes Kürzel wählen")
        first.setdefault(rule.id, rule.line)


def _tiers(book: RuleBook) -> Iterator[Problem]:
    """Find `auto` where the law asks for a person: sensitive flags, complaints, any tier but A, no address."""
    for rule in book.rules:
        action = rule.then
        if action.route is not Route.AUTO:
            continue
        office = book.offices.get(action.office)
        if office is None:
            yield _of_rule(book, rule, "auto-without-office", "„auto“ braucht eine Stelle.", "„office: …“ ergänzen")
            continue
        if office.tier is not Tier.A:
            sentence = f"„auto“ ist für „{office.name}“ nicht erlaubt (Stufe {office.tier})."
            yield _of_rule(book, rule, "auto-tier", sentence, "„route: review“ schreiben")
        elif not office.address:
            yield _of_rule(
                book, rule, "auto-without-address", f"„{office.name}“ hat keine Adresse.", "in offices.yaml „address“ ergänzen"
            )
        asked = {flag for part in _positive(rule.when) if isinstance(part, FlagIs) for flag in part.flags}
        bad = asked & {*SENSITIVE_FLAGS, Flag.COMPLAINT, Flag.BENEFIT_APPLICATION}
        if bad:
            words = ", ".join(FLAG_WORDS[flag] for flag in Flag if flag in bad)
            sentence = f"„auto“ ist bei diesem Merkmal nicht erlaubt: {words}."
            yield _of_rule(book, rule, "auto-flag", sentence, "„route: review“ schreiben")
        if action.min_probability < CAREFUL:
            sentence = f"„auto“ schon bei {action.min_probability:.0%} Sicherheit ist gewagt."
            yield _of_rule(book, rule, "auto-careless", sentence, "„min_probability: 0.9“ schreiben", Severity.WARNING)


def _positive(condition: Condition) -> Iterator[Condition]:
    """Yield the single conditions that are asked for, not those that are excluded."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from _positive(part)
    else:
        yield condition


def goes_by_itself(book: RuleBook, topic: str) -> bool:
    """Tell whether a rule with `auto` can be about this topic; one that names no topic can be about any."""
    for rule in book.rules:
        if rule.then.route is Route.AUTO:
            named = {t for part in _positive(rule.when) if isinstance(part, TopicIs) for t in part.topics}
            if not named or topic in named:
                return True
    return False


def _shadowed(book: RuleBook) -> Iterator[Problem]:
    """Find rules that can never have a say because an earlier one always comes first."""
    earlier: list[Rule] = []
    for rule in book.rules:
        above = next((other for other in earlier if covers(other.when, rule.when)), None)
        if above is not None:
            sentence = f"Diese Regel kommt nie zum Zug: die Regel „{above.id}“ (Zeile {above.line}) trifft vorher immer zu."
            yield _of_rule(book, rule, "shadowed", sentence, "die Regel weiter nach oben setzen oder die obere enger fassen")
        elif rule.then.stop and rule.valid_from is None and rule.valid_until is None:
            earlier.append(rule)


def _unused(book: RuleBook) -> Iterator[Problem]:
    """Find offices that nothing leads to, and topics that lead nowhere."""
    named = {topic.office for topic in book.topics.values()}
    led: set[str] = {topic.id for topic in book.topics.values() if topic.office}
    for rule in book.rules:
        named.update((rule.then.office, *rule.then.involve))
        if decides_something(rule.then):
            led.update(t for part in _positive(rule.when) if isinstance(part, TopicIs) for t in part.topics)
    named.update(office.deputy for office in book.offices.values() if office.id in named)
    for office in book.offices.values():
        if office.id not in named:
            sentence = f"Zu „{office.name}“ führt keine Regel."
            yield _at(
                book,
                f"office:{office.id}",
                "unused-office",
                sentence,
                "eine Regel ergänzen oder die Stelle löschen",
                Severity.WARNING,
            )
    for topic in book.topics.values():
        if topic.id not in led:
            sentence = f"Für das Thema „{topic.names.get('de', topic.id)}“ gibt es keine Regel und keine übliche Stelle."
            yield _at(
                book,
                f"topic:{topic.id}",
                "topic-without-office",
                sentence,
                "eine Regel oder „office“ ergänzen",
                Severity.WARNING,
            )


def _addresses(book: RuleBook) -> Iterator[Problem]:
    """Find offices that nobody can reach, and addresses that stand twice."""
    first: dict[str, str] = {}
    for office in book.offices.values():
        key = office.address.lower()
        if key and key in first:
            sentence = f"Die Adresse von „{office.name}“ hat schon „{first[key]}“."
            yield _at(
                book, f"office:{office.id}", "doubled-address", sentence, "eine eigene Adresse eintragen", Severity.WARNING
            )
        first.setdefault(key, office.name)
        if not office.contact:
            sentence = f"Für „{office.name}“ fehlt der Kontakt, der Ratsuchenden genannt wird."
            yield _at(book, f"office:{office.id}", "no-contact", sentence, "„contact: …“ ergänzen", Severity.WARNING)


def _unread(files: Mapping[str, str]) -> Iterator[Problem]:
    """Find files that nobody reads, such as a misspelt name."""
    for name in files:
        if name not in _FILES and not name.startswith(_READ_FOLDERS):
            sentence = "Diese Datei wird nicht gelesen."
            yield Problem(
                file=name,
                code="unread-file",
                sentence=sentence,
                cure=f"möglich sind: {', '.join(_FILES)}",
                severity=Severity.WARNING,
            )


def _expired(book: RuleBook, today: date) -> Iterator[Problem]:
    """Find what lies in the past: absences and rules."""
    for office in book.offices.values():
        for absence in office.absences:
            if absence.last < today:
                sentence = f"Die Abwesenheit von „{office.name}“ ist seit {absence.last:%d.%m.%Y} vorbei."
                yield _at(book, f"office:{office.id}", "expired-absence", sentence, "den Eintrag löschen", Severity.WARNING)
    for rule in book.rules:
        if rule.valid_until is not None and rule.valid_until < today:
            sentence = f"Die Regel „{rule.id}“ galt nur bis {rule.valid_until:%d.%m.%Y}."
            yield _of_rule(book, rule, "expired-rule", sentence, "löschen oder verlängern", Severity.WARNING)
