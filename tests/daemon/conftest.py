"""A running service in this process: real IMAP and SMTP on loopback, its own database, a model that knows words."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections

from postlotse import wiring
from postlotse.config.schema import Config, Contact, Mailbox, Policy, Security, Smtp
from postlotse.daemon.service import Service
from postlotse.datafiles.library import Library
from postlotse.datafiles.places import shipped_rules
from postlotse.demo.servers import Collected, EmbeddedSmtp
from postlotse.flow.process import Tools
from postlotse.testing import FakeModel, PlainReader, detect

WORDS = {"halle": ("sport", 0.97), "förder": ("foerdermittel", 0.8)}


class Relay:
    """A real SMTP server and the mails that reached it; `wait_for` blocks until enough have."""

    def __init__(self) -> None:
        self._arrived = threading.Condition()
        self.server = EmbeddedSmtp(on_mail=self._take)
        self.mails: list[Collected] = []

    def _take(self, mail: Collected) -> None:
        with self._arrived:
            self.mails.append(mail)
            self._arrived.notify_all()

    def wait_for(self, count: int, seconds: float = 20.0) -> list[Collected]:
        """Return the mails once there are `count`; fails when they do not come."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.mails) >= count, seconds), [m.recipient for m in self.mails]
            return list(self.mails)


@pytest.fixture
def relay() -> Iterator[Relay]:
    made = Relay()
    with made.server:
        yield made


class Fixed:
    """A model holder that never changes."""

    def current(self) -> FakeModel:
        return FakeModel(WORDS)

    def reload(self) -> None:
        return None


@pytest.fixture
def start(tmp_path: Path, transactional_db: None) -> Iterator[Callable[..., Service]]:
    """Start a service for a mailbox and a relay; every service is stopped at the end."""
    running: list[Service] = []

    def begin(mailbox: Mailbox, relay_port: int, *, rules: Library | None = None, **policy: object) -> Service:
        config = Config(
            base=tmp_path,
            contact=Contact(plus_addressing=True),
            mailbox=(mailbox,),
            smtp=Smtp(host="127.0.0.1", port=relay_port, security=Security.NONE, per_minute=10_000),
            policy=Policy(
                **{"forward_delay_seconds": 0, "release_delay_seconds": 0, "auto_topics_trusted": ("all",), **policy}  # type: ignore[arg-type]
            ),
        )
        (tmp_path / "var").mkdir(exist_ok=True)
        rules = rules or Library(shipped_rules())
        tools = Tools(
            reader=PlainReader(),
            model=lambda: FakeModel(WORDS),
            detect=detect,
            book=rules.book,
            templates=rules.templates,
            house=wiring.house(config),
            clock=wiring.now,
        )
        made = Service(config, tools, rules=rules, topic_models=Fixed(), parse=PlainReader(), environ={})  # type: ignore[arg-type]
        made.start()
        running.append(made)
        return made

    yield begin
    for service in running:
        service.stop()
    connections.close_all()
