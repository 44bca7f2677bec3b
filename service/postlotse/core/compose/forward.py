"""Writes the mail to an office: a short summary in German above the newest text; the original goes along as it came.

Everything that stems from the mail is a value: it stays literal, is never a link and never markup.
"""

from postlotse.core.compose.cleaning import one_line
from postlotse.core.compose.languages import calendar_day, clock_time
from postlotse.core.compose.markup import SlotKind, Value
from postlotse.core.compose.page import Section, html_page, plain_page
from postlotse.core.compose.specifications import FORWARD
from postlotse.core.compose.templates import Templates
from postlotse.core.compose.types import Composed, ForwardView
from postlotse.core.names import Referral


def forward(view: ForwardView, templates: Templates) -> Composed:
    """Return the mail to one office, in German; the subject is `[number]` and the sender's cleaned subject, else the topic.

    Raises ConfigurationError without the template.
    """
    rendered = templates.render("de", FORWARD, _values(view))
    section = Section(language="de", subject=rendered.subject, blocks=rendered.blocks)
    subject = f"[{one_line(view.number)}] {one_line(view.subject, 150) or one_line(view.topic_name)}"
    return Composed(subject=subject, text=plain_page([section]), html=html_page([section], subject), languages=("de",))


def _values(view: ForwardView) -> dict[str, object]:
    return {
        "number": Value(view.number, SlotKind.NAME),
        "received": clock_time(view.received_at, "de"),
        "sender_name": Value(view.sender_name),
        "sender_address": Value(view.sender_address),
        "organisation": Value(view.organisation_name),
        "language": Value(view.language_name),
        "topic": Value(view.topic_name),
        "other_topics": tuple(Value(name) for name in view.other_topics),
        "flags": tuple(Value(flag) for flag in view.flags),
        "reasons": tuple(Value(reason) for reason in view.reasons),
        "attachments": tuple(Value(name) for name in view.attachments),
        "subject": Value(view.subject),
        "text": Value(view.text, SlotKind.BLOCK),
        "reply_to": Value(view.reply_to, SlotKind.MAIL),
        "office": Value(view.office_name),
        "contact_name": Value(view.contact_name, SlotKind.OURS),
        "city": Value(view.city, SlotKind.OURS),
        "authenticated": Value(view.authenticated),
        "proved": view.sender_proved,
        "answer_by": calendar_day(view.answer_by, "de") if view.answer_by else "",
        "deadline": Value(view.deadline),
        "takes_over": view.referral is Referral.HAND_OVER,
        "original": view.original,
        "desk_url": Value(view.desk_url, SlotKind.URL),
    }
