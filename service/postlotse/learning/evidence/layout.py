"""Where the words and sentences of a mail stand, and in which company: greeting, closing, after a title, capitalised.

Knows no model.  Linear in the text, which is cut first.  Places are characters of `Layout.text`, the subject in its first line.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from postlotse.core.topics.fold import fold
from postlotse.learning import prepare
from postlotse.learning.evidence.formulas import CLOSING, GREETING, TITLES

#: Characters that are looked at: the encoder reads no more.
MOST_CHARACTERS = 4_000
_GREETING_WORDS = 8
_CLOSING_WORDS = 7
_CLOSING_LINES = 6
_SIGNING_WORDS = 6
#: A line at least so long was wrapped, not ended.
_WRAPPED = 55

_BLANKLESS = re.compile(r"\S+")
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c"
#: Letters; the Ukrainian apostrophe joins, every other one parts; CJK has no blanks, there a word is a character.
_WORD = re.compile(
    rf"[\u3040-\u30ff\u3400-\u9fff]|(?:[^\W\d_\u3040-\u30ff\u3400-\u9fff][{_MARKS}]*(?:(?<=[Ѐ-ӿ])['’ʼ](?=[Ѐ-ӿ]))?)+"
)
#: What a capital after it proves nothing.
_OPENERS = " \t\"'«»„“”‚‘’()[]*–—-·•"
_AGE = re.compile(r",? \(?\d{1,2}\b")
_END = re.compile(r"[.!?…؟۔।።፧]+(?=[\s\"'«»“”)\]]|$)|[。！？]+|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as written; `number` is the blank-separated one it stands in, `sentence` that of its sentence.

    `first` = begins a sentence, `fixed` = stands in a greeting, a closing or after a title.
    """

    start: int
    end: int
    written: str
    folded: str
    number: int
    sentence: int
    first: bool
    fixed: bool

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.written[0].isupper()

    @property
    def cased(self) -> bool:
        """Tell whether its script has small letters and capitals."""
        return self.written[0].lower() != self.written[0].upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A mail laid out; `sentences` are (start, end), the subject is sentence 0; `fixed` the greeting's and closing's ones."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    fixed: frozenset[int]
    numbers: tuple[int, ...]  # where each blank-separated word starts


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return one written word in the shape that the model's words have."""
    return fold(word).strip()[:40]


def lay_out(subject: str, text: str) -> Layout:
    """Return the layout of a subject and a newest text."""
    joined = f"{prepare.clean(subject[:300])}\n{prepare.clean(text[: 2 * MOST_CHARACTERS])}"[:MOST_CHARACTERS]
    body = joined.index("\n") + 1 if "\n" in joined else len(joined)
    sentences = _sentences(joined)
    starts = [start for start, _ in sentences]
    head, tail = _formal(joined, body)
    numbers = tuple(found.start() for found in _BLANKLESS.finditer(joined))
    words: list[Word] = []
    last_end, title = 0, False
    for found in _WORD.finditer(joined):
        start, end = found.span()
        sentence = bisect_right(starts, start) - 1
        between = joined[last_end:start]
        beside = bool(words) and words[-1].sentence == sentence and not between.strip(_OPENERS + ".:")
        shape = folded(found.group())
        first = not words or words[-1].sentence != sentence or ":" in between
        words.append(
            Word(
                start=start,
                end=end,
                written=found.group(),
                folded=shape,
                number=bisect_right(numbers, start) - 1,
                sentence=sentence,
                first=first,
                fixed=body <= start < head
                or start >= tail
                or (title and beside and _may_be_name(found.group()))
                or (found.group()[0].isupper() and _AGE.match(joined, end) is not None),
            )
        )
        title = shape in TITLES or (title and beside and found.group()[0].isupper() and len(shape) < 2)
        last_end = end
    for number in range(_signed(words), len(words)):
        words[number] = replace(words[number], fixed=True)
    fixed = frozenset(n for n, (a, b) in enumerate(sentences) if (body <= a and b <= head + 1) or a >= tail)
    return Layout(text=joined, words=tuple(words), sentences=sentences, fixed=fixed, numbers=numbers)


def _signed(words: Sequence[Word]) -> int:
    """Return the number of the word from which on the last ones only sign: "Danke Ali", or a name alone after a point."""
    for number in range(len(words) - 1, max(0, len(words) - _SIGNING_WORDS), -1):
        if words[number].folded in CLOSING:
            return number
    last = next((n for n in range(len(words)) if words[n].sentence == words[-1].sentence), 0) if words else 0
    if last > 0 and len(words) - last <= 2 and words[last].capital:
        return last
    return len(words)


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where sentences start and end; a wrapped line does not end one, nor does the point of a number or initial."""
    found: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        at, end = mark.span()
        if mark.group() == "\n":
            rest = text[end : end + 1]
            line = text.rfind("\n", 0, at) + 1
            if line and at - line >= _WRAPPED and rest.isalnum() and not rest.isupper():
                continue
        elif mark.group() == "." and (not text[at - 1 : at].isalpha() or not text[max(0, at - 2) : at].isalpha()):
            continue
        if text[start:end].strip():
            found.append((start, end))
            start = end
    if text[start:].strip():
        found.append((start, len(text)))
    return tuple(found)


def _formal(text: str, body: int) -> tuple[int, int]:
    """Return where the greeting ends and where the closing starts."""
    found = re.finditer(r"[^\n]+", text[body:])
    lines = [(body + line.start(), body + line.end()) for line in found if line.group().strip()]
    if not lines:
        return body, len(text)
    head, tail = body, len(text)
    start, end = lines[0]
    line = text[start:end]
    opening = _shapes(line)
    greets = bool(opening) and bool(GREETING & set(opening[:2]))
    comma = next((start + at for at, char in enumerate(line[:80]) if char in ",!،."), end)
    if greets and len(_shapes(text[start:comma])) <= _GREETING_WORDS and len(_shapes(text[comma:end])) > 2:
        head = comma  # the first sentence goes on behind the greeting
    elif len(opening) <= _GREETING_WORDS and len(lines) > 1 and (greets or line.rstrip()[-1:] in ",!،"):
        head = end
    for start, end in lines[-_CLOSING_LINES:]:
        shapes = _shapes(text[start:end])
        if start >= head and start > lines[0][0] and len(shapes) <= _CLOSING_WORDS and CLOSING & set(shapes):
            return head, start
    for start, end in reversed(lines[1:]):  # short lines that end nothing: a name, a function, a telephone number
        line = text[start:end].rstrip()
        if start < head or len(_shapes(line)) > 4 or line[-1:] in ".!?…؟۔:" or tail - start > 160:
            break
        tail = start
    return head, tail


def _may_be_name(word: str) -> bool:
    return word[0].isupper() or word[0].lower() == word[0].upper()


def _shapes(line: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(line[:200])]
