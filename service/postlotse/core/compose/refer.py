"""Writes the refer mail: the sender learns whom to turn to, and no data leaves.

Which offices are named is decided elsewhere.
"""

from postlotse.core.compose.languages import reading_order
from postlotse.core.compose.markup import SlotKind, Value
from postlotse.core.compose.page import Section, html_page, plain_page
from postlotse.core.compose.specifications import REFER
from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import Composed, OfficeView, ReferView


def refer(view: ReferView, languages: tuple[str, ...], templates: Templates, *, template: str = REFER) -> Composed:
    """Return the refer mail, sender's language first, German last.  The subject names no topic.

    `template` is one that a rule chose; languages without it get the usual one.
    Raises ConfigurationError without templates.
    """
    order = reading_order(languages, templates.languages_of(REFER))
    sections = [_section(view, code, templates, template) for code in order]
    subject = f"[{Value(view.number)}] {' / '.join(section.subject for section in sections)}"
    return Composed(subject=subject, text=plain_page(sections), html=html_page(sections, subject), languages=order)


def _section(view: ReferView, language: str, templates: Templates, template: str) -> Section:
    values = {
        "number": Value(view.number, SlotKind.NAME),
        "topic": Value(view.topic_name.get(language, ""), SlotKind.OURS),
        "offices": tuple(_office(office, language) for office in view.offices),
        "contact_name": Value(view.contact_name, SlotKind.OURS),
        "city": Value(view.city, SlotKind.OURS),
        "address": Value(view.address, SlotKind.MAIL),
        "phone": Value(view.phone, SlotKind.NAME),
    }
    rendered = templates.render(language, templates.nearest(language, template, REFER), values)
    return Section(language=language, subject=rendered.subject, blocks=rendered.blocks)


def _office(office: OfficeView, language: str) -> dict[str, Value]:
    """Return an office for the template, called as on its door and in the reader's language.

    A contact that begins with the name does not say it twice.
    """
    lines = [
        line for line in (line.strip(" ,") for line in office.contact.splitlines()) if line and line != office.name.strip()
    ]
    told = office.names.get(language, "")
    name = f"{told} ({office.name})" if told and told != office.name else office.name
    return {"name": Value(name, SlotKind.OURS), "contact": Value(", ".join(lines), SlotKind.OURS)}
