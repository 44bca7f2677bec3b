"""Mail → Understanding: kind, language, topics and flags of one message, each with its reason.

Headers prove robots; a known case proves a reply; only then the words decide.  A doubtful case is a concern: a
person looks at it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from postlotse.core.mail import automatic
from postlotse.core.mail.types import KindFinding, Mail
from postlotse.core.names import Flag, Kind
from postlotse.core.reasons import Reason
from postlotse.core.topics import flags as flag_words
from postlotse.core.topics.types import FlagHit, Guess, Language

#: How sure the words must be before a message is not treated as a concern; a missed concern costs most.
KIND_THRESHOLDS = {Kind.SPAM: 0.5, Kind.BULK: 0.45, Kind.AUTO_REPLY: 0.45, Kind.NOTICE: 0.6, Kind.REPLY: 0.45}
#: How sure the model must be of a flag that the words alone did not show.
FLAG_THRESHOLDS = {
    Flag.DANGER: 0.2,
    Flag.BENEFIT_APPLICATION: 0.4,
    Flag.COMPLAINT: 0.4,
    Flag.SPECIAL_CATEGORY: 0.3,
    Flag.THIRD_PARTY: 0.3,
    Flag.RESIDENCE_STATUS: 0.6,
    Flag.DATA_RIGHTS: 0.6,
}
FLAG_THRESHOLD = 0.5

#: How the reason of a kind begins that nothing but the words shows.
BY_WORDS = "words_"
_FLAGGED = (Kind.CONCERN, Kind.REPLY, Kind.NOTICE)
_URGENT = frozenset({Flag.DANGER, Flag.BENEFIT_APPLICATION, Flag.RESIDENCE_STATUS})

_KIND_SENTENCES = {
    Kind.SPAM: "Der Text liest sich wie Werbung oder Betrug.",
    Kind.BULK: "Der Text liest sich wie ein Rundschreiben.",
    Kind.AUTO_REPLY: "Der Text liest sich wie eine automatische Antwort.",
    Kind.NOTICE: "Der Text bittet um nichts: Dank, Einladung oder Information.",
    Kind.REPLY: "Der Text antwortet auf etwas Früheres.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was understood of one message."""

    mail: Mail
    kind: Kind
    kind_reason: Reason
    language: Language
    guess: Guess
    flags: tuple[FlagHit, ...] = ()

    @property
    def flag_set(self) -> frozenset[Flag]:
        """Return the flags without their reasons."""
        return frozenset(hit.flag for hit in self.flags)


def proven_kind(mail: Mail) -> KindFinding | None:
    """Return the kind that headers and structure prove, if any."""
    return automatic.kind(mail)


def needs_words(mail: Mail) -> bool:
    """Tell whether the topic model has to look at this message; robots never reach it."""
    finding = proven_kind(mail)
    return finding is None or finding.kind == Kind.CONCERN


def own_words(mail: Mail) -> tuple[str, str]:
    """Return subject and text that say what the mail is about: the newest text, of a manual forward the whole of it.

    The text of attachments joins it; there is none when the mail itself says something.
    """
    text = mail.full_text if mail.forwarded_from else mail.text or mail.full_text
    return mail.subject, f"{text}\n\n{mail.attached_text}".strip() if mail.attached_text else text


def understand(
    mail: Mail, *, guess: Guess, detect: Callable[[str, str], Language], today: date, answers_case: bool = False
) -> Understanding:
    """Put together what headers, words and model say about `mail`; `answers_case` = it belongs to a case we know."""
    kind, reason = choose_kind(mail, guess, answers_case=answers_case)
    language = detect(*own_words(mail))
    by_words = reason.code.startswith(BY_WORDS)
    hits = choose_flags(mail, guess, language.code, today) if by_words or kind in _FLAGGED else ()
    if by_words and kind is not Kind.SPAM and _URGENT & {hit.flag for hit in hits}:
        # Words alone must not file what sounds like danger or an application; headers may.
        kind, reason = Kind.CONCERN, Reason(code="urgent_words", sentence="Klingt dringend; darum als Anliegen behandelt.")
    if kind not in _FLAGGED:
        hits = ()
    return Understanding(mail=mail, kind=kind, kind_reason=reason, language=language, guess=guess, flags=hits)


def choose_kind(mail: Mail, guess: Guess, *, answers_case: bool) -> tuple[Kind, Reason]:
    """Return the kind and its reason: headers first, then the case, then the words."""
    found = proven_kind(mail)
    if found and not (answers_case and found.kind == Kind.CONCERN):
        return Kind(found.kind), Reason(code=found.code, sentence=found.sentence)
    if answers_case:
        return Kind.REPLY, Reason(code="answers_case", sentence="Die Mail antwortet in einem laufenden Vorgang.")
    concern = dict(guess.kinds).get(Kind.CONCERN, 0.0)
    for code, probability in sorted(guess.kinds, key=lambda pair: -pair[1]):
        kind = Kind(code)
        if kind in KIND_THRESHOLDS and probability >= max(KIND_THRESHOLDS[kind], concern):
            return kind, Reason(code=f"{BY_WORDS}{kind}", sentence=_KIND_SENTENCES[kind])
    return Kind.CONCERN, Reason(code="human", sentence="Ein Mensch hat geschrieben und möchte etwas.")


def choose_flags(mail: Mail, guess: Guess, language: str | None, today: date) -> tuple[FlagHit, ...]:
    """Return the flags that words show, joined by those that the model is sure enough of."""
    hits = {hit.flag: hit for hit in flag_words.flags(*own_words(mail), language, today=today)}
    for code, probability in guess.flags:
        flag = Flag(code)
        if flag not in hits and probability >= FLAG_THRESHOLDS.get(flag, FLAG_THRESHOLD):
            hits[flag] = FlagHit(flag=flag, why="Das Modell hält es für wahrscheinlich.")
    return tuple(hits[flag] for flag in Flag if flag in hits)
