"""What the views work with, set once when the desk starts.  Holds no state of its own beyond that."""

from datetime import datetime
from zoneinfo import ZoneInfo

from postlotse.core.rules.types import RuleBook
from postlotse.flow.process import Tools

_held: list[Tools] = []


def hold(tools: Tools) -> None:
    """Keep the tools for the views of this process; a second call replaces them."""
    _held[:] = [tools]


def current() -> Tools:
    """Return the tools; raises RuntimeError when the desk was not started through `desk.app`."""
    if not _held:
        raise RuntimeError("the desk has no tools: start it with desk.app.application")
    return _held[0]


def book() -> RuleBook:
    """Return the rule book in use."""
    return current().book()


def local_now() -> datetime:
    """Return the time now as the clock on the town hall shows it."""
    return current().clock().astimezone(ZoneInfo(current().house.time_zone))
