"""The classes of phrases by which automatic answers, and people, give themselves away.  Names only; see `phrases`."""

from collections.abc import Mapping
from enum import StrEnum


class Cue(StrEnum):
    """What a phrase says.  The first group speaks for a robot, the second for a person."""

    SELF = "self"  # this is an automatic answer, a confirmation of receipt, an out-of-office note
    MADE = "made"  # this message was generated automatically
    NO_REPLY = "no_reply"  # do not answer this message
    AWAY = "away"  # absence in the words of offices: out of office, on parental leave
    LEAVE = "leave"  # absence in everybody's words: on holiday, not there, cannot be reached
    CLOSED = "closed"  # our office is closed
    LEFT = "left"  # I no longer work here
    UNREAD = "unread"  # this mailbox is not read; your mail is not passed on
    BACK = "back"  # from when to when; back on …
    URGENT = "urgent"  # in urgent cases …
    INSTEAD = "instead"  # turn to my colleague
    LATER = "later"  # will answer as soon as possible, after my return
    TERM = "term"  # usually within three working days
    THANKS = "thanks"  # thank you for your message
    RECEIVED = "received"  # your message has arrived
    TICKET = "ticket"  # under the number …
    HINT = "hint"  # what notes say and people too: it only lets the topic model be heard

    ASK = "ask"  # a request, a wish, a question in words
    OWN = "own"  # a matter of the writer's own: my son, attached, our appointment
    ABOUT = "about"  # talks about an automatic answer or a bounce that came
    OFFER = "offer"  # "do you have questions?": a question that a form letter asks


#: The phrases of one language: cue → one a line (see `pattern` for how they are written).
Phrases = Mapping[Cue, str]
