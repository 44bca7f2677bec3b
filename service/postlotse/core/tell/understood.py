"""What was understood of a message, in sentences: its kind, its language, its topics, what makes it special."""

from collections.abc import Iterator

from postlotse.core.decide import SECOND_TOPIC
from postlotse.core.names import FIRST_TIER, SENSITIVE_FLAGS, Flag, Kind
from postlotse.core.rules.types import RuleBook
from postlotse.core.tell import plainly
from postlotse.core.tell.values import Line, Section
from postlotse.core.topics.types import Guess, TopicGuess
from postlotse.core.understand import Understanding
from postlotse.core.words import FLAG_WORDS, KIND_WORDS, LANGUAGE_WORDS

#: Topics that are told.
MOST_TOPICS = 5
#: A model that abstained from so likely a topic took the text as a whole for something else; older decisions do not say it.
_SURELY_OUTSIDE = 0.9

_WHAT_BECOMES = {
    Kind.REPLY: "Sie gehört zu einem Vorgang; darum gibt es keinen neuen Vorschlag.",
    Kind.NOTICE: "Wer nichts möchte, wird nicht weitergeleitet; die Mail wird abgelegt und bleibt sichtbar.",
    Kind.BULK: "Rundschreiben werden abgelegt und nicht weitergeleitet.",
    Kind.AUTO_REPLY: "Automatische Antworten werden abgelegt und nie beantwortet.",
    Kind.BOUNCE: "Meldungen über die Zustellung gehören zu einer Mail von uns; sie werden nicht weitergeleitet.",
    Kind.RECEIPT: "Lesebestätigungen werden abgelegt.",
    Kind.SPAM: "Sie wird beiseitegelegt und nicht gelöscht, bis ein Mensch daraufgesehen hat.",
}
_FLAG_EFFECTS = {
    Flag.DANGER: "Das Anliegen steht ganz oben und geht nie von selbst hinaus.",
    Flag.DEADLINE: "Das Anliegen wird vorgezogen.",
    Flag.BENEFIT_APPLICATION: "Es muss noch heute an die zuständige Stelle, auch ohne Einwilligung (§ 16 SGB I).",
    Flag.COMPLAINT: "Es geht nicht von selbst hinaus.",
    Flag.DATA_RIGHTS: "Dafür gibt es eine Frist von einem Monat.",
}
_SENSITIVE = "Darum wird vor einer Weitergabe erst gefragt."


def kind(understood: Understanding, book: RuleBook, *, routed: bool, content: bool) -> Section:
    """Return what sort of mail it is, why, and in which language."""
    reason = understood.kind_reason.sentence
    lines = [Line(sentence=f"Die Mail ist: {KIND_WORDS[understood.kind]}. {reason if content else plainly.bare(reason, book)}")]
    if not routed and understood.kind in _WHAT_BECOMES:
        lines.append(Line(sentence=_WHAT_BECOMES[understood.kind]))
    lines.append(Line(sentence=_language(understood)))
    return Section(id="kind", title="Was für eine Mail ist das?", lines=tuple(lines))


def _language(understood: Understanding) -> str:
    code = understood.language.code
    if code is None:
        return "Sprache: nicht sicher erkannt; geantwortet würde auf Deutsch und Englisch."
    known = f"Sprache: {LANGUAGE_WORDS.get(code, code)} ({plainly.share(understood.language.confidence)})."
    return known if code in FIRST_TIER else f"{known} Vorlagen gibt es darin nicht; geantwortet würde auf Deutsch und Englisch."


def topics(understood: Understanding, book: RuleBook, *, content: bool) -> Section:
    """Return the likeliest topics, how sure each is and what spoke for it."""
    guess = understood.guess
    lines = list(_topic_lines(guess, book, content=content))
    first = guess.topics[0] if guess.topics else None
    if content and first and first.sentence:
        said = f"Am meisten sagt dieser Satz für „{plainly.topic(book, first.id)}“:"
        lines.append(Line(sentence=said, words=first.evidence, text_of_mail=first.sentence))
    cases = dict.fromkeys(n.case for n in guess.neighbours if n.case)
    for number in cases:
        name = plainly.topic(book, next(n.topic for n in guess.neighbours if n.case == number))
        lines.append(Line(sentence=f"Ähnlich ist {number}, von einem Menschen entschieden: {name}.", case=number))
    return Section(id="topics", title="Worum geht es?", lines=tuple(lines))


def _topic_lines(guess: Guess, book: RuleBook, *, content: bool) -> Iterator[Line]:
    if not guess.topics:
        asked = "Das Modell hat kein Thema gefunden." if guess.kinds else "Das Modell wurde nicht nach einem Thema gefragt."
        yield Line(sentence=asked)
        return
    if guess.abstained:
        yield Line(sentence=_abstained(guess))
    for rank, topic in enumerate(guess.topics[:MOST_TOPICS]):
        name = plainly.topic(book, topic.id)
        yield Line(
            sentence=" ".join(
                part
                for part in (
                    f"{name}: {plainly.share(topic.probability)}.",
                    "" if guess.abstained else _sureness(guess, topic, rank, book),
                    "Das Thema ist neu: Das Modell kennt nur seine Beschreibung." if topic.described else "",
                    f"Dafür sprechen: {plainly.quoted(topic.evidence)}." if content and topic.evidence else "",
                )
                if part
            ),
            words=topic.evidence if content else (),
        )


def _abstained(guess: Guess) -> str:
    if guess.outside or guess.topics[0].probability >= _SURELY_OUTSIDE:
        return (
            "Das Modell schlägt kein Thema vor: Die Mail als Ganzes passt zu keinem, das es kennt. "
            "Die Prozente sagen nur, welches Thema am ehesten in Frage käme, wenn es eines davon sein müsste."
        )
    return "Das Modell schlägt kein Thema vor: Keines ist wahrscheinlich genug. Ein Mensch wählt."


def _sureness(guess: Guess, topic: TopicGuess, rank: int, book: RuleBook) -> str:
    """Return what the probability of a suggested topic is enough for."""
    if rank:
        if topic.probability >= SECOND_TOPIC:
            return "Wahrscheinlich genug für ein eigenes Anliegen."
        return f"Zu wenig für ein eigenes Anliegen (ab {plainly.share(SECOND_TOPIC)})."
    known = book.topics.get(topic.id)
    if known and topic.probability < known.threshold:
        return f"Wahrscheinlich genug für einen Vorschlag; von selbst erst ab {plainly.share(known.threshold)} (Themenliste)."
    if guess.sure:
        return "Sicher: So deutliche Antworten des Modells waren fast immer richtig."
    return "Wahrscheinlich genug für einen Vorschlag, aber nicht sicher."


def flags(understood: Understanding, *, content: bool) -> Section:
    """Return what makes the mail special, the words that show it, and what follows from it."""
    lines = [
        Line(sentence=f"{FLAG_WORDS[hit.flag]}. {why} {effect(hit.flag)}".rstrip())
        for hit in understood.flags
        if (why := hit.why if content else plainly.headline(hit.why))
    ]
    return Section(id="flags", title="Besondere Merkmale", lines=tuple(lines) or (Line(sentence="Keine."),))


def effect(flag: Flag) -> str:
    """Return what follows from a flag, "" when nothing does by itself."""
    return _FLAG_EFFECTS.get(flag, _SENSITIVE if flag in SENSITIVE_FLAGS else "")
