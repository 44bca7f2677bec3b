"""All checks of a rule book, one after the other.  Each stands in a module of its own subject."""

from collections.abc import Mapping
from datetime import date

from postlotse.core.problems import Problem
from postlotse.core.rules.check.addresses import addresses
from postlotse.core.rules.check.contradictions import never_true
from postlotse.core.rules.check.dates import over
from postlotse.core.rules.check.files import doubled, unread
from postlotse.core.rules.check.offices import offices
from postlotse.core.rules.check.order import shadowed
from postlotse.core.rules.check.patterns import patterns
from postlotse.core.rules.check.tiers import tiers
from postlotse.core.rules.check.topics import topics
from postlotse.core.rules.check.where import Where
from postlotse.core.rules.check.world import world
from postlotse.core.rules.types import RuleBook


def check(book: RuleBook, files: Mapping[str, str], *, today: date | None = None) -> list[Problem]:
    """Return what is wrong or doubtful in a book; errors keep a set from being used, warnings do not.

    `files` is the set that the book was read from.  Without `today` nothing that depends on the day is checked.
    """
    where = Where(book=book, files=files)
    w = world(book, today)
    found = [
        *doubled(book, where),
        *tiers(book, w, where),
        *never_true(book, w, where),
        *shadowed(book, w, where),
        *patterns(book, where),
        *offices(book, w, where, today),
        *topics(book, w, where),
        *addresses(book, where),
        *unread(files),
        *(over(book, where, today) if today is not None else ()),
    ]
    return sorted(dict.fromkeys(found), key=lambda p: (p.file, p.line, p.column, p.code))
