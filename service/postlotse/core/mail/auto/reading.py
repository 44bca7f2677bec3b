"""What stands in the newest text of a mail: its phrases, and whether something is among them that only a person writes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from postlotse.core.mail import autowords, subjects
from postlotse.core.mail.auto.cues import Cue
from postlotse.core.mail.auto.greeting import is_frame
from postlotse.core.mail.auto.pattern import Sentence, sentences
from postlotse.core.mail.auto.scan import Hit, hits
from postlotse.core.mail.types import Attachment, Mail

#: Weights of the phrases that a robot writes; a hint has none.
WEIGHTS = {
    Cue.SELF: 5, Cue.MADE: 3, Cue.AWAY: 3, Cue.UNREAD: 4, Cue.LEFT: 3, Cue.LEAVE: 2, Cue.CLOSED: 2, Cue.RECEIVED: 2,
    Cue.URGENT: 2,
    Cue.NO_REPLY: 1, Cue.BACK: 1, Cue.INSTEAD: 1, Cue.LATER: 1, Cue.TERM: 1, Cue.THANKS: 1, Cue.TICKET: 1,
}  # fmt: skip
ROBOT = frozenset(WEIGHTS)
SAYS_SO = frozenset({Cue.SELF, Cue.MADE})
#: A wish in a sentence that says such a thing is no wish: "may I ask you to turn to my colleague".
_FORM_WISH = frozenset({Cue.URGENT, Cue.INSTEAD, Cue.NO_REPLY, Cue.UNREAD, Cue.OFFER})

_SHORTEST, _LONGEST = 15, 4_000  # characters
_MOST_WORDS = 420
_SPEECH = re.compile(r"[„“”\"«»][^„“”\"«»\n]{3,300}[„“”\"«»]")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
_FORM_LINE = re.compile(r"^[ \t]*\*{0,2}[^\W\d_][^\n:?!.,]{1,30}:[ \t]*\S", re.M)
_OUR_NUMBER = re.compile(r"\bMO-\d{4}-\d{4,7}\b", re.I)
_NUMBER_IN_SUBJECT = re.compile(r"(?:#|\b(?:ticket|case|vorgang)\b)[ #:.-]{0,3}[\w-]{0,12}\d{3}", re.I)
_SYSTEM_LOCAL = re.compile(
    r"^(?:(?:no|not|do-?not|nicht)[._-]?(?:reply|respond|antworten?)|noreply|donotreply|auto-?(?:reply|responder|mailer)|tickets?|"
    r"otrs|helpdesk|service-?desk|system|notifications?|robot|bot|mailer|servicedesk|zammad|jira)\b", re.I
)  # fmt: skip
#: Thanks for nothing that is named, as people begin a line; robots thank for the message.
_THANKS_ALONE = re.compile(
    r"\s*(?:danke|vielen dank|super|prima|thanks|thank you|merci|gracias|grazie|dzięki|teşekkürler|спасибо|дякую|благодаря|"
    r"mulțumesc|multumesc|hvala|faleminderit|waa hagaag|شكرا|ممنون|تشکر|spas)\s{0,2}[,،!]",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The newest text in sentences, and its phrases; `persons` = a person wrote it, whatever else stands there."""

    text: str
    pieces: list[Sentence]
    seen: list[Hit]
    cues: frozenset[Cue]
    persons: bool

    def untold(self, cues: frozenset[Cue]) -> int:
        """Return the number of words in sentences that say none of `cues`, greeting and closing left out."""
        told = {hit.sentence for hit in self.seen if hit.cue in cues}
        return sum(
            piece.size
            for number, piece in enumerate(self.pieces)
            if number not in told and not is_frame(piece.keys, number, len(self.pieces))
        )


def read(mail: Mail) -> Reading | None:
    """Return what stands in the newest text; None where no robot can have written it: a forward, files, too long, nothing."""
    if not _SHORTEST <= len(mail.text) <= _LONGEST or mail.forwarded_from or _brings_files(mail.attachments):
        return None
    text = _SPEECH.sub(" ", _ADDRESS.sub(" ", mail.text))
    pieces = sentences(text)
    if sum(piece.size for piece in pieces) > _MOST_WORDS:
        return None
    seen = hits(pieces)
    here = {hit.cue for hit in seen}
    seen += [hit for hit in _of_signature(mail.signature) if hit.cue not in here]
    cues = frozenset(hit.cue for hit in seen)
    return Reading(text=text, pieces=pieces, seen=seen, cues=cues, persons=_is_persons(mail, text, pieces, seen, cues))


def talks_about(mail: Mail) -> bool:
    """Tell whether the newest text speaks of an automatic answer that somebody got: then its subject proves nothing."""
    return len(mail.text) <= _LONGEST and any(hit.cue is Cue.ABOUT for hit in hits(sentences(mail.text)))


def asks(text: str, *, about: bool = True) -> bool:
    """Tell whether a text asks, wishes, tells of its writer's own matters, or (`about`) of an automatic answer that came."""
    pieces = sentences(text[:_LONGEST])
    theirs = {Cue.ASK, Cue.OWN, Cue.ABOUT} if about else {Cue.ASK, Cue.OWN}
    return any(piece.question for piece in pieces) or any(hit.cue in theirs for hit in hits(pieces))


def answers_a_mail(mail: Mail) -> bool:
    """Tell whether the mail answers another one, by its headers or its subject."""
    known = mail.in_reply_to or mail.references or _OUR_NUMBER.search(mail.subject)
    return bool(known) or subjects.is_reply(mail.subject)


def answers(mail: Mail) -> bool:
    """Tell whether the mail answers another one, or comes from a program by its envelope, subject or address."""
    return answers_a_mail(mail) or bool(
        mail.return_path == ""
        or _NUMBER_IN_SUBJECT.search(mail.subject[:200])
        or _SYSTEM_LOCAL.search(mail.author.key)
        or any(value.strip().lower().startswith("auto-") for value in mail.header("Auto-Submitted"))
    )


def _brings_files(attachments: Iterable[Attachment]) -> bool:
    """Tell whether something but pictures and visiting cards is attached: robots send nothing along."""
    return any(not file.type.startswith(("image/", "text/vcard", "text/x-vcard")) for file in attachments)


def _of_signature(signature: str) -> list[Hit]:
    """Return what the lines below the text say of the mail itself; nothing else counts there."""
    if not signature or len(signature) > _LONGEST:
        return []
    below = hits(sentences(signature))
    return [Hit(cue=hit.cue, sentence=-1, words=hit.words) for hit in below if hit.cue in (Cue.MADE, Cue.SELF, Cue.NO_REPLY)]


def _is_persons(mail: Mail, text: str, pieces: list[Sentence], seen: list[Hit], cues: frozenset[Cue]) -> bool:
    """Tell whether something stands there that only a person writes."""
    if Cue.ABOUT in cues or _THANKS_ALONE.match(text):
        return True
    if Cue.RECEIVED not in cues and len(_FORM_LINE.findall(text)) >= 3 and not cues & {Cue.AWAY, Cue.CLOSED, Cue.URGENT}:
        return True  # a contact form, which may say of itself that it was sent automatically
    if not answers_a_mail(mail) and not autowords.AUTO_SUBJECT.match(mail.subject) and asks(mail.subject[:200]):
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
    repeats = SAYS_SO & cues and Cue.RECEIVED in cues and first not in theirs and by_sentence.get(first, set()) & ROBOT
    return not (repeats and len(theirs) <= 2)


def _of_a_person(piece: Sentence, cues: set[Cue]) -> bool:
    """Tell whether a sentence asks, wishes or tells of a matter of the writer's own."""
    asks_something = piece.question and Cue.OFFER not in cues
    return asks_something or Cue.OWN in cues or (Cue.ASK in cues and not cues & _FORM_WISH)
