"""A small city with a desk: rules, templates, people, and mails that were really taken in and decided."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client

from postlotse.core.compose.templates import Templates
from postlotse.core.earned import ALL, Terms
from postlotse.core.house import House
from postlotse.core.ports import Arrival, Origin
from postlotse.core.rules.load import load_book
from postlotse.core.rules.types import RuleBook
from postlotse.desk import tools as held
from postlotse.desk.access import Role, ensure_groups
from postlotse.flow.process import Tools, process_all
from postlotse.store import intake
from postlotse.store.models import MessageRow
from postlotse.testing import FakeModel, FakeSender, FixedClock, PlainReader, detect, letter
from tests.desk.rules_folder import Folder, open_folder

RULES = Path(__file__).parent / "rules"
TEMPLATES = Path(__file__).parents[2] / "rules" / "templates"
PASSWORD = "einfach-lang-genug-7"

WORDS = {
    "Zuschuss": ("foerdermittel", 0.93),
    "Straßenfest": ("veranstaltung", 0.91),
    "Satzung": ("vereinsrecht", 0.88),
    "Turnhalle": ("sport", 0.82),
    "Aufenthaltstitel": ("aufenthalt", 0.9),
    "Kindergeld": ("existenz", 0.86),
    "حفلة": ("kultur", 0.77),
}


@dataclass
class City:
    """The contact point of the tests: its tools, its clock, its relay, and a way to let mail arrive."""

    tools: Tools
    clock: FixedClock
    sender: FakeSender
    arrived: int = 0
    ids: list[int] = field(default_factory=list)

    def receive(self, raw: bytes, *, problem: str = "") -> int:
        """Take a message in and process it; return its id."""
        self.arrived += 1
        origin = Origin(account="integration", folder="INBOX", uidvalidity=1, uid=str(self.arrived))
        arrival = Arrival(origin=origin, raw=raw, received_at=self.clock(), size=len(raw), problem=problem)
        intake.add_raw(arrival, digest=hashlib.sha256(raw).hexdigest(), now=self.clock(), baseline=False)
        process_all(self.tools)
        self.ids.append(MessageRow.objects.latest("id").pk)
        return self.ids[-1]

    def write(self, text: str, **kwargs: object) -> int:
        """Let a letter arrive; each has a Message-ID of its own."""
        kwargs.setdefault("message_id", f"<{self.arrived + 1}@verein.example>")
        return self.receive(letter(text, **kwargs))  # type: ignore[arg-type]


def rule_book() -> RuleBook:
    """Return the rule book of the test city."""
    book, problems = load_book({path.name: path.read_text("utf-8") for path in RULES.glob("*.yaml")})
    assert book is not None, problems
    return book


def templates() -> Templates:
    """Return the templates that the project ships."""
    return Templates({f"{p.parent.name}/{p.name}": p.read_text("utf-8") for p in TEMPLATES.glob("*/*.j2")})


BOOK, LETTERS = rule_book(), templates()


@pytest.fixture
def city(db: None) -> Iterator[City]:
    """A running contact point, its desk's tools set."""
    clock = FixedClock()
    made = Tools(
        reader=PlainReader(),
        model=lambda: FakeModel(WORDS, kinds={"Gewinnspiel": ("spam", 0.95)}),
        detect=detect,
        book=lambda: BOOK,
        templates=lambda: LETTERS,
        house=House(
            name="Anlaufstelle für Migrantenorganisationen",
            city="Musterstadt",
            address="integration@stadt.example",
            bounce_address="ruecklauf@stadt.example",
            desk_url="https://postlotse.stadt.example",
            secret=b"k" * 32,
            auto=Terms(granted=frozenset({ALL})),
        ),
        clock=clock,
    )
    held.hold(made)
    cache.clear()
    ensure_groups()
    yield City(tools=made, clock=clock, sender=FakeSender())
    cache.clear()


@pytest.fixture
def folder(city: City, tmp_path: Path) -> Folder:
    """A rules folder of the test's own that the desk may write."""
    made = open_folder(city.tools, tmp_path)
    city.tools = made.tools
    return made


def person(name: str, *roles: Role, superuser: bool = False) -> User:
    """Make an account with these roles."""
    user = User.objects.create_user(name, password=PASSWORD, is_superuser=superuser)
    user.groups.set(Group.objects.filter(name__in=[r.value for r in roles]))
    return user


@pytest.fixture
def sign_in(city: City) -> Callable[..., Client]:
    """Return a client that is signed in with the roles given."""

    def make(*roles: Role, name: str = "alice", superuser: bool = False, strict: bool = False) -> Client:
        client = Client(enforce_csrf_checks=strict)
        client.force_login(person(name, *roles, superuser=superuser))
        return client

    return make


@pytest.fixture
def desk(sign_in: Callable[..., Client]) -> Client:
    """A browser of someone who does case work."""
    return sign_in(Role.CASES)
