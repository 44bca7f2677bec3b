"""Whether the sender gets a confirmation of receipt, and why not: rules A1–A19 of `docs/mail.md`, the first hit wins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from postlotse.core.directory import find
from postlotse.core.house import House
from postlotse.core.mail import acknowledgeable
from postlotse.core.names import Kind
from postlotse.core.reasons import Reason
from postlotse.core.rules.types import ReplyPolicy, RuleBook
from postlotse.core.situation import AckCounts, Situation
from postlotse.core.understand import Understanding
from postlotse.core.words import KIND_WORDS, languages_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Whether the sender gets a confirmation of receipt, in which languages, and why (not)."""

    send: bool
    reason: Reason
    languages: tuple[str, ...] = ()
    template: str = "acknowledgement"


def ack_languages(understood: Understanding, book: RuleBook) -> tuple[str, ...]:
    """Return the languages of the acknowledgement, the sender's first: stored preference, detector, German; unsure = two."""
    organisation = find.organisation_of(book, understood.mail.author.address)
    languages = languages_for(understood.language.code, organisation.language if organisation else "")
    return ("de", "en") if languages == ("de",) and book.replies.second_language_always else languages


def acknowledge(understood: Understanding, book: RuleBook, house: House, situation: Situation) -> Acknowledgement:
    """Decide on the acknowledgement; the first reason against it wins (mailfacts §4.1, A1–A19)."""
    languages = ack_languages(understood, book)
    if against := next(objections(understood, book, house, situation), None):
        return Acknowledgement(send=False, reason=against, languages=languages)
    return Acknowledgement(
        send=True,
        reason=Reason(code="first_mail", sentence="Erste Mail in diesem Anliegen: Eingang wird bestätigt."),
        languages=languages,
    )


def objections(understood: Understanding, book: RuleBook, house: House, situation: Situation) -> Iterator[Reason]:
    """Yield every reason against an acknowledgement, the one that is shown first; each is looked for only when asked for."""
    mail = understood.mail
    if situation.in_case:
        yield Reason(code="A15", sentence="Gehört zu einem laufenden Vorgang, der schon bestätigt ist.")
    if situation.again:
        yield Reason(code="A16", sentence="Diese Mail kam schon einmal an; bestätigt wird sie nur einmal.")
    for found in acknowledgeable.objections(
        mail, ours=house.ours | office_addresses(book), known_as=house.ours, authserv_id=house.authserv_id
    ):
        yield Reason(code=found.code, sentence=found.sentence)
    if understood.kind is not Kind.CONCERN:
        yield Reason(code="kind", sentence=f"Nachrichten der Art „{KIND_WORDS[understood.kind]}“ werden nicht bestätigt.")
    if situation.now - situation.received_at > timedelta(hours=house.acknowledge_max_age):
        yield Reason(code="A16", sentence=f"Älter als {house.acknowledge_max_age} Stunden: bitte selbst entscheiden.")
    if not house.acknowledge:
        yield Reason(code="A19", sentence="Bestätigungen sind für dieses Postfach ausgeschaltet.")
    if limit := _over_limit(book.replies, situation.counts):
        yield Reason(code="A17", sentence=limit)
    key, domain = mail.author.key, mail.author.key.rpartition("@")[2]
    if key in book.replies.no_ack_addresses or domain in book.replies.no_ack_domains:
        yield Reason(code="A19", sentence="Diese Adresse soll keine Bestätigungen bekommen.")


def stopped(replies: ReplyPolicy, counts: AckCounts) -> bool:
    """Tell whether so many acknowledgements were written in ten minutes that none leaves any more: somebody should look."""
    return counts.ten_minutes >= replies.ack_total_ten_minutes


def office_addresses(book: RuleBook) -> frozenset[str]:
    """Return the addresses of all offices, lower case; mail from them is never confirmed."""
    return frozenset(address.lower() for office in book.offices.values() for address in office.addresses)


def _over_limit(replies: ReplyPolicy, counts: AckCounts) -> str:
    """Return the sentence of the first limit that is reached, or ""."""
    limits = [
        (
            counts.same_subject_day >= replies.ack_same_subject_day,
            "Für diesen Betreff ging heute schon eine Bestätigung an diese Adresse.",
        ),
        (counts.address_day >= replies.ack_per_address_day, "Diese Adresse hat heute schon genug Bestätigungen bekommen."),
        (counts.domain_hour >= replies.ack_per_domain_hour, "An diese Domain gehen gerade zu viele Bestätigungen."),
        (stopped(replies, counts), "Zu viele Bestätigungen in kurzer Zeit: angehalten."),
    ]
    return next((sentence for reached, sentence in limits if reached), "")
