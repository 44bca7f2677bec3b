"""Secrets live in files, never in the configuration, the environment or a log.

Reads such a file when it is needed.  Keeps nothing, prints nothing but names and places.
"""

import stat
from pathlib import Path
from typing import Final

from postlotse.config.locate import Loc
from postlotse.config.schema import Config
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem, Severity

MAX_BYTES: Final = 100_000


def find_secret(config: Config, name_of_file: str) -> Path | None:
    """Return where the file lies: the systemd credentials directory first, then beside the configuration."""
    places = [config.base / name_of_file]
    if config.credentials is not None and not Path(name_of_file).is_absolute():
        places.insert(0, config.credentials / name_of_file)
    return next((place.resolve() for place in places if place.is_file()), None)


def secret(config: Config, name_of_file: str) -> str:
    """Return the secret in that file without its trailing newline; raises ConfigurationError when it cannot be had."""
    place = find_secret(config, name_of_file)
    if place is None:
        raise _refused(
            str(config.base / name_of_file),
            "no_secret",
            "Die Datei mit dem Geheimnis gibt es nicht.",
            "Anlegen (Rechte 0600) oder als systemd-Credential gleichen Namens übergeben.",
        )
    try:
        if place.stat().st_size > MAX_BYTES:
            raise _refused(
                str(place), "secret_too_big", "Die Datei ist zu groß für ein Geheimnis.", "Ist es die richtige Datei?"
            )
        text = place.read_text(encoding="utf-8")
    except OSError as error:
        cure = "Die Datei muss dem Benutzer gehören, unter dem Postlotse läuft."
        raise _refused(str(place), "secret_unreadable", f"Die Datei lässt sich nicht lesen: {error.strerror}.", cure) from None
    except UnicodeDecodeError:
        raise _refused(
            str(place), "secret_not_text", "Die Datei ist kein UTF-8-Text.", "Nur das Geheimnis hineinschreiben."
        ) from None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text or "\0" in text:
        raise _refused(
            str(place),
            "secret_empty",
            "In der Datei steht kein Geheimnis.",
            "Nur das Geheimnis hineinschreiben, in eine Zeile.",
        )
    return text


def _refused(file: str, code: str, sentence: str, cure: str) -> ConfigurationError:
    return ConfigurationError([Problem(file=file, code=code, sentence=sentence, cure=cure)])


def secret_files(config: Config) -> list[tuple[Loc, str]]:
    """Return every `*_file` setting that names a secret, with its place in the file."""
    found: list[tuple[Loc, str]] = []
    for index, box in enumerate(config.mailbox):
        found.append((("mailbox", index, "password_file"), box.password_file))
        if box.oauth is not None:
            found.append((("mailbox", index, "oauth", "client_secret_file"), box.oauth.client_secret_file))
            found.append((("mailbox", index, "oauth", "service_account_file"), box.oauth.service_account_file))
    found.append((("smtp", "password_file"), config.smtp.password_file))
    if config.smtp.oauth is not None:
        found.append((("smtp", "oauth", "client_secret_file"), config.smtp.oauth.client_secret_file))
        found.append((("smtp", "oauth", "service_account_file"), config.smtp.oauth.service_account_file))
    found.append((("database", "password_file"), config.database.password_file))
    found.append((("desk", "secret_key_file"), config.desk.secret_key_file))
    return [(loc, name) for loc, name in found if name]


def secret_problems(config: Config) -> list[Problem]:
    """Look at every secret file: missing or empty is an error, readable by everybody a warning."""
    problems: list[Problem] = []
    for name in dict.fromkeys(name for _, name in secret_files(config)):
        try:
            secret(config, name)
        except ConfigurationError as error:
            problems += error.problems
            continue
        place = find_secret(config, name)
        if place is not None and place.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            problems.append(
                Problem(
                    file=str(place),
                    code="secret_open",
                    sentence="Alle Benutzer dieses Rechners können dieses Geheimnis lesen.",
                    cure=f"chmod 600 {place}",
                    severity=Severity.WARNING,
                )
            )
    return problems
