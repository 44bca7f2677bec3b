"""Messages as they came in, and their raw bytes."""

from django.db import models
from django.db.models import Q

from postlotse.core.names import MessageState, Outcome


class RawRow(models.Model):
    """The bytes of a message as the mailbox gave them, once per content."""

    digest = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()


class MessageRow(models.Model):
    """One message at one place of one mailbox; exactly one row per origin, one outcome per decided row."""

    account = models.CharField(max_length=100)
    folder = models.CharField(max_length=255)
    uidvalidity = models.BigIntegerField()
    uid = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True)
    raw = models.ForeignKey(RawRow, null=True, on_delete=models.SET_NULL)
    problem = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField()
    stored_at = models.DateTimeField()

    state = models.CharField(max_length=10, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=40, blank=True)
    claim_until = models.DateTimeField(null=True)

    outcome = models.CharField(max_length=20, blank=True)
    reason_code = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=8, blank=True)
    message_id = models.CharField(max_length=998, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    case = models.ForeignKey("store.CaseRow", null=True, on_delete=models.PROTECT, related_name="messages")
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    #: What no way of delivery changes, hashed (`core.mail.identity.likeness`): the same mail by two ways is found by it.
    likeness = models.CharField(max_length=64, blank=True)
    #: The case that this message names without a right to it, or that it was split from: shown, never acted on.
    perhaps = models.ForeignKey("store.CaseRow", null=True, on_delete=models.SET_NULL, related_name="hinted")
    snapshot = models.JSONField(null=True)
    rules_fingerprint = models.CharField(max_length=64, blank=True)
    model_fingerprint = models.CharField(max_length=64, blank=True)
    #: Why a person should look at it; empty when nobody needs to (see `core.plan.Attention`).
    attention = models.CharField(max_length=20, blank=True)
    attended_at = models.DateTimeField(null=True)
    attended_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "folder", "uidvalidity", "uid"], name="message_origin"),
            models.CheckConstraint(condition=Q(state__in=list(MessageState)), name="message_state"),
            models.CheckConstraint(
                condition=(Q(state=MessageState.DECIDED) & Q(outcome__in=list(Outcome)))
                | (~Q(state=MessageState.DECIDED) & Q(outcome="")),
                name="message_decided_has_one_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=MessageState.SHELVED) | ~Q(reason_code=""), name="message_shelved_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.NEW_CASE, Outcome.JOINED_CASE]) | Q(case__isnull=False),
                name="message_case_outcome_has_case",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="message_queue"),
            models.Index(fields=["message_id"], name="message_mid"),
            models.Index(fields=["sender"], name="message_sender"),
            models.Index(fields=["likeness"], name="message_likeness"),
            models.Index(fields=["attention", "attended_at"], name="message_attention"),
        ]
