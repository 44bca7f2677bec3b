"""A small city for deciding and planning: offices of every tier, one topic each, and makers of what was understood."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlotse.core.compose.templates import Templates
from postlotse.core.earned import ALL, Terms
from postlotse.core.house import House
from postlotse.core.mail.parse import parse
from postlotse.core.names import Flag, Kind
from postlotse.core.reasons import Reason
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.core.situation import Situation
from postlotse.core.topics.types import FlagHit, Guess, Language, TopicGuess
from postlotse.core.understand import Understanding
from postlotse.testing import letter

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TEMPLATES = Path(__file__).parents[2] / "rules" / "templates"

OFFICES = """\
offices:
  hier: {name: Anlaufstelle, kind: int, address: integration@stadt.example, contact: Rathaus}
  sportamt: {name: Sportamt, kind: int, address: sport@stadt.example, contact: Rathaus}
  kulturamt: {name: Kulturamt, kind: int, address: kultur@stadt.example, contact: Rathaus, wants_original: no}
  keller: {name: Keller, kind: int, contact: Rathaus}
  ferienamt: {name: Ferienamt, kind: int, address: ferien@stadt.example, contact: Rathaus,
    absences: [{first: 2026-03-01, last: 2026-03-08}]}
  beirat: {name: Beirat, kind: int, sensitive: yes, address: beirat@stadt.example, contact: Rathaus}
  gericht: {name: Gericht, kind: pub, address: post@gericht.example, contact: Gericht}
  kolleg: {name: Kolleg, kind: ext, address: post@kolleg.example, contact: Kolleg}
"""
TOPICS = """\
topics:
  sport: {names: {de: Sport, en: Sport}, office: sportamt, threshold: 0.5}
  kultur: {names: {de: Kultur, en: Culture}, office: kulturamt}
  tanz: {names: {de: Tanz}, office: kulturamt}
  keller: {names: {de: Keller}, office: keller}
  ferien: {names: {de: Ferien}, office: ferienamt}
  beirat: {names: {de: Beirat}, office: beirat}
  recht: {names: {de: Recht}, office: gericht}
  kurse: {names: {de: Kurse}, office: kolleg}
  hier: {names: {de: Hier}, office: hier}
  hinweis: {names: {de: Hinweis}, office: sportamt}
  streng: {names: {de: Streng}, office: sportamt, threshold: 0.95}
"""
ROUTING = """\
rules:
  - {id: sport, rule: Von selbst., when: {topics: sport}, then: {office: sportamt, route: auto, min_probability: 0.9}}
  - {id: keller, rule: Keller., when: {topics: keller}, then: {office: keller, route: auto, min_probability: 0.1}}
  - {id: ferien, rule: Ferien., when: {topics: ferien}, then: {office: ferienamt, route: auto, min_probability: 0.1}}
  - {id: hinweis, rule: Nur nennen., when: {topics: hinweis},
     then: {office: sportamt, referral: refer, route: auto, min_probability: 0.1}}
  - {id: streng, rule: Streng., when: {topics: streng}, then: {office: sportamt, route: auto, min_probability: 0.1}}
  - {id: amtlich, rule: Amtlich., when: {topics: recht}, then: {office: gericht, route: auto, min_probability: 0.1}}
  - {id: kultur, rule: Kultur sieht sich ein Mensch an., when: {topics: kultur},
     then: {office: kulturamt, involve: [sportamt], route: review, priority: high, due: 3}}
"""
ORGANISATIONS = """\
organisations:
  nuur: {name: Nuur e. V., domains: [nuur.example], language: ar}
"""
REPLIES = """\
replies:
  response_days: 5
  no_ack_domains: [stumm.example]
  no_ack_addresses: [nie@verein.example]
"""


@pytest.fixture(scope="session")
def book() -> RuleBook:
    texts = {
        "offices.yaml": OFFICES,
        "topics.yaml": TOPICS,
        "routing.yaml": ROUTING,
        "organisations.yaml": ORGANISATIONS,
        "replies.yaml": REPLIES,
    }
    made, problems = load_book(texts)
    assert made is not None, problems
    return made


@pytest.fixture(scope="session")
def templates() -> Templates:
    return Templates({path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.j2")})


@pytest.fixture
def house() -> House:
    return House(
        name="Anlaufstelle",
        city="Musterstadt",
        address="integration@stadt.example",
        aliases=("post@stadt.example",),
        plus_addressing=True,
        secret=b"s" * 32,
        auto=Terms(granted=frozenset({ALL})),
        privacy_url="https://stadt.example/datenschutz",
    )


@pytest.fixture
def situation() -> Situation:
    return Situation(now=NOW, received_at=NOW)


@pytest.fixture
def understood() -> Callable[..., Understanding]:
    """Return a maker: topics as (id, probability) pairs, flags, kind, language, and whatever `letter` takes."""

    def make(
        *topics: tuple[str, float],
        flags: tuple[Flag, ...] = (),
        kind: Kind = Kind.CONCERN,
        language: str | None = "de",
        abstained: bool = False,
        raw: bytes | None = None,
        **changes: object,
    ) -> Understanding:
        return Understanding(
            mail=parse(raw or letter(**changes)),  # type: ignore[arg-type]
            kind=kind,
            kind_reason=Reason(code="human", sentence="Ein Mensch hat geschrieben."),
            language=Language(code=language, confidence=0.9 if language else 0.1),
            guess=Guess(topics=tuple(TopicGuess(id=t, probability=p) for t, p in topics), abstained=abstained or not topics),
            flags=tuple(FlagHit(flag=flag, why="Im Text.") for flag in flags),
        )

    return make
