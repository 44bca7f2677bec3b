"""The composition root: Config → sources, sender, reader, model, rules, clock, database.  Decides nothing.

Imports are local where they cost start-up time or need Django to be configured first.
"""

import contextlib
import hashlib
import os
import secrets
import tempfile
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postlotse.config.schema import Config, Mailbox, Smtp
from postlotse.config.secrets import secret
from postlotse.core.calendar import city_time
from postlotse.core.earned import Terms
from postlotse.core.errors import ConfigurationError
from postlotse.core.house import House
from postlotse.core.ports import Reader, Sender, Source, Tokens, TopicModel
from postlotse.core.problems import Problem
from postlotse.core.rules.types import RuleBook
from postlotse.datafiles.library import Library
from postlotse.datafiles.modelfiles import ModelShelf
from postlotse.datafiles.rulefiles import CaseRunner

if TYPE_CHECKING:
    from postlotse.flow.corrections import CorrectionTools
    from postlotse.flow.process import Tools
    from postlotse.flow.rulesets import SetTools
    from postlotse.learning.confirmed import Decision
    from postlotse.learning.proposal import Proposal


KEY_BYTES = 32


def now() -> datetime:
    """Return the time in UTC: the one place where the clock is read."""
    return datetime.now(UTC)


def key_file(path: Path) -> bytes:
    """Return the 32 random bytes of a key file, made (mode 0600) when it is missing; raises ConfigurationError when cut.

    The file appears whole or not at all, whichever process makes it first.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as made:
            made.write(secrets.token_bytes(KEY_BYTES))
            made.flush()
            os.fsync(made.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(made.name, path)
    key = path.read_bytes()
    if len(key) < KEY_BYTES:
        sentence = "Die Schlüsseldatei ist unvollständig."
        raise ConfigurationError(
            [Problem(file=str(path), code="key", sentence=sentence, cure="aus der Sicherung holen oder löschen")]
        )
    return key


def house(config: Config, *, signing_key: bytes | None = None) -> House:
    """Return who we are; without `signing_key` the instance's key file is used."""
    contact, policy = config.contact, config.policy
    return House(
        name=contact.name,
        city=contact.city,
        address=contact.address,
        aliases=contact.aliases,
        phone=contact.phone,
        privacy_url=contact.privacy_url,
        bounce_address=contact.bounce_address,
        desk_url=config.desk.url,
        plus_addressing=contact.plus_addressing,
        null_sender=config.smtp.null_sender,
        forward_delay=policy.forward_delay_seconds,
        release_delay=policy.release_delay_seconds,
        acknowledge=policy.acknowledge,
        acknowledge_max_age=policy.acknowledge_max_age_hours,
        auto=Terms(least=policy.auto_least, precision=policy.auto_precision, granted=frozenset(policy.auto_topics_trusted)),
        authserv_id=policy.authserv_id,
        spam_headers=frozenset(name.strip().lower() for name in policy.spam_headers) or None,
        secret=signing_key if signing_key is not None else key_file(config.place(config.places.var) / "instance.key"),
    )


def library(
    config: Config,
    *,
    patient: bool = False,
    topic_models: "Models | None" = None,
    fallback: Callable[[], Mapping[str, str] | None] | None = None,
) -> Library:
    """Return the rules and templates of this configuration; with `topic_models` a set has to pass its own tests.

    `fallback` gives the last good set, for a start on broken files (`recorded_rules`).
    """
    runner = case_runner(config, topic_models) if topic_models is not None else None
    return Library(
        config.place(config.places.rules),
        patient=patient,
        runner=runner,
        fallback=fallback,
        today=lambda: city_time(now()).date(),
    )


def recorded_rules() -> Mapping[str, str] | None:
    """Return the files of the rules that were last in use, None when there are none or the database cannot say.

    Call `open_store` first.
    """
    from postlotse.store import rulesets, tx

    try:
        return rulesets.latest_files()
    except Exception as error:
        if not tx.passing(error):
            raise
        return None


def case_runner(config: Config, topic_models: "Models") -> CaseRunner:
    """Return what runs the tests that a rule book brings along; the model is loaded when the first of them needs it."""
    from postlotse.core.rehearse.run import run_cases
    from postlotse.datafiles.guesses import RememberedGuesses

    home = house(config, signing_key=b"tests write nothing")
    memory = RememberedGuesses(topic_models.current, for_topics)
    return lambda book: run_cases(book, home, book.cases, partial(memory.ask, book), now=now())


def set_tools(config: Config, folder: Path, *, cases: CaseRunner | None = None) -> "SetTools":
    """Return what activating a set of rules in a folder needs; with `cases` it has to pass its own tests.

    Call `open_store` first.
    """
    from postlotse.datafiles import activate
    from postlotse.datafiles.rulefiles import RuleSet, judge, read_rules
    from postlotse.flow.rulesets import SetTools

    return SetTools(
        read=lambda: read_rules(folder).files,
        judge=lambda files: judge(RuleSet(files=files), today=city_time(now()).date(), cases=cases).problems,
        write=partial(activate.write_set, folder),
        finish=partial(activate.finish, folder),
        writable=partial(activate.writable, folder),
        clock=now,
        two_persons=config.policy.rules_two_persons,
    )


def correction_tools(config: Config, rules: Library, *, cases: CaseRunner | None = None) -> "CorrectionTools":
    """Return what drafting rules from corrections needs; with `cases` a draft is tried on its own tests.

    Call `open_store` first.
    """
    from postlotse.datafiles import edit
    from postlotse.flow.corrections import CorrectionTools
    from postlotse.flow.newrule import Edit

    return CorrectionTools(
        house=house(config, signing_key=b"a draft signs nothing"),
        files=rules.files,
        judge=set_tools(config, rules.folder, cases=cases).judge,
        edit=Edit(add=edit.add, set_value=edit.set_value, value_of=edit.value_of),
    )


class Models:
    """The topic model in use: loaded when first needed, replaced when another version is made active."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._shelf: ModelShelf | None = None

    def current(self) -> TopicModel:
        """Return the model; raises ConfigurationError when none was ever loaded and the active one does not fit."""
        with self._lock:
            if self._shelf is None:
                from postlotse.learning.serve import load

                self._shelf = ModelShelf(self.folder, load)
        return self._shelf.current()

    def reload(self) -> ConfigurationError | None:
        """Look for another active version; return the error when it does not fit, keeping the older model."""
        if self._shelf is None:
            return None
        self._shelf.current()
        problems = self._shelf.health().problems
        return ConfigurationError(problems) if problems else None


def for_topics(model: TopicModel, book: RuleBook) -> TopicModel:
    """Return the model for the topics of a rule book: new ones by their descriptions, see `learning.newtopics`."""
    if not hasattr(model, "card"):  # not one of ours: nothing is known of its topics
        return model
    from postlotse.learning.newtopics import fitted

    return fitted(model, book.topics)


class FittingModels:
    """Calls for the model in use and fits it to the rules in use; anew only when one of them changed.  Safe for threads."""

    def __init__(self, topic_models: Models, rules: Library) -> None:
        self._models = topic_models
        self._rules = rules
        self._lock = threading.Lock()
        self._fitted: tuple[TopicModel, str, TopicModel] | None = None

    def __call__(self) -> TopicModel:
        """Return the fitted model; raises like `Models.current` and `Library.book`."""
        model, book = self._models.current(), self._rules.book()
        with self._lock:
            known = self._fitted
            if known is None or known[0] is not model or known[1] != book.fingerprint:
                known = self._fitted = (model, book.fingerprint, for_topics(model, book))
        return known[2]


def models(config: Config) -> Models:
    """Return the holder of the configured topic model."""
    return Models(config.place(config.places.models) / config.places.model)


def decisions(config: Config) -> "list[Decision]":
    """Return what people decided, as the model learns from it; none unless the configuration says so.

    Call `open_store` first.
    """
    if not config.learning.from_decisions:
        return []
    from postlotse.learning.confirmed import Decision, latest
    from postlotse.learning.texts import Example
    from postlotse.store import labels

    found = []
    for label in labels.decided(most=config.learning.most):
        writer = hashlib.sha256(label.sender.encode()).hexdigest()[:12]
        example = Example(
            id=label.id,
            lang=label.language or "und",
            voice=f"fall-{writer}",
            subject=label.subject,
            body=label.text,
            text=label.text,
            kind=label.kind.value,
            topics=label.topics,
            flags=tuple(flag.value for flag in label.flags),
        )
        found.append(Decision(example=example, at=label.at, by=label.by, writer=writer))
    return latest(found, config.learning.most)


def learn(config: Config, progress: Callable[[str], None]) -> "Proposal | None":
    """Train on new decisions when there are enough, and propose or promote; see `learning.nightly`.  Call `open_store` first.

    Raises ConfigurationError when the folder of models cannot be written or no version in use loads.
    """
    from postlotse.learning.nightly import learn as learn_new
    from postlotse.store import audit, labels

    folder = config.place(config.places.models) / config.places.model
    if not os.access(folder, os.W_OK):
        sentence = "In das Verzeichnis der Modelle darf der Dienst nicht schreiben; er kann nichts lernen."
        cure = "[places] models in ein beschreibbares Verzeichnis legen, etwa /var/lib/postlotse/models"
        raise ConfigurationError([Problem(file=str(folder), code="model-read-only", sentence=sentence, cure=cure)])
    made = learn_new(
        folder,
        decisions(config),
        existing=labels.existing,
        least_new=config.learning.least_new,
        auto_promote=config.learning.auto_promote,
        cache=config.place(config.places.var) / "cache",
        now=now(),
        progress=progress,
        topics=tuple(library(config).book().topics.values()),
    )
    if made:
        detail = {"version": made.version, "before": made.before, "decisions": made.decisions, "points": made.points}
        audit.write("model_learned", actor="daemon", now=now(), detail=detail | {"refused": len(made.refusals)})
    return made


def reader(*, size: int = 1) -> Reader:
    """Return the pool of parse workers."""
    from postlotse.workers.pool import ParsePool

    return ParsePool(size=size)


def source(config: Config, mailbox: Mailbox) -> Source:
    """Return the source of one mailbox."""
    if mailbox.kind == "folder":
        from postlotse.sources.folder import FolderSource

        return FolderSource(mailbox)
    from postlotse.sources.imap import ImapSource

    return ImapSource(
        mailbox,
        password=_password(config, mailbox.password_file),
        tokens=_tokens(config, mailbox),
    )


def sender(config: Config) -> Sender:
    """Return the sender of the configured relay."""
    smtp = config.smtp
    if smtp.kind == "folder":
        from postlotse.senders.folder import FolderSender

        return FolderSender(smtp)
    from postlotse.senders.smtp import SmtpSender

    return SmtpSender(smtp, password=_password(config, smtp.password_file), tokens=_tokens(config, smtp))


def _password(config: Config, name: str) -> Callable[[], str] | None:
    return partial(secret, config, name) if name else None


def _tokens(config: Config, where: Mailbox | Smtp) -> Tokens | None:
    if where.oauth is None:
        return None
    from postlotse.auth.tokens import tokens

    return tokens(where.oauth, where.user, partial(secret, config))


def open_store(config: Config) -> None:
    """Configure Django for this configuration, once per process; connects to nothing."""
    from django.conf import settings as django_settings

    if django_settings.configured:
        return
    import django

    from postlotse import settings

    var = config.place(config.places.var)
    var.mkdir(parents=True, exist_ok=True)
    desk_key = secret(config, config.desk.secret_key_file) if config.desk.secret_key_file else key_file(var / "desk.key").hex()
    password = secret(config, config.database.password_file) if config.database.password_file else ""
    if config.database.url.startswith("sqlite:///"):
        Path(settings.database(config)["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    django_settings.configure(**settings.values(config, secret_key=desk_key, database_password=password))
    django.setup()


def migrate() -> None:
    """Bring the tables to the version of this program."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def tools(config: Config, *, rules: Library, topic_models: Models, parse: Reader) -> "Tools":
    """Return what processing and reviewing need; call `open_store` first."""
    from postlotse.core.language import detect
    from postlotse.flow.process import Tools

    return Tools(
        reader=parse,
        model=FittingModels(topic_models, rules),
        detect=detect,
        book=rules.book,
        templates=rules.templates,
        house=house(config),
        clock=now,
        hold_all=config.policy.hold_all,
    )
