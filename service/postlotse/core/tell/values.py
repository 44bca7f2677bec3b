"""The values of a telling: sections of sentences.  No wording here, no markup."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tone(StrEnum):
    """Whether a sentence speaks for something, against it, or just tells."""

    PLAIN = "plain"
    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One or more sentences; `words` are those of the mail that stand in them or decided, for marking.

    `text_of_mail` = the line quotes the mail, so its language is the mail's.  `case` is the number of a case to look at.
    """

    sentence: str
    words: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN
    text_of_mail: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled group of lines with groups below it; `folded` = seldom needed, shown on request."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    parts: tuple["Section", ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """With what a decision was made: fingerprints of rules and model ("" = not known), and moments on the city's clock.

    `rules_since` = when that set came into use; `current` None = not compared.
    """

    rules: str = ""
    model: str = ""
    decided_at: datetime | None = None
    rules_since: datetime | None = None
    current: bool | None = None
