"""The rules folder on disk: read it, and judge whether what it holds may be used.  Keeps nothing; `library` does."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from postlotse.core.compose.templates import Templates
from postlotse.core.problems import Problem, Severity
from postlotse.core.rules.cases import CaseResult, problem_of
from postlotse.core.rules.check import check
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook

#: Largest file that is read, in bytes.
LARGEST = 4_000_000
MOST_FILES = 2_000
#: While this file lies in the folder, somebody is writing a whole set into it (see `activate`).
JOURNAL = ".postlotse-activation.json"

State = tuple[tuple[str, int, int, int], ...]
#: Runs the tests that a book brings along.
CaseRunner = Callable[[RuleBook], Sequence[CaseResult]]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is to be thought of a set.

    `book` is the rule book, None when anything is an error, a failing test of its own too.  `whole` is the rule book when all
    but its tests is well.  `problems` hold warnings too, failing tests first; `results` are empty when no tests were run.
    """

    rule_set: RuleSet
    book: RuleBook | None = None
    whole: RuleBook | None = None
    templates: Templates | None = None
    problems: tuple[Problem, ...] = ()
    results: tuple[CaseResult, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems for which the set is not taken."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def read_rules(folder: Path) -> RuleSet:
    """Return the texts of `*.yaml`, `tests/*.yaml` and `templates/<lang>/*`; unreadable ones become problems."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    state = folder_state(folder)
    if not folder.is_dir():
        problems.append(
            _problem(
                str(folder), "no-folder", "Den Ordner mit den Regeln gibt es nicht.", "den Pfad in der Konfiguration prüfen"
            )
        )
    for name, *_ in state:
        if name == JOURNAL:
            sentence = "Neue Regeln werden gerade in den Ordner geschrieben, oder das Schreiben ist abgebrochen."
            problems.append(_problem(name, "being-written", sentence, "der Dienst bringt es beim nächsten Blick zu Ende"))
            continue
        text = _read(folder / name, name, problems)
        if text is not None:
            files[name] = text
    return RuleSet(files=files, problems=tuple(problems), state=state)


def _paths(folder: Path) -> list[Path]:
    """Return the paths that count, sorted; hidden files and editors' copies do not."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob("tests/*.yaml")]
    found += [path for path in folder.glob("templates/*/*") if not path.is_dir()]
    kept = sorted(p for p in found if not p.name.startswith((".", "#")) and not p.name.endswith("~"))[:MOST_FILES]
    return [*folder.glob(JOURNAL), *kept]


def folder_state(folder: Path) -> State:
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


def judge(rule_set: RuleSet, *, today: date | None = None, cases: CaseRunner | None = None) -> Judgement:
    """Return the verdict on a set: its form, its meaning, its templates and, when `cases` is given, its own tests.

    The tests are only run when all else is well.
    """
    templates = Templates(rule_set.templates)
    problems = list(rule_set.problems)
    book: RuleBook | None = None
    if not problems:
        book, found = load_book(rule_set.files)
        problems += found
        if book is not None:
            problems += check(book, rule_set.files, today=today)
    problems += templates.problems()
    if book is None or any(p.severity is Severity.ERROR for p in problems):
        return Judgement(rule_set=rule_set, problems=tuple(problems))
    results = tuple(cases(book)) if cases is not None else ()
    failing = [problem for result in results if (problem := problem_of(result)) is not None]
    unchecked = sum(not result.checked for result in results)
    if unchecked:
        problems.append(_unchecked(unchecked))
    return Judgement(
        rule_set=rule_set,
        book=None if failing else book,
        whole=book,
        templates=templates,
        problems=(*failing, *problems),
        results=results,
    )


def _unchecked(count: int) -> Problem:
    """Return the hint that tests could not be run."""
    return Problem(
        file="tests",
        code="unchecked-tests",
        sentence=f"{count} {'Test braucht' if count == 1 else 'Tests brauchen'} das Modell und wurde{'' if count == 1 else 'n'}"
        " nicht geprüft: es ist keines da.",
        cure="„postlotse model train“ ausführen oder im Test unter „given“ die Themen nennen",
        severity=Severity.WARNING,
    )
