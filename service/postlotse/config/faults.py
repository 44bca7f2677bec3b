"""What a single field cannot know: settings that contradict each other or are unsafe.

Pure: looks at a Config and nothing else.  Each rule yields Faults; the loader turns them into Problems with lines.
"""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from postlotse.config.locate import Loc
from postlotse.config.schema import Config, Mailbox, OAuth, Security, Smtp, TokenKind

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
_ADDRESS: Final = re.compile(
    r"[^\s@<>\"(),:;\\\x00-\x1f\x7f]+@[^\s@<>\"(),:;\\\x00-\x1f\x7f]+\.[^\s@<>\"(),:;\\\x00-\x1f\x7f]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A contradiction at a place of the file."""

    loc: Loc
    code: str
    sentence: str
    cure: str


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address stays on this machine, without asking the network."""
    name = host.strip("[]").lower()
    if name in {"localhost", "localhost.localdomain", "ip6-localhost"}:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def faults(config: Config) -> list[Fault]:
    """Return every contradiction of `config`, in the order of the file."""
    found = [*_contact(config)]
    names: dict[str, int] = {}
    for index, box in enumerate(config.mailbox):
        found += _mailbox(box, ("mailbox", index))
        first = names.setdefault(box.name.lower(), index)
        if first != index:
            found.append(
                Fault(
                    loc=("mailbox", index, "name"),
                    code="duplicate_mailbox",
                    sentence=f"Zwei Postfächer heißen „{box.name}“.",
                    cure="Jedem Postfach einen eigenen Namen geben; der Name steht in der Buchführung.",
                )
            )
    found += _smtp(config.smtp, needed=bool(config.mailbox))
    found += _database(config)
    found += _desk(config)
    return found


def _contact(config: Config) -> Iterator[Fault]:
    contact = config.contact
    entries: list[tuple[Loc, str]] = [(("contact", "address"), contact.address)]
    entries += [(("contact", "aliases", index), alias) for index, alias in enumerate(contact.aliases)]
    if contact.bounce_address:
        entries.append((("contact", "bounce_address"), contact.bounce_address))
    for loc, address in entries:
        if not _ADDRESS.fullmatch(address):
            yield Fault(
                loc=loc,
                code="bad_address",
                sentence=f"„{_printable(address)}“ ist keine E-Mail-Adresse.",
                cure="Nur die Adresse selbst angeben, z. B. integration@stadt.example.",
            )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)[:80]


def _mailbox(box: Mailbox, loc: Loc) -> Iterator[Fault]:
    if not _NAME.fullmatch(box.name):
        yield Fault(
            loc=(*loc, "name"),
            code="bad_name",
            sentence=f"„{_printable(box.name)}“ taugt nicht als Name eines Postfachs.",
            cure="Buchstaben, Ziffern, Punkt, Binde- und Unterstrich verwenden, höchstens 63 Zeichen.",
        )
    if box.kind == "folder":
        if box.path is None:
            yield _missing((*loc, "path"), "Ein Postfach der Art folder braucht ein Verzeichnis.", 'path = "eingang" ergänzen.')
        return
    if not box.host:
        yield _missing(
            (*loc, "host"), "Ein Postfach der Art imap braucht einen Server.", 'host = "mail.stadt.example" ergänzen.'
        )
    if not box.user:
        yield _missing((*loc, "user"), "Ein Postfach der Art imap braucht einen Anmeldenamen.", 'user = "…" ergänzen.')
    if not box.password_file and box.oauth is None:
        yield _missing(
            (*loc, "password_file"),
            "Es fehlt, womit sich Postlotse am Postfach anmeldet.",
            "password_file oder einen Abschnitt [mailbox.oauth] ergänzen.",
        )
    if box.file_into and box.file_into == box.folder:
        yield Fault(
            loc=(*loc, "file_into"),
            code="same_folder",
            sentence="Gelesene Mails würden in denselben Ordner verschoben.",
            cure="file_into leer lassen oder einen anderen Ordner nennen.",
        )
    yield from _connection(box, loc)


def _smtp(smtp: Smtp, *, needed: bool) -> Iterator[Fault]:
    loc: Loc = ("smtp",)
    if smtp.kind == "folder":
        if smtp.path is None:
            yield _missing((*loc, "path"), "Der Versand der Art folder braucht ein Verzeichnis.", 'path = "ausgang" ergänzen.')
        return
    if not smtp.host:
        if needed:
            yield _missing((*loc, "host"), "Es fehlt der Server, der unsere Mails annimmt.", 'In [smtp] host = "…" ergänzen.')
        return
    if (smtp.password_file or smtp.oauth) and not smtp.user:
        yield _missing((*loc, "user"), "Zur Anmeldung am Mailserver fehlt der Anmeldename.", 'user = "…" ergänzen.')
    if smtp.user and not smtp.password_file and smtp.oauth is None:
        yield _missing(
            (*loc, "password_file"),
            "Zum Anmeldenamen fehlt das Kennwort.",
            "password_file oder [smtp.oauth] ergänzen, oder user streichen.",
        )
    yield from _connection(smtp, loc)


def _connection(where: Mailbox | Smtp, loc: Loc) -> Iterator[Fault]:
    if where.security is Security.NONE and where.host and not is_loopback(where.host):
        yield Fault(
            loc=(*loc, "security"),
            code="clear_text",
            sentence=f"Die Verbindung zu {_printable(where.host)} wäre unverschlüsselt.",
            cure='security = "tls" oder "starttls" setzen; "none" gilt nur für diesen Rechner selbst.',
        )
    if where.password_file and where.oauth is not None:
        yield Fault(
            loc=(*loc, "password_file"),
            code="two_logins",
            sentence="Hier stehen Kennwort und Token-Anmeldung zugleich.",
            cure="Eines von beiden streichen.",
        )
    if where.oauth is not None:
        yield from _oauth(where.oauth, (*loc, "oauth"))


def _oauth(oauth: OAuth, loc: Loc) -> Iterator[Fault]:
    needs = {
        TokenKind.MICROSOFT365: ("tenant", "client_id", "client_secret_file"),
        TokenKind.GOOGLE: ("service_account_file",),
        TokenKind.COMMAND: ("command",),
    }[oauth.provider]
    for name in needs:
        if not getattr(oauth, name):
            yield _missing((*loc, name), f"Die Anmeldung über {oauth.provider} braucht {name}.", f"{name} ergänzen.")
    if oauth.provider is TokenKind.MICROSOFT365 and not oauth.authority.startswith("https://"):
        yield Fault(
            loc=(*loc, "authority"),
            code="not_https",
            sentence="Die Anmeldeadresse muss mit https:// beginnen.",
            cure='authority = "https://login.microsoftonline.com"',
        )


def _database(config: Config) -> Iterator[Fault]:
    url = config.database.url
    if not url.startswith(("sqlite:///", "postgresql://")):
        yield Fault(
            loc=("database", "url"),
            code="bad_url",
            sentence="Die Datenbankadresse beginnt weder mit sqlite:/// noch mit postgresql://.",
            cure='Zum Beispiel url = "sqlite:///var/postlotse.sqlite3".',
        )
    elif re.match(r"postgresql://[^/@]*:[^/@]*@", url):
        yield Fault(
            loc=("database", "url"),
            code="password_in_file",
            sentence="In der Datenbankadresse steht ein Kennwort.",
            cure="Das Kennwort in eine Datei legen und password_file angeben.",
        )


def _desk(config: Config) -> Iterator[Fault]:
    host, _, port = config.desk.listen.rpartition(":")
    if not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
        yield Fault(
            loc=("desk", "listen"),
            code="bad_listen",
            sentence="listen braucht Adresse und Port.",
            cure='Zum Beispiel listen = "127.0.0.1:8025".',
        )
    elif config.desk.insecure_cookies and not is_loopback(host):
        yield Fault(
            loc=("desk", "insecure_cookies"),
            code="insecure_cookies",
            sentence="Cookies ohne TLS sind nur auf diesem Rechner selbst erlaubt.",
            cure="insecure_cookies streichen und einen Webserver mit TLS davor setzen.",
        )


def _missing(loc: Loc, sentence: str, cure: str) -> Fault:
    return Fault(loc=loc, code="missing", sentence=sentence, cure=cure)
