"""Conditions on what the message is: kind, topics, flags, language, case, authentication, attachments, time."""

from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Self

from postlotse.core.calendar import WEEKDAYS, city_time, is_open, works
from postlotse.core.facts import Facts
from postlotse.core.names import FIRST_TIER, SECOND_TIER, UNCLEAR, Flag, Kind
from postlotse.core.rules import schema
from postlotse.core.rules.conditions.base import Condition, Known, Verdict, listed
from postlotse.core.rules.schema import Page
from postlotse.core.topics.types import TopicGuess
from postlotse.core.words import FLAG_WORDS, KIND_WORDS, LANGUAGE_WORDS
from postlotse.core.yamltext import Node, Table

_DAY_WORDS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindIs:
    """`kind`: the message is of one of these kinds."""

    kinds: frozenset[Kind]

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read one kind or a list."""
        kinds = schema.choices(page, node, Kind)
        return cls(kinds=frozenset(kinds)) if kinds else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare the kind."""
        return Verdict(holds=facts.kind in self.kinds, why=f"die Mail ist: {KIND_WORDS[facts.kind]}")

    def covers(self, other: Condition) -> bool:
        """Hold with narrower lists of kinds."""
        return isinstance(other, KindIs) and self.kinds >= other.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicIs:
    """`topics`: the concern's own topic, or with `any` one of the topics guessed for the mail, at least so likely."""

    topics: frozenset[str]
    anywhere: bool = False
    probability: float = 0.0

    @classmethod
    def read(cls, page: Page, node: Node, known: Known) -> Self | None:
        """Read topic ids (a list means the concern's own topic) or a table with primary or any, and probability."""
        ids = {*known.topics, UNCLEAR}
        if not isinstance(node, Table):
            topics = schema.known_ids(page, node, ids, "das Thema")
            return cls(topics=frozenset(topics)) if topics else None
        found = schema.fields(page, node, ("primary", "any", "probability"))
        if ("primary" in found) == ("any" in found):
            page.note(node, "topics-form", "Hier wird entweder „primary“ oder „any“ erwartet.")
            return None
        wanted = found.get("primary", found.get("any"))
        topics = schema.known_ids(page, wanted, ids, "das Thema")
        probability = schema.share(page, found.get("probability"), 0.0)
        return cls(topics=frozenset(topics), anywhere="any" in found, probability=probability) if topics else None

    def test(self, facts: Facts, topic: TopicGuess | None) -> Verdict:
        """Compare the concern's topic, or look through all guesses."""
        if self.anywhere:
            hit = next((g for g in facts.topics if g.id in self.topics), None)
        elif topic is None or topic.id == UNCLEAR:
            return Verdict(holds=UNCLEAR in self.topics, why="das Thema ist unklar")
        else:
            hit = topic if topic.id in self.topics else None
        if hit is None:
            return _another_topic(topic.id if topic is not None else "", self.topics)
        if hit.probability < self.probability:
            return Verdict(
                holds=False,
                why=f"„{hit.id}“ ist nur zu {below(hit.probability):.0%} sicher, verlangt sind {self.probability:.0%}",
            )
        return Verdict(holds=True, why=f"das Thema „{hit.id}“ ist zu {hit.probability:.0%} sicher")

    def covers(self, other: Condition) -> bool:
        """Hold with fewer topics and a higher probability."""
        return (
            isinstance(other, TopicIs)
            and self.anywhere == other.anywhere
            and self.topics >= other.topics
            and self.probability <= other.probability
        )


def below(share: float) -> float:
    """Return a share that was not enough, rounded down to whole percent: 89.6 % must not look like the 90 it is short of."""
    return floor(share * 100 + 1e-9) / 100


@lru_cache(maxsize=4096)
def _another_topic(topic: str, wanted: frozenset[str]) -> Verdict:
    """Return what is said of a rule for other topics; most rules are, so it is kept."""
    seen = f"das Thema ist „{topic}“" if topic else "es gibt kein Thema"
    return Verdict(holds=False, why=f"{seen}, nicht {listed(sorted(wanted))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagIs:
    """`flags`: at least one of these flags is set, or with `all` every one."""

    flags: frozenset[Flag]
    every: bool = False

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read flags, or a table with all or any."""
        every = False
        wanted: Node | None = node
        if isinstance(node, Table):
            found = schema.fields(page, node, ("all", "any"))
            if len(found) != 1:
                page.note(node, "flags-form", "Hier wird entweder „any“ oder „all“ erwartet.")
                return None
            every, wanted = "all" in found, next(iter(found.values()))
        flags = schema.choices(page, wanted, Flag)
        return cls(flags=frozenset(flags), every=every and len(flags) > 1) if flags else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare the flags."""
        there = facts.flags & self.flags
        if there and (not self.every or there == self.flags):
            return Verdict(holds=True, why=f"Merkmal: {', '.join(FLAG_WORDS[f] for f in Flag if f in there)}")
        return _no_flag(self.flags - there)

    def covers(self, other: Condition) -> bool:
        """Hold with a list that implies this one."""
        if not isinstance(other, FlagIs):
            return False
        if self.every:
            return other.every and self.flags <= other.flags
        return bool(self.flags & other.flags) if other.every else self.flags >= other.flags


@lru_cache(maxsize=256)
def _no_flag(lacking: frozenset[Flag]) -> Verdict:
    """Return what is said of a mail without these flags."""
    return Verdict(holds=False, why=f"kein Merkmal {listed([FLAG_WORDS[f] for f in Flag if f in lacking])}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageIs:
    """`language`: the mail is written in one of these languages; `unknown` = not recognised."""

    languages: frozenset[str]

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read language codes."""
        codes = schema.known_ids(page, node, {*FIRST_TIER, *SECOND_TIER, UNKNOWN}, "die Sprache")
        return cls(languages=frozenset(codes)) if codes else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare the language."""
        code = facts.language or UNKNOWN
        word = LANGUAGE_WORDS.get(code, "nicht erkannt")
        return Verdict(holds=code in self.languages, why=f"die Sprache ist {word}")

    def covers(self, other: Condition) -> bool:
        """Hold with narrower lists of languages."""
        return isinstance(other, LanguageIs) and self.languages >= other.languages


@dataclass(frozen=True, slots=True, kw_only=True)
class InCase:
    """`in_case`: the mail belongs to a case that we know, or does not."""

    wanted: bool

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read yes or no."""
        return cls(wanted=schema.yes_no(page, node, True))

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare."""
        why = "die Mail gehört zu einem Vorgang" if facts.in_case else "die Mail gehört zu keinem Vorgang"
        return Verdict(holds=facts.in_case == self.wanted, why=why)

    def covers(self, other: Condition) -> bool:
        """Hold with the equal one only."""
        return self == other


_AUTHENTICATION = {"yes": True, "ja": True, "true": True, "no": False, "nein": False, "false": False, UNKNOWN: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticated:
    """`authenticated`: what our own relay says about the sender: yes, no, unknown."""

    verdicts: frozenset[bool | None]

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read one or several of yes, no, unknown."""
        words = schema.known_ids(page, node, _AUTHENTICATION, "die Angabe")
        return cls(verdicts=frozenset(_AUTHENTICATION[word] for word in words)) if words else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare."""
        why = {
            True: "der Absender ist bestätigt",
            False: "der Absender ist nicht bestätigt",
            None: "über den Absender ist nichts bekannt",
        }[facts.authenticated]
        return Verdict(holds=facts.authenticated in self.verdicts, why=why)

    def covers(self, other: Condition) -> bool:
        """Hold with narrower lists."""
        return isinstance(other, Authenticated) and self.verdicts >= other.verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class HasAttachments:
    """`attachments`: there are any (yes/no), or one whose name ends so or whose type begins so."""

    wanted: bool = True
    endings: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    at_least: int = 1

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read yes/no or a table with name, type, at_least."""
        if not isinstance(node, Table):
            return cls(wanted=schema.yes_no(page, node, True))
        found = schema.fields(page, node, ("name", "type", "at_least"))
        return cls(
            endings=tuple(e.lstrip("*").lower() for e in schema.texts(page, found.get("name"))),
            types=tuple(t.rstrip("*").lower() for t in schema.texts(page, found.get("type"))),
            at_least=schema.number(page, found.get("at_least"), 1, least=1) or 1,
        )

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Count the attachments that fit."""
        fitting = sum(
            (not self.endings or a.name.lower().endswith(self.endings))
            and (not self.types or a.type.lower().startswith(self.types))
            for a in facts.attachments
        )
        fit = "passende" if self.endings or self.types else ""
        words = {0: f"keine {fit}{'n' if fit else ''} Anhänge", 1: f"einen {fit}{'n' if fit else ''} Anhang"}
        counted = " ".join(words.get(fitting, f"{fitting} {fit} Anhänge").split())
        return Verdict(holds=(fitting >= self.at_least) == self.wanted, why=f"die Mail hat {counted}")

    def covers(self, other: Condition) -> bool:
        """Hold with a stricter one."""
        if not isinstance(other, HasAttachments) or not (self.wanted and other.wanted):
            return self == other
        plain = not self.endings and not self.types
        return self.at_least <= other.at_least and (plain or (self.endings, self.types) == (other.endings, other.types))


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """`time`: the mail came on these weekdays, between these hours (city time; may run past midnight), in or out of hours.

    `working` asks for the house's hours on a working day, `working_day` for the day alone; both by `calendar.yaml`.
    """

    weekdays: frozenset[int] = frozenset()
    start: int = 0
    end: int = 24 * 60
    working: bool | None = None
    working_day: bool | None = None

    @classmethod
    def read(cls, page: Page, node: Node, _known: Known) -> Self | None:
        """Read a table with weekdays (mo di mi do fr sa so), from, until, working, working_day."""
        found = schema.fields(page, node, ("weekdays", "from", "until", "working", "working_day"))
        if not found:
            page.note(
                node, "time-form", "Hier fehlt eine Angabe zur Zeit.", "zum Beispiel „working: no“ oder „weekdays: [sa, so]“"
            )
            return None
        days = schema.known_ids(page, found.get("weekdays"), WEEKDAYS, "der Wochentag")
        start, end = schema.clock(page, found.get("from")), schema.clock(page, found.get("until"))
        return cls(
            weekdays=frozenset(WEEKDAYS[d] for d in days),
            start=0 if start is None else start,
            end=24 * 60 if end is None else end,
            working=schema.yes_no(page, found["working"], True) if "working" in found else None,
            working_day=schema.yes_no(page, found["working_day"], True) if "working_day" in found else None,
        )

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare the city's clock with the window, and with the calendar where it is asked for."""
        local = city_time(facts.received_at)
        minute = local.hour * 60 + local.minute
        inside = self.start <= minute < self.end if self.start <= self.end else minute >= self.start or minute < self.end
        holds = inside and (not self.weekdays or local.weekday() in self.weekdays)
        why = f"die Mail kam am {_DAY_WORDS[local.weekday()]} um {local:%H:%M} Uhr"
        if self.working is not None:
            now = is_open(facts.received_at, facts.calendar)
            holds = holds and now == self.working
            why += ", während der Dienstzeit" if now else ", außerhalb der Dienstzeit"
        if self.working_day is not None:
            now = works(local.date(), facts.calendar)
            holds = holds and now == self.working_day
            why += ", an einem Arbeitstag" if now else ", an einem freien Tag"
        return Verdict(holds=holds, why=why)

    def covers(self, other: Condition) -> bool:
        """Hold with fewer weekdays and the same hours or none of its own."""
        return (
            isinstance(other, Received)
            and (not self.weekdays or (bool(other.weekdays) and self.weekdays >= other.weekdays))
            and (self.start, self.end) in ((0, 24 * 60), (other.start, other.end))
            and self.working in (None, other.working)
            and self.working_day in (None, other.working_day)
        )
