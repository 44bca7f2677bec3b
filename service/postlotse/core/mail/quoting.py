"""Set apart what a person newly wrote from quotations and signatures, in plain text.

Works on lines, in linear time.  Answers written between quoted lines are kept.  When nothing new is found (a bare forward),
the text of the forward is the text.
"""

import re
from dataclasses import dataclass

from postlotse.core.mail import quotemarks as marks
from postlotse.core.mail.types import Address

MAX_LINES = 20_000
_MAX_LINE = 400
_WRAP = 4
_WRAPPED_FROM = 66
_QUOTED = re.compile(r"^\s{0,3}(?:>|\|(?=\s*>|$)|&gt;)")
_LEADING_QUOTES = re.compile(r"^(?:\s{0,2}>)+ ?")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,250}[A-Za-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The three layers of a text; each may be empty, `new` only when the whole is."""

    new: str = ""
    quoted: str = ""
    signature: str = ""
    #: Who wrote what was forwarded, when a header block says so.
    forwarded_from: Address | None = None
    is_forward: bool = False


def _is_quoted(line: str) -> bool:
    return bool(_QUOTED.match(line))


def header_block(lines: list[str], at: int) -> int:
    """Return how many lines from `at` form the header block of a quoted mail ("Von: … Gesendet: … An: …"), 0 = none."""
    first = lines[at][:_MAX_LINE]
    if not (
        marks.HEADER_FROM.match(first)
        or marks.HEADER_SENT.match(first)
        or marks.HEADER_SUBJECT.match(first)
        or marks.HEADER_TO.match(first)
    ):
        return 0
    seen: set[str] = set()
    last = at
    blanks = 0
    for number in range(at, min(at + 14, len(lines))):
        line = lines[number][:_MAX_LINE]
        if not line.strip(" >*"):
            blanks += 1
            if blanks > 1 and (number - last > 1):
                break
            continue
        hit = False
        for name, pattern in (
            ("from", marks.HEADER_FROM),
            ("sent", marks.HEADER_SENT),
            ("subject", marks.HEADER_SUBJECT),
            ("to", marks.HEADER_TO),
            ("cc", marks.HEADER_CC),
        ):
            if pattern.match(line):
                seen.add(name)
                hit = True
                if name == "to" and re.search(r"\b(?:Objet|Betreff|Subject|Emne|Oggetto)\s*:", line):
                    seen.add("subject")
                break
        if hit:
            last = number
        elif number - last > 2 or blanks:
            break
    core = seen & {"from", "sent", "to", "subject"}
    enough = len(core) >= 3 or ("from" in core and ("subject" in core or "sent" in core))
    return last - at + 1 if enough else 0


def _introduction(lines: list[str], at: int) -> int:
    """Return how many lines from `at` form the introduction of a quotation, 0 = none."""
    first = lines[at][:_MAX_LINE]
    following = lines[at + 1][:_MAX_LINE] if at + 1 < len(lines) else ""
    if not first.strip() or not marks.may_introduce(first, following):
        return 0
    joined = rest = ""
    for number in range(at, min(at + _WRAP, len(lines))):
        line = lines[number][:_MAX_LINE].strip()
        if not line and number > at:
            return 0
        if number > at and _is_quoted(line) and not _is_quoted(first):
            return 0
        bare = _LEADING_QUOTES.sub("", line)
        joined = f"{joined} {bare}".strip()
        rest = f"{rest} {bare}".strip() if number > at else ""
        if marks.introduces(joined):
            # A text line in front of an introduction is no part of it.
            return 0 if rest and not marks.STARTS.match(first) and marks.introduces(rest) else number - at + 1
    return 0


def _next_text(lines: list[str], at: int) -> int:
    """Return the index of the next line that is not blank, len(lines) = none."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _hard_start(lines: list[str]) -> int:
    """Return the line from which everything is an older mail, len(lines) = none."""
    for at, line in enumerate(lines):
        short = line[:_MAX_LINE]
        if not short.strip() or _is_quoted(short):
            continue
        if marks.SEPARATOR.match(short) or marks.SEPARATOR_COLON.match(short):
            return at
        size = header_block(lines, at)
        if size and not (at == 0 and size < 3):
            return at
        size = _introduction(lines, at)
        if size:
            follows = _next_text(lines, at + size)
            if follows >= len(lines) or not _is_quoted(lines[follows]):
                return at
    return len(lines)


def _fold_back(lines: list[str], at: int) -> int:
    """Move the start of a quotation up over rules (`____`) and blank lines in front of it."""
    while at > 0 and (not lines[at - 1].strip() or marks.RULE.match(lines[at - 1][:_MAX_LINE])):
        at -= 1
    return at


def _signature_start(lines: list[str]) -> int:
    """Return the line where the signature starts, len(lines) = none."""
    last = max((at for at, line in enumerate(lines) if line.strip()), default=0)
    for at, line in enumerate(lines):
        short = line[:_MAX_LINE]
        if len(short) < 140 and (marks.MOBILE.match(short) or (at == last and marks.SENT_FROM.match(short))):
            return at
        if marks.DELIMITER.match(short) and any(other.strip() for other in lines[:at]):
            return at
        if marks.CLOSING.match(short[:80]) and _is_name_block(lines[at + 1 :]) and any(other.strip() for other in lines[:at]):
            return at
    return len(lines)


def _is_name_block(lines: list[str]) -> bool:
    """Tell whether the lines after a closing formula are a block of name, role, address: two to twelve short lines."""
    filled = [line.strip() for line in lines if line.strip()]
    if not 2 <= len(filled) <= 12:
        return False
    if any(re.match(r"p\.? ?s\b|n\.? ?b\.|nachtrag|anbei|anlage", line, re.I) for line in filled):
        return False
    return all(len(line) <= 90 for line in filled) and not any(line.endswith("?") for line in filled)


def _forwarded_from(lines: list[str]) -> Address | None:
    """Return the writer that the first header block names."""
    for at in range(min(len(lines), 60)):
        if not header_block(lines, at):
            continue
        for line in lines[at : at + 14]:
            found = marks.HEADER_FROM.match(line[:_MAX_LINE])
            if found:
                value = found.group("value").replace("*", "").strip()
                address = _ADDRESS.search(value.replace("mailto:", " "))
                name = re.split(r"[<\[(]", value, maxsplit=1)[0].strip(" \"'")
                if address and name == address.group():
                    name = ""
                return Address(name=name[:200], address=address.group() if address else "")
        return None
    return None


def _unquoted(lines: list[str]) -> list[str]:
    return [_LEADING_QUOTES.sub("", line) for line in lines]


def _without_quotes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Divide lines into (kept, quoted): `>` lines and the introductions in front of them go to the second."""
    kept: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _is_quoted(line):
            quoted.append(line)
            at += 1
            continue
        size = _introduction(lines, at) if line.strip() else 0
        if size:
            follows = _next_text(lines, at + size)
            if follows < len(lines) and _is_quoted(lines[follows]):
                quoted.extend(lines[at : at + size])
                at += size
                continue
        # The end of a quoted line that a mail program broke: it belongs to the quotation, not to an answer in between.
        broken = at > 0 and _is_quoted(lines[at - 1]) and len(lines[at - 1]) >= _WRAPPED_FROM and line[:1].islower()
        (quoted if broken else kept).append(line)
        at += 1
    return kept, quoted


def _trim(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def split(text: str) -> Split:
    """Return the newest text, the quotations and the signature of a plain text."""
    lines = text.split("\n")
    overflow = lines[MAX_LINES:]
    lines = lines[:MAX_LINES]
    hard = _hard_start(lines)
    tail = lines[hard:] + overflow
    cut = _fold_back(lines, hard) if hard < len(lines) else hard
    head, quoted = _without_quotes(lines[:cut])
    sign = _signature_start(head)
    signature = head[sign:]
    new = head[:sign]
    while new and (not new[-1].strip() or marks.RULE.match(new[-1][:_MAX_LINE])):
        new.pop()
    forward = bool(tail) and any(marks.FORWARD_WORDS.search(line[:_MAX_LINE]) for line in tail[:2])
    writer = _forwarded_from(_unquoted(tail)) if tail else None
    if not any(line.strip() for line in new):
        return _nothing_new(lines, quoted, tail, signature, forward=forward, writer=writer)
    return Split(
        new=_trim(new),
        quoted=_trim(quoted + [""] * bool(quoted and tail) + tail),
        signature=_trim(signature),
        forwarded_from=writer,
        is_forward=forward,
    )


def _nothing_new(
    lines: list[str], quoted: list[str], tail: list[str], signature: list[str], *, forward: bool, writer: Address | None
) -> Split:
    """Fall back when everything was set apart: the first older mail is the text."""
    source = _unquoted(tail or quoted or lines)
    at = 0
    while at < len(source):
        line = source[at][:_MAX_LINE]
        size = header_block(source, at)
        if size:
            at += size
        elif not line.strip() or marks.SEPARATOR.match(line) or marks.SEPARATOR_COLON.match(line) or marks.RULE.match(line):
            at += 1
        elif size := _introduction(source, at):
            at += size
        else:
            break
    rest = source[at:]
    if not any(line.strip() for line in rest):
        return Split(new=_trim(lines), forwarded_from=writer, is_forward=forward)
    hard = _hard_start(rest)
    head = rest[:hard] if hard else rest
    inner, older = _without_quotes(head)
    sign = _signature_start(inner)
    own = inner[:sign]
    if not any(line.strip() for line in own):
        own, older = rest, []
    return Split(
        new=_trim(own),
        quoted=_trim(older + rest[hard:]) if hard else "",
        signature=_trim(signature or inner[sign:]),
        forwarded_from=writer,
        is_forward=forward or bool(tail),
    )
