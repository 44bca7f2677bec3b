"""One function per event in the life of a mail: ids and codes only, never text, subjects or bare addresses."""

import logging
from typing import Any

from postlotse.core.ports import Origin, Receipt

_log = logging.getLogger("postlotse.mail")


def _event(event: str, /, **fields: Any) -> None:
    _log.info(
        "%s %s",
        event,
        " ".join(f"{k}={v}" for k, v in fields.items()),
        extra={"event": event, **{f"mail_{k}": v for k, v in fields.items()}},
    )


def received(origin: Origin, *, size: int, stored: str, problem: str) -> None:
    """A message was taken from its mailbox and committed."""
    _event(
        "received",
        account=origin.account,
        uidvalidity=origin.uidvalidity,
        uid=_plain(origin.uid),
        size=size,
        stored=stored,
        problem=problem or "-",
    )


def decided(message: int, *, kind: str, outcome: str, language: str, topics: str, case: str) -> None:
    """A message got its outcome."""
    _event(
        "decided", message=message, kind=kind, outcome=outcome, language=language or "-", topics=topics or "-", case=case or "-"
    )


def shelved(message: int, *, code: str) -> None:
    """A message was put aside for a person."""
    _event("shelved", message=message, code=code)


def queued(outbox: int, *, kind: str, basis: str, office: str) -> None:
    """A mail was written into the outbox."""
    _event("queued", outbox=outbox, kind=kind, basis=basis, office=office or "-")


def delivered(outbox: int, receipt: Receipt, *, state: str, attempts: int) -> None:
    """The mail server answered for one mail."""
    _event("delivery", outbox=outbox, delivery=receipt.delivery.value, state=state, code=receipt.code, attempts=attempts)


def reviewed(concern: int, *, verdict: str) -> None:
    """A person decided on a concern."""
    _event("reviewed", concern=concern, verdict=verdict)


def _plain(value: str) -> str:
    """Return a file name or UID without white space and control characters, at most 80 characters."""
    return "".join(c if c.isprintable() and not c.isspace() else "_" for c in value)[:80]
