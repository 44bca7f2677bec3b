"""Keep the names of the people of a mail out of the evidence: the model does not know who wrote, the mail does."""

from collections.abc import Iterable
from dataclasses import replace

from postlotse.core.mail.types import Address, Mail
from postlotse.core.topics.fold import fold
from postlotse.core.topics.types import Guess


def without_names(guess: Guess, mail: Mail) -> Guess:
    """Return the guess without evidence words that stand in the names of who wrote, forwarded or is written to."""
    people = [*mail.from_, mail.sender, *mail.reply_to, *mail.to, *mail.cc, mail.forwarded_from]
    names = _words(person for person in people[:_MOST_PEOPLE] if person is not None)
    if not names:
        return guess
    return replace(
        guess,
        topics=tuple(replace(t, evidence=_without(t.evidence, names)) if t.evidence else t for t in guess.topics),
        flag_evidence=tuple((flag, _without(words, names)) for flag, words in guess.flag_evidence),
    )


_MOST_PEOPLE = 50
_SHORTEST = 3


def _words(people: Iterable[Address]) -> frozenset[str]:
    """Return the folded words of display names and of the parts of addresses before the @."""
    written = " ".join(f"{person.name[:200]} {person.address[:200].partition('@')[0]}" for person in people)
    return frozenset(word for word in fold(written).split() if len(word) >= _SHORTEST)


def _without(words: tuple[str, ...], names: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if not names & set(fold(word).split()))
