"""What would happen to these messages: the same core as processing, nothing written, nothing sent, no database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from postlotse.core.calendar import city_time
from postlotse.core.consent import ways
from postlotse.core.decide import ConcernDecision, Decision, decide
from postlotse.core.errors import ParseRefused
from postlotse.core.house import House
from postlotse.core.mail import calendars, threads
from postlotse.core.mail.types import Address, Event, Mail
from postlotse.core.names import Flag
from postlotse.core.ports import Clock, TopicModel
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import concern_json, evidence_json, reason_json, topic_json, trace_json
from postlotse.core.tell.concern import consent
from postlotse.core.tell.values import Origin
from postlotse.core.topics.types import Guess, Language
from postlotse.core.understand import Understanding, needs_words, own_words, understand

VERSION = 1
#: Messages understood together, so that the model works on batches.
BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """What explaining needs."""

    model: TopicModel
    detect: Callable[[str, str], Language]
    book: RuleBook
    house: House
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What would happen to one message, with the rules that say so."""

    path: str
    understood: Understanding
    decision: Decision
    book: RuleBook
    origin: Origin


def explain(lens: Lens, read: Iterable[tuple[str, Mail | ParseRefused]]) -> Iterator[dict[str, Any]]:
    """Yield one record of the explain format (`docs/explain-format.md`) for each (path, mail), in order."""
    for path, found in look(lens, read):
        yield refused(path, "unreadable", str(found)) if isinstance(found, ParseRefused) else record(found)


def look(lens: Lens, read: Iterable[tuple[str, Mail | ParseRefused]]) -> Iterator[tuple[str, "Explained | ParseRefused"]]:
    """Yield for each (path, mail), in order, what would happen to it, or why it cannot be read."""
    batch: list[tuple[str, Mail | ParseRefused]] = []
    for item in read:
        batch.append(item)
        if len(batch) >= BATCH:
            yield from _look_at(lens, batch)
            batch = []
    yield from _look_at(lens, batch)


def refused(path: str, code: str, sentence: str) -> dict[str, Any]:
    """Return the record of a message that cannot be read."""
    return {"v": VERSION, "path": path, "error": {"code": code, "sentence": sentence}}


def _look_at(lens: Lens, batch: list[tuple[str, Mail | ParseRefused]]) -> Iterator[tuple[str, Explained | ParseRefused]]:
    wordy = [m for _, m in batch if isinstance(m, Mail) and needs_words(m, lens.house.spam_headers)]
    languages = {id(m): lens.detect(*own_words(m)) for _, m in batch if isinstance(m, Mail)}
    guesses = lens.model.guess([own_words(m) for m in wordy], [languages[id(m)].code for m in wordy]) if wordy else []
    by_mail = {id(mail): guess for mail, guess in zip(wordy, guesses, strict=True)}
    for path, mail in batch:
        if isinstance(mail, ParseRefused):
            yield path, mail
        else:
            yield path, _decided(lens, path, mail, by_mail.get(id(mail), Guess()), languages[id(mail)])


def _decided(lens: Lens, path: str, mail: Mail, guess: Guess, language: Language) -> Explained:
    now = lens.clock()
    understood = understand(
        mail,
        guess=guess,
        detect=lambda *_: language,
        today=city_time(now).date(),
        answers_case=_answers(mail, lens.house),
        spam_headers=lens.house.spam_headers,
    )
    # A file has no time of arrival, and its Date header proves nothing: explain answers as of now.
    situation = Situation(now=now, received_at=now, standings=None)
    decision = decide(understood, lens.book, lens.house, situation)
    origin = Origin(rules=decision.rules_fingerprint, model=lens.model.fingerprint)
    return Explained(path=path, understood=understood, decision=decision, book=lens.book, origin=origin)


def _answers(mail: Mail, house: House) -> bool:
    """Tell whether a mail names a case of ours: by token, or by a number in a reply; without a database that must do."""
    clues = threads.clues(mail, address=house.address)
    return bool(clues.tokens or (clues.numbers and clues.answers))


def record(found: Explained) -> dict[str, Any]:
    """Return the explain record of one decided message."""
    understood, decision, mail = found.understood, found.decision, found.understood.mail
    return {
        "v": VERSION,
        "path": found.path,
        "mail": {
            "message_id": mail.message_id,
            "date": mail.date.isoformat() if mail.date else None,
            "from": _address(mail.author),
            "reply_to": [_address(a) for a in mail.reply_to],
            "to": [_address(a) for a in mail.to],
            "cc": [_address(a) for a in mail.cc],
            "subject": mail.subject,
            "text": mail.text,
            "full_text": mail.full_text,
            "quoted": mail.quoted,
            "signature": mail.signature,
            "forwarded_from": _address(mail.forwarded_from) if mail.forwarded_from else None,
            "forwarded_text": mail.forwarded_text,
            "attachments": [{"name": a.name, "type": a.type, "size": a.size} for a in mail.attachments],
            "attached_text": mail.attached_text,
            "events": [_event(e) for e in mail.events],
            "defects": list(mail.defects),
        },
        "kind": understood.kind.value,
        "kind_reason": understood.kind_reason.code,
        "kind_sentence": understood.kind_reason.sentence,
        "language": {"code": understood.language.code, "confidence": round(understood.language.confidence, 4)},
        "topics": [topic_json(t) for t in understood.guess.topics[:5]],
        "flags": [hit.flag.value for hit in understood.flags],
        "flag_reasons": [{"flag": hit.flag.value, "why": hit.why} for hit in understood.flags],
        "evidence": evidence_json(understood.guess),
        "abstained": understood.guess.abstained,
        "outside": understood.guess.outside,
        "sure": understood.guess.sure,
        "concerns": [_concern(c, understood.flag_set, found.book) for c in decision.concerns],
        "acknowledgement": {
            "send": decision.acknowledgement.send,
            "reason": reason_json(decision.acknowledgement.reason),
            "languages": list(decision.acknowledgement.languages),
            "template": decision.acknowledgement.template,
        },
        "bounce": (
            {"status": mail.report.status, "recipient": mail.report.recipient, "of": mail.report.of}
            if mail.report and understood.kind == "bounce"
            else None
        ),
        "trace": trace_json(decision.trace),
        "made_with": {"rules": found.origin.rules, "model": found.origin.model},
    }


def _concern(concern: ConcernDecision, flags: frozenset[Flag], book: RuleBook) -> dict[str, Any]:
    return concern_json(concern) | {
        "consent": {
            "bases": [basis.value for basis in ways(concern.tier, flags)] if concern.office else [],
            "sentence": consent(concern, flags, book),
        },
        "trace": trace_json(concern.trace),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "method": event.method,
        "summary": event.summary,
        "starts": event.starts,
        "ends": event.ends,
        "location": event.location,
        "organizer": _address(event.organizer) if event.organizer else None,
        "attendees": event.attendees,
        "answer": event.answer,
        "sentence": calendars.sentence(event),
    }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "address": address.address}
