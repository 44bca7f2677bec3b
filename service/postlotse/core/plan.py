"""Decision → drafts: the finished mails with keys that make a second one impossible to queue.  Sends nothing.

Everything random or secret comes in as an argument; the same input gives the same bytes.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from postlotse.core.calendar import working_day_after
from postlotse.core.compose import mime
from postlotse.core.compose.acknowledge import acknowledgement
from postlotse.core.compose.forward import forward
from postlotse.core.compose.refer import refer
from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import AckView, Composed, ForwardView, OfficeView, ReferView
from postlotse.core.directory import find
from postlotse.core.directory.types import AnswerTo, Office
from postlotse.core.errors import RefusedByGate
from postlotse.core.house import House
from postlotse.core.mail import authentication, threads
from postlotse.core.mail.reachable import reachable
from postlotse.core.mail.types import Address
from postlotse.core.names import Basis, DraftKind, Flag, Kind, Outcome, Referral, Tier
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import name as topic_name
from postlotse.core.topics.book import named
from postlotse.core.understand import Understanding, own_words
from postlotse.core.words import FLAG_WORDS, LANGUAGE_WORDS


class Attention(StrEnum):
    """Why a message waits for a person beside its concerns."""

    NONE = ""
    NOTICE = "notice"  # filed on the strength of its words alone: look once whether somebody wants something
    ANSWER = "answer"  # somebody answered in a case
    BOUNCE = "bounce"  # a mail of ours came back
    SPAM = "spam"  # may be none: look before it is deleted
    SHELVED = "shelved"  # could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """The case that a draft belongs to."""

    number: str
    token: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail ready to be queued: `key` is unique for ever, `content` the bytes on the wire, `delay` in seconds."""

    key: str
    kind: DraftKind
    basis: Basis
    recipient: str
    mail_from: str
    message_id: str
    subject: str
    content: bytes = field(repr=False)
    tier: Tier | None = None
    office: str = ""
    reason_code: str = ""
    notify: str = ""
    delay: int = 0


def outcome_of(kind: Kind, *, in_case: bool, by_words: bool = False) -> tuple[Outcome, Attention]:
    """Return what becomes of a message of this kind, and whether a person should look.

    `by_words`: nothing but the words shows the kind, and words can deceive.
    """
    match kind:
        case Kind.CONCERN:
            return Outcome.NEW_CASE, Attention.NONE
        case Kind.REPLY:
            return (Outcome.JOINED_CASE, Attention.ANSWER) if in_case else (Outcome.NEW_CASE, Attention.NONE)
        case Kind.NOTICE | Kind.BULK | Kind.RECEIPT | Kind.AUTO_REPLY:
            if in_case:
                return Outcome.JOINED_CASE, Attention.NONE
            return Outcome.FILED, Attention.NOTICE if by_words else Attention.NONE
        case Kind.BOUNCE:
            return (Outcome.BOUNCED if in_case else Outcome.FILED), Attention.BOUNCE
        case Kind.SPAM:
            return Outcome.QUARANTINED, Attention.SPAM


def acknowledgement_draft(
    understood: Understanding,
    case: CaseView,
    *,
    languages: tuple[str, ...],
    urgent: bool,
    book: RuleBook,
    house: House,
    templates: Templates,
    now: datetime,
    token: str,
    template: str = "acknowledgement",
) -> Draft:
    """Return the acknowledgement of a case, by the template that was decided on.

    Its key holds the case number, so there is one per case.
    """
    zone = ZoneInfo(house.time_zone)
    days = book.replies.response_days
    view = AckView(
        number=case.number,
        received_at=case.received_at.astimezone(zone),
        answer_by=working_day_after(
            now.astimezone(zone).date(), days, land=book.calendar.land, closures=book.calendar.closures
        ),
        response_days=days,
        contact_name=house.name,
        city=house.city,
        address=house.address,
        phone=house.phone,
        privacy_url=house.privacy_url,
        urgent=urgent,
    )
    composed = acknowledgement(view, languages, templates, template=template)
    return _to_sender(DraftKind.ACKNOWLEDGEMENT, f"ack:{case.number}", composed, understood, case, house, now, token)


def refer_draft(
    understood: Understanding,
    case: CaseView,
    *,
    concern: int,
    topic: str,
    offices: tuple[Office, ...],
    languages: tuple[str, ...],
    book: RuleBook,
    house: House,
    templates: Templates,
    now: datetime,
    token: str,
    template: str = "refer",
) -> Draft:
    """Return the mail that names the sender the right contacts; no data about the sender leaves the house."""
    known = named(book.topics, topic)
    view = ReferView(
        number=case.number,
        offices=tuple(OfficeView(name=o.name, contact=o.contact, names=o.names) for o in offices),
        topic_name=known.names if known else {},
        contact_name=house.name,
        city=house.city,
        address=house.address,
        phone=house.phone,
    )
    composed = refer(view, languages, templates, template=template)
    key = f"refer:{concern}:{'+'.join(o.id for o in offices)}"
    return _to_sender(DraftKind.REFER, key, composed, understood, case, house, now, token)


def _to_sender(
    kind: DraftKind,
    key: str,
    composed: Composed,
    understood: Understanding,
    case: CaseView,
    house: House,
    now: datetime,
    token: str,
) -> Draft:
    """Return a draft back to the person who wrote: never to Reply-To, null envelope sender where the relay allows it.

    Raises RefusedByGate when the person's address is none that can be written to.
    """
    mail = understood.mail
    if not reachable(mail.author.address):
        raise RefusedByGate("An die absendende Adresse kann nicht gesendet werden: Sie hat nicht die übliche Form NAME@DOMÄNE.")
    identity = mime.message_id(kind, token, house.domain, house.secret)
    content = mime.build(
        composed,
        sender=Address(name=house.name, address=house.address),
        recipient=mail.author.address,
        date=now,
        message_id=identity,
        in_reply_to=mail.message_id,
        references=(*mail.references[-20:], mail.message_id) if mail.message_id else (),
        reply_to=house.reply_address(case.token),
        auto_submitted="auto-replied",
        suppress="All",
        trace=mime.trace_header(instance=house.domain, case=case.number, hop=1, secret=house.secret),
    )
    automatic = kind is DraftKind.ACKNOWLEDGEMENT
    return Draft(
        key=key,
        kind=kind,
        basis=Basis.SENDER,
        recipient=mail.author.address,
        mail_from="" if automatic and house.null_sender else house.address,
        message_id=identity,
        subject=composed.subject,
        content=content,
        notify="NEVER" if automatic else "FAILURE",
    )


def forward_draft(
    understood: Understanding,
    raw: bytes,
    case: CaseView,
    *,
    concern: int,
    topic: str,
    other_topics: tuple[str, ...],
    office: Office,
    basis: Basis,
    tier: Tier,
    referral: Referral,
    reasons: tuple[str, ...],
    reason_code: str = "",
    book: RuleBook,
    house: House,
    templates: Templates,
    now: datetime,
    token: str,
    delay: int = 0,
) -> Draft:
    """Return a new message of our own to one office: a German summary, and the original attached inside the city only."""
    mail = understood.mail
    organisation = find.organisation_of(book, mail.author.address)
    zone = ZoneInfo(house.time_zone)
    proved = authentication.verdict(mail, house.authserv_id)
    # Outside the city only the text that was consented to leaves: no flags, no subject, no names of attachments.
    inside = tier in (Tier.A, Tier.A_SENSITIVE)
    attached = inside and office.wants_original
    # Outside the city, and where the sender may be another, answers come to us.
    straight = inside and office.answer_to is AnswerTo.SENDER and proved is not False and reachable(mail.author.address)
    answers_to = mail.author.address if straight else house.reply_address(case.token)
    view = ForwardView(
        number=case.number,
        received_at=case.received_at.astimezone(zone),
        sender_name=mail.author.name,
        sender_address=mail.author.address,
        organisation_name=organisation.name if organisation else "",
        language_name=LANGUAGE_WORDS.get(understood.language.code or "", "nicht erkannt"),
        topic_name=_topic_word(book, topic),
        other_topics=tuple(_topic_word(book, t) for t in other_topics),
        flags=tuple(FLAG_WORDS[f] for f in Flag if f in understood.flag_set) if inside else (),
        reasons=reasons,
        text=own_words(mail)[1],
        reply_to=answers_to,
        office_name=office.name,
        contact_name=house.name,
        city=house.city,
        authenticated={True: "bestätigt", False: "nicht bestätigt", None: "nicht geprüft"}[proved],
        attachments=tuple(a.name or a.type for a in mail.attachments) if inside else (),
        subject=mail.subject if inside else "",
        original=attached,
        answer_by=working_day_after(
            now.astimezone(zone).date(), book.replies.response_days, land=book.calendar.land, closures=book.calendar.closures
        ),
        referral=referral,
        sender_proved=proved is True,
    )
    composed = forward(view, templates)
    if office.subject_prefix:
        composed = replace(composed, subject=f"{office.subject_prefix} {composed.subject}")
    identity = mime.message_id(DraftKind.FORWARD, token, house.domain, house.secret)
    content = mime.build(
        composed,
        sender=Address(name=house.name, address=house.address),
        recipient=office.address,
        date=now,
        message_id=identity,
        references=(mail.message_id,) if mail.message_id else (),
        reply_to=answers_to,
        auto_submitted="auto-generated",
        suppress="DR, RN, NRN, OOF, AutoReply",
        trace=mime.trace_header(instance=house.domain, case=case.number, hop=threads.hops(mail) + 1, secret=house.secret),
        original=raw if attached else None,
    )
    return Draft(
        key=f"fwd:{concern}:{office.id}",
        kind=DraftKind.FORWARD,
        basis=basis,
        recipient=office.address,
        mail_from=house.bounce_address or house.address,
        message_id=identity,
        subject=composed.subject,
        content=content,
        tier=tier,
        office=office.id,
        reason_code=reason_code,
        notify="FAILURE,DELAY",
        delay=delay,
    )


def _topic_word(book: RuleBook, topic: str) -> str:
    known = named(book.topics, topic)
    return topic_name(known, "de") if known else topic
