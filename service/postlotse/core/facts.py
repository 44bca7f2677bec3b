"""Everything that a rule's condition may look at, frozen.  Decides nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from postlotse.core.calendar import CalendarPolicy
from postlotse.core.mail.types import Address, Attachment
from postlotse.core.names import ConcernState, Flag, Kind
from postlotse.core.topics.types import TopicGuess


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of the case that a message belongs to, before it came: the states, offices and topics of its concerns.

    `last_at` = when the last mail in it came or was written, aware; None = not known.
    """

    states: frozenset[ConcernState] = frozenset()
    offices: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    last_at: datetime | None = None

    @property
    def closed(self) -> bool:
        """Tell whether nothing in it waits for anybody any more."""
        return bool(self.states) and self.states <= {ConcernState.DONE, ConcernState.DISMISSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about one message.

    `organisation` is an id of the directory or "".  `recipients` are full addresses, `tags` the parts after `+`.
    `topics` are sorted by falling probability.  `authenticated` None = no verdict from our own relay.
    `may_circle`: the mail comes from us, an office or another intake, names a case of ours, or is one of too many.
    `received_at` is aware; rules about hours read it in the city's own time zone, and `calendar` for what a working day is.
    `case` None = it belongs to none, or nobody could look.  `absent` are the ids of the offices that are away.
    """

    kind: Kind
    sender: Address
    received_at: datetime
    language: str | None = None
    organisation: str = ""
    first_contact: bool = False
    recipients: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    topics: tuple[TopicGuess, ...] = ()
    abstained: bool = False
    flags: frozenset[Flag] = frozenset()
    attachments: tuple[Attachment, ...] = ()
    in_case: bool = False
    authenticated: bool | None = None
    may_circle: bool = False
    case: CaseFacts | None = None
    absent: frozenset[str] = frozenset()
    calendar: CalendarPolicy = field(default_factory=CalendarPolicy)
