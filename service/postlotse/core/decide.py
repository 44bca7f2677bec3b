"""Facts + rule book → Decision: one per concern, with reason codes and sentences.  Writes nothing, sends nothing.

Route `auto` needs all of: a rule that says so, tier A, no sensitive flag, a probability at least as high as the rule,
the topic and the model ask for, a sender who was not refused by our own mail server, and a topic that has earned it
(`core.earned`); on probation the route is `shadow`.  Everything else waits for a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from postlotse.core.calendar import working_day_after
from postlotse.core.confirm import Acknowledgement, acknowledge, stopped
from postlotse.core.consent import tier_of
from postlotse.core.directory import find
from postlotse.core.directory.types import Office
from postlotse.core.earned import sentence, standing
from postlotse.core.facts import Facts
from postlotse.core.house import House
from postlotse.core.mail import authentication, threads
from postlotse.core.mail.types import Mail
from postlotse.core.names import (
    SENSITIVE_FLAGS,
    UNCLEAR,
    Flag,
    Kind,
    Priority,
    Referral,
    Route,
    Tier,
)
from postlotse.core.reasons import Reason
from postlotse.core.rules.conditions.message import below
from postlotse.core.rules.match import match
from postlotse.core.rules.types import Match, RuleBook, TraceStep
from postlotse.core.situation import Situation
from postlotse.core.topics.book import threshold
from postlotse.core.topics.types import TopicGuess
from postlotse.core.understand import Understanding, own_words
from postlotse.core.words import TIER_WORDS, percent

#: A further topic becomes a concern of its own from this probability on.
SECOND_TOPIC = 0.35
MAX_CONCERNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernDecision:
    """Where one concern goes, and why.  `office` "" = nobody yet, a person picks.

    `due_on` is the day that `due_days` working days end on.  `ask_consent`: a rule wants the sender to be asked first.
    `templates` are the names of mail templates that take the place of the usual ones (`refer-sport`).
    """

    topic: str
    probability: float
    office: str
    involve: tuple[str, ...]
    tier: Tier
    referral: Referral
    route: Route
    rule: str
    priority: Priority
    due_days: int | None
    reasons: tuple[Reason, ...]
    alternatives: tuple[TopicGuess, ...]
    trace: tuple[TraceStep, ...]
    tags: tuple[str, ...] = ()
    due_on: date | None = None
    ask_consent: bool = False
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything decided about one message."""

    kind: Kind
    concerns: tuple[ConcernDecision, ...]
    acknowledgement: Acknowledgement
    rules_fingerprint: str
    breaker: bool = False  # acknowledgements are stopped altogether: too many in ten minutes

    @property
    def trace(self) -> tuple[TraceStep, ...]:
        """Return the trace of the first concern; the others differ only where rules ask for the topic."""
        return self.concerns[0].trace if self.concerns else ()


def decide(understood: Understanding, book: RuleBook, house: House, situation: Situation) -> Decision:
    """Return the decision for one message."""
    seen = facts_of(understood, book, house, situation)
    concerns: tuple[ConcernDecision, ...] = ()
    if understood.kind is Kind.CONCERN or (understood.kind is Kind.REPLY and not situation.in_case):
        concerns = _joined(_concern(topic, seen, book, house, situation) for topic in _concern_topics(understood))
        concerns = _held_together(concerns)
    return Decision(
        kind=understood.kind,
        concerns=concerns,
        acknowledgement=_with_template(acknowledge(understood, book, house, situation), concerns),
        rules_fingerprint=book.fingerprint,
        breaker=stopped(book.replies, situation.counts),
    )


def _with_template(confirmation: Acknowledgement, concerns: tuple[ConcernDecision, ...]) -> Acknowledgement:
    """Return the acknowledgement with the template that the first concern asks for."""
    chosen = (t for c in concerns for t in c.templates if t.startswith(f"{confirmation.template}-"))
    return replace(confirmation, template=next(chosen, confirmation.template))


def _held_together(concerns: tuple[ConcernDecision, ...]) -> tuple[ConcernDecision, ...]:
    """Let nothing leave by itself while another concern of the mail may not: a forward carries the whole text."""
    if all(concern.tier is Tier.A for concern in concerns):
        return concerns
    sentence = "Nicht von selbst: die Mail enthält noch ein Anliegen, das nicht einfach weitergegeben werden darf."
    against = Reason(code="auto_other_concern", sentence=sentence)
    return tuple(
        replace(c, route=Route.REVIEW, reasons=(*c.reasons, against)) if c.route in (Route.AUTO, Route.SHADOW) else c
        for c in concerns
    )


def facts_of(understood: Understanding, book: RuleBook, house: House, situation: Situation) -> Facts:
    """Return what the rules may look at."""
    mail = understood.mail
    organisation = find.organisation_of(book, mail.author.address)
    recipients = tuple(a.key for a in (*mail.to, *mail.cc))
    return Facts(
        kind=understood.kind,
        sender=mail.author,
        received_at=situation.received_at,
        language=understood.language.code,
        organisation=organisation.id if organisation else "",
        first_contact=situation.first_contact,
        recipients=recipients,
        tags=tuple(r.partition("@")[0].partition("+")[2] for r in recipients if "+" in r.partition("@")[0]),
        subject=mail.subject,
        text=own_words(mail)[1],
        topics=understood.guess.topics,
        abstained=understood.guess.abstained,
        flags=understood.flag_set,
        attachments=mail.attachments,
        in_case=situation.in_case,
        authenticated=authentication.verdict(mail, house.authserv_id),
        may_circle=_may_circle(mail, book, house, situation),
        case=situation.case,
        absent=frozenset(office.id for office in book.offices.values() if office.absent(situation.today)),
        calendar=book.calendar,
    )


def _may_circle(mail: Mail, book: RuleBook, house: House, situation: Situation) -> bool:
    """Tell whether this may be an echo of our own mail: forwarding it by itself again could go on for ever (mailfacts §4.3)."""
    return (
        threads.hops(mail) > 0
        or bool(threads.clues(mail, address=house.address).numbers)
        or mail.author.key in find.our_addresses(book, house.ours)
        or situation.counts.address_day >= book.replies.ack_per_address_day
    )


def _concern_topics(understood: Understanding) -> tuple[TopicGuess, ...]:
    """Return the topics that become concerns: the first, and every other that is likely enough; one unclear one otherwise."""
    topics = understood.guess.topics
    if understood.guess.abstained or not topics:
        best = topics[0].probability if topics else 0.0
        return (TopicGuess(id=UNCLEAR, probability=best),)
    return (topics[0], *(t for t in topics[1:MAX_CONCERNS] if t.probability >= SECOND_TOPIC))


def _joined(concerns: Iterable[ConcernDecision]) -> tuple[ConcernDecision, ...]:
    """Return the concerns with those that go to the same office in the same way made one: an office gets one mail."""
    kept: dict[tuple[str, Referral, str], ConcernDecision] = {}
    for concern in concerns:
        key = (concern.office, concern.referral, "" if concern.office else concern.topic)
        first = kept.get(key)
        if first is None:
            kept[key] = concern
            continue
        also = Reason(code=f"also:{concern.topic}", sentence=f"Auch dafür zuständig: {concern.reasons[0].sentence}")
        days = [d for d in (first.due_days, concern.due_days) if d is not None]
        ends = [d for d in (first.due_on, concern.due_on) if d is not None]
        probation = tuple(r for r in concern.reasons if r.code == "auto_shadow")
        kept[key] = replace(
            first,
            reasons=(*first.reasons, also, *probation),
            involve=tuple(dict.fromkeys((*first.involve, *concern.involve))),
            priority=min(first.priority, concern.priority, key=list(Priority).index),
            due_days=min(days, default=None),
            due_on=min(ends, default=None),
            tags=tuple(dict.fromkeys((*first.tags, *concern.tags))),
            ask_consent=first.ask_consent or concern.ask_consent,
            templates=first.templates or concern.templates,
            route=_both(first.route, concern.route),
        )
    return tuple(kept.values())


def _both(first: Route, second: Route) -> Route:
    """Return the route of two concerns that go as one mail: the more careful one."""
    if first is second:
        return first
    return Route.SHADOW if {first, second} == {Route.AUTO, Route.SHADOW} else Route.REVIEW


def _concern(topic: TopicGuess, facts: Facts, book: RuleBook, house: House, situation: Situation) -> ConcernDecision:
    """Return the decision for one concern of the message."""
    found = match(book, facts, topic, today=situation.today)
    office = book.offices.get(found.office)
    tier = tier_of(office, facts.flags)
    reasons = [_topic_reason(topic, book), *_rule_reasons(found, book)]
    referral = _referral(found, office, tier, facts, house, reasons)
    route = _route(found, topic, office, tier, facts, book, referral, reasons)
    if route is Route.AUTO:
        route = _earned(topic.id, book, house, situation, reasons)
    if office and office.absent(situation.today):
        reasons.append(Reason(code="office_absent", sentence=f"„{office.name}“ ist gerade abwesend und hat keine Vertretung."))
    # § 16 SGB I goes first: an application is passed on at once, whoever would rather ask.
    asks = found.ask_consent and not (Flag.BENEFIT_APPLICATION in facts.flags and tier is not Tier.C)
    if asks:
        reasons.append(Reason(code="ask_consent", sentence=_consent_sentence(office)))
    due_days = 0 if Flag.BENEFIT_APPLICATION in facts.flags else found.due_days
    return ConcernDecision(
        topic=topic.id,
        probability=topic.probability,
        office=office.id if office else "",
        involve=tuple(i for i in found.involve if i in book.offices),
        tier=tier,
        referral=referral,
        route=route,
        rule=found.rule,
        priority=_priority(found, facts),
        due_days=due_days,
        due_on=_due_on(due_days, book, situation),
        reasons=tuple(reasons),
        alternatives=tuple(t for t in facts.topics[:5] if t.id != topic.id),
        trace=found.trace,
        tags=found.tags,
        ask_consent=asks,
        templates=found.templates,
    )


def _due_on(days: int | None, book: RuleBook, situation: Situation) -> date | None:
    """Return the day by which it has to be done: today, or so many working days later."""
    if not days:
        return situation.today if days == 0 else None
    return working_day_after(situation.today, days, land=book.calendar.land, closures=book.calendar.closures)


def _consent_sentence(office: Office | None) -> str:
    """Return what a person should do before anything is passed on."""
    to = f" an „{office.name}“" if office else ""
    return f"Erst fragen: Die Person soll zustimmen, bevor etwas{to} weitergegeben wird."


def _topic_reason(topic: TopicGuess, book: RuleBook) -> Reason:
    if topic.id == UNCLEAR:
        return Reason(code="topic_unclear", sentence="Kein Thema ist sicher genug; bitte selbst wählen.")
    known = book.topics.get(topic.id)
    words = f" Dafür sprechen: {', '.join(topic.evidence)}." if topic.evidence else ""
    label = known.names.get("de", topic.id) if known else topic.id
    new = " Das Thema ist neu: Die Mail passt zu seiner Beschreibung." if topic.described else ""
    return Reason(code="topic", sentence=f"Thema „{label}“ mit {percent(topic.probability)}.{new}{words}")


def _rule_reasons(found: Match, book: RuleBook) -> list[Reason]:
    """Return the deciding rule's sentence, or that none matched."""
    if not found.rule:
        return [Reason(code="no_rule", sentence="Keine Regel trifft zu; ein Mensch entscheidet.")]
    sentences = {rule.id: rule.sentence for rule in book.rules}
    return [Reason(code=f"rule:{rule}", sentence=sentences.get(rule, rule)) for rule in found.rules or (found.rule,)]


def _referral(found: Match, office: Office | None, tier: Tier, facts: Facts, house: House, reasons: list[Reason]) -> Referral:
    """Return how the concern is passed on: never a hand-over where the tier asks for consent first, except by legal duty."""
    if office is None or (office.address and office.address.lower() in house.ours):
        return found.referral if found.referral in (Referral.BUNDLE, Referral.OWN) else Referral.OWN
    if Flag.BENEFIT_APPLICATION in facts.flags and tier is not Tier.C:
        reasons.append(
            Reason(
                code="sgb1_16",
                sentence="Kann ein Antrag auf Sozialleistungen sein (§ 16 SGB I): heute weitergeben, ohne Einwilligung.",
            )
        )
        return Referral.HAND_OVER
    if tier is Tier.A:
        return found.referral or Referral.HAND_OVER
    if found.referral in (Referral.HAND_OVER, Referral.INVOLVE, None):
        reasons.append(Reason(code=f"tier_{tier}", sentence=_tier_sentence(tier, facts)))
        return Referral.REFER
    return found.referral


def _tier_sentence(tier: Tier, facts: Facts) -> str:
    match tier:
        case Tier.A_SENSITIVE if SENSITIVE_FLAGS & facts.flags:
            return "Besonders geschützte Angaben: erst fragen oder den Kontakt nennen."
        case Tier.A_SENSITIVE:
            return "Diese Stelle nur nach Rückfrage: erst fragen oder den Kontakt nennen."
        case Tier.B:
            return "Andere Behörde: ohne Einwilligung nur den Kontakt nennen."
        case Tier.C:
            return "Stelle außerhalb der Stadt: ohne Einwilligung nur den Kontakt nennen."
        case Tier.A:
            return ""


def _route(
    found: Match,
    topic: TopicGuess,
    office: Office | None,
    tier: Tier,
    facts: Facts,
    book: RuleBook,
    referral: Referral,
    reasons: list[Reason],
) -> Route:
    """Return `auto` only when nothing speaks against it; each objection becomes a reason."""
    if found.route is not Route.AUTO:
        return found.route
    wanted = max(found.min_probability, threshold(book.topics[topic.id], facts.language) if topic.id in book.topics else 1.0)
    objections = [
        (found.ask_consent, "auto_consent", "Nicht von selbst: erst soll gefragt werden."),
        (tier is not Tier.A, "auto_tier", f"Nicht von selbst: die Stelle gilt als „{TIER_WORDS[tier]}“."),
        (office is None or not office.address, "auto_office", "Nicht von selbst: keine Stelle mit Adresse."),
        (
            referral not in (Referral.HAND_OVER, Referral.INVOLVE),
            "auto_referral",
            "Nicht von selbst: wird nicht weitergeleitet.",
        ),
        (facts.abstained, "auto_abstained", "Nicht von selbst: das Thema ist unsicher."),
        (topic.described, "auto_new_topic", "Nicht von selbst: das Thema ist neu, das Modell hat es noch nicht gelernt."),
        (
            topic.probability < wanted,
            "auto_probability",
            f"Nicht von selbst: {percent(below(topic.probability))} sicher, verlangt sind {percent(wanted)}.",
        ),
        (facts.authenticated is False, "auto_sender", "Nicht von selbst: der Absender ist nicht bestätigt."),
        (facts.may_circle, "auto_circle", "Nicht von selbst: die Mail könnte im Kreis laufen (Amt, Vorgang oder Automat)."),
        (Flag.COMPLAINT in facts.flags, "auto_complaint", "Nicht von selbst: die Mail enthält eine Beschwerde."),
    ]
    against = [Reason(code=code, sentence=sentence) for holds, code, sentence in objections if holds]
    reasons.extend(against)
    return Route.REVIEW if against else Route.AUTO


def _earned(topic: str, book: RuleBook, house: House, situation: Situation, reasons: list[Reason]) -> Route:
    """Return `auto` for a topic that has earned it or was granted it, else `shadow`, with the sentence that says why."""
    known = book.topics.get(topic)
    label = known.names.get("de", topic) if known else topic
    granted = house.auto.grants(topic)
    if situation.standings is None:
        if not granted:
            why = f"Von selbst nur, wenn sich „{label}“ im Probebetrieb bewährt hat; das weiß nur der laufende Dienst."
            reasons.append(Reason(code="auto_if_earned", sentence=why))
        return Route.AUTO
    now = situation.standings.get(topic) or standing((), house.auto, granted=granted)
    if why := sentence(label, now):
        reasons.append(Reason(code="auto_earned" if now.free else "auto_shadow", sentence=why))
    return Route.AUTO if now.free else Route.SHADOW


def _priority(found: Match, facts: Facts) -> Priority:
    """Return the priority: danger and benefit applications are urgent whatever the rules say."""
    if facts.flags & {Flag.DANGER, Flag.BENEFIT_APPLICATION}:
        return Priority.URGENT
    if Flag.DEADLINE in facts.flags and found.priority is Priority.NORMAL:
        return Priority.HIGH
    return found.priority
