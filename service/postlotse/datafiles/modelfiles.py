"""The model folder on disk: notice that another version is in use, load it, keep the last good one.  Reads no model itself."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from postlotse.core.errors import ConfigurationError
from postlotse.core.ports import TopicModel
from postlotse.core.problems import Problem

_ACTIVE = "active"

State = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelHealth:
    """What `health` and `check` tell: the model in use, and why a newer one is not."""

    fingerprint: str
    version: str
    problems: tuple[Problem, ...] = ()


def active_state(folder: Path) -> State:
    """Return the version named in `active` and when the file changed; ("", 0) when there is none."""
    path = folder / _ACTIVE
    try:
        return path.read_text(encoding="utf-8").strip()[:200], path.stat().st_mtime_ns
    except (OSError, UnicodeDecodeError):
        return "", 0


class ModelShelf:
    """Holds the model in use; `load` is `learning.serve.load`.  Safe for threads."""

    def __init__(self, folder: Path, load: Callable[[Path], TopicModel]) -> None:
        """Load the model now; raises ConfigurationError when there is no good one to start with."""
        self._folder = folder
        self._load = load
        self._lock = threading.Lock()
        self._state = active_state(folder)
        self._version = self._state[0]
        self._model = load(folder)
        self._problems: tuple[Problem, ...] = ()

    def current(self) -> TopicModel:
        """Return the model in use, after looking whether another version was activated; a misfit keeps the last good one."""
        state = active_state(self._folder)
        if state == self._state:
            return self._model
        with self._lock:
            if state != self._state:
                try:
                    self._model = self._load(self._folder)
                    self._version, self._problems = state[0], ()
                except ConfigurationError as error:
                    self._problems = error.problems
                self._state = state
            return self._model

    def health(self) -> ModelHealth:
        """Return what is in use and what is wrong with what is not."""
        return ModelHealth(fingerprint=self._model.fingerprint, version=self._version, problems=self._problems)
