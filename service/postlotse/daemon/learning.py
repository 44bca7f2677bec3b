"""The nightly look whether there is enough to learn, in a process of its own: gentle, bounded, ended with the service.

The child trains and writes; the daemon only waits.  Whatever happens to the child, the model in use stays.
"""

import contextlib
import multiprocessing
import os
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from postlotse.config.schema import Config
from postlotse.core.errors import PostlotseError

#: Longest training in seconds; it takes a few minutes.
LONGEST = 3600.0
_TICK = 0.5


class LearningFailed(PostlotseError):
    """The child did not end well; the sentence says what it said."""

    temporary = True


def learn_aside(config: Config, stopping: threading.Event, *, longest: float = LONGEST) -> str:
    """Learn in a child process and return what came of it; raises LearningFailed.

    The child is ended when it takes longer than `longest` seconds or when `stopping` is set.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(config, theirs), daemon=True, name="postlotse-learn")
    child.start()
    theirs.close()
    waited = 0.0
    try:
        while not ours.poll(_TICK):
            waited += _TICK
            if stopping.is_set():
                return ""
            if waited > longest:
                raise LearningFailed("Das Lernen hat zu lange gedauert und wurde abgebrochen.")
        ok, words = ours.recv()
    except EOFError as error:
        raise LearningFailed("Der Lernprozess ist unerwartet zu Ende gegangen (zu wenig Speicher?).") from error
    finally:
        if child.is_alive():
            child.join(_TICK)
            child.kill()
        child.join()
        child.close()
        ours.close()
    if not ok:
        raise LearningFailed(str(words))
    return str(words)


def _child(config: Config, pipe: Connection) -> None:
    """Learn with the lowest priority, first to go when memory runs out; say how it went."""
    os.nice(19)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    from postlotse import wiring

    try:
        wiring.open_store(config)
        made = wiring.learn(config, lambda _: None)
        pipe.send((True, str(made) if made else ""))
    except PostlotseError as error:
        pipe.send((False, str(error)))
    except Exception as error:  # noqa: BLE001  the edge of this process: the daemon notes it and goes on
        pipe.send((False, f"Unerwarteter Fehler beim Lernen ({type(error).__name__})."))
