"""Make sentences fit for who reads them: names instead of ids, shares as people say them, nothing quoted from the mail."""

import re
from collections.abc import Collection
from itertools import pairwise

from postlotse.core.names import UNCLEAR
from postlotse.core.rules.types import RuleBook
from postlotse.core.topics.book import name as topic_name
from postlotse.core.topics.book import named
from postlotse.core.words import LANGUAGE_WORDS, percent

_QUOTED = re.compile(r"„([^“]*)“")
_SHARE = re.compile(r"(?<=\d)%")
#: Where a clause begins.
_CLAUSE = re.compile(r"[;:.] ")
#: Clauses whose quotations are ids and names of the rules, not words of the mail.
_OF_RULES = ("das Thema", "Thema", "es gibt kein Thema", "ist nur zu", "Regel", "Stelle", "abwesend", "Vertretung")
_OF_MAIL = ("in der Mail", "im Betreff", "im Text", "der Absender", "die Mail ging", "die Adresse", "kein Adresszusatz")


def topic(book: RuleBook, identity: str) -> str:
    """Return the German name of a topic, also of one that was merged; its id when the rules do not know it any more."""
    if identity == UNCLEAR:
        return "Thema unklar"
    known = named(book.topics, identity)
    return topic_name(known, "de") if known else identity


def office(book: RuleBook, identity: str) -> str:
    """Return the name of an office, or its id when the rules do not know it any more."""
    known = book.offices.get(identity)
    return known.name if known else identity


def share(probability: float) -> str:
    """Return a probability as a percentage that never claims certainty: "über 99 %", "unter 1 %"."""
    if probability >= 0.995:
        return f"über {percent(0.99)}"
    if probability < 0.005:
        return f"unter {percent(0.01)}"
    return percent(probability)


def listed(values: Collection[str], *, last: str = "und") -> str:
    """Return values as German prose: a, b und c."""
    words = list(values)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def quoted(values: Collection[str]) -> str:
    """Return values in German quotation marks."""
    return ", ".join(f"„{value}“" for value in values)


def languages(codes: Collection[str]) -> str:
    """Return languages in words, in their order."""
    return listed([LANGUAGE_WORDS.get(code, code) for code in codes])


def tidy(sentence: str, book: RuleBook) -> str:
    """Return a sentence of the rules with names in the place of topic ids and percentages with their space."""
    said = _SHARE.sub("\N{NO-BREAK SPACE}%", sentence)

    def named_here(found: re.Match[str]) -> str:
        return f"„{topic(book, found[1])}“" if found[1] == UNCLEAR or found[1] in book.topics else found[0]

    clauses = _clauses(said)
    return "".join(_QUOTED.sub(named_here, clause) if _speaks_of_rules(clause) else clause for clause in clauses)


def bare(sentence: str, book: RuleBook) -> str:
    """Return a sentence without anything quoted from the mail; ids and names of the rules stay where they are meant."""
    known = {*book.topics, *book.offices, *(r.id for r in book.rules), UNCLEAR}
    known |= {topic(book, t) for t in book.topics} | {o.name for o in book.offices.values()}

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[1] in known else "„…“"

    clauses = (_QUOTED.sub(kept if _speaks_of_rules(c) else "„…“", c) for c in _clauses(sentence))
    return _REPEATED.sub("„…“", "".join(clauses))


_REPEATED = re.compile(r"„…“(?:(?:, | oder )„…“)+")


def headline(sentence: str) -> str:
    """Return what stands before the first colon, as a sentence: the reason without its examples."""
    head = sentence.partition(":")[0].strip()
    return _QUOTED.sub("„…“", head if head.endswith(".") else f"{head}.")


def _clauses(sentence: str) -> list[str]:
    """Cut a sentence behind each `; `, `: ` and `. ` that stands outside of quotation marks."""
    hidden = _QUOTED.sub(lambda found: "x" * len(found[0]), sentence)
    ends = [0, *(m.end() for m in _CLAUSE.finditer(hidden)), len(sentence)]
    return [sentence[a:b] for a, b in pairwise(ends)]


def _speaks_of_rules(clause: str) -> bool:
    said = _QUOTED.sub("", clause).lstrip()
    return any(word in said for word in _OF_RULES) and not said.startswith(_OF_MAIL)
