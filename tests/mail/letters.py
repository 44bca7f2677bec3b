"""Raw messages for the tests of `core.mail`: a plain letter that hits no rule, and changes to it."""

from postlotse.core.mail.parse import parse
from postlotse.core.mail.types import Mail

OURS = "integration@stadt.example"

_HEAD = {
    "Return-Path": "<alice@verein.example>",
    "Received": "from mx.verein.example by mx.stadt.example; Mon, 2 Mar 2026 10:00:01 +0100",
    "From": "Alice Yılmaz <alice@verein.example>",
    "To": f"Anlaufstelle <{OURS}>",
    "Subject": "Raum gesucht",
    "Date": "Mon, 02 Mar 2026 10:00:00 +0100",
    "Message-ID": "<1@verein.example>",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
}


def raw_letter(body: str = "Guten Tag,\nwir suchen einen Raum.\n", /, **changes: str | None) -> bytes:
    """Return a letter; `Auto_Submitted="no"` sets a header (underscores become hyphens), None drops it."""
    head: dict[str, str | None] = dict(_HEAD)
    for name, value in changes.items():
        head[name.replace("_", "-")] = value
    lines = [f"{name}: {value}" for name, value in head.items() if value is not None]
    return ("\r\n".join(lines) + "\r\n\r\n" + body.replace("\n", "\r\n")).encode("utf-8")


def letter(body: str = "Guten Tag,\nwir suchen einen Raum.\n", /, **changes: str | None) -> Mail:
    """Return the same, read."""
    return parse(raw_letter(body, **changes))


def parts(*pieces: tuple[str, str], kind: str = "mixed") -> tuple[str, str]:
    """Return (Content-Type, body) of a multipart whose pieces are (headers, text)."""
    body = "".join(f"--b\n{head}\n\n{text}\n" for head, text in pieces) + "--b--\n"
    return f'multipart/{kind}; boundary="b"', body
