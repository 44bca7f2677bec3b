"""Why a stored message was decided as it was, and what would be decided today.  Reads; writes and sends nothing.

The stored decision is told as it was made; only names of topics, offices and rules are those of now.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from postlotse.core.calendar import city_time
from postlotse.core.decide import decide
from postlotse.core.errors import NotFound
from postlotse.core.house import House
from postlotse.core.names import Outcome
from postlotse.core.ports import Clock, TopicModel
from postlotse.core.replay import sentences
from postlotse.core.replay.compare import compare
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import decision, load
from postlotse.core.tell import plainly
from postlotse.core.tell.concern import bare_reason
from postlotse.core.tell.told import tell
from postlotse.core.tell.values import Origin, Section
from postlotse.core.topics.book import name as topic_name
from postlotse.core.topics.book import successors
from postlotse.core.topics.types import Guess, Language
from postlotse.core.understand import choose_flags, needs_words, own_words, understand
from postlotse.flow import automation, rescue
from postlotse.flow.explain import Explained, record
from postlotse.store import reads, rulesets
from postlotse.store.shown import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """What looking at stored messages needs; `model` and `detect` are asked only for what would be decided today."""

    book: Callable[[], RuleBook]
    house: House
    clock: Clock
    model: Callable[[], TopicModel]
    detect: Callable[[str, str], Language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One stored message and a decision on it: the one that was made, or with `today` the one that would be made now."""

    message: Message
    explained: Explained
    today: bool


def then(glass: Glass, identity: int) -> Why:
    """Return the decision on a message as it was made; raises NotFound when there is none."""
    found = reads.message(identity)
    snapshot = _snapshot(found)
    book = glass.book()
    origin = Origin(
        rules=found.rules_fingerprint,
        model=found.model_fingerprint,
        decided_at=city_time(found.decided_at, glass.house.time_zone) if found.decided_at else None,
        rules_since=_since(found, glass.house),
        current=found.rules_fingerprint == book.fingerprint if found.rules_fingerprint else None,
    )
    explained = Explained(
        path=f"message:{identity}",
        understood=load(snapshot),
        decision=decision(snapshot, rules_fingerprint=found.rules_fingerprint),
        book=book,
        origin=origin,
    )
    return Why(message=found, explained=explained, today=False)


def today(glass: Glass, identity: int) -> Why:
    """Return what would be decided if the message came in now, with the rules, the model and the standings of now.

    Whether it belongs to a case, and whether its sender wrote before, counts as it was then; limits of acknowledgements do not.
    Raises NotFound when nothing of the message is kept.
    """
    found = reads.message(identity)
    before = load(_snapshot(found))
    mail = before.mail
    book, model, now = glass.book(), glass.model(), glass.clock()
    words = own_words(mail)
    language = glass.detect(*words)
    by_person = before.kind_reason.code in (rescue.PERSON.code, rescue.SPLIT.code)
    asked = by_person or needs_words(mail, glass.house.spam_headers)
    guess = model.guess([words], [language.code])[0] if asked else Guess()
    in_case = found.outcome == Outcome.JOINED_CASE
    understood = understand(
        mail,
        guess=guess,
        detect=lambda *_: language,
        today=city_time(now).date(),
        answers_case=in_case,
        spam_headers=glass.house.spam_headers,
    )
    if by_person:  # what a person said of the kind stands
        flags = choose_flags(mail, understood.guess, language.code, city_time(now).date())
        understood = replace(understood, kind=before.kind, kind_reason=before.kind_reason, flags=flags)
    situation = Situation(
        now=now,
        received_at=now,
        in_case=in_case,
        again=found.outcome == Outcome.DUPLICATE,
        first_contact=reads.earlier_contacts(found.sender, before=identity)[0] == 0,
        standings=automation.standings(glass.house, book, understood.guess),
    )
    explained = Explained(
        path=f"message:{identity}",
        understood=understood,
        decision=decide(understood, book, glass.house, situation),
        book=book,
        origin=Origin(rules=book.fingerprint, model=model.fingerprint, current=True),
    )
    return Why(message=found, explained=explained, today=True)


def sections(glass: Glass, why: Why, *, content: bool) -> tuple[Section, ...]:
    """Return the telling of a stored message's decision; without `content` nothing of the mail is quoted."""
    found = why.explained
    day = city_time(glass.clock(), glass.house.time_zone).date()
    return tell(found.understood, found.decision, found.book, today=day, content=content, origin=found.origin)


def differences(before: Why, after: Why) -> tuple[str, ...]:
    """Return in German what is different between two decisions on a message, none when nothing is; quotes no mail."""
    book = after.explained.book
    found = compare(before.explained.decision, after.explained.decision, merged=successors(book.topics))
    if found is None:
        return ()
    offices = {identity: office.name for identity, office in book.offices.items()}
    topics = {identity: topic_name(topic, "de") for identity, topic in book.topics.items()}
    said = [sentences.of_concern(change, offices, topics) for change in found.concerns]
    return (*said, *([sentences.of_acknowledgement(found.acknowledgement)] if found.acknowledgement else []))


def told(why: Why, *, content: bool) -> dict[str, Any]:
    """Return the explain record of a stored message; without `content` what is of the mail itself is left empty."""
    found = why.message
    whole = record(why.explained)
    kept = whole if content else _without_content(whole, why.explained.book)
    return kept | {
        "stored": {
            "message": found.id,
            "case": found.case_number,
            "received_at": found.received_at.isoformat(),
            "outcome": found.outcome,
            "today": why.today,
        }
    }


def messages_of(number: str) -> tuple[int, ...]:
    """Return the messages of a case in the order of their arrival; raises NotFound."""
    return tuple(notice.message for notice in reads.case(reads.case_number([number.strip().upper()])).messages)


def _since(found: Message, house: House) -> datetime | None:
    """Return since when the rules that decided were in use, None when that was not recorded."""
    if not found.rules_fingerprint or found.decided_at is None:
        return None
    try:
        since = rulesets.version(found.rules_fingerprint).activated_at
    except NotFound:
        return None
    # A set that came into use again later decided in an earlier time of use, which nobody asks for here.
    return city_time(since, house.time_zone) if since <= found.decided_at else None


def _snapshot(found: Message) -> dict[str, Any]:
    if found.snapshot is None:
        raise NotFound(
            f"Zu Nachricht {found.id} ist keine Entscheidung gespeichert: {found.reason or 'sie wurde nicht gelesen'}"
        )
    return found.snapshot


def _without_content(whole: dict[str, Any], book: RuleBook) -> dict[str, Any]:
    """Return a record in which everything that is of the mail itself is empty: texts, addresses, names, words."""
    told = whole["mail"]
    mail = {key: type(value)() if isinstance(value, (str, list)) else None for key, value in told.items()}
    return whole | {
        "mail": mail | {"date": told["date"], "from": {"name": "", "address": ""}, "defects": told["defects"]},
        "kind_sentence": plainly.bare(whole["kind_sentence"], book),
        "topics": [topic | {"evidence": []} for topic in whole["topics"]],
        "flag_reasons": [{"flag": hit["flag"], "why": plainly.headline(hit["why"])} for hit in whole["flag_reasons"]],
        "evidence": whole["evidence"] | {"sentence": "", "flags": {}},
        "concerns": [_bare_concern(concern, book) for concern in whole["concerns"]],
        "bounce": whole["bounce"] and whole["bounce"] | {"recipient": "", "of": ""},
        "trace": [step | {"why": plainly.bare(step["why"], book)} for step in whole["trace"]],
    }


def _bare_concern(concern: dict[str, Any], book: RuleBook) -> dict[str, Any]:
    return concern | {
        "reasons": [
            reason
            | {"sentence": bare_reason(reason["code"], reason["sentence"], concern["topic"], concern["probability"], book)}
            for reason in concern["reasons"]
        ],
        "trace": [step | {"why": plainly.bare(step["why"], book)} for step in concern["trace"]],
    }
