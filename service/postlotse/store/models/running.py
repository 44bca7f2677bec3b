"""How the service itself is doing: mailboxes met, health, leases, and the audit log."""

from django.db import models


class MailboxRow(models.Model):
    """A mailbox folder that we have met; until `baseline_done`, what was there before is history."""

    account = models.CharField(max_length=100)
    folder = models.CharField(max_length=255)
    met_at = models.DateTimeField()
    baseline_done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "folder"], name="mailbox_once")]


class HealthRow(models.Model):
    """The last word on one part of the service (`imap:integration`, `smtp`, `rules`, `job:process`)."""

    name = models.CharField(max_length=120, primary_key=True)
    last_ok_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)


class LeaseRow(models.Model):
    """Who owns a mailbox for now; `epoch` grows with every change of owner."""

    name = models.CharField(max_length=120, primary_key=True)
    owner = models.CharField(max_length=80)
    epoch = models.PositiveBigIntegerField(default=1)
    expires_at = models.DateTimeField()


class AuditRow(models.Model):
    """Who did what to which message, case or mail: append-only, without content."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    message = models.BigIntegerField(null=True)
    case = models.BigIntegerField(null=True)
    concern = models.BigIntegerField(null=True)
    outbox = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
