"""Dovecot → daemon → a person at the desk → SMTP, daemon and desk killed with SIGKILL at every boundary of the database.

After each kill the service is started again and must end where it would have ended: every mail stored once, decided once,
every mail of ours accepted by the relay at least once and only ever with its one Message-ID, the audit clean.
"""

import email
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from postlotse.config.describe import commented_toml
from postlotse.config.schema import Config, Contact, Desk, Mailbox, Places, Policy, Security, Smtp, StartMode
from postlotse.datafiles import places
from postlotse.demo.servers import EmbeddedSmtp
from postlotse.testing import letter
from tests.stack.dovecot import Dovecot
from tests.stack.embedded import free_ports

pytestmark = [pytest.mark.dovecot, pytest.mark.slow]

PASSWORD = "einfach-lang-genug-7"
ROOT = Path(__file__).parents[2]
MAILS = [
    letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle", message_id="<1@verein.example>"),
    letter("Wir brauchen Förderung.", subject="Geld", message_id="<2@verein.example>", sender="Bob <bob@bund.example>"),
]
#: The boundaries are dealt out, so that several processes can share the work.
SHARES = 4
#: What has to reach the relay: two acknowledgements, one automatic forward, one that a person released.
EXPECTED = {"alice@verein.example", "bob@bund.example", "sportamt@stadt.example", "foerderung-integration@stadt.example"}


class World:
    """One mailbox, one relay, one database, and processes that die."""

    def __init__(self, folder: Path, dovecot: Dovecot, user: str, relay: EmbeddedSmtp) -> None:
        self.folder, self.relay = folder, relay
        self.desk = f"http://127.0.0.1:{free_ports(1)[0]}"
        (folder / "password").write_text(dovecot.password)
        config = Config(
            contact=Contact(plus_addressing=True),
            mailbox=(
                Mailbox(
                    host=dovecot.host,
                    port=dovecot.imap,
                    security=Security.NONE,
                    user=user,
                    password_file="password",
                    poll_seconds=1,
                    start=StartMode.ALL,
                    idle=False,
                ),
            ),
            smtp=Smtp(host=relay.host, port=relay.port, security=Security.NONE, per_minute=10_000),
            places=Places(rules=places.shipped_rules(), models=Path("models")),
            policy=Policy(forward_delay_seconds=0, release_delay_seconds=0, auto_topics_trusted=("all",)),
            desk=Desk(listen=self.desk.removeprefix("http://"), url=self.desk, insecure_cookies=True),
        )
        self.config = folder / "postlotse.toml"
        self.config.write_text(commented_toml(config))
        self.count = folder / "count"
        self.database = folder / "var" / "postlotse.sqlite3"

    def run(self, *words: str, kill_at: int = 0, until: Callable[[], bool] | None = None) -> bool:
        """Run a process until it ends or `until` holds; tell whether it died at its boundary."""
        self.count.write_text("0")
        environment = os.environ | {"POSTLOTSE_TEST_FAKE_MODEL": "1", "PYTHONPATH": str(ROOT)}
        with (self.folder / "errors").open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.child", str(self.count), str(kill_at), *words],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        try:
            end = time.monotonic() + 40
            while process.poll() is None and time.monotonic() < end:
                if until and until():
                    break
                time.sleep(0.02)
            if process.poll() is None:
                assert until is not None, "the process did not end by itself"
                assert until(), (self.folder / "errors").read_text()[-3000:]
                process.terminate()
                process.wait(30)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(10)
        died = process.returncode == -signal.SIGKILL
        # A process that is told to end before it listens for that ends by the signal itself.
        assert died or process.returncode in (0, -signal.SIGTERM), (self.folder / "errors").read_text()[-3000:]
        return died

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Ask the database from outside; nothing yet is an answer too."""
        try:
            with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=5) as connection:
                return list(connection.execute(sql))
        except sqlite3.OperationalError:
            return []

    def decided(self) -> bool:
        """All mails are decided and what could leave has left."""
        return self.rows("SELECT count(*) FROM store_messagerow WHERE state='decided'") == [(len(MAILS),)] and self.settled()

    def settled(self) -> bool:
        """No mail waits to be sent."""
        return self.rows("SELECT count(*) FROM store_outboxrow WHERE state NOT IN ('sent','dropped')") == [(0,)]

    def confirmed(self) -> bool:
        """No concern waits for a person."""
        return self.rows("SELECT count(*) FROM store_concernrow WHERE state IN ('review')") == [(0,)]

    def release_at_the_desk(self) -> bool:
        """Sign in and confirm whatever waits, as a browser does; False while the desk cannot be reached (or has died)."""
        try:
            with requests.Session() as browser:
                page = browser.get(f"{self.desk}/anmelden/", timeout=10).text
                secrets = {"csrfmiddlewaretoken": _field(page, "csrfmiddlewaretoken")}
                browser.post(f"{self.desk}/anmelden/", {**secrets, "username": "anna", "password": PASSWORD}, timeout=10)
                for (message,) in self.rows("SELECT DISTINCT message_id FROM store_concernrow WHERE state='review'"):
                    page = browser.get(f"{self.desk}/nachricht/{message}/", timeout=10).text
                    action = re.search(r'action="(/anliegen/\d+/entscheiden/)"', page)
                    assert action, page[-2000:]
                    fields = {name: _field(page, name) for name in ("csrfmiddlewaretoken", "version")}
                    browser.post(f"{self.desk}{action[1]}", {**fields, "verdict": "confirm"}, timeout=10)
        except requests.ConnectionError:
            return False
        return self.confirmed()

    def age_claims(self) -> None:
        """Let the claims of dead processes run out now instead of in minutes."""
        with sqlite3.connect(self.database, timeout=5) as connection:
            for table in ("store_messagerow", "store_outboxrow"):
                connection.execute(f"UPDATE {table} SET claim_until='2020-01-01 00:00:00' WHERE claim_until IS NOT NULL")
            connection.execute("UPDATE store_outboxrow SET next_at='2020-01-01 00:00:00' WHERE state IN ('pending','unknown')")
            connection.execute("DELETE FROM store_leaserow")


def _field(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, page[:2000]
    return found[1]


@pytest.fixture
def world(tmp_path: Path, dovecot: Dovecot) -> Iterator[Callable[[str], World]]:
    """Make a fresh world for each kill."""
    with EmbeddedSmtp() as relay:
        pattern = World(_made(tmp_path / "pattern"), dovecot, dovecot.fresh_user(), relay)
        (pattern.folder / "word").write_text(PASSWORD)
        words = ["--config", str(pattern.config), "user", "add", "anna", "--password-file", str(pattern.folder / "word")]
        subprocess.run([sys.executable, "-m", "postlotse", *words], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)

        def fresh(name: str) -> World:
            user = dovecot.fresh_user()
            for raw in MAILS:
                dovecot.append(user, raw)
            relay.mails.clear()
            folder = _made(tmp_path / name)
            shutil.copytree(pattern.folder / "var", folder / "var")
            return World(folder, dovecot, user, relay)

        yield fresh


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def play(world: World, *, daemon_kill: int = 0, confirm_kill: int = 0) -> tuple[bool, bool]:
    """Play the whole story, daemon and desk dying where told and being started again."""
    config = str(world.config)
    daemon_died = world.run("--config", config, "run", kill_at=daemon_kill, until=world.decided)
    if daemon_died:
        world.age_claims()
        world.run("--config", config, "run", until=world.decided)
    confirm_died = world.run("--config", config, "desk", kill_at=confirm_kill, until=world.release_at_the_desk)
    if not world.confirmed():
        world.run("--config", config, "desk", until=world.release_at_the_desk)
    if not world.settled():
        world.age_claims()
    world.run("--config", config, "run", until=lambda: world.decided() and world.confirmed())
    return daemon_died, confirm_died


def verify(world: World) -> int:
    """Check every promise; return how many mails went out twice."""
    audit = subprocess.run(
        [sys.executable, "-m", "postlotse", "--config", str(world.config), "audit", "--json", "--raw"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert audit.stdout, audit.stderr
    report = json.loads(audit.stdout)
    assert (0, True, []) == (audit.returncode, report["adds_up"], report["findings"]), audit.stdout
    assert len(MAILS) == report["accounting"]["received"]
    assert {"new_case": len(MAILS)} == report["accounting"]["outcomes"]
    assert {"sent": len(EXPECTED)} == report["accounting"]["outbox"]
    reached = Counter((mail.recipient, email.message_from_bytes(mail.content)["Message-ID"]) for mail in world.relay.mails)
    assert EXPECTED == {recipient for recipient, _ in reached}
    assert len(EXPECTED) == len(reached), "a repeated mail must carry the same Message-ID"
    return sum(reached.values()) - len(reached)


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_every_boundary_nothing_is_lost_and_nothing_is_decided_twice(
    world: Callable[[str], World], share: int
) -> None:
    """First without a kill to learn how many boundaries there are, then once for each of them."""
    calm = world("calm")
    config = str(calm.config)
    calm.run("--config", config, "run", until=calm.decided)
    daemon_boundaries = int(calm.count.read_text())
    calm.run("--config", config, "desk", until=calm.release_at_the_desk)
    confirm_boundaries = int(calm.count.read_text())
    calm.run("--config", config, "run", until=lambda: calm.decided() and calm.confirmed())
    assert 0 == verify(calm)
    assert (daemon_boundaries > 20, confirm_boundaries >= 2) == (True, True)

    repeated = 0
    told = [f"boundaries: daemon {daemon_boundaries}, desk {confirm_boundaries}"]
    kills = [(n, 0) for n in range(1, daemon_boundaries + 1)] + [(0, n) for n in range(1, confirm_boundaries + 1)]
    for daemon_kill, confirm_kill in kills[share::SHARES]:
        here = world(f"d{daemon_kill}c{confirm_kill}")
        died = play(here, daemon_kill=daemon_kill, confirm_kill=confirm_kill)
        again = verify(here)
        repeated += again
        told.append(f"kill daemon@{daemon_kill} desk@{confirm_kill}: died {died}, repeated mails {again}, audit clean")
    if target := os.environ.get("POSTLOTSE_TEST_TRANSCRIPT"):
        Path(f"{target}.{share}").write_text("\n".join(told) + "\n")
    # A mail can only go out twice when the process dies between the relay's 250 and our commit: one boundary a mail.
    assert repeated <= len(EXPECTED)
