"""What the running service does with the rules folder besides using it: it keeps a history, and ends what broke off."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse import wiring
from postlotse.config.schema import Config, Mailbox, StartMode
from postlotse.core.rules.load import fingerprint
from postlotse.daemon.service import Service
from postlotse.datafiles.activate import unfinished, write_set
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.datafiles.rulefiles import read_rules
from postlotse.store import health, rulesets
from postlotse.store.models import AuditRow
from postlotse.store.rulesets import Source
from tests.daemon.test_service import eventually

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "# von Hand\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    shutil.copytree(shipped_rules(), made)
    return made


@pytest.fixture
def running(start: Callable[..., Service], tmp_path: Path, folder: Path) -> Callable[[], Service]:
    """Start a service on the folder with an empty mail folder."""
    (tmp_path / "inbox").mkdir()
    box = Mailbox(kind="folder", path=tmp_path / "inbox", start=StartMode.ALL)
    return lambda: start(box, 1, rules=Library(folder, patient=True, fallback=wiring.recorded_rules))


def sources() -> list[Source]:
    return [version.source for version in rulesets.history()]


def by_hand(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_set_found_at_the_start_and_every_change_by_hand_are_recorded(running: Callable[[], Service], folder: Path) -> None:
    """Once each, with an entry in the audit; the history holds the files as they were."""
    first = dict(read_rules(folder).files)
    service = running()
    assert eventually(lambda: sources() == [Source.START])
    by_hand(folder, "calendar.yaml", NOTE)
    service.reload_soon()
    assert eventually(lambda: sources() == [Source.FILES, Source.START])
    service.stop()
    assert first == rulesets.previous().files
    assert ["start", "files"] == [
        row.detail["source"] for row in AuditRow.objects.filter(action="rules_activated").order_by("id")
    ]


def test_a_broken_folder_is_said_with_line_and_sentence_and_not_recorded(running: Callable[[], Service], folder: Path) -> None:
    """The set in use stays the recorded one; the state of the service names the mistake."""
    service = running()
    assert eventually(lambda: sources() == [Source.START])
    by_hand(folder, "replies.yaml", "  response_dais: 3\n")
    service.reload_soon()

    def said() -> str:
        part = health.part("rules")
        return part.last_error if part and part.failing_since else ""

    assert eventually(lambda: "replies.yaml:" in said())
    assert "in Gebrauch bleibt" in said()
    service.stop()
    assert [Source.START] == sources()


def test_a_service_that_starts_on_a_broken_folder_goes_on_with_the_last_good_set(
    running: Callable[[], Service], folder: Path
) -> None:
    """The recorded files are the rules; no new entry says otherwise."""
    good = dict(read_rules(folder).files)
    rulesets.record(fingerprint(good), good, by="daemon", now=wiring.now(), source=Source.START)
    by_hand(folder, "routing.yaml", "kaputt: [\n")
    service = running()
    assert eventually(lambda: bool((part := health.part("rules")) and part.failing_since))
    assert fingerprint(good) == service.tools.book().fingerprint
    service.stop()
    assert [Source.START] == sources()


def test_an_activation_whose_process_died_is_ended_by_the_service(
    running: Callable[[], Service], folder: Path, tmp_path: Path
) -> None:
    """Half the files are renamed: the service completes the set and records it under the name of who wanted it."""

    class TornError(Exception):
        """The process dies here."""

    def step(name: str) -> None:
        if name == "renamed calendar.yaml":
            raise TornError

    files = dict(read_rules(folder).files)
    rulesets.record(fingerprint(files), files, by="daemon", now=wiring.now(), source=Source.START)
    wanted = files | {name: NOTE + files[name] for name in ("calendar.yaml", "replies.yaml")}
    label = {"by": "anna", "source": "desk", "note": "Neu", "draft": ""}
    with pytest.raises(TornError):
        write_set(folder, wanted, expected=files, label=label, step=step)
    assert unfinished(folder)
    service = running()
    assert eventually(lambda: sources() == [Source.DESK, Source.START])
    assert eventually(lambda: service.tools.book().fingerprint == fingerprint(wanted))
    service.stop()
    assert wanted == read_rules(folder).files
    assert "anna" == rulesets.history()[0].activated_by
    assert [Source.DESK, Source.START] == sources()


def test_the_tools_of_a_configuration_work_on_its_folder(folder: Path, tmp_path: Path) -> None:
    """Reading, judging and writing go to the same folder."""
    tools = wiring.set_tools(Config(base=tmp_path), folder)
    files = tools.read()
    assert "" == tools.writable()
    assert [] == [p for p in tools.judge(files) if p.severity == "error"]
    assert ["calendar.yaml"] == list(
        tools.write({**files, "calendar.yaml": NOTE + files["calendar.yaml"]}, expected=files, label={})
    )
