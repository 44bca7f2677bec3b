"""What a person filled in on a concern, as it came, and the Choice that it means.  Decides nothing, asks no database."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from postlotse.core.consent import suggested_basis
from postlotse.core.errors import RefusedByGate
from postlotse.core.names import UNCLEAR, Basis, Flag, Referral, Tier, Verdict
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.message import TopicIs
from postlotse.core.rules.conditions.nesting import AllOf
from postlotse.core.rules.types import RuleBook
from postlotse.flow.review import Choice
from postlotse.store.shown import QueueItem

#: How a consent can reach us.
CHANNELS = {"mail": "per Mail", "phone": "am Telefon", "person": "im Gespräch"}
#: Referrals by which data about the sender leaves to another office.
PASSED_ON = (Referral.HAND_OVER, Referral.INVOLVE)
LEGAL_DUTY = "sgb1_16"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The fields of the form, kept as they were typed so that nothing is lost when a verdict is refused.

    `asked` is the topic for which the person was already told that another office is responsible.
    """

    topic: str = ""
    office: str = ""
    referral: str = ""
    basis: str = Basis.RELEASE
    channel: str = ""
    agreed: bool = False
    note: str = ""
    asked: str = ""


def suggested(item: QueueItem) -> Filled:
    """Return the form as the suggestion fills it; with an unclear topic nothing is chosen in advance."""
    if item.topic == UNCLEAR:
        return Filled(office=item.office)
    return Filled(topic=item.topic, office=item.office, referral=item.referral, basis=basis_of(item))


def duty_possible(item: QueueItem) -> bool:
    """Tell whether § 16 SGB I can be a basis: only for what was taken for an application for benefits."""
    return Flag.BENEFIT_APPLICATION in item.flags


def other_office(filled: Filled, item: QueueItem, book: RuleBook) -> str:
    """Return the office that is responsible for a newly chosen topic when the old office was left standing, else ""."""
    keeps = filled.referral in (Referral.OWN, Referral.BUNDLE)
    if keeps or filled.topic in ("", item.topic, filled.asked) or filled.office != item.office:
        return ""
    found = responsible(book, filled.topic)
    return found if found != filled.office else ""


def responsible(book: RuleBook, topic: str) -> str:
    """Return the office that usually takes care of a topic: the topic's own, or that of the first rule for it; or ""."""
    known = book.topics.get(topic)
    if known is None:
        return ""
    by_rule = (rule.then.office for rule in book.rules if rule.then.office and _asks_for(rule.when, topic))
    return next((office for office in (known.office, *by_rule) if office in book.offices), "")


def _asks_for(condition: Condition, topic: str) -> bool:
    """Tell whether a condition wants this topic."""
    if isinstance(condition, AllOf):
        return any(_asks_for(part, topic) for part in condition.parts)
    return isinstance(condition, TopicIs) and topic in condition.topics


def basis_of(item: QueueItem) -> Basis:
    """Return the basis on which the suggestion may be carried out: § 16 SGB I where it is needed, a release otherwise."""
    return suggested_basis(Referral(item.referral), Tier(item.tier), [Flag(f) for f in item.flags])


def confirmable(item: QueueItem) -> bool:
    """Tell whether the suggestion is whole and allowed, so that one click can confirm it."""
    if item.topic == UNCLEAR:
        return False
    if item.referral in (Referral.OWN, Referral.BUNDLE):
        return True
    return bool(item.office) and (item.referral == Referral.REFER or item.tier == Tier.A or basis_of(item) is Basis.LEGAL_DUTY)


def filled_from(posted: Mapping[str, str]) -> Filled:
    """Return what was typed."""
    return Filled(
        topic=posted.get("topic", "")[:80],
        office=posted.get("office", "")[:80],
        referral=posted.get("referral", "")[:20],
        basis=posted.get("basis", Basis.RELEASE)[:20],
        channel=posted.get("channel", "")[:20],
        agreed=bool(posted.get("agreed")),
        note=posted.get("note", "").strip()[:2000],
        asked=posted.get("asked", "")[:80],
    )


def confirm_choice(item: QueueItem) -> Choice:
    """Return the choice that confirms the suggestion."""
    return Choice(
        verdict=Verdict.CONFIRM,
        topic=item.topic,
        office=item.office,
        referral=Referral(item.referral),
        basis=basis_of(item),
        reason_code=LEGAL_DUTY if basis_of(item) is Basis.LEGAL_DUTY else "",
    )


def away_choice(item: QueueItem, verdict: Verdict, note: str) -> Choice:
    """Return the choice that ends a concern without a mail: not for us, spam, or done."""
    return Choice(verdict=verdict, topic=item.topic, office=item.office, referral=Referral(item.referral), note=note)


def choice_of(filled: Filled, item: QueueItem) -> Choice:
    """Return the choice that the form means; raises RefusedByGate with a kind sentence when something is missing."""
    if filled.referral not in list(Referral):
        raise RefusedByGate(_("Bitte wählen, wie es weitergeht."))
    referral = Referral(filled.referral)
    keeps = referral in (Referral.OWN, Referral.BUNDLE)
    # Who takes a case over at once, perhaps because somebody is in danger, may find the topic later.
    topic = filled.topic or (item.topic if referral is Referral.OWN else "")
    if not topic:
        raise RefusedByGate(_("Bitte ein Thema wählen."))
    office = "" if keeps else filled.office
    basis = Basis.RELEASE
    if referral in PASSED_ON and filled.basis in (Basis.CONSENT, Basis.LEGAL_DUTY):
        basis = Basis(filled.basis)
    if basis is Basis.CONSENT and (filled.channel not in CHANNELS or not filled.agreed):
        raise RefusedByGate(_("Bitte angeben, wie die Einwilligung kam, und das Kästchen ankreuzen."))
    return Choice(
        verdict=_verdict(topic, office, referral, item),
        topic=topic,
        office=office,
        referral=referral,
        basis=basis,
        reason_code=LEGAL_DUTY if basis is Basis.LEGAL_DUTY else "",
        consent_channel=filled.channel if basis is Basis.CONSENT else "",
        note=filled.note,
    )


def _verdict(topic: str, office: str, referral: Referral, item: QueueItem) -> Verdict:
    """Return what the choice says about the suggestion: confirmed, changed, or only passed on in another way."""
    if topic != item.topic or (office and office != item.office):
        return Verdict.CHANGE
    if referral == item.referral:
        return Verdict.CONFIRM
    if referral is Referral.REFER:
        return Verdict.REFER
    return Verdict.OWN if referral is Referral.OWN else Verdict.CHANGE
