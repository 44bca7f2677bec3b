"""The one exception tree.

    PostlotseError
    ├── ConfigurationError      exit 78; carries Problems
    ├── ParseRefused            a message over a limit or a killed parse worker: shelve it
    ├── SourceError             mailbox away (temporary) or misconfigured (not)
    ├── SenderError             relay away (temporary) or refusing us (not)
    ├── RefusedByGate           nothing may leave on this basis
    ├── Conflict                somebody else was faster (compare-and-swap lost)
    └── NotFound                no such case, message, office

`temporary` says whether trying again later can help; the text is fit for staff to read.
"""

from collections.abc import Sequence
from typing import ClassVar

from postlotse.core.problems import Problem


class PostlotseError(Exception):
    """Base of all errors that Postlotse raises on purpose."""

    temporary: ClassVar[bool] = False


class ConfigurationError(PostlotseError):
    """Something an operator or admin has to mend; `problems` say where and how."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class ParseRefused(PostlotseError):
    """The message is over a limit, or its parse worker had to be killed."""


class SourceError(PostlotseError):
    """The mailbox cannot be read."""


class SourceUnavailable(SourceError):
    """The mailbox is away for now."""

    temporary = True


class SenderError(PostlotseError):
    """The relay refuses us as a whole (password, policy): stop sending, tell a person."""


class SenderUnavailable(SenderError):
    """The relay is away for now."""

    temporary = True


class RefusedByGate(PostlotseError):
    """This may not leave the house on the basis given."""


class Conflict(PostlotseError):
    """Somebody else changed it first."""

    temporary = True


class NotFound(PostlotseError):
    """There is no such thing."""
