"""Mistakes in files, collected rather than raised one at a time."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake: where it stands, what is wrong in a plain sentence, and how to mend it.

    `line` and `column` count from 1; 0 means unknown.
    """

    file: str
    line: int = 0
    column: int = 0
    code: str
    sentence: str
    cure: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Print as `file:line:column: sentence (cure)`, the form that editors jump to."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.sentence}" + (f" → {self.cure}" if self.cure else "")
