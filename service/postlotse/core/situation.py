"""What the store knows around a message when it is decided.  Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from postlotse.core.calendar import city_time
from postlotse.core.earned import Standing
from postlotse.core.facts import CaseFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AckCounts:
    """Acknowledgements already queued: to this address for this subject, to this address, to this domain, in all (A17).

    An address counts without its plus-part.
    """

    same_subject_day: int = 0
    address_day: int = 0
    domain_hour: int = 0
    ten_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the store knows around a message.  The default is a first mail from a stranger, received now.

    `standings` of topics that people have decided on; None = nobody could look, and the rule's word is taken.
    """

    now: datetime
    received_at: datetime
    in_case: bool = False
    again: bool = False  # the same mail came before, by another way
    first_contact: bool = True
    counts: AckCounts = AckCounts()
    standings: Mapping[str, Standing] | None = field(default_factory=dict)
    case: CaseFacts | None = None  # of the case that it belongs to

    @property
    def today(self) -> date:
        """Return the city's day of `now`."""
        return city_time(self.now).date()
