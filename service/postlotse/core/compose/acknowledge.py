"""Writes the acknowledgement of receipt: in the sender's language and in German, without a word of the sender's own.

Whether one is sent is decided elsewhere; nothing of the mail can reach the text, because the view does not hold it.
"""

from postlotse.core.compose.languages import WRITINGS, calendar_day, clock_time, reading_order
from postlotse.core.compose.markup import SlotKind, Value
from postlotse.core.compose.page import Section, html_page, plain_page
from postlotse.core.compose.specifications import ACKNOWLEDGEMENT
from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import AckView, Composed


def acknowledgement(
    view: AckView, languages: tuple[str, ...], templates: Templates, *, template: str = ACKNOWLEDGEMENT
) -> Composed:
    """Return the acknowledgement, sender's language first, German last, English for languages without a template.

    The subject is neutral: it names the kind of mail and the case number.  `template` is one that a rule chose; languages
    without it get the usual one.  Raises ConfigurationError without templates.
    """
    order = reading_order(languages, templates.languages)
    sections = [_section(view, code, templates, template) for code in order]
    subject = f"Auto: {' / '.join(section.subject for section in sections)} [{Value(view.number)}]"
    return Composed(subject=subject, text=plain_page(sections), html=html_page(sections, subject), languages=order)


def _section(view: AckView, language: str, templates: Templates, template: str) -> Section:
    values = {
        "number": Value(view.number, SlotKind.NAME),
        "received": clock_time(view.received_at, language),
        "answer_by": calendar_day(view.answer_by, language),
        "working_days": WRITINGS[language].working_days(view.response_days),
        "response_days": view.response_days,
        "contact_name": Value(view.contact_name, SlotKind.OURS),
        "city": Value(view.city, SlotKind.OURS),
        "address": Value(view.address, SlotKind.MAIL),
        "phone": Value(view.phone, SlotKind.NAME),
        "privacy_url": Value(view.privacy_url, SlotKind.URL),
        "urgent": view.urgent,
    }
    rendered = templates.render(language, templates.nearest(language, template, ACKNOWLEDGEMENT), values)
    return Section(language=language, subject=rendered.subject, blocks=rendered.blocks)
