"""Streaming what was decided: which messages, in which order, in how much memory, and what was known around each."""

import tracemalloc
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postlotse.core.names import Referral, Verdict
from postlotse.flow.process import Tools
from postlotse.store import past as stored
from postlotse.store.models import CaseRow, ConcernRow, MessageRow
from postlotse.store.past import past
from postlotse.testing import FixedClock, letter
from tests.flow import replay_town
from tests.flow.replay_town import arrive, book, decide
from tests.flow.test_process import take_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(tools: Tools) -> Tools:
    return replay_town.town(tools, book())


def copies(count: int) -> None:
    """Store the one message there is `count` times more, each with a case, a concern and a sender of its own."""
    one, concern = MessageRow.objects.get(), ConcernRow.objects.get()
    cases, messages, concerns = [], [], []
    for n in range(1, count + 1):
        case = CaseRow(
            id=1000 + n, number=f"MO-2026-{n:05}", token=f"{n:026}", opened_at=one.stored_at, sender=f"a{n}@x.example"
        )
        cases.append(case)
        values = {f.attname: getattr(one, f.attname) for f in MessageRow._meta.fields}
        told = values | {"id": 1000 + n, "uid": str(1000 + n), "case_id": case.id, "sender": case.sender}
        messages.append(MessageRow(**told))
        values = {f.attname: getattr(concern, f.attname) for f in ConcernRow._meta.fields}
        concerns.append(ConcernRow(**(values | {"id": 1000 + n, "case_id": case.id, "message_id": 1000 + n})))
    CaseRow.objects.bulk_create(cases)
    MessageRow.objects.bulk_create(messages)
    ConcernRow.objects.bulk_create(concerns)


def test_a_message_comes_with_its_case_and_the_last_word_on_its_concern(town: Tools) -> None:
    """As suggested then, and as it stands: the row itself holds only the latter."""
    (hall,) = arrive(town, "Eine Halle.")
    decide(town, hall, Verdict.CHANGE, topic="kultur", office="sportamt", referral=Referral.HAND_OVER)
    (one,) = past()
    assert (hall.case.number, "concern", "new_case", False, True) == (
        one.case,
        one.kind,
        one.outcome,
        one.in_case,
        one.first_contact,
    )
    (concern,) = one.concerns
    assert ("sport", "kulturamt", "halle") == (concern.topic, concern.office, concern.rule)
    assert ("change", "kultur", "sportamt", "hand_over", True) == (
        concern.verdict,
        concern.decided_topic,
        concern.decided_office,
        concern.decided_referral,
        concern.own_word,
    )


def test_who_wrote_before_is_no_first_contact(town: Tools) -> None:
    """Only the first message of an address is; case of letters does not count."""
    mails = [
        letter(f"Eine Halle {n}.", subject=f"Halle {n}", message_id=f"<{n}@x.example>", sender=f"{name}@x.example")
        for n, name in enumerate(["alice", "Alice", "bob"])
    ]
    take_in(town, *mails)
    assert [True, False, True] == [one.first_contact for one in past()]


def test_the_newest_come_first_and_the_limit_and_span_hold(town: Tools, clock: FixedClock) -> None:
    """`since` is included, `until` is not."""
    concerns = arrive(town, "Halle eins.", "Halle zwei.", "Halle drei.")
    for n, concern in enumerate(concerns):
        MessageRow.objects.filter(pk=concern.message_id).update(received_at=clock.now + timedelta(days=n))
    first, second, third = (concern.message_id for concern in concerns)
    assert [third, second, first] == [one.message for one in past()]
    assert [third, second] == [one.message for one in past(limit=2)]
    assert [second] == [one.message for one in past(clock.now + timedelta(days=1), clock.now + timedelta(days=2))]
    assert [] == list(past(limit=0))


def test_what_bears_no_decision_is_left_out(town: Tools) -> None:
    """Duplicates and what lay there before never; newsletters and the like only for a model."""
    take_in(
        town,
        letter("Eine Halle.", subject="Halle"),
        letter("Rundbrief.", subject="Neues", message_id="<n@x.example>", headers=[("List-Id", "<neues.verband.example>")]),
        letter("Eine Halle.", subject="Halle", headers=[("X-Weg", "anders")]),
    )
    assert {"new_case", "filed", "duplicate"} == set(MessageRow.objects.values_list("outcome", flat=True))
    assert ["new_case"] == [one.outcome for one in past()]
    assert ["filed", "new_case"] == [one.outcome for one in past(all_kinds=True)]


def test_each_comes_once_over_all_chunks_by_few_queries(town: Tools) -> None:
    """Four queries a chunk, whatever its size; nothing is asked message by message, and never the original."""
    arrive(town, "Eine Halle.")
    copies(2 * stored.CHUNK)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = [one.message for one in past()]
    assert sorted(set(found), reverse=True) == found
    assert 2 * stored.CHUNK + 1 == len(found)
    assert 4 * 3 + 1 >= len(asked)
    assert not any("store_rawrow" in query["sql"] or "OFFSET" in query["sql"] for query in asked)


def test_memory_does_not_grow_with_the_number_of_mails(town: Tools) -> None:
    """Twice as many mails, the same peak within a few chunks' noise."""
    arrive(town, "Eine Halle.")
    copies(2 * stored.CHUNK)
    peaks = []
    for limit in (stored.CHUNK, 2 * stored.CHUNK):
        assert 1 == sum(1 for _ in past(limit=1))  # what is read once for all is read now
        tracemalloc.start()
        assert limit == sum(1 for _ in past(limit=limit))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_mails_that_arrive_meanwhile_are_left_out(town: Tools) -> None:
    """Nothing comes twice and nothing is skipped."""
    arrive(town, "Eine Halle.")
    copies(stored.CHUNK)
    walk = past()
    first = next(walk)
    values = {f.attname: getattr(MessageRow.objects.get(pk=first.message), f.attname) for f in MessageRow._meta.fields}
    MessageRow.objects.create(**(values | {"id": 9999, "uid": "9999"}))
    rest = [one.message for one in walk]
    assert stored.CHUNK == len(rest)
    assert 9999 not in rest
