"""Conditions on who wrote and to which address."""

from dataclasses import dataclass
from typing import Self

from postlotse.core.facts import Facts
from postlotse.core.rules import schema
from postlotse.core.rules.conditions.base import Condition, Known, Verdict, listed
from postlotse.core.rules.schema import Page
from postlotse.core.topics.types import TopicGuess
from postlotse.core.yamltext import Node, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderIs:
    """`sender`: address, domain (with its subdomains), organisation, known, first_contact; all that are given must fit."""

    addresses: frozenset[str] = frozenset()
    domains: tuple[str, ...] = ()
    organisations: frozenset[str] = frozenset()
    known: bool | None = None
    first_contact: bool | None = None

    @classmethod
    def read(cls, page: Page, node: Node, known: Known) -> Self | None:
        """Read a table with the parts named above."""
        found = schema.fields(page, node, ("address", "domain", "organisation", "known", "first_contact"))
        if isinstance(node, Table) and not node.entries:
            page.note(node, "sender-form", "Hier fehlt eine Angabe zum Absender.", "zum Beispiel „domain: verein.example“")
        addresses = [a for item in schema.items(page, found.get("address")) if (a := schema.address(page, item))]
        domains = []
        for item in schema.items(page, found.get("domain")):
            domain = schema.text(page, item).lower().lstrip("@")
            if schema.domain_like(domain):
                domains.append(domain)
            else:
                page.note(item, "not-a-domain", f"„{domain}“ ist keine Domain.", "in der Form verein.example schreiben")
        organisations = schema.known_ids(page, found.get("organisation"), known.organisations, "die Organisation")
        if not (addresses or domains or organisations or "known" in found or "first_contact" in found):
            return None
        return cls(
            addresses=frozenset(a.lower() for a in addresses),
            domains=tuple(domains),
            organisations=frozenset(organisations),
            known=schema.yes_no(page, found["known"], True) if "known" in found else None,
            first_contact=schema.yes_no(page, found["first_contact"], True) if "first_contact" in found else None,
        )

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Check the parts in turn; the first that does not fit is the reason."""
        address = facts.sender.key
        domain = address.rpartition("@")[2]
        if self.addresses and address not in self.addresses:
            return Verdict(holds=False, why="der Absender hat eine andere Adresse")
        if self.domains and not any(domain == d or domain.endswith(f".{d}") for d in self.domains):
            return Verdict(holds=False, why=f"der Absender schreibt nicht von {listed(self.domains)}")
        if self.organisations and facts.organisation not in self.organisations:
            return Verdict(holds=False, why=f"der Absender gehört nicht zu {listed(sorted(self.organisations))}")
        if self.known is not None and bool(facts.organisation) != self.known:
            return Verdict(
                holds=False, why=f"der Absender gehört zu {'einer' if facts.organisation else 'keiner'} bekannten Organisation"
            )
        if self.first_contact is not None and facts.first_contact != self.first_contact:
            return Verdict(
                holds=False, why=f"der Absender schreibt {'zum ersten Mal' if facts.first_contact else 'nicht zum ersten Mal'}"
            )
        return Verdict(holds=True, why="der Absender passt")

    def covers(self, other: Condition) -> bool:
        """Hold with a stricter one."""
        return (
            isinstance(other, SenderIs)
            and (not self.addresses or (bool(other.addresses) and self.addresses >= other.addresses))
            and (not self.domains or (bool(other.domains) and set(self.domains) >= set(other.domains)))
            and (not self.organisations or (bool(other.organisations) and self.organisations >= other.organisations))
            and self.known in (None, other.known)
            and self.first_contact in (None, other.first_contact)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTo:
    """`recipients`: the mail is addressed to one of these addresses, or local parts (text without @)."""

    recipients: frozenset[str]

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read addresses or local parts."""
        values = schema.texts(page, node)
        return cls(recipients=frozenset(v.lower() for v in values)) if values else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare every recipient, with and without its +tag."""
        for recipient in facts.recipients:
            local, _, domain = recipient.lower().rpartition("@")
            plain = local.partition("+")[0]
            hit = self.recipients & {recipient.lower(), f"{plain}@{domain}", plain}
            if hit:
                return Verdict(holds=True, why=f"die Mail ging an {listed(sorted(hit))}")
        return Verdict(holds=False, why=f"die Mail ging nicht an {listed(sorted(self.recipients))}")

    def covers(self, other: Condition) -> bool:
        """Hold with narrower lists."""
        return isinstance(other, SentTo) and self.recipients >= other.recipients


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedWith:
    """`tags`: the address carried one of these tags after the plus sign (integration+sport@…)."""

    tags: frozenset[str]

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read tags."""
        values = schema.texts(page, node)
        return cls(tags=frozenset(v.lower().lstrip("+") for v in values)) if values else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare the tags."""
        hit = self.tags & {t.lower() for t in facts.tags}
        why = f"die Adresse trägt den Zusatz {listed(sorted(hit))}" if hit else f"kein Adresszusatz {listed(sorted(self.tags))}"
        return Verdict(holds=bool(hit), why=why)

    def covers(self, other: Condition) -> bool:
        """Hold with narrower lists."""
        return isinstance(other, TaggedWith) and self.tags >= other.tags
