"""Learning beside the service: a child that is bounded in time, ends with the service, and whose failure is one sentence."""

import threading
from pathlib import Path

import pytest

from postlotse.config.schema import Config, Database, Learning, Places
from postlotse.daemon.learning import LearningFailed, learn_aside


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return a configuration whose folder of models cannot be written."""
    return Config(
        base=tmp_path,
        database=Database(url="sqlite:///var/own.sqlite3"),
        places=Places(models=tmp_path / "nirgends"),
        learning=Learning(from_decisions=True),
    )


def test_what_the_child_cannot_do_is_told_in_a_sentence(config: Config) -> None:
    """The daemon notes it as the health of this part, and goes on."""
    with pytest.raises(LearningFailed, match="nicht schreiben"):
        learn_aside(config, threading.Event())


def test_a_child_that_takes_too_long_is_ended(config: Config) -> None:
    """Nothing of it runs on."""
    with pytest.raises(LearningFailed, match="zu lange"):
        learn_aside(config, threading.Event(), longest=0.1)


def test_the_service_does_not_wait_for_it(config: Config) -> None:
    """Stopping ends the child at once."""
    stopping = threading.Event()
    stopping.set()
    assert learn_aside(config, stopping) == ""
