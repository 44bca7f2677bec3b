"""Read `offices.yaml` and `organisations.yaml`."""

from collections.abc import Collection, Mapping

from postlotse.core.directory.types import Absence, AnswerTo, Office, Organisation, Relay, StandingConsent
from postlotse.core.names import FIRST_TIER, SECOND_TIER, OfficeKind
from postlotse.core.rules import keys, schema
from postlotse.core.rules.schema import Page
from postlotse.core.yamltext import Node, Scalar

Places = dict[str, tuple[str, int, int]]

LANGUAGES = frozenset((*FIRST_TIER, *SECOND_TIER))
#: A longer prefix leaves no room for the subject on a telephone.
LONGEST_PREFIX = 30


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
    entry = schema.fields(page, node, keys.OFFICE, required=("name", "kind"))
    kind = schema.choice(page, entry.get("kind"), OfficeKind)
    office_address = schema.address(page, entry.get("address"))
    others = known - {key}
    deputy = schema.known_ids(page, entry.get("deputy"), others, "die Stelle")
    absences = (_absence(page, item, others) for item in schema.items(page, entry.get("absences")))
    office = Office(
        id=key,
        name=schema.needed(page, entry.get("name")),
        kind=kind or OfficeKind.EXT,
        address=office_address,
        contact=schema.text(page, entry.get("contact")),
        for_=schema.text(page, entry.get("for")),
        not_for=schema.text(page, entry.get("not_for")),
        languages=schema.known_ids(page, entry.get("languages"), LANGUAGES, "die Sprache"),
        deputy=deputy[0] if deputy else "",
        sensitive=schema.yes_no(page, entry.get("sensitive"), False),
        wants_original=schema.yes_no(page, entry.get("wants_original"), True),
        checked_on=schema.day(page, entry.get("checked_on")),
        absences=tuple(absence for absence in absences if absence is not None),
        aliases=schema.texts(page, entry.get("aliases")),
        names=by_language(page, entry.get("names")),
        other_addresses=_addresses(page, entry.get("other_addresses")),
        answer_to=schema.choice(page, entry.get("answer_to"), AnswerTo) or AnswerTo.US,
        relay=schema.choice(page, entry.get("relay"), Relay) or Relay.STAFF,
        subject_prefix=_prefix(page, entry.get("subject_prefix")),
    )
    return office if kind is not None else None


def _addresses(page: Page, node: Node | None) -> tuple[str, ...]:
    """Read a list of addresses."""
    return tuple(value for item in schema.items(page, node) if (value := schema.address(page, item)))


def _prefix(page: Page, node: Node | None) -> str:
    """Read what stands before a subject: one short line."""
    value = schema.text(page, node)
    if len(value) > LONGEST_PREFIX or not value.isprintable():
        page.note(
            schema.place(node), "bad-prefix", f"Der Zusatz zum Betreff hat höchstens {LONGEST_PREFIX} Zeichen in einer Zeile."
        )
        return ""
    return value


def by_language(page: Page, node: Node | None) -> Mapping[str, str]:
    """Read one text for each language."""
    found = {}
    for code, at, value in schema.entries(page, node):
        if known_language(page, code, at):
            found[code] = schema.needed(page, value)
    return found


def known_language(page: Page, code: str, place: Node) -> bool:
    """Tell whether a language code is one that we know; note when not."""
    if code not in LANGUAGES:
        page.note(place, "unknown-id", f"Die Sprache „{code}“ gibt es nicht.", schema.nearest(code, LANGUAGES))
    return code in LANGUAGES


def _absence(page: Page, node: Node, others: Collection[str]) -> Absence | None:
    """Read one absence, `{first: 2026-07-20, last: 2026-08-07}`."""
    entry = schema.fields(page, node, keys.ABSENCE, required=("first", "last"))
    first, last = schema.day(page, entry.get("first")), schema.day(page, entry.get("last"))
    deputy = schema.known_ids(page, entry.get("deputy"), others, "die Stelle")
    if first is None or last is None:
        return None
    if last < first:
        page.note(node, "backwards", "Die Abwesenheit endet, bevor sie anfängt.", "„first“ und „last“ tauschen")
        return None
    return Absence(first=first, last=last, deputy=deputy[0] if deputy else "", note=schema.text(page, entry.get("note")))


def organisations(
    page: Page, root: Node | None, places: Places, known_offices: Collection[str] = ()
) -> tuple[Organisation, ...]:
    """Return all associations in the order of the file; an address or domain belongs to one of them only."""
    if root is None:
        return ()
    top = schema.fields(page, root, ("organisations",), required=("organisations",))
    found = []
    owner: dict[str, str] = {}
    for key, at, node in schema.entries(page, top.get("organisations")):
        places[f"organisation:{key}"] = (page.file, at.line, at.column)
        check_id(page, at)
        entry = schema.fields(page, node, keys.ORGANISATION, required=("name",))
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
        language = schema.known_ids(page, entry.get("language"), LANGUAGES, "die Sprache")
        organisation = Organisation(
            id=key,
            name=schema.needed(page, entry.get("name")),
            addresses=tuple(addresses),
            domains=tuple(domains),
            language=language[0] if language else "",
            district=schema.text(page, entry.get("district")),
            fields=schema.texts(page, entry.get("fields")),
            aliases=schema.texts(page, entry.get("aliases")),
            offers=schema.texts(page, entry.get("offers")),
            languages=schema.known_ids(page, entry.get("languages"), LANGUAGES, "die Sprache"),
            standing_consents=_consents(page, entry.get("standing_consents"), known_offices),
        )
        found.append(organisation)
    return tuple(found)


def _consents(page: Page, node: Node | None, known_offices: Collection[str]) -> tuple[StandingConsent, ...]:
    """Read the standing consents of an association, one for each office at a time."""
    found: list[StandingConsent] = []
    for item in schema.items(page, node):
        entry = schema.fields(page, item, keys.CONSENT, required=("office", "given_on"))
        office = schema.known_ids(page, entry.get("office"), known_offices, "die Stelle")
        given_on, until = schema.day(page, entry.get("given_on")), schema.day(page, entry.get("until"))
        note = schema.text(page, entry.get("note"))
        if not office or given_on is None:
            continue
        if len(office) > 1:
            page.note(
                entry["office"],
                "several-offices",
                "Eine Zustimmung gilt für genau eine Stelle.",
                "für jede Stelle einen Eintrag schreiben",
            )
        if until is not None and until < given_on:
            page.note(entry["until"], "backwards", "Die Zustimmung endet, bevor sie anfängt.", "die beiden Daten tauschen")
            continue
        consent = StandingConsent(office=office[0], given_on=given_on, until=until, note=note)
        if any(c.office == consent.office and c.given_on <= consent.last and consent.given_on <= c.last for c in found):
            page.note(
                item,
                "consent-twice",
                f"Für „{consent.office}“ gilt in dieser Zeit schon eine Zustimmung.",
                "eine davon löschen",
            )
        found.append(consent)
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
