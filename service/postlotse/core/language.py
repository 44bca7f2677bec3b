"""Which language a text is in: py3langid restricted to the languages we serve, helped by scripts, letters and small words.

The newest text decides, the subject only helps where the text is short.  Unsure on a short text = no language.
Loads its tables at first use; safe for threads.  Must not decide in which languages we answer.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from postlotse.core import languagewords as tables
from postlotse.core.topics.types import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Characters that are looked at.
MOST_CHARACTERS = 3_000
#: With fewer letters in the text the subject is read as well.
_SHORT_TEXT = 25
#: Below this confidence the answer is no answer.
_LEAST = 0.5
_NOT_LANGUAGE = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|[^\s@<>]{1,64}@[^\s@<>]{1,255}|<[^<>]{1,200}>|\b\d+\b", re.IGNORECASE
)
_TYPED = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Known only to keep them out of the others: a text in one of these gets no code.
_NOT_OURS = frozenset({"nl", "mk", "cs"})
#: A language with less of the text than this is not told.
_LEAST_SHARE = 0.2
#: Pieces of a mixed text that are looked at, and the letters of one.
_MOST_PIECES, _PIECE_LETTERS = 12, 30
_PIECES = re.compile(r"\n|(?<=[.!?؟۔])\s")
#: Codes of the detector → ours; what is not named here is never answered.
_LATIN = {
    "de": "de", "en": "en", "tr": "tr", "ro": "ro", "pl": "pl", "hr": "hr", "bs": "hr", "sr": "hr", "it": "it",
    "es": "es", "fr": "fr", "pt": "pt", "ku": "kmr", "sq": "sq", "hu": "hu", "vi": "vi", "nl": "nl", "cs": "cs", "sk": "cs",
}  # fmt: skip
_CYRILLIC = {"uk": "uk", "ru": "ru", "bg": "bg", "sr": "hr", "mk": "mk"}
_ARABIC = {"ar": "ar", "fa": "fa", "ur": "ur", "ps": "ps"}

#: Arabic letters that Latin keyboards write as digits inside words: 3ala, mar7aba, sho8el, wa2t.
_DIGIT_LETTERS = re.compile(r"\b(?:[a-z]+[23578][a-z]*|[23578][a-z]{3,})\b", re.IGNORECASE)
_AMHARIC = ("ነው", "እና", "አለ", "ውስጥ", "እባክ", "እኔ", "የሚ", "ላይ", "ከ")
_TIGRINYA = ("እዩ", "ኣብ", "ናይ", "ን", "ኣለ", "እየ", "ዝ", "ምስ", "ከም", "ኢና")
_lock = Lock()


def detect(subject: str, text: str) -> Language:
    """Return the language of the newest text (codes of `core.names`), or no code when it is unsure.

    A text of two languages gets the one with more of it, and both in `shares`.
    """
    own = text[:MOST_CHARACTERS]
    if _letters(_readable(own)) < _SHORT_TEXT:
        own = f"{subject[:MOST_CHARACTERS]}\n{own}"
    found = _of(_readable(own))
    if not _looks_mixed(own):
        return found if found.code is None else replace(found, shares=((found.code, 1.0),))
    return _mixed(own, found)


def _of(own: str) -> Language:
    """Return the one language of a readable text."""
    scripts = _scripts(own)
    total = sum(scripts.values())
    if total < 2 or _is_name(own):
        return Language()
    script, count = scripts.most_common(1)[0]
    match script:
        case "greek" | "han" | "ethiopic":
            code = {"greek": "el", "han": "zh"}.get(script) or _ethiopic(own)
            return Language(code=code, confidence=round(count / total, 3))
        case "cyrillic" | "arabic" | "latin":
            only = own if count == total else _only(own, script)
            found = (_latinised(only) if script == "latin" else None) or _among(only, script)
        case _:
            return Language()
    if found.confidence < _LEAST or found.code in _NOT_OURS or (total < 4 and found.confidence < 0.9):
        return Language(confidence=found.confidence)
    if found.code == "fa" and script == "arabic":
        return replace(found, variant="prs" if len(set(_WORD.findall(only)) & _set(tables.DARI)) >= 2 else "")
    return found


def _is_name(own: str) -> bool:
    """Tell whether there is nothing but a name: a few capitalised words, one of them a given name."""
    words = _WORD.findall(own)
    if not 0 < len(words) <= 4 or not all(word[0].isupper() or "\u0600" <= word[0] <= "\u06ff" for word in words):
        return False
    return any(word.lower() in _set(tables.GIVEN_NAMES) for word in words)


def _looks_mixed(own: str) -> bool:
    """Tell cheaply whether a text may hold two languages: two scripts, or small words of two languages."""
    scripts = _scripts(own)
    total = sum(scripts.values())
    if total < 2 * _PIECE_LETTERS:
        return False
    if sum(count >= _LEAST_SHARE / 2 * total for count in scripts.values()) > 1:
        return True
    hits = sorted(_hits(_WORD.findall(own.lower()), "latin").values(), reverse=True)
    return len(hits) > 1 and hits[1] >= (1.0 if "\n" in own.strip() else 2.5) and hits[1] >= 0.15 * hits[0]


def _mixed(own: str, whole: Language) -> Language:
    """Return the language with the largest share of a text, looked at piece by piece."""
    letters: Counter[str] = Counter()
    best: dict[str, Language] = {}
    for piece in _pieces(own):
        by_script = _scripts(piece)
        for script, count in by_script.items():
            if count < 12:
                continue
            part = piece if len(by_script) == 1 else _only(piece, script)
            found = _of(part)
            if found.code != whole.code and not _is_other(found, part, whole):
                found = whole
            if found.code is not None:
                letters[found.code] += count
                if found.code not in best or best[found.code].confidence < found.confidence:
                    best[found.code] = found
    total = sum(letters.values())
    shares = tuple((code, round(count / total, 2)) for code, count in letters.most_common() if count >= _LEAST_SHARE * total)
    if len(shares) < 2 or (whole.code is not None and whole.code not in dict(shares)):
        return whole if whole.code is None else replace(whole, shares=((whole.code, 1.0),))
    return replace(best[shares[0][0]], shares=shares)


def _is_other(found: Language, part: str, whole: Language) -> bool:
    """Tell whether a piece surely is in another language: sentences, not the German names of things."""
    return found.confidence >= 0.9 and len(part.split()) >= 5 and (whole.latinised or not found.latinised)


def _pieces(own: str) -> list[str]:
    """Cut a text into at most a dozen pieces at lines and sentences, none very short."""
    pieces: list[str] = []
    least = max(_PIECE_LETTERS, len(own) // _MOST_PIECES)
    for part in _PIECES.split(own):
        part = _readable(part)
        if pieces and len(pieces[-1]) < least and _main_script(pieces[-1]) == _main_script(part):
            pieces[-1] = f"{pieces[-1]} {part}"
        elif part:
            pieces.append(part)
    return pieces[: 2 * _MOST_PIECES]


def _main_script(text: str) -> str:
    scripts = _scripts(text)
    return scripts.most_common(1)[0][0] if scripts else ""


def _readable(text: str) -> str:
    return " ".join(_NOT_LANGUAGE.sub(" ", text[:MOST_CHARACTERS]).replace("\x00", " ").split())


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _scripts(text: str) -> Counter[str]:
    """Count the letters of each script; one Chinese character weighs as three letters."""
    found: Counter[str] = Counter()
    for character, count in Counter(text.lower()).items():
        if character.isalpha():
            script = _script_of(character)
            found[script] += count * {"han": 3, "ethiopic": 2}.get(script, 1)
    return found


def _script_of(letter: str) -> str:
    """Return the script of one letter, "other" when we serve no language that uses it."""
    point = ord(letter)
    if point < 0x250 or 0x1E00 <= point <= 0x1EFF:
        return "latin"
    if 0x400 <= point <= 0x52F:
        return "cyrillic"
    if 0x600 <= point <= 0x6FF or 0x750 <= point <= 0x77F or 0xFB50 <= point <= 0xFEFC:
        return "arabic"
    if 0x370 <= point <= 0x3FF or 0x1F00 <= point <= 0x1FFF:
        return "greek"
    if 0x4E00 <= point <= 0x9FFF:
        return "han"
    return "ethiopic" if 0x1200 <= point <= 0x139F else "other"


def _only(text: str, script: str) -> str:
    """Return the text without the letters of other scripts: in a mail of two languages the longer one counts."""
    return "".join(" " if c.isalpha() and _script_of(c) != script else c for c in text)


def _ethiopic(text: str) -> str:
    """Tell Tigrinya from Amharic by small words."""
    words = text.split()
    tigrinya = sum(word.startswith(mark) if len(mark) == 1 else mark in word for word in words for mark in _TIGRINYA)
    amharic = sum(word.startswith(mark) if len(mark) == 1 else mark in word for word in words for mark in _AMHARIC)
    return "ti" if tigrinya > amharic else "am"


def _latinised(text: str) -> Language | None:
    """Return the language of a text that is written in Latin letters though it has its own, None when it is not.

    Only where its words are more, and weigh more, than those of any language that is at home in Latin letters.
    """
    words = _TYPED.findall(text.lower())
    table = _latin_words()
    hits: Counter[str] = Counter()
    strong: Counter[str] = Counter()
    for word in words:
        for code, weight in table.get(word, ()):
            hits[code] += weight
            strong[code] += weight > 1
    digits = sum(word not in table for word in set(_DIGIT_LETTERS.findall(text.lower())))
    if digits:
        hits["ar"] += 2 * digits
        strong["ar"] += digits
    if not hits:
        return None
    code, score = max(hits.items(), key=lambda pair: (strong[pair[0]], pair[1]))
    at_home = max(_hits(words, "latin").values(), default=0.0)
    if not strong[code] or score < 3 or score < 0.3 * len(words) or score <= 1.2 * at_home:
        return None
    rival = max((value for other, value in hits.items() if other != code), default=0)
    return Language(code=code, confidence=round(score / (score + at_home + 0.5 * max(0, rival - score / 2)), 3), latinised=True)


@cache
def _latin_words() -> Mapping[str, tuple[tuple[str, int], ...]]:
    table: dict[str, tuple[tuple[str, int], ...]] = {}
    for code, words in tables.LATINISED.items():
        for word in set(words.split()):
            plain, mark, _ = word.partition("!")
            table[plain] = (*table.get(plain, ()), (code, 2 if mark else 1))
    return table


def _among(text: str, script: str) -> Language:
    """Choose among the languages of a script by detector, letters and small words together."""
    codes = {"latin": _LATIN, "cyrillic": _CYRILLIC, "arabic": _ARABIC}[script]
    scores = _detector_scores(text, codes)
    lowest = max(scores.values()) - 12.0
    if script != "arabic":
        for code, hits in _hits(_WORD.findall(text.lower()), script).items():
            if code in scores:
                scores[code] += 2.5 * hits
            elif hits >= 1:  # a language that the detector does not know
                scores[code] = lowest + 6.0 * hits
    for code in _NOT_OURS & scores.keys():
        scores[code] -= 3.0
    if script != "latin":
        counts = Counter(text.lower())
        for code, (letters, weight) in tables.LETTERS.items():
            hits = sum(counts[letter] for letter in letters)
            if hits and (code in scores or (script == "arabic" and code == "ckb" and hits > 2)):
                scores[code] = scores.get(code, max(scores.values()) - 10.0) + weight * hits
    names = list(scores)
    values = np.array([scores[name] for name in names])
    # The detector's own rule: dividing by the root of the length keeps confidences honest for short and long texts.
    values = np.exp((values - values.max()) / np.sqrt(max(9, len(text.encode("utf-8", "replace")))) * 3.0)
    best = int(values.argmax())
    return Language(code=names[best], confidence=round(float(values[best] / values.sum()), 3))


def _hits(words: Iterable[str], script: str) -> dict[str, float]:
    """Return how many small words of each language stand in the text; words of many languages count less."""
    table = _small_words(script)
    hits: dict[str, float] = {}
    for word in words:
        for code in table.get(word, ()):
            hits[code] = hits.get(code, 0.0) + 1.0 / len(table[word])
    return hits


@cache
def _small_words(script: str) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, words in (tables.SMALL if script == "latin" else tables.SMALL_CYRILLIC).items():
        for word in set(words.split()):
            table[word] = (*table.get(word, ()), code)
    return table


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _detector_scores(text: str, codes: Mapping[str, str]) -> dict[str, float]:
    """Return the detector's score for each of our codes, the best of those that stand for it."""
    scores: dict[str, float] = {}
    for name, score in _detector().rank(text.encode("utf-8", "replace").decode("utf-8")):
        code = codes.get(name)
        if code is not None:
            scores[code] = max(scores.get(code, float("-inf")), float(score))
    return scores


def _detector() -> "LanguageIdentifier":
    """Return the detector, loaded once."""
    with _lock:
        return _load()


@cache
def _load() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE)
    detector.set_languages(sorted({*_LATIN, *_CYRILLIC, *_ARABIC}))
    return detector
