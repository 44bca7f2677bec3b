"""Which case a message belongs to, by which clue and for whom; what staff is told; and an answer that becomes its own case."""

from dataclasses import replace
from typing import Any

import pytest

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.names import ConcernState
from postlotse.flow.belonging import OTHER_MATTER
from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.flow.rescue import split_off
from postlotse.store import audit, reads
from postlotse.store.models import AuditRow, CaseRow, ConcernRow, MarkRow, MessageRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, letter

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE = "Sportamt <sportamt@stadt.example>"
TICKETS = "Tickets <tickets@stadt.example>"
EVE = "Eve <eve@fremd.example>"
ALICE = "Alice <alice@verein.example>"


class Post:
    """A mailbox that letters come into, each with its own Message-ID."""

    def __init__(self, tools: Tools) -> None:
        self.tools, self.source = tools, FakeSource()
        receive(self.source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)

    def __call__(self, text: str = "Noch etwas dazu.", **kwargs: Any) -> MessageRow:
        kwargs.setdefault("message_id", f"<{len(self.source.mails) + 1}@x.example>")
        self.source.add(letter(text, **kwargs), at=self.tools.clock())
        receive(self.source, folder="INBOX", keep_history_quiet=False, clock=self.tools.clock)
        process_all(self.tools)
        return MessageRow.objects.latest("id")


@pytest.fixture
def post(tools: Tools) -> Post:
    return Post(tools)


@pytest.fixture
def opened(post: Post) -> CaseRow:
    """A case that Alice opened and that was handed to the sports office."""
    post("Wir suchen eine Turnhalle für unser Training.", subject="Dienstags", message_id="<first@verein.example>")
    return CaseRow.objects.get()


def ours(kind: str) -> str:
    """Return the Message-ID of a mail of ours."""
    return OutboxRow.objects.get(kind=kind).message_id


CLUES = [
    ("token", OFFICE, True),
    ("token", EVE, True),
    ("our id", ALICE, True),
    ("our id", EVE, True),
    ("our id, folded", EVE, True),
    ("her id", ALICE, True),
    ("her id", OFFICE, True),
    ("her id", "Carla <carla@verein.example>", True),
    ("her id", EVE, False),
    ("number", ALICE, True),
    ("number", OFFICE, True),
    ("number", EVE, False),
]


@pytest.mark.parametrize(("clue", "sender", "joins"), CLUES, ids=[f"{c} from {s.split()[0]}" for c, s, _ in CLUES])
def test_a_clue_joins_those_who_have_a_right_to_it(post: Post, clue: str, sender: str, joins: bool) -> None:
    """What is secret joins whoever brings it; what can be guessed joins participants; a stranger's mail names its case."""
    cc = [("Cc", "carla@verein.example")]
    post("Wir suchen eine Turnhalle für unser Training.", subject="Dienstags", message_id="<first@verein.example>", headers=cc)
    case, ack = CaseRow.objects.get(), ours("acknowledgement")
    arguments: dict[str, dict[str, object]] = {
        "token": {"to": f"integration+{case.token}@stadt.example"},
        "our id": {"headers": [("References", f"<0@other.example> {ack}")]},
        "our id, folded": {"headers": [("X-Nothing", "x")]},
        "her id": {"headers": [("In-Reply-To", "<first@verein.example>")]},
        "number": {"subject": f"Nachtrag zu {case.number}"},
    }
    if clue == "our id, folded":
        raw = letter("Noch etwas.", sender=sender, subject="AW: Dienstags", message_id="<2@x.example>")
        post.source.add(
            raw.replace(b"From:", f"In-Reply-To: {ack[:40]}\r\n {ack[40:]}\r\nFrom:".encode(), 1), at=post.tools.clock()
        )
        receive(post.source, folder="INBOX", keep_history_quiet=False, clock=post.tools.clock)
        process_all(post.tools)
        row = MessageRow.objects.latest("id")
    else:
        row = post("Noch etwas.", **({"sender": sender, "subject": "AW: Dienstags"} | arguments[clue]))
    assert joins == (row.outcome == "joined_case")
    if joins:
        assert (case.pk, None) == (row.case_id, row.perhaps_id)
    else:
        assert ("new_case", case.pk) == (row.outcome, row.perhaps_id)
        assert row.case_id != case.pk
        assert case.number == reads.message(row.pk).perhaps_number
        assert [row.pk] == [note.message for note in reads.case(case.number).perhaps]
    assert [] == audit.findings(post.tools.clock())


def test_the_token_counts_before_the_thread_and_the_thread_before_the_number(post: Post, opened: CaseRow) -> None:
    """Three clues, three cases: the strongest wins."""
    ack = ours("acknowledgement")
    cases = [opened]
    for subject in ("Geld", "Raum"):
        post("Wir brauchen eine Auskunft.", subject=subject)
        cases.append(CaseRow.objects.latest("id"))
    by_thread, by_token, by_number = cases
    mail: dict[str, Any] = {"subject": f"AW: {by_number.number}", "headers": [("In-Reply-To", ack)]}
    assert by_token.pk == post(to=f"integration+{by_token.token}@stadt.example", **mail).case_id
    assert by_thread.pk == post("Dazu noch eines.", **mail).case_id
    assert by_number.pk == post("Und noch eines.", subject=f"AW: {by_number.number}").case_id


def test_who_is_proved_to_be_forged_is_no_participant(tools: Tools) -> None:
    """Our mail server says that this is not Alice: the number in the subject opens nothing to it."""
    post = Post(replace(tools, house=replace(tools.house, authserv_id="mx.stadt.example")))
    post("Wir suchen eine Halle.", subject="Turnhalle")
    forged = [("Authentication-Results", "mx.stadt.example; dmarc=fail")]
    row = post(subject="AW: MO-2026-0001", headers=forged)
    assert ("new_case", CaseRow.objects.earliest("id").pk) == (row.outcome, row.perhaps_id)


def test_an_answer_from_a_new_address_is_told_to_staff(post: Post, opened: CaseRow) -> None:
    """The token joins; that the address is new stands beside it."""
    row = post(subject="AW: Dienstags", sender=EVE, to=f"integration+{opened.token}@stadt.example")
    assert ("answers_case", True) == (row.reason_code, "bisher nicht beteiligt" in row.reason)
    again = post(subject="AW: Dienstags", sender=EVE, to=f"integration+{opened.token}@stadt.example")
    assert "bisher nicht" not in again.reason


MARKED = [
    ("AW: [Ticket#2026030210000042] Turnhalle", "Neues zu [Ticket#2026030210000042]"),
    ("[#123456] Turnhalle", "RE: [#123456] Turnhalle"),
    ("Turnhalle, AZ 51.2-17/26", "Az.: 51.2-17/26 Ihre Weiterleitung"),
    ("GZ: IV/50-112.4 Turnhalle", "Zwischenbescheid GZ IV/50-112.4"),
    ("Vorgang 2026/1234: Turnhalle", "Abschluss Vorgang 2026/1234"),
]


@pytest.mark.parametrize(("first", "later"), MARKED, ids=[first for first, _ in MARKED])
def test_an_offices_own_number_is_kept_and_finds_the_case_later(post: Post, opened: CaseRow, first: str, later: str) -> None:
    """The ticket system answered our forward once; months later it writes anew, without our number and without a thread."""
    post(subject=first, sender=TICKETS, headers=[("In-Reply-To", ours("forward"))])
    assert [opened.pk] == list(MarkRow.objects.values_list("case", flat=True))
    assert 1 == len(reads.case(opened.number).marks)
    row = post("Wir haben eine Lösung.", subject=later, sender=TICKETS)
    assert ("joined_case", opened.pk) == (row.outcome, row.case_id)


def test_an_automatic_confirmation_of_a_ticket_system_teaches_its_number(post: Post, opened: CaseRow) -> None:
    """It needs nobody's eye, and its number is kept."""
    row = post(
        subject="[Ticket#998877] Eingangsbestätigung",
        sender=TICKETS,
        headers=[("In-Reply-To", ours("forward")), ("Auto-Submitted", "auto-replied")],
    )
    assert ("auto_reply", "joined_case", "") == (row.kind, row.outcome, row.attention)
    assert "joined_case" == post("Es gibt Neues.", subject="[Ticket#998877] Halle", sender=TICKETS).outcome


@pytest.mark.parametrize("sender", [EVE, ALICE], ids=["stranger", "the person whose case it is"])
def test_a_number_of_others_joins_neither_strangers_nor_a_new_matter_of_the_citizen(
    post: Post, opened: CaseRow, sender: str
) -> None:
    """Eve may have read it somewhere, and Alice may name one Aktenzeichen in many matters: new case, the old one named."""
    post(subject="AW: AZ 51.2-17/26", sender=TICKETS, headers=[("In-Reply-To", ours("forward"))])
    row = post("Wir brauchen Förderung.", subject="AZ 51.2-17/26: Geld", sender=sender)
    assert ("new_case", opened.pk) == (row.outcome, row.perhaps_id)


def test_a_number_that_stands_in_two_cases_joins_none(post: Post, opened: CaseRow) -> None:
    """Which one is right only a person can tell."""
    forward = ours("forward")
    post(subject="AW: AZ 51.2-17/26", sender=TICKETS, headers=[("In-Reply-To", forward)])
    post("Wir suchen noch eine Turnhalle für unser Training.", subject="Freitags", sender="Bob <bob@verein.example>")
    second = OutboxRow.objects.filter(kind="forward").latest("id")
    assert second.message_id != forward
    post(subject="AW: AZ 51.2-17/26", sender=TICKETS, headers=[("In-Reply-To", second.message_id)])
    row = post("Ihr Antrag.", subject="AZ 51.2-17/26", sender=TICKETS)
    assert ("new_case", second.case_id) == (row.outcome, row.perhaps_id)


REUSED = [
    ("same matter", {"subject": "AW: Dienstags"}, 1, None, False),
    ("another subject", {"subject": "Sommerfest"}, 1, None, True),
    ("another topic", {"subject": "AW: Dienstags", "text": "Jetzt brauchen wir eine Schulung."}, 1, None, True),
    ("quiet for long", {"subject": "AW: Dienstags"}, 120, None, True),
    ("closed", {"subject": "AW: Dienstags"}, 1, ConcernState.DONE, True),
]


@pytest.mark.parametrize(("mail", "days", "state", "offered"), [r[1:] for r in REUSED], ids=[r[0] for r in REUSED])
def test_an_old_thread_used_for_a_new_matter_is_offered_for_splitting(
    post: Post,
    opened: CaseRow,
    clock: FixedClock,
    mail: dict[str, str],
    days: int,
    state: ConcernState | None,
    offered: bool,
) -> None:
    """It stays in its case, waits among the answers, and its reason says what is odd."""
    if state:
        ConcernRow.objects.update(state=state)
    clock.forward(days=days)
    words = dict(mail)
    row = post(words.pop("text", "Wie besprochen."), headers=[("In-Reply-To", ours("acknowledgement"))], **words)
    assert ("joined_case", "answer") == (row.outcome, row.attention)
    assert offered == (row.reason_code == OTHER_MATTER)
    assert offered == ("vielleicht ein neues Anliegen" in row.reason)


def test_an_answer_becomes_a_case_of_its_own(post: Post, opened: CaseRow, clock: FixedClock) -> None:
    """Own number, own concern for a person, own acknowledgement, the old case named; the audit says who and from where."""
    clock.forward(days=2)
    row = post(
        "Jetzt brauchen wir eine Schulung.", subject="AW: Dienstags", headers=[("In-Reply-To", "<first@verein.example>")]
    )
    assert opened.pk == row.case_id
    made = split_off(post.tools, row.pk, by="anna")
    row.refresh_from_db()
    assert ("new_case", made, opened.pk, "split_off") == (row.outcome, row.case_id, row.perhaps_id, row.reason_code)
    assert ("anna", "concern") == (row.attended_by, row.kind)
    concern = ConcernRow.objects.get(case=made)
    assert ("qualifizierung", "review", "review") == (concern.topic, concern.route, concern.state)
    assert 1 == OutboxRow.objects.filter(case=made, kind="acknowledgement").count()
    assert not OutboxRow.objects.filter(case=made, kind="forward").exists()
    entry = AuditRow.objects.get(action="split_off")
    assert ("anna", row.pk, made, {"from_case": opened.pk}) == (entry.actor, entry.message, entry.case, entry.detail)
    assert [] == audit.findings(clock())
    assert audit.accounting().adds_up


def test_answers_to_the_split_case_follow_it(post: Post, opened: CaseRow, clock: FixedClock) -> None:
    """The thread goes on in the new case; the old one keeps its own."""
    clock.forward(days=2)
    row = post("Eine Schulung bitte.", subject="Schulung", headers=[("In-Reply-To", "<first@verein.example>")])
    made = split_off(post.tools, row.pk, by="anna")
    assert made == post("Danke, und wann?", subject="AW: Schulung", headers=[("In-Reply-To", row.message_id)]).case_id
    old = post("Zur Halle noch.", subject="AW: Dienstags", headers=[("In-Reply-To", "<first@verein.example>")])
    assert opened.pk == old.case_id


def test_an_answer_is_split_off_once_and_only_answers_are(post: Post, opened: CaseRow) -> None:
    """Two people, one new case; the mail that opened a case stays there."""
    row = post("Eine Schulung bitte.", subject="Schulung", headers=[("In-Reply-To", "<first@verein.example>")])
    split_off(post.tools, row.pk, by="anna")
    with pytest.raises((NotFound, Conflict)):
        split_off(post.tools, row.pk, by="bob")
    with pytest.raises(NotFound):
        split_off(post.tools, MessageRow.objects.earliest("id").pk, by="bob")
    assert 2 == CaseRow.objects.count()
