"""Sets of rules: which one is in use, which ones were, and drafts of new ones.  Reads and writes no folder.

The rules folder is the truth; what is kept here tells when it became what, restores it, and holds what is not active yet.
"""

from postlotse.store.rulesets.drafts import (
    approve,
    change_draft,
    draft,
    drafts,
    drop,
    proposed,
    save_draft,
    settle,
)
from postlotse.store.rulesets.sets import (
    LEAST_DIGITS,
    current,
    decisions,
    history,
    latest_files,
    previous,
    record,
    version,
    was_active,
)
from postlotse.store.rulesets.values import Draft, DraftState, Origin, RuleSetVersion, Source

__all__ = [
    "LEAST_DIGITS",
    "Draft",
    "DraftState",
    "Origin",
    "RuleSetVersion",
    "Source",
    "approve",
    "change_draft",
    "current",
    "decisions",
    "draft",
    "drafts",
    "drop",
    "history",
    "latest_files",
    "previous",
    "proposed",
    "record",
    "save_draft",
    "settle",
    "version",
    "was_active",
]
