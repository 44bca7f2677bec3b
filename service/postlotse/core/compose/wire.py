"""How header lines of our mails are written: pure ASCII, lines of at most 998 bytes, ids never as encoded words.

A policy of the standard library that checks every value (CR and LF raise).  The standard folding is replaced because
it writes long ids as encoded words (python/cpython#100991), and encoded words longer than 75 characters.
"""

import base64
import re
from collections.abc import Iterator
from email.policy import EmailPolicy
from typing import Any

from postlotse.core.compose.cleaning import one_line
from postlotse.core.mail.reachable import wire_address
from postlotse.core.mail.types import Address

__all__ = ["LINE_LIMIT", "WIRE", "WirePolicy", "encoded_text", "ids", "mailbox", "wire_address"]

LINE_LIMIT = 998
_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>")
_REFERENCES_KEPT = 30
_SYNTAX = re.compile(r"[\"<>@()\[\]:;\\]")
_SAFE_PHRASE = re.compile(r"[A-Za-z0-9 .,!'&/+_-]*")


def mailbox(address: Address) -> str:
    """Return a mailbox for a header: the name cleaned, and quoted or encoded where it must be.

    Characters of address syntax are taken out of the name even where encoding would hide them: some readers, Python
    3.11's among them, take an address inside an encoded word for the real one.
    """
    name = one_line(_SYNTAX.sub(" ", address.name), 120)
    wire = wire_address(address.address)
    if not any(char.isalnum() for char in name):  # punctuation alone names nobody and trips the standard library's reader
        return wire
    if _SAFE_PHRASE.fullmatch(name):
        return f'"{name}" <{wire}>'
    return f"{encoded_text(name)} <{wire}>"


def ids(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the well-formed ids among `values`, each once, at most 30: the first (root of the thread) and the last."""
    sound = list(dict.fromkeys(found for value in values for found in _ID.findall(value)))
    return tuple(sound if len(sound) <= _REFERENCES_KEPT else [sound[0], *sound[1 - _REFERENCES_KEPT :]])


def _encoded_words(text: str) -> Iterator[str]:
    """Yield RFC 2047 encoded words of at most 75 characters that never cut a character."""
    piece = b""
    for character in text:
        coded = character.encode("utf-8", "replace")
        if len(piece) + len(coded) > 45:
            yield f"=?utf-8?b?{base64.b64encode(piece).decode('ascii')}?="
            piece = b""
        piece += coded
    yield f"=?utf-8?b?{base64.b64encode(piece).decode('ascii')}?="


def _folded(name: str, value: str) -> str:
    """Return one header, folded at spaces towards 76 characters; a word that is longer stands alone."""
    lines = [f"{name}:"]
    for word in value.split():
        if len(lines[-1]) + 1 + len(word) <= 76 or lines[-1] == f"{name}:":
            lines[-1] += f" {word}"
        else:
            lines.append(f" {word}")
    return "\r\n".join(lines) + "\r\n"


def encoded_text(text: str) -> str:
    """Return free text for a header: as it is when plain ASCII, else as encoded words (RFC 2047 §2: at most 75 characters)."""
    return text if text.isascii() and "=?" not in text else " ".join(_encoded_words(text))


class WirePolicy(EmailPolicy):
    """An e-mail policy for values that are ready for the wire: refuses all but printable ASCII, folds only at spaces."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, str]:
        """Keep a value as it is; raises ValueError when it could break a header."""
        text = str(value)
        if not (text.isascii() and text.isprintable()):
            raise ValueError(f"header {name} holds characters that may not stand there")
        return name, text

    def fold(self, name: str, value: Any) -> str:
        """Return the header as lines ending in CRLF."""
        return _folded(name, str(value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the header as bytes; ASCII by construction."""
        return _folded(name, str(value)).encode("ascii")


WIRE = WirePolicy(linesep="\r\n", max_line_length=LINE_LIMIT)
