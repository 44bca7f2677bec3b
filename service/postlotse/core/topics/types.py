"""The values that a topic model returns."""

import re
from dataclasses import dataclass
from datetime import date

from postlotse.core.names import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGuess:
    """One topic with its calibrated probability (0–1) and the words that spoke for it, as they stand in the text.

    `sentence` is the one that spoke most for it, cut; only told of the first topic.  `described` = the model has not learned the
    topic yet and knows it by its description only.
    """

    id: str
    probability: float
    evidence: tuple[str, ...] = ()
    sentence: str = ""
    described: bool = False


_CASE_NUMBER = re.compile(r"MO-\d{4}-\d{4,7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A decided text that is like this one: its id (of a confirmed decision the case number), its topic, a cosine (0–1)."""

    id: str
    topic: str
    likeness: float

    @property
    def case(self) -> str:
        """Return the number of the case that was decided, "" for a training text."""
        return case_of(self.id)


def case_of(identity: str) -> str:
    """Return the case number with which the id of an example begins, or ""."""
    found = _CASE_NUMBER.match(identity)
    return found.group() if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What the model says about one text; topics sorted by falling probability.

    `kinds` maps kind → probability as far as words tell it (concern, notice, reply, bulk, auto_reply, spam).
    `flags` maps flag → probability, `flag_evidence` flag → words, as far as the model sees one.  `neighbours` are the nearest
    decided texts.  `abstained` = no topic is likely enough to be suggested; `sure` = the first is so likely that it was
    right as often as the house demands of what goes out by itself.  `outside` = abstained though a topic looks likely: the text as
    a whole is about none of the topics.
    """

    topics: tuple[TopicGuess, ...] = ()
    kinds: tuple[tuple[str, float], ...] = ()
    flags: tuple[tuple[str, float], ...] = ()
    abstained: bool = True
    sure: bool = False
    flag_evidence: tuple[tuple[str, tuple[str, ...]], ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagHit:
    """A flag with the reason it was set; `day` = the day of a deadline, where the text names one."""

    flag: Flag
    why: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language code of `core.names` and the confidence (0–1); code None = abstained.

    `shares` = languages with at least a fifth of the text and their share (0–1), largest first, empty when abstained;
    `latinised` = written in Latin letters though the language has its own; `variant` = "prs" for Dari, else "".
    """

    code: str | None = None
    confidence: float = 0.0
    shares: tuple[tuple[str, float], ...] = ()
    latinised: bool = False
    variant: str = ""
