"""Ask whether a rule book that reads well also makes sense.  Finds problems; changes nothing and opens no files."""

from postlotse.core.rules.check.tiers import goes_by_itself
from postlotse.core.rules.check.whole import check

__all__ = ["check", "goes_by_itself"]
