"""The rules folder on disk: read it, notice changes, keep the last good rule book.  Gives no meaning to what it reads."""

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.check import check
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook

#: Largest file that is read, in bytes.
LARGEST = 4_000_000
MOST_FILES = 2_000

State = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The texts of a rules folder: name relative to it, with `/` → text; `problems` for what could not be read."""

    files: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    state: State = ()

    @property
    def templates(self) -> Mapping[str, str]:
        """Return the templates by `<lang>/<name>`."""
        return {name.removeprefix("templates/"): text for name, text in self.files.items() if name.startswith("templates/")}


def read_rules(folder: Path) -> RuleSet:
    """Return the texts of `*.yaml`, `tests/*.yaml` and `templates/<lang>/*`; unreadable ones become problems."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    state = _state(folder)
    if not folder.is_dir():
        problems.append(
            _problem(
                str(folder), "no-folder", "Den Ordner mit den Regeln gibt es nicht.", "den Pfad in der Konfiguration prüfen"
            )
        )
    for name, *_ in state:
        text = _read(folder / name, name, problems)
        if text is not None:
            files[name] = text
    return RuleSet(files=files, problems=tuple(problems), state=state)


def _paths(folder: Path) -> list[Path]:
    """Return the paths that count, sorted; hidden files and editors' copies do not."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob("tests/*.yaml")]
    found += [path for path in folder.glob("templates/*/*") if not path.is_dir()]
    return sorted(p for p in found if not p.name.startswith((".", "#")) and not p.name.endswith("~"))[:MOST_FILES]


def _state(folder: Path) -> State:
    """Return name, time, size and inode of every file that counts."""
    state = []
    for path in _paths(folder):
        try:
            facts = path.stat()
        except OSError:
            state.append((path.relative_to(folder).as_posix(), 0, -1, 0))
            continue
        state.append((path.relative_to(folder).as_posix(), facts.st_mtime_ns, facts.st_size, facts.st_ino))
    return tuple(state)


def _read(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Return the text of one file, or None after noting a problem."""
    try:
        if not path.is_file():
            problems.append(
                _problem(
                    name,
                    "not-a-file",
                    "Hier steht ein Ordner oder ein toter Verweis, keine Datei.",
                    "durch eine Datei ersetzen",
                )
            )
            return None
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        sentence = f"Die Datei lässt sich nicht lesen ({os.strerror(error.errno) if error.errno else 'unbekannter Fehler'})."
        problems.append(_problem(name, "unreadable", sentence, "Leserechte prüfen"))
        return None
    if len(content) > LARGEST:
        problems.append(_problem(name, "too-large", f"Die Datei ist größer als {LARGEST // 1_000_000} MB.", "die Datei kürzen"))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = "Die Datei ist nicht in UTF-8 gespeichert."
        problems.append(_problem(name, "not-utf8", sentence, "im Editor „Speichern als UTF-8“ wählen", line))
        return None


def _problem(file: str, code: str, sentence: str, cure: str, line: int = 0) -> Problem:
    return Problem(file=file, line=line, code=code, sentence=sentence, cure=cure)


def judge(rule_set: RuleSet, *, today: date | None = None) -> tuple[RuleBook | None, list[Problem]]:
    """Return the book of a set, or None when anything in it is an error; and every problem, warnings included."""
    problems = list(rule_set.problems)
    if problems:
        return None, problems
    book, found = load_book(rule_set.files)
    problems += found
    if book is not None:
        problems += check(book, rule_set.files, today=today)
    if any(p.severity is Severity.ERROR for p in problems):
        return None, problems
    return book, problems


class RuleFiles:
    """The rule book of a folder, kept up to date; safe to use from several threads.

    `patient`: a change counts only when two reloads in a row saw the same state, so that a file that is still being
    written is not taken for a whole one.
    """

    def __init__(self, folder: Path, *, patient: bool = False, today: Callable[[], date] | None = None) -> None:
        self._folder = folder
        self._patient = patient
        self._today = today
        self._lock = threading.Lock()
        self._good: tuple[RuleBook, RuleSet] | None = None
        self._problems: tuple[Problem, ...] = ()
        self._judged: State | None = None
        self._seen: State | None = None

    def current(self) -> RuleBook:
        """Return the last good book; the first call reads the folder and raises ConfigurationError when it is broken."""
        return self._loaded()[0]

    def templates(self) -> Mapping[str, str]:
        """Return the templates that belong to the last good book, by `<lang>/<name>`."""
        return self._loaded()[1].templates

    def files(self) -> Mapping[str, str]:
        """Return all texts that belong to the last good book."""
        return self._loaded()[1].files

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what the last look at the folder found, warnings included; errors mean that an older set is in use."""
        return self._problems

    def reload(self) -> list[Problem]:
        """Look for changes; take the new set when it is valid, keep the last good one otherwise; return the problems."""
        with self._lock:
            state = _state(self._folder)
            settled = not self._patient or state == self._seen
            self._seen = state
            if state != self._judged and settled:
                self._take()
            return list(self._problems)

    def _loaded(self) -> tuple[RuleBook, RuleSet]:
        """Return the last good book with its texts."""
        if self._good is None:
            with self._lock:
                if self._good is None:
                    self._take()
                    if self._good is None:
                        raise ConfigurationError([p for p in self._problems if p.severity is Severity.ERROR])
        return self._good

    def _take(self) -> None:
        """Read and judge the folder; called under the lock.  A folder that changes while it is read is read again."""
        for _ in range(3):
            rule_set = read_rules(self._folder)
            if _state(self._folder) == rule_set.state:
                break
        else:
            name = rule_set.state[0][0] if rule_set.state else str(self._folder)
            self._problems = (
                _problem(name, "being-written", "Im Ordner wird gerade geschrieben.", "gleich noch einmal versuchen"),
            )
            return
        book, problems = judge(rule_set, today=self._today() if self._today else None)
        self._problems = tuple(problems)
        self._judged = self._seen = rule_set.state
        if book is not None:
            self._good = (book, rule_set)
