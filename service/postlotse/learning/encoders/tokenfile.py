"""Read a `tokenizer.json` as data: Unigram (XLM-RoBERTa and its kin) and WordPiece (BERT and its kin), nothing else.

Written here because the usual reader brings a client for a model hub along.  What this reader does not know it refuses, so
that a text is never cut in another way than the model learned, with one liberty: a table of replaced characters
(SentencePiece's nmt_nfkc) is taken as NFKC.  Special pieces are never read out of a text.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from postlotse.learning.encoders.e5file import Pieces
from postlotse.learning.encoders.port import EncoderUnavailable
from postlotse.learning.encoders.unigram import Unigram

_MOST_PIECES = 1_000_000
#: A longer word is one unknown piece, as BERT does; the file may say less.
_LONGEST_WORD = 100
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_SPACE = re.compile(r"\s+")
#: Pre-tokenisers that cut at blanks and mark the first piece of a word, as `Unigram` does; the last two only with WordPiece.
_AT_BLANKS = {"Metaspace", "WhitespaceSplit"}
_AT_SIGNS = {"BertPreTokenizer"}

Shape = Callable[[str], str]


class Cutter(Protocol):
    """Cuts a text into piece ids."""

    def ids(self, text: str, most: int) -> list[int]:
        """Return at most `most` piece ids, without begin and end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A tokeniser: how characters are brought into shape, how words are cut, what stands around a text."""

    shape: Shape
    cutter: Cutter
    before: tuple[int, ...]
    after: tuple[int, ...]

    def ids(self, text: str, most: int) -> list[int]:
        """Return at most `most` ids, begin and end among them."""
        inner = most - len(self.before) - len(self.after)
        return [*self.before, *self.cutter.ids(_SPACE.sub(" ", self.shape(text)).strip(), inner), *self.after]


class WordPiece:
    """The longest piece first; a word that cannot be cut whole is one unknown piece.  Safe for threads."""

    def __init__(self, pieces: Mapping[str, int], *, unknown: int, mark: str, longest: int) -> None:
        self._pieces = pieces
        self._unknown = unknown
        self._mark = mark
        self._longest_word = longest
        self._longest = max(map(len, pieces), default=1)
        self._cut: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=20_000)(self._greedy)

    def ids(self, text: str, most: int) -> list[int]:
        """Return at most `most` piece ids; words end at blanks and at every sign."""
        found: list[int] = []
        for word in _words(text):
            found += self._cut(word) if len(word) <= self._longest_word else (self._unknown,)
            if len(found) >= most:
                break
        return found[:most]

    def _greedy(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = self._mark if start else ""
            for end in range(min(len(word), start + self._longest), start, -1):
                piece = self._pieces.get(mark + word[start:end])
                if piece is not None:
                    break
            else:
                return (self._unknown,)
            found.append(piece)
            start = end
        return tuple(found)


def _words(text: str) -> Iterator[str]:
    """Yield words and single signs."""
    for part in text.split():
        start = 0
        for at, sign in enumerate(part):
            if _is_sign(sign):
                if start < at:
                    yield part[start:at]
                yield sign
                start = at + 1
        if start < len(part):
            yield part[start:]


def _is_sign(sign: str) -> bool:
    """Tell whether BERT cuts at this character: punctuation, and every other ASCII sign that is no letter or number."""
    return not sign.isalnum() and (sign.isascii() or unicodedata.category(sign).startswith("P"))


def read(content: bytes) -> Tokens:
    """Return the tokeniser that a `tokenizer.json` describes; raises EncoderUnavailable when it is of another sort."""
    try:
        told = json.loads(content)
        model, added = told["model"], told.get("added_tokens") or []
        special = {str(token["content"]): int(token["id"]) for token in added}
        if len(model["vocab"]) > _MOST_PIECES:
            raise _strange("zu viele Wortstücke")
        before, after = _around(told.get("post_processor"), special)
        cutting = set(_types(told.get("pre_tokenizer"), "pretokenizers"))
        match model.get("type"):
            case "Unigram" if not model.get("byte_fallback") and cutting <= _AT_BLANKS and "Metaspace" in cutting:
                cutter: Cutter = _unigram(model, special)
            case "WordPiece" if cutting == _AT_SIGNS:
                cutter = _wordpiece(model, special)
            case sort:
                raise _strange(f"die Art „{sort}“ mit {', '.join(sorted(cutting)) or 'nichts'}")
        return Tokens(shape=_shape(told.get("normalizer")), cutter=cutter, before=before, after=after)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise EncoderUnavailable("tokenizer.json im Encoder-Ordner ist nicht lesbar.") from error


def _strange(what: str) -> EncoderUnavailable:
    return EncoderUnavailable(
        f"tokenizer.json im Encoder-Ordner wird nicht unterstützt: {what}."
        " Lesbar sind Unigram (XLM-RoBERTa) und WordPiece (BERT)."
    )


def _unigram(model: Mapping[str, Any], special: Mapping[str, int]) -> Unigram:
    texts = tuple("" if piece in special else str(piece) for piece, _ in model["vocab"])
    scores = np.array([score for _, score in model["vocab"]], dtype=np.float32)
    unknown = int(model["unk_id"])
    if not 0 <= unknown < len(texts):
        raise ValueError("the unknown piece is none")
    return Unigram(Pieces(texts=texts, scores=scores, begin=unknown, end=unknown, unknown=unknown, replaced={}))


def _wordpiece(model: Mapping[str, Any], special: Mapping[str, int]) -> WordPiece:
    pieces = {str(piece): int(number) for piece, number in model["vocab"].items()}
    unknown = pieces[model.get("unk_token", "[UNK]")]
    return WordPiece(
        {piece: number for piece, number in pieces.items() if piece not in special},
        unknown=unknown,
        mark=str(model.get("continuing_subword_prefix", "##")),
        longest=min(int(model.get("max_input_chars_per_word", _LONGEST_WORD)), _LONGEST_WORD),
    )


def _around(told: Mapping[str, Any] | None, special: Mapping[str, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ids before and after a single text."""
    if told is None:
        return (), ()
    match told["type"]:
        case "BertProcessing" | "RobertaProcessing":
            return (int(told["cls"][1]),), (int(told["sep"][1]),)
        case "TemplateProcessing":
            known = {name: tuple(map(int, token["ids"])) for name, token in told.get("special_tokens", {}).items()}
            sides: tuple[list[int], list[int]] = ([], [])
            seen = False
            for part in told["single"]:
                if "Sequence" in part:
                    seen = True
                else:
                    name = part["SpecialToken"]["id"]
                    sides[seen].extend(known[name] if name in known else (special[name],))
            return tuple(sides[0]), tuple(sides[1])
        case "Sequence":
            parts = [part for part in told["processors"] if part["type"] != "ByteLevel"]
            if len(parts) == 1:
                return _around(parts[0], special)
    raise _strange(f"der Rahmen „{told['type']}“")


def _types(told: Mapping[str, Any] | None, inner: str) -> Iterator[str]:
    """Yield the sorts of steps, those of a sequence one by one."""
    if told is not None:
        if told["type"] == "Sequence":
            for part in told[inner]:
                yield from _types(part, inner)
        else:
            plain = told.get("replacement", "▁") == "▁" and told.get("prepend_scheme") != "never"
            if not (plain and told.get("add_prefix_space", True) and told.get("split", True)):
                raise _strange(f"die Einstellung von „{told['type']}“")
            yield str(told["type"])


def _shape(told: Mapping[str, Any] | None) -> Shape:
    """Return the function that brings characters into the shape that the model learned."""
    steps = list(_steps(told))

    def shaped(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return shaped


def _steps(told: Mapping[str, Any] | None) -> Iterable[Shape]:
    if told is None:
        return
    match told["type"]:
        case "Sequence":
            for part in told["normalizers"]:
                yield from _steps(part)
        case "Precompiled":
            yield _normal("NFKC")
        case "NFC" | "NFD" | "NFKC" | "NFKD" as form:
            yield _normal(form)
        case "Lowercase":
            yield str.lower
        case "StripAccents":
            yield _without_marks
        case "Strip" | "Nmt":
            pass  # blanks at the edges and controls are gone already
        case "Replace" if _only_blanks(told):
            pass  # runs of blanks become one anyway
        case "BertNormalizer":
            if told.get("handle_chinese_chars", True):
                yield lambda text: _CHINESE.sub(r" \g<0> ", text)
            lower = bool(told.get("lowercase", True))
            strip = told.get("strip_accents")
            if lower if strip is None else strip:
                yield _without_marks
            if lower:
                yield str.lower
        case sort:
            raise _strange(f"der Schritt „{sort}“")


def _normal(form: Any) -> Shape:
    return lambda text: unicodedata.normalize(form, text)


def _without_marks(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn")


def _only_blanks(told: Mapping[str, Any]) -> bool:
    """Tell whether a replacement only makes one blank (or its mark) of several."""
    return told["pattern"].get("Regex") in {" {2,}", r"\s+"} and told["content"] in {" ", "▁"}
