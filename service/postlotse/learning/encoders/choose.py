"""Choose the encoder by name.  Nothing is downloaded: what is not installed is unavailable."""

from collections.abc import Callable
from pathlib import Path

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem
from postlotse.learning.encoders.none import NoEncoder
from postlotse.learning.encoders.port import Encoder, EncoderUnavailable

ENCODERS = ("auto", "e5", "use", "folder", "none")
#: Where the encoder of an operator lies in the folder of a model.
OWN = "encoder"


def load(name: str, *, beside: Path | None = None) -> Encoder:
    """Return the encoder `name`; `folder` lies in `beside`/encoder, or wherever `folder:PATH` says.

    Raises EncoderUnavailable when weights are missing or unfit, ConfigurationError when the name is unknown.
    """
    sort, _, place = name.partition(":")
    match sort:
        case "none" if not place:
            return NoEncoder()
        case "e5" if not place:
            from postlotse.learning.encoders.e5 import load_e5

            return load_e5()
        case "use" if not place:
            from postlotse.learning.encoders.use import load_use

            return load_use()
        case "folder":
            from postlotse.learning.encoders.folder import load_folder

            if not place and beside is None:
                raise EncoderUnavailable("Es ist nicht gesagt, in welchem Ordner der eigene Encoder liegt.")
            return load_folder(Path(place) if place else Path(beside or "", OWN))
        case _:
            sentence = f"Den Text-Encoder „{name}“ gibt es nicht."
            raise ConfigurationError(
                [Problem(file="model", code="encoder", sentence=sentence, cure=f"einen von {', '.join(ENCODERS)} wählen")]
            )


def load_or_none(name: str, say: Callable[[str], None], *, beside: Path | None = None) -> Encoder:
    """Return the encoder `name` (auto = e5), or words only when its weights are missing, and `say` so."""
    try:
        return load("e5" if name == "auto" else name, beside=beside)
    except EncoderUnavailable as error:
        say(f"{error} Das Modell lernt deshalb nur aus Wörtern und versteht seltene Sprachen schlecht.")
        return NoEncoder()
