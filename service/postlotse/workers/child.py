"""The child's side of the parse pool: limits first, then bytes in, JSON out, until the pipe closes.

Must not write files, open sockets or log mail text.
"""

import gc
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
#: Stands before the JSON of a mail whose attachments are still to be read; what is known when reading them fails.
FIRST = b"first:"


def _limit(memory: int) -> None:
    """Set the limits that the kernel enforces: memory, no files written, no core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(pipe: Connection, memory: int) -> None:
    """Answer every message on the pipe with the JSON of its Mail; return when the parent is gone.

    When attachments have to be read for their text, the mail without it is sent first: should they take too much time or
    memory, that is the parent's answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    _limit(memory)
    gc.freeze()  # the modules stay; and reading leaves few cycles, so that looking for them costs more than it frees
    gc.set_threshold(50_000, 20, 20)
    parse.parse(b"From: a@example.org\r\nSubject: warm-up\r\nContent-Type: text/html\r\n\r\n<p>x</p>")
    try:
        pipe.send_bytes(READY)
        while True:
            raw = pipe.recv_bytes()
            answer, attachments, mail = _answer(raw)
            if attachments.parts:
                pipe.send_bytes(FIRST + answer)
                answer = _finished(mail, attachments)
            pipe.send_bytes(answer)
            if answer == OUT_OF_MEMORY:
                return  # the heap cannot be trusted any more: the parent starts another child
    except (EOFError, OSError):
        return


def _answer(raw: bytes) -> tuple[bytes, parse.Attachments, Mail]:
    """Read one message without its attachments; what cannot be written as JSON is reported as unreadable."""
    none = parse.Attachments()
    try:
        mail, attachments = parse.begin(raw)
        if "unreadable_MemoryError" in mail.defects:
            return OUT_OF_MEMORY, none, Mail()
        return codec.dumps(mail), attachments, mail
    except MemoryError:
        return OUT_OF_MEMORY, none, Mail()
    except (ValueError, RecursionError):
        return codec.dumps(Mail(defects=("unreadable",), size=len(raw))), none, Mail()


def _finished(mail: Mail, attachments: parse.Attachments) -> bytes:
    """Read the attachments of a mail that has been sent without them."""
    try:
        return codec.dumps(parse.finish(mail, attachments))
    except MemoryError:
        return OUT_OF_MEMORY
    except (ValueError, RecursionError):
        return codec.dumps(parse.unread(mail))
