"""A learned model on the status page: everyone sees it, administration decides, every step is kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from postlotse.desk import tools
from postlotse.desk.access import Role
from postlotse.learning import promotion, proposal
from postlotse.learning.proposal import Proposal
from postlotse.store.models import AuditRow
from tests.desk.conftest import City

PROPOSAL = Proposal(
    version="20260302-neu",
    before="20260301-alt",
    made_at="2026-03-02T02:00:00+00:00",
    decisions=41,
    new=41,
    points=1.2,
    mails=160,
)


@pytest.fixture
def folder(city: City, tmp_path: Path) -> Path:
    """Return a folder with two versions, the older one in use, the newer one proposed."""
    for version in (PROPOSAL.before, PROPOSAL.version):
        (tmp_path / "versions" / version).mkdir(parents=True)
        (tmp_path / "versions" / version / "card.json").write_text("{}", encoding="utf-8")
    (tmp_path / "active").write_text(f"{PROPOSAL.before}\n", encoding="utf-8")
    proposal.write(tmp_path, PROPOSAL)
    tools.hold(city.tools, tmp_path)
    return tmp_path


def active(folder: Path) -> str:
    """Return the version in use."""
    return (folder / "active").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(("role", "button"), [(Role.ADMINISTRATION, True), (Role.CASES, False), (Role.PRIVACY, False)])
def test_everyone_sees_what_was_learned_and_administration_a_button(
    folder: Path, sign_in: Callable[..., Client], role: Role, button: bool
) -> None:
    """One sentence: from how many decisions, by how many points."""
    html = sign_in(role).get("/zustand/").content.decode()
    assert "Modell gelernt aus 41 Entscheidungen: +1,2 Punkte" in html
    assert ("Neues Modell in Gebrauch nehmen" in html) is button


def test_administration_brings_it_into_use(folder: Path, sign_in: Callable[..., Client]) -> None:
    """It is in use, the record and the audit trail name the person, and the proposal is gone."""
    client = sign_in(Role.ADMINISTRATION, name="ada")
    html = client.post("/zustand/modell/", {"version": PROPOSAL.version}, follow=True).content.decode()
    assert "Das neue Modell ist in Gebrauch" in html
    assert active(folder) == PROPOSAL.version
    assert [(x.by, x.before, x.after) for x in promotion.history(folder)] == [("ada", PROPOSAL.before, PROPOSAL.version)]
    assert list(AuditRow.objects.filter(action="model_promoted").values_list("actor", flat=True)) == ["ada"]
    assert "Modell gelernt" not in client.get("/zustand/").content.decode()


@pytest.mark.parametrize("role", [Role.CASES, Role.PRIVACY])
def test_others_may_not(folder: Path, sign_in: Callable[..., Client], role: Role) -> None:
    """The view refuses, not only the template."""
    assert sign_in(role).post("/zustand/modell/", {"version": PROPOSAL.version}).status_code == 403
    assert active(folder) == PROPOSAL.before


def test_loading_the_address_changes_nothing(folder: Path, sign_in: Callable[..., Client]) -> None:
    """GET leads back to the page."""
    assert sign_in(Role.ADMINISTRATION).get("/zustand/modell/").headers["Location"] == "/zustand/"
    assert active(folder) == PROPOSAL.before


@pytest.mark.parametrize(
    ("changes", "posted", "words"),
    [
        ({"refusals": ("Merkmal „danger“ wird seltener gefunden.",)}, PROPOSAL.version, "Kommandozeile"),
        ({"before": "20260228-anders"}, PROPOSAL.version, "Inzwischen ist eine andere Version"),
        ({}, "20260101-falsch", "gilt nicht mehr"),
        ({"version": "20260303-weg"}, "20260303-weg", "die jetzige bleibt"),
    ],
    ids=["worse", "other-in-use", "other-shown", "gone"],
)
def test_what_does_not_fit_is_refused_in_words(
    folder: Path, sign_in: Callable[..., Client], changes: dict[str, object], posted: str, words: str
) -> None:
    """The version in use stays, and nothing is kept as if it had happened."""
    proposal.write(folder, replace(PROPOSAL, **changes))  # type: ignore[arg-type]
    html = sign_in(Role.ADMINISTRATION).post("/zustand/modell/", {"version": posted}, follow=True).content.decode()
    assert words in html
    assert active(folder) == PROPOSAL.before
    assert not AuditRow.objects.filter(action="model_promoted").exists()
    assert promotion.history(folder) == []


def test_a_worse_version_says_why_and_has_no_button(folder: Path, sign_in: Callable[..., Client]) -> None:
    """The reasons of the gate, and what else is to be known."""
    proposal.write(folder, replace(PROPOSAL, points=-0.4, refusals=("Merkmal „danger“ fehlt öfter.",), erased=2))
    html = sign_in(Role.ADMINISTRATION).get("/zustand/").content.decode()
    assert "−0,4 Punkte" in html
    assert "Merkmal „danger“ fehlt öfter." in html
    assert "kennt noch 2 gelöschte Vorgänge" in html
    assert "Neues Modell in Gebrauch nehmen" not in html


def test_a_damaged_proposal_is_none(folder: Path, sign_in: Callable[..., Client]) -> None:
    """The page comes without it."""
    (folder / "proposal.json").write_text('{"version": 3}', encoding="utf-8")
    assert "Modell gelernt" not in sign_in(Role.ADMINISTRATION).get("/zustand/").content.decode()
