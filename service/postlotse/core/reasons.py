"""Why something was decided: a code for programs and a sentence for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason; `code` is stable and in English, `sentence` German and fit for staff."""

    code: str
    sentence: str
