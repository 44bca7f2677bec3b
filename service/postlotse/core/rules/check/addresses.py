"""Find addresses that cannot work: dead ones, those that two claim, domains that belong to everybody."""

from collections.abc import Iterator

from postlotse.core.problems import Problem
from postlotse.core.rules.check.freemail import FREEMAIL
from postlotse.core.rules.check.where import Place, Where, hint, problem
from postlotse.core.rules.types import RuleBook

#: Domains that no mail ever reaches (RFC 2606, RFC 6761, RFC 7686, RFC 8375), and `.local`, which no other house knows.
DEAD_ENDINGS = ("invalid", "test", "localhost", "local", "onion", "home.arpa")
#: Domains for examples: fine in a set of examples, a leftover in any other.
SAMPLE_ENDINGS = ("example", "example.com", "example.org", "example.net", "example.edu")
#: Mailboxes that nobody reads.
UNREAD = frozenset(
    {
        "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "nicht-antworten", "nichtantworten",
        "keine-antwort", "keineantwort", "noanswer", "no-answer", "mailer-daemon", "bounce", "bounces", "devnull", "nobody",
    }
)  # fmt: skip


def addresses(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find dead, doubled and wrongly claimed addresses of offices and organisations."""
    yield from _dead(book, where)
    yield from _doubled(book, where)
    yield from _claims(book, where)


def _dead(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find addresses of offices that no mail reaches or that nobody reads."""
    real = any(not _ends(o.address, SAMPLE_ENDINGS) for o in book.offices.values() if _reachable(o.address))
    for office in book.offices.values():
        if not office.address:
            continue
        place = where.entry(f"office:{office.id}", "address")
        if office.address.lower().rpartition("@")[0].partition("+")[0] in UNREAD:
            sentence = f"„{office.address}“ liest niemand; so heißen Adressen, die nur senden."
            yield problem(place, "dead-address", sentence, "die Adresse eintragen, unter der „" + office.name + "“ Post liest")
        elif not _reachable(office.address):
            sentence = f"Die Domain von „{office.address}“ kann es im Internet nicht geben."
            yield problem(place, "dead-address", sentence, "die richtige Adresse eintragen")
        elif real and _ends(office.address, SAMPLE_ENDINGS):
            sentence = f"„{office.address}“ stammt noch aus dem Beispiel und erreicht niemanden."
            yield hint(place, "sample-address", sentence, "die richtige Adresse eintragen oder die Stelle löschen")


def _ends(address: str, endings: tuple[str, ...]) -> bool:
    domain = address.lower().rpartition("@")[2]
    return any(domain == ending or domain.endswith(f".{ending}") for ending in endings)


def _reachable(address: str) -> bool:
    """Tell whether a domain ends as those of the Internet do: in at least two letters, no figures, and in none that is dead."""
    ending = address.rpartition(".")[2].lower()
    return (ending.startswith("xn--") or (len(ending) > 1 and ending.isalpha())) and not _ends(address, DEAD_ENDINGS)


def _doubled(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find offices that share an address."""
    first: dict[str, str] = {}
    for office in book.offices.values():
        for n, address in enumerate(office.addresses):
            other = first.setdefault(address.lower(), office.name)
            if other != office.name:
                sentence = f"Die Adresse „{address}“ von „{office.name}“ hat schon „{other}“."
                place = _of_office(where, office.id, address, n if not office.address else n - 1)
                yield hint(place, "doubled-address", sentence, "eine eigene Adresse eintragen")


def _of_office(where: Where, office: str, address: str, at: int) -> Place:
    """Return the place of an office's address: the main one (`at` -1) or one of the others."""
    return where.entry(f"office:{office}", "address") if at < 0 else where.entry(f"office:{office}", "other_addresses", address)


def _claims(book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find organisations whose addresses or domains are those of an office, or of everybody."""
    offices = {a.lower(): office for office in book.offices.values() for a in office.addresses}
    for organisation in book.organisations:
        key = f"organisation:{organisation.id}"
        for address in organisation.addresses:
            office = offices.get(address)
            if office is not None:
                sentence = f"„{address}“ ist auch die Adresse der Stelle „{office.name}“."
                cure = "nur dort eintragen, wohin sie gehört"
                yield hint(where.entry(key, "addresses", address), "address-of-office", sentence, cure)
        for domain in organisation.domains:
            place = where.entry(key, "domains", domain)
            if domain in FREEMAIL:
                sentence = f"„{domain}“ benutzen viele; dann gehört jede Mail von dort zu „{organisation.name}“."
                cure = "stattdessen die Adressen des Vereins unter „addresses“ eintragen"
                yield problem(place, "freemail-domain", sentence, cure)
                continue
            office = next((o for a, o in offices.items() if a.endswith((f"@{domain}", f".{domain}"))), None)
            if office is not None and office.name != organisation.name:
                sentence = f"Unter der Domain „{domain}“ schreibt auch die Stelle „{office.name}“."
                yield hint(place, "domain-of-office", sentence, "nur die Adressen des Vereins eintragen")
