"""Choose and decode the readable body, in the manner of RFC 8621 §4.1.4.  Sets nothing apart: that is `quoting`."""

import re
from dataclasses import dataclass, field

from postlotse.core.mail import attachments, calendars, charsets, encoded, enriched, html, signed
from postlotse.core.mail.cleantext import clean
from postlotse.core.mail.parts import Part, content
from postlotse.core.mail.types import Attachment, Event

MAX_TEXT = 1_000_000
_STUB = re.compile(r"html|browser|e-?mail (?:client|programm)|anzeige|im browser", re.I)
_PGP = "-----BEGIN PGP MESSAGE-----"
_MEDIA = ("image/", "audio/", "video/")
_CALENDARS = {"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"}
_NOT_TEXT = {
    "text/calendar",
    "text/x-vcard",
    "text/vcard",
    "text/directory",
    "text/rfc822-headers",
    "text/csv",
    "text/x-amp-html",
    "text/css",
}


@dataclass(slots=True, kw_only=True)
class Body:
    """The text (whole), the raw HTML of the HTML bodies, attachments, appointments, kind of encryption, defects.

    `plain_chosen` tells that `text` is the plain alternative of `html`.  `files` are the parts behind `attachments`, and parts
    that hold a message, in the same order.
    """

    text: str = ""
    html: str = ""
    plain_chosen: bool = False
    attachments: list[Attachment] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    encrypted: str = ""
    defects: list[str] = field(default_factory=list)

    def add(self, files: list[Part]) -> None:
        """Take parts in as attachments."""
        self.files.extend(files)
        self.attachments.extend(map(attachments.describe, files))


def unflow(text: str, delete_space: bool) -> str:
    """Join the soft line breaks of format=flowed (RFC 3676)."""
    out: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:]
        if rest.startswith(" "):
            rest = rest[1:]
        signature = rest == "-- "
        soft = rest.endswith(" ") and not signature
        piece = rest[:-1] if soft and delete_space else rest
        if out and open_depth == depth and not signature:
            out[-1].append(piece)
        else:
            out.append(["> " * depth, piece])
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in out)


def _text_of(part: Part, hint: str, body: Body) -> str:
    """Decode a text part, yEnc files taken out."""
    raw, defect = content(part)
    if defect:
        body.defects.append(defect)
    if b"=ybegin " in raw:
        raw, files = encoded.yenc(raw, part.charset)
        body.add(files)
    charset = part.charset
    if not charset and part.type == "text/html":
        declared = re.search(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", raw[:4_096])
        charset = declared.group(1).decode("ascii") if declared else ""
    text, defect = charsets.decode(raw, charset, hint)
    if defect:
        body.defects.append(defect)
    return text


def _plain(part: Part, hint: str, body: Body) -> str:
    """Return a plain part as clean text, unflowed, uuencoded files taken out."""
    text = clean(_text_of(part, hint, body))[:MAX_TEXT]
    if part.values.get("format", "").lower() == "flowed":
        text = unflow(text, part.values.get("delsp", "").lower() == "yes")
    if part.type in ("text/enriched", "text/richtext"):
        text = enriched.to_text(text, rich=part.type == "text/richtext")
    text, files = encoded.uuencoded(text)
    body.add(files)
    return text


def _is_inline(part: Part, first: bool, container: str) -> bool:
    """Tell whether a leaf belongs to the text (RFC 8621), rather than being an attachment."""
    if part.fallback:
        return False
    if part.disposition not in ("", "inline"):
        return part.disposition not in ("attachment", "form-data") and not part.name
    if part.type not in ("text/plain", "text/html", "text/enriched", "text/richtext") and not part.type.startswith(
        "multipart/"
    ):
        return False
    return first or (container != "multipart/related" and not part.name)


def _choose(tree: list[Part]) -> tuple[list[Part], list[Part], list[Part]]:
    """Return (parts for the text, parts for the HTML, the rest), in order."""
    children: dict[tuple[int, ...], list[Part]] = {}
    for part in tree:
        if part.path:
            children.setdefault(part.path[:-1], []).append(part)
    texts: list[Part] = []
    htmls: list[Part] = []
    rest: list[Part] = []

    def visit(parts: list[Part], container: str, alternative: bool) -> None:
        """Depth is bounded by `frame.MAX_DEPTH`."""
        for number, part in enumerate(parts):
            if part.unpacked or (part.is_container and part.type.startswith("multipart/")):
                inner = children.get(part.path, [])
                if part.type == "multipart/alternative":
                    before = len(texts), len(htmls)
                    visit(inner, part.type, True)
                    if len(texts) == before[0]:
                        texts.extend(htmls[before[1] :])
                    elif len(htmls) == before[1]:
                        htmls.extend(texts[before[0] :])
                elif alternative and part.type == "multipart/related":
                    visit(inner, part.type, True)
                else:
                    visit(inner, part.type, alternative)
                continue
            if part.type.startswith("message/") or not _is_inline(part, number == 0, container):
                rest.append(part)
                continue
            if alternative:
                (htmls if part.type == "text/html" else texts).append(part)
            else:
                texts.append(part)
                htmls.append(part)

    visit(tree[:1], "", False)
    return texts, htmls, rest


def _encryption(tree: list[Part], text: str) -> str:
    """Return "pgp" or "smime" when the body can only be read with a key."""
    for part in tree:
        if part.nested:
            continue
        if part.type == "multipart/encrypted":
            return "pgp"
        if part.type == "application/pgp-encrypted" and not text.strip():  # what Exchange leaves of multipart/encrypted
            return "pgp"
        if part.type in ("application/pkcs7-mime", "application/x-pkcs7-mime") and not part.unpacked:
            readable = part.values.get("smime-type", "").lower() in ("signed-data", "certs-only")
            if not readable and (sum(not other.unpacked for other in tree) == 1 or not text.strip()):
                return "smime"
    at = text.find(_PGP)
    if at >= 0 and len(text[:at].strip()) < 200:
        return "pgp"
    return ""


def _is_stub(plain: str, rich: str) -> bool:
    """Tell whether the plain alternative is empty or only says "see the HTML"."""
    plain = plain.strip()
    if not plain:
        return True
    return len(plain) < 250 and len(rich) > 3 * len(plain) and bool(_STUB.search(plain))


def read(tree: list[Part], hint: str = "") -> Body:
    """Choose and decode the body of a message from its parts (the first is the message itself)."""
    body = Body()
    texts, htmls, rest = _choose(tree)
    pieces: list[str] = []
    used_html: dict[int, str] = {}
    rich_sources = [part for part in htmls if part.type == "text/html"]
    sources = {id(part): _text_of(part, hint, body)[: 4 * html.MAX_HTML] for part in rich_sources}
    for part in texts:
        if part.type == "text/html":
            used_html[id(part)] = html.to_text(sources.get(id(part)) or _text_of(part, hint, body))
            pieces.append(used_html[id(part)])
        else:
            pieces.append(_plain(part, hint, body))
    text = "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())
    unused = [part for part in rich_sources if id(part) not in used_html]
    if unused:
        rich = "\n\n".join(html.to_text(sources[id(part)]) for part in unused) if len(text.strip()) < 250 else ""
        if _is_stub(text, rich) and rich.strip():
            body.defects.append("plain_part_empty")
            text = rich
        else:
            body.plain_chosen = True
    body.html = "\n".join(sources[id(part)] for part in rich_sources)[: html.MAX_HTML]
    if signed.PGP_START in text:
        text = signed.clear_text(text)
    body.encrypted = _encryption(tree, text)
    descriptions = _calendars(tree, hint, body)
    if not text.strip() and not body.encrypted:
        text = _fallback(rest, hint, body) or descriptions or _last_resort(rest, hint, body)
    body.text = text[:MAX_TEXT]
    for part in rest:
        if part.fallback or (part.type.startswith("multipart/") and not part.is_container and not content(part)[0].strip()):
            continue
        body.add([part])
    return body


def _fallback(rest: list[Part], hint: str, body: Body) -> str:
    """Return the text that TNEF held beside an empty body."""
    for part in rest:
        if part.fallback:
            if part.type != "text/html":
                return _plain(part, hint, body)
            source = _text_of(part, hint, body)[: 4 * html.MAX_HTML]
            body.html = body.html or source[: html.MAX_HTML]
            return html.to_text(source)
    return ""


def _calendars(tree: list[Part], hint: str, body: Body) -> str:
    """Read the appointments of calendar parts into `body`; return them as text, for a mail that says nothing else."""
    found: list[tuple[Event, str]] = []
    for part in tree:
        if len(found) >= calendars.MAX_EVENTS:
            break
        if part.nested or not (part.type in _CALENDARS or part.name[-4:].lower() == ".ics"):
            continue
        raw, _ = content(part)
        for item in calendars.read(charsets.decode(raw[: calendars.MAX_PART], part.charset or "utf-8", hint)[0]):
            if item not in found:  # Outlook and Google send the same as a part and as a file
                found.append(item)
    found = found[: calendars.MAX_EVENTS]
    body.events.extend(event for event, _ in found)
    said = [f"{calendars.sentence(event)}\n\n{description}".strip() for event, description in found]
    return "\n\n".join(said)


def _last_resort(rest: list[Part], hint: str, body: Body) -> str:
    """Find a text among the parts that are no regular body: other text types, a multipart that could not be split."""
    for part in rest:
        if part.is_container or part.disposition == "attachment" or part.type in _NOT_TEXT:
            continue
        if part.type == "text/html":
            return html.to_text(_text_of(part, hint, body))
        if part.type.startswith("text/") or part.type.startswith("multipart/") or part.type == "message/delivery-status":
            text = _plain(part, hint, body)
            if text.strip():
                body.defects.append("body_from_odd_part")
                return text
    return ""
