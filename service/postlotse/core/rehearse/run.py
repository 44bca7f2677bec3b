"""Run the tests of a rule set: each case as if its mail had come, through the same understanding and the same decision.

Writes nothing, sends nothing, asks no clock.  A case that gives its topics needs no model; the others ask it in one batch.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from postlotse.core.calendar import city_time, is_working_day
from postlotse.core.decide import Decision, decide
from postlotse.core.directory.types import Absence, Office
from postlotse.core.facts import CaseFacts
from postlotse.core.house import House
from postlotse.core.language import detect
from postlotse.core.mail.types import Address, Mail
from postlotse.core.names import Flag, Kind
from postlotse.core.reasons import Reason
from postlotse.core.rehearse.shortfalls import shortfalls
from postlotse.core.rules.cases import CaseResult, GivenCase, RuleCase
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.situation import Situation
from postlotse.core.topics.types import FlagHit, Guess, Language, TopicGuess
from postlotse.core.understand import Understanding, needs_words, own_words, understand

#: (subject, text) pairs and their languages → a guess for each, in order; None when there is no model to ask.
Guesser = Callable[[Sequence[tuple[str, str]], Sequence[str | None]], list[Guess] | None]

#: Who writes where a case does not say; no association has this address.
SOMEBODY = "mensch@niemand.example"
#: Given topics below this probability count as unsure, like those of the model.
UNSURE = 0.35
_HOUR = time(10, 0)
#: Between these days the calendar and time zones are known.
_EARLIEST, _LATEST = date(2000, 1, 15), date(2099, 12, 15)
_SERVER = "pruefung.example"
_GIVEN = Reason(code="given", sentence="Im Test vorgegeben.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """One case made ready: the mail, when it comes, and the house that it comes to."""

    case: RuleCase
    mail: Mail
    language: Language
    at: datetime
    house: House


def run_cases(book: RuleBook, house: House, cases: Sequence[RuleCase], guess: Guesser, *, now: datetime) -> list[CaseResult]:
    """Return what comes of each case, in order; `guess` is called at most once; without a model, what needs it stays unchecked.

    A case without `received` comes at ten on an ordinary working day, near `now` and while its rule is valid, and nobody is
    absent: so the same files give the same results on every day.
    """
    today = city_time(now, house.time_zone).date()
    scenes = [_scene(case, book, house, today) for case in cases]
    wanting = [scene for scene in scenes if needs_model(scene.case, scene.mail, house)]
    guesses: dict[int, Guess] = {}
    told = guess([own_words(s.mail) for s in wanting], [s.language.code for s in wanting]) if wanting else []
    if told is not None:
        guesses = {id(scene): each for scene, each in zip(wanting, told, strict=True)}
    unasked = {id(scene) for scene in wanting} if told is None else set()
    present = _all_present(book)
    rules = {rule.id: rule for rule in book.rules}
    return [
        CaseResult(case=scene.case, passed=False, checked=False)
        if id(scene) in unasked
        else _result(scene, _staffed(scene, book if scene.case.given.received else present), guesses.get(id(scene)), rules)
        for scene in scenes
    ]


def needs_model(case: RuleCase, mail: Mail, house: House) -> bool:
    """Tell whether the topic model has to be asked about a case: its topics are not given, and its kind leaves it open."""
    if case.given.topics is not None:
        return False
    kind = case.given.kind
    asks_topic = kind is None or kind is Kind.CONCERN or (kind is Kind.REPLY and not case.given.in_case)
    return asks_topic and needs_words(mail, house.spam_headers)


def _scene(case: RuleCase, book: RuleBook, house: House, today: date) -> _Scene:
    """Return the mail of a case and the moment at which it comes."""
    given = case.given
    zone = ZoneInfo(house.time_zone)
    naive = given.received or datetime.combine(_ordinary_day(case, book, today), _HOUR)
    at = naive.replace(tzinfo=zone)
    known = given.authenticated != "unknown"
    result = f"{_SERVER}; dmarc={'pass' if given.authenticated == 'yes' else 'fail'}"
    sender = case.from_ or SOMEBODY
    mail = Mail(
        message_id="<test@pruefung.example>",
        date=at,
        from_=(Address(address=sender),),
        to=(Address(address=house.address), *(Address(address=a) for a in given.to)),
        return_path=sender,
        subject=case.subject,
        text=case.text,
        full_text=case.text,
        attachments=given.attachments,
        headers=(("From", sender), *((("Authentication-Results", result),) if known else ())),
        part_types=("text/plain",),
        size=len(case.text),
    )
    if given.language is None:
        language = detect(*own_words(mail))
    else:
        language = Language(code=None if given.language == "unknown" else given.language, confidence=1.0)
    return _Scene(case=case, mail=mail, language=language, at=at, house=replace(house, authserv_id=_SERVER if known else ""))


def _ordinary_day(case: RuleCase, book: RuleBook, today: date) -> date:
    """Return a working day near today on which the rule that the case is about is valid."""
    name = case.expect.rule or case.rule
    rule = next((rule for rule in book.rules if rule.id == name), None) if name else None
    first = rule.valid_from if rule and rule.valid_from else date.min
    last = rule.valid_until if rule and rule.valid_until else date.max
    start = min(max(min(max(today, first), last), _EARLIEST), _LATEST)
    near = [start + timedelta(days=n) for n in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7)]
    calendar = book.calendar
    good = (d for d in near if first <= d <= last and is_working_day(d, land=calendar.land, closures=calendar.closures))
    return next(good, start)


def _all_present(book: RuleBook) -> RuleBook:
    """Return the book without absences."""
    if not any(office.absences for office in book.offices.values()):
        return book
    offices: Mapping[str, Office] = {key: replace(office, absences=()) for key, office in book.offices.items()}
    return replace(book, offices=offices)


def _staffed(scene: _Scene, book: RuleBook) -> RuleBook:
    """Return the book with the offices absent that the case says are."""
    if not scene.case.given.absent:
        return book
    today = Absence(first=scene.at.date(), last=scene.at.date())
    away = {key: replace(book.offices[key], absences=(today,)) for key in scene.case.given.absent}
    return replace(book, offices={**book.offices, **away})


def _result(scene: _Scene, book: RuleBook, guess: Guess | None, rules: Mapping[str, Rule]) -> CaseResult:
    """Decide about the mail of one case and compare."""
    understood = _understood(scene, guess or _given_guess(scene.case))
    decision = _decided(scene, understood, book)
    against = shortfalls(scene.case, understood, decision, rules)
    decided_by = decision.concerns[0].rule if decision.concerns else ""
    return CaseResult(case=scene.case, passed=not against, failures=against, decided_by=decided_by)


def _given_guess(case: RuleCase) -> Guess:
    """Return the given topics as if the model had said so."""
    topics = tuple(TopicGuess(id=name, probability=share) for name, share in case.given.topics or ())
    unsure = not topics or topics[0].probability < UNSURE
    return Guess(topics=topics, abstained=unsure, sure=not unsure)


def _understood(scene: _Scene, guess: Guess) -> Understanding:
    """Understand the mail as ever, and let what is given take its place."""
    given = scene.case.given
    found = understand(
        scene.mail,
        guess=guess,
        detect=lambda *_: scene.language,
        today=scene.at.date(),
        answers_case=given.in_case,
        spam_headers=scene.house.spam_headers,
    )
    if given.kind is not None:
        found = replace(found, kind=given.kind, kind_reason=_GIVEN)
    if given.flags is not None:
        found = replace(found, flags=tuple(FlagHit(flag=f, why=_GIVEN.sentence) for f in Flag if f in given.flags))
    return found


def _decided(scene: _Scene, understood: Understanding, book: RuleBook) -> Decision:
    given = scene.case.given
    situation = Situation(
        now=scene.at,
        received_at=scene.at,
        in_case=given.in_case,
        first_contact=given.first_contact,
        standings=None,
        case=_case_facts(given.case, scene.at) if given.case else None,
    )
    return decide(understood, book, scene.house, situation)


def _case_facts(given: GivenCase, at: datetime) -> CaseFacts:
    last_at = at - timedelta(days=given.idle_days)
    return CaseFacts(states=given.states, offices=given.offices, topics=given.topics, last_at=last_at)
