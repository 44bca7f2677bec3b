"""Server texts without secrets: what a relay or mailbox echoes may hold the password that was just sent."""

import base64
import re
from collections.abc import Sequence
from typing import Final

_MAX_TEXT: Final = 200


def scrub(text: str, secrets: Sequence[str] = ()) -> str:
    """Return a server's text without secrets (plain or base64) and control characters, at most 200 characters."""
    for secret in secrets:
        if len(secret) < 3:
            continue
        encoded = base64.b64encode(secret.encode("utf-8")).decode("ascii").rstrip("=")
        for form in (secret, encoded, encoded[:-1]):
            text = text.replace(form, "…")
    # Long base64 runs are SASL strings: a secret may stand in them at any offset.
    text = re.sub(r"[A-Za-z0-9+/]{40,}={0,2}", "…", text)
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:_MAX_TEXT]
