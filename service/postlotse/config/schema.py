"""The settings of Postlotse: one frozen model per table of `postlotse.toml`.

The field descriptions are the documentation: `postlotse init` and `docs/configuration.md` are made from them.
Secrets are never written here: a `*_file` names the file that holds one (relative names are looked up in the
systemd credentials directory first, then beside the configuration).
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Table(BaseModel):
    """A table of the file: unknown keys are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=False)


class StartMode(StrEnum):
    """What to do with the mail that lies in the mailbox at the first start."""

    BASELINE = "baseline"
    ALL = "all"


class Security(StrEnum):
    """How a connection is protected; `none` is refused outside loopback."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class TokenKind(StrEnum):
    """Where OAuth access tokens come from."""

    MICROSOFT365 = "microsoft365"
    GOOGLE = "google"
    COMMAND = "command"


class OAuth(Table):
    """Sign-in with access tokens instead of a password."""

    provider: TokenKind = Field(
        description="microsoft365 (Entra-Anwendung), google (Dienstkonto) oder command (Programm, das ein Token ausgibt)"
    )
    mechanism: Literal["xoauth2", "oauthbearer"] = Field(
        default="xoauth2", description="SASL-Verfahren: xoauth2 oder oauthbearer"
    )
    tenant: str = Field(default="", description="microsoft365: Verzeichnis-ID (Tenant)")
    client_id: str = Field(default="", description="microsoft365: Anwendungs-ID (Client)")
    client_secret_file: str = Field(default="", description="microsoft365: Datei mit dem Clientgeheimnis")
    authority: str = Field(
        default="https://login.microsoftonline.com",
        description="microsoft365: Anmeldeadresse, in Tests ein Stellvertreter auf loopback",
    )
    ca_file: str = Field(default="", description="Zertifizierungsstelle der Anmeldeadresse; leer = die des Systems")
    scope: str = Field(default="", description="leer = der übliche Umfang des Anbieters")
    service_account_file: str = Field(default="", description="google: JSON-Schlüsseldatei des Dienstkontos")
    token_url: str = Field(default="", description="google: abweichende Token-Adresse; leer = die der Schlüsseldatei")
    command: tuple[str, ...] = Field(
        default=(), description="command: Programm mit Argumenten; es gibt das Token auf der Standardausgabe aus"
    )


class Contact(Table):
    """Who we are, as citizens read it."""

    name: str = Field(default="Anlaufstelle für Migrantenorganisationen", description="Name der Stelle, wie er in Mails steht")
    city: str = Field(default="Musterstadt", description="Name der Stadt")
    address: str = Field(default="integration@stadt.example", description="Adresse des Postfachs; von ihr gehen alle Mails aus")
    aliases: tuple[str, ...] = Field(default=(), description="weitere Adressen, unter denen das Postfach erreichbar ist")
    phone: str = Field(default="", description="Telefon, das in der Eingangsbestätigung steht; leer = keines")
    privacy_url: str = Field(default="https://stadt.example/datenschutz", description="Seite mit dem Datenschutzhinweis")
    plus_addressing: bool = Field(
        default=False,
        description="der Mailserver stellt name+etwas@… dem Postfach name@… zu; Antworten finden dann sicherer ihren Vorgang",
    )
    bounce_address: str = Field(default="", description="Umschlagadresse für Weiterleitungen; leer = address")


class Mailbox(Table):
    """One mailbox or folder that is polled."""

    name: str = Field(default="integration", description="kurzer Name, steht im Protokoll und in der Buchführung")
    kind: Literal["imap", "folder"] = Field(default="imap", description="imap oder folder (Ordner mit *.eml oder Maildir)")
    host: str = Field(default="", description="imap: Server")
    port: int = Field(default=993, ge=1, le=65535, description="imap: Port")
    security: Security = Field(default=Security.TLS, description="tls, starttls oder none (nur loopback)")
    ca_file: str = Field(default="", description="Datei mit der Zertifizierungsstelle des Hauses; leer = die des Systems")
    user: str = Field(default="", description="imap: Anmeldename")
    password_file: str = Field(default="", description="imap: Datei mit dem Kennwort")
    oauth: OAuth | None = Field(default=None, description="Anmeldung mit Token statt Kennwort")
    folder: str = Field(default="INBOX", description="Postfachordner, der gelesen wird")
    file_into: str = Field(
        default="", description="nach dem Speichern in diesen Ordner verschieben; leer = das Postfach bleibt unberührt"
    )
    path: Path | None = Field(default=None, description="folder: Verzeichnis")
    idle: bool = Field(default=True, description="auf neue Post horchen (IDLE); abgefragt wird trotzdem")
    poll_seconds: Annotated[int, Field(ge=1, le=3600)] = Field(default=60, description="Abstand der Abfragen in Sekunden")
    max_bytes: int = Field(
        default=50_000_000,
        ge=10_000,
        description="größere Mails werden nur mit Kopfzeilen übernommen und einem Menschen gezeigt",
    )
    start: StartMode = Field(
        default=StartMode.BASELINE,
        description="Bestand beim ersten Start: baseline (still aufnehmen) oder all (wie neue Post behandeln)",
    )


class Smtp(Table):
    """The relay that takes our mail."""

    kind: Literal["smtp", "folder"] = Field(default="smtp", description="smtp oder folder (schreibt *.eml, zum Ausprobieren)")
    host: str = Field(default="", description="Server")
    port: int = Field(default=587, ge=1, le=65535, description="Port")
    security: Security = Field(default=Security.STARTTLS, description="starttls, tls oder none (nur loopback)")
    ca_file: str = Field(default="", description="Datei mit der Zertifizierungsstelle des Hauses; leer = die des Systems")
    user: str = Field(default="", description="Anmeldename; leer = ohne Anmeldung")
    password_file: str = Field(default="", description="Datei mit dem Kennwort")
    oauth: OAuth | None = Field(default=None, description="Anmeldung mit Token statt Kennwort")
    path: Path | None = Field(default=None, description="folder: Verzeichnis")
    null_sender: bool = Field(
        default=True,
        description="Eingangsbestätigungen mit leerem Umschlagabsender (RFC 3834); false, wenn der Server das ablehnt",
    )
    per_minute: int = Field(default=30, ge=1, le=10_000, description="höchstens so viele Mails in der Minute")


class Database(Table):
    """Where everything is kept."""

    url: str = Field(
        default="sqlite:///var/postlotse.sqlite3",
        description="sqlite:///PFAD oder postgresql://NUTZER@SERVER:PORT/NAME (Kennwort in password_file)",
    )
    password_file: str = Field(default="", description="Datei mit dem Kennwort der Datenbank")


class Places(Table):
    """Where rules, models and working files lie; relative to the configuration file."""

    rules: Path = Field(default=Path("rules"), description="Verzeichnis der Regeln und Vorlagen")
    models: Path = Field(default=Path("models"), description="Verzeichnis der Modelle")
    var: Path = Field(default=Path("var"), description="Verzeichnis für Datenbank, Zwischenstände und Protokolle")
    model: str = Field(default="standard", description="Name des Modells unter models/")


class Policy(Table):
    """When mail leaves."""

    forward_delay_seconds: int = Field(
        default=600, ge=0, le=86_400, description="so lange kann ein Mensch eine automatische Weiterleitung noch anhalten"
    )
    release_delay_seconds: int = Field(
        default=60, ge=0, le=86_400, description="so lange lässt sich eine freigegebene Mail noch zurückholen"
    )
    acknowledge: bool = Field(default=True, description="Eingangsbestätigungen senden")
    acknowledge_max_age_hours: int = Field(default=48, ge=1, description="ältere Mails werden nicht mehr von selbst bestätigt")
    auto_least: int = Field(
        default=50,
        ge=10,
        le=10_000,
        description="ein Thema geht erst von selbst weiter, wenn Menschen so viele Vorschläge dazu entschieden haben",
    )
    auto_precision: float = Field(
        default=0.95,
        ge=0.5,
        le=0.99,
        description="Anteil richtiger Vorschläge, der dabei mit 90 % Sicherheit übertroffen sein muss",
    )
    auto_topics_trusted: tuple[str, ...] = Field(
        default=(),
        description="Themen, die ohne Probebetrieb von selbst weitergehen, weil das Haus der Regel glaubt (`all` = alle); "
        "zu viele Korrekturen beenden das",
    )
    rules_two_persons: bool = Field(
        default=False, description="eine am Arbeitsplatz geänderte Regel gilt erst, wenn eine zweite Person sie freigibt"
    )
    hold_all: bool = Field(default=False, description="nichts senden, alles anhalten (nach einer Wiederherstellung)")
    authserv_id: str = Field(
        default="", description="Kennung unseres Mailservers in Authentication-Results; leer = nicht auswerten"
    )
    spam_headers: tuple[str, ...] = Field(
        default=(),
        description="Kopfzeilen, mit denen unser eigener Filter Spam kennzeichnet, etwa `X-Spam-Flag` "
        "(`Subject` = Marke im Betreff); leer = die aller bekannten Filter zählen",
    )


class Learning(Table):
    """Whether the topic model learns from what people decide."""

    from_decisions: bool = Field(
        default=False,
        description="aus bestätigten Entscheidungen lernen: neuer Zweck für Mails, vorher mit dem Datenschutz klären",
    )
    least_new: int = Field(
        default=40, ge=5, le=10_000, description="nachts neu lernen, sobald so viele neue Entscheidungen bestätigt sind"
    )
    most: int = Field(
        default=1500, ge=10, le=5_000, description="höchstens so viele Entscheidungen verwenden, die jüngsten zuerst"
    )
    hour: int = Field(default=2, ge=0, le=23, description="Stunde der Nacht (UTC), in der geprüft und gelernt wird")
    auto_promote: bool = Field(
        default=False, description="ein besseres Modell von selbst in Gebrauch nehmen; sonst entscheidet die Administration"
    )


class Desk(Table):
    """The web desk."""

    listen: str = Field(default="127.0.0.1:8025", description="Adresse und Port; davor gehört ein Webserver mit TLS")
    url: str = Field(default="http://127.0.0.1:8025", description="Adresse, unter der Menschen den Arbeitsplatz öffnen")
    secret_key_file: str = Field(default="", description="Datei mit dem Sitzungsschlüssel; leer = in var/ angelegt")
    insecure_cookies: bool = Field(default=False, description="Cookies ohne TLS erlauben (nur auf loopback)")


class Log(Table):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="debug, info, warning oder error")
    format: Literal["text", "json"] = Field(default="text", description="text oder json")


class Config(Table):
    """The whole of `postlotse.toml`."""

    contact: Contact = Field(default_factory=Contact, description="Wer wir sind")
    mailbox: tuple[Mailbox, ...] = Field(default=(), description="Postfächer, die abgefragt werden")
    smtp: Smtp = Field(default_factory=Smtp, description="Der Server, der unsere Mails annimmt")
    database: Database = Field(default_factory=Database, description="Datenbank")
    places: Places = Field(default_factory=Places, description="Verzeichnisse")
    policy: Policy = Field(default_factory=Policy, description="Wann Mails das Haus verlassen")
    learning: Learning = Field(default_factory=Learning, description="Lernen aus bestätigten Entscheidungen")
    desk: Desk = Field(default_factory=Desk, description="Arbeitsplatz im Browser")
    log: Log = Field(default_factory=Log, description="Protokoll")
    base: Path = Field(
        default=Path(), description="Verzeichnis der Konfigurationsdatei; wird gesetzt, nicht geschrieben", exclude=True
    )
    credentials: Path | None = Field(
        default=None, description="Verzeichnis der systemd-Credentials; wird gesetzt, nicht geschrieben", exclude=True
    )

    def place(self, path: Path | str) -> Path:
        """Return a path of the file as an absolute one, relative to the configuration file."""
        return (self.base / path).resolve()
