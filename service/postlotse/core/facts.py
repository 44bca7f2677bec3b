"""Everything that a rule's condition may look at, frozen.  Decides nothing."""

from dataclasses import dataclass
from datetime import datetime

from postlotse.core.mail.types import Address, Attachment
from postlotse.core.names import Flag, Kind
from postlotse.core.topics.types import TopicGuess


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about one message.

    `organisation` is an id of the directory or "".  `recipients` are full addresses, `tags` the parts after `+`.
    `topics` are sorted by falling probability.  `authenticated` None = no verdict from our own relay.
    `may_circle`: the mail comes from us, an office or another intake, names a case of ours, or is one of too many.
    `received_at` is aware; rules about hours read it in the city's own time zone.
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
