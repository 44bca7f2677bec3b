"""The commands at work on a folder with mails: once, outbox, review, audit, status, user; for people and programs."""

import email
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest

from postlotse.config.schema import Desk, Mailbox, Policy, Smtp, StartMode
from postlotse.store import health
from postlotse.store.models import ConcernRow, MessageRow, OutboxRow, RawRow
from postlotse.testing import letter
from postlotse.wiring import now
from tests.cli.conftest import Command, Town, written

ROOT = Path(__file__).parents[2]
HALL = letter("Wir suchen eine Halle für unser Training.", subject="Turnhalle")


def outgoing(town: Town) -> list[str]:
    """Return who was written to, by the files in the outgoing folder."""
    return sorted(str(email.message_from_bytes(path.read_bytes())["X-Envelope-To"]) for path in town.outbox.glob("*.eml"))


def test_once_takes_in_answers_and_holds_the_forward_for_its_delay(command: Command, town: Town) -> None:
    """A mail in the folder becomes an acknowledgement in the other; a second call finds nothing new."""
    town.drop("1.eml", HALL)
    town.drop("2.eml", b"\x00\xff" * 50)
    first = command("once", "--json")
    assert 0 == first.code
    assert "alice" not in first.err
    counts = json.loads(first.out)
    assert (2, 0, 2, 1, []) == (counts["received"], counts["baseline"], counts["processed"], counts["sent"], counts["troubles"])
    assert ["<alice@verein.example>"] == outgoing(town)
    assert ["1.eml", "2.eml"] == sorted(path.name for path in town.inbox.iterdir())
    second = command("once")
    assert (0, "geholt 0") == (second.code, second.out[:8])
    OutboxRow.objects.update(next_at=now() - timedelta(seconds=1))
    assert "gesendet 1" in command("once").out
    assert ["<alice@verein.example>", "<sportamt@stadt.example>"] == outgoing(town)
    assert 0 == command("audit").code


def test_once_says_what_is_away_and_does_the_rest(command: Command, tmp_path: Path, town: Town) -> None:
    """One mailbox is missing: exit 75, the other one is served, status says since when."""
    written(
        tmp_path,
        mailbox=(
            Mailbox(name="weg", kind="folder", path=tmp_path / "nicht-da"),
            Mailbox(kind="folder", path=town.inbox, start=StartMode.ALL),
        ),
    )
    town.drop("1.eml", HALL)
    result = command("once")
    assert (75, True) == (result.code, "nicht-da" in result.out)
    assert ["<alice@verein.example>"] == outgoing(town)
    status = command("status")
    assert 1 == status.code
    since = health.all_parts()
    failing = next(part for part in since if part.failing_since)
    assert failing.failing_since is not None
    assert f"folder:weg: gestört seit {failing.failing_since.isoformat(timespec='seconds')} (1×)" in status.out
    assert "✓ folder:integration" in status.out


def test_once_keeps_the_mail_when_nothing_can_be_written(command: Command, tmp_path: Path, town: Town) -> None:
    """The outgoing folder is a file: exit 75, the acknowledgement waits, uncounted."""
    (tmp_path / "blockiert").write_text("x")
    written(tmp_path, smtp=Smtp(kind="folder", path=tmp_path / "blockiert"))
    town.drop("1.eml", HALL)
    result = command("once")
    assert (75, True) == (result.code, "smtp: " in result.out)
    assert ("pending", 0) == OutboxRow.objects.filter(kind="acknowledgement").values_list("state", "attempts").get()


def test_history_stays_quiet_by_default(command: Command, tmp_path: Path, town: Town) -> None:
    """A full folder at the first start is taken in and answered to nobody."""
    written(tmp_path, mailbox=(Mailbox(kind="folder", path=town.inbox),))
    town.drop("1.eml", HALL)
    assert "(Bestand 1, doppelt 0)" in command("once").out
    assert ([], "baseline") == (outgoing(town), MessageRow.objects.get().outcome)


def test_outbox_verbs_stop_let_go_and_give_up(command: Command, town: Town) -> None:
    """hold → release → drop: the concern comes back to a person; a mail that has left is refused in words."""
    town.drop("1.eml", HALL)
    command("once")
    ack, forward = (OutboxRow.objects.get(kind=kind).pk for kind in ("acknowledgement", "forward"))
    listed = json.loads(command("outbox", "list", "--json").out)
    assert [(forward, "forward", "pending", "sportamt")] == [
        (row["id"], row["kind"], row["state"], row["office"]) for row in listed
    ]
    assert 2 == len(json.loads(command("outbox", "list", "--all", "--json").out))
    assert "alice" not in command("outbox", "list", "--all").out
    for verb, state in (("hold", "held"), ("release", "pending"), ("hold", "held"), ("drop", "dropped")):
        result = command("outbox", verb, forward)
        assert (0, f"Mail {forward}: {state}\n") == (result.code, result.out)
        assert state == OutboxRow.objects.get(pk=forward).state
    assert "review" == ConcernRow.objects.get().state
    for verb, identity in (("hold", ack), ("drop", forward), ("release", ack), ("hold", 4711)):
        refused = command("outbox", verb, identity)
        assert (1, "", True) == (refused.code, refused.out, refused.err.startswith("postlotse: ")), (verb, identity)
    assert 0 == command("audit").code


def test_review_lists_and_confirms_without_content(command: Command, town: Town) -> None:
    """What waits is shown by topic, office and reason; confirming a suggestion queues its mail."""
    town.drop("1.eml", letter("Wir brauchen Förderung für das Projekt Einhorn.", subject="Einhorn"))
    command("once")
    (row,) = json.loads(command("review", "list", "--json").out)
    assert ("foerdermittel", "foerderstelle", "A", "hand_over") == tuple(
        row[k] for k in ("topic", "office", "tier", "referral")
    )
    assert "Einhorn" not in command("review", "list").out
    assert 0 == command("review", "confirm", row["id"]).code
    assert ("release", "foerderstelle") == OutboxRow.objects.filter(kind="forward").values_list("basis", "office").get()
    assert 1 == command("review", "confirm", 4711).code
    assert 1 == OutboxRow.objects.filter(kind="forward").exclude(state="dropped").count()


def test_audit_finds_damage_and_names_the_ids(command: Command, town: Town) -> None:
    """Exit 1: an acknowledgement marked as sent by nobody, an original whose bytes have changed."""
    town.drop("1.eml", HALL)
    command("once")
    assert 0 == command("audit", "--raw").code
    RawRow.objects.update(content=b"anders")
    damaged = command("audit", "--raw", "--json")
    assert 1 == damaged.code
    assert [RawRow.objects.get().digest] == json.loads(damaged.out)["damaged"]
    forward = OutboxRow.objects.get(kind="forward")
    OutboxRow.objects.filter(pk=forward.pk).update(state="sent")
    told = command("audit")
    assert 1 == told.code
    assert f"✗ Übergebene Mails ohne Beleg des Mailservers: {forward.pk}" in told.out
    found = json.loads(command("audit", "--json").out)
    assert {"sent_without_receipt": [forward.pk]}.items() <= {f["code"]: f["ids"] for f in found["findings"]}.items()
    assert found["adds_up"] is True


def test_status_of_a_new_house(command: Command, town: Town) -> None:
    """Nothing has run: it says so and is no failure."""
    result = command("status")
    assert (0, True) == (result.code, "noch nie gelaufen" in result.out)
    told = json.loads(command("status", "--json").out)
    assert ([], 0) == (told["parts"], told["accounting"]["received"])
    # The house of these tests has granted every topic that a rule lets go; no decision speaks of one yet.
    assert "Automatik sport: vom Haus freigegeben." in result.out
    assert {("granted", 0, 50)} == {(line["state"], line["counted"], line["least"]) for line in told["automation"]}


def test_accounts_take_their_password_from_standard_input(command: Command, town: Town) -> None:
    """A weak one is refused with what is missing; a new call sets password and role anew."""
    from django.contrib.auth import authenticate

    weak = command("user", "add", "anna", stdin=b"anna\n")
    assert (1, "") == (weak.code, weak.out)
    assert "Passwort" in weak.err
    assert "Traceback" not in weak.err
    assert "" == command("user", "list").out
    assert 0 == command("user", "add", "anna", stdin="köstliche-Pflaumen-77\n".encode()).code
    assert authenticate(username="anna", password="köstliche-Pflaumen-77") is not None
    assert 0 == command("user", "add", "anna", "--role", "Leitung", stdin=b"andere-Pflaumen-78\n").code
    assert authenticate(username="anna", password="köstliche-Pflaumen-77") is None
    assert "anna\tLeitung\n" == command("user", "list").out


def test_a_password_file_that_is_not_there_is_one_sentence(command: Command, town: Town) -> None:
    """No traceback for what a person can mend."""
    result = command("user", "add", "anna", "--password-file", "nicht-da")
    assert 1 == result.code
    assert "nicht-da" in result.err


def test_check_names_each_failing_step_and_goes_on(command: Command, tmp_path: Path, town: Town) -> None:
    """A missing folder fails its step; what comes after it is tried all the same."""
    fine = command("check")
    assert 0 == fine.code, fine.out
    assert "✓ Regeln" in fine.out
    written(tmp_path, mailbox=(Mailbox(kind="folder", path=tmp_path / "nicht-da"),))
    steps = {row["step"]: row["ok"] for row in json.loads(command("check", "--json").out)}
    assert ("no", "yes") == (steps["Postfach integration"], steps["Versand"])
    assert 0 == command("check", "--offline").code


@pytest.mark.parametrize(
    ("trusted", "ok", "words"),
    [
        ((), "yes", "kein Thema"),
        (("all",), "yes", "alle Themen"),
        (("sport",), "yes", "Sport"),
        (("sprot",), "no", "Das Thema „sprot“ unter „auto_topics_trusted“ gibt es nicht. → meinten Sie „sport“?"),
    ],
    ids=["none", "all", "one", "unknown"],
)
def test_check_names_trusted_topics_that_are_none(
    command: Command, tmp_path: Path, town: Town, trusted: tuple[str, ...], ok: str, words: str
) -> None:
    """A misspelt topic would trust nothing, silently."""
    written(tmp_path, policy=Policy(auto_topics_trusted=trusted))
    result = command("check", "--offline", "--json")
    (step,) = [row for row in json.loads(result.out) if row["step"] == "Ohne Probebetrieb"]
    assert (ok, 0 if ok == "yes" else 78) == (step["ok"], result.code)
    assert words in step["sentence"]


class Cron:
    """Real processes of the command, on a database of their own."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def run(self, *words: str, stdin: str = "", code: int = 0) -> str:
        """Run one command; return what it printed, or its complaint; it must end with the code and without a traceback."""
        line = [sys.executable, "-m", "tests.cli.terminal", "--config", str(self.town.folder / "postlotse.toml"), *words]
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(
            line, cwd=ROOT, env=environment, input=stdin, capture_output=True, text=True, timeout=60, check=False
        )
        assert code == done.returncode, (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert not any(secret in done.stderr for secret in ("alice", "Turnhalle", "Halle"))
        return done.stderr if code else done.stdout


@pytest.mark.slow
def test_real_processes_from_an_empty_folder_to_an_answered_mail(tmp_path: Path) -> None:
    """As an operator and cron would: check, status before anything ran, once, every look at it, clean books."""
    cron = Cron(written(tmp_path))
    for words in ("status", "audit", "outbox list", "review list"):
        assert "postlotse once" in cron.run(*words.split(), code=75)
    assert "✓ Datenbank: sqlite" in cron.run("check")
    cron.town.drop("1.eml", HALL)
    assert 1 == json.loads(cron.run("once", "--json"))["sent"]
    assert ["<alice@verein.example>"] == outgoing(cron.town)
    assert cron.run("audit", "--raw").startswith("✓ empfangen 1 = wartend 0 + entschieden 1 + zurückgelegt 0")
    assert "✓ smtp" in cron.run("status")
    (row,) = json.loads(cron.run("outbox", "list", "--json"))
    assert "held" in cron.run("outbox", "hold", str(row["id"]))
    assert "dropped" in cron.run("outbox", "drop", str(row["id"]))
    (concern,) = json.loads(cron.run("review", "list", "--json"))
    assert "queued" in cron.run("review", "confirm", str(concern["id"]))
    assert "anna: Vertretung" in cron.run("user", "add", "anna", "--role", "Vertretung", stdin="köstliche-Pflaumen-77\n")
    assert "Passwort" in cron.run("user", "add", "bob", stdin="kurz\n", code=1)
    assert 0o600 == (tmp_path / "var" / "instance.key").stat().st_mode & 0o777
    assert cron.run("audit").endswith("✓ keine Unstimmigkeiten\n")


def _answers(port: int) -> bool:
    """Tell whether the desk shows its sign-in page."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("words", ["run", "desk", "desk --with-daemon"])
def test_the_long_running_ones_start_serve_and_end_on_a_signal(tmp_path: Path, words: str) -> None:
    """A real process until SIGTERM: ends with 0; what lay in the inbox was answered where a daemon runs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    town = written(tmp_path, desk=Desk(listen=f"127.0.0.1:{port}", url=f"http://127.0.0.1:{port}", insecure_cookies=True))
    town.drop("1.eml", HALL)
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    line = [sys.executable, "-m", "tests.cli.terminal", "--config", str(tmp_path / "postlotse.toml"), *words.split()]
    with (tmp_path / "errors").open("wb") as errors:
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=errors, stderr=errors)
    try:
        end = time.monotonic() + 40
        while process.poll() is None and time.monotonic() < end:
            if _answers(port) if words == "desk" else list(town.outbox.glob("*.eml")):
                break
            time.sleep(0.1)
        assert process.poll() is None, (tmp_path / "errors").read_text()
        process.send_signal(signal.SIGTERM)
        assert 0 == process.wait(30), (tmp_path / "errors").read_text()
    finally:
        process.kill()
        process.wait(10)
    assert ([] if words == "desk" else ["<alice@verein.example>"]) == outgoing(town)
    assert "Traceback" not in (tmp_path / "errors").read_text()
