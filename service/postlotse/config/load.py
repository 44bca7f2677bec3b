"""Read `postlotse.toml` and the environment into a Config, or say everything that is wrong with them at once.

Opens the file and nothing else: no connection, no secret, no os.environ (the command line passes a mapping).
"""

import difflib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from postlotse.config.environment import overlay
from postlotse.config.faults import Fault, faults
from postlotse.config.locate import Loc, key_lines, line_of
from postlotse.config.schema import Config
from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem

MAX_BYTES: Final = 1_000_000
#: Fields that the loader sets itself; in the file they are unknown keys.
_SET_BY_LOADER: Final = frozenset(name for name, field in Config.model_fields.items() if field.exclude)

_KINDS: Final[Mapping[str, str]] = {
    "int_type": "muss eine ganze Zahl sein, ohne Anführungszeichen",
    "int_parsing": "muss eine ganze Zahl sein",
    "int_from_float": "muss eine ganze Zahl sein, ohne Komma",
    "bool_type": "muss true oder false sein, ohne Anführungszeichen",
    "bool_parsing": "muss true oder false sein",
    "string_type": "muss ein Text in Anführungszeichen sein",
    "path_type": "muss ein Pfad in Anführungszeichen sein",
    "tuple_type": 'muss eine Liste sein, z. B. ["a", "b"]',
    "model_type": "muss eine Tabelle sein",
    "model_attributes_type": "muss eine Tabelle sein",
    "missing": "fehlt",
}


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the settings of `path`, overlaid by `POSTLOTSE_…` variables; raises ConfigurationError with all Problems.

    Paths of certificates, folders and mailboxes come back absolute; `base` is the directory of the file.
    """
    text = _read(path)
    data = _parse(path, text)
    lines = key_lines(text)
    origins, problems = overlay(data, environ, Config)

    def place(loc: Loc) -> tuple[str, int]:
        for end in range(len(loc), 0, -1):
            if loc[:end] in origins:
                return origins[loc[:end]], 0
        return str(path), line_of(lines, loc)

    for name in sorted(_SET_BY_LOADER & data.keys()):
        problems.append(_unknown((name,), place((name,))))
        del data[name]
    config: Config | None = None
    try:
        config = Config.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        problems += [_explain(detail, place) for detail in _fold(error.errors(include_url=False, include_context=True))]
    if config is not None:
        credentials = environ.get("CREDENTIALS_DIRECTORY", "")
        config = _anchored(config, path.resolve().parent, Path(credentials) if credentials else None)
        problems += [_problem(fault, place(fault.loc)) for fault in faults(config)]
    if problems or config is None:
        raise ConfigurationError(sorted(problems, key=lambda p: (p.file, p.line)))
    return config


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _alone(
            path, "no_file", "Die Konfigurationsdatei gibt es nicht.", "Mit `postlotse init VERZEICHNIS` anlegen."
        ) from None
    except OSError as error:
        cure = "Rechte und Pfad prüfen."
        raise _alone(path, "unreadable", f"Die Konfigurationsdatei lässt sich nicht lesen: {error.strerror}.", cure) from None
    if len(raw) > MAX_BYTES:
        raise _alone(path, "too_big", "Die Datei ist zu groß für eine Konfiguration.", "Ist es die richtige Datei?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _alone(
            path, "not_utf8", "Hier steht ein Zeichen, das nicht UTF-8 ist.", "Die Datei als UTF-8 speichern.", line
        ) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = re.search(r"\(at line (\d+), column (\d+)\)", message)
        line = int(found[1]) if found else text.count("\n") + 1
        column = int(found[2]) if found else 0
        if "overwrite" in message or "twice" in message or "Duplicate" in message:
            sentence, cure = (
                "Dieser Schlüssel oder diese Tabelle steht schon weiter oben.",
                "Eine der beiden Angaben streichen.",
            )
        elif "Invalid value" in message or "Unterminated" in message or "Illegal character" in message:
            sentence, cure = "Der Wert ist so nicht lesbar.", 'Texte brauchen Anführungszeichen: host = "mail.example.org".'
        else:
            sentence, cure = (
                "Die Zeile ist kein gültiges TOML.",
                "Schreibweise: schlüssel = wert; Tabellen: [name], Postfächer: [[mailbox]].",
            )
        raise ConfigurationError(
            [Problem(file=str(path), line=line, column=column, code="syntax", sentence=sentence, cure=cure)]
        ) from None


def _alone(path: Path, code: str, sentence: str, cure: str, line: int = 0) -> ConfigurationError:
    return ConfigurationError([Problem(file=str(path), line=line, code=code, sentence=sentence, cure=cure)])


def _anchored(config: Config, base: Path, credentials: Path | None) -> Config:
    """Set the base and make absolute what adapters open by themselves."""

    def absolute(text: str) -> str:
        return str((base / text).resolve()) if text else ""

    mailboxes = tuple(
        box.model_copy(update={"ca_file": absolute(box.ca_file), "path": (base / box.path).resolve() if box.path else None})
        for box in config.mailbox
    )
    smtp = config.smtp
    smtp = smtp.model_copy(
        update={"ca_file": absolute(smtp.ca_file), "path": (base / smtp.path).resolve() if smtp.path else None}
    )
    return config.model_copy(update={"base": base, "credentials": credentials, "mailbox": mailboxes, "smtp": smtp})


def _fold(details: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Keep one detail a place: a union reports each of its branches."""
    kept: dict[Loc, ErrorDetails] = {}
    for detail in details:
        kept.setdefault(detail["loc"], detail)
    return list(kept.values())


def _table_at(loc: Loc) -> type[BaseModel] | None:
    """Return the model of the table at `loc`."""
    model: Any = Config
    for part in loc:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        if field is None:
            return None
        candidates = [field.annotation, *getattr(field.annotation, "__args__", ())]
        model = next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)
        if model is None:
            return None
    return model if isinstance(model, type) else None


def shown(loc: Loc) -> str:
    """Write a path as people read it: `mailbox[0].host`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text


def _unknown(loc: Loc, where: tuple[str, int]) -> Problem:
    table = _table_at(loc[:-1])
    known = [name for name, field in table.model_fields.items() if not field.exclude] if table else []
    name = str(loc[-1])
    near = difflib.get_close_matches(name.lower().replace("-", "_"), known, n=1, cutoff=0.6)
    elsewhere = [
        shown((part, name)) for part, field in Config.model_fields.items() if not field.exclude and name in _names((part,))
    ]
    if near:
        cure = f"Meinten Sie „{near[0]}“?"
    elif elsewhere:
        cure = f"Meinten Sie {' oder '.join(elsewhere[:3])}?"
    else:
        cure = f"Möglich sind: {', '.join(known)}."
    file, line = where
    return Problem(file=file, line=line, code="unknown_key", sentence=f"{shown(loc)} ist keine Einstellung.", cure=cure)


def _names(loc: Loc) -> frozenset[str]:
    table = _table_at(loc)
    return frozenset(table.model_fields) if table else frozenset()


def _explain(detail: ErrorDetails, place: Any) -> Problem:
    loc, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    file, line = place(loc)
    if kind == "extra_forbidden":
        return _unknown(loc, (file, line))
    cure = ""
    if kind in {"enum", "literal_error"}:
        expected = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        sentence = "kennt nur diese Werte: " + ", ".join(f'"{word}"' for word in expected)
        near = difflib.get_close_matches(str(detail.get("input")).lower(), expected, n=1, cutoff=0.6)
        cure = f'Meinten Sie "{near[0]}"?' if near else ""
    elif kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        sentence = f"muss mindestens {limit} sein" if "ge" in context else f"darf höchstens {limit} sein"
    else:
        sentence = _KINDS.get(kind, "hat keinen gültigen Wert")
    table = _table_at(loc[:-1]) if loc else None
    field = table.model_fields.get(str(loc[-1])) if table and loc else None
    if not cure and field is not None and field.description:
        cure = f"Gemeint ist: {field.description}."
    return Problem(file=file, line=line, code=kind, sentence=f"{shown(loc)} {sentence}.", cure=cure)


def _problem(fault: Fault, where: tuple[str, int]) -> Problem:
    return Problem(file=where[0], line=where[1], code=fault.code, sentence=fault.sentence, cure=fault.cure)
