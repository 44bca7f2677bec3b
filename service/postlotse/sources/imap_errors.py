"""What an IMAP trouble means: away for now, refused, or a matter for a person; with sentences fit for staff.

Pure translation of exceptions; opens and closes nothing.  Server texts are scrubbed of secrets before they are shown.
"""

import re
import socket
import ssl
from collections.abc import Sequence
from typing import Final

from imapclient.exceptions import (
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
)

from postlotse.auth.scrub import scrub
from postlotse.core.errors import PostlotseError, SourceError, SourceUnavailable

_MILLISECONDS: Final = re.compile(r"backoff time:?\s*(\d+)\s*milliseconds", re.IGNORECASE)
_UNAVAILABLE: Final = re.compile(r"server unavailable\.\s*(\d+)", re.IGNORECASE)
#: RFC 5530 codes and the words of large providers that say "later" even where the answer is NO to a login.
_LATER: Final = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN|OVERQUOTA)\]|throttl|server unavailable|too many|temporar|try again"
    r"|not connected|simultaneous|overquota|backoff|timed? ?out|internal error",
    re.IGNORECASE,
)
_MAX_BACKOFF: Final = 3600.0


class LoginRefused(SourceError):
    """The server does not accept the credentials; trying again may lock the account."""


class CertificateRefused(SourceError):
    """The server's certificate is not valid for this host; nothing was sent."""


class SourceThrottled(SourceUnavailable):
    """The server asked us to wait; `retry_after` in seconds."""

    def __init__(self, sentence: str, retry_after: float) -> None:
        self.retry_after = retry_after
        super().__init__(sentence)


def retry_after(text: str) -> float:
    """Return the seconds that a throttling server asks for, or 0."""
    if found := _MILLISECONDS.search(text):
        return min(int(found[1]) / 1000, _MAX_BACKOFF)
    if found := _UNAVAILABLE.search(text):
        return min(float(found[1]), _MAX_BACKOFF)
    return 0.0


def explain(error: BaseException, host: str, secrets: Sequence[str] = ()) -> SourceError:
    """Return the SourceError that stands for this exception; temporary unless a person must act."""
    text = scrub(_words(error), secrets)
    match error:
        case SourceError():
            return error
        case PostlotseError():  # no token, or a password that no mechanism can carry
            return (SourceUnavailable if error.temporary else LoginRefused)(str(error))
        case ssl.SSLCertVerificationError():
            reason = scrub(error.verify_message or text)
            return CertificateRefused(f"Das Zertifikat von {host} ist nicht gültig: {reason}. Ist ca_file richtig gesetzt?")
        case TimeoutError():
            return SourceUnavailable(f"{host} antwortet nicht.")
        case socket.gaierror():
            return SourceUnavailable(f"Der Name {host} lässt sich nicht auflösen.")
        case ConnectionRefusedError():
            return SourceUnavailable(f"{host} nimmt keine Verbindung an.")
        case ssl.SSLError():
            return SourceUnavailable(f"Mit {host} kommt keine verschlüsselte Verbindung zustande: {text}")
        case OSError():
            return SourceUnavailable(f"Die Verbindung zu {host} ist gestört: {text}")
        # A subclass of Abort: caught later, it would mean to reconnect for ever.
        case IMAPClientReadOnlyError():
            return SourceError(f"Das Postfach auf {host} ist nur lesbar; mit file_into braucht Postlotse Schreibrecht.")
        case LoginError():
            return _login(error, text, host)
        case IMAPClientAbortError() | IMAPClientError():
            return _later(text, host)
        case _:
            return SourceUnavailable(f"{host} hat etwas Unverständliches geantwortet ({type(error).__name__}).")


def _words(error: BaseException) -> str:
    return " ".join(arg.decode("utf-8", "replace") if isinstance(arg, bytes) else str(arg) for arg in error.args)


def _later(text: str, host: str) -> SourceUnavailable:
    wait = retry_after(text)
    if wait:
        return SourceThrottled(f"{host} bittet um eine Pause von {wait:.0f} Sekunden: {text}", wait)
    return SourceUnavailable(f"{host} arbeitet gerade nicht: {text}")


def _login(error: LoginError, text: str, host: str) -> SourceError:
    """Tell a refused password from a server that went away or asked for patience in the middle of the login."""
    cause = error.__context__
    if isinstance(cause, IMAPClientAbortError) or _LATER.search(text):
        return _later(text, host)
    return LoginRefused(f"{host} lehnt die Anmeldung ab: {text}")
