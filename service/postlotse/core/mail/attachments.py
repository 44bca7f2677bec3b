"""The parts that are not the text, as `Attachment` values: cleaned names, types, sizes.  Never unpacks or interprets them."""

import re
from email.message import Message

from postlotse.core.mail import params
from postlotse.core.mail.cleantext import one_line
from postlotse.core.mail.parts import Part, content, payload_of, raw_header
from postlotse.core.mail.types import Attachment

MAX_NAME = 120
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.I)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\u00ad\u061c]")


def clean_name(name: str) -> str:
    """Return a file name fit for display: last path element, no control or invisible characters, at most 120 characters."""
    name = _INVISIBLE.sub("", one_line(name)).replace("\\", "/").rstrip("/")
    name = name.rsplit("/", 1)[-1].strip(" .\"'")
    name = re.sub(r'[<>:"|?*]', "_", name)
    name = _RESERVED.sub(lambda found: found.group() + "_", name)
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        name = stem[: MAX_NAME - 1 - len(ending)] + dot + ending if dot and len(ending) <= 10 else name[:MAX_NAME]
    return name


def describe(part: Part) -> Attachment:
    """Return what the desk shows of one part."""
    name = part.name
    if not name and part.type.startswith("message/"):
        name = params.parameters(raw_header(part.message, "content-description")).get("name", "")
    return Attachment(name=clean_name(name), type=part.type[:100], size=_size(part))


def _size(part: Part) -> int:
    """Return the size after decoding; of a nested message as it is written out."""
    if not part.is_container:
        return len(content(part)[0])
    total = 0
    stack = [part.message]
    while stack:
        message = stack.pop()
        payload = payload_of(message)
        if isinstance(payload, list):
            for child in payload:
                if isinstance(child, Message):
                    total += sum(len(str(key)) + len(str(value)) + 4 for key, value in child.raw_items())
                    stack.append(child)
        elif isinstance(payload, str):
            total += len(payload)
    return total
