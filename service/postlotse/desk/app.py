"""The desk as a WSGI application, and a server for it.  Configures nothing: `wiring` has set Django up before."""

import threading
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from waitress import wasyncore
from waitress.server import create_server

from postlotse.desk import tools as held
from postlotse.flow.process import Tools

#: Seconds between two looks at the stop signal.
_TICK = 0.25


def application(tools: Tools) -> WSGIHandler:
    """Return the WSGI application that works with these tools; Django must be configured."""
    held.hold(tools)
    return WSGIHandler()


def serve(
    app: WSGIHandler, listen: str, stop: threading.Event, *, threads: int = 4, ready: Callable[[str], None] | None = None
) -> None:
    """Serve `app` on `listen` ("host:port", port 0 = any free one) until `stop` is set.

    `ready` is called once with the address that is served.  A web server with TLS in front, on the same machine, may name
    the client in X-Forwarded-For and -Proto; nobody else is believed.
    """
    host, _, port = listen.rpartition(":")
    sockets: dict[int, Any] = {}
    server = create_server(
        app,
        map=sockets,
        host=host.strip("[]") or "127.0.0.1",
        port=int(port),
        threads=threads,
        ident="",
        max_request_body_size=1_000_000,
        trusted_proxy="127.0.0.1",
        trusted_proxy_count=1,
        trusted_proxy_headers={"x-forwarded-for", "x-forwarded-proto"},
        clear_untrusted_proxy_headers=True,
    )
    try:
        if ready is not None:
            ready(f"http://{host}:{_port(server)}")
        while not stop.is_set():
            wasyncore.loop(timeout=_TICK, map=sockets, count=1)
    finally:
        server.task_dispatcher.shutdown(cancel_pending=True, timeout=5)
        wasyncore.close_all(map=sockets, ignore_all=True)


def _port(server: Any) -> int:
    """Return the port that was bound, also when the host name stands for several addresses."""
    return int(server.effective_port if hasattr(server, "effective_port") else server.effective_listen[0][1])
