"""The rules of a running service: a good change counts within seconds, a bad one never, and both are seen in its health."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from postlotse import wiring
from postlotse.config.schema import Config, Mailbox
from postlotse.daemon.service import Service
from postlotse.datafiles.library import Library
from postlotse.store import health
from tests.daemon.conftest import Fixed, Relay
from tests.daemon.test_service import eventually

pytestmark = pytest.mark.django_db(transaction=True)

SHIPPED = Path(__file__).parents[2] / "rules"
OFFICES = """\
offices:
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Rathaus}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Rathaus}
"""
TOPICS = "topics:\n  sport: {names: {de: Sport}, office: sportamt}\n"
ROUTING = """\
rules:
  - id: halle
    rule: Hallen gehen zum Kulturamt.
    when: {topics: sport}
    then: {office: kulturamt}
    tests:
      - {name: Halle am Abend, subject: Halle, given: {topics: sport}, expect: {office: kulturamt}}
  - id: rest
    rule: Alles andere auch.
    when: {}
    then: {office: kulturamt}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "regeln"
    place.mkdir()
    shutil.copytree(SHIPPED / "templates", place / "templates")
    for name, text in (("offices", OFFICES), ("topics", TOPICS), ("routing", ROUTING)):
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def service(start: Callable[..., Service], relay: Relay, folder: Path, tmp_path: Path) -> Service:
    post = tmp_path / "post"
    post.mkdir()
    runner = wiring.case_runner(Config(base=tmp_path), Fixed())  # type: ignore[arg-type]
    rules = Library(folder, patient=True, runner=runner, fallback=wiring.recorded_rules)
    return start(Mailbox(kind="folder", path=post), relay.server.port, rules=rules)


def change(path: Path, text: str) -> None:
    """Write a text and make sure that the change shows in size or time."""
    path.write_text(text, encoding="utf-8")
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000))


def told() -> str:
    """Return what health says about the rules, "" when all is well."""
    part = health.part("rules")
    return part.last_error if part and part.failing_since else ""


def test_a_good_change_counts_within_seconds(service: Service, folder: Path) -> None:
    """Without a nudge: the service looks by itself."""
    before = service.tools.book()
    change(folder / "offices.yaml", OFFICES.replace("name: Sportamt", "name: Amt für Sport"))
    assert eventually(lambda: service.tools.book() is not before, seconds=10.0)
    assert service.tools.book().offices["sportamt"].name == "Amt für Sport"
    assert told() == ""


def test_a_change_that_fails_its_tests_is_told_and_not_taken(service: Service, folder: Path) -> None:
    """Health names the file, the line and what came instead; it is well again as soon as the rules are."""
    before = service.tools.book()
    change(folder / "routing.yaml", ROUTING.replace("when: {topics: sport}", "when: {topics: unklar}"))
    service.reload_soon()
    assert eventually(lambda: "routing.yaml:7:9: " in told())
    assert f"in Gebrauch bleibt die letzte gute Fassung ({before.fingerprint[:8]})" in told()
    assert "Der Test „Halle am Abend“ scheitert: Regel: erwartet „halle“, gekommen „rest“." in told()
    assert service.tools.book().fingerprint == before.fingerprint
    change(folder / "routing.yaml", ROUTING.replace("Alles andere auch.", "Und der Rest."))
    service.reload_soon()
    assert eventually(lambda: told() == "" and service.tools.book().fingerprint != before.fingerprint)


def test_a_broken_change_is_told_and_survives_a_restart(service: Service, folder: Path) -> None:
    """The set in use was recorded; a service that starts on the broken folder goes on with it."""
    service.reload_soon()
    before = service.tools.book()
    assert eventually(lambda: wiring.recorded_rules() is not None)
    change(folder / "routing.yaml", ROUTING[: len(ROUTING) // 2] + "\n\t- kaputt")
    service.reload_soon()
    assert eventually(lambda: "routing.yaml:" in told())
    service.stop()
    again = Library(folder, patient=True, fallback=wiring.recorded_rules)
    assert again.book() == before
    assert again.older
