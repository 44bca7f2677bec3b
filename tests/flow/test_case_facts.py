"""What rules may ask about the case that a mail belongs to or names."""

from datetime import timedelta
from pathlib import Path

import pytest

from postlotse.core.facts import CaseFacts
from postlotse.core.names import ConcernState
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.flow.process import Tools, process_all
from postlotse.flow.receive import receive
from postlotse.store import threads
from postlotse.store.models import CaseRow, ConcernRow, OutboxRow
from postlotse.testing import FakeSource, FixedClock, letter
from tests.flow.conftest import city

pytestmark = pytest.mark.django_db(transaction=True)


class Post:
    """A mailbox that letters come into."""

    def __init__(self, tools: Tools) -> None:
        self.tools, self.source = tools, FakeSource()
        receive(self.source, folder="INBOX", keep_history_quiet=False, clock=tools.clock)

    def __call__(self, text: str, **kwargs: str) -> None:
        """Take one letter in and decide on it."""
        self.source.add(letter(text, **kwargs), at=self.tools.clock())  # type: ignore[arg-type]
        receive(self.source, folder="INBOX", keep_history_quiet=False, clock=self.tools.clock)
        process_all(self.tools)


def test_a_case_says_how_its_concerns_stand_and_when_the_last_mail_went(tools: Tools, clock: FixedClock) -> None:
    """The mails that we wrote count too."""
    Post(tools)("Wir suchen eine Turnhalle für unser Training.")
    case = CaseRow.objects.get()
    assert threads.facts_of(case.pk) == CaseFacts(
        states=frozenset({ConcernState.QUEUED}), offices=frozenset({"sportamt"}), topics=frozenset({"sport"}), last_at=clock()
    )
    OutboxRow.objects.filter(case=case).update(created_at=clock() + timedelta(days=2))
    ConcernRow.objects.filter(case=case).update(state=ConcernState.DONE)
    found = threads.facts_of(case.pk)
    assert (found.closed, found.last_at) == (True, clock() + timedelta(days=2))


def test_a_mail_that_names_a_case_meets_rules_about_it(tmp_path: Path, clock: FixedClock) -> None:
    """A stranger who names an old, closed case gets a case of their own, marked by the rule."""
    for path in Path(shipped_rules()).rglob("*"):
        target = tmp_path / path.relative_to(shipped_rules())
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.write_bytes(path.read_bytes())
    routing = tmp_path / "routing.yaml"
    rule = """rules:
  - id: alter-vorgang
    rule: Nennt jemand einen Vorgang, der seit einem Monat ruht, ist es eilig.
    when: {case: {closed: yes, idle_days: 30}}
    then: {priority: urgent}
"""
    routing.write_text(routing.read_text("utf-8").replace("rules:\n", rule, 1), "utf-8")
    for tests in tmp_path.glob("tests/*.yaml"):
        tests.unlink()
    post = Post(city(clock, Library(tmp_path)))
    post("Wir suchen eine Turnhalle für unser Training.")
    first = CaseRow.objects.get()
    for days, priority in ((10, "normal"), (40, "urgent")):
        ConcernRow.objects.filter(case=first).update(state=ConcernState.DONE)
        clock.forward(days=days)
        post(
            "Noch eine Frage zur Halle.",
            subject=f"Zu {first.number} {days}",
            sender=f"Eve <eve{days}@fremd.example>",
            message_id=f"<{days}@fremd.example>",
        )
        newest = ConcernRow.objects.latest("id")
        assert newest.case_id != first.pk
        assert newest.priority == priority
