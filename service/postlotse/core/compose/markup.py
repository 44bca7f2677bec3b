"""The light markup of our templates: one source, a plain-text part and an accessible HTML part.

Markup: paragraphs divided by blank lines, `- ` lists, `1. ` lists, `## ` headings, `! ` warnings, bare URLs and addresses.
Values stand in *slots* and stay literal whatever they hold: a slot never becomes markup, tag or link by its content.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from postlotse.core.compose.cleaning import has_right_to_left, many_lines, one_line

FSI, PDI = "\u2068", "\u2069"
_OPEN, _CLOSE, _NEWLINE = "\x02", "\x03", "\x1e"
_SLOT = re.compile(f"{_OPEN}([a-z])([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_LINK = re.compile(r"https?://[^\s<>\"\x02\x03]+[^\s<>\"\x02\x03.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Figures in groups ("116 117"): right-to-left text would turn their order round.
_NUMBER = re.compile(r"\d+(?: \d+)+")
_ITEM = re.compile(r"(- |\d{1,2}[.)] )(.*)")


class SlotKind(StrEnum):
    """What a value is, and so how it is set: only ours become links."""

    WORDS = "w"  # from a mail or from people: literal, isolated
    OURS = "o"  # from our own files: isolated, addresses in it become links
    NAME = "n"  # left-to-right by nature: case number, telephone
    URL = "u"  # ours, becomes a link
    MAIL = "m"  # ours, becomes a mailto link
    BLOCK = "b"  # many lines, shown exactly as written


class Value(str):
    """A text for a template that knows its kind; behaves as its text in conditions, becomes a slot when printed."""

    __slots__ = ("kind",)
    kind: SlotKind

    def __new__(cls, text: str, kind: SlotKind = SlotKind.WORDS) -> "Value":
        """Clean `text` for its kind."""
        self = super().__new__(cls, many_lines(text) if kind is SlotKind.BLOCK else one_line(text))
        self.kind = kind
        return self


def slot(value: object) -> str:
    """Return what a template prints for `value`; used as Jinja's `finalize`, so everything printed passes here."""
    if isinstance(value, Value):
        return f"{_OPEN}{value.kind.value}{str.replace(value, chr(10), _NEWLINE)}{_CLOSE}" if value else ""
    return one_line(str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text of one sort; `kind` None = words of the template."""

    text: str
    kind: SlotKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph ("p"), warning ("note"), heading ("h2"), list ("ul", "ol") or literal text ("pre"); items are runs."""

    tag: str
    items: tuple[tuple[Run, ...], ...]


def parse(source: str) -> tuple[Block, ...]:
    """Return the blocks of a rendered template body, in order."""
    return tuple(block for chunk in re.split(r"\n[ \t]*\n+", source.strip("\n")) for block in _blocks(chunk))


def _blocks(chunk: str) -> Iterator[Block]:
    """Yield the blocks of one chunk: lines before a list make a paragraph of their own."""
    prose: list[str] = []
    items: list[list[str]] = []
    tag = ""
    for line in filter(None, (line.strip() for line in chunk.split("\n"))):
        found = _ITEM.match(line)
        if line.startswith("## "):
            yield Block(tag="h2", items=(_runs(line[3:]),))
        elif line.startswith("! "):
            yield Block(tag="note", items=(_runs(line[2:]),))
        elif found:
            tag = tag or ("ul" if found[1] == "- " else "ol")
            items.append([found[2]])
        elif items:
            items[-1].append(line)
        else:
            prose.append(line)
    if prose:
        runs = _runs(" ".join(prose))
        literal = len(runs) == 1 and runs[0].kind is SlotKind.BLOCK
        yield Block(tag="pre" if literal else "p", items=(runs,))
    if items:
        yield Block(tag=tag, items=tuple(_runs(" ".join(item)) for item in items))


def _runs(text: str) -> tuple[Run, ...]:
    """Cut a text into words and slots."""
    runs: list[Run] = []
    end = 0
    for found in _SLOT.finditer(text):
        runs += _words(text[end : found.start()])
        runs.append(Run(text=found[2].replace(_NEWLINE, "\n"), kind=SlotKind(found[1])))
        end = found.end()
    runs += _words(text[end:])
    return tuple(run for run in runs if run.text)


def _words(text: str) -> list[Run]:
    """Cut words of the template so that grouped numbers stand apart and can be isolated."""
    runs: list[Run] = []
    end = 0
    for found in _NUMBER.finditer(text):
        runs += [Run(text=text[end : found.start()]), Run(text=found[0], kind=SlotKind.NAME)]
        end = found.end()
    return [*runs, Run(text=text[end:])]


def as_text(blocks: tuple[Block, ...], direction: str) -> str:
    """Return the plain-text form: a line a paragraph, since readers' programs wrap better than we do."""
    written = []
    for block in blocks:
        lines = ["".join(_plain(run, direction) for run in item) for item in block.items]
        if block.tag == "ul":
            lines = [f"- {line}" for line in lines]
        elif block.tag == "ol":
            lines = [f"{n}. {line}" for n, line in enumerate(lines, 1)]
        written.append("\n".join(lines))
    return "\n\n".join(written)


def _plain(run: Run, direction: str) -> str:
    if run.kind in {None, SlotKind.BLOCK} or not (direction == "rtl" or has_right_to_left(run.text)):
        return run.text
    # The space keeps programs that find links from taking the isolate's end into the address.
    return f"{FSI}{run.text}{' ' if run.kind is SlotKind.URL else ''}{PDI}"


def as_html(blocks: tuple[Block, ...], direction: str) -> str:
    """Return the HTML form: p, h2, ul, ol and pre with a direction each, for mail programs that ignore it on the section."""
    turned = f' dir="{direction}"' + (' style="text-align:right"' if direction == "rtl" else "")
    written = []
    for block in blocks:
        lines = ["".join(_marked(run) for run in item) for item in block.items]
        if block.tag in {"ul", "ol"}:
            items = "\n".join(f"<li{turned}>{line}</li>" for line in lines)
            written.append(f"<{block.tag}{turned}>\n{items}\n</{block.tag}>")
        elif block.tag == "pre":
            style = "white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-left:3px solid #767676;padding-left:12px"
            written.append(f'<pre dir="auto" lang="" style="{style}">{lines[0]}</pre>')
        elif block.tag == "note":
            written.append(f'<p role="note" style="border:2px solid #b00020;padding:8px 12px"><strong>{lines[0]}</strong></p>')
        elif block.tag == "h2":
            align = "right" if direction == "rtl" else "left"
            written.append(f'<h2 dir="{direction}" style="font-size:17px;margin:20px 0 8px;text-align:{align}">{lines[0]}</h2>')
        else:
            written.append(f"<p{turned}>{lines[0]}</p>")
    return "\n".join(written)


def _marked(run: Run) -> str:
    escaped = html.escape(run.text)
    match run.kind:
        case None:
            return _LINK.sub(lambda found: _anchor(found[0]), escaped)
        case SlotKind.WORDS:
            return f"<bdi>{escaped}</bdi>"
        case SlotKind.OURS:
            return f"<bdi>{_LINK.sub(lambda found: _anchor(found[0]), escaped)}</bdi>"
        case SlotKind.NAME:
            return f'<bdi dir="ltr" style="white-space:nowrap">{escaped}</bdi>'
        case SlotKind.URL | SlotKind.MAIL:
            return f'<bdi dir="ltr">{_anchor(escaped)}</bdi>'
        case SlotKind.BLOCK:
            return escaped


def _anchor(escaped: str) -> str:
    """Return a link for an escaped web URL or address; anything else stays words."""
    if _LINK.fullmatch(escaped) is None:
        return escaped
    href = escaped if escaped.startswith(("https://", "http://")) else f"mailto:{escaped}"
    return f'<a href="{href}">{escaped}</a>'
