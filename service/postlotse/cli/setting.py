"""Which configuration a command works with.  The only place that reads the process environment for it."""

import argparse
import getpass
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from postlotse.core.calendar import city_time
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem
from postlotse.datafiles import places

if TYPE_CHECKING:
    from postlotse.config.schema import Config

# The configuration's own modules are imported where they are used: many commands do without one and start faster.

CANDIDATES = (Path("postlotse.toml"), Path("/etc/postlotse/postlotse.toml"))


def config_path(args: argparse.Namespace) -> Path | None:
    """Return the configuration file named on the command line, in the environment, or lying at a usual place."""
    if args.config:
        return Path(args.config)
    if named := os.environ.get("POSTLOTSE_CONFIG"):
        return Path(named)
    return next((path for path in CANDIDATES if path.is_file()), None)


def required(args: argparse.Namespace) -> "Config":
    """Return the configuration; raises ConfigurationError when there is none."""
    path = config_path(args)
    if path is None:
        raise ConfigurationError(
            [
                Problem(
                    file="postlotse.toml",
                    code="no_config",
                    sentence="Es gibt keine Konfiguration.",
                    cure="mit „postlotse init VERZEICHNIS“ anlegen oder --config DATEI angeben",
                )
            ]
        )
    from postlotse import logs
    from postlotse.config.load import load

    config = load(path, os.environ)
    logs.set_up(level=config.log.level, json_lines=config.log.format == "json")
    return config


def optional(args: argparse.Namespace) -> "Config":
    """Return the configuration, or one with the shipped rules and models: enough to explain and to classify."""
    path = config_path(args)
    from postlotse.config.load import load
    from postlotse.config.schema import Config, Places

    if path is not None:
        return load(path, os.environ)
    return Config(
        base=Path.cwd(), places=Places(rules=places.shipped_rules(), models=models_folder(), var=data_folder() / "var")
    )


def account() -> str:
    """Return the name under which a change from the command line is recorded."""
    return f"cli:{getpass.getuser()}"


def local(moment: datetime) -> datetime:
    """Return a moment as the clock on the town hall shows it."""
    return city_time(moment)


def not_here(option: str, why: str) -> int:
    """Say that an option means nothing for this verb; return the exit code of wrong usage."""
    print(f"postlotse: {option} gibt es hier nicht: {why}", file=sys.stderr)
    return 2


def refused(sentence: str) -> int:
    """Say why a request is refused; return the exit code for that."""
    print(f"postlotse: {sentence}", file=sys.stderr)
    return 1


def data_folder() -> Path:
    """Return the folder for what the program makes without a configuration (XDG base directories)."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "postlotse"


def models_folder() -> Path:
    """Return the checkout's models, or the data folder's where the program was installed from a wheel."""
    shipped = places.shipped_models()
    return shipped if shipped.parent.name != "shipped" else data_folder() / "models"
