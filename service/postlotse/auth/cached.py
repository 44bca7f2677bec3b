"""A token that is kept for 80 % of its life.  Thread-safe; the token appears in no repr and no log."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from postlotse.core.ports import Tokens

#: The port promises this much life to whoever gets a token.
_LEAST_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What a provider gave: the token and its life in seconds (0 = unknown, so never kept)."""

    token: str = field(repr=False)
    seconds: float


class CachedTokens:
    """A `ports.Tokens` over a function that fetches a token."""

    def __init__(self, user: str, issue: Callable[[], Issued], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.user = user
        self._issue = issue
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._kept = ""
        self._until = 0.0

    def token(self) -> str:
        """Return the kept token, or a new one; raises TokenRefused or TokenUnavailable."""
        with self._lock:
            if self._kept and self._monotonic() < self._until:
                return self._kept
            asked_at = self._monotonic()
            issued = self._issue()
            self._kept = issued.token
            self._until = asked_at + min(issued.seconds * 0.8, issued.seconds - _LEAST_SECONDS)
            return issued.token

    def forget(self) -> None:
        """Drop the kept token, after a server refused it."""
        with self._lock:
            self._kept = ""


def forget(tokens: Tokens | None) -> None:
    """Drop the kept token of this provider, if it keeps one: a server has just refused it."""
    if isinstance(tokens, CachedTokens):
        tokens.forget()
