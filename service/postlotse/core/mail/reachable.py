"""Whether an address can be written to, and how it goes on the wire.  Reads no headers; asks no mail server."""

import re

_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*")


def wire_address(address: str) -> str:
    """Return an address as it goes on the wire, an international domain in its ASCII form.

    Raises ValueError, in a sentence for staff, for what is not one plain address (no quoting, no SMTPUTF8).
    """
    local, at, host = address.strip().rpartition("@")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not at or not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or not _HOST.fullmatch(host):
        raise ValueError("An diese Adresse kann nicht gesendet werden: Sie ist nicht in der üblichen Form NAME@DOMÄNE.")
    return f"{local}@{host}"


def reachable(address: str) -> bool:
    """Tell whether a mail can be addressed to this address at all."""
    try:
        wire_address(address)
    except ValueError:
        return False
    return True
