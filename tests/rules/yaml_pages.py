"""Made-up YAML pages for tests of editing: the manners in which office people write, with comments everywhere."""

from dataclasses import dataclass, field
from typing import TypeAlias

from hypothesis import strategies as st

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

WORDS = ("sport", "kultur amt", "Grüße", "wort*", "çocuk", "2026-05-04", "no", "12:30", "01067", "7")
QUOTED = ("'a: b'", '"mit \\"Zitat\\""', "'it''s'", '"zwei\\nZeilen"', '""', "'# keiner'")
LITERAL = "erste Zeile\nzweite: Zeile # kein Kommentar\n\nvierte\n"
_READ = {
    "'a: b'": "a: b",
    '"mit \\"Zitat\\""': 'mit "Zitat"',
    "'it''s'": "it's",
    '"zwei\\nZeilen"': "zwei\nZeilen",
    '""': "",
    "'# keiner'": "# keiner",
}

#: Everything that can be in a file.
anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
names = st.one_of(
    anything.filter(lambda text: len(text) < 100), st.sampled_from(["NO", "yes", "12:30", "a b", "~", "'", "=", "<<"])
)
plains: st.SearchStrategy[Plain] = st.recursive(
    anything | st.sampled_from(WORDS) | st.just(LITERAL),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names.filter(lambda n: "\n" not in n), inner, max_size=3),
    max_leaves=6,
)


@dataclass
class Page:
    """A page while it is written: its lines, and how many comments there are so far."""

    draw: st.DrawFn
    lines: list[str] = field(default_factory=list)
    comments: int = 0

    def chance(self, of: int = 3) -> bool:
        return self.draw(st.integers(0, of)) == 0

    def comment(self) -> str:
        self.comments += 1
        return f"# Bemerkung {self.comments}"

    def between(self, column: int) -> None:
        """Leave a line, or remark on something, between two entries."""
        if self.chance():
            self.lines.append("")
        if self.chance():
            self.lines.append(" " * column + self.comment())
            if self.chance():
                self.lines.append("")


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, Plain]:
    """Return a page and what it says."""
    page = Page(draw)
    page.between(0)
    value = _table(page, 0, "", 0)
    page.between(0)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return newline.join(page.lines) + (newline if page.chance(1) else ""), value


def _table(page: Page, column: int, first: str, depth: int) -> dict[str, Plain]:
    value: dict[str, Plain] = {}
    for number in range(page.draw(st.integers(1, 3))):
        if number:
            page.between(column)
        name = f"k{number}"
        start = first if number == 0 and first else " " * column
        value[name] = _entry(page, column, f"{start}{name}:", depth, dashed=False)
    return value


def _items(page: Page, column: int, first: str, depth: int) -> list[Plain]:
    value: list[Plain] = []
    for number in range(page.draw(st.integers(1, 3))):
        if number:
            page.between(column)
        start = first if number == 0 and first else " " * column
        value.append(_entry(page, column, f"{start}-", depth, dashed=True))
    return value


def _entry(page: Page, column: int, start: str, depth: int, *, dashed: bool) -> Plain:
    """Write one entry behind its key or dash."""
    kind = page.draw(st.sampled_from(["word", "quoted", "flow", "empty", "literal"] + ["table", "items"] * (depth < 2)))
    tail = f"   {page.comment()}" if page.chance(5) else ""
    inner = column + (2 if dashed else page.draw(st.sampled_from([2, 2, 2, 4])))
    if kind == "empty":
        page.lines.append(start + tail)
        return ""
    if kind == "literal":
        page.lines.append(f"{start} |{tail}")
        page.lines += [" " * inner + line if line else "" for line in LITERAL.split("\n")[:-1]]
        return LITERAL
    if kind in ("word", "quoted", "flow"):
        text, value = _inline(page, kind)
        page.lines.append(f"{start} {text}{tail}")
        return value
    write = _table if kind == "table" else _items
    if dashed:
        return write(page, column + 2, f"{start} ", depth + 1)
    page.lines.append(start + tail)
    if page.chance():
        page.lines.append(" " * inner + page.comment())
    indentless = kind == "items" and page.chance()
    return write(page, column if indentless else inner, "", depth + 1)


def _inline(page: Page, kind: str) -> tuple[str, Plain]:
    if kind == "word":
        word = page.draw(st.sampled_from(WORDS))
        return word, word
    if kind == "quoted":
        quoted = page.draw(st.sampled_from(QUOTED))
        return quoted, _READ[quoted]
    parts = [_inline(page, page.draw(st.sampled_from(["word", "quoted"]))) for _ in range(page.draw(st.integers(0, 3)))]
    parts = [(text, value) for text, value in parts if text != "12:30"]
    if page.chance(1):
        return "[" + ", ".join(text for text, _ in parts) + "]", [value for _, value in parts]
    named = {f"f{number}": part for number, part in enumerate(parts)}
    return "{" + ", ".join(f"{k}: {t}" for k, (t, _) in named.items()) + "}", {k: v for k, (_, v) in named.items()}
