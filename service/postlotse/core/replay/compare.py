"""Two decisions on the same message: what is different, concern by concern.  Pure; knows nothing of the past."""

from collections.abc import Mapping

from postlotse.core.decide import ConcernDecision, Decision
from postlotse.core.names import Route
from postlotse.core.replay.types import AckChange, AckSide, Change, ChangeKind, ConcernChange, Side

#: How the reason of a further topic begins that goes to the same office in the same mail (`core.decide`).
ALSO = "also:"
#: Routes on which nobody has to look, as far as the rules go.
BY_ITSELF = (Route.AUTO, Route.SHADOW)


def compare(before: Decision, after: Decision, *, merged: Mapping[str, str] | None = None) -> Change | None:
    """Return what is different, or None when nothing is.

    Concerns are paired by topic; `merged` maps a topic that was merged to the one that it is now.  What is left over on both
    sides (the topic itself is another) is paired in order.
    """
    concerns = _concerns(sides(before, merged or {}), sides(after, merged or {}))
    acknowledgement = _acknowledgement(before, after)
    return Change(concerns=concerns, acknowledgement=acknowledgement) if concerns or acknowledgement else None


def sides(decision: Decision, merged: Mapping[str, str]) -> dict[str, Side]:
    """Return what a decision says of each topic, those included that share a mail with another."""
    found: dict[str, Side] = {}
    for concern in decision.concerns:
        for topic in (concern.topic, *(r.code.removeprefix(ALSO) for r in concern.reasons if r.code.startswith(ALSO))):
            now = merged.get(topic, topic)
            found.setdefault(now, _side(concern, now))
    return found


def _side(concern: ConcernDecision, topic: str) -> Side:
    return Side(
        topic=topic,
        office=concern.office,
        tier=concern.tier,
        referral=concern.referral,
        route=concern.route,
        rule=concern.rule,
        involve=concern.involve,
        priority=concern.priority,
        due_days=concern.due_days,
        due_on=concern.due_on,
        ask_consent=concern.ask_consent,
        templates=concern.templates,
        tags=concern.tags,
    )


def _concerns(before: dict[str, Side], after: dict[str, Side]) -> tuple[ConcernChange, ...]:
    if before == after:
        return ()
    pairs: list[tuple[Side | None, Side | None]] = [(before[topic], after[topic]) for topic in before if topic in after]
    gone = [side for topic, side in before.items() if topic not in after]
    new = [side for topic, side in after.items() if topic not in before]
    pairs += zip(gone, new, strict=False)
    pairs += [(side, None) for side in gone[len(new) :]]
    pairs += [(None, side) for side in new[len(gone) :]]
    kinds = ((_kind(*pair), *pair) for pair in pairs)
    return tuple(ConcernChange(kind=kind, before=old, after=now) for kind, old, now in kinds if kind)


def _kind(before: Side | None, after: Side | None) -> ChangeKind | None:
    """Return the weightiest difference, None when there is none."""
    if before is None or after is None:
        return ChangeKind.ADDED if before is None else ChangeKind.GONE
    differences = (
        (bool(before.office) and not after.office, ChangeKind.UNROUTED),
        (bool(after.office) and not before.office, ChangeKind.ROUTED),
        (before.office != after.office, ChangeKind.OFFICE),
        (before.asks_consent != after.asks_consent, ChangeKind.CONSENT),
        (before.route is not after.route, ChangeKind.ROUTE),
        (before.referral is not after.referral, ChangeKind.REFERRAL),
        (before.tier is not after.tier, ChangeKind.TIER),
        (before.topic != after.topic, ChangeKind.TOPIC),
        (set(before.involve) != set(after.involve), ChangeKind.INVOLVE),
        (before.priority is not after.priority, ChangeKind.PRIORITY),
        ((before.due_days, before.due_on) != (after.due_days, after.due_on), ChangeKind.DUE),
        (set(before.templates) != set(after.templates), ChangeKind.TEMPLATE),
        (set(before.tags) != set(after.tags), ChangeKind.TAGS),
        (before.rule != after.rule, ChangeKind.RULE),
    )
    return next((kind for differs, kind in differences if differs), None)


def _acknowledgement(before: Decision, after: Decision) -> AckChange | None:
    """Return how the acknowledgement differs; in what it would have been while none is sent it does not."""
    old, new = before.acknowledgement, after.acknowledgement
    if old.send == new.send and (not old.send or (old.languages, old.template) == (new.languages, new.template)):
        return None
    return AckChange(before=_ack(before), after=_ack(after))


def _ack(decision: Decision) -> AckSide:
    ack = decision.acknowledgement
    return AckSide(
        send=ack.send, languages=ack.languages, template=ack.template, code=ack.reason.code, sentence=ack.reason.sentence
    )
