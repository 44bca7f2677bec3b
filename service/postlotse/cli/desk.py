"""`postlotse desk`: the web desk, alone or with the daemon in one process."""

import argparse
import os
import signal
import threading
from typing import TYPE_CHECKING

from postlotse.cli import setting

if TYPE_CHECKING:
    from postlotse.datafiles.library import Library


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
    from postlotse.desk.tools import RuleTools

    ensure_groups()

    topic_models, parse = wiring.models(config), wiring.reader()
    rules = wiring.library(config, patient=True, topic_models=topic_models, fallback=wiring.recorded_rules)
    rules.book()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _signal, _frame: stop.set())
    signal.signal(signal.SIGINT, lambda _signal, _frame: stop.set())
    tools = wiring.tools(config, rules=rules, topic_models=topic_models, parse=parse)
    # One runner for the reload and for drafts: what the model said about a test is remembered for both.
    cases = rules.runner
    rule_tools = RuleTools(library=rules, sets=wiring.set_tools(config, rules.folder, cases=cases), cases=cases)
    service = None
    if args.with_daemon:
        service = daemon.Service(config, tools, rules=rules, topic_models=topic_models, parse=parse, environ=os.environ)
        service.start()
    watcher = threading.Thread(target=_reload, args=(rules, stop), name="desk-reload", daemon=True)
    watcher.start()
    try:
        serve(application(tools, topic_models.folder, rule_tools), config.desk.listen, stop)
    finally:
        stop.set()
        if service:
            service.stop()
    return 0


def _reload(rules: "Library", stop: threading.Event) -> None:
    """Look for changed rules every few seconds, so that daemon and desk agree."""
    while not stop.wait(2 if rules.settling else 5):
        rules.reload()
