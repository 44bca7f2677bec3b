"""Activating drafts and going back: judged first, never over somebody else's work, whole or not at all."""

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from postlotse import wiring
from postlotse.config.schema import Config, Policy
from postlotse.core.errors import Conflict, NotFound
from postlotse.core.rules.load import fingerprint
from postlotse.datafiles import edit
from postlotse.datafiles.activate import NotWritable, unfinished, write_set
from postlotse.datafiles.places import shipped_rules
from postlotse.datafiles.rulefiles import read_rules
from postlotse.flow import rulesets as flow
from postlotse.store import rulesets
from postlotse.store.models import AuditRow
from postlotse.store.rulesets import DraftState, Source
from postlotse.testing import FixedClock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    shutil.copytree(shipped_rules(), made)
    return made


@pytest.fixture
def tools(folder: Path, tmp_path: Path, clock: FixedClock) -> flow.SetTools:
    """The product's own tools on a copy of the shipped rules, whose set is recorded as the one in use."""
    made = replace(wiring.set_tools(Config(base=tmp_path), folder), clock=clock)
    files = made.read()
    flow.note_in_use(files, fingerprint(files), now=clock(), first=True)
    return made


def days(files: flow.Files, count: int) -> dict[str, str]:
    """Return the set with another number of days until an answer."""
    return {**files, "replies.yaml": edit.set_value(files["replies.yaml"], ("replies", "response_days"), count)}


def by_hand(folder: Path, name: str, text: str = "# von Hand\n") -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def draft(tools: flow.SetTools, count: int = 7, by: str = "anna") -> rulesets.Draft:
    return flow.new_draft(tools, title=f"{count} Tage", files=days(tools.read(), count), by=by)


def test_a_draft_becomes_the_set_in_use(tools: flow.SetTools, folder: Path) -> None:
    """One line of one file changes; history and audit know who, when and from which draft."""
    before, made = tools.read(), draft(tools)
    done = flow.activate(tools, made.id, by="anna", version=made.version)
    assert ("replies.yaml",) == done.changed
    assert made.files == read_rules(folder).files
    now = rulesets.current()
    assert now is not None
    assert (done.fingerprint, fingerprint(before), Source.DESK, "anna", "7 Tage", made.id) == (
        now.fingerprint,
        now.base,
        now.source,
        now.activated_by,
        now.note,
        now.draft,
    )
    assert DraftState.ACTIVE is rulesets.draft(made.id).state
    assert {"rules": now.fingerprint, "before": now.base, "source": "desk", "draft": made.id} == AuditRow.objects.filter(
        action="rules_activated"
    ).latest("id").detail


def test_what_has_mistakes_is_refused_with_their_places(tools: flow.SetTools) -> None:
    """Nothing is written, nothing recorded, the draft stays open."""
    before = tools.read()
    broken = {**before, "replies.yaml": edit.set_value(before["replies.yaml"], ("replies", "response_days"), "bald")}
    made = flow.new_draft(tools, title="Kaputt", files=broken, by="anna")
    with pytest.raises(flow.SetRefused, match=r"replies\.yaml:\d+:\d+") as refused:
        flow.activate(tools, made.id, by="anna", version=made.version)
    assert ["replies.yaml"] == [p.file for p in refused.value.problems]
    assert before == tools.read()
    assert 1 == len(rulesets.history())
    assert DraftState.OPEN is rulesets.draft(made.id).state


def test_somebody_faster_is_not_overwritten(tools: flow.SetTools) -> None:
    """A draft that changed since it was shown is not activated."""
    made = draft(tools)
    rulesets.change_draft(made.id, version=made.version, by="bert", now=tools.clock(), files=days(made.files, 9))
    with pytest.raises(Conflict):
        flow.activate(tools, made.id, by="anna", version=made.version)


def test_hand_work_in_the_folder_is_not_overwritten_but_taken_along(tools: flow.SetTools, folder: Path) -> None:
    """Another file changed by hand: refused with its name; after carrying over both changes are live."""
    made = draft(tools)
    by_hand(folder, "calendar.yaml")
    found = flow.standing(tools, made)
    assert (("replies.yaml",), ("calendar.yaml",), (), True) == (found.changed, found.moved, found.clashing, found.can_rebase)
    with pytest.raises(Conflict, match=r"calendar\.yaml wurde inzwischen"):
        flow.activate(tools, made.id, by="anna", version=made.version)
    carried = flow.rebase(tools, made.id, version=made.version, by="anna")
    assert ("replies.yaml",) == carried.changed
    done = flow.activate(tools, made.id, by="anna", version=carried.version)
    assert ("replies.yaml",) == done.changed
    assert tools.read()["calendar.yaml"].endswith("# von Hand\n")


def test_the_same_file_changed_on_both_sides_is_left_to_people(tools: flow.SetTools, folder: Path) -> None:
    """Carrying over is refused by name; the folder keeps what stands there."""
    made = draft(tools)
    by_hand(folder, "replies.yaml")
    assert not flow.standing(tools, made).can_rebase
    with pytest.raises(Conflict, match=r"replies\.yaml"):
        flow.rebase(tools, made.id, version=made.version, by="anna")
    with pytest.raises(Conflict, match="neuen Entwurf"):
        flow.activate(tools, made.id, by="anna", version=made.version)
    assert tools.read()["replies.yaml"].endswith("# von Hand\n")


def test_the_same_change_on_both_sides_is_none(tools: flow.SetTools, folder: Path) -> None:
    """Who had the same idea in the editor does not stand in the way."""
    made = draft(tools)
    (folder / "replies.yaml").write_text(made.files["replies.yaml"], encoding="utf-8")
    assert () == flow.standing(tools, made).clashing


class TestTwoPersons:
    """`[policy] rules_two_persons`: nobody puts their own draft live."""

    @pytest.fixture
    def strict(self, tools: flow.SetTools) -> flow.SetTools:
        return replace(tools, two_persons=True)

    def test_the_setting_reaches_the_tools(self, folder: Path, tmp_path: Path) -> None:
        """Off unless the house wants it."""
        strict = Config(base=tmp_path, policy=Policy(rules_two_persons=True))
        assert [False, True] == [wiring.set_tools(c, folder).two_persons for c in (Config(base=tmp_path), strict)]

    def test_an_author_alone_is_refused(self, strict: flow.SetTools) -> None:
        """With a sentence; nothing is written."""
        before, made = strict.read(), draft(strict)
        with pytest.raises(Conflict, match="jemand anders"):
            flow.activate(strict, made.id, by="anna", version=made.version)
        assert before == strict.read()

    def test_a_second_person_approves_and_the_author_activates(self, strict: flow.SetTools) -> None:
        """The yes counts for the draft as it stands."""
        made = draft(strict)
        approved = rulesets.approve(made.id, version=made.version, by="bert", now=strict.clock())
        flow.activate(strict, made.id, by="anna", version=approved.version)
        assert made.files == strict.read()

    def test_a_second_person_activates_at_once(self, strict: flow.SetTools) -> None:
        """Activating somebody else's draft is a yes to it."""
        made = draft(strict)
        flow.activate(strict, made.id, by="bert", version=made.version)
        assert "bert" == rulesets.draft(made.id).approved_by

    def test_a_yes_does_not_outlive_a_change(self, strict: flow.SetTools) -> None:
        """Carried over or changed: it has to be given again."""
        made = draft(strict)
        approved = rulesets.approve(made.id, version=made.version, by="bert", now=strict.clock())
        changed = rulesets.change_draft(
            made.id, version=approved.version, by="anna", now=strict.clock(), files=days(made.files, 9)
        )
        with pytest.raises(Conflict):
            flow.activate(strict, made.id, by="anna", version=changed.version)


def test_going_back_restores_exactly_the_files(tools: flow.SetTools) -> None:
    """Comments, blank lines and tests included; recorded as what it is, with the note."""
    before, made = tools.read(), draft(tools)
    flow.activate(tools, made.id, by="anna", version=made.version)
    done = flow.rollback(tools, "previous", by="bert", note="zu früh")
    assert before == tools.read()
    assert (fingerprint(before), ("replies.yaml",)) == (done.fingerprint, done.changed)
    now = rulesets.current()
    assert now is not None
    assert (Source.ROLLBACK, "bert", "zu früh") == (now.source, now.activated_by, now.note)
    assert [] == rulesets.drafts()


def test_going_back_by_fingerprint_twice_is_going_forward(tools: flow.SetTools) -> None:
    """Any set that was ever in use can be the one in use again."""
    first, made = fingerprint(tools.read()), draft(tools)
    second = flow.activate(tools, made.id, by="anna", version=made.version).fingerprint
    flow.rollback(tools, first[:8], by="anna")
    flow.rollback(tools, second[:8], by="anna")
    assert made.files == tools.read()
    with pytest.raises(Conflict, match="liegt schon"):
        flow.rollback(tools, second, by="anna")


def test_hand_work_that_was_never_in_use_is_kept_as_a_draft(tools: flow.SetTools, folder: Path) -> None:
    """Going back mends a broken folder, and what somebody typed there is not lost."""
    before, made = tools.read(), draft(tools)
    flow.activate(tools, made.id, by="anna", version=made.version)
    by_hand(folder, "routing.yaml", "kaputt: [\n")
    flow.rollback(tools, fingerprint(before), by="bert")
    assert before == tools.read()
    (kept,) = rulesets.drafts()
    assert kept.files["routing.yaml"].endswith("kaputt: [\n")


def test_going_back_to_what_has_become_wrong_is_refused(tools: flow.SetTools) -> None:
    """A former set is judged like any other: the program may have become stricter."""
    broken = {**tools.read(), "routing.yaml": "rules: []\n"}
    rulesets.record(fingerprint(broken), broken, by="daemon", now=tools.clock(), source=Source.FILES)
    with pytest.raises(flow.SetRefused):
        flow.rollback(tools, fingerprint(broken), by="anna")
    with pytest.raises(NotFound):
        flow.rollback(tools, "abcdef0123", by="anna")


class TornError(Exception):
    """The process dies here."""


@pytest.mark.parametrize("where", ["staged", "journal", "renamed replies.yaml", "done"])
def test_an_activation_that_breaks_off_is_finished_or_never_was(
    tools: flow.SetTools, folder: Path, where: str, clock: FixedClock
) -> None:
    """Broken off before the journal: the old set, the draft open.  After it: finished, with the author's name."""

    def step(name: str) -> None:
        if name == where:
            raise TornError

    before, made = tools.read(), draft(tools)
    torn = replace(tools, write=partial(write_set, folder, step=step))
    with pytest.raises(TornError):
        flow.activate(torn, made.id, by="anna", version=made.version)
    assert 1 == len(rulesets.history())
    assert DraftState.OPEN is rulesets.draft(made.id).state
    clock.forward(minutes=1)
    assert (where != "staged") is unfinished(folder)
    assert (where != "staged") is flow.finish(tools)
    assert not flow.finish(tools)
    if where == "staged":
        assert before == tools.read()
        return
    assert made.files == tools.read()
    now = rulesets.current()
    assert now is not None
    assert (fingerprint(made.files), "anna", Source.DESK, made.id) == (
        now.fingerprint,
        now.activated_by,
        now.source,
        now.draft,
    )
    assert DraftState.ACTIVE is rulesets.draft(made.id).state
    assert not flow.note_in_use(tools.read(), now.fingerprint, now=clock())


def test_a_folder_that_cannot_be_written_leaves_everything_as_it_was(tools: flow.SetTools) -> None:
    """The sentence is the writer's; neither history nor draft says that anything happened."""

    def refused(files: flow.Files, *, expected: flow.Files, label: object) -> list[str]:
        raise NotWritable("Der Dienst darf hier nicht schreiben.")

    made = draft(tools)
    with pytest.raises(NotWritable):
        flow.activate(replace(tools, write=refused), made.id, by="anna", version=made.version)
    assert 1 == len(rulesets.history())
    assert DraftState.OPEN is rulesets.draft(made.id).state


def test_a_set_edited_by_hand_is_recorded_once(tools: flow.SetTools, folder: Path, clock: FixedClock) -> None:
    """What the service took up is in the history, as edited by hand."""
    by_hand(folder, "calendar.yaml")
    files = tools.read()
    assert [True, False] == [flow.note_in_use(files, fingerprint(files), now=clock()) for _ in range(2)]
    assert [Source.FILES, Source.START] == [v.source for v in rulesets.history()]
