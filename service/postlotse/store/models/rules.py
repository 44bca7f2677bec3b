"""Sets of rules that were ever active, drafts of new ones, and who said yes to them.

Contents and activations are append-only; a draft changes until it is active or dropped.
"""

from django.db import models
from django.db.models import Q


class RuleSetRow(models.Model):
    """The files of one set, once per content; `exact` counts every character, `fingerprint` what can change a decision."""

    exact = models.CharField(max_length=64, primary_key=True)
    fingerprint = models.CharField(max_length=64, db_index=True)
    files = models.JSONField()
    stored_at = models.DateTimeField()


class RuleDraftRow(models.Model):
    """A set in the making; `version` guards against two people at once."""

    title = models.CharField(max_length=200)
    base = models.ForeignKey(RuleSetRow, on_delete=models.PROTECT, related_name="+")
    files = models.JSONField()
    by = models.CharField(max_length=150)
    #: Everybody who changed it, the first author included: none of them can be the second person.
    authors = models.JSONField(default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, default="open")
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=12, default="desk")
    #: What a draft from corrections answers to: the same pattern is not proposed twice.
    pattern = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "active", "dropped"]), name="draft_state"),
            models.CheckConstraint(condition=Q(origin__in=["desk", "correction"]), name="draft_origin"),
        ]
        indexes = [
            models.Index(fields=["state", "changed_at"], name="draft_state_changed"),
            models.Index(fields=["pattern"], name="draft_pattern"),
        ]


class RuleActivationRow(models.Model):
    """That a set became the one in use: append-only; the newest row names the set in use."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    source = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    rules = models.ForeignKey(RuleSetRow, on_delete=models.PROTECT, related_name="activations")
    #: The fingerprint that it followed; empty for the first one.
    before = models.CharField(max_length=64, blank=True)
    draft = models.ForeignKey(RuleDraftRow, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(source__in=["start", "files", "desk", "rollback"]), name="activation_source")
        ]
