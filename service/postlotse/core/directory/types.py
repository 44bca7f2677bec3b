"""The values of the directory: offices and associations.  Knows nothing of files, rules or mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from postlotse.core.names import OfficeKind, Tier

#: How long a standing consent holds when it names no end (it is asked for anew every year).
CONSENT_DAYS = 365


class AnswerTo(StrEnum):
    """Who gets the office's answer to a mail that we passed on: us (and so the case), or the person who wrote."""

    US = "us"
    SENDER = "sender"


class Relay(StrEnum):
    """How an office's answer goes on to the person who wrote: by itself, or after one of us has read it."""

    STAFF = "staff"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which an office is closed to us; both days included.

    `deputy` is the office that stands in for just this time, "" = the usual one.  `note` is for staff.
    """

    first: date
    last: date
    deputy: str = ""
    note: str = ""

    def covers(self, day: date) -> bool:
        """Tell whether the office is away on `day`."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A body that a concern can be passed or pointed to.

    `address` "" = none is known: only a refer is possible.  `other_addresses` are those it writes from too; nothing is sent
    there.  `contact` is the multi-line text that citizens are shown.  `for_` and `not_for` say in plain words what the office
    does and what it does not.  `deputy` is an office id or "".  `names` maps language → name; `name` is the German one.
    `wants_original` False = it gets the summary only, never the original mail.  `subject_prefix` stands before the subject of
    what we pass on, such as "[Post]".
    """

    id: str
    name: str
    kind: OfficeKind
    address: str = ""
    contact: str = ""
    for_: str = ""
    not_for: str = ""
    languages: tuple[str, ...] = ()
    deputy: str = ""
    sensitive: bool = False
    wants_original: bool = True
    checked_on: date | None = None
    absences: tuple[Absence, ...] = ()
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    other_addresses: tuple[str, ...] = ()
    answer_to: AnswerTo = AnswerTo.US
    relay: Relay = Relay.STAFF
    subject_prefix: str = ""

    @property
    def tier(self) -> Tier:
        """Return what this recipient is to the city: int → A or A-sensitive, pub → B, ext → C."""
        match self.kind:
            case OfficeKind.INT:
                return Tier.A_SENSITIVE if self.sensitive else Tier.A
            case OfficeKind.PUB:
                return Tier.B
            case OfficeKind.EXT:
                return Tier.C

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return every address that this office writes from, the one that is written to first."""
        return (*((self.address,) if self.address else ()), *self.other_addresses)

    def absent(self, day: date) -> bool:
        """Tell whether an absence covers `day`."""
        return any(a.covers(day) for a in self.absences)

    def deputy_on(self, day: date) -> str:
        """Return who stands in on `day`: the deputy of the absence, else the usual one, else ""."""
        return next((a.deputy for a in self.absences if a.deputy and a.covers(day)), self.deputy)

    def called(self, language: str) -> str:
        """Return the name in a language, else the German one."""
        return self.names.get(language) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingConsent:
    """An association agreed once for all its mails that this office may get them; both days included, a year without an end."""

    office: str
    given_on: date
    until: date | None = None
    note: str = ""

    @property
    def last(self) -> date:
        """Return the last day on which it holds."""
        return self.until or self.given_on + timedelta(days=CONSENT_DAYS)

    def holds(self, day: date) -> bool:
        """Tell whether it holds on `day`."""
        return self.given_on <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An association that writes to us.  `addresses` and `domains` are lower case.

    `language` is the one that it is answered in, "" = not known; `languages` are those spoken there.  `fields` are the topics
    it works on, `offers` what it has to offer to others, in its own words.
    """

    id: str
    name: str
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    language: str = ""
    district: str = ""
    fields: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    standing_consents: tuple[StandingConsent, ...] = ()
