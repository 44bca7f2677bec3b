"""The values of the directory: offices and associations.  Knows nothing of files, rules or mail."""

from dataclasses import dataclass
from datetime import date

from postlotse.core.names import OfficeKind, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which an office is closed to us; both days included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Tell whether the office is away on `day`."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A body that a concern can be passed or pointed to.

    `address` "" = none is known: only a refer is possible.  `contact` is the multi-line text that citizens are shown.
    `for_` and `not_for` say in plain words what the office does and what it does not.  `deputy` is an office id or "".
    `names` maps language → name; `name` is the German one.
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

    def absent(self, day: date) -> bool:
        """Tell whether an absence covers `day`."""
        return any(a.covers(day) for a in self.absences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An association that writes to us.  `addresses` and `domains` are lower case; `language` "" = not known."""

    id: str
    name: str
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    language: str = ""
    district: str = ""
    fields: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
