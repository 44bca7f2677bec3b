"""Message-IDs and trace headers that only we can have made: how our own mail is recognised when it comes back.

Nothing here grants anything: a valid seal says "ours", never "may".  Keys come in as arguments.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from postlotse.core.names import DraftKind

TRACE_HEADER = "X-Intake-Trace"
_SHORT = {DraftKind.ACKNOWLEDGEMENT: "ack", DraftKind.FORWARD: "fwd", DraftKind.REFER: "ref"}
_KINDS = {short: kind for kind, short in _SHORT.items()}
_ID = re.compile(r"<?(ack|fwd|ref)\.([A-Za-z0-9_-]{1,200})\.([a-z2-7]{10})@([A-Za-z0-9.-]{1,253})>?")
_TRACE = re.compile(r"v1; inst=([A-Za-z0-9._-]{1,100}); case=([A-Za-z0-9._-]{0,100}); hop=(\d{1,3}); mac=([a-z2-7]{26})")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnId:
    """A Message-ID of ours, taken apart."""

    kind: DraftKind
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A trace header of ours, taken apart; `hop` counts how often a mail passed an intake."""

    instance: str
    case: str
    hop: int


def message_id(kind: DraftKind, key: str, domain: str, secret: bytes) -> str:
    """Return `<ack.KEY.MAC@DOMAIN>`: the same for the same arguments, so that a repeated mail is recognised.

    `key` is the outbox key (other characters than letters, figures, `_`, `-` become `-`), `domain` our own.
    """
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", key)[:200] or "-"
    short = _SHORT[kind]
    host = domain.encode("idna").decode("ascii").lower()
    return f"<{short}.{plain}.{_mac(secret, 'id', short, plain)[:10]}@{host}>"


def own_id(value: str, secret: bytes) -> OwnId | None:
    """Return what a Message-ID of ours says, or None when it is foreign or forged.

    The domain is not compared: relays that rewrite it leave the left side alone.
    """
    found = _ID.fullmatch(value.strip())
    if found is None or not hmac.compare_digest(found[3], _mac(secret, "id", found[1], found[2])[:10]):
        return None
    return OwnId(kind=_KINDS[found[1]], key=found[2])


def trace_header(*, instance: str, case: str, hop: int, secret: bytes) -> str:
    """Return the value of the trace header: `v1; inst=…; case=…; hop=1; mac=…`."""
    place, number = (re.sub(r"[^A-Za-z0-9._-]+", "-", text)[:100] for text in (instance or "-", case))
    count = str(min(max(hop, 0), 999))
    return f"v1; inst={place}; case={number}; hop={count}; mac={_mac(secret, 'trace', place, number, count)[:26]}"


def own_trace(value: str, secret: bytes) -> Trace | None:
    """Return what a trace header of ours says, or None when it is foreign or forged."""
    found = _TRACE.fullmatch(" ".join(value.split()))
    if found is None or not hmac.compare_digest(found[4], _mac(secret, "trace", found[1], found[2], found[3])[:26]):
        return None
    return Trace(instance=found[1], case=found[2], hop=int(found[3]))


def _mac(secret: bytes, *parts: str) -> str:
    """Return an HMAC-SHA-256 over the parts in lower-case base32: mail systems may change the case of nothing in it."""
    text = "\x00".join(parts).encode()
    return base64.b32encode(hmac.new(secret, text, hashlib.sha256).digest()).decode("ascii").lower()
