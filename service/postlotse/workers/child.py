"""The child's side of the parse pool: limits first, then bytes in, JSON out, until the pipe closes.

Must not write files, open sockets or log mail text.
"""

import logging
import resource
import signal
from multiprocessing.connection import Connection

from postlotse.core.mail import codec, parse
from postlotse.core.mail.types import Mail

#: Address space of a child in bytes.
MEMORY = 1024 * 1024 * 1024
READY = b"ready"
OUT_OF_MEMORY = b"memory"


def _limit(memory: int) -> None:
    """Set the limits that the kernel enforces: memory, no files written, no core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(pipe: Connection, memory: int) -> None:
    """Answer every message on the pipe with the JSON of its Mail; return when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    _limit(memory)
    parse.parse(b"From: a@example.org\r\nSubject: warm-up\r\nContent-Type: text/html\r\n\r\n<p>x</p>")
    try:
        pipe.send_bytes(READY)
        while True:
            raw = pipe.recv_bytes()
            answer = _answer(raw)
            pipe.send_bytes(answer)
            if answer == OUT_OF_MEMORY:
                return  # the heap cannot be trusted any more: the parent starts another child
    except (EOFError, OSError):
        return


def _answer(raw: bytes) -> bytes:
    """Read one message; what cannot be written as JSON is reported as unreadable."""
    try:
        mail = parse.parse(raw)
        return OUT_OF_MEMORY if "unreadable_MemoryError" in mail.defects else codec.dumps(mail)
    except MemoryError:
        return OUT_OF_MEMORY
    except (ValueError, RecursionError):
        return codec.dumps(Mail(defects=("unreadable",), size=len(raw)))
