"""Two nodes at one database, each stopped between its decision and its writing until the other is as far (or must wait).

    python -m tests.flow.two_nodes DATABASE_URL SCENE      prints {"outcomes": […], "acknowledgements": N, "findings": […]}

Run as a process of its own, since Django knows one database a process and the suite may run on another.
"""

import contextlib
import json
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from postlotse import settings as product
from postlotse.config.schema import Config, Database
from postlotse.testing import FakeSource, FixedClock, letter

FIRST = letter("Wir suchen eine Halle.", subject="Turnhalle")
ROUTE = b"Received: from relay.example by mx.example; Mon, 02 Mar 2026 12:00:01 +0000\r\n"
SCENES = {
    "one mail by two ways": (FIRST, ROUTE + FIRST),
    "two mails with one subject": (FIRST, letter("Und einen Ball.", subject="AW: Turnhalle", message_id="<2@verein.example>")),
}
#: Seconds that a node waits for the other at the place where both would decide alike.
PATIENCE = 1.0


def play(scene: str) -> dict[str, object]:
    """Let two nodes take one message each at the same time; return what the store holds then."""
    from postlotse.flow.process import Tools, process_next, token
    from postlotse.flow.receive import receive
    from postlotse.store import audit, tx
    from postlotse.store.models import MessageRow, OutboxRow
    from tests.flow.conftest import city

    clock, source = FixedClock(), FakeSource()
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    for raw in SCENES[scene]:
        source.add(raw, at=clock())
    receive(source, folder="INBOX", keep_history_quiet=False, clock=clock)
    both = threading.Barrier(2)

    def pausing() -> str:
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(PATIENCE)
        return token()

    tools: Tools = replace(city(clock), new_token=pausing)

    def node() -> None:
        process_next(tools)
        tx.close()

    nodes = [threading.Thread(target=node) for _ in SCENES[scene]]
    for one in nodes:
        one.start()
    for one in nodes:
        one.join(60)
    return {
        "outcomes": sorted(MessageRow.objects.values_list("outcome", flat=True)),
        "acknowledgements": OutboxRow.objects.filter(kind="acknowledgement").count(),
        "findings": [found.code for found in audit.findings(clock())],
    }


def main(url: str, scene: str) -> int:
    """Set up the tables at `url` and play."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    with tempfile.TemporaryDirectory() as folder:
        config = Config(base=Path(folder), database=Database(url=url))
        settings.configure(**product.values(config, secret_key="tests"))
        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps(play(scene)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
