"""What the desk says of topics that go by themselves: a table for everyone with a role, a banner for administration."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from postlotse.core.earned import Terms
from postlotse.core.names import Referral, Verdict
from postlotse.desk import tools as held
from postlotse.desk.access import Role
from postlotse.flow import review
from postlotse.store.models import ConcernRow
from tests.desk.conftest import City

WORDS = {"shadow": "Probebetrieb", "earned": "verdient", "lost": "verloren"}


def decide(city: City, right: bool) -> None:
    """Let a mail on a street festival arrive and a person decide on it."""
    city.write("Wir planen ein Straßenfest.", subject=f"Fest {city.arrived}", sender=f"a{city.arrived}@v{city.arrived}.example")
    concern = ConcernRow.objects.latest("pk")
    choice = review.Choice(
        verdict=Verdict.CONFIRM if right else Verdict.CHANGE,
        topic=concern.topic,
        office=concern.office if right else "foerderung",
        referral=Referral.HAND_OVER,
    )
    review.decide(city.tools, concern.pk, choice, version=concern.version, by="anna")


@pytest.fixture
def strict(city: City) -> City:
    """The city without a topic that the house has granted."""
    city.tools = replace(city.tools, house=replace(city.tools.house, auto=Terms(least=10, precision=0.8)))
    held.hold(city.tools)
    return city


@pytest.mark.parametrize(
    ("said", "state", "figures"),
    [
        ([True] * 3, "shadow", "3/10, 3 richtig"),
        ([True] * 11, "earned", "untere Grenze 81,1"),
        ([True] * 11 + [False] * 8, "lost", "/10, "),
    ],
    ids=["shadow", "earned", "lost"],
)
def test_the_table_says_where_a_topic_stands(strict: City, desk: Client, said: list[bool], state: str, figures: str) -> None:
    """On probation with a count, earned with the lower bound, or lost with the day."""
    for right in said:
        decide(strict, right)
    html = desk.get("/zustand/").content.decode()
    assert "Was von selbst weitergeht" in html
    assert f">{WORDS[state]}</span>" in html
    assert figures in html


def test_a_granted_topic_is_called_so(city: City, desk: Client) -> None:
    """Nobody should take the house's word for a proof."""
    assert "vom Haus freigegeben" in desk.get("/zustand/").content.decode()


def test_administration_sees_a_loss_on_every_page_and_case_work_on_the_status_page(
    strict: City, sign_in: Callable[..., Client]
) -> None:
    """The banner is for those who can change rules; the part is shown as failing to all."""
    for right in [True] * 11 + [False] * 8:
        decide(strict, right)
    banner = "nicht mehr von selbst weiter"
    assert banner in sign_in(Role.ADMINISTRATION, name="adam").get("/ausgang/").content.decode()
    cases = sign_in(Role.CASES, name="carla")
    assert banner not in cases.get("/ausgang/").content.decode()
    status = cases.get("/zustand/").content.decode()
    assert "Automatische Weiterleitung" in status
    assert banner in status


def test_a_suggestion_on_probation_says_so_in_the_list(strict: City, desk: Client) -> None:
    """Staff see that their click counts."""
    strict.write("Wir planen ein Straßenfest.", subject="Fest")
    assert "Probebetrieb nach 0 von 10" in desk.get("/").content.decode()
