"""Remember what is made of a rule book, for the book itself: a page makes the same form for each of a hundred things."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from postlotse.core.rules.types import RuleBook

T = TypeVar("T")
_MOST = 4


def per_book(make: Callable[[RuleBook | None], T]) -> Callable[[RuleBook | None], T]:
    """Return `make` with its latest results kept, by the very book they were made of."""
    known: OrderedDict[int, tuple[RuleBook | None, T]] = OrderedDict()
    lock = Lock()

    @wraps(make)
    def remembered(book: RuleBook | None) -> T:
        with lock:
            if id(book) in known:
                known.move_to_end(id(book))
                return known[id(book)][1]
        made = make(book)
        with lock:
            known[id(book)] = (book, made)  # the book is kept, so that its id is no other's
            while len(known) > _MOST:
                known.popitem(last=False)
        return made

    return remembered
