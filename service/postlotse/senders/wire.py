"""What may go onto the wire: checks of a parcel before MAIL FROM, because smtplib makes none of them.

Pure.  A parcel that fails here concerns only itself and never reaches a relay.
"""

from dataclasses import dataclass
from typing import Final

from postlotse.core.ports import Parcel

MAX_LINE: Final = 998
_NOTIFY: Final = frozenset({"NEVER", "SUCCESS", "FAILURE", "DELAY"})
_XTEXT_SAFE: Final = frozenset(chr(c) for c in range(33, 127)) - {"+", "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What a relay said in its EHLO answer; `size` 0 = no limit stated."""

    size: int = 0
    eight_bit: bool = False
    utf8: bool = False
    dsn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a parcel cannot be handed over; `code` in the style of RFC 3463."""

    code: str
    sentence: str


def bad_address(address: str, *, null_allowed: bool) -> str:
    """Return what is wrong with an envelope address, or an empty text."""
    if not address:
        return "" if null_allowed else "die Empfängeradresse ist leer"
    if any(ord(c) <= 0x20 or ord(c) == 0x7F or c in "<>" for c in address):
        return "eine Adresse enthält Steuerzeichen, Leerzeichen oder spitze Klammern"
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        return "eine Adresse ist unvollständig"
    if len(address.encode("utf-8")) > 254 or len(local.encode("utf-8")) > 64:
        return "eine Adresse ist zu lang"
    return ""


def bad_content(content: bytes) -> str:
    """Return what is wrong with the bytes of a mail, or an empty text (RFC 5321 §2.3.8, §4.5.3.1.6; SMTP smuggling)."""
    if not content:
        return "die Mail ist leer"
    if b"\0" in content:
        return "die Mail enthält ein Nullbyte"
    lines = content.split(b"\r\n")
    if any(b"\r" in line or b"\n" in line for line in lines):
        return "ein Zeilenende ist nicht CRLF"
    if max(map(len, lines)) > MAX_LINE:
        return f"eine Zeile ist länger als {MAX_LINE} Bytes"
    return ""


def refused(parcel: Parcel, offers: Offers) -> Refusal | None:
    """Return why this parcel must not be offered to a relay with these abilities, or None."""
    for address, null_allowed in ((parcel.mail_from, True), (parcel.recipient, False)):
        if wrong := bad_address(address, null_allowed=null_allowed):
            return Refusal(code="5.1.3", sentence=f"Nicht gesendet: {wrong}.")
    if wrong := bad_content(parcel.content):
        return Refusal(code="5.6.0", sentence=f"Nicht gesendet: {wrong}.")
    if parcel.notify and not set(parcel.notify.split(",")) <= _NOTIFY:
        return Refusal(code="5.5.4", sentence="Nicht gesendet: die Angabe zum Zustellbericht ist ungültig.")
    if not (parcel.mail_from + parcel.recipient).isascii() and not offers.utf8:
        return Refusal(code="5.6.7", sentence="Nicht gesendet: die Adresse enthält Umlaute, der Mailserver kann das nicht.")
    if not parcel.content.isascii() and not offers.eight_bit:
        return Refusal(code="5.6.3", sentence="Nicht gesendet: die Mail hat 8-Bit-Zeichen, der Mailserver nimmt nur 7 Bit.")
    if 0 < offers.size < len(parcel.content):
        megabytes = offers.size / 1_000_000
        return Refusal(code="5.3.4", sentence=f"Nicht gesendet: die Mail ist größer als {megabytes:.1f} MB.")
    return None


def xtext(text: str) -> str:
    """Return `text` as xtext (RFC 3461 §4), for ENVID."""
    return "".join(c if c in _XTEXT_SAFE else "".join(f"+{b:02X}" for b in c.encode("utf-8")) for c in text)


def mail_options(parcel: Parcel, offers: Offers) -> list[str]:
    """Return the parameters of MAIL FROM that this relay understands."""
    options = [f"SIZE={len(parcel.content)}"] if offers.size else []
    if not parcel.content.isascii():
        options.append("BODY=8BITMIME")
    if not (parcel.mail_from + parcel.recipient).isascii():
        options.append("SMTPUTF8")
    if offers.dsn and parcel.notify:
        options += ["RET=HDRS", f"ENVID={xtext(parcel.id)[:100]}"]
    return options


def rcpt_options(parcel: Parcel, offers: Offers) -> list[str]:
    """Return the parameters of RCPT TO that this relay understands."""
    return [f"NOTIFY={parcel.notify}"] if offers.dsn and parcel.notify else []
