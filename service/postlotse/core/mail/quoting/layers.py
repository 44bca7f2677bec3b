"""Set apart what a person newly wrote from quotations and signatures, in plain text.

Works on lines, in linear time.  Answers written between quoted lines are kept.  When nothing new is found (a bare forward),
the text of the forward is the text.
"""

import re
from dataclasses import dataclass

from postlotse.core.mail.quoting import headerblocks, introductions, separators, signatures
from postlotse.core.mail.quoting.shapes import COLONS, RULE, Shapes, shapes, unquoted
from postlotse.core.mail.types import Address

MAX_LINES = 20_000
_WRAPPED_FROM = 66
#: How many lines are looked at closely; a text with more that look like the edge of a quotation is no letter.
_MOST_TRIES = 1_000
_BLANKS = re.compile(r"\n{3,}")
#: ">>> Erika Muster 02.03.2026 10:00 >>>", as GroupWise introduces what it does not mark.
_GROUPWISE = re.compile(r">>>[^\n]{4,300}\d[^\n]{0,120}>>>\s*$")
_COLONS = tuple(COLONS)
#: A person who cites by hand cites a paragraph, not a letter.
_LONGEST_CITATION = 15
_SENTENCE_END = ("?", "!", "؟", "?)", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The three layers of a text; each may be empty, `new` only when the whole is."""

    new: str = ""
    quoted: str = ""
    signature: str = ""
    #: Who wrote what was forwarded, when a header block says so.
    forwarded_from: Address | None = None
    is_forward: bool = False


def _scan(text: Shapes) -> tuple[int, dict[int, int]]:
    """Return the line from which everything is an older mail (the number of lines = none), and the introductions before
    it that stand over marked lines: start → number of lines.
    """
    soft: dict[int, int] = {}
    bare, quoted = text.bare, text.quoted
    tries = 0
    for at, line in enumerate(bare):
        if not line:
            continue
        if quoted[at]:
            if line.startswith(">>>") and _GROUPWISE.match(line):
                return at, soft
            continue
        if separators.may_separate(line):
            if separators.separates(text, at):
                below = text.next_text(at + 1)
                if below >= len(text) or not quoted[below]:
                    return at, soft
                soft[at] = 1
                continue
            if line[0] in "-_=*" and RULE.match(line) and headerblocks.size_below_rule(text, at):
                return at, soft
        if tries > _MOST_TRIES:
            continue
        if headerblocks.field(line):
            tries += 1
            size = headerblocks.size(text, at)
            if (size and not (at == 0 and size < 3)) or headerblocks.is_flat(line):
                return at, soft
        if ":  " in line:
            tries += 1
            if introductions.before_text(line):
                return at, soft
        if introductions.may_end(line):
            tries += 1
            size = introductions.size_back(text, at)
            if size:
                start = _with_fields(text, at - size + 1)
                below = text.next_text(at + 1)
                if below >= len(text) or not quoted[below]:
                    return start, soft
                soft[start] = at - start + 1
    return len(text), soft


def _own_citations(text: Shapes, until: int) -> None:
    """Take as the person's own what was cited with `>` by hand: below a line of one's own that ends in a colon, above the
    introduction of the mail that is answered, and not from that mail.  What a program quotes stands below its introduction.
    """
    bare, quoted = text.bare, text.quoted
    at = 0
    older: set[str] = set()
    while at < until:
        if not quoted[at]:
            at += 1
            continue
        start = at
        while at < until and (quoted[at] or (not bare[at] and at + 1 < until and quoted[at + 1])):
            at += 1
        above = start - 1 if start and bare[start - 1] else start - 2
        if above < 0 or quoted[above] or not bare[above].endswith(_COLONS) or "@" in bare[above]:
            continue
        block = unquoted(bare[start:at])
        if at - start > _LONGEST_CITATION or any(line.startswith(">") for line in block):
            continue
        older = older or {line.strip() for line in unquoted(text.lines[until:])}
        if not any(line.strip() in older for line in block if line.strip()):
            quoted[start:at] = [False] * (at - start)


def _with_fields(text: Shapes, at: int) -> int:
    """Return where an introduction starts with the lines "Кому: …", "Тема: …" that Yandex puts over it."""
    start = at
    while start > 0 and at - start < 4 and headerblocks.field(text.bare[start - 1]) in ("to", "subject", "other"):
        start -= 1
    if at - start < 2:
        return at
    return start - 1 if start > 0 and RULE.match(text.bare[start - 1]) else start


def _fold_back(text: Shapes, at: int) -> int:
    """Move the start of a quotation up over rules (`____`), titles ("Original message") and blank lines in front of it."""
    while at > 0:
        line = text.bare[at - 1]
        if line and not RULE.match(line) and not separators.is_title(line):
            break
        at -= 1
    return at


def _divide(text: Shapes, soft: dict[int, int]) -> tuple[list[list[int]], list[int]]:
    """Divide lines into (kept, quoted) by number; the kept ones in runs, with a quotation between each two."""
    runs: list[list[int]] = [[]]
    apart: list[int] = []
    bare, quoted, lines = text.bare, text.quoted, text.lines
    at = 0
    while at < len(lines):
        if at in soft:
            apart.extend(range(at, at + soft[at]))
            at += soft[at]
            continue
        if quoted[at] or (at > 0 and quoted[at - 1] and _is_broken_off(text, at)):
            apart.append(at)
            if runs[-1]:
                runs.append([])
        elif bare[at] or runs[-1]:
            runs[-1].append(at)
        at += 1
    return [run for run in runs if run], apart


def _is_broken_off(text: Shapes, at: int) -> bool:
    """Tell whether a line is the end of the quoted line above that a mail program broke, and no answer in between."""
    line, above = text.bare[at], text.bare[at - 1]
    if not line or len(text.lines[at - 1]) < _WRAPPED_FROM or above.endswith(_SENTENCE_END):
        return False
    first = line[0]
    if first.islower():
        return True
    follows = at + 1 < len(text) and text.quoted[at + 1]
    return follows and first.isalpha() and not first.isupper() and not above.endswith(".") and len(line) < 40


def _trim(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    return _BLANKS.sub("\n\n", text).strip("\n").rstrip()


def _own(text: Shapes, runs: list[list[int]]) -> tuple[list[str], list[str]]:
    """Return (new, signature) of the lines that are no quotation."""
    new: list[str] = []
    signature: list[str] = []
    for run in runs:
        part = Shapes([text.lines[n] for n in run], [text.bare[n] for n in run], [False] * len(run))
        marks = signatures.marked(part, before=bool(new))
        if new and new[-1].strip() and marks != set(range(len(run))) and run[0] > 0 and not text.bare[run[0] - 1]:
            new.append("")
        for n, line in enumerate(part.lines):
            (signature if n in marks else new).append(line)
    while new and (not new[-1].strip() or RULE.match(new[-1][:400])):
        new.pop()
    return new, signature


def split(text: str) -> Split:
    """Return the newest text, the quotations and the signature of a plain text."""
    lines = text.split("\n")
    overflow = lines[MAX_LINES:]
    whole = shapes(lines[:MAX_LINES])
    hard, soft = _scan(whole)
    first = min(soft, default=hard)
    if first < len(whole) and any(whole.quoted[:first]):
        _own_citations(whole, first)
    tail = whole.lines[hard:] + overflow
    cut = _fold_back(whole, hard) if hard < len(whole) else hard
    head = whole.slice(0, cut)
    if soft or any(head.quoted):
        runs, apart = _divide(head, soft)
    else:
        runs, apart = ([list(range(cut))] if cut else []), []
    quoted = [head.lines[n] for n in apart]
    new, signature = _own(head, runs)
    forward, author = False, None
    if tail or quoted:
        older = tail or quoted
        forward = any(separators.passes_on(line[:200]) for line in unquoted(older[:2])) and bool(tail or soft)
        author = headerblocks.writer(unquoted(older[:80])) if tail or forward else None
    if not any(line.strip() for line in new):
        return _nothing_new(lines, quoted, tail, signature, forward=forward, writer=author)
    return Split(
        new=_trim(new),
        quoted=_trim(quoted + ([""] if quoted and tail else []) + whole.lines[cut:hard] + tail),
        signature=_trim(signature),
        forwarded_from=author,
        is_forward=forward,
    )


def _nothing_new(
    lines: list[str], quoted: list[str], tail: list[str], signature: list[str], *, forward: bool, writer: Address | None
) -> Split:
    """Fall back when everything was set apart: the first older mail is the text."""
    source = shapes(unquoted(quoted + tail or lines)[:MAX_LINES])
    at = _behind_heading(source)
    rest = source.slice(at, len(source))
    if not any(rest.bare):
        return Split(new=_trim(signature or lines), forwarded_from=writer, is_forward=forward)
    hard, soft = _scan(rest)
    cut = _fold_back(rest, hard) if hard else len(rest)
    head = rest.slice(0, cut)
    runs, apart = _divide(head, soft)
    own, sign = _own(head, runs)
    if not any(line.strip() for line in own):
        return Split(new=_trim(rest.lines), signature=_trim(signature), forwarded_from=writer, is_forward=forward or bool(tail))
    older = [head.lines[n] for n in apart] + (rest.lines[cut:] if hard else [])
    return Split(
        new=_trim(own),
        quoted=_trim(older),
        signature=_trim(signature or sign),
        forwarded_from=writer,
        is_forward=forward or bool(tail),
    )


def _behind_heading(source: Shapes) -> int:
    """Return the line behind header blocks, separators, introductions and rules at the beginning."""
    at = tries = 0
    while at < len(source) and tries <= _MOST_TRIES:
        line = source.bare[at]
        if not line or RULE.match(line) or separators.is_title(line) or separators.separates(source, at):
            at += 1
            continue
        tries += 1
        size = headerblocks.size(source, at)
        if not size:
            for end in range(at, min(at + 4, len(source))):
                if source.bare[end] and introductions.may_end(source.bare[end]):
                    found = introductions.size_back(source, end)
                    size = found if found and end - found + 1 <= at else 0
                    if size:
                        size = end - at + 1
                        break
        if not size:
            break
        at += size
    return at
