"""Conditions on what surrounds the message: who is away, and the case that it belongs to or names."""

from dataclasses import dataclass
from typing import Self

from postlotse.core.facts import Facts
from postlotse.core.names import ConcernState
from postlotse.core.rules import schema
from postlotse.core.rules.conditions.base import Condition, Known, Verdict, listed
from postlotse.core.rules.schema import Page
from postlotse.core.topics.types import TopicGuess
from postlotse.core.words import STATE_WORDS
from postlotse.core.yamltext import Node

#: What may be asked about a case.
_CASE_KEYS = ("state", "office", "topic", "closed", "idle_days")
_LONGEST_IDLE = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAbsent:
    """`absent`: at least one of these offices is away today."""

    offices: frozenset[str]

    @classmethod
    def read(cls, page: Page, node: Node, known: Known) -> Self | None:
        """Read office ids."""
        offices = schema.known_ids(page, node, known.offices, "die Stelle")
        return cls(offices=frozenset(offices)) if offices else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Compare with the offices that are away."""
        away = facts.absent & self.offices
        if away:
            return Verdict(holds=True, why=f"{listed(sorted(away), 'und')} {'ist' if len(away) == 1 else 'sind'} abwesend")
        return Verdict(
            holds=False, why=f"{listed(sorted(self.offices), 'und')} {'ist' if len(self.offices) == 1 else 'sind'} da"
        )

    def covers(self, other: Condition) -> bool:
        """Hold with narrower lists."""
        return isinstance(other, OfficeAbsent) and self.offices >= other.offices


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseIs:
    """`case`: the case that the mail belongs to or names: a concern of it stands so, is with this office, has this topic.

    `closed` = nothing in it waits any more; `idle_days` = for at least so many days no mail came or went.  All that are given
    must fit; without a case nothing does.
    """

    states: frozenset[ConcernState] = frozenset()
    offices: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    closed: bool | None = None
    idle_days: int = 0

    @classmethod
    def read(cls, page: Page, node: Node, known: Known) -> Self | None:
        """Read a table with state, office, topic, closed, idle_days."""
        before = len(page.problems)
        found = schema.fields(page, node, _CASE_KEYS)
        if not found and len(page.problems) == before:
            page.note(node, "case-form", "Hier fehlt eine Angabe zum Vorgang.", "zum Beispiel „closed: yes“")
        read = cls(
            states=frozenset(schema.choices(page, found.get("state"), ConcernState)),
            offices=frozenset(schema.known_ids(page, found.get("office"), known.offices, "die Stelle")),
            topics=frozenset(schema.known_ids(page, found.get("topic"), known.topics, "das Thema")),
            closed=schema.yes_no(page, found["closed"], True) if "closed" in found else None,
            idle_days=schema.number(page, found.get("idle_days"), 0, least=1, most=_LONGEST_IDLE) or 0,
        )
        return read if read != cls() else None

    def test(self, facts: Facts, _topic: TopicGuess | None) -> Verdict:
        """Check the parts in turn; the first that does not fit is the reason."""
        case = facts.case
        if case is None:
            unknown = "über den Vorgang ist nichts bekannt" if facts.in_case else "die Mail gehört zu keinem Vorgang"
            return Verdict(holds=False, why=unknown)
        if self.states and not self.states & case.states:
            wanted = listed([STATE_WORDS[s] for s in ConcernState if s in self.states])
            return Verdict(holds=False, why=f"kein Anliegen des Vorgangs ist {wanted}")
        if self.offices and not self.offices & case.offices:
            return Verdict(holds=False, why=f"der Vorgang liegt nicht bei {listed(sorted(self.offices))}")
        if self.topics and not self.topics & case.topics:
            return Verdict(holds=False, why=f"der Vorgang hat nicht das Thema {listed(sorted(self.topics))}")
        if self.closed is not None and case.closed != self.closed:
            return Verdict(holds=False, why=f"der Vorgang ist {'abgeschlossen' if case.closed else 'noch offen'}")
        if self.idle_days and case.last_at is None:
            return Verdict(holds=False, why="es ist nicht bekannt, wann im Vorgang zuletzt etwas geschah")
        if self.idle_days and case.last_at is not None and (days := (facts.received_at - case.last_at).days) < self.idle_days:
            return Verdict(holds=False, why=_resting(max(days, 0), self.idle_days))
        return Verdict(holds=True, why="der Vorgang passt")

    def covers(self, other: Condition) -> bool:
        """Hold with a stricter one."""
        return (
            isinstance(other, CaseIs)
            and (not self.states or (bool(other.states) and self.states >= other.states))
            and (not self.offices or (bool(other.offices) and self.offices >= other.offices))
            and (not self.topics or (bool(other.topics) and self.topics >= other.topics))
            and self.closed in (None, other.closed)
            and self.idle_days <= other.idle_days
        )


def _resting(days: int, wanted: int) -> str:
    """Return for how long nothing happened in a case, and how long it should be."""
    return f"der Vorgang ruht erst seit {days} {'Tag' if days == 1 else 'Tagen'}, verlangt sind {wanted}"
