"""Core values ↔ versioned JSON: what the store keeps of a message, so that it can be shown, replayed and forwarded later.

Only plain JSON values leave here; `understanding` reads every version that was ever written.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from postlotse.core.confirm import Acknowledgement
from postlotse.core.decide import ConcernDecision, Decision
from postlotse.core.mail import codec
from postlotse.core.names import Flag, Kind, Priority, Referral, Route, Tier
from postlotse.core.reasons import Reason
from postlotse.core.rules.types import TraceStep
from postlotse.core.topics.types import FlagHit, Guess, Language, Neighbour, TopicGuess
from postlotse.core.understand import Understanding

VERSION = 1


def dump(understood: Understanding, decision: Decision) -> dict[str, Any]:
    """Return the snapshot of one message as JSON-able values."""
    return {
        "v": VERSION,
        "mail": codec.to_plain(understood.mail),
        "kind": understood.kind.value,
        "kind_reason": reason_json(understood.kind_reason),
        "language": {"code": understood.language.code, "confidence": round(understood.language.confidence, 4)},
        "topics": [topic_json(t) for t in understood.guess.topics],
        "kinds": [list(pair) for pair in understood.guess.kinds],
        "flag_guesses": [list(pair) for pair in understood.guess.flags],
        "abstained": understood.guess.abstained,
        "sure": understood.guess.sure,
        "evidence": evidence_json(understood.guess),
        "flags": [{"flag": hit.flag.value, "why": hit.why} for hit in understood.flags],
        "concerns": [_kept(c, decision) for c in decision.concerns],
        "acknowledgement": {
            "send": decision.acknowledgement.send,
            "reason": reason_json(decision.acknowledgement.reason),
            "languages": list(decision.acknowledgement.languages),
            "template": decision.acknowledgement.template,
        },
        "trace": trace_json(decision.trace),
    } | ({"outside": True} if understood.guess.outside else {})


def _kept(concern: ConcernDecision, decision: Decision) -> dict[str, Any]:
    """Return a concern as it is kept: with its own trace where it is not the one kept for the message."""
    kept = concern_json(concern)
    more = {"due_days": concern.due_days, "due_on": concern.due_on and concern.due_on.isoformat()}
    kept |= {key: value for key, value in more.items() if value is not None}
    kept |= {"ask_consent": True} if concern.ask_consent else {}
    lists = {"tags": concern.tags, "templates": concern.templates}
    kept |= {key: list(value) for key, value in lists.items() if value}
    return kept if concern.trace == decision.trace else kept | {"trace": trace_json(concern.trace)}


def load(stored: Mapping[str, Any]) -> Understanding:
    """Return the understanding that a snapshot holds."""
    evidence = stored.get("evidence", {})
    return Understanding(
        mail=codec.from_plain(stored["mail"]),
        kind=Kind(stored["kind"]),
        kind_reason=Reason(**stored["kind_reason"]),
        language=Language(code=stored["language"]["code"], confidence=stored["language"]["confidence"]),
        guess=Guess(
            topics=tuple(
                TopicGuess(
                    id=t["id"],
                    probability=t["probability"],
                    evidence=tuple(t["evidence"]),
                    sentence=evidence.get("sentence", "") if rank == 0 else "",
                    described=t.get("described", False),
                )
                for rank, t in enumerate(stored["topics"])
            ),
            kinds=tuple((k, p) for k, p in stored["kinds"]),
            flags=tuple((f, p) for f, p in stored["flag_guesses"]),
            abstained=stored["abstained"],
            sure=stored.get("sure", False),
            flag_evidence=tuple((flag, tuple(words)) for flag, words in evidence.get("flags", {}).items()),
            neighbours=tuple(Neighbour(**n) for n in evidence.get("neighbours", ())),
            outside=stored.get("outside", False),
        ),
        flags=tuple(FlagHit(flag=Flag(f["flag"]), why=f["why"]) for f in stored["flags"]),
    )


def decision(stored: Mapping[str, Any], *, rules_fingerprint: str = "") -> Decision:
    """Return the decision that a snapshot holds, as it was made; what was not kept then is empty."""
    shared = _trace(stored.get("trace", ()))
    told = stored.get("acknowledgement") or {}
    return Decision(
        kind=Kind(stored["kind"]),
        concerns=tuple(
            ConcernDecision(
                topic=c["topic"],
                probability=c.get("probability", 0.0),
                office=c.get("office") or "",
                involve=tuple(c.get("involve", ())),
                tier=Tier(c["tier"]),
                referral=Referral(c["referral"]),
                route=Route(c["route"]),
                rule=c.get("rule") or "",
                priority=Priority(c.get("priority", Priority.NORMAL)),
                due_days=c.get("due_days"),
                due_on=date.fromisoformat(c["due_on"]) if c.get("due_on") else None,
                ask_consent=c.get("ask_consent", False),
                tags=tuple(c.get("tags", ())),
                templates=tuple(c.get("templates", ())),
                reasons=tuple(Reason(**r) for r in c.get("reasons", ())),
                alternatives=(),
                trace=_trace(c["trace"]) if "trace" in c else shared,
            )
            for c in stored.get("concerns", ())
        ),
        acknowledgement=Acknowledgement(
            send=told.get("send", False),
            reason=Reason(**told["reason"]) if "reason" in told else Reason(code="unknown", sentence=""),
            languages=tuple(told.get("languages", ())),
            template=told.get("template", "acknowledgement"),
        ),
        rules_fingerprint=rules_fingerprint,
    )


def _trace(steps: Iterable[Mapping[str, Any]]) -> tuple[TraceStep, ...]:
    return tuple(TraceStep(rule=step["rule"], matched=step["matched"], why=step["why"]) for step in steps)


def reason_json(reason: Reason) -> dict[str, str]:
    """Return a reason as JSON-able values."""
    return {"code": reason.code, "sentence": reason.sentence}


def topic_json(topic: TopicGuess) -> dict[str, Any]:
    """Return a topic guess as JSON-able values, probability to four places; `described` only where it is so."""
    told = {"id": topic.id, "probability": round(topic.probability, 4), "evidence": list(topic.evidence)}
    return told | {"described": True} if topic.described else told


def evidence_json(guess: Guess) -> dict[str, Any]:
    """Return what spoke for the first topic and for the flags beyond single words of topics, and what was decided before."""
    return {
        "sentence": guess.topics[0].sentence if guess.topics else "",
        "flags": {flag: list(words) for flag, words in guess.flag_evidence},
        "neighbours": [{"id": n.id, "topic": n.topic, "likeness": n.likeness} for n in guess.neighbours],
    }


def concern_json(concern: ConcernDecision) -> dict[str, Any]:
    """Return a concern as the explain format has it, with the stored extras."""
    return {
        "topic": concern.topic,
        "probability": round(concern.probability, 4),
        "office": concern.office or None,
        "involve": list(concern.involve),
        "tier": concern.tier.value,
        "referral": concern.referral.value,
        "route": concern.route.value,
        "rule": concern.rule or None,
        "priority": concern.priority.value,
        "reasons": [reason_json(r) for r in concern.reasons],
    }


def trace_json(trace: Iterable[TraceStep]) -> list[dict[str, Any]]:
    """Return the rules that were tried, in order."""
    return [{"rule": step.rule, "matched": step.matched, "why": step.why} for step in trace]
