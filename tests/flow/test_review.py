"""A person's verdict: the tiers hold here too, nobody overwrites somebody else, undo works until the mail has left."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postlotse.core.errors import Conflict, NotFound, RefusedByGate
from postlotse.core.mail.parse import parse
from postlotse.core.names import Basis, Referral, Verdict
from postlotse.flow import review
from postlotse.flow.deliver import deliver
from postlotse.flow.process import Tools
from postlotse.store import audit, cases, tx
from postlotse.store.models import ConcernRow, OutboxRow, ReviewRow
from postlotse.testing import FakeSender, FixedClock, letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(tools: Tools, text: str = "Wir brauchen Förderung für ein Projekt.") -> ConcernRow:
    """Let a mail wait for a person."""
    take_in(tools, letter(text, subject="Anliegen"))
    return ConcernRow.objects.get()


def choice(concern: ConcernRow, **changes: object) -> review.Choice:
    """Return the suggestion as a choice, with changes."""
    values: dict[str, object] = {
        "verdict": Verdict.CONFIRM,
        "topic": concern.topic,
        "office": concern.office,
        "referral": Referral(concern.referral),
    }
    return review.Choice(**(values | changes))  # type: ignore[arg-type]


def test_a_confirmed_suggestion_inside_the_city_is_forwarded_with_the_original(tools: Tools, clock: FixedClock) -> None:
    """Release by a named person is the basis; the forward leaves and the concern is handed over."""
    concern = waiting(tools)
    review.decide(tools, concern.pk, choice(concern, office="kulturamt", referral=Referral.HAND_OVER), version=1, by="anna")
    relay = FakeSender()
    deliver(relay, clock=clock)
    forward = OutboxRow.objects.get(kind="forward")
    assert ("release", "A", "anna", "sent") == (forward.basis, forward.tier, forward.created_by, forward.state)
    assert b"original.eml" in bytes(forward.content)
    assert "handed_over" == ConcernRow.objects.get().state
    assert ("confirm", "anna") == ReviewRow.objects.values_list("verdict", "by").get()
    assert [] == audit.findings(clock())


@pytest.mark.parametrize(
    ("office", "why"),
    [
        ("buergerkolleg", "außerhalb der Stadt"),
        ("regierungspraesidium", "andere Behörde"),
        ("auslaenderbehoerde", "Besonders geschützt"),
    ],
    ids=["C", "B", "A-sensitive"],
)
def test_nothing_is_handed_over_outside_or_to_sensitive_offices_on_release_alone(tools: Tools, office: str, why: str) -> None:
    """The gate refuses in words, and the concern stays where it was."""
    concern = waiting(tools)
    with pytest.raises(RefusedByGate, match=why):
        review.decide(tools, concern.pk, choice(concern, office=office, referral=Referral.HAND_OVER), version=1, by="anna")
    assert "review" == ConcernRow.objects.get().state
    assert not OutboxRow.objects.filter(kind="forward").exists()
    assert not ReviewRow.objects.exists()


def test_a_refer_names_the_contact_to_the_sender_and_sends_no_data_out(tools: Tools, clock: FixedClock) -> None:
    """Tier C without consent: the sender gets the address, the partner gets nothing."""
    concern = waiting(tools)
    review.decide(tools, concern.pk, choice(concern, office="buergerkolleg", referral=Referral.REFER), version=1, by="anna")
    deliver(FakeSender(), clock=clock)
    mail = OutboxRow.objects.get(kind="refer")
    assert ("alice@verein.example", "sender", "sent") == (mail.recipient, mail.basis, mail.state)
    assert "referred" == ConcernRow.objects.get().state


def test_with_a_recorded_consent_the_partner_gets_the_summary_without_the_original(tools: Tools) -> None:
    """Consent is documented with recipient, text hash, channel and recorder, and the original stays in the house."""
    concern = waiting(tools)
    review.decide(
        tools,
        concern.pk,
        choice(concern, office="buergerkolleg", referral=Referral.HAND_OVER, basis=Basis.CONSENT, consent_channel="phone"),
        version=1,
        by="anna",
    )
    forward = OutboxRow.objects.get(kind="forward")
    assert ("consent", "C") == (forward.basis, forward.tier)
    assert forward.consent is not None
    assert ("buergerkolleg", "phone", "anna") == (forward.consent.office, forward.consent.channel, forward.consent.recorded_by)
    assert b"original.eml" not in bytes(forward.content)
    assert b"message/rfc822" not in bytes(forward.content)


def test_a_legal_duty_needs_a_known_reason_and_an_application(tools: Tools) -> None:
    """§ 16 SGB I opens the way to another body for an application; an invented reason or another mail does not."""
    concern = waiting(tools, "Hiermit beantrage ich Wohngeld für meine Familie.")
    duty = choice(concern, office="familienkasse", referral=Referral.HAND_OVER, basis=Basis.LEGAL_DUTY)
    with pytest.raises(RefusedByGate, match="anerkannten Grund"):
        review.decide(tools, concern.pk, duty, version=1, by="anna")
    review.decide(tools, concern.pk, replace(duty, reason_code="sgb1_16"), version=1, by="anna")
    assert "legal_duty" == OutboxRow.objects.get(kind="forward").basis
    ConcernRow.objects.update(flags=[], state="review")
    with pytest.raises(RefusedByGate, match="nur für Anträge"):
        review.decide(tools, concern.pk, replace(duty, reason_code="sgb1_16"), version=2, by="anna")


def test_outside_the_city_only_the_text_leaves(tools: Tools) -> None:
    """A consent covers the text: not the flags we found, not the subject, not the names of attachments."""
    take_in(
        tools,
        letter(
            "Wir brauchen Förderung. Ich habe eine Duldung.",
            subject="Depression meiner Tochter",
            attachments=[("Befund.pdf", b"x")],
        ),
    )
    concern = ConcernRow.objects.get()
    told = choice(concern, office="buergerkolleg", referral=Referral.HAND_OVER, basis=Basis.CONSENT, consent_channel="mail")
    review.decide(tools, concern.pk, told, version=1, by="anna")
    words = parse(bytes(OutboxRow.objects.get(kind="forward").content))
    assert "Wir brauchen Förderung." in words.full_text
    said = [
        w for w in ("Depression", "Befund.pdf", "Aufenthaltsstatus", "hängt an") if w in f"{words.subject} {words.full_text}"
    ]
    assert [] == said


def test_two_people_at_once_do_not_overwrite_each_other(tools: Tools) -> None:
    """The second verdict on the same version is a conflict with a kind sentence."""
    concern = waiting(tools)
    review.decide(tools, concern.pk, choice(concern, verdict=Verdict.DISMISS), version=1, by="anna")
    with pytest.raises(Conflict, match="jemand anders"):
        review.decide(tools, concern.pk, choice(concern), version=1, by="bob")


def test_an_automatic_forward_can_be_changed_until_it_leaves(tools: Tools, clock: FixedClock) -> None:
    """The waiting mail is dropped, another one is written, one forward leaves."""
    take_in(tools, letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    concern = ConcernRow.objects.get()
    review.decide(
        tools,
        concern.pk,
        choice(concern, office="kulturamt", topic="kultur", verdict=Verdict.CHANGE),
        version=concern.version,
        by="anna",
    )
    clock.forward(minutes=20)
    relay = FakeSender()
    deliver(relay, clock=clock)
    assert ["alice@verein.example", "kulturamt@stadt.example"] == sorted(p.recipient for p in relay.sent)
    assert [] == audit.findings(clock())


def test_undo_takes_a_release_back_until_the_mail_has_left(tools: Tools, clock: FixedClock) -> None:
    """Undo before: back in review. After: a conflict that says why."""
    concern = waiting(tools)
    wanted = choice(concern, office="kulturamt", referral=Referral.HAND_OVER)
    review.decide(tools, concern.pk, wanted, version=1, by="anna")
    concern.refresh_from_db()
    review.undo(tools, concern.pk, version=concern.version, by="anna")
    concern.refresh_from_db()
    assert "review" == concern.state
    assert [("confirm", "anna"), ("undo", "anna")] == list(ReviewRow.objects.order_by("id").values_list("verdict", "by"))
    review.decide(tools, concern.pk, wanted, version=concern.version, by="anna")
    concern.refresh_from_db()
    deliver(FakeSender(), clock=clock)
    with pytest.raises(Conflict, match="verlassen"):
        review.undo(tools, concern.pk, version=concern.version, by="anna")


def test_a_stale_undo_does_not_cancel_what_somebody_else_decided(tools: Tools) -> None:
    """The button of an old page is a conflict, and the newer mail stays."""
    concern = waiting(tools)
    review.decide(tools, concern.pk, choice(concern, verdict=Verdict.DISMISS), version=1, by="anna")
    concern.refresh_from_db()
    shown = concern.version
    review.undo(tools, concern.pk, version=shown, by="bob")
    concern.refresh_from_db()
    newer = choice(concern, office="kulturamt", referral=Referral.HAND_OVER)
    review.decide(tools, concern.pk, newer, version=concern.version, by="bob")
    with pytest.raises(Conflict, match="jemand anders"):
        review.undo(tools, concern.pk, version=shown, by="anna")
    assert "queued" == ConcernRow.objects.get().state
    assert "pending" == OutboxRow.objects.get(kind="forward").state


def test_what_was_kept_can_be_finished_and_taken_up_again(tools: Tools) -> None:
    """Done sends nothing and needs a concern that we kept; undo leads back to keeping it."""
    concern = waiting(tools)
    done = choice(concern, verdict=Verdict.DONE, referral=Referral.OWN)
    with pytest.raises(Conflict, match="Eigenbearbeitung"):
        review.decide(tools, concern.pk, done, version=1, by="anna")
    review.decide(tools, concern.pk, choice(concern, verdict=Verdict.OWN, referral=Referral.OWN), version=1, by="anna")
    state = review.decide(tools, concern.pk, done, version=2, by="anna")
    assert ("done", "done") == (state, ConcernRow.objects.get().state)
    assert not OutboxRow.objects.exclude(kind="acknowledgement").exists()
    review.undo(tools, concern.pk, version=3, by="anna")
    assert "own" == ConcernRow.objects.get().state
    with pytest.raises(Conflict, match="nichts zurückzunehmen"):
        ConcernRow.objects.update(state="review")
        review.undo(tools, concern.pk, version=4, by="anna")


@pytest.mark.parametrize(("field", "value"), [("office", "gibt-es-nicht"), ("topic", "gibt-es-nicht")])
def test_unknown_offices_and_topics_are_refused(tools: Tools, field: str, value: str) -> None:
    """What the rules do not know cannot be chosen."""
    concern = waiting(tools)
    with pytest.raises(NotFound):
        review.decide(tools, concern.pk, choice(concern, **{field: value}), version=1, by="anna")


def test_spam_is_not_answered(tools: Tools, clock: FixedClock) -> None:
    """Called spam before the acknowledgement has left: it is dropped, nothing goes out."""
    concern = waiting(tools)
    review.decide(tools, concern.pk, choice(concern, verdict=Verdict.SPAM), version=1, by="anna")
    relay = FakeSender()
    deliver(relay, clock=clock)
    assert [] == relay.sent
    assert ["dropped"] == list(OutboxRow.objects.values_list("state", flat=True))
    assert [] == audit.findings(clock())


def test_a_verdict_locks_the_concern_before_it_reads_it(tools: Tools) -> None:
    """What is read unlocked may be old when it is written: two people would both be right, and two mails leave."""
    concern = waiting(tools)
    with CaptureQueriesContext(connection) as seen:
        review.decide(tools, concern.pk, choice(concern, verdict=Verdict.DISMISS), version=1, by="anna")
    statements = [query["sql"] for query in seen]
    if tx.backend() == "sqlite":
        assert "BEGIN IMMEDIATE" == statements[0]
    else:
        first = next(sql for sql in statements if "store_concernrow" in sql)
        assert "FOR UPDATE" in first


@pytest.mark.parametrize(
    ("tier", "flags", "basis"),
    [
        ("A", ["benefit_application"], "release"),
        ("A-sensitive", ["benefit_application", "danger"], "legal_duty"),
        ("B", ["benefit_application"], "legal_duty"),
        ("C", ["benefit_application"], "release"),
        ("B", [], "release"),
    ],
)
def test_the_suggested_basis_is_the_weakest_that_holds(tools: Tools, tier: str, flags: list[str], basis: str) -> None:
    """§ 16 SGB I only where it is needed, only for an application, never for a private body."""
    concern = waiting(tools)
    ConcernRow.objects.update(tier=tier, flags=flags, referral="hand_over", office="kulturamt")
    assert basis == review.suggested(cases.concern(concern.pk)).basis


def test_an_unclear_topic_has_nothing_to_confirm(tools: Tools) -> None:
    """From the terminal as at the desk: a person has to choose."""
    concern = waiting(tools)
    ConcernRow.objects.update(topic="unklar")
    with pytest.raises(RefusedByGate, match="unklar"):
        review.suggested(cases.concern(concern.pk))
