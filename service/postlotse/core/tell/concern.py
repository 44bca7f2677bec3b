"""One concern in sentences: what is suggested and why, the rules tried, whether it may go by itself, what consent it needs."""

from collections.abc import Iterator

from postlotse.core.consent import ways
from postlotse.core.decide import ConcernDecision
from postlotse.core.directory.types import StandingConsent
from postlotse.core.names import SENSITIVE_FLAGS, UNCLEAR, Basis, Flag, Priority, Referral, Route, Tier
from postlotse.core.reasons import Reason
from postlotse.core.rules.types import RuleBook, TraceStep
from postlotse.core.tell import plainly
from postlotse.core.tell.values import Line, Section, Tone
from postlotse.core.words import FLAG_WORDS, PRIORITY_WORDS, REFERRAL_WORDS, TIER_WORDS

_ROUTES = {
    Route.AUTO: "Geht von selbst hinaus, wenn niemand es anhält.",
    Route.SHADOW: "Probebetrieb: Ein Mensch gibt es frei, und seine Entscheidung zählt für später.",
    Route.REVIEW: "Ein Mensch entscheidet.",
    Route.NONE: "Es wird nichts weitergegeben.",
}
_STAYS = {
    Referral.OWN: "Eigenbearbeitung: Das Anliegen bleibt bei uns.",
    Referral.BUNDLE: "Bündelung: Das Anliegen bleibt bei uns und wird als gemeinsamer Bedarf gezählt.",
}
_NOT_BY_ITSELF = "Nicht von selbst: "
#: Reasons whose quotation marks hold names of the rules; what a rule says of itself its author wrote.
_QUOTES_NOTHING = ("rule", "auto_", "tier_", "topic_unclear", "no_rule", "sgb1_16", "office_absent", "ask_consent")
#: Reasons that say how the topic stands on probation; the one that grants is for, the others against.
_EARNED = "auto_earned"
_IF_EARNED = "auto_if_earned"


def concern(
    told: ConcernDecision,
    flags: frozenset[Flag],
    book: RuleBook,
    *,
    number: int,
    many: bool,
    content: bool,
    standing: StandingConsent | None = None,
) -> Section:
    """Return everything about one concern; `number` counts from 1, `standing` is the sender's consent for the office."""
    before = f"Anliegen {number}" if many else "Anliegen"
    matched = [step for step in told.trace if step.matched]
    others = [step for step in told.trace if not step.matched]
    parts = [
        Section(id="reasons", title="Warum", lines=tuple(_reasons(told, book, content=content))),
        Section(id="rules", title="Regeln, die zutreffen", lines=_rules(matched, told, book, content=content)),
        Section(
            id="other-rules",
            title=f"Andere geprüfte Regeln ({len(others)})",
            lines=tuple(_step(step, told, book, content=content) for step in others),
            folded=True,
        ),
        Section(id="automatic", title="Von selbst?", lines=tuple(automatic(told, flags))),
        Section(
            id="consent", title="Was weitergegeben werden darf", lines=(Line(sentence=consent(told, flags, book, standing)),)
        ),
    ]
    return Section(
        id="concern",
        title=f"{before}: {plainly.topic(book, told.topic)}",
        lines=tuple(Line(sentence=sentence) for sentence in _suggestion(told, book)),
        parts=tuple(part for part in parts if part.lines),
    )


def _suggestion(told: ConcernDecision, book: RuleBook) -> Iterator[str]:
    if told.office:
        yield f"Vorschlag: {REFERRAL_WORDS[told.referral]} an „{plainly.office(book, told.office)}“ ({TIER_WORDS[told.tier]})."
    elif told.topic == UNCLEAR and told.referral is Referral.OWN:
        yield "Kein Vorschlag: Das Thema ist unklar, ein Mensch wählt Thema und Stelle."
    else:
        yield _STAYS.get(told.referral, f"{REFERRAL_WORDS[told.referral]}; eine Stelle ist noch nicht bestimmt.")
    yield _ROUTES[told.route]
    if told.involve:
        yield f"Beteiligt werden: {plainly.listed([plainly.office(book, i) for i in told.involve])}."
    if told.priority is not Priority.NORMAL:
        yield f"Dringlichkeit: {PRIORITY_WORDS[told.priority]}."
    if told.due_on is not None:
        yield f"Fällig am {told.due_on:%d.%m.%Y}."


def _reasons(told: ConcernDecision, book: RuleBook, *, content: bool) -> Iterator[Line]:
    """Return every reason in a sentence; without `content` those on topics are put anew, since they quote the mail."""
    for reason in told.reasons:
        yield Line(sentence=_reason(reason, told, book, content=content))


def _reason(reason: Reason, told: ConcernDecision, book: RuleBook, *, content: bool) -> str:
    if content:
        return plainly.tidy(reason.sentence, book)
    return bare_reason(reason.code, reason.sentence, told.topic, told.probability, book)


def bare_reason(code: str, sentence: str, topic: str, probability: float, book: RuleBook) -> str:
    """Return the sentence of a reason without a word of the mail; those on topics are put anew, since they quote it."""
    head, _, other = code.partition(":")
    if head == "topic":
        return f"Thema „{plainly.topic(book, topic)}“ mit {plainly.share(probability)}."
    if head == "also":
        return f"Auch dafür zuständig: Thema „{plainly.topic(book, other)}“."
    return sentence if head.startswith(_QUOTES_NOTHING) else plainly.bare(sentence, book)


def _rules(steps: list[TraceStep], told: ConcernDecision, book: RuleBook, *, content: bool) -> tuple[Line, ...]:
    lines = tuple(_step(step, told, book, content=content) for step in steps)
    return lines or (Line(sentence="Keine."),)


def _step(step: TraceStep, told: ConcernDecision, book: RuleBook, *, content: bool) -> Line:
    """Return one rule that was tried: its name, what it says, and why it did or did not match."""
    why = plainly.tidy(step.why if content else plainly.bare(step.why, book), book)
    if not step.rule:
        return Line(sentence=why)
    sentence = next((rule.sentence for rule in book.rules if rule.id == step.rule), "")
    decides = " Sie entscheidet." if step.matched and step.rule == told.rule and why.startswith("Trifft zu") else ""
    return Line(sentence=" ".join(part for part in (f"Regel „{step.rule}“:", sentence, f"{why}{decides}") if part))


def automatic(told: ConcernDecision, flags: frozenset[Flag]) -> Iterator[Line]:
    """Return what speaks for and against the concern going by itself, as far as it was looked at."""
    codes = {reason.code for reason in told.reasons}
    rule_lets = told.route in (Route.AUTO, Route.SHADOW) or any(code.startswith("auto_") for code in codes)
    if rule_lets:
        yield _for(f"Die Regel „{told.rule}“ erlaubt es.")
    elif told.rule:
        yield _against(f"Die Regel „{told.rule}“ verlangt, dass ein Mensch hinsieht.")
    else:
        yield _against("Keine Regel entscheidet; ohne Regel sieht immer ein Mensch hin.")
    if "auto_office" not in codes and not told.office:
        yield _against("Es ist keine Stelle bestimmt, die es bekommen könnte.")
    elif told.office and told.tier is Tier.A:
        yield _for("Der Empfänger ist eine Stelle der Stadt.")
    elif told.office and "auto_tier" not in codes:
        yield _against(f"Die Stelle gilt als „{TIER_WORDS[told.tier]}“.")
    if rule_lets and "auto_probability" not in codes and told.topic != UNCLEAR:
        yield _for(f"Das Thema ist mit {plainly.share(told.probability)} so wahrscheinlich, wie die Regel es verlangt.")
    if Flag.DANGER in flags:
        yield _against("Es kann um Gefahr gehen; das sieht immer ein Mensch.")
    for reason in told.reasons:
        if reason.code == _EARNED:
            yield _for(reason.sentence)
        elif reason.code == _IF_EARNED:
            yield Line(sentence=reason.sentence)
        elif reason.code.startswith("auto_"):
            yield _against(_upper(reason.sentence.removeprefix(_NOT_BY_ITSELF)))


def consent(told: ConcernDecision, flags: frozenset[Flag], book: RuleBook, standing: StandingConsent | None = None) -> str:
    """Return what may be passed on to the suggested office, and on which basis, in words."""
    if not told.office:
        return "Das Anliegen bleibt bei uns: Nichts verlässt das Haus, eine Einwilligung ist nicht nötig."
    name, possible = plainly.office(book, told.office), ways(told.tier, flags)
    if Basis.RELEASE in possible:
        said = f"„{name}“ ist eine Stelle der Stadt: Die Freigabe durch einen Menschen genügt, Einwilligung ist nicht nötig."
        if told.ask_consent:
            return f"{said} Die Regel verlangt trotzdem, vorher zu fragen."
        return f"{said} Eine Regel darf das auch allein." if Basis.RULE in possible and told.route is Route.AUTO else said
    why = _why_consent(told.tier, flags, name)
    if Basis.LEGAL_DUTY in possible:
        return f"{why} Als Antrag auf eine Sozialleistung darf es trotzdem ohne Einwilligung dorthin (§ 16 SGB I)."
    if standing is not None:
        there = f"Für diese Stelle liegt eine dauerhafte Einwilligung vor (bis {standing.last:%d.%m.%Y})"
        return f"{why} {there}; für Angaben über andere Personen gilt sie nicht."
    without = "Ohne sie wird nur der Kontakt genannt (Verweis); dabei verlassen keine Angaben das Haus."
    return f"{why} Eine Abgabe braucht die Einwilligung der Person für genau diese Stelle. {without}"


def _why_consent(tier: Tier, flags: frozenset[Flag], name: str) -> str:
    match tier:
        case Tier.B:
            return f"„{name}“ ist eine andere Behörde."
        case Tier.C:
            return f"„{name}“ gehört nicht zur Stadt (Verein, Stiftung oder privat)."
        case _:
            sensitive = [FLAG_WORDS[flag] for flag in Flag if flag in SENSITIVE_FLAGS & flags]
            what = f"Die Mail enthält besonders Schützenswertes ({plainly.listed(sensitive)})." if sensitive else ""
            return what or f"„{name}“ bekommt Anliegen nur nach Rückfrage."


def _for(sentence: str) -> Line:
    return Line(sentence=sentence, tone=Tone.FOR)


def _against(sentence: str) -> Line:
    return Line(sentence=sentence, tone=Tone.AGAINST)


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
