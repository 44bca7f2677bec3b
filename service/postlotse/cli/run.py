"""`postlotse run`: the daemon, until SIGTERM or SIGINT."""

import argparse
import os
import signal
import threading
from types import FrameType

from postlotse.cli import setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command: none."""


def run(args: argparse.Namespace) -> int:
    """Run until told to stop; SIGHUP looks for changed rules and models at once."""
    from postlotse import wiring

    config = setting.required(args)
    wiring.open_store(config)
    wiring.migrate()
    from postlotse.daemon import service as daemon  # its flows need the store to be open

    service = daemon.build(config, os.environ)
    stop = threading.Event()

    def ask_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_stop)
    signal.signal(signal.SIGINT, ask_stop)
    signal.signal(signal.SIGHUP, lambda _signal, _frame: service.reload_soon())
    service.start()
    stop.wait()
    service.stop()
    return 0
