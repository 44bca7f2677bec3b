"""What the views work with, set once when the desk starts.  Holds no state of its own beyond that."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from postlotse.core.rules.types import RuleBook
from postlotse.flow.process import Tools

_held: list[tuple[Tools, Path | None]] = []


def hold(tools: Tools, models: Path | None = None) -> None:
    """Keep the tools for the views of this process, and where the model's versions lie; a second call replaces them."""
    _held[:] = [(tools, models)]


def current() -> Tools:
    """Return the tools; raises RuntimeError when the desk was not started through `desk.app`."""
    if not _held:
        raise RuntimeError("the desk has no tools: start it with desk.app.application")
    return _held[0][0]


def models() -> Path | None:
    """Return the folder of the model in use; None where the desk was not told."""
    return _held[0][1] if _held else None


def book() -> RuleBook:
    """Return the rule book in use."""
    return current().book()


def local_now() -> datetime:
    """Return the time now as the clock on the town hall shows it."""
    return current().clock().astimezone(ZoneInfo(current().house.time_zone))
