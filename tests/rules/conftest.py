"""A small rule set that every test of this room starts from, and the shipped one."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlotse.core.facts import Facts
from postlotse.core.mail.types import Address
from postlotse.core.names import Kind
from postlotse.core.topics.types import TopicGuess

SHIPPED = Path(__file__).parents[2] / "rules"

OFFICES = """\
offices:
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Rathaus}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Rathaus}
  beirat: {name: Beirat, kind: int, sensitive: yes, address: beirat@stadt.example, contact: Rathaus}
  gericht: {name: Gericht, kind: pub, address: post@gericht.example, contact: Gericht}
  kolleg: {name: Kolleg, kind: ext, address: post@kolleg.example, contact: Kolleg}
"""
TOPICS = """\
topics:
  kultur: {names: {de: Kultur, en: Culture}, office: kulturamt}
  sport: {names: {de: Sport}, office: sportamt}
  raeume: {names: {de: Räume}, office: kolleg}
"""
ORGANISATIONS = """\
organisations:
  nuur: {name: Nuur e. V., addresses: [Vorstand.Nuur@post.example], domains: [nuur.example], language: ar}
  rodnik: {name: Rodnik, domains: [rodnik.example]}
"""
ROUTING = """\
rules:
  - id: alles
    rule: Alles sieht sich ein Mensch an.
    when: {kind: concern}
    then: {office: kulturamt, involve: [sportamt, beirat, gericht]}
"""


@pytest.fixture
def files() -> dict[str, str]:
    return {"offices.yaml": OFFICES, "topics.yaml": TOPICS, "organisations.yaml": ORGANISATIONS, "routing.yaml": ROUTING}


@pytest.fixture
def shipped_folder() -> Path:
    return SHIPPED


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Return a maker of facts about a plain concern on a Tuesday morning."""

    def make(**changes: object) -> Facts:
        usual: dict[str, object] = {
            "kind": Kind.CONCERN,
            "sender": Address(address="alice@nuur.example"),
            "received_at": datetime(2026, 3, 10, 8, 30, tzinfo=UTC),
            "topics": (TopicGuess(id="sport", probability=0.8), TopicGuess(id="kultur", probability=0.4)),
        }
        return Facts(**{**usual, **changes})  # type: ignore[arg-type]

    return make
