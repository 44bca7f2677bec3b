"""The desk as a WSGI application, and a server for it.  Configures nothing: `wiring` has set Django up before."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.handlers.wsgi import WSGIHandler
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from postlotse.desk import tools as held
from postlotse.flow.process import Tools

#: Seconds between two looks at the stop signal.
_TICK = 0.25
#: What the server says itself, before the desk is asked: status → heading and sentence.
_REFUSALS = {
    413: ("Das ist zu viel auf einmal", "Ihre Eingabe ist zu groß. Bitte gehen Sie zurück und kürzen Sie sie."),
    431: ("Das ist zu viel auf einmal", "Die Adresse oder die Cookies sind zu lang. Bitte rufen Sie den Eingang neu auf."),
    500: ("Das hat nicht geklappt", "Auf unserer Seite ist ein Fehler aufgetreten."),
}
_UNREADABLE = ("Bitte noch einmal", "Diese Anfrage war nicht zu verstehen. Bitte rufen Sie den Eingang neu auf.")
_PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{heading} · Postlotse</title></head>
<body><h1>{heading}</h1><p>{sentence}</p><p><a href="/">Zum Eingang</a></p></body></html>
"""


def application(tools: Tools, models: Path | None = None, rules: held.RuleTools | None = None) -> WSGIApplication:
    """Return the WSGI application that works with these tools, this folder of the model and these rules.

    Django must be configured.
    """
    held.hold(tools, models, rules)
    return without_body_for_head(WSGIHandler())


def without_body_for_head(app: WSGIApplication) -> WSGIApplication:
    """Return `app` with an empty body for HEAD; the headers stay, the length among them."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = app(environ, start_response)
        if environ.get("REQUEST_METHOD") != "HEAD":
            return body
        if close := getattr(body, "close", None):
            close()
        return []

    return answer


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """The server's own refusals as a small German page."""

    def execute(self) -> None:
        """Answer with status and page, then close."""
        error = self.request.error
        heading, sentence = _REFUSALS.get(error.code, _UNREADABLE)
        body = _PAGE.format(heading=heading, sentence=sentence).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that refuses in German."""

    error_task_class = _Refusal


def serve(
    app: WSGIApplication, listen: str, stop: threading.Event, *, threads: int = 4, ready: Callable[[str], None] | None = None
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
    for listening in sockets.values():  # one for each address that the host name stands for
        if hasattr(listening, "channel_class"):
            listening.channel_class = _Channel
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
