"""The rules folder of a running service: rule book and templates together, reloaded together.

What is broken, or fails its own tests, never replaces what works.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from postlotse.core.compose.templates import Templates
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.cases import CaseResult
from postlotse.core.rules.load import fingerprint
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.rulefiles import CaseRunner, Judgement, RuleSet, State, folder_state, judge, read_rules

#: The last set that was good, from wherever such things are kept: name → text, or None.
Fallback = Callable[[], Mapping[str, str] | None]
#: How long a patient library wants a change to have stood still, in seconds.
STILL = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """The set in use: its book, templates and texts."""

    book: RuleBook
    templates: Templates
    files: Mapping[str, str]


class Library:
    """The rules folder, kept up to date; safe to use from several threads.

    `patient`: a change counts only when two looks, a second apart, saw the same state, so that a file that is still being
    written is not taken for a whole one.  `runner` runs a set's own tests; without one they do not count.  `fallback` gives
    the last set that was good, for a start on a folder that is not.
    """

    def __init__(
        self,
        folder: Path,
        *,
        patient: bool = False,
        runner: CaseRunner | None = None,
        fallback: Fallback | None = None,
        today: Callable[[], date] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = folder
        self._patient = patient
        self.runner = runner
        self._fallback = fallback
        self._today = today
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._good: InUse | None = None
        self._problems: tuple[Problem, ...] = ()
        self._results: tuple[CaseResult, ...] = ()
        self._judged: State | None = None
        self._seen: State | None = None
        self._seen_at = 0.0
        self._found = ""

    def book(self) -> RuleBook:
        """Return the rule book in use; raises ConfigurationError when none was ever valid."""
        return self.in_use().book

    def templates(self) -> Templates:
        """Return the templates that belong to it."""
        return self.in_use().templates

    def files(self) -> Mapping[str, str]:
        """Return all texts that belong to it, by their names relative to the folder."""
        return self.in_use().files

    def in_use(self) -> InUse:
        """Return book, templates and texts that belong together; the first call reads the folder, see `book`."""
        if self._good is None:
            with self._lock:
                if self._good is None:
                    self._take()
                if self._good is None:
                    raise ConfigurationError([p for p in self._problems if p.severity is Severity.ERROR])
        return self._good

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems that the last look found, warnings included; see `older` for what errors mean."""
        return self._problems

    @property
    def results(self) -> tuple[CaseResult, ...]:
        """Return what came of the folder's own tests at the last look; empty when they were not run."""
        return self._results

    @property
    def older(self) -> bool:
        """Tell whether another set is in use than the one in the folder, which has errors."""
        return self._good is not None and self._found != self._good.book.fingerprint

    @property
    def notice(self) -> str:
        """Return what staff have to know about the set in use, for a banner: a German sentence, "" when all is well."""
        errors = [p for p in self._problems if p.severity is Severity.ERROR]
        if not errors or self._good is None:
            return ""
        count = "einen Fehler" if len(errors) == 1 else f"{len(errors)} Fehler"
        if self.older:
            version = self._good.book.fingerprint[:8]
            return (
                f"Die geänderten Regeln haben {count} und gelten nicht; in Gebrauch bleibt die letzte gute Fassung ({version})."
            )
        return f"Die Regeln in Gebrauch haben {count}; bitte bald beheben."

    @property
    def settling(self) -> bool:
        """Tell whether a change was seen that waits for a second look."""
        return self._seen != self._judged

    def reload(self, *, again: bool = False) -> list[Problem]:
        """Look for changes; take the new set when it is valid and passes its tests, keep the last good one otherwise.

        Return the problems.  `again` judges also what has not changed: another model may answer its tests otherwise.
        """
        with self._lock:
            state = folder_state(self.folder)
            if state != self._seen:
                self._seen, self._seen_at = state, self._monotonic()
            settled = not self._patient or self._monotonic() - self._seen_at >= STILL
            if (state != self._judged and settled) or (again and state == self._judged):
                self._take()
            return list(self._problems)

    def _take(self) -> None:
        """Read and judge the folder; called under the lock.  A folder that changes while it is read is read again."""
        for _ in range(3):
            rule_set = read_rules(self.folder)
            if folder_state(self.folder) == rule_set.state:
                break
        else:
            self._problems = (_being_written(rule_set, self.folder),)
            self._good = self._good or self._kept()
            return
        found = judge(rule_set, today=self._today() if self._today else None, cases=self.runner)
        self._problems, self._results = found.problems, found.results
        self._judged = self._seen = rule_set.state
        self._found = fingerprint(rule_set.files)
        if found.book is not None:
            self._good = _in_use(found)
        elif self._good is None:
            self._good = self._first(found)

    def _first(self, found: Judgement) -> InUse | None:
        """Return what to start with when the folder is not good: the last good set, else one that only fails its tests."""
        kept, whole = self._kept(), _in_use(found)
        if kept is None or (whole is not None and kept.book.fingerprint == whole.book.fingerprint):
            return whole
        return kept

    def _kept(self) -> InUse | None:
        """Return the last good set from where it is kept; its tests passed then."""
        files = self._fallback() if self._fallback is not None else None
        if files is None:
            return None
        return _in_use(judge(RuleSet(files=files), today=self._today() if self._today else None))


def _in_use(found: Judgement) -> InUse | None:
    """Return a judged set as the one to use."""
    if found.whole is None or found.templates is None:
        return None
    return InUse(book=found.whole, templates=found.templates, files=found.rule_set.files)


def _being_written(rule_set: RuleSet, folder: Path) -> Problem:
    name = rule_set.state[0][0] if rule_set.state else str(folder)
    sentence = "Im Ordner wird gerade geschrieben."
    return Problem(file=name, code="being-written", sentence=sentence, cure="gleich noch einmal versuchen")
