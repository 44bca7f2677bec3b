"""Find offices that nothing leads to, that cannot be reached, or that nobody stands in for."""

from collections.abc import Iterator
from datetime import date, timedelta

from postlotse.core.directory.find import stand_in
from postlotse.core.directory.types import Office
from postlotse.core.names import Tier
from postlotse.core.problems import Problem
from postlotse.core.rules.check.meaning import live
from postlotse.core.rules.check.where import Where, hint
from postlotse.core.rules.check.world import World
from postlotse.core.rules.types import RuleBook
from postlotse.core.words import TIER_WORDS

#: How long it may be ago that somebody looked whether an office's entry is still right.
CHECKED_DAYS = 366


def offices(book: RuleBook, w: World, where: Where, today: date | None) -> Iterator[Problem]:
    """Find what is doubtful about single offices; without `today` what depends on the day is left out."""
    yield from _unused(book, w, where)
    for office in book.offices.values():
        if not office.contact:
            sentence = f"Für „{office.name}“ fehlt der Kontakt, der Ratsuchenden genannt wird."
            yield hint(where.entry(f"office:{office.id}"), "no-contact", sentence, "„contact: …“ ergänzen")
        yield from _deputies(book, office, where)
        if today is not None:
            yield from _checked(office, today, where)
            yield from _absences(book, office, today, where)


def _unused(book: RuleBook, w: World, where: Where) -> Iterator[Problem]:
    """Find offices that no rule, topic, deputy or standing consent names."""
    named = {topic.office for topic in book.topics.values()}
    for rule in live(w):
        named.update((rule.then.office, *rule.then.involve))
    for office in book.offices.values():
        if office.id in named:
            named.update((office.deputy, *(absence.deputy for absence in office.absences)))
    named.update(consent.office for o in book.organisations for consent in o.standing_consents)
    for office in book.offices.values():
        if office.id not in named:
            sentence = f"Zu „{office.name}“ führt keine Regel."
            cure = "eine Regel ergänzen oder die Stelle löschen"
            yield hint(where.entry(f"office:{office.id}"), "unused-office", sentence, cure)


def _deputies(book: RuleBook, office: Office, where: Where) -> Iterator[Problem]:
    """Find deputies to whom the concerns of an office may not simply go."""
    chosen = [(office.deputy, where.entry(f"office:{office.id}", "deputy"))] if office.deputy else []
    for n, absence in enumerate(office.absences):
        if absence.deputy:
            chosen.append((absence.deputy, where.entry(f"office:{office.id}", "absences", n, "deputy")))
    for name, place in chosen:
        deputy = book.offices.get(name)
        if deputy is not None and deputy.tier is not office.tier:
            sentence = (
                f"„{deputy.name}“ ({TIER_WORDS[deputy.tier]}) kann „{office.name}“ ({TIER_WORDS[office.tier]}) "
                "nur vertreten, wenn jedes Mal ein Mensch zustimmt."
            )
            yield hint(place, "deputy-tier", sentence, "eine Stelle der gleichen Art eintragen")
        elif deputy is not None and deputy.tier is Tier.A and not deputy.address:
            sentence = f"Die Vertretung „{deputy.name}“ hat keine Adresse."
            yield hint(place, "deputy-without-address", sentence, "eine andere Vertretung oder dort „address“ eintragen")


def _checked(office: Office, today: date, where: Where) -> Iterator[Problem]:
    """Find entries that nobody has looked at for a year, or that will have been."""
    if office.checked_on is None:
        return
    place = where.entry(f"office:{office.id}", "checked_on")
    if office.checked_on > today:
        sentence = f"„{office.name}“ kann nicht erst am {office.checked_on:%d.%m.%Y} geprüft worden sein."
        yield hint(place, "checked-in-future", sentence, "das Datum berichtigen")
    elif today - office.checked_on > timedelta(days=CHECKED_DAYS):
        sentence = f"„{office.name}“ wurde zuletzt am {office.checked_on:%d.%m.%Y} geprüft, vor mehr als einem Jahr."
        yield hint(place, "checked-long-ago", sentence, "Adresse und Zuständigkeit prüfen und das Datum erneuern")


def _absences(book: RuleBook, office: Office, today: date, where: Where) -> Iterator[Problem]:
    """Find absences that are over, and those in which nobody is there."""
    for n, absence in enumerate(office.absences):
        place = where.entry(f"office:{office.id}", "absences", n, "first")
        if absence.last < today:
            sentence = f"Die Abwesenheit von „{office.name}“ ist seit {absence.last:%d.%m.%Y} vorbei."
            yield hint(place, "expired-absence", sentence, "den Eintrag löschen")
            continue
        alone = next((day for day in _days(book, max(absence.first, today), absence.last) if _nobody(book, office, day)), None)
        if alone is None:
            continue
        deputy = book.offices.get(office.deputy_on(alone))
        when = f"Ab {alone:%d.%m.%Y}" if alone > today else "Zurzeit"
        if deputy is None:
            sentence = f"{when} ist „{office.name}“ abwesend und hat keine Vertretung."
            yield hint(place, "absent-without-deputy", sentence, "„deputy: …“ ergänzen; bis dahin entscheidet ein Mensch")
        else:
            sentence = (
                f"{when} sind „{office.name}“ und alle, die vertreten ({_chain(book, office, alone)}), zugleich abwesend."
            )
            yield hint(place, "deputies-absent", sentence, "eine Vertretung eintragen, die da ist")


def _days(book: RuleBook, first: date, last: date) -> list[date]:
    """Return the days between two on which something about absences changes."""
    changes = {first}
    for office in book.offices.values():
        for absence in office.absences:
            after = absence.last + timedelta(days=1) if absence.last < date.max else absence.last
            changes.update(day for day in (absence.first, after) if first <= day <= last)
    return sorted(changes)


def _nobody(book: RuleBook, office: Office, day: date) -> bool:
    """Tell whether neither the office nor anybody who stands in for it is there."""
    found = book.offices.get(stand_in(book.offices, office.id, day))
    return found is None or found.absent(day)


def _chain(book: RuleBook, office: Office, day: date) -> str:
    """Return the names of those who stand in for each other on a day; a circle ends where it began."""
    seen = [office.id]
    current = office
    while (name := current.deputy_on(day)) and name in book.offices and name not in seen:
        seen.append(name)
        current = book.offices[name]
    names = [f"„{book.offices[one].name}“" for one in seen[1:]]
    circle = current.deputy_on(day) in seen
    return ", dann ".join(names) + (f", dann wieder „{book.offices[current.deputy_on(day)].name}“" if circle else "")
