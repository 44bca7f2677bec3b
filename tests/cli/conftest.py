"""The command in this process: a folder with a configuration, mail folders instead of servers, a model that knows words."""

import io
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from postlotse import wiring
from postlotse.cli import setting
from postlotse.cli.main import main
from postlotse.config.describe import commented_toml
from postlotse.config.schema import Config, Contact, Mailbox, Places, Policy, Smtp, StartMode
from postlotse.datafiles import places
from postlotse.testing import FakeModel
from postlotse.wiring import now

WORDS = {"halle": ("sport", 0.97), "förder": ("foerdermittel", 0.8)}


class Holder:
    """In the place of `wiring.Models`: always the model that knows words."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> FakeModel:
        return FakeModel(WORDS)

    def reload(self) -> None:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a call gave back."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Command]:
    """Return a call of the command in an empty folder, with nothing of this machine's configuration."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POSTLOTSE_CONFIG", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr(setting, "CANDIDATES", (Path("postlotse.toml"),))
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    def call(*words: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            root.handlers[:], root.level = handlers, level
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code=code, out=out, err=err)

    yield call
    root.handlers[:], root.level = handlers, level


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A configured folder: mails are dropped into `inbox` and come out in `outbox`."""

    folder: Path
    inbox: Path
    outbox: Path

    def drop(self, name: str, raw: bytes) -> None:
        """Let a mail lie in the inbox since a minute ago."""
        import os

        (self.inbox / name).write_bytes(raw)
        then = now().timestamp() - 60
        os.utime(self.inbox / name, (then, then))


def written(folder: Path, **changes: object) -> Town:
    """Write a configuration with mail folders; `changes` are tables of it."""
    tables: dict[str, object] = {
        "contact": Contact(plus_addressing=True),
        "mailbox": (Mailbox(kind="folder", path=folder / "inbox", start=StartMode.ALL),),
        "smtp": Smtp(kind="folder", path=folder / "outbox"),
        "places": Places(rules=places.shipped_rules(), models=places.shipped_models()),
        "policy": Policy(forward_delay_seconds=600, auto_topics_trusted=("all",)),
    }
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "postlotse.toml").write_text(commented_toml(Config(**(tables | changes))), encoding="utf-8")  # type: ignore[arg-type]
    return Town(folder=folder, inbox=folder / "inbox", outbox=folder / "outbox")


@pytest.fixture
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the holder of a model that knows words in the place of the trained one's."""
    monkeypatch.setattr(wiring, "Models", Holder)


@pytest.fixture
def town(tmp_path: Path, words_only: None, transactional_db: None) -> Town:
    """A configuration in the folder in which the command is called."""
    return written(tmp_path)
