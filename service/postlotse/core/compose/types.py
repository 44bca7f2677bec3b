"""What goes into a mail that we write, and what comes out.

Views hold only what a template may say.  They are made by `core.plan` and the flows; nothing here looks anything up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from postlotse.core.names import Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A written mail: subject (one line), text part and HTML part, and the languages in their order."""

    subject: str
    text: str
    html: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView:
    """An office as a citizen reads it: its German name, those in other languages, how it is reached (one or more lines)."""

    name: str
    contact: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AckView:
    """What an acknowledgement says.  `received_at` is aware and printed in the zone that it carries.

    `response_days` counts working days, `answer_by` is the date they end on.  `urgent` puts emergency numbers first.
    """

    number: str
    received_at: datetime
    answer_by: date
    response_days: int
    contact_name: str
    city: str
    address: str
    phone: str = ""
    privacy_url: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferView:
    """What a refer mail says: whom the sender may turn to.  `topic_name` maps a language code to the topic in that language."""

    number: str
    offices: tuple[OfficeView, ...]
    topic_name: Mapping[str, str]
    contact_name: str
    city: str
    address: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardView:
    """What an office reads above the original.  All words are German; `text` is the newest text of the sender, unchanged.

    `authenticated` says in words how far the sender is proved; `sender_proved` False adds the warning line.
    `answer_by` is our date for the answer, `deadline` a date that the sender named, in words.
    """

    number: str
    received_at: datetime
    sender_name: str
    sender_address: str
    organisation_name: str
    language_name: str
    topic_name: str
    other_topics: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    text: str = field(repr=False)
    reply_to: str
    office_name: str
    contact_name: str
    city: str
    authenticated: str
    attachments: tuple[str, ...] = ()
    desk_url: str = ""
    subject: str = ""
    answer_by: date | None = None
    deadline: str = ""
    referral: Referral = Referral.HAND_OVER
    sender_proved: bool = False
    original: bool = True  # the citizen's mail is attached
