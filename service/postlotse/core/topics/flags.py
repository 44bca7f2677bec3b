"""Find what makes a concern special, by words: fast, explainable, and without a trained model.

Recall counts most for danger and benefit applications; a person looks at every hit.  The model's own opinion is added
elsewhere (`core.understand`).  Text is folded first, so typing habits do not matter; every search is linear in the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from postlotse.core.names import FIRST_TIER, SECOND_TIER, Flag
from postlotse.core.topics import (
    dates,
    flagwords,
    flagwords_acute,
    flagwords_danger,
    flagwords_names,
    flagwords_person,
    flagwords_status,
    fold,
)
from postlotse.core.topics.types import FlagHit

Lexicon = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How a flag shows: one of `first`, together with one of `second` (when given) within `reach` sentences.

    `unless` = words anywhere in the mail that show it to be about a subject, not about a person.
    `everywhere` = the words of all languages are looked for, whatever language was detected.
    """

    flag: Flag
    says: str
    first: Lexicon
    second: Lexicon | None = None
    reach: int = 2
    everywhere: bool = True
    unless: Lexicon | None = None


#: Words that deny what follows, folded.
_NOT = ("not", "nicht", "ne", "nu", "لا", "ما", "не", "nie", "non", "no", "kein", "keine")

SIGNS: tuple[Sign, ...] = (
    Sign(flag=Flag.DANGER, says="Gefahr für Leib und Leben", first=flagwords_danger.DANGER),
    Sign(
        flag=Flag.DANGER,
        says="Gefahr für Leib und Leben",
        first=flagwords_danger.DANGER_NOUNS,
        unless=flagwords_danger.GENERAL,
    ),
    Sign(
        flag=Flag.DANGER,
        says="Gewalt in der Nähe",
        first=flagwords_acute.HITTING,
        second=flagwords_acute.KIN,
        reach=1,
        everywhere=False,
        unless=flagwords_danger.GENERAL,
    ),
    Sign(
        flag=Flag.DANGER,
        says="ohne Dach in der Nacht",
        first=flagwords_acute.ROOFLESS,
        second=flagwords_acute.TONIGHT,
        unless=flagwords_danger.GENERAL,
    ),
    Sign(
        flag=Flag.DANGER,
        says="akute Not",
        first=flagwords_acute.ALARMING,
        second=flagwords_acute.TONIGHT,
        everywhere=False,
        unless=flagwords_danger.GENERAL,
    ),
    Sign(
        flag=Flag.BENEFIT_APPLICATION,
        says="Antrag auf eine Sozialleistung",
        first=flagwords.BENEFIT,
        second=flagwords.APPLYING,
        reach=3,
    ),
    Sign(
        flag=Flag.BENEFIT_APPLICATION,
        says="eigene Not und eine Sozialleistung",
        first=flagwords.BENEFIT,
        second=flagwords.OWN_MONEY,
        reach=1,
        unless=flagwords.BENEFIT_AS_SUBJECT,
    ),
    Sign(flag=Flag.RESIDENCE_STATUS, says="ungesicherter Aufenthalt", first=flagwords_status.RESIDENCE_STATUS),
    Sign(
        flag=Flag.DATA_RIGHTS,
        says="Auskunft oder Löschung eigener Daten",
        first=flagwords_status.DATA_RIGHTS,
        second=flagwords_status.ASKING_DATA,
    ),
    Sign(
        flag=Flag.COMPLAINT,
        says="Beschwerde über eine Stelle",
        first=flagwords_status.FORMAL_COMPLAINT,
        second=flagwords_status.OFFICE_WORDS,
        reach=6,
    ),
    Sign(
        flag=Flag.COMPLAINT,
        says="Beschwerde über eine Stelle",
        first=flagwords_status.COMPLAINING,
        second=flagwords_status.OFFICE_WORDS,
        everywhere=False,
    ),
    Sign(
        flag=Flag.SPECIAL_CATEGORY,
        says="Angaben nach Art. 9 DSGVO zu einer Person",
        first=flagwords_person.PROTECTED,
        second=flagwords_person.SOMEBODY,
        reach=2,
        everywhere=False,
    ),
)


def flags(subject: str, text: str, language: str | None, *, today: date) -> tuple[FlagHit, ...]:
    """Return the flags that the words of a message show, each once, with the words found as the reason.

    `text` is what the person newly wrote; `language` narrows some lists (None = all languages); `today` tells future
    dates from past ones.
    """
    folded = f"{fold.fold(subject)}. {fold.fold(text).strip()} "
    sentences = [f" {part.strip()} " for part in folded.split(" . ")]
    hits: dict[Flag, FlagHit] = {}
    for index, sign in enumerate(SIGNS):
        if sign.flag in hits:
            continue
        words = _search(index, None if sign.everywhere else language, sentences, folded)
        if words:
            quoted = ", ".join(f"„{word}“" for word in dict.fromkeys(words))
            hits[sign.flag] = FlagHit(flag=sign.flag, why=f"{sign.says}: {quoted}.")
    if named := _named(text, language):
        hits[Flag.THIRD_PARTY] = FlagHit(flag=Flag.THIRD_PARTY, why=f"Angaben über eine andere Person: {named}.")
    if due := dates.due(subject, text, today=today, language=language):
        hits[Flag.DEADLINE] = FlagHit(flag=Flag.DEADLINE, why=f"Termin oder Frist: „{due.words}“.", day=due.day)
    return tuple(hits[flag] for flag in Flag if flag in hits)


_NAME = r"\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?"
_NAME_AND_AGE = rf"(?:{_NAME}) (?:{_NAME}){flagwords_names.AGE}"
#: Somebody's name behind what they are to the writer.
_NAMED = rf"(?:^|[^\p{{L}}])(?:(?i:{flagwords_names.SPOKEN_OF}),? (?:{_NAME})(?: {_NAME})?)"
_NAMED_ARABIC = rf"(?:^|[^\p{{L}}]){flagwords_names.SPOKEN_OF_ARABIC}(?: \S+)? {flagwords_names.GIVEN_ARABIC}(?:[^\p{{L}}]|$)"
#: Characters around a name in which details count, and names that are looked at.
_AROUND, _BEFORE_NAME, _MOST_NAMES = 150, 30, 8


def _named(text: str, language: str | None) -> str:
    """Return why a text names another person with details, or ""."""
    text = text[: fold.MOST_CHARACTERS]
    for expression in (_NAME_AND_AGE, _NAMED, _NAMED_ARABIC):
        for number, hit in enumerate(_pattern(expression).finditer(text)):
            if number == _MOST_NAMES:
                break
            begins = hit.start() + (expression is not _NAME_AND_AGE)
            before = text[max(0, begins - _BEFORE_NAME) : begins]
            if _pattern(rf"(?i:{flagwords_names.OWN})").search(f"{before.rstrip()} ") is not None:
                continue
            if expression is _NAME_AND_AGE or _pattern(flagwords_names.AGE).match(text, hit.end()) is not None:
                return "Name mit Alter"
            around = fold.fold(f"{before} {text[hit.end() : hit.end() + _AROUND]}")
            details, protected = _details(language)
            words = (*fold.found(details, around, most=2), *fold.found(protected, around, most=1))
            if words:
                return f"Name und „{'“, „'.join(words)}“"
    return ""


@lru_cache(maxsize=64)
def _details(language: str | None) -> tuple[fold.Words, fold.Words]:
    codes = (language, "de", "en") if language in FIRST_TIER else FIRST_TIER
    return _joined(flagwords_person.DETAIL, codes), _joined(flagwords_person.PROTECTED, codes)


@lru_cache(maxsize=8)
def _pattern(expression: str) -> Any:
    return re2.compile(expression)


def _search(index: int, language: str | None, sentences: Sequence[str], folded: str) -> tuple[str, ...]:
    """Return the words by which a sign shows, or nothing."""
    first, second, unless = _compiled(index, language)
    if not fold.holds(first, folded) or (unless is not None and fold.holds(unless, folded)):
        return ()
    if second is None:
        return tuple(word for word in fold.found(first, folded, most=3) if not _denied(word, folded))
    if not fold.holds(second, folded):
        return ()
    reach = SIGNS[index].reach
    for start in range(len(sentences)):
        window = " .".join(sentences[start : start + reach])
        one = fold.found(first, window, most=2)
        if one and (other := fold.found(second, window, most=2)):
            return (*one, *other)
    return ()


def _denied(word: str, folded: str) -> bool:
    """Tell whether a text says each time that it is not so: "لا يضربني", "er schlägt mich nicht"."""
    count = folded.count(f" {word} ")
    before = sum(folded.count(f" {no} {word} ") for no in _NOT)
    return 0 < count <= before + folded.count(f" {word} nicht ")


@lru_cache(maxsize=len(SIGNS) * 64)
def _compiled(index: int, language: str | None) -> tuple[fold.Words, fold.Words | None, fold.Words | None]:
    """Return the compiled word lists of a sign: of all languages, or of one together with German and English."""
    sign = SIGNS[index]
    codes = (language, "de", "en") if language in FIRST_TIER else (*FIRST_TIER, *SECOND_TIER)
    second = _joined(sign.second, codes) if sign.second is not None else None
    return _joined(sign.first, codes), second, _joined(sign.unless, codes) if sign.unless is not None else None


def _joined(lexicon: Lexicon, codes: Sequence[str | None]) -> fold.Words:
    """Compile the words of some languages into one list."""
    return fold.compile_words([word for code in dict.fromkeys(codes) if code for word in lexicon.get(code, "").split(";")])
