"""Try the rules of the book on one concern.  Says what the rules say, and why; whether it may happen decides `core.decide`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from postlotse.core.directory.find import stand_in
from postlotse.core.directory.types import Office
from postlotse.core.facts import Facts
from postlotse.core.names import Flag, Priority, Referral, Route
from postlotse.core.rules.types import Action, Match, Rule, RuleBook, TraceStep
from postlotse.core.topics.types import TopicGuess

_RANK = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2}


@dataclass(slots=True)
class _Gathered:
    """What the matching rules said so far."""

    decider: str = ""
    office: str = ""
    referral: Referral | None = None
    route: Route = Route.REVIEW
    min_probability: float = 1.0
    priority: Priority = Priority.NORMAL
    due_days: int | None = None
    involve: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    ask_consent: bool = False


def match(book: RuleBook, facts: Facts, topic: TopicGuess | None, *, today: date) -> Match:
    """Return what the rules say about the concern with this topic (None or `unklar` = no topic is sure enough).

    The first matching rule that names an office, a referral or a route decides these; rules before it, and after it as long
    as every matching one continues, only add (involve, tags, the higher priority, the earlier due date, a template where
    none was named, that consent is asked for).  Without a deciding rule the office is the topic's default one or "" and the
    route is review.  An absent office is replaced by its deputy; without one a person decides.  The trace holds every rule
    that was tried.
    """
    gathered = _Gathered()
    trace: list[TraceStep] = []
    for rule in book.rules:
        outside = _outside_validity(rule, today)
        if outside:
            trace.append(TraceStep(rule=rule.id, matched=False, why=outside))
            continue
        verdict = rule.when.test(facts, topic)
        if not verdict.holds:
            trace.append(TraceStep(rule=rule.id, matched=False, why=f"Trifft nicht zu: {verdict.why}."))
            continue
        decides = decides_something(rule.then)
        taken = decides and not gathered.decider
        _add(gathered, rule, taken=taken)
        effect = "" if taken or not decides else f" Stelle und Weg stehen schon durch die Regel „{gathered.decider}“ fest."
        trace.append(TraceStep(rule=rule.id, matched=True, why=f"Trifft zu: {verdict.why}.{effect}"))
        if rule.then.stop:
            break
    if not gathered.decider:
        known = book.topics.get(topic.id) if topic is not None else None
        if known is not None and known.office and Flag.COMPLAINT not in facts.flags:
            gathered.office = known.office
            trace.append(
                TraceStep(
                    rule="", matched=True, why="Keine Regel trifft zu: die übliche Stelle des Themas, ein Mensch entscheidet."
                )
            )
    found = Match(
        rule=gathered.decider,
        office=gathered.office,
        involve=tuple(o for o in gathered.involve if o != gathered.office),
        referral=gathered.referral,
        route=gathered.route,
        min_probability=gathered.min_probability,
        priority=gathered.priority,
        due_days=gathered.due_days,
        tags=tuple(gathered.tags),
        rules=tuple(gathered.rules),
        templates=tuple(gathered.templates.values()),
        ask_consent=gathered.ask_consent,
    )
    return _replace_absent(found, trace, book.offices, today)


def decides_something(action: Action) -> bool:
    """Tell whether an action sets office, referral or route, rather than only adding."""
    return bool(action.office) or action.referral is not None or action.route is not None


def _outside_validity(rule: Rule, today: date) -> str:
    """Return why a rule does not count today, or ""."""
    if rule.valid_from is not None and today < rule.valid_from:
        return f"Gilt erst ab {rule.valid_from:%d.%m.%Y}."
    if rule.valid_until is not None and today > rule.valid_until:
        return f"Galt nur bis {rule.valid_until:%d.%m.%Y}."
    return ""


def _add(gathered: _Gathered, rule: Rule, *, taken: bool) -> None:
    """Add what a matching rule says; `taken` = it is the one that decides."""
    action = rule.then
    if taken:
        gathered.decider = rule.id
        gathered.office = action.office
        gathered.referral = action.referral
        gathered.route = action.route or Route.REVIEW
        gathered.min_probability = action.min_probability
    gathered.rules.append(rule.id)
    gathered.involve.update(dict.fromkeys(action.involve))
    gathered.tags.update(dict.fromkeys(action.tags))
    gathered.ask_consent = gathered.ask_consent or action.ask_consent
    for template in action.templates:
        gathered.templates.setdefault(template.partition("-")[0], template)
    if action.priority is not None and _RANK[action.priority] < _RANK[gathered.priority]:
        gathered.priority = action.priority
    if action.due_days is not None:
        gathered.due_days = action.due_days if gathered.due_days is None else min(gathered.due_days, action.due_days)


def _replace_absent(found: Match, trace: list[TraceStep], offices: Mapping[str, Office], today: date) -> Match:
    """Put the deputy in the place of an absent office and say so in the trace."""
    office = offices.get(found.office)
    if office is None or not office.absent(today):
        return replace(found, trace=tuple(trace))
    deputy = stand_in(offices, office.id, today)
    if deputy == office.id:
        trace.append(
            TraceStep(
                rule=found.rule,
                matched=True,
                why=f"{office.name} ist abwesend und hat keine Vertretung; ein Mensch entscheidet.",
            )
        )
        return replace(found, route=_careful(found.route), trace=tuple(trace))
    route = found.route if offices[deputy].tier is office.tier else _careful(found.route)
    trace.append(
        TraceStep(rule=found.rule, matched=True, why=f"{office.name} ist abwesend; Vertretung: {offices[deputy].name}.")
    )
    involve = tuple(o for o in found.involve if o != deputy)
    return replace(found, office=deputy, involve=involve, route=route, trace=tuple(trace))


def _careful(route: Route) -> Route:
    """Return the route with a person in it."""
    return Route.REVIEW if route is Route.AUTO else route
