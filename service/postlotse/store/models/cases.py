"""Cases, their concerns, what people said of them, and consents."""

from django.db import models
from django.db.models import Q

from postlotse.core.names import ConcernState, Referral, Route, Tier


class CounterRow(models.Model):
    """A running number, one row per year of case numbers."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.PositiveIntegerField(default=0)


class CaseRow(models.Model):
    """One conversation.  The number names, the token (130 random bits) grants."""

    number = models.CharField(max_length=20, unique=True)
    token = models.CharField(max_length=26, unique=True)
    opened_at = models.DateTimeField()
    sender = models.CharField(max_length=320)
    sender_name = models.CharField(max_length=320, blank=True)
    organisation = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sender"], name="case_sender")]


class MarkRow(models.Model):
    """A number under which somebody else keeps the matter of a case, from the subject of a mail in it."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="marks")
    message = models.ForeignKey("store.MessageRow", null=True, on_delete=models.SET_NULL, related_name="marks")
    mark = models.CharField(max_length=80)
    written = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "mark"], name="mark_once")]
        indexes = [models.Index(fields=["mark"], name="mark_value")]


class ConcernRow(models.Model):
    """One wish of a case: its topic, where it goes, and where it stands.  `version` guards against two people at once."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="concerns")
    message = models.ForeignKey("store.MessageRow", on_delete=models.PROTECT, related_name="concerns")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=40)
    probability = models.FloatField()
    office = models.CharField(max_length=80, blank=True)
    involve = models.JSONField(default=list)
    tier = models.CharField(max_length=12)
    referral = models.CharField(max_length=12)
    route = models.CharField(max_length=8)
    rule = models.CharField(max_length=80, blank=True)
    reasons = models.JSONField(default=list)
    alternatives = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    priority = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12)
    state_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="concern_position"),
            models.CheckConstraint(condition=Q(state__in=list(ConcernState)), name="concern_state"),
            models.CheckConstraint(condition=Q(tier__in=list(Tier)), name="concern_tier"),
            models.CheckConstraint(condition=Q(referral__in=list(Referral)), name="concern_referral"),
            models.CheckConstraint(condition=~Q(route=Route.AUTO) | Q(tier=Tier.A), name="concern_auto_only_tier_a"),
        ]
        indexes = [models.Index(fields=["state", "priority", "id"], name="concern_queue")]


class ReviewRow(models.Model):
    """A person's verdict on a concern: append-only, the training labels of later."""

    concern = models.ForeignKey(ConcernRow, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    verdict = models.CharField(max_length=12)
    before = models.JSONField()
    after = models.JSONField()
    note = models.TextField(blank=True)


class ConsentRow(models.Model):
    """A documented consent of the sender that one recipient may receive one text."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="consents")
    concern = models.ForeignKey(ConcernRow, on_delete=models.PROTECT, related_name="consents")
    office = models.CharField(max_length=80)
    text_hash = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    channel = models.CharField(max_length=12)
    recorded_by = models.CharField(max_length=150)
    revoked_at = models.DateTimeField(null=True)
