"""`postlotse desk`: the web desk, alone or with the daemon in one process."""

import argparse
import os
import signal
import threading

from postlotse.cli import setting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--with-daemon", action="store_true", help="run the daemon in the same process, for one-box set-ups")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    from postlotse import wiring

    config = setting.required(args)
    wiring.open_store(config)
    wiring.migrate()
    from postlotse.daemon import service as daemon
    from postlotse.desk.access import ensure_groups
    from postlotse.desk.app import application, serve

    ensure_groups()

    rules, topic_models, parse = wiring.library(config, patient=True), wiring.models(config), wiring.reader()
    rules.book()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _signal, _frame: stop.set())
    tools = wiring.tools(config, rules=rules, topic_models=topic_models, parse=parse)
    service = None
    if args.with_daemon:
        service = daemon.Service(config, tools, rules=rules, topic_models=topic_models, parse=parse, environ=os.environ)
        service.start()
    watcher = threading.Thread(target=_reload, args=(rules, stop), name="desk-reload", daemon=True)
    watcher.start()
    try:
        serve(application(tools, topic_models.folder), config.desk.listen, stop)
    finally:
        stop.set()
        if service:
            service.stop()
    return 0


def _reload(rules: object, stop: threading.Event) -> None:
    """Look for changed rules every few seconds, so that daemon and desk agree."""
    while not stop.wait(10):
        rules.reload()  # type: ignore[attr-defined]
