"""Stored message → decision, case, outbox rows, audit: one transaction a message.

The broad `except` here is one of the four edges: whatever a message does to us, it is shelved with its raw bytes
and the queue goes on.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from postlotse import maillog
from postlotse.core.calendar import city_time
from postlotse.core.compose.templates import Templates
from postlotse.core.decide import Decision, decide
from postlotse.core.directory import find as directory
from postlotse.core.errors import Conflict, ParseRefused
from postlotse.core.house import House
from postlotse.core.mail.ticketmarks import marks
from postlotse.core.mail.types import Mail
from postlotse.core.names import Basis, DraftKind, Kind, Outcome, Route
from postlotse.core.plan import Attention, CaseView, Draft, acknowledgement_draft, forward_draft, outcome_of
from postlotse.core.ports import Clock, Reader, TopicModel
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import dump
from postlotse.core.topics.types import Guess, Language
from postlotse.core.understand import BY_WORDS, Understanding, needs_words, own_words, understand
from postlotse.flow import automation, belonging
from postlotse.store import audit, cases, health, intake, outbox, threads, tx
from postlotse.store.values import Case, Claimed, Found

_log = logging.getLogger(__name__)
_ACTOR = "daemon"
#: How long a message rests after trouble that was not its own.
PAUSE = timedelta(seconds=30)
#: The name at which nodes wait for each other while one decides (`store.tx.alone`).
DECIDING = "deciding"
#: The part of the service that fails while acknowledgements are stopped.
BREAKER = "acknowledgements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What processing needs; the rule book and templates are asked for anew for every message, so that a reload counts."""

    reader: Reader
    model: Callable[[], TopicModel]
    detect: Callable[[str, str], Language]
    book: Callable[[], RuleBook]
    templates: Callable[[], Templates]
    house: House
    clock: Clock
    hold_all: bool = False
    new_token: Callable[[], str] = lambda: token()


def token() -> str:
    """Return 26 base32 characters: 130 random bits."""
    alphabet = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(secrets.choice(alphabet) for _ in range(26))


def process_all(tools: Tools, *, most: int = 1000) -> int:
    """Process waiting messages, oldest first, at most `most`; return how many got an outcome or were shelved."""
    done = 0
    while done < most and process_next(tools):
        done += 1
    return done


def process_next(tools: Tools) -> bool:
    """Process the oldest waiting message; False when none waits."""
    claimed = intake.claim_next(tools.clock())
    if claimed is None:
        return False
    if claimed.attempts > intake.MAX_ATTEMPTS:
        return _shelve(tools, claimed, "three_strikes", "Die Bearbeitung ist dreimal abgebrochen.")
    if claimed.problem:
        return _shelve(tools, claimed, claimed.problem, _PROBLEMS.get(claimed.problem, "Die Mail kam nicht vollständig an."))
    try:
        _process(tools, claimed)
    except Conflict:
        _log.warning("message %d was taken over by another process", claimed.id)
    except ParseRefused as refused:
        return _shelve(tools, claimed, "unreadable", str(refused))
    except Exception as error:  # noqa: BLE001  the edge: the message is shelved, the queue goes on
        _log.exception("message %d could not be processed", claimed.id)
        if claimed.attempts < intake.MAX_ATTEMPTS and tx.passing(error):
            # The machine was in trouble, not the mail: the queue goes on when that is over.
            intake.put_back(claimed, until=tools.clock() + PAUSE)
            return True
        return _shelve(tools, claimed, "error", "Beim Bearbeiten ist ein Fehler aufgetreten; Einzelheiten stehen im Protokoll.")
    return True


_PROBLEMS = {
    "oversized": "Die Mail ist größer als erlaubt; nur die Kopfzeilen wurden übernommen. Sie liegt noch im Postfach.",
    "unfetchable": "Der Mailserver gibt den Inhalt nicht heraus. Bitte im Postfach nachsehen.",
}


def _shelve(tools: Tools, claimed: Claimed, code: str, sentence: str) -> bool:
    intake.shelve(claimed, code=code, sentence=sentence, now=tools.clock())
    maillog.shelved(claimed.id, code=code)
    return True


def pinned(tools: Tools) -> Tools:
    """Return the tools with the rule book and templates of now: one message is decided and written by one set."""
    book, templates = tools.book(), tools.templates()
    return replace(tools, book=lambda: book, templates=lambda: templates)


def _process(tools: Tools, claimed: Claimed) -> None:
    tools = pinned(tools)
    mail = tools.reader.read(claimed.raw)
    model = tools.model()
    words = own_words(mail)
    language = tools.detect(*words)
    guess = model.guess([words], [language.code])[0] if needs_words(mail, tools.house.spam_headers) else Guess()
    with tx.atomic():
        # What was counted and found must still hold when it is written: another node may have the other copy of this mail.
        tx.alone(DECIDING)
        outcome, understood, decision, found = _decide(tools, claimed, mail, guess, language, model.fingerprint)
    maillog.decided(
        claimed.id,
        kind=understood.kind,
        outcome=outcome,
        language=understood.language.code or "",
        topics=",".join(c.topic for c in decision.concerns),
        case=found.case.number if found.case else "",
    )
    _watch_breaker(tools, decision)


def _decide(
    tools: Tools, claimed: Claimed, mail: Mail, guess: Guess, language: Language, model_fingerprint: str
) -> tuple[Outcome, Understanding, Decision, Found]:
    """Decide on one message and write it down, in the caller's transaction."""
    now, book = tools.clock(), tools.book()
    found = belonging.find(mail, tools.house)
    understood = understand(
        mail,
        guess=guess,
        detect=lambda *_: language,
        today=city_time(now).date(),
        answers_case=found.case is not None,
        spam_headers=tools.house.spam_headers,
    )
    understood = belonging.remarked(understood, found, book, now)
    again = intake.same_mail(understood, claimed, case=found.case.id if found.case else None)
    situation = Situation(
        now=now,
        received_at=claimed.received_at,
        in_case=found.case is not None,
        again=again is not None,
        first_contact=intake.first_contact(mail.author.key),
        counts=outbox.ack_counts(mail.author.key, mail.subject, now),
        standings=automation.standings(tools.house, book, understood.guess),
        case=threads.facts_of(named.id) if (named := found.case or found.perhaps) else None,
    )
    decision = decide(understood, book, tools.house, situation)
    outcome = _commit(tools, claimed, understood, decision, situation, found, again, model_fingerprint)
    return outcome, understood, decision, found


def _watch_breaker(tools: Tools, decision: Decision) -> None:
    """Tell people when so many acknowledgements were written that none leaves any more, and when that is over."""
    if decision.breaker:
        health.failing(
            BREAKER, "Zu viele Eingangsbestätigungen in kurzer Zeit: angehalten. Läuft eine Mail im Kreis?", tools.clock()
        )
    elif decision.acknowledgement.send and any(part.name == BREAKER and part.failing_since for part in health.all_parts()):
        health.ok(BREAKER, tools.clock())


def _commit(
    tools: Tools,
    claimed: Claimed,
    understood: Understanding,
    decision: Decision,
    situation: Situation,
    found: Found,
    again: tuple[int, int | None] | None,
    model_fingerprint: str,
) -> Outcome:
    """Write the outcome, case, concerns, mails and audit of one message in the caller's transaction."""
    now, mail, case = situation.now, understood.mail, found.case
    by_words = understood.kind_reason.code.startswith(BY_WORDS)
    outcome, attention = outcome_of(understood.kind, in_case=case is not None, by_words=by_words)
    case_id = case.id if case else None
    opened: Case | None = None
    if again:
        outcome, attention, case_id = Outcome.DUPLICATE, Attention.NONE, again[1]
    elif understood.kind is Kind.BOUNCE:
        case_id, outcome = _bounce(understood, case_id, now)
    elif outcome is Outcome.NEW_CASE:
        organisation = directory.organisation_of(tools.book(), mail.author.address)
        opened = cases.open_case(
            token=tools.new_token(),
            now=now,
            sender=mail.author.key,
            sender_name=mail.author.name,
            organisation=organisation.id if organisation else "",
            language=understood.language.code or "",
            subject=mail.subject,
        )
        case_id = opened.id
    intake.decide(
        claimed,
        understood,
        outcome=outcome,
        attention=attention,
        case=case_id,
        perhaps=found.perhaps.id if found.perhaps else None,
        duplicate_of=again[0] if again else None,
        snapshot=dump(understood, decision),
        rules_fingerprint=decision.rules_fingerprint,
        model_fingerprint=model_fingerprint,
        now=now,
    )
    audit.write(
        "decided", actor=_ACTOR, now=now, message=claimed.id, case=case_id, detail={"outcome": outcome, "kind": understood.kind}
    )
    if case_id is not None and outcome in (Outcome.NEW_CASE, Outcome.JOINED_CASE):
        threads.keep_marks(case_id, claimed.id, marks(mail.subject))
    if opened:
        _open(tools, claimed, understood, decision, opened, now)
    return outcome


def _bounce(understood: Understanding, case: int | None, now: datetime) -> tuple[int | None, Outcome]:
    """Tie a delivery report to the mail that came back: by its Message-ID, else by the case's token and the recipient.

    A report of a delay changes nothing.
    """
    report = understood.mail.report
    if report is None or report.action in ("delayed", "delivered", "relayed", "expanded"):
        return case, Outcome.FILED
    found = outbox.bounced(report.of, status=report.status, now=now)
    if found is None and case is not None:
        outbox.bounced_in(case, report.recipient, status=report.status, now=now)
        found = case
    return found, Outcome.BOUNCED if found else Outcome.FILED


def _open(tools: Tools, claimed: Claimed, understood: Understanding, decision: Decision, case: Case, now: datetime) -> None:
    """Store the concerns of a new case and queue what may leave by itself."""
    concerns = decision.concerns
    made = cases.add_concerns(case.id, claimed.id, concerns, flags=understood.flag_set, now=now)
    view = CaseView(number=case.number, token=case.token, received_at=claimed.received_at)
    if decision.acknowledgement.send:
        draft = acknowledgement_draft(
            understood,
            view,
            languages=decision.acknowledgement.languages,
            template=decision.acknowledgement.template,
            urgent=any(c.priority == "urgent" for c in concerns),
            book=tools.book(),
            house=tools.house,
            templates=tools.templates(),
            now=now,
            token=tools.new_token(),
        )
        _queue(tools, draft, case=case.id, message=claimed.id, concern=None)
    for identity, concern in zip(made, concerns, strict=True):
        if concern.route is not Route.AUTO:
            continue
        office = tools.book().offices[concern.office]
        draft = forward_draft(
            understood,
            claimed.raw,
            view,
            concern=identity,
            topic=concern.topic,
            other_topics=tuple(c.topic for c in concerns if c is not concern),
            office=office,
            basis=Basis.RULE,
            tier=concern.tier,
            referral=concern.referral,
            reasons=tuple(r.sentence for r in concern.reasons),
            book=tools.book(),
            house=tools.house,
            templates=tools.templates(),
            now=now,
            token=tools.new_token(),
            delay=tools.house.forward_delay,
        )
        _queue(tools, draft, case=case.id, message=claimed.id, concern=identity)


def _queue(tools: Tools, draft: Draft, *, case: int, message: int, concern: int | None) -> None:
    row = outbox.queue(draft, now=tools.clock(), actor=_ACTOR, case=case, message=message, concern=concern, held=tools.hold_all)
    maillog.queued(row, kind=DraftKind(draft.kind), basis=draft.basis, office=draft.office)
