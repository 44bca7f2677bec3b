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

from postlotse.core.names import FIRST_TIER, Flag
from postlotse.core.topics import dates, flagwords, flagwords_person, flagwords_status, fold
from postlotse.core.topics.types import FlagHit

Lexicon = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How a flag shows: one of `first`, together with one of `second` (when given) within `reach` sentences.

    `everywhere` = the words of all languages are looked for, whatever language was detected.
    """

    flag: Flag
    says: str
    first: Lexicon
    second: Lexicon | None = None
    reach: int = 2
    everywhere: bool = True


SIGNS: tuple[Sign, ...] = (
    Sign(flag=Flag.DANGER, says="Gefahr für Leib und Leben", first=flagwords.DANGER),
    Sign(flag=Flag.DANGER, says="ohne Dach in der Nacht", first=flagwords.ROOFLESS, second=flagwords.TONIGHT),
    Sign(flag=Flag.DANGER, says="akute Not", first=flagwords.ALARMING, second=flagwords.TONIGHT, reach=3, everywhere=False),
    Sign(
        flag=Flag.BENEFIT_APPLICATION,
        says="Antrag auf eine Sozialleistung",
        first=flagwords.BENEFIT,
        second=flagwords.APPLYING,
        reach=3,
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
        reach=1,
        everywhere=False,
    ),
    Sign(
        flag=Flag.THIRD_PARTY,
        says="Angaben über eine andere Person",
        first=flagwords_person.OTHER_PERSON,
        second=flagwords_person.DETAIL,
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
    if Flag.THIRD_PARTY not in hits and (named := _named(text, folded)):
        hits[Flag.THIRD_PARTY] = FlagHit(flag=Flag.THIRD_PARTY, why=f"Angaben über eine andere Person: {named}.")
    if due := dates.due(subject, text, today=today):
        hits[Flag.DEADLINE] = FlagHit(flag=Flag.DEADLINE, why=f"Termin oder Frist: „{due}“.")
    return tuple(hits[flag] for flag in Flag if flag in hits)


#: A name with an age behind it: "Nermin Hodžić, 34" or "Hodan Yusuf (7)".
_NAME_AND_AGE = r"\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?: \(|, )\d{1,2}(?: Jahre| лет| років| лет|[,);.])"
#: Somebody named who is not being greeted.
_NAMED = (
    r"(?i:geehrte[rsn]?|liebe[rs]?|hallo|dear|guten tag|grüße|gruß|an)?(,? ?(?:Frau|Herrn?|Mrs?|Ms|Mme|Familie|Sohn|"
    r"Tochter|Bruder|"
    r"Schwester|Nachbarin|Nachbar|Mitglied|Cousine?|Freundin|Mann|Mutter|Vater|Kollegin|Schülerin|Schüler) \p{Lu}\p{Ll}+)"
)


def _named(text: str, folded: str) -> str:
    """Return why a text names another person with details, or ""."""
    text = text[: fold.MOST_CHARACTERS]
    if _pattern(_NAME_AND_AGE).search(text) is not None:
        return "Name mit Alter"
    for hit in _pattern(_NAMED).finditer(text):
        if hit.start() == hit.start(1):
            details, protected = _compiled(_THIRD, None)[1], _compiled(_PROTECTED, None)[0]
            words = (*(fold.found(details, folded, most=2) if details else ()), *fold.found(protected, folded, most=1))
            return f"Name und „{'“, „'.join(words)}“" if words else ""
    return ""


@lru_cache(maxsize=4)
def _pattern(expression: str) -> Any:
    return re2.compile(expression)


_THIRD = next(index for index, sign in enumerate(SIGNS) if sign.flag is Flag.THIRD_PARTY)
_PROTECTED = next(index for index, sign in enumerate(SIGNS) if sign.flag is Flag.SPECIAL_CATEGORY)


def _search(index: int, language: str | None, sentences: Sequence[str], folded: str) -> tuple[str, ...]:
    """Return the words by which a sign shows, or nothing."""
    first, second = _compiled(index, language)
    if second is None:
        return fold.found(first, folded, most=3)
    if not fold.holds(first, folded) or not fold.holds(second, folded):
        return ()
    reach = SIGNS[index].reach
    for start in range(len(sentences)):
        window = " .".join(sentences[start : start + reach])
        one = fold.found(first, window, most=2)
        if one and (other := fold.found(second, window, most=2)):
            return (*one, *other)
    return ()


@lru_cache(maxsize=len(SIGNS) * (len(FIRST_TIER) + 1) * 2)
def _compiled(index: int, language: str | None) -> tuple[fold.Words, fold.Words | None]:
    """Return the compiled word lists of a sign: of all languages, or of one together with German and English."""
    sign = SIGNS[index]
    codes = (language, "de", "en") if language in FIRST_TIER else FIRST_TIER
    return _joined(sign.first, codes), _joined(sign.second, codes) if sign.second is not None else None


def _joined(lexicon: Lexicon, codes: Sequence[str | None]) -> fold.Words:
    """Compile the words of some languages into one list."""
    return fold.compile_words([word for code in dict.fromkeys(codes) if code for word in lexicon[code].split(";")])
