"""A person says that a filed or quarantined message is a concern after all: it gets its case, and waits for a decision.

Nothing is forwarded by itself from here; the sender gets the acknowledgement that was missing, if the rules allow it.
"""

from dataclasses import replace
from datetime import datetime

from postlotse.core.calendar import city_time
from postlotse.core.decide import Decision, decide
from postlotse.core.directory import find
from postlotse.core.errors import Conflict
from postlotse.core.names import Kind, Priority, Route
from postlotse.core.plan import CaseView, acknowledgement_draft
from postlotse.core.reasons import Reason
from postlotse.core.situation import Situation
from postlotse.core.snapshot import dump, load
from postlotse.core.understand import Understanding, choose_flags, own_words
from postlotse.flow.process import Tools, pinned
from postlotse.store import audit, cases, intake, outbox, tx

PERSON = Reason(code="person", sentence="Ein Mensch hat es als Anliegen erkannt.")


def as_concern(tools: Tools, message: int, *, by: str) -> int:
    """Open a case for a message that was filed or quarantined; return the case's id.

    Raises NotFound for an unknown message and Conflict when it has a case already.
    """
    tools = pinned(tools)
    now = tools.clock()
    filed = intake.filed(message)
    understood = _as_concern(tools, load(filed.snapshot), now)
    situation = Situation(
        now=now,
        received_at=filed.received_at,
        first_contact=False,
        counts=outbox.ack_counts(understood.mail.author.key, understood.mail.subject, now),
    )
    decision = _for_a_person(decide(understood, tools.book(), tools.house, situation))
    organisation = find.organisation_of(tools.book(), understood.mail.author.address)
    with tx.atomic():
        case = cases.open_case(
            token=tools.new_token(),
            now=now,
            sender=understood.mail.author.key,
            sender_name=understood.mail.author.name,
            organisation=organisation.id if organisation else "",
            language=understood.language.code or "",
            subject=understood.mail.subject,
        )
        if not intake.take_up(message, case=case.id, kind=Kind.CONCERN, reason=PERSON, snapshot=dump(understood, decision)):
            raise Conflict("Diese Nachricht gehört inzwischen zu einem Vorgang.")
        cases.add_concerns(case.id, message, decision.concerns, flags=understood.flag_set, now=now)
        audit.write("taken_up", actor=by, now=now, message=message, case=case.id)
        if decision.acknowledgement.send:
            draft = acknowledgement_draft(
                understood,
                CaseView(number=case.number, token=case.token, received_at=filed.received_at),
                languages=decision.acknowledgement.languages,
                urgent=any(c.priority is Priority.URGENT for c in decision.concerns),
                book=tools.book(),
                house=tools.house,
                templates=tools.templates(),
                now=now,
                token=tools.new_token(),
            )
            outbox.queue(draft, now=now, actor=by, case=case.id, message=message, held=tools.hold_all)
    return case.id


def _as_concern(tools: Tools, stored: Understanding, now: datetime) -> Understanding:
    """Return the understanding with the person's kind, topics guessed now where robots had been left out."""
    guess = stored.guess
    if not guess.topics:
        guess = tools.model().guess([own_words(stored.mail)], [stored.language.code])[0]
    return replace(
        stored,
        kind=Kind.CONCERN,
        kind_reason=PERSON,
        guess=guess,
        flags=choose_flags(stored.mail, guess, stored.language.code, city_time(now).date()),
    )


def _for_a_person(decision: Decision) -> Decision:
    """Return the decision with every concern waiting for a person."""
    return replace(decision, concerns=tuple(replace(c, route=Route.REVIEW) for c in decision.concerns))
