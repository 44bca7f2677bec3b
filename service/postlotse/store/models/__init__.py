"""The tables: fields and constraints, no methods.  A class here is a Row; a model is the topic model."""

from postlotse.store.models.cases import CaseRow, ConcernRow, ConsentRow, CounterRow, MarkRow, ReviewRow
from postlotse.store.models.intake import MessageRow, RawRow
from postlotse.store.models.outbox import AttemptRow, OutboxRow
from postlotse.store.models.rules import RuleActivationRow, RuleDraftRow, RuleSetRow
from postlotse.store.models.running import AuditRow, HealthRow, LeaseRow, MailboxRow

__all__ = [
    "AttemptRow",
    "AuditRow",
    "CaseRow",
    "ConcernRow",
    "ConsentRow",
    "CounterRow",
    "HealthRow",
    "LeaseRow",
    "MailboxRow",
    "MarkRow",
    "MessageRow",
    "OutboxRow",
    "RawRow",
    "ReviewRow",
    "RuleActivationRow",
    "RuleDraftRow",
    "RuleSetRow",
]
