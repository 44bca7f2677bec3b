"""Weighs the phrases of a text: is it an automatic answer although no header says so?

The phrases of a robot add points; a question, a wish, a matter of one's own, a greeting by name or much further text take the
mail for a person's.  Better a robot taken for a person than a person for a robot: a person looks at what is left.  The reason
codes begin like those of every kind that only words show (`understand.BY_WORDS`): what sounds urgent stays a concern.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postlotse.core.mail import subjects
from postlotse.core.mail.auto.cues import Cue
from postlotse.core.mail.auto.greeting import is_frame, names_somebody
from postlotse.core.mail.auto.pattern import Sentence, sentences
from postlotse.core.mail.auto.scan import Hit, hits
from postlotse.core.mail.types import Attachment, KindFinding, Mail
from postlotse.core.names import Kind

_SHORTEST, _LONGEST = 15, 4_000  # characters
_MOST_WORDS = 420
_WEIGHTS = {
    Cue.SELF: 5, Cue.MADE: 3, Cue.AWAY: 3, Cue.UNREAD: 4, Cue.LEFT: 3, Cue.LEAVE: 2, Cue.CLOSED: 2, Cue.RECEIVED: 2,
    Cue.URGENT: 2,
    Cue.NO_REPLY: 1, Cue.BACK: 1, Cue.INSTEAD: 1, Cue.LATER: 1, Cue.TERM: 1, Cue.THANKS: 1, Cue.TICKET: 1,
}  # fmt: skip
_ROBOT = frozenset(_WEIGHTS)
#: Points that are enough for an answer to one of our mails, and for any other mail.
_ENOUGH_IN_ANSWER, _ENOUGH_ELSE = 4, 5
#: Words of sentences without any phrase → points that are wanted more.
_FURTHER_WORDS = ((60, 5), (25, 2), (12, 1))
_FEW_WORDS, _LONG_SENTENCE = 4, 20
#: A wish in a sentence that says such a thing is no wish: "may I ask you to turn to my colleague".
_FORM_WISH = frozenset({Cue.URGENT, Cue.INSTEAD, Cue.NO_REPLY, Cue.UNREAD, Cue.OFFER})
_SAYS_SO = frozenset({Cue.SELF, Cue.MADE})
#: An answer in which none of these stands may be a person's: "I am out of office until Monday, then I will look at it."
_NOTICE = _SAYS_SO | {Cue.NO_REPLY, Cue.UNREAD, Cue.THANKS, Cue.RECEIVED, Cue.URGENT, Cue.INSTEAD, Cue.LATER, Cue.LEFT}
_STRONG_NOTICE = _NOTICE - {Cue.THANKS, Cue.INSTEAD, Cue.RECEIVED}
#: A mail that answers nothing must at least speak of a message that it got.
_SPEAKS_OF_OURS = _SAYS_SO | {Cue.NO_REPLY, Cue.UNREAD, Cue.THANKS, Cue.RECEIVED}

_SPEECH = re.compile(r"[„“”\"«»][^„“”\"«»\n]{3,300}[„“”\"«»]")
_FORM_LINE = re.compile(r"^[ \t]*\*{0,2}[^\W\d_][^\n:?!.,]{1,30}:[ \t]*\S", re.M)
_OUR_NUMBER = re.compile(r"\bMO-\d{4}-\d{4,7}\b", re.I)
_NUMBER_IN_SUBJECT = re.compile(r"(?:#|\b(?:ticket|case|vorgang)\b)[ #:.-]{0,3}[\w-]{0,12}\d{3}", re.I)
_SYSTEM_LOCAL = re.compile(
    r"^(?:(?:no|not|do-?not|nicht)[._-]?(?:reply|respond|antworten?)|noreply|donotreply|auto-?(?:reply|responder|mailer)|tickets?|"
    r"otrs|helpdesk|service-?desk|system|notifications?|robot|bot|mailer|servicedesk|zammad|jira)\b", re.I
)  # fmt: skip


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
    _Family(code="words_automatic", name="eine automatische Nachricht", core=_SAYS_SO),
)  # fmt: skip


def found(mail: Mail) -> KindFinding | None:
    """Return that the newest text is an automatic answer, with the words that decided, or None."""
    if not _SHORTEST <= len(mail.text) <= _LONGEST or mail.forwarded_from or _brings_files(mail.attachments):
        return None
    text = _SPEECH.sub(" ", mail.text)
    pieces = sentences(text)
    if sum(piece.size for piece in pieces) > _MOST_WORDS:
        return None
    seen = hits(pieces)
    if not any(_WEIGHTS.get(hit.cue, 0) >= 2 for hit in seen):
        return None
    seen += [hit for hit in _of_signature(mail.signature) if hit.cue not in {other.cue for other in seen}]
    cues = {hit.cue for hit in seen}
    family = next((family for family in _FAMILIES if family.core & cues), None)
    if not cues & (_NOTICE if _answers(mail) else _SPEAKS_OF_OURS):
        return None
    if family is None or _is_persons(mail, text, pieces, seen, cues):
        return None
    if _points(cues) < _wanted(mail, text, pieces, seen, cues):
        return None
    return KindFinding(kind=Kind.AUTO_REPLY.value, code=family.code, sentence=_sentence(family, seen))


def talks_about(mail: Mail) -> bool:
    """Tell whether the newest text speaks of an automatic answer that somebody got: then its subject proves nothing."""
    return len(mail.text) <= _LONGEST and any(hit.cue is Cue.ABOUT for hit in hits(sentences(mail.text)))


def _brings_files(attachments: Iterable[Attachment]) -> bool:
    """Tell whether something but pictures and visiting cards is attached: robots send nothing along."""
    return any(not file.type.startswith(("image/", "text/vcard", "text/x-vcard")) for file in attachments)


def _of_signature(signature: str) -> list[Hit]:
    """Return what the lines below the text say of the mail itself; nothing else counts there."""
    if not signature or len(signature) > _LONGEST:
        return []
    below = hits(sentences(signature))
    return [Hit(cue=hit.cue, sentence=-1, words=hit.words) for hit in below if hit.cue in (Cue.MADE, Cue.SELF, Cue.NO_REPLY)]


def _is_persons(mail: Mail, text: str, pieces: list[Sentence], seen: list[Hit], cues: set[Cue]) -> bool:
    """Tell whether something stands there that only a person writes."""
    if Cue.ABOUT in cues:
        return True
    if Cue.RECEIVED not in cues and len(_FORM_LINE.findall(text)) >= 3 and not cues & {Cue.AWAY, Cue.CLOSED, Cue.URGENT}:
        return True  # a contact form, which may say of itself that it was sent automatically
    if not _answers_a_mail(mail) and _asks_in_subject(mail.subject):
        return True
    by_sentence: dict[int, set[Cue]] = {}
    for hit in seen:
        by_sentence.setdefault(hit.sentence, set()).add(hit.cue)
    theirs = [number for number, piece in enumerate(pieces) if _of_a_person(piece, by_sentence.get(number, set()))]
    if not theirs:
        return False
    # An acknowledgement may repeat the text that it confirms; a person's own words stand in front of what is quoted.
    first = next(
        number for number, piece in enumerate(pieces) if not is_frame(piece.keys, number, len(pieces)) or number in theirs
    )
    repeats = _SAYS_SO & cues and Cue.RECEIVED in cues and first not in theirs and by_sentence.get(first, set()) & _ROBOT
    return not (repeats and len(theirs) <= 2)


def _of_a_person(piece: Sentence, cues: set[Cue]) -> bool:
    """Tell whether a sentence asks, wishes or tells of a matter of the writer's own."""
    asks = piece.question and Cue.OFFER not in cues
    return asks or Cue.OWN in cues or (Cue.ASK in cues and not cues & _FORM_WISH)


def _asks_in_subject(subject: str) -> bool:
    if "?" in subject or "؟" in subject:
        return True
    return any(hit.cue in (Cue.ASK, Cue.OWN, Cue.ABOUT) for hit in hits(sentences(subject[:200])))


def _points(cues: set[Cue]) -> int:
    """Return how much speaks for a robot."""
    points = sum(_WEIGHTS.get(cue, 0) for cue in cues)
    if Cue.TICKET in cues and not cues & {Cue.RECEIVED, Cue.MADE, Cue.SELF}:
        points -= _WEIGHTS[Cue.TICKET]
    return points


def _wanted(mail: Mail, text: str, pieces: list[Sentence], seen: list[Hit], cues: set[Cue]) -> int:
    """Return how many points are wanted of this mail."""
    wanted = _ENOUGH_IN_ANSWER if _answers(mail) else _ENOUGH_ELSE
    told = {hit.sentence for hit in seen if hit.cue in _ROBOT}
    further = sum(
        piece.size
        for number, piece in enumerate(pieces)
        if number not in told and not is_frame(piece.keys, number, len(pieces))
    )
    further += sum(max(0, pieces[number].size - _LONG_SENTENCE) for number in told if number >= 0)
    wanted += next((more for words, more in _FURTHER_WORDS if further > words), 0)
    if further > _FEW_WORDS and not cues & _STRONG_NOTICE:
        wanted += 2
    says_so = bool(cues & _SAYS_SO)
    if names_somebody(text) and not says_so and not {Cue.RECEIVED, Cue.TICKET} <= cues:
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


def _answers_a_mail(mail: Mail) -> bool:
    """Tell whether the mail answers another one, by its headers or its subject."""
    known = mail.in_reply_to or mail.references or _OUR_NUMBER.search(mail.subject)
    return bool(known) or subjects.is_reply(mail.subject)


def _answers(mail: Mail) -> bool:
    """Tell whether the mail answers another one, or comes from a program by its envelope, subject or address."""
    return _answers_a_mail(mail) or bool(
        mail.return_path == ""
        or _NUMBER_IN_SUBJECT.search(mail.subject[:200])
        or _SYSTEM_LOCAL.search(mail.author.key)
        or any(value.strip().lower().startswith("auto-") for value in mail.header("Auto-Submitted"))
    )


def _sentence(family: _Family, seen: list[Hit]) -> str:
    """Return the German sentence for staff: which words decided."""
    best = sorted((hit for hit in seen if hit.cue in _ROBOT), key=lambda hit: -_WEIGHTS[hit.cue])
    words = list(dict.fromkeys(hit.words for hit in best))[:3]
    return f"Der Text ist {family.name}: {', '.join(f'„{word}“' for word in words)}."
