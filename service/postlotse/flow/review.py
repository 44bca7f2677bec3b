"""A person's verdict on a concern → the same plan, the same gate, the same transaction as the daemon's.

Every verdict is kept with what stood there before; it is a training label later.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from postlotse import maillog
from postlotse.core.consent import objection, suggested_basis, tier_of
from postlotse.core.directory import find
from postlotse.core.directory.types import Office
from postlotse.core.errors import Conflict, NotFound, RefusedByGate
from postlotse.core.mail import forwarding
from postlotse.core.names import UNCLEAR, Basis, ConcernState, DraftKind, Flag, OutboxState, Referral, Tier, Verdict
from postlotse.core.plan import CaseView, Draft, forward_draft, refer_draft
from postlotse.core.snapshot import load
from postlotse.core.topics.book import named
from postlotse.core.understand import Understanding, own_words
from postlotse.core.words import languages_for
from postlotse.flow import automation
from postlotse.flow.process import Tools, pinned
from postlotse.store import cases, intake, outbox, reviews, tx
from postlotse.store.values import Concern

#: States in which a person may still decide; after a refer, a consent that comes later opens the way to a hand-over.
OPEN = (ConcernState.REVIEW, ConcernState.FAILED, ConcernState.OWN, ConcernState.QUEUED, ConcernState.REFERRED)
#: States in which a mail of the concern has left: nothing can be taken back.
_GONE = (ConcernState.HANDED_OVER, ConcernState.INVOLVED, ConcernState.REFERRED, ConcernState.FAILED)
_FASTER = "Dieses Anliegen hat inzwischen jemand anders bearbeitet. Bitte die Seite neu laden."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose: verdict, topic and office as they shall be, and how the concern is passed on.

    `basis` CONSENT needs `consent_channel` (mail, phone, person); LEGAL_DUTY needs `reason_code`.
    """

    verdict: Verdict
    topic: str
    office: str
    referral: Referral
    basis: Basis = Basis.RELEASE
    reason_code: str = ""
    consent_channel: str = ""
    note: str = ""


def suggested(concern: Concern) -> Choice:
    """Return the suggestion of a concern as a choice; raises RefusedByGate when there is none to confirm."""
    if concern.topic == UNCLEAR:
        raise RefusedByGate("Das Thema ist unklar; bitte am Arbeitsplatz selbst wählen.")
    referral = Referral(concern.referral)
    basis = suggested_basis(referral, Tier(concern.tier), [Flag(f) for f in concern.flags])
    return Choice(
        verdict=Verdict.CONFIRM,
        topic=concern.topic,
        office=concern.office,
        referral=referral,
        basis=basis,
        reason_code="sgb1_16" if basis is Basis.LEGAL_DUTY else "",
    )


def decide(tools: Tools, concern_id: int, choice: Choice, *, version: int, by: str) -> ConcernState:
    """Carry out a verdict; return the state that the concern is in now.

    Raises Conflict when somebody else was faster or the mail has left, RefusedByGate when the tier forbids it,
    NotFound for an unknown concern, office or topic.
    """
    tools = pinned(tools)
    now = tools.clock()
    with tx.atomic():
        cases.lock(concern_id)
        concern = cases.concern(concern_id)
        if concern.version != version:
            raise Conflict(_FASTER)
        if concern.state not in OPEN:
            raise Conflict("Dieses Anliegen ist schon abgeschlossen oder seine Mail hat das Haus verlassen.")
        if choice.verdict is Verdict.DONE and concern.state != ConcernState.OWN:
            raise Conflict("Als erledigt gilt nur, was in Eigenbearbeitung ist.")
        understood = load(concern.snapshot)
        office = _office(tools, choice)
        tier = tier_of(office, [Flag(f) for f in concern.flags])
        _check_duty(choice, concern)
        state = _state_after(choice, office, tools)
        _stop_waiting(concern, by=by, now=now)
        _give_up_failed(concern, by=by, now=now)
        if choice.verdict is Verdict.SPAM:
            _take_back_acknowledgement(concern, by=by, now=now)
        version = cases.concern(concern_id).version
        consent = _record_consent(choice, concern, understood, by=by, now=now)
        cases.change_concern(
            concern_id,
            version=version,
            now=now,
            state=state,
            topic=choice.topic,
            office=office.id if office else "",
            tier=tier,
            referral=choice.referral,
            actor=by,
        )
        if draft := _draft(tools, choice, concern, understood, office, tier, state, now):
            row = outbox.queue(
                replace(draft, delay=tools.house.release_delay),
                now=now,
                actor=by,
                case=concern.case.id,
                message=concern.message,
                concern=concern.id,
                consent=consent,
                held=tools.hold_all,
            )
            maillog.queued(row, kind=draft.kind, basis=draft.basis, office=draft.office)
        reviews.add(
            concern_id,
            verdict=choice.verdict,
            before={
                "topic": concern.topic,
                "office": concern.office,
                "referral": concern.referral,
                "state": concern.state,
                "route": concern.route,
            },
            after={"topic": choice.topic, "office": choice.office, "referral": choice.referral.value, "state": state.value},
            note=choice.note,
            by=by,
            now=now,
        )
        automation.watch(tools.house, tools.book(), now)
    maillog.reviewed(concern_id, verdict=choice.verdict)
    return state


def preview(tools: Tools, concern_id: int, choice: Choice) -> Draft | None:
    """Return the mail that this choice would send, None when it sends none; writes nothing.

    Raises RefusedByGate when it may not leave, NotFound for an unknown concern, office or topic.
    """
    concern = cases.concern(concern_id)
    understood = load(concern.snapshot)
    office = _office(tools, choice)
    tier = tier_of(office, [Flag(f) for f in concern.flags])
    state = _state_after(choice, office, tools)
    draft = _draft(tools, choice, concern, understood, office, tier, state, tools.clock())
    if draft is None:
        return None
    consented = choice.office if choice.basis is Basis.CONSENT and choice.consent_channel else ""
    against = objection(
        draft.kind,
        basis=draft.basis,
        tier=draft.tier,
        reason_code=draft.reason_code,
        consent_office=consented,
        office=draft.office,
    )
    if against:
        raise RefusedByGate(against)
    return draft


def undo(tools: Tools, concern_id: int, *, version: int, by: str) -> None:
    """Take a verdict back while its mail has not left; what was done goes back to what we keep, all else to review.

    Raises Conflict when the mail has left, somebody decided since `version`, or there is nothing to take back.
    """
    now = tools.clock()
    with tx.atomic():
        cases.lock(concern_id)
        concern = cases.concern(concern_id)
        if concern.state in _GONE:
            raise Conflict("Die Mail hat das Haus schon verlassen.")
        if concern.version != version:
            raise Conflict(_FASTER)
        if concern.state == ConcernState.REVIEW:
            raise Conflict("Hier ist nichts zurückzunehmen: das Anliegen ist noch offen.")
        back = ConcernState.OWN if concern.state == ConcernState.DONE else ConcernState.REVIEW
        _stop_waiting(concern, by=by, now=now)
        cases.set_state(concern_id, expected=[ConcernState(concern.state)], state=back, now=now, actor=by)
        stood = {"topic": concern.topic, "office": concern.office, "referral": concern.referral}
        reviews.add(
            concern_id,
            verdict=Verdict.UNDO,
            before=stood | {"state": concern.state},
            after=stood | {"state": back.value},
            note="",
            by=by,
            now=now,
        )
        automation.watch(tools.house, tools.book(), now)
    maillog.reviewed(concern_id, verdict=Verdict.UNDO)


def attend(tools: Tools, message: int, *, by: str) -> None:
    """Note that a person has looked at an answer, a bounce, spam or a shelved message."""
    intake.attend(message, by=by, now=tools.clock())


def _office(tools: Tools, choice: Choice) -> Office | None:
    book = tools.book()
    if named(book.topics, choice.topic) is None and choice.topic != "unklar":
        raise NotFound(f"Das Thema „{choice.topic}“ gibt es in den Regeln nicht.")
    if not choice.office:
        return None
    office = book.offices.get(choice.office)
    if office is None:
        raise NotFound(f"Die Stelle „{choice.office}“ gibt es in den Regeln nicht.")
    return office


def _take_back_acknowledgement(concern: Concern, *, by: str, now: datetime) -> None:
    """Drop the acknowledgement that has not left: spam is not answered.  One under way goes its way."""
    for row in outbox.waiting_acknowledgements(concern.case.id):
        outbox.change(row, expected=[OutboxState.PENDING, OutboxState.HELD], state=OutboxState.DROPPED, by=by, now=now)


def _check_duty(choice: Choice, concern: Concern) -> None:
    """Refuse § 16 SGB I for what nobody took for an application for benefits."""
    if choice.basis is Basis.LEGAL_DUTY and Flag.BENEFIT_APPLICATION not in [Flag(f) for f in concern.flags]:
        raise RefusedByGate("§ 16 SGB I gilt nur für Anträge auf Sozialleistungen; als solcher ist diese Mail nicht erkannt.")


def _state_after(choice: Choice, office: Office | None, tools: Tools) -> ConcernState:
    """Return where the concern stands after this verdict."""
    if choice.verdict in (Verdict.DISMISS, Verdict.SPAM):
        return ConcernState.DISMISSED
    if choice.verdict is Verdict.DONE:
        return ConcernState.DONE
    if choice.referral in (Referral.OWN, Referral.BUNDLE):
        return ConcernState.OWN
    if office is None:
        raise RefusedByGate("Bitte zuerst eine Stelle wählen.")
    if choice.referral is not Referral.REFER:
        if not office.address:
            raise RefusedByGate(f"Für „{office.name}“ ist keine Adresse bekannt; bitte den Kontakt nennen (Verweis).")
        if office.address.lower() in tools.house.ours:
            return ConcernState.OWN
    return ConcernState.QUEUED


def _stop_waiting(concern: Concern, *, by: str, now: datetime) -> None:
    """Drop the mail of this concern that has not left yet; raises Conflict when one is under way."""
    for row in outbox.waiting_for(concern.id):
        outbox.change(row, expected=[OutboxState.PENDING, OutboxState.HELD], state=OutboxState.DROPPED, by=by, now=now)


def _give_up_failed(concern: Concern, *, by: str, now: datetime) -> None:
    """Drop the mails that did not arrive: their keys become free, so that the same office can be tried again."""
    failed = [OutboxState.FAILED, OutboxState.DEAD, OutboxState.BOUNCED]
    for row in outbox.failed_of(concern.id):
        outbox.change(row, expected=failed, state=OutboxState.DROPPED, by=by, now=now)


def _record_consent(choice: Choice, concern: Concern, understood: Understanding, *, by: str, now: datetime) -> int | None:
    if choice.basis is not Basis.CONSENT or choice.referral not in (Referral.HAND_OVER, Referral.INVOLVE):
        return None
    if not choice.consent_channel:
        raise RefusedByGate("Bitte angeben, wie die Einwilligung gegeben wurde.")
    text_hash = hashlib.sha256(own_words(understood.mail)[1].encode()).hexdigest()
    return reviews.record_consent(
        concern.id, office=choice.office, text_hash=text_hash, channel=choice.consent_channel, given_at=now, by=by, now=now
    )


def _refer_template(concern: Concern) -> str:
    """Return the template that a rule chose for the refer mail when it was decided, else the usual one."""
    decided = concern.snapshot.get("concerns", ())
    kept: dict[str, list[str]] = next((c for c in decided if c["topic"] == concern.topic), {})
    return next((t for t in kept.get("templates", ()) if t.startswith(f"{DraftKind.REFER}-")), DraftKind.REFER.value)


def _draft(
    tools: Tools,
    choice: Choice,
    concern: Concern,
    understood: Understanding,
    office: Office | None,
    tier: Tier,
    state: ConcernState,
    now: datetime,
) -> Draft | None:
    """Return the mail that this verdict sends: a forward to the office, a refer mail to the sender, or none."""
    if state is not ConcernState.QUEUED or office is None:
        return None
    book = tools.book()
    understood = replace(understood, mail=forwarding.as_from(understood.mail, concern.case.sender))
    view = CaseView(number=concern.case.number, token=concern.case.token, received_at=concern.received_at)
    if choice.referral is Referral.REFER:
        organisation = find.organisation_of(book, understood.mail.author.address)
        return refer_draft(
            understood,
            view,
            concern=concern.id,
            topic=choice.topic,
            offices=(office,),
            template=_refer_template(concern),
            languages=languages_for(understood.language.code, organisation.language if organisation else ""),
            book=book,
            house=tools.house,
            templates=tools.templates(),
            now=now,
            token=tools.new_token(),
        )
    return forward_draft(
        understood,
        concern.raw,
        view,
        concern=concern.id,
        topic=choice.topic,
        other_topics=(),
        office=office,
        basis=choice.basis,
        tier=tier,
        referral=choice.referral,
        reasons=("Ein Mensch hat das Anliegen gelesen und für Sie freigegeben.",),
        reason_code=choice.reason_code,
        book=book,
        house=tools.house,
        templates=tools.templates(),
        now=now,
        token=tools.new_token(),
    )
