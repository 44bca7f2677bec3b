"""Puts the language sections of a mail together: subject, text part and HTML page.

Knows no wording and decides no order; `languages.reading_order` does.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from postlotse.core.compose.languages import WRITINGS
from postlotse.core.compose.markup import Block, as_html, as_text

_BODY = "margin:0;padding:16px;font-family:Arial,'Segoe UI',Tahoma,sans-serif;font-size:16px;line-height:1.5"
_RULE = "─" * 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One language of a mail: its subject words and its blocks."""

    language: str
    subject: str
    blocks: tuple[Block, ...]


def plain_page(sections: Sequence[Section]) -> str:
    """Return the text part; with several languages each begins with a line that names it."""
    written = []
    for section in sections:
        row = WRITINGS[section.language]
        body = as_text(section.blocks, row.direction)
        written.append(f"{_RULE} {row.name} {_RULE}\n\n{body}" if len(sections) > 1 else body)
    return "\n\n\n".join(written) + "\n"


def html_page(sections: Sequence[Section], title: str) -> str:
    """Return the HTML part: no images, nothing remote, plain inline styles, `lang` and `dir` on every section."""
    first = WRITINGS[sections[0].language]
    inner = "\n".join(_section(section, named=len(sections) > 1, first=n == 0) for n, section in enumerate(sections))
    return (
        f'<!DOCTYPE html>\n<html lang="{first.code}" dir="{first.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n</head>\n"
        f'<body style="{_BODY}">\n<div role="main" style="max-width:42em">\n{inner}\n</div>\n</body>\n</html>\n'
    )


def _section(section: Section, *, named: bool, first: bool) -> str:
    """Return one language; the inner div repeats lang and dir because Outlook does not know `section`."""
    row = WRITINGS[section.language]
    place = f'lang="{row.code}" dir="{row.direction}"'
    align = "right" if row.direction == "rtl" else "left"
    edge = "" if first else ";border-top:2px solid #767676;margin-top:32px;padding-top:16px"
    name = f'<p {place} style="margin:0"><strong>{html.escape(row.name)}</strong></p>\n' if named else ""
    heading = (
        f'<h1 dir="{row.direction}" style="font-size:20px;margin:8px 0;text-align:{align}">{html.escape(section.subject)}</h1>'
    )
    return (
        f'<section {place}>\n<div {place} style="text-align:{align}{edge}">\n{name}{heading}\n'
        f"{as_html(section.blocks, row.direction)}\n</div>\n</section>"
    )
