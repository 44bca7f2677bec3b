"""What our own mail server says about the sender (RFC 8601).  Results of other servers prove nothing and are ignored."""

import re

from postlotse.core.mail.types import Mail

#: A result stands at the beginning of its part; what a sender chose (comments, quoted words, properties) is never read.
_RESULT = re.compile(r"\s*(dmarc|spf|dkim)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?![^\s;])")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
#: A header longer than this is not a verdict but an attack.
_MAX = 8_000
_DEEPEST = 10


def results(mail: Mail, authserv_id: str) -> dict[str, str]:
    """Return method → result (`{"dmarc": "pass"}`) of the topmost header that names our server; empty when there is none."""
    if not authserv_id:
        return {}
    for value in mail.header("Authentication-Results"):
        server, *parts = _bare(value[:_MAX]).lower().split(";")
        if server.split()[:1] == [authserv_id.lower()]:
            found: dict[str, str] = {}
            for method, result in (m.groups() for m in map(_RESULT.match, parts) if m):
                # One good signature of several is enough; of the other methods the first word counts.
                if method not in found or (method == "dkim" and result == "pass"):
                    found[method] = result
            return found
    return {}


def _bare(value: str) -> str:
    """Return the header without quoted words and comments: both may hold what the sender wished to stand there."""
    value = _QUOTED.sub(" ", value)
    for _ in range(_DEEPEST):
        value, count = _COMMENT.subn(" ", value)
        if not count:
            break
    return value.partition("(")[0]  # a comment that never ends hides the rest


def verdict(mail: Mail, authserv_id: str) -> bool | None:
    """Tell whether the sender is proved: True only by DMARC, False when it fails or SPF and DKIM both do, None = no word.

    SPF and DKIM alone prove some domain, not the one in From.  A check that could not be made (`temperror`) says nothing.
    """
    found = results(mail, authserv_id)
    if not found:
        return None
    if found.get("dmarc") in ("pass", "fail"):
        return found["dmarc"] == "pass"
    others = {found.get("spf"), found.get("dkim")}
    return None if others & {"pass", "temperror"} or found.get("dmarc") == "temperror" else False
