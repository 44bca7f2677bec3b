"""Weighs the phrases of a text: is it an automatic answer although no header says so?

The phrases of a robot add points; a question, a wish, a matter of one's own, a greeting by name or much further text take the
mail for a person's.  Better a robot taken for a person than a person for a robot: a person looks at what is left.  The reason
codes begin like those of every kind that only words show (`understand.BY_WORDS`): what sounds urgent stays a concern.

`found` = the words are enough.  `likely` = they point there, and the topic model must say the same.
"""

from dataclasses import dataclass

from postlotse.core.mail import autowords, subjects
from postlotse.core.mail.auto.cues import Cue
from postlotse.core.mail.auto.greeting import names_somebody
from postlotse.core.mail.auto.reading import ROBOT, SAYS_SO, WEIGHTS, Reading, answers, read, talks_about
from postlotse.core.mail.auto.scan import Hit
from postlotse.core.mail.types import KindFinding, Mail
from postlotse.core.names import Kind

__all__ = ["found", "likely", "talks_about"]

#: Points that are enough for an answer to one of our mails, and for any other mail.
_ENOUGH_IN_ANSWER, _ENOUGH_ELSE = 4, 5
#: Words of sentences without any phrase → points that are wanted more.
_FURTHER_WORDS = ((60, 5), (25, 2), (12, 1))
_FEW_WORDS, _LONG_SENTENCE = 4, 20
#: An answer in which none of these stands may be a person's: "I am out of office until Monday, then I will look at it."
_NOTICE = SAYS_SO | {Cue.NO_REPLY, Cue.UNREAD, Cue.THANKS, Cue.RECEIVED, Cue.URGENT, Cue.INSTEAD, Cue.LATER, Cue.LEFT}
_STRONG_NOTICE = _NOTICE - {Cue.THANKS, Cue.INSTEAD, Cue.RECEIVED}
#: A mail that answers nothing must at least speak of a message that it got.
_SPEAKS_OF_OURS = SAYS_SO | {Cue.NO_REPLY, Cue.UNREAD, Cue.THANKS, Cue.RECEIVED}
#: So many words that say nothing of the kind are too many for a note.
_MOST_UNTOLD = 45
_SHORTEST_OWN = 15  # characters: below, there is no text beside the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """A kind of automatic answer: its reason code, what it is called, the phrases of which one must stand there."""

    code: str
    name: str
    core: frozenset[Cue]


_FAMILIES = (
    _Family(code="words_left", name="ein Hinweis, dass die Person nicht mehr dort arbeitet", core=frozenset({Cue.LEFT})),
    _Family(code="words_absence", name="eine Abwesenheitsnotiz", core=frozenset({Cue.AWAY, Cue.LEAVE, Cue.CLOSED})),
    _Family(code="words_unread", name="ein Hinweis, dass das Postfach nicht gelesen wird", core=frozenset({Cue.UNREAD})),
    _Family(code="words_acknowledgement", name="die automatische Eingangsbestätigung eines anderen Systems",
            core=frozenset({Cue.RECEIVED})),
    _Family(code="words_automatic", name="eine automatische Nachricht", core=SAYS_SO),
)  # fmt: skip


def found(mail: Mail) -> KindFinding | None:
    """Return that subject or newest text show an automatic answer, with the words that decided, or None."""
    reading = read(mail)
    if reading is None:
        return _finding("words_subject", _BY_SUBJECT) if _only_a_subject(mail) else None
    if reading.persons:
        return None
    return _by_words(mail, reading) or _by_subject(mail, reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What the words point to; `strong` = a phrase stands there that notes are made of, not only its surroundings."""

    finding: KindFinding
    strong: bool


def likely(mail: Mail) -> Hint | None:
    """Return that the newest text may be an automatic answer, if the topic model says so too, or None.

    Something of the kind must stand there and nothing that only a person writes.  It is never strong in a mail that neither
    answers one, nor speaks of one that came, nor bears the subject of such a note.
    """
    reading = read(mail)
    if reading is None or reading.persons or not reading.cues & (ROBOT | {Cue.HINT}):
        return None
    if subjects.is_reply(mail.subject) and autowords.AUTO_SUBJECT.match(subjects.bare(mail.subject)):
        return None  # a person answers such a note and keeps its subject
    if names_somebody(reading.text) and not reading.cues & SAYS_SO:
        return None
    if reading.untold(ROBOT | {Cue.HINT}) > _MOST_UNTOLD:
        return None
    fits = answers(mail) or bool(reading.cues & _SPEAKS_OF_OURS) or bool(autowords.AUTO_SUBJECT.match(mail.subject))
    words = ", ".join(f"„{word}“" for word in _decisive(reading.seen))
    finding = _finding("words_auto_reply", f"Nach Wortlaut und Modell ist das eine automatische Antwort: {words}.")
    return Hint(finding=finding, strong=fits and any(WEIGHTS.get(cue, 0) > 1 for cue in reading.cues))


_BY_SUBJECT = "Betreff und Text zeigen eine automatische Antwort."


def _finding(code: str, sentence: str) -> KindFinding:
    return KindFinding(kind=Kind.AUTO_REPLY.value, code=code, sentence=sentence)


def _by_words(mail: Mail, reading: Reading) -> KindFinding | None:
    cues = reading.cues
    family = next((family for family in _FAMILIES if family.core & cues), None)
    if family is None or not cues & (_NOTICE if answers(mail) else _SPEAKS_OF_OURS):
        return None
    if _points(cues) < _wanted(mail, reading):
        return None
    words = ", ".join(f"„{word}“" for word in _decisive(reading.seen))
    return _finding(family.code, f"Der Text ist {family.name}: {words}.")


def _by_subject(mail: Mail, reading: Reading) -> KindFinding | None:
    """The subject of a robot beside a text that does not speak against it; a kept one ("AW: Automatische …") is no sign."""
    start = autowords.AUTO_SUBJECT.match(mail.subject)
    own_prefix = mail.subject.lower().startswith("auto: ") and answers(mail)  # RFC 3834 §3.1.5; alone it may be about a car
    if subjects.is_reply(mail.subject) or not (start or own_prefix):
        return None
    says = bool(reading.cues & (ROBOT | {Cue.HINT})) and reading.untold(ROBOT | {Cue.HINT}) <= _MOST_UNTOLD
    names_a_mail = own_prefix or (start is not None and mail.subject[start.end() :].lstrip().startswith((":", "：")))
    return _finding("words_subject", _BY_SUBJECT) if says or (names_a_mail and answers(mail)) else None


def _only_a_subject(mail: Mail) -> bool:
    """Tell whether a mail without a text has the subject of a robot."""
    bare = len(mail.text) < _SHORTEST_OWN and "?" not in mail.text and not mail.attachments and not mail.forwarded_from
    return bare and autowords.AUTO_SUBJECT.match(mail.subject) is not None and not subjects.is_reply(mail.subject)


def _points(cues: frozenset[Cue]) -> int:
    """Return how much speaks for a robot."""
    points = sum(WEIGHTS.get(cue, 0) for cue in cues)
    if Cue.TICKET in cues and not cues & {Cue.RECEIVED, Cue.MADE, Cue.SELF}:
        points -= WEIGHTS[Cue.TICKET]
    return points


def _wanted(mail: Mail, reading: Reading) -> int:
    """Return how many points are wanted of this mail."""
    cues = reading.cues
    wanted = _ENOUGH_IN_ANSWER if answers(mail) else _ENOUGH_ELSE
    told = {hit.sentence for hit in reading.seen if hit.cue in ROBOT}
    further = reading.untold(ROBOT)
    further += sum(max(0, reading.pieces[number].size - _LONG_SENTENCE) for number in told if number >= 0)
    wanted += next((more for words, more in _FURTHER_WORDS if further > words), 0)
    if further > _FEW_WORDS and not cues & _STRONG_NOTICE:
        wanted += 2
    says_so = bool(cues & SAYS_SO)
    if names_somebody(reading.text) and not says_so and not {Cue.RECEIVED, Cue.TICKET} <= cues:
        wanted += 2
    casual = not cues & {Cue.AWAY, Cue.CLOSED, Cue.LEFT, Cue.UNREAD, Cue.RECEIVED} and not says_so
    if casual:
        wanted += 1 if cues & {Cue.THANKS, Cue.URGENT} else 2  # "I am away until Friday, then I will call you": people say that
    if (
        Cue.RECEIVED in cues
        and not says_so
        and not cues & {Cue.TICKET, Cue.NO_REPLY, Cue.TERM, Cue.AWAY, Cue.CLOSED, Cue.UNREAD}
    ):
        wanted += 1  # "we got your mail and will answer soon": people say that too
    return wanted


def _decisive(seen: list[Hit]) -> list[str]:
    """Return the words that decided, the weightiest first."""
    best = sorted((hit for hit in seen if hit.cue in ROBOT or hit.cue is Cue.HINT), key=lambda hit: -WEIGHTS.get(hit.cue, 0))
    return list(dict.fromkeys(hit.words for hit in best))[:3]
