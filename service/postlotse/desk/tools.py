"""What the views work with, set once when the desk starts.  Holds no state of its own beyond that."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.library import Library
from postlotse.datafiles.rulefiles import CaseRunner
from postlotse.flow.process import Tools
from postlotse.flow.rulesets import SetTools


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTools:
    """What the pages on rules need: the folder in use, what makes a draft the set in use, what runs a set's own tests."""

    library: Library
    sets: SetTools
    cases: CaseRunner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    tools: Tools
    models: Path | None
    rules: RuleTools | None


_held: list[_Held] = []


def hold(tools: Tools, models: Path | None = None, rules: RuleTools | None = None) -> None:
    """Keep the tools for the views of this process, where the model's versions lie, and what the pages on rules need.

    A second call replaces them.
    """
    _held[:] = [_Held(tools=tools, models=models, rules=rules)]


def current() -> Tools:
    """Return the tools; raises RuntimeError when the desk was not started through `desk.app`."""
    if not _held:
        raise RuntimeError("the desk has no tools: start it with desk.app.application")
    return _held[0].tools


def models() -> Path | None:
    """Return the folder of the model in use; None where the desk was not told."""
    return _held[0].models if _held else None


def rules() -> RuleTools | None:
    """Return what the pages on rules need; None where the desk was not told of a folder."""
    return _held[0].rules if _held else None


def book() -> RuleBook:
    """Return the rule book in use."""
    return current().book()


def local_now() -> datetime:
    """Return the time now as the clock on the town hall shows it."""
    return current().clock().astimezone(ZoneInfo(current().house.time_zone))
