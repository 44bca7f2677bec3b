"""The values of a rule set's own tests: a mail in two lines and what has to come of it.  Reads nothing, runs nothing.

`rules.cases_read` reads them from the files, `core.rehearse` runs them.
"""

from dataclasses import dataclass, field
from datetime import datetime

from postlotse.core.mail.types import Attachment
from postlotse.core.names import ConcernState, Flag, Kind, Priority, Referral, Route
from postlotse.core.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a case takes as known instead of having it found out; None = found out as for a real mail.

    `topics` are (id, probability), an empty tuple = none is sure enough.  `language` "unknown" = not recognised.  `received` is
    the city's clock time, without an offset.  `authenticated` is "yes", "no" or "unknown".  `to` are further recipients.
    `case` is the case that the mail belongs to or names; `absent` are offices that are away.
    """

    topics: tuple[tuple[str, float], ...] | None = None
    kind: Kind | None = None
    flags: frozenset[Flag] | None = None
    language: str | None = None
    in_case: bool = False
    case: "GivenCase | None" = None
    first_contact: bool = True
    received: datetime | None = None
    absent: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    to: tuple[str, ...] = ()
    authenticated: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCase:
    """What is given of a case; `idle_days` since the last mail in it."""

    states: frozenset[ConcernState] = frozenset()
    offices: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    idle_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What has to come of a case; None = it is not looked at.

    All is asked of the main concern.  `topic` "unklar" = none is sure enough; `office` "" = nobody; `rule` "" = no rule
    decides.  `matches`: whether the rule that the case stands beside takes part.  `involve`, `tags`, `flags` and `templates`
    name what has to be among them, an empty tuple = there are none at all.  `languages` are those of the acknowledgement.
    """

    topic: str | None = None
    kind: Kind | None = None
    office: str | None = None
    route: Route | None = None
    referral: Referral | None = None
    rule: str | None = None
    matches: bool | None = None
    involve: tuple[str, ...] | None = None
    priority: Priority | None = None
    tags: tuple[str, ...] | None = None
    due: int | None = None
    flags: tuple[Flag, ...] | None = None
    ask_consent: bool | None = None
    templates: tuple[str, ...] | None = None
    acknowledge: bool | None = None
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """One test of a rule set.  `rule` = the rule that it stands beside, "" in a file of tests.

    Where neither `expect.rule` nor `expect.matches` is written, the case of a rule expects that this rule takes part: that it
    decides, when it can.
    """

    name: str
    subject: str = ""
    text: str = ""
    from_: str = ""
    given: Given = field(default_factory=Given)
    expect: Expected = field(default_factory=Expected)
    rule: str = ""
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What came of a case: `failures` are German sentences; `decided_by` the id of the rule that decided, "" = none.

    `checked` False = it needs the topic model and there was none; then it has neither passed nor failed.
    """

    case: RuleCase
    passed: bool
    failures: tuple[str, ...] = ()
    decided_by: str = ""
    checked: bool = True


def problem_of(result: CaseResult) -> Problem | None:
    """Return a failed case as a problem at its place, None when it did not fail."""
    if result.passed or not result.checked:
        return None
    case = result.case
    return Problem(
        file=case.file,
        line=case.line,
        column=case.column,
        code="failing-test",
        sentence=f"Der Test „{case.name}“ scheitert: {' '.join(result.failures)}",
        cure="die Regeln oder die Erwartung des Tests ändern",
    )
