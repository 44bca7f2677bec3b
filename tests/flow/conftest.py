"""The tools of processing over the shipped rules, with a model that knows a few words."""

from pathlib import Path

import pytest

from postlotse.core.earned import ALL, Terms
from postlotse.core.house import House
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.flow.process import Tools
from postlotse.testing import FakeModel, FixedClock, PlainReader, detect

WORDS = {
    "halle": ("sport", 0.97),
    "förder": ("foerdermittel", 0.8),
    "wohngeld": ("wohnen", 0.9),
    "schulung": ("qualifizierung", 0.95),
    "ausländerbehörde": ("aufenthalt", 0.95),
    "bescheinigung": ("buergerdienste", 0.5),
}
KINDS = {"gewinnspiel": ("spam", 0.99), "danke für alles": ("notice", 0.99)}


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(Path(shipped_rules()))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def city(clock: FixedClock, rules: Library | None = None) -> Tools:
    """Return the tools of a contact point over the shipped rules."""
    rules = rules or Library(Path(shipped_rules()))
    return Tools(
        reader=PlainReader(),
        model=lambda: FakeModel(WORDS, kinds=KINDS),
        detect=detect,
        book=rules.book,
        templates=rules.templates,
        house=House(
            name="Anlaufstelle",
            city="Musterstadt",
            address="integration@stadt.example",
            plus_addressing=True,
            secret=b"s" * 32,
            privacy_url="https://stadt.example/datenschutz",
            forward_delay=600,
            auto=Terms(granted=frozenset({ALL})),
        ),
        clock=clock,
    )


@pytest.fixture
def tools(library: Library, clock: FixedClock) -> Tools:
    return city(clock, library)
