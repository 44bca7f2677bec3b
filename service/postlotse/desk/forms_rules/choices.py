"""What a form offers to choose from: offices, topics, languages and the codes of the rule language, in German words."""

from collections.abc import Mapping
from typing import Any

from postlotse.core.directory.types import Office
from postlotse.core.names import (
    FIRST_TIER,
    SECOND_TIER,
    UNCLEAR,
    ConcernState,
    Flag,
    OfficeKind,
    Priority,
    Referral,
    Route,
    Tier,
)
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import name as topic_name
from postlotse.core.words import FLAG_WORDS, KIND_WORDS, LANGUAGE_WORDS, PRIORITY_WORDS, REFERRAL_WORDS, STATE_WORDS, TIER_WORDS
from postlotse.desk.forms_rules.fields import Option

KIND_OF_OFFICE = {
    OfficeKind.INT: "Stelle unserer Stadt",
    OfficeKind.PUB: "andere Behörde",
    OfficeKind.EXT: "Verein, Stiftung oder Firma",
}
ROUTE_WORDS = {
    Route.REVIEW: "ein Mensch schaut darauf",
    Route.AUTO: "geht von selbst",
    Route.NONE: "geht nirgendwohin",
}
_REFERRAL_HINTS = {
    Referral.HAND_OVER: "die Stelle übernimmt",
    Referral.REFER: "nur der Kontakt wird genannt",
    Referral.OWN: "wir kümmern uns",
    Referral.INVOLVE: "die Stelle hilft mit",
    Referral.BUNDLE: "als gemeinsamer Bedarf gezählt",
}
WEEKDAY_WORDS = {
    "mo": "Montag",
    "di": "Dienstag",
    "mi": "Mittwoch",
    "do": "Donnerstag",
    "fr": "Freitag",
    "sa": "Samstag",
    "so": "Sonntag",
}
IN_WORDS = {"both": "in Betreff oder Text", "subject": "nur im Betreff", "text": "nur im Text"}
CONFIRMED_WORDS = {"yes": "bestätigt", "no": "nicht bestätigt", "unknown": "nicht geprüft"}


def _options(words: Mapping[Any, str]) -> tuple[Option, ...]:
    return tuple(Option(value=str(value), label=label) for value, label in words.items())


KINDS_OF_OFFICE = _options(KIND_OF_OFFICE)
KINDS = _options(KIND_WORDS)
FLAGS = _options({flag: FLAG_WORDS[flag] for flag in Flag})
ROUTES = _options(ROUTE_WORDS)
REFERRALS = _options({r: f"{REFERRAL_WORDS[r]}: {hint}" for r, hint in _REFERRAL_HINTS.items()})
PRIORITIES = _options({p: PRIORITY_WORDS[p] for p in Priority})
STATES = _options({state: STATE_WORDS[state] for state in ConcernState})
WEEKDAYS = _options(WEEKDAY_WORDS)
PLACES = _options(IN_WORDS)
CONFIRMED = _options(CONFIRMED_WORDS)
LANGUAGES = _options({code: LANGUAGE_WORDS[code] for code in (*FIRST_TIER, *SECOND_TIER)})
LANGUAGES_OR_UNKNOWN = (*LANGUAGES, Option(value="unknown", label="nicht erkannt"))
KIND_NAMES: Mapping[str, str] = {k.value: w for k, w in KIND_WORDS.items()}


def offices(book: RuleBook | None) -> tuple[Option, ...]:
    """Return the offices by tier, each group by name."""
    known = sorted(book.offices.values(), key=lambda o: o.name.casefold()) if book else []
    return tuple(_office(o) for tier in Tier for o in known if o.tier is tier)


def _office(office: Office) -> Option:
    return Option(value=office.id, label=office.name, group=TIER_WORDS[office.tier])


def topics(book: RuleBook | None, *, unclear: bool = False) -> tuple[Option, ...]:
    """Return the topics by name, with "unclear" at the end where that can be asked for."""
    known = sorted(book.topics.values(), key=lambda t: topic_name(t, "de").casefold()) if book else []
    found = [Option(value=t.id, label=topic_name(t, "de")) for t in known]
    return (*found, Option(value=UNCLEAR, label="Thema unklar")) if unclear else tuple(found)


def organisations(book: RuleBook | None) -> tuple[Option, ...]:
    """Return the associations by name."""
    known = sorted(book.organisations, key=lambda o: o.name.casefold()) if book else []
    return tuple(Option(value=o.id, label=o.name) for o in known)


def label_of(options: tuple[Option, ...], value: str) -> str:
    """Return the word for a value, the value itself when it is unknown."""
    return next((option.label for option in options if option.value == value), value)
