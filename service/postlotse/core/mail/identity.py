"""What makes a message the same message: a digest of its bytes, and an id for those that bring none.  Reads nothing else."""

import re
from hashlib import sha256

_LINE_END = re.compile(rb"\r\n|\r|\n")


def digest(raw: bytes) -> str:
    """Return the SHA-256 (64 hex digits) of the message with every line end as CRLF.

    Mail stores change line ends (LF and bare CR become CRLF), so the same message must give the same digest.
    """
    return sha256(_LINE_END.sub(b"\r\n", raw)).hexdigest()


def synthetic_id(digest: str) -> str:
    """Return a Message-ID for a message without one: the same for the same bytes."""
    return f"<{digest[:32]}@synthetic.invalid>"
