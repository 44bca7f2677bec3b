"""What leaves the house: one row per mail and recipient, and what the mail server said each time."""

from django.db import models
from django.db.models import Q

from postlotse.core.names import Basis, Delivery, DraftKind, OutboxState, Tier

_FORWARD = Q(kind=DraftKind.FORWARD)


class OutboxRow(models.Model):
    """One mail to one recipient with the basis on which it may leave; only `store.outbox.queue` writes here."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20)
    basis = models.CharField(max_length=12)
    tier = models.CharField(max_length=12, blank=True)
    reason_code = models.CharField(max_length=60, blank=True)
    consent = models.ForeignKey("store.ConsentRow", null=True, on_delete=models.PROTECT)
    source = models.ForeignKey("store.MessageRow", null=True, on_delete=models.PROTECT, related_name="outbox")
    case = models.ForeignKey("store.CaseRow", null=True, on_delete=models.PROTECT, related_name="outbox")
    concern = models.ForeignKey("store.ConcernRow", null=True, on_delete=models.PROTECT, related_name="outbox")
    office = models.CharField(max_length=80, blank=True)
    recipient = models.CharField(max_length=320)
    mail_from = models.CharField(max_length=320, blank=True)
    message_id = models.CharField(max_length=255, unique=True)
    subject = models.CharField(max_length=500)
    content = models.BinaryField()
    notify = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)

    state = models.CharField(max_length=10, default=OutboxState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claim = models.CharField(max_length=40, blank=True)
    claim_until = models.DateTimeField(null=True)
    last_code = models.PositiveSmallIntegerField(default=0)
    last_text = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(OutboxState)), name="outbox_state"),
            models.CheckConstraint(condition=Q(basis__in=list(Basis)), name="outbox_basis"),
            models.CheckConstraint(condition=~_FORWARD | Q(tier__in=list(Tier)), name="outbox_forward_has_tier"),
            models.CheckConstraint(
                condition=(_FORWARD & ~Q(basis=Basis.SENDER)) | (~_FORWARD & Q(basis=Basis.SENDER)),
                name="outbox_sender_basis_only_to_sender",
            ),
            models.CheckConstraint(
                condition=~(_FORWARD & Q(tier__in=[Tier.B, Tier.C])) | Q(basis__in=[Basis.CONSENT, Basis.LEGAL_DUTY]),
                name="outbox_outside_needs_consent_or_duty",
            ),
            models.CheckConstraint(
                condition=~(_FORWARD & Q(tier=Tier.C)) | Q(basis=Basis.CONSENT), name="outbox_private_needs_consent"
            ),
            models.CheckConstraint(
                condition=~(_FORWARD & Q(tier=Tier.A_SENSITIVE)) | ~Q(basis=Basis.RULE), name="outbox_sensitive_never_automatic"
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.CONSENT) | Q(consent__isnull=False), name="outbox_consent_documented"
            ),
            models.CheckConstraint(condition=~Q(basis=Basis.LEGAL_DUTY) | ~Q(reason_code=""), name="outbox_duty_has_reason"),
        ]
        indexes = [
            models.Index(fields=["state", "next_at"], name="outbox_due"),
            models.Index(fields=["recipient", "created_at"], name="outbox_recipient"),
            models.Index(fields=["kind", "created_at"], name="outbox_limits"),
        ]


class AttemptRow(models.Model):
    """One try to hand over an outbox row: append-only."""

    outbox = models.ForeignKey(OutboxRow, on_delete=models.PROTECT, related_name="tries")
    at = models.DateTimeField()
    delivery = models.CharField(max_length=10)
    code = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(delivery__in=list(Delivery)), name="attempt_delivery")]
