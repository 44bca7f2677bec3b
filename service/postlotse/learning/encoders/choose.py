"""Choose the encoder by name.  Nothing is downloaded: what is not installed is unavailable."""

from collections.abc import Callable

from postlotse.core.errors import ConfigurationError
from postlotse.core.problems import Problem
from postlotse.learning.encoders.none import NoEncoder
from postlotse.learning.encoders.port import Encoder, EncoderUnavailable

ENCODERS = ("auto", "e5", "none")


def load(name: str) -> Encoder:
    """Return the encoder `name`; raises EncoderUnavailable when its weights are missing, ConfigurationError when unknown."""
    match name:
        case "none":
            return NoEncoder()
        case "e5":
            from postlotse.learning.encoders.e5 import load_e5

            return load_e5()
        case _:
            sentence = f"Den Text-Encoder „{name}“ gibt es nicht."
            raise ConfigurationError(
                [Problem(file="model", code="encoder", sentence=sentence, cure=f"einen von {', '.join(ENCODERS)} wählen")]
            )


def load_or_none(name: str, say: Callable[[str], None]) -> Encoder:
    """Return the encoder `name` (auto = e5), or words only when its weights are missing, and `say` so."""
    try:
        return load("e5" if name == "auto" else name)
    except EncoderUnavailable as error:
        say(f"{error} Das Modell lernt deshalb nur aus Wörtern und versteht seltene Sprachen schlecht.")
        return NoEncoder()
