"""Look things up in the directory.  Reads only; takes anything that has offices and organisations."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from postlotse.core.directory.types import Office, Organisation, StandingConsent


class Directory(Protocol):
    """What these look-ups need of a rule book."""

    @property
    def offices(self) -> Mapping[str, Office]:
        """Return all offices by id."""
        ...

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """Return all associations."""
        ...


def organisation_of(book: Directory, address: str) -> Organisation | None:
    """Return the association that writes from this address: by known address first, then by domain or its subdomains."""
    key = address.strip().lower()
    if "@" not in key:
        return None
    for organisation in book.organisations:
        if key in organisation.addresses:
            return organisation
    domain = key.rpartition("@")[2]
    for organisation in book.organisations:
        if any(domain == known or domain.endswith(f".{known}") for known in organisation.domains):
            return organisation
    return None


def office_of_address(book: Directory, address: str) -> Office | None:
    """Return the office that writes from this address."""
    key = address.strip().lower()
    return next((o for o in book.offices.values() if any(a.lower() == key for a in o.addresses)), None) if key else None


def our_addresses(book: Directory, own: Iterable[str]) -> frozenset[str]:
    """Return the addresses that are never answered as a stranger's (lower case): our own ones and all offices'."""
    return frozenset(a.lower() for a in (*own, *(a for o in book.offices.values() for a in o.addresses)) if a)


def stand_in(offices: Mapping[str, Office], office: str, today: date) -> str:
    """Return the office itself when it is there today, else the nearest deputy who is, else the office itself."""
    seen = {office}
    current = offices.get(office)
    while current is not None and current.absent(today):
        deputy = current.deputy_on(today)
        if not deputy or deputy in seen:
            return office
        seen.add(deputy)
        current = offices.get(deputy)
    return current.id if current is not None else office


def standing_consent(organisation: Organisation | None, office: str, today: date) -> StandingConsent | None:
    """Return the standing consent of an association for an office that holds today."""
    consents = organisation.standing_consents if organisation else ()
    return next((c for c in consents if c.office == office and c.holds(today)), None)
