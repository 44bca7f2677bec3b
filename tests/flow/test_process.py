"""Stored message → outcome, case, concerns, mails: what happens to each kind, and that trouble shelves and goes on."""

from dataclasses import replace

import pytest

from postlotse.core.errors import ParseRefused
from postlotse.core.names import OfficeKind
from postlotse.core.ports import Reader
from postlotse.flow.process import Tools, process_all, process_next
from postlotse.flow.receive import receive
from postlotse.store import audit, outbox
from postlotse.store.models import CaseRow, ConcernRow, MessageRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, letter

pytestmark = pytest.mark.django_db(transaction=True)


def take_in(tools: Tools, *mails: bytes, quiet: bool = False) -> FakeSource:
    """Receive and process mails that arrive now."""
    source = FakeSource()
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    for raw in mails:
        source.add(raw, at=tools.clock())
    receive(source, folder="INBOX", keep_history_quiet=quiet, clock=tools.clock)
    process_all(tools)
    return source


def test_a_concern_opens_a_case_is_acknowledged_and_forwarded_after_the_delay(tools: Tools, clock: FixedClock) -> None:
    """The main job: one case, one acknowledgement at once, one automatic forward that waits ten minutes."""
    take_in(tools, letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    case = CaseRow.objects.get()
    assert "MO-2026-0001" == case.number
    assert 26 == len(case.token)
    ack = OutboxRow.objects.get(kind="acknowledgement")
    assert ("pending", clock(), "alice@verein.example", "") == (ack.state, ack.next_at, ack.recipient, ack.mail_from)
    forward = OutboxRow.objects.get(kind="forward")
    assert ("rule", "A", "sportamt@stadt.example") == (forward.basis, forward.tier, forward.recipient)
    assert 600 == (forward.next_at - clock()).total_seconds()
    assert "queued" == ConcernRow.objects.get().state
    assert [] == audit.findings(clock())
    assert audit.accounting().adds_up


@pytest.mark.parametrize(
    ("body", "subject", "headers", "kind", "outcome", "attention"),
    [
        ("Großes Gewinnspiel, klicken Sie hier", "Gewinn", [], "spam", "quarantined", "spam"),
        ("Danke für alles, es war schön.", "Danke", [], "notice", "filed", "notice"),
        ("Ich bin bis Montag nicht da.", "Abwesenheit", [("Auto-Submitted", "auto-replied")], "auto_reply", "filed", ""),
        ("Unser Rundbrief.", "Neues", [("List-Id", "<neues.verband.example>"), ("Precedence", "bulk")], "bulk", "filed", ""),
    ],
    ids=["spam", "thanks", "out of office", "newsletter"],
)
def test_other_kinds_open_no_case_and_send_nothing(
    tools: Tools, body: str, subject: str, headers: list[tuple[str, str]], kind: str, outcome: str, attention: str
) -> None:
    """Robots, thanks and advertising are kept and filed; nobody gets a mail."""
    take_in(tools, letter(body, subject=subject, headers=headers))
    row = MessageRow.objects.get()
    assert (kind, outcome, attention) == (row.kind, row.outcome, row.attention)
    assert not OutboxRow.objects.exists()
    assert not CaseRow.objects.exists()


def test_a_reply_with_our_message_id_joins_its_case_without_a_second_acknowledgement(tools: Tools) -> None:
    """The answer to our acknowledgement belongs to the case and asks for a person's eye."""
    source = take_in(tools, letter("Wir suchen eine Halle."))
    ours = OutboxRow.objects.get(kind="acknowledgement").message_id
    source.add(
        letter("Am Dienstag.", subject="AW: Frage", message_id="<2@verein.example>", headers=[("In-Reply-To", ours)]),
        at=tools.clock(),
    )
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    process_all(tools)
    row = MessageRow.objects.last()
    assert row is not None
    assert ("reply", "joined_case", "answer") == (row.kind, row.outcome, row.attention)
    assert 1 == OutboxRow.objects.filter(kind="acknowledgement").count()
    assert 1 == CaseRow.objects.count()


@pytest.mark.parametrize(
    ("sender", "joins"),
    [("Alice <alice@verein.example>", True), ("Eve <eve@fremd.example>", False)],
    ids=["participant", "stranger"],
)
def test_a_case_number_alone_joins_only_a_participant(tools: Tools, sender: str, joins: bool) -> None:
    """Numbers can be guessed: they name a case, they do not open it."""
    source = take_in(tools, letter("Wir suchen eine Halle."))
    source.add(
        letter("Noch eine Frage zur Halle.", sender=sender, subject="AW: [MO-2026-0001]", message_id="<3@x.example>"),
        at=tools.clock(),
    )
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    process_all(tools)
    row = MessageRow.objects.last()
    assert row is not None
    assert joins == (row.outcome == "joined_case")


def test_a_token_in_the_address_joins_whoever_writes(tools: Tools) -> None:
    """An office answers from another address: the token in our Reply-To finds the case."""
    source = take_in(tools, letter("Wir suchen eine Halle."))
    token = CaseRow.objects.get().token
    source.add(
        letter(
            "Wir übernehmen das.",
            sender="Bob <bob@amt.example>",
            to=f"integration+{token}@stadt.example",
            message_id="<4@amt.example>",
        ),
        at=tools.clock(),
    )
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    process_all(tools)
    row = MessageRow.objects.last()
    assert row is not None
    assert "joined_case" == row.outcome


def test_the_same_mail_through_two_aliases_is_one_case_and_one_acknowledgement(tools: Tools) -> None:
    """Other bytes, same Message-ID, sender and text: a duplicate that points to the first one's case."""
    first = letter("Wir suchen eine Halle.")
    second = b"Received: from relay.example by mx.example; Mon, 02 Mar 2026 12:00:01 +0000\r\n" + first
    take_in(tools, first, second)
    assert ["new_case", "duplicate"] == list(MessageRow.objects.order_by("id").values_list("outcome", flat=True))
    assert 1 == OutboxRow.objects.filter(kind="acknowledgement").count()


def test_a_reused_message_id_with_another_text_is_another_mail(tools: Tools) -> None:
    """Message-ID is no identity: carriers reuse it, and the second mail must not be lost."""
    take_in(tools, letter("Wir suchen eine Halle."), letter("Wir brauchen Förderung.", subject="Geld"))
    assert ["new_case", "new_case"] == list(MessageRow.objects.order_by("id").values_list("outcome", flat=True))


def test_a_mailbox_that_was_rebuilt_brings_duplicates_and_no_second_answer(tools: Tools) -> None:
    """A new UIDVALIDITY gives every message a new place; the bytes tell that they are known."""
    source = take_in(tools, letter("Wir suchen eine Halle."))
    source.uidvalidity = 2
    receive(source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)
    process_all(tools)
    assert ["new_case", "duplicate"] == list(MessageRow.objects.order_by("id").values_list("outcome", flat=True))
    assert 1 == OutboxRow.objects.filter(kind="acknowledgement").count()


def test_history_is_taken_in_quietly_and_what_comes_later_is_answered(tools: Tools, clock: FixedClock) -> None:
    """The first start on a full mailbox answers nobody; mail that arrives during it is new mail."""
    source = FakeSource()
    source.add(letter("Alte Frage zur Halle.", message_id="<old@verein.example>"), at=clock())
    clock.forward(hours=1)
    source.add(letter("Neue Frage zur Halle.", message_id="<new@verein.example>"), at=clock())
    receive(source, folder="INBOX", keep_history_quiet=True, clock=clock)
    process_all(tools)
    assert ["baseline", "new_case"] == list(MessageRow.objects.order_by("id").values_list("outcome", flat=True))
    assert 1 == OutboxRow.objects.filter(kind="acknowledgement").count()


def test_danger_waits_for_a_person_first_in_line(tools: Tools) -> None:
    """Violence now: urgent, never automatic, emergency numbers in the acknowledgement."""
    take_in(
        tools, letter("Mein Mann schlägt mich, ich habe Angst um mein Leben. Bitte helfen Sie mir sofort!", subject="Hilfe")
    )
    concern = ConcernRow.objects.first()
    assert concern is not None
    assert ("urgent", "review") == (concern.priority, concern.route)
    assert "danger" in concern.flags
    ack = OutboxRow.objects.get(kind="acknowledgement")
    assert b"110" in bytes(ack.content)
    assert not OutboxRow.objects.filter(kind="forward").exists()


def test_words_alone_never_file_what_sounds_urgent(tools: Tools) -> None:
    """The model takes a letter of thanks for a notice; violence in it makes it a concern, first in line."""
    take_in(tools, letter("Danke für alles. Mein Mann schlägt mich, ich habe Angst um mein Leben.", subject="Danke"))
    assert ("concern", "urgent_words") == MessageRow.objects.values_list("kind", "reason_code").get()
    assert {"urgent"} == set(ConcernRow.objects.values_list("priority", flat=True))


def test_a_reload_in_the_middle_of_a_message_changes_nothing_for_it(tools: Tools) -> None:
    """Decided by one rule book and written by the same: the office that the new one names gets nothing."""
    old = tools.book()
    office = replace(old.offices["sportamt"], address="fremd@extern.example", kind=OfficeKind.EXT)
    new = replace(old, offices={**old.offices, "sportamt": office})
    books = iter([old])
    take_in(
        replace(tools, book=lambda: next(books, new)), letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle")
    )
    assert ("sportamt@stadt.example", "A") == OutboxRow.objects.filter(kind="forward").values_list("recipient", "tier").get()


class BrokenReader:
    """Refuses every second message."""

    def __init__(self, inner: Reader, error: Exception) -> None:
        self._inner, self._error = inner, error

    def read(self, raw: bytes) -> object:
        if b"POISON" in raw:
            raise self._error
        return self._inner.read(raw)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ParseRefused("Zu groß."), "unreadable"),
        (ValueError("bug"), "error"),
        (RecursionError(), "error"),
    ],
    ids=["refused", "bug", "recursion"],
)
def test_a_message_that_breaks_processing_is_shelved_and_the_next_one_goes_on(
    tools: Tools, error: Exception, code: str
) -> None:
    """Whatever one message does to us: it is kept raw, shown to a person, and the queue goes on."""
    tools = replace(tools, reader=BrokenReader(tools.reader, error))  # type: ignore[arg-type]
    take_in(tools, letter("POISON", message_id="<p@x.example>"), letter("Wir suchen eine Halle."))
    rows = list(MessageRow.objects.order_by("id").values_list("state", "reason_code", "attention"))
    assert ("shelved", code, "shelved") == rows[0]
    assert "decided" == rows[1][0]
    assert audit.accounting().adds_up


def test_trouble_of_the_machine_is_waited_out(tools: Tools, clock: FixedClock) -> None:
    """No memory, no database: the mail is not to blame; it is tried again, and shelved only at the third time."""
    broken = replace(tools, reader=BrokenReader(tools.reader, MemoryError()))  # type: ignore[arg-type]
    take_in(broken, letter("POISON und eine Halle."))
    assert "waiting" == MessageRow.objects.get().state
    assert not process_next(tools), "it rests for a while"
    clock.forward(minutes=1)
    assert process_next(tools)
    assert "decided" == MessageRow.objects.get().state


def test_trouble_without_end_is_shown_to_a_person(tools: Tools, clock: FixedClock) -> None:
    """Three tries, then a person looks."""
    broken = replace(tools, reader=BrokenReader(tools.reader, MemoryError()))  # type: ignore[arg-type]
    take_in(broken, letter("POISON"))
    for _ in range(3):
        clock.forward(minutes=1)
        process_all(broken)
    assert ("shelved", "error") == MessageRow.objects.values_list("state", "reason_code").get()


def test_nothing_leaves_by_itself_while_another_concern_may_not(tools: Tools) -> None:
    """A forward carries the whole text: the gymnasium waits for a person when residence is in the same mail."""
    take_in(
        tools,
        letter("Wir suchen eine Halle für unser Training. Und die Ausländerbehörde antwortet nicht.", subject="Turnhalle"),
    )
    assert {"review"} == set(ConcernRow.objects.values_list("route", flat=True))
    assert not OutboxRow.objects.filter(kind="forward").exists()


def test_a_message_whose_processing_dies_three_times_is_shelved(tools: Tools, clock: FixedClock) -> None:
    """A crash counts too, since the attempt is committed before the work."""
    from postlotse.store import intake

    source = FakeSource()
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    source.add(letter(), at=clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    for _ in range(3):
        assert intake.claim_next(clock()) is not None
        clock.forward(minutes=6)
    process_all(tools)
    assert ("shelved", "three_strikes") == MessageRow.objects.values_list("state", "reason_code").get()


def test_a_bounce_fails_its_mail_and_gives_the_concern_back(tools: Tools, clock: FixedClock) -> None:
    """The delivery report finds the forward by its Message-ID; the concern needs a person again."""
    from postlotse.flow.deliver import deliver
    from postlotse.testing import FakeSender

    source = take_in(tools, letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    clock.forward(minutes=11)
    deliver(FakeSender(), clock=clock)
    forward = OutboxRow.objects.get(kind="forward")
    assert ("sent", "handed_over") == (forward.state, ConcernRow.objects.get().state)
    report = (
        "From: MAILER-DAEMON@mx.example\r\nTo: integration@stadt.example\r\nSubject: Undelivered\r\nReturn-Path: <>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nunknown user\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; sportamt@stadt.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {forward.message_id}\r\nSubject: x\r\n\r\n--b--\r\n"
    )
    source.add(report.encode(), at=clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    process_all(tools)
    forward.refresh_from_db()
    assert ("bounced", "failed") == (forward.state, ConcernRow.objects.get().state)
    last = MessageRow.objects.last()
    assert last is not None
    assert ("bounce", "bounced", "bounce") == (last.kind, last.outcome, last.attention)


def test_a_flood_from_one_address_is_acknowledged_three_times_a_day(tools: Tools) -> None:
    """A robot that ignores all headers and changes its subject each time falls silent (A17)."""
    take_in(
        tools, *[letter(f"Halle {n}", subject=f"Frage {n} {'x' * n}", message_id=f"<{n}@verein.example>") for n in range(8)]
    )
    assert 3 == OutboxRow.objects.filter(kind="acknowledgement").count()
    assert 8 == CaseRow.objects.count()


def test_nothing_is_sent_while_everything_is_held(tools: Tools) -> None:
    """After a restore, mails are written and held until a person lets them go."""
    take_in(replace(tools, hold_all=True), letter("Wir suchen eine Halle."))
    assert {"held"} == set(OutboxRow.objects.values_list("state", flat=True))
    assert outbox.claim_due(tools.clock()) is None
