"""A person says that a message is a concern of its own: one that was filed or quarantined, or an answer in another case.

It gets its case and waits for a decision.  Nothing is forwarded by itself from here; the sender gets the acknowledgement
that was missing, if the rules allow it.
"""

from dataclasses import replace
from datetime import datetime

from postlotse.core.calendar import city_time
from postlotse.core.decide import Decision, decide
from postlotse.core.directory import find
from postlotse.core.errors import Conflict
from postlotse.core.mail.ticketmarks import marks
from postlotse.core.names import Kind, Priority, Route
from postlotse.core.plan import CaseView, acknowledgement_draft
from postlotse.core.reasons import Reason
from postlotse.core.situation import Situation
from postlotse.core.snapshot import dump, load
from postlotse.core.topics.shown import without_names
from postlotse.core.understand import Understanding, choose_flags, own_words
from postlotse.flow.process import DECIDING, Tools, pinned
from postlotse.store import audit, cases, intake, outbox, threads, tx
from postlotse.store.values import Case

PERSON = Reason(code="person", sentence="Ein Mensch hat es als Anliegen erkannt.")
SPLIT = Reason(code="split_off", sentence="Ein Mensch führt diese Antwort als eigenen Vorgang.")


def as_concern(tools: Tools, message: int, *, by: str) -> int:
    """Open a case for a message that was filed or quarantined; return the case's id.

    Raises NotFound for an unknown message and Conflict when it has a case already.
    """
    tools = pinned(tools)
    now = tools.clock()
    filed = intake.filed(message)
    understood = _as_concern(tools, load(filed.snapshot), PERSON, now)
    with tx.atomic():
        tx.alone(DECIDING)
        decision = _decided(tools, understood, filed.received_at, now)
        case = _opened(tools, understood, now)
        if not intake.take_up(message, case=case.id, kind=Kind.CONCERN, reason=PERSON, snapshot=dump(understood, decision)):
            raise Conflict("Diese Nachricht gehört inzwischen zu einem Vorgang.")
        audit.write("taken_up", actor=by, now=now, message=message, case=case.id)
        _fill(tools, understood, decision, case, message, filed.received_at, by=by, now=now)
    return case.id


def split_off(tools: Tools, message: int, *, by: str) -> int:
    """Open a case of its own for an answer that is about something else; return the case's id.

    The old case keeps everything else and is named beside the message.  Raises NotFound when this is no answer in a case,
    Conflict when somebody else was faster.
    """
    tools = pinned(tools)
    now = tools.clock()
    joined = intake.joined(message)
    understood = _as_concern(tools, load(joined.snapshot), SPLIT, now)
    with tx.atomic():
        tx.alone(DECIDING)
        decision = _decided(tools, understood, joined.received_at, now)
        case = _opened(tools, understood, now)
        if not intake.split_off(
            message,
            before=joined.case,
            case=case.id,
            kind=Kind.CONCERN,
            reason=SPLIT,
            snapshot=dump(understood, decision),
            by=by,
            now=now,
        ):
            raise Conflict("Diese Nachricht gehört inzwischen zu einem anderen Vorgang.")
        audit.write("split_off", actor=by, now=now, message=message, case=case.id, detail={"from_case": joined.case})
        _fill(tools, understood, decision, case, message, joined.received_at, by=by, now=now)
    return case.id


def _decided(tools: Tools, understood: Understanding, received_at: datetime, now: datetime) -> Decision:
    """Return the decision on a concern of its own, for a person."""
    mail = understood.mail
    counts = outbox.ack_counts(mail.author.key, mail.subject, now)
    situation = Situation(now=now, received_at=received_at, first_contact=False, counts=counts)
    return _for_a_person(decide(understood, tools.book(), tools.house, situation))


def _opened(tools: Tools, understood: Understanding, now: datetime) -> Case:
    author = understood.mail.author
    organisation = find.organisation_of(tools.book(), author.address)
    return cases.open_case(
        token=tools.new_token(),
        now=now,
        sender=author.key,
        sender_name=author.name,
        organisation=organisation.id if organisation else "",
        language=understood.language.code or "",
        subject=understood.mail.subject,
    )


def _fill(
    tools: Tools,
    understood: Understanding,
    decision: Decision,
    case: Case,
    message: int,
    received_at: datetime,
    *,
    by: str,
    now: datetime,
) -> None:
    """Store the concerns of a new case, the numbers of others, and the acknowledgement where one is due."""
    cases.add_concerns(case.id, message, decision.concerns, flags=understood.flag_set, now=now)
    threads.keep_marks(case.id, message, marks(understood.mail.subject))
    if decision.acknowledgement.send:
        draft = acknowledgement_draft(
            understood,
            CaseView(number=case.number, token=case.token, received_at=received_at),
            languages=decision.acknowledgement.languages,
            template=decision.acknowledgement.template,
            urgent=any(c.priority is Priority.URGENT for c in decision.concerns),
            book=tools.book(),
            house=tools.house,
            templates=tools.templates(),
            now=now,
            token=tools.new_token(),
        )
        outbox.queue(draft, now=now, actor=by, case=case.id, message=message, held=tools.hold_all)


def _as_concern(tools: Tools, stored: Understanding, reason: Reason, now: datetime) -> Understanding:
    """Return the understanding with the person's kind and reason, topics guessed now where robots had been left out."""
    guess = stored.guess
    if not guess.topics:
        guess = without_names(tools.model().guess([own_words(stored.mail)], [stored.language.code])[0], stored.mail)
    return replace(
        stored,
        kind=Kind.CONCERN,
        kind_reason=reason,
        guess=guess,
        flags=choose_flags(stored.mail, guess, stored.language.code, city_time(now).date()),
    )


def _for_a_person(decision: Decision) -> Decision:
    """Return the decision with every concern waiting for a person."""
    return replace(decision, concerns=tuple(replace(c, route=Route.REVIEW) for c in decision.concerns))
