"""Find what the calendar has overtaken: rules, consents and closures that are over."""

from collections.abc import Iterator
from datetime import date

from postlotse.core.problems import Problem
from postlotse.core.rules.check.where import Place, Where, hint
from postlotse.core.rules.types import RuleBook


def over(book: RuleBook, where: Where, today: date) -> Iterator[Problem]:
    """Find rules and standing consents whose last day has passed."""
    for rule in book.rules:
        if rule.valid_until is not None and rule.valid_until < today:
            sentence = f"Die Regel „{rule.id}“ galt nur bis {rule.valid_until:%d.%m.%Y}."
            yield hint(where.rule(rule, "valid_until"), "expired-rule", sentence, "löschen oder verlängern")
    for organisation in book.organisations:
        for n, consent in enumerate(organisation.standing_consents):
            place = _consent(where, organisation.id, n, "until" if consent.until else "given_on")
            office = book.offices.get(consent.office)
            name = office.name if office else consent.office
            if consent.last < today:
                sentence = f"Die Zustimmung von „{organisation.name}“ für „{name}“ galt nur bis {consent.last:%d.%m.%Y}."
                yield hint(place, "expired-consent", sentence, "neu erfragen oder den Eintrag löschen")
            elif consent.given_on > today:
                sentence = f"Die Zustimmung von „{organisation.name}“ für „{name}“ ist auf {consent.given_on:%d.%m.%Y} datiert."
                place = _consent(where, organisation.id, n, "given_on")
                yield hint(place, "consent-in-future", sentence, "das Datum berichtigen; bis dahin gilt sie nicht")


def _consent(where: Where, organisation: str, at: int, key: str) -> Place:
    return where.entry(f"organisation:{organisation}", "standing_consents", at, key)
