"""The layers of a mail that has HTML too: `layers_of`.  Looks at the HTML only where the text alone does not tell.

Two cases: the plain part lost the marks of a quotation that the HTML still has, and the person announced answers in a colour
("meine Antworten in Rot"), which no plain text shows.
"""

from dataclasses import replace

from postlotse.core.mail import htmlmarks
from postlotse.core.mail.htmltext import to_text
from postlotse.core.mail.quoting import colours
from postlotse.core.mail.quoting.layers import Split, split

#: How many of the words must stand in the other text too; programs differ in rules, links and list marks.
_SHARE = 0.8
_MOST_WORDS = 400


def layers_of(text: str, source: str, *, beside: bool) -> Split:
    """Return the layers of `text`; `source` is the mail's HTML, `beside` tells that `text` is its plain alternative."""
    found = split(text)
    if not source:
        return found
    if beside and not found.quoted and not found.is_forward and htmlmarks.holds_mail(source):
        found = _of_html(text, source) or found
    if found.quoted and colours.announced(found.new):
        answers = colours.answers(source, found)
        if answers:
            return replace(found, new=f"{found.new}\n\n{answers}")
    return found


def _of_html(text: str, source: str) -> Split | None:
    """Return the layers that the HTML shows, when plain text and HTML say the same."""
    found = split(to_text(source))
    if not found.quoted.strip() or not found.new.strip():
        return None
    words = set(text.split())
    return found if _stands_in(found.new, words) and _stands_in(found.quoted, words) else None


def _stands_in(part: str, words: set[str]) -> bool:
    sought = [word for word in part.split()[:_MOST_WORDS] if word.strip("<>_-*•·|")]
    return sum(word in words for word in sought) >= _SHARE * len(sought)
