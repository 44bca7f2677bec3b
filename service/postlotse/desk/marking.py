"""Show mail text as HTML: escaped, with the words that decided marked.  The text itself is never changed."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from postlotse.core.topics.fold import fold

#: Beyond this many characters nothing is marked; the text is shown all the same.
MOST_MARKED = 20_000
#: Marks above and below letters belong to a word, and so does the apostrophe between Cyrillic letters.
_WORD = re.compile(
    r"\w(?:\w|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c]|(?<=[\u0400-\u04ff])['’ʼ](?=[\u0400-\u04ff]))*"
)


def marked(text: str, evidence: Iterable[str]) -> SafeString:
    """Return `text` escaped, with every place of an evidence word or phrase inside <mark>."""
    phrases = {tuple(fold(e.strip("* ")).replace(" . ", " ").split()) for e in evidence}
    phrases.discard(())
    head, rest = text[:MOST_MARKED], text[MOST_MARKED:]
    if not phrases:
        return escape(text)
    words = [(m.start(), m.end()) for m in _WORD.finditer(head)]
    cache: dict[str, str] = {}
    folded = [_folded(head[a:b], cache) for a, b in words]
    pieces: list[str] = []
    shown, at = 0, 0
    lengths = sorted({len(p) for p in phrases}, reverse=True)
    while at < len(words):
        length = next((n for n in lengths if tuple(folded[at : at + n]) in phrases), 0)
        if not length:
            at += 1
            continue
        first, last = words[at][0], words[at + length - 1][1]
        pieces += [escape(head[shown:first]), "<mark>", escape(head[first:last]), "</mark>"]
        shown, at = last, at + length
    return mark_safe("".join([*pieces, escape(head[shown:]), escape(rest)]))  # noqa: S308  every piece is escaped above


def _folded(word: str, cache: dict[str, str]) -> str:
    if word not in cache:
        cache[word] = fold(word).replace(" . ", " ").strip()
    return cache[word]
