"""The values of `core.mail`: what a message is once it has been read."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A mailbox as it stood in a header; `address` keeps its case, `name` is decoded and cleaned."""

    name: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        """Return the address as it is compared: lower case."""
        return self.address.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that is not the text; `size` in bytes after decoding, `name` cleaned for display."""

    name: str = ""
    type: str = "application/octet-stream"
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An appointment in a calendar part (RFC 5545): who invites, to what, when and where, as text for people.

    `starts` and `ends` are ISO 8601, a date alone for whole days, without an offset when the zone is unknown.
    """

    method: str = ""  # request, cancel, reply, publish …
    summary: str = ""
    starts: str = ""
    ends: str = ""
    location: str = ""
    organizer: Address | None = None
    attendees: int = 0
    answer: str = ""  # of a reply: accepted, declined, tentative, delegated


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a delivery report says about one recipient (RFC 3464)."""

    status: str = ""  # "5.1.1"; empty when none was found
    action: str = ""  # failed, delayed, delivered, relayed, expanded
    recipient: str = ""
    of: str = ""  # Message-ID of the message that it is about
    envelope_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message, read.  All text is NFC Unicode without control characters; nothing raises on access.

    `text` is what the person newly wrote, `full_text` the whole readable text, `quoted` and `signature` what was
    set apart.  `headers` keeps every header line in order, decoded, names as written.  `defects` are reason codes.
    """

    message_id: str = ""
    date: datetime | None = None
    from_: tuple[Address, ...] = ()
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    resent_to: tuple[Address, ...] = ()
    #: None = no Return-Path header (unknown); "" = the null path `<>`.
    return_path: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    full_text: str = ""
    quoted: str = ""
    signature: str = ""
    #: Sanitised HTML for the desk, or empty.
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    #: Text read from attached documents, only when the body itself says nothing; bounded.
    attached_text: str = ""
    #: Appointments of calendar parts, in order.
    events: tuple[Event, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    #: Content types of all parts in order, lower case ("multipart/report", "message/delivery-status", …).
    part_types: tuple[str, ...] = ()
    report: Report | None = None
    #: "smime" or "pgp" when nothing but an encrypted body was found.
    encrypted: str = ""
    #: Who wrote it originally, when this is a manual forward or a contact form ("WG:", "Fwd:").
    forwarded_from: Address | None = None
    #: What that person wrote, as far as it can be told apart.
    forwarded_text: str = ""
    defects: tuple[str, ...] = ()
    size: int = 0

    @property
    def author(self) -> Address:
        """Return the first From address, or an empty one."""
        return self.from_[0] if self.from_ else Address()

    def header(self, name: str) -> tuple[str, ...]:
        """Return every value of a header, in order of appearance."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFinding:
    """A kind that the headers and structure of a message prove, with the reason code and a sentence for staff."""

    kind: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAcknowledgement:
    """A reason not to acknowledge: code of `docs/mail.md` (A1 …), and a sentence for staff."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number under which somebody else keeps a matter ("[Ticket#2026030242]", "AZ 51.2-17/26").

    `key` is what is compared (letters and digits, lower case), `written` how it stood in the subject.
    """

    key: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadClues:
    """What may tie a message to a case: tokens in recipients, ids it answers, our numbers and others' marks in the subject."""

    tokens: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # Message-IDs from In-Reply-To and References, nearest first
    numbers: tuple[str, ...] = field(default=())  # "MO-2026-0042"
    marks: tuple[Mark, ...] = ()
