"""Model versions on disk: `<model>/versions/<date-hash>/{model.skops,card.json}` and `<model>/active`.

Writes a version whole or not at all; loads only what its card vouches for.  skops with an empty list of trusted
types: a model file cannot run code.  Knows nothing of training.
"""

import hashlib
import os
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import sklearn
import skops
import skops.io
from skops.io.exceptions import UntrustedTypesFoundException

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem
from postlotse.learning import bundle as made
from postlotse.learning import card as cards
from postlotse.learning import judged as judgements
from postlotse.learning import prepare
from postlotse.learning.card import Card
from postlotse.learning.judged import Judged

_MODEL = "model.skops"
_CARD = "card.json"
_ACTIVE = "active"
_CURE = "postlotse model train"


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def versions(folder: Path) -> list[str]:
    """Return the versions of the model in `folder`, oldest first."""
    names = [path.parent.name for path in folder.glob(f"versions/*/{_CARD}")]
    return sorted(name for name in names if not name.startswith("."))  # a half-written one is no version


def find(folder: Path, name: str) -> str:
    """Return the version called `name`: its whole name, or a part of it that only one has; raises ConfigurationError."""
    found = [version for version in versions(folder) if name and name in version]
    if name in found:
        return name
    if len(found) != 1:
        sentence = f"Die Modellversion „{name}“ gibt es nicht." if not found else f"„{name}“ passt auf mehrere Versionen."
        raise ConfigurationError(
            [Problem(file=str(folder), code="model-no-version", sentence=sentence, cure="postlotse model list")]
        )
    return found[0]


def newest(folder: Path) -> str:
    """Return the version that was trained last; raises ConfigurationError when there is none."""
    found = sorted((folder / "versions" / name / _MODEL, name) for name in versions(folder))
    times = [(path.stat().st_mtime_ns, name) for path, name in found if path.is_file()]
    if not times:
        raise _misfit(folder, "no-model", "Es gibt noch kein trainiertes Modell.")
    return max(times)[1]


def active(folder: Path) -> str:
    """Return the version in use; raises ConfigurationError when there is none."""
    try:
        name = (folder / _ACTIVE).read_text(encoding="utf-8").strip()
    except OSError:
        name = ""
    if not name or "/" in name or name.startswith("."):
        raise _misfit(folder, "no-model", "Es gibt noch kein trainiertes Modell.")
    return name


def activate(folder: Path, version: str) -> None:
    """Make `version` the one in use, at once for every reader; raises ConfigurationError when it is not there."""
    if version not in versions(folder):
        raise _misfit(folder, "no-version", f"Die Modellversion „{version}“ gibt es nicht.")
    part = folder / f".{_ACTIVE}.part"
    part.write_text(f"{version}\n", encoding="utf-8")
    os.replace(part, folder / _ACTIVE)


def save(folder: Path, bundle: made.Bundle, card: Card, judged: Sequence[Judged] = ()) -> Card:
    """Write a version and return its card with the hash of the model file; an older one of that name is replaced.

    `judged` is what the version said out of fold of its own texts; `learning.compare` needs it.
    """
    target = folder / "versions" / card.version
    part = folder / "versions" / f".{card.version}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    skops.io.dump(made.to_plain(bundle), part / _MODEL, compression=8, compresslevel=3)
    sealed = cards.from_json(cards.to_json(replace(card, sha256=sha256(part / _MODEL))))
    (part / _CARD).write_text(cards.to_json(sealed), encoding="utf-8")
    (part / judgements.FILE).write_text(judgements.to_json(judged), encoding="utf-8")
    if target.exists():
        shutil.rmtree(target)
    os.replace(part, target)
    return sealed


def rewrite_card(folder: Path, card: Card) -> None:
    """Replace the card of a version by one that says more of the same model file."""
    place = folder / "versions" / card.version
    part = place / f".{_CARD}.part"
    part.write_text(cards.to_json(card), encoding="utf-8")
    os.replace(part, place / _CARD)


def remove(folder: Path, version: str) -> None:
    """Remove a version that is not in use; raises ConfigurationError for the active one."""
    if active_or_none(folder) == version:
        raise _misfit(folder, "in-use", f"Die Modellversion „{version}“ ist in Gebrauch.")
    shutil.rmtree(folder / "versions" / version, ignore_errors=True)


def active_or_none(folder: Path) -> str:
    """Return the version in use, or nothing."""
    try:
        return active(folder)
    except ConfigurationError:
        return ""


def read_card(folder: Path, version: str | None = None) -> Card:
    """Return the card of a version (None = the active one); raises ConfigurationError."""
    if version is not None and ("/" in version or version.startswith(".") or not version):
        raise _misfit(folder, "no-version", f"Die Modellversion „{version}“ gibt es nicht.")
    place = folder / "versions" / (version or active(folder))
    try:
        return cards.from_json((place / _CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _misfit(place / _CARD, "card", "Die Karte des Modells fehlt oder ist beschädigt.") from error


def active_card(folder: Path) -> Card:
    """Return the card of the version in use; raises ConfigurationError."""
    return read_card(folder)


def load(folder: Path, version: str | None = None) -> tuple[made.Bundle, Card]:
    """Return a verified version (None = the active one); raises ConfigurationError naming what does not fit."""
    card = read_card(folder, version)
    place = folder / "versions" / (version or active(folder)) / _MODEL
    try:
        found = sha256(place)
    except OSError as error:
        raise _misfit(place, "no-file", "Die Modelldatei fehlt.") from error
    if found != card.sha256:
        raise _misfit(place, "hash", "Die Modelldatei wurde verändert: ihr Hash passt nicht zur Karte.")
    if card.sklearn != sklearn.__version__:
        raise _misfit(
            place, "sklearn", f"Das Modell gehört zu scikit-learn {card.sklearn}, installiert ist {sklearn.__version__}."
        )
    if card.preparation != prepare.signature():
        raise _misfit(place, "preparation", "Das Modell gehört zu einer anderen Version von Postlotse.")
    bundle = _read(place)
    labels = bundle.labels
    if (labels.topics, labels.kinds, labels.flags) != (card.topics, card.kinds, card.flags):
        raise _misfit(place, "labels", "Modell und Karte nennen verschiedene Themen.")
    return bundle, card


def _read(place: Path) -> made.Bundle:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            plain: Any = skops.io.load(place, trusted=[])
        return made.from_plain(plain)
    except (
        UntrustedTypesFoundException,
        BadZipFile,
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
    ) as error:
        raise _misfit(place, "unreadable", "Die Modelldatei ist nicht lesbar.") from error


def _misfit(place: Path, code: str, sentence: str) -> ConfigurationError:
    return ConfigurationError([Problem(file=str(place), code=f"model-{code}", sentence=sentence, cure=_CURE)])
