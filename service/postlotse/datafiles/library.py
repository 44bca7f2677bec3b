"""Rule book and templates together, reloaded together: what is broken never replaces what works."""

import threading
from pathlib import Path

from postlotse.core.compose.templates import Templates
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.rulefiles import RuleFiles


class Library:
    """The rules folder of a running service; safe to use from several threads."""

    def __init__(self, folder: Path, *, patient: bool = False) -> None:
        self.folder = folder
        self._files = RuleFiles(folder, patient=patient)
        self._lock = threading.Lock()
        self._good: tuple[RuleBook, Templates] | None = None
        self._problems: tuple[Problem, ...] = ()

    def book(self) -> RuleBook:
        """Return the rule book in use; raises ConfigurationError when none was ever valid."""
        return self._current()[0]

    def templates(self) -> Templates:
        """Return the templates that belong to it."""
        return self._current()[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems that the last look found, warnings included."""
        return self._problems

    def reload(self) -> list[Problem]:
        """Look for changed files; return the problems, errors meaning that the older set stays in use."""
        with self._lock:
            problems = self._files.reload()
            if not _errors(problems):
                problems = [*problems, *self._take()]
            self._problems = tuple(problems)
            return list(problems)

    def _current(self) -> tuple[RuleBook, Templates]:
        if self._good is None:
            with self._lock:
                if self._good is None:
                    self._files.current()
                    self._problems = (*self._files.problems, *self._take())
                    if self._good is None:
                        raise ConfigurationError(_errors(self._problems))
        return self._good

    def _take(self) -> list[Problem]:
        """Make the files' newest valid set the one in use, unless its templates are broken; return template problems."""
        book = self._files.current()
        if self._good and self._good[0] is book:
            return []
        templates = Templates(self._files.templates())
        problems = templates.problems()
        if not _errors(problems):
            self._good = (book, templates)
        return problems


def _errors(problems: tuple[Problem, ...] | list[Problem]) -> list[Problem]:
    return [p for p in problems if p.severity is Severity.ERROR]
