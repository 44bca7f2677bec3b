"""The phrases of automatic answers and of people, a module a language.  How they are written: `auto.pattern`."""

from collections.abc import Mapping

from postlotse.core.mail.auto.cues import Phrases
from postlotse.core.mail.auto.phrases import (
    albanian,
    arabic,
    bulgarian,
    croatian,
    czech,
    dutch,
    english,
    french,
    german,
    greek,
    hungarian,
    italian,
    kurmanji,
    persian,
    polish,
    portuguese,
    romanian,
    russian,
    somali,
    sorani,
    spanish,
    tigrinya,
    turkish,
    ukrainian,
)

_CYRILLIC = {
    "dž": "џ", "lj": "љ", "nj": "њ", "a": "а", "b": "б", "c": "ц", "č": "ч", "ć": "ћ", "d": "д", "đ": "ђ", "e": "е",
    "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п",
    "r": "р", "s": "с", "š": "ш", "t": "т", "u": "у", "v": "в", "z": "з", "ž": "ж",
}  # fmt: skip


def in_cyrillic(phrases: Phrases) -> Phrases:
    """Return Serbian phrases in the other script."""
    return {cue: _cyrillic(lines) for cue, lines in phrases.items()}


def _cyrillic(text: str) -> str:
    for latin, letter in _CYRILLIC.items():
        text = text.replace(latin, letter)
    return text


#: Code → phrases as they are written (`sr` is made from `hr`).  All are looked for in every text: notes come in two languages.
LANGUAGES: Mapping[str, Phrases] = {
    "de": german.PHRASES,
    "en": english.PHRASES,
    "nl": dutch.PHRASES,
    "fr": french.PHRASES,
    "es": spanish.PHRASES,
    "it": italian.PHRASES,
    "pt": portuguese.PHRASES,
    "ro": romanian.PHRASES,
    "pl": polish.PHRASES,
    "cs": czech.PHRASES,
    "hr": croatian.PHRASES,
    "ru": russian.PHRASES,
    "uk": ukrainian.PHRASES,
    "bg": bulgarian.PHRASES,
    "tr": turkish.PHRASES,
    "ku": kurmanji.PHRASES,
    "ckb": sorani.PHRASES,
    "ar": arabic.PHRASES,
    "fa": persian.PHRASES,
    "sq": albanian.PHRASES,
    "so": somali.PHRASES,
    "ti": tigrinya.PHRASES,
    "el": greek.PHRASES,
    "hu": hungarian.PHRASES,
}
