"""A PostgreSQL of our own on loopback, in a temporary folder, run by an unprivileged user, gone with the test run.

`POSTLOTSE_TEST_DATABASE=postgresql` makes the whole suite use it (tests/django_settings.py asks `shared_url`); a test that
needs PostgreSQL whatever the suite runs on asks for the fixture `postgres_url` (tests/stack/postgres.py).  Django reads its
settings before pytest loads plugins, so this module must not be a plugin, nor import one.
"""

import atexit
import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

#: How the choice of the database reaches the workers of a parallel run: first a word, then the address.
CHOICE = "POSTLOTSE_TEST_DATABASE"
#: Seconds that a server may take to start or to stop.
PATIENCE = 30.0
_ATTEMPTS = 3


def binaries() -> Path | None:
    """Return the folder of the newest server that Debian installed, or of the one on the path; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Yield the address of a fresh server, `postgresql://postlotse@127.0.0.1:PORT/postgres`; it ends with the block.

    Raises RuntimeError when no server is installed, or when it does not start.
    """
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="postlotse-pg-"))
    try:
        as_user = _unprivileged(folder)
        cluster = folder / "cluster"
        made = subprocess.run(
            [
                *as_user,
                programs / "initdb",
                "-D",
                cluster,
                "-U",
                "postlotse",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
        server, port = _start(as_user, programs / "postgres", cluster, folder / "log")
        try:
            yield f"postgresql://postlotse@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shared_url() -> str:
    """Start a server for the rest of this process and tell the processes that it starts; return its address."""
    stack = contextlib.ExitStack()
    url = stack.enter_context(running())
    atexit.register(stack.close)
    os.environ[CHOICE] = url
    return url


def _unprivileged(folder: Path) -> list[str]:
    """Return the words that run a program as an ordinary user, who gets the folder; the program ends when we are killed."""
    words = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        known = {entry.pw_name for entry in pwd.getpwall()}
        user = pwd.getpwnam("postgres" if "postgres" in known else "nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
        words += ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
    return [*words, "--"]


def _start(as_user: list[str], program: Path, cluster: Path, log: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server on a free port; another process may have taken it meanwhile, then try the next."""
    for _ in range(_ATTEMPTS):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "shared_buffers": "32MB",
            "max_connections": 100,
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with log.open("wb") as out:
            server = subprocess.Popen([*as_user, program, "-D", cluster, *words], stdout=out, stderr=out, cwd=cluster.parent)
        if _answers(server, program.parent / "pg_isready", port):
            return server, port
        _stop(server)
    raise RuntimeError(f"PostgreSQL does not start: {log.read_text(errors='replace').strip()[-500:]}")


def _answers(server: "subprocess.Popen[bytes]", probe: Path, port: int) -> bool:
    """Wait until the server takes connections; False when it ended or took too long."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        if subprocess.run([probe, "-q", "-h", "127.0.0.1", "-p", str(port)], check=False).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server at once; sessions still open are cut (fast shutdown)."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
