"""Sets of rules that were in use, and drafts: what is kept, who may change what, and what two people at once cannot do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from postlotse.core.errors import Conflict, NotFound
from postlotse.core.rules.load import fingerprint
from postlotse.store import rulesets
from postlotse.store.models import AuditRow, MessageRow, RuleActivationRow, RuleSetRow
from postlotse.store.rulesets import DraftState, Origin, Source

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = {"routing.yaml": "# eins\nrules: []\n", "templates/de/forward.j2": "Guten Tag\r\n"}
SECOND = FIRST | {"routing.yaml": "# zwei – mit Kommentar\nrules: []\n"}
THIRD = FIRST | {"routing.yaml": "# drei\nrules: []\n"}


def record(files: dict[str, str], minutes: int = 0, source: Source = Source.FILES, by: str = "daemon") -> bool:
    return rulesets.record(fingerprint(files), files, by=by, now=NOW + timedelta(minutes=minutes), source=source)


def draft(files: dict[str, str] | None = None, by: str = "anna") -> rulesets.Draft:
    return rulesets.save_draft(title="Neu", files=files or SECOND, by=by, now=NOW, base_files=FIRST)


def test_nothing_was_ever_in_use() -> None:
    """An empty database says so."""
    assert rulesets.current() is None
    assert rulesets.latest_files() is None
    assert [] == rulesets.history()
    with pytest.raises(NotFound):
        rulesets.previous()


def test_a_set_is_recorded_once_until_another_one_follows() -> None:
    """The same set again is no new entry; coming back to it later is one, its files being kept once."""
    assert [True, False, True, True] == [
        record(FIRST, 0, Source.START),
        record(FIRST, 1),
        record(SECOND, 2),
        record(FIRST, 3, Source.ROLLBACK, "anna"),
    ]
    assert 2 == RuleSetRow.objects.count()
    now, second, first = rulesets.history()
    assert [Source.ROLLBACK, Source.FILES, Source.START] == [v.source for v in (now, second, first)]
    assert [True, False, False] == [v.current for v in (now, second, first)]
    assert [None, now.activated_at, second.activated_at] == [v.ended_at for v in (now, second, first)]
    assert (fingerprint(SECOND), "anna") == (now.base, now.activated_by)
    assert FIRST == rulesets.latest_files()
    assert SECOND == rulesets.previous().files
    audit = AuditRow.objects.filter(action="rules_activated").order_by("id")
    assert ["start", "files", "rollback"] == [row.detail["source"] for row in audit]


def test_a_change_that_decides_nothing_is_kept_too() -> None:
    """Tests and line breaks are no part of the fingerprint, but the files come back exactly."""
    windows = {name: text.replace("\n", "\r\n") for name, text in FIRST.items()}
    tests = FIRST | {"tests/neu.yaml": "tests: []\n"}
    assert fingerprint(FIRST) == fingerprint(tests)
    assert [True, True] == [record(FIRST), record(tests, 1)]
    assert tests == rulesets.version(fingerprint(FIRST)).files
    assert [True, False] == [rulesets.was_active(tests), rulesets.was_active(windows)]


def test_pages_of_the_history_and_the_number_of_decisions() -> None:
    """Older entries come by time; each says how many messages its set decided."""
    for minute, files in enumerate((FIRST, SECOND, THIRD)):
        record(files, minute)
    common = {"account": "i", "folder": "f", "uidvalidity": 1, "digest": "d", "received_at": NOW, "stored_at": NOW}
    for uid in range(3):
        MessageRow.objects.create(uid=str(uid), rules_fingerprint=fingerprint(SECOND), **common)
    page = rulesets.history(1, before=NOW + timedelta(minutes=2))
    assert [(fingerprint(SECOND), 3, NOW + timedelta(minutes=2), False)] == [
        (v.fingerprint, v.decisions, v.ended_at, v.current) for v in page
    ]
    assert [0, 3, 0] == [v.decisions for v in rulesets.history()]


@pytest.mark.parametrize("digits", ["", "12345", "xyzxyz", "ffffffff"], ids=["empty", "short", "no-digits", "unknown"])
def test_a_set_that_cannot_be_told_is_not_found(digits: str) -> None:
    """Too few digits, other characters or a set that never was."""
    record(FIRST)
    with pytest.raises(NotFound):
        rulesets.version(digits)


def test_a_set_is_found_by_its_first_digits_unless_two_begin_so() -> None:
    """Six digits are enough, in capitals too; where two sets share them, more are asked for."""
    record(FIRST)
    assert FIRST == rulesets.version(fingerprint(FIRST)[:6].upper()).files
    RuleSetRow.objects.create(exact="x", fingerprint=fingerprint(FIRST)[:6] + "0" * 10, files={}, stored_at=NOW)
    RuleActivationRow.objects.create(at=NOW, by="x", source="files", rules_id="x")
    with pytest.raises(NotFound, match="Mehrere"):
        rulesets.version(fingerprint(FIRST)[:6])


def test_a_draft_knows_what_it_changes() -> None:
    """Its files beside those that it started from."""
    made = draft(FIRST | {"calendar.yaml": "calendar: {}\n"})
    assert ("calendar.yaml",) == made.changed
    assert (fingerprint(FIRST), "anna", 1, DraftState.OPEN) == (made.base, made.by, made.version, made.state)
    assert [made] == rulesets.drafts()


def test_a_draft_starts_from_a_recorded_set_by_its_fingerprint() -> None:
    """Who knows the fingerprint only gets its files; an unknown one is refused."""
    record(FIRST)
    made = rulesets.save_draft(title="Neu", files=SECOND, by="anna", now=NOW, base=fingerprint(FIRST))
    assert FIRST == made.base_files
    with pytest.raises(NotFound):
        rulesets.save_draft(title="Neu", files=SECOND, by="anna", now=NOW, base="0123456789abcdef")


def test_two_people_never_overwrite_each_other() -> None:
    """The second change of the same version is refused, and the first one stands."""
    made = draft()
    changed = rulesets.change_draft(made.id, version=1, by="bert", now=NOW, files=THIRD)
    assert (2, ("anna", "bert")) == (changed.version, changed.authors)
    with pytest.raises(Conflict, match="jemand anders"):
        rulesets.change_draft(made.id, version=1, by="anna", now=NOW, files=FIRST)
    assert THIRD == rulesets.draft(made.id).files


def test_an_approval_is_another_persons_and_ends_with_the_next_change() -> None:
    """No author approves, a later author neither; a title may change without asking again."""
    made = draft()
    with pytest.raises(Conflict, match="jemand anders"):
        rulesets.approve(made.id, version=1, by="anna", now=NOW)
    approved = rulesets.approve(made.id, version=1, by="bert", now=NOW)
    renamed = rulesets.change_draft(made.id, version=approved.version, by="anna", now=NOW, title="Besser")
    assert ("bert", "Besser") == (renamed.approved_by, renamed.title)
    changed = rulesets.change_draft(made.id, version=renamed.version, by="carl", now=NOW, files=THIRD)
    assert "" == changed.approved_by
    with pytest.raises(Conflict):
        rulesets.approve(made.id, version=changed.version, by="carl", now=NOW)


@pytest.mark.parametrize("end", [rulesets.drop, rulesets.settle], ids=["dropped", "active"])
def test_a_draft_that_is_done_with_stays_so(end: object) -> None:
    """It cannot be changed, approved or ended again."""
    made = draft()
    ended = end(made.id, version=1, by="bert", now=NOW)  # type: ignore[operator]
    assert [] == rulesets.drafts()
    assert [ended] == rulesets.drafts(ended.state)
    for verb in (rulesets.approve, rulesets.drop, rulesets.settle, rulesets.change_draft):
        with pytest.raises(Conflict):
            verb(made.id, version=ended.version, by="carl", now=NOW)


def test_unknown_drafts() -> None:
    """An id that never was."""
    with pytest.raises(NotFound):
        rulesets.draft(99)
    with pytest.raises(NotFound):
        rulesets.drop(99, version=1, by="anna", now=NOW)


def test_a_pattern_of_corrections_is_found_again_whatever_became_of_it() -> None:
    """What was dropped once is not proposed again."""
    made = rulesets.save_draft(
        title="Vorschlag",
        files=SECOND,
        by="daemon",
        now=NOW,
        base_files=FIRST,
        origin=Origin.CORRECTION,
        pattern="sport→jugend",
    )
    rulesets.drop(made.id, version=1, by="anna", now=NOW)
    assert [DraftState.DROPPED] == [d.state for d in rulesets.proposed("sport→jugend")]
    assert [] == rulesets.proposed("kultur→jugend")


def test_a_source_that_does_not_exist_is_refused_by_the_database() -> None:
    """Not only by the program."""
    record(FIRST)
    with pytest.raises(IntegrityError):
        RuleActivationRow.objects.create(at=NOW, by="x", source="guess", rules_id=RuleSetRow.objects.get().exact)


def test_every_step_of_a_draft_is_in_the_audit_without_its_text() -> None:
    """Who made, changed, approved and used it; named by its id."""
    made = draft()
    made = rulesets.change_draft(made.id, version=made.version, by="anna", now=NOW, files=THIRD)
    made = rulesets.approve(made.id, version=made.version, by="bert", now=NOW)
    rulesets.settle(made.id, version=made.version, by="anna", now=NOW)
    rows = AuditRow.objects.order_by("id")
    assert ["rules_draft_made", "rules_draft_changed", "rules_draft_approved", "rules_draft_active"] == [r.action for r in rows]
    assert ["anna", "anna", "bert", "anna"] == [r.actor for r in rows]
    assert {"draft", "origin"} == {key for row in rows for key in row.detail}
