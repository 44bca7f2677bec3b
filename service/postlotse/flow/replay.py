"""Past mail through two rule books: what a candidate would change.  Writes nothing, sends nothing; ids and counts come out.

Each message is decided as on the day it came: absences, validity and working hours are those of its arrival, so what a book
says only of days to come shows with `on`.  Limits of acknowledgements are taken as not reached, and whether the same mail came
twice plays no part.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from postlotse.core.calendar import city_time
from postlotse.core.decide import Decision, decide
from postlotse.core.earned import Standing
from postlotse.core.house import House
from postlotse.core.names import Referral, Route
from postlotse.core.ports import TopicModel
from postlotse.core.replay.fit import fit
from postlotse.core.replay.tally import Said, Tally
from postlotse.core.replay.types import Example, Replay
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import load
from postlotse.core.topics.types import Guess
from postlotse.core.understand import Understanding, needs_words, own_words, understand
from postlotse.flow import automation, rescue
from postlotse.store.past import Past

__all__ = ["Replay", "replay", "standings"]

#: Messages whose topics are guessed together.
BATCH = 64
_BY_PERSON = (rescue.PERSON.code, rescue.SPLIT.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One book with the model that guesses for it, None for stored guesses."""

    book: RuleBook
    model: TopicModel | None


def replay(
    candidate: RuleBook,
    active: RuleBook,
    house: House,
    past: Iterable[Past],
    *,
    models: tuple[TopicModel, TopicModel] | None = None,
    standings: Mapping[str, Standing] | None = None,
    on: date | None = None,
    progress: Callable[[int], None] | None = None,
    timer: Callable[[], float] = lambda: 0.0,
) -> Replay:
    """Return what `candidate` changes for `past` compared with `active`.

    `models` (for the active book, for the candidate) guess the topics anew from the stored text, which is slower by far;
    without them the guesses of then count, fitted to the topics of each book.  `standings` say which topics have earned to go
    by themselves, None = all (`flow.replay.standings` asks the store).  `on`: as if every mail had come on that day.
    `progress` is told the number of messages done; `timer` gives seconds.
    """
    started = timer()
    tally = Tally(candidate, active)
    models_of = models or (None, None)
    both = (_Side(book=active, model=models_of[0]), _Side(book=candidate, model=models_of[1]))
    done = 0
    for batch in _batches(past):
        for one, understood in _understood(batch, both, house):
            if understood is None:
                tally.unreadable()
                continue
            situation = _situation(one, standings, on)
            before, after = (_decided(u, side.book, house, situation) for u, side in zip(understood, both, strict=True))
            example = Example(message=one.message, case=one.case)
            tally.add(example, before, after, received_at=one.received_at, said=_said(one))
        done += len(batch)
        if progress:
            progress(done)
    return tally.replay(anew=models is not None, seconds=timer() - started)


def standings(house: House, active: RuleBook, candidate: RuleBook) -> dict[str, Standing]:
    """Return where every topic stands today that one of the books lets go by itself; asks the store."""
    return {line.topic: line.standing for book in (active, candidate) for line in automation.table(house, book)}


def _batches(past: Iterable[Past]) -> Iterator[list[Past]]:
    waiting = iter(past)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _understood(
    batch: list[Past], both: tuple[_Side, _Side], house: House
) -> Iterator[tuple[Past, tuple[Understanding, Understanding] | None]]:
    """Yield each message with what is understood of it for both books: the same object where it is the same."""
    stored = [(one, _loaded(one)) for one in batch]
    readable = [(one, understood) for one, understood in stored if understood]
    first = _anew(readable, both[0], house) if both[0].model else None
    same = both[0].model is both[1].model
    anew = (first, first if same else _anew(readable, both[1], house))
    at = 0
    for one, understood in stored:
        if understood is None:
            yield one, None
            continue
        made = [
            understandings[at] if understandings is not None else _fitted(understood, side.book)
            for understandings, side in zip(anew, both, strict=True)
        ]
        at += 1
        yield one, (made[0], made[1])


def _loaded(one: Past) -> Understanding | None:
    """Return what the snapshot holds; None when it cannot be read."""
    try:
        return load(one.snapshot)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _fitted(understood: Understanding, book: RuleBook) -> Understanding:
    guess = fit(understood.guess, book.topics)
    return understood if guess is understood.guess else replace(understood, guess=guess)


def _anew(readable: list[tuple[Past, Understanding]], side: _Side, house: House) -> list[Understanding]:
    """Return the understandings with the guesses of a side's model; that a person called it a concern stays so."""
    if side.model is None:
        return [understood for _, understood in readable]
    wordy = [
        n
        for n, (_, understood) in enumerate(readable)
        if understood.kind_reason.code in _BY_PERSON or needs_words(understood.mail, house.spam_headers)
    ]
    texts = [own_words(readable[n][1].mail) for n in wordy]
    languages = [readable[n][1].language.code for n in wordy]
    guesses = dict(zip(wordy, side.model.guess(texts, languages), strict=True)) if wordy else {}
    return [_again(one, understood, guesses.get(n, Guess()), house) for n, (one, understood) in enumerate(readable)]


def _again(one: Past, stored: Understanding, guess: Guess, house: House) -> Understanding:
    made = understand(
        stored.mail,
        guess=guess,
        detect=lambda *_: stored.language,
        today=city_time(one.received_at).date(),
        answers_case=one.in_case,
        spam_headers=house.spam_headers,
    )
    if stored.kind_reason.code in _BY_PERSON:
        return replace(made, kind=stored.kind, kind_reason=stored.kind_reason, flags=stored.flags)
    return made


def _situation(one: Past, standings: Mapping[str, Standing] | None, on: date | None) -> Situation:
    """Return what was known around the message when it came, as far as the store still tells."""
    came = one.received_at if on is None else _moved(one.received_at, on)
    return Situation(now=came, received_at=came, in_case=one.in_case, first_contact=one.first_contact, standings=standings)


def _moved(at: datetime, on: date) -> datetime:
    """Return the same time of day on another day."""
    return at + timedelta(days=(on - city_time(at).date()).days)


def _decided(understood: Understanding, book: RuleBook, house: House, situation: Situation) -> Decision:
    """Return the decision; what a person called a concern waits for a person (`flow.rescue`)."""
    decision = decide(understood, book, house, situation)
    if understood.kind_reason.code not in _BY_PERSON:
        return decision
    return replace(decision, concerns=tuple(replace(c, route=Route.REVIEW) for c in decision.concerns))


def _said(one: Past) -> list[Said]:
    """Return what staff decided of the concerns of a message."""
    return [
        Said(
            suggested=concern.topic,
            topic=concern.decided_topic,
            office=concern.decided_office,
            referral=Referral(concern.decided_referral),
        )
        for concern in one.concerns
        if concern.own_word and concern.decided_referral
    ]
