"""Environment variables as settings: `POSTLOTSE_SMTP__HOST=…`, `POSTLOTSE_MAILBOX__0__HOST=…`.

Only turns text into the shape that the schema expects; checking is the loader's job.  Never reads os.environ.
"""

import tomllib
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from postlotse.config.locate import Loc
from postlotse.core.problems import Problem

PREFIX: Final = "POSTLOTSE_"
_MAX_ELEMENTS: Final = 100


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        return next((arg for arg in get_args(annotation) if arg is not type(None)), str)
    return annotation


def _is_table(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _shape(model: type[BaseModel], path: list[str]) -> Any:
    """Return the type that the schema has at `path`, or None where there is nothing."""
    annotation: Any = model
    for part in path:
        annotation = _without_none(annotation)
        if get_origin(annotation) is tuple and part.isdecimal():
            annotation = get_args(annotation)[0]
        elif _is_table(annotation) and part in annotation.model_fields and not annotation.model_fields[part].exclude:
            annotation = annotation.model_fields[part].annotation
        else:
            return None
    return _without_none(annotation)


def typed(annotation: Any, text: str) -> Any:
    """Turn the text of a variable into what TOML would have given for this type; text stays where that fails."""
    if get_origin(annotation) is tuple and not text.lstrip().startswith("["):
        return [item.strip() for item in text.split(",") if item.strip()]
    if annotation in (str, Path) or get_origin(annotation) is Literal:
        return text
    try:
        return tomllib.loads(f"v = {text}")["v"]
    except tomllib.TOMLDecodeError:
        return text


def overlay(data: dict[str, Any], environ: Mapping[str, str], model: type[BaseModel]) -> tuple[dict[Loc, str], list[Problem]]:
    """Lay the variables over `data` in place; return which variable gave which key, and what was not understood."""
    origins: dict[Loc, str] = {}
    problems: list[Problem] = []
    for name in sorted(environ):
        if not name.startswith(PREFIX) or "__" not in name:
            continue
        path = [part.lower() for part in name[len(PREFIX) :].split("__")]
        annotation = _shape(model, path)
        if annotation is None or _is_table(annotation):
            problems.append(
                Problem(
                    file=name,
                    code="unknown_variable",
                    sentence=f"Die Umgebungsvariable {name} gehört zu keiner Einstellung.",
                    cure="Schreibweise: POSTLOTSE_TABELLE__SCHLÜSSEL, bei Postfächern POSTLOTSE_MAILBOX__0__SCHLÜSSEL.",
                )
            )
            continue
        loc = _put(data, path, typed(annotation, environ[name]))
        if loc is None:
            problems.append(
                Problem(
                    file=name,
                    code="bad_index",
                    sentence=f"Die Umgebungsvariable {name} überspringt eine Nummer.",
                    cure="Nummern beginnen bei 0 und haben keine Lücken.",
                )
            )
        else:
            origins[loc] = name
    return origins, problems


def _put(data: dict[str, Any], path: list[str], value: Any) -> Loc | None:
    """Set one value; None when a list index leaves a gap."""
    spot: Any = data
    loc: Loc = ()
    for part, following in zip(path, [*path[1:], ""], strict=True):
        step: str | int = int(part) if isinstance(spot, list) and part.isdecimal() else part
        loc = (*loc, step)
        last = not following
        empty: Any = [] if following.isdecimal() else {}
        if isinstance(spot, list):
            if not isinstance(step, int) or step > len(spot) or step >= _MAX_ELEMENTS:
                return None
            if step == len(spot):
                spot.append(value if last else empty)
            elif last:
                spot[step] = value
            spot = spot[step]
        elif isinstance(spot, dict):
            if last:
                spot[str(step)] = value
            elif not isinstance(spot.get(str(step)), dict | list):
                spot[str(step)] = empty
            spot = spot[str(step)]
        else:
            return None
    return loc
