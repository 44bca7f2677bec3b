"""Find words in all their forms: `Antrag` also as Anträge, Antrags, Anträgen.  Compares stems (Snowball), linear in the text.

Only for languages that Snowball knows.  What changes within a word (gehen, ging) or is joined (Turnhalle, Hallenzeit) has
another stem; for these there is `*` in `core.topics.fold`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from postlotse.core.topics import fold

#: Language code → Snowball's algorithm.
ALGORITHMS: Mapping[str, str] = {
    "de": "german",
    "en": "english",
    "tr": "turkish",
    "ar": "arabic",
    "ru": "russian",
    "fa": "persian",
    "ro": "romanian",
    "pl": "polish",
    "hr": "serbian",
    "it": "italian",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "el": "greek",
    "hu": "hungarian",
}
#: For these the folded word has the stem of the written one; others lose letters by folding that their endings are told by.
_FOLDED_IS_ENOUGH = frozenset({"de", "en"})
#: By so many letters at the end a stem may differ from the word (kitap, kitabı; happy, happi); German ones are cut only.
_LOOSE_END = {"de": 0}
_LOOSE = 2
#: Serbian is stemmed in Latin letters; only the first letter surely stays, in its own script.
_CYRILLIC_TOO = {"s": "сш", "c": "цчћ", "d": "дђџ", "z": "зж"} | dict(
    zip("abvgeijklmnoprtufh", "абвгеијклмнопртуфх", strict=True)
)
#: Written before an Arabic word, with no blank between.
_ARABIC_LEADS = frozenset("وفبلكا")
_LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:[’'\u200c][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """A compiled list of words and phrases in one language; each word of a phrase is the set of its possible stems."""

    written: tuple[str, ...]
    language: str
    phrases: tuple[tuple[frozenset[str], ...], ...]
    heads: frozenset[str]


def compile_forms(phrases: Sequence[str], language: str) -> Forms:
    """Compile words and phrases; raises ValueError for a language without stems and for a phrase without letters."""
    if language not in ALGORITHMS:
        raise ValueError(f"no stems in {language!r}")
    compiled = []
    for phrase in phrases:
        words = tuple(_stems(word, language) for word in phrase.split() if fold.fold(word).strip(" ."))
        if not words:
            raise ValueError("no letters in a phrase")
        compiled.append(words)
    heads = frozenset(head for words in compiled for stem in words[0] for head in _heads(stem, language))
    return Forms(written=tuple(phrases), language=language, phrases=tuple(compiled), heads=heads)


def _heads(stem: str, language: str) -> tuple[str, ...]:
    """Return how a folded word with this stem may begin."""
    if language == "hr":
        return (stem[:1], *_CYRILLIC_TOO.get(stem[:1], ""))
    return (stem[: max(2, len(stem) - _LOOSE_END.get(language, _LOOSE))][: fold.LONGEST_END],)


def found(forms: Forms, text: str, *, most: int = 3) -> tuple[str, ...]:
    """Return the different words and phrases found in a text as it stands, folded, in order, at most `most` of them."""
    folded = fold.fold(text)
    arabic = forms.language == "ar"
    if not arabic and forms.heads.isdisjoint(fold.heads(folded)):
        return ()
    hits: dict[str, None] = {}
    words = folded.split()
    starts = tuple(forms.heads)
    for at, word in enumerate(words):
        if word.startswith(starts) or (arabic and word[0] in _ARABIC_LEADS):
            for phrase in forms.phrases:
                here = words[at : at + len(phrase)]
                if len(here) == len(phrase) and all(_fits(w, s, forms, text) for w, s in zip(here, phrase, strict=True)):
                    hits.setdefault(" ".join(here))
                    break
            if len(hits) >= most:
                break
    return tuple(hits)


def _fits(word: str, stems: frozenset[str], forms: Forms, text: str) -> bool:
    """Tell whether a folded word has one of these stems, as it is or as it was written."""
    if stem(word, forms.language) in stems:
        return True
    if forms.language in _FOLDED_IS_ENOUGH:
        return False
    return any(not stems.isdisjoint(_stems(way, forms.language)) for way in _written(text).get(word, ()))


def _stems(word: str, language: str) -> frozenset[str]:
    """Return the folded stems of a word as it was written and as it is folded; letters that join two words part them."""
    return frozenset(found for found in _each_stem(word, language) if found)


def _each_stem(word: str, language: str) -> Iterator[str]:
    folded = fold.plainly(word).strip(" .").replace(" ", "")
    yield stem(folded, language)
    if language not in _FOLDED_IS_ENOUGH:
        yield fold.plainly(stem(_lower(word, language), language)).strip(" .").replace(" ", "")


def _lower(word: str, language: str) -> str:
    """Return a word in small letters; Turkish has two kinds of i."""
    if language == "tr":
        word = word.replace("I", "ı").replace("İ", "i")
    return word.lower()


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a word in small letters."""
    import snowballstemmer  # type: ignore[import-untyped]  # a slow import that most commands do not need

    # A stemmer holds the word it works on: one for each word lets threads work side by side.
    return str(snowballstemmer.stemmer(ALGORITHMS[language]).stemWord(word)) if len(word) <= _LONGEST_WORD else word


@lru_cache(maxsize=8)
def _written(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return for each folded word of a text the ways in which it is written there."""
    ways: dict[str, dict[str, None]] = {}
    for word in dict.fromkeys(_WORD.findall(text[: fold.MOST_CHARACTERS])):
        ways.setdefault(fold.plainly(word).strip(" ."), {}).setdefault(word)
    return {folded: tuple(words) for folded, words in ways.items()}
