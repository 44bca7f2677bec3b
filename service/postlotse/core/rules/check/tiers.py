"""Find what the law does not allow a rule to do, whatever it says: `docs/tiers.md`.  Also which topics may go by themselves."""

from collections.abc import Iterator

from postlotse.core.directory.types import Office
from postlotse.core.names import SENSITIVE_FLAGS, UNCLEAR, Flag, Referral, Route, Tier
from postlotse.core.problems import Problem
from postlotse.core.rules.check.meaning import of_rule
from postlotse.core.rules.check.where import Where, hint, problem
from postlotse.core.rules.check.world import REFUSED, World
from postlotse.core.rules.conditions.base import Condition
from postlotse.core.rules.conditions.message import FlagIs, TopicIs
from postlotse.core.rules.conditions.nesting import AllOf, AnyOf
from postlotse.core.rules.types import Rule, RuleBook
from postlotse.core.words import FLAG_WORDS, REFERRAL_WORDS, TIER_WORDS, percent

#: Below this, `auto` is worth a warning.
CAREFUL = 0.8
#: Flags with which nothing may go by itself.
HELD_BACK = SENSITIVE_FLAGS | {Flag.COMPLAINT, Flag.BENEFIT_APPLICATION}
_REVIEW = "„route: review“ schreiben"
_PASSED_ON = (Referral.HAND_OVER, Referral.INVOLVE)


def positive(condition: Condition) -> Iterator[Condition]:
    """Yield the single conditions that are asked for, not those that are excluded."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from positive(part)
    else:
        yield condition


def goes_by_itself(book: RuleBook, topic: str) -> bool:
    """Tell whether a rule with `auto` can be about this topic; one that names no topic can be about any."""
    for rule in book.rules:
        if rule.then.route is Route.AUTO:
            named = {t for part in positive(rule.when) if isinstance(part, TopicIs) for t in part.topics}
            if not named or topic in named:
                return True
    return False


def tiers(book: RuleBook, w: World, where: Where) -> Iterator[Problem]:
    """Find rules that would send what must not go, or not like this."""
    for rule in book.rules:
        office = book.offices.get(rule.then.office)
        if rule.then.route is Route.AUTO:
            yield from _automatic(rule, office, where)
            yield from _never_automatic(rule, w, where)
        elif rule.then.min_probability != 1.0:
            place = where.rule(rule, "then", "min_probability")
            sentence = "„min_probability“ wirkt nur zusammen mit „route: auto“."
            yield hint(place, "probability-without-auto", sentence, "löschen oder „route: auto“ ergänzen")
        yield from _passing_on(rule, office, where)
        yield from _involving(rule, book, where)


def _automatic(rule: Rule, office: Office | None, where: Where) -> Iterator[Problem]:
    """Find `auto` without an office of the city that can be written to, with a held-back flag, or too careless."""
    route = where.rule(rule, "then", "route")
    if office is None:
        yield problem(route, "auto-without-office", "„auto“ braucht eine Stelle.", "„office: …“ ergänzen")
    elif office.tier is not Tier.A:
        sentence = f"An „{office.name}“ ({TIER_WORDS[office.tier]}) darf nichts von selbst gehen."
        yield problem(route, "auto-tier", sentence, _REVIEW)
    elif not office.address:
        sentence = f"„{office.name}“ hat keine Adresse, an die etwas von selbst gehen könnte."
        yield problem(route, "auto-without-address", sentence, "in offices.yaml „address“ ergänzen")
    bad = {flag for part in positive(rule.when) if isinstance(part, FlagIs) for flag in part.flags} & HELD_BACK
    if bad:
        words = ", ".join(FLAG_WORDS[flag] for flag in Flag if flag in bad)
        yield problem(route, "auto-flag", f"„auto“ ist bei diesem Merkmal nicht erlaubt: {words}.", _REVIEW)
    if rule.then.referral is not None and rule.then.referral not in _PASSED_ON:
        sentence = f"Von selbst wird nur weitergeleitet; „{REFERRAL_WORDS[rule.then.referral]}“ geht so nicht."
        yield problem(route, "auto-referral", sentence, _REVIEW)
    if rule.then.min_probability < CAREFUL:
        place = where.rule(rule, "then", "min_probability")
        sentence = f"„auto“ schon bei {percent(rule.then.min_probability)} Sicherheit ist gewagt."
        yield hint(place, "auto-careless", sentence, "„min_probability: 0.9“ schreiben")


def _never_automatic(rule: Rule, w: World, where: Where) -> Iterator[Problem]:
    """Find `auto` that can never come to pass, because the rule is about nothing but mails that a person has to see."""
    boxes = of_rule(w, rule)
    route = where.rule(rule, "then", "route")
    if boxes and all(box.allowed.get("topic") == w.topics[UNCLEAR] for box in boxes):
        sentence = "Ist das Thema unklar, geht nichts von selbst; „auto“ wirkt hier nie."
        yield problem(route, "auto-unclear", sentence, _REVIEW)
    if boxes and all(box.allowed.get("authenticated") == REFUSED for box in boxes):
        sentence = "Ist der Absender nicht bestätigt, geht nichts von selbst; „auto“ wirkt hier nie."
        yield problem(route, "auto-sender", sentence, _REVIEW)


def _passing_on(rule: Rule, office: Office | None, where: Where) -> Iterator[Problem]:
    """Find referrals that cannot be done: without an office, without an address, without the consent that they need."""
    referral = rule.then.referral
    if office is None:
        if referral in (*_PASSED_ON, Referral.REFER):
            sentence = f"„{REFERRAL_WORDS[referral]}“ braucht eine Stelle."
            yield problem(where.rule(rule, "then", "referral"), "referral-without-office", sentence, "„office: …“ ergänzen")
        return
    asked = referral in _PASSED_ON or (referral is None and office.tier is Tier.A)
    if asked and not office.address and rule.then.route is not Route.AUTO:
        sentence = f"„{office.name}“ hat keine Adresse; dorthin kann nichts abgegeben werden."
        cure = "in offices.yaml „address“ ergänzen oder „referral: refer“ schreiben"
        yield problem(where.rule(rule, "then", "office"), "office-without-address", sentence, cure)
    if referral not in _PASSED_ON or office.tier is Tier.A or rule.then.ask_consent:
        return
    if office.tier is not Tier.C and _all_benefit(rule):
        return  # § 16 SGB I: a legal duty
    who = f"„{office.name}“ ({TIER_WORDS[office.tier]})"
    sentence = f"{who} bekommt ohne Einwilligung nichts; es wird nur der Kontakt genannt."
    cure = "„ask_consent: yes“ ergänzen oder „referral: refer“ schreiben"
    yield hint(where.rule(rule, "then", "referral"), "hand-over-without-consent", sentence, cure)


def _all_benefit(rule: Rule) -> bool:
    """Tell whether a rule is only about applications for social benefits."""
    parts = rule.when.parts if isinstance(rule.when, AllOf) else (rule.when,)
    return any(isinstance(part, FlagIs) and Flag.BENEFIT_APPLICATION in part.flags for part in parts)


def _involving(rule: Rule, book: RuleBook, where: Where) -> Iterator[Problem]:
    """Find further offices that cannot be asked by this rule, or that are the office itself."""
    for name in rule.then.involve:
        office = book.offices[name]
        said: tuple[str, str, str] | None = None
        if name == rule.then.office:
            sentence = f"„{office.name}“ ist schon die zuständige Stelle."
            said = ("involves-itself", sentence, f"„{name}“ unter „involve“ löschen")
        elif office.tier is Tier.C and not rule.then.ask_consent:
            sentence = f"„{office.name}“ ({TIER_WORDS[office.tier]}) darf nur mit Einwilligung beteiligt werden."
            said = ("involve-without-consent", sentence, "„ask_consent: yes“ ergänzen oder die Stelle hier löschen")
        elif not office.address:
            sentence = f"„{office.name}“ hat keine Adresse und kann nicht beteiligt werden."
            said = ("office-without-address", sentence, "in offices.yaml „address“ ergänzen")
        if said is not None:
            yield hint(where.rule(rule, "then", "involve", name), *said)
