"""Which language a text is in: py3langid restricted to the languages we serve, helped by scripts, letters and small words.

The newest text decides, the subject only helps where the text is short.  Unsure on a short text = no language.
Loads its tables at first use; safe for threads.  Must not decide in which languages we answer.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from postlotse.core.topics.types import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Characters that are looked at.
MOST_CHARACTERS = 3_000
#: With fewer letters in the text the subject is read as well.
_SHORT_TEXT = 25
#: Below this confidence the answer is no answer.
_LEAST = 0.5
_NOT_LANGUAGE = re.compile(r"(?:https?://|www\.)\S{1,2000}|[^\s@<>]{1,64}@[^\s@<>]{1,255}|<[^<>]{1,200}>|\d+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Codes of the detector → ours; what is not named here is never answered.
_LATIN = {
    "de": "de", "en": "en", "tr": "tr", "ro": "ro", "pl": "pl", "hr": "hr", "bs": "hr", "sr": "hr", "it": "it",
    "es": "es", "fr": "fr", "pt": "pt", "ku": "kmr", "sq": "sq", "hu": "hu", "vi": "vi",
}  # fmt: skip
_CYRILLIC = {"uk": "uk", "ru": "ru", "bg": "bg", "sr": "hr"}
_ARABIC = {"ar": "ar", "fa": "fa", "ur": "ur", "ps": "ps"}

#: Letters that only (or nearly only) one language of a script uses, with the weight of one of them.
_LETTERS: Mapping[str, tuple[str, float]] = {
    "uk": ("іїєґ", 4.0),
    "ru": ("ыэё", 4.0),
    "bg": ("ъщ", 0.6),
    "hr": ("ђјљњћџ", 4.0),
    "fa": ("پچژگ", 1.0),
    "ar": ("ةىئؤإأ", 1.5),
    "ur": ("ٹڈڑںےہھ", 3.0),
    "ps": ("ټډړږښګڼۍېځڅ", 4.0),
    "ckb": ("ڕڵۆێەڤ", 3.0),
}
#: Small words that tell languages apart, in the spelling of people who leave out diacritics too.
_SMALL: Mapping[str, str] = {
    "de": """
        und der die das ist nicht ich wir sie ein eine mit fuer für bitte haben habe auch auf von zu im den dem
        brauche brauchen suche suchen gibt wie kann koennen können moechte möchte hallo guten geht uns mir mein
        meine unser unsere noch heute am um oder bin sind wird werden danke gruss gruesse
    """,
    "en": """
        the and is are to of for we you our my have with this that please can need would hello do what how in it
        not an help
    """,
    "tr": """
        ve bir bu icin için ile var mi mı yok ben biz siz sizin bize bana nasil nasıl ne lutfen lütfen merhaba
        tesekkur teşekkür ederim ederiz istiyorum istiyoruz olarak cok çok daha gibi da de degil değil selam
    """,
    "ro": """
        și si este pentru la cu nu vă va sunt am avem din pe un o bună buna ziua mulțumesc multumesc care să sa
        ce vreau
    """,
    "pl": """
        i w z na nie się sie jest do czy dla jak że ze mam mamy dzień dzien dobry proszę prosze o to po są sa
        jestem
    """,
    "hr": """
        i je da se na za u su sa ne mi smo bi li kako imamo molim hvala dobar dan što sta šta želimo zelimo koji
        ali nije
    """,
    "it": """
        e il la di che per un una non sono è siamo buongiorno grazie vorrei con del della nel gli ci ho abbiamo
        come
    """,
    "es": """
        el la de que y en los para por una un con no es hola gracias somos quiero necesito como del las se mi
        nuestra
    """,
    "fr": """
        le la les et de un une est pour je nous vous que dans ne pas bonjour merci avec des du en notre mon
        avons sur
    """,
    "pt": """
        o a os de que e para uma um com não nao é em por obrigado olá nós somos preciso do da no na se meu minha
    """,
    "kmr": """
        û ji bo li ku ez em hûn me min we hene heye dixwazim silav spas bi jî na ev kurdî
    """,
    "sq": """
        dhe për per të te në ne një nje është eshte nuk jam jemi ju mund faleminderit përshëndetje me si kemi që
        qe
    """,
    "hu": """
        és es a az nem hogy egy van vagy kérem koszonom köszönöm szeretnék szeretnénk jó napot kell is mi meg
    """,
    "vi": """
        và là của không tôi cho chúng có được xin chào cảm ơn với một những này các
    """,
    # Arabic in Latin letters ("3andi", "ana", "salam alaikum") and Persian so written: as good as Arabic and Persian
    "ar": """
        ana bidi biddi 3andi fi wa salam alaikum alaykum shukran kifak inta mish ya3ni ma3 min ala el il marhaba
        mumkin baddi badde bedna badna bade bedi bas kteer ktir lazem youm yom men mesh talib 3am ben bent kif
        shu shou w b aw eno law allah
    """,
    "fa": """
        salam man ma shoma ast baraye mikham mikhaham mikhaym hast hastim hastam lotfan mamnoon khodahafez
        kheili kheyli az ke ba dar niaz daram darim mishe mikonam mikonim nadaram chetor khahesh konid ye
    """,
}  # fmt: skip
#: Arabic letters that Latin keyboards write as digits inside words: 3ala, mar7aba, sho8el, wa2t.
_DIGIT_LETTERS = re.compile(r"\b(?:[a-z]+[23578][a-z]*|[23578][a-z]{3,})\b", re.IGNORECASE)
_AMHARIC = ("ነው", "እና", "አለ", "ውስጥ", "እባክ", "እኔ", "የሚ", "ላይ", "ከ")
_TIGRINYA = ("እዩ", "ኣብ", "ናይ", "ን", "ኣለ", "እየ", "ዝ", "ምስ", "ከም", "ኢና")
_lock = Lock()


def detect(subject: str, text: str) -> Language:
    """Return the language of the newest text (codes of `core.names`), or no code when it is unsure."""
    own = _readable(text)
    if _letters(own) < _SHORT_TEXT:
        own = f"{_readable(subject)} {own}"
    scripts = _scripts(own)
    total = sum(scripts.values())
    if total < 2:
        return Language()
    script, count = scripts.most_common(1)[0]
    match script:
        case "greek" | "han" | "ethiopic":
            code = {"greek": "el", "han": "zh"}.get(script) or _ethiopic(own)
            return Language(code=code, confidence=round(count / total, 3))
        case "cyrillic" | "arabic" | "latin":
            found = _among(
                _only(own, script), script, digit_letters=len(set(_DIGIT_LETTERS.findall(text[:MOST_CHARACTERS].lower())))
            )
        case _:
            return Language()
    if found.confidence < _LEAST or (total < 4 and found.confidence < 0.9):
        return Language(confidence=found.confidence)
    return found


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


def _among(text: str, script: str, *, digit_letters: int) -> Language:
    """Choose among the languages of a script by detector, letters and small words together."""
    codes = {"latin": _LATIN, "cyrillic": _CYRILLIC, "arabic": _ARABIC}[script]
    scores = _detector_scores(text, codes)
    words = _WORD.findall(text.lower())
    if script == "latin":
        found = _small_word_hits(words)
        if digit_letters > 1:
            found["ar"] = found.get("ar", 0.0) + 1.5 * digit_letters
        for code, hits in found.items():
            if code in scores or hits >= 2.5:
                scores[code] = scores.get(code, max(scores.values()) - 12.0) + 2.5 * hits
    else:
        counts = Counter(text.lower())
        for code, (letters, weight) in _LETTERS.items():
            hits = sum(counts[letter] for letter in letters)
            if hits and (code in scores or (script == "arabic" and code == "ckb" and hits > 2)):
                scores[code] = scores.get(code, max(scores.values()) - 10.0) + weight * hits
    names = list(scores)
    values = np.array([scores[name] for name in names])
    # The detector's own rule: dividing by the root of the length keeps confidences honest for short and long texts.
    values = np.exp((values - values.max()) / np.sqrt(max(9, len(text.encode("utf-8", "replace")))) * 3.0)
    best = int(values.argmax())
    return Language(code=names[best], confidence=round(float(values[best] / values.sum()), 3))


def _small_word_hits(words: Iterable[str]) -> dict[str, float]:
    """Return how many small words of each language stand in the text; words of many languages count less."""
    table = _small_words()
    hits: dict[str, float] = {}
    for word in words:
        for code in table.get(word, ()):
            hits[code] = hits.get(code, 0.0) + 1.0 / len(table[word])
    return hits


@cache
def _small_words() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, words in _SMALL.items():
        for word in set(words.split()):
            table[word] = (*table.get(word, ()), code)
    return table


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
