"""From corrections to a draft of rules: what people changed alike three times becomes a proposal, tried on past mail, once.

A proposal has to send the corrected mails where people sent them, and no mail elsewhere that people left where it was.  Nothing
becomes a rule here: an admin accepts the draft or drops it, and what was dropped is not proposed again.  Drafts and their notes
hold ids, names of the rules and counts; of mails only words that `flow.wording` lets through.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from postlotse.core.calendar import city_time
from postlotse.core.decide import decide
from postlotse.core.directory import find
from postlotse.core.errors import PostlotseError
from postlotse.core.house import House
from postlotse.core.mail.types import Mail
from postlotse.core.names import UNCLEAR
from postlotse.core.problems import Problem, Severity
from postlotse.core.replay import sentences
from postlotse.core.replay.compare import sides
from postlotse.core.replay.fit import fit
from postlotse.core.replay.types import Replay
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.snapshot import load
from postlotse.core.tell.plainly import listed, office, topic
from postlotse.core.topics.book import successors
from postlotse.core.topics.fold import plainly
from postlotse.core.understand import Understanding, own_words
from postlotse.flow.newrule import Edit, NewRule, drafted
from postlotse.flow.patterns import LEAST, Opinion, Pattern, Target, candidates, enough, target
from postlotse.flow.replay import replay, standings
from postlotse.flow.wording import Vocabulary, distinctive
from postlotse.store import corrections, rulesets, tx
from postlotse.store.corrections import Judged
from postlotse.store.past import past

_log = logging.getLogger(__name__)

#: How far back corrections count.
SPAN = timedelta(days=90)
#: Concerns that are looked at, the latest first; drafts that one look makes.
MOST, MOST_DRAFTS = 2000, 5
#: Under which name drafts are kept.
ACTOR = "daemon"
_FAILING_TEST = "failing-test"
#: The name at which nodes wait for each other while one keeps a draft (`store.tx.alone`).
_PART = "corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTools:
    """What looking at corrections needs.

    `files` are the texts of the set in use, `judge` gives every problem of a set (check and its own tests), `edit` changes one
    thing in a file.
    """

    house: House
    files: Callable[[], Mapping[str, str]]
    judge: Callable[[Mapping[str, str]], Sequence[Problem]]
    edit: Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft that was made: what it says, what it rests on, and what a replay of the same span says of it."""

    draft: int
    pattern: str
    title: str
    sentence: str
    note: str
    rule: str
    corrections: int
    people: int
    cases: tuple[str, ...]
    replay: Replay = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered:
    """A judged mail ready to be decided again."""

    understood: Understanding = field(repr=False)
    received_at: datetime


def look(tools: CorrectionTools, *, now: datetime) -> list[Proposal]:
    """Draft what people corrected alike at least three times in the last 90 days; return the drafts that are new.

    A pattern that was proposed before, whatever became of it, is not proposed again.
    """
    files = tools.files()
    book = _book(files)
    judged = corrections.judged(now - SPAN, most=MOST)
    if book is None or sum(one.corrected for one in judged) < LEAST:
        return []
    known = _remembered({one.message for one in judged})
    opinions = _opinions(judged, known, book, tools.house, now)
    vocabulary = Vocabulary(book)
    order = {rule.id: at for at, rule in enumerate(book.rules)}
    made: list[Proposal] = []
    settled: set[int] = set()
    for meanings in candidates(opinions, lambda mine, theirs: distinctive(vocabulary, mine, theirs), order=order):
        if len(made) == MOST_DRAFTS:
            break
        if not enough([o for o in meanings[0].opinions if o.concern not in settled] if meanings else ()):
            continue
        found = _first_that_fits(tools, meanings, book, files, opinions, known, now)
        if found is None:
            continue
        pattern, rule, problems = found
        settled |= {o.concern for o in pattern.opinions}
        if not rulesets.proposed(pattern.key) and (kept := _keep(tools, pattern, rule, problems, book, files, now)):
            made.append(kept)
    return made


def _first_that_fits(
    tools: CorrectionTools,
    meanings: Sequence[Pattern],
    book: RuleBook,
    files: Mapping[str, str],
    opinions: Sequence[Opinion],
    known: Mapping[int, _Remembered],
    now: datetime,
) -> tuple[Pattern, NewRule, Sequence[Problem]] | None:
    """Return the first meaning whose rule does what people did and nothing else, with what the check says of it."""
    for pattern in meanings:
        if pattern.target.office and pattern.target.office not in book.offices:
            continue
        try:
            made, problems = _drafted(tools, pattern, book, files)
        except PostlotseError as refused:
            _log.info("no rule could be drafted from corrections: %s", type(refused).__name__)
            continue
        candidate = _book(made.files)
        if candidate is None or any(p.severity is Severity.ERROR and p.code != _FAILING_TEST for p in problems):
            continue
        if _fits(pattern, opinions, known, candidate, tools.house, now):
            return pattern, made, problems
    return None


def _drafted(
    tools: CorrectionTools, pattern: Pattern, book: RuleBook, files: Mapping[str, str]
) -> tuple[NewRule, Sequence[Problem]]:
    """Return the changed files and their problems; without the new rule's own test where that does not hold."""
    made = drafted(pattern, book, files, tools.edit)
    problems = tools.judge(made.files)
    plain = drafted(pattern, book, files, tools.edit, tested=False)
    if plain.files == made.files or not any(p.code == _FAILING_TEST for p in problems):
        return made, problems
    fewer = tools.judge(plain.files)
    return (plain, fewer) if len(_failing(fewer)) < len(_failing(problems)) else (made, problems)


def _failing(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code == _FAILING_TEST]


def _fits(
    pattern: Pattern,
    opinions: Sequence[Opinion],
    known: Mapping[int, _Remembered],
    candidate: RuleBook,
    house: House,
    now: datetime,
) -> bool:
    """Tell whether the candidate puts at least three of these mails right, and nothing wrong that was right."""
    right: list[Opinion] = []
    for opinion in opinions:
        would = _sides(known[opinion.message], candidate, house, now).get(opinion.topic)
        fits = would is not None and would[1] == opinion.decided
        if not opinion.wrong and not fits:
            return False
        if opinion.wrong and fits:
            right.append(opinion)
    mine = {o.concern for o in pattern.opinions}
    return enough([o for o in right if o.concern in mine])


def _book(files: Mapping[str, str]) -> RuleBook | None:
    return load_book(dict(files))[0]


def _remembered(messages: Collection[int]) -> dict[int, _Remembered]:
    """Return these mails as they were understood, without the parts that no rule looks at."""
    found: dict[int, _Remembered] = {}
    for message, received_at, snapshot in corrections.snapshots(messages):
        try:
            understood = load(snapshot)
        except (KeyError, TypeError, ValueError):
            continue  # kept by a version that is too old
        light = replace(understood.mail, html="", quoted="", signature="")
        found[message] = _Remembered(understood=replace(understood, mail=light), received_at=received_at)
    return found


def _sides(one: _Remembered, book: RuleBook, house: House, now: datetime) -> dict[str, tuple[str, Target]]:
    """Return by topic the rule that decides and where it sends a mail, with these rules and as if nobody were absent."""
    understood = replace(one.understood, guess=fit(one.understood.guess, book.topics))
    present = replace(book, offices={key: replace(o, absences=()) for key, o in book.offices.items()})
    situation = Situation(now=now, received_at=one.received_at, standings=None)
    decision = decide(understood, present, house, situation)
    found = sides(decision, successors(book.topics))
    return {name: (side.rule, target(side.office, side.referral)) for name, side in found.items()}


def _opinions(
    judged: Sequence[Judged], known: Mapping[int, _Remembered], book: RuleBook, house: House, now: datetime
) -> list[Opinion]:
    """Return what people decided beside what today's rules would; what has no counterpart today is left out."""
    merged = successors(book.topics)
    decided: dict[int, dict[str, tuple[str, Target]]] = {}
    found = []
    for one in judged:
        if one.message not in known:
            continue
        if one.message not in decided:
            decided[one.message] = _sides(known[one.message], book, house, now)
        name = merged.get(one.topic, one.topic)
        would = decided[one.message].get(name)
        if would is None:
            continue
        mail = known[one.message].understood.mail
        organisation = find.organisation_of(book, mail.author.address)
        subject, text = own_words(replace(mail, attached_text=""))
        found.append(
            Opinion(
                concern=one.concern,
                message=one.message,
                case=one.case,
                at=one.at,
                by=one.by,
                topic=name,
                rule=would[0],
                suggested=would[1],
                decided=target(one.decided_office, one.decided_referral),
                decided_topic=merged.get(one.decided_topic, one.decided_topic),
                referral=one.decided_referral,
                organisation=organisation.id if organisation else "",
                sender=one.sender,
                text=f"{subject}\n{text}",
                names=_names(mail),
            )
        )
    return found


def _names(mail: Mail) -> frozenset[str]:
    """Return the folded words of the names and addresses of everybody who wrote or was written to."""
    people = [*mail.from_, mail.sender, *mail.reply_to, *mail.to, *mail.cc, mail.forwarded_from]
    written = (f"{p.name[:200]} {p.address[:200].replace('@', ' ').replace('.', ' ')}" for p in people[:50] if p is not None)
    return frozenset(word for words in written for word in plainly(words).split())


def _keep(
    tools: CorrectionTools,
    pattern: Pattern,
    made: NewRule,
    problems: Sequence[Problem],
    book: RuleBook,
    files: Mapping[str, str],
    now: datetime,
) -> Proposal | None:
    """Replay the span with the new rules and keep the draft; None when it is there by now."""
    candidate = _book(made.files) or book
    result = replay(candidate, book, tools.house, past(now - SPAN), standings=standings(tools.house, book, candidate))
    note = _note(pattern, book, result, problems)
    with tx.atomic():
        tx.alone(_PART)
        if rulesets.proposed(pattern.key):
            return None  # another node was faster
        draft = rulesets.save_draft(
            title=made.title,
            files=made.files,
            base_files=files,
            by=ACTOR,
            now=now,
            note=note,
            origin=rulesets.Origin.CORRECTION,
            pattern=pattern.key,
        )
    return Proposal(
        draft=draft.id,
        pattern=pattern.key,
        title=made.title,
        sentence=made.sentence,
        note=note,
        rule=made.rule,
        corrections=len(pattern.opinions),
        people=pattern.people,
        cases=_cases(pattern),
        replay=result,
    )


def _note(pattern: Pattern, book: RuleBook, result: Replay, problems: Sequence[Problem]) -> str:
    """Return why this is proposed and what it would change, in German, with case numbers and counts only."""
    suggested = {opinion.suggested for opinion in pattern.opinions}
    before = listed([_where(one, book) for one in sorted(suggested, key=str)], last="oder")
    topics = listed([f"„{topic(book, name)}“" for name in pattern.topics if name != UNCLEAR]) or "Mails mit unklarem Thema"
    by = "eine Person" if pattern.people == 1 else f"{pattern.people} Personen"
    first = min(opinion.at for opinion in pattern.opinions)
    times = f"{len(pattern.opinions)} Mal geändert seit dem {city_time(first):%d.%m.%Y}, durch {by}"
    lines = [
        f"{times}: {topics} ging an {_where(pattern.target, book)} statt an {before}.",
        f"Vorgänge: {', '.join(_cases(pattern))}.",
        f"Noch einmal durchgespielt: {sentences.headline(result)} {sentences.agreement_line(result.agreement)}",
    ]
    if failing := _failing(problems):
        many = "ein Test der Regeln erwartet" if len(failing) == 1 else f"{len(failing)} Tests der Regeln erwarten"
        lines.append(f"Vor dem Aktivieren anpassen: {many} noch etwas anderes.")
    return "\n".join(lines)


def _where(where: Target, book: RuleBook) -> str:
    if where.office:
        return f"„{office(book, where.office)}“"
    return "uns selbst" if where.kept else "niemanden"


def _cases(pattern: Pattern) -> tuple[str, ...]:
    """Return the latest cases that the pattern rests on, at most ten."""
    latest = sorted(pattern.opinions, key=lambda opinion: opinion.at, reverse=True)
    return tuple(dict.fromkeys(opinion.case for opinion in latest))[:10]
