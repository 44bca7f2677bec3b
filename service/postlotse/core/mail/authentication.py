"""What our own mail server says about the sender (RFC 8601).  Results of other servers prove nothing and are ignored."""

import re

from postlotse.core.mail.types import Mail

_RESULT = re.compile(r"\b(dmarc|spf|dkim)\s*=\s*([a-z]+)")
#: A header longer than this is not a verdict but an attack.
_MAX = 8_000


def results(mail: Mail, authserv_id: str) -> dict[str, str]:
    """Return method → result (`{"dmarc": "pass"}`) of the topmost header that names our server; empty when there is none."""
    if not authserv_id:
        return {}
    for value in mail.header("Authentication-Results"):
        server, _, rest = value[:_MAX].partition(";")
        if server.split()[:1] == [authserv_id]:
            found: dict[str, str] = {}
            for method, result in _RESULT.findall(rest.lower()):
                if found.get(method) != "pass":
                    found[method] = result
            return found
    return {}


def verdict(mail: Mail, authserv_id: str) -> bool | None:
    """Tell whether the sender is proved: True by DMARC, False when DMARC fails or SPF and DKIM both do, None = no word."""
    found = results(mail, authserv_id)
    if not found:
        return None
    if "dmarc" in found and found["dmarc"] != "none":
        return found["dmarc"] == "pass"
    return "pass" in (found.get("spf"), found.get("dkim"))
