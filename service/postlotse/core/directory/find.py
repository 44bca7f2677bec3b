"""Look things up in the directory.  Reads only; takes anything that has offices and organisations."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from postlotse.core.directory.types import Office, Organisation


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
    """Return the office with this address."""
    key = address.strip().lower()
    return next((o for o in book.offices.values() if o.address and o.address.lower() == key), None)


def our_addresses(book: Directory, own: Iterable[str]) -> frozenset[str]:
    """Return the addresses that are never answered as a stranger's (lower case): our own ones and all offices'."""
    return frozenset(a.lower() for a in (*own, *(o.address for o in book.offices.values())) if a)


def stand_in(offices: Mapping[str, Office], office: str, today: date) -> str:
    """Return the office itself when it is there today, else the nearest deputy who is, else the office itself."""
    seen = {office}
    current = offices.get(office)
    while current is not None and current.absent(today):
        if not current.deputy or current.deputy in seen:
            return office
        seen.add(current.deputy)
        current = offices.get(current.deputy)
    return current.id if current is not None else office
