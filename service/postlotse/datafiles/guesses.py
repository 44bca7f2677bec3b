"""What the model says about the mails of a rule set's tests, remembered: a reload asks only for what is new.

Keeps guesses, not mails: their texts only as digests.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence

from postlotse.core.errors import ConfigurationError
from postlotse.core.ports import TopicModel
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.types import Guess


class RememberedGuesses:
    """Asks the model in use, fitted to the topics of a rule book; safe for threads.

    `current` returns the model and may raise ConfigurationError: then there is none.  Remembered is what the last two runs
    asked for, so that trying a draft does not make the next reload slow.
    """

    def __init__(self, current: Callable[[], TopicModel], fit: Callable[[TopicModel, RuleBook], TopicModel]) -> None:
        self._current = current
        self._fit = fit
        self._lock = threading.Lock()
        self._now: dict[bytes, Guess] = {}
        self._before: dict[bytes, Guess] = {}
        self._fitted: tuple[TopicModel, bytes, TopicModel] | None = None

    def ask(self, book: RuleBook, texts: Sequence[tuple[str, str]], languages: Sequence[str | None]) -> list[Guess] | None:
        """Return a guess for each (subject, text), in order; None when there is no model."""
        with self._lock:
            topics = _digest(repr(sorted(book.topics.items())))
            try:
                model = self._current()
            except ConfigurationError:
                return None
            keys = [_digest(model.fingerprint, topics, *pair, code) for pair, code in zip(texts, languages, strict=True)]
            known = self._before | self._now
            missing = [at for at, key in enumerate(keys) if key not in known]
            told = self._told(model, book, topics, [texts[at] for at in missing], [languages[at] for at in missing])
            known |= {keys[at]: guess for at, guess in zip(missing, told, strict=True)}
            wanted = {key: known[key] for key in keys}
            if wanted.keys() != self._now.keys():
                self._before, self._now = self._now, wanted
            return [known[key] for key in keys]

    def _told(
        self,
        model: TopicModel,
        book: RuleBook,
        topics: bytes,
        texts: Sequence[tuple[str, str]],
        languages: Sequence[str | None],
    ) -> list[Guess]:
        """Ask the model, fitting it anew only when it or the topics changed."""
        if not texts:
            return []
        known = self._fitted
        if known is None or known[0] is not model or known[1] != topics:
            known = self._fitted = (model, topics, self._fit(model, book))
        return known[2].guess(texts, languages)


def _digest(*parts: object) -> bytes:
    """Return a digest of parts that are kept apart."""
    return hashlib.sha256("\0".join(f"{len(str(part))}:{part}" for part in parts).encode("utf-8", "surrogatepass")).digest()
