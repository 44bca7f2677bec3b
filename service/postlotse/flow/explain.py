"""What would happen to these messages: the same core as processing, nothing written, nothing sent, no database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from postlotse.core.calendar import city_time
from postlotse.core.decide import Decision, decide
from postlotse.core.errors import ParseRefused
from postlotse.core.house import House
from postlotse.core.mail import calendars, threads
from postlotse.core.mail.types import Address, Event, Mail
from postlotse.core.ports import Clock, TopicModel
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import concern_json, evidence_json, reason_json, topic_json, trace_json
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


def explain(lens: Lens, read: Iterable[tuple[str, Mail | ParseRefused]]) -> Iterator[dict[str, Any]]:
    """Yield one record of the explain format (`docs/explain-format.md`) for each (path, mail), in order."""
    batch: list[tuple[str, Mail | ParseRefused]] = []
    for item in read:
        batch.append(item)
        if len(batch) >= BATCH:
            yield from _explain_batch(lens, batch)
            batch = []
    yield from _explain_batch(lens, batch)


def refused(path: str, code: str, sentence: str) -> dict[str, Any]:
    """Return the record of a message that cannot be read."""
    return {"v": VERSION, "path": path, "error": {"code": code, "sentence": sentence}}


def _explain_batch(lens: Lens, batch: list[tuple[str, Mail | ParseRefused]]) -> Iterator[dict[str, Any]]:
    wordy = [m for _, m in batch if isinstance(m, Mail) and needs_words(m, lens.house.spam_headers)]
    languages = {id(m): lens.detect(*own_words(m)) for _, m in batch if isinstance(m, Mail)}
    guesses = lens.model.guess([own_words(m) for m in wordy], [languages[id(m)].code for m in wordy]) if wordy else []
    by_mail = {id(mail): guess for mail, guess in zip(wordy, guesses, strict=True)}
    for path, mail in batch:
        if isinstance(mail, ParseRefused):
            yield refused(path, "unreadable", str(mail))
        else:
            yield _record(lens, path, mail, by_mail.get(id(mail), Guess()), languages[id(mail)])


def _record(lens: Lens, path: str, mail: Mail, guess: Guess, language: Language) -> dict[str, Any]:
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
    return record(path, understood, decision)


def _answers(mail: Mail, house: House) -> bool:
    """Tell whether a mail names a case of ours: by token, or by a number in a reply; without a database that must do."""
    clues = threads.clues(mail, address=house.address)
    return bool(clues.tokens or (clues.numbers and clues.answers))


def record(path: str, understood: Understanding, decision: Decision) -> dict[str, Any]:
    """Return the explain record of one decided message."""
    mail = understood.mail
    return {
        "v": VERSION,
        "path": path,
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
        "sure": understood.guess.sure,
        "concerns": [concern_json(c) for c in decision.concerns],
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
        "trace": trace_json(decision),
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
