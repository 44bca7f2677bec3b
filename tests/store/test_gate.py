"""The one gate to the outbox: no order of events, no caller and no direct write brings out what the tiers forbid."""

import itertools
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

import postlotse
from postlotse.core.consent import LEGAL_DUTIES, objection
from postlotse.core.errors import RefusedByGate
from postlotse.core.names import Basis, DraftKind, OutboxState, Tier
from postlotse.core.plan import Draft
from postlotse.store import cases, outbox, reviews
from postlotse.store.models import CaseRow, ConcernRow, ConsentRow, MessageRow, OutboxRow

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PACKAGE = Path(postlotse.__file__).parent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def concern() -> ConcernRow:
    """A case with one concern that waits for a person."""
    case = cases.open_case(
        token="t" * 26, now=NOW, sender="alice@verein.example", sender_name="", organisation="", language="de", subject="x"
    )
    message = MessageRow.objects.create(
        account="a", folder="INBOX", uidvalidity=1, uid="1", digest="0" * 64, received_at=NOW, stored_at=NOW
    )
    return ConcernRow.objects.create(
        case_id=case.id,
        message=message,
        position=0,
        topic="kultur",
        probability=0.9,
        tier="A",
        referral="hand_over",
        route="review",
        priority="normal",
        state="review",
        state_at=NOW,
    )


def draft(kind: DraftKind, basis: Basis, tier: Tier | None, reason: str = "", key: str = "k") -> Draft:
    return Draft(
        key=key,
        kind=kind,
        basis=basis,
        recipient="amt@stadt.example",
        mail_from="",
        message_id=f"<{key}@stadt.example>",
        subject="s",
        content=b"x",
        tier=tier,
        office="amt",
        reason_code=reason,
    )


TIERS: tuple[Tier | None, ...] = (*Tier, None)
REASONS = ("", "sgb1_16", "erfunden")
CONSENTS = ("none", "right", "other office", "revoked")


def allowed(kind: DraftKind, basis: Basis, tier: Tier | None, reason: str, consent: str) -> bool:
    """The tier table of the domain, written once more and independently."""
    if kind is not DraftKind.FORWARD:
        return basis is Basis.SENDER
    if tier is None:
        return False
    return {
        Basis.SENDER: False,
        Basis.RULE: tier == "A",
        Basis.RELEASE: tier == "A",
        Basis.CONSENT: consent == "right",
        Basis.LEGAL_DUTY: reason == "sgb1_16" and tier != "C",
    }[basis]


@pytest.mark.parametrize(("kind", "basis"), list(itertools.product(DraftKind, Basis)))
def test_exactly_what_the_tiers_allow_gets_through(concern: ConcernRow, kind: DraftKind, basis: Basis) -> None:
    """Every combination of kind, basis, tier, reason and consent: the gate opens where the table says, nowhere else."""
    for number, (tier, reason, consent) in enumerate(itertools.product(TIERS, REASONS, CONSENTS)):
        OutboxRow.objects.all().delete()
        identity = None
        if consent != "none":
            office = "anderes" if consent == "other office" else "amt"
            identity = reviews.record_consent(
                concern.pk, office=office, text_hash="0" * 64, channel="mail", given_at=NOW, by="anna", now=NOW
            )
            if consent == "revoked":
                ConsentRow.objects.filter(pk=identity).update(revoked_at=NOW)
        made = draft(kind, basis, tier, reason, key=f"{kind}{basis}{number}")
        try:
            with transaction.atomic():
                outbox.queue(
                    made, now=NOW, actor="test", case=concern.case_id, message=None, concern=concern.pk, consent=identity
                )
            opened = True
        except RefusedByGate:
            opened = False
        assert allowed(kind, basis, tier, reason, consent) == opened, (kind, basis, tier, reason, consent)


@pytest.mark.parametrize(
    ("basis", "tier", "reason"),
    [
        ("release", "B", ""),
        ("release", "C", ""),
        ("rule", "B", ""),
        ("rule", "C", ""),
        ("rule", "A-sensitive", ""),
        ("consent", "C", ""),
        ("legal_duty", "B", ""),
        ("sender", "A", ""),
        ("invented", "A", ""),
        ("release", "", ""),
    ],
)
def test_the_database_itself_refuses_a_forward_without_a_basis(concern: ConcernRow, basis: str, tier: str, reason: str) -> None:
    """Even code that went round the gate could not write such a row."""
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxRow.objects.create(
            key="direct",
            kind="forward",
            basis=basis,
            tier=tier,
            reason_code=reason,
            case_id=concern.case_id,
            recipient="x@y.example",
            message_id="<direct@stadt.example>",
            subject="s",
            content=b"x",
            created_at=NOW,
            created_by="x",
            next_at=NOW,
        )


def test_nothing_but_the_gate_inserts_into_the_outbox() -> None:
    """By search: one place in the whole program creates outbox rows, and it asks `objection` first."""
    inserts = re.compile(
        r"OutboxRow(?:\.objects)?\.(?:create|bulk_create|get_or_create|update_or_create)\b|OutboxRow\(|store_outboxrow"
    )
    found = [
        f"{path.relative_to(PACKAGE)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
        if inserts.search(line) and not line.lstrip().startswith("class ")
    ]
    assert ["store/outbox.py"] == found
    text = (PACKAGE / "store" / "outbox.py").read_text(encoding="utf-8")
    assert text.index("basis_rules.objection(") < text.index("OutboxRow.objects.create(")


def test_one_acknowledgement_a_case(concern: ConcernRow) -> None:
    """A second acknowledgement for a case is refused, whatever its key."""
    first = draft(DraftKind.ACKNOWLEDGEMENT, Basis.SENDER, None, key="ack1")
    outbox.queue(first, now=NOW, actor="test", case=concern.case_id, message=None)
    with pytest.raises(RefusedByGate, match="schon eine Eingangsbestätigung"):
        outbox.queue(
            draft(DraftKind.ACKNOWLEDGEMENT, Basis.SENDER, None, key="ack2"),
            now=NOW,
            actor="test",
            case=concern.case_id,
            message=None,
        )


def test_the_same_key_is_queued_once(concern: ConcernRow) -> None:
    """A retry after a crash finds the row that is there."""
    made = draft(DraftKind.FORWARD, Basis.RELEASE, Tier.A)
    one = outbox.queue(made, now=NOW, actor="a", case=concern.case_id, message=None, concern=concern.pk)
    two = outbox.queue(made, now=NOW, actor="b", case=concern.case_id, message=None, concern=concern.pk)
    assert (one, 1) == (two, OutboxRow.objects.count())


def test_a_dropped_mail_gives_its_key_free(concern: ConcernRow) -> None:
    """After an undo the same forward can be decided again."""
    made = draft(DraftKind.FORWARD, Basis.RELEASE, Tier.A)
    one = outbox.queue(made, now=NOW, actor="a", case=concern.case_id, message=None, concern=concern.pk)
    outbox.change(one, expected=[OutboxState.PENDING], state=OutboxState.DROPPED, by="a", now=NOW)
    again = Draft(**{**{f: getattr(made, f) for f in made.__slots__}, "message_id": "<k2@stadt.example>"})
    assert one != outbox.queue(again, now=NOW, actor="a", case=concern.case_id, message=None, concern=concern.pk)


def test_every_legal_duty_has_words_for_people() -> None:
    """Reason codes come with a sentence that staff choose from."""
    assert all(len(words) > 10 for words in LEGAL_DUTIES.values())


@pytest.mark.parametrize("basis", list(Basis))
def test_every_refusal_is_a_sentence(basis: Basis) -> None:
    """What the gate says is fit for staff."""
    for tier in TIERS:
        against = objection(DraftKind.FORWARD, basis=basis, tier=tier, reason_code="", consent_office="", office="amt")
        assert against is None or against.endswith((".", ")"))


def test_case_numbers_run_without_gaps_or_doubles() -> None:
    """The number of a case is the next of its year."""
    made = [
        cases.open_case(
            token=str(n) * 26, now=NOW, sender="a@x.example", sender_name="", organisation="", language="", subject=""
        ).number
        for n in range(3)
    ]
    assert ["MO-2026-0001", "MO-2026-0002", "MO-2026-0003"] == made
    assert 3 == CaseRow.objects.count()
