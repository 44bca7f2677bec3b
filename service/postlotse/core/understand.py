"""Mail → Understanding: kind, language, topics and flags of one message, each with its reason.

Headers prove robots; a known case proves a reply; only then the words decide.  A doubtful case is a concern: a
person looks at it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from postlotse.core.mail import automatic, massmail, subjects
from postlotse.core.mail.auto import reading, verdict
from postlotse.core.mail.types import KindFinding, Mail
from postlotse.core.names import Flag, Kind
from postlotse.core.reasons import Reason
from postlotse.core.topics import flags as flag_words
from postlotse.core.topics.shown import without_names
from postlotse.core.topics.types import FlagHit, Guess, Language

#: How sure the model must be before a message is not treated as a concern; a missed concern costs most.  Of spam and circulars
#: these hold where the mail asks for nothing and bears a sign of it, of automatic answers where phrases of one stand there.
KIND_THRESHOLDS = {Kind.SPAM: 0.5, Kind.BULK: 0.5, Kind.AUTO_REPLY: 0.4, Kind.NOTICE: 0.6, Kind.REPLY: 0.45}
#: How sure it must be of spam, or of a circular, that asks something and bears no sign; of spam that asks for nothing.
SPAM_ALONE, BULK_ALONE, SPAM_QUIET = 0.98, 0.98, 0.8
#: How sure it must be where an automatic answer has only weak signs.
WEAK_SIGNS = 0.9
_AUTOMATIC_ALONE = 0.5
#: Below this probability of an automatic answer the model takes even strong words for a person's.
NEVER = 0.02
#: How sure the model must be of a flag that the words alone did not show.
FLAG_THRESHOLDS = {
    Flag.DANGER: 0.15,
    Flag.BENEFIT_APPLICATION: 0.4,
    Flag.COMPLAINT: 0.3,
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
    Kind.NOTICE: "Der Text bittet um nichts: Dank, Einladung oder Information.",
    Kind.REPLY: "Der Text liest sich wie eine Antwort auf etwas Früheres.",
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


def proven_kind(mail: Mail, spam_headers: frozenset[str] | None = None) -> KindFinding | None:
    """Return the kind that headers and structure prove, or strong words show, if any; `spam_headers` as in `core.house`."""
    return automatic.kind(mail, spam_headers=spam_headers)


def needs_words(mail: Mail, spam_headers: frozenset[str] | None = None) -> bool:
    """Tell whether the topic model has to look at this message; what headers and structure prove never reaches it."""
    finding = proven_kind(mail, spam_headers)
    return finding is None or finding.kind == Kind.CONCERN or finding.code.startswith(BY_WORDS)


def own_words(mail: Mail) -> tuple[str, str]:
    """Return subject and text that say what the mail is about: the newest text; of what was passed on with a word above it both
    that word and what the writer wrote, and of what was passed on bare only the latter.

    The header lines between them stay out: the day on which the writer wrote is no deadline.  The text of attachments joins it;
    there is none when the mail itself says something.
    """
    text = mail.text or mail.full_text
    if mail.forwarded_from and mail.forwarded_text != mail.text:
        apart = mail.forwarded_text and mail.forwarded_text not in mail.text
        text = f"{mail.text}\n\n{mail.forwarded_text}" if apart else mail.full_text
    return mail.subject, f"{text}\n\n{mail.attached_text}".strip() if mail.attached_text else text


def understand(
    mail: Mail,
    *,
    guess: Guess,
    detect: Callable[[str, str], Language],
    today: date,
    answers_case: bool = False,
    spam_headers: frozenset[str] | None = None,
) -> Understanding:
    """Put together what headers, words and model say about `mail`; `answers_case` = it belongs to a case we know.

    `spam_headers`: the headers in which our own filter marks spam (`core.house`).
    """
    guess = without_names(guess, mail)
    kind, reason = choose_kind(mail, guess, answers_case=answers_case, spam_headers=spam_headers)
    language = detect(*own_words(mail))
    by_words = reason.code.startswith(BY_WORDS)
    hits = choose_flags(mail, guess, language.code, today) if by_words or kind in _FLAGGED else ()
    if by_words and kind is not Kind.SPAM and _URGENT & {hit.flag for hit in hits}:
        # Words alone must not file what sounds like danger or an application; headers may.
        kind, reason = Kind.CONCERN, Reason(code="urgent_words", sentence="Klingt dringend; darum als Anliegen behandelt.")
    if kind not in _FLAGGED:
        hits = ()
    return Understanding(mail=mail, kind=kind, kind_reason=reason, language=language, guess=guess, flags=hits)


def choose_kind(
    mail: Mail, guess: Guess, *, answers_case: bool, spam_headers: frozenset[str] | None = None
) -> tuple[Kind, Reason]:
    """Return the kind and its reason: headers first, then the case, then the words.

    An automatic answer that no header proves needs two witnesses where its words are not strong, and is none where the model is
    sure of a person.
    """
    found = proven_kind(mail, spam_headers)
    if found and found.code.startswith(BY_WORDS) and _chance(guess, Kind.AUTO_REPLY, unknown=1.0) < NEVER:
        found = None
    found = found or _second_witness(mail, guess)
    if found and not (answers_case and found.kind == Kind.CONCERN):
        return Kind(found.kind), Reason(code=found.code, sentence=found.sentence)
    if answers_case:
        return Kind.REPLY, Reason(code="answers_case", sentence="Die Mail antwortet in einem laufenden Vorgang.")
    return _by_model(mail, guess)


def _chance(guess: Guess, kind: Kind, *, unknown: float = 0.0) -> float:
    """Return the probability of a kind; `unknown` where there is no model."""
    return dict(guess.kinds).get(kind, unknown)


def _second_witness(mail: Mail, guess: Guess) -> KindFinding | None:
    """Return that it is an automatic answer, as words and model say together."""
    chance = _chance(guess, Kind.AUTO_REPLY)
    if chance < KIND_THRESHOLDS[Kind.AUTO_REPLY]:
        return None
    hint = verdict.likely(mail)
    return hint.finding if hint and (hint.strong or chance >= WEAK_SIGNS) else None


def _by_model(mail: Mail, guess: Guess) -> tuple[Kind, Reason]:
    """Return the kind that the model says; it alone never makes an automatic answer, and of what asks hardly a mass mailing.

    What it takes for an automatic answer without a second witness is a notice or a reply when it asks for nothing.
    """
    concern = _chance(guess, Kind.CONCERN)
    asks = reading.asks(own_words(mail)[1])
    for code, probability in sorted(guess.kinds, key=lambda pair: -pair[1]):
        kind = Kind(code)
        if kind is Kind.AUTO_REPLY and probability >= max(_AUTOMATIC_ALONE, concern) and not asks:
            kind = Kind.REPLY if subjects.is_reply(mail.subject) else Kind.NOTICE
        elif (
            kind not in _KIND_SENTENCES
            or probability < max(KIND_THRESHOLDS[kind], concern)
            or (kind in (Kind.SPAM, Kind.BULK) and not _for_many(mail, kind, probability, asks=asks))
        ):
            continue
        return kind, Reason(code=f"{BY_WORDS}{kind}", sentence=_KIND_SENTENCES[kind])
    return Kind.CONCERN, Reason(code="human", sentence="Ein Mensch hat geschrieben und möchte etwas.")


def _for_many(mail: Mail, kind: Kind, probability: float, *, asks: bool) -> bool:
    """Tell whether the model may call a mail spam or a circular: by a sign of it, or the surer it is the more the mail asks."""
    if kind is Kind.SPAM:
        return probability >= (SPAM_ALONE if asks else SPAM_QUIET) or massmail.shows(mail)
    return not asks or probability >= BULK_ALONE  # people ask about newsletters


def choose_flags(mail: Mail, guess: Guess, language: str | None, today: date) -> tuple[FlagHit, ...]:
    """Return the flags that words show, joined by those that the model is sure enough of."""
    hits = {hit.flag: hit for hit in flag_words.flags(*own_words(mail), language, today=today)}
    words = dict(guess.flag_evidence)
    for code, probability in guess.flags:
        flag = Flag(code)
        if flag not in hits and probability >= FLAG_THRESHOLDS.get(flag, FLAG_THRESHOLD):
            hits[flag] = FlagHit(flag=flag, why=_why_by_model(words.get(code, ())))
    return tuple(hits[flag] for flag in Flag if flag in hits)


def _why_by_model(words: tuple[str, ...]) -> str:
    if not words:
        return "Das Modell hält es für wahrscheinlich."
    return f"Das Modell hält es für wahrscheinlich, vor allem wegen „{'“, „'.join(words[:3])}“."
