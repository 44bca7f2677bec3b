"""Read `offices.yaml` and `organisations.yaml`."""

from collections.abc import Mapping

from postlotse.core.directory.types import Absence, Office, Organisation
from postlotse.core.names import FIRST_TIER, SECOND_TIER, OfficeKind
from postlotse.core.rules import schema
from postlotse.core.rules.schema import Page
from postlotse.core.yamltext import Node, Scalar

Places = dict[str, tuple[str, int, int]]

_OFFICE_KEYS = (
    "name",
    "kind",
    "address",
    "contact",
    "for",
    "not_for",
    "languages",
    "deputy",
    "sensitive",
    "wants_original",
    "checked_on",
    "absences",
    "aliases",
)
_ORGANISATION_KEYS = ("name", "addresses", "domains", "language", "district", "fields", "aliases")
_LANGUAGES = frozenset((*FIRST_TIER, *SECOND_TIER))


def offices(page: Page, root: Node | None, places: Places) -> Mapping[str, Office]:
    """Return all offices by id."""
    top = schema.fields(page, root, ("offices",), required=("offices",))
    known = {key for key, _, _ in schema.entries(page, top.get("offices"))}
    found = {}
    for key, at, node in schema.entries(page, top.get("offices")):
        places[f"office:{key}"] = (page.file, at.line, at.column)
        office = _office(page, key, at, node, known)
        if office is not None:
            found[key] = office
    return found


def _office(page: Page, key: str, at: Scalar, node: Node, known: set[str]) -> Office | None:
    """Read one office."""
    check_id(page, at)
    entry = schema.fields(page, node, _OFFICE_KEYS, required=("name", "kind"))
    kind = schema.choice(page, entry.get("kind"), OfficeKind)
    deputy = schema.known_ids(page, entry.get("deputy"), known - {key}, "die Stelle")
    office_address = schema.address(page, entry.get("address"))
    absences = tuple(a for item in schema.items(page, entry.get("absences")) if (a := _absence(page, item)) is not None)
    if kind is None:
        return None
    return Office(
        id=key,
        name=schema.needed(page, entry.get("name")),
        kind=kind,
        address=office_address,
        contact=schema.text(page, entry.get("contact")),
        for_=schema.text(page, entry.get("for")),
        not_for=schema.text(page, entry.get("not_for")),
        languages=schema.known_ids(page, entry.get("languages"), _LANGUAGES, "die Sprache"),
        deputy=deputy[0] if deputy else "",
        sensitive=schema.yes_no(page, entry.get("sensitive"), False),
        wants_original=schema.yes_no(page, entry.get("wants_original"), True),
        checked_on=schema.day(page, entry.get("checked_on")),
        absences=absences,
        aliases=schema.texts(page, entry.get("aliases")),
    )


def _absence(page: Page, node: Node) -> Absence | None:
    """Read one absence, `{first: 2026-07-20, last: 2026-08-07}`."""
    entry = schema.fields(page, node, ("first", "last"), required=("first", "last"))
    first, last = schema.day(page, entry.get("first")), schema.day(page, entry.get("last"))
    if first is None or last is None:
        return None
    if last < first:
        page.note(node, "backwards", "Die Abwesenheit endet, bevor sie anfängt.", "„first“ und „last“ tauschen")
        return None
    return Absence(first=first, last=last)


def organisations(page: Page, root: Node | None, places: Places) -> tuple[Organisation, ...]:
    """Return all associations in the order of the file; an address or domain belongs to one of them only."""
    if root is None:
        return ()
    top = schema.fields(page, root, ("organisations",), required=("organisations",))
    found = []
    owner: dict[str, str] = {}
    for key, at, node in schema.entries(page, top.get("organisations")):
        places[f"organisation:{key}"] = (page.file, at.line, at.column)
        check_id(page, at)
        entry = schema.fields(page, node, _ORGANISATION_KEYS, required=("name",))
        addresses = []
        for item in schema.items(page, entry.get("addresses")):
            if value := schema.address(page, item).lower():
                addresses.append(value)
                _claim(page, item, value, key, owner)
        domains = []
        for item in schema.items(page, entry.get("domains")):
            value = schema.text(page, item).lower().lstrip("@")
            if not schema.domain_like(value):
                page.note(item, "not-a-domain", f"„{value}“ ist keine Domain.", "in der Form verein.example schreiben")
                continue
            domains.append(value)
            _claim(page, item, value, key, owner)
        language = schema.known_ids(page, entry.get("language"), _LANGUAGES, "die Sprache")
        organisation = Organisation(
            id=key,
            name=schema.needed(page, entry.get("name")),
            addresses=tuple(addresses),
            domains=tuple(domains),
            language=language[0] if language else "",
            district=schema.text(page, entry.get("district")),
            fields=schema.texts(page, entry.get("fields")),
            aliases=schema.texts(page, entry.get("aliases")),
        )
        found.append(organisation)
    return tuple(found)


def _claim(page: Page, node: Node, value: str, key: str, owner: dict[str, str]) -> None:
    """Note when two associations claim the same address or domain."""
    if owner.setdefault(value, key) != key:
        page.note(node, "claimed-twice", f"„{value}“ gehört schon zu „{owner[value]}“.", "nur bei einer Organisation eintragen")


def check_id(page: Page, at: Scalar) -> None:
    """Note an id that is not made of lower-case letters, digits, _ and -."""
    value = at.value
    if not (
        value.isascii() and value.replace("_", "").replace("-", "").isalnum() and value == value.lower() and len(value) <= 60
    ):
        page.note(at, "bad-id", f"„{value}“ ist kein Kürzel.", "nur Kleinbuchstaben a–z, Ziffern, _ und - verwenden")
