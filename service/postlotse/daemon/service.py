"""The jobs of the running service on APScheduler, their start and their clean stop.

The scheduler is only a clock in this process: memory job store, late runs are caught up, nothing runs twice at once.
Every job may be killed at any point; what it had committed stands, the rest is done again.
"""

import contextlib
import logging
import os
import shutil
import socket
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from postlotse import wiring
from postlotse.config.schema import Config, StartMode
from postlotse.core.errors import Conflict, PostlotseError
from postlotse.core.ports import Reader
from postlotse.core.problems import Severity
from postlotse.daemon import sdnotify
from postlotse.daemon.learning import learn_aside
from postlotse.daemon.mailbox import WatchedMailbox
from postlotse.daemon.turn import Turn
from postlotse.datafiles.library import InUse, Library
from postlotse.flow import automation, corrections, rulesets
from postlotse.flow import deliver as delivery
from postlotse.flow.process import Tools, process_all
from postlotse.store import health, outbox, tx

_log = logging.getLogger(__name__)

#: Seconds between looks at tables that another process (the desk) may have filled.
LOOK_EVERY = 5
#: Seconds after which a change of the rules is looked at again: it has to stand still.
SETTLES = 1.5
#: Most mistakes in the rules that the state of the service names.
TOLD = 5
#: The hour (UTC) at which corrections of people are looked through, once a day.
CORRECTIONS_AT = 3
#: Free space below which nothing is taken in, in bytes.
LEAST_FREE = 200_000_000
#: Longest wait for the first look into the mailboxes before we call ourselves ready, in seconds.
READY_AFTER = 60
#: A turn without progress for so long means that the service hangs, in seconds; longer than any SMTP transaction.
HANGS_AFTER = 900


class Service:
    """The daemon: `start` begins, `stop` ends everything that it began."""

    def __init__(
        self,
        config: Config,
        tools: Tools,
        *,
        rules: Library,
        topic_models: wiring.Models,
        parse: Reader,
        environ: Mapping[str, str],
    ) -> None:
        self._config = config
        self.tools = tools
        self._rules = rules
        self._sets = wiring.set_tools(config, rules.folder)
        self._recorded: InUse | None = None
        self._tested_with = topic_models.current().fingerprint
        self._models = topic_models
        self._parse = parse
        self._environ = environ
        self._owner = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"[:80]
        self._sender = wiring.sender(config)
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(8 + len(config.mailbox))},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone="UTC",
        )
        clock = tools.clock
        self._process = Turn("process", self._process_waiting, clock=clock, longest=30.0)
        self._deliver = Turn("smtp", self._deliver_due, clock=clock, longest=120.0)
        self._reload = Turn("rules", self._reload_files, clock=clock, hold_off=0.0)
        self._tidy = Turn("tidy", self._tidy_up, clock=clock)
        self._health = Turn("health", self._look_at_health, clock=clock, hold_off=0.0, longest=15.0)
        self._learn = Turn("learning", self._learn_anew, clock=clock, hold_off=0.0)
        self._correct = Turn("corrections", self._look_at_corrections, clock=clock, hold_off=0.0)
        self._mailboxes = [
            WatchedMailbox(
                wiring.source(config, box),
                folder=box.folder if box.kind == "imap" else "",
                quiet_history=box.start is StartMode.BASELINE,
                listen=box.idle,
                owner=self._owner,
                clock=clock,
                on_mail=self.process_soon,
            )
            for box in config.mailbox
        ]
        self._receive = {
            box.name: Turn(f"{box.kind}:{box.name}", mailbox.receive, clock=clock)
            for box, mailbox in zip(config.mailbox, self._mailboxes, strict=True)
        }
        for turn, mailbox in zip(self._receive.values(), self._mailboxes, strict=True):
            mailbox.on_progress = turn.beat
        self._ready = False
        self._started = time.monotonic()
        self._stopping = threading.Event()

    def start(self) -> None:
        """Start the jobs and the listeners; returns at once."""
        add = self._scheduler.add_job
        for box, mailbox in zip(self._config.mailbox, self._mailboxes, strict=True):
            turn = self._receive[box.name]
            add(turn, "interval", seconds=box.poll_seconds, id=f"receive:{box.name}", next_run_time=self.tools.clock())
            mailbox.start(lambda turn=turn: self._soon(turn))  # type: ignore[misc]
        add(self._process, "interval", seconds=LOOK_EVERY, id="process", next_run_time=self.tools.clock())
        add(self._deliver, "interval", seconds=LOOK_EVERY, id="deliver", next_run_time=self.tools.clock())
        add(self._reload, "interval", seconds=LOOK_EVERY, id="reload", next_run_time=self.tools.clock())
        add(self._tidy, "interval", minutes=10, id="tidy")
        if self._config.learning.from_decisions:
            add(self._learn, "cron", hour=self._config.learning.hour, id="learn")
        add(self._correct, "cron", hour=CORRECTIONS_AT, id="corrections")
        beat = min(5.0, sdnotify.watchdog_seconds(self._environ, os.getpid()) or 5.0)
        add(self._health, "interval", seconds=beat, id="health", next_run_time=self.tools.clock())
        self._scheduler.start()
        _log.info("started with %d mailbox(es)", len(self._mailboxes))

    def stop(self) -> None:
        """End cleanly: finish the mail in hand, commit, log out.  A second call does nothing."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        sdnotify.notify(self._environ, "STOPPING=1")
        for mailbox in self._mailboxes:
            mailbox.stop()
        self._scheduler.shutdown(wait=True)
        self._sender.close()
        close = getattr(self._parse, "close", None)
        if close:
            close()
        tx.close()
        _log.info("stopped")

    def receive_soon(self) -> None:
        """Ask every mailbox for new mail now."""
        for turn in self._receive.values():
            self._soon(turn)

    def process_soon(self) -> None:
        """Process what waits now."""
        self._soon(self._process)

    def deliver_soon(self) -> None:
        """Send what is due now."""
        self._soon(self._deliver)

    def reload_soon(self) -> None:
        """Look for changed rules and models now."""
        self._soon(self._reload)

    def _soon(self, turn: Turn, at: datetime | None = None) -> None:
        if not self._stopping.is_set():
            self._scheduler.add_job(
                turn,
                "date",
                run_date=at or self.tools.clock(),
                id=f"{turn.name}:{'at' if at else 'soon'}",
                replace_existing=True,
                max_instances=100,
            )

    def _process_waiting(self) -> None:
        while not self._stopping.is_set() and process_all(self.tools, most=5):
            self._process.beat()
            self.deliver_soon()

    def _deliver_due(self) -> None:
        done = delivery.Delivered(sent=1)
        while not self._stopping.is_set() and (done.sent or done.deferred or done.failed):
            done = delivery.deliver(self._sender, clock=self.tools.clock, most=1)
            self._deliver.beat()
        due = outbox.next_due(self.tools.clock())
        if due and due - self.tools.clock() < timedelta(seconds=LOOK_EVERY):
            self._soon(self._deliver, at=due)

    def _reload_files(self) -> None:
        with contextlib.suppress(Conflict):  # somebody is writing: the next look is soon enough
            rulesets.finish(self._sets)
        refused = self._models.reload()
        model = self._models.current().fingerprint
        # Another model may answer the rules' own tests otherwise: those of a refused set may pass now, others fail.
        problems = self._rules.reload(again=model != self._tested_with)
        self._tested_with = model
        self._record(self._rules.in_use())
        if self._rules.settling:
            self._soon(self._reload, at=self.tools.clock() + timedelta(seconds=SETTLES))
        if refused:
            raise refused
        if errors := [p for p in problems if p.severity is Severity.ERROR]:
            more = f"und {len(errors) - TOLD} weitere: postlotse rules check" if len(errors) > TOLD else ""
            raise PostlotseError("\n".join(filter(None, (self._rules.notice, *map(str, errors[:TOLD]), more))))

    def _record(self, in_use: InUse) -> None:
        """Keep in the database which set is in use, once for every change."""
        if in_use is not self._recorded:
            first = self._recorded is None
            rulesets.note_in_use(in_use.files, in_use.book.fingerprint, now=self.tools.clock(), first=first)
            self._recorded = in_use

    def _learn_anew(self) -> None:
        if said := learn_aside(self._config, self._stopping):
            _log.info("%s", said)
            self.reload_soon()

    def _look_at_corrections(self) -> None:
        tools = wiring.correction_tools(self._config, self._rules, cases=self._rules.runner)
        if made := corrections.look(tools, now=self.tools.clock()):
            _log.info("drafted %d change(s) of the rules from corrections", len(made))

    def _tidy_up(self) -> None:
        outbox.reap(self.tools.clock())
        automation.watch(self.tools.house, self.tools.book(), self.tools.clock())

    def _look_at_health(self) -> None:
        status = self._status()
        hanging = [
            t.name
            for t in (self._process, self._deliver, *self._receive.values())
            if time.monotonic() - t.progress > HANGS_AFTER
        ]
        self._say_ready()
        if hanging:
            # No WATCHDOG=1: systemd restarts us, and nothing is lost by that.
            _log.error("no progress in %s", ", ".join(hanging))
            return
        sdnotify.notify(self._environ, f"WATCHDOG=1\nSTATUS={status}")

    def _status(self) -> str:
        """Return what we wait for, in words; a database that is away is waited for like everything else."""
        try:
            tx.reachable()
            self._check_space(self._config.place(self._config.places.var))
            failing = [h.name for h in health.all_parts() if h.failing_since]
        except Exception as error:
            if not tx.passing(error):
                raise
            failing = ["Datenbank"]
        return f"wartet auf: {', '.join(failing)}" if failing else "läuft"

    def _say_ready(self) -> None:
        """Tell systemd once that we are up: after the first look into every mailbox, or after a while without one.

        An outage of the mail server must not make systemd restart us for ever.
        """
        waited = time.monotonic() - self._started > READY_AFTER
        if not self._ready and (waited or all(turn.worked for turn in self._receive.values())):
            self._ready = True
            sdnotify.notify(self._environ, "READY=1")

    def _check_space(self, folder: Path) -> None:
        if shutil.disk_usage(folder).free < LEAST_FREE:
            health.failing("disk", "Der Datenträger ist fast voll; es wird keine Post mehr geholt.", self.tools.clock())
            for turn in self._receive.values():
                turn.rest(LOOK_EVERY * 12)
        else:
            health.ok("disk", self.tools.clock())


def build(config: Config, environ: Mapping[str, str], *, make_reader: Callable[[], Reader] = wiring.reader) -> Service:
    """Return the service of a configuration, its rules and model loaded; raises ConfigurationError when they are broken."""
    wiring.open_store(config)
    topic_models = wiring.models(config)
    topic_models.current()
    rules = wiring.library(config, patient=True, topic_models=topic_models, fallback=wiring.recorded_rules)
    with contextlib.suppress(PostlotseError):  # said by the first look of the running service
        rulesets.finish(wiring.set_tools(config, rules.folder))
    rules.book()
    parse = make_reader()
    tools = wiring.tools(config, rules=rules, topic_models=topic_models, parse=parse)
    warm_up(tools)
    return Service(config, tools, rules=rules, topic_models=topic_models, parse=parse, environ=environ)


def warm_up(tools: Tools) -> None:
    """Read and understand one line, so that the first real mail does not pay for starting workers and loading tables."""
    mail = tools.reader.read(b"Subject: Guten Tag\r\n\r\nGuten Tag, wir suchen einen Raum.\r\n")
    tools.model().guess([(mail.subject, mail.text)], [None])
    tools.detect(mail.subject, mail.text)
