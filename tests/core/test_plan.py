"""Decision → finished mails: keys, bases, envelopes, bytes; the original stays in the city; same input, same bytes."""

import email
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage

import pytest

from postlotse.core.compose.seals import own_id, own_trace
from postlotse.core.compose.templates import Templates
from postlotse.core.directory.types import Office
from postlotse.core.errors import RefusedByGate
from postlotse.core.house import House
from postlotse.core.names import Basis, DraftKind, Flag, Kind, Outcome, Referral, Tier
from postlotse.core.plan import Attention, CaseView, Draft, acknowledgement_draft, forward_draft, outcome_of, refer_draft
from postlotse.core.rules.types import RuleBook
from postlotse.core.understand import Understanding
from postlotse.testing import letter
from tests.core.conftest import NOW

CASE = CaseView(number="MO-2026-0042", token="a" * 26, received_at=NOW)
TOKEN = "b" * 26
MARK = "Wir-suchen-ein-Einhorn"
RAW = letter(f"{MARK}. Gruss, Alice", subject="Turnhalle", attachments=[("plan.pdf", b"PDF")], headers=[("X-Secret", "geheim")])


class Planner:
    """Writes drafts for one mail; every argument can be changed."""

    def __init__(self, book: RuleBook, house: House, templates: Templates, made: Understanding) -> None:
        self.book, self.house, self.templates, self.understood = book, house, templates, made

    def acknowledgement(self, *languages: str, urgent: bool = False) -> Draft:
        return acknowledgement_draft(
            self.understood,
            CASE,
            languages=languages or ("de",),
            urgent=urgent,
            book=self.book,
            house=self.house,
            templates=self.templates,
            now=NOW,
            token=TOKEN,
        )

    def refer(self, *offices: Office) -> Draft:
        return refer_draft(
            self.understood,
            CASE,
            concern=7,
            topic="kurse",
            offices=offices or (self.book.offices["kolleg"],),
            languages=("de",),
            book=self.book,
            house=self.house,
            templates=self.templates,
            now=NOW,
            token=TOKEN,
        )

    def forward(
        self, office: str = "sportamt", *, tier: Tier = Tier.A, basis: Basis = Basis.RULE, raw: bytes = RAW, **changes: object
    ) -> Draft:
        values: dict[str, object] = {
            "concern": 7,
            "topic": "sport",
            "other_topics": ("kultur",),
            "office": self.book.offices[office],
            "basis": basis,
            "tier": tier,
            "referral": Referral.HAND_OVER,
            "reasons": ("Regel sport.",),
            "book": self.book,
            "house": self.house,
            "templates": self.templates,
            "now": NOW,
            "token": TOKEN,
        }
        return forward_draft(self.understood, raw, CASE, **(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def plan(book: RuleBook, house: House, templates: Templates, understood: Callable[..., Understanding]) -> Planner:
    return Planner(book, house, templates, understood(("sport", 0.95), raw=RAW))


def parsed(draft: Draft) -> EmailMessage:
    return email.message_from_bytes(draft.content, policy=policy.default)  # type: ignore[return-value]


def words(message: EmailMessage) -> str:
    """Return the plain text of a mail, the attached original left out."""
    body = message.get_body(("plain",))
    assert body is not None
    return body.get_content()


def test_an_acknowledgement_goes_back_to_the_writer_alone(plan: Planner) -> None:
    """Null envelope sender, no notification, one key a case, the basis is the sender's own mail."""
    draft = plan.acknowledgement()
    assert (DraftKind.ACKNOWLEDGEMENT, Basis.SENDER, "ack:MO-2026-0042", None, 0) == (
        draft.kind,
        draft.basis,
        draft.key,
        draft.tier,
        draft.delay,
    )
    assert ("alice@verein.example", "", "NEVER") == (draft.recipient, draft.mail_from, draft.notify)
    message = parsed(draft)
    assert ("alice@verein.example", "auto-replied", "All") == (
        message["To"],
        message["Auto-Submitted"],
        message["X-Auto-Response-Suppress"],
    )
    assert ("<1@verein.example>", "<1@verein.example>") == (message["In-Reply-To"], message["References"])
    assert f"integration+{CASE.token}@stadt.example" == message["Reply-To"]
    assert MARK not in draft.content.decode()
    assert "Turnhalle" not in draft.content.decode()


@pytest.mark.parametrize(
    ("null_sender", "bounce", "ack", "fwd"),
    [
        (True, "", "", "integration@stadt.example"),
        (False, "", "integration@stadt.example", "integration@stadt.example"),
        (True, "zurueck@stadt.example", "", "zurueck@stadt.example"),
    ],
    ids=["null", "relay refuses it", "bounce address"],
)
def test_who_gets_the_bounces(plan: Planner, house: House, null_sender: bool, bounce: str, ack: str, fwd: str) -> None:
    """Acknowledgements bounce to nobody where the relay lets us; forwards always come back to us."""
    plan.house = replace(house, null_sender=null_sender, bounce_address=bounce)
    assert (ack, fwd) == (plan.acknowledgement().mail_from, plan.forward().mail_from)
    assert ("integration@stadt.example", "FAILURE") == (plan.refer().mail_from, plan.refer().notify)
    assert "FAILURE,DELAY" == plan.forward().notify


def test_nothing_goes_to_reply_to(
    book: RuleBook, house: House, templates: Templates, understood: Callable[..., Understanding]
) -> None:
    """An address that the sender merely names is not proved (A18)."""
    made = understood(("sport", 0.9), headers=[("Reply-To", "opfer@fremd.example")])
    draft = Planner(book, house, templates, made).acknowledgement()
    assert "alice@verein.example" == draft.recipient
    assert b"opfer@" not in draft.content


def test_an_urgent_acknowledgement_names_the_emergency_numbers(plan: Planner) -> None:
    """110 and 112 first, where somebody is in danger."""
    calm, urgent = plan.acknowledgement(), plan.acknowledgement(urgent=True)
    assert "110" in words(parsed(urgent))
    assert calm.content != urgent.content


def test_a_forward_is_our_own_mail_about_somebody_elses(plan: Planner) -> None:
    """From us, answers to the case's token, the references lead to the original, our trace header is sealed."""
    draft = plan.forward(delay=600)
    assert ("fwd:7:sportamt", Basis.RULE, Tier.A, "sportamt", 600) == (
        draft.key,
        draft.basis,
        draft.tier,
        draft.office,
        draft.delay,
    )
    message = parsed(draft)
    assert "integration@stadt.example" == message["From"].addresses[0].addr_spec
    assert ("sport@stadt.example", f"integration+{CASE.token}@stadt.example") == (message["To"], message["Reply-To"])
    assert ("auto-generated", "DR, RN, NRN, OOF, AutoReply") == (message["Auto-Submitted"], message["X-Auto-Response-Suppress"])
    assert (None, "<1@verein.example>") == (message["In-Reply-To"], message["References"])
    trace = own_trace(message["X-Intake-Trace"], plan.house.secret)
    assert trace is not None
    assert ("stadt.example", "MO-2026-0042", 1) == (trace.instance, trace.case, trace.hop)
    assert message["X-Secret"] is None
    assert MARK in words(message)


@pytest.mark.parametrize(
    ("office", "tier", "basis", "attached"),
    [
        ("sportamt", Tier.A, Basis.RULE, True),
        ("sportamt", Tier.A, Basis.RELEASE, True),
        ("beirat", Tier.A_SENSITIVE, Basis.CONSENT, True),
        ("kulturamt", Tier.A, Basis.RELEASE, False),
        ("gericht", Tier.B, Basis.LEGAL_DUTY, False),
        ("gericht", Tier.B, Basis.CONSENT, False),
        ("kolleg", Tier.C, Basis.CONSENT, False),
    ],
    ids=["A by rule", "A released", "A-sensitive", "A that wants no original", "B by duty", "B by consent", "C by consent"],
)
def test_the_original_stays_inside_the_city(plan: Planner, office: str, tier: Tier, basis: Basis, attached: bool) -> None:
    """Other bodies get the summary; an office of the city gets the mail as it came, unless it does not want it."""
    draft = plan.forward(office, tier=tier, basis=basis)
    assert attached == (b"plan.pdf" in draft.content and b"X-Secret" in draft.content)
    assert attached == ("message/rfc822" in [part.get_content_type() for part in parsed(draft).walk()])
    assert MARK in words(parsed(draft))


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@x.example\r\n\r\nnur\nLF",
        b"From: a@x.example\r\n\r\nNUL\x00",
        "From: a@x.example\r\n\r\nümlaut".encode(),
        b"a" * 2000,
    ],
    ids=["bare LF", "NUL", "eight bits", "long line"],
)
def test_an_original_that_mail_cannot_carry_goes_as_a_file_byte_for_byte(plan: Planner, raw: bytes) -> None:
    """RFC 2046 §5.2.1 allows no encoding of message/rfc822; base64 keeps every byte."""
    parts = {part.get_filename(): part for part in parsed(plan.forward(raw=raw)).walk()}
    assert raw == parts["original.eml"].get_payload(decode=True)


def test_the_same_input_gives_the_same_bytes_and_another_token_another_id(plan: Planner) -> None:
    """A repeated mail is the same mail; two mails never share an id."""
    for write in (plan.acknowledgement, plan.refer, plan.forward):
        assert write() == write()
    other = plan.forward(token="c" * 26)
    assert other.message_id != plan.forward().message_id
    assert plan.forward().key == other.key


def test_message_ids_are_sealed_and_name_nothing(plan: Planner) -> None:
    """`<kind.token.seal@domain>`: recognised as ours, no case number, no address."""
    drafts = [plan.acknowledgement(), plan.refer(), plan.forward()]
    found = [own_id(d.message_id, plan.house.secret) for d in drafts]
    assert [DraftKind.ACKNOWLEDGEMENT, DraftKind.REFER, DraftKind.FORWARD] == [f.kind for f in found if f]
    assert all(own_id(d.message_id, b"x" * 32) is None for d in drafts)
    assert all(parsed(d)["Message-ID"] == d.message_id for d in drafts)
    assert not any("0042" in d.message_id or "alice" in d.message_id for d in drafts)


def test_a_refer_mail_names_offices_and_hands_nothing_on(plan: Planner) -> None:
    """It goes to the writer; the key says which offices were named, so that naming others is another mail."""
    both = plan.refer(plan.book.offices["kolleg"], plan.book.offices["gericht"])
    assert ("refer:7:kolleg", "refer:7:kolleg+gericht") == (plan.refer().key, both.key)
    assert ("alice@verein.example", "integration@stadt.example", "FAILURE") == (both.recipient, both.mail_from, both.notify)
    assert all(name in words(parsed(both)) for name in ("Kolleg", "Gericht"))
    assert MARK.encode() not in both.content


@pytest.mark.parametrize(
    "sender", ["Jürgen <jürgen@verein.example>", "kim@mein_verein.example", '"a b"@verein.example', "nur-ein-name"]
)
def test_an_address_that_cannot_be_written_to_is_refused_in_words(
    book: RuleBook, house: House, templates: Templates, understood: Callable[..., Understanding], sender: str
) -> None:
    """A person at the desk reads why; the office can still be told."""
    raw = b"From: " + sender.encode() + b"\r\nTo: integration@stadt.example\r\n\r\nWir suchen eine Halle."
    made = Planner(book, house, templates, understood(("sport", 0.9), raw=raw))
    for write in (made.acknowledgement, made.refer):
        with pytest.raises(RefusedByGate, match="kann nicht gesendet werden"):
            write()
    assert "sport@stadt.example" == made.forward(raw=raw).recipient


@pytest.mark.parametrize(("headers", "hop"), [((), 1), (("hop=1",), 2), (("hop=2", "hop=7", "kaputt"), 8), (("kaputt",), 2)])
def test_a_forward_counts_the_intakes_it_went_through(
    book: RuleBook,
    house: House,
    templates: Templates,
    understood: Callable[..., Understanding],
    headers: tuple[str, ...],
    hop: int,
) -> None:
    """Each adds one; the highest number that stands there counts, believed or not."""
    made = understood(("sport", 0.9), headers=[("X-Intake-Trace", f"v1; inst=x; case=y; {h}; mac=z") for h in headers])
    trace = own_trace(parsed(Planner(book, house, templates, made).forward())["X-Intake-Trace"], house.secret)
    assert trace is not None
    assert hop == trace.hop


def test_an_office_reads_flags_topics_reasons_and_what_was_proved(
    book: RuleBook, house: House, templates: Templates, understood: Callable[..., Understanding]
) -> None:
    """In German words, never as codes; an unproved sender is said to be one."""
    made = understood(("sport", 0.95), flags=(Flag.DEADLINE,), raw=RAW)
    text = words(parsed(Planner(book, house, templates, made).forward()))
    assert all(word in text for word in ("Sport", "Kultur", "Frist", "Regel sport.", "MO-2026-0042"))
    assert not any(code in text for code in ("deadline", "hand_over", "auto_", "0.95"))


@pytest.mark.parametrize(
    ("kind", "in_case", "outcome", "attention"),
    [
        (Kind.CONCERN, False, Outcome.NEW_CASE, Attention.NONE),
        (Kind.REPLY, False, Outcome.NEW_CASE, Attention.NONE),
        (Kind.REPLY, True, Outcome.JOINED_CASE, Attention.ANSWER),
        (Kind.NOTICE, False, Outcome.FILED, Attention.NONE),
        (Kind.NOTICE, True, Outcome.JOINED_CASE, Attention.NONE),
        (Kind.BULK, False, Outcome.FILED, Attention.NONE),
        (Kind.RECEIPT, True, Outcome.JOINED_CASE, Attention.NONE),
        (Kind.AUTO_REPLY, True, Outcome.JOINED_CASE, Attention.NONE),
        (Kind.AUTO_REPLY, False, Outcome.FILED, Attention.NONE),
        (Kind.BOUNCE, True, Outcome.BOUNCED, Attention.BOUNCE),
        (Kind.BOUNCE, False, Outcome.FILED, Attention.BOUNCE),
        (Kind.SPAM, False, Outcome.QUARANTINED, Attention.SPAM),
        (Kind.SPAM, True, Outcome.QUARANTINED, Attention.SPAM),
    ],
)
def test_every_kind_has_its_outcome(kind: Kind, in_case: bool, outcome: Outcome, attention: Attention) -> None:
    """What becomes of a message, and whether a person has to look."""
    assert (outcome, attention) == outcome_of(kind, in_case=in_case)


def test_received_and_answer_day_are_told_in_the_citys_time(plan: Planner) -> None:
    """A mail of 23:30 UTC came the next day in the city."""
    plan_case = replace(CASE, received_at=NOW.replace(hour=23, minute=30))
    draft = acknowledgement_draft(
        plan.understood,
        plan_case,
        languages=("de",),
        urgent=False,
        book=plan.book,
        house=plan.house,
        templates=plan.templates,
        now=NOW + timedelta(hours=12),
        token=TOKEN,
    )
    assert "3. März 2026" in words(parsed(draft))
    assert "0:30" in words(parsed(draft))
