"""The stage of the demo: embedded servers, a configuration, sample mails, and the acts that are played with them."""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import jinja2

from postlotse import logs, wiring
from postlotse.config.describe import commented_toml
from postlotse.config.load import load
from postlotse.config.schema import Config, Contact, Database, Desk, Mailbox, Places, Policy, Security, Smtp
from postlotse.core.names import ConcernState, DraftKind, Referral, Tier, Verdict
from postlotse.datafiles import places
from postlotse.demo.servers import EmbeddedImap, EmbeddedSmtp

if TYPE_CHECKING:
    import threading

    from postlotse.daemon.service import Service
    from postlotse.flow.process import Tools
    from postlotse.store.stories import Story

ADDRESS = "integration@stadt.example"
_MAILBOX = "integration"
#: So many of the sample mails lie in the mailbox before the first start.
HISTORY = 2


def state_file(data_folder: Path) -> Path:
    """Return where a running demo says how it can be reached."""
    return data_folder / "demo.json"


class Stage:
    """Everything that one demo needs; a context manager that leaves nothing running."""

    def __init__(self, folder: Path, *, models: Path, data_folder: Path, desk_port: int, delay: int = 0) -> None:
        self.folder = folder
        self._models_folder = models
        self._state_file = state_file(data_folder)
        self.user = "anna"
        self.administrator = "bert"
        self.password = secrets.token_urlsafe(12)
        self.config: Config
        self.tools: Tools
        self._desk_port = desk_port
        self._delay = delay  # seconds that a forward can still be stopped
        self._stack = ExitStack()
        self._imap: EmbeddedImap
        self._smtp: EmbeddedSmtp

    def __enter__(self) -> Self:
        secret = secrets.token_urlsafe(16)
        self._imap = self._stack.enter_context(EmbeddedImap({_MAILBOX: secret}))
        self._smtp = self._stack.enter_context(EmbeddedSmtp(deliver=(self._imap, {ADDRESS: _MAILBOX})))
        self.config = self._configure(secret)
        return self

    def __exit__(self, *exc: object) -> None:
        self._state_file.unlink(missing_ok=True)
        self._stack.close()

    def _configure(self, secret: str) -> Config:
        """Write the configuration as a file and read it back, as an operator's would be."""
        (self.folder / "imap-password").write_text(secret, encoding="utf-8")
        (self.folder / "imap-password").chmod(0o600)
        # A copy: who tries the rules at the demo's desk changes nothing of the program's own.
        if not (self.folder / "rules").exists():
            shutil.copytree(places.shipped_rules(), self.folder / "rules")
        port = self._desk_port or _free_port()
        config = Config(
            contact=Contact(address=ADDRESS, plus_addressing=True, phone="0123 456 789-0"),
            mailbox=(
                Mailbox(
                    name=_MAILBOX,
                    host=self._imap.host,
                    port=self._imap.port,
                    security=Security.NONE,
                    user=_MAILBOX,
                    password_file="imap-password",  # noqa: S106  a file name
                    poll_seconds=30,
                ),
            ),
            smtp=Smtp(host=self._smtp.host, port=self._smtp.port, security=Security.NONE, per_minute=10_000),
            database=Database(url="sqlite:///var/demo.sqlite3"),
            places=Places(rules=Path("rules"), models=self._models_folder),
            # A demo has no history of decisions: the house takes the rules' word.
            policy=Policy(forward_delay_seconds=self._delay, release_delay_seconds=self._delay, auto_topics_trusted=("all",)),
            desk=Desk(listen=f"127.0.0.1:{port}", url=f"http://127.0.0.1:{port}", insecure_cookies=True),
        )
        path = self.folder / "postlotse.toml"
        path.write_text(commented_toml(config), encoding="utf-8")
        return load(path, {})

    def open(self) -> None:
        """Open the database, load rules and model, create the account."""
        logs.set_up(level="warning", json_lines=False)
        wiring.open_store(self.config)
        wiring.migrate()
        from postlotse.flow import rulesets
        from postlotse.store import accounts

        accounts.add(self.user, password=self.password, role="Sachbearbeitung")
        accounts.add(self.administrator, password=self.password, role="Administration")
        self._models = wiring.models(self.config)
        self._models.current()
        self._rules = wiring.library(self.config, patient=True, topic_models=self._models, fallback=wiring.recorded_rules)
        rulesets.note_in_use(self._rules.files(), self._rules.book().fingerprint, now=wiring.now())
        self._reader = wiring.reader(size=2)
        self._stack.callback(self._reader.close)  # type: ignore[attr-defined]
        self.tools = wiring.tools(self.config, rules=self._rules, topic_models=self._models, parse=self._reader)
        self._source = wiring.source(self.config, self.config.mailbox[0])
        self._sender = wiring.sender(self.config)

    def desk(self) -> "Callable[..., Any]":
        """Return the desk as a WSGI application, with rules and models for the administrator."""
        from postlotse.desk.app import application
        from postlotse.desk.tools import RuleTools

        cases = self._rules.runner
        sets = wiring.set_tools(self.config, self._rules.folder, cases=cases)
        return application(self.tools, self._models.folder, RuleTools(library=self._rules, sets=sets, cases=cases))

    def close_edges(self) -> None:
        """Log out of the embedded servers."""
        from postlotse.store import tx

        self._source.close()
        self._sender.close()
        tx.close()

    # ------------------------------------------------------------------ acts of `--once`

    def acts(self) -> Iterator[tuple[Callable[[], None], str]]:
        """Yield each act with its words."""
        mails = sample_mails()
        yield (
            lambda: self._arrive(mails[:HISTORY], old=True),
            f"{HISTORY} alte Mails liegen im Postfach; der erste Blick nimmt sie still auf",
        )
        yield (
            lambda: self._arrive(mails[HISTORY:]),
            f"{len(mails) - HISTORY} Mails kommen an, werden verstanden, zugeordnet und bestätigt",
        )
        yield self._confirm, "Anna gibt am Arbeitsplatz drei Vorschläge frei"
        yield (
            self._answers,
            "Antworten kommen: ein Verein schreibt noch einmal, eine Stelle antwortet, eine Weiterleitung ist unzustellbar",
        )

    def _arrive(self, mails: list[bytes], *, old: bool = False) -> None:
        at = wiring.now() - timedelta(days=3) if old else None
        for raw in mails:
            self._append(raw, at)
        self._round()

    def _append(self, raw: bytes, at: datetime | None = None) -> None:
        self._imap.append(_MAILBOX, raw, at=at)

    def _round(self) -> None:
        """Receive, process and deliver once, as the daemon's jobs do."""
        from postlotse.flow.deliver import deliver
        from postlotse.flow.process import process_all
        from postlotse.flow.receive import receive

        receive(self._source, folder="INBOX", keep_history_quiet=True, clock=wiring.now)
        process_all(self.tools)
        deliver(self._sender, clock=wiring.now)

    def _confirm(self) -> None:
        """Do what a person does: release two suggestions inside the city and name one outside contact."""
        from postlotse.flow import review
        from postlotse.flow.deliver import deliver
        from postlotse.store.stories import stories

        waiting = [c for story in stories() for c in story.concerns if c.state == ConcernState.REVIEW and c.office]
        inside = [c for c in waiting if c.tier == Tier.A and c.referral == Referral.HAND_OVER][:2]
        named = [c for c in waiting if c.tier in (Tier.B, Tier.C) and c.referral == Referral.REFER]
        outside = sorted(named, key=lambda c: c.tier != Tier.C)[:1]  # a partner rather than an authority
        for concern in (*inside, *outside):
            choice = review.Choice(
                verdict=Verdict.CONFIRM, topic=concern.topic, office=concern.office, referral=Referral(concern.referral)
            )
            review.decide(self.tools, concern.id, choice, version=concern.version, by=self.user)
        deliver(self._sender, clock=wiring.now)

    def _answers(self) -> None:
        for raw in self.answers():
            self._append(raw)
        self._round()

    def answers(self) -> list[bytes]:
        """Return the mails that answer ours: the sender's to its acknowledgement, an office's and a bounce to forwards."""
        from postlotse.store.stories import sent_mails

        made: list[bytes] = []
        sources = {p.name: p.read_text(encoding="utf-8") for p in places.demo_mails().glob("*.eml.j2")}
        forwards = sent_mails(DraftKind.FORWARD)
        acknowledgements = sent_mails(DraftKind.ACKNOWLEDGEMENT)
        wanted = [
            ("reply-in-case.eml.j2", acknowledgements[:1]),
            ("office-answer.eml.j2", forwards[:1]),
            ("bounce.eml.j2", forwards[1:2]),
        ]
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701  these are mails
        for name, mails in wanted:
            for mail in mails:
                local, _, domain = ADDRESS.partition("@")
                text = environment.from_string(sources[name]).render(
                    number=mail.case,
                    message_id=mail.message_id,
                    reply_to=f"{local}+{mail.token}@{domain}",
                    recipient=mail.recipient,
                )
                made.append(text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8"))
        return made

    def missing(self, told: "list[Story]") -> list[str]:
        """Return what the demo promises to show and did not."""
        outcomes = {story.outcome for story in told}
        languages = {story.language for story in told if story.language}
        routes = {(c.route, c.state) for story in told for c in story.concerns}
        checks = {
            "Zwölf Sprachen": len(languages) >= 12,
            "Bestand wird still aufgenommen": "baseline" in outcomes,
            "Eine Antwort findet ihren Vorgang": "joined_case" in outcomes,
            "Unzustellbares öffnet sein Anliegen wieder": "bounced" in outcomes,
            "Werbung kommt in Quarantäne": "quarantined" in outcomes,
            "Automatisch weitergeleitet": any(route == "auto" for route, _ in routes),
            "Verwiesen statt weitergeleitet": any(state == ConcernState.REFERRED for _, state in routes),
        }
        return [words for words, shown in checks.items() if not shown]

    # ------------------------------------------------------------------ live

    def service(self, environ: Mapping[str, str]) -> "Service":
        """Return the daemon over the same tools."""
        from postlotse.daemon.service import Service

        return Service(
            self.config, self.tools, rules=self._rules, topic_models=self._models, parse=self._reader, environ=environ
        )

    def play_live(self, service: "Service", stop: "threading.Event") -> None:
        """Let the sample mails arrive while the daemon runs, and say where `demo-send` can reach it."""
        self._state_file.parent.mkdir(parents=True, exist_ok=True)
        self._state_file.write_text(
            json.dumps(
                {"pid": os.getpid(), "smtp": [self._smtp.host, self._smtp.port], "config": str(self.folder / "postlotse.toml")}
            ),
            encoding="utf-8",
        )
        stop.wait(1.0)  # the first look at the empty mailbox comes first, so that what follows is new mail
        for raw in sample_mails():
            if stop.is_set():
                return
            self._append(raw)
        service.receive_soon()


def sample_mails() -> list[bytes]:
    """Return the numbered sample mails in their order, with the line ends of the wire."""
    files = sorted(p for p in places.demo_mails().glob("[0-9]*.eml"))
    return [p.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for p in files]


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
