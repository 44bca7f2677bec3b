"""A person corrects what was filed or quarantined by mistake: the mail gets its case and its acknowledgement, nothing more."""

import pytest

from postlotse.core.errors import Conflict
from postlotse.core.snapshot import load
from postlotse.flow.process import Tools
from postlotse.flow.rescue import as_concern
from postlotse.store import audit
from postlotse.store.models import CaseRow, ConcernRow, MessageRow, OutboxRow
from postlotse.testing import letter
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_false_spam_becomes_a_case_that_waits_for_a_person(tools: Tools) -> None:
    """The gymnasium question that looked like a lottery: acknowledged now, forwarded only by a person."""
    take_in(tools, letter("Gewinnspiel beim Sommerfest: wir suchen eine Halle für unser Training.", subject="Turnhalle"))
    message = MessageRow.objects.get()
    assert "quarantined" == message.outcome
    as_concern(tools, message.pk, by="anna")
    message.refresh_from_db()
    assert ("new_case", "concern", "") == (message.outcome, message.kind, message.attention)
    concern = ConcernRow.objects.get()
    assert ("sport", "review", "review") == (concern.topic, concern.route, concern.state)
    assert ["acknowledgement"] == list(OutboxRow.objects.values_list("kind", flat=True))
    assert [] == audit.findings(tools.clock())
    assert audit.accounting().adds_up


def test_a_newsletter_can_be_taken_up_and_is_still_not_answered(tools: Tools) -> None:
    """A list gets no acknowledgement, whoever says that it holds a concern."""
    take_in(tools, letter("Wir suchen eine Halle.", headers=[("List-Id", "<x.verband.example>")]))
    as_concern(tools, MessageRow.objects.get().pk, by="anna")
    assert 1 == CaseRow.objects.count()
    assert not OutboxRow.objects.exists()


def test_the_name_of_who_wrote_is_no_evidence_here_either(tools: Tools) -> None:
    """Robots are understood only when a person takes them up; Frau Halle asks about a gymnasium."""
    mail = letter(
        "Wir suchen eine Halle.", sender="Petra Halle <petra@verein.example>", headers=[("List-Id", "<x.verband.example>")]
    )
    take_in(tools, mail)
    message = MessageRow.objects.get()
    as_concern(tools, message.pk, by="anna")
    message.refresh_from_db()
    guess = load(message.snapshot or {}).guess
    assert [(t.id, t.evidence) for t in guess.topics] == [("sport", ())]


def test_a_message_is_taken_up_once(tools: Tools) -> None:
    """Two people, one case."""
    take_in(tools, letter("Danke für alles."))
    message = MessageRow.objects.get().pk
    as_concern(tools, message, by="anna")
    with pytest.raises(Conflict):
        as_concern(tools, message, by="bob")
    assert 1 == CaseRow.objects.count()
