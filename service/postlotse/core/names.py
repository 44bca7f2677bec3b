"""The vocabulary of Postlotse as enumerations: one place for every code that is stored, shown or matched.

The values are promises: they stand in the database, in rule files and in the explain format.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of message this is (`docs/explain-format.md`)."""

    CONCERN = "concern"
    REPLY = "reply"
    NOTICE = "notice"
    BULK = "bulk"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    SPAM = "spam"


class Flag(StrEnum):
    """What makes a concern special; several may hold at once."""

    DANGER = "danger"
    DEADLINE = "deadline"
    BENEFIT_APPLICATION = "benefit_application"
    COMPLAINT = "complaint"
    SPECIAL_CATEGORY = "special_category"
    THIRD_PARTY = "third_party"
    RESIDENCE_STATUS = "residence_status"
    DATA_RIGHTS = "data_rights"


#: Flags that make every concern tier A-sensitive: ask first or refer, never automatic.
SENSITIVE_FLAGS = frozenset({Flag.DANGER, Flag.SPECIAL_CATEGORY, Flag.THIRD_PARTY, Flag.RESIDENCE_STATUS})


class Tier(StrEnum):
    """Who a recipient is to the city, and so what may be sent to it."""

    A = "A"
    A_SENSITIVE = "A-sensitive"
    B = "B"
    C = "C"


class OfficeKind(StrEnum):
    """`int` = office of the same city, `pub` = other public body, `ext` = association or private body."""

    INT = "int"
    PUB = "pub"
    EXT = "ext"


class Referral(StrEnum):
    """The five referral types that the statistics need."""

    OWN = "own"
    HAND_OVER = "hand_over"
    INVOLVE = "involve"
    REFER = "refer"
    BUNDLE = "bundle"


class Route(StrEnum):
    """How a concern goes on: by itself, after a person looked, or not at all.

    `shadow` is given, never written in a rule: it would go by itself if its topic had earned that.
    """

    AUTO = "auto"
    SHADOW = "shadow"
    REVIEW = "review"
    NONE = "none"


class Priority(StrEnum):
    """Order on the desk."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"


class Basis(StrEnum):
    """Why something may leave the house; every outbox row names one."""

    SENDER = "sender"  # goes back to the person who wrote to us: acknowledgement, refer mail, reply
    RULE = "rule"  # tier A, a rule said `auto` and the probability passed its threshold
    RELEASE = "release"  # tier A, a named person released it
    CONSENT = "consent"  # a documented consent for this recipient
    LEGAL_DUTY = "legal_duty"  # § 16 SGB I and the like, with a reason code


class DraftKind(StrEnum):
    """What sort of mail we send."""

    ACKNOWLEDGEMENT = "acknowledgement"
    FORWARD = "forward"
    REFER = "refer"


class Outcome(StrEnum):
    """What became of a message; each decided message has exactly one."""

    NEW_CASE = "new_case"
    JOINED_CASE = "joined_case"
    FILED = "filed"
    QUARANTINED = "quarantined"
    BOUNCED = "bounced"
    DUPLICATE = "duplicate"
    BASELINE = "baseline"


class MessageState(StrEnum):
    """received = waiting + decided + shelved, at every moment."""

    WAITING = "waiting"
    DECIDED = "decided"
    SHELVED = "shelved"


class ConcernState(StrEnum):
    """Where a concern stands."""

    REVIEW = "review"
    QUEUED = "queued"
    HANDED_OVER = "handed_over"
    INVOLVED = "involved"
    REFERRED = "referred"
    OWN = "own"
    FAILED = "failed"
    DONE = "done"
    DISMISSED = "dismissed"


class OutboxState(StrEnum):
    """pending → sending → sent | pending (later) | unknown → pending | failed | bounced | dead; held and dropped by people."""

    PENDING = "pending"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    BOUNCED = "bounced"
    DEAD = "dead"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """What a person at the desk said about a concern."""

    CONFIRM = "confirm"
    CHANGE = "change"
    REFER = "refer"
    OWN = "own"
    DISMISS = "dismiss"
    SPAM = "spam"
    DONE = "done"  # what we kept ourselves is finished
    UNDO = "undo"  # an earlier verdict is taken back


class Delivery(StrEnum):
    """What the mail server said about one recipient."""

    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"


#: First-tier languages with reviewed templates; `hr` stands for the group hr/sr/bs.
FIRST_TIER = ("de", "en", "tr", "uk", "ar", "ru", "fa", "ro", "bg", "pl", "hr", "it", "es", "fr")
#: Recognised and counted, answered in German and English.
SECOND_TIER = ("el", "pt", "kmr", "ckb", "ti", "am", "so", "ps", "ur", "sq", "hu", "vi", "zh")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ckb", "ps", "ur"})

#: The routing state below every threshold; not a topic.
UNCLEAR = "unklar"
