"""What a relay's answer means for one mail, or for all of them.

Pure: replies and exceptions in, verdicts out.  Nothing is sent here.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Sequence
from typing import Final

from postlotse.auth.scrub import scrub
from postlotse.core.errors import PostlotseError, SenderError, SenderUnavailable
from postlotse.core.names import Delivery
from postlotse.core.ports import Parcel, Receipt

_LOGIN: Final = frozenset({530, 534, 535, 538})
#: Policy that is about us and not about one mail: basic auth switched off (5.7.30), not authenticated (5.7.57),
#: send-as denied (5.7.60), sending blocked (5.7.501 …), all as Microsoft documents them, and 5.7.8 of RFC 4954.
_ABOUT_US: Final = re.compile(r"\b5\.7\.(3|8|30|57|60|139|501|502|503|504|505|508|606|705|708|750)\b")
_POLICY: Final = re.compile(r"\b5\.7\.\d+\b")


class CertificateRefused(SenderError):
    """The relay's certificate is not valid for this host; nothing was sent."""


class LoginRefused(SenderError):
    """The relay does not accept the credentials; trying again may lock the account."""


def receipt(parcel: Parcel, delivery: Delivery, code: int = 0, text: bytes | str = "", secrets: Sequence[str] = ()) -> Receipt:
    """Build a Receipt; the text is cleaned and cut."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    known = code if 0 <= code <= 999 else 0  # smtplib says -1 for a line that is no reply
    return Receipt(parcel=parcel.id, delivery=delivery, code=known, text=scrub(words, secrets))


def about_us(code: int, text: bytes | str, *, at_sender: bool) -> bool:
    """Tell whether a refusal stops all sending: login and account policy, and at MAIL FROM every 5.7.x."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if code in _LOGIN:
        return True
    return 500 <= code <= 599 and bool((_POLICY if at_sender else _ABOUT_US).search(words))


def refusal(code: int, text: bytes, host: str, *, at_sender: bool, secrets: Sequence[str] = ()) -> SenderError | None:
    """Return the error that concerns every mail, or None when the reply concerns only this one."""
    words = scrub(text.decode("utf-8", "replace"), secrets)
    if code == 421:
        return SenderUnavailable(f"{host} beendet die Sitzung (421): {words}")
    if about_us(code, text, at_sender=at_sender):
        kind = LoginRefused if code in _LOGIN else SenderError
        return kind(f"{host} lässt uns nicht senden ({code}): {words}")
    return None


def verdict(code: int) -> Delivery:
    """Return what an SMTP code says about one mail; anything that is not 2xx or 5xx is tried again."""
    if 200 <= code <= 299:
        return Delivery.SENT
    return Delivery.FAILED if 500 <= code <= 599 else Delivery.DEFERRED


def explain(error: BaseException, host: str, secrets: Sequence[str] = ()) -> SenderError:
    """Return the SenderError for trouble while connecting or logging in: nothing was sent."""
    match error:
        case SenderError():
            return error
        case PostlotseError():  # no token, or a password that no mechanism can carry
            return (SenderUnavailable if error.temporary else LoginRefused)(str(error))
        case ssl.SSLCertVerificationError():
            reason = scrub(error.verify_message or "")
            return CertificateRefused(f"Das Zertifikat von {host} ist nicht gültig: {reason}. Ist ca_file richtig gesetzt?")
        case smtplib.SMTPNotSupportedError():
            return SenderError(f"{host} bietet das Nötige nicht an: {scrub(str(error), secrets)}")
        case smtplib.SMTPAuthenticationError():
            words = scrub(_text(error.smtp_error), secrets)
            if 400 <= error.smtp_code <= 499:
                return SenderUnavailable(f"{host} kann die Anmeldung gerade nicht prüfen ({error.smtp_code}): {words}")
            return LoginRefused(f"{host} lehnt die Anmeldung ab ({error.smtp_code}): {words}")
        case smtplib.SMTPResponseException():
            words = scrub(_text(error.smtp_error), secrets)
            if about_us(error.smtp_code, _text(error.smtp_error), at_sender=True):
                return SenderError(f"{host} lässt uns nicht senden ({error.smtp_code}): {words}")
            return SenderUnavailable(f"{host} arbeitet gerade nicht ({error.smtp_code}): {words}")
        case TimeoutError():
            return SenderUnavailable(f"{host} antwortet nicht.")
        case socket.gaierror():
            return SenderUnavailable(f"Der Name {host} lässt sich nicht auflösen.")
        case ConnectionRefusedError():
            return SenderUnavailable(f"{host} nimmt keine Verbindung an.")
        case _:
            return SenderUnavailable(f"Die Verbindung zu {host} ist gestört ({type(error).__name__}).")


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
